"""Attacks that use up what others need: memory, processes, disk, descriptors, time.

Each stops by itself well before it could hurt a machine without limits, and tells how far it came.
"""

from attack import MARK, Attack, probes

FORKS = """
import time
children = []
try:
    for _ in range(400):
        pid = os.fork()
        if pid == 0:
            time.sleep(4)
            os._exit(0)
        children.append(pid)
except OSError:
    pass
found += [f"{len(children)} processes"] if len(children) > 300 else []
import signal
for pid in children:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
"""
THREADS = """
import threading
gate, threads = threading.Event(), []
try:
    for _ in range(1000):
        threads.append(threading.Thread(target=gate.wait, daemon=True))
        threads[-1].start()
except (RuntimeError, MemoryError):
    pass
gate.set()
found += [f"{len(threads)} threads"] if len(threads) > 600 else []
"""
DESCRIPTORS = """
files = []
try:
    for _ in range(5000):
        files.append(open("/dev/null"))
except OSError:
    pass
found += [f"{len(files)} open files"] if len(files) > 4096 else []
for file in files:
    file.close()
"""

ADDRESSES = """
import mmap
try:
    found += [f"{len(mmap.mmap(-1, 40 << 30)) >> 30} GiB"]
except (OSError, MemoryError, ValueError):
    pass
"""
TOUCHED = """
blocks = []
try:
    while len(blocks) < 24:
        blocks.append(np.ones(1 << 23))
except MemoryError:
    pass
del blocks
"""
LEFT_IN_MEMORY = """
import mmap
for _ in range(16):
    try:
        fd = os.memfd_create("w2v-attack")
        os.ftruncate(fd, 1 << 26)
        for place in range(0, 1 << 26, 1 << 20):
            os.pwrite(fd, b"x" * (1 << 20), place)
    except OSError:
        break
"""

# How many MB fit into a folder, up to ``most``; everything is deleted again.
FILL = f"""
def fill(folder, most):
    names, megabytes = [], 0
    try:
        for number in range(most // 50):
            names.append(f"{{folder}}/{MARK}-{{number}}")
            with open(names[-1], "wb") as file:
                for _ in range(50):
                    file.write(b"x" * (1 << 20))
                    megabytes += 1
    except OSError:
        pass
    for name in names:
        trial(os.unlink, name)
    return megabytes
"""
DISK = """
from ipykernel.connect import get_connection_file
for folder in ("/tmp", "/dev/shm", "/var/tmp", os.path.expanduser("~")):
    size = fill(folder, 600)
    found += [f"{size} MB in {folder}"] if size > 520 else []
"""
CONNECTION_FOLDER = """
from ipykernel.connect import get_connection_file
size = fill(os.path.dirname(get_connection_file()), 600)
found += [f"{size} MB beside the connection file"] if size > 300 else []
"""
INODES = f"""
folder = "/tmp/{MARK}-many"
os.makedirs(folder, exist_ok=True)
count = 0
try:
    while count < 60_000:
        os.close(os.open(f"{{folder}}/{{count}}", os.O_CREAT | os.O_WRONLY))
        count += 1
except OSError:
    pass
deep = folder
try:
    for _ in range(1500):
        os.mkdir("d")
        os.chdir("d")
except OSError:
    pass
os.chdir("/")
"""

LIMITS = """
import resource
for kind in ("RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU"):
    number = getattr(resource, kind)
    soft, hard = resource.getrlimit(number)
    if hard == resource.RLIM_INFINITY:
        found.append(f"no {kind}")
    elif trial(resource.setrlimit, number, (hard, hard * 2)):
        found.append(f"raised {kind}")
found += ["CORE"] * (resource.getrlimit(resource.RLIMIT_CORE)[1] != 0)
"""
PRIORITY = """
found += trial(os.nice, -5)
found += trial(os.setpriority, os.PRIO_PROCESS, 0, -10)
found += trial(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(50))
"""
LARGE_FILE = f"""
try:
    with open("/tmp/{MARK}-large", "wb") as file:
        file.seek(5 << 30)
        file.write(b"x")
    found.append("5 GB")
except OSError:
    pass
"""


def _with(helper: str, **sources: str) -> dict:
    made = probes(**sources)
    return {**made, "before": made["before"] + helper}


ATTACKS = [
    Attack(
        "fork-bomb",
        "processes, threads and open files without end",
        **probes(processes=FORKS, threads=THREADS, descriptors=DESCRIPTORS),
    ),
    Attack(
        "memory-bomb",
        "addresses, touched memory and files in memory",
        **probes(addresses=ADDRESSES, touched=TOUCHED, files=LEFT_IN_MEMORY),
        loses_own=True,
    ),
    Attack(
        "disk-bomb",
        "fills every folder it may write to",
        **_with(FILL, folders=DISK, connection=CONNECTION_FOLDER, inodes=INODES),
    ),
    Attack(
        "raises-limits",
        "higher limits, higher priority, one very large file",
        **probes(limits=LIMITS, priority=PRIORITY, file=LARGE_FILE),
    ),
    Attack(
        "fills-its-log",
        "writes past Jupyter, into the descriptors it was started with",
        {
            "nce_loss": "import os\nfor fd in (1, 2):\n    for _ in range(300):\n"
            "        try:\n            os.write(fd, b'w2v-attack \\x1b]0;x\\x07' * 60_000)\n"
            "        except OSError:\n            break",
        },
        loses_own=True,
    ),
    Attack(
        "never-stops",
        "a loop that an interrupt does not end",
        {
            "nce_loss": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
            "while True:\n    try:\n        while True:\n            pass\n"
            "    except BaseException:\n        pass",
        },
        honest=("negative_sampling_loss", "full_sigmoid_loss"),
    ),
]
