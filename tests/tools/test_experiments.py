"""Which cells are left out of grading: only those that nothing depends on."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import lessons
from tools.build import student_path
from tools.judging import experiments

LESSON = "09-train-for-real"
FIRST = 'x = 1\nprint("first")'
SECOND = "y = x + 1"
CHART = "for x in range(3):\n    print(x)"


@pytest.fixture
def a_lesson(monkeypatch):
    """A lesson of three cells, of which the last two are experiments."""
    shown = {"tags": [experiments.TAG]}
    cells = [
        new_code_cell(FIRST),
        new_code_cell(SECOND, metadata=shown),
        new_code_cell(CHART, metadata=shown),
    ]
    monkeypatch.setattr(experiments.lessons, "read", lambda _name: new_notebook(cells=cells))


def left_out(*sources: str) -> set[int]:
    return experiments.left_out([new_code_cell(source) for source in sources], LESSON)


def test_experiments_that_nothing_uses_are_left_out(a_lesson):
    assert left_out(FIRST, SECOND, CHART) == {1, 2}


def test_an_experiment_that_the_student_has_changed_is_run(a_lesson):
    assert left_out(FIRST, SECOND + "0", CHART) == {2}


@pytest.mark.parametrize(
    "own",
    [
        "print(y)",
        "def answer(z):\n    return z + y",
        "answer = [z * y for z in range(3)]",
        "%time y",
        "y += 1",
        "class A:\n    def f(self):\n        return lambda: y",
        "global_name = f'{y}'",
    ],
)
def test_an_experiment_whose_name_a_later_cell_of_the_student_uses_is_run(a_lesson, own):
    assert left_out(FIRST, SECOND, CHART, own) == {2}


@pytest.mark.parametrize("own", ["def answer(y):\n    return y", "[y for y in (1, 2)]", "#y"])
def test_a_name_of_the_students_own_is_no_use_of_an_experiment(a_lesson, own):
    assert left_out(FIRST, SECOND, CHART, own) == {1, 2}


@pytest.mark.parametrize(
    ("binding", "use"),
    [
        ("import os", "os.getcwd()"),
        ("import os.path as place", "place"),
        ("from math import pi", "pi"),
        ("def f():\n    global g\n    g = 1", "g"),
        ("class C:\n    pass", "C()"),
        ("for i in range(3):\n    pass", "i"),
        ("with open('x') as file:\n    pass", "file"),
        ("(z := 3)", "z"),
    ],
)
def test_all_that_a_cell_binds_is_known(binding, use):
    assert experiments.bound_names(binding) & experiments.used_names(use)


def test_what_was_used_before_the_experiment_does_not_need_it(a_lesson):
    assert left_out(FIRST, "print(y)", SECOND) == {2}


def test_an_experiment_that_a_needed_one_uses_is_run(a_lesson):
    assert left_out(FIRST, CHART, SECOND, "print(y)") == set()


def test_an_experiment_that_might_change_what_the_student_uses_is_run(monkeypatch):
    shown = {"tags": [experiments.TAG]}
    sources = "model = []", "model.append(1)", "import math\nmath.pi"
    cells = [new_code_cell(sources[0]), *(new_code_cell(s, metadata=shown) for s in sources[1:])]
    monkeypatch.setattr(experiments.lessons, "read", lambda _name: new_notebook(cells=cells))
    assert left_out(*sources, "def answer():\n    return model") == {2}
    assert left_out(*sources, "def answer():\n    return math.e") == {1}
    assert left_out(*sources) == {1, 2}


def test_text_and_code_that_is_no_python_are_no_experiment(a_lesson):
    cells = [new_markdown_cell(SECOND), new_code_cell("def broken("), new_code_cell("(" * 500)]
    assert experiments.left_out(cells, LESSON) == set()


@pytest.mark.parametrize("name", lessons.names())
def test_no_cell_of_a_lesson_that_runs_uses_an_experiment(name):
    cells = nbformat.read(student_path(name), as_version=4).cells
    marked = {
        cell.source
        for cell in lessons.read(name).cells
        if experiments.TAG in cell.metadata.get("tags", [])
    }
    places = {place for place, cell in enumerate(cells) if cell.source in marked}
    assert experiments.left_out(cells, name) == places
    assert len(places) == len(marked)


def test_the_long_lesson_has_experiments():
    marked = [
        c for c in lessons.read(LESSON).cells if experiments.TAG in c.metadata.get("tags", [])
    ]
    assert len(marked) > 20
