"""A short real training with somebody's settings, in a process of its own: how good do vectors get?

    python -m grader_tests.trial_training '{"text": 0, "negatives": 5, ...}'

The same settings give the same vectors, so a result is kept: in this process, and in a folder that
the processes of a grading run share. This process itself needs no TensorFlow.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from w2vlib.write_aside import write_text

SENTENCES, DIM, WINDOW, EPOCHS = 8_000, 50, 5, 3
TEXTS = 3  # the corpus is drawn anew with one of so many seeds
SECONDS = 300  # a trial takes about ten

_shared: list[Path] = []


class TrialFailed(RuntimeError):
    """The training did not come to its end, which is no fault of the settings."""


def share_results_in(folder: Path) -> None:
    """Keep results in this folder, too; only the grader may write there."""
    folder.mkdir(exist_ok=True)
    _shared[:] = [folder]


@cache
def share_answered(negatives: int, schedule: str, subsample: float, text: int) -> float:
    """Share (0 to 1) of the planted analogies that vectors trained so answer.

    Raises:
        TrialFailed: the process ended with an error, or took minutes.
    """
    told = {"negatives": negatives, "schedule": schedule, "subsample": subsample, "text": text}
    name = f"{text}-{negatives}-{schedule}-{subsample:g}.json"
    if _shared and (_shared[0] / name).exists():
        return json.loads((_shared[0] / name).read_text("utf-8"))
    share = _in_own_process(told)
    if _shared:
        write_text(_shared[0] / name, json.dumps(share))
    return share


def _in_own_process(told: dict) -> float:
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"), "1")
    command = [sys.executable, "-m", "grader_tests.trial_training", json.dumps(told)]
    try:
        done = subprocess.run(
            command,
            env=os.environ | one_thread | {"PYTHONPATH": path, "CUDA_VISIBLE_DEVICES": "-1"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        return float(json.loads(done.stdout.strip().split("\n")[-1]))
    except subprocess.TimeoutExpired:
        raise TrialFailed(f"the trial training took more than {SECONDS} seconds") from None
    except ValueError:
        said = done.stderr.strip().split("\n")[-1][:300]
        raise TrialFailed(f"the trial training ended with code {done.returncode}: {said}") from None


def train(negatives: int, schedule: str, subsample: float, text: int) -> float:
    """What the process does."""
    import w2vlib.quiet  # noqa: F401
    from grader_tests import planted
    from w2vlib import DivergedError, Trainer
    from w2vlib.corpora.miniworld import MiniWorld
    from w2vlib.training.lanes import one_core_for_an_operation

    one_core_for_an_operation(1)
    trainer = Trainer(
        MiniWorld(seed=text, num_sentences=SENTENCES), dim=DIM, window=WINDOW, epochs=EPOCHS,
        negatives=negatives, schedule=schedule, subsample=subsample, seed=text,
        deterministic=True, progress=False, validation=False,
    )  # fmt: skip
    try:
        vectors = trainer.train().vectors
    except (ValueError, DivergedError):  # nothing is left of the text; or no number of the loss
        return 0.0
    return planted.share_answered(vectors.words, vectors.matrix)


if __name__ == "__main__":
    print(json.dumps(train(**json.loads(sys.argv[1]))))
