"""nbgrader as it comes, on a folder of submissions: a program of its own for ``bench grading``.

It runs test cells in the student's kernel, one submission at a time, without a sandbox.
"""

import json
import os
import shutil
import sys
import time
import warnings
from pathlib import Path
from unittest import mock

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets.config import Config

from tools import lessons
from tools.nbgrader_config import COURSE, let_alembic_be_found


def measured(name: str, submitted: Path, folder: Path) -> dict:
    """Seconds in all and in students' cells, and which scores there were."""
    let_alembic_be_found()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # a message on stderr would cost points
    c = Config()
    c.CourseDirectory.root = str(folder)
    c.CourseDirectory.course_id = COURSE
    c.CourseDirectory.db_url = f"sqlite:///{folder / 'gradebook.db'}"
    c.CourseDirectory.assignment_id = name
    c.Execute.timeout = 120
    c.Execute.extra_arguments = ["--log-level=ERROR"]
    source = folder / "source" / name
    source.mkdir(parents=True)
    shutil.copy(lessons.SOLUTIONS / name / f"{name}.ipynb", source)
    shutil.copytree(submitted, folder / "submitted")
    cell_seconds = []
    run_cell = Execute.preprocess_cell

    def timed(self, cell, *arguments):
        started = time.monotonic()
        try:
            return run_cell(self, cell, *arguments)
        finally:
            cell_seconds.append(time.monotonic() - started)

    with mock.patch.object(Execute, "preprocess_cell", timed):
        for converter in (GenerateAssignment, Autograde, GenerateFeedback):
            converter(coursedir=CourseDirectory(config=c), config=c).start()
    with Gradebook(c.CourseDirectory.db_url, COURSE) as gradebook:
        scores = {submission.score for submission in gradebook.find_assignment(name).submissions}
    return {"cell_seconds": sum(cell_seconds), "scores": sorted(scores)}


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # nbgrader's own, which would stand between the lines
    print(json.dumps(measured(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
