"""A class of attackers and honest students, graded together: no attack gains or harms anything."""

import contextlib
import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import classroom
import pages
import pytest
import watching
from attack import EXERCISES, PLANTED
from classroom import ATTACKS, HONEST, LESSON

from grader_tests import registry
from tests.most_wait import most_wait
from tools import lessons

# How kernels start, and who attacks: (extra arguments of the command, attacks).
CLASSES = {
    "warm": ((), ATTACKS),
    "cold": (("--cold",), classroom.FEW),
    "all cold": (("--cold",), ATTACKS),
}
MODES = most_wait(CLASSES, ["warm"])
PATIENCE = "25"  # seconds for a cell, or for an answer
MOST_BYTES = 2_000_000  # of a page
MOST_MEMORY = 1500  # MB of a grading process outside the sandbox
WORTH = {e.name.split(".")[1]: float(e.points) for e in registry.exercises(LESSON)}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.sandbox,
    pytest.mark.alone,
    pytest.mark.timeout(1800),
]


def of_each_day(argument: str, pick: Callable = lambda attacks: attacks) -> pytest.MarkDecorator:
    """Every day with everything that ``pick`` finds in its attacks, as the ``argument``."""
    pairs = [
        pytest.param(
            mode,
            picked,
            id=f"{mode}-{getattr(picked, 'name', picked)}",
            marks=[] if mode == "warm" else [pytest.mark.long],
        )
        for mode, (_, attacks) in CLASSES.items()
        for picked in pick(attacks)
    ]
    return pytest.mark.parametrize(("day", argument), pairs, indirect=["day"])


@dataclass
class Graded:
    """One run of the grader over a class."""

    code: int
    out: Path
    printed: str
    seconds: float = 0.0

    def rows(self, table: str) -> list[dict[str, str]]:
        with (self.out / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def of(self, student: str) -> tuple[list, list]:
        """The student's rows of both tables."""
        return tuple(
            [row for row in self.rows(table) if row["student_id"] == student]
            for table in ("grades", "exercises")
        )

    def page(self, student: str) -> str:
        return pages.read(self.out / "feedback" / student / f"{LESSON}.html")

    def text(self, student: str) -> str:
        return unescape(re.sub(r"<[^>]*>", "", self.page(student)))


def grading(folder: Path, out: Path, mode: tuple, environment: dict | None = None) -> Graded:
    command = [sys.executable, "-m", "tests.impatient", PATIENCE, str(folder), "--out", str(out)]
    started = time.monotonic()
    done = subprocess.run(
        [*command, "--jobs", "3", "--json", *mode],
        cwd=lessons.ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    printed = done.stdout.decode("utf-8", "replace")
    return Graded(done.returncode, out, printed, time.monotonic() - started)


@contextlib.contextmanager
def planted(parent="/tmp"):
    """A machine with secrets on it: a private folder with a home, and its environment."""
    private = Path(tempfile.mkdtemp(prefix="wa-", dir=parent))  # short, for paths of sockets
    home, temporary = private / "home", private / "tmp"
    private.chmod(0o711)
    for folder in (home, temporary):
        folder.mkdir(mode=0o711)
    for path in (home / "secret.txt", private / "target.txt"):
        path.write_text(json.dumps({"key": PLANTED.format(place="home")}))
    environment = {"HOME": str(home), "TMPDIR": str(temporary)}
    environment["W2V_SECRET"] = PLANTED.format(place="environment")
    with tempfile.TemporaryDirectory() as fonts:  # what Matplotlib keeps for the grader's report
        yield private, environment | {"MPLCONFIGDIR": fonts}
    shutil.rmtree(private, ignore_errors=True)


@contextlib.contextmanager
def listening():
    """Ears outside the sandbox: a TCP port and two unix sockets, and who has called."""
    calls, path = [], "/tmp/w2v-test-listens"
    Path(path).unlink(missing_ok=True)
    ears = [socket.create_server(("0.0.0.0", 0))]
    for address in ("\0w2v-test-listens", path):
        ears.append(socket.socket(socket.AF_UNIX))
        ears[-1].bind(address)
        ears[-1].listen()

    def hear(ear):
        while True:
            try:
                other, address = ear.accept()
            except OSError:
                return
            calls.append(str(address))
            other.close()

    listeners = [threading.Thread(target=hear, args=(ear,), daemon=True) for ear in ears]
    for listener in listeners:
        listener.start()
    try:
        yield ears[0].getsockname()[1], calls
    finally:
        for ear in ears:
            ear.shutdown(socket.SHUT_RDWR)  # who waits in accept() keeps its name taken
        for ear, listener in zip(ears, listeners, strict=True):
            listener.join(10)
            ear.close()
        Path(path).unlink(missing_ok=True)


@dataclass
class Day:
    """The whole class was graded, and the honest students once more without attackers."""

    attacks: list
    told: str
    together: Graded
    alone: Graded
    left_processes: dict
    changed: dict
    marked: list
    calls: list
    memory: int


@pytest.fixture(scope="module")
def days():
    """Each day by the name of its class, once it is over."""
    return {}


@pytest.fixture(params=MODES)
def day(request, days, tmp_path_factory):
    """Everything that the tests look at; graded once for each class."""
    if request.param not in days:
        days[request.param] = whole_day(*CLASSES[request.param], tmp_path_factory)
        request.config.attacks = [*getattr(request.config, "attacks", []), days[request.param].told]
    return days[request.param]


def whole_day(mode: tuple, attacks: list, tmp_path_factory) -> Day:
    submitted, quiet = (tmp_path_factory.mktemp(name) for name in ("submitted", "quiet"))
    outs = [tmp_path_factory.mktemp("out") for _ in range(2)]
    classroom.hand_in_honest(quiet)
    classroom.hand_in_honest(submitted)
    watching.adopt_orphans(True)
    before = watching.descendants()
    with planted() as (private, environment), listening() as (port, calls):
        classroom.hand_in_attacks(submitted, port, private / "target.txt", attacks)
        watched = (submitted, private)
        files, since = watching.snapshot(*watched), time.time()
        with watching.GraderMemory() as memory:
            together = grading(submitted, outs[0], mode, environment)
        time.sleep(1)
        left = {pid: "a child" for pid in watching.descendants() - before}
        left |= watching.belonging_to(private)
        now = watching.snapshot(*watched)
        marked = watching.marked(
            [Path(x) for x in ("/tmp", "/var/tmp", "/dev/shm", "/run")]
            + [lessons.ROOT, Path.home()],
            since,
            [private, Path(tmp_path_factory.getbasetemp()), Path(sys.prefix), Path(__file__).parent]
            + [lessons.ROOT / name for name in (".git", ".venv")],
        )
    watching.adopt_orphans(False)
    changed = {path for path in files.keys() | now.keys() if files.get(path) != now.get(path)}
    changed = {path for path in changed if ".ipython" not in path}  # Jupyter's own, outside
    alone = grading(quiet, outs[1], mode)
    said = f"{len(attacks)} attacks and {len(HONEST)} honest students were graded together"
    how = "each kernel cold" if "--cold" in mode else "kernels forked warm"
    told = f"{said}, {how}, in {together.seconds:.0f} s"
    return Day(attacks, told, together, alone, left, changed, marked, calls, memory.megabytes)


def points(graded: Graded, student: str) -> dict[str, float]:
    own = {row["exercise"].split(".")[1]: row for row in graded.of(student)[1]}
    return {name: float(own[name]["score"]) if name in own else 0.0 for name in EXERCISES}


@of_each_day("attack")
def test_an_attack_earns_what_its_honest_work_is_worth(day, attack):
    (row,), _ = day.together.of(attack.name)
    worth = classroom.expected(attack, WORTH)
    if row["status"] != "graded":
        assert attack.ungraded or attack.loses_own, row["detail"]
        assert row["score"] == "" or float(row["score"]) == 0
        return
    assert not attack.ungraded
    got = points(day.together, attack.name)
    assert float(row["score"]) == sum(got.values())
    if attack.loses_own:
        assert all(got[name] <= worth[name] for name in EXERCISES), got
    else:
        assert got == worth


@of_each_day("attack")
def test_an_attack_is_accounted_for(day, attack):
    (row,), _ = day.together.of(attack.name)
    assert row["status"] in ("graded", "ungraded", "missing")
    assert bool(row["detail"]) == (row["status"] != "graded")


@of_each_day("attack", lambda attacks: [attack for attack in attacks if attack.shows])
def test_a_probe_finds_nothing(day, attack):
    page = day.together.text(attack.name)
    told = re.findall(r"\w+ found \[.*", page)
    for text in attack.shows:
        assert text in page, told


@pytest.mark.parametrize("student", HONEST)
def test_an_honest_student_gets_the_same_as_without_attackers(day, student):
    assert day.together.of(student) == day.alone.of(student)
    (row,), exercises = day.alone.of(student)
    assert row["status"] == "graded"
    assert len(exercises) == len(EXERCISES)


def test_the_honest_are_judged_rightly(day):
    scores = {s: float(day.alone.of(s)[0][0]["score"]) for s in HONEST}
    assert scores["honest-full"] == scores["honest-other"] == sum(WORTH.values())
    assert scores["honest-half"] == WORTH["nce_loss"] + WORTH["full_sigmoid_loss"]
    assert 0 < scores["honest-wrong"] < 5


def test_the_two_who_tried_to_meet_were_there_at_the_same_time(day):
    spans = []
    for student in ("aa-gives", "ab-takes"):
        spans.append(re.search(r"there from (\d+) to (\d+)", day.together.page(student)).groups())
    (start, end), (other_start, other_end) = (map(int, span) for span in spans)
    assert start + 3 < other_end and other_start + 3 < end


def test_grading_ends_well(day):
    assert day.together.code == 0
    assert len(day.together.rows("grades")) == len(day.attacks) + len(HONEST)


def test_no_process_is_left(day):
    assert day.left_processes == {}


def test_nothing_is_written_outside(day):
    assert day.changed == set()
    assert day.marked == []


def test_nobody_outside_was_called(day):
    assert day.calls == []


def test_the_grader_stays_small(day):
    assert day.memory < MOST_MEMORY


@of_each_day("student", lambda attacks: [*(attack.name for attack in attacks), *HONEST])
def test_a_feedback_page_is_small_and_dead(day, student):
    page = day.together.page(student)
    assert pages.live(page) == []
    assert len(page.encode()) < MOST_BYTES


def test_the_report_is_small_and_dead(day):
    page = pages.read(day.together.out / "report.html")
    assert pages.live(page) == []
    assert len(page.encode()) < MOST_BYTES


def test_no_table_and_no_printed_line_holds_terminal_codes(day):
    tables = [pages.read(day.together.out / f"{name}.csv") for name in ("grades", "exercises")]
    for text in (*tables, day.together.printed):
        assert set(pages.CONTROL.findall(text)) == set()


def test_the_results_hold_no_links_and_no_large_files(day):
    for folder, names, files in os.walk(day.together.out):
        for name in (*names, *files):
            path = Path(folder, name)
            assert not path.is_symlink(), path
            assert path.lstat().st_size < 70_000_000, path


@pytest.mark.long
@pytest.mark.parametrize("mode", [(), ("--cold",)], ids=["warm", "cold"])
def test_neighbours_stay_apart_where_temporary_files_lie_elsewhere(mode, tmp_path):
    """Inside, /tmp is a folder of its own; other folders must be hidden, too."""
    attacks, out = classroom.between_students.ATTACKS, tmp_path / "out"
    with planted(parent="/var/tmp") as (private, environment):
        target = private / "target.txt"
        classroom.hand_in_attacks(tmp_path / "submitted", 1, target, attacks)
        graded = grading(tmp_path / "submitted", out, mode, environment)
    for attack in attacks:
        assert points(graded, attack.name) == classroom.expected(attack, WORTH)
        assert all(text in graded.text(attack.name) for text in attack.shows)


def test_a_page_with_something_live_is_seen():
    assert pages.live("<p onclick=x><a href='javascript:x'>") == [
        "<p onclick>",
        "<a href='javascript:x'>",
    ]
    assert pages.live("<img src='https://a.b/c.png'>") and pages.live("\x1b[2J")
    assert pages.live("<style>@import url(x)</style>") == ["style that loads: @import"]
    assert (
        pages.live(
            "<p title='a > b'>&lt;script&gt;</p><img src='data:image/png;base64,A='>"
            "<a href='#top'>x</a>"
        )
        == []
    )


def test_there_are_enough_attacks_and_their_names_differ():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 45
