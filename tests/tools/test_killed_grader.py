"""A grader that is killed at any moment and started again loses no grade and doubles none."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from small_class import LESSON, RIGHT, hand_in, handed_in
from written_results import everything

from tools import grade, lessons
from tools.collecting.collection import collect
from tools.grading import place as grading_place
from tools.grading.run import KEPT
from tools.grading.settings import Settings
from tools.reporting import results

pytestmark = [pytest.mark.slow, pytest.mark.sandbox, pytest.mark.alone]
STUDENTS = 12


@pytest.fixture
def submitted(tmp_path):
    """Students who each have solved something else, in notebooks that run quickly."""
    names = list(RIGHT)
    for number in range(STUDENTS):
        own = {name: RIGHT[name] for index, name in enumerate(names) if number >> index & 1}
        own.pop("calculate_loss", None)  # it takes long
        hand_in(tmp_path / "submitted", f"student-{number:02}", handed_in(own))
    hand_in(tmp_path / "submitted", "no-json", "{not json")
    return tmp_path / "submitted"


def pretended(_place, job: dict) -> dict:
    """In place of real grading: an answer that depends on the student's name only."""
    if job["student"] == "no-json":
        return {"name": f"no-json/{LESSON}", "refused": "no JSON", "log": ""}
    worth = sum(map(ord, job["student"]))
    verdicts = [
        {"exercise": f"04.{name}", "score": float(worth % 3), "max_score": 5.0, "state": "wrong"}
        | {"misconception": "", "message": "", "aspects": []}
        for name in RIGHT
    ]
    answer = dict.fromkeys(KEPT, 1) | {
        "answers": {},
        "notebook": "{}",
        "feedback": "page",
    }
    return answer | {"name": f"{job['student']}/{LESSON}", "verdicts": verdicts, "log": ""}


def in_a_child(function) -> int:
    child = os.fork()
    if child == 0:
        try:
            function()
        finally:
            os._exit(0)
    return child


@pytest.mark.parametrize("kills", [5, pytest.param(20, marks=pytest.mark.long)])
def test_kills_while_results_are_written(submitted, tmp_path, monkeypatch, kills):
    """The grades are made up here, so that nearly all of the time is spent on writing."""
    monkeypatch.setattr(grading_place.Place, "grade", pretended)
    monkeypatch.setattr(grading_place.Kernels, "start", lambda _self: None)
    monkeypatch.setattr(grading_place.own_process, "preload", lambda *_: None)
    monkeypatch.setattr(lessons, "names", lambda: [LESSON])

    def run(out, again=False):
        submissions = collect(submitted, only=LESSON).submissions
        results.write(grade.grade(submissions, Settings(out, again=again)), out)

    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    started = time.monotonic()
    run(undisturbed)
    duration = time.monotonic() - started
    moments = random.Random(1)
    for _ in range(kills):
        child = in_a_child(lambda: run(killed, again=True))
        time.sleep(moments.uniform(0.02, 1.0) * duration)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    run(killed)
    assert everything(killed) == everything(undisturbed)


def command(submitted: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "tools.grade", str(submitted), "--out", str(out), "--jobs", "2"]


def killed_at_random(submitted: Path, out: Path, times: int) -> None:
    """Start the real grader and kill it, again and again, some time after it began to grade."""
    moments = random.Random(2)
    for _ in range(times):
        grader = subprocess.Popen(command(submitted, out), stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(1, 20))
        started = psutil.Process(grader.pid).children(recursive=True)
        grader.kill()
        grader.wait()
        _, left = psutil.wait_procs(started, timeout=10)
        assert not left, "processes outlive the grader"


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.timeout(3000))])
def test_the_real_grader_finishes_the_class_after_it_was_killed(submitted, tmp_path, times):
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    killed_at_random(submitted, killed, times)
    for out in (undisturbed, killed):
        subprocess.run(command(submitted, out), check=True, stderr=subprocess.DEVNULL)
    assert everything(killed) == everything(undisturbed)
    statuses = {row["student_id"]: row["status"] for row in everything(killed)["rows"]}
    assert statuses.pop("no-json") == "ungraded"
    assert set(statuses.values()) == {"graded"}


def test_a_second_grader_is_kept_out_of_the_same_folder(submitted, tmp_path, capsys):
    out = tmp_path / "out"
    with grade.only_grader(out):
        assert grade.main([str(submitted), "--out", str(out)]) == 2
    assert "Another run is grading" in capsys.readouterr().err
