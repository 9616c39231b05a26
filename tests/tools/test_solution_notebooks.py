"""Every lesson's solution runs from top to bottom, without a warning; its seconds are printed.

Each figure is looked at when it is shown: one that tells by colour alone stops its cell.
"""

import time
from pathlib import Path

import pytest

from tests.most_wait import most_wait
from tools import build, lessons
from tools.building.notebook import teaching_notebook

ROOT = Path(__file__).resolve().parents[2]
FEW = ("06-subsampling",)  # lessons that do not wait for --all


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", most_wait(lessons.names(), FEW))
def test_the_solution_runs_without_errors_and_warnings(name, record_property, monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", str(ROOT / "tests/tools/check_figures_shown.py"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = teaching_notebook(name)
    started = time.monotonic()
    build.execute(notebook, name)  # raises for an error, and for anything on stderr
    record_property("printed", f"{name}: executed in {time.monotonic() - started:.0f} s")
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
