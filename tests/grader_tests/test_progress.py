"""Progress is kept on the learner's disk: what counts, what survives, what is told of it."""

import contextlib
import json
import os
from datetime import date

import pytest

from grader_tests import CheckFailed, check, registry
from grader_tests.desk import __main__ as verb
from grader_tests.desk import kept
from grader_tests.desk.standing import TITLES, course_standing, lesson_standing
from grader_tests.judging import failed
from tools import lessons

NAME = "00.double"


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    """A learner's desk of their own: a folder for progress, a lesson that is open in Jupyter."""
    monkeypatch.setenv("W2V_PROGRESS", str(tmp_path / "progress"))
    monkeypatch.setenv("JPY_SESSION_NAME", "00-start-here.ipynb")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "progress"


def right(values):
    import numpy as np

    return 2 * np.array(values)


def for_arrays_only(values):
    return values * 2


def try_it(answer, **options) -> None:
    with contextlib.suppress(CheckFailed):
        check(NAME, answer, **options)


def points_of_all_but(name: str = "") -> None:
    """Make every exercise right but one."""
    for number in registry.lesson_numbers():
        for exercise in registry.exercises(number):
            if exercise.name != name:
                result = kept.Kept(exercise.name, exercise.points, 1, "2026-03-04T05:06:07+00:00")
                path = kept.folder() / f"{exercise.name}.json"
                path.parent.mkdir(exist_ok=True)
                path.write_text(json.dumps(vars(result)), "utf-8")


def test_who_was_right_stays_right_and_every_check_is_counted():
    try_it(for_arrays_only)
    partly = kept.read()[NAME]
    assert (partly.checks, partly.right_on) == (1, "")
    assert 0 < partly.score < 3
    try_it(right)
    try_it(for_arrays_only)
    result = kept.read()[NAME]
    assert (result.score, result.checks) == (3, 3)
    assert date.fromisoformat(result.right_on[:10]) <= date.today()
    assert lesson_standing("00").complete


def test_a_replayed_check_and_a_prediction_count_nothing():
    from grader_tests import guess

    try_it(right, seed=1)
    guess("00.list_times_two", "doubled")
    assert kept.read() == {}


@pytest.mark.parametrize("where", ["no notebook is open", "nbgrader runs it", "in the solutions"])
def test_only_a_lesson_that_a_learner_has_open_counts(where, monkeypatch, tmp_path, desk):
    if where == "no notebook is open":
        monkeypatch.delenv("JPY_SESSION_NAME")
    elif where == "nbgrader runs it":
        monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    else:
        (tmp_path / "solutions" / "00-start-here").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "solutions" / "00-start-here")
    try_it(right)
    assert not desk.exists()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"exercise": "00.double"}',
        b'{"exercise": "00.double", "score": 1e999, "checks": 1, "right_on": ""}',
        b'{"exercise": "00.double", "score": NaN, "checks": 1, "right_on": ""}',
        b'{"exercise": "00.double", "score": 3, "checks": 1, "right_on": "yesterday"}',
        b'{"exercise": "00.double", "score": 3, "checks": 1, "right_on": []}',
        b'{"exercise": "04.nce_loss", "score": 3, "checks": 1, "right_on": ""}',
        b"[" * 100_000,
    ],
    ids=lambda damage: str(damage[:40]),
)
def test_a_damaged_file_costs_its_exercise_alone_and_heals(damage, desk, capsys):
    points_of_all_but()
    path = desk / f"{NAME}.json"
    path.write_bytes(damage)
    assert len(kept.read()) == course_standing().exercises - 1
    assert verb.main([]) == 0
    told = capsys.readouterr()
    assert str(path) in told.err
    assert f"{course_standing().exercises - 1} of" in told.out
    try_it(right)
    assert kept.damaged() == []
    assert course_standing().complete


def test_a_crash_while_writing_leaves_what_was_there(desk, monkeypatch):
    try_it(for_arrays_only)
    before = kept.read()

    def power_cut(_number):
        raise OSError("power cut")

    monkeypatch.setattr(os, "fsync", power_cut)
    try_it(right)
    assert kept.read() == before
    assert [path.name for path in desk.iterdir()] == [f"{NAME}.json"]


def test_a_disk_that_must_not_be_written_to_stops_no_check(desk, capsys):
    desk.write_text("a file in the place of the folder")
    check(NAME, right)
    told = capsys.readouterr().out
    assert "Your progress could not be kept" in told
    assert "Right (3 of 3 points)" in told


def test_a_changed_exercise_gives_no_more_points_than_it_has_today(desk):
    points_of_all_but(NAME)
    verdict = failed(registry.find(NAME), "wrong", "")
    kept.keep(verdict)
    path = desk / f"{NAME}.json"
    path.write_text(path.read_text().replace('"score": 0.0', '"score": 99'))
    standing = lesson_standing("00")
    assert (standing.score, standing.complete) == (3, False)
    assert "░" in standing.bar()


def test_the_verb_shows_a_bar_a_lesson_and_the_sum(capsys):
    try_it(for_arrays_only)
    assert verb.main([]) == 0
    shown = capsys.readouterr().out
    for title in TITLES.values():
        assert title in shown
    assert f"0 of {course_standing().exercises} exercises are right." in shown
    assert verb.main(["--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["lessons"]["00"]["right"] == 0
    assert 0 < told["lessons"]["00"]["score"] == told["score"]


def test_a_lesson_is_erased_and_then_all(desk, capsys):
    points_of_all_but()
    (desk / "of-another-program.json").write_text("stays")
    assert verb.main(["--erase", "04"]) == 0
    assert "4 exercises" in capsys.readouterr().out
    assert (lesson_standing("04").score, lesson_standing("05").complete) == (0, True)
    assert verb.main(["--erase", "all"]) == 0
    assert kept.read() == {}
    assert [path.name for path in desk.iterdir()] == ["of-another-program.json"]


def test_a_lesson_that_does_not_exist_is_not_erased(desk, capsys):
    points_of_all_but()
    with pytest.raises(SystemExit) as end:
        verb.main(["--erase", "12"])
    assert end.value.code == 2
    assert "'12'" in capsys.readouterr().err
    assert course_standing().complete


def test_the_titles_are_those_of_the_lessons():
    assert list(TITLES) == [lesson[:2] for lesson in lessons.names()]
    for lesson in lessons.names():
        heading = lessons.read(lesson).cells[0].source.splitlines()[0]
        assert heading.replace("`", "") == f"# {TITLES[lesson[:2]]}"
