"""Sentences of words into arrays of ids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from w2vlib.tokens.passes import Batch, sentences_of
from w2vlib.tokens.phrases import Phrases


@dataclass
class Encoded:
    """S sentences: `ids (T,)` of their known tokens, one after another.

    `kept (S,)` tells how many known tokens each sentence has, `raw (S,)` how many words it had.
    """

    ids: np.ndarray
    kept: np.ndarray
    raw: np.ndarray

    @property
    def words(self) -> int:
        """How many words the batch has."""
        return int(self.raw.sum())

    def only(self, wanted: np.ndarray) -> Encoded:
        """The sentences for which `wanted (S,)` is true."""
        return Encoded(self.ids[np.repeat(wanted, self.kept)], self.kept[wanted], self.raw[wanted])


@dataclass
class Encode:
    """Encodes a batch; `ids` is the vocabulary's dictionary, phrases are joined first."""

    ids: dict[str, int]
    phrases: Phrases | None = None

    def __call__(self, batch: Batch) -> Encoded:
        """The batch's known words as ids."""
        sentences = sentences_of(batch)
        if self.phrases:
            sentences = [self.phrases.join(sentence) for sentence in sentences]
        raw = np.array([len(sentence) for sentence in sentences], np.int64)  # (S,)
        words = (word for sentence in sentences for word in sentence)
        ids = np.fromiter((self.ids.get(word, -1) for word in words), np.int32, raw.sum())
        known = ids >= 0  # rare words go before windows are laid, as in word2vec.c
        sentence = np.repeat(np.arange(len(raw)), raw)
        return Encoded(ids[known], np.bincount(sentence[known], minlength=len(raw)), raw)
