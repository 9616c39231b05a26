"""What was handed in, for all who only want to read it; ``tools.collecting`` finds it."""

from pathlib import Path

from tools.collecting import collection
from tools.collecting.submission import Submission, Unreadable, odd_name, printable, read
from tools.lenient import MAX_BYTES

__all__ = ["MAX_BYTES", "Submission", "Unreadable", "collect", "odd_name", "printable", "read"]


def collect(folder: Path, only: str | None = None) -> list[Submission]:
    """All submissions in ``folder``, and a missing one for each student who lacks a lesson.

    Raises:
        ValueError: the folder holds no submission of a lesson of this course.
    """
    return collection.collect(folder, None, only).submissions
