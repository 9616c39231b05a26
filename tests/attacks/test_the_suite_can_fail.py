"""The cheats are real: where answers are compared in the student's kernel they take points."""

import os
from concurrent.futures import ThreadPoolExecutor

import classroom
import pytest
from attack import FUNCTIONS
from nbclient import NotebookClient
from nbgrader.utils import determine_grade, is_grade

from tools import lessons

CHEATS = [attack for attack in classroom.ATTACKS if attack.fools_in_kernel_check]
ENOUGH = 10
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def points_as_stock_nbgrader_gives_them(attack, stub) -> float:
    """Run the notebook, tests and all, in one kernel that has the grader's modules."""
    notebook = classroom.attacking(attack)
    asked = {*FUNCTIONS, *(f"test_{name}" for name in FUNCTIONS)}
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id", "") in {*asked, ""}
    ]
    environment = {**os.environ, "PYTHONPATH": f"{stub}:{lessons.ROOT}"}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True)
    client.execute(env=environment)
    return sum(determine_grade(cell)[0] or 0 for cell in notebook.cells if is_grade(cell))


def test_cheats_take_points_where_answers_are_compared_in_the_kernel(tmp_path):
    # The library without its __init__, which imports TensorFlow: that would take minutes here.
    path = [str(lessons.ROOT / "w2vlib")]
    (tmp_path / "w2vlib.py").write_text(f"__all__ = []\n__path__ = {path}")
    with ThreadPoolExecutor(2) as pool:
        points = list(
            pool.map(points_as_stock_nbgrader_gives_them, CHEATS, [tmp_path] * len(CHEATS))
        )
    by_name = {attack.name: got for attack, got in zip(CHEATS, points, strict=True)}
    assert sum(got > 0 for got in points) >= ENOUGH, by_name
