"""The learner's own check, as a test cell calls it."""

import re
import subprocess
import sys

import numpy as np
import pytest

from grader_tests import CheckFailed, check, guess, registry
from grader_tests.judging import NO_RETURN

NAME = "04.negative_sampling_loss"


def right(positive_logits, negative_logits):
    return np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)


def without_negatives(positive_logits, negative_logits):
    return np.logaddexp(0, -positive_logits)


def test_a_right_answer_is_praised_and_raises_nothing(capsys):
    check(NAME, right)
    shown = capsys.readouterr().out
    assert "4 of 4 points" in shown
    assert "Well done." in shown


def test_a_wrong_answer_raises_with_the_message_and_is_shown(capsys):
    with pytest.raises(CheckFailed, match="Only the positive is in your loss") as failure:
        check(NAME, without_negatives)
    assert isinstance(failure.value, AssertionError)
    assert failure.value.verdict.misconception == "only-positive"
    assert "Only the positive is in your loss" in capsys.readouterr().out


def test_the_seed_that_is_shown_draws_the_same_inputs_again(capsys):
    with pytest.raises(CheckFailed) as first:
        check(NAME, without_negatives)
    seed = int(re.search(r"seed (\d+)", capsys.readouterr().out)[1])
    with pytest.raises(CheckFailed) as again:
        check(NAME, without_negatives, seed=seed)
    assert str(first.value) == str(again.value)


def test_two_checks_draw_different_inputs():
    seen = []

    def spying(positive_logits, negative_logits):
        seen.append((positive_logits.tobytes(), negative_logits.tobytes()))
        return right(positive_logits, negative_logits)

    check(NAME, spying)
    calls = len(seen)
    check(NAME, spying)
    assert seen[:calls] != seen[calls:]


def test_a_forgotten_return_raises_with_its_message():
    with pytest.raises(CheckFailed, match=re.escape(NO_RETURN)):
        check(NAME, lambda positive_logits, negative_logits: None)


def test_the_scaffold_raises_as_not_attempted():
    def negative_sampling_loss(positive_logits, negative_logits):
        raise NotImplementedError()

    with pytest.raises(CheckFailed, match="Not attempted yet"):
        check(NAME, negative_sampling_loss)


def test_the_librarys_function_raises_as_delegated():
    from w2vlib import objectives

    function = next(f for f in vars(objectives).values() if callable(f) and hasattr(f, "__code__"))
    with pytest.raises(CheckFailed, match="The library did the work") as failure:
        check(NAME, function)
    assert failure.value.verdict.score == 0


def test_a_misspelt_exercise_is_told_with_near_names():
    with pytest.raises(KeyError, match=r"04\.nce_loss"):
        check("04.nceloss", right)


def test_an_exercise_is_found_without_loading_the_other_lessons():
    code = "import sys; from grader_tests import registry; registry.find('04.nce_loss'); "
    code += "print([name for name in sys.modules if name.startswith('grader_tests.lesson_')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['grader_tests.lesson_04']"


def test_jupyter_shows_a_line_and_no_traceback():
    with pytest.raises(CheckFailed) as failure:
        check(NAME, without_negatives)
    lines = failure.value._render_traceback_()
    assert lines
    assert not any("Traceback" in line for line in lines)


def test_the_validate_button_shows_the_message(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(CheckFailed) as failure:
        check(NAME, without_negatives)
    assert any("Only the positive" in line for line in failure.value._render_traceback_())


@pytest.mark.parametrize("letter", ["five", "fifty", "same"])
def test_a_guess_shows_its_reason_and_raises_nothing(letter, capsys):
    guess("04.more_negatives", letter)
    question = registry.find("04.more_negatives").questions["more_negatives"]
    assert question.options[letter].reason in capsys.readouterr().out


@pytest.mark.parametrize(
    ("letter", "headline"),
    [("fifty", "✔ 04.more_negatives: As you said"), ("five", "→ 04.more_negatives: It comes")],
)
def test_who_guesses_is_not_called_wrong(letter, headline, capsys):
    guess("04.more_negatives", letter)
    assert capsys.readouterr().out.startswith(headline)


@pytest.mark.parametrize("answer", [None, "none of these", 3])
def test_a_guess_without_a_choice_raises_nothing(answer, capsys):
    guess("04.more_negatives", answer)
    assert capsys.readouterr().out
