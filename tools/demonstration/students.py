"""The simulated class of the demo: who hands in what, and what grading should find."""

import re
from dataclasses import replace

from grader_tests import registry
from grader_tests.exercise import Choice
from tests.answers import bank
from tools.demonstration.trouble import Student, troublesome

LASTING = ("right-0", "right-1", "blank", "misconceptions-01", "misconceptions-02")


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


def few_students(lessons: list[str]) -> dict[str, list[Student]]:
    """A small class that takes several lessons: those who last, and one who makes trouble.

    The trouble is of another kind in each lesson.
    """
    classes = {}
    for number, name in enumerate(lessons):
        students = simulated_class(name)
        kinds = [s for s in students if not s.name.startswith(("right", "blank", "misconceptions"))]
        trouble = replace(kinds[number % len(kinds)], name="trouble")
        classes[name] = [s for s in students if s.name in LASTING] + [trouble]
    return classes


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
