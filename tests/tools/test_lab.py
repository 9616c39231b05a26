"""The verb `lab`: what JupyterLab is told, and that it works in a browser with no network asked."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.tools.served_lab import Served, wait_for
from tools import lab

ROOT = Path(__file__).resolve().parents[2]
LESSON = "04-embedding-loss"


def test_jupyterlab_is_rooted_at_the_course_and_asks_nothing_of_the_network():
    options = lab.options(no_browser=False, port=None)
    assert f"--ServerApp.root_dir={ROOT / 'course'}" in options
    assert "--LabApp.news_url=None" in options
    assert "--LabApp.extension_manager=readonly" in options
    assert "--LabApp.default_url=/lab/tree/README.md" in options
    assert "--no-browser" not in options
    assert not any(option.startswith("--port") for option in options)


def test_instructors_get_formgrader_on_the_whole_project_and_students_do_not():
    assert f"--ServerApp.root_dir={ROOT}" in lab.options(True, None, formgrader=True)
    name = "nbgrader.server_extensions.formgrader"
    for wanted in (True, False):
        files = lab.configuration(formgrader=wanted)
        extensions = files["jupyter_server_config.d/course.json"]["ServerApp"]
        assert extensions["jpserver_extensions"][name] == wanted
        panels = files["labconfig/page_config.json"]["disabledExtensions"]
        assert panels["@jupyter/nbgrader:formgrader"] != wanted


def test_port_and_no_browser_are_passed_on():
    options = lab.options(no_browser=True, port=9999)
    assert "--no-browser" in options
    assert "--port=9999" in options


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no root")
def test_root_may_run_it(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--allow-root" in lab.options(no_browser=True, port=None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--allow-root" not in lab.options(no_browser=True, port=None)


@pytest.fixture
def served(tmp_path):
    server = Served(tmp_path)
    yield server
    server.stop()


def first_code_cells(notebook: Path) -> list[int]:
    """Return which cells come before the first exercise and hold code."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    exercise = next(
        (i for i, cell in enumerate(cells) if cell["metadata"].get("nbgrader", {}).get("solution")),
        len(cells),
    )
    return [i for i, cell in enumerate(cells[:exercise]) if cell["cell_type"] == "code"]


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.timeout(300)
def test_a_lesson_opens_in_a_browser_and_its_first_cells_run(served, browser_path):
    from playwright.sync_api import sync_playwright

    notebook = served.course / LESSON / f"{LESSON}.ipynb"
    code_cells = first_code_cells(notebook)
    assert code_cells
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served.address(f"/lab/tree/{LESSON}/{notebook.name}"))
        page.locator(".jp-Notebook .jp-Cell").first.click(timeout=60_000)
        named = page.locator(".jp-KernelName", has_text="Python 3")
        named.wait_for(timeout=60_000)  # before it has one, a run asks for a kernel
        page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for(timeout=60_000)
        first = page.locator(".jp-CodeCell .jp-InputPrompt").first

        def started() -> bool:
            """An idle kernel may not have its connection yet: what is run then, is not."""
            first.click()
            page.keyboard.press("Shift+Enter")
            page.wait_for_timeout(1000)
            return re.fullmatch(r"\[[0-9*]+\]:", first.inner_text().strip()) is not None

        wait_for(started, 60)
        for _ in range(code_cells[0] + 1, code_cells[-1] + 1):
            page.keyboard.press("Shift+Enter")

        def finished() -> list | None:
            page.keyboard.press("Control+s")
            page.wait_for_timeout(500)
            cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
            ran = [cells[i] for i in code_cells]
            return ran if all(cell["execution_count"] for cell in ran) else None

        cells = wait_for(finished, 150)
        if os.environ.get("COURSE_SCREENSHOT"):
            page.screenshot(path=os.environ["COURSE_SCREENSHOT"])
        assert page.get_by_role("button", name="Validate").count() == 1
        assert page.locator(".jp-Dialog").count() == 0
        assert page.locator(".Toastify__toast").count() == 0
        browser.close()
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert not [address for address in asked if is_foreign(address)]
    said = served.log_path.read_text()
    assert not [line for line in said.splitlines() if line.startswith("[E ")], said


def is_foreign(address: str) -> bool:
    """Say whether an address is of another machine."""
    return address.startswith(("http", "ws")) and "127.0.0.1" not in address
