"""What is there before and after grading: processes, files, the size of the grader."""

import ctypes
import os
import threading
from pathlib import Path

from attack import MARK

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans(adopt: bool) -> None:
    """Let processes whose parent is gone become children of this one, so that they are seen."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(adopt), 0, 0, 0)


def _text(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8", "replace").replace("\0", " ")
    except OSError:
        return ""


def _alive() -> dict[int, int]:
    """All processes that are no zombies, with their parents."""
    found = {}
    for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
        after_name = _text(f"/proc/{pid}/stat").rpartition(")")[2].split()
        if after_name and after_name[0] != "Z":
            found[pid] = int(after_name[1])
    return found


def descendants() -> set[int]:
    """All living processes below this one."""
    parents, found = _alive(), {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def belonging_to(place: Path) -> dict[int, str]:
    """Processes that work for ``place``: it stands in their command, environment or mounts."""
    found = {}
    for pid in _alive().keys() - {os.getpid()}:
        texts = (_text(f"/proc/{pid}/{name}") for name in ("cmdline", "environ", "mountinfo"))
        if any(str(place) in text for text in texts):
            found[pid] = _text(f"/proc/{pid}/cmdline")[:200]
    return found


class GraderMemory:
    """The largest resident size, in MB, of a process of the grader outside every sandbox."""

    def __enter__(self):
        self.megabytes, self._over = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        own = os.readlink("/proc/self/ns/user")
        while not self._over.wait(0.3):
            for pid in descendants():
                try:
                    outside = os.readlink(f"/proc/{pid}/ns/user") == own
                except OSError:
                    continue
                peak = [x for x in _text(f"/proc/{pid}/status").splitlines() if "VmHWM" in x]
                if outside and peak:
                    self.megabytes = max(self.megabytes, int(peak[0].split()[1]) // 1024)


def snapshot(*folders: Path) -> dict[str, tuple]:
    """Every file and folder below, with type, owner, size, time and the target of links."""
    found = {}
    for top in folders:
        for folder, names, files in os.walk(top):
            for name in (*names, *files):
                path = os.path.join(folder, name)
                its = os.lstat(path)
                link = os.readlink(path) if os.path.islink(path) else ""
                about_file = (its.st_size, its.st_mtime_ns) if os.path.isfile(path) else ()
                found[path] = (its.st_mode, its.st_uid, its.st_gid, link, *about_file)
    return found


def marked(folders: list[Path], since: float, leave_out: list[Path]) -> list[str]:
    """What bears an attack's mark, in its name or its content, and was written ``since``.

    Others may write to these folders at the same time; their files have no such mark.
    """
    found, skipped = [], {str(path) for path in leave_out}
    for top in folders:
        for folder, names, files in os.walk(top):
            names[:] = [n for n in names if os.path.join(folder, n) not in skipped]
            for name in (*names, *files):
                path = os.path.join(folder, name)
                if _new(path, since) and (MARK in name or _bears_mark(path)):
                    found.append(path)
    return found


def _new(path: str, since: float) -> bool:
    """Whether ``path`` was made, moved or written since: older leftovers are not this run's."""
    try:
        return os.lstat(path).st_ctime >= since
    except OSError:
        return False


def _bears_mark(path: str) -> bool:
    try:
        if os.path.islink(path) or not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            return MARK.encode() in file.read(1 << 24)
    except OSError:
        return False
