"""Whether drawn cases tell every wrong idea of an exercise from the right one and from the others.

An answer that is one id out of ten is right by chance now and then: such cases are drawn anew.
"""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from grader_tests.exercise import Case, Exercise


def drawn_until_told_apart(
    exercise: Exercise, draw: Callable[[], list[Case]], gap: float = 0.0
) -> list[Case]:
    """The first list of cases that ``draw`` gives on which no two ideas look the same.

    Two ideas look the same if no number of theirs is more than ``gap`` apart in any case. Answers
    of another shape than the right one, and errors, tell themselves apart.
    """
    while True:
        cases = draw()
        ideas = [("", exercise.spec)]
        ideas += [(m.id, wrong) for m in exercise.misconceptions for wrong in m.wrong]
        right = _numbers(exercise.spec, cases)
        answers = [(name, _numbers(idea, cases)) for name, idea in ideas]
        same_form = [(name, got) for name, got in answers if _shapes(got) == _shapes(right)]
        if all(
            one == two or _farthest(x, y) > gap for (one, x), (two, y) in combinations(same_form, 2)
        ):
            return cases


def _numbers(idea: Callable, cases: list[Case]) -> list[np.ndarray]:
    with np.errstate(all="ignore"):
        return [np.asarray(idea(*case.arguments)) for case in cases]


def _shapes(answers: list[np.ndarray]) -> list[tuple]:
    return [(answer.shape, answer.dtype.kind == "f") for answer in answers]


def _farthest(x: list[np.ndarray], y: list[np.ndarray]) -> float:
    return max(float(np.abs(one - two).max(initial=0)) for one, two in zip(x, y, strict=True))
