"""Grade a class: a folder or a zip in; gradebook, tables, feedback and a report out."""

import argparse
import contextlib
import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import lessons, sandbox
from tools.collecting import deadlines, tables
from tools.collecting.collection import collect
from tools.collecting.submission import Submission
from tools.grading.jobs import workforce
from tools.grading.progress import Progress
from tools.grading.run import Run
from tools.grading.settings import Settings
from tools.grading.trouble import CannotGrade, Interrupted
from tools.reporting import results

PATH = """<student>/<lesson>/<lesson>.ipynb, or a folder of files called
<student>_<lesson>.ipynb, or a zip of either or of Canvas, Moodle or Gradescope"""

KEPT = "What was graded is kept: start the same command again to go on."


def parser() -> argparse.ArgumentParser:
    """The command line of ``grade``."""
    parser = argparse.ArgumentParser(prog="course.py grade", description=__doc__)
    parser.add_argument("path", type=Path, metavar="PATH", help=PATH)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where results go")
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count(),
        help="default: all cores; with --scheduler, the workers' threads count",
    )
    parser.add_argument("--lesson", help="grade only this lesson")
    parser.add_argument("--again", action="store_true", help="grade what is graded once more")
    parser.add_argument(
        "--replay",
        type=int,
        default=0,
        metavar="SEED",
        help="grade once more with the inputs of an earlier run; the feedback names its seed",
    )
    parser.add_argument(
        "--deadlines",
        type=Path,
        metavar="CSV",
        help="columns lesson,deadline and, if wished, student_id (an extension) and penalty "
        "(none, zero, or points for each day begun: 1/day)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="let the workers of this Dask cluster grade, as in tcp://192.0.2.1:8786; start it by "
        "course.py cluster",
    )
    parser.add_argument(
        "--gradebook",
        metavar="URL",
        help="nbgrader's database, as in postgresql://NAME@HOST/DATABASE "
        "(default: gradebook.db in DIR)",
    )
    parser.add_argument("--sandbox", choices=sandbox.KINDS, default="bwrap")
    parser.add_argument(
        "--cold",
        action="store_true",
        help="start each kernel from nothing in a sandbox of its own (slower)",
    )
    parser.add_argument(
        "--i-trust-this-code", action="store_true", help="needed with --sandbox none"
    )
    parser.add_argument("--json", action="store_true", help="print a summary as the last line")
    return parser


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    options = parser().parse_args(argv)
    try:
        return run(options)
    except KeyboardInterrupt:
        print(f"\nInterrupted. {KEPT}", file=sys.stderr)
        return 130


def run(options: argparse.Namespace) -> int:
    """What ``main`` returns, unless it is interrupted from the keyboard."""
    is_new = not options.out.exists()
    try:
        check_options(options)
        lesson = lessons.find(options.lesson) if options.lesson else None
        due = deadlines.read(options.deadlines) if options.deadlines else None
        lock = contextlib.ExitStack()
        lock.enter_context(only_grader(options.out))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    with lock:
        try:
            collection = collect(options.path, options.out / "work", lesson)
        except ValueError as error:
            if is_new:
                shutil.rmtree(options.out)
            print(error, file=sys.stderr)
            return 2
        tables.write(collection, options.out)  # deadlines name students as they are called there
        try:
            due = due and due.for_students(collection.students())
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        print(tables.text(collection), file=sys.stderr)
        for warning in (tables.without_time, tables.by_files_time):
            if due and (said := warning(collection)):
                print(said, file=sys.stderr)
        try:
            outcomes = grade(collection.submissions, settings(options, due))
        except CannotGrade as error:
            print(error, file=sys.stderr)
            return 2
        except Interrupted as error:
            print(f"{error}. {KEPT}", file=sys.stderr)
            return 1
    results.write(outcomes, options.out)
    summary = results.summary(outcomes)
    print(results.table(outcomes), file=sys.stderr if options.json else sys.stdout)
    counts = ", ".join(f"{summary[state]} {state}" for state in ("graded", "ungraded", "missing"))
    print(f"{counts}. Report: {options.out / 'report.html'}", file=sys.stderr)
    if options.json:
        print(json.dumps(summary))
    return 0


def check_options(options: argparse.Namespace) -> None:
    """Look for what can't be before anything is touched.

    Raises:
        ValueError: an option can't be used; the message says what to do.
    """
    if options.jobs < 1:
        raise ValueError("--jobs must be at least 1.")
    if options.replay < 0:
        raise ValueError("--replay takes the seed that stands in the feedback.")
    if options.sandbox == "none" and not options.i_trust_this_code:
        raise ValueError(
            "--sandbox none runs the students' code with your rights and your files. "
            "If you trust all of it, say so: --i-trust-this-code."
        )
    on_this_machine = options.scheduler is None
    if on_this_machine and options.sandbox == "bwrap" and (reason := sandbox.problem()):
        raise ValueError(
            f"The sandbox can't be used: {reason}. "
            "Only if you trust all of the code: --sandbox none --i-trust-this-code."
        )
    if not options.path.exists():
        raise ValueError(f"There is no folder or zip {options.path}.")
    if options.out.resolve().is_relative_to(options.path.resolve()):
        raise ValueError("--out must lie outside of the folder of submissions.")


def settings(options: argparse.Namespace, due: deadlines.Deadlines | None) -> Settings:
    """What the command line says to a run."""
    return Settings(
        out=options.out,
        jobs=options.jobs,
        again=options.again,
        replay=options.replay,
        deadlines=due or deadlines.Deadlines(),
        scheduler=options.scheduler,
        gradebook=options.gradebook,
        kind="none" if options.sandbox == "none" else "cold" if options.cold else "warm",
    )


@contextlib.contextmanager
def only_grader(out: Path) -> Iterator[None]:
    """Keep a second grader out of the same folder.

    Raises:
        ValueError: there is one, or there can be no such folder.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        opened = (out / ".grading").open("w")
    except FileExistsError:
        raise ValueError(
            f"--out {out} is a file; name a folder, new or of an earlier run."
        ) from None
    except OSError as error:
        raise ValueError(f"--out {out} can't be written to: {error.strerror}.") from None
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ValueError(f"Another run is grading into {out}; wait for its end.") from None
        yield


def grade(submissions: list[Submission], settings: Settings) -> list[dict]:
    """One outcome per submission, in their order: see ``reporting.results``.

    Raises:
        CannotGrade: before anything is graded: the cluster or the gradebook can't be used.
        Interrupted: later; what is graded is kept.
    """
    with workforce(settings) as workers, Run(settings) as run:
        run.prepare(submissions)
        outcomes, waiting = {}, {}
        for submission in submissions:
            known = run.settled(submission)
            if known is None:
                waiting[submission.name] = submission
            else:
                outcomes[submission.name] = run.keep(submission, known)

        def keep(submission: Submission, outcome: dict) -> None:
            outcomes[submission.name] = run.keep(submission, outcome)
            progress.done(submission.name, outcomes[submission.name])

        with Progress(outcomes.values(), list(waiting.values())) as progress:
            jobs = run.jobs(list(waiting.values()))
            with contextlib.closing(workers.answers(jobs, progress.begun)) as answers:
                for answer in answers:
                    submission = waiting.pop(answer["name"])
                    keep(submission, run.outcome(submission, answer))
            for submission in waiting.values():
                keep(submission, run.lost(submission))
    return [outcomes[submission.name] for submission in submissions]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
