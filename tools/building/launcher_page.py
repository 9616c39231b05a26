"""``course/README.md``: the page that ``lab`` opens first, made from the lessons' sources."""

import re
from pathlib import Path

from grader_tests import registry
from grader_tests.desk.launcher import CELL, SUMMARY
from grader_tests.desk.standing import TITLES
from tools import lessons

MINUTES = re.compile(r"about\s+(\d+)\s+minutes")
PAGE = """\
# Word embeddings, taken apart

You write the pieces of word2vec yourself, one lesson after another. Click on a lesson, run its
cells from the top (Shift + Enter), and write where it says *YOUR CODE HERE*. If you are new here,
begin with lesson 00.

{summary}

| lesson | what you write | minutes | points |
| --- | --- | ---: | --- |
{rows}

## Where you stand

Each check notes its points on your own disk and sends nothing. In JupyterLab, as the command `lab`
opens it, this page shows them. In a terminal, in the course's folder:

```sh
python tools/course.py progress
python tools/course.py progress --help
```

The second line says where the points are kept and how you erase them. If you got the course as a
zip file, write `.venv/bin/python -m grader_tests.desk` (on Windows
`.venv\\Scripts\\python -m grader_tests.desk`) in place of `python tools/course.py progress`.
"""


def path() -> Path:
    """Where the page is."""
    return lessons.COURSE / "README.md"


def text() -> str:
    """The page, with marks where each learner's own progress will stand."""
    rows = "\n".join(map(_row, lessons.names()))
    return PAGE.format(summary=SUMMARY, rows=rows)


def _row(lesson: str) -> str:
    number = lesson[:2]
    exercises = registry.exercises(number)
    link = f"[{number} {TITLES[number]}]({lesson}/{lesson}.ipynb)"
    names = ", ".join(f"`{exercise.function_name}`" for exercise in exercises)
    points = CELL.format(points=sum(exercise.points for exercise in exercises), number=number)
    return f"| {link} | {names} | {_minutes(lesson)} | {points} |"


def _minutes(lesson: str) -> str:
    """What the lesson's beginning says."""
    found = MINUTES.search(lessons.read(lesson).cells[0].source)
    if found is None:
        source = lessons.source_path(lesson)
        raise lessons.LessonError(f"{source}:1: the first cell should say 'about ... minutes'")
    return found[1]
