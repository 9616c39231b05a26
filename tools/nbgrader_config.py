"""How nbgrader is set up for this course."""

from pathlib import Path

from traitlets.config import Config

from tools.sandbox import kernels

IGNORED = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.py"]


def course_config(work: Path, database: str, lesson: str) -> Config:
    """Where nbgrader's folders and its database are."""
    c = Config()
    c.CourseDirectory.course_id = "w2v"
    c.CourseDirectory.root = str(work)
    c.CourseDirectory.db_url = database
    c.CourseDirectory.source_directory = "source"
    c.CourseDirectory.release_directory = "release"
    c.CourseDirectory.assignment_id = lesson
    c.CourseDirectory.ignore = IGNORED
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
    c.KernelManager.client_class = "tools.kernel_client.KernelClient"
    return c
