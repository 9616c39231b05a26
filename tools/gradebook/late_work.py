"""What coming late costs: as nbgrader has it, in the gradebook and in the table of grades.

nbgrader stores the time of handing in, the due date, an extension and the penalty, and exports
``raw_score`` and ``score = max(0, raw_score - late_submission_penalty)``. So here: ``score`` is
what is left, ``late_penalty`` what was taken off; both together are the points of the exercises.
"""

from datetime import UTC, timedelta
from types import SimpleNamespace

from nbgrader.preprocessors import AssignLatePenalties

from tools.collecting.deadlines import Deadline, Deadlines
from tools.collecting.submission import Submission
from tools.gradebook.grades import Grades


def penalty(deadline: Deadline | None, submission: Submission, score: float) -> float | None:
    """Points to take off ``score``, never more than there are; None for none."""
    seconds = deadline.seconds_late(submission) if deadline else 0.0
    if not seconds:
        return None
    points = deadline.plugin().late_submission_penalty(submission.student, score, seconds)
    if points is None:
        return None
    whole = SimpleNamespace(score=score)
    return float(AssignLatePenalties()._check_late_penalty(whole, points))  # nbgrader's limits


def enter(submission: Submission, deadlines: Deadlines, grades: Grades) -> None:
    """Enter a graded submission's time, extension and penalty into the gradebook.

    Without a table of deadlines there are no penalties; due dates that an instructor entered by
    hand stay as they are.
    """
    deadline = deadlines.of(submission.student, submission.lesson)
    general = deadlines.by_lesson.get(submission.lesson)
    time = submission.time
    if deadline and time is None and submission.marked_late:
        time = deadline.time + timedelta(seconds=deadline.seconds_late(submission))
    grades.handed_in(
        submission.student,
        submission.lesson,
        time=time.astimezone(UTC).replace(tzinfo=None) if time else None,  # as nbgrader has it
        due=general.time.astimezone(UTC).replace(tzinfo=None) if general else None,
        extension=deadline.time - general.time if general and deadline != general else None,
        penalty=lambda score: penalty(deadline, submission, score),
    )
