"""``grades.csv`` and ``exercises.csv``."""

from tools.reporting.points import late_penalty, max_score, score
from tools.reporting.spreadsheet import as_csv

GRADES = ("student_id", "lesson", "score", "max_score", "late_penalty", "status", "detail")
EXERCISES = ("student_id", "lesson", "exercise", "score", "max_score", "state", "misconception")


def grade_row(outcome: dict) -> dict:
    """A submission's row; as in nbgrader's own export the score is the one after the penalty."""
    points = score(outcome)
    return {
        "student_id": outcome["student"],
        "lesson": outcome["lesson"],
        "score": "" if points is None else f"{points:g}",
        "max_score": f"{max_score(outcome['lesson']):g}",
        "late_penalty": f"{late_penalty(outcome):g}",
        "status": outcome["status"],
        "detail": outcome["detail"],
    }


def exercise_rows(outcome: dict) -> list[dict]:
    """A submission's lines of ``exercises.csv``."""
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


def grades_csv(outcomes: list[dict]) -> str:
    """The text of ``grades.csv``."""
    return as_csv(GRADES, map(grade_row, outcomes))


def exercises_csv(outcomes: list[dict]) -> str:
    """The text of ``exercises.csv``."""
    return as_csv(EXERCISES, (row for outcome in outcomes for row in exercise_rows(outcome)))
