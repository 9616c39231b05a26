"""A corpus as word ids, in chunks; some sentences are held out for validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from w2vlib.vocabulary import Vocabulary

_HELD_OUT_WORDS = 4000  # about 20,000 pairs at a window of 5
_HELD_OUT_SENTENCES = 100  # at least, so that not one text decides
_HELD_OUT_AT_MOST = 50  # one sentence in 50


@dataclass
class TextCount:
    """What one pass over a corpus finds."""

    words: int
    sentences: int
    counter: Counter

    @property
    def held_out_every(self) -> int:
        """Every how many sentences one is held out."""
        mean_length = self.words / max(1, self.sentences)
        wanted = max(_HELD_OUT_SENTENCES, _HELD_OUT_WORDS / max(1.0, mean_length))
        return max(_HELD_OUT_AT_MOST, int(self.sentences / wanted))


@dataclass
class Chunk:
    """Tokens of many sentences: `ids (T,)`, the number of each token's sentence `(T,)`.

    `words` counts the raw words read, those outside the vocabulary included.
    """

    ids: np.ndarray
    sentence: np.ndarray
    words: int


def count_text(sentences) -> TextCount:
    """Counts words and sentences of streamed text."""
    found = TextCount(0, 0, Counter())
    for sentence in sentences:
        found.counter.update(sentence)
        found.sentences += 1
        found.words += len(sentence)
    return found


def training_chunks(
    sentences, vocabulary: Vocabulary, chunk_words: int, held_out_every: int
) -> Iterator[Chunk]:
    """Chunks of about `chunk_words` raw words, without the held-out sentences (0: none is)."""
    words: list[str] = []
    lengths: list[int] = []
    for number, sentence in enumerate(sentences):
        if _held_out(number, held_out_every):
            continue
        words += sentence
        lengths.append(len(sentence))
        if len(words) >= chunk_words:
            yield _encode(words, lengths, vocabulary)
            words, lengths = [], []
    if words:
        yield _encode(words, lengths, vocabulary)


def held_out_chunk(sentences, vocabulary: Vocabulary, held_out_every: int) -> Chunk:
    """All held-out sentences as one chunk."""
    held = [s for number, s in enumerate(sentences) if _held_out(number, held_out_every)]
    return _encode([w for s in held for w in s], [len(s) for s in held], vocabulary)


def _held_out(number: int, every: int) -> bool:
    return every > 0 and number % every == every - 1


def _encode(words: list[str], lengths: list[int], vocabulary: Vocabulary) -> Chunk:
    index = vocabulary.ids
    ids = np.fromiter((index.get(word, -1) for word in words), np.int32, count=len(words))
    sentence = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    known = ids >= 0  # rare words go before windows are laid, as in word2vec.c
    return Chunk(ids[known], sentence[known], len(words))
