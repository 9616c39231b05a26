"""`train`: word vectors from a corpus."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from w2vlib.corpora import open_corpus
from w2vlib.distributed.cluster import EXAMPLE, VARIABLE, Cluster, is_chief, read_cluster
from w2vlib.distributed.local_workers import is_worker, on_loopback, supervise
from w2vlib.memory import peak_memory_bytes
from w2vlib.settings import (
    ARCHITECTURES,
    DEFAULT_AVERAGE_EVERY,
    DEFAULT_NEGATIVES,
    OBJECTIVES,
    OPTIMIZERS,
    PRECISIONS,
    SAMPLERS,
    SCHEDULES,
    STRATEGIES,
    SUBSAMPLE_RULES,
    Settings,
)
from w2vlib.verbs.shared import DEFAULT_FOLDER, add_json, at_least_one, trained_folder


def add(verbs: argparse._SubParsersAction) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "train", help="train vectors on a corpus", description="Train vectors on a corpus."
    )
    _add_places(verb)
    for name, kind, text in _choices():
        verb.add_argument(f"--{name}", **kind, help=text)
    _add_switches(verb)
    # An option that is not given is left out, so that Settings alone holds the defaults.
    for action in verb._actions:
        if action.dest in (*Settings.names(), "objective"):
            action.default = argparse.SUPPRESS
    add_json(verb, run)


def _add_places(verb: argparse.ArgumentParser) -> None:
    """Where the text comes from, and where the vectors go."""
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


def _choices() -> tuple[tuple[str, dict, str], ...]:
    """Options with a value: name, what argparse is told of the value, and help."""
    default = Settings()
    number, real = {"type": int, "metavar": "N"}, {"type": float, "metavar": "X"}
    own, shared = DEFAULT_NEGATIVES["negative_sampling"], DEFAULT_NEGATIVES["nce"]
    rates = ", ".join(f"{rate} for {name}" for name, rate in OPTIMIZERS.items())
    return (
        ("dim", number, f"length of a vector (default: {default.dim})"),
        ("window", number, f"farthest context (default: {default.window})"),
        ("negatives", number,
         f"of each pair with negative_sampling (default: {own}); with nce and sampled_softmax "
         f"shared by a block (default: {shared}); none with softmax"),
        ("epochs", number, f"passes (default: {default.epochs})"),
        ("objective", {"choices": OBJECTIVES}, f"default: {OBJECTIVES[0]}"),
        ("architecture", {"choices": ARCHITECTURES}, f"default: {default.architecture}"),
        ("sampler", {"choices": SAMPLERS},
         f"of negatives (default: {default.sampler}); adaptive: more of the words that the model "
         "still confuses (its loss can't be compared with the others')"),
        ("power", real, f"of the counts, with the unigram sampler (default: {default.power})"),
        ("subsample", real,
         "threshold as a relative frequency (default: 1e-3; 0 keeps all); a percentile with "
         "--subsample-rule percentile (default: 85)"),
        ("subsample-rule", {"choices": SUBSAMPLE_RULES}, f"default: {default.subsample_rule}"),
        ("min-count", number, f"rarest word (default: {default.min_count})"),
        ("optimizer", {"choices": tuple(OPTIMIZERS)}, f"default: {default.optimizer}"),
        ("learning-rate", real, f"default: {rates}"),
        ("schedule", {"choices": SCHEDULES}, f"of the rate (default: {default.schedule})"),
        ("max-norm", real, "longest word vector (default: no limit)"),
        ("precision", {"choices": PRECISIONS},
         f"of the matrix products (default: {default.precision}); tables stay float32"),
        ("batch-size", number,
         "train on shuffled pairs, so many in a step, instead of blocks of text (slower)"),
        ("strategy", {"choices": STRATEGIES},
         "several devices: mirrored for all GPUs of this machine (or its logical CPUs); "
         "multi-worker for several machines: run the same command on each, with its own index in "
         f"{VARIABLE}='{EXAMPLE}'; a worker that is lost is started again from the last checkpoint "
         f"(default: {default.strategy}, one GPU or the CPU)"),
        ("average-every", number,
         "steps between two averages of the tables of several devices "
         f"(default: {DEFAULT_AVERAGE_EVERY})"),
        ("seed", number, f"default: {default.seed}"),
    )  # fmt: skip


def _add_switches(verb: argparse.ArgumentParser) -> None:
    """What is on or off, or is not about the vectors."""
    verb.add_argument(
        "--phrases", action="store_true", help="join frequent pairs of words, as in new_york"
    )
    verb.add_argument(
        "--deterministic", action="store_true", help="the same seed gives the same vectors exactly"
    )
    verb.add_argument(
        "--resume", action="store_true",
        help="go on with the training in --out that was stopped; it keeps its settings",
    )  # fmt: skip
    verb.add_argument(
        "--workers", type=at_least_one, metavar="N",
        help="with --strategy multi-worker: N processes on this machine, in place of "
        f"{VARIABLE}",
    )  # fmt: skip
    verb.add_argument(
        "--show", nargs="+", default=[], metavar="WORD", help="neighbours after every epoch"
    )


def run(options: argparse.Namespace) -> dict | int:
    """Trains, writes the folder, and tells words, speed and losses.

    Returns:
        What `--json` prints, or the exit code where another process tells.
    """
    chosen = {name: getattr(options, name) for name in Settings.names() if hasattr(options, name)}
    settings = Settings(**chosen)
    workers = _workers(settings, options.workers)
    corpus = open_corpus(options.corpus, options.mirror)
    _check_writable(options.out)
    if workers and not is_worker():
        return supervise(options.arguments, workers)

    from tqdm import tqdm

    import w2vlib.quiet  # noqa: F401  TensorFlow's start-up log would bury the rest
    from w2vlib.trainer import Trainer
    from w2vlib.training.lanes import one_core_for_an_operation

    chief = is_chief(settings.strategy)
    if settings.strategy == "none":
        one_core_for_an_operation()
    if _resumes(options, chief):
        trainer = Trainer.resume(options.out, corpus)
        _check_same(trainer, chosen | {"objective": getattr(options, "objective", None)})
    else:
        objective = getattr(options, "objective", OBJECTIVES[0])
        trainer = Trainer(corpus, settings, objective=objective, progress=chief)
    if not (options.resume and trainer.finished):
        show = options.show if chief else ()
        trainer.train(show, lambda line: tqdm.write(line, file=sys.stderr), options.out)
    if not chief:
        return 0
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


def _resumes(options: argparse.Namespace, chief: bool) -> bool:
    """Whether this process reads the checkpoint; a cluster may be lost before its first one."""
    early = is_worker() and not trained_folder(options.out)
    return options.resume and chief and not early


def _workers(settings: Settings, count: int | None) -> list[Cluster]:
    """The workers that run on this machine; none without the strategy "multi-worker"."""
    if settings.strategy != "multi-worker":
        if count is not None:
            raise ValueError("--workers needs --strategy multi-worker")
        return []
    if is_worker() or count is None:
        return [read_cluster()]
    if os.environ.get(VARIABLE):
        raise ValueError(f"--workers starts workers here, and {VARIABLE} names others: give one")
    return on_loopback(count)


def _check_same(trainer, chosen: dict) -> None:
    """Fails if a training would go on with other settings."""
    own = trainer.settings.as_dict() | {"objective": trainer.objective.name}
    for name, value in chosen.items():
        if value is not None and value != own[name]:
            raise ValueError(
                f"--resume goes on with {name} {own[name]!r}, not {value!r}: leave it out, or "
                "train into another folder"
            )


def _check_writable(folder: Path) -> None:
    """Fails before hours of training, not after."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(f"{folder} cannot be written to")
