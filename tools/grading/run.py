"""One run of the grader: what is known, what is to be graded, and what is kept, by one writer.

What is known of a submission is kept in three steps: its files, its row in the gradebook, and
last a record of both. A run that is ended in between finds no record, and grades anew.
"""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.collecting.submission import Submission, Unreadable, read
from tools.grading.settings import Settings
from tools.reporting import results
from tools.reporting.points import raw_score
from w2vlib.write_aside import write_text

KEPT = ("repairs", "answers", "seed", "seconds", "own_seconds", "notebook", "feedback")


class Run:
    """A context manager. One thread uses it, except that ``jobs`` may be drawn by another."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.out = settings.out.resolve()
        self.work = self.out / "work"
        self.digests: dict[str, str] = {}  # of what was given away to be graded
        self.unanswered: dict[str, str] = {}  # why a submission was not given away after all

    def __enter__(self):
        from tools.gradebook.grades import Grades  # takes seconds

        with contextlib.ExitStack() as stack:
            self.work.mkdir(parents=True, exist_ok=True)
            database = self.settings.gradebook
            if database is None:
                database = f"sqlite:///{self.out / 'gradebook.db'}"
            self.grades = stack.enter_context(Grades(self.work, database))
            self.ending = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.ending.close()

    def prepare(self, submissions: list[Submission]) -> None:
        """Enter the lessons into the gradebook."""
        for lesson in dict.fromkeys(submission.lesson for submission in submissions):
            self.grades.register(lesson)

    def settled(self, submission: Submission) -> dict | None:
        """What becomes of a submission that need not be graded; None for one that must be."""
        if submission.path is None and submission.elsewhere:
            wanted = f"{submission.name}/{submission.lesson}.ipynb"
            reason = f"expected {wanted}, found {submission.elsewhere}"
            return results.outcome(submission, "ungraded", reason)
        if submission.path is None:
            return results.outcome(submission, "missing", "no notebook was handed in")
        try:
            content = read(submission)
        except Unreadable as reason:
            return results.outcome(submission, "ungraded", str(reason))
        return self.recorded(submission, digest_of(content))

    def recorded(self, submission: Submission, digest: str) -> dict | None:
        """The outcome of an earlier run, if the same file was graded to the end."""
        if self.settings.again or self.settings.replay:
            return None
        try:
            record = json.loads(self.record(submission).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return record if record["digest"] == digest and self.feedback(submission).exists() else None

    def jobs(self, submissions: Iterable[Submission]) -> Iterator[dict]:
        """What ``Place.grade`` is given. Files are read one by one, as jobs are drawn."""
        for submission in submissions:
            try:
                content = read(submission)
            except Unreadable as reason:  # it could be read a moment ago
                self.unanswered[submission.name] = str(reason)
                continue
            self.digests[submission.name] = digest_of(content)
            yield {
                "student": submission.student,
                "lesson": submission.lesson,
                "submission": content,
                "seed": self.settings.replay,
            }

    def outcome(self, submission: Submission, answer: dict) -> dict:
        """What becomes of a submission, of which ``Place.grade`` gave this answer."""
        log = self.work / "log" / submission.student / f"{submission.lesson}.txt"
        if answer["log"]:
            write_text(log, answer["log"])
        else:
            log.unlink(missing_ok=True)
        if "verdicts" in answer:
            outcome = results.outcome(submission, "graded", verdicts=answer["verdicts"])
            outcome |= {name: answer[name] for name in KEPT}
        else:
            said = f" (see {log.relative_to(self.out)})" if answer["log"] else ""
            reason = answer.get("refused") or answer["ungraded"] + said
            outcome = results.outcome(submission, "ungraded", reason)
        return outcome | {"digest": self.digests[submission.name]}

    def lost(self, submission: Submission) -> dict:
        """What becomes of a submission of which there is no answer."""
        reason = self.unanswered.get(
            submission.name, "the workers that graded it ended, again and again"
        )
        return results.outcome(submission, "ungraded", reason)

    def keep(self, submission: Submission, outcome: dict) -> dict:
        """As ``_keep``; a submission whose results can't be written is ungraded, no more."""
        try:
            return self.late(submission, self._keep(submission, outcome))
        except ValueError as error:
            reason = f"its results can't be written: {error}"[:300]
            return results.outcome(submission, "ungraded", reason)

    def _keep(self, submission: Submission, outcome: dict) -> dict:
        """Write what is new in ``outcome``: files, then the gradebook, then the record."""
        notebook, page = outcome.pop("notebook", None), outcome.pop("feedback", None)
        if notebook is not None:
            self.record(submission).unlink(missing_ok=True)
            write_text(self.autograded(submission), notebook)
            write_text(self.feedback(submission), page)
            self.grades.save(submission.student, submission.lesson, outcome["verdicts"])
            write_text(self.record(submission), json.dumps(outcome, indent=1))
        elif outcome["status"] == "graded":
            if not self.grades.holds(submission.student, submission.lesson, outcome["verdicts"]):
                self.grades.save(submission.student, submission.lesson, outcome["verdicts"])
        elif self.autograded(submission).exists():
            self.record(submission).unlink(missing_ok=True)
            self.grades.remove(submission.student, submission.lesson)
            shutil.rmtree(self.autograded(submission).parent)
            self.feedback(submission).unlink(missing_ok=True)
        return outcome

    def late(self, submission: Submission, outcome: dict) -> dict:
        """With what coming late costs; it is found anew each time, as deadlines may change."""
        from tools.gradebook import late_work  # like Grades

        if outcome["status"] != "graded":
            return outcome
        late_work.enter(submission, self.settings.deadlines, self.grades)
        deadline = self.settings.deadlines.of(submission.student, submission.lesson)
        taken_off = late_work.penalty(deadline, submission, raw_score(outcome))
        return outcome | {"late_penalty": taken_off or 0.0}

    def record(self, submission: Submission) -> Path:
        """The file that says a submission was graded to the end."""
        return self.work / "records" / submission.student / f"{submission.lesson}.json"

    def feedback(self, submission: Submission) -> Path:
        """The student's page."""
        return self.out / "feedback" / submission.student / f"{submission.lesson}.html"

    def autograded(self, submission: Submission) -> Path:
        """The graded notebook, where nbgrader looks for it."""
        folder = self.work / "autograded" / submission.student / submission.lesson
        return folder / f"{submission.lesson}.ipynb"


def digest_of(content: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
