"""nbgrader's `autograde`, from its command line or from formgrader, judging as `grade` does."""

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_grade

from tools import sandbox
from tools.lessons import ROOT

LOGS = ".autograde"  # a folder beside the gradebook


class Ungraded(Exception):
    """A submission can't be graded; the message says why."""


class Judged(NotebookExporter):
    """What reads a submission for nbgrader: it comes back repaired and judged.

    nbgrader reads each notebook twice: as it was submitted, and then what was written of that, to
    save the points. The first reading takes the file as it is, which may be no notebook at all.
    """

    def __init__(self, **arguments: object):
        super().__init__(**arguments)
        if reason := sandbox.problem():
            self.log.error("Autograding refused. The sandbox can't be used: %s.", reason)
            raise NbGraderException(reason)

    def from_filename(self, filename: str, resources: dict | None = None, **more: object) -> tuple:
        """As nbconvert calls it.

        Raises:
            Ungraded: the submission can't be graded.
        """
        course, names = self.parent.coursedir, resources["nbgrader"]
        submitted = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        if Path(filename).parent != Path(submitted):
            return super().from_filename(filename, resources, **more)
        outcome = grader.outcome(Path(filename), Path(course.root, LOGS))
        if outcome["status"] != "graded":
            self.log.error("%s can't be graded: %s", names["student"], outcome["detail"])
            forget_scores(course, names)
            raise Ungraded(outcome["detail"])
        notebook = nbformat.reads(outcome["notebook"], as_version=4)
        for cell in filter(is_grade, notebook.cells):
            cell.metadata.nbgrader.pop("score", None)  # nbgrader wants it in its gradebook alone
        if outcome["repairs"]:
            notes = "\n".join(f"    {line}" for line in outcome["repairs"])  # text, no Markdown
            notebook.cells.insert(0, new_markdown_cell(f"**What was repaired**\n\n{notes}"))
        return self.from_notebook_node(notebook, resources)


def forget_scores(course: CourseDirectory, names: dict) -> None:
    """No score is better than that of an earlier attempt."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        own = (names["notebook"], names["assignment"], names["student"])
        for grade in gradebook.find_submission_notebook(*own).grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        gradebook.db.commit()


class Grader:
    """The process behind (see ``service``): started when it is needed, for many requests.

    Not in this process, which may be a server with threads of its own.
    """

    def __init__(self):
        self.process: subprocess.Popen | None = None
        self.lock = threading.Lock()
        atexit.register(self.stop)

    def outcome(self, notebook: Path, logs: Path) -> dict:
        """What becomes of a submission, see ``reporting.results``.

        Raises:
            Ungraded: the process ended, which is no fault of the student's.
        """
        question = json.dumps({"notebook": str(notebook), "logs": str(logs)})
        with self.lock:
            for _ in range(2):  # it may just have ended, as it had nothing to do
                self.start(logs)
                try:
                    print(question, file=self.process.stdin, flush=True)
                    if answer := self.process.stdout.readline():
                        return json.loads(answer)
                except OSError:
                    pass
                self.stop()
        raise Ungraded(f"the grader ended (see {logs / 'service.txt'})")

    def start(self, logs: Path) -> None:
        """Start the process, unless it runs."""
        if self.process and self.process.poll() is None:
            return
        logs.mkdir(parents=True, exist_ok=True)
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        with (logs / "service.txt").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tools.with_nbgrader.service"],
                env={**os.environ, "PYTHONPATH": path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def stop(self) -> None:
        """End it; it cleans up after itself once nobody can ask it any more."""
        if self.process:
            self.process.stdin.close()
            self.process.wait()
            self.process.stdout.close()
            self.process = None


grader = Grader()
