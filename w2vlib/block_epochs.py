"""A whole text, learned in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import tensorflow as tf

from w2vlib.block_layout import Rows, lay_out, rows_for
from w2vlib.block_steps import BlockSteps
from w2vlib.settings import Settings
from w2vlib.subsampling import stays
from w2vlib.tokens.chunk import Chunk
from w2vlib.tokens.store import TokenStore

_MOST_TOKENS = 1_000_000  # laid out at a time, which takes about 60 bytes for each
_STEPS_A_CALL = 20  # of which the last one tells its loss
_CALLS_UNTIL_ADAPTED = 5  # of an adaptive sampler


class BlockEpochs:
    """Epochs of a `TokenStore` for `BlockSteps`; subsampling and windows are drawn anew in each.

    Args:
        keep: chance `(V,)` to keep each word.
    """

    def __init__(self, store: TokenStore, steps: BlockSteps, keep: np.ndarray, settings: Settings):
        self._store, self._steps, self._keep, self._settings = store, steps, keep, settings
        self._chunk = self._block = 0  # where an epoch begins, or the rest of one

    def epoch(
        self, number: int, rate_at: Callable[[float], float]
    ) -> Iterator[tuple[int, float, float]]:
        """Learns; yields raw words done, and loss and number of the pairs that tell it.

        After `restore` it goes on where `state` was asked for.

        Args:
            number: of the epoch, from 0 in the first training; decides what is drawn.
            rate_at: the learning rate when this share (0 to 1) of the epoch is done.
        """
        words = 0  # of the chunks before
        for place, chunk in enumerate(self._store.chunks(_MOST_TOKENS)):
            if place >= self._chunk:
                seed = [self._settings.seed, number, place]
                rows = self._lay_out(chunk, np.random.default_rng(seed))

                def rate(block, words=words, chunk=chunk, rows=rows):
                    return rate_at((words + chunk.words * block / rows.steps) / self._store.words)

                told = chunk.words * self._block // rows.steps
                for loss, pairs in self._learn(rows, seed, rate):
                    done = chunk.words * self._block // rows.steps
                    yield done - told, loss, pairs
                    told = done
                self._chunk, self._block = place + 1, 0
            words += chunk.words
        self._chunk = 0

    def state(self) -> dict[str, np.ndarray]:
        """Where in the epoch it is, and what the steps remember."""
        slots = {name: slot.numpy() for name, slot in self._steps.slots.items()}
        return slots | {"chunk": np.array(self._chunk), "block": np.array(self._block)}

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Goes back to what `state` told."""
        self._chunk, self._block = int(state["chunk"]), int(state["block"])
        for name, slot in self._steps.slots.items():
            slot.assign(state[name])

    def _lay_out(self, chunk: Chunk, rng: np.random.Generator) -> Rows:
        kept = stays(chunk.ids, self._keep, rng)
        rows = rows_for(int(kept.mean() * len(self._store)), self._steps.most_rows)
        return lay_out(chunk.ids[kept], chunk.sentence[kept], self._settings.window, rows, rng)

    def _learn(
        self, rows: Rows, seed: list[int], rate: Callable[[int], float]
    ) -> Iterator[tuple[float, float]]:
        """Steps over all rows; loss and number of pairs of each call's last step."""
        drawn = int(np.random.default_rng([*seed, 1]).integers(2**31))
        text = [tf.constant(array) for array in (rows.tokens, rows.left, rows.right)]
        for first in range(self._block, rows.steps, _STEPS_A_CALL):
            count = min(_STEPS_A_CALL, rows.steps - first)
            rates = (tf.constant(rate(block), tf.float32) for block in (first, first + count))
            loss, pairs = self._steps.run(
                *text, tf.constant(first), tf.constant(count), *rates, tf.constant(drawn)
            )
            self._block = first + count
            if self._block // _STEPS_A_CALL % _CALLS_UNTIL_ADAPTED == 0:
                self._steps.adapt()
            yield float(loss), float(pairs)
