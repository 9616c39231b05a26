"""A simulated class of any size over several lessons, the hostile and the broken among them."""

from pathlib import Path

from tools.demo import hand_in
from tools.demonstration.students import simulated_class
from tools.demonstration.trouble import Student

LESSONS = ("02-skip-gram-pairs", "04-embedding-loss", "06-subsampling")
LEFT_OUT = ("endless-loop",)  # what becomes of it is a matter of time


def students_of(lesson: str, number: int) -> list[Student]:
    """So many who are as different as the lesson allows."""
    kinds = [one for one in simulated_class(lesson) if one.name not in LEFT_OUT]
    step = max(1, len(kinds) // number)
    return [kinds[place * step % len(kinds)] for place in range(number)]


def hand_in_all(folder: Path, number: int) -> None:
    """``number`` students take all lessons, each time with other answers and other trouble.

    Some hand nothing in for the last lesson, and one has a name that is refused.
    """
    names = [f"student-{place:02}" for place in range(number - 1)] + ["-refused-name"]
    for shift, lesson in enumerate(LESSONS):
        kinds = students_of(lesson, number)
        for place, name in enumerate(names):
            if lesson == LESSONS[-1] and place % 10 == 5:
                continue
            student = kinds[(place + 3 * shift) % number]
            hand_in(Student(name, student.cells, change=student.change, file=student.file),
                    lesson, folder)  # fmt: skip
