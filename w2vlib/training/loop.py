"""Epoch after epoch: the bar, the history, checkpoints, and when to stop."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from tqdm.auto import tqdm

from w2vlib.training.checkpoint import Keeper
from w2vlib.training.position import Position
from w2vlib.training.stop_signals import Stopped, StopSignals

if TYPE_CHECKING:
    from w2vlib.trainer import Trainer
    from w2vlib.training.block_epochs import BlockEpochs
    from w2vlib.training.pair_epochs import PairEpochs

_ABSURD = 20.0  # nats for each class that a pair is compared with


class DivergedError(FloatingPointError):
    """The loss is no longer a number that anything can be learned from."""


class TrainingLoop:
    """Runs the epochs of a trainer from its `position` on.

    Args:
        trainer: its settings, history and position.
        epochs: `BlockEpochs` or `PairEpochs`.
        keeper: of checkpoints; with a folder, signals are heeded.
    """

    def __init__(self, trainer: Trainer, epochs: BlockEpochs | PairEpochs, keeper: Keeper):
        self._trainer, self._epochs, self._keeper = trainer, epochs, keeper
        self._rate = trainer.settings.learning_rates()

    def run(self, words: int, after_epoch: Callable[[], None]) -> None:
        """Trains until all epochs are done; `words` are the raw words of one."""
        trainer = self._trainer
        if trainer.finished:
            trainer.position = Position()  # as many epochs again
        last = trainer.settings.epochs
        position = trainer.position
        with (
            StopSignals(heed=self._keeper.active) as self._stop,
            tqdm(
                total=words * last, initial=position.epoch * words + position.words,
                unit=" words", unit_scale=True, disable=not trainer.progress, file=sys.stderr,
            ) as self._bar,
        ):  # fmt: skip
            while not trainer.finished:
                self._train_epoch()
                after_epoch()
                self._keeper.keep()
                self._stop_if_asked()

    def _train_epoch(self) -> None:
        """One pass over the text, or the rest of one, noted in the history."""
        trainer, position = self._trainer, self._trainer.position

        def rate_at(share: float) -> float:
            return self._rate((position.epoch + share) / trainer.settings.epochs)

        since = time.perf_counter()
        number = len(trainer.history["loss"])  # further training draws anew
        for words, loss, pairs in self._epochs.epoch(number, rate_at):
            self._check(loss, pairs)
            position.words += words
            position.loss += loss
            position.pairs += pairs
            since, before = time.perf_counter(), since
            position.seconds += since - before
            self._bar.update(words)
            mean = position.loss / max(1, position.pairs)
            self._bar.set_postfix(epoch=position.epoch + 1, loss=f"{mean:.3f}")
            if self._stop.number or self._keeper.due:
                self._keeper.keep()
                self._stop_if_asked()
                since = time.perf_counter()
        if not position.pairs:
            raise ValueError(
                "the text gives no batch of pairs: its sentences are too short, or too many of "
                "its words are subsampled"
            )
        trainer.history["loss"].append(position.loss / position.pairs)
        trainer.history["words"].append(position.words)
        trainer.history["seconds"].append(position.seconds)
        trainer.position = Position(position.epoch + 1)

    def _stop_if_asked(self) -> None:
        if self._stop.number:
            raise Stopped(self._stop.number, self._keeper.where)

    def _check(self, loss: float, pairs: float) -> None:
        """Fails where nothing can be learned any more: on a loss that is not finite, or absurd."""
        trainer = self._trainer
        most = np.inf
        if trainer.in_blocks:  # built-in objectives begin below one nat for each class they see
            most = _ABSURD * (trainer.negatives + 1) * max(1.0, pairs)
        if np.isfinite(loss) and loss < most:
            return
        smaller = "" if trainer.in_blocks else f" or a smaller batch than {trainer.batch_size}"
        raise DivergedError(
            f"the loss is {loss / max(1.0, pairs):g} nats a pair: training diverged; try a lower "
            f"learning rate than {self._rate(0):g}{smaller}{self._keeper.told}"
        )
