"""The learner's own check: ``check("04.nce_loss", nce_loss)`` in a test cell."""

import os
import secrets
import sys
from functools import partial

from grader_tests import picture, registry
from grader_tests.answering import answer_cases
from grader_tests.card import card
from grader_tests.delegation import delegation_in_function
from grader_tests.desk import kept
from grader_tests.desk.standing import progress_line
from grader_tests.judging import failed, judge
from grader_tests.library_watch import watching
from grader_tests.verdict import Verdict


class CheckFailed(AssertionError):
    """The answer is not right yet.

    Jupyter shows one line instead of a traceback, as the card above it says all; nbgrader's
    Validate button, which shows no card, gets the message.
    """

    def __init__(self, verdict: Verdict):
        super().__init__(str(verdict))
        self.verdict = verdict

    def _render_traceback_(self):
        validating = os.environ.get("NBGRADER_EXECUTION") == "validate"
        return [str(self.verdict) if validating else f"See above: {self.verdict.headline()}"]


def check(name: str, answer: object, seed: int | None = None) -> None:
    """Try ``answer`` on freshly drawn inputs and show the verdict.

    Args:
        name: the exercise, for example "04.nce_loss".
        answer: the learner's function, class or choice.
        seed: draws the inputs of an earlier check again; such a check counts for no progress.

    Raises:
        CheckFailed: the answer is not right; the text says what was wrong.
        KeyError: there is no such exercise.
    """
    exercise = registry.find(name)
    replayed = seed is not None
    seed = seed if replayed else secrets.randbelow(1_000_000)
    if library := delegation_in_function(answer, exercise):
        verdict = failed(exercise, "delegated", library)
    else:
        verdict = judge(exercise, partial(_ask, exercise, answer), seed)
    if not replayed:
        _keep(verdict)
    show(verdict)
    if verdict.state != "right":
        raise CheckFailed(verdict)


def _keep(verdict: Verdict) -> None:
    """A disk that is full, or that must not be written to, stops no check."""
    try:
        if kept.belongs_to_a_learner():
            kept.keep(verdict)
    except (OSError, RuntimeError) as error:  # RuntimeError: a user without a home
        print(f"Your progress could not be kept: {error}")


def _ask(exercise, answer, cases: list) -> list[dict]:
    with watching(registry.taught(exercise.name[:2])):
        return answer_cases(answer, exercise.probe, cases)


def guess(name: str, answer: object) -> None:
    """Show the reason behind the learner's prediction; nothing is graded, nothing is raised."""
    choice = registry.find(name)
    show(judge(choice, lambda cases: answer_cases(answer, choice.probe, cases), 0))


def show(verdict: Verdict) -> None:
    """The verdict as a card in Jupyter, as text elsewhere."""
    if "IPython" not in sys.modules or sys.modules["IPython"].get_ipython() is None:
        print(verdict)
        return
    from IPython.display import display

    exercise = registry.find(verdict.exercise)
    graded = verdict.max_score > 0
    progress = progress_line(exercise.name[:2]) if graded and kept.belongs_to_a_learner() else ""
    html = card(verdict, exercise.hints if graded else (), progress)
    display({"text/plain": str(verdict), "text/html": html}, raw=True)
    if verdict.picture:
        picture.expected_beside_yours(*verdict.picture)
