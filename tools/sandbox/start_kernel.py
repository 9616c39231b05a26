"""What Jupyter starts as a kernel: ``start_kernel.py KIND DOOR STUB LIBRARY CONNECTION_FILE``.

KIND is ``none`` (the bare kernel), ``cold`` (a kernel behind a wall of its own) or ``warm``
(the process behind the socket DOOR forks one). STUB is a folder with what is left of the grader,
LIBRARY one with a copy of the library. Only the standard library is imported, so that nothing is
waited for.
"""

import ctypes
import json
import os
import signal
import socket
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
if __name__ == "__main__":  # whoever imports it has found the course
    sys.path[0] = str(ROOT)

from tools.sandbox import limits, wall  # noqa: E402

PR_SET_PDEATHSIG = 1
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
KERNEL_OPTIONS = [
    "--HistoryManager.hist_file=:memory:",
    "--IPKernelApp.capture_fd_output=False",  # TensorFlow's log is no output of a cell
]


def main(kind: str, door: str, stub: str, library: str, connection_file: str) -> int | None:
    """Start a kernel of a kind, and stay until it ends; the exit code."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no kernel outlives its grader
    arguments = ["-f", connection_file, *KERNEL_OPTIONS]
    if kind == "none":
        os.environ.update(wall.environment(f"{stub}:{library}", os.environ.get("HOME", "/")))
        os.execv(sys.executable, [sys.executable, "-m", "ipykernel_launcher", *arguments])
    os.chmod(connection_file, 0o644)  # the folder itself is closed to other users' listing
    listeners = bound(connection_file)
    request = {"arguments": arguments, "limits": limits.RESOURCES}
    folder = os.path.dirname(connection_file)
    if kind == "warm":
        request |= {"folder": folder, "lesson": os.path.basename(library)}
        request |= {"tmp_bytes": wall.TMP_BYTES, "shm_bytes": wall.SHM_BYTES}
        return warm(door, request, listeners)
    for listener in listeners.values():
        listener.set_inheritable(True)
    request["listeners"] = {address: listener.fileno() for address, listener in listeners.items()}
    limits.join_group(os.getpid(), limits.new_group())
    program = [sys.executable, "-m", "inside.kernel", json.dumps(request)]
    files = [*modules(stub), (f"{library}/w2vlib", "w2vlib")]
    wall.enter(program, [], files, may_divide=False, read_only=[folder])


def modules(stub: str) -> list[tuple[str, str]]:
    """What stands on Python's path inside, whatever the lesson."""
    own = Path(__file__).parent / "inside"
    return [(f"{stub}/grader_tests", "grader_tests"), (str(own), "inside")]


def bound(connection_file: str) -> dict[str, socket.socket]:
    """The kernel's sockets, listening, by the addresses under which the kernel knows them."""
    connection = json.loads(Path(connection_file).read_text("utf-8"))
    listeners = {}
    for channel in CHANNELS:
        path = Path(f"{connection['ip']}-{connection[f'{channel}_port']}")
        path.unlink(missing_ok=True)  # of a kernel that was here before
        listener = listeners[f"ipc://{path}"] = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen()
        listener.setblocking(False)
    return listeners


def give_to_sandbox(*paths: str) -> None:
    """Behind the wall another user writes here, if the grader is root."""
    if os.geteuid() == 0:
        for path in paths:
            os.chown(path, wall.PLAIN_USER, wall.PLAIN_USER, follow_symlinks=False)


def warm(door: str, request: dict, listeners: dict[str, socket.socket]) -> int:
    """Ask the warm process for a kernel and wait until it ends; its exit status."""
    connection = socket.socket(socket.AF_UNIX)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    connection.connect(door)
    limits.join_group(child_behind(connection), group := limits.new_group())
    message = json.dumps(request | {"addresses": list(listeners)}).encode()
    streams = [1, 2, *(listener.fileno() for listener in listeners.values())]
    socket.send_fds(connection, [message], streams)
    connection.recv(1)  # nothing comes; the end of the connection is the kernel's end
    limits.remove_group(group)
    return 0


def child_behind(connection: socket.socket) -> int:
    """The number that the forked child has on this side of the walls."""
    credentials = struct.calcsize("3i")
    _, ancillary, _, _ = connection.recvmsg(1, socket.CMSG_SPACE(credentials))
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
            return struct.unpack("3i", data[:credentials])[0]
    raise OSError("the warm process did not say which child it forked")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
