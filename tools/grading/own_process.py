"""Run a function in a process of its own, so that whatever ends it ends nothing else.

The processes are forked from one that has imported what grading needs.
"""

import contextlib
import ctypes
import importlib
import json
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from multiprocessing.forkserver import ensure_running
from pathlib import Path

CONTEXT = multiprocessing.get_context("forkserver")
MEMORY = 6 * 1024**3  # bytes of address space; a hostile kernel must not fill the machine's
PR_SET_PDEATHSIG = 1


class Failed(RuntimeError):
    """The process ended without an answer; the message says how."""


class TookTooLong(Failed):
    """The wall clock ran out."""


def preload(*modules: str) -> None:
    """Begin to import these modules, once for all processes to come."""
    CONTEXT.set_forkserver_preload(list(modules))
    ensure_running()


def call(function: str, argument: dict, seconds: float, log: Path) -> dict:
    """What ``function(argument)`` returns, computed in a process of its own.

    Args:
        function: "module:name"; it takes and returns what JSON can hold, and may take bytes.
        seconds: wall clock; the process is then killed.
        log: a file for what it writes to its standard streams.

    Raises:
        TookTooLong: it did not end in time.
        Failed: it raised something, or was ended.
    """
    ours, theirs = CONTEXT.Pipe(duplex=False)
    # A daemon: a grader that is told to stop does not wait for it.
    process = CONTEXT.Process(
        target=_answer, args=(function, argument, theirs, str(log)), daemon=True
    )
    process.start()
    theirs.close()
    try:
        deadline = time.monotonic() + seconds
        if not ours.poll(seconds):
            raise TookTooLong(f"grading took more than {seconds:g} seconds")
        answer = json.loads(ours.recv_bytes())
        process.join(max(0.0, min(10.0, deadline - time.monotonic())))
    except EOFError:
        process.join(10)
        raise Failed(f"grading ended with exit code {process.exitcode}") from None
    finally:
        if process.is_alive():
            process.kill()
            process.join()
        ours.close()
    if "failed" in answer:
        raise Failed(answer["failed"])
    return answer["answer"]


def _answer(function: str, argument: dict, pipe, log: str) -> None:
    """In the process: compute, send, end. What went wrong is sent as a line."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no process outlives the grader
    with open(log, "w") as output:
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
        sys.stdout = sys.stderr = output
        with contextlib.suppress(ValueError, OSError):
            _, most = resource.getrlimit(resource.RLIMIT_AS)  # a kernel may set its own
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
        try:
            module, name = function.split(":")
            message = {"answer": getattr(importlib.import_module(module), name)(argument)}
        except BaseException as error:
            traceback.print_exc()
            message = {"failed": f"{type(error).__name__}: {error}"[:300].split("\n")[0]}
        pipe.send_bytes(json.dumps(message).encode())
