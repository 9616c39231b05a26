"""nbgrader's formgrader with this course's configuration, as an instructor uses it in a browser."""

import os
import re
import sqlite3
from pathlib import Path

import nbformat
import pytest

from grader_tests import registry
from grader_tests.card import rich
from tests.tools.served_lab import ROOT, Served
from tools.build import student_path
from tools.demo import hand_in
from tools.demonstration.students import simulated_class

LESSON = "04-embedding-loss"
POINTS = 18
MESSAGE = next(
    rich(misconception.message)
    for misconception in registry.find("04.calculate_loss").misconceptions
    if misconception.id == "sum"
)
SCRIPT = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.sandbox,
    pytest.mark.timeout(300),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A lab with formgrader; three students have handed in."""
    server = Served(tmp_path_factory.mktemp("formgrader"), "--formgrader")
    submitted = server.project / "submitted"
    for student in simulated_class(LESSON):
        if student.name in ("right-0", "misconceptions-01", "no-json"):
            hand_in(student, LESSON, submitted)
    add_script(submitted / "misconceptions-01" / LESSON / f"{LESSON}.ipynb")
    yield server
    server.stop()


def add_script(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell(SCRIPT))
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def page(served):
    """Formgrader, opened from JupyterLab's menu."""
    from playwright.sync_api import sync_playwright

    from tools import doctor

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=doctor.find_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(served.address())
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.get_by_role("menuitem", name="Formgrader").first.click()
        frame = page.frame_locator("iframe[src*=formgrader]")
        frame.get_by_role("link", name=re.compile(f"^{LESSON}")).wait_for()
        picture(page, "formgrader-in-lab")
        page.goto(f"http://127.0.0.1:{served.port}/formgrader")
        yield page
        browser.close()


def picture(page, name: str) -> None:
    if folder := os.environ.get("COURSE_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def press(page, row: str, column: str) -> str:
    """Press the button in a row of formgrader's table; what its dialogue then says."""
    button = page.locator("tr", has_text=row).locator(f"td.{column} a")
    button.click()
    dialogue = page.locator(".modal-dialog")
    dialogue.wait_for(timeout=120_000)
    text = dialogue.inner_text()
    picture(page, f"{column}-{row}")
    dialogue.get_by_role("button", name=re.compile("OK|Close|×")).first.click()
    page.locator(".modal").wait_for(state="detached")
    return text


@pytest.fixture(scope="module")
def graded(served, page):
    """What formgrader says to each step, and the page on which it ends."""
    said = {"generate": press(page, LESSON, "assign")}
    page.locator("tr", has_text=LESSON).locator("td.num-submissions a").click()
    for student in ("right-0", "misconceptions-01", "no-json"):
        said[student] = press(page, student, "autograde")
    return said


def test_generate_makes_what_build_made(served, graded):
    assert "Successfully created the student version" in graded["generate"]
    made = served.course / LESSON / f"{LESSON}.ipynb"
    assert made.read_bytes() == student_path(LESSON).read_bytes()
    assert made.stat().st_mtime > (served.project / "nbgrader_config.py").stat().st_mtime


def test_autograding_gives_the_points_of_the_judge(served, page, graded):
    assert "Successfully autograded" in graded["right-0"]
    page.reload()
    row = page.locator("tr", has_text="right-0")
    assert f"{POINTS} / {POINTS}" in row.inner_text()
    picture(page, "submissions")
    scores = dict(
        sqlite3.connect(served.project / "gradebook.db").execute(
            "select submitted_assignment.student_id, sum(grade.auto_score) from grade "
            "join submitted_notebook on grade.notebook_id = submitted_notebook.id "
            "join submitted_assignment on submitted_notebook.assignment_id = "
            "submitted_assignment.id group by submitted_assignment.student_id"
        )
    )
    assert scores["right-0"] == POINTS
    assert 0 < scores["misconceptions-01"] < POINTS
    assert scores["no-json"] is None


def test_what_is_no_notebook_is_refused_with_the_reason_and_keeps_nobody_waiting(graded):
    assert "no-json can't be graded: the file is no JSON" in graded["no-json"]


def test_the_gradebook_shows_the_message_and_no_script_of_a_students_runs(served, page, graded):
    page.goto(f"http://127.0.0.1:{served.port}/formgrader/gradebook/{LESSON}/{LESSON}")
    page.get_by_role("link", name=re.compile("Submission #")).first.wait_for()
    address = submission_address(page, served, "misconceptions-01")
    page.goto(address)
    assert MESSAGE in page.content()
    page.get_by_text(
        "04.calculate_loss: Not yet right (1 of 5 points)"
    ).scroll_into_view_if_needed()
    assert "document.title" in page.inner_text("body")
    assert page.title() != "taken"
    picture(page, "submission")


def submission_address(page, served, student: str) -> str:
    (found,) = sqlite3.connect(served.project / "gradebook.db").execute(
        "select submitted_notebook.id from submitted_notebook join submitted_assignment "
        "on submitted_notebook.assignment_id = submitted_assignment.id where student_id = ?",
        [student],
    )
    return f"http://127.0.0.1:{served.port}/formgrader/submissions/{found[0]}/"


def test_feedback_shows_the_message_and_no_script_of_a_students_runs(served, page, graded):
    page.goto(f"http://127.0.0.1:{served.port}/formgrader/manage_submissions/{LESSON}")
    said = press(page, "misconceptions-01", "generate-feedback")
    assert "Successfully generated feedback" in said
    feedback = served.project / "feedback" / "misconceptions-01" / LESSON / f"{LESSON}.html"
    page.goto(feedback.as_uri())
    assert MESSAGE in page.content()
    assert page.get_by_text("Score: 1.0 / 5.0").count() >= 1
    assert page.title() == LESSON
    assert "document.title" in page.inner_text("body")
    picture(page, "feedback")


def test_the_project_is_left_as_it_was():
    names = ("submitted", "autograded", "gradebook.db", ".autograde")
    assert not [name for name in names if (ROOT / name).exists()]
