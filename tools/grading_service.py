"""Grades single submissions for another process: a line of JSON in, a line of JSON out.

It ends when its standard input does, and when it was not asked for a while, as the sandbox's warm
process takes half a gigabyte of memory.
"""

import json
import os
import select
import sys
from pathlib import Path

from tools import grade, lesson, own_process, results
from tools.grading_run import Run
from tools.submissions import Submission

IDLE = 600  # seconds


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else is printed is no answer
    run = None
    while select.select([sys.stdin], [], [], IDLE)[0] and (line := sys.stdin.readline()):
        question = json.loads(line)
        if run is None:
            run = started(Path(question["logs"]))
        print(json.dumps(outcome(run, Path(question["notebook"]))), file=answers, flush=True)
    if run:
        run.kernels.__exit__(None, None, None)


def started(logs: Path) -> Run:
    """A run of `grade` without its gradebook: nbgrader saves the points."""
    run = Run(grade.parser().parse_args([str(logs), "--out", str(logs), "--again"]))
    run.kernels.__enter__()
    run.kernels.start()
    own_process.preload("tools.grade_one")
    return run


def outcome(run: Run, notebook: Path) -> dict:
    """What becomes of the submission ``<student>/<lesson>/<lesson>.ipynb``."""
    submission = Submission(notebook.parts[-3], notebook.stem, notebook, root=notebook.parents[2])
    if submission.lesson not in lesson.lessons():
        return results.outcome(submission, "ungraded", "it is no lesson of this course")
    return run.outcome(submission)


if __name__ == "__main__":
    main()
