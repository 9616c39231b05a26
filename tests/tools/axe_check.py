"""What axe-core finds on a page in a browser: faults that keep people from reading or using it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

IMPACTS = ("critical", "serious", "moderate", "minor")
SHOWN = 150  # characters of an element


@contextmanager
def opened(browser_path: str) -> Iterator:
    """A page of a headless browser that gets no file but those of this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", _only_files)
        yield page
        browser.close()


def _only_files(route) -> None:
    local = route.request.url.startswith(("file:", "data:"))
    route.continue_() if local else route.abort()


def violations(
    page, scope: str = "html", impacts: Sequence[str] = ("critical", "serious")
) -> list[str]:
    """A line for each element that breaks a rule: rule, impact, element, what to do.

    Args:
        page: of Playwright, with what is to be looked at.
        scope: a selector; axe looks at nothing outside of what it selects.
    """
    found = Axe().run(page, scope).response["violations"]
    return [
        f"{rule['id']} ({node['impact']}): {' '.join(node['html'].split())[:SHOWN]}: "
        f"{' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
        if node["impact"] in impacts
    ]
