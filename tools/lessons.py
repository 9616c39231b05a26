"""A lesson's source: ``solutions/<lesson>/<lesson>.py``, cells in jupytext's percent format.

A code cell marked ``exercise="04.nce_loss"`` is a scaffold with its solution between
``### BEGIN SOLUTION`` and ``### END SOLUTION``. The cell of a choice sets each answer to None
first, and the right answers in its solution, in place of which the student's notebook has nothing.
"""

import re
from difflib import get_close_matches
from pathlib import Path

import jupytext
import nbformat

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS, COURSE = ROOT / "solutions", ROOT / "course"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
MARKER = re.compile(r"# %%(\s|$)")
PLACEHOLDER = "# YOUR CODE HERE\nraise NotImplementedError()"


class UnknownLesson(ValueError):
    """There is no such lesson; the message says which there are."""


class LessonError(ValueError):
    """A lesson's source can't be built; the message names file and line."""


def names() -> list[str]:
    """All lessons that have a source, in order."""
    return sorted(path.stem for path in SOLUTIONS.glob("*/*.py") if path.stem == path.parent.name)


def find(name: str) -> str:
    """The lesson called ``name``, or the one that has this number ("04", "4")."""
    known = names()
    for lesson in known:
        if name == lesson or (name.isdigit() and name.zfill(2) == lesson[:2]):
            return lesson
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UnknownLesson(f"There is no lesson {name!r}; there are: {', '.join(known)}.{hint}")


def source_path(lesson: str) -> Path:
    """Where the lesson's source is."""
    return SOLUTIONS / lesson / f"{lesson}.py"


def read(lesson: str) -> nbformat.NotebookNode:
    """The lesson's cells as they are written, exercise names in ``cell.metadata["exercise"]``."""
    return jupytext.read(source_path(lesson), fmt="py:percent")


def error(lesson: str, line: int, text: str) -> LessonError:
    """The error to raise about a line of the lesson's source."""
    return LessonError(f"{source_path(lesson)}:{line}: {text}")


def places(lesson: str) -> list[tuple[int, int]]:
    """For each cell of ``read``, the lines of the source with its marker and its first text.

    Raises:
        LessonError: there is text outside of the cells.
    """
    lines = source_path(lesson).read_text("utf-8").split("\n")
    found = []
    for marker, line in enumerate(lines, 1):
        if MARKER.match(line):
            below = (n for n, text in enumerate(lines[marker:], marker + 1) if text.strip())
            found.append((marker, next(below, marker)))
    if len(found) != len(read(lesson).cells):
        raise error(lesson, 1, "the first line should be the marker of a cell, # %%")
    return found


def scaffold_line(lesson: str, exercise: str) -> int:
    """The line of the source on which the exercise's scaffold cell begins."""
    cells = zip(read(lesson).cells, places(lesson), strict=True)
    return next(place[0] for cell, place in cells if cell.metadata.get("exercise") == exercise)


def solution_problem(scaffold: str) -> tuple[int, str] | None:
    """What is wrong with the marks around a scaffold's solution, and in which of its lines."""
    lines, inside, last = scaffold.split("\n"), False, None
    for place, line in enumerate(lines):
        if line.strip() in (BEGIN, END):
            if inside == (line.strip() == BEGIN):
                return place, f"{line.strip()} stands where it can't: each BEGIN needs one END"
            inside, last = not inside, place
    if last is None:
        return 0, f"this exercise has no solution: put it between {BEGIN} and {END}"
    return (last, f"{BEGIN} has no {END}") if inside else None


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
