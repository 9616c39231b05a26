"""Similarity and analogy files, and what is left out of them."""

import numpy as np
import pytest

from w2vlib.evaluation import analogies, similarity
from w2vlib.vectors import WordVectors


@pytest.fixture
def vectors():
    angles = np.deg2rad([0, 10, 30, 60, 100])
    return WordVectors(list("abcde"), np.stack([np.cos(angles), np.sin(angles)], axis=1))


@pytest.mark.parametrize("between", ["\t", ",", ", ", ";", " ", "   "])
def test_rho_is_one_where_the_order_is_that_of_the_cosines(vectors, tmp_path, between):
    lines = [("a", "b", 9), ("a", "c", 7), ("a", "d", 3), ("A", "E", 1), ("a", "zebra", 5)]
    file = tmp_path / "pairs.txt"
    file.write_text("".join(between.join(map(str, line)) + "\n" for line in lines))
    found = similarity(vectors, file)
    assert (found.rho, found.used, found.left_out) == (pytest.approx(1), 4, 1)
    assert found.unknown == ["zebra"]


def test_a_heading_is_passed_over_and_a_bad_line_is_named(vectors, tmp_path):
    file = tmp_path / "pairs.csv"
    file.write_text("word 1,word 2,score\na,b,1\na,c,2\n")
    assert similarity(vectors, file).rho == pytest.approx(-1)
    for bad in ("a,c", "a,c,high", "a,c,nan"):
        file.write_text(f"a,b,1\n{bad}\n")
        with pytest.raises(ValueError, match="line 2: expected word, word, score"):
            similarity(vectors, file)


def test_words_with_spaces_are_read_where_tabs_part_the_fields(tmp_path):
    own = WordVectors(["new york", "city"], np.eye(2))
    (tmp_path / "pairs.tsv").write_text("\ufeffnew york\tcity\t5\n", "utf-8")
    assert similarity(own, tmp_path / "pairs.tsv").used == 1


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
    assert found.unknown == ["far"]
    assert np.isnan(analogies(grid, file, restrict=2).accuracy)


def test_every_section_has_an_accuracy_of_its_own(grid, tmp_path):
    file = tmp_path / "questions.txt"
    file.write_text(
        ": family\nman woman king queen\nman woman king far\nman woman x y\n"
        ": odd\nman man man man\n"
    )
    found = analogies(grid, file)
    assert found.sections == {
        "family": {"accuracy": 0.5, "used": 2, "left_out": 1},
        "odd": {"accuracy": 0.0, "used": 1, "left_out": 0},
    }
    assert (found.accuracy, found.used, found.left_out) == (pytest.approx(1 / 3), 3, 1)


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
