"""The course's own sets: where they come from, and that their words can be learned."""

from collections import Counter

import pytest

from w2vlib.corpora import Docstrings, MiniWorld
from w2vlib.evaluation import analogies, docstrings_words, similarity
from w2vlib.evaluation.own_sets import OWN_SETS
from w2vlib.vectors import WordVectors


@pytest.mark.slow
def test_the_little_world_is_judged_by_what_was_planted_in_it(trained):
    vectors, world = WordVectors.load(trained), MiniWorld()
    found = similarity(vectors, "miniworld")
    assert found.used == len(world.similarities)
    assert found.rho > 0.5
    answers = analogies(vectors, "miniworld")
    assert answers.used == len(world.questions())
    assert set(answers.sections) == set(world.analogies)
    assert answers.accuracy == pytest.approx(vectors.analogy_accuracy(world.questions()))


def test_no_own_score_is_called_a_human_one():
    for name, own in OWN_SETS.items():
        assert name in ("miniworld", "docstrings")
        assert "human" not in own.origin
    assert "planted" in OWN_SETS["miniworld"].origin
    assert "authors' own judgement" in OWN_SETS["docstrings"].origin


def test_no_pair_or_question_of_the_docstrings_set_comes_twice():
    pairs = [frozenset(pair[:2]) for pair in docstrings_words.pairs()]
    assert len(pairs) == len(set(pairs)) >= 40
    assert all(len(pair) == 2 for pair in pairs)
    questions = [tuple(words) for _, words in docstrings_words.questions()]
    assert 30 <= len(questions) == len(set(questions)) <= 60
    assert all(len(set(words)) == 4 for words in questions)


@pytest.mark.slow
def test_every_word_of_the_docstrings_set_is_frequent_in_the_documentation():
    counts = Counter(word for sentence in Docstrings().sentences() for word in sentence)
    words = {word for *pair, _ in docstrings_words.pairs() for word in pair}
    words |= {word for _, question in docstrings_words.questions() for word in question}
    assert {word: counts[word] for word in words if counts[word] < 20} == {}


def test_a_path_of_that_name_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    vectors = WordVectors(["a", "b"], [[1, 0], [0, 1]])
    (tmp_path / "miniworld").write_text("a b 1\n")
    assert similarity(vectors, "./miniworld").used == 1
    assert similarity(vectors, "miniworld").used == 0
