"""Counts that never fill the memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

MOST_ENTRIES = 10_000_000  # different words at a time, about 1.3 GB


@dataclass
class Tally:
    """Counts in bounded memory.

    Above `most` entries, those that occur once are dropped; if that is not enough those that occur
    twice, and so on, as word2vec.c does (ReduceVocab). `lost` is the most by which a count can
    then be too low; 0 means that all counts are exact.
    """

    most: int = MOST_ENTRIES
    lost: int = 0
    counts: Counter = field(default_factory=Counter)

    def add(self, counts: Counter) -> None:
        """Adds counts, and drops rare entries if there are too many."""
        self.counts.update(counts)
        rare = 0
        while len(self.counts) > self.most:
            rare += 1
            kept = ((key, count) for key, count in self.counts.items() if count > rare)
            self.counts = Counter(dict(kept))
        self.lost += rare
