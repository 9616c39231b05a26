"""When are two answers the same?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader_tests.comparing import Close, Difference, SameRows, SameStatistics, as_array
from grader_tests.wire import Other, decode, encode

close = Close()
floats = hnp.arrays(
    np.float64,
    hnp.array_shapes(max_dims=3),
    elements=st.floats(allow_nan=True, allow_infinity=True),
)
NO_ANSWERS = {
    "other": Other("an object of type function"),
    "text": "3.5",
    "dict": {"a": 1},
    "ragged": [[1.0], [1.0, 2.0]],
    "none within": [None, 1.0],
    "texts within": ["a", "b"],
    "mixed": [1.0, "b"],
    "others within": [Other("x"), Other("y")],
    "empty dict": {},
    "deep ragged": [[1], [[2]]],
}


@settings(deadline=None)
@given(floats)
def test_an_answer_is_close_to_itself_whatever_it_holds(array):
    assert close(array, array) is None
    assert close(array, array.tolist()) is None


@settings(deadline=None)
@given(hnp.arrays(np.float64, hnp.array_shapes(), elements=st.floats(-1e6, 1e6)), st.data())
def test_one_element_beyond_the_tolerance_is_found_wherever_it_stands(array, data):
    place = data.draw(st.integers(0, array.size - 1))
    got = array.copy()
    got.flat[place] += 1e-4 * abs(got.flat[place]) * 1.1 + 1.1e-5
    assert close(array, got).kind == "value"
    got.flat[place] = array.flat[place] + 0.9 * (1e-5 + 1e-4 * abs(array.flat[place]))
    assert close(array, got) is None


@pytest.mark.parametrize("got", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_array_of_numbers_is_a_difference_and_not_a_crash(got):
    difference = close(np.ones(2), got)
    assert difference.kind in ("type", "shape")
    assert difference.text.endswith(".")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_nan_and_infinities_equal_themselves_only(value):
    assert close(np.array([value, 1]), np.array([value, 1])) is None
    assert close(np.array([1.0, 1]), np.array([value, 1])).kind == "value"
    assert close(np.array([value, 1]), np.array([1.0, 1])).kind == "value"
    assert close(np.array([value]), np.array([-np.inf if value != -np.inf else np.nan]))


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (np.ones(3), np.ones((3, 1))),
        (np.ones(3), np.ones((1, 3))),
        (np.ones((2, 3)), np.ones((3, 2))),
        (np.ones(1), 1.0),
        (1.0, [1.0]),
        (np.ones((0, 2)), np.ones(0)),
        (np.ones(3), np.ones(4)),
    ],
    ids=lambda value: str(np.shape(value)),
)
def test_another_shape_is_told_with_both_shapes_and_never_broadcast(expected, got):
    difference = close(expected, got)
    assert difference.kind == "shape"
    assert str(np.shape(expected)) in difference.text
    assert str(np.shape(got)) in difference.text


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16"])
def test_a_right_answer_may_have_any_float_dtype(dtype):
    expected = np.array([1.5, -2.25, 1000.0])
    assert close(expected, expected.astype(dtype)) is None


def test_a_dtype_counts_where_it_is_asked_for():
    strict = Close(dtype="float32")
    assert strict(np.ones(2), np.ones(2, np.float32)) is None
    difference = strict(np.ones(2), np.ones(2))
    assert difference.kind == "dtype"
    assert "float64" in difference.text
    assert "float32" in difference.text


def test_the_first_difference_is_named_with_its_place():
    difference = close(np.array([[1.0, 2.0], [3.0, 4.0]]), [[1, 2], [3.5, 9]])
    assert difference.text == "Expected 3 at [1, 0], but your answer is 3.5."


@pytest.mark.parametrize("got", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_as_array_never_raises(got):
    assert isinstance(as_array(decode(encode(got))), Difference)


# --- rows -----------------------------------------------------------------------------------

ROWS = np.array([[1, 2], [1, 2], [3, 1]])


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (ROWS.tolist(), None),
        (ROWS[::-1], "order"),
        (ROWS[[2, 0, 1]], "order"),
        (ROWS[:, ::-1], "value"),
        (ROWS[[0, 2, 2]], "value"),
        (ROWS[:2], "shape"),
        (ROWS.T, "shape"),
        (ROWS.ravel(), "shape"),
        (ROWS.astype(np.int32), "dtype"),
        (ROWS.astype(float), "dtype"),
        ([ROWS, ROWS[:1]], "shape"),
        ("rows", "type"),
    ],
    ids=str,
)
def test_rows_must_be_there_as_often_and_in_this_order(got, kind):
    difference = SameRows()(ROWS, got)
    assert (difference and difference.kind) == kind


def test_the_first_row_that_differs_is_named():
    text = SameRows()(ROWS, ROWS[[0, 2, 2]]).text
    assert text == "Expected [1, 2] in row 1, but yours is [3, 1]."


def test_no_rows_keep_their_columns_and_their_dtype():
    none = np.empty((0, 2), np.int64)
    assert SameRows()(none, none) is None
    assert SameRows()(none, []).kind == "shape"
    assert SameRows()(none, np.empty((0, 2))).kind == "dtype"


def test_a_wrong_idea_may_give_a_list_of_arrays():
    parts = [ROWS, ROWS[:1]]
    assert SameRows()(parts, [ROWS, ROWS[:1]]) is None
    for other in (ROWS, [ROWS], [ROWS[:1], ROWS]):
        assert SameRows()(parts, other)


@pytest.mark.parametrize("got", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_array_of_rows_is_a_difference_and_not_a_crash(got):
    assert isinstance(SameRows()(ROWS, decode(encode(got))), Difference)


# --- random losses --------------------------------------------------------------------------

GRADIENTS = {"weights": np.arange(6.0).reshape(3, 2), "bias": np.arange(3.0), "embeddings": None}


def drawn(rng, mean=10.0, spread=2.0, draws=400, gradients=GRADIENTS):
    return {"losses": rng.normal(mean, spread, draws), "gradients": gradients}


def share_refused(mean, trials=2000, **changes):
    rng, same = np.random.default_rng(0), SameStatistics(**changes)
    found = [same(drawn(rng), drawn(rng, mean)) for _ in range(trials)]
    return np.mean([difference is not None for difference in found])


def test_draws_of_the_same_loss_are_hardly_ever_refused():
    assert share_refused(10.0, rtol=0.0) == 0
    assert share_refused(10.0) == 0


def test_a_mean_within_the_stated_share_passes_and_one_far_beyond_never_does():
    assert share_refused(10.2) == 0
    assert share_refused(11.5) == 1


def test_without_a_tolerance_the_refusals_at_two_standard_errors_are_as_many_as_they_should_be():
    assert 0.03 < share_refused(10.0, rtol=0.0, z=2.0) < 0.065  # 4.6 % lie beyond two


def test_more_draws_tell_apart_what_few_cannot():
    rng, same = np.random.default_rng(1), SameStatistics()
    few = [same(drawn(rng), drawn(rng, 10.7, draws=400)) for _ in range(200)]
    many = [same(drawn(rng, draws=4000), drawn(rng, 10.7, draws=4000)) for _ in range(200)]
    assert np.mean([d is not None for d in few]) < 0.5
    assert np.mean([d is not None for d in many]) == 1


def test_a_small_difference_is_doubtful_and_a_large_one_is_not():
    rng, same = np.random.default_rng(2), SameStatistics()
    assert same(drawn(rng), drawn(rng, 11.1)).doubtful
    assert not same(drawn(rng), drawn(rng, 20)).doubtful


def test_a_wild_spread_of_ones_own_excuses_no_wrong_mean():
    rng, same = np.random.default_rng(6), SameStatistics()
    assert same(drawn(rng), drawn(rng, mean=20, spread=100))


@pytest.mark.parametrize("draws", [0, 1, 2, 399, 401])
def test_another_number_of_draws_than_was_asked_for_is_refused(draws):
    losses = np.resize([5.0, 15.0], draws)
    assert SameStatistics()(
        drawn(np.random.default_rng(7)), {"losses": losses, "gradients": GRADIENTS}
    )


def test_a_constant_that_happens_to_be_the_mean_lacks_its_gradients():
    right = drawn(np.random.default_rng(3))
    constant = {
        "losses": np.full(400, right["losses"].mean()),
        "gradients": dict.fromkeys(GRADIENTS),
    }
    assert SameStatistics()(right, constant).kind == "gradient"


@pytest.mark.parametrize(
    "gradients",
    [
        GRADIENTS | {"weights": -GRADIENTS["weights"]},
        GRADIENTS | {"weights": GRADIENTS["weights"].T},
        GRADIENTS | {"weights": 3 * GRADIENTS["weights"]},
        GRADIENTS | {"weights": np.full((3, 2), np.nan)},
        GRADIENTS | {"bias": None},
        GRADIENTS | {"bias": Other("an object")},
        GRADIENTS | {"bias": [[1.0], [2.0, 3.0]]},
        GRADIENTS | {"embeddings": np.ones(2)},
        {},
        None,
    ],
    ids=str,
)
def test_a_wrong_gradient_is_a_difference_and_not_a_crash(gradients):
    rng = np.random.default_rng(4)
    assert SameStatistics()(drawn(rng), drawn(rng, gradients=gradients)).kind == "gradient"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        3.0,
        "3",
        [1, 2],
        {},
        {"losses": np.ones(400)},
        {"losses": "x", "gradients": GRADIENTS},
        {"losses": Other("an object"), "gradients": GRADIENTS},
        {"losses": np.ones((400, 6)), "gradients": GRADIENTS},
        {"losses": np.ones((400, 0)), "gradients": GRADIENTS},
        {"losses": np.full(400, np.nan), "gradients": GRADIENTS},
        {"losses": np.full(400, np.inf), "gradients": GRADIENTS},
        {"losses": [1.0, [2.0]], "gradients": GRADIENTS},
        {"losses": 3.0, "gradients": GRADIENTS},
        {"losses": np.ones(0), "gradients": GRADIENTS},
        {"losses": {"a": 1}, "gradients": GRADIENTS},
        {"losses": None, "gradients": GRADIENTS},
    ],
    ids=lambda answer: str(answer)[:60],
)
def test_an_answer_of_another_form_is_a_difference_and_not_a_crash(answer):
    assert isinstance(SameStatistics()(drawn(np.random.default_rng(5)), answer), Difference)


def test_flat_answers_of_one_shape_are_compared_number_by_number():
    right, other = np.array([1, 2, 3]), np.array([1, 5, 3])
    assert SameRows()(right, right.copy()) is None
    assert SameRows()(right, other).kind == "value"
    assert "in row 1" in SameRows()(right, other).text
