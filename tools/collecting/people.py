"""Whose each file of a source is, and of which lesson.

The forms are told apart file by file, and always from the left: what stands further right is of
the student's own naming, and must not make it somebody else's.
"""

import unicodedata
from dataclasses import dataclass, replace

from tools import lessons
from tools.collecting import gradescope, lesson_names, lms_names, times
from tools.collecting.lms_names import Person
from tools.collecting.sources import Entry, Source
from tools.collecting.submission import Unreadable, odd_name, printable, read_below
from tools.repairing.lenient import MAX_BYTES

IN_PLACE, FOLDER, LOOSE = "folder per student", "student's folder", "loose file"
CANVAS, MOODLE, GRADESCOPE = "Canvas", "Moodle", "Gradescope"
EXPORTS = (CANVAS, MOODLE, GRADESCOPE)
NOBODY = {"", "untitled", "homework", "solution", "notebook", "submission", "assignment", "lesson"}
NO_NOTEBOOK, NO_LESSON = "it is no notebook", "neither its name nor its cells name one lesson"


@dataclass(frozen=True)
class Found:
    """A notebook of which is known whose it is, of which lesson, and by which rule."""

    student: str
    lesson: str
    source: Source
    entry: Entry
    form: str
    lesson_by: str
    attempt: int = 0
    upload: int = 0
    late: bool = False
    id: str = ""

    @property
    def class_list(self) -> str:
        """Where students are known by the same id: Moodle has other ids in each assignment."""
        return self.source.label if self.form == MOODLE else ""


@dataclass(frozen=True)
class Unknown:
    """A file that was not recognised; ``student`` is whose folder it lies in, if anybody's, and
    ``place`` its name there, folder by folder."""

    source: Source
    entry: Entry
    reason: str
    student: str = ""
    place: tuple[str, ...] = ()

    @property
    def lesson(self) -> str:
        """The lesson that the file's name or a folder of it tells, or an empty text."""
        *folders, _ = self.place
        told = (lesson_names.from_name(name) for name in (*folders, self.entry.stem))
        return next((named.lesson for named in told if named), "")

    @property
    def misplaced(self) -> bool:
        """Whether it may have been handed in for a lesson of this course: a notebook anywhere
        but in a folder of its own name, any other file where a notebook was expected."""
        if not self.place:
            return False
        *folders, _ = self.place
        if self.entry.is_notebook:
            return folders[-1:] != [self.entry.stem]
        return not folders or bool(self.lesson)


class NotRecognised(ValueError):
    """The message says why, in one line."""


def recognise(source: Source) -> tuple[list[Found], list[Unknown]]:
    """Whose files these are."""
    found, unknown = [], []
    wrapper = _wrapper(source) if source.zipped else 0
    exports, broken = _gradescope_exports(source, wrapper)
    unknown += [Unknown(source, entry, reason) for entry, reason in broken]
    stamps = {entry.parts: entry for entry in source.entries if entry.parts[-1] == times.STAMP}
    for entry in source.entries:
        if entry.refused:
            unknown.append(Unknown(source, entry, entry.refused))
        elif entry.parts[-1] in (times.STAMP, times.SECRET, gradescope.METADATA):
            continue
        else:
            inside = 1 if len(entry.parts) > 1 and entry.parts[:1] in exports else wrapper
            parts = entry.parts[inside:] or entry.parts
            try:
                mine = _found(source, entry, parts, exports)
            except NotRecognised as reason:
                of_lms = len(parts) == 1 or lms_names.moodle(parts) or _exported(entry, exports)
                whose = ("", ()) if of_lms else (printable(parts[0]), parts[1:])
                unknown.append(Unknown(source, entry, str(reason), *whose))
                continue
            found += [_stamped(one, stamps) for one in mine]
    return _without_times_of_the_zip(found), unknown


def _found(source: Source, entry: Entry, parts: tuple[str, ...], exports) -> list[Found]:
    """Whose a file is; of a group's file, everybody's.

    Raises:
        NotRecognised: nobody knows.
    """
    if handed := _exported(entry, exports):
        if not handed.people:
            raise NotRecognised(f"{gradescope.METADATA} names nobody who handed it in")
        named = _lesson(entry, entry.stem, exported=True)
        timed = replace(entry, time=handed.time, time_from=f"{GRADESCOPE}'s metadata")
        timed = timed if handed.time else entry
        return [_of_person(source, timed, GRADESCOPE, one, *named) for one in handed.people]
    if moodle := lms_names.moodle(parts):
        person, file, kind = moodle
        if kind != "file":
            raise NotRecognised(f"it is a text typed into Moodle ({kind}), no notebook")
        stem = file.rpartition(".")[0]
        named = _lesson(entry, stem, exported=True)
        return [_of_person(source, entry, MOODLE, person, *named)]
    if len(parts) == 1 and (canvas := lms_names.canvas(parts[0])):
        person, file = canvas
        stem = file.rpartition(".")[0]
        named = _lesson(entry, stem, exported=True)
        return [_of_person(source, entry, CANVAS, person, *named)]
    if len(parts) == 1:
        return [_loose(source, entry)]
    return [_in_folder(source, entry, parts)]


def _of_person(source, entry, form, person: Person, lesson, by, attempt) -> Found:
    student = printable(person.student)
    problem = entry.problem or odd_name(person.student)
    problem = problem or ("" if entry.is_notebook else NO_NOTEBOOK)
    entry = replace(entry, problem=problem)
    late, upload = person.late, person.upload
    return Found(student, lesson, source, entry, form, by, attempt, upload, late, person.id)


def _loose(source: Source, entry: Entry) -> Found:
    """A file of a flat folder: ``ann_04-embedding-loss.ipynb``, or the two the other way round."""
    named = lesson_names.from_name(entry.stem)
    if named:
        student, attempt = named.before or named.behind, named.attempt
        lesson, by = named.lesson, "file name"
    else:
        lesson, by, _ = _lesson(entry, entry.stem)
        student, attempt = _own_name(entry.stem)
    student = unicodedata.normalize("NFC", student)
    if student.casefold() in NOBODY:
        raise NotRecognised("its name names no student: <student>_<lesson>.ipynb is expected")
    entry = replace(entry, problem=entry.problem or odd_name(student))
    return Found(printable(student), lesson, source, entry, LOOSE, by, attempt)


def _own_name(stem: str) -> tuple[str, int]:
    """A name without what marks a copy behind it: ``ann (2)`` -> ``ann``, 2."""
    for end in range(len(stem), max(len(stem) - 12, 0), -1):
        rest, attempt = lesson_names.without_marks(stem[end:])
        if stem[end : end + 1] in (" ", "(", "-", "_") and not rest and attempt:
            return lesson_names.trimmed(stem[:end]), attempt
    return lesson_names.trimmed(stem), 0


def _in_folder(source: Source, entry: Entry, parts: tuple[str, ...]) -> Found:
    student, known = parts[0], lessons.names()
    problem = entry.problem or odd_name(student)
    entry = replace(entry, problem=problem)
    if len(parts) == 3 and parts[1] in known and parts[2] == f"{parts[1]}.ipynb":
        return Found(printable(student), parts[1], source, entry, IN_PLACE, "its place")
    if problem and not entry.problem:
        raise NotRecognised(problem)
    lesson, by, attempt = _lesson(entry, entry.stem)
    return Found(printable(student), lesson, source, entry, FOLDER, by, attempt)


def _lesson(entry: Entry, stem: str, exported: bool = False) -> tuple[str, str, int]:
    """Lesson, by which rule, and the attempt that the name tells.

    In an export, a file that is no notebook but has a lesson's name is a submission, too.

    Raises:
        NotRecognised: it is no notebook, or nobody knows of which lesson.
    """
    named = lesson_names.from_name(stem)
    if not (entry.is_notebook or (exported and named)):
        raise NotRecognised(entry.problem or NO_NOTEBOOK)
    if named:
        return named.lesson, "file name", named.attempt
    if entry.problem:
        raise NotRecognised(entry.problem)
    try:
        content = read_below(entry.root, entry.path, MAX_BYTES)
    except Unreadable as reason:
        raise NotRecognised(str(reason)) from None
    if lesson := lesson_names.from_exercises(content):
        return lesson, "its exercises", _own_name(stem)[1]
    raise NotRecognised(NO_LESSON)


def _gradescope_exports(source: Source, wrapper: int) -> tuple[dict, list[tuple[Entry, str]]]:
    """Folder of the export -> folder of a submission -> who handed it in; and what is broken.

    A file of this name in any other folder is a student's, and says nothing.
    """
    exports, broken = {}, []
    for entry in source.entries:
        *folders, file = entry.parts
        ours = len(folders) == wrapper or [*map(gradescope.EXPORT.fullmatch, folders)] != [None]
        if file != gradescope.METADATA or entry.refused or not ours or len(folders) > 1:
            continue
        try:
            if entry.problem:
                raise ValueError(entry.problem)
            content = read_below(entry.root, entry.path, gradescope.MAX_BYTES)
            exports[tuple(folders)] = gradescope.read(content)
        except ValueError as reason:
            broken.append((entry, f"{reason}; the names of its folders stand for the students"))
    return exports, broken


def _exported(entry: Entry, exports: dict):
    for folder, submissions in exports.items():
        rest = entry.parts[len(folder) :]
        if entry.parts[: len(folder)] == folder and len(rest) > 1 and rest[0] in submissions:
            return submissions[rest[0]]
    return None


def _wrapper(source: Source) -> int:
    """How many folders at the beginning are of the zip's own making, and no student's.

    One folder around everything is one, unless what it holds would then be nobody's.
    """
    names = [entry.parts for entry in source.entries if not entry.refused]
    if not names or len({parts[0] for parts in names}) > 1 or min(map(len, names)) < 2:
        return 0
    inside = [parts[1:] for parts in names]
    students = {parts[0] for parts in inside if len(parts) > 1}
    if students & set(lessons.names()):
        return 0
    loose = [parts[0] for parts in inside if len(parts) == 1]
    owned = [name for name in loose if lms_names.canvas(name) or _names_a_student(name)]
    if lms_names.moodle(names[0][:1]) or (loose and not owned and not students):
        return 0
    return 1


def _names_a_student(file: str) -> bool:
    named = lesson_names.from_name(file.rpartition(".")[0])
    return bool(named and (named.before or named.behind))


def _stamped(found: Found, stamps: dict) -> Found:
    """With the time of nbgrader's ``timestamp.txt``, where nbgrader may have written it.

    In an export of an LMS such a file is the student's own, and says nothing.
    """
    if found.form not in (IN_PLACE, FOLDER) or len(found.entry.parts) < 3:
        return found
    stamp = stamps.get((*found.entry.parts[:-1], times.STAMP))
    if stamp is None or stamp.problem:
        return found
    try:
        content = read_below(stamp.root, stamp.path, times.STAMP_BYTES)
    except Unreadable:
        return found
    time = times.from_stamp(content)
    if time is None:
        return found
    return replace(
        found, entry=replace(found.entry, time=time, time_from=f"nbgrader's {times.STAMP}")
    )


def _without_times_of_the_zip(found: list[Found]) -> list[Found]:
    """Canvas's and Moodle's zips tell when they were made, not when a student handed in."""
    exported = [one for one in found if one.form in (CANVAS, MOODLE)]
    known = [one.entry.time for one in exported if one.entry.time]
    if not times.of_the_zip(known):
        return found
    return [
        replace(one, entry=replace(one.entry, time=None, time_from=times.UNKNOWN))
        if one.form in (CANVAS, MOODLE)
        else one
        for one in found
    ]
