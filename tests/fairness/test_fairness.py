"""Right answers as different people write them, graded for real: each must get every point.

The sweep (``tests/grader_tests/test_sweep.py``) tries each answer on many seeds in this process;
here whole notebooks go through repair, sandbox and judge.
"""

import csv
from pathlib import Path

import nbformat
import pytest

from grader_tests import registry
from tests.answers import bank
from tools import grade, lessons
from tools.build import student_path
from tools.building.cell_names import grade_id, name_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.sandbox,
    pytest.mark.timeout(1800),
]
FEWEST = 5  # alternatives of each exercise
FEW = (  # lessons that do not wait for --all
    "02-skip-gram-pairs",
    "05-sampled-vs-full-softmax",
    "09-train-for-real",
)
EXTRA = """
# my own notes and helpers
import math, random, itertools
from collections import defaultdict as dd
def my_own_helper(x):
    return x
values, result, x = [1, 2, 3], None, 0
print("so far so good", my_own_helper(math.pi))
"""


def alternatives(exercise) -> list[str]:
    return [block.source for block in bank.blocks(exercise.name) if block.kind == "right"]


def functions():
    every = (e for name in lessons.names() for e in registry.exercises(name))
    return [exercise for exercise in every if exercise.probe != "value"]


def styles(name: str) -> int:
    """As many students as the exercise with most alternatives needs."""
    exercises = [e for e in registry.exercises(name) if e.probe != "value"]
    return max(len(alternatives(exercise)) for exercise in exercises)


def notebook(name: str, style: int) -> nbformat.NotebookNode:
    """The lesson as the student of this style hands it in, with cells of their own in between.

    Where a lesson trains, only the first student has run all of its experiments.
    """
    scaffolds = lessons.scaffolds(name)
    cells = {}
    for exercise in registry.exercises(name):
        key = exercise.name
        if exercise.probe == "value":
            cells[grade_id(key)] = scaffolds[key]
        else:
            choices = alternatives(exercise)
            answer = choices[style % len(choices)]
            cells[grade_id(key)] = lessons.with_answer(scaffolds[key], answer)
    made = nbformat.read(student_path(name), as_version=4)
    trains = any(getattr(exercise, "trains", False) for exercise in registry.exercises(name))
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    for cell in code[1:] if trains and style else ():  # but for the imports
        if "nbgrader" not in cell.metadata:
            cell.source = "# to be run another day"
    for cell in list(made.cells):
        if name_of(cell) in cells:
            cell.source = cells[name_of(cell)]
            made.cells.insert(made.cells.index(cell), nbformat.v4.new_code_cell(EXTRA))
    return made


@pytest.mark.parametrize("exercise", functions(), ids=lambda e: e.name)
def test_there_are_at_least_five_alternatives(exercise, request):
    count = len(set(alternatives(exercise)))
    request.node.user_properties.append(("alternatives", count))
    assert count >= FEWEST


@pytest.fixture(scope="module")
def one_style(tmp_path_factory):
    """What comes out for a student who takes a few lessons."""
    return graded(dict.fromkeys(FEW, 1), tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def every_style(tmp_path_factory):
    """What comes out for as many students as there are styles."""
    many = {name: styles(name) for name in lessons.names()}
    return graded(many, tmp_path_factory.mktemp("every"))


@pytest.mark.parametrize("name", FEW)
def test_one_style_gets_every_point(name, one_style):
    assert_right(name, 1, one_style)


@pytest.mark.long
@pytest.mark.parametrize("name", lessons.names())
def test_every_style_gets_every_point(name, every_style):
    assert_right(name, styles(name), every_style)


def graded(students: dict[str, int], folder: Path) -> Path:
    """The results of so many students of each lesson, each with a style of their own."""
    for name, number in students.items():
        for style in range(number):
            path = folder / "submitted" / f"style-{style}" / name / f"{name}.ipynb"
            path.parent.mkdir(parents=True)
            nbformat.write(notebook(name, style), path)
    out = folder / "out"
    assert grade.main([str(folder / "submitted"), "--out", str(out), "--jobs", "2"]) == 0
    return out


def assert_right(name: str, students: int, out: Path) -> None:
    """The students of this lesson have every point, and all their cells could be run."""
    with (out / "exercises.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["lesson"] == name]
    assert len(rows) == students * len(registry.exercises(name))
    for style in range(students):  # the lesson's own cells work in the sandbox, too
        page = (out / "feedback" / f"style-{style}" / f"{name}.html").read_text("utf-8")
        assert "Other cells that stopped" not in page
    refused = [row for row in rows if (row["state"], row["score"]) != ("right", row["max_score"])]
    assert not refused
