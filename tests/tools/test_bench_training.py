"""The benchmark of training: same words for both, and a table of what was measured."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import bench
from tools.benchmarks import training as bench_training
from w2vlib.corpora.miniworld import MiniWorld

WORDS = st.lists(st.text("ab|", min_size=1, max_size=5), max_size=40)


@given(WORDS, st.integers(1, 30), st.sampled_from([" ", "\n", " \n\t"]))
def test_cutting_loses_no_word_and_doubles_none(tmp_path_factory, words, at_once, between):
    folder = tmp_path_factory.mktemp("cut")
    (folder / "text").write_text(between.join(words), "utf-8")
    assert bench_training.cut(folder / "text", folder / "lines", at_once) == len(words)
    assert (folder / "lines").read_text("utf-8").split() == words


def test_no_line_is_longer_than_gensim_reads(tmp_path):
    (tmp_path / "text").write_text("word " * 2500)
    bench_training.cut(tmp_path / "text", tmp_path / "lines")
    lengths = [len(line.split()) for line in (tmp_path / "lines").read_text().splitlines()]
    assert sum(lengths) == 2500 and max(lengths) == bench_training.LINE


def test_a_missing_file_is_named(tmp_path, capsys):
    assert bench.main(["training", "--corpus", str(tmp_path / "nowhere.txt")]) == 2
    assert "nowhere.txt" in capsys.readouterr().err


def test_the_better_rate_is_that_of_the_higher_qualities():
    runs = [
        {"rate": 0.025, "quality": {"a": 0.3, "b": 0.5}},
        {"rate": 0.05, "quality": {"a": 0.4, "b": 0.5}},
    ]
    assert bench_training.better_rate(runs) == 0.05


@pytest.mark.long
@pytest.mark.timeout(900)
def test_both_train_on_all_words_in_turns(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(bench_training, "SEEDS", (0, 1))
    world = MiniWorld(num_sentences=4000)
    text = tmp_path / "text"
    text.write_text("\n".join(" ".join(sentence) for sentence in world.sentences()))
    questions = tmp_path / "questions.txt"
    questions.write_text("\n".join(" ".join(question) for question in world.questions()))
    command = ["training", "--corpus", str(text), "--analogies", str(questions), "--epochs", "1"]
    assert bench.main([*command, "--dim", "16", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    speed = answer["words_per_second"]
    assert answer["ratio"] == pytest.approx(speed["w2vlib"] / speed["gensim"])
    assert answer["words"] == len(text.read_text().split())
    for trainer in bench_training.TRAINERS:
        assert [run["seed"] for run in answer["results"][trainer]] == [0, 1]
        assert set(answer["quality"][trainer]) == {"questions (30,000)"}
