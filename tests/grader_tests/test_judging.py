"""From answers to a verdict: states, points, misconceptions, and answers made to mislead."""

from dataclasses import replace

import numpy as np
import pytest
import small_exercises
import student_code
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from small_exercises import COLOUR, DOUBLE, NUMBERS, RANDOM, TWO_QUESTIONS

from grader_tests import wire
from grader_tests.answering import answer_cases
from grader_tests.comparing import Difference, SameStatistics
from grader_tests.exercise import ORDER, Misconception
from grader_tests.judging import (
    CHANGED,
    DEFINE_IT,
    NEXT_STEP,
    NO_RETURN,
    UNANSWERED,
    UNSOLVED,
    NoAnswer,
    judge,
    short,
)
from grader_tests.verdict import Verdict
from tools.demonstration import students


def verdict(function, exercise=DOUBLE, seed=1) -> Verdict:
    return student_code.verdict_on(exercise, function, seed)


def chosen(value, choice=COLOUR) -> Verdict:
    return judge(choice, lambda cases: answer_cases(value, choice.probe, cases), 0)


def passed(found: Verdict) -> dict[str, bool]:
    return {aspect.name: aspect.passed for aspect in found.aspects}


# --- states and points ----------------------------------------------------------------------


def test_a_right_answer_gets_every_point():
    found = verdict(lambda values: [2 * value for value in values])
    assert (found.state, found.score, found.max_score) == ("right", 6, 6)
    assert found.seed == 1


def test_a_wrong_value_costs_the_aspect_of_its_case_only():
    found = verdict(lambda values: 2 * np.minimum(values, 500))
    assert passed(found) == {"shape": True, "values": True, "large": False}
    assert found.score == 3


def test_an_unknown_name_is_told_with_what_to_do():
    def two_cells(values):
        return doubled(values)  # noqa: F821

    message = verdict(two_cells).message
    assert message.endswith(f"name 'doubled' is not defined. {DEFINE_IT}")
    assert "return doubled(values)" in message


def test_a_wrong_shape_costs_the_shape_and_the_aspect():
    found = verdict(lambda values: (2 * values)[: 3 if len(values) > 3 else None])
    assert passed(found) == {"shape": False, "values": False, "large": True}


def test_an_error_in_one_case_leaves_the_points_of_the_others():
    def careful(values):
        if values.max() > 100:
            raise ValueError("too large")
        return 2 * values

    found = verdict(careful)
    assert found.state == "error"
    assert passed(found) == {"shape": True, "values": True, "large": False}


def test_raising_not_implemented_everywhere_is_not_attempted_and_once_is_an_error():
    def never(values):
        raise NotImplementedError

    def partly(values):
        if values.max() > 100:
            raise NotImplementedError("large ones")
        return 2 * values

    assert verdict(never).state == "not attempted"
    assert verdict(partly).state == "error"
    assert verdict(partly).message == UNSOLVED


def test_an_idea_that_ends_in_nothing_is_recognised():
    missing = Misconception("missing", "no return", "Return.", wrong=(small_only,))
    exercise = replace(DOUBLE, misconceptions=(missing,))
    assert student_code.verdict_on(exercise, small_only, 1).misconception == "missing"
    assert student_code.verdict_on(exercise, lambda values: None, 1).misconception == "no-return"


def small_only(values):
    return 2 * values if values.max() < 100 else None


def test_none_in_one_case_only_is_wrong_too():
    found = verdict(small_only)
    assert (found.state, found.message) == ("wrong", NO_RETURN)


@pytest.mark.parametrize(
    "answer",
    [
        "text",
        {},
        [],
        [[1], [1, 2]],
        object(),
        1j,
        b"x",
        np.array(["a"]),
        float("nan"),
        10**400,
        (),
        True,
    ],
    ids=lambda answer: str(answer)[:20],
)
def test_an_answer_that_is_no_array_is_wrong_and_not_a_crash(answer):
    found = verdict(lambda values: answer)
    assert found.state == "wrong"
    assert found.message
    assert found.score == 0 or answer is True  # never any point for the values
    assert str(found)
    assert found._repr_html_()


def test_a_huge_answer_is_wrong_and_not_a_crash():
    found = verdict(lambda values: np.zeros(20_000_000, np.int8))
    assert found.state == "wrong"
    assert "20,000,000 bytes" in found.message


def test_an_endless_answer_is_not_a_crash():
    endless = []
    endless.append(endless)
    assert verdict(lambda values: endless).state in ("wrong", "error")


# --- changed arguments ----------------------------------------------------------------------


def test_changed_arguments_are_wrong_even_if_the_answer_is_right():
    def in_place(values):
        values *= 2
        return values

    found = verdict(in_place)
    assert (found.state, found.misconception, found.message) == ("wrong", "changes-inputs", CHANGED)


def test_a_learner_gets_copies_so_that_one_call_cannot_spoil_the_next():
    argument = np.ones(3)
    results = answer_cases(lambda values: values.fill(5), "call", [[argument], [argument]])
    assert argument.tolist() == [1, 1, 1]
    assert [result["inputs_changed"] for result in results] == [True, True]


def test_an_argument_that_is_changed_and_put_back_is_no_change():
    def there_and_back(values):
        values *= 2
        answer = values.copy()
        values /= 2
        return answer

    assert verdict(there_and_back).state == "right"


# --- misconceptions -------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [np.square, abs], ids=["first", "second"])
def test_any_implementation_of_a_misconception_is_recognised(wrong):
    found = verdict(wrong)
    assert (found.misconception, found.message) == ("square", "You squared.")


def test_an_answer_that_equals_a_misconception_in_some_cases_only_is_not_that():
    found = verdict(lambda values: values**2 if values.max() > 100 else values**2 + 1)
    assert found.misconception == ""


def test_a_misconception_that_raises_is_recognised_by_kind_and_text_of_its_error():
    def raises_too(values):
        return small_exercises.raising(values)

    def raises_in_other_words(values):
        raise ZeroDivisionError("in other words")

    assert verdict(raises_too).misconception == "raises"
    assert verdict(raises_in_other_words).misconception == ""


@pytest.mark.parametrize(
    ("error", "misconception"),
    [
        (ValueError("bad luck here"), "text"),
        (ValueError("bad luck there"), ""),
        (RuntimeError("bad luck here"), ""),
    ],
    ids=str,
)
def test_an_error_is_recognised_by_type_and_text(error, misconception):
    def raises(values):
        raise error

    assert verdict(raises).misconception == misconception


def numbered(kinds):
    """DOUBLE, with a comparison that finds the given kinds of differences, case by case."""
    left = iter(kinds)
    told = replace(DOUBLE.misconceptions[0], id="told", message="Told.", wrong=(), kind="odd")

    def compare(expected, got):
        kind = next(left, "")
        return Difference(kind, "It differs.") if kind else None

    aspects = {"shape": 1, "values": 2, "large": 3, ORDER: 4}
    return replace(DOUBLE, compare=compare, misconceptions=(told,), aspects=aspects)


@pytest.mark.parametrize(
    ("kinds", "misconception"),
    [(("odd", "odd", "odd"), "told"), (("", "odd", ""), "told"), (("odd", "value", ""), "")],
)
def test_a_misconception_may_be_recognised_by_the_kind_of_difference(kinds, misconception):
    assert verdict(lambda values: 2 * values, numbered(kinds)).misconception == misconception


@pytest.mark.parametrize(
    ("kinds", "lost"),
    [
        ((ORDER, ORDER, ORDER), {ORDER}),
        (("", "", ORDER), {ORDER}),
        (("value", "", ""), {"values", ORDER}),
        (("", "", "value"), {"large"}),
        (("shape", "", ""), {"shape", "values", ORDER}),
        ((ORDER, "", "value"), {"large", ORDER}),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_another_order_costs_the_order_only_where_that_is_an_aspect(kinds, lost):
    found = passed(verdict(lambda values: 2 * values, numbered(kinds)))
    assert {name for name in found if not found[name]} == lost
    without = replace(numbered(kinds), aspects={"shape": 1, "values": 2, "large": 3})
    found = passed(verdict(lambda values: 2 * values, without))
    wrong_cases = {
        aspect for aspect, kind in zip(("values", "values", "large"), kinds, strict=True) if kind
    }
    assert wrong_cases == {name for name in ("values", "large") if not found[name]}


def test_an_unknown_mistake_is_told_by_its_first_difference_and_a_next_step():
    found = verdict(lambda values: 2 * values + (values > 500))
    assert found.message == f"Expected 2000 at [0], but your answer is 2001. {NEXT_STEP}"


# --- errors ---------------------------------------------------------------------------------


def test_the_line_of_an_error_is_the_learners_last_own_one():
    source = "def double(values):\n    twice = helper(values)\n    return twice\n\n"
    source += "def helper(values):\n    return values.reshape(1_000)\n"
    namespace = {}
    student_code.run(source, namespace)
    found = verdict(namespace["double"])
    assert found.state == "error"
    assert "`return values.reshape(1_000)`" in found.message
    assert "cannot reshape array" in found.message


def test_the_line_of_an_error_inside_a_library_is_the_call_to_it():
    source = "import numpy as np\ndef double(values):\n    return np.median(values, axis=7)\n"
    namespace = {}
    student_code.run(source, namespace)
    assert "`return np.median(values, axis=7)`" in verdict(namespace["double"]).message


def test_a_very_long_error_is_cut():
    def raises(values):
        raise ValueError("x" * 1_000_000)

    assert len(str(verdict(raises))) < 10_000


@pytest.mark.parametrize("answer", [None, 3, "double", [1]], ids=repr)
def test_what_cannot_be_called_is_an_error_and_not_a_crash(answer):
    found = verdict(answer)
    assert found.state == "error"
    assert "not callable" in found.message


# --- random answers -------------------------------------------------------------------------


def shifted(shift, calls):
    def answer(values, draws):
        calls.append(draws)
        right = RANDOM.spec(values, draws)
        return {"losses": right["losses"] + shift, "gradients": {}}

    return answer


def test_a_right_random_answer_is_hardly_ever_refused():
    rng = np.random.default_rng(0)

    def noisy(values, draws):
        return {"losses": rng.normal(values.mean(), 1, draws), "gradients": {}}

    states = [verdict(noisy, RANDOM, seed).state for seed in range(300)]
    assert states == ["right"] * 300


def test_a_doubtful_answer_is_drawn_again_at_ten_times_the_sample():
    calls = []  # 4.5 standard errors are 0.64, and 0.2 at the second draw
    assert verdict(shifted(0.8, calls), RANDOM).state == "wrong"
    assert calls == [100, 1000]


def test_a_right_answer_with_bad_luck_passes_on_the_second_draw():
    calls = []

    def unlucky(values, draws):
        return shifted(0.8 if draws == 100 else 0.1, calls)(values, draws)

    assert verdict(unlucky, RANDOM).state == "right"
    assert calls == [100, 1000]


def test_a_doubtful_part_is_not_drawn_again_when_another_is_wrong_beyond_doubt():
    calls = []

    def answer(values, draws):
        return shifted(0.8 if len(calls) % 2 == 0 else 3, calls)(values, draws)

    def twice(rng, draws):
        return 2 * RANDOM.inputs(rng, draws)

    assert verdict(answer, replace(RANDOM, inputs=twice)).state == "wrong"
    assert calls == [100, 100]


def test_an_answer_far_off_is_refused_at_once():
    calls = []
    assert verdict(shifted(3, calls), RANDOM).state == "wrong"
    assert calls == [100]


def test_of_two_ideas_that_both_fit_the_nearer_one_is_named():
    near, far = (replace(DOUBLE.misconceptions[0], id=name) for name in ("near", "far"))
    near, far = replace(near, wrong=(shifted(3.0, []),)), replace(far, wrong=(shifted(3.3, []),))
    recognise = SameStatistics(rtol=0.2)
    for both in ((near, far), (far, near)):
        exercise = replace(RANDOM, misconceptions=both, recognise=recognise)
        assert verdict(shifted(3.1, []), exercise).misconception == "near"


# --- answers from outside -------------------------------------------------------------------

results = st.lists(
    st.dictionaries(
        st.sampled_from(["answer", "error", "inputs_changed", "type", "text", "line", "x"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
        max_size=4,
    )
    | st.none()
    | st.text(),
    max_size=4,
)


@settings(deadline=None, max_examples=200)
@given(results | st.none() | st.text() | st.integers())
def test_results_of_a_tampered_kernel_give_a_verdict_and_no_points(tampered):
    found = judge(DOUBLE, lambda cases: tampered, 1)
    assert found.state in ("error", "wrong")
    assert found.score == 0


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.floats()
        | st.text(max_size=5)
        | st.just(wire.Other("x"))
        | st.just(np.ones(3))
        | st.just(np.array(2.0)),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.fixed_dictionaries({"losses": inner, "gradients": inner})
        ),
        max_leaves=6,
    )
)
def test_no_answer_whatever_it_is_crashes_the_judge_of_random_losses(answer):
    result = {"answer": answer, "error": None, "inputs_changed": False}
    found = judge(RANDOM, lambda cases: [result], 1)
    assert found.state in ("wrong", "not attempted")
    assert found.score == 0


def test_no_answer_keeps_the_state_and_the_message_of_its_reason():
    def ask(cases):
        raise NoAnswer("timeout", "Too slow.")

    found = judge(DOUBLE, ask, 1)
    assert (found.state, found.message, found.score) == ("timeout", "Too slow.", 0)


# --- choices --------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["b", {"sky": "b"}], ids=str)
def test_the_right_choice_scores_and_shows_its_reason(answer):
    found = chosen(answer)
    assert (found.state, found.score, found.message) == ("right", 1, "Yes, blue.")


def test_a_wrong_choice_shows_its_reason_and_its_misconception():
    found = chosen("g")
    assert (found.state, found.score, found.misconception) == ("wrong", 0, "M99")
    assert found.message == "No, look up."


@pytest.mark.parametrize("answer", [None, {}, {"sky": None}, {"other": "b"}], ids=str)
def test_no_choice_is_not_attempted(answer):
    assert chosen(answer).state == "not attempted"


@pytest.mark.parametrize(
    "answer", ["x", "B", "", 0, ["b"], {"sky": ["b"]}, np.array([1, 2]), True, 1.5], ids=str
)
def test_an_unknown_choice_is_wrong_and_told_which_there_are(answer):
    found = chosen(answer)
    assert (found.state, found.score) == ("wrong", 0)
    assert "'b', 'g'" in found.message


def test_each_question_has_its_own_points():
    found = chosen({"sky": "b", "grass": "b"}, TWO_QUESTIONS)
    assert (found.state, found.score, found.max_score) == ("wrong", 2, 4)
    assert passed(found) == {"sky": True, "grass": False}
    assert found.message == "Not blue."
    assert found.misconception == "grass-b"
    assert chosen({"sky": "b", "grass": "g"}, TWO_QUESTIONS).score == 4


@pytest.mark.parametrize("answer", [{"sky": "b"}, {"sky": "b", "grass": None}], ids=str)
def test_one_question_left_out_is_wrong_and_not_all_of_them(answer):
    found = chosen(answer, TWO_QUESTIONS)
    assert (found.state, found.score, found.message) == ("wrong", 2, UNANSWERED)


@pytest.mark.parametrize("choice", student_code.choices(), ids=lambda choice: choice.name)
def test_every_option_of_the_course_has_a_reason_and_only_the_right_one_scores(choice):
    rights = {key: question.right for key, question in choice.questions.items()}
    for key, question in choice.questions.items():
        assert question.right in question.options
        assert len(question.options) >= 2
        for letter, option in question.options.items():
            found = chosen(rights | {key: letter}, choice)
            assert option.text
            assert option.reason in (found.message, *dict(found.details).values())
            assert (found.state == "right") == (letter == question.right)
            lost = 0 if letter == question.right else choice.points_each
            assert found.score == choice.points - lost
            assert bool(option.misconception) <= (letter != question.right)


# --- numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "seven",
    [7, 7.0, np.int8(7), np.uint64(7), np.float16(7), np.float32(7), np.array(7), tf.constant(7)],
    ids=repr,
)
def test_a_right_number_scores_whatever_kind_of_number_it_is(seven):
    found = chosen({"week": seven, "half": 3.5}, NUMBERS)
    assert (found.state, found.score, found.message) == ("right", 4, "Well done.")
    assert found.details == (("week", "Yes, seven."), ("half", "Yes, 7 / 2."))


def test_a_number_may_be_off_by_what_float32_rounds_and_no_more():
    assert chosen({"week": 7 * (1 + 1e-7), "half": 3.5}, NUMBERS).state == "right"
    assert chosen({"week": 7 * (1 + 1e-5), "half": 3.5}, NUMBERS).state == "wrong"


def test_a_known_wrong_number_shows_its_reason_and_its_misconception():
    found = chosen({"week": 5.0, "half": 3.5}, NUMBERS)
    assert (found.state, found.score) == ("wrong", 2)
    assert found.misconception == "weekend-forgotten"
    assert found.message == "Saturday and Sunday count, too."
    assert chosen({"week": 7, "half": 3}, NUMBERS).misconception == "half-3"


@pytest.mark.parametrize(
    "answer",
    [
        *(6, -7, 0, float("nan"), float("inf"), 2**62, 10**400, 7 + 0j),
        *("7", "week", True, np.True_, [7], (7,), np.array([7]), {"week": 7}, len),
    ],
    ids=lambda answer: repr(answer)[:20],
)
def test_another_number_or_no_number_at_all_is_wrong_and_told_the_next_step(answer):
    found = chosen({"week": answer, "half": 3.5}, NUMBERS)
    assert (found.state, found.score, found.misconception) == ("wrong", 2, "")
    assert found.message.endswith("is not the number. Count them on your fingers.")
    assert found._repr_html_()


@pytest.mark.parametrize("answer", [None, {}, {"week": None, "half": None}, 7], ids=str)
def test_numbers_that_are_all_none_are_not_attempted(answer):
    found = chosen(answer, NUMBERS)
    assert (found.state, found.score, found.max_score) == ("not attempted", 0, 4)


def test_the_reasons_of_a_choice_lie_open_and_the_call_of_a_function_is_folded():
    reasons = chosen({"week": 5, "half": 3.5}, NUMBERS)._repr_html_()
    assert "<details open><summary>Why</summary>" in reasons
    assert "<details><summary>The call that shows it</summary>" in verdict(np.square)._repr_html_()


def test_the_simulated_class_gives_right_and_wrong_numbers():
    rights, wrongs = students._choices(NUMBERS)
    sources = [("", source) for source in rights] + wrongs
    for misconception, source in sources:
        namespace = {}
        student_code.run(source, namespace)
        found = chosen(namespace["numbers"], NUMBERS)
        assert (found.state == "right", found.misconception) == (not misconception, misconception)
    assert [misconception for misconception, _ in wrongs] == ["weekend-forgotten", "half-3"]


# --- shown ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [np.zeros(10**6), "x" * 10**6, list(range(10**5)), {"a": "b" * 10**5}], ids=type
)
def test_a_value_is_shown_in_a_few_hundred_characters(value):
    assert len(short(value)) < 1000


def test_a_verdict_becomes_plain_data():
    data = verdict(np.square).as_data()
    assert (data["score"], data["max_score"], data["misconception"]) == (1, 6, "square")
    assert "picture" not in data
    assert wire.decode(wire.encode(data))["exercise"] == "99.double"


def test_there_is_no_other_state():
    with pytest.raises(ValueError, match="no such state"):
        Verdict("99.x", "x", "perhaps", (), "")


def test_tiny_numbers_are_not_shown_as_zero():
    assert "2.e-06" in short(np.array([0.5, 2e-6]))
    assert "e" not in short(np.array([0.0, 0.5, 2000.0]))
