"""A whole text, learned in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import tensorflow as tf

from w2vlib.block_layout import Rows, lay_out, rows_for
from w2vlib.block_steps import BlockSteps
from w2vlib.distributed.averaged_steps import AveragedSteps
from w2vlib.settings import Settings
from w2vlib.subsampling import stays
from w2vlib.token_store import TokenStore

_MOST_TOKENS = 4_000_000  # laid out at a time
_CALLS_UNTIL_ADAPTED = 5  # of an adaptive sampler


class BlockEpochs:
    """Epochs of a `TokenStore`; subsampling and windows are drawn anew in each.

    Args:
        steps: of one device, or of several.
        keep: chance `(V,)` to keep each word.
    """

    def __init__(
        self, store: TokenStore, steps: BlockSteps | AveragedSteps, keep: np.ndarray,
        settings: Settings,
    ):  # fmt: skip
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
                rows_for(int(kept.sum()), self._steps.most_rows, self._steps.replicas), rng,
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
        text, a_call = self._steps.place(rows), self._steps.a_call
        for first in range(0, rows.steps, a_call):
            count = min(a_call, rows.steps - first)
            rates = (rate_at(before + share * (first + done) / rows.steps) for done in (0, count))
            loss, pairs = self._steps.run(
                *text, tf.constant(first), tf.constant(count),
                *(tf.constant(rate, tf.float32) for rate in rates), seed,
            )  # fmt: skip
            yield (first + count) / rows.steps, float(loss), float(pairs)
            if (first // a_call) % _CALLS_UNTIL_ADAPTED == _CALLS_UNTIL_ADAPTED - 1:
                self._steps.adapt()
