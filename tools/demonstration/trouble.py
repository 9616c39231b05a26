"""The troublesome part of a simulated class: code that breaks, cheats, or attacks the grader."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from nbformat import NotebookNode

from grader_tests.exercise import Exercise

# NAME stands for what the exercise wants to be defined.
ENDLESS_LOOP = "while True:\n    pass"
SYNTAX_ERROR = "def oops(:\n    return"
ENDS_PYTHON = "import os\nos._exit(1)"
ALWAYS_EQUAL = """
class Agreeable(list):
    def __eq__(self, other): return True
    def __array__(self, *_, **__): return self
def NAME(*arguments):
    return Agreeable()
"""
FORGED_POINTS = """
from IPython.display import publish_display_data
import grader_tests
grader_tests.check = lambda *_: 1000.0
publish_display_data({"text/plain": "1000.0"})
def NAME(*arguments):
    return 1000.0
"""
LOOKS_FOR_ANSWERS = """
import os, socket
found = [f for f in ("/root", "/home", "/proc/1/root/root") if os.path.exists(f) and os.listdir(f)]
def NAME(*arguments):
    socket.create_connection(("203.0.113.1", 80), timeout=2)
"""
FORK_BOMB = """
import os
def NAME(*arguments):
    while True:
        os.fork()
"""
MEMORY_BOMB = """
def NAME(*arguments):
    return bytearray(2**45)
"""
NOISE = """
for line in range(100_000):
    print("line", line, "\\x1b[31m<script>alert('live')</script>")
"""


@dataclass
class Student:
    """A simulated student: the cell for each exercise, and what grading should find.

    ``expected`` maps an exercise's name to a state, to a misconception's id, or to "" where
    several outcomes are right. ``change`` works
    on the notebook; ``file`` is handed in instead of one.
    """

    name: str
    cells: dict[str, str] = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=dict)
    change: Callable | None = None
    file: str = ""


def troublesome(exercises: list[Exercise], right: dict[str, str]) -> list[Student]:
    """Students of whom each makes another kind of trouble.

    Args:
        exercises: the lesson's.
        right: exercise -> a right answer.
    """
    blank = dict.fromkeys(right, "not attempted")
    solved = dict.fromkeys(right, "right")
    first, second = exercises[0].name, exercises[min(1, len(exercises) - 1)].name
    functions = [e for e in exercises if isinstance(e, Exercise) and e.probe != "value"]

    def one(name: str, source: str, exercise: str, state: str) -> Student:
        answer = next(e.answer_name for e in exercises if e.name == exercise)
        cells = {exercise: source.replace("NAME", answer)}
        return Student(name, cells, blank | {exercise: state})

    students = [
        Student("blank", {}, blank),
        Student("syntax-error", dict.fromkeys(right, SYNTAX_ERROR), dict.fromkeys(right, "error")),
        one("endless-loop", ENDLESS_LOOP, first, "timeout"),
        one("ends-python", ENDS_PYTHON, second, "killed"),
        Student("duplicated-cells", right, solved, change=duplicate_cells),
        Student("lost-metadata", right, solved, change=lose_metadata),
        Student("deleted-tests", right, solved, change=delete_tests),
        Student("floods-the-output", right, solved, change=add_noise),
        Student("skips-tests", {}, blank, change=skip_tests),
        Student("no-json", file="this is no notebook"),
        Student("empty-file", file="\n"),
    ]
    if functions:
        name = functions[-1].name
        students += [
            one("always-equal", ALWAYS_EQUAL, name, ""),
            one("forged-points", FORGED_POINTS, name, ""),
            one("looks-for-answers", LOOKS_FOR_ANSWERS, name, "error"),
            one("fork-bomb", FORK_BOMB, name, ""),
            one("memory-bomb", MEMORY_BOMB, name, "error"),
        ]
    return students


def duplicate_cells(notebook: NotebookNode) -> None:
    """Every cell twice."""
    notebook.cells = [deepcopy(cell) for cell in notebook.cells for _ in range(2)]


def lose_metadata(notebook: NotebookNode) -> None:
    """No cell has a name any more."""
    for cell in notebook.cells:
        cell.metadata.clear()


def delete_tests(notebook: NotebookNode) -> None:
    """The test cells are gone."""
    notebook.cells = [
        cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("grade")
    ]


def skip_tests(notebook: NotebookNode) -> None:
    """The test cells ask to be skipped, and give a thousand points."""
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata["tags"] = ["skip-execution"]
            cell.source = "float(1000)"


def add_noise(notebook: NotebookNode) -> None:
    """A cell more, which prints far too much."""
    cell = deepcopy(next(cell for cell in notebook.cells if cell.cell_type == "code"))
    cell.source, cell.id = NOISE, "noise"
    notebook.cells.insert(1, cell)
