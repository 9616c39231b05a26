"""The verb `test`: what it leaves out, what it says, and that no failure is lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import doctor, run_tests


@pytest.fixture
def parts(monkeypatch) -> dict[str, list[str]]:
    """The commands that were to be run, by part; put a part into "fails" to let it fail."""
    ran: dict[str, list[str]] = {"fails": []}

    def pretend(name: str, command: list[str]) -> run_tests.Part:
        ran[name] = command
        return run_tests.Part(name, name not in ran["fails"], 1.5)

    monkeypatch.setattr(run_tests, "command_part", pretend)
    monkeypatch.setattr(run_tests, "prepare_system", lambda: None)
    monkeypatch.setattr(run_tests, "counts", lambda report: "3 passed, 0 failed, 0 skipped")
    return ran


PARTS = ["ruff check", "ruff format", "build --check", "pytest", "pytest alone"]


def test_all_parts_run_and_the_last_line_says_how_the_tests_went(parts, capsys):
    assert run_tests.main([]) == 0
    assert list(parts)[1:] == PARTS
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last.startswith("all parts passed; tests: 3 passed, 0 failed, 0 skipped; 3 passed")


@pytest.mark.parametrize("part", PARTS)
def test_a_failure_of_any_part_fails_the_whole_and_hides_no_other_part(parts, capsys, part):
    parts["fails"].append(part)
    assert run_tests.main([]) == 1
    assert len(parts) == 6
    assert f"FAILED: {part}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "not long and "),
        (["--quick"], "not slow and not long and not browser and "),
        (["--all"], ""),
    ],
)
def test_the_amount_decides_which_tests_run_those_with_a_sandbox_apart(parts, arguments, expected):
    run_tests.main(arguments)
    assert parts["pytest"][-2:] == ["-m", f"{expected}not (sandbox or browser)"]
    assert "-n" in parts["pytest"]
    assert parts["pytest alone"][-2:] == ["-m", f"{expected}(sandbox or browser)"]
    assert "-n" not in parts["pytest alone"]


def test_what_follows_two_dashes_goes_to_pytest(parts):
    run_tests.main(["--quick", "--", "-k", "lab", "--all"])
    assert parts["pytest"][-3:] == ["-k", "lab", "--all"]
    assert "-n" not in parts["pytest"] and "pytest alone" not in parts


def test_the_seconds_of_the_set_up_are_shown_when_there_was_one(parts, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_SETUP_SECONDS", "74.2")
    run_tests.main([])
    assert "set-up               74.2" in capsys.readouterr().out
    run_tests.main([])
    assert "set-up" not in capsys.readouterr().out


def test_tests_are_counted_from_pytests_own_report(tmp_path):
    report = tmp_path / "report.xml"
    attributes = 'tests="10" failures="2" errors="1" skipped="3"'
    report.write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
    assert run_tests.counts(report) == "4 passed, 3 failed, 3 skipped"
    assert run_tests.counts(tmp_path / "none.xml") == "pytest did not finish"


def test_a_part_really_runs_its_command_and_notices_a_failure():
    assert run_tests.command_part("right", [sys.executable, "-c", ""]).passed
    assert not run_tests.command_part("wrong", [sys.executable, "-c", "raise SystemExit(3)"]).passed


def test_outside_ci_missing_programs_are_named_and_nothing_is_installed(monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(doctor, "find_browser", lambda: None)
    monkeypatch.setattr(run_tests.subprocess, "run", lambda *_, **__: pytest.fail("installed"))
    run_tests.prepare_system()
    assert "chromium is missing" in capsys.readouterr().out


def test_in_ci_as_root_on_debian_missing_programs_are_installed(monkeypatch):
    ran = []
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(run_tests.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(doctor, "find_browser", lambda: None)
    monkeypatch.setattr(doctor, "find_postgresql", lambda: None)
    monkeypatch.setattr(run_tests.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(run_tests.subprocess, "run", lambda command, **_: ran.append(command))
    run_tests.prepare_system()
    assert [command[2] for command in ran] == ["update", "install", "install"]
    assert [command[-1] for command in ran[1:]] == ["chromium", "postgresql"]


A_TEST_IN_A_BROWSER = """
import pytest

@pytest.mark.browser
def test_it():
    pass
"""


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_a_test_without_its_program_is_skipped_but_fails_in_ci(tmp_path, ci, outcome):
    root = Path(run_tests.__file__).parent.parent
    shutil.copy(root / "tests" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  browser\n  sandbox\n")
    (tmp_path / "test_it.py").write_text(A_TEST_IN_A_BROWSER)
    bare = {"PATH": str(tmp_path), "PYTHONPATH": str(root), "CI": ci}
    command = [sys.executable, "-m", "pytest", "-rs", str(tmp_path)]
    done = subprocess.run(
        command, env={**os.environ, **bare}, cwd=tmp_path, capture_output=True, text=True
    )
    assert outcome in done.stdout
    assert "there is no Chromium or Chrome" in done.stdout
