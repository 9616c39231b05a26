"""The learner's progress: ``python tools/course.py progress``.

In the students' bundle: ``python -m grader_tests.desk``.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from grader_tests import registry
from grader_tests.desk import kept
from grader_tests.desk.certificate import SELF_ISSUED, NotYet, certificate
from grader_tests.desk.standing import Standing, course_standing, lesson_standing


def main(argv: list[str]) -> int:
    """Show progress, erase it, or write a certificate; return the exit code."""
    arguments = parse(argv)
    if arguments.erase:
        return erase("" if arguments.erase == "all" else arguments.erase)
    if arguments.certificate is not None:
        return write_certificate(arguments.certificate, arguments.out)
    if arguments.json:
        print(json.dumps(as_data()))
    else:
        print(table())
    for path in kept.damaged():
        print(
            f"{path} is damaged and counts nothing; the next check writes it anew.", file=sys.stderr
        )
    return 0


def parse(argv: list[str]) -> argparse.Namespace:
    """The command line of ``progress``."""
    numbers = registry.lesson_numbers()
    called = os.environ.get("COURSE_PROGRAM")
    parser = argparse.ArgumentParser(
        prog=f"{called} progress" if called else "python -m grader_tests.desk",
        description="How far you are, from the checks in your notebooks. It is kept in "
        "{folder} (the environment variable W2V_PROGRESS names another folder), and nowhere "
        "else.".format(folder=str(kept.folder()).replace("%", "%%")),
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    parser.add_argument(
        "--erase",
        choices=[*numbers, "all"],
        metavar="LESSON",
        help="erase what is kept of a lesson (00 to 09), or of all; your notebooks stay",
    )
    parser.add_argument(
        "--certificate",
        metavar="NAME",
        help="write certificate.html and certificate.pdf for NAME, once every exercise is right",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="where the certificate goes (default: this folder)",
    )
    return parser.parse_args(argv)


def standings() -> list[Standing]:
    """One of each lesson, in their order."""
    results = kept.read()
    return [lesson_standing(number, results) for number in registry.lesson_numbers()]


def table() -> str:
    """A bar a lesson, and one for all."""
    total = course_standing()
    rows = [*standings(), total]
    width = max(len(row.title) for row in rows)
    lines = [f"{row.title:{width}}  {row.bar()}  {row.text():>17}" for row in rows]
    lines.insert(-1, "")
    if total.complete:
        lines += ["", 'You have finished the course. For your certificate: --certificate "NAME"']
    are = "is" if total.right == 1 else "are"
    lines += ["", f"{total.right} of {total.exercises} exercises {are} right."]
    return "\n".join(lines)


def as_data() -> dict:
    """The same for ``--json``."""
    fields = ("score", "points", "right", "exercises")
    lessons = dict(zip(registry.lesson_numbers(), standings(), strict=True))
    return {
        "lessons": {
            number: {name: getattr(standing, name) for name in fields}
            for number, standing in lessons.items()
        },
        **{name: getattr(course_standing(), name) for name in fields},
        "folder": str(kept.folder()),
    }


def erase(lesson: str) -> int:
    """Erase what is kept of a lesson, or with "" of all; return the exit code."""
    try:
        count = kept.erase(lesson)
    except OSError as error:
        print(f"Not all could be erased: {error}", file=sys.stderr)
        return 1
    exercises = "one exercise" if count == 1 else f"{count} exercises"
    place = f" of lesson {lesson}" if lesson else ""
    print(f"Erased: what was kept of {exercises}{place}. Your notebooks are as they were.")
    return 0


def write_certificate(name: str, out: Path) -> int:
    """Write it as HTML and, where that can be, as PDF; return the exit code."""
    try:
        paths = certificate(name, out)
    except (NotYet, OSError) as error:
        print(f"No certificate was written. {error}", file=sys.stderr)
        return 1
    print(f"Written: {' and '.join(map(str, paths))}")
    if len(paths) == 1:
        print("The PDF's font lacks letters of this name: print the page from your browser.")
    print(SELF_ISSUED)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
