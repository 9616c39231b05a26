"""The verb `test`: what it leaves out, what it says, and that no failure is lost."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tools import doctor, run_tests


@pytest.fixture
def parts(monkeypatch) -> dict[str, list[str]]:
    """The commands that were to be run, by part; put a part into "fails" to let it fail."""
    ran: dict[str, list[str]] = {"fails": []}

    def pretend(name: str, command: list[str], _variables=None) -> run_tests.Part:
        ran[name] = command
        return run_tests.Part(name, name not in ran["fails"], 1.5)

    found = run_tests.Tests(3, 0, 1, 10, Counter({"tests/test_a.py": 2.0, "tests/test_b.py": 9.0}))
    monkeypatch.setattr(run_tests, "command_part", pretend)
    monkeypatch.setattr(run_tests, "prepare_system", lambda: None)
    monkeypatch.setattr(run_tests, "tests_of", lambda *_: found)
    return ran


PARTS = ["ruff check", "ruff format", "build --check", "pytest", "pytest alone"]


def last_line(capsys) -> str:
    return capsys.readouterr().out.strip().splitlines()[-1]


def test_all_parts_run_and_the_last_line_says_how_the_tests_went(parts, capsys):
    assert run_tests.main([]) == 0
    assert list(parts)[1:] == PARTS
    assert last_line(capsys) == (
        "all parts passed; tests: 3 passed, 0 failed, 1 skipped; 3 passed, 0 failed, 1 skipped; "
        "2 tests left to `test --all`; 8 s in all"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--quick"], "6 tests left to the whole `test`; "), (["--all"], ""), (["--", "x"], "")],
)
def test_tests_that_were_left_out_are_counted(parts, capsys, arguments, told):
    run_tests.main(arguments)
    line = last_line(capsys)
    assert told in line if told else "left to" not in line


@pytest.mark.parametrize("arguments", [[], ["--quick"], ["--all"], ["--all", "--", "tests/tools"]])
def test_only_all_tries_answers_on_many_draws(parts, arguments):
    run_tests.main(arguments)
    assert (run_tests.MORE_DRAWS in parts["pytest"]) == ("--all" in arguments)


def test_the_slowest_files_of_all_parts_are_shown_with_their_seconds(parts, capsys):
    run_tests.main([])
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    table = printed[printed.index(["slowest", "files", "seconds"]) :]
    assert table[1:3] == [["tests/test_b.py", "18.0"], ["tests/test_a.py", "4.0"]]


def test_a_pytest_that_did_not_finish_is_told(parts, capsys, monkeypatch):
    monkeypatch.setattr(run_tests, "tests_of", lambda *_: None)
    parts["fails"].append("pytest")
    assert run_tests.main(["--quick"]) == 1
    assert last_line(capsys).startswith("FAILED: pytest; tests: pytest did not finish; ")


@pytest.mark.parametrize("part", PARTS)
def test_a_failure_of_any_part_fails_the_whole_and_hides_no_other_part(parts, capsys, part):
    parts["fails"].append(part)
    assert run_tests.main([]) == 1
    assert len(parts) == 6
    assert f"FAILED: {part}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "together", "alone"),
    [
        ([], "not long and not alone", "not long and alone"),
        (["--all"], "not alone", "alone"),
        (["--quick"], "not slow and not long and not browser and not alone", None),
    ],
)
def test_the_amount_decides_which_tests_run_those_that_must_be_alone_apart(
    parts, arguments, together, alone
):
    run_tests.main(arguments)
    assert parts["pytest"][-2:] == ["-m", together]
    assert "-n" in parts["pytest"]
    assert ("pytest alone" in parts) == bool(alone)
    if alone:
        assert parts["pytest alone"][-2:] == ["-m", alone]
        assert "-n" not in parts["pytest alone"]


def test_what_follows_two_dashes_goes_to_pytest(parts):
    run_tests.main(["--quick", "--", "-k", "lab", "--all"])
    assert parts["pytest"][-3:] == ["-k", "lab", "--all"]
    assert "-n" not in parts["pytest"] and "pytest alone" not in parts


def test_the_seconds_of_the_set_up_are_shown_when_there_was_one(parts, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_SETUP_SECONDS", "74.2")
    run_tests.main([])
    assert re.search(r"^set-up +74\.2 ", capsys.readouterr().out, re.MULTILINE)
    run_tests.main([])
    assert "set-up" not in capsys.readouterr().out


REPORT = """<testsuites><testsuite tests="10" failures="2" errors="1" skipped="3">
<testcase classname="tests.tools.test_lab" name="test_one" time="1.5"/>
<testcase classname="tests.tools.test_lab.TestClass" name="test_two" time="2.5"/>
<testcase classname="tests.test_readme" name="test_three" time="0.5"/>
</testsuite></testsuites>"""


def test_tests_are_counted_and_timed_from_pytests_own_report(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    (tmp_path / "count").write_text("99")
    found = run_tests.tests_of(tmp_path / "report.xml", tmp_path / "count")
    assert str(found) == "4 passed, 3 failed, 3 skipped"
    assert found.in_suite == 99
    assert found.seconds == {"tests/tools/test_lab.py": 4.0, "tests/test_readme.py": 0.5}


def test_a_report_that_was_never_written_tells_nothing(tmp_path):
    assert run_tests.tests_of(tmp_path / "none.xml", tmp_path / "count") is None


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


@pytest.mark.slow
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
