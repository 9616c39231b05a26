"""Grades single submissions for another process: a line of JSON in, a line of JSON out.

It ends when its standard input does, and when it was not asked for a while, as the sandbox's warm
process takes half a gigabyte of memory.
"""

import contextlib
import json
import os
import select
import sys
from pathlib import Path

from tools import lessons
from tools.collecting.submission import Submission
from tools.grading.place import Place
from tools.grading.run import Run
from tools.grading.settings import Settings
from tools.reporting import results

IDLE = 600  # seconds


def main() -> None:
    """Answer one line after another."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else is printed is no answer
    with contextlib.ExitStack() as stack:
        run = place = None
        while select.select([sys.stdin], [], [], IDLE)[0] and (line := sys.stdin.readline()):
            question = json.loads(line)
            if run is None:
                # A run of `grade` without its gradebook: nbgrader saves the points.
                settings = Settings(out=Path(question["logs"]), again=True)
                run, place = Run(settings), stack.enter_context(Place("warm"))
            said = outcome(run, place, Path(question["notebook"]))
            print(json.dumps(said), file=answers, flush=True)


def outcome(run: Run, place: Place, notebook: Path) -> dict:
    """What becomes of the submission ``<student>/<lesson>/<lesson>.ipynb``."""
    submission = Submission(notebook.parts[-3], notebook.stem, notebook, root=notebook.parents[2])
    if submission.lesson not in lessons.names():
        return results.outcome(submission, "ungraded", "it is no lesson of this course")
    if known := run.settled(submission):
        return known
    for job in run.jobs([submission]):
        return run.outcome(submission, place.grade(job))
    return run.lost(submission)


if __name__ == "__main__":
    main()
