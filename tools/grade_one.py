"""Grade one submission in a process of its own: ``python -m tools.grade_one JOB`` (JSON)."""

import json
import os
import sys
import tempfile
import warnings
from pathlib import Path

from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from tools import sandbox
from tools.nbgrader_config import grading_config


def main(job: dict) -> None:
    """``job``: work, database, lesson, student, sandbox, verdicts, seed (0 draws a new one)."""
    warnings.filterwarnings("ignore")
    config = grading_config(Path(job["work"]), job["database"], job["lesson"], job["student"])
    with tempfile.TemporaryDirectory(prefix="w2v-") as private:  # short: socket paths are limited
        folder = sandbox.kernel_folder(Path(private, "jupyter"), job["sandbox"])
        os.environ["JUPYTER_PATH"] = str(folder)
        connection = Path(private, "connection")
        connection.mkdir(mode=0o700)
        config.KernelManager.connection_file = str(connection / "kernel.json")
        config.Judge.verdicts_file = job["verdicts"]
        config.Judge.seed = job["seed"]
        convert(Autograde, config)
    convert(GenerateFeedback, config)


def register(work: Path, database: str, lesson: str) -> None:
    """Tell the gradebook of the lesson's exercises and their points."""
    convert(GenerateAssignment, grading_config(work, database, lesson))


def convert(converter, config) -> None:
    """Run one of nbgrader's converters; raises what stopped it."""
    bin_folder = str(Path(sys.executable).parent)  # nbgrader calls `alembic` by its name
    os.environ["PATH"] = os.pathsep.join((bin_folder, os.environ.get("PATH", "")))
    app = converter(coursedir=CourseDirectory(config=config), config=config)
    app.force = True
    app.start()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
