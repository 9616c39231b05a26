"""A class of attackers and honest students, handed in as folders of notebooks."""

import json
from pathlib import Path

import between_students
import bombs
import borrowed_library
import forged_messages
import lying_objects
import nbformat
import network
import notebook_tricks
import odd_answers
import outputs
import patched_modules
import processes
import reading_secrets
import writing_outside
from attack import EXERCISES, PLANTED, Attack

from tests.answers import bank
from tools import lessons
from tools.build import student_path

LESSON = "04-embedding-loss"
MODULES = (
    between_students,
    bombs,
    borrowed_library,
    forged_messages,
    lying_objects,
    network,
    notebook_tricks,
    odd_answers,
    outputs,
    patched_modules,
    processes,
    reading_secrets,
    writing_outside,
)
ATTACKS: list[Attack] = [attack for module in MODULES for attack in module.ATTACKS]
FEW = [  # of every kind one, but all between students
    attack
    for module in MODULES
    for attack in (module.ATTACKS if module is between_students else module.ATTACKS[:1])
]

RIGHT = {
    name.split(".")[1]: cell.replace(lessons.BEGIN, "").replace(lessons.END, "")
    for name, cell in lessons.scaffolds(LESSON).items()
}
WITH_TENSORFLOW = "import w2vlib.quiet\n\nimport numpy as np\nimport tensorflow as tf"
WITHOUT = "import numpy as np"


def _answers(kind: str, misconception: str = "") -> dict[str, str]:
    """The last answer of this kind in the bank, for every exercise."""
    found = {}
    for name, scaffold in lessons.scaffolds(LESSON).items():
        for block in bank.blocks(name):
            if block.kind == kind and (not misconception or block.misconception == misconception):
                found[name.split(".")[1]] = lessons.with_answer(scaffold, block.source)
    return found


_NO_MODEL = {"calculate_loss": "pass"}  # asking for it would import TensorFlow
_WAITS = "import time\ntime.sleep(14)"
HONEST: dict[str, dict[str, str]] = {
    "ac-honest-beside": RIGHT | _NO_MODEL | {"nce_loss": f"{_WAITS}\n{RIGHT['nce_loss']}"},
    "honest-full": RIGHT,
    "honest-half": _NO_MODEL | {name: RIGHT[name] for name in ("nce_loss", "full_sigmoid_loss")},
    "honest-other": RIGHT | _answers("right"),
    "honest-wrong": RIGHT | _answers("wrong", "labels-flipped") | _NO_MODEL,
}
WHOLE = ("honest-full",)  # with all cells of the lesson; the others hand in the exercises alone


def notebook(cells: dict[str, str], before="", after="", whole=False) -> nbformat.NotebookNode:
    """The release with these cells; if not ``whole``, only its exercises and their tests."""
    made = nbformat.read(student_path(LESSON), as_version=4)
    if not whole:
        made.cells = [cell for cell in made.cells if "nbgrader" in cell.metadata]
        sources = [*cells.values(), before, after]
        imports = WITH_TENSORFLOW if any("tf." in source for source in sources) else WITHOUT
        first = [nbformat.v4.new_code_cell(source) for source in (imports, before) if source]
        made.cells[:0] = first
    made.cells += [nbformat.v4.new_code_cell(after)] if after else []
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = cells.get(name, cell.source)
    return made


def attacking(attack: Attack) -> nbformat.NotebookNode:
    """The attacker's notebook: honest where it says so, untouched where it says nothing."""
    cells = _NO_MODEL | {name: RIGHT[name] for name in attack.honest} | attack.cells
    made = notebook(cells, attack.before, attack.after)
    if attack.change:
        attack.change(made)
    return made


def hand_in_honest(folder: Path) -> None:
    for student, cells in HONEST.items():
        comment = f"# {PLANTED.format(place='notebook')}"
        made = notebook(cells, whole=student in WHOLE, after=comment)
        _write(folder, student, made)


def hand_in_attacks(folder: Path, port: int, target: Path, attacks=ATTACKS) -> None:
    """The attacks; PORT and TARGET in a cell become a port and a file of the test's, outside."""
    for attack in attacks:
        made = attacking(attack)
        for cell in made.cells:
            cell.source = cell.source.replace("PORT)", f"{port})").replace("TARGET", str(target))
        _write(folder, attack.name, made)
        if attack.place:
            attack.place(folder / attack.name)


def _write(folder: Path, student: str, made) -> None:
    path = folder / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(made), "utf-8")  # escapes what is no UTF-8, unlike nbformat


def expected(attack: Attack, worth: dict[str, float]) -> dict[str, float]:
    """Points of each exercise that the attacker's honest work is worth."""
    return {
        name: worth[name] if name in attack.honest else attack.earns.get(name, 0.0)
        for name in EXERCISES
    }
