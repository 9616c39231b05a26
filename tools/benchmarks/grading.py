"""Grade classes of several sizes with this course's grader, and one with nbgrader alone.

Every student hands in the lesson's solutions. Each figure is that of a whole command, in a
process of its own: start, sandbox, gradebook, feedback and tables included.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tools import lessons, sandbox
from tools.benchmarks.memory import PeakMemory
from tools.building.cell_names import grade_id, name_of
from tools.building.notebook import release_notebook

PEER = "nbgrader"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``bench grading``."""
    parser.add_argument("--lesson", default="04", help="default: %(default)s")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[10, 40, 160],
        metavar="N",
        help="how many students each class has (default: 10 40 160)",
    )
    parser.add_argument(
        "--jobs",
        type=int,
        nargs="+",
        default=sorted({1, os.cpu_count() or 1}),
        metavar="N",
        help="how many submissions are graded at once (default: 1, and all cores)",
    )
    parser.add_argument(
        "--nbgrader-size",
        type=int,
        metavar="N",
        help="how many of them nbgrader grades, which takes long (default: the smallest class)",
    )


def run(options: argparse.Namespace) -> int:
    """Measure, print the table, and return the exit code."""
    sizes, jobs = sorted(set(options.sizes)), sorted(set(options.jobs))
    peer_size = options.nbgrader_size or sizes[0]
    try:
        name = lessons.find(options.lesson)
        if min(*sizes, *jobs, peer_size) < 1:
            raise ValueError("--sizes, --jobs and --nbgrader-size take numbers from 1.")
        if reason := sandbox.problem():
            raise ValueError(f"The sandbox can't be used: {reason}.")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rows = measure(name, sizes, jobs, peer_size, Path(folder))
    answer = {"lesson": name, "cores": os.cpu_count(), "runs": rows} | compared(rows)
    print(table(answer), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps(answer))
    return 0


def measure(name: str, sizes: list[int], jobs: list[int], peer_size: int, folder: Path) -> list:
    """One row for nbgrader, and one for each size and number of jobs."""
    classes = {size: hand_in(name, size, folder / str(size)) for size in {*sizes, peer_size}}
    rows = []
    with tqdm(total=1 + len(sizes) * len(jobs), desc=PEER, unit="run") as bar:
        rows.append(with_nbgrader(name, classes[peer_size], folder / PEER) | {"size": peer_size})
        bar.update()
        for size in sizes:
            for number in jobs:
                bar.set_description(f"{size} students, --jobs {number}")
                out = folder / f"{size}-{number}"
                rows.append(with_ours(classes[size], out, number) | {"size": size})
                bar.update()
                shutil.rmtree(out)
    for row in rows:
        row["a_minute"] = 60 * row["size"] / row["seconds"]
    return rows


def compared(rows: list[dict]) -> dict:
    """What the rows say together.

    ``start`` and ``each`` are the line through a number of jobs' seconds by class size;
    ``ratio`` is the rate of the largest class with most jobs over nbgrader's. ``beyond_cells``
    leaves out the time in which students' cells ran (for nbgrader with their imports, which our
    warm kernels have done before); with several jobs, it adds up what each of them takes.
    """
    peer, *ours = rows
    lines = {}
    for jobs in sorted({row["jobs"] for row in ours}):
        own = [row for row in ours if row["jobs"] == jobs]
        sizes, seconds = ([row[key] for row in own] for key in ("size", "seconds"))
        each, start = np.polyfit(sizes, seconds, 1) if len(own) > 1 else (np.nan, np.nan)
        memory = max(row["memory"] for row in own)
        lines[jobs] = {"start": float(start), "each": float(each), "memory": memory}
    alone = next(row for row in ours if row["jobs"] == min(lines))
    beyond = {
        kind: (row["seconds"] * row["jobs"] - row["cell_seconds"]) / row["size"]
        for kind, row in (("nbgrader", peer), ("ours", alone))
    }
    ratio = ours[-1]["a_minute"] / peer["a_minute"]
    return {"by_jobs": lines, "ratio": ratio, "beyond_cells": beyond}


def table(answer: dict) -> str:
    """Rates, what one submission more costs, and memory."""
    peer, *ours = answer["runs"]
    lines = [
        f"{answer['lesson']}, all answers right, {answer['cores']} cores",
        f"{'':10} {'students':>9} {'jobs':>5} {'seconds':>8} {'a minute':>9} {'memory':>9}  score",
    ]
    for row in answer["runs"]:
        kind = PEER if row is peer else "this course"
        scores = "/".join(f"{score:g}" for score in row["scores"])
        lines.append(
            f"{kind:10} {row['size']:8} {row['jobs']:5} {row['seconds']:8.0f} "
            f"{row['a_minute']:9.1f} {row['memory'] / 2**20:6.0f} MB  {scores}"
        )
    for jobs, line in answer["by_jobs"].items():
        if not np.isnan(line["each"]):
            lines.append(
                f"--jobs {jobs}: {line['start']:.0f} s to start and end, and "
                f"{line['each']:.2f} s for each submission"
            )
    if len(answer["by_jobs"]) > 1:
        few, many = min(answer["by_jobs"]), max(answer["by_jobs"])
        more = answer["by_jobs"][many]["memory"] - answer["by_jobs"][few]["memory"]
        lines.append(f"Each job more takes {more / (many - few) / 2**20:.0f} MB")
    beyond = answer["beyond_cells"]
    lines.append(
        f"Beyond the students' own cells: {beyond['ours']:.2f} s a submission here, "
        f"{beyond['nbgrader']:.2f} s with nbgrader"
    )
    best = ours[-1]
    lines.append(
        f"{answer['ratio']:.1f} times nbgrader's rate (class of {best['size']}, "
        f"--jobs {best['jobs']})"
    )
    return "\n".join(lines)


def hand_in(name: str, copies: int, folder: Path) -> Path:
    """The lesson's solutions as ``copies`` students would hand them in."""
    import nbformat

    scaffolds = {grade_id(key): cell for key, cell in lessons.scaffolds(name).items()}
    notebook = release_notebook(name)
    for cell in notebook.cells:
        cell.source = scaffolds.get(name_of(cell), cell.source)
    for copy in range(copies):
        path = folder / "submitted" / f"student-{copy:03}" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return folder / "submitted"


def with_ours(submitted: Path, out: Path, jobs: int) -> dict:
    """The whole command `grade`."""
    command = ["tools.grade", str(submitted), "--out", str(out), "--jobs", str(jobs), "--json"]
    measured, _ = timed(command)
    records = [json.loads(path.read_text("utf-8")) for path in out.glob("work/records/*/*.json")]
    own = sum(record["own_seconds"] for record in records)
    scores = {sum(verdict["score"] for verdict in record["verdicts"]) for record in records}
    return measured | {"jobs": jobs, "cell_seconds": own, "scores": sorted(scores)}


def with_nbgrader(name: str, submitted: Path, folder: Path) -> dict:
    """nbgrader's commands from the release version to the feedback."""
    measured, said = timed(["tools.benchmarks.nbgrader_alone", name, str(submitted), str(folder)])
    return measured | {"jobs": 1} | json.loads(said)


def timed(module: list[str]) -> tuple[dict, str]:
    """Run a module of this project; its seconds and memory, and its last line of output.

    Raises:
        RuntimeError: it failed; the message is what it said.
    """
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=lessons.ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        with PeakMemory(process.pid) as memory:
            said, _ = process.communicate()
        seconds = time.monotonic() - started
        if process.returncode:
            errors.seek(0)
            raise RuntimeError(f"{module[0]} failed:\n{errors.read()[-2000:]}")
    return {"seconds": seconds, "memory": memory.bytes}, said.strip().split("\n")[-1]
