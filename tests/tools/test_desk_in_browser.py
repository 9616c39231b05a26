"""A learner's first hour in a browser; the tests follow each other, as the hour does."""

import json
import re
import time
from urllib.request import urlopen

import pytest

from tests.tools.axe_check import violations
from tests.tools.lesson_page import LessonPage
from tests.tools.page_check import LEAST_CONTRAST, contrast
from tests.tools.served_lab import Served, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(300)]

CARD = ".jp-OutputArea [role=group]"
SCAFFOLD, TEST = "def double(values):", 'check("00.double", double)'
WRONG = "def double(values):\n    return np.array(values) + 2"
RIGHT = "def double(values):\n    return 2 * np.array(values)"

HUNG_UP = "WebSocketClosedError"  # a page was left while its kernel was still speaking

COLOUR = """(element, name) => {
    const parts = getComputedStyle(element)[name].match(/[0-9.]+/g).slice(0, 3);
    return '#' + parts.map(part => Number(part).toString(16).padStart(2, '0')).join('');
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    server = Served(tmp_path_factory.mktemp("desk"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def desk(served):
    from playwright.sync_api import sync_playwright

    from tools import doctor

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=doctor.find_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield LessonPage(browser, served)
        browser.close()


def test_the_lab_opens_on_the_map_of_lessons_where_nothing_is_done_yet(desk):
    desk.open_first_page()
    assert desk.page.locator(".jp-MarkdownViewer tbody tr").count() == 10
    assert desk.page.get_by_text("0 of 3 points").count() == 1
    assert desk.page.locator(".jp-MarkdownViewer progress").count() == 11
    assert desk.page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert not violations(desk.page, ".jp-MarkdownViewer")
    desk.photograph("first-page")


def test_a_lesson_that_is_run_from_the_top_says_not_attempted(desk):
    desk.open("00 How this course works")
    desk.run_all()
    card = desk.card(TEST)
    card.wait_for(timeout=120_000)
    assert "Not attempted yet" in card.text_content()


def test_a_wrong_answer_gets_its_own_message_and_hints_one_by_one_by_keyboard(desk):
    desk.answer(SCAFFOLD, WRONG)
    card = desk.card(TEST)
    card.get_by_text("You add 2 to each value.").wait_for()
    assert card.get_by_role("status").count() == 1
    first, second = card.locator("summary", has_text="hint").all()
    assert not second.is_visible()
    first.focus()
    desk.page.keyboard.press("Enter")
    second.wait_for(state="visible")
    second.focus()
    desk.page.keyboard.press("Enter")
    card.get_by_text("return 2 * np.array(values)").wait_for(state="visible")
    card.locator("summary", has_text="The call that shows it").click()
    card.scroll_into_view_if_needed()
    assert not violations(desk.page, CARD)
    desk.photograph("card-wrong")


def test_the_right_answer_passes_and_progress_moves(desk):
    card = desk.card(TEST)
    assert "Lesson 00: 1 of 3 points" in card.text_content()
    desk.answer(SCAFFOLD, RIGHT)
    card.get_by_text("Right (3 of 3 points)").wait_for()
    assert "Lesson 00: 3 of 3 points" in card.text_content()
    assert card.locator("progress").get_attribute("value") == "3"
    assert card.locator("summary").count() == 0
    desk.photograph("card-right")


def test_validate_succeeds_and_the_lab_goes_on_meanwhile(desk, served):
    desk.page.get_by_role("button", name="Validate").click()  # it saves; twice would be a conflict
    desk.page.get_by_text("Validating...").wait_for()
    started = time.monotonic()
    urlopen(f"http://127.0.0.1:{served.port}/api", timeout=10).read()
    assert time.monotonic() - started < 5
    assert desk.page.get_by_text("Validating...").is_visible()
    dialog = desk.page.locator(".jp-Dialog-content")
    dialog.wait_for(timeout=120_000)
    assert "Success! Your notebook passes all the tests." in dialog.inner_text()
    dialog.get_by_role("button", name="Ok", exact=True).click()


def test_after_a_reload_work_and_progress_are_still_there(desk):
    desk.page.reload()
    desk.wait_for_kernel()
    card = desk.card(TEST)
    card.wait_for(state="attached")
    card.scroll_into_view_if_needed()
    assert "Right (3 of 3 points)" in card.text_content()
    desk.open_first_page()
    desk.page.get_by_text("3 of 3 points ✔").wait_for()
    assert desk.page.get_by_text("Go on with").locator("a").inner_text().startswith("01 ")


def test_a_slider_moves_and_its_figure_follows(desk):
    desk.open("02 From text to training pairs")
    desk.run_all()
    cell = desk.cell("sliders(slide")
    handle = cell.get_by_role("slider").last
    handle.wait_for(timeout=120_000)
    figure = cell.locator("img").last
    before = figure.get_attribute("src")
    assert figure.get_attribute("alt").startswith("The target growl and its contexts")
    handle.focus()
    desk.page.keyboard.press("ArrowRight")
    wait_for(lambda: cell.locator("img").last.get_attribute("src") != before, 30)
    desk.photograph("slider")


def test_cards_and_the_first_page_read_in_the_dark_theme(desk, served):
    settings = served.project.parent / ".jupyter/lab/user-settings/@jupyterlab"
    theme = settings / "apputils-extension" / "themes.jupyterlab-settings"
    theme.parent.mkdir(parents=True, exist_ok=True)
    theme.write_text(json.dumps({"theme": "JupyterLab Dark"}), "utf-8")
    desk.open_first_page()
    desk.page.locator("body[data-jp-theme-light='false']").wait_for(state="attached")
    desk.photograph("first-page-dark")
    desk.open("00 How this course works")
    card = desk.card(TEST)
    card.wait_for(state="attached")
    card.scroll_into_view_if_needed()
    desk.photograph("card-dark")
    assert not violations(desk.page, CARD)
    ground = desk.page.locator(".jp-Notebook").first.evaluate(COLOUR, "backgroundColor")
    for element in (card, card.locator("p").first, card.locator("small")):
        assert contrast(element.evaluate(COLOUR, "color"), ground) >= LEAST_CONTRAST


def test_neither_the_browser_nor_the_server_had_an_error_to_report(desk, served):
    assert desk.errors == []
    said = served.log_path.read_text()
    entries = re.split(r"^(?=\[[A-Z] )", said, flags=re.MULTILINE)
    errors = [entry for entry in entries if entry.startswith("[E ")]
    assert not [error for error in errors if HUNG_UP not in error], said


def test_no_other_machine_was_asked_for_anything(desk):
    addresses = [address for address in desk.asked if address.startswith(("http", "ws"))]
    assert addresses
    assert not [address for address in addresses if "127.0.0.1" not in address]
