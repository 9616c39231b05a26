"""A trained model in a folder: for people, for other programs, and to load again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from w2vlib.settings import Settings
from w2vlib.vocabulary import Vocabulary
from w2vlib.write_aside import write_aside

# One file, so that tables, words and settings can never be of two different runs.
MODEL_FILE = Path("checkpoint") / "model.npz"


def save(trainer, folder: Path) -> None:
    """Writes vectors.txt, vectors.npz, config.json and checkpoint/model.npz.

    Each file is written aside and renamed; the checkpoint, which everything else follows from,
    comes first.
    """
    model, vocabulary = trainer.model, trainer.vocabulary
    with write_aside(folder / MODEL_FILE) as aside:
        np.savez(
            aside,
            input_table=model.input_table.numpy(),  # (V, D)
            output_table=model.output_table.numpy(),  # (V, D)
            bias=model.bias.numpy(),  # (V,)
            words=np.array(vocabulary.words, dtype=str),  # (V,)
            counts=vocabulary.counts,  # (V,)
            config=np.array(json.dumps(config(trainer))),
        )
    vectors = trainer.vectors
    vectors.save(folder / "vectors.npz")
    vectors.save(folder / "vectors.txt")
    with write_aside(folder / "config.json") as aside:
        aside.write_text(json.dumps(config(trainer), indent=2) + "\n", encoding="utf-8")


def config(trainer) -> dict:
    """Corpus, objective, settings and history as plain data."""
    return {
        "corpus": getattr(trainer.corpus, "name", None),
        "objective": trainer.objective.name,
        "own_functions": trainer.own_functions,
        "settings": trainer.settings.as_dict(),
        "history": trainer.history,
    }


@dataclass
class Saved:
    """What a checkpoint holds; `functions` names the caller's own, which it does not hold."""

    settings: Settings
    objective: str
    functions: list[str]
    vocabulary: Vocabulary
    tables: list[np.ndarray]  # input (V, D), output (V, D), bias (V,)
    history: dict[str, list]


def load(folder: Path) -> Saved:
    """Reads the checkpoint of a folder that `save` wrote.

    Raises:
        FileNotFoundError: no checkpoint in the folder.
        ValueError: the checkpoint is damaged.
    """
    file = folder / MODEL_FILE
    if not file.is_file():
        raise FileNotFoundError(f"{folder} holds no {MODEL_FILE.as_posix()}")
    try:
        with np.load(file, allow_pickle=False) as arrays:
            told = json.loads(str(arrays["config"]))
            return Saved(
                settings=Settings(**told["settings"]),
                objective=told["objective"],
                functions=told["own_functions"],
                vocabulary=Vocabulary(arrays["words"].tolist(), arrays["counts"]),
                tables=[arrays[name] for name in ("input_table", "output_table", "bias")],
                history=told["history"],
            )
    except Exception as error:  # whatever is wrong with the bytes, the answer is the same
        raise ValueError(f"{file} is damaged: {error}") from error
