"""`train`: word vectors from a corpus."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from w2vlib.corpora import open_corpus
from w2vlib.settings import (
    DEFAULT_BATCH,
    DEFAULT_NEGATIVES,
    OBJECTIVES,
    PAIRS_PER_SHARED_NEGATIVE,
    SAMPLERS,
    SCHEDULES,
    SUBSAMPLE_RULES,
    Settings,
)
from w2vlib.verbs.shared import DEFAULT_FOLDER, add_json


def add(verbs) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "train", help="train vectors on a corpus", description="Train vectors on a corpus."
    )
    default = Settings()
    verb.add_argument(
        "--corpus", default="docstrings", metavar="NAME|PATH",
        help="docstrings (default), miniworld; text8, wikitext-2, wikitext-103, imdb (downloaded "
        "once); or a text file or folder (plain, .gz, .xz, .zst, .zip)",
    )  # fmt: skip
    verb.add_argument(
        "--mirror", metavar="URL",
        help="download from this folder instead, https://..., or file://... for one on disk "
        "(default: the environment variable W2V_MIRROR)",
    )  # fmt: skip
    verb.add_argument(
        "--out", type=Path, default=DEFAULT_FOLDER, metavar="DIR",
        help="where vectors.txt, vectors.npz, config.json and checkpoint/ go "
        f"(default: {DEFAULT_FOLDER.as_posix()})",
    )  # fmt: skip
    number = {"type": int, "metavar": "N"}
    verb.add_argument("--dim", **number, help=f"length of a vector (default: {default.dim})")
    verb.add_argument("--window", **number, help=f"farthest context (default: {default.window})")
    own, shared = DEFAULT_NEGATIVES["negative_sampling"], DEFAULT_NEGATIVES["nce"]
    verb.add_argument(
        "--negatives", **number,
        help=f"negatives: for each pair with negative_sampling (default: {own}), shared by the "
        f"batch with nce and sampled_softmax (default: {shared})",
    )  # fmt: skip
    verb.add_argument("--epochs", **number, help=f"passes (default: {default.epochs})")
    verb.add_argument(
        "--objective", choices=OBJECTIVES, default=OBJECTIVES[0], help=f"default: {OBJECTIVES[0]}"
    )
    verb.add_argument("--sampler", choices=SAMPLERS, help=f"default: {default.sampler}")
    verb.add_argument(
        "--subsample", type=float, metavar="T",
        help="threshold as a relative frequency (default: 1e-3; 0 keeps all); a percentile "
        "with --subsample-rule percentile (default: 85)",
    )  # fmt: skip
    verb.add_argument(
        "--subsample-rule", choices=SUBSAMPLE_RULES, help=f"default: {default.subsample_rule}"
    )
    verb.add_argument("--min-count", **number, help=f"rarest word (default: {default.min_count})")
    verb.add_argument(
        "--phrases", action="store_true", help="join frequent pairs of words, as in new_york"
    )
    verb.add_argument(
        "--learning-rate", type=float, metavar="X", help=f"default: {default.learning_rate}"
    )
    verb.add_argument(
        "--schedule", choices=SCHEDULES, help=f"of the rate (default: {default.schedule})"
    )
    verb.add_argument(
        "--batch-size", **number,
        help=f"pairs in a step (default: {DEFAULT_BATCH}; with nce and sampled_softmax at most "
        f"{PAIRS_PER_SHARED_NEGATIVE} times the negatives)",
    )  # fmt: skip
    verb.add_argument("--seed", **number, help=f"default: {default.seed}")
    verb.add_argument(
        "--deterministic", action="store_true", help="the same seed gives the same vectors exactly"
    )
    verb.add_argument(
        "--show", nargs="+", default=[], metavar="WORD", help="neighbours after every epoch"
    )
    # An option that is not given is left out, so that Settings alone holds the defaults.
    given_only = [action for action in verb._actions if action.dest in Settings.names()]
    for action in given_only:
        action.default = argparse.SUPPRESS
    add_json(verb, run)


def run(options: argparse.Namespace) -> dict:
    chosen = {name: getattr(options, name) for name in Settings.names() if hasattr(options, name)}
    settings = Settings(**chosen)
    corpus = open_corpus(options.corpus, options.mirror)
    _check_writable(options.out)

    from tqdm import tqdm

    import w2vlib.quiet  # noqa: F401  TensorFlow's start-up log would bury the rest
    from w2vlib.trainer import Trainer

    trainer = Trainer(corpus, settings, objective=options.objective)
    trainer.train(show=options.show, tell=lambda line: tqdm.write(line, file=sys.stderr))
    trainer.save(options.out)
    history = trainer.history
    words, seconds = sum(history["words"]), sum(history["seconds"])
    answer = {
        "words": words,
        "words_per_second": round(words / seconds),
        "seconds": round(seconds, 3),
        "loss": history["loss"][-1],
        "validation_loss": history["validation_loss"][-1],
        "vocabulary": len(trainer.vocabulary),
        "peak_memory_bytes": peak_memory_bytes(),
        "out": str(options.out),
    }
    if not options.json:
        print(
            f"{words:,} words in {seconds:.1f} s ({words / seconds:,.0f} a second), "
            f"{len(trainer.vocabulary):,} vectors in {options.out}"
        )
    return answer


def _check_writable(folder: Path) -> None:
    """Fails before hours of training, not after."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(f"{folder} cannot be written to")


def peak_memory_bytes() -> int | None:
    """The most memory this process has used; None where the system does not tell (Windows)."""
    # Linux's ru_maxrss counts the program that started this one, too; its status file does not.
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
