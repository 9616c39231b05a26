"""The table of deadlines: what it may say, and what is said of each slip in it."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.collecting import deadlines
from tools.collecting.deadlines import Deadline, DeadlineError
from tools.collecting.submission import Submission
from tools.gradebook.late_work import penalty

LESSON, NEXT = "04-embedding-loss", "05-sampled-vs-full-softmax"
DUE = datetime(2025, 3, 1, 18, tzinfo=UTC)


def table(tmp_path, text: str | bytes) -> Path:
    file = tmp_path / "deadlines.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def late(days: float, marked: bool = False) -> Submission:
    return Submission("ann", LESSON, None, time=DUE + timedelta(days=days), marked_late=marked)


@pytest.fixture
def in_berlin(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-01T18:00+01:00", datetime(2025, 3, 1, 17, tzinfo=UTC)),
        ("2025-03-01T18:00:00Z", DUE),
        ("2025-03-01 18:00", datetime(2025, 3, 1, 17, tzinfo=UTC)),
        ("2025-07-01 18:00", datetime(2025, 7, 1, 16, tzinfo=UTC)),  # summer time
        ("2025-03-01", datetime(2025, 3, 1, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_deadline_has_an_offset_or_is_in_the_machines_own_zone(
    tmp_path, in_berlin, text, expected
):
    read = deadlines.read(table(tmp_path, f"lesson,deadline\n04,{text}\n"))
    assert read.of("ann", LESSON) == Deadline(expected)
    assert read.of("ann", NEXT) is None


def test_an_extension_is_for_one_student_and_has_the_lessons_penalty_unless_it_has_its_own(
    tmp_path,
):
    text = (
        "lesson,student_id,deadline,penalty\n"
        f"{LESSON},,2025-03-01T18:00Z,1/day\n"
        f"{LESSON},ann,2025-03-08T18:00Z,\n"
        f"\n{LESSON},123,2025-03-09T18:00Z,none\n"
    )
    read = deadlines.read(table(tmp_path, text))
    read = read.for_students({"ann": "ann", "bob_123": "bob_123", "123": "bob_123"})
    assert read.of("carl", LESSON) == Deadline(DUE, "1/day")
    assert read.of("ann", LESSON) == Deadline(DUE + timedelta(days=7), "1/day")
    assert read.of("bob_123", LESSON) == Deadline(DUE + timedelta(days=8), "none")


def test_the_table_may_come_from_a_spreadsheet(tmp_path):
    text = "\ufefflesson;deadline;penalty\r\n4;2025-03-01T18:00Z;zero\r\n;;\r\n"
    assert deadlines.read(table(tmp_path, text)).of("x", LESSON) == Deadline(DUE, "zero")


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("lesson,deadline\n04-embeding-loss,2025-03-01\n", 2, "Did you mean 04-embedding-loss"),
        ("lesson,deadline\n04,2025-03-01\n05,1.3.2025\n", 3, "a date such as 2025-03-01"),
        ("lesson,deadline\n04,2025-02-30\n", 2, "'2025-02-30' is no deadline"),
        ("lesson,deadline\n04,0205-02-03\n", 2, "is no deadline"),
        ("lesson,deadline\n04,9999-12-31T23:59:59-12:00\n", 2, "is no deadline"),
        ("lesson,deadline\n04,\n", 2, "'' is no deadline"),
        ("lesson,dedline\n04,2025-03-01\n", 1, "no column 'dedline'; expected are lesson"),
        ("deadline\n2025-03-01\n", 1, "the column 'lesson' is missing"),
        ("lesson,deadline,lesson\n", 1, "twice"),
        ("lesson,deadline,penalty\n04,2025-03-01,half\n", 2, "none, zero, or points a day"),
        ("lesson,deadline,penalty\n04,2025-03-01,-1/day\n", 2, "'-1/day' is no penalty"),
        ("lesson,deadline\n04,2025-03-01,zero\n", 2, "3 cells; 2 are expected"),
        ("lesson,deadline\n04,2025-03-01\n4,2025-03-02\n", 3, "a second deadline"),
        ("lesson,deadline,student_id\n04,2025-03-01,ann\n", 2, "which has no deadline"),
        ('lesson,deadline\n"04,2025-03-01\n', 2, "1 cells; 2 are expected"),
    ],
)
def test_a_slip_is_named_with_its_line_and_what_is_expected(tmp_path, text, line, expected):
    file = table(tmp_path, text)
    with pytest.raises(DeadlineError) as error:
        deadlines.read(file)
    assert str(error.value).startswith(f"{file}, line {line}: ")
    assert expected in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"lesson,deadline\n", b"\xff\xfe", b"\0", b"PK"])
def test_what_is_no_table_is_refused(tmp_path, content):
    with pytest.raises(DeadlineError, match=r"deadlines\.csv"):
        deadlines.read(table(tmp_path, content))


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DeadlineError, match=r"nowhere\.csv can't be read"):
        deadlines.read(tmp_path / "nowhere.csv")


def test_an_unknown_student_is_named_with_the_nearest_known_one(tmp_path):
    text = f"lesson,deadline,student_id\n04,2025-03-01,\n{LESSON},2025-03-02,anne\n"
    read = deadlines.read(table(tmp_path, text))
    with pytest.raises(DeadlineError, match=r"line 3: nobody called 'anne'.* mean 'ann'\?"):
        read.for_students({"ann": "ann", "bob": "bob"})


def test_an_unknown_student_may_be_the_beginning_of_known_names(tmp_path):
    text = f"lesson,deadline,student_id\n04,2025-03-01,\n{LESSON},2025-03-02,Adams\n"
    read = deadlines.read(table(tmp_path, text))
    with pytest.raises(DeadlineError, match=r"mean 'adamsann_1001' or 'adamsbob_7'\?"):
        read.for_students(dict.fromkeys(("adamsbob_7", "carl_2", "adamsann_1001"), "x"))


def test_a_student_called_by_two_names_can_not_have_two_extensions(tmp_path):
    text = (
        f"lesson,deadline,student_id\n04,2025-03-01,\n{LESSON},2025-03-02,ann_1\n04,2025-03-03,1\n"
    )
    with pytest.raises(DeadlineError, match="same student"):
        deadlines.read(table(tmp_path, text)).for_students({"ann_1": "ann_1", "1": "ann_1"})


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_file_is_read_or_refused(tmp_path_factory, content):
    file = table(tmp_path_factory.getbasetemp(), content)
    try:
        deadlines.read(file)
    except DeadlineError as error:
        assert str(file) in str(error)
    os.remove(file)


@pytest.mark.parametrize(
    ("policy", "days", "points"),
    [
        ("none", 3, None),
        ("zero", 0, None),
        ("zero", 0.0001, 10),
        ("1/day", 0, None),
        ("1/day", -1, None),
        ("1/day", 0.0001, 1),  # a day that has begun
        ("1/day", 1, 1),
        ("1/day", 1.5, 2),
        ("2.5/day", 2, 5),
        ("1 / day", 100, 10),  # never more than there is
        ("0/day", 5, None),
    ],
)
def test_penalties_are_nbgraders_or_points_for_each_day_begun(policy, days, points):
    assert penalty(Deadline(DUE, policy), late(days), 10.0) == points


def test_without_a_deadline_or_a_time_nobody_is_late():
    assert penalty(None, late(100), 10.0) is None
    nobody_knows = Submission("ann", LESSON, None)
    assert penalty(Deadline(DUE, "zero"), nobody_knows, 10.0) is None


def test_who_is_only_marked_as_late_was_late_by_a_moment():
    marked = Submission("ann", LESSON, None, marked_late=True)
    assert penalty(Deadline(DUE, "1/day"), marked, 10.0) == 1
    assert penalty(Deadline(DUE, "zero"), marked, 10.0) == 10
    assert penalty(None, marked, 10.0) is None
