"""nbgrader's gradebook, written by one process, in one transaction a submission."""

import contextlib
import shutil
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

from grader_tests import registry
from tools import lesson as lessons
from tools.nbgrader_config import COURSE, course_config, let_alembic_be_found
from tools.notebook import grade_id

SQLITE = "sqlite:///"


class Grades:
    """The gradebook at ``url``; one object writes at a time.

    Args:
        work: the folder with nbgrader's own folders (``source``, ``autograded``...).
        url: the database, for example ``sqlite:///gradebook.db``.
    """

    def __init__(self, work: Path, url: str):
        self.work, self.url = work, url

    def __enter__(self):
        let_alembic_be_found()
        self._make_file()
        self.gradebook = Gradebook(self.url, COURSE)
        return self

    def __exit__(self, *_):
        self.gradebook.close()

    def register(self, lesson: str) -> None:
        """Enter the lesson's exercises and points, unless they are there."""
        if self._points(lesson) == {
            grade_id(exercise, test=True): exercise.points
            for exercise in registry.exercises(lesson)
        }:
            return
        source = self.work / "source" / lesson
        source.mkdir(parents=True, exist_ok=True)
        shutil.copy(lessons.SOLUTIONS / lesson / f"{lesson}.ipynb", source)
        config = course_config(self.work, self.url, lesson)
        app = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        app.force = True
        app.start()

    def _points(self, lesson: str) -> dict[str, float]:
        """Points by test cell, as the gradebook has them."""
        try:
            notebook = self.gradebook.find_notebook(lesson, lesson)
        except MissingEntry:
            return {}
        return {cell.name: cell.max_score for cell in notebook.grade_cells}

    def save(self, student: str, lesson: str, verdicts: list[dict]) -> None:
        """Enter a graded submission; one that was there before is replaced, except for what an
        instructor entered by hand."""
        with self._one_transaction() as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # about nbgrader's own order of steps
            gradebook.update_or_create_student(student)
            gradebook.update_or_create_submission(lesson, student)
            for verdict in verdicts:
                cell = grade_id(registry.find(verdict["exercise"]), test=True)
                grade = gradebook.find_grade(cell, lesson, lesson, student)
                grade.auto_score = verdict["score"]
                grade.needs_manual_grade = grade.manual_score is not None

    def handed_in(
        self,
        student: str,
        lesson: str,
        time: datetime | None,
        due: datetime | None,
        extension: timedelta | None,
        penalty: Callable[[float], float | None],
    ) -> None:
        """Enter when a graded submission was handed in, and what its lateness costs.

        Args:
            time: in UTC, without a zone, as nbgrader keeps all times; so is ``due``.
            due: None leaves due date and extension as they are.
            penalty: score -> points to take off.
        """
        with self._one_transaction() as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            with contextlib.suppress(MissingEntry):  # the file of the gradebook was taken away
                submission = gradebook.find_submission(lesson, student)
                submission.timestamp = time
                if due:
                    submission.assignment.duedate, submission.extension = due, extension
                for notebook in submission.notebooks:
                    notebook.late_submission_penalty = penalty(notebook.score)

    def remove(self, student: str, lesson: str) -> None:
        """Take out what can no longer be graded: no grade is better than an old one."""
        with self._one_transaction() as gradebook, contextlib.suppress(MissingEntry):
            gradebook.remove_submission(lesson, student)

    def _make_file(self) -> None:
        """A new database is made aside: one with half its tables would be taken for a whole one."""
        file = Path(self.url.removeprefix(SQLITE))
        if self.url.startswith(SQLITE) and not file.exists():
            aside = file.with_suffix(".new")
            aside.unlink(missing_ok=True)
            Gradebook(f"{SQLITE}{aside}", COURSE).close()
            aside.replace(file)

    @contextlib.contextmanager
    def _one_transaction(self):
        """nbgrader commits after each step; here all steps take effect together or not at all."""
        session = self.gradebook.db
        commit, session.commit = session.commit, session.flush
        try:
            yield self.gradebook
            commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.commit = commit
