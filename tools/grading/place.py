"""A place where submissions are graded: sandboxed kernels, and a process for each submission.

What comes in and what goes out is plain data, so a place may be on another machine.
"""

import contextlib
import functools
import os
import tempfile
from pathlib import Path

from grader_tests import registry
from tools.build import student_text
from tools.grading import own_process
from tools.sandbox.kernels import Kernels, SandboxError

GRADER = "tools.judging.one_submission"
WALL_CLOCK = 900  # seconds one submission may take
ATTEMPTS = 2
LOG_BYTES = 64 * 1024  # of what a grading process wrote, its end is kept


class Place:
    """A context manager; ``grade`` may be called from several threads."""

    def __init__(self, kind: str):
        self.kernels = Kernels(kind)

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.kernels)
            self.kernels.start()
            lessons = [f"grader_tests.lesson_{number}" for number in registry.lesson_numbers()]
            own_process.preload(GRADER, *lessons)  # seconds, that are not waited for
            self.ending = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.ending.close()

    def grade(self, job: dict) -> dict:
        """Grade one submission, in a process of its own; once more if that failed.

        Args:
            job: ``student``, ``lesson``, ``submission`` (the file's bytes), ``seed`` (0 draws one).

        Returns:
            What ``grade_one`` returns, or ``{"ungraded": reason}``; and ``name`` and ``log``, what
            the process wrote. JSON can hold it.
        """
        named = {"name": f"{job['student']}/{job['lesson']}"}
        log, path = tempfile.mkstemp(prefix="log-", dir=self.kernels.folder)
        os.close(log)
        try:
            return named | self._graded(job, Path(path)) | {"log": end_of(Path(path))}
        except Exception as error:  # whatever it is, it must not end the other submissions
            return named | {"ungraded": f"{type(error).__name__}: {error}"[:300], "log": ""}
        finally:
            Path(path).unlink(missing_ok=True)

    def _graded(self, job: dict, log: Path) -> dict:
        failures = []
        job = job | {"release": release_text(job["lesson"])}
        for _ in range(ATTEMPTS):
            try:
                self.kernels.ready()
                with self.kernels.connection() as connection:
                    places = {
                        "jupyter_path": self.kernels.jupyter_path,
                        "connection": str(connection),
                    }
                    return own_process.call(f"{GRADER}:grade_one", job | places, WALL_CLOCK, log)
            except own_process.TookTooLong as reason:
                return {"ungraded": str(reason)}
            except (own_process.Failed, SandboxError) as reason:
                failures.append(str(reason))
        return {"ungraded": failures[-1]}


@functools.cache
def release_text(lesson: str) -> str:
    """The lesson's notebook as students got it: from its source, as ``course/`` may be in use."""
    return student_text(lesson)


def end_of(log: Path) -> str:
    """The last ``LOG_BYTES`` of a log."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - LOG_BYTES))
        return file.read().decode("utf-8", "replace")
