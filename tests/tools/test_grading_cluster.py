"""Grading by the workers of a Dask cluster: what is refused, what is survived, what is said."""

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from local_cluster import scheduler, wait_until, worker
from small_class import RIGHT, hand_in, handed_in

from tools import grade, sandbox
from tools.collecting.collection import collect
from tools.grading import cluster, cluster_worker, course_fingerprint
from tools.grading import jobs as grading_jobs
from tools.grading.at_once import at_once
from tools.grading.cluster import Cluster, Workers
from tools.grading.run import Run
from tools.grading.settings import Settings
from tools.grading.trouble import CannotGrade, Interrupted

STUDENTS = 8


@pytest.fixture
def submitted(tmp_path):
    names = [name for name in RIGHT if name != "calculate_loss"]  # it takes long
    for number in range(STUDENTS):
        own = {name: RIGHT[name] for index, name in enumerate(names) if number >> index & 1}
        hand_in(tmp_path / "submitted", f"student-{number:02}", handed_in(own))
    hand_in(tmp_path / "submitted", "no-json", "{not json")
    return tmp_path / "submitted"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with scheduler(tmp_path_factory.mktemp("scheduler")) as found:
        yield found


def command(submitted: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "tools.grade", str(submitted), "--out", str(out), *more]


def statuses(out: Path) -> dict[str, str]:
    with (out / "grades.csv").open(newline="", encoding="utf-8") as file:
        return {row["student_id"]: row["status"] for row in csv.DictReader(file)}


def records(out: Path) -> dict[Path, float]:
    return {path: path.stat().st_mtime for path in (out / "work" / "records").glob("*/*.json")}


@pytest.mark.long
@pytest.mark.sandbox
@pytest.mark.timeout(900)
def test_a_worker_that_is_killed_costs_no_grade(submitted, tmp_path, address):
    """Nor does it leave processes; and a second run, with other workers, grades nothing twice."""
    undisturbed, out = tmp_path / "undisturbed", tmp_path / "out"
    subprocess.run(command(submitted, undisturbed), check=True, stderr=subprocess.DEVNULL)
    with worker(address, tmp_path) as first, worker(address, tmp_path):
        grader = subprocess.Popen(
            command(submitted, out, "--scheduler", address), stderr=subprocess.DEVNULL
        )
        wait_until(lambda: len(records(out)) >= 2, "nothing was graded")
        at_work = psutil.Process(first.pid).children(recursive=True)
        assert any("warm_process" in " ".join(process.cmdline()) for process in at_work)
        first.send_signal(signal.SIGKILL)
        assert len(records(out)) < STUDENTS, "it was killed too late"
        assert grader.wait(600) == 0
        _, left = psutil.wait_procs(at_work, timeout=20)
        assert not left, "processes outlive the worker"
        assert (out / "grades.csv").read_text() == (undisturbed / "grades.csv").read_text()
        assert statuses(out) == {
            "no-json": "ungraded",
            **{f"student-{number:02}": "graded" for number in range(STUDENTS)},
        }
        before = records(out)
        subprocess.run(
            command(submitted, out, "--scheduler", address), check=True, stderr=subprocess.DEVNULL
        )
        assert records(out) == before


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.timeout(300)
def test_workers_that_cannot_grade_are_refused_each_with_its_reason(
    submitted, tmp_path, address, monkeypatch, capsys
):
    arguments = [str(submitted), "--out", str(tmp_path / "out"), "--scheduler", address]
    with contextlib.ExitStack() as workers:
        assert grade.main(arguments) == 2
        assert "has no workers. Start one on each machine" in capsys.readouterr().err
        workers.enter_context(worker(address, tmp_path, PATH=""))
        workers.enter_context(worker(address, tmp_path, PYTHONPATH=""))
        assert grade.main(arguments) == 2
        said = capsys.readouterr().err
        assert "the sandbox can't be used: bubblewrap is not installed" in said
        assert f"does not find the course. Start it by: {cluster.START} {address}" in said
    with worker(address, tmp_path):
        monkeypatch.setattr(cluster, "fingerprint", lambda: "abc")
        assert grade.main(arguments) == 2
    said = capsys.readouterr().err
    assert f"another version of the course ({course_fingerprint.fingerprint()}, not abc)" in said
    assert not (tmp_path / "out" / "grades.csv").exists()


@pytest.mark.slow
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "foo://x:1", ""])
def test_an_address_that_cannot_be_reached_is_said_within_seconds(
    submitted, tmp_path, capsys, address
):
    started = time.monotonic()
    assert grade.main([str(submitted), "--out", str(tmp_path / "o"), "--scheduler", address]) == 2
    assert time.monotonic() - started < 20
    assert f"there is no scheduler at {address!r}" in capsys.readouterr().err


def test_without_dask_the_command_that_installs_it_is_named(
    submitted, tmp_path, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "tools.grading.cluster", None)
    monkeypatch.delattr("tools.grading.cluster")
    assert grade.main([str(submitted), "--out", str(tmp_path / "o"), "--scheduler", "a:1"]) == 2
    said = capsys.readouterr().err
    assert "needs Dask, which is not installed" in said
    assert "-e '.[cluster]'" in said


def job(student: str) -> dict:
    return {"student": student, "lesson": "04"}


def dies_with_some(job: dict) -> str:
    """In place of grading: students called ``kill`` take the worker with them."""
    time.sleep(0.3)
    if job["student"].startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    return job["student"]


dies_with_some.__module__ = "__main__"  # it is sent as a whole: workers don't find this file


@contextlib.contextmanager
def workers(number: int, **options):
    """A client of processes that their watchers start anew."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(number, threads_per_worker=1, dashboard_address=":0", **options) as local,
        Client(local, set_as_default=False) as client,
    ):
        yield local, client


def answers(client, jobs, begun=lambda job: None):
    backend = Workers(client=client)
    backend.begun = begun
    return at_once(dies_with_some, jobs, backend=backend, n_jobs=-1)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_submission_that_kills_every_worker_has_no_answer_and_the_others_have():
    import dask

    names = ["a", "kill", "b", "c", "d"]
    begun = []
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), workers(1) as (_, client):
        found = list(answers(client, map(job, names), begun.append))
    assert None in found
    assert {"b", "c", "d"} <= set(found) <= {"a", "b", "c", "d", None}
    assert [one["student"] for one in begun] == names


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("lost", [pytest.param("scheduler", marks=pytest.mark.long), "workers"])
def test_a_cluster_that_is_lost_ends_the_run_with_a_reason(lost, monkeypatch):
    monkeypatch.setattr(cluster, "NO_WORKER_SECONDS", 3)
    expected = {"scheduler": "scheduler-connection-lost", "workers": "has been no worker for 3"}
    with workers(2) as (local, client), pytest.raises(Interrupted, match=expected[lost]):
        for number, _ in enumerate(answers(client, (job(str(one)) for one in range(100)))):
            if number == 2 and lost == "scheduler":
                local.loop.add_callback(local.scheduler.close)
            elif number == 2:
                local.scale(0)


def test_a_worker_of_another_version_that_joins_later_ends_the_run_with_a_reason(monkeypatch):
    monkeypatch.setattr(cluster_worker, "LOADED", "old")
    answer = cluster_worker.grade({**job("ann"), "kind": "warm", "course": "new"})
    monkeypatch.setattr(cluster, "at_once", lambda *_, **__: iter([answer]))
    grading = Cluster("tcp://127.0.0.1:1", "warm")
    grading.client = None
    monkeypatch.setattr(cluster, "Workers", lambda client: type("", (), {})())
    with pytest.raises(Interrupted, match=r"another version of the course \(old, not new\)"):
        list(grading.answers([], None))


def test_the_version_changes_with_any_line_and_not_with_what_programs_leave(tmp_path, monkeypatch):
    monkeypatch.setattr(course_fingerprint, "ROOT", tmp_path)
    (tmp_path / "requirements.lock").write_text("a==1")
    (tmp_path / "tools" / "__pycache__").mkdir(parents=True)
    lesson = tmp_path / "tools" / "judge.py"
    lesson.write_text("1")
    first = course_fingerprint.fingerprint()
    (tmp_path / "tools" / "__pycache__" / "judge.pyc").write_text("x")
    (tmp_path / "tools" / ".ipynb_checkpoints").mkdir()
    (tmp_path / "tools" / ".ipynb_checkpoints" / "x.ipynb").write_text("x")
    assert course_fingerprint.fingerprint() == first
    lesson.write_text("2")
    assert course_fingerprint.fingerprint() != first


def test_a_workers_course_that_changed_under_it_is_refused(monkeypatch):
    loaded = cluster_worker.LOADED
    assert cluster_worker.unfit("none", loaded) is None
    monkeypatch.setattr(cluster_worker, "fingerprint", lambda: "newer")
    assert "changed after it had started" in cluster_worker.unfit("none", loaded)


def test_a_worker_without_a_sandbox_refuses_unless_none_is_wanted(monkeypatch):
    monkeypatch.setattr(sandbox, "problem", lambda: "bubblewrap is not installed")
    assert "bubblewrap" in cluster_worker.unfit("warm", cluster_worker.LOADED)
    assert cluster_worker.unfit("none", cluster_worker.LOADED) is None


def test_only_bytes_and_plain_data_are_sent(submitted, tmp_path):
    sent = list(Run(Settings(tmp_path / "out")).jobs(collect(submitted).submissions))
    assert len(sent) == STUDENTS + 1
    for one in sent:
        assert isinstance(one.pop("submission"), bytes)
        assert json.loads(json.dumps(one)) == one


def test_this_machine_is_used_where_no_scheduler_is_named(tmp_path):
    assert grading_jobs.workforce(Settings(tmp_path, jobs=3)).jobs == 3
    with pytest.raises(CannotGrade), grading_jobs.workforce(Settings(tmp_path, scheduler="")):
        pass
