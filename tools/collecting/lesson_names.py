"""Of which lesson a notebook is: by the name of its file, else by its own exercises."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from grader_tests import registry
from tools import lessons
from tools.building.cell_names import grade_id
from tools.repairing import lenient

BETWEEN = r"[\s_.+\-\u2010-\u2015]*"  # what stands for the dashes in a name
AROUND = BETWEEN.replace("[", r"[()\[\]", 1)
MARKS = re.compile(  # of copies and attempts: " (2)", "-1", "_copy", " - Copy", "-Copy1"
    rf"^{BETWEEN}(?:\((?P<bracket>\d{{1,3}})\)|(?:copy|kopie|copie|attempt|final)?{BETWEEN}"
    r"(?P<plain>\d{1,2})(?![^\W_])|(?:copy|kopie|copie|final)(?![^\W_]))",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """What the name of a file says: a lesson, what stands before and behind it, the attempt."""

    lesson: str
    before: str
    behind: str
    attempt: int


def from_name(stem: str) -> Named | None:
    """The lesson that a file's name holds; None if it holds none or several."""
    found = [(lesson, hit) for lesson, name in _names().items() if (hit := name.search(stem))]
    if len(found) != 1:
        return None
    ((lesson, hit),) = found
    behind, attempt = without_marks(stem[hit.end() :])
    return Named(lesson, trimmed(stem[: hit.start()]), behind, attempt)


def without_marks(text: str) -> tuple[str, int]:
    """The text behind marks of copies and attempts, and the last number in these."""
    attempt = 0
    while mark := MARKS.match(text):
        attempt = int(mark["bracket"] or mark["plain"] or attempt)
        text = text[mark.end() :]
    return trimmed(text), attempt


def trimmed(text: str) -> str:
    """The text without dashes, brackets and their like around it."""
    return re.sub(rf"^{AROUND}|{AROUND}$", "", text)


def from_exercises(content: bytes) -> str | None:
    """The lesson to which most of the notebook's exercises belong; None if there is none.

    Each exercise has an nbgrader name of its own, and belongs to one lesson.
    """
    try:
        cells = lenient.read(content).cells
    except lenient.Unrepairable:
        return None
    count = Counter(_lesson_of()[cell.name] for cell in cells if cell.name in _lesson_of())
    (first, most), (_, second) = (*count.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > second else None


@cache
def _names() -> dict[str, re.Pattern]:
    return {
        lesson: re.compile(
            r"(?<!\d)" + BETWEEN.join(map(re.escape, lesson.split("-"))) + r"(?![a-z])",
            re.IGNORECASE,
        )
        for lesson in lessons.names()
    }


@cache
def _lesson_of() -> dict[str, str]:
    return {
        grade_id(exercise.name, test): lesson
        for lesson in lessons.names()
        for exercise in registry.exercises(lesson)
        for test in (False, True)
    }
