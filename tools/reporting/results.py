"""Results of grading as tables, a summary, and one page for the instructor."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tools.building.cell_names import grade_id
from tools.collecting.submission import Submission
from tools.reporting import feedback
from tools.reporting.lms_tables import canvas_csv, moodle_csv
from tools.reporting.points import max_score, score
from tools.reporting.report import report
from tools.reporting.tables import exercises_csv, grades_csv
from w2vlib.write_aside import write_text

FILES = {
    "grades.csv": grades_csv,
    "exercises.csv": exercises_csv,
    "canvas.csv": canvas_csv,
    "moodle.csv": moodle_csv,
    "report.html": report,
}


def outcome(
    submission: Submission, status: str, detail: str = "", verdicts: Sequence[dict] = ()
) -> dict:
    """What became of a submission; ``verdicts`` are plain data, one per exercise."""
    return {
        "canvas_id": submission.canvas_id,
        "student": submission.student,
        "lesson": submission.lesson,
        "status": status,
        "detail": detail,
        "verdicts": list(verdicts),
    }


def write(outcomes: list[dict], out: Path) -> None:
    """All ``FILES`` into ``out``, and the late penalties into the feedback that is there."""
    for name, made in FILES.items():
        write_text(out / name, made(outcomes))
    for outcome in outcomes:
        page = out / "feedback" / outcome["student"] / f"{outcome['lesson']}.html"
        if outcome["status"] == "graded" and page.exists():
            text = page.read_text("utf-8")
            if (new := feedback.with_points(text, outcome)) != text:
                write_text(page, new)


def summary(outcomes: list[dict]) -> dict:
    """Counts for ``--json``."""
    count = Counter(outcome["status"] for outcome in outcomes)
    return {
        "submissions": len(outcomes),
        "graded": count["graded"],
        "ungraded": count["ungraded"],
        "missing": count["missing"],
        "scores": {
            f"{outcome['student']}/{outcome['lesson']}": score(outcome) for outcome in outcomes
        },
    }


def table(outcomes: list[dict]) -> str:
    """A line a submission, for the terminal."""
    width = max(len(outcome["student"]) for outcome in outcomes)
    lines = []
    for outcome in outcomes:
        points, states = score(outcome), []
        for verdict in outcome["verdicts"]:
            name = grade_id(verdict["exercise"])
            found = verdict["misconception"] or verdict["state"]
            states += [] if verdict["state"] == "right" else [f"{name}: {found}"]
        note = outcome["detail"] or "; ".join(states) or "all right"
        shown = "-" if points is None else f"{points:g}"
        lines.append(
            f"{outcome['student']:{width}}  {outcome['lesson']}  "
            f"{shown:>5} of {max_score(outcome['lesson']):g}  {outcome['status']:8}  {note[:110]}"
        )
    return "\n".join(lines)
