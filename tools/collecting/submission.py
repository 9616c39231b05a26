"""One student's notebook of one lesson, and how it is read without trust.

Links are not followed, and what is odd about one student is said of this student only.
"""

import errno
import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tools.repairing.lenient import MAX_BYTES

NAME_LENGTH = 100
FORBIDDEN = '/\\*?[]{}<>:|"'  # nbgrader takes some for patterns, Windows takes none of them


class Unreadable(ValueError):
    """A submission can't be read; the message is a plain reason of one line."""


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one lesson; ``path`` is None where nothing was handed in.

    ``elsewhere`` then names a file of theirs that may be meant for it. ``root`` is the folder
    that is trusted, below which ``path`` lies. ``problem`` says why it can't be graded.
    ``time`` (with a time zone) is None where nobody knows when it was handed in; ``marked_late``
    tells that the export calls it late. ``canvas_id`` is the student's id in Canvas's export.
    """

    student: str
    lesson: str
    path: Path | None
    elsewhere: str = ""
    root: Path | None = None
    problem: str = ""
    time: datetime | None = None
    marked_late: bool = False
    canvas_id: str = ""

    @property
    def name(self) -> str:
        """``student/lesson``, which only one submission has."""
        return f"{self.student}/{self.lesson}"


def printable(name: str) -> str:
    """A name as it can be shown and written; different names stay different."""
    safe = name.isprintable() and "\\" not in name
    return name if safe else name.encode("unicode_escape").decode("ascii")


def odd_name(name: str) -> str:
    """What is wrong with the name of a student, or an empty text."""
    if len(name) > NAME_LENGTH:
        return f"the student's name has more than {NAME_LENGTH} characters"
    if name.startswith((".", "-")):
        return "the student's name begins with a dot or a dash"
    if name != name.strip() or not name.isprintable():
        return "the student's name has control characters or begins or ends with a space"
    if set(name) & set(FORBIDDEN):
        return f"the student's name has one of the characters {FORBIDDEN}"
    return ""


def read(submission: Submission) -> bytes:
    """What was handed in.

    Raises:
        Unreadable: it is no plain file that can be read; the message is one line.
    """
    if submission.problem:
        raise Unreadable(submission.problem)
    return read_below(submission.root, submission.path, MAX_BYTES)


def read_below(root: Path, path: Path, limit: int) -> bytes:
    """A file below ``root``, opened step by step so that nothing is a link when it is used.

    Raises:
        Unreadable: it is no plain file that can be read; the message is one line.
    """
    *folders, file = path.relative_to(root).parts
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    opened = [_open(root, flags, "the folder of submissions can't be read")]
    try:
        for name in folders:
            reason = f"the folder {printable(name)} is a link, no folder, or can't be read"
            opened.append(_open(name, flags | os.O_NOFOLLOW, reason, opened[-1]))
        # Without waiting: the opening of a named pipe would last for ever.
        plain = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        opened.append(_open(file, plain, "the notebook can't be read", opened[-1]))
        return _content(opened[-1], limit)
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _open(name, flags: int, reason: str, within: int | None = None) -> int:
    try:
        return os.open(name, flags, dir_fd=within)
    except OSError as error:
        if not flags & os.O_DIRECTORY and error.errno in (errno.ELOOP, errno.ENXIO):
            reason = "the notebook is not a plain file"  # a link, or a socket
        raise Unreadable(reason) from None


def _content(descriptor: int, limit: int) -> bytes:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise Unreadable("the notebook is not a plain file")
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(limit + 1)
    except OSError:
        raise Unreadable("the notebook can't be read") from None
    if len(content) > limit:
        raise Unreadable(f"the notebook has more than {limit // 1024**2} MiB")
    return content
