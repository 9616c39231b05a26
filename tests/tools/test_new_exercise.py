"""The skeleton of an exercise: it works at once, and a name that won't do changes nothing."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.tools.project_copy import copy_project, run_module, run_there
from tools import lessons, new_exercise


@pytest.fixture
def copied(monkeypatch, tmp_path):
    """A copy of what a skeleton is written into; the modules that are loaded stay the project's."""
    for name in ("solutions", "grader_tests", "tests/answers"):
        ignored = shutil.ignore_patterns("__pycache__", "*.ipynb")
        shutil.copytree(lessons.ROOT / name, tmp_path / name, ignore=ignored)
    monkeypatch.setattr(lessons, "ROOT", tmp_path)
    monkeypatch.setattr(lessons, "SOLUTIONS", tmp_path / "solutions")
    return tmp_path


def content(folder) -> dict:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("lesson", lessons.names())
def test_in_every_lesson_it_is_the_last_exercise_and_the_linter_has_no_complaint(copied, lesson):
    assert new_exercise.main([lesson, "how_far"]) == 0
    *_, last = lessons.scaffolds(lesson)
    assert last == f"{lesson[:2]}.how_far"
    module = copied / "grader_tests" / f"lesson_{lesson[:2]}.py"
    assert "HOW_FAR" in module.read_text("utf-8")
    shutil.copy(new_exercise.TEMPLATES.parents[2] / "pyproject.toml", copied)
    ruff = [sys.executable, "-m", "ruff"]
    for command in ([*ruff, "check"], [*ruff, "format", "--check"]):
        where = {"cwd": copied, "capture_output": True, "text": True}  # the rules name folders
        done = subprocess.run([*command, module.parent.name], **where)
        assert done.returncode == 0, done.stdout


def test_what_was_made_is_told_with_files_and_the_line_of_the_scaffold(copied, capsys):
    assert new_exercise.main(["02", "how_far"]) == 0
    said = capsys.readouterr().out
    lines = lessons.source_path("02-skip-gram-pairs").read_text("utf-8").split("\n")
    number = lines.index('# %% exercise="02.how_far"') + 1
    assert f"solutions/02-skip-gram-pairs/02-skip-gram-pairs.py:{number}:" in said
    for name in ("grader_tests/exercise_02_how_far.py", "tests/answers/02.how_far.py"):
        assert name in said
        assert (copied / name).exists()


@pytest.mark.parametrize(
    ("lesson", "name", "said"),
    [
        ("22", "how_far", "There is no lesson '22'"),
        ("02", "HowFar", "small letters"),
        ("02", "../how_far", "small letters"),
        ("02", "print", "has a meaning in Python"),
        ("02", "lambda", "has a meaning in Python"),
        ("02", "shape", "SHAPE has a meaning"),
        ("02", "exercises", "EXERCISES has a meaning"),
        ("02", "used_share", "already has an exercise"),
    ],
)
def test_a_name_that_wont_do_is_told_why_and_changes_nothing(copied, capsys, lesson, name, said):
    before = content(copied)
    assert new_exercise.main([lesson, name]) == 2
    assert said in capsys.readouterr().err
    assert content(copied) == before


def test_a_file_of_that_name_is_kept(copied, capsys):
    (copied / "tests" / "answers" / "02.how_far.py").write_text("mine", "utf-8")
    before = content(copied)
    assert new_exercise.main(["02", "how_far"]) == 2
    assert "there is already" in capsys.readouterr().err
    assert content(copied) == before


def test_if_a_file_cannot_be_written_none_is(copied, capsys, monkeypatch):
    before, write = content(copied), new_exercise.write_text

    def full_disk(path, text):
        if path.name == "lesson_02.py" and "HOW_FAR" in text:
            raise OSError("No space left on device")
        write(path, text)

    monkeypatch.setattr(new_exercise, "write_text", full_disk)
    assert new_exercise.main(["02", "how_far"]) == 2
    assert "No space left" in capsys.readouterr().err
    assert content(copied) == before


def test_a_lesson_that_is_broken_already_is_told_with_its_line(copied, capsys):
    source = lessons.source_path("02-skip-gram-pairs")
    text = source.read_text("utf-8").replace('"02.used_share"', '"02.used"')
    source.write_text(text, "utf-8")
    number = text[: text.index('"02.used"')].count("\n") + 1
    assert new_exercise.main(["02", "how_far"]) == 2
    assert f"02-skip-gram-pairs.py:{number}: there is no exercise" in capsys.readouterr().err


def test_no_line_of_a_skeleton_was_forgotten():
    for folder in ("solutions", "grader_tests", "tests/answers"):
        for path in (lessons.ROOT / folder).rglob("*.py"):
            assert "YOURS" not in path.read_text("utf-8"), path


@pytest.mark.long
def test_the_skeleton_passes_the_tests_of_an_exercise(tmp_path):
    project = copy_project(tmp_path)
    made = run_there(project, "python tools/course.py new-exercise 02 how_far")
    assert made.returncode == 0, made.stdout
    sweep = ["tests/grader_tests/test_sweep.py", "-q", "-k", "02.how_far"]
    done = run_module(project, "pytest", *sweep)
    assert done.returncode == 0, done.stdout
    assert re.search(r"\d\d passed", done.stdout)
