"""Which words a map shows if none are named."""

from __future__ import annotations

from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.vectors import WordVectors

# Groups of the little world: a column of four tables (two columns of one table would lie on each
# other: t-SNE puts "paris" where "france" is), and three clusters.
_PLANTED = ("male", "country", "infinitive", "adult", "colours", "weekdays", "fruits")
_SHORTEST = 3  # letters; shorter words are seldom about anything


def known_groups(vectors: WordVectors, corpus: str | None, count: int) -> dict[str, list[str]]:
    """Groups of at most `count` words in all: planted ones for `miniworld`, else a single group.

    The single group holds the most frequent words that are about something: no function words (of
    scikit-learn's list), numbers, or words of one or two letters.
    """
    if corpus == MiniWorld.name:
        return _planted(vectors, count)
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    frequent = (
        word
        for word in vectors.words
        if len(word) >= _SHORTEST and word.isalpha() and word.lower() not in ENGLISH_STOP_WORDS
    )
    return {"words": [word for word, _ in zip(frequent, range(count), strict=False)]}


def _planted(vectors: WordVectors, count: int) -> dict[str, list[str]]:
    """The first words of each group, taken in turn until there are `count`."""
    clusters = MiniWorld().clusters
    columns = {name: [word for word in clusters[name] if word in vectors] for name in _PLANTED}
    ranked = [
        (rank, name, word)
        for rank in range(max(map(len, columns.values())))
        for name, words in columns.items()
        for word in words[rank : rank + 1]
    ]
    groups: dict[str, list[str]] = {}
    for _, name, word in ranked[:count]:
        groups.setdefault(name, []).append(word)
    return groups
