"""Build the notebooks: ``solutions/*/*.py`` -> executed solutions and the students' notebooks."""

import argparse
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from grader_tests.checking import CheckFailed
from tools import lessons
from tools.building import launcher_page
from tools.building.notebook import (
    release_notebook,
    source_lines,
    student_notebook,
    teaching_notebook,
)
from tools.building.worked_in import keep, worked_in
from w2vlib.write_aside import write_text

TIMEOUT = 300  # seconds a cell may run
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# The first frame of a traceback is the cell itself; others that it calls come below.
CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    parser = argparse.ArgumentParser(prog="course.py build", description=__doc__)
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all lessons")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if a notebook is out of date"
    )
    options = parser.parse_args(argv)
    try:
        names = [lessons.find(name) for name in options.lessons] or lessons.names()
        if options.check:
            return check(names)
        for name in names:
            build(name)
        write_text(launcher_page.path(), launcher_page.text())
    except (lessons.UnknownLesson, lessons.LessonError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def solution_path(lesson: str) -> Path:
    """Where the lesson's executed notebook is."""
    return lessons.SOLUTIONS / lesson / f"{lesson}.ipynb"


def student_path(lesson: str) -> Path:
    """Where the notebook that students open is."""
    return lessons.COURSE / lesson / f"{lesson}.ipynb"


def student_text(lesson: str) -> str:
    """The text of that notebook as the lesson's source gives it."""
    return as_text(release_notebook(lesson))


def build(lesson: str) -> None:
    """Write the lesson's two notebooks; the solution is executed from top to bottom."""
    notebook = teaching_notebook(lesson)
    student = as_text(student_notebook(notebook))
    start = time.monotonic()
    print(f"{lesson}: running the solution ...", file=sys.stderr, flush=True)
    execute(notebook, lesson)
    write_text(solution_path(lesson), as_text(notebook))
    replace(student_path(lesson), student)
    print(f"{lesson}: built in {time.monotonic() - start:.0f} s", file=sys.stderr)


def replace(path: Path, text: str) -> None:
    """Write a student's notebook anew; the work of somebody who used it is kept elsewhere."""
    if read_text(path) == text:
        return
    if worked_in(path):
        kept = keep(path).relative_to(lessons.ROOT)
        where = path.relative_to(lessons.ROOT)
        print(f"{where} had been worked in: it is kept as {kept}", file=sys.stderr)
    write_text(path, text)


def stale(names: list[str]) -> list[Path]:
    """Notebooks and first page that are not what their sources give, outputs of solutions aside."""
    stale = []
    for name in names:
        notebook = teaching_notebook(name)
        if read_text(student_path(name)) != as_text(student_notebook(notebook)):
            stale.append(student_path(name))
        if without_outputs(solution_path(name)) != as_text(notebook):
            stale.append(solution_path(name))
    if read_text(launcher_page.path()) != launcher_page.text():
        stale.append(launcher_page.path())
    return stale


def check(names: list[str]) -> int:
    """0 if nothing is stale; else it says what is, and what to do."""
    found = stale(names)
    used = [path for path in found if in_use(path)]
    for path in found:
        what = "has been worked in" if path in used else "out of date"
        print(f"{what}: {path.relative_to(lessons.ROOT)}", file=sys.stderr)
    if found:
        keeps = " (it keeps what has been worked in)" if used else ""
        print(f"Run: python tools/course.py build{keeps}", file=sys.stderr)
    else:
        print("All notebooks are up to date.", file=sys.stderr)
    return 1 if found else 0


def in_use(path: Path) -> bool:
    """Whether it is a notebook in ``course/`` that somebody has worked in."""
    return path.is_relative_to(lessons.COURSE) and path.suffix == ".ipynb" and worked_in(path)


def execute(notebook: nbformat.NotebookNode, lesson: str) -> None:
    """Run the notebook in place; an error or a warning in any cell stops the build.

    Raises:
        LessonError: a cell did not go well; the message begins with file and line of its source.
    """
    metadata = dict(notebook.metadata)
    running = [0]
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(lessons.SOLUTIONS / lesson)}},
        on_cell_start=lambda cell, cell_index: running.append(cell_index),
    )
    try:
        client.execute()
    except CellExecutionError as error:
        place = source_line(lesson, running[-1], str(error))
        if error.ename == CheckFailed.__name__:  # its traceback points to a card, which is not here
            text = f"the solution does not pass its check\n{error.evalue}"
        else:
            text = f"this cell stops with an error\n{error}"
        raise lessons.error(lesson, place, text) from None
    except (CellTimeoutError, DeadKernelError) as error:
        place = source_line(lesson, running[-1])
        what = "takes too long" if isinstance(error, CellTimeoutError) else "ends its Python"
        text = f"this cell {what}; a cell may run for {TIMEOUT} s"
        raise lessons.error(lesson, place, text) from None
    notebook.metadata = metadata
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                text = f"this cell writes to stderr: {output.text[:500]}"
                raise lessons.error(lesson, source_line(lesson, index), text)


def source_line(lesson: str, index: int, traceback: str = "") -> int:
    """The line of the lesson's source behind the notebook's cell ``index``.

    With the traceback of an error in this cell it is the line that failed, else the cell's first.
    """
    lines = source_lines(lesson)[index]
    within = CELL_LINE.search(COLOUR.sub("", traceback))
    return lines[min(int(within[1]), len(lines)) - 1] if within else lines[0]


def as_text(notebook: nbformat.NotebookNode) -> str:
    """The file's text."""
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"


def read_text(path: Path) -> str:
    """A file's text, empty where there is none."""
    return path.read_text("utf-8", errors="replace") if path.exists() else ""


def without_outputs(path: Path) -> str:
    """The text of a notebook file as if it had not been executed; empty where there is none."""
    if not path.exists():
        return ""
    notebook = nbformat.read(path, nbformat.NO_CONVERT)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return as_text(notebook)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
