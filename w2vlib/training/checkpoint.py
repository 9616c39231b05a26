"""A trained model in a folder: for people, for other programs, to load again, to go on with."""

from __future__ import annotations

import json
import time
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from w2vlib.settings import Settings
from w2vlib.training.position import Position
from w2vlib.vocabulary import Vocabulary
from w2vlib.write_aside import write_aside, write_text

if TYPE_CHECKING:
    from w2vlib.trainer import Trainer

# One file, so that tables, words and settings can never be of two different moments.
MODEL_FILE = Path("checkpoint") / "model.npz"
TABLES = ("input_table", "output_table", "bias")
SECONDS_BETWEEN = 300.0  # two checkpoints within an epoch
_STATE = "state/"  # begins the names of what only further training needs


class Keeper:
    """Writes checkpoints of a trainer now and then; an earlier one stays until a new one is whole.

    Args:
        folder: None writes nothing.
    """

    def __init__(self, trainer: Trainer, folder: Path | None):
        self._trainer, self._folder = trainer, folder
        self._last = time.monotonic()

    @property
    def active(self) -> bool:
        """Whether it writes anything."""
        return self._folder is not None

    @property
    def where(self) -> str:
        """The folder."""
        return str(self._folder)

    @property
    def due(self) -> bool:
        """Whether the last checkpoint is five minutes old."""
        return self.active and time.monotonic() - self._last > SECONDS_BETWEEN

    def keep(self) -> None:
        """Writes one. Without room on the disk it warns, and the training goes on."""
        if self._folder is None:
            return
        try:
            save_model(self._trainer, self._folder)
        except OSError as error:
            warnings.warn(
                f"no checkpoint was written ({error}); the one before is still there", stacklevel=2
            )
        self._last = time.monotonic()

    @property
    def told(self) -> str:
        """The last good checkpoint, in words."""
        if self._folder is None or not (self._folder / MODEL_FILE).is_file():
            return ""
        return f"; the last good checkpoint is in {self._folder}"


def save(trainer: Trainer, folder: Path) -> None:
    """Writes checkpoint/model.npz, vectors.npz, vectors.txt and config.json.

    Each file is written aside and renamed; the checkpoint, which everything else follows from,
    comes first.
    """
    save_model(trainer, folder)
    vectors = trainer.vectors
    vectors.save(folder / "vectors.npz")
    vectors.save(folder / "vectors.txt")
    write_text(folder / "config.json", json.dumps(config(trainer), indent=2) + "\n")


def save_model(trainer: Trainer, folder: Path) -> None:
    """Writes the checkpoint alone.

    Raises:
        FloatingPointError: a table has numbers that are not finite; nothing is written.
    """
    model, vocabulary = trainer.model, trainer.vocabulary
    tables = {n: table.numpy() for n, table in zip(TABLES, model.tables, strict=True)}
    for name, table in tables.items():
        if not np.isfinite(table).all():
            raise FloatingPointError(f"the {name} has numbers that are not finite")
    told = config(trainer) | {"position": asdict(trainer.position)}
    with write_aside(folder / MODEL_FILE) as aside:
        np.savez(
            aside,
            **tables,
            **{_STATE + name: value for name, value in trainer.state().items()},
            words=np.array(vocabulary.words, dtype=str),  # (V,)
            counts=vocabulary.counts,  # (V,)
            config=np.array(json.dumps(told)),
        )


def config(trainer: Trainer) -> dict:
    """Corpus, objective, settings and history as plain data."""
    return {
        "corpus": getattr(trainer.corpus, "name", None),
        "objective": trainer.objective.name,
        "own_functions": list(trainer.functions),
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
    tables: list[np.ndarray]  # as `TABLES`: (V, D), (V, D), (V,)
    history: dict[str, list]
    position: Position
    state: dict[str, np.ndarray]


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
                tables=[arrays[name] for name in TABLES],
                history=told["history"],
                position=Position(**told["position"]),
                state={
                    name.removeprefix(_STATE): arrays[name]
                    for name in arrays.files
                    if name.startswith(_STATE)
                },
            )
    except Exception as error:  # whatever is wrong with the bytes, the answer is the same
        raise ValueError(f"{file} is damaged: {error}") from error
