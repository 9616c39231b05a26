"""The sandbox as a student's code finds it, warm and cold."""

import os
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from sandboxed_kernel import kernel

import grader_tests
from tools.sandbox import limits, wall
from tools.sandbox.kernels import Kernels

pytestmark = [pytest.mark.slow, pytest.mark.sandbox, pytest.mark.timeout(300)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["warm", pytest.param("cold", marks=pytest.mark.long)])
def kernels(request):
    with Kernels(request.param) as made:
        yield made


@pytest.fixture
def run(kernels, monkeypatch):
    with kernel(kernels, monkeypatch) as function:
        yield function


def sleeping(seconds: str) -> list[psutil.Process]:
    """Processes `sleep SECONDS`, on whichever side of the wall."""
    processes = psutil.process_iter(["cmdline"])
    return [p for p in processes if (p.info["cmdline"] or [])[-1:] == [seconds]]


def test_tensorflow_runs(run):
    assert run("import tensorflow as tf; print(int(tf.constant(20) + 22))") == "42"


def test_there_is_no_network_but_its_own(run):
    code = """
import socket
def connect(address):
    try:
        socket.create_connection(address, timeout=2)
        return 'reached'
    except OSError as error:
        return error.strerror
own = socket.create_server(('127.0.0.1', 0))
print(connect(('203.0.113.1', 80)), '|', connect(own.getsockname()))
"""
    assert run(code) == "Network is unreachable | reached"


def test_only_its_own_processes_are_in_sight(run):
    numbers = run("import os; print(*[p for p in os.listdir('/proc') if p.isdigit()])").split()
    assert len(numbers) <= 3


def test_no_right_is_left_and_none_can_be_had_again(run):
    code = """
import ctypes, os, re
status = open('/proc/self/status').read()
print(set(re.findall(r'Cap...:\\s(\\w+)', status)), re.search(r'NoNewPrivs:\\s(.)', status)[1])
reader, writer = os.pipe()
if os.fork() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    done = [libc.unshare(0x10000000), libc.mount(b'none', b'/tmp', b'tmpfs', 0, b'')]
    os.write(writer, str(done).encode())
    os._exit(0)
print(os.read(reader, 100).decode())
"""
    assert run(code) == "{'0000000000000000'} 1\n[-1, -1]"


def test_nothing_of_the_instructors_is_in_sight(run, tmp_path):
    gradebook = tmp_path / "gradebook.db"
    gradebook.write_text("points")
    code = f"""
import os
found = [{str(gradebook)!r}] if os.path.exists({str(gradebook)!r}) else []
wanted = ('exercise_04_nce.py', '04-embedding-loss.py', '04-embedding-loss.ipynb', 'judge.py')
for folder, _, files in os.walk('/'):
    if not folder.startswith(('/proc', '/sys')):
        found += [f'{{folder}}/{{name}}' for name in files if name in wanted]
import grader_tests
print(found, grader_tests.check('anything', None), os.environ.get('JUPYTER_PATH'))
"""
    assert run(code) == "[] None None"


def test_what_a_lesson_imports_of_the_grader_is_there_and_does_nothing(run):
    names = ", ".join(grader_tests.__all__)
    code = f"from grader_tests import {names}; print(check('anything', None), guess('x', 1))"
    assert run(code) == "None None"


def test_only_temporary_folders_can_be_written_to(run):
    code = """
import os
open_folders = []
for folder, folders, _ in os.walk('/'):
    if folder.startswith(('/proc', '/dev/fd')):
        folders.clear()
    elif os.access(folder, os.W_OK):
        open_folders.append(folder)
print(*sorted({'/'.join(folder.split('/')[:3]) for folder in open_folders}))
"""
    temporary = ("/tmp", "/dev/shm", "/dev/pts")  # the last holds its own terminals only
    assert all(folder.startswith(temporary) for folder in run(code).split())


def test_forking_and_filling_ends_at_the_limits(run):
    code = f"""
import os, time
children = 0
try:
    while children < 5000:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        children += 1
except OSError as error:
    print(children < {limits.PROCESSES}, error.strerror)
os.system('pkill -9 -P %d sleep; true' % os.getpid())
"""
    assert run(code).startswith("True")
    code = """
try:
    with open('/tmp/large', 'wb') as file:
        for _ in range(600):
            file.write(b'x' * 2**20)
except OSError as error:
    print(error.strerror)
"""
    assert run(code) in ("File too large", "No space left on device")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another user")
def test_where_the_grader_is_root_the_students_code_is_a_plain_users(run):
    run("import subprocess; subprocess.Popen(['sleep', '123.25'])")
    (own,) = sleeping("123.25")
    assert set(own.uids()) == {wall.PLAIN_USER}


def test_with_the_kernel_all_its_processes_end(kernels, monkeypatch):
    with kernel(kernels, monkeypatch) as run:
        run("import subprocess; subprocess.Popen(['setsid', 'sleep', '321.5'])")
        assert sleeping("321.5")
    deadline = time.monotonic() + 10
    while sleeping("321.5") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not sleeping("321.5")


def test_two_students_do_not_meet(kernels, monkeypatch):
    with kernel(kernels, monkeypatch) as ann, kernel(kernels, monkeypatch) as ben:
        leave = """
import socket
open('/tmp/note', 'w').write('x'); open('/dev/shm/note', 'w').write('x')
meeting = socket.socket(socket.AF_UNIX); meeting.bind('\\0meeting'); meeting.listen()
import os; terminal = os.openpty(); print(os.ttyname(terminal[1]))
from ipykernel.connect import get_connection_file; print(get_connection_file())
"""
        terminal, connection = ann(leave).split()
        look = f"""
import os, socket
places = ('/tmp/note', '/dev/shm/note', {terminal!r}, {connection!r})
found = [place for place in places if os.path.exists(place)]
try:
    socket.socket(socket.AF_UNIX).connect('\\0meeting'); found.append('meeting')
except OSError:
    pass
print(found)
"""
        assert ben(look) == "[]"


def test_the_library_is_the_lessons_own_and_lacks_what_it_teaches(kernels, monkeypatch):
    look = """
import os, inspect, w2vlib
from w2vlib import pairs, samplers
for function in (pairs.used_share, samplers.expected_count):
    print('LibraryCalled' in inspect.getsource(function), end=' ')
folders = [folder for folder, inside, _ in os.walk('/') if 'w2vlib' in inside]
print([folder for folder in folders if not folder.startswith('/proc')])
"""
    with kernel(kernels, monkeypatch, "02-skip-gram-pairs") as ann:
        assert ann(look) == "True False ['/course']"
    with kernel(kernels, monkeypatch, "03-candidate-sampling") as ben:
        assert ben(look) == "False True ['/course']"


def test_temporary_files_may_lie_in_a_folder_that_is_the_graders_alone(kernels, monkeypatch):
    with tempfile.TemporaryDirectory(prefix="closed-", dir="/tmp") as closed:  # mode 700
        monkeypatch.setattr(tempfile, "tempdir", closed)
        with Kernels(kernels.kind) as own, kernel(own, monkeypatch) as run:
            assert run("print(20 + 22)") == "42"


def test_an_installed_copy_of_the_course_is_covered(monkeypatch, tmp_path):
    packages = tmp_path / "lib" / "python3.11" / "site-packages"
    for name in ("w2vlib", "grader_tests", "numpy"):
        (packages / name).mkdir(parents=True)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    line = wall.bubblewrap([], [], may_divide=False)
    covered = [line[i + 1] for i, word in enumerate(line) if word == "--tmpfs"]
    assert {str(packages / name) for name in ("w2vlib", "grader_tests")} <= set(covered)
    assert str(packages / "numpy") not in covered


def test_students_draw_different_random_numbers(kernels, monkeypatch):
    code = "import numpy, random; print(numpy.random.random(), random.random())"
    with kernel(kernels, monkeypatch) as ann, kernel(kernels, monkeypatch) as ben:
        assert set(ann(code).split()).isdisjoint(ben(code).split())


def test_memory_is_counted_over_all_processes(run):
    group = limits.new_group()
    limits.remove_group(group)
    if not group:
        pytest.skip("no control group can be made here; each process has its own limit")
    code = """
import os
half = 3 * 2**30
children = []
for _ in range(2):
    child = os.fork()
    if child == 0:
        data = bytearray(half)
        for place in range(0, half, 4096):
            data[place] = 1
        import time; time.sleep(5)
        os._exit(0)
    children.append(child)
print(any(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9 for child in children))
"""
    assert run(code) in ("True", "")  # the kernel's main process may be the one that is ended
