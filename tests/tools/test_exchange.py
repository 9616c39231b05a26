"""nbgrader's exchange with this course's configuration, between users of one machine."""

import os
import shutil
import sqlite3
import sys

import pytest

from tests.tools import people
from tests.tools.people import ANN, BOB, ROOT, TEACHER
from tests.tools.small_class import LESSON, RIGHT, handed_in
from tools.build import student_path

FILE = f"{LESSON}/{LESSON}.ipynb"
WRONG = RIGHT | {"negative_sampling_loss": "def negative_sampling_loss(p, n):\n    return None"}

pytestmark = [
    pytest.mark.long,
    pytest.mark.sandbox,
    pytest.mark.users,
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def class_():
    with people.made() as everybody:
        yield everybody


@pytest.fixture(scope="module")
def desk(class_):
    """The teacher's folder, in which the lesson was generated and released."""
    folder = class_.home(TEACHER) / "w2v"
    shutil.copytree(ROOT / "solutions" / LESSON, folder / "solutions" / LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    class_.own(folder, TEACHER)
    class_.nbgrader(TEACHER, "generate_assignment", LESSON, at=folder)
    class_.nbgrader(TEACHER, "release_assignment", LESSON, at=folder)
    return folder


@pytest.fixture(scope="module")
def submitted(class_, desk):
    """Both students have fetched, answered and submitted."""
    for student, cells in ((ANN, RIGHT), (BOB, WRONG)):
        assert LESSON in class_.nbgrader(student, "list")
        class_.nbgrader(student, "fetch_assignment", LESSON)
        notebook = class_.home(student) / FILE
        assert notebook.read_bytes() == student_path(LESSON).read_bytes()
        write(notebook, handed_in(cells))
        class_.nbgrader(student, "submit", LESSON)


def write(path, notebook) -> None:
    import nbformat

    path.write_text(nbformat.writes(notebook), "utf-8")


@pytest.fixture(scope="module")
def collected(class_, desk, submitted):
    """The teacher has collected, after Bob tried to harm the others; what nbgrader said."""
    inbound = class_.exchange / "w2v" / "inbound"
    forged = inbound / f"{ANN}+{LESSON}+2020-01-01 00:00:00.000000 UTC+forged"
    late = inbound / f"{ANN}+{LESSON}+2098-01-01 00:00:00.000000 UTC+forged"
    undated = inbound / f"{BOB}+{LESSON}+never+x"
    for folder in (forged, late, undated):
        class_.run(BOB, "cp", "-r", str(class_.home(BOB) / LESSON), str(folder))
    linked = inbound / f"{TEACHER}+{LESSON}+2021-01-01 00:00:00.000000 UTC+linked"
    class_.run(TEACHER, "mkdir", str(linked))
    class_.run(TEACHER, "ln", "-s", "/etc/hostname", str(linked / f"{LESSON}.ipynb"))
    return class_.nbgrader(TEACHER, "collect", LESSON, at=desk)


@pytest.fixture(scope="module")
def graded(class_, desk, collected):
    said = class_.nbgrader(TEACHER, "autograde", LESSON, at=desk)
    class_.nbgrader(TEACHER, "generate_feedback", LESSON, at=desk)
    class_.nbgrader(TEACHER, "release_feedback", LESSON, at=desk)
    return said


def test_each_students_own_submission_is_collected_and_no_other(desk, collected):
    folders = sorted(path.parent.name for path in (desk / "submitted").glob(f"*/{LESSON}"))
    assert folders == sorted([ANN, BOB])
    assert (desk / "submitted" / ANN / FILE).read_text() != (
        desk / "submitted" / BOB / FILE
    ).read_text()


def test_who_submits_in_anothers_name_is_left_out_by_name(collected):
    assert collected.count(f"it belongs to {BOB}, not to {ANN}") == 2


def test_a_folder_with_a_link_or_without_a_date_stops_nobody_elses_collection(collected):
    assert f"{LESSON}.ipynb is a link" in collected
    assert "+never+x: its name or owner can't be read" in collected


def test_autograde_gives_the_points_of_the_judge_to_a_teacher_who_is_not_root(desk, graded):
    scores = dict(
        sqlite3.connect(desk / "gradebook.db").execute(
            "select submitted_assignment.student_id, sum(grade.auto_score) from grade "
            "join submitted_notebook on grade.notebook_id = submitted_notebook.id "
            "join submitted_assignment on submitted_notebook.assignment_id = "
            "submitted_assignment.id group by submitted_assignment.student_id"
        )
    )
    assert scores == {ANN: 18, BOB: 14}


def test_each_student_fetches_their_own_feedback(class_, graded):
    pages = {}
    for student in (ANN, BOB):
        class_.nbgrader(student, "fetch_feedback", LESSON)
        (path,) = (class_.home(student) / LESSON / "feedback").glob("*/*.html")
        pages[student] = path.read_text("utf-8")
    assert "return" in pages[BOB] and "(Score: 14.0 / 18.0)" in pages[BOB]
    assert "(Score: 18.0 / 18.0)" in pages[ANN]


def test_a_student_may_not_read_the_others_submissions(class_, graded):
    inbound = class_.exchange / "w2v" / "inbound"
    assert class_.run(ANN, "ls", str(inbound)).returncode != 0
    assert class_.run(ANN, "ls", str(class_.home(TEACHER))).returncode != 0


def test_without_the_sandbox_nothing_is_graded_and_the_reason_is_said(class_, desk, graded):
    nothing = class_.folder / "no-programs"
    nothing.mkdir()
    command = [sys.executable, "-m", "nbgrader", "autograde", LESSON, "--force"]
    done = class_.run(TEACHER, "env", f"PATH={nothing}{os.pathsep}", *command, at=desk)
    assert done.returncode != 0
    assert "Autograding refused. The sandbox can't be used: bubblewrap is not" in done.stdout
