"""What a fault is, as data: a broken submission, and what grading must still find in it."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from tools import lessons
from tools.build import student_path

LESSON = "04-embedding-loss"
EXERCISES = ("calculate_loss", "nce_loss", "negative_sampling_loss", "full_sigmoid_loss")
SLOW = EXERCISES[0]
SLOW_DEMONSTRATIONS = (
    "for _ in range(400)",
    "= new_figure(",
)  # left out, so that the class is quick


@dataclass(frozen=True)
class Fault:
    """A broken submission.

    ``make`` gets a notebook (plain data) and returns what is handed in instead: data, bytes, or a
    function that is called with the student's folder. In the notebook every exercise is right but
    the first, which takes long to grade and is not attempted. ``states`` holds the exercises with
    another fate; a tuple holds states of which any will do.
    """

    name: str
    make: Callable
    status: str
    says: str  # a part of the reason, or of a repair in the feedback
    states: dict[str, str | tuple[str, ...]]

    def expected(self, exercise: str) -> tuple[str, ...]:
        states = self.states.get(exercise, "right" if exercise != SLOW else "not attempted")
        return (states,) if isinstance(states, str) else states


FAULTS: list[Fault] = []


def ungraded(says: str, name: str = ""):
    """The decorated function makes what must be ungraded, with this reason."""
    return _register("ungraded", says, {}, name)


def graded(repaired: str = "", **states):
    """The decorated function makes what must be graded; ``states`` as in ``Fault``."""
    return _register("graded", repaired, states, "")


def _register(status: str, says: str, states: dict, name: str):
    def add(make):
        shown = name or make.__name__.replace("_", "-")
        FAULTS.append(Fault(shown, make, status, says, states))
        return make

    return add


@cache
def right_answers() -> dict[str, str]:
    """The solution of each exercise, by the name of its cell."""
    return {
        name.split(".")[1]: source.replace(lessons.BEGIN, "").replace(lessons.END, "")
        for name, source in lessons.scaffolds(LESSON).items()
    }


@cache
def _release() -> dict:
    return json.loads(student_path(LESSON).read_text("utf-8"))


def quick_answers() -> dict[str, str]:
    """The same without the exercise that takes long to grade."""
    return {name: source for name, source in right_answers().items() if name != SLOW}


def handed_in(answers: dict[str, str]) -> dict:
    """The release as plain data, with these cells in place of the scaffolds."""
    notebook = deepcopy(_release())
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(name, "".join(cell["source"]))
        if any(text in cell["source"] for text in SLOW_DEMONSTRATIONS) and not name:
            cell["source"] = "# I left this out."
    return notebook


def place(notebook: dict, name: str) -> int:
    """Where the first cell with this grade_id is."""
    names = [c["metadata"].get("nbgrader", {}).get("grade_id") for c in notebook["cells"]]
    return names.index(name)


def cell(notebook: dict, name: str) -> dict:
    return notebook["cells"][place(notebook, name)]


def graded_cells(notebook: dict) -> list[dict]:
    return [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]


def own_cell(source: str, kind: str = "code") -> dict:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **code}


def with_cell(notebook: dict, source: str, before: str = "calculate_loss") -> dict:
    """The notebook with a cell of the student's own before the cell of that name."""
    notebook["cells"].insert(place(notebook, before), own_cell(source))
    return notebook


def with_answer(notebook: dict, source: str, name: str = "nce_loss") -> dict:
    """The notebook with this cell in place of the right answer."""
    cell(notebook, name)["source"] = source
    return notebook


def answering(statements: str) -> str:
    """A cell with a ``nce_loss`` that does this."""
    body = "".join(f"    {line}\n" for line in statements.splitlines())
    return f"def nce_loss(weights, bias, labels, inputs, sampled, true_expected, expected):\n{body}"
