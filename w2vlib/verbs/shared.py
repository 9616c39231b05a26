"""Options and answers that several verbs share."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from w2vlib.vectors import WordVectors

DEFAULT_FOLDER = Path("build") / "vectors"


def add_vectors(verb: argparse.ArgumentParser) -> None:
    """Adds `--vectors`, for verbs that ask trained vectors."""
    verb.add_argument(
        "--vectors", type=Path, default=DEFAULT_FOLDER, metavar="FILE_OR_DIR",
        help="a folder that `train` wrote, or a file: word2vec text or binary, GloVe, npz, plain "
        f"or gzipped (default: {DEFAULT_FOLDER.as_posix()})",
    )  # fmt: skip


def add_json(verb: argparse.ArgumentParser, run: Callable) -> None:
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


def program() -> str:
    """What stands before a verb's name, as the user has called it: `tools/course.py` says so."""
    return os.environ.get("COURSE_PROGRAM", "python -m w2vlib")


def load_vectors(path: Path) -> WordVectors:
    """The `WordVectors` of a file or folder."""
    from w2vlib.vectors import WordVectors

    try:
        return WordVectors.load(path)
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{error}; train some with `{program()} train`, or name them with --vectors"
        ) from None


def trained_folder(path: Path) -> bool:
    """Whether `train` wrote this folder, so that it holds more than vectors."""
    from w2vlib.training.checkpoint import MODEL_FILE

    return (path / MODEL_FILE).is_file()


def load_config(folder: Path) -> dict:
    """Corpus, settings and history of a folder that `train` wrote.

    Raises:
        FileNotFoundError, ValueError: it is none, or its config.json is damaged.
    """
    file = folder / "config.json"
    if not file.is_file():
        raise FileNotFoundError(
            f"{folder} is not a folder that `train` wrote: it holds no config.json"
        )
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        told["history"]["loss"]  # whatever lacks it was not written by `train`
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{file} is damaged: {error!r}") from error
    return told


def load_history(folder: Path) -> dict[str, list]:
    """The training history of a folder: lists with one entry per epoch."""
    return load_config(folder)["history"]
