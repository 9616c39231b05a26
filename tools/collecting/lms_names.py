"""The names that Canvas and Moodle give to what they export, and names of loose files.

Canvas (instructure/canvas-lms, lib/content_zipper.rb) exports one flat zip of files called
``<name>_<user id>_<attachment id>_<name of the file>``. The name is the sortable one ("Doe,
Jane"), in lower case and without anything but letters, digits and "_": ``doejane``; for a group
it is the group's. Behind it stands ``LATE`` where Canvas calls the submission late. Anonymous
assignments have ``anon_<id>`` in place of name and user. The same file uploaded again gets
``-1``, ``-2`` behind its name. Text entries and links become ``..._text.html``, ``..._link.html``.

Moodle (moodle mod/assign/classes/downloader.php) calls a student ``<full name>_<id>`` with the
"_" of names turned into spaces, and the file ``<student>_assignsubmission_file/<path>`` (before
version 4 with one more "_" behind it) or, if downloads "in folders" are turned off,
``<student>_assignsubmission_file_<name of the file>``. The id is the student's in *this*
assignment, another one in the next. Blind marking has ``Participant_<id>``, team submissions
``<group>_<group's id>``, ``Default group`` without an id, or (older) ``<group>-<full name>_<id>``.
A site may put the user name before the full name.

Whatever a student names a file comes last, so the first match from the left is the system's.
"""

import re
import unicodedata
from typing import NamedTuple

CANVAS = re.compile(
    r"(?P<name>[-\w]+?)_(?P<late>late_)?(?P<id>\d+)_(?P<file>\d+)_(?P<original>.+)",
    re.IGNORECASE | re.DOTALL,
)
CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>late_)?(?P<name>anon)_(?P<id>[^\W_]+)_(?P<file>\d+)_(?P<original>.+)",
    re.IGNORECASE | re.DOTALL,
)
MOODLE = re.compile(
    r"(?P<who>.+?)_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<original>.*))?", re.DOTALL
)
MOODLE_WHO = re.compile(r"(?P<name>.+)_(?P<id>\d+)", re.DOTALL)


class Person(NamedTuple):
    """Whom an export names; ``id`` is the system's, "" where it gives none."""

    name: str
    id: str
    late: bool = False
    upload: int = 0  # Canvas's number of the uploaded file: a later one has a higher number

    @property
    def student(self) -> str:
        """A name that people read, kept apart by the id from others of the same name."""
        return "_".join(filter(None, (self.name, self.id)))


def canvas(file: str) -> tuple[Person, str] | None:
    """Who handed in a file of Canvas's, and what they had called it."""
    found = CANVAS_ANONYMOUS.fullmatch(file) or CANVAS.fullmatch(file)
    if not found:
        return None
    # Digits of other scripts, and numbers without an end, are no ids of Canvas's.
    if not found["file"].isascii() or not found["id"].isascii() or len(found["file"]) > 30:
        return None
    late = bool(found["late"])
    return Person(found["name"], found["id"], late, int(found["file"])), found["original"]


def moodle(parts: tuple[str, ...]) -> tuple[Person, str, str] | None:
    """Who handed in a file of Moodle's, what they had called it, and by which kind of form."""
    found = MOODLE.fullmatch(parts[0])
    if not found:
        return None
    who = MOODLE_WHO.fullmatch(found["who"])
    name, number = (who["name"], who["id"]) if who else (found["who"], "")
    person = Person(unicodedata.normalize("NFC", name.strip()), number)
    return person, parts[-1] if len(parts) > 1 else found["original"] or "", found["kind"]
