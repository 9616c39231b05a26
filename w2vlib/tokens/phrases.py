"""Two words that often stand together, joined into one: `new york` becomes `new_york`.

Source: Mikolov et al., "Distributed Representations of Words and Phrases" (2013), section 4, and
their program word2phrase.c: a pair is a phrase if

    (count(ab) - discount) / (count(a) count(b)) * words  >  threshold

The paper's formula has no factor `words`; the program has it, so that one threshold suits texts of
any length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from w2vlib.tokens.passes import Batch, each_batch, sentences_of
from w2vlib.tokens.tally import Tally

if TYPE_CHECKING:
    from w2vlib.corpora import Corpus

DISCOUNT = 5  # keeps pairs of rare words apart; word2phrase.c: -min-count
THRESHOLD = 100.0  # word2phrase.c: -threshold
MARK = "_"


class Phrases:
    """Pairs of words that are joined.

    Args:
        pairs: "first second".
    """

    def __init__(self, pairs: Iterable[str]):
        self.pairs = frozenset(pairs)

    @classmethod
    def of_words(cls, words: Iterable[str]) -> Phrases:
        """The phrases among the words of a vocabulary."""
        return cls(word.replace(MARK, " ") for word in words if word.count(MARK) == 1)

    def join(self, sentence: Sequence[str]) -> list[str]:
        """The sentence with its phrases joined, from the left; none is part of another."""
        joined: list[str] = []
        last = None  # a word that may still begin a phrase
        for word in sentence:
            if last is not None and f"{last} {word}" in self.pairs:
                joined[-1] = last + MARK + word
                last = None
            else:
                joined.append(word)
                last = word
        return joined


@dataclass
class PairCount:
    """Counts of words and of neighbours "a b"."""

    words: int
    singles: Counter
    pairs: Counter


def count_pairs(batch: Batch) -> PairCount:
    """Counts the words and the neighbours of a batch; none across sentences."""
    singles, pairs = Counter(), Counter()
    for sentence in sentences_of(batch):
        singles.update(sentence)
        pairs.update(map(" ".join, pairwise(sentence)))
    return PairCount(singles.total(), singles, pairs)


def find_phrases(
    corpus: Corpus,
    *,
    discount: int = DISCOUNT,
    threshold: float = THRESHOLD,
    progress: bool = False,
    processes: int | None = None,
) -> Phrases:
    """The phrases of a text, from one streamed pass.

    Memory is bounded as in counting: in texts with more than 10 million different words or pairs,
    rare ones are dropped on the way, so that some rare phrases are not found.
    """
    words, singles, pairs = 0, Tally(), Tally()
    for found in each_batch(
        corpus, count_pairs, doing="finding phrases", progress=progress, processes=processes
    ):
        words += found.words
        singles.add(found.singles)
        pairs.add(found.pairs)
    kept = []
    for pair, count in pairs.counts.items():
        if count > discount:
            first, second = (singles.counts[word] for word in pair.partition(" ")[::2])
            # 0: dropped on the way, since it is rare.
            if first and second and (count - discount) / first / second * words > threshold:
                kept.append(pair)
    return Phrases(kept)
