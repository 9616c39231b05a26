"""Results of grading as tables, a summary, and one page for the instructor."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from grader_tests import registry
from tools.submissions import Submission

GRADES = ("student_id", "lesson", "score", "max_score", "late_penalty", "status", "detail")
EXERCISES = ("student_id", "lesson", "exercise", "score", "max_score", "state", "misconception")


def outcome(submission: Submission, status: str, detail: str = "", verdicts=()) -> dict:
    """What became of a submission; ``verdicts`` are plain data, one per exercise."""
    return {
        "student": submission.student,
        "lesson": submission.lesson,
        "status": status,
        "detail": detail,
        "verdicts": list(verdicts),
    }


def max_score(lesson: str) -> float:
    return float(sum(exercise.points for exercise in registry.exercises(lesson)))


def raw_score(outcome: dict) -> float:
    """Points of all exercises, before anything is taken off for coming late."""
    return float(sum(verdict["score"] for verdict in outcome["verdicts"]))


def score(outcome: dict) -> float | None:
    """Points of a graded submission, 0 for a missing one, None where none could be given.

    What coming late costs is taken off, as in nbgrader's own export (see ``late_work``).
    """
    if outcome["status"] == "ungraded":
        return None
    return max(0.0, raw_score(outcome) - outcome.get("late_penalty", 0.0))


def grade_row(outcome: dict) -> dict:
    points = score(outcome)
    return {
        "student_id": outcome["student"],
        "lesson": outcome["lesson"],
        "score": "" if points is None else f"{points:g}",
        "max_score": f"{max_score(outcome['lesson']):g}",
        "late_penalty": f"{outcome.get('late_penalty', 0.0):g}",
        "status": outcome["status"],
        "detail": outcome["detail"],
    }


def exercise_rows(outcome: dict) -> list[dict]:
    return [
        {
            "student_id": outcome["student"],
            "lesson": outcome["lesson"],
            "exercise": verdict["exercise"],
            "score": f"{verdict['score']:g}",
            "max_score": f"{verdict['max_score']:g}",
            "state": verdict["state"],
            "misconception": verdict["misconception"],
        }
        for verdict in outcome["verdicts"]
    ]


def write(outcomes: list[dict], out: Path) -> None:
    """``grades.csv``, ``exercises.csv`` and ``report.html`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    rows = [row for outcome in outcomes for row in exercise_rows(outcome)]
    replace(out / "grades.csv", as_csv(GRADES, [grade_row(outcome) for outcome in outcomes]))
    replace(out / "exercises.csv", as_csv(EXERCISES, rows))
    replace(out / "report.html", report(outcomes))


def report(outcomes: list[dict]) -> str:
    """One page: which misunderstanding how many students have, and who could not be graded."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True
    )
    lessons = []
    for lesson in dict.fromkeys(outcome["lesson"] for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome["lesson"] == lesson]
        lessons.append(
            {
                "name": lesson,
                "exercises": [_exercise(exercise, own) for exercise in registry.exercises(lesson)],
                "rows": [grade_row(outcome) for outcome in own],
                "statuses": Counter(outcome["status"] for outcome in own).most_common(),
            }
        )
    return templates.get_template("report.html").render(lessons=lessons)


def _exercise(exercise, outcomes: list[dict]) -> dict:
    verdicts = [
        verdict
        for outcome in outcomes
        for verdict in outcome["verdicts"]
        if verdict["exercise"] == exercise.name
    ]
    named = Counter(verdict["misconception"] for verdict in verdicts if verdict["misconception"])
    messages = {verdict["misconception"]: verdict["message"] for verdict in verdicts}
    unnamed = sum(v["state"] == "wrong" and not v["misconception"] for v in verdicts)
    if unnamed:
        named["(none that is known)"] = unnamed
        messages["(none that is known)"] = "The first difference between expected and theirs."
    return {
        "name": exercise.name,
        "title": exercise.title,
        "states": Counter(verdict["state"] for verdict in verdicts).most_common(),
        "misconceptions": [(key, count, messages[key]) for key, count in named.most_common()],
    }


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
            name = verdict["exercise"].split(".")[-1]
            found = verdict["misconception"] or verdict["state"]
            states += [] if verdict["state"] == "right" else [f"{name}: {found}"]
        note = outcome["detail"] or "; ".join(states) or "all right"
        shown = "-" if points is None else f"{points:g}"
        lines.append(
            f"{outcome['student']:{width}}  {outcome['lesson']}  "
            f"{shown:>5} of {max_score(outcome['lesson']):g}  {outcome['status']:8}  {note[:110]}"
        )
    return "\n".join(lines)


def as_csv(columns: Sequence[str], rows: list[dict]) -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def replace(path: Path, text: str) -> None:
    """Write a file aside and rename it, so that nothing half-written stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".tmp")
    aside.write_text(text, "utf-8")
    aside.replace(path)
