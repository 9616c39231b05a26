"""One run of the grader: each submission in a process of its own, all grades by one writer.

What is known of a submission is kept in three steps: its files, its row in the gradebook, and
last a record of both. A run that is ended in between finds no record, and grades anew.
"""

import contextlib
import hashlib
import json
import shutil
from pathlib import Path

from tools import own_process, results
from tools.collecting.deadlines import Deadlines
from tools.reporting.points import raw_score
from tools.sandbox.kernels import Kernels, SandboxError
from tools.submissions import Submission, Unreadable, read

WALL_CLOCK = 900  # seconds one submission may take
ATTEMPTS = 2


class Run:
    """A context manager; ``outcome`` may be called from several threads, ``keep`` from one."""

    def __init__(self, options):
        self.options = options
        self.out = options.out.resolve()
        self.work = self.out / "work"
        self.deadlines = options.deadlines or Deadlines()
        kind = "none" if options.sandbox == "none" else "cold" if options.cold else "warm"
        self.kernels = Kernels(kind)

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.kernels)
            self.kernels.start()
            own_process.preload("tools.grade_one")
            from tools.gradebook import Grades  # takes seconds, in which the others start

            self.work.mkdir(parents=True, exist_ok=True)
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

    def outcome(self, submission: Submission) -> dict:
        """What becomes of a submission; whatever is wrong with it stays with it."""
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
        digest = hashlib.sha256(content).hexdigest()
        if known := self.recorded(submission, digest):
            return known
        return self.graded(submission, content) | {"digest": digest}

    def recorded(self, submission: Submission, digest: str) -> dict | None:
        """The outcome of an earlier run, if the same file was graded to the end."""
        if self.options.again or self.options.replay:
            return None
        try:
            record = json.loads(self.record(submission).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return record if record["digest"] == digest and self.feedback(submission).exists() else None

    def graded(self, submission: Submission, content: bytes) -> dict:
        """Grade, in a process of its own; once more if that failed."""
        log = self.work / "log" / submission.student / f"{submission.lesson}.txt"
        log.parent.mkdir(parents=True, exist_ok=True)
        failures = []
        for _ in range(ATTEMPTS):
            try:
                self.kernels.ready()
                with self.kernels.connection() as connection:
                    job = {
                        "student": submission.student,
                        "lesson": submission.lesson,
                        "submission": content,
                        "seed": self.options.replay,
                        "jupyter_path": self.kernels.jupyter_path,
                        "connection": str(connection),
                    }
                    result = own_process.call("tools.grade_one:grade_one", job, WALL_CLOCK, log)
            except own_process.TookTooLong as reason:
                return results.outcome(submission, "ungraded", f"{reason} (see {log})")
            except (own_process.Failed, SandboxError) as reason:
                failures.append(str(reason))
                continue
            if "refused" in result:
                return results.outcome(submission, "ungraded", result["refused"])
            return results.outcome(submission, "graded", verdicts=result["verdicts"]) | {
                name: result[name]
                for name in (
                    "repairs",
                    "answers",
                    "seed",
                    "seconds",
                    "own_seconds",
                    "notebook",
                    "feedback",
                )
            }
        return results.outcome(submission, "ungraded", f"{failures[-1]} (see {log})")

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
            results.replace(self.autograded(submission), notebook)
            results.replace(self.feedback(submission), page)
            self.grades.save(submission.student, submission.lesson, outcome["verdicts"])
            results.replace(self.record(submission), json.dumps(outcome, indent=1))
        elif outcome["status"] != "graded" and self.autograded(submission).exists():
            self.record(submission).unlink(missing_ok=True)
            self.grades.remove(submission.student, submission.lesson)
            shutil.rmtree(self.autograded(submission).parent)
            self.feedback(submission).unlink(missing_ok=True)
        return outcome

    def late(self, submission: Submission, outcome: dict) -> dict:
        """With what coming late costs; it is found anew each time, as deadlines may change."""
        from tools import late_work  # like Grades

        if outcome["status"] != "graded":
            return outcome
        late_work.enter(submission, self.deadlines, self.grades)
        deadline = self.deadlines.of(submission.student, submission.lesson)
        taken_off = late_work.penalty(deadline, submission, raw_score(outcome))
        return outcome | {"late_penalty": taken_off or 0.0}

    def record(self, submission: Submission) -> Path:
        return self.work / "records" / submission.student / f"{submission.lesson}.json"

    def feedback(self, submission: Submission) -> Path:
        return self.out / "feedback" / submission.student / f"{submission.lesson}.html"

    def autograded(self, submission: Submission) -> Path:
        folder = self.work / "autograded" / submission.student / submission.lesson
        return folder / f"{submission.lesson}.ipynb"
