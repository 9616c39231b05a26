"""The whole way with a simulated class: make submissions, grade them, say what came out."""

import argparse
import json
import re
import shutil
import sys
from pathlib import Path

import nbformat

from grader_tests import registry
from grader_tests.exercise import Choice
from grader_tests.verdict import rich
from tests.answers import bank
from tools import grade, lesson, results, sandbox
from tools.build import student_path
from tools.demo_trouble import Student, troublesome
from tools.notebook import grade_id
from tools.submissions import collect


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
    submitted = options.out / "submitted"
    arguments = [str(submitted), "--out", str(options.out), "--jobs", str(options.jobs)]
    outcomes = grade.grade(collect(submitted, name), grade.parser().parse_args(arguments))
    results.write(outcomes, options.out)
    print(results.table(outcomes))
    surprises = unexpected(students, outcomes, options.out)
    print(f"\nLook at {options.out}: report.html for the class, feedback/<student>/{name}.html,")
    print("grades.csv and exercises.csv for spreadsheets, gradebook.db for nbgrader's formgrader.")
    for line in surprises:
        print(f"not as it should be: {line}", file=sys.stderr)
    return 1 if surprises else 0


def simulated_class(name: str) -> list[Student]:
    """Right in two styles, every misconception, and every kind of trouble."""
    exercises = registry.exercises(name)
    answers = {exercise.name: _answers(exercise, exercises) for exercise in exercises}
    students = [
        Student(
            f"right-{style}",
            {key: rights[style] for key, (rights, _) in answers.items()},
            dict.fromkeys(answers, "right"),
        )
        for style in range(2)
    ]
    confused = []
    for exercise in exercises:
        for misconception, source in answers[exercise.name][1]:
            needed = _calls(source, exercise, exercises)
            student = next((s for s in confused if _has_room(s, exercise.name, needed)), None)
            if student is None:
                confused.append(student := Student(f"misconceptions-{len(confused) + 1:02}"))
            student.cells[exercise.name] = source
            student.expected[exercise.name] = misconception
            for name in needed:
                student.cells[name], student.expected[name] = answers[name][0][0], "right"
    students += confused
    return students + troublesome(exercises, students[0].cells)


def _calls(source: str, exercise, exercises) -> list[str]:
    """The other exercises whose functions an answer calls; they must be right beside it."""
    others = (other for other in exercises if other is not exercise)
    return [o.name for o in others if re.search(rf"(?<![.\w]){o.answer_name}\b", source)]


def _has_room(student: Student, name: str, needed: list[str]) -> bool:
    """Whether the student has no answer yet, and none that is wrong where it must be right."""
    return name not in student.cells and all(
        student.expected.get(other, "right") == "right" for other in needed
    )


def _answers(exercise, exercises) -> tuple[list[str], list[tuple[str, str]]]:
    """Right cells, and (misconception, cell) for every misconception of an exercise."""
    if isinstance(exercise, Choice):
        return _choices(exercise)
    blocks = bank.blocks(exercise.name)
    rights = [block.source for block in blocks if block.kind == "right"]
    wrongs = {}
    for block in blocks:
        if block.kind == "wrong" and block.misconception:
            wrongs.setdefault(block.misconception, []).append(block.source)

    def calls(source: str) -> int:
        return len(_calls(source, exercise, exercises))

    known = (m.id for m in exercise.misconceptions if m.id in wrongs)
    return rights, [(key, min(wrongs[key], key=calls)) for key in known]


def _choices(choice: Choice) -> tuple[list[str], list[tuple[str, str]]]:
    right = {key: question.right for key, question in choice.questions.items()}
    wrongs = []
    for key, question in choice.questions.items():
        for letter in question.options:
            if letter != question.right:
                source = f"{choice.answer_name} = {right | {key: letter}!r}"
                wrongs.append((question.misconception(letter, key), source))
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
    if student.change:
        student.change(notebook)
    path.write_text(json.dumps(notebook), "utf-8")  # nbformat would mend what was broken


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
