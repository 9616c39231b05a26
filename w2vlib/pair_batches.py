"""The text as batches of shuffled pairs, streamed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from w2vlib.corpora import Corpus
from w2vlib.pairs import dynamic_window_pairs
from w2vlib.settings import Settings
from w2vlib.subsampling import stays
from w2vlib.token_stream import Chunk, training_chunks
from w2vlib.vocabulary import Vocabulary

_MOST_CHUNK_WORDS = 50_000  # read, paired and shuffled at a time
_LEAST_CHUNKS = 10  # in an epoch, so that the rate falls in small steps


class PairBatches:
    """Pairs of a corpus in whole batches of B; fewer than B pairs wait for the next chunk.

    Args:
        keep: chance `(V,)` to keep each word; drawn anew in every epoch.
        words: raw words of an epoch.
        held_out_every: which sentences are left out (0: none).
    """

    def __init__(
        self,
        corpus: Corpus,
        vocabulary: Vocabulary,
        keep: np.ndarray,
        settings: Settings,
        batch_size: int,
        words: int,
        held_out_every: int,
    ):
        self._corpus = corpus
        self._vocabulary = vocabulary
        self._keep = keep
        self._settings = settings
        self._batch_size = batch_size
        self._chunk_words = min(_MOST_CHUNK_WORDS, max(1, words // _LEAST_CHUNKS))
        self._held_out_every = held_out_every
        self._waiting = np.empty((2, 0), dtype=np.int32)

    def epoch(self, number: int) -> Iterator[tuple[np.ndarray, int]]:
        """Batches `(2, S, B)` of targets and contexts, and the raw words that were read."""
        rng = np.random.default_rng([self._settings.seed, number])
        for chunk in training_chunks(
            self._corpus.sentences(), self._vocabulary, self._chunk_words, self._held_out_every
        ):
            ready = np.concatenate([self._waiting, self._pairs(chunk, rng)], axis=1)  # (2, n)
            steps = ready.shape[1] // self._batch_size
            whole, self._waiting = np.split(ready, [steps * self._batch_size], axis=1)
            yield whole.reshape(2, steps, self._batch_size), chunk.words

    def _pairs(self, chunk: Chunk, rng: np.random.Generator) -> np.ndarray:
        """Shuffled pairs `(2, n)` of a chunk: frequent words are dropped, then windows laid."""
        kept = stays(chunk.ids, self._keep, rng)
        ids, sentence = chunk.ids[kept], chunk.sentence[kept]
        pairs = np.stack(dynamic_window_pairs(ids, sentence, self._settings.window, rng))  # (2, n)
        return pairs[:, rng.permutation(pairs.shape[1])]
