"""A process that has imported what lessons use, and forks a child for each kernel.

    python -m inside.warm_process SOCKET

A client (``tools/sandbox/start_kernel.py``) connects to SOCKET, sends a request and its standard
streams, and stays connected as long as it wants the kernel. This process never runs an operation
of TensorFlow, so that a fork of it can; and it never reads a request, so that no child inherits
anything of another student's.
"""

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Iterable

from inside import kernel, own_walls

IMPORTS = ("numpy", "tensorflow", "keras", "matplotlib.pyplot", "matplotlib.figure")
IMPORTS += ("matplotlib.backends.backend_agg", "scipy.stats", "scipy.special")
IMPORTS += ("sklearn.manifold", "sklearn.decomposition", "ipywidgets", "tqdm.auto")
IMPORTS += ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.iostream")
IMPORTS += ("ipykernel.datapub", "ipykernel.debugger", "ipykernel.subshell_manager")
IMPORTS += ("IPython.core.completerlib", "IPython.core.magics", "IPython.terminal.ipapp")
IMPORTS += ("matplotlib_inline.backend_inline", "matplotlib_inline.config", "debugpy", "psutil")
IMPORTS += ("grader_tests.answering",)  # not w2vlib: every lesson has a copy of its own
MAX_REQUEST, MAX_STREAMS = 8192, 16


def main(door: str) -> None:
    """Import what kernels need, then fork one for each client at ``door``."""
    for name in IMPORTS:
        try:
            importlib.import_module(name)
        except ImportError:  # what an environment lacks, its lessons don't use
            continue
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(door)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children need no burial
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            serve(connection)
        connection.close()


def serve(connection: socket.socket) -> None:
    """In a child: put up the inner wall, start the kernel, and end with it or with the client."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        connection.sendall(b"?")  # tells the client which process this is
        data, streams, _, _ = socket.recv_fds(connection, MAX_REQUEST, MAX_STREAMS)
        request = json.loads(data)
        for place, stream in enumerate(streams[:2], 1):
            os.dup2(stream, place)
        request["listeners"] = dict(zip(request["addresses"], streams[2:], strict=True))
        own_walls.enter_namespaces()
        first = os.fork()
        if first == 0:
            first_process(request)
        status = wait_for(first, connection)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def wait_for(first: int, connection: socket.socket) -> int:
    """The kernel's exit status; it is ended when the client is gone."""
    ended = os.pidfd_open(first)
    ready, _, _ = select.select([ended, connection], [], [])
    if connection in ready:
        os.kill(first, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]) & 0xFF


def first_process(request: dict) -> None:
    """Process 1 of the new namespace: all others in it end when it ends."""
    status = 1
    try:
        own_walls.die_with_parent()
        own_walls.hide_the_others(request["folder"], request["tmp_bytes"], request["shm_bytes"])
        own_walls.show_own_library(request["lesson"])
        os.makedirs(os.environ["HOME"])
        os.chdir(os.environ["HOME"])
        own_walls.give_up_rights()
        own_kernel = os.fork()
        if own_kernel == 0:
            run_kernel(request)
        while True:
            child, wait_status = os.wait()
            if child == own_kernel:
                status = os.waitstatus_to_exitcode(wait_status) & 0xFF
                break
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def run_kernel(request: dict) -> None:
    """Be the kernel that was asked for; this process ends with it."""
    status = 1
    try:
        close_all_but(request["listeners"].values())
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        import numpy

        numpy.random.seed()  # else every student would draw the same
        kernel.run(request)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def close_all_but(wanted: Iterable[int]) -> None:
    """Close every file beyond the standard streams, but those that are wanted."""
    for number in map(int, os.listdir("/proc/self/fd")):
        if number > 2 and number not in wanted:
            with contextlib.suppress(OSError):  # the listing itself was one
                os.close(number)


if __name__ == "__main__":
    main(*sys.argv[1:])
