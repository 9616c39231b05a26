"""The benchmark of grading: what is computed from the seconds, and what is measured."""

import subprocess
import sys

import nbformat
import pytest

from tools import bench, sandbox
from tools.benchmarks import grading as bench_grading
from tools.benchmarks.memory import PeakMemory

A_PROGRAM = """
import subprocess, sys
hold = "data = bytearray(200 * 2**20); input()"
subprocess.run([sys.executable, "-c", hold], stdin=sys.stdin)
"""


def row(size: int, jobs: int, seconds: float, memory: int = 0, cells: float = 0.0) -> dict:
    rate = 60 * size / seconds
    return {"size": size, "jobs": jobs, "seconds": seconds, "a_minute": rate, "memory": memory} | {
        "cell_seconds": cells,
        "scores": [18.0],
    }


ROWS = [
    row(10, 1, 100.0, cells=60.0),
    row(10, 1, 25.0, memory=1000 * 2**20, cells=5.0),
    row(10, 2, 15.0),
    row(40, 1, 85.0, memory=900 * 2**20),
    row(40, 2, 45.0, memory=1400 * 2**20),
]


def test_seconds_by_class_size_become_a_start_and_a_cost_of_each():
    lines = bench_grading.compared(ROWS)["by_jobs"]
    assert lines[1]["start"] == pytest.approx(5) and lines[1]["each"] == pytest.approx(2)
    assert lines[2]["start"] == pytest.approx(5) and lines[2]["each"] == pytest.approx(1)


def test_rates_are_compared_and_the_students_own_time_is_left_out_of_the_grading():
    answer = bench_grading.compared(ROWS)
    assert answer["ratio"] == pytest.approx((60 * 40 / 45) / 6)
    assert answer["beyond_cells"] == {"nbgrader": pytest.approx(4), "ours": pytest.approx(2)}


def test_the_table_says_what_a_submission_and_a_job_more_cost():
    answer = {"lesson": "04", "cores": 2, "runs": ROWS} | bench_grading.compared(ROWS)
    said = bench_grading.table(answer)
    assert "--jobs 2: 5 s to start and end, and 1.00 s for each submission" in said
    assert "Each job more takes 400 MB" in said
    assert "8.9 times nbgrader's rate (class of 40, --jobs 2)" in said


def test_one_class_has_no_line_through_its_sizes():
    rows = ROWS[:2]
    answer = {"lesson": "04", "cores": 2, "runs": rows} | bench_grading.compared(rows)
    said = bench_grading.table(answer)
    assert "to start and end" not in said and "nan" not in said and "Each job more" not in said


@pytest.mark.parametrize("option", ["--sizes", "--jobs", "--nbgrader-size"])
def test_a_number_below_one_is_refused(option, capsys):
    assert bench.main(["grading", option, "-3"]) == 2
    assert "take numbers from 1" in capsys.readouterr().err


def test_without_a_sandbox_nothing_is_measured(monkeypatch, capsys):
    monkeypatch.setattr(sandbox, "problem", lambda: "bubblewrap is not installed")
    assert bench.main(["grading"]) == 2
    assert "bubblewrap is not installed" in capsys.readouterr().err


def test_a_class_hands_in_notebooks_that_hold_the_solutions(tmp_path):
    submitted = bench_grading.hand_in("04-embedding-loss", 3, tmp_path)
    paths = sorted(submitted.glob("*/*/*.ipynb"))
    assert len(paths) == 3
    code = "\n".join(cell.source for cell in nbformat.read(paths[2], as_version=4).cells)
    assert "raise NotImplementedError" not in code


def test_memory_is_that_of_a_process_and_all_that_it_started():
    process = subprocess.Popen([sys.executable, "-c", A_PROGRAM], stdin=subprocess.PIPE)
    with PeakMemory(process.pid) as memory:
        while memory.bytes < 200 * 2**20 and process.poll() is None:
            memory.ended.wait(0.1)
        process.communicate(b"\n")
    assert 200 * 2**20 <= memory.bytes < 400 * 2**20


def test_a_program_that_fails_is_named_with_what_it_said():
    with pytest.raises(RuntimeError, match="no_such_module"):
        bench_grading.timed(["tools.no_such_module"])
