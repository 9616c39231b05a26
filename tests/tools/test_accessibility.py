"""Lessons, cards and pages for everybody: axe-core looks at each, and headings keep their order.

Of a notebook axe gets the texts and outputs, as nbconvert's lab template shows them. Left out are
what the template and JupyterLab make: prompts, signs beside headings, and code with its colours.
"""

import re
from functools import cache
from itertools import pairwise

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader_tests import registry
from grader_tests.answering import answer_cases
from grader_tests.card import card
from grader_tests.desk import launcher
from grader_tests.desk.certificate import as_html
from grader_tests.desk.kept import Kept
from grader_tests.desk.standing import course_standing, lesson_standing
from grader_tests.judging import judge
from tests.tools.axe_check import IMPACTS, opened, violations
from tests.tools.made_class import LESSON, mixed, verdict, wrong
from tests.tools.small_class import RIGHT, handed_in
from tools import build, doctor, lessons
from tools.building import launcher_page
from tools.reporting import feedback
from tools.reporting.report import report

ALL = lessons.names()
NOT_OURS = ("input", "input_prompt", "output_prompt", "anchor_links")
UNDESCRIBED = "No description has been provided"  # nbconvert's own words for a picture without any
HEADING = re.compile(r"^(#{1,6}) |<h([1-6])", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def page():
    with opened(doctor.find_browser()) as page:
        yield page


@cache
def converter(theme: str = "light") -> HTMLExporter:
    leave_out = {f"exclude_{what}": True for what in NOT_OURS}
    return HTMLExporter(template_name="lab", theme=theme, **leave_out)


def of_a_notebook(notebook, folder, page, theme: str = "light") -> list[str]:
    """What axe finds in the notebook's cells that is serious."""
    text, _ = converter(theme).from_notebook_node(notebook)
    assert UNDESCRIBED not in text
    show(text, folder, page)
    return violations(page, ".jp-Cell")


def of_a_page(text: str, folder, page) -> list[str]:
    """What axe finds on a page that is all ours, however small."""
    show(text, folder, page)
    return violations(page, impacts=IMPACTS)


def show(text: str, folder, page) -> None:
    """Open a page of HTML, and all its folds."""
    path = folder / "page.html"
    path.write_text(text, "utf-8")
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.browser
@pytest.mark.parametrize("lesson", ALL)
@pytest.mark.parametrize("where", [build.solution_path, build.student_path])
def test_axe_finds_nothing_serious_in_a_lesson(where, lesson, tmp_path, page):
    notebook = nbformat.read(where(lesson), as_version=4)
    assert not of_a_notebook(notebook, tmp_path, page)


def shown_cards() -> list[str]:
    """A card for each state that a learner meets, with all that a card can have."""

    def judged(name: str, answer):
        exercise = registry.find(name)
        verdict = judge(exercise, lambda cases: answer_cases(answer, exercise.probe, cases), 7)
        return card(verdict, exercise.hints, lesson_standing(name[:2], {}).html_bar())

    def stops(values):
        raise ValueError("no such word")

    doubles = (lambda values: 2 * values, lambda values: values + 2, lambda values: None, stops)
    return [*(judged("00.double", double) for double in doubles), judged("09.spot_the_error", {})]


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_a_card(theme, tmp_path, page):
    outputs = [new_output("display_data", {"text/html": shown}) for shown in shown_cards()]
    notebook = new_notebook(cells=[new_code_cell("check()", outputs=outputs)])
    assert not of_a_notebook(notebook, tmp_path, page, theme)
    assert page.get_by_role("group", name="The check of").count() == len(outputs)


@pytest.mark.browser
def test_axe_finds_nothing_serious_on_the_first_page(tmp_path, page, monkeypatch):
    monkeypatch.setenv("W2V_PROGRESS", str(tmp_path / "progress"))
    text = launcher.filled(launcher_page.text())
    assert "<progress" in text
    notebook = new_notebook(cells=[new_markdown_cell(text)])
    assert not of_a_notebook(notebook, tmp_path, page)


@pytest.mark.browser
def test_axe_finds_nothing_at_all_on_the_class_report(tmp_path, page):
    assert not of_a_page(report(mixed()), tmp_path, page)


def cell_that_drew_and_stopped():
    executed = nbformat.read(build.solution_path(LESSON), as_version=4)
    cell = next(cell for cell in executed.cells if "\nshow(" in cell.source)
    cell.outputs.append(new_output("error", ename="E", evalue="no", traceback=["line 1", "no"]))
    return cell


@pytest.mark.browser
def test_axe_finds_nothing_at_all_on_a_feedback_page(tmp_path, page):
    found = {"04.nce_loss": wrong("softmax"), "04.full_sigmoid_loss": {"state": "error"}}
    verdicts = [verdict(e.name, **found.get(e.name, {})) for e in registry.exercises("04")]
    notebook = handed_in(RIGHT)
    notebook.cells.append(cell_that_drew_and_stopped())
    text = feedback.page("ann", LESSON, notebook, verdicts, ["The cell nce_loss was put back."])
    assert not of_a_page(text, tmp_path, page)
    assert page.locator("img").get_attribute("alt").startswith("Two bar charts over dog")


@pytest.mark.browser
def test_axe_finds_nothing_at_all_on_the_certificate(tmp_path, page):
    numbers = registry.lesson_numbers()
    exercises = [exercise for number in numbers for exercise in registry.exercises(number)]
    kept = {e.name: Kept(e.name, e.points, 1, "2026-03-04T12:00:00+00:00") for e in exercises}
    standings = [lesson_standing(number, kept) for number in numbers]
    text = as_html("Ada Lovelace", standings, course_standing(kept))
    assert not of_a_page(text, tmp_path, page)


@pytest.mark.browser
def test_axe_sees_what_is_wrong(tmp_path, page):
    faulty = '<html lang="en"><title>x</title><main><h1>x</h1><img src="x.png"></main></html>'
    (fault,) = of_a_page(faulty, tmp_path, page)
    assert fault.startswith('image-alt (critical): <img src="x.png">: Fix any of the following')


@pytest.mark.parametrize("lesson", ALL)
@pytest.mark.parametrize("where", [build.solution_path, build.student_path])
def test_a_lesson_has_one_title_and_leaves_no_heading_level_out(where, lesson):
    notebook = nbformat.read(where(lesson), as_version=4)
    texts = [FENCED.sub("", c.source) for c in notebook.cells if c.cell_type == "markdown"]
    found = [match for text in texts for match in HEADING.finditer(text)]
    levels = [len(match[1]) if match[1] else int(match[2]) for match in found]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
