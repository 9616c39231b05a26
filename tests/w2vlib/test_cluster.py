"""Who takes part in a training, and what is refused; none of it needs TensorFlow."""

import json
import os
import signal
import subprocess
import sys

import pytest

from w2vlib import Settings
from w2vlib.__main__ import main
from w2vlib.distributed import local_workers
from w2vlib.distributed.cluster import Cluster, is_chief, read_cluster

TWO = ("10.0.0.1:2222", "10.0.0.2:2222")


def told(cluster, kind="worker", index=0):
    return json.dumps({"cluster": cluster, "task": {"type": kind, "index": index}})


@pytest.mark.parametrize(
    ("text", "index"),
    [
        (told({"worker": TWO}), 0),
        (told({"worker": TWO}, index=1), 1),
        (told({"worker": TWO[1:], "chief": TWO[:1]}, "chief"), 0),
        (told({"worker": TWO[1:], "chief": TWO[:1]}, "worker"), 1),
    ],
)
def test_the_first_worker_or_the_one_called_so_is_the_chief(monkeypatch, text, index):
    monkeypatch.setenv("TF_CONFIG", text)
    assert read_cluster() == Cluster(TWO, index)
    assert is_chief("multi-worker") == (index == 0)
    monkeypatch.setenv(*read_cluster().environment().popitem())
    assert read_cluster() == Cluster(TWO, index)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "needs TF_CONFIG.*10.0.0.1:2222"),
        ("{worker", "must look like"),
        ("[]", "must look like"),
        (told({"worker": TWO}, index=2), "must look like"),
        (told({"worker": TWO}, index=-1), "must look like"),
        (told({"worker": TWO}, index="0"), "must look like"),
        (told({"worker": TWO}, "ps"), "must look like"),
        (told({"worker": ["10.0.0.1"]}), "host:port"),
        (told({"worker": ["10.0.0.1:0"]}), "host:port"),
        (told({"worker": [TWO[0], TWO[0]]}), "of its own"),
    ],
)
def test_a_wrong_description_of_the_cluster_shows_a_right_one(monkeypatch, text, message):
    monkeypatch.setenv("TF_CONFIG", text)
    with pytest.raises(ValueError, match=message):
        read_cluster()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"average_every": 10}, "average_every needs a strategy"),
        ({"strategy": "mirrored", "average_every": 0}, "average_every is 0"),
        ({"strategy": "mirrored", "batch_size": 64}, "strategy 'mirrored' does not go with batch"),
        ({"strategy": "parameter-server"}, "none, mirrored, multi-worker"),
    ],
)
def test_contradictory_settings_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        Settings(**settings)


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (["--average-every", "5"], "", "needs a strategy"),
        (["--workers", "2"], "", "--workers needs --strategy multi-worker"),
        (["--strategy", "multi-worker"], "", "needs TF_CONFIG"),
        (["--strategy", "multi-worker", "--workers", "2"], told({"worker": TWO}), "give one"),
    ],
)
def test_the_command_line_refuses_them_before_any_work(
    arguments, environment, message, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("TF_CONFIG", environment)
    out = tmp_path / "out"
    assert main(["train", *arguments, "--out", str(out)]) == 2
    assert message in capsys.readouterr().err
    assert not out.exists()


# --- workers on this machine -----------------------------------------------------------------


def supervised(monkeypatch, scripts, workers=2):
    """Supervises `scripts[start][worker]` in place of trainings; the code and all command lines."""
    seen = []

    def start(arguments, worker):
        script = scripts[min(len(seen) // workers, len(scripts) - 1)][worker.index]
        seen.append(arguments)
        return subprocess.Popen([sys.executable, "-c", script])

    monkeypatch.setattr(local_workers, "_start", start)
    code = local_workers.supervise(["train"], local_workers.on_loopback(workers))
    return code, seen


WELL, WAITS = "", "import time; time.sleep(60)"
KILLED = f"import os; os.kill(os.getpid(), {int(signal.SIGTERM)})"
LOST = f"raise SystemExit({local_workers.LOST})"


def test_workers_on_loopback_have_addresses_of_their_own():
    first, second = local_workers.on_loopback(2)
    assert first.workers == second.workers and len(set(first.workers)) == 2
    assert (first.index, second.index) == (0, 1)


def test_workers_that_end_well_are_started_once(monkeypatch):
    assert supervised(monkeypatch, [[WELL, WELL]]) == (0, [["train"]] * 2)


def test_a_killed_worker_makes_all_start_again_from_the_checkpoint(monkeypatch, capsys):
    code, seen = supervised(monkeypatch, [[WAITS, KILLED], [LOST, WAITS], [WELL, WELL]])
    assert code == 0
    assert seen == [["train"]] * 2 + [["train", "--resume"]] * 4
    printed = capsys.readouterr().err
    assert "worker 1 was killed (SIGTERM)" in printed
    assert "worker 0 lost another worker" in printed


def test_wrong_input_is_not_tried_again(monkeypatch):
    code, seen = supervised(monkeypatch, [["raise SystemExit(2)", WAITS]])
    assert code == 2 and len(seen) == 2


def test_workers_that_die_again_and_again_are_given_up(monkeypatch, capsys):
    code, seen = supervised(monkeypatch, [[KILLED, WAITS]])
    assert code == local_workers.LOST
    assert len(seen) == 2 * (1 + local_workers.RESTARTS)
    assert "giving up" in capsys.readouterr().err


def test_a_worker_knows_its_cluster_and_that_it_is_one(monkeypatch):
    monkeypatch.setattr(local_workers.sys, "executable", "env")
    monkeypatch.setattr(subprocess, "Popen", lambda command, env: (command, env))
    command, environment = local_workers._start(["train"], Cluster(TWO, 1))
    assert command[-1] == "train"
    monkeypatch.setattr(os, "environ", environment)
    assert read_cluster() == Cluster(TWO, 1) and local_workers.is_worker()
