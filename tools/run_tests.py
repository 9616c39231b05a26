"""The whole test suite: `python tools/course.py test`.

All parts are run even if an earlier one fails: the linter, the formatter, the comparison of the
notebooks with their sources, and pytest, first on several cores at once, then the tests that use
several cores themselves.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tools import doctor

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"quick": "not slow and not long and not browser", "default": "not long", "all": ""}
MOST_WORKERS = 4  # each holds a TensorFlow of its own


class Part(NamedTuple):
    """One part that was run."""

    name: str
    passed: bool
    seconds: float
    detail: str = ""


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
        *pytest_parts(arguments.amount, arguments.pytest),
    ]
    print(f"\n{'part':<16} {'seconds':>8}")
    for part in parts:
        verdict = "passed" if part.passed else "FAILED"
        print(f"{part.name:<16} {part.seconds:8.1f}  {verdict}")
    failed = [part.name for part in parts if not part.passed]
    total = sum(part.seconds for part in parts)
    outcome = f"FAILED: {', '.join(failed)}" if failed else "all parts passed"
    tests = "; ".join(part.detail for part in parts if part.detail)
    print(f"\n{outcome}; tests: {tests}; {total:.0f} s in all")
    return 1 if failed else 0


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


def command_part(name: str, command: list[str]) -> Part:
    """Run a command in the project's folder and time it."""
    print(f"\n--- {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT).returncode
    return Part(name, code == 0, time.monotonic() - started)


def pytest_parts(amount: str, chosen: list[str]) -> list[Part]:
    """Run pytest: twice for the whole suite, once for tests that were chosen by hand."""
    marks = LEFT_OUT[amount]
    if chosen:
        return [pytest_part("pytest", ["-m", marks, *chosen])]
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    at_once = ["-n", str(workers), "--dist", "loadfile"]  # a file's tests share what they make
    return [
        pytest_part(name, [*how, "-m", f"{marks} and {which}" if marks else which])
        for name, how, which in (
            ("pytest", at_once, "not (sandbox or browser)"),
            ("pytest alone", [], "(sandbox or browser)"),
        )
    ]


def pytest_part(name: str, options: list[str]) -> Part:
    """Run pytest and count how the tests went."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", "--durations=10"]
        part = command_part(name, [*command, *options])
        return part._replace(detail=counts(report))


def counts(report: Path) -> str:
    """Return '12 passed, 0 failed, 1 skipped' from a JUnit report."""
    try:
        suite = ElementTree.parse(report).getroot().find("testsuite")
        number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors")}
        skipped = int(suite.get("skipped", 0))
    except (OSError, ElementTree.ParseError, AttributeError):
        return "pytest did not finish"
    failed = number["failures"] + number["errors"]
    return f"{number['tests'] - failed - skipped} passed, {failed} failed, {skipped} skipped"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
