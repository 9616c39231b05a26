"""A corpus as word ids in files: read and encoded once, then mapped into memory as it is needed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from w2vlib.token_stream import Chunk, training_chunks
from w2vlib.vocabulary import Vocabulary

_WORDS_AT_ONCE = 1_000_000


class TokenStore:
    """The training part of a corpus, encoded into temporary files.

    Args:
        sentences: lists of words, streamed.
        vocabulary: words outside it are dropped.
        held_out_every: which sentences are left out (0: none).
    """

    def __init__(self, sentences: Iterable[list[str]], vocabulary: Vocabulary, held_out_every: int):
        self._folder = tempfile.TemporaryDirectory(prefix="w2v-tokens-")
        ids, numbers = (Path(self._folder.name, name) for name in ("ids", "sentences"))
        self.words, seen = 0, 0
        with ids.open("wb") as id_file, numbers.open("wb") as number_file:
            for chunk in training_chunks(sentences, vocabulary, _WORDS_AT_ONCE, held_out_every):
                chunk.ids.astype(np.int32).tofile(id_file)
                (chunk.sentence + seen).astype(np.int32).tofile(number_file)
                seen += int(chunk.sentence[-1]) + 1 if len(chunk.sentence) else 0
                self.words += chunk.words
        self._ids = np.memmap(ids, np.int32, "r")  # (T,)
        self._sentences = np.memmap(numbers, np.int32, "r")  # (T,)

    def __len__(self) -> int:
        return len(self._ids)

    def chunks(self, most: int):
        """The tokens in order, at most `most` at a time, as evenly cut as can be.

        Each `Chunk` has its share of the raw words.
        """
        pieces = max(1, -(-len(self) // most))
        edges = np.linspace(0, len(self), pieces + 1).astype(int)
        words = np.diff(np.linspace(0, self.words, pieces + 1).astype(int))
        for start, end, share in zip(edges[:-1], edges[1:], words, strict=True):
            yield Chunk(
                np.array(self._ids[start:end]), np.array(self._sentences[start:end]), int(share)
            )
