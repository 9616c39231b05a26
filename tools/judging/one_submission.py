"""Grade one submission: its bytes in, its verdicts, graded notebook and feedback out."""

import os
import time
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade

from grader_tests import trial_training
from grader_tests.clean_text import clean
from grader_tests.verdict import Verdict
from tools.building.cell_names import grade_id, name_of
from tools.collecting import lesson_names
from tools.judge import Judge
from tools.nbgrader_config import judge_config
from tools.repairing.repair import Unrepairable, repair
from tools.reporting.feedback import MAX_SOURCE, page


def grade_one(job: dict) -> dict:
    """Grade one submission.

    Args:
        job: ``student``, ``lesson``, ``submission`` (the file's bytes), ``seed`` (0 draws one),
            ``release`` (the text of the lesson's notebook as students got it), ``jupyter_path``
            and ``connection`` (see ``sandbox.kernels``).

    Returns:
        ``{"refused": reason}``, or ``verdicts`` (plain data), ``repairs``, ``answers``, ``seed``,
        ``notebook`` and ``feedback`` (texts of files), ``seconds`` and ``own_seconds``, which
        is what the student's own code took.
    """
    started = time.monotonic()
    os.environ["JUPYTER_PATH"] = job["jupyter_path"]
    trial_training.share_results_in(Path(job["jupyter_path"]).parent / "trials")
    release = nbformat.reads(job["release"], as_version=4)
    try:
        notebook, repairs = repair(job["submission"], release)
    except Unrepairable as reason:
        other = lesson_names.from_exercises(job["submission"])
        hint = f"; its exercises are those of {other}" if other else ""
        return {"refused": clean(f"{reason}{hint}")}
    judge = Judge(config=judge_config(job["lesson"], Path(job["connection"])))
    judge.seed = job["seed"]
    resources = {"nbgrader": {"notebook": job["lesson"]}, "metadata": {}}
    notebook, _ = judge.preprocess(notebook, resources)
    scores = {grade_id(verdict.exercise, test=True): verdict.score for verdict in judge.verdicts}
    for cell in filter(is_grade, notebook.cells):
        cell.metadata.nbgrader["score"] = scores[name_of(cell)]
    return {
        "verdicts": [verdict.as_data() for verdict in judge.verdicts],
        "repairs": repairs,
        "answers": answers(notebook, judge.verdicts),
        "seed": judge.seed,
        "notebook": nbformat.writes(notebook, version=4),
        "feedback": page(job["student"], job["lesson"], notebook, judge.verdicts, repairs),
        "seconds": time.monotonic() - started,
        "own_seconds": judge.own_seconds,
    }


def answers(notebook: NotebookNode, verdicts: list[Verdict]) -> dict[str, str]:
    """Exercise -> the code of its cell, for the report; an autograded notebook, with all that it
    drew, takes many times as long to read."""
    sources = {name_of(cell): cell.source for cell in notebook.cells}
    found = {verdict.exercise: sources.get(grade_id(verdict.exercise)) for verdict in verdicts}
    return {name: clean(source)[:MAX_SOURCE] for name, source in found.items() if source}
