"""Workers on this machine: started together, and again from the last checkpoint if one is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence

from w2vlib.distributed.cluster import Cluster

LOST = 75  # exit code of a worker that lost another one: "temporary failure", try again
RESTARTS = 3
_MARK = "W2V_WORKER"  # set in the environment of a started worker
_UNTIL_NOTICED = 5.0  # seconds, in which workers on other machines notice the loss as well
_UNTIL_KILLED = 10.0  # seconds for a worker to end by itself


def is_worker() -> bool:
    """Whether this process was started by `supervise`."""
    return _MARK in os.environ


def on_loopback(count: int) -> list[Cluster]:
    """A cluster of so many workers on this machine, as each of them sees it."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    addresses = tuple(f"127.0.0.1:{each.getsockname()[1]}" for each in sockets)
    for each in sockets:
        each.close()
    return [Cluster(addresses, index) for index in range(count)]


def supervise(arguments: Sequence[str], workers: list[Cluster]) -> int:
    """Runs `python -m w2vlib ARGUMENTS` as each of `workers`; returns the exit code.

    When a worker is killed, or tells that another one is gone, all are ended and started again
    with `--resume`, at most three times.
    """
    for restart in range(RESTARTS + 1):
        resume = ["--resume"] if restart and "--resume" not in arguments else []
        running = [_start([*arguments, *resume], worker) for worker in workers]
        told = ", ".join(
            f"{worker.index} (process {process.pid})"
            for worker, process in zip(workers, running, strict=True)
        )
        print(f"started worker {told} of {len(workers[0].workers)}", file=sys.stderr, flush=True)
        try:
            code, index = _wait(running)
        finally:
            _end(running)
        if code >= 0 and code != LOST:
            return code
        how = "lost another worker" if code == LOST else f"was killed ({_signal(-code)})"
        again = "all start again from the last checkpoint" if restart < RESTARTS else "giving up"
        print(f"worker {workers[index].index} {how}; {again}", file=sys.stderr, flush=True)
        time.sleep(_UNTIL_NOTICED if len(workers) < len(workers[0].workers) else 0)
    return LOST


def _start(arguments: list[str], worker: Cluster) -> subprocess.Popen:
    environment = {**os.environ, **worker.environment(), _MARK: "1"}
    return subprocess.Popen([sys.executable, "-m", "w2vlib", *arguments], env=environment)


def _wait(running: list[subprocess.Popen]) -> tuple[int, int]:
    """Until all have ended well or one has not: its exit code and place, a killed one first."""
    while True:
        codes = [process.poll() for process in running]
        for failed in (lambda c: c is not None and c < 0, lambda c: c):
            for index, code in enumerate(codes):
                if failed(code):
                    return code, index
        if not any(code is None for code in codes):
            return 0, 0
        time.sleep(0.1)


def _end(running: list[subprocess.Popen]) -> None:
    """Asks the workers to end, then kills those that have not."""
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(_UNTIL_KILLED)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
