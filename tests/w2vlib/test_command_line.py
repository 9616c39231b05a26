import json
import os
import subprocess
import sys

import numpy as np
import pytest

import w2vlib
from w2vlib.__main__ import VERBS, main
from w2vlib.vectors import WordVectors


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    lines = ["the red car and the blue car stop", "a red house near a blue house"] * 150
    path.write_text("\n".join(lines))
    return str(path)


@pytest.fixture
def folder(tmp_path):
    matrix = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]])
    WordVectors(["red", "blue", "car", "house"], matrix).save(tmp_path / "made" / "vectors.npz")
    return str(tmp_path / "made")


def test_train_writes_the_folder_and_ends_with_json(text, tmp_path, capsys):
    out = tmp_path / "out"
    code = main([
        "train", "--corpus", text, "--out", str(out), "--json", "--dim", "8", "--window", "3",
        "--negatives", "2", "--epochs", "2", "--objective", "nce", "--sampler", "log-uniform",
        "--subsample", "0.01", "--subsample-rule", "published", "--min-count", "2",
        "--learning-rate", "0.1", "--schedule", "constant", "--batch-size", "32", "--seed", "3",
        "--show", "red", "car",
    ])  # fmt: skip
    printed = capsys.readouterr()
    assert code == 0
    answer = json.loads(printed.out.splitlines()[-1])
    assert set(answer) >= {
        "words", "words_per_second", "seconds", "loss", "validation_loss", "vocabulary",
        "peak_memory_bytes",
    }  # fmt: skip
    held_out = 300 // 50
    assert answer["words"] == 2 * (150 * 15 - held_out * 7)
    assert answer["vocabulary"] == len(WordVectors.load(out)) == 9
    assert "epoch 2: red ->" in printed.err and "epoch 1: car ->" in printed.err
    config = json.loads((out / "config.json").read_text())
    assert config["objective"] == "nce"
    wanted = {
        "dim": 8, "window": 3, "negatives": 2, "epochs": 2, "sampler": "log-uniform",
        "subsample": 0.01, "subsample_rule": "published", "min_count": 2, "learning_rate": 0.1,
        "schedule": "constant", "batch_size": 32, "seed": 3,
    }  # fmt: skip
    assert {name: config["settings"][name] for name in wanted} == wanted
    assert (out / "checkpoint").is_dir()


def test_train_takes_all_other_settings(text, tmp_path):
    out = tmp_path / "out"
    assert main([
        "train", "--corpus", text, "--out", str(out), "--dim", "8", "--epochs", "1", "--phrases",
        "--architecture", "cbow", "--optimizer", "adagrad", "--max-norm", "3.5", "--power", "0.5",
        "--precision", "bfloat16", "--objective", "sampled_softmax", "--negatives", "7",
    ]) == 0  # fmt: skip
    told = json.loads((out / "config.json").read_text())["settings"]
    wanted = {
        "architecture": "cbow", "optimizer": "adagrad", "max_norm": 3.5, "power": 0.5,
        "precision": "bfloat16", "phrases": True, "negatives": 7,
    }  # fmt: skip
    assert {name: told[name] for name in wanted} == wanted


def test_neighbors_prints_a_table_or_json(folder, capsys):
    assert main(["neighbors", "red", "car", "--vectors", folder, "--count", "1"]) == 0
    assert capsys.readouterr().out.split() == ["red", "0.994", "blue", "car", "0.994", "house"]
    assert main(["neighbors", "red", "--vectors", folder + "/vectors.npz", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["neighbors"]["red"]
    assert [near["word"] for near in found] == ["blue", "house", "car"]


def test_analogy_answers(folder, capsys):
    assert main(["analogy", "red", "blue", "car", "--vectors", folder, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["answers"][0]["word"] == "house"


def one_error(capsys):
    printed = capsys.readouterr()
    lines = [line for line in printed.err.splitlines() if line.strip()]
    assert printed.out == "" and len(lines) == 1
    return lines[0]


def test_bad_input_is_one_clear_sentence_and_exit_code_2(folder, text, tmp_path, capsys):
    out = ["--out", str(tmp_path / "o")]
    for arguments, message in (
        (["neighbors", "reed", "--vectors", folder], "did you mean red"),
        (["neighbors", "red", "--vectors", str(tmp_path / "none")], "no vectors at"),
        (["train", "--corpus", "wikipedia", *out], "docstrings, miniworld"),
        (["train", "--corpus", text, "--dim", "0", *out], "dim is 0"),
        (["train", "--corpus", text, "--min-count", "9999", *out], "words are needed"),
    ):
        assert main(arguments) == 2
        assert message in one_error(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ["train", "--objective", "hinge"],
        ["analogy", "a", "b"],
        ["neighbors", "red", "--count", "0"],
        [],
        ["learn"],
    ],
)
def test_unusable_arguments_leave_with_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


@pytest.mark.parametrize("verb", [[], *([verb] for verb in VERBS)])
def test_help_needs_no_tensorflow(verb):
    code = (
        "import sys; from w2vlib.__main__ import main\n"
        f"try: main({[*verb, '--help']!r})\n"
        "except SystemExit: print('tensorflow' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[-1] == "False"


def test_every_public_name_can_be_imported():
    for name in w2vlib.__all__:
        assert getattr(w2vlib, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = w2vlib.no_such_name


@pytest.mark.slow
def test_a_deterministic_run_gives_the_same_vectors_bit_for_bit(text, tmp_path):
    files = []
    for number in range(2):
        out = tmp_path / str(number)
        command = [sys.executable, "-m", "w2vlib", "train", "--corpus", text, "--out", str(out)]
        subprocess.run([*command, "--deterministic", "--dim", "20", "--epochs", "3"],
                       check=True, capture_output=True, env={**os.environ})  # fmt: skip
        files.append((out / "vectors.txt").read_bytes())
    assert files[0] == files[1]
