"""Words and their ids: the most frequent word is 0."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from w2vlib.write_aside import write_aside


class UnknownWordError(LookupError):
    """A word that is not in the vocabulary; the message suggests near spellings."""

    def __init__(self, word: str, known: Iterable[str]):
        self.word = word
        self.suggestions = near_spellings(word, known)
        message = f"'{word}' is not in the vocabulary"
        if self.suggestions:
            message += "; did you mean " + ", ".join(self.suggestions) + "?"
        super().__init__(message)


def near_spellings(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Known words that are spelled like `word`, the nearest first."""
    return difflib.get_close_matches(str(word).lower(), list(known), n=most, cutoff=0.6)


def build_vocabulary(tokens: Iterable[str], min_count: int = 1) -> list[str]:
    """Words that occur at least `min_count` times; a word's id is its position in the list.

    Sorted by falling count, words of equal count by code point.
    """
    return [word for word, _ in _ranked(Counter(tokens), min_count)]


def _ranked(counter: Counter, min_count: int) -> list[tuple[str, int]]:
    kept = [(word, count) for word, count in counter.items() if count >= min_count]
    return sorted(kept, key=lambda item: (-item[1], item[0]))


class Vocabulary:
    """Ids by falling count, ties alphabetical, so that id 0 is the most frequent word.

    Args:
        words: V different words in the order of their ids.
        counts: their V counts in the corpus, none of them rising.

    Attributes:
        words: list of V words.
        counts: int64 `(V,)`.
    """

    def __init__(self, words: Sequence[str], counts: Sequence[int]):
        self.words = list(words)
        self.counts = np.asarray(counts, dtype=np.int64)
        if self.counts.shape != (len(self.words),):
            raise ValueError(f"{len(self.words)} words but counts of shape {self.counts.shape}")
        if np.any(np.diff(self.counts) > 0):
            raise ValueError("words must be sorted by falling count: id 0 is the most frequent")
        self._index = {word: i for i, word in enumerate(self.words)}
        if len(self._index) != len(self.words):
            raise ValueError("a word occurs twice in the vocabulary")

    @classmethod
    def from_sentences(cls, sentences: Iterable[Sequence[str]], min_count: int = 1) -> Vocabulary:
        """Counts the words of streamed sentences (lists of words)."""
        counter: Counter = Counter()
        for sentence in sentences:
            counter.update(sentence)
        return cls.from_counts(counter, min_count)

    @classmethod
    def from_counts(cls, counter: Counter, min_count: int = 1) -> Vocabulary:
        """Keeps the counted words that occur at least `min_count` times."""
        ranked = _ranked(counter, min_count)
        return cls([word for word, _ in ranked], [count for _, count in ranked])

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._index

    def __eq__(self, other) -> bool:
        if not isinstance(other, Vocabulary):
            return NotImplemented
        return self.words == other.words and np.array_equal(self.counts, other.counts)

    __hash__ = None  # it can be changed

    def __repr__(self) -> str:
        return f"<Vocabulary: {len(self):,} words, {self.total:,} tokens>"

    @property
    def total(self) -> int:
        """Tokens of the corpus that are in the vocabulary."""
        return int(self.counts.sum())

    @property
    def ids(self) -> dict[str, int]:
        """The id of every word, as a dictionary (not a copy: read only)."""
        return self._index

    def index(self, word: str | Sequence[str]) -> int | np.ndarray:
        """Id of a word, or int64 ids `(n,)` of a list of n words.

        Raises:
            UnknownWordError: names the word and near spellings.
        """
        if isinstance(word, str):
            try:
                return self._index[word]
            except KeyError:
                raise UnknownWordError(word, self.words) from None
        return np.array([self.index(one) for one in word], dtype=np.int64)

    def word(self, index: int | Sequence[int]) -> str | list[str]:
        """Word of an id, or the list of words of a list or array of ids."""
        if np.ndim(index):
            return [self.word(one) for one in index]
        if not 0 <= index < len(self):
            raise IndexError(f"id {index} is not in 0..{len(self) - 1}")
        return self.words[int(index)]

    def frequency(self, word: str | Sequence[str]) -> float | np.ndarray:
        """Share of the corpus's tokens that are `word`; float64 `(n,)` for a list of n words."""
        shares = self.counts[self.index(word)] / self.total
        return float(shares) if isinstance(word, str) else shares

    def count(self, word: str | Sequence[str]) -> int | np.ndarray:
        """How often a word occurs; int64 `(n,)` for a list of n words."""
        counts = self.counts[self.index(word)]
        return int(counts) if isinstance(word, str) else counts

    def save(self, path: str | Path) -> None:
        """Writes one `word<TAB>count` line per word, in the order of ids."""
        with write_aside(path) as aside, open(aside, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{w}\t{c}\n" for w, c in zip(self.words, self.counts, strict=True))

    @classmethod
    def load(cls, path: str | Path) -> Vocabulary:
        """Reads what `save` wrote.

        Raises:
            ValueError: names the file and the line that is not `word<TAB>count`.
        """
        words, counts = [], []
        with open(path, encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                word, tab, count = line.rstrip("\n").rpartition("\t")
                if not tab or not count.isdigit():
                    raise ValueError(f"{path}, line {number}: expected a word, a tab and a count")
                words.append(word)
                counts.append(int(count))
        return cls(words, counts)
