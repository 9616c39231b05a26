"""An answer that gets its work done by the library is seen however it is written."""

import functools

import numpy as np
import pytest

import w2vlib
from grader_tests import registry
from grader_tests.answering import answer_cases
from grader_tests.judging import judge
from grader_tests.library_watch import LibraryCalled, watching
from w2vlib import samplers
from w2vlib.objectives import negative_sampling_loss as captured

EXERCISE = registry.find("04.negative_sampling_loss")
ANSWERS = {
    "a name bound earlier": lambda *a: captured(*a),
    "getattr": lambda *a: getattr(w2vlib, "negative_" + "sampling_loss")(*a),
    "a partial": functools.partial(captured),
    "with more around it": lambda *a: np.asarray(captured(*a)) + 0,
}


def verdict(answer):
    def ask(cases):
        with watching(registry.taught("04")):
            return answer_cases(answer, EXERCISE.probe, cases)

    return judge(EXERCISE, ask, seed=1)


@pytest.mark.parametrize("form", ANSWERS)
def test_a_call_of_the_library_is_delegated_in_any_form(form):
    found = verdict(ANSWERS[form])
    assert (found.state, found.score) == ("delegated", 0)
    assert "negative_sampling_loss" in found.message


def test_an_answer_of_ones_own_may_use_other_parts_of_the_library():
    def own(positive, negative):
        samplers.noise_distribution(np.ones(3))
        return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

    assert verdict(own).state == "right"


def test_afterwards_the_library_works_as_before():
    before = w2vlib.noise_distribution(np.array([1, 16]))
    with watching(["noise_distribution"]), pytest.raises(LibraryCalled):
        samplers.noise_distribution(np.array([1, 16]), power=1)
    np.testing.assert_array_equal(w2vlib.noise_distribution(np.array([1, 16])), before)


def test_what_the_library_does_not_have_needs_no_watching():
    with watching(["double", "Trainer"]):
        assert w2vlib.Trainer


def test_a_method_of_that_name_is_watched_as_in_the_sandbox():
    vectors = w2vlib.WordVectors(list("abcd"), np.eye(4))
    with watching(registry.taught("07")):
        for call in (
            lambda: vectors.neighbors("a", 2),
            lambda: vectors.analogy("a", "b", "c", 1),
            lambda: w2vlib.most_similar(0, np.eye(4), 2),
        ):
            with pytest.raises(LibraryCalled):
                call()
    assert len(vectors.neighbors("a", 2)) == 2
