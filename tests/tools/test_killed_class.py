"""A whole class, graded by one command that is killed twice, gets the grades of a quiet run."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from large_class import hand_in_all
from written_results import everything

pytestmark = [pytest.mark.long, pytest.mark.sandbox, pytest.mark.alone]


def command(submitted: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "tools.grade", str(submitted), "--out", str(out), "--jobs", "2"]


def graded(out: Path) -> int:
    return len(list((out / "work" / "records").glob("*/*.json")))


def killed_when(submitted: Path, out: Path, number: int, later: float) -> None:
    """Grade until so many have a grade, and a moment longer."""
    grader = subprocess.Popen(command(submitted, out), stderr=subprocess.DEVNULL)
    while graded(out) < number:
        assert grader.poll() is None, "the grader came to its end before it was killed"
        time.sleep(0.02)
    time.sleep(later)
    assert grader.poll() is None, "the grader came to its end before it was killed"
    grader.kill()
    grader.wait()


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(8, marks=pytest.mark.timeout(900)),
        pytest.param(60, marks=pytest.mark.timeout(7200)),
    ],
)
def test_a_class_over_three_lessons_is_graded_the_same_if_it_is_killed_twice(
    number, tmp_path, record_property
):
    hand_in_all(tmp_path / "submitted", number)
    undisturbed, out = tmp_path / "undisturbed", tmp_path / "killed"
    started = time.monotonic()
    subprocess.run(
        command(tmp_path / "submitted", undisturbed), check=True, stderr=subprocess.DEVNULL
    )
    whole = time.monotonic() - started
    moments, all_of_them = random.Random(number), graded(undisturbed)
    started = time.monotonic()
    for share in (moments.uniform(0.05, 0.45), moments.uniform(0.5, 0.9)):
        later = moments.uniform(0, 0.02) * whole
        killed_when(tmp_path / "submitted", out, round(share * all_of_them), later)
    subprocess.run(command(tmp_path / "submitted", out), check=True, stderr=subprocess.DEVNULL)
    assert (out / "grades.csv").read_bytes() == (undisturbed / "grades.csv").read_bytes()
    assert everything(out) == everything(undisturbed)
    found = Counter(row["status"] for row in everything(out)["rows"])
    assert found.total() == 3 * number
    assert min(found["graded"], found["ungraded"], found["missing"]) > 0
    record_property(
        "printed",
        f"{number} students: {dict(found)}; undisturbed {whole:.0f} s, killed twice "
        f"{time.monotonic() - started:.0f} s",
    )
