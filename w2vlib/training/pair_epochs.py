"""A whole text, learned from batches of pairs, with any loss that TensorFlow can differentiate."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from w2vlib.training.embedding_model import EmbeddingModel
from w2vlib.training.pair_batches import PairBatches


class PairEpochs:
    """Epochs of `PairBatches` for an `EmbeddingModel`.

    Args:
        words: raw words of an epoch.
    """

    def __init__(self, batches: PairBatches, model: EmbeddingModel, words: int):
        self._batches, self._model, self._words = batches, model, words
        self._steps = 0  # taken so far; each draws other negatives
        self._chunk = self._done = 0  # where an epoch begins, or the rest of one; its words before

    def epoch(
        self, number: int, rate_at: Callable[[float], float]
    ) -> Iterator[tuple[int, float, int]]:
        """Learns; yields raw words done, and the summed loss of how many pairs.

        After `restore` it goes on where `state` was asked for.

        Args:
            number: of the epoch, from 0 in the first training; decides what is drawn.
            rate_at: the learning rate when this share (0 to 1) of the epoch is done.
        """
        done = self._done
        for pairs, words in self._batches.epoch(number, self._chunk):  # (2, S, B)
            targets, contexts = pairs.astype(np.int64)  # (S, B), (S, B)
            rate = rate_at(done / self._words)
            loss = float(self._model.train_steps(targets, contexts, rate, self._steps))
            self._steps += pairs.shape[1]
            self._chunk += 1
            done = self._done = done + words
            yield words, loss, targets.size
        self._chunk = self._done = 0

    def state(self) -> dict[str, np.ndarray]:
        """Where in the epoch it is, and the pairs that wait."""
        numbers = {"steps": self._steps, "chunk": self._chunk, "done": self._done}
        return {"waiting": self._batches.waiting} | {k: np.array(v) for k, v in numbers.items()}

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Goes back to what `state` told."""
        self._batches.waiting = state["waiting"]
        self._steps, self._chunk, self._done = (int(state[k]) for k in ("steps", "chunk", "done"))
