"""The text as batches of shuffled pairs, streamed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from w2vlib.pairs import dynamic_window_pairs
from w2vlib.settings import Settings
from w2vlib.subsampling import stays
from w2vlib.tokens.chunk import Chunk
from w2vlib.tokens.store import TokenStore

_MOST_CHUNK_TOKENS = 50_000  # read, paired and shuffled at a time
_LEAST_CHUNKS = 10  # in an epoch, so that the rate falls in small steps


class PairBatches:
    """Pairs of a text in whole batches of B; fewer than B pairs wait for the next chunk.

    Args:
        keep: chance `(V,)` to keep each word; drawn anew in every epoch.

    Attributes:
        waiting: `(2, n)`, the pairs that wait.
    """

    def __init__(
        self,
        store: TokenStore,
        keep: np.ndarray,
        settings: Settings,
        batch_size: int,
    ):
        self._store = store
        self._keep = keep
        self._settings = settings
        self._batch_size = batch_size
        self._chunk_tokens = min(_MOST_CHUNK_TOKENS, max(1, len(store) // _LEAST_CHUNKS))
        self.waiting = np.empty((2, 0), dtype=np.int32)

    def epoch(self, number: int, first: int = 0) -> Iterator[tuple[np.ndarray, int]]:
        """Batches `(2, S, B)` of targets and contexts, and the raw words that were read.

        Args:
            number: of the epoch; decides what is drawn.
            first: the chunk to begin with.
        """
        for place, chunk in enumerate(self._store.chunks(self._chunk_tokens)):
            if place < first:
                continue
            rng = np.random.default_rng([self._settings.seed, number, place])
            ready = np.concatenate([self.waiting, self._pairs(chunk, rng)], axis=1)  # (2, n)
            steps = ready.shape[1] // self._batch_size
            whole, self.waiting = np.split(ready, [steps * self._batch_size], axis=1)
            yield whole.reshape(2, steps, self._batch_size), chunk.words

    def _pairs(self, chunk: Chunk, rng: np.random.Generator) -> np.ndarray:
        """Shuffled pairs `(2, n)` of a chunk: frequent words are dropped, then windows laid."""
        kept = stays(chunk.ids, self._keep, rng)
        ids, sentence = chunk.ids[kept], chunk.sentence[kept]
        pairs = np.stack(dynamic_window_pairs(ids, sentence, self._settings.window, rng))  # (2, n)
        return pairs[:, rng.permutation(pairs.shape[1])]
