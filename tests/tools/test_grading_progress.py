"""What is shown while a class is graded."""

import io
from pathlib import Path

import pytest

from tools.collecting.submission import Submission
from tools.grading import progress as grading_progress
from tools.grading.progress import Progress, about, short


def submission(number: int, lesson: str) -> Submission:
    return Submission(f"student-{number}", lesson, Path("x.ipynb"))


def graded(lesson: str, seconds: float) -> dict:
    return {"status": "graded", "lesson": lesson, "seconds": seconds}


def begin(progress: Progress, one: Submission) -> None:
    progress.begun({"student": one.student, "lesson": one.lesson})


@pytest.fixture
def clock(monkeypatch):
    """A clock that only a test moves."""
    now = [0.0]
    monkeypatch.setattr(grading_progress.time, "monotonic", lambda: now[0])
    return now


def test_the_time_left_counts_each_lesson_at_its_own_speed(clock):
    quick = [submission(number, "02-quick") for number in range(10)]
    slow = [submission(number, "09-slow") for number in range(10)]
    progress = Progress([graded("02-quick", 1.0), graded("09-slow", 60.0)], quick + slow)
    begin(progress, quick[0])
    assert progress.seconds_left() == 10 * 1 + 10 * 60
    begin(progress, quick[1])
    assert progress.seconds_left() == (10 * 1 + 10 * 60) / 2, "two are graded at once"


def test_the_time_left_shrinks_while_one_is_in_work_but_not_to_nothing(clock):
    (one,) = waiting = [submission(1, "04-loss")]
    progress = Progress([graded("04-loss", 20.0)], waiting)
    begin(progress, one)
    clock[0] = 15.0
    assert progress.seconds_left() == 5.0
    clock[0] = 100.0
    assert progress.seconds_left() == 5.0


def test_the_last_one_takes_its_own_time_however_many_could_be_graded_at_once(clock):
    waiting = [submission(number, "04-loss") for number in range(4)]
    progress = Progress([graded("04-loss", 20.0)], waiting)
    for one in waiting:
        begin(progress, one)
    for one in waiting[:3]:
        progress.bar = io.StringIO()
        progress.bar.update = lambda: None
        progress.done(one.name, graded("04-loss", 20.0))
    assert progress.seconds_left() == 20.0


def test_before_anything_was_graded_nobody_claims_to_know():
    progress = Progress([], [submission(1, "04-loss")])
    assert progress.seconds_left() is None
    assert "an unknown time left" in progress.line()


def test_where_no_terminal_is_a_plain_line_says_it_now_and_then(monkeypatch):
    monkeypatch.setattr(grading_progress, "PLAIN_EVERY", 0.05)
    stream, waiting = io.StringIO(), [submission(number, "04-loss") for number in range(5)]
    with Progress([{"status": "missing", "lesson": "04-loss"}], waiting, stream) as progress:
        for one in waiting[:4]:
            begin(progress, one)
        progress.done(waiting[0].name, graded("04-loss", 100.0))
        while stream.getvalue().count("\n") < 2:
            pass
    lines = stream.getvalue().splitlines()
    assert "\r" not in stream.getvalue()
    assert lines[-1].startswith("grading: 2 of 6; about 2 min left; 1 graded, 1 missing; in work: ")
    assert lines[-1].endswith("student-1 04, student-2 04, student-3 04")


def test_on_a_terminal_it_is_one_line_that_changes():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    waiting = [submission(1, "04-loss")]
    with Progress([], waiting, stream := Terminal()) as progress:
        begin(progress, waiting[0])
        progress.done(waiting[0].name, graded("04-loss", 1.0))
    assert "1 of 1" in stream.getvalue()
    assert "1 graded" in stream.getvalue()
    assert stream.getvalue().count("\n") == 1


def test_names_are_cut_and_times_are_rough():
    assert short("ann/04-embedding-loss") == "ann 04"
    assert len(short(f"{'a' * 100}/04-embedding-loss")) < 30
    assert [about(seconds) for seconds in (1, 44, 200, 9000)] == [
        "about 10 s",
        "about 40 s",
        "about 3 min",
        "about 2.5 h",
    ]
