"""Grade copies of a correct lesson with nbgrader alone and with this course's grader."""

import json
import os
import shutil
import sys
import tempfile
import time
import warnings
from pathlib import Path
from unittest import mock

from tools import grade, lesson, sandbox
from tools.build import student_path
from tools.reporting.points import score
from tools.submissions import collect


def add_arguments(parser) -> None:
    parser.add_argument("--lesson", default="04", help="default: %(default)s")
    parser.add_argument("--copies", type=int, default=20, help="default: %(default)s")


def run(options) -> int:
    try:
        name = lesson.find(options.lesson)
        if options.copies < 1:
            raise ValueError("--copies must be at least 1.")
        if reason := sandbox.problem():
            raise ValueError(f"The sandbox can't be used: {reason}.")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")  # nbgrader's own, which would stand between the lines
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        submitted = hand_in(name, options.copies, Path(folder))
        measured = {
            "nbgrader": with_nbgrader(name, submitted, Path(folder, "nbgrader")),
            "this course": with_ours(name, submitted, Path(folder, "ours")),
        }
    theirs, ours = measured["nbgrader"], measured["this course"]
    own = ours["cell_seconds"]  # measured where TensorFlow is imported before the first cell
    for row in measured.values():
        row["beyond_own_code"] = (row["seconds"] - own) / options.copies
        row["beyond_cells"] = (row["seconds"] - row["cell_seconds"]) / options.copies
    answer = {
        "lesson": name,
        "copies": options.copies,
        "own_code": own / options.copies,
        "results": measured,
        "ratio": theirs["beyond_own_code"] / ours["beyond_own_code"],
        "ratio_with_imports_as_own_code": theirs["beyond_cells"] / ours["beyond_cells"],
    }
    out = sys.stderr if options.json else sys.stdout
    print(table(answer), file=out)
    if options.json:
        print(json.dumps(answer))
    return 0


def table(answer: dict) -> str:
    """What was measured, in seconds a submission."""
    copies, own = answer["copies"], answer["own_code"]
    lines = [
        f"{copies} copies of {answer['lesson']}, one job; seconds a submission",
        f"The student's own code (cells and answers, imports done before): {own:.2f}",
        f"{'':12} {'in all':>8} {'beyond own code':>16} {'beyond cells with imports':>26} score",
    ]
    for kind, row in answer["results"].items():
        lines.append(
            f"{kind:12} {row['seconds'] / copies:8.2f} {row['beyond_own_code']:16.2f} "
            f"{row['beyond_cells']:26.2f} {'/'.join(f'{score:g}' for score in row['scores']):>5}"
        )
    lines.append(
        f"nbgrader takes {answer['ratio']:.1f} times as long beyond the own code; "
        f"{answer['ratio_with_imports_as_own_code']:.1f} times if imports count as own code"
    )
    return "\n".join(lines)


def hand_in(name: str, copies: int, folder: Path) -> Path:
    """The lesson's solutions as ``copies`` students would hand them in."""
    import nbformat

    scaffolds = {key.split(".")[-1]: cell for key, cell in lesson.scaffolds(name).items()}
    notebook = nbformat.read(student_path(name), as_version=4)
    for cell in notebook.cells:
        cell.source = scaffolds.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    for copy in range(copies):
        path = folder / "submitted" / f"student-{copy:03}" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return folder / "submitted"


def with_ours(name: str, submitted: Path, out: Path) -> dict:
    """The whole command but the writing of tables: sandbox, warm start and gradebook included."""
    arguments = [str(submitted), "--out", str(out), "--jobs", "1"]
    started = time.monotonic()
    outcomes = grade.grade(collect(submitted, name), grade.parser().parse_args(arguments))
    return {
        "seconds": time.monotonic() - started,
        "cell_seconds": sum(outcome["own_seconds"] for outcome in outcomes),
        "scores": sorted({score(outcome) for outcome in outcomes}),
    }


def with_nbgrader(name: str, submitted: Path, folder: Path) -> dict:
    """nbgrader as it comes: it runs test cells in the student's kernel, without a sandbox."""
    from nbgrader.api import Gradebook
    from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import Execute
    from traitlets.config import Config

    bin_folder = str(Path(sys.executable).parent)  # nbgrader calls `alembic` by its name
    os.environ["PATH"] = os.pathsep.join((bin_folder, os.environ.get("PATH", "")))
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # a message on stderr would cost points
    cell_seconds = []
    c = Config()
    c.CourseDirectory.root = str(folder)
    c.CourseDirectory.course_id = "w2v"
    c.CourseDirectory.db_url = f"sqlite:///{folder / 'gradebook.db'}"
    c.CourseDirectory.assignment_id = name
    c.Execute.timeout = 120
    c.Execute.extra_arguments = ["--log-level=ERROR"]
    source = folder / "source" / name
    source.mkdir(parents=True)
    shutil.copy(lesson.SOLUTIONS / name / f"{name}.ipynb", source)
    shutil.copytree(submitted, folder / "submitted")
    run_cell = Execute.preprocess_cell

    def timed(self, cell, *arguments):
        started = time.monotonic()
        try:
            return run_cell(self, cell, *arguments)
        finally:
            cell_seconds.append(time.monotonic() - started)

    started = time.monotonic()
    with mock.patch.object(Execute, "preprocess_cell", timed):
        for converter in (GenerateAssignment, Autograde, GenerateFeedback):
            converter(coursedir=CourseDirectory(config=c), config=c).start()
    seconds = time.monotonic() - started
    with Gradebook(c.CourseDirectory.db_url, "w2v") as gradebook:
        scores = sorted(
            {submission.score for submission in gradebook.find_assignment(name).submissions}
        )
    return {"seconds": seconds, "cell_seconds": sum(cell_seconds), "scores": scores}
