"""A Dask cluster on this machine, started as instructors start one: by its command lines."""

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tools.lessons import ROOT

DASK = [sys.executable, "-P", "-m", "dask"]  # what ``course.py cluster`` runs
WITH_COURSE = {"PYTHONPATH": str(ROOT)}
PATIENCE = 120


@contextlib.contextmanager
def scheduler(folder: Path):
    """Its address."""
    file = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)]
    with process(["scheduler", *options], WITH_COURSE):
        wait_until(file.exists, "no scheduler has started")
        yield json.loads(file.read_text("utf-8"))["address"]


@contextlib.contextmanager
def worker(address: str, folder: Path, *options: str, **variables: str):
    """The process of a worker without a watcher, as of a machine that is lost when it is lost."""
    name = f"worker-{time.monotonic_ns()}"
    more = ["--name", name, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
    with process(["worker", address, *more, *options], WITH_COURSE | variables) as running:
        wait_until(lambda: name in names_of_workers(address), "no worker has started")
        yield running


def names_of_workers(address: str) -> list[str]:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return [str(worker["name"]) for worker in client.scheduler_info(-1)["workers"].values()]


@contextlib.contextmanager
def process(command: list[str], variables: dict[str, str]):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    running = subprocess.Popen(
        [*DASK, *command, "--no-dashboard"],
        env=environment | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield running
    finally:
        running.terminate()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def wait_until(what, otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)
