"""Options and answers that several verbs share."""

from __future__ import annotations

import argparse
from pathlib import Path

DEFAULT_FOLDER = Path("build") / "vectors"


def add_vectors(verb: argparse.ArgumentParser) -> None:
    """Adds `--vectors`, for verbs that ask trained vectors."""
    verb.add_argument(
        "--vectors", type=Path, default=DEFAULT_FOLDER, metavar="FILE_OR_DIR",
        help="vectors.npz, word2vec text, or a folder that `train` wrote "
        f"(default: {DEFAULT_FOLDER.as_posix()})",
    )  # fmt: skip


def add_json(verb: argparse.ArgumentParser, run) -> None:
    """Adds `--json`, and tells what the verb runs."""
    verb.add_argument(
        "--json", action="store_true", help="the last line of standard output is a JSON object"
    )
    verb.set_defaults(run=run)


def at_least_one(text: str) -> int:
    """A whole number of 1 or more from the command line."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number, 1 or more")
    return int(text)


def load_vectors(options: argparse.Namespace):
    """The `WordVectors` that `--vectors` names."""
    from w2vlib.vectors import WordVectors

    try:
        return WordVectors.load(options.vectors)
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{error}; train some with `train`, or name them with --vectors"
        ) from None
