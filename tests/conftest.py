"""What all tests share: the tests that need a program of the system are skipped without it.

In continuous integration nothing is skipped: there a missing program is a failure. The command
`test` is told how many tests there are, so that it can say how many it left out.
"""

import functools
import os
import shutil
from pathlib import Path

import pytest

from tools import doctor, run_tests


@functools.cache
def lacking(marker: str) -> str | None:
    """Return why tests with this marker cannot run on this machine, or None."""
    if marker == "sandbox":
        return doctor.sandbox_problem()
    if marker == "postgresql":
        return None if doctor.find_postgresql() else "there is no PostgreSQL server"
    if marker == "hub":
        proxy = shutil.which("configurable-http-proxy")
        return None if proxy else "configurable-http-proxy is missing"
    if marker == "users":
        root = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("useradd")
        return None if root else "only root makes system users"
    return None if doctor.find_browser() else "there is no Chromium or Chrome"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `test --all` asks for."""
    text = "try each answer of the bank on many draws of inputs"
    parser.addoption(run_tests.MORE_DRAWS, action="store_true", help=text)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail a test whose program is missing."""
    for marker in ("browser", "hub", "postgresql", "sandbox", "users"):
        problem = lacking(marker) if item.get_closest_marker(marker) else None
        if problem and run_tests.in_ci():
            pytest.fail(f"{problem}, and nothing may be skipped in CI", pytrace=False)
        if problem:
            pytest.skip(f"{problem}; python tools/course.py doctor says what mends it")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The part that runs alone reads no other tests: reading them all takes half a minute."""
    alone = config.option.markexpr.split(" and ")[-1] == "alone"
    if not alone or not collection_path.match("test_*.py"):
        return None
    return None if says_alone(collection_path) else True


@functools.cache
def says_alone(path: Path) -> bool:
    return "mark.alone" in path.read_text("utf-8")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write down how many tests there are, before some are left out."""
    if path := os.environ.get(run_tests.COUNT_FILE):
        Path(path).write_text(str(len(items)))
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if "alone" in marks and not marks & {"slow", "long"}:
            raise pytest.UsageError(f"{item.nodeid} is marked alone, so it must be slow or long")
        if "alone" in marks and not says_alone(item.path):
            raise pytest.UsageError(f"{item.path} must say mark.alone, or its tests are not found")


@pytest.fixture(autouse=True)
def without_nbgraders_variables():
    """nbgrader leaves them behind where a notebook fails; a lab started later would heed them."""
    yield
    for name in ("NBGRADER_EXECUTION", "NBGRADER_VALIDATING"):
        os.environ.pop(name, None)


@pytest.fixture
def browser_path() -> str:
    """The path of a Chromium or Chrome, for tests marked `browser`."""
    return doctor.find_browser()


def pytest_terminal_summary(terminalreporter):
    """Print what a test tells by ``record_property("printed", text)``, if it passed."""
    for report in terminalreporter.getreports("passed"):
        for key, value in report.user_properties:
            if key == "printed":
                terminalreporter.write_line(value)
