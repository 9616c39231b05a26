"""What a run of the grader has written."""

import csv
import sqlite3
from pathlib import Path


def everything(out: Path) -> dict:
    """What the tables and the gradebook say."""
    with (out / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with sqlite3.connect(out / "gradebook.db") as database:
        scores = database.execute(
            "select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade "
            "join base_cell on grade.cell_id = base_cell.id "
            "join submitted_notebook on grade.notebook_id = submitted_notebook.id "
            "join submitted_assignment on submitted_notebook.assignment_id = "
            "submitted_assignment.id order by 1, 2"
        ).fetchall()
    return {"rows": rows, "scores": scores}
