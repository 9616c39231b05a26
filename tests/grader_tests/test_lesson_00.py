"""What the drawn inputs of lesson 00 must hold, so that no wrong idea hides in them."""

import numpy as np

from grader_tests import lesson_00, registry

EXERCISE = registry.find("00.double")
CASES = [case for seed in range(1, 31) for case in EXERCISE.cases(np.random.default_rng(seed))]


def test_lists_are_flat_and_hold_plain_whole_or_broken_numbers():
    kinds = set()
    for case in CASES:
        if case.aspect == lesson_00.LIST:
            (values,) = case.arguments
            assert isinstance(values, list)
            (kind,) = {type(value) for value in values}
            kinds.add(kind)
            assert len(values) >= 3
    assert kinds == {int, float}


def test_arrays_have_one_two_and_three_axes_and_several_dtypes():
    arrays = [case.arguments[0] for case in CASES if case.aspect == lesson_00.ARRAY]
    assert {array.ndim for array in arrays} == {1, 2, 3}
    assert {array.dtype.name for array in arrays} == {"int64", "float32", "float64"}


def test_no_value_is_one_where_doubling_does_what_another_sum_does():
    """2x = x² and 2x = x + 2 at 2 only, and 2x = x at 0; negative numbers are there, too."""
    for case in CASES:
        values = np.array(case.arguments[0], float)
        assert (np.abs(values) >= 3).all()
    assert min(np.min(case.arguments[0]) for case in CASES) < 0


def test_the_solution_gives_the_spec_and_leaves_its_argument_alone():
    for case in CASES:
        (values,) = case.arguments
        before = np.array(values)
        np.testing.assert_array_equal(EXERCISE.spec(values), 2 * before)
        np.testing.assert_array_equal(values, before)
