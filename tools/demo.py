"""The whole way with a simulated class: make submissions, grade them, say what came out."""

import argparse
import json
import shutil
import sys
from argparse import Namespace
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from grader_tests import registry
from grader_tests.exercise import Choice
from grader_tests.verdict import rich
from tests.answers import bank
from tools import grade, lesson, results, sandbox
from tools.build import student_path
from tools.notebook import grade_id
from tools.submissions import collect

LOOP = "while True:\n    pass"
SYNTAX_ERROR = "def oops(:\n    return"
ENDS_PYTHON = "import os\nos._exit(1)"


@dataclass
class Student:
    """A simulated student: the cell for each exercise, and what grading should find.

    ``expected`` maps an exercise's name to a state or to a misconception's id.
    """

    name: str
    cells: dict[str, str] = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=dict)
    file: str = ""  # handed in instead of a notebook


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="course.py demo", description=__doc__)
    parser.add_argument("--lesson", default="04-embedding-loss", help="default: %(default)s")
    parser.add_argument("--out", type=Path, default=lesson.ROOT / "build" / "demo", metavar="DIR")
    parser.add_argument("--jobs", type=int, default=2, help="default: %(default)s")
    options = parser.parse_args(argv)
    try:
        name = lesson.find(options.lesson)
    except lesson.UnknownLesson as error:
        print(error, file=sys.stderr)
        return 2
    if reason := sandbox.problem():
        print(f"The demo grades in a sandbox, which can't be used: {reason}.", file=sys.stderr)
        return 2
    shutil.rmtree(options.out, ignore_errors=True)
    students = simulated_class(name)
    for student in students:
        hand_in(student, name, options.out / "submitted")
    print(f"{len(students)} simulated students hand in {name}.", file=sys.stderr)
    outcomes = grade.grade(
        collect(options.out / "submitted", name),
        Namespace(
            path=options.out / "submitted",
            out=options.out,
            jobs=options.jobs,
            again=True,
            sandbox="bwrap",
        ),
    )
    results.write(outcomes, options.out)
    print(results.table(outcomes))
    surprises = unexpected(students, outcomes, options.out)
    print(f"\nLook at {options.out}: report.html for the class, feedback/<student>/{name}.html,")
    print("grades.csv and exercises.csv for spreadsheets, gradebook.db for nbgrader's formgrader.")
    for line in surprises:
        print(f"not as it should be: {line}", file=sys.stderr)
    return 1 if surprises else 0


def simulated_class(name: str) -> list[Student]:
    """Right in two styles, every misconception, blank, and broken in several ways."""
    exercises = registry.exercises(name)
    answers = {exercise.name: _answers(exercise) for exercise in exercises}
    students = [
        Student(
            f"right-{style}",
            {key: rights[style] for key, (rights, _) in answers.items()},
            dict.fromkeys(answers, "right"),
        )
        for style in range(2)
    ]
    for row in range(max(len(wrongs) for _, wrongs in answers.values())):
        there = {key: wrongs[row] for key, (_, wrongs) in answers.items() if row < len(wrongs)}
        student = Student(f"misconceptions-{row + 1:02}")
        for key, (misconception, source) in there.items():
            student.cells[key], student.expected[key] = source, misconception
        students.append(student)
    everywhere = dict.fromkeys(answers, "not attempted")
    first, second = exercises[0].name, exercises[min(1, len(exercises) - 1)].name
    students.append(Student("blank", {}, everywhere))
    students.append(Student("syntax-error", dict.fromkeys(answers, SYNTAX_ERROR)))
    students[-1].expected = dict.fromkeys(answers, "error")
    students.append(Student("endless-loop", {first: LOOP}, everywhere | {first: "timeout"}))
    students.append(Student("ends-python", {second: ENDS_PYTHON}, everywhere | {second: "killed"}))
    students.append(Student("no-json", file="this is no notebook"))
    students.append(Student("no-cells", file=_notebook_without_cells(name)))
    return students


def _answers(exercise) -> tuple[list[str], list[tuple[str, str]]]:
    """Right cells, and (misconception, cell) for every misconception of an exercise."""
    if isinstance(exercise, Choice):
        return _choices(exercise)
    blocks = bank.blocks(exercise.name)
    rights = [block.source for block in blocks if block.kind == "right"]
    wrongs = {
        block.misconception: block.source
        for block in reversed(blocks)
        if block.kind == "wrong" and block.misconception
    }
    return rights, [(m.id, wrongs[m.id]) for m in exercise.misconceptions if m.id in wrongs]


def _choices(choice: Choice) -> tuple[list[str], list[tuple[str, str]]]:
    right = {key: question.right for key, question in choice.questions.items()}
    wrongs = []
    for key, question in choice.questions.items():
        for letter, option in question.options.items():
            if letter != question.right:
                source = f"{choice.answer_name} = {right | {key: letter}!r}"
                wrongs.append((option.misconception or f"{key}-{letter}", source))
    return [f"{choice.answer_name} = {right!r}"] * 2, wrongs


def hand_in(student: Student, name: str, folder: Path) -> None:
    """Write the student's notebook: the release with their cells in place of the scaffolds."""
    path = folder / student.name / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    if student.file:
        path.write_text(student.file, "utf-8")
        return
    notebook = nbformat.read(student_path(name), as_version=4)
    scaffolds = lesson.scaffolds(name)
    cells = {
        grade_id(registry.find(key)): lesson.with_answer(scaffolds[key], source)
        for key, source in student.cells.items()
    }
    for cell in notebook.cells:
        cell_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = cells.get(cell_id, cell.source)
    nbformat.write(notebook, path)


def _notebook_without_cells(name: str) -> str:
    notebook = json.loads(student_path(name).read_text("utf-8"))
    return json.dumps(notebook | {"cells": notebook["cells"][:3]})


def unexpected(students: list[Student], outcomes: list[dict], out: Path) -> list[str]:
    """Where grading did not find what was planted."""
    surprises = []
    for student, outcome in ((s, o) for s in students for o in outcomes if o["student"] == s.name):
        if (outcome["status"] == "ungraded") != bool(student.file):
            surprises.append(f"{student.name} is {outcome['status']}: {outcome['detail']}")
        page = out / "feedback" / student.name / f"{outcome['lesson']}.html"
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
