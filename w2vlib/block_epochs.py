"""A whole text, learned in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import tensorflow as tf

from w2vlib.block_layout import Rows, lay_out, rows_for
from w2vlib.block_steps import BlockSteps
from w2vlib.settings import Settings
from w2vlib.subsampling import stays
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

    def epoch(
        self, number: int, rate_at: Callable[[float], float]
    ) -> Iterator[tuple[int, float, float]]:
        """Learns; yields raw words done, and loss and number of the pairs that tell it.

        Args:
            number: of the epoch, from 0 in the first training; decides what is drawn.
            rate_at: the learning rate when this share (0 to 1) of the epoch is done.
        """
        rng = np.random.default_rng([self._settings.seed, number])
        before = 0
        for chunk in self._store.chunks(_MOST_TOKENS):
            kept = stays(chunk.ids, self._keep, rng)
            rows = lay_out(
                chunk.ids[kept], chunk.sentence[kept], self._settings.window,
                rows_for(int(kept.mean() * len(self._store)), self._steps.most_rows), rng,
            )  # fmt: skip
            share, told = chunk.words / self._store.words, 0
            for done, loss, pairs in self._learn(rows, rng, rate_at, before, share):
                yield int(chunk.words * done) - told, loss, pairs
                told = int(chunk.words * done)
            before += share

    def _learn(
        self, rows: Rows, rng: np.random.Generator, rate_at, before: float, share: float
    ) -> Iterator[tuple[float, float, float]]:
        """Steps over rows that are this `share` of the epoch, `before` of it being done.

        Yields which share of the rows is done, and loss and number of pairs.
        """
        seed = tf.constant(int(rng.integers(2**31)), tf.int32)
        text = [tf.constant(array) for array in (rows.tokens, rows.left, rows.right)]
        for first in range(0, rows.steps, _STEPS_A_CALL):
            count = min(_STEPS_A_CALL, rows.steps - first)
            rates = (rate_at(before + share * (first + done) / rows.steps) for done in (0, count))
            loss, pairs = self._steps.run(
                *text, tf.constant(first), tf.constant(count),
                *(tf.constant(rate, tf.float32) for rate in rates), seed,
            )  # fmt: skip
            yield (first + count) / rows.steps, float(loss), float(pairs)
            if (first // _STEPS_A_CALL) % _CALLS_UNTIL_ADAPTED == _CALLS_UNTIL_ADAPTED - 1:
                self._steps.adapt()
