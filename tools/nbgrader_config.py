"""How nbgrader is set up for this course: for the grader, and for nbgrader's own tools."""

import os
import sys
from pathlib import Path

from traitlets.config import Config

from tools.sandbox import kernels

COURSE = "w2v"
IGNORED = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.py"]
# Classes stand here by their names, as formgrader shows its configuration as JSON.
STUDENT_VERSION = ["tools.building.notebook.StudentVersion", "nbgrader.preprocessors.SaveCells"]
AFTER_JUDGING = [
    f"nbgrader.preprocessors.{name}"
    for name in ("SaveAutoGrades", "AssignLatePenalties", "CheckCellMetadata")
]


def course_config(work: Path, database: str, lesson: str) -> Config:
    """Where the grader has nbgrader's folders and its database."""
    c = _shared(work)
    c.CourseDirectory.db_url = database
    c.CourseDirectory.source_directory = "source"
    c.CourseDirectory.release_directory = "release"
    c.CourseDirectory.assignment_id = lesson
    return c


def instructor_config(root: Path) -> Config:
    """For formgrader and the commands of nbgrader in the folder ``root``.

    They judge as `grade` does: what reads a submission repairs and judges it, in the sandbox, so
    nothing is left for nbgrader but to save the points.
    """
    c = _shared(root)
    c.CourseDirectory.source_directory = "solutions"
    c.CourseDirectory.release_directory = "course"
    c.Autograde.exporter_class = "tools.with_nbgrader.autograde.Judged"
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = AFTER_JUDGING
    c.HTMLExporter.sanitize_html = True  # a student's <script> is else live in nbgrader's pages
    names = ("clean_html", "markdown2html")
    c.HTMLExporter.filters = {name: f"tools.with_nbgrader.safe_html.{name}" for name in names}
    c.ExchangeFactory.collect = "tools.with_nbgrader.exchange_collect.Collect"
    return c


def _shared(root: Path) -> Config:
    c = Config()
    c.CourseDirectory.course_id = COURSE
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.ignore = IGNORED
    c.GenerateAssignment.preprocessors = STUDENT_VERSION
    return c


def judge_config(lesson: str, connection: Path) -> Config:
    """The judge's kernel: sandboxed, and reached through files, as it has no network."""
    kernel = kernels.settings(lesson, connection)
    c = Config()
    c.Judge.timeout = 60
    c.Judge.kernel_name = kernel.pop("kernel_name")
    c.Judge.shutdown_kernel = "immediate"
    c.Judge.store_widget_state = False
    c.Judge.skip_cells_with_tag = "never-skip-8f1c"  # a tag of the student's must not skip a cell
    c.KernelManager.update(kernel)
    c.KernelManager.client_class = "tools.judging.kernel_client.KernelClient"
    return c


def let_alembic_be_found() -> None:
    """nbgrader calls it by its name, for each new database."""
    programs = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if programs not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join((programs, path))
