"""nbgrader's gradebook, written by one process, in one transaction a submission."""

import contextlib
import shutil
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from nbgrader.api import (
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
    get_alembic_version,
)
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DataError, DBAPIError, SAWarning

from grader_tests import registry
from tools import lessons
from tools.building.cell_names import grade_id
from tools.gradebook.database_address import Address
from tools.grading.trouble import Interrupted
from tools.nbgrader_config import COURSE, course_config, let_alembic_be_found


class Grades:
    """The gradebook at ``url``; one object writes at a time.

    Args:
        work: the folder with nbgrader's own folders (``source``, ``autograded``...).
        url: the database, for example ``sqlite:///gradebook.db``.

    Raises:
        CannotGrade: by ``with``, if there is no such database.
    """

    def __init__(self, work: Path, url: str):
        self.work, self.address = work, Address(url)
        self.scores = cache(self._scores)

    def __enter__(self):
        let_alembic_be_found()
        with self.address.errors():
            self.gradebook = Gradebook(self.address.text, COURSE)
            self._finish_tables()
        return self

    def __exit__(self, *_):
        self.gradebook.close()

    def register(self, lesson: str) -> None:
        """Enter the lesson's exercises and points, unless they are there.

        Raises:
            CannotGrade: the database does not take them.
        """
        with self.address.errors():
            self._register(lesson)

    def _register(self, lesson: str) -> None:
        if self._points(lesson) == {
            grade_id(exercise.name, test=True): exercise.points
            for exercise in registry.exercises(lesson)
        }:
            return
        source = self.work / "source" / lesson
        source.mkdir(parents=True, exist_ok=True)
        shutil.copy(lessons.SOLUTIONS / lesson / f"{lesson}.ipynb", source)
        config = course_config(self.work, self.address.text, lesson)
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
                cell = grade_id(verdict["exercise"], test=True)
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

    def holds(self, student: str, lesson: str, verdicts: list[dict]) -> bool:
        """Whether these grades stood here when the run began: it may be a new gradebook."""
        expected = {
            grade_id(verdict["exercise"], test=True): verdict["score"] for verdict in verdicts
        }
        with self.address.errors():
            return self.scores(lesson).get(student) == expected

    def _scores(self, lesson: str) -> dict[str, dict[str, float]]:
        """Points by test cell, by student."""
        rows = (
            self.gradebook.db.query(
                SubmittedAssignment.student_id, GradeCell.name, Grade.auto_score
            )
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(GradeCell, Grade.cell_id == GradeCell.id)
            .filter(SubmittedAssignment.assignment == self.gradebook.find_assignment(lesson))
        )
        scores: dict[str, dict[str, float]] = {}
        for student, cell, score in rows:
            scores.setdefault(student, {})[cell] = score
        return scores

    def remove(self, student: str, lesson: str) -> None:
        """Take out what can no longer be graded: no grade is better than an old one."""
        with self._one_transaction() as gradebook, contextlib.suppress(MissingEntry):
            gradebook.remove_submission(lesson, student)

    def _finish_tables(self) -> None:
        """nbgrader writes last which version its tables have, and only when it makes the first."""
        if inspect(self.gradebook.engine).has_table("alembic_version"):
            return
        version = get_alembic_version()
        with self.gradebook.engine.begin() as connection:
            connection.execute(
                text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            )
            connection.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": version})

    @contextlib.contextmanager
    def _one_transaction(self):
        """nbgrader commits after each step; here all steps take effect together or not at all.

        Raises:
            ValueError: the database does not take these grades.
            Interrupted: it takes none.
        """
        session = self.gradebook.db
        commit, session.commit = session.commit, session.flush
        try:
            yield self.gradebook
            commit()
        except BaseException as error:
            session.rollback()
            if isinstance(error, DataError):
                raise ValueError(self.address.what_it_said(error)) from None
            if isinstance(error, DBAPIError):
                raise Interrupted(
                    f"The gradebook takes no grades: {self.address.what_it_said(error)}"
                ) from None
            raise
        finally:
            session.commit = commit
