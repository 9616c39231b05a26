"""How much a student's code may take: memory, processes, files, time.

The limit on memory counts all processes together where the grader may make a control group
(root may; cgroup version 1 or 2), else each process by its address space.
"""

import itertools
import os
from pathlib import Path

ADDRESS_SPACE = 8 * 1024**3  # bytes a process may map; TensorFlow maps 2 GiB
MEMORY = 4 * 1024**3  # bytes that all processes together may use
PROCESSES = 256  # threads count, too
RESOURCES = {
    "RLIMIT_AS": ADDRESS_SPACE,
    "RLIMIT_NPROC": PROCESSES,
    "RLIMIT_FSIZE": 64 * 1024**2,
    "RLIMIT_NOFILE": 512,
    "RLIMIT_CORE": 0,
    "RLIMIT_CPU": 900,
}
MOUNTS = Path("/sys/fs/cgroup")
FILES = {  # controller -> (file of version 2, of version 1, most)
    "memory": ("memory.max", "memory.limit_in_bytes", MEMORY),
    "pids": ("pids.max", "pids.max", PROCESSES),
}
_numbers = itertools.count()


def new_group() -> list[Path]:
    """A control group for one kernel: its folders, none where no group can be made."""
    name = f"w2v-{os.getpid()}-{next(_numbers)}"
    if (MOUNTS / "cgroup.controllers").exists():
        parents = {MOUNTS: FILES.values()}
        version = 0
    else:
        parents = {MOUNTS / controller: [files] for controller, files in FILES.items()}
        version = 1
    made = []
    for parent, files in parents.items():
        folder = parent / name
        try:
            folder.mkdir()
            made.append(folder)
            for file in files:
                folder.joinpath(file[version]).write_text(str(file[2]))
        except OSError:  # no right, no such controller: the limits of each process remain
            continue
    return made


def join_group(process: int, group: list[Path]) -> None:
    """Put a process into a group, as ``new_group`` made it."""
    for folder in group:
        folder.joinpath("cgroup.procs").write_text(str(process))


def remove_group(group: list[Path]) -> None:
    """Groups are removed once they are empty; one that is not is left for ``sweep``."""
    for folder in group:
        try:
            folder.rmdir()
        except OSError:
            continue


def sweep() -> None:
    """Remove the groups of kernels whose starter has ended."""
    for folder in [*MOUNTS.glob("w2v-*"), *MOUNTS.glob("*/w2v-*")]:
        if not Path("/proc", folder.name.split("-")[1]).exists():
            remove_group([folder])
