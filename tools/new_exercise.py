"""Make the skeleton of an exercise: all files that an exercise consists of, ready to be built.

The skeleton is a small exercise that works. Lines marked YOURS are to be written by the author.
"""

import argparse
import ast
import builtins
import keyword
import re
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import grader_tests.exercise
from grader_tests import registry
from tools import lessons
from tools.building.notebook import teaching_notebook
from w2vlib.write_aside import write_text

TEMPLATES = Path(__file__).parent / "templates" / "new_exercise"
PARTS = ("exercise", "answers", "lesson")  # of a skeleton, each a template
NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


class NotMade(ValueError):
    """The exercise can't be made; the message says why, and nothing was changed."""


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    parser = argparse.ArgumentParser(prog="course.py new-exercise", description=__doc__)
    parser.add_argument("lesson", metavar="LESSON", help='"04", or "04-embedding-loss"')
    parser.add_argument("name", metavar="NAME", help="of the function that learners write")
    options = parser.parse_args(argv)
    try:
        lesson = lessons.find(options.lesson)
        made = skeleton(lesson, options.name)
        write_all(made)
    except (NotMade, lessons.UnknownLesson, lessons.LessonError, OSError) as error:
        print(f"No exercise was made: {error}", file=sys.stderr)
        return 2
    print(told(lesson, options.name, made))
    return 0


def skeleton(lesson: str, name: str) -> dict[Path, str]:
    """The new text of each file that belongs to exercise ``name``; nothing is written.

    Raises:
        NotMade: it can't be called so.
        LessonError: the lesson itself can't be built or read; the message names file and line.
    """
    number, constant = lesson[:2], name.upper()
    teaching_notebook(lesson)  # a lesson that is broken already is told first
    exercise = lessons.ROOT / "grader_tests" / f"exercise_{number}_{name}.py"
    answers = lessons.ROOT / "tests" / "answers" / f"{number}.{name}.py"
    module = lessons.ROOT / "grader_tests" / f"lesson_{number}.py"
    _check_name(number, name, module)
    for path in (exercise, answers):
        if path.exists():
            raise NotMade(f"there is already {path}.")
    fill = {"number": number, "name": name, "constant": constant}
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True
    )
    text = {part: environment.get_template(f"{part}.py.jinja").render(fill) for part in PARTS}
    return {
        exercise: text["exercise"],
        answers: text["answers"],
        module: _listed(module, exercise.stem, constant),
        lessons.source_path(lesson): _with_cells(lesson, text["lesson"]),
    }


def _check_name(number: str, name: str, module: Path) -> None:
    if not NAME.fullmatch(name):
        raise NotMade(
            f"{name!r} should be the name of a function: small letters, digits and _, up to 40."
        )
    if keyword.iskeyword(name) or hasattr(builtins, name):
        raise NotMade(f"{name!r} has a meaning in Python; choose another name.")
    known = [*registry.exercises(number), *registry.predictions(number)]
    if f"{number}.{name}" in {item.name for item in known}:
        raise NotMade(f"lesson {number} already has an exercise or prediction {name!r}.")
    taken = {node.id for node in ast.walk(_parsed(module)) if isinstance(node, ast.Name)}
    if name.upper() in taken or hasattr(grader_tests.exercise, name.upper()):
        raise NotMade(f"{name.upper()} has a meaning in {module}; choose another name.")


def _listed(module: Path, exercise_module: str, constant: str) -> str:
    """The lesson's module with the exercise imported, and last in ``EXERCISES``."""
    tree, lines = _parsed(module), module.read_text("utf-8").split("\n")
    values = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXERCISES"
    ]
    if not (values and isinstance(values[-1], ast.Tuple) and values[-1].elts):
        raise NotMade(f"{module}:1: EXERCISES should be a tuple of names: (FIRST, SECOND).")
    names = [*(ast.unparse(element) for element in values[-1].elts), constant]
    row = f"({', '.join(names)})"
    if len(f"EXERCISES = {row}") > 100:
        row = "\n".join(["(", *(f"    {name}," for name in names), ")"])
    start, end = values[-1].lineno - 1, values[-1].end_lineno
    lines[start:end] = f"EXERCISES = {row}".split("\n")
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    before = [node for node in imports if (node.module or "") < f"grader_tests.{exercise_module}"]
    place = max((node.end_lineno for node in before), default=imports[0].lineno - 1)
    lines.insert(place, f"from grader_tests.{exercise_module} import {constant}")
    return "\n".join(lines)


def _with_cells(lesson: str, cells: str) -> str:
    """The lesson's source with ``cells`` behind those of its last exercise."""
    lines = lessons.source_path(lesson).read_text("utf-8").split("\n")
    asked = ["exercise" in cell.metadata for cell in lessons.read(lesson).cells]
    markers = [marker for marker, _ in lessons.places(lesson)]
    after = len(asked) - asked[::-1].index(True) if True in asked else len(asked)
    place = markers[after] - 1 if after < len(markers) else len(lines)
    return "\n".join([*lines[:place], *cells.rstrip("\n").split("\n"), "", *lines[place:]])


def _parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def write_all(made: dict[Path, str]) -> None:
    """Write the files: all of them or, after an error, none.

    Raises:
        OSError: one could not be written.
    """
    before = {path: path.read_text("utf-8") if path.exists() else None for path in made}
    try:
        for path, text in made.items():
            write_text(path, text)
    except OSError:
        for path, text in before.items():
            if text is None:
                path.unlink(missing_ok=True)
            elif path.read_text("utf-8") != text:
                write_text(path, text)
        raise


def told(lesson: str, name: str, made: dict[Path, str]) -> str:
    """What was made, where, and what comes next."""
    exercise, answers, module, source = (path.relative_to(lessons.ROOT) for path in made)
    line = lessons.scaffold_line(lesson, f"{lesson[:2]}.{name}")
    return f"""\
Exercise {lesson[:2]}.{name} is made. It works as it is; lines marked YOURS are for you to write:
  {exercise}: what is right, what is wrong and why
  {source}:{line}: its text, scaffold and solution
  {answers}: right and wrong answers, to try the grader with
  {module}: lists it as the lesson's last
Then:
  python tools/course.py build {lesson[:2]}
  python tools/course.py test -- tests/grader_tests/test_sweep.py -k {lesson[:2]}.{name}"""


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
