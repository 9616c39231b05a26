"""Attacks that look for what they should not see: files, memory, the environment, descriptors."""

from attack import Attack, probes

ENVIRONMENT = """
found += PATTERN.findall(repr(dict(os.environ)).encode())
for pid in filter(str.isdigit, os.listdir("/proc")):
    found += look(f"/proc/{pid}/environ")
"""
COMMAND_LINES = """
for pid in filter(str.isdigit, os.listdir("/proc")):
    for name in ("cmdline", "comm", "mountinfo", "maps", "auxv", "status"):
        found += look(f"/proc/{pid}/{name}")
"""
OWN_MEMORY = """
def own_memory(found):
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, *_, = line.split()
            first, last = (int(part, 16) for part in span.split("-"))
            if rights.startswith("rw") and last - first < 1 << 28:
                try:
                    memory.seek(first)
                    found += PATTERN.findall(memory.read(last - first))
                except (OSError, ValueError):
                    pass
own_memory(found)
"""

FILE_NAMES = """
names = re.compile(r"gradebook|lesson_[0-9]|judging|comparing|grades.csv|exercises.csv|04-.*ipynb")
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys", "/dev", "/usr", sys.prefix, sys.base_prefix)):
        folders.clear()
    found += [name for name in files if names.match(name)]
"""
FILE_CONTENTS = """
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys", "/dev", "/usr", sys.prefix, sys.base_prefix)):
        folders.clear()
        continue
    for name in files:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            found += look(path)
            with open(path, "rb") as file:
                found += re.findall(rb"BEGIN SOLUTIO[N]|def sampled_table[s]", file.read(1 << 22))
"""
PARENTS_FILES = """
for pid in filter(str.isdigit, os.listdir("/proc")):
    for way in ("root", "cwd", "root/root", "root/home", "root/work", "root/tmp"):
        try:
            names = os.listdir(f"/proc/{pid}/{way}")
        except OSError:
            continue
        found += [name for name in names if re.match("gradebook|submitted|autograd|[.]ssh", name)]
    for path in (f"/proc/{pid}/fd/{fd}" for fd in range(64)):
        if os.path.isfile(path) and int(pid) != os.getpid():
            found += look(path)
"""

OTHERS_MEMORY = """
for pid in filter(str.isdigit, os.listdir("/proc")):
    if int(pid) == os.getpid():
        continue
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
            for line in maps:
                first, last = (int(part, 16) for part in line.split()[0].split("-"))
                try:
                    memory.seek(first)
                    found += PATTERN.findall(memory.read(min(last - first, 1 << 26)))
                except (OSError, ValueError, OverflowError):
                    pass
    except OSError:
        pass
"""
PTRACE = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
ATTACH, DETACH = 16, 17
for pid in range(1, 5000):
    if not os.path.exists(f"/proc/{pid}") and libc.ptrace(ATTACH, pid, 0, 0) == 0:
        found.append(f"attached to {pid}, which is not to be seen")
        libc.ptrace(DETACH, pid, 0, 0)
"""
PROCESS_READ = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
class Span(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
buffer = ctypes.create_string_buffer(4096)
here = Span(ctypes.addressof(buffer), 4096)
for pid in [os.getppid(), *map(int, filter(str.isdigit, os.listdir("/proc")))]:
    for line in open("/proc/self/maps"):
        there = Span(int(line.split("-")[0], 16), 4096)
        count = 0
        if pid not in (0, os.getpid()):
            count = libc.process_vm_readv(
                pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0
            )
        if count > 0:
            found += PATTERN.findall(buffer.raw)
"""

DESCRIPTORS = """
for fd in range(256):
    try:
        kind = os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        continue
    found += look(f"/proc/self/fd/{fd}")
    if os.path.isdir(f"/proc/self/fd/{fd}"):
        found += [name for name in os.listdir(f"/proc/self/fd/{fd}") if "grade" in name]
"""
INHERITED_SOCKETS = """
import socket, struct
for fd in range(256):
    try:
        its = socket.socket(fileno=os.dup(fd))
    except OSError:
        continue
    with its:
        if its.family != socket.AF_UNIX or its.getsockname():
            continue
        credentials = its.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        pid = struct.unpack("3i", credentials)[0]
        try:
            named = its.getpeername()
        except OSError:
            continue
        if pid != os.getpid() and not named:
            found.append(f"fd {fd} leads to process {pid}")
"""
KEYRING = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
KEYCTL, SEARCH, READ = 250, 10, 11
for ring in (-1, -2, -3, -4, -5, -7):
    key = libc.syscall(KEYCTL, SEARCH, ring, b"user", b"w2v-attack-key", 0)
    if key > 0:
        buffer = ctypes.create_string_buffer(200)
        libc.syscall(KEYCTL, READ, key, buffer, 200)
        found.append(buffer.value)
"""

IMPORTED = """
found += [name for name in sys.modules if re.match("nbgrader|tools[.]|nbclient|tests", name)]
found += [name for name in sys.modules if re.match("grader_tests[.](les|jud|reg|com)", name)]
"""
IMPORTABLE = """
import importlib
for name in ("lesson_04", "registry", "judging", "comparing", "model_losses", "exercise"):
    found += trial(importlib.import_module, f"grader_tests.{name}")
for name in ("tools.judge", "tools.grade", "tests.answers.bank"):
    found += trial(importlib.import_module, name)
"""
OBJECTS = """
import gc
kinds = ("Exercise", "Misconception", "Verdict", "Judge", "Submission", "Gradebook")
found += [type(x).__name__ for x in gc.get_objects() if type(x).__name__ in kinds]
"""

ATTACKS = [
    Attack(
        "reads-environment",
        "planted words in the environment, command lines and its own memory",
        **probes(environment=ENVIRONMENT, processes=COMMAND_LINES, memory=OWN_MEMORY),
    ),
    Attack(
        "searches-files",
        "gradebook, specs, solutions and other submissions on the disk",
        **probes(names=FILE_NAMES, contents=FILE_CONTENTS, parents=PARENTS_FILES),
    ),
    Attack(
        "reads-others-memory",
        "other processes by /proc, ptrace and process_vm_readv",
        **probes(memory=OTHERS_MEMORY, ptrace=PTRACE, vm=PROCESS_READ),
    ),
    Attack(
        "uses-what-is-inherited",
        "open files, sockets and keys of whoever started the kernel",
        **probes(descriptors=DESCRIPTORS, sockets=INHERITED_SOCKETS, keyring=KEYRING),
    ),
    Attack(
        "looks-for-the-grader",
        "the grader's modules and objects inside the kernel",
        **probes(loaded=IMPORTED, importable=IMPORTABLE, objects=OBJECTS),
    ),
]
