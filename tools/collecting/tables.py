"""Who was recognised how, and what was not: for the terminal, and as CSV files."""

from datetime import datetime
from pathlib import Path

from tools.collecting import times
from tools.collecting.collection import Collection, Line
from tools.reporting.spreadsheet import as_csv
from w2vlib.write_aside import write_text

COLLECTED = (
    *("student_id", "lesson", "file", "form", "lesson_by", "attempt"),
    *("time", "time_from", "late_mark", "counts", "note"),
)
NOT_RECOGNISED = ("file", "reason")
SHOWN = 30  # lines of files that were not recognised, on the terminal


def write(collection: Collection, out: Path) -> None:
    """``collected.csv`` and ``not_recognised.csv`` into ``out``."""
    rows = [row(line) for line in collection.lines]
    others = [dict(zip(NOT_RECOGNISED, one, strict=True)) for one in collection.unknown]
    write_text(out / "collected.csv", as_csv(COLLECTED, rows))
    write_text(out / "not_recognised.csv", as_csv(NOT_RECOGNISED, others))


def row(line: Line) -> dict[str, str]:
    """A line of ``collected.csv``."""
    found = line.found
    return {
        "student_id": found.student,
        "lesson": found.lesson,
        "file": found.source.shown(found.entry),
        "form": found.form,
        "lesson_by": found.lesson_by,
        "attempt": str(found.attempt or ""),
        "time": _shown(found.entry.time),
        "time_from": found.entry.time_from,
        "late_mark": "late" if found.late else "",
        "counts": "yes" if line.counts else "no",
        "note": line.note,
    }


def text(collection: Collection) -> str:
    """Both tables, for the terminal."""
    columns = ("student_id", "lesson", "form", "lesson_by", "time", "file", "note")
    rows = [row(line) for line in collection.lines]
    table = [columns, *(tuple(one[column] for column in columns) for one in rows)]
    widths = [min(40, max(map(len, column))) for column in zip(*table, strict=True)]
    lines = [
        "  ".join(f"{cell:{width}}" for cell, width in zip(one, widths, strict=True)).rstrip()
        for one in table
    ]
    if collection.unknown:
        lines.append(f"\n{_number(len(collection.unknown), 'file')} not recognised:")
        lines += [f"  {file}: {reason}" for file, reason in collection.unknown[:SHOWN]]
    if len(collection.unknown) > SHOWN:
        lines.append(f"  ... and {len(collection.unknown) - SHOWN} more in not_recognised.csv")
    return "\n".join(lines)


def without_time(collection: Collection) -> str:
    """A warning for deadlines, if nobody knows when some submissions were handed in."""
    count = sum(line.counts and not line.found.entry.time for line in collection.lines)
    if not count:
        return ""
    return (
        f"Of {count} submissions nobody knows when they were handed in: Canvas's and Moodle's zips "
        "hold the time of the download. Only what Canvas marks as late counts as late, by a day."
    )


def by_files_time(collection: Collection) -> str:
    """A warning for deadlines, if some submissions are as late as their files are young."""
    rules = (times.FILE, times.MEMBER)
    count = sum(
        line.counts and line.found.entry.time is not None and line.found.entry.time_from in rules
        for line in collection.lines
    )
    if not count:
        return ""
    return (
        f"{_number(count, 'submission')} counted as handed in when the file was last changed: see "
        "the column time_from in collected.csv. A plain copy of the files makes that the time of "
        f"copying (cp -a keeps it); nbgrader's {times.STAMP} beside a notebook is taken first."
    )


def _number(count: int, noun: str) -> str:
    return f"1 {noun} was" if count == 1 else f"{count} {noun}s were"


def _shown(time: datetime | None) -> str:
    return time.isoformat(" ", "seconds") if time else ""
