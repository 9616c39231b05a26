"""Which message a mistake gets, and that the call that is shown belongs to it."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from small_exercises import DOUBLE
from student_code import verdict_on

from grader_tests import picture, registry
from grader_tests.comparing import Close
from grader_tests.exercise import Case, Misconception
from grader_tests.judging import CHANGED, NO_RETURN, short


def idea(name: str, *wrong) -> Misconception:
    return Misconception(name, name, f"You had {name}.", wrong=wrong)


def exercise(*misconceptions, **changes):
    return replace(DOUBLE, misconceptions=misconceptions, **changes)


def found(function, judged):
    return verdict_on(judged, function, 1)


def details(verdict) -> dict[str, str]:
    return dict(verdict.details)


# --- what explains a mistake ----------------------------------------------------------------


RIGHT_BUT_ONCE = idea("one wrong case", lambda values: values * (3 if values[0] > 500 else 2))
IN_FLOAT32 = idea("in float32", lambda values: np.float32(2 * values))


def float32_and_one_wrong_case(values):
    return np.float32(RIGHT_BUT_ONCE.wrong[0](values))


def test_an_idea_that_is_right_where_the_answer_is_wrong_comes_after_one_that_is_wrong_there():
    """A looser comparison finds in all cases an idea that explains the last one only."""
    strict, loose = Close(dtype="float64"), Close()
    judged = exercise(RIGHT_BUT_ONCE, IN_FLOAT32, compare=strict, recognise=loose)
    verdict = found(float32_and_one_wrong_case, judged)
    assert verdict.misconception == "in float32"
    assert len(details(verdict)["values"]) > len("[1000.]")
    alone = found(float32_and_one_wrong_case, replace(judged, misconceptions=(RIGHT_BUT_ONCE,)))
    assert alone.misconception == "one wrong case"
    assert details(alone)["values"] == "[1000.]"


def test_an_idea_that_is_right_wherever_the_answer_is_wrong_explains_nothing():
    judged = exercise(RIGHT_BUT_ONCE, compare=Close(dtype="float64"), recognise=Close())
    verdict = found(lambda values: np.float32(2 * values) if values[0] < 500 else 7, judged)
    assert verdict.misconception == ""


def test_an_error_elsewhere_comes_after_the_idea_behind_the_first_wrong_answers():
    raises = replace(idea("raises"), raises=(("ValueError", "too large"),))

    def partly(values):
        if values[0] > 500:
            raise ValueError("too large")
        return values**2

    square = idea("square", np.square)
    assert found(partly, exercise(raises, square)).misconception == "square"
    assert found(partly, exercise(raises)).misconception == "raises"


def test_changed_arguments_are_told_before_an_idea_whose_answers_are_right_there():
    def in_place(values):
        values *= 2
        return values if len(values) < 4 else values + 1

    def only_changing(values):
        if len(values) < 4:
            return in_place(values)
        return 2 * values

    assert found(in_place, exercise(idea("in place", in_place))).misconception == "in place"
    verdict = found(only_changing, exercise(idea("in place", in_place)))
    assert (verdict.misconception, verdict.message) == ("changes-inputs", CHANGED)


def test_a_second_mistake_in_other_cases_does_not_hide_the_kind_of_the_first():
    def compare(expected, got):
        difference = Close()(expected, got)
        return difference and replace(difference, kind="odd" if len(expected) > 1 else "value")

    told = replace(idea("odd"), kind="odd")
    verdict = found(lambda values: values + 7, exercise(told, compare=compare))
    assert verdict.misconception == "odd"


# --- the call that is shown -----------------------------------------------------------------


def test_none_in_some_calls_only_is_shown_with_one_of_these_calls():
    def partly(values):
        if values[0] < 500:
            return 2 * values + 1

    verdict = found(partly, exercise())
    assert verdict.message == NO_RETURN
    assert details(verdict)["values"] == "[1000.]"
    assert details(verdict)["yours"] == "None"
    assert "first difference" not in details(verdict)


def test_an_error_is_shown_with_its_own_call_and_not_with_another_wrong_one():
    told = replace(idea("raises"), raises=(("ValueError", "too large"),))

    def partly(values):
        if values[0] > 500:
            raise ValueError("too large")
        return 2 * values + 1

    for judged, state in ((exercise(), "error"), (exercise(told), "wrong")):
        verdict = found(partly, judged)
        assert verdict.state == state
        assert details(verdict)["values"] == "[1000.]"
        assert details(verdict)["error"] == "ValueError: too large"


def test_changed_arguments_are_shown_with_their_own_call_and_not_told_twice():
    def partly(values):
        if values[0] > 500:
            values += 1
        return 2 * values + 1

    verdict = found(partly, exercise())
    assert verdict.message == CHANGED
    assert details(verdict)["values"] == "[1000.]"
    assert CHANGED not in details(verdict).values()


# --- the points of the shape ----------------------------------------------------------------


def test_the_shape_is_earned_over_the_cases_that_have_no_aspect_of_their_own():
    def flat(values):
        return 2 * values if values[0] < 500 else 2 * values[0]

    lost = [aspect.name for aspect in found(flat, exercise()).aspects if not aspect.passed]
    assert lost == ["large"]


def test_the_shape_is_earned_over_all_cases_where_each_has_an_aspect_of_its_own():
    cases = [Case((np.array([1.0]),), "small"), Case((np.array([9.0]),), "large")]
    judged = exercise(inputs=lambda rng: cases, aspects={"shape": 1, "small": 1, "large": 1})
    verdict = found(lambda values: 2 * values if values[0] < 5 else 18.0, judged)
    assert [aspect.passed for aspect in verdict.aspects] == [False, True, False]


# --- shown ----------------------------------------------------------------------------------


def test_warnings_of_the_checker_s_own_ideas_are_not_shown():
    def warns(values):
        warnings.warn("Mean of empty slice", RuntimeWarning, stacklevel=1)
        return np.log(-values)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        verdict = found(lambda values: 3 * values, exercise(idea("warns", warns)))
    assert verdict.misconception == ""


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ((0, 8), "no rows, shape (0, 8)"),
        ((0,), "empty, shape (0,)"),
        ((3, 0), "empty, shape (3, 0)"),
    ],
)
def test_an_empty_array_is_shown_by_its_shape(shape, text):
    assert short(np.zeros(shape)) == text


@pytest.mark.parametrize(("hole", "titles"), [(np.nan, "yours (NaN is blank)"), (5.0, "yours")])
def test_a_picture_says_that_nan_is_blank(monkeypatch, hole, titles):
    drawn = []
    monkeypatch.setattr(picture, "show", lambda figure, alt: drawn.append(figure))
    picture.expected_beside_yours(np.eye(3), np.eye(3) * hole, "value")
    left, right = (axes.get_title() for axes in drawn[0].axes)
    assert (left, right) == ("expected", titles)
    picture.expected_beside_yours(np.full((2, 2), np.nan), np.eye(2), "value")
    assert drawn[1].axes[0].get_title() == "expected (NaN is blank)"


def test_only_a_lesson_s_own_module_counts_as_a_lesson(monkeypatch, tmp_path):
    for name in ("lesson_07.py", "lesson_07_x.py", "exercise_08_x.py"):
        (tmp_path / name).touch()
    monkeypatch.setattr(registry, "__file__", str(tmp_path / "registry.py"))
    assert registry.lesson_numbers.__wrapped__() == ("07",)
