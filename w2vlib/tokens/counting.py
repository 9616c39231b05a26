"""How often each word occurs, in one streamed pass."""

from __future__ import annotations

import warnings
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from w2vlib.tokens.passes import Batch, each_batch, sentences_of
from w2vlib.tokens.phrases import Phrases
from w2vlib.tokens.tally import MOST_ENTRIES, Tally

if TYPE_CHECKING:
    from w2vlib.corpora import Corpus

_HELD_OUT_WORDS = 4000  # about 20,000 pairs at a window of 5
_HELD_OUT_SENTENCES = 100  # at least, so that not one text decides
_HELD_OUT_AT_MOST = 50  # one sentence in 50


@dataclass
class TextCount:
    """What a pass over a text finds; empty sentences are none."""

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
class CountWords:
    """Counts a batch, phrases being words."""

    phrases: Phrases | None = None

    def __call__(self, batch: Batch) -> TextCount:
        """What the batch adds to the counts."""
        sentences = sentences_of(batch)
        if self.phrases:
            sentences = [self.phrases.join(sentence) for sentence in sentences]
        counter: Counter = Counter()
        for sentence in sentences:
            counter.update(sentence)
        return TextCount(sum(map(len, sentences)), len(sentences), counter)


def count_text(
    corpus: Corpus, phrases: Phrases | None = None, *, min_count: int = 1, progress: bool = False,
    processes: int | None = None, most: int = MOST_ENTRIES,
) -> TextCount:  # fmt: skip
    """Counts words and sentences, the same for any number of processes.

    Counts are exact for texts of up to `most` different words. Above, rare words are dropped on the
    way (see `Tally`); a warning says so if words of `min_count` may be concerned.
    """
    words = sentences = 0
    tally = Tally(most)
    for found in each_batch(
        corpus, CountWords(phrases), doing="counting", progress=progress, processes=processes
    ):
        words += found.words
        sentences += found.sentences
        tally.add(found.counter)
    if tally.lost and min_count <= tally.lost:
        warnings.warn(
            f"the text has more than {most:,} different words: counts may be too low by up to "
            f"{tally.lost}, and words of up to {tally.lost} occurrences may be missing; a "
            f"min_count above {tally.lost} asks for none of them",
            stacklevel=2,
        )
    return TextCount(words, sentences, tally.counts)
