"""From answers to a verdict: states, points, misconceptions, and answers made to mislead."""

from dataclasses import replace

import numpy as np
import pytest
import small_exercises
import student_code
from hypothesis import given, settings
from hypothesis import strategies as st
from small_exercises import COLOUR, DOUBLE, RANDOM, TWO_QUESTIONS

from grader_tests import wire
from grader_tests.answering import answer_cases
from grader_tests.comparing import SameStatistics
from grader_tests.judging import CHANGED, NEXT_STEP, NO_RETURN, NoAnswer, judge, short
from grader_tests.verdict import Verdict


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
    assert passed(found) == {"shape": False, "values": True, "large": False}


def test_raising_not_implemented_everywhere_is_not_attempted_and_once_is_an_error():
    def never(values):
        raise NotImplementedError

    def partly(values):
        if values.max() > 100:
            raise NotImplementedError("large ones")
        return 2 * values

    assert verdict(never).state == "not attempted"
    assert verdict(partly).state == "error"


def test_none_in_one_case_only_is_wrong_too():
    found = verdict(lambda values: 2 * values if values.max() < 100 else None)
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


def test_one_question_left_out_is_wrong_and_not_all_of_them():
    found = chosen({"sky": "b"}, TWO_QUESTIONS)
    assert (found.state, found.score) == ("wrong", 2)


@pytest.mark.parametrize("choice", student_code.choices(), ids=lambda choice: choice.name)
def test_every_option_of_the_course_has_a_reason_and_only_the_right_one_scores(choice):
    for key, question in choice.questions.items():
        assert question.right in question.options
        assert len(question.options) >= 2
        for letter, option in question.options.items():
            found = chosen({key: letter}, choice)
            assert option.text
            assert option.reason in (found.message, *dict(found.details).values())
            assert (found.state == "right") == (letter == question.right)
            assert found.score == (choice.points_each if letter == question.right else 0)
            assert bool(option.misconception) <= (letter != question.right)


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
