"""Grade a class: a folder of submissions in; gradebook, tables, feedback and a report out."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tqdm import tqdm

from tools import lesson as lessons
from tools import results, sandbox
from tools.grade_one import register
from tools.submissions import Submission, collect, unreadable

WALL_CLOCK = 900  # seconds one submission may take


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="course.py grade", description=__doc__)
    parser.add_argument("path", type=Path, metavar="PATH", help="<student>/<lesson>/<lesson>.ipynb")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where results go")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="default: all cores")
    parser.add_argument("--lesson", help="grade only this lesson")
    parser.add_argument("--again", action="store_true", help="grade what is graded once more")
    parser.add_argument("--sandbox", choices=sandbox.KINDS, default="bwrap")
    parser.add_argument(
        "--i-trust-this-code", action="store_true", help="needed with --sandbox none"
    )
    parser.add_argument("--json", action="store_true", help="print a summary as the last line")
    options = parser.parse_args(argv)
    try:
        check_sandbox(options)
        lesson = lessons.find(options.lesson) if options.lesson else None
        if options.out.resolve().is_relative_to(options.path.resolve()):
            raise ValueError("--out must lie outside of the folder of submissions.")
        submissions = collect(options.path, lesson)
        if options.jobs < 1:
            raise ValueError("--jobs must be at least 1")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    outcomes = grade(submissions, options)
    results.write(outcomes, options.out)
    summary = results.summary(outcomes)
    print(results.table(outcomes), file=sys.stderr if options.json else sys.stdout)
    counts = ", ".join(f"{summary[state]} {state}" for state in ("graded", "ungraded", "missing"))
    print(f"{counts}. Report: {options.out / 'report.html'}", file=sys.stderr)
    if options.json:
        print(json.dumps(summary))
    return 0


def check_sandbox(options) -> None:
    if options.sandbox == "none" and not options.i_trust_this_code:
        raise ValueError(
            "--sandbox none runs the students' code with your rights and your files. "
            "If you trust all of it, say so: --i-trust-this-code."
        )
    if options.sandbox == "bwrap" and (reason := sandbox.problem()):
        raise ValueError(
            f"The sandbox can't be used: {reason}. "
            "Only if you trust all of the code: --sandbox none --i-trust-this-code."
        )


def grade(submissions: list[Submission], options) -> list[dict]:
    """One outcome per submission, in their order: see ``results``."""
    out = options.out.resolve()
    work = out / "work"
    database = f"sqlite:///{out / 'gradebook.db'}"
    for lesson in dict.fromkeys(submission.lesson for submission in submissions):
        prepare(work, database, lesson)
    outcomes: dict[str, dict] = {}
    with (
        ThreadPoolExecutor(options.jobs) as pool,
        tqdm(total=len(submissions), desc="grading", unit="submission") as bar,
    ):
        jobs = {
            pool.submit(grade_submission, submission, work, database, options): submission
            for submission in submissions
        }
        for job in as_completed(jobs):
            outcomes[jobs[job].name] = job.result()
            bar.update()
    return [outcomes[submission.name] for submission in submissions]


def prepare(work: Path, database: str, lesson: str) -> None:
    """The lesson's solution where nbgrader looks for it, its exercises in the gradebook."""
    source = work / "source" / lesson
    source.mkdir(parents=True, exist_ok=True)
    shutil.copy(lessons.SOLUTIONS / lesson / f"{lesson}.ipynb", source)
    register(work, database, lesson)


def grade_submission(submission: Submission, work: Path, database: str, options) -> dict:
    """The outcome of one submission; whatever is wrong with it stays with it."""
    if submission.path is None and submission.elsewhere:
        place = submission.elsewhere.relative_to(options.path)
        wanted = f"{submission.name}/{submission.lesson}.ipynb"
        return results.outcome(submission, "ungraded", f"expected {wanted}, found {place}")
    if submission.path is None:
        return results.outcome(submission, "missing", "no notebook was handed in")
    lesson, student = submission.lesson, submission.student
    verdicts = work / "verdicts" / student / f"{lesson}.json"
    feedback = options.out.resolve() / "feedback" / student / f"{lesson}.html"
    if verdicts.exists() and feedback.exists() and not options.again:
        return results.outcome(submission, "graded", verdicts=json.loads(verdicts.read_text()))
    if reason := unreadable(submission, work / "release" / lesson / f"{lesson}.ipynb"):
        return results.outcome(submission, "ungraded", reason)
    submitted = work / "submitted" / student / lesson
    for folder in (submitted, work / "autograded" / student / lesson):
        shutil.rmtree(folder, ignore_errors=True)  # nothing half-written from an earlier run
    submitted.mkdir(parents=True)
    shutil.copy(submission.path, submitted / f"{lesson}.ipynb")
    verdicts.parent.mkdir(parents=True, exist_ok=True)
    verdicts.unlink(missing_ok=True)
    log = work / "log" / student / f"{lesson}.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    job = {
        **{"work": str(work), "database": database, "lesson": lesson, "student": student},
        **{"sandbox": options.sandbox, "verdicts": str(verdicts), "seed": 0},
    }
    if reason := run(job, log):
        return results.outcome(submission, "ungraded", f"{reason} (see {log})")
    feedback.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(work / "feedback" / student / lesson / f"{lesson}.html", feedback)
    return results.outcome(submission, "graded", verdicts=json.loads(verdicts.read_text()))


def run(job: dict, log: Path) -> str:
    """Grade in a process of its own; the reason why it failed, or an empty text."""
    command = [sys.executable, "-m", "tools.grade_one", json.dumps(job)]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=lessons.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            status = process.wait(WALL_CLOCK)
        except subprocess.TimeoutExpired:
            return f"grading took more than {WALL_CLOCK} seconds"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if status:
        last = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
        return f"grading failed: {last[-1][:200] if last else f'exit code {status}'}"
    return ""


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
