"""All that was handed in: one notebook a student and lesson, and what became of every file."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from tools import lessons
from tools.collecting import gradescope, lms_names, people, sources, zips
from tools.collecting.people import CANVAS, IN_PLACE, Found, Unknown
from tools.collecting.sources import Source
from tools.collecting.submission import Submission, odd_name, printable

MOMENT = timedelta(minutes=2)  # files written so close together tell no order by their times
EXPECTED = (
    "Expected: <student>/<lesson>/<lesson>.ipynb, files called <student>_<lesson>.ipynb, "
    "or a zip of either or of Canvas, Moodle or Gradescope"
)
TWO_OF_ONE_NAME = "; if these are two students, their files need different names"


@dataclass(frozen=True)
class Line:
    """What became of a recognised file; ``note`` says why it does not count, or not as it is."""

    found: Found
    counts: bool
    note: str = ""


@dataclass(frozen=True)
class Collection:
    """What was handed in, by lesson and student, and each file that was not recognised, with
    the reason."""

    submissions: list[Submission]
    lines: list[Line]
    unknown: list[tuple[str, str]]

    def students(self) -> dict[str, str]:
        """What a student may be called -> the student: the name, and the LMS's id alone."""
        names = {one.student: one.student for one in self.submissions}
        return {line.found.id: line.found.student for line in self.lines if line.found.id} | names


def collect(path: Path, work: Path | None = None, only: str | None = None) -> Collection:
    """Everything in ``path``: a folder, or a zip, which is unpacked below ``work``.

    Without ``work`` no zip is opened.

    Raises:
        ValueError: it holds no submission of a lesson of this course; the message is one line.
    """
    if not path.exists():
        raise ValueError(f"There is no folder or zip {path}.")
    found, unknown = [], []
    unpacked = work / "unpacked" if work else None
    opened, unread = _sources(path, unpacked)
    for source in opened:
        mine, others = people.recognise(source)
        found += mine
        unknown += others
    if unpacked:
        zips.remove_others(unpacked, opened)
    known = [only] if only else lessons.names()
    folders = _students_folders(path, found, unknown) if path.is_dir() else []
    in_place = {(one.entry.parts[0], one.lesson) for one in found if one.form == IN_PLACE}
    found += [
        _odd_place(path, folder, lesson, opened[0])
        for folder in folders
        for lesson in known
        if (folder, lesson) not in in_place and _exists(path / folder / lesson / f"{lesson}.ipynb")
    ]
    found = [one for one in found if one.lesson in known]
    if not found:
        raise ValueError(_nothing(path, known, unread, unknown))
    lines = _lines(found)
    submissions = _handed_in(lines)
    submissions += _not_handed_in(found, unknown, path, folders)
    order = {lesson: number for number, lesson in enumerate(known)}
    submissions.sort(key=lambda one: (order[one.lesson], one.student))
    shown = [(one.source.shown(one.entry), one.reason) for one in unknown]
    return Collection(submissions, lines, unread + shown)


def _sources(path: Path, unpacked: Path | None) -> tuple[list[Source], list[tuple[str, str]]]:
    """The folder or zip itself, or the zips in a folder that holds nothing else to grade."""
    if not path.is_dir():
        if not unpacked:
            raise ValueError(f"{path} is no folder.")
        try:
            return [zips.unpack(path, unpacked)], []
        except zips.BadZip as reason:
            raise ValueError(f"{path} is no folder, and as a zip: {reason}.") from None
    folder, unread = sources.of_folder(path), []
    exports = [entry for entry in folder.entries if _is_export(entry)]
    others = [entry for entry in folder.entries if len(entry.parts) > 1 or entry.is_notebook]
    if not unpacked or not exports or others:
        return [folder], unread
    opened = [folder]
    for entry in exports:
        folder.entries.remove(entry)
        try:
            opened.append(zips.unpack(entry.path, unpacked, entry.parts[-1]))
        except zips.BadZip as reason:
            unread.append((folder.shown(entry), str(reason)))
    return opened, unread


def _is_export(entry: sources.Entry) -> bool:
    """Whether this is a zip that is no student's: those could pretend to be others' files."""
    name = entry.parts[0]
    plain = len(entry.parts) == 1 and name.lower().endswith(".zip") and not entry.path.is_symlink()
    return plain and not lms_names.canvas(name) and not lms_names.moodle((name,))


def _students_folders(path: Path, found: list[Found], unknown: list[Unknown]) -> list[str]:
    """The folders in ``path`` that stand for students, even if they hold nothing."""
    exports = {one.entry.parts[0] for one in found if one.form in people.EXPORTS}
    exports |= {one.entry.parts[0] for one in unknown if not one.student}
    return [
        child.name
        for child in sorted(path.iterdir())
        if child.is_dir()
        and child.name not in exports | sources.NOISE
        and not lms_names.moodle((child.name,))
        and not gradescope.EXPORT.fullmatch(child.name)
    ]


def _odd_place(path: Path, student: str, lesson: str, source: Source) -> Found:
    """What lies in a notebook's place and is no file, or behind a link: reading will tell."""
    entry = sources.of_file(path, (student, lesson, f"{lesson}.ipynb"))
    entry = replace(entry, problem=odd_name(student))
    return Found(printable(student), lesson, source, entry, IN_PLACE, "its place")


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


def _lines(found: list[Found]) -> list[Line]:
    """Which file of each student and lesson counts: the last one that can be graded."""

    def whose(one: Found) -> tuple[str, str]:
        return one.lesson, one.student

    lines, names = [], defaultdict(set)
    for one in found:
        names[_alike(one.student)].add(one.student)
    for _, group in groupby(sorted(found, key=whose), whose):
        attempts = _in_order(list(group))
        usable = [one for one in attempts if not one.entry.problem] or attempts
        last = usable[-1]
        twins = sorted(names[_alike(last.student)] - {last.student})
        alike = f"another name differs only in capitals: {', '.join(twins)}" if twins else ""
        lines.append(Line(last, True, last.entry.problem or alike))
        lines += [Line(one, False, _why_not(one, last)) for one in attempts if one is not last]
    return lines


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _in_order(attempts: list[Found]) -> list[Found]:
    """By time where it tells an order, else by the attempts' numbers; what lies in its place
    is the last of all."""
    times = [one.entry.time for one in attempts]
    told = None not in times and max(times) - min(times) > MOMENT

    def rank(one: Found) -> tuple:
        time = one.entry.time.timestamp() if told else 0
        numbers = (one.upload, one.attempt) if one.upload else (one.attempt, 0)
        return one.form == IN_PLACE, time, numbers, -len(one.entry.parts), one.entry.name

    return sorted(attempts, key=rank)


def _why_not(one: Found, last: Found) -> str:
    if one.entry.problem:
        return f"does not count: {one.entry.problem}"
    by_name = not one.id and not last.id and one.form != people.FOLDER
    return f"does not count: {last.entry.name} does" + (TWO_OF_ONE_NAME if by_name else "")


def _handed_in(lines: list[Line]) -> list[Submission]:
    return [
        Submission(
            one.student,
            one.lesson,
            one.entry.path,
            root=one.entry.root,
            problem=one.entry.problem,
            time=one.entry.time,
            marked_late=one.late,
            canvas_id=one.id if one.form == CANVAS else "",
        )
        for one in (line.found for line in lines if line.counts)
    ]


def _not_handed_in(
    found: list[Found], unknown: list[Unknown], path: Path, folders: list[str]
) -> Iterator[Submission]:
    """A submission without a notebook for each student who lacks a lesson of their class."""
    there = {(one.student, one.lesson) for one in found}
    instead = _instead(found, unknown)
    for class_list in dict.fromkeys(one.class_list for one in found):
        own = [one for one in found if one.class_list == class_list]
        students = dict.fromkeys((one.student for one in own), "")
        if not class_list:
            students |= dict.fromkeys((one.student for one in unknown if one.student), "")
            students |= {printable(name): name for name in folders}
        for lesson in dict.fromkeys(one.lesson for one in own):
            for student, folder in students.items():
                place = path / folder / lesson / f"{lesson}.ipynb"
                if (student, lesson) in there:
                    continue
                if folder and _blocked(place):
                    problem = odd_name(folder)
                    yield Submission(student, lesson, place, root=path, problem=problem)
                elif not folder.startswith("."):  # .git and its like are no students
                    yield Submission(student, lesson, None, instead(student, lesson))


def _instead(found: list[Found], unknown: list[Unknown]) -> Callable[[str, str], str]:
    """(student, lesson) -> a file that the student may have meant for it, or an empty text.

    A notebook that tells no lesson may be of any; a file of another kind only where the student
    handed in nothing else: beside other lessons it is a note.
    """
    handed_in = {one.student for one in found}
    files = defaultdict(list)
    for one in unknown:
        if one.misplaced and (one.lesson or one.entry.is_notebook or one.student not in handed_in):
            files[one.student].append((one.lesson, one.entry))

    def instead(student: str, lesson: str) -> str:
        fitting = [file for file in files[student] if file[0] in (lesson, "")]
        fitting.sort(key=lambda file: (file[0] != lesson, not file[1].is_notebook))
        return fitting[0][1].name if fitting else ""

    return instead


def _nothing(path: Path, known: list[str], unread: list, unknown: list[Unknown]) -> str:
    """Why nothing of what is there can be graded."""
    reasons = unread + [(one.source.shown(one.entry), one.reason) for one in unknown]
    said = "".join(f"\n  {name}: {reason}" for name, reason in reasons[:5])
    more = f"\n  ... and {len(reasons) - 5} more" if len(reasons) > 5 else ""
    of = f"{EXPECTED}, with a lesson of: {', '.join(known)}."
    return f"{path} holds no submissions. {of}{said}{more}"
