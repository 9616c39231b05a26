"""Every exercise of every graded submission: one ``Attempt`` each."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader_tests import registry

UNTOUCHED = "not attempted"
STOPPED = ("error", "timeout", "killed")


@dataclass(frozen=True)
class Attempt:
    """One student's verdict in one exercise; ``code`` is their cell, "" if it is not known."""

    student: str
    lesson: str
    exercise: str
    state: str
    score: float
    max_score: float
    misconceptions: tuple[str, ...]
    failed: tuple[str, ...]  # names of aspects
    passed: tuple[str, ...]
    code: str

    @property
    def tried(self) -> bool:
        """Whether the student has changed the scaffold."""
        return self.state != UNTOUCHED

    @property
    def unexplained(self) -> bool:
        """Wrong, and nobody knows why."""
        return self.state == "wrong" and not self.misconceptions


def attempts(outcomes: list[dict]) -> list[Attempt]:
    """In the order of the outcomes; exercises that the course no longer has are left out."""
    known = {lesson: _names(lesson) for lesson in {outcome["lesson"] for outcome in outcomes}}
    return [
        _attempt(outcome, verdict)
        for outcome in outcomes
        for verdict in outcome["verdicts"]
        if verdict["exercise"] in known[outcome["lesson"]]
    ]


def _names(lesson: str) -> set[str]:
    return {exercise.name for exercise in registry.exercises(lesson)}


def _attempt(outcome: dict, verdict: dict) -> Attempt:
    aspects = verdict["aspects"]
    return Attempt(
        student=outcome["student"],
        lesson=outcome["lesson"],
        exercise=verdict["exercise"],
        state=verdict["state"],
        score=verdict["score"],
        max_score=verdict["max_score"],
        misconceptions=tuple(filter(None, verdict["misconception"].split(";"))),
        failed=tuple(aspect["name"] for aspect in aspects if not aspect["passed"]),
        passed=tuple(aspect["name"] for aspect in aspects if aspect["passed"]),
        code=outcome.get("answers", {}).get(verdict["exercise"], ""),
    )


def grouped(items: Iterable, key: Callable) -> dict:
    """Key -> its items, in their order."""
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)
