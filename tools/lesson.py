"""A lesson's source: ``solutions/<lesson>/<lesson>.py``, cells in jupytext's percent format.

A code cell marked ``exercise="04.nce_loss"`` is a scaffold with its solution between
``### BEGIN SOLUTION`` and ``### END SOLUTION``. The cell of a choice sets each answer to None
first, and the right answers in its solution, in place of which the student's notebook has nothing.
"""

from difflib import get_close_matches
from pathlib import Path

import jupytext
import nbformat

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS, COURSE = ROOT / "solutions", ROOT / "course"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
PLACEHOLDER = "# YOUR CODE HERE\nraise NotImplementedError()"


class UnknownLesson(ValueError):
    """There is no such lesson; the message says which there are."""


class LessonError(ValueError):
    """A lesson's source can't be built; the message names file and line."""


def lessons() -> list[str]:
    """All lessons that have a source, in order."""
    return sorted(path.stem for path in SOLUTIONS.glob("*/*.py") if path.stem == path.parent.name)


def find(name: str) -> str:
    """The lesson called ``name``, or the one that has this number ("04", "4")."""
    known = lessons()
    for lesson in known:
        if name == lesson or (name.isdigit() and name.zfill(2) == lesson[:2]):
            return lesson
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UnknownLesson(f"There is no lesson {name!r}; there are: {', '.join(known)}.{hint}")


def source_path(lesson: str) -> Path:
    return SOLUTIONS / lesson / f"{lesson}.py"


def read(lesson: str) -> nbformat.NotebookNode:
    """The lesson's cells as they are written, exercise names in ``cell.metadata["exercise"]``."""
    return jupytext.read(source_path(lesson), fmt="py:percent")


def scaffolds(lesson: str) -> dict[str, str]:
    """Each exercise's scaffold cell, solution and all, by the exercise's name."""
    return {
        cell.metadata["exercise"]: cell.source
        for cell in read(lesson).cells
        if "exercise" in cell.metadata
    }


def with_answer(scaffold: str, answer: str = PLACEHOLDER) -> str:
    """The scaffold as a student hands it in.

    An ``answer`` that begins with a space, and the placeholder, take the place of the solution;
    any other is the whole cell.
    """
    if answer != PLACEHOLDER and not answer.startswith(" "):
        return answer
    lines, inside, result = scaffold.split("\n"), False, []
    for line in lines:
        if line.strip() == BEGIN:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            body = answer.split("\n")
            result += body if answer.startswith(" ") else [indent + text for text in body]
        elif line.strip() == END:
            inside = False
        elif not inside:
            result.append(line)
    return "\n".join(result)


def line_of(lesson: str, text: str) -> int:
    """The line of the lesson's source that holds ``text`` (1 if none does)."""
    for number, line in enumerate(source_path(lesson).read_text("utf-8").split("\n"), 1):
        if text in line:
            return number
    return 1
