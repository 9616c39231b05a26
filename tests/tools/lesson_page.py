"""A lesson in JupyterLab, in a browser, as a learner sees and uses it."""

import os
import re

from tests.tools.served_lab import wait_for


class LessonPage:
    """A browser's page with a lab in it, and what a learner does there.

    ``errors`` are the errors that the browser's console shows, ``asked`` the addresses of all that
    the browser asked for.
    """

    def __init__(self, browser, served):
        self.served = served
        self.page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.set_default_timeout(60_000)
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _console(self, message) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def open_first_page(self) -> None:
        self.page.goto(self.served.address())
        self.page.get_by_role("heading", name="Word embeddings, taken apart").wait_for()

    def open(self, lesson: str) -> None:
        """Click on a lesson's name on the first page and wait for its kernel."""
        self.page.locator(".jp-MarkdownViewer table").get_by_role("link", name=lesson).click()
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        shown = ".jp-NotebookPanel:not(.lm-mod-hidden)"
        self.page.locator(f"{shown} .jp-Notebook .jp-Cell").first.wait_for()
        named = self.page.locator(f"{shown} .jp-KernelName", has_text="Python 3")
        named.wait_for()  # before it has one, a run asks for a kernel
        idle = f"{shown} .jp-Notebook-ExecutionIndicator[data-status='idle']"
        self.page.locator(idle).wait_for()

    def menu(self, *names: str) -> None:
        for name in names:
            self.page.get_by_role("menuitem", name=name, exact=True).click()

    def run_all(self) -> None:
        """Run all cells. An idle kernel may not have its connection yet: then again."""
        prompts = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-InputPrompt")

        def started() -> bool:
            self.menu("Run", "Run All Cells")
            self.page.wait_for_timeout(1500)
            return any(re.search(r"\[[0-9*]+\]", text) for text in prompts.all_inner_texts())

        wait_for(started, 60)

    def cell(self, text: str):
        """The code cell that holds this text."""
        return self.page.locator(".jp-CodeCell").filter(
            has=self.page.locator(".jp-InputArea", has_text=text)
        )

    def answer(self, first_line: str, code: str) -> None:
        """Write ``code`` over the scaffold that begins so, run it and the test cell below."""
        self.cell(first_line).locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Shift+Enter")
        self.page.keyboard.press("Shift+Enter")

    def card(self, test: str):
        """The card below the test cell that holds this text."""
        return self.cell(test).get_by_role("group", name="The check of")

    def photograph(self, name: str) -> None:
        """A picture for who wants one: ``COURSE_SCREENSHOTS`` names the folder."""
        if folder := os.environ.get("COURSE_SCREENSHOTS"):
            self.page.wait_for_timeout(1500)  # what was scrolled to is painted late
            self.page.screenshot(path=f"{folder}/{name}.png")
