"""Attacks on processes: killing, leaving daemons, leaving the sandbox."""

from attack import MARK, Attack, probes

KILL_PARENT = """
import signal
parent = os.getppid()
for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
    if parent > 1:
        found += trial(os.kill, parent, number)
"""
KILL_ALL = """
import signal
for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
    if pid != os.getpid():
        trial(os.kill, pid, signal.SIGKILL)
        trial(os.kill, pid, signal.SIGSTOP)
trial(os.killpg, 0, signal.SIGCONT)
"""
KILL_EVERYTHING = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
trial(os.kill, -1, signal.SIGTERM)
trial(os.kill, -1, signal.SIGKILL)
for pid in range(1, 3000):
    if pid not in (os.getpid(), os.getpgrp()):
        trial(os.kill, pid, signal.SIGKILL)
"""

DAEMONS = f"""
import subprocess, time
def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
    os.wait()
daemon()
for command in (["setsid", "sleep", "601"], ["nohup", "sleep", "602"]):
    subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                     start_new_session=True, env={{"W2V": "{MARK}"}})
"""
LATER = """
import atexit, subprocess
atexit.register(lambda: subprocess.Popen(["sleep", "603"], start_new_session=True))
subprocess.Popen([sys.executable, "-c",
    "import os, signal, time\\n"
    "for s in range(1, 31):\\n"
    "    if s not in (9, 19): signal.signal(s, signal.SIG_IGN)\\n"
    "os.setsid() if os.getpid() != os.getsid(0) else None\\n"
    "time.sleep(604)"])
"""
DEATH_SIGNAL = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
if os.fork() == 0:
    libc.prctl(1, 0)
    libc.prctl(36, 1)
    os.closerange(0, 256)
    import time
    time.sleep(605)
    os._exit(0)
"""

NAMESPACES = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def unshare(flag):
    pid = os.fork()
    if pid == 0:
        os._exit(0 if libc.unshare(flag) == 0 else 1)
    return os.waitpid(pid, 0)[1] == 0
flags = {"user": 0x10000000, "mount": 0x20000, "net": 0x40000000, "pid": 0x20000000}
found += [name for name, flag in flags.items() if unshare(flag)]
for name in ("user", "mnt", "pid", "net", "ipc"):
    try:
        fd = os.open(f"/proc/{os.getppid() or 1}/ns/{name}", os.O_RDONLY)
        own = os.stat(f"/proc/self/ns/{name}").st_ino
        if os.fstat(fd).st_ino != own:
            found += [f"joined {name}"] * (libc.setns(fd, 0) == 0)
    except OSError:
        pass
"""
MOUNTING = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def c(text): return text.encode()
tries = {
    "tmpfs": lambda: libc.mount(c("none"), c("/tmp"), c("tmpfs"), 0, None),
    "bind": lambda: libc.mount(c("/"), c("/tmp"), None, 4096, None),
    "writable": lambda: libc.mount(None, c("/usr"), None, 32 | 4096, None),
    "unmount": lambda: libc.umount2(c("/proc"), 2),
    "pivot": lambda: libc.syscall(155, c("/tmp"), c("/tmp")),
    "chroot": lambda: libc.chroot(c("/tmp")),
    "new mount": lambda: libc.syscall(430, c("tmpfs"), 0),
}
found += [name for name, attempt in tries.items() if attempt() >= 0]
"""
PRIVILEGES = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
found += trial(os.setuid, 0) if os.getuid() else []
found += trial(os.setgroups, [0])
found += trial(os.setgid, 0) if os.getgid() else []
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
found += [f"{x} {status[x].strip()}" for x in ("CapEff", "CapPrm", "CapBnd", "CapAmb")
          if int(status[x], 16)]
found += ["NoNewPrivs is off"] * (status["NoNewPrivs"].strip() != "1")
found += [name for name, call in {"bpf": 321, "init_module": 175, "kexec": 246, "swapon": 167,
          "settimeofday": 164, "open_by_handle_at": 304}.items()
          if libc.syscall(call, 0, 0, 0) >= 0]
found += trial(os.chown, "/tmp", 0, 0) if os.getuid() else []
"""

TIMER = """
import signal
signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(RuntimeError("alarm")))
signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
def nce_loss(*_):
    while True:
        pass
"""
NO_STDOUT = """
import os
null = os.open("/dev/null", os.O_RDWR)
for fd in (0, 1, 2):
    os.dup2(null, fd)
def negative_sampling_loss(*_):
    os.closerange(3, 256)
"""
SEGFAULTS = """
import ctypes
def full_sigmoid_loss(*_):
    ctypes.string_at(0)
"""

ATTACKS = [
    Attack(
        "kills-its-parent",
        "stops and kills whoever started it",
        **probes(parent=KILL_PARENT),
        honest=("negative_sampling_loss", "full_sigmoid_loss"),
    ),
    Attack(
        "kills-all-it-sees",
        "kills every process in /proc",
        {"nce_loss": f"import os\n{probes()['before']}\n{KILL_ALL}"},
        honest=("negative_sampling_loss", "full_sigmoid_loss"),
        loses_own=True,
    ),
    Attack(
        "kills-everything",
        "kill(-1) and every number up to 3000",
        {"nce_loss": f"import os\n{probes()['before']}\n{KILL_EVERYTHING}"},
        honest=("negative_sampling_loss", "full_sigmoid_loss"),
        loses_own=True,
    ),
    Attack(
        "leaves-daemons",
        "processes that should live on after grading",
        **probes(daemons=DAEMONS, later=LATER, orphan=DEATH_SIGNAL),
    ),
    Attack(
        "leaves-the-sandbox",
        "namespaces, mounts, privileges",
        **probes(namespaces=NAMESPACES, mounts=MOUNTING, privileges=PRIVILEGES),
    ),
    Attack(
        "alarms-and-crashes",
        "timers, closed descriptors, a crash in C",
        {
            "nce_loss": TIMER,
            "negative_sampling_loss": NO_STDOUT,
            "full_sigmoid_loss": SEGFAULTS,
        },
    ),
]
