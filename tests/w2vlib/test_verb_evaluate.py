"""`evaluate` on the command line."""

import json
import re
import subprocess
import sys

import numpy as np
import pytest

from w2vlib.__main__ import main
from w2vlib.evaluation.held_out import held_out_loss
from w2vlib.training import checkpoint
from w2vlib.vectors import WordVectors


@pytest.fixture
def files(tmp_path):
    rows = {"man": (1, 0.1), "woman": (1, 0.5), "king": (0.1, 1), "queen": (0.1, 1.4)}
    WordVectors(list(rows), np.array(list(rows.values()))).save(tmp_path / "vectors.npz")
    (tmp_path / "q").write_text("man woman king queen\nman woman king far\n")
    (tmp_path / "s").write_text("man king 1\nman woman 3\nman lion 2\n")
    return tmp_path


def test_the_verb_prints_tables_or_json(files, capsys):
    command = ["evaluate", "--vectors", str(files), "--similarity", str(files / "s")]
    command += ["--analogies", str(files / "q"), "--restrict", "4"]
    assert main(command) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["similarity", "Spearman's", "rho", "pairs", "used", "left", "out"]
    assert lines[1] == [str(files / "s"), "1.000", "2", "1"]
    assert lines[2][-4:] == ["lion", "(1", "in", "all)"]
    assert lines[4] == [str(files / "q"), "100.0%", "1", "1"]
    assert " ".join(lines[5]) == "not among the first 4 words: far (1 in all)"
    assert main([*command, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert answer["similarity"][str(files / "s")] == {
        "rho": pytest.approx(1), "used": 2, "left_out": 1, "unknown": ["lion"]
    }  # fmt: skip
    found = answer["analogies"]
    assert (found["accuracy"], found["used"], found["left_out"]) == (1.0, 1, 1)
    assert (found["vocabulary"], found["unknown"]) == (4, ["far"])


def test_the_own_sets_say_where_their_scores_come_from(trained, capsys):
    command = ["evaluate", "--vectors", str(trained), "--similarity", "miniworld", "docstrings"]
    command += ["--analogies", "miniworld"]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "miniworld (planted scores)" in printed
    assert "docstrings (the authors' own judgement)" in printed
    assert "country:capital" in printed
    assert main([*command, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["similarity"]["miniworld"]["origin"] == "planted scores"
    assert answer["analogies"]["origin"] == "planted scores"


@pytest.mark.slow
def test_the_validation_loss_is_that_of_the_last_epoch(trained, capsys):
    command = ["evaluate", "--vectors", str(trained), "--corpus", "miniworld"]
    assert main([*command, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    last = checkpoint.load(trained).history["validation_loss"][-1]
    assert answer["validation_loss"] == pytest.approx(last, rel=1e-6)
    assert 1000 < answer["validation_pairs"] <= 20_000
    assert main(command) == 0
    (told,) = re.findall(r"validation loss (\d\.\d{4}) nats per pair", capsys.readouterr().out)
    assert float(told) == pytest.approx(last, abs=1.01e-4)  # threads add in any order


def test_a_text_without_known_words_has_no_loss(trained, tmp_path):
    (tmp_path / "text").write_text("zzz yyy xxx\n" * 500)
    with pytest.raises(ValueError, match=r"no pair of words that the model in .* knows"):
        held_out_loss(trained, tmp_path / "text")


def test_what_could_not_be_measured_is_null_in_json_and_a_dash_in_the_table(files, capsys):
    (files / "none").write_text("lion tiger 3\n")
    command = ["evaluate", "--vectors", str(files), "--similarity", str(files / "none")]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[1:] == ["-", "0", "1"]
    assert main([*command, "--json"]) == 0
    assert '"rho": null' in capsys.readouterr().out


def test_what_cannot_be_evaluated_is_said_in_one_sentence(files, capsys):
    for arguments, message in (
        ([], "--similarity"),
        (["--analogies", "nowhere.txt"], "nowhere.txt"),
        (
            ["--similarity", str(files / "s"), "--restrict", "4"],
            "--restrict is a limit for analogies",
        ),
        (["--corpus", "miniworld"], "not a folder that `train` wrote"),
    ):
        assert main(["evaluate", "--vectors", str(files), *arguments]) == 2
        error = capsys.readouterr().err
        assert message in error and error.count("\n") == 1


@pytest.mark.slow
def test_tensorflow_is_loaded_for_the_validation_loss_only(files):
    code = (
        "import sys; from w2vlib.__main__ import main\n"
        f"main(['evaluate', '--vectors', {str(files)!r}, '--similarity', 'miniworld'])\n"
        "print('tensorflow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
