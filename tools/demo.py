"""The whole way with a simulated class: make submissions, grade them, say what came out."""

import argparse
import json
import shutil
import sys
from pathlib import Path

from grader_tests.card import rich
from tools import grade, lessons, sandbox
from tools.building.cell_names import grade_id, name_of
from tools.building.notebook import release_notebook
from tools.collecting.collection import collect
from tools.demonstration.students import few_students, simulated_class
from tools.demonstration.trouble import Student
from tools.grading.settings import Settings
from tools.reporting import results


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    parser = argparse.ArgumentParser(prog="course.py demo", description=__doc__)
    parser.add_argument(
        "--lesson", metavar="L", help="every misconception and every kind of trouble in one lesson "
        "(without it: a small class takes the whole course)",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, default=lessons.ROOT / "build" / "demo", metavar="DIR")
    parser.add_argument("--jobs", type=int, default=2, help="default: %(default)s")
    options = parser.parse_args(argv)
    try:
        only = options.lesson and lessons.find(options.lesson)
    except lessons.UnknownLesson as error:
        print(error, file=sys.stderr)
        return 2
    if reason := sandbox.problem():
        print(f"The demo grades in a sandbox, which can't be used: {reason}.", file=sys.stderr)
        return 2
    shutil.rmtree(options.out, ignore_errors=True)
    submitted = options.out / "submitted"
    classes = {only: simulated_class(only)} if only else few_students(lessons.names())
    for name, students in classes.items():
        for student in students:
            hand_in(student, name, submitted)
    number = len(list(submitted.iterdir()))
    print(f"{number} simulated students hand in {only or 'all lessons'}.", file=sys.stderr)
    submissions = collect(submitted, only=only).submissions
    outcomes = grade.grade(submissions, Settings(out=options.out, jobs=options.jobs))
    results.write(outcomes, options.out)
    print(results.table(outcomes))
    print(f"\nLook at {options.out}: report.html for the class, feedback/<student>/<lesson>.html,")
    print("grades.csv and exercises.csv for spreadsheets, gradebook.db for nbgrader's formgrader.")
    surprises = [
        line for name, students in classes.items()
        for line in unexpected(students, name, outcomes, options.out)
    ]  # fmt: skip
    for line in surprises:
        print(f"not as it should be: {line}", file=sys.stderr)
    return 1 if surprises else 0


def hand_in(student: Student, name: str, folder: Path) -> None:
    """Write the student's notebook: the release with their cells in place of the scaffolds."""
    path = folder / student.name / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    if student.file:
        path.write_text(student.file, "utf-8")
        return
    notebook = release_notebook(name)
    scaffolds = lessons.scaffolds(name)
    cells = {
        grade_id(key): lessons.with_answer(scaffolds[key], source)
        for key, source in student.cells.items()
    }
    for cell in notebook.cells:
        cell.source = cells.get(name_of(cell), cell.source)
    if student.change:
        student.change(notebook)
    path.write_text(json.dumps(notebook), "utf-8")  # nbformat would mend what was broken


def unexpected(students: list[Student], name: str, outcomes: list[dict], out: Path) -> list[str]:
    """Where grading one lesson did not find what was planted."""
    surprises = []
    found_of = {o["student"]: o for o in outcomes if o["lesson"] == name}
    for student in students:
        outcome = found_of[student.name]
        if (outcome["status"] == "ungraded") != bool(student.file):
            surprises.append(f"{student.name} is {outcome['status']}: {outcome['detail']}")
        page = out / "feedback" / student.name / f"{name}.html"
        text = page.read_text("utf-8") if page.exists() else ""
        for verdict in outcome["verdicts"]:
            expected = student.expected.get(verdict["exercise"])
            found = verdict["misconception"] or verdict["state"]
            full = verdict["score"] == verdict["max_score"]
            if expected and found != expected:
                surprises.append(f"{student.name}, {verdict['exercise']}: {found}, not {expected}")
            if full != (verdict["state"] == "right"):
                points = f"{verdict['score']:g} points"
                surprises.append(f"{student.name}, {verdict['exercise']}: {points}")
            if rich(verdict["message"]) not in text:
                surprises.append(f"{student.name}: no message of {verdict['exercise']} in feedback")
    return surprises


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
