"""The certificate: only for all points, with date, lessons and points, and plainly self-issued."""

import json
import re

import pytest

from grader_tests import registry
from grader_tests.desk import __main__ as verb
from grader_tests.desk import kept
from grader_tests.desk.certificate import LONGEST_NAME, SELF_ISSUED, NotYet, certificate
from grader_tests.desk.launcher import FINISHED
from grader_tests.desk.standing import TITLES, course_standing
from tests.tools.page_check import assert_readable, assert_stands_alone, parsed

EXERCISES = [e for number in registry.lesson_numbers() for e in registry.exercises(number)]


@pytest.fixture(autouse=True)
def finished(tmp_path, monkeypatch):
    """Every exercise is right; most on one day, the last on another."""
    monkeypatch.setenv("W2V_PROGRESS", str(tmp_path / "progress"))
    kept.folder().mkdir()
    for exercise in EXERCISES:
        last = exercise is EXERCISES[-1]
        day = "2026-05-06" if last else "2026-03-04"
        result = kept.Kept(exercise.name, exercise.points, 1, f"{day}T12:00:00+00:00")
        (kept.folder() / f"{exercise.name}.json").write_text(json.dumps(vars(result)), "utf-8")


def test_it_names_the_learner_the_lessons_the_points_and_the_day(tmp_path):
    html, pdf = certificate("Ada Lovelace", tmp_path)
    page = html.read_text("utf-8")
    assert_stands_alone(page)
    assert_readable(page)
    words = parsed(page).get_text()
    assert "Ada Lovelace" in words
    assert all(title in words for title in TITLES.values())
    assert f"{course_standing().points} of {course_standing().points} points" in words
    assert "4 March 2026" in words
    assert "finished on 6 May 2026" in words
    assert SELF_ISSUED in words
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", data)) == 1
    assert b"ToUnicode" in data  # it is text, not drawings of letters


def test_one_open_exercise_and_there_is_none(tmp_path, capsys):
    kept.erase("04.nce_loss")
    assert verb.main(["--certificate", "Ada", "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "Still open: 04.nce_loss" in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["", "  \n", "x" * (LONGEST_NAME + 1), "\x1b[2J"])
def test_a_name_that_is_none_is_refused(name, tmp_path):
    with pytest.raises(NotYet, match="1 to"):
        certificate(name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "$x^2$ {name}", "W" * LONGEST_NAME])
def test_an_odd_name_is_printed_as_it_is(name, tmp_path):
    html, _ = certificate(name, tmp_path)
    page = html.read_text("utf-8")
    assert_stands_alone(page)
    assert parsed(page).find(class_="name").get_text() == name


def test_a_name_in_letters_that_the_pdf_lacks_gets_the_page_alone(tmp_path, capsys):
    assert verb.main(["--certificate", "李雷", "--out", str(tmp_path / "out")]) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["certificate.html"]
    assert "print the page from your browser" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_to_gets_a_line(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert verb.main(["--certificate", "Ada", "--out", str(tmp_path / "file")]) == 1
    assert "No certificate was written." in capsys.readouterr().err


def test_what_the_first_page_tells_to_run_makes_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"`([^`]+)`", FINISHED)[1])
    assert (tmp_path / "certificate.pdf").exists()
