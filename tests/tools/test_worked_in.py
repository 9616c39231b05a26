"""Whoever works in ``course/`` itself loses nothing, and hands nothing on to others."""

import shutil
import zipfile

import nbformat
import pytest

from tools import build, demo, lessons, release
from tools.building import worked_in
from tools.building.notebook import release_notebook
from tools.demonstration.trouble import Student
from tools.grading import place

LESSON = "00-start-here"
ANSWER = "def double(values):\n    return [2 * value for value in values]  # mine"


@pytest.fixture
def notebook(monkeypatch, tmp_path):
    """The notebook of lesson 00 in a copy of the course that a test may work in."""
    shutil.copytree(lessons.ROOT / "course", tmp_path / "course")
    monkeypatch.setattr(lessons, "ROOT", tmp_path)
    monkeypatch.setattr(lessons, "COURSE", tmp_path / "course")
    return build.student_path(LESSON)


def written(path, change):
    """The file after ``change`` has been made in its notebook."""
    content = nbformat.read(path, as_version=4)
    change(content)
    nbformat.write(content, path)
    return path


def scaffold(content):
    return next(c for c in content.cells if c.metadata.get("nbgrader", {}).get("solution"))


def answer(content):
    scaffold(content).source = ANSWER


def run(content):
    next(c for c in content.cells if c.cell_type == "code").execution_count = 1


def add_a_cell(content):
    content.cells.append(nbformat.v4.new_markdown_cell("my notes"))


def save_in_jupyterlab(content):
    content.metadata.language_info["version"] = "3.12.3"


@pytest.mark.parametrize("lesson", lessons.names())
def test_a_notebook_as_it_was_built_has_not_been_worked_in(lesson):
    assert not worked_in.worked_in(build.student_path(lesson))


@pytest.mark.parametrize("change", [answer, run, add_a_cell, save_in_jupyterlab])
def test_a_notebook_that_somebody_used_has_been_worked_in(notebook, change):
    assert worked_in.worked_in(written(notebook, change))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"cells": 3}'])
def test_a_notebook_that_cannot_be_read_counts_as_worked_in(notebook, content, capsys):
    notebook.write_bytes(content)
    assert worked_in.worked_in(notebook)
    assert build.check([LESSON]) == 1
    build.replace(notebook, "new")
    (kept,) = lessons.ROOT.glob("build/replaced/*/*.ipynb")
    assert kept.read_bytes() == content


def test_what_an_older_source_gave_has_not_been_worked_in(notebook):
    older = release_notebook(LESSON)
    older.cells[0].source = "# Another beginning"
    notebook.write_text(build.as_text(older), "utf-8")
    assert not worked_in.worked_in(notebook)


def test_a_build_keeps_what_has_been_worked_in_and_says_where(notebook, monkeypatch, capsys):
    mine = written(notebook, answer).read_bytes()
    monkeypatch.setattr(build, "execute", lambda *_: None)
    monkeypatch.setattr(build, "solution_path", lambda _: lessons.ROOT / "solution.ipynb")
    build.build(LESSON)
    (kept,) = lessons.ROOT.glob(f"build/replaced/*/{LESSON}.ipynb")
    assert kept.read_bytes() == mine
    assert notebook.read_text("utf-8") == build.student_text(LESSON)
    line = f"course/{LESSON}/{LESSON}.ipynb had been worked in: it is kept as build/replaced/"
    assert line in capsys.readouterr().err
    build.build(LESSON)
    assert list(lessons.ROOT.glob("build/replaced/*/*")) == [kept]


def test_what_is_kept_replaces_nothing_that_was_kept_before(notebook, monkeypatch):
    monkeypatch.setattr(worked_in.time, "strftime", lambda _: "now")
    notebook.write_text("first")
    first = worked_in.keep(notebook)
    notebook.write_text("second")
    second = worked_in.keep(notebook)
    assert (first.read_text(), second.read_text()) == ("first", "second")


def test_the_check_says_what_has_been_worked_in_and_that_a_build_keeps_it(notebook, capsys):
    written(notebook, answer)
    assert build.check([LESSON]) == 1
    said = capsys.readouterr().err
    assert f"has been worked in: course/{LESSON}/{LESSON}.ipynb" in said
    assert "Run: python tools/course.py build (it keeps what has been worked in)" in said


@pytest.mark.slow
def test_a_release_holds_nobodys_answers(notebook, monkeypatch, tmp_path):
    written(notebook, answer)
    source = lessons.SOLUTIONS.parent
    for name in (release.LOCK, release.LAB, release.CONDA, "LICENSE"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(source / name, tmp_path / name)
    wheel = tmp_path / "course.whl"
    wheel.write_bytes(b"")
    monkeypatch.setattr(release, "wheel", lambda _: wheel)
    release.release(tmp_path / "students.zip")
    with zipfile.ZipFile(tmp_path / "students.zip") as archive:
        (packed,) = [n for n in archive.namelist() if n.endswith(f"/{LESSON}.ipynb")]
        assert archive.read(packed).decode() == build.student_text(LESSON)


def test_the_simulated_class_does_not_hand_in_a_learners_answers(notebook, tmp_path):
    written(notebook, answer)
    demo.hand_in(Student("blank"), LESSON, tmp_path / "submitted")
    handed_in = tmp_path / "submitted" / "blank" / LESSON / f"{LESSON}.ipynb"
    assert nbformat.read(handed_in, as_version=4) == release_notebook(LESSON)


def test_grading_repairs_with_the_source_and_not_with_a_learners_answers(notebook):
    written(notebook, answer)
    place.release_text.cache_clear()
    assert ANSWER.split("\n")[1] not in place.release_text(LESSON)
