"""The first page: a map of the lessons, with the learner's own progress in it."""

import asyncio
import re
from dataclasses import replace

import pytest

from grader_tests import registry
from grader_tests.desk import kept
from grader_tests.desk.launcher import filled
from grader_tests.desk.served import CourseContents
from grader_tests.judging import failed
from tools import lessons
from tools.building import launcher_page

PAGE = launcher_page.text()


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("W2V_PROGRESS", str(tmp_path / "progress"))


def keep_right(*names: str) -> None:
    for name in names:
        kept.keep(replace(failed(registry.find(name), "wrong", ""), state="right"))


def test_every_lesson_is_on_the_map_and_its_link_leads_to_it():
    links = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert links == [f"{lesson}/{lesson}.ipynb" for lesson in lessons.names()]
    assert all((launcher_page.path().parent / link).exists() for link in links)


def test_nobodys_progress_is_in_the_file():
    assert "<progress" not in PAGE
    assert "3 points<!-- progress 00 -->" in PAGE


def test_a_page_without_marks_stays_as_it_is():
    other = PAGE.replace("<!--", "<!-- no")
    assert filled(other) == other


def test_each_lesson_gets_a_bar_and_words_and_the_next_one_is_named():
    shown = filled(PAGE)
    assert "<!--" not in shown
    assert shown.count("<progress ") == 1 + len(lessons.names())
    assert "0 of 3 points" in shown
    assert "Go on with **[00 How this course works](00-start-here/00-start-here.ipynb)**." in shown
    keep_right("00.double")
    shown = filled(PAGE)
    assert 'value="3"' in shown
    assert "3 of 3 points ✔" in shown
    assert "Go on with **[01 One-hot" in shown


def test_who_has_all_is_told_so():
    keep_right(*(e.name for n in registry.lesson_numbers() for e in registry.exercises(n)))
    assert "You have finished the course!" in filled(PAGE)


def test_jupyters_server_fills_the_page_in_and_leaves_the_file_alone(tmp_path):
    (tmp_path / "README.md").write_text(PAGE, "utf-8")
    (tmp_path / "NOTES.md").write_text(PAGE, "utf-8")
    contents = CourseContents(root_dir=str(tmp_path))
    page = asyncio.run(contents.get("README.md"))
    assert page["content"] == filled(PAGE)
    assert not page["writable"]
    assert (tmp_path / "README.md").read_text("utf-8") == PAGE
    assert asyncio.run(contents.get("NOTES.md"))["content"] == PAGE
    assert asyncio.run(contents.get("README.md", content=False))["content"] is None
    assert asyncio.run(contents.get(""))["type"] == "directory"
