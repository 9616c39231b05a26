"""What students were given: the scaffold of each exercise, and how lessons are called."""

from functools import cache

from tools import lessons


@cache
def scaffolds(lesson: str) -> dict[str, str]:
    """Exercise -> its cell as released; empty for a lesson that the course no longer has."""
    if not lessons.source_path(lesson).exists():
        return {}
    return {name: lessons.with_answer(cell) for name, cell in lessons.scaffolds(lesson).items()}


def readable(lesson: str) -> str:
    """For example "Lesson 04: embedding loss"."""
    number, _, name = lesson.partition("-")
    return f"Lesson {number}: {name.replace('-', ' ')}"
