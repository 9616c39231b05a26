"""`export`: trained vectors in the formats of other programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from w2vlib.verbs.shared import (
    add_json,
    add_vectors,
    at_least_one,
    load_history,
    load_vectors,
    trained_folder,
)

FILES = ("text", "binary", "glove", "npz")
FOLDERS = ("checkpoint", "projector", "tensorboard")
_NEXT_STEP = {
    "checkpoint": 'read it with tf.train.load_checkpoint("{out}/vectors")',
    "projector": "load both .tsv files at projector.tensorflow.org, or start TensorBoard on {out}",
    "tensorboard": "look at them: pip install tensorboard, then tensorboard --logdir {out}",
}


def add(verbs: argparse._SubParsersAction) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "export", help="write vectors for other programs",
        description="Write vectors for other programs.",
    )  # fmt: skip
    add_vectors(verb)
    verb.add_argument(
        "--format", required=True, choices=FILES + FOLDERS,
        help="text, binary: of word2vec; glove: text without the first line; npz: NumPy arrays; "
        "checkpoint: of TensorFlow; projector: tables for the embedding projector; tensorboard: "
        "loss and speed of every epoch",
    )  # fmt: skip
    verb.add_argument(
        "--out", type=Path, required=True, metavar="PATH",
        help=f"a file, gzipped if it ends in .gz; for {', '.join(FOLDERS)} a folder",
    )  # fmt: skip
    verb.add_argument(
        "--count", type=at_least_one, metavar="N",
        help="the N most frequent words only (default: all)",
    )  # fmt: skip
    add_json(verb, run)


def run(options: argparse.Namespace) -> dict:
    """Writes the file or folder; what `--json` prints."""
    _check(options)
    answer = {"format": options.format, "out": str(options.out)}
    answer |= _WRITE[options.format](options)
    if not options.json:
        told = ", ".join(f"{value:,} {name}" for name, value in answer.items() if name in _TOLD)
        next_step = _NEXT_STEP.get(options.format, "").format(out=options.out.as_posix())
        print(f"{told} in {options.out}" + (f"; {next_step}" if next_step else ""))
    return answer


def _check(options: argparse.Namespace) -> None:
    """Says what cannot work before anything is read."""
    from w2vlib.formats.vector_files import check_ending

    if options.format in FILES:
        check_ending(options.out, options.format)
        if options.out.is_dir():
            raise ValueError(f"{options.out} is a folder; --out must name a file")
        return
    if options.out.exists() and not options.out.is_dir():
        raise ValueError(f"{options.out} is a file; the format {options.format} needs a folder")
    if options.format == "tensorboard" and options.count is not None:
        raise ValueError("--count chooses words, and the format tensorboard holds none")


def _file(options: argparse.Namespace) -> dict:
    vectors = load_vectors(options.vectors).first(options.count)
    vectors.save(options.out, options.format)
    return {"words": len(vectors)}


def _checkpoint(options: argparse.Namespace) -> dict:
    """The model's tables; of a file of vectors, these alone."""
    import w2vlib.quiet  # noqa: F401  TensorFlow's start-up log would bury the rest
    from w2vlib.formats import tensorflow_checkpoint
    from w2vlib.training import checkpoint

    names = ("input_table", "output_table", "bias")
    if trained_folder(options.vectors):
        saved = checkpoint.load(options.vectors)
        words, tables = saved.vocabulary.words, dict(zip(names, saved.tables, strict=True))
    else:
        vectors = load_vectors(options.vectors)
        words, tables = vectors.words, {names[0]: vectors.matrix}
    words = words[: options.count]
    tables = {name: table[: options.count] for name, table in tables.items()}
    tensorflow_checkpoint.write(options.out, words, tables)
    return {"words": len(words), "tables": list(tables)}


def _projector(options: argparse.Namespace) -> dict:
    from w2vlib.formats import projector
    from w2vlib.training import checkpoint

    vectors = load_vectors(options.vectors).first(options.count)
    counts = None
    if trained_folder(options.vectors):
        counts = checkpoint.load(options.vectors).vocabulary.counts[: len(vectors)]
    projector.write(options.out, vectors.words, vectors.matrix, counts)
    return {"words": len(vectors), "with_counts": counts is not None}


def _tensorboard(options: argparse.Namespace) -> dict:
    from w2vlib.formats import tensorboard

    history = load_history(options.vectors)
    import w2vlib.quiet  # noqa: F401  after the check: TensorFlow takes seconds to start

    tensorboard.write(options.out, history)
    return {"epochs": len(history["loss"])}


_WRITE = {
    **dict.fromkeys(FILES, _file),
    "checkpoint": _checkpoint,
    "projector": _projector,
    "tensorboard": _tensorboard,
}
_TOLD = ("words", "epochs")
