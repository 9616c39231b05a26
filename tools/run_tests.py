"""The whole test suite: `python tools/course.py test`.

All parts are run even if an earlier one fails: the linter, the formatter, the comparison of the
notebooks with their sources, and pytest, first with several tests at once, then with those that
need the machine for themselves. The end tells the seconds of each part and of the slowest files,
and how many tests were left out.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tools import doctor

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"quick": "not slow and not long and not browser", "default": "not long", "all": ""}
LEFT_TO = {"quick": "the whole `test`", "default": "`test --all`"}
MOST_WORKERS = 4  # each holds a TensorFlow of its own
MOST_FILES = 10
COVERAGE = ROOT / "build" / "coverage"  # pyproject.toml names it, too
MORE_DRAWS = "--more-draws"  # tests/conftest.py adds it to pytest's options
COUNT_FILE = "COURSE_COUNT_FILE"  # tests/conftest.py writes how many tests there are


class Tests(NamedTuple):
    """How the tests of one part went."""

    passed: int
    failed: int
    skipped: int
    in_suite: int  # all that there are, with those that were left out
    seconds: Counter[str]  # of each file

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


class Part(NamedTuple):
    """One part that was run."""

    name: str
    passed: bool
    seconds: float
    tests: Tests | None = None


def main(argv: list[str]) -> int:
    """Run every part, print how each went; return 0 if all passed, else 1."""
    arguments = parse(argv)
    prepare_system()
    parts = setup_part()
    python = [sys.executable, "-m"]  # they run in the project's folder
    parts += [
        command_part("ruff check", [*python, "ruff", "check", "."]),
        command_part("ruff format", [*python, "ruff", "format", "--check", "."]),
        command_part("build --check", [*python, "tools.build", "--check"]),
        *pytest_parts(arguments.amount, arguments.pytest, arguments.coverage),
    ]
    if arguments.coverage:
        parts += coverage_parts()
    show(parts, LEFT_TO.get(arguments.amount) if not arguments.pytest else None)
    return 0 if all(part.passed for part in parts) else 1


def show(parts: list[Part], left_to: str | None) -> None:
    """Print the seconds of the parts and of the slowest files, and how it all went.

    Args:
        left_to: what runs the tests that were left out, if any were.
    """
    print(f"\n{'part':<52} {'seconds':>8}")
    for part in parts:
        print(f"{part.name:<52} {part.seconds:8.1f}  {'passed' if part.passed else 'FAILED'}")
    found = [part.tests for part in parts if part.tests]
    slowest = sum((tests.seconds for tests in found), Counter()).most_common(MOST_FILES)
    if slowest:
        print(f"\n{'slowest files':<52} {'seconds':>8}")
    for name, seconds in slowest:
        print(f"{name:<52} {seconds:8.1f}")
    failed = [part.name for part in parts if not part.passed]
    outcome = f"FAILED: {', '.join(failed)}" if failed else "all parts passed"
    ran = sum(tests.passed + tests.failed + tests.skipped for tests in found)
    left = max((tests.in_suite for tests in found), default=0) - ran
    told = [outcome, f"tests: {'; '.join(map(str, found)) or 'pytest did not finish'}"]
    told += [f"{left} tests left to {left_to}"] if left_to and left > 0 else []
    print("\n" + "; ".join([*told, f"{sum(part.seconds for part in parts):.0f} s in all"]))


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the arguments; what follows `--` is pytest's."""
    cut = argv.index("--") if "--" in argv else len(argv)
    parser = argparse.ArgumentParser(
        prog="course.py test",
        description="Run the linter, the formatter's check, the notebooks' check and the tests.",
        epilog="What follows -- goes to pytest: course.py test -- tests/tools -k lab",
    )
    amount = parser.add_mutually_exclusive_group()
    for name, text in (("quick", "leave out what is slow"), ("all", "also what takes very long")):
        amount.add_argument(f"--{name}", dest="amount", action="store_const", const=name, help=text)
    parser.add_argument(
        "--coverage", action="store_true", help="say which lines no test runs; it takes longer"
    )
    arguments = parser.parse_args(argv[:cut])
    arguments.amount = arguments.amount or "default"
    arguments.pytest = argv[cut + 1 :]
    return arguments


def setup_part() -> list[Part]:
    """Return the set-up that `course.py` did just before, if it had to."""
    seconds = os.environ.pop("COURSE_SETUP_SECONDS", None)
    return [Part("set-up", True, float(seconds))] if seconds else []


def in_ci() -> bool:
    """Say whether this runs in continuous integration, where nothing may be skipped."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def prepare_system() -> None:
    """See to the programs some tests need: install them in CI on Debian, else name them."""
    lacking = {}
    if doctor.find_browser() is None:
        lacking["chromium"] = "the tests in a browser"
    if sys.platform.startswith("linux") and shutil.which("bwrap") is None:
        lacking["bubblewrap"] = "the tests of the sandbox"
    if doctor.find_postgresql() is None:
        lacking["postgresql"] = "the tests with a database server"
    if sys.platform.startswith("linux") and shutil.which("configurable-http-proxy") is None:
        lacking["node-configurable-http-proxy"] = "the tests of JupyterHub"
    if not lacking:
        return
    may_install = in_ci() and hasattr(os, "geteuid") and os.geteuid() == 0
    if may_install and shutil.which("apt-get"):
        print(f"Installing {' and '.join(lacking)} ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["install", "-y", "--no-install-recommends"]
        for command in (["update"], *([*install, program] for program in lacking)):
            subprocess.run(["apt-get", "-qq", *command], env=environment, check=False)
        return  # what could not be installed fails the tests that need it
    for program, tests in lacking.items():
        print(f"{program} is missing: {tests} cannot run; {doctor.install_command(program)}")


def command_part(name: str, command: list[str], variables: dict[str, str] | None = None) -> Part:
    """Run a command in the project's folder and time it."""
    print(f"\n--- {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **(variables or {})}).returncode
    return Part(name, code == 0, time.monotonic() - started)


def pytest_parts(amount: str, chosen: list[str], coverage: bool) -> list[Part]:
    """Run pytest: in two parts for the whole suite, in one for tests that were chosen by hand."""
    runner = ["pytest"]
    if coverage:
        shutil.rmtree(COVERAGE, ignore_errors=True)
        runner = ["coverage", "run", "-m", "pytest"]
    marks = LEFT_OUT[amount]
    runner += [MORE_DRAWS] if amount == "all" else []
    if chosen:
        return [pytest_part("pytest", runner, ["-m", marks, *chosen])]
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    at_once = ["-n", str(workers), "--dist", "loadfile"]  # a file's tests share what they make
    parts = {"pytest": [*at_once, "-m", both(marks, "not alone")]}
    if amount != "quick":  # what must run alone is slow
        parts["pytest alone"] = ["-m", both(marks, "alone")]
    return [pytest_part(name, runner, options) for name, options in parts.items()]


def both(one: str, other: str) -> str:
    """Return what selects the tests that both select."""
    return f"{one} and {other}" if one else other


def coverage_parts() -> list[Part]:
    """Put together what all processes have run, and print what none has."""
    python = [sys.executable, "-m", "coverage"]
    return [
        command_part("coverage combine", [*python, "combine", "--quiet"]),
        command_part("coverage report", [*python, "report"]),
    ]


def pytest_part(name: str, runner: list[str], options: list[str]) -> Part:
    """Run pytest and see how the tests went."""
    with tempfile.TemporaryDirectory() as folder:
        report, count = Path(folder, "report.xml"), Path(folder, "count")
        command = [sys.executable, "-m", *runner, f"--junit-xml={report}", "--durations=10"]
        part = command_part(name, [*command, *options], {COUNT_FILE: str(count)})
        return part._replace(tests=tests_of(report, count))


def tests_of(report: Path, count: Path) -> Tests | None:
    """What a JUnit report and the number of all tests tell; None if pytest did not finish."""
    try:
        suite = ElementTree.parse(report).getroot().find("testsuite")
        number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors")}
        skipped, in_suite = int(suite.get("skipped", 0)), int(count.read_text())
    except (OSError, ElementTree.ParseError, AttributeError, ValueError):
        return None
    failed = number["failures"] + number["errors"]
    seconds = Counter()
    for case in suite.iter("testcase"):
        seconds[file_of(case.get("classname", ""))] += float(case.get("time", 0))
    return Tests(number["tests"] - failed - skipped, failed, skipped, in_suite, seconds)


def file_of(name: str) -> str:
    """The file of a module or class of tests: tests/tools/test_lab.py for tests.tools.test_lab."""
    module, _, rest = name.partition(".test_")
    return f"{module.replace('.', '/')}/test_{rest.partition('.')[0]}.py"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
