"""What was handed in: ``<folder>/<student>/<lesson>/<lesson>.ipynb``.

Nothing in the folder is trusted: links are not followed, and what is odd about one student is
said of this student only.
"""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from tools import lesson as lessons
from tools.lenient import MAX_BYTES

NAME_LENGTH = 100
FORBIDDEN = '/\\*?[]{}<>:|"'  # nbgrader takes some for patterns, Windows takes none of them
DEPTH = 4  # of the folders in which a notebook that lies elsewhere is looked for


class Unreadable(ValueError):
    """A submission can't be read; the message is a plain reason of one line."""


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one lesson; ``path`` is None where nothing was handed in.

    ``elsewhere`` is a notebook of theirs that lies where none is expected.
    """

    student: str
    lesson: str
    path: Path | None
    elsewhere: Path | None = None

    @property
    def name(self) -> str:
        return f"{self.student}/{self.lesson}"


def collect(folder: Path, only: str | None = None) -> list[Submission]:
    """All submissions in ``folder``, and a missing one for each student who lacks a lesson.

    Raises:
        ValueError: the folder holds no submission of a lesson of this course.
    """
    if not folder.is_dir():
        raise ValueError(f"There is no folder {folder}.")
    known = [only] if only else lessons.lessons()
    students = sorted(path.name for path in folder.iterdir() if path.is_dir())
    paths = {
        (s, lesson): folder / s / lesson / f"{lesson}.ipynb" for s in students for lesson in known
    }
    there = {key for key, path in paths.items() if _exists(path)}
    handed_in = [lesson for lesson in known if any(key[1] == lesson for key in there)]
    if not handed_in:
        raise ValueError(
            f"{folder} holds no submissions. Expected: <student>/<lesson>/<lesson>.ipynb, "
            f"with a lesson of: {', '.join(known)}."
        )
    submissions = []
    for lesson in handed_in:
        for student in students:
            path = paths[student, lesson]
            found = (student, lesson) in there or _blocked(path)
            if not found and student.startswith("."):
                continue  # .git and its like are no students
            elsewhere = None if (folder / student).is_symlink() else misplaced(folder / student)
            submissions.append(
                Submission(printable(student), lesson, path if found else None, elsewhere)
            )
    return submissions


def _exists(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True


def _blocked(path: Path) -> bool:
    """Whether something stands in the way to a notebook, so that it can't be called missing."""
    if os.path.islink(path.parents[1]) or os.path.islink(path.parent):
        return True
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def misplaced(folder: Path) -> Path | None:
    """A notebook in a student's folder that lies in no lesson's place, as a loose copy does."""
    for place, folders, files in os.walk(folder):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(f for f in folders if f != ".ipynb_checkpoints" and depth < DEPTH)
        for file in sorted(files):
            path = Path(place, file)
            shown = str(path.relative_to(folder)).isprintable()  # it is named in the tables
            if path.suffix == ".ipynb" and path.parent.name != path.stem and shown:
                return path
    return None


def printable(name: str) -> str:
    """The name of a student as it can be shown and written; different names stay different."""
    safe = name.isprintable() and "\\" not in name
    return name if safe else name.encode("unicode_escape").decode("ascii")


def odd_name(name: str) -> str:
    """What is wrong with the name of a student's folder, or an empty text."""
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
    """What was handed in, opened step by step so that nothing is a link when it is used.

    Raises:
        Unreadable: it is no plain file that can be read; the message is one line.
    """
    student, lesson, file = submission.path.parts[-3:]
    if reason := odd_name(student):
        raise Unreadable(reason)
    folder = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    top = _open(submission.path.parents[2], folder, "the folder of submissions can't be read")
    opened = [top]
    try:
        for name in (student, lesson):
            reason = f"the folder {printable(name)} is a link, no folder, or can't be read"
            opened.append(_open(name, folder | os.O_NOFOLLOW, reason, opened[-1]))
        # Without waiting: the opening of a named pipe would last for ever.
        plain = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        opened.append(_open(file, plain, "the notebook can't be read", opened[-1]))
        return _content(opened[-1])
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


def _content(descriptor: int) -> bytes:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise Unreadable("the notebook is not a plain file")
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise Unreadable("the notebook can't be read") from None
    if len(content) > MAX_BYTES:
        raise Unreadable(f"the notebook has more than {MAX_BYTES // 1024**2} MiB")
    return content
