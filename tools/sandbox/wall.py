"""The outer wall: bubblewrap around a program, as a plain user even where the grader is root."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PLAIN_USER = 65530  # an id that neither Debian nor systemd gives to anybody
NOBODY = "65534"
TMP_BYTES, SHM_BYTES = 256 * 1024**2, 64 * 1024**2
COURSE, HOME = "/course", "/tmp/home"
STAGE = "/tmp"  # every user can reach it
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin")
SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts")
CLONE_NEWNS, MS_BIND, MS_REC, MS_PRIVATE = 0x00020000, 4096, 16384, 1 << 18
Binds = list[tuple[str, str]]  # (source, place inside)


def problem() -> str | None:
    """Why the sandbox can't start on this machine, or None if it does start."""
    if not sys.platform.startswith("linux"):
        return "the sandbox needs Linux (on Windows, WSL 2 counts)"
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed"
    if shutil.which("setpriv") is None:
        return "setpriv is not installed (its package is called util-linux)"
    line = command(["true"], [], [], may_divide=True)
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap does not start: {error}"
    if done.returncode != 0:
        return f"bubblewrap does not start: {done.stderr.strip()}"
    return None


def command(
    program: list[str],
    writable: list[str],
    modules: Binds,
    *,
    may_divide: bool,
    read_only: Sequence[str] = (),
) -> list[str]:
    """A command line that does what ``enter`` does."""
    arguments = [program, writable, modules, may_divide, read_only]
    return [sys.executable, "-I", __file__, json.dumps(arguments)]


def enter(
    program: list[str],
    writable: list[str],
    modules: Binds,
    may_divide: bool,
    read_only: Sequence[str] = (),
) -> None:
    """Become ``program``, behind the wall. It ends when this process's parent ends.

    Args:
        program: what to run; Python finds ``modules`` on its path.
        writable: folders that it may write to, at the same place inside.
        modules: (source, name) of what stands in the folder ``COURSE`` inside.
        may_divide: let the program make namespaces of its own, to put up inner walls.
        read_only: folders that it may read, at the same place inside.
    """
    files = [(path, path) for path in (*pythons(), *read_only)]
    files += [(source, f"{COURSE}/{name}") for source, name in modules]
    folders = [(path, path) for path in writable]
    user = []
    if os.geteuid() == 0:  # limits on processes don't hold for root
        staged = show_on_stage([*files, *folders])
        files, folders = staged[: len(files)], staged[len(files) :]
        user = [
            program_path("setpriv"),
            f"--reuid={PLAIN_USER}",
            f"--regid={PLAIN_USER}",
            "--clear-groups",
        ]
        user += ["--inh-caps=-all", "--bounding-set=-all", "--no-new-privs", "--"]
    line = [*user, *bubblewrap(files, folders, may_divide), *program]
    # Inside, the environment with which bubblewrap itself was started could be read from /proc.
    os.execve(line[0], line, {})


def pythons() -> list[str]:
    """The environment that this Python runs in, and the installation behind it."""
    return list(dict.fromkeys((sys.base_prefix, sys.prefix)))


def installed_copies() -> list[str]:
    """Where the course itself is installed: the library and the grader, whole."""
    packages = (f"lib/python3.*/site-packages/{name}" for name in ("w2vlib", "grader_tests"))
    return [str(path) for pattern in packages for path in Path(sys.prefix).glob(pattern)]


def show_on_stage(files: Binds) -> Binds:
    """Show ``files`` where the plain user can reach them: a folder above may be root's alone.

    This happens in a mount namespace of this process's own; nobody else sees it.
    """
    libc = ctypes.CDLL(None, use_errno=True)

    def checked(status: int) -> None:
        if status != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    checked(libc.unshare(CLONE_NEWNS))
    checked(libc.mount(b"none", b"/", None, ctypes.c_ulong(MS_REC | MS_PRIVATE), None))
    opened = [(os.open(source, os.O_PATH), place) for source, place in files]
    checked(libc.mount(b"tmpfs", STAGE.encode(), b"tmpfs", ctypes.c_ulong(0), b"mode=755"))
    staged = []
    for number, place in opened:
        source, shown = f"/proc/self/fd/{number}", f"{STAGE}/{number}"
        os.mkdir(shown)
        flags = ctypes.c_ulong(MS_BIND | MS_REC)
        checked(libc.mount(source.encode(), shown.encode(), None, flags, None))
        os.close(number)
        staged.append((shown, place))
    return staged


def program_path(name: str) -> str:
    """Where a program is; its name where it is not installed."""
    return shutil.which(name) or name


def bubblewrap(files: Binds, folders: Binds, may_divide: bool) -> list[str]:
    """The command that stands before one to put it behind a wall."""
    wall = [
        program_path("bwrap"),
        "--unshare-all",
        "--unshare-user",
        "--die-with-parent",
        "--new-session",
    ]
    wall += [] if may_divide else ["--disable-userns"]
    wall += ["--cap-drop", "ALL", "--hostname", "sandbox", "--uid", NOBODY, "--gid", NOBODY]
    wall += ["--proc", "/proc", "--dev", "/dev", "--size", str(SHM_BYTES), "--tmpfs", "/dev/shm"]
    wall += ["--size", str(TMP_BYTES), "--tmpfs", "/tmp", "--dir", HOME, "--clearenv"]
    for name, value in environment(COURSE, HOME).items():
        wall += ["--setenv", name, value]
    for path in SYSTEM:
        if Path(path).is_symlink():
            wall += ["--symlink", os.readlink(path), path]
        else:
            wall += ["--ro-bind-try", path, path]
    for path in SETTINGS:
        wall += ["--ro-bind-try", path, path]
    for source, place in files:
        wall += ["--ro-bind", source, place]
    for source, place in folders:
        wall += ["--bind", source, place]
    for path in installed_copies():
        wall += ["--tmpfs", path, "--remount-ro", path]
    return [*wall, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME, "--"]


def environment(course: str, home: str) -> dict[str, str]:
    """The environment of a kernel; nothing else of the grader's is handed on."""
    return {
        "HOME": home,
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": course,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
    }


if __name__ == "__main__":
    enter(*json.loads(sys.argv[1]))
