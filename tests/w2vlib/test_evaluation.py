"""Similarity and analogy files, and what is left out of them."""

import json

import numpy as np
import pytest

from w2vlib.__main__ import main
from w2vlib.evaluation import analogies, similarity
from w2vlib.vectors import WordVectors


@pytest.fixture
def vectors():
    angles = np.deg2rad([0, 10, 30, 60, 100])
    return WordVectors(list("abcde"), np.stack([np.cos(angles), np.sin(angles)], axis=1))


@pytest.mark.parametrize("between", ["\t", ",", " ", "   "])
def test_rho_is_one_where_the_order_is_that_of_the_cosines(vectors, tmp_path, between):
    lines = [("a", "b", 9), ("a", "c", 7), ("a", "d", 3), ("A", "E", 1), ("a", "zebra", 5)]
    file = tmp_path / "pairs.txt"
    file.write_text("".join(between.join(map(str, line)) + "\n" for line in lines))
    found = similarity(vectors, file)
    assert (found.rho, found.used, found.left_out) == (pytest.approx(1), 4, 1)


def test_a_heading_is_passed_over_and_a_bad_line_is_named(vectors, tmp_path):
    file = tmp_path / "pairs.csv"
    file.write_text("word 1,word 2,score\na,b,1\na,c,2\n")
    assert similarity(vectors, file).rho == pytest.approx(-1)
    file.write_text("a,b,1\na,c\n")
    with pytest.raises(ValueError, match="line 2"):
        similarity(vectors, file)


def test_one_pair_has_no_order(vectors, tmp_path):
    (tmp_path / "one").write_text("a b 1\n")
    assert np.isnan(similarity(vectors, tmp_path / "one").rho)


@pytest.fixture
def grid():
    """b - a + c is d in the plane; with the inputs allowed, c itself would be the nearest."""
    rows = {
        "man": (1, 0.1),
        "woman": (1, 0.5),
        "king": (0.1, 1),
        "queen": (0.1, 1.4),
        "far": (-1, 0),
    }
    return WordVectors(list(rows), np.array(list(rows.values()), np.float32))


def test_inputs_are_no_answers_and_headings_no_questions(grid, tmp_path):
    file = tmp_path / "questions.txt"
    file.write_text(": family\nman woman king queen\nMan Woman far king\nman woman lion lioness\n")
    found = analogies(grid, file)
    answer = grid.analogy("man", "woman", "far", k=1)[0][0]
    assert (found.used, found.left_out, found.vocabulary) == (2, 1, 5)
    assert found.accuracy == (1 + (answer == "king")) / 2


def test_the_vocabulary_cut_leaves_rarer_words_out(grid, tmp_path):
    file = tmp_path / "questions.txt"
    file.write_text("man woman king queen\nman woman man far\n")
    found = analogies(grid, file, restrict=4)
    assert (found.used, found.left_out, found.vocabulary) == (1, 1, 4)
    assert np.isnan(analogies(grid, file, restrict=2).accuracy)


def test_many_questions_are_answered_as_one_by_one(tmp_path):
    rng = np.random.default_rng(0)
    words = [f"w{i}" for i in range(60)]
    own = WordVectors(words, rng.normal(size=(60, 5)))
    questions = [tuple(rng.choice(words, 4, replace=False)) for _ in range(1200)]
    (tmp_path / "q").write_text("".join(" ".join(question) + "\n" for question in questions))
    assert analogies(own, tmp_path / "q").accuracy == pytest.approx(own.analogy_accuracy(questions))


def test_a_question_of_three_words_is_named(grid, tmp_path):
    (tmp_path / "q").write_text("man woman king queen\nman woman king\n")
    with pytest.raises(ValueError, match="line 2: expected four words, found 3"):
        analogies(grid, tmp_path / "q")


def test_the_verb_prints_a_line_a_file_or_json(grid, tmp_path, capsys):
    grid.save(tmp_path / "vectors.npz")
    (tmp_path / "q").write_text("man woman king queen\n")
    (tmp_path / "s").write_text("man king 1\nman woman 3\n")
    command = ["evaluate", "--vectors", str(tmp_path), "--similarity", str(tmp_path / "s")]
    command += ["--analogies", str(tmp_path / "q"), "--restrict", "4"]
    assert main(command) == 0
    assert "rho 1.000, 2 pairs used, 0 left out" in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert answer["analogies"] == {"accuracy": 1.0, "used": 1, "left_out": 0, "vocabulary": 4}


def test_without_files_or_with_a_missing_one_the_verb_says_so(grid, tmp_path, capsys):
    grid.save(tmp_path / "vectors.npz")
    assert main(["evaluate", "--vectors", str(tmp_path)]) == 2
    assert "--similarity" in capsys.readouterr().err
    assert main(["evaluate", "--vectors", str(tmp_path), "--analogies", "nowhere.txt"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
