"""A lesson's solution, the library's function of that name and the spec give the same."""

import numpy as np
import pytest
import student_code
from drawn import cases, solution

import w2vlib

TAUGHT = [e for e in student_code.functions() if e.answer_name in w2vlib.__all__ and not e.draws]
WORDS = ("01.build_vocabulary",)  # its answers are no numbers
FREE_SIGNS = ("08.pca_coordinates",)


def test_the_library_has_what_lessons_teach():
    assert len(TAUGHT) >= 13


@pytest.mark.parametrize("exercise", TAUGHT, ids=lambda exercise: exercise.name)
def test_solution_library_and_spec_agree(exercise):
    ours, library = solution(exercise.name), getattr(w2vlib, exercise.answer_name)
    for arguments in cases(exercise.name):
        expected = exercise.spec(*arguments)
        for answer in (ours(*arguments), library(*arguments)):
            if exercise.name in WORDS:
                assert answer == expected
                continue
            if exercise.name in FREE_SIGNS:
                assert exercise.compare(expected, answer) is None
                continue
            np.testing.assert_allclose(answer, expected, rtol=2e-5, atol=1e-5)
            assert np.asarray(answer).dtype.kind == np.asarray(expected).dtype.kind


def test_the_default_power_is_that_of_word2vec():
    counts = np.array([81, 16])
    for answer in (solution("03.noise_distribution"), w2vlib.noise_distribution):
        np.testing.assert_allclose(answer(counts), answer(counts, 0.75))
