"""Exercises whose check may be unfair, by rules that the report states.

These are signs, no proofs: a hard exercise looks the same. They say where to read answers by eye.
"""

from collections import Counter
from dataclasses import dataclass

from grader_tests import registry
from tools.reporting.anonymous import Names
from tools.reporting.attempts import Attempt, grouped
from tools.reporting.misunderstandings import shortest

FEWEST = 3  # students
ASPECTS = 3  # of an exercise: with two, "all but one" is no more than half
ONE_ASPECT, UNEXPLAINED = 0.2, 0.25  # shares of those who tried
RULES = (
    f"At least {FEWEST} students, and {100 * ONE_ASPECT:.0f} % of those who tried, have everything "
    f"right but one and the same aspect (in exercises with at least {ASPECTS} of them).",
    f"At least {FEWEST} students, and {100 * UNEXPLAINED:.0f} % of those who tried, are wrong "
    "without any misunderstanding that the grader knows.",
)


@dataclass(frozen=True)
class Sign:
    """Why a check may be unfair, with the answer of one who may suffer from it."""

    lesson: str
    exercise: str
    title: str
    reason: str
    students: tuple[str, ...]
    tried: int
    example: str


def fairness_signs(attempts: list[Attempt], names: Names) -> list[Sign]:
    """At most one sign of each kind an exercise, the widest spread first."""
    found = []
    for name, own in grouped(attempts, lambda attempt: attempt.exercise).items():
        tried = [attempt for attempt in own if attempt.tried]
        for reason, who in (*_one_aspect(tried), *_unexplained(tried)):
            found.append(
                Sign(
                    lesson=own[0].lesson,
                    exercise=name,
                    title=registry.find(name).title,
                    reason=reason,
                    students=tuple(attempt.student for attempt in who),
                    tried=len(tried),
                    example=shortest(who, names),
                )
            )
    return sorted(found, key=lambda sign: (-len(sign.students) / sign.tried, sign.exercise))


def _one_aspect(tried: list[Attempt]):
    near = [a for a in tried if len(a.failed) == 1 and len(a.passed) + 1 >= ASPECTS]
    most = Counter(attempt.failed[0] for attempt in near).most_common(1)
    for aspect, count in most:
        if count >= FEWEST and count >= ONE_ASPECT * len(tried):
            yield f"only “{aspect}” is wrong", [a for a in near if a.failed == (aspect,)]


def _unexplained(tried: list[Attempt]):
    who = [attempt for attempt in tried if attempt.unexplained]
    if len(who) >= FEWEST and len(who) >= UNEXPLAINED * len(tried):
        yield "wrong without a known misunderstanding", who
