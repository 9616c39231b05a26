"""The recipe of tools/jupyterhub: a real hub with an instructor and two students."""

import shutil
import sys

import nbformat
import pytest

from tests.tools import people
from tests.tools.hub import PASSWORD, Hub, Login
from tests.tools.people import ANN, BOB, ROOT, TEACHER
from tests.tools.served_lab import PARTS
from tests.tools.small_class import LESSON, RIGHT, handed_in

COURSE = {"course_id": "w2v", "assignment_id": LESSON}
NOTEBOOK = f"api/contents/{LESSON}/{LESSON}.ipynb"
WRONG = RIGHT | {
    "negative_sampling_loss": "def negative_sampling_loss(positive_logits, negative_logits):\n"
    "    return None"
}

pytestmark = [
    pytest.mark.long,
    pytest.mark.sandbox,
    pytest.mark.users,
    pytest.mark.hub,
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def class_():
    with people.made() as everybody:
        clone = everybody.home(TEACHER) / "w2v"
        for name in PARTS:
            shutil.copytree(ROOT / name, clone / name)
        for name in ("nbgrader_config.py", "pyproject.toml"):
            shutil.copy(ROOT / name, clone)
        everybody.own(clone, TEACHER)
        yield everybody


@pytest.fixture(scope="module")
def hub(class_):
    hub = Hub(class_)
    try:
        hub.wait()
        yield hub
    finally:
        hub.stop()


@pytest.fixture(scope="module")
def logins(hub):
    return {name: Login(hub, name) for name in (TEACHER, ANN, BOB)}


@pytest.fixture(scope="module")
def graded(class_, logins):
    """From the release to the feedback; what the teacher's commands said."""
    teacher = logins[TEACHER]
    lesson = f"formgrader/api/assignment/{LESSON}"
    teacher.do(f"{lesson}/assign")
    teacher.do(f"{lesson}/release")
    for name, cells in ((ANN, RIGHT), (BOB, WRONG)):
        student = logins[name]
        student.do("assignments/fetch", json=COURSE)
        answered = {"type": "notebook", "content": handed_in(cells)}
        student.ask("PUT", NOTEBOOK, json=answered).raise_for_status()
        student.do("assignments/submit", json=COURSE)
    teacher.do(f"{lesson}/collect")
    clone, results = class_.home(TEACHER) / "w2v", class_.home(TEACHER) / "results"
    said = []
    for command in (
        ("tools.grade", "submitted", "--out", str(results), "--jobs", "2"),
        ("tools.hand_back", str(results)),
    ):
        run = ("env", f"PYTHONPATH={clone}", sys.executable, "-P", "-m", *command)
        done = class_.run(TEACHER, *run, at=clone)
        assert done.returncode == 0, done.stdout
        said.append(done.stdout)
    return said


def test_what_a_student_fetches_is_the_lesson(class_, graded):
    names = {"test_calculate_loss", "calculate_loss", "nce_loss"}
    fetched = nbformat.read(class_.home(ANN) / LESSON / f"{LESSON}.ipynb", as_version=4)
    assert names <= {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in fetched.cells}
    assert not list((class_.home(ANN) / LESSON).glob("*.py"))


def test_grade_finds_both_students_among_what_was_collected(graded):
    assert f"{ANN}" in graded[0] and "18 of 18" in graded[0]
    assert f"{BOB}" in graded[0] and "14 of 18" in graded[0]
    assert "2 pages handed back, 0 not." in graded[1]


@pytest.mark.parametrize(("name", "text"), [(ANN, "18"), (BOB, "14")], ids=["ann", "bob"])
def test_each_student_reads_the_page_that_grade_wrote(logins, graded, name, text):
    listed = logins[name].do("assignments/fetch_feedback", json=COURSE)["value"]
    (submission,) = next(a for a in listed if a["status"] == "submitted")["submissions"]
    address = f"api/contents/{submission['local_feedback_path']}/{LESSON}.html"
    page = logins[name].ask("GET", address).json()["content"]
    assert f"<strong>{text}</strong> of 18 points" in page
    returned_none = "forget" in page and "return" in page
    assert returned_none == (name == BOB)


def test_formgrader_is_the_instructors_alone(logins):
    assert logins[TEACHER].ask("GET", "formgrader/api/status").ok
    assert logins[ANN].ask("GET", "formgrader/api/status").status_code == 404


@pytest.mark.browser
def test_in_a_browser_each_finds_their_part_of_nbgrader_in_the_menu(hub, graded, browser_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for name, part in ((TEACHER, "Formgrader"), (ANN, "Assignment List")):
            page = browser.new_context().new_page()
            page.set_default_timeout(60_000)
            page.goto(hub.address)
            page.fill("#username_input", name)
            page.fill("#password_input", PASSWORD)
            page.click("#login_submit")
            page.get_by_role("menuitem", name="Nbgrader").click()
            offered = page.get_by_role("menuitem", name="Formgrader").count() > 0
            assert offered == (name == TEACHER)
            page.get_by_role("menuitem", name=part).first.click()
            if name == TEACHER:
                frame = page.frame_locator("iframe[src*=formgrader]")
                frame.get_by_role("link", name=LESSON).first.wait_for()
            else:
                page.get_by_role("button", name="Fetch Feedback").wait_for()
        browser.close()


def test_no_student_reaches_anothers_server_or_the_instructors(logins):
    for other in (BOB, TEACHER):
        assert logins[ANN].ask("GET", "api/contents", of=other).status_code == 403


def test_who_is_not_of_the_class_gets_in_nowhere(hub):
    assert Login(hub, ANN, password="another").refused
