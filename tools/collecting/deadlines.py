"""The instructor's table of deadlines, and what coming late costs.

A CSV file with the columns ``lesson`` and ``deadline``, and if wished ``student_id`` (an extension
for one student) and ``penalty``: nbgrader's ``none`` (the default) or ``zero``, or points for each
day begun, such as ``1/day``. A row for a student without a penalty has that of the lesson.

A deadline is an ISO date and time, with an offset from UTC (``2025-03-01T18:00+01:00``) or in the
time zone of this machine; a date alone means the end of that day.
"""

import csv
import io
import math
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

from tools import lessons
from tools.collecting.submission import Submission

NEEDED, ALLOWED = ("lesson", "deadline"), ("lesson", "deadline", "student_id", "penalty")
YEARS = range(2000, 2101)  # others are slips
A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
PER_DAY = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*/\s*day")
DAY = 24 * 60 * 60  # seconds
MAX_BYTES = 1024**2


class DeadlineError(ValueError):
    """The table can't be used; the message names the file, the line, and what is expected."""


class PointsADay(LateSubmissionPlugin):
    """nbgrader's penalties, and one more: points for each day that has begun."""

    points_a_day = Float(0.0, help="points for each day begun; 0: by penalty_method").tag(
        config=True
    )

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """The points to take off; None for none. See ``LateSubmissionPlugin``."""
        if not self.points_a_day:
            return super().late_submission_penalty(student_id, score, total_seconds_late)
        return self.points_a_day * math.ceil(total_seconds_late / DAY)


@dataclass(frozen=True)
class Deadline:
    """When a lesson is due, and what coming late costs."""

    time: datetime
    penalty: str = "none"

    def plugin(self) -> LateSubmissionPlugin:
        """nbgrader's plugin that knows the penalty."""
        if per_day := PER_DAY.fullmatch(self.penalty):
            return PointsADay(points_a_day=float(per_day[1]))
        return PointsADay(penalty_method=self.penalty)

    def seconds_late(self, submission: Submission) -> float:
        """0 in time. Who is late by an export's mark alone, was so by at least a moment."""
        if submission.time is None:
            return 1.0 if submission.marked_late else 0.0
        return max(0.0, (submission.time - self.time).total_seconds())


@dataclass
class Deadlines:
    """Deadlines by lesson, and extensions by lesson and student."""

    by_lesson: dict[str, Deadline] = field(default_factory=dict)
    extensions: dict[tuple[str, str], Deadline] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # student -> line of the file
    file: str = ""

    def of(self, student: str, lesson: str) -> Deadline | None:
        """The student's own deadline, else the lesson's; None if there is none."""
        return self.extensions.get((lesson, student), self.by_lesson.get(lesson))

    def for_students(self, known: dict[str, str]) -> "Deadlines":
        """The same for students as they are called here.

        Args:
            known: what a student may be called -> the student.

        Raises:
            DeadlineError: a student is unknown.
        """
        for student, line in self.lines.items():
            if student not in known:
                near = " or ".join(map(repr, _nearest(student, list(known))))
                hint = f" Did you mean {near}?" if near else ""
                raise DeadlineError(
                    f"{self.file}, line {line}: nobody called {student!r} handed anything in; "
                    f"a student_id of collected.csv is expected.{hint}"
                )
        extensions = {(row, known[name]): due for (row, name), due in self.extensions.items()}
        if len(extensions) < len(self.extensions):
            raise DeadlineError(f"{self.file}: two lines are for the same student and lesson.")
        return Deadlines(self.by_lesson, extensions, {}, self.file)


def _nearest(student: str, known: list[str]) -> list[str]:
    """Names that begin with this one, as Canvas's do (``adamsann_1001``), else the likest."""
    asked = student.casefold()
    begun = [name for name in sorted(known) if name.casefold().startswith(asked)]
    return begun[:3] or get_close_matches(student, known, n=1)


def read(file: Path) -> Deadlines:
    """The table of deadlines.

    Raises:
        DeadlineError: it can't be used.
    """
    rows = _rows(file)
    deadlines, own_penalty = Deadlines(file=str(file)), {}
    for line, row in rows:
        where = f"{file}, line {line}"
        try:
            lesson = lessons.find(row["lesson"])
        except lessons.UnknownLesson as error:
            raise DeadlineError(f"{where}: {error}") from None
        due = Deadline(_time(row["deadline"], where), _penalty(row.get("penalty", ""), where))
        student = row.get("student_id", "")
        if (lesson, student) in own_penalty:
            whose = f" for {student!r}" if student else ""
            raise DeadlineError(f"{where}: {lesson} has a second deadline{whose}; one is expected.")
        own_penalty[lesson, student] = bool(row.get("penalty"))
        if student:
            deadlines.extensions[lesson, student] = due
            deadlines.lines.setdefault(student, line)
        else:
            deadlines.by_lesson[lesson] = due
    for (lesson, student), due in deadlines.extensions.items():
        if lesson not in deadlines.by_lesson:
            raise DeadlineError(
                f"{file}, line {deadlines.lines[student]}: {student!r} has an extension for "
                f"{lesson}, which has no deadline; a line for it without student_id is expected."
            )
        if not own_penalty[lesson, student]:
            deadlines.extensions[lesson, student] = Deadline(
                due.time, deadlines.by_lesson[lesson].penalty
            )
    return deadlines


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells of each row that is not empty."""
    try:
        content = file.read_bytes()[: MAX_BYTES + 1]
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise DeadlineError(f"{file} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DeadlineError(f"{file} is no UTF-8 text; a CSV file is expected.") from None
    if len(content) > MAX_BYTES or "\0" in text:
        raise DeadlineError(f"{file} is no table of deadlines; a CSV file is expected.")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    rows, columns = [], []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if not columns:
                columns = _columns(cells, f"{file}, line {reader.line_num}")
                continue
            if len(cells) != len(columns):
                raise DeadlineError(
                    f"{file}, line {reader.line_num}: {len(cells)} cells; "
                    f"{len(columns)} are expected: {', '.join(columns)}."
                )
            rows.append((reader.line_num, dict(zip(columns, cells, strict=True))))
    except csv.Error as error:
        raise DeadlineError(f"{file}, line {reader.line_num}: {error}.") from None
    if not rows:
        raise DeadlineError(
            f"{file} holds no deadline; the columns {', '.join(NEEDED)} are needed."
        )
    return rows


def _columns(cells: list[str], where: str) -> list[str]:
    for cell in cells:
        if cell not in ALLOWED:
            raise DeadlineError(
                f"{where}: there is no column {cell!r}; expected are {', '.join(ALLOWED)}."
            )
    for needed in NEEDED:
        if needed not in cells:
            raise DeadlineError(f"{where}: the column {needed!r} is missing.")
    if len(set(cells)) < len(cells):
        raise DeadlineError(f"{where}: a column stands there twice.")
    return cells


def _time(text: str, where: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
        if A_DATE.fullmatch(text):
            time += timedelta(days=1, seconds=-1)
        time = time.astimezone(UTC)  # without an offset: this machine's zone
        if time.year not in YEARS:
            raise ValueError
    except (ValueError, ArithmeticError, OSError):
        raise DeadlineError(
            f"{where}: {text!r} is no deadline; a date such as 2025-03-01, 2025-03-01 18:00 "
            "or 2025-03-01T18:00+01:00 is expected."
        ) from None
    return time


def _penalty(text: str, where: str) -> str:
    if text in ("", "none", "zero") or PER_DAY.fullmatch(text):
        return text or "none"
    raise DeadlineError(
        f"{where}: {text!r} is no penalty; none, zero, or points a day such as 1/day are expected."
    )
