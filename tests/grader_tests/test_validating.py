"""Validate: it finishes, whatever a learner's code does, and its words help."""

import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader_tests.desk import served, validating
from tools import lessons
from tools.build import student_path
from tools.building.notebook import teaching_notebook

NAME = "00-start-here"


CATCHING = """
    while True:
        try:
            while True:
                pass
        except:
            pass"""


def test_cell(name: str) -> nbformat.NotebookNode:
    """As the build makes it, but its check is only an assertion."""
    cell = new_code_cell(f"assert {name}()")
    cell.metadata["nbgrader"] = {
        "grade": True, "grade_id": f"test_{name}", "locked": False, "schema_version": 3,
        "solution": False, "task": False, "points": 1, "cell_type": "code",
    }  # fmt: skip
    return cell


test_cell.__test__ = False


def validated(tmp_path, *cells) -> dict:
    """What the button tells of a notebook of these cells; texts are code."""
    made = [new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    notebook = new_notebook(cells=made)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    nbformat.write(notebook, tmp_path / "notebook.ipynb")
    return validating.result(str(tmp_path / "notebook.ipynb"))


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(validating, "CELL_SECONDS", 2)


def test_right_answers_succeed(tmp_path):
    code = "def one():\n    return 1"
    assert validated(tmp_path, code, test_cell("one")) == {"success": True, "value": {}}


@pytest.mark.slow
@pytest.mark.parametrize(
    "loop",
    ["while True: pass", CATCHING],
    ids=["plain", "catches the interrupt"],
)
def test_an_endless_loop_is_stopped_with_a_message_and_the_rest_is_not_run(tmp_path, short, loop):
    code = f"def one():\n    return 1\n\ndef two():\n    {loop.strip()}"
    started = time.monotonic()
    after = "three = four = one"
    told = validated(tmp_path, code, after, *map(test_cell, ("one", "two", "three", "four")))
    assert time.monotonic() - started < 30
    (failed,) = told["value"]["failed"]
    assert failed["source"] == "assert two()"
    assert failed["raw_error"].startswith("This cell did not finish within 2 seconds")
    assert failed["raw_error"].endswith("The 2 checks below it were not run.")


def test_lesson_00_states_the_time():
    told = lessons.source_path(NAME).read_text("utf-8")
    assert f"stopped after {validating.CELL_SECONDS} seconds" in told


@pytest.mark.slow
def test_a_loop_in_a_cell_of_ones_own_is_named_too(tmp_path, short):
    told = validated(tmp_path, "def one():\n    return 1", test_cell("one"), "while True: pass")
    (failed,) = told["value"]["failed"]
    assert failed["source"] == "while True: pass"
    assert "not run" not in failed["raw_error"]


@pytest.mark.slow
def test_a_cell_that_ends_python_is_named(tmp_path):
    told = validated(
        tmp_path, "def one():\n    return 1", "import os\nos._exit(1)", test_cell("one")
    )
    (failed,) = told["value"]["failed"]
    assert failed["raw_error"].startswith("This cell ended the whole Python process.")
    assert failed["raw_error"].endswith("The check below it was not run.")


@pytest.mark.parametrize("content", ["", "[]", "{}", "not JSON", '{"cells": 3, "nbformat": 4}'])
def test_a_damaged_file_gets_a_line_and_no_traceback(tmp_path, content):
    path = tmp_path / "notebook.ipynb"
    path.write_text(content)
    told = validating.result(str(path))
    assert not told["success"]
    assert told["value"].startswith("The notebook can't be validated: ")
    assert "Traceback" not in told["value"]


def test_a_copied_cell_gets_a_line_that_says_what_to_do(tmp_path):
    told = validated(tmp_path, "one = int", test_cell("one"), test_cell("one"))
    assert not told["success"]
    assert "Duplicate grade id: test_one. If you have copied or moved cells, undo" in told["value"]


def test_a_validation_that_goes_on_for_ever_is_stopped_as_a_whole(tmp_path):
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), tmp_path / "notebook.ipynb")
    told = served.run_validation(tmp_path / "notebook.ipynb", seconds=0.1)
    assert told == {"success": False, "value": served.TOO_LONG}


def test_a_file_that_is_not_there_gets_a_line(tmp_path):
    told = served.run_validation(tmp_path / "notebook.ipynb")
    assert told["value"].startswith("The notebook can't be validated: ")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_lesson_that_nobody_has_touched_is_told_as_not_attempted():
    told = served.run_validation(student_path(NAME))
    (failed,) = told["value"]["failed"]
    assert "Not attempted yet" in failed["raw_error"]
    assert "Traceback" not in failed["raw_error"]


@pytest.mark.long
@pytest.mark.timeout(700)
@pytest.mark.parametrize("lesson", lessons.names())
def test_every_lessons_solution_succeeds_and_its_seconds_are_printed(
    lesson, tmp_path, record_property
):
    path = tmp_path / f"{lesson}.ipynb"
    nbformat.write(teaching_notebook(lesson), path)
    started = time.monotonic()
    assert served.run_validation(path) == {"success": True, "value": {}}
    record_property("printed", f"{lesson}: validated in {time.monotonic() - started:.0f} s")
