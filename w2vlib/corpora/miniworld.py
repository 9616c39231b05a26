"""A small invented language whose meanings are known, because they were planted."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

from w2vlib.corpora.miniworld_words import CLUSTERS, COLUMN_COMPANIONS, GLUE, TABLES


class MiniWorld:
    """Sentences about people, places, actions, qualities and animals, with Zipf frequencies.

    Args:
        seed: the same seed gives the same text.
        num_sentences: length of the text; the default is about 320,000 words.

    Attributes:
        clusters: name -> words that are used alike (a column of a table, or colours, numbers ...).
        analogies: relation, such as "male:female" -> quadruples (a, b, c, d), a : b as c : d.
        similarities: triples (word, word, score), the score being the share of traits that
            the two words have in common: 1 within colours, 0.5 for the same row or column of a
            table, 0 for unrelated words. Planted, not judged by humans.
    """

    name = "miniworld"

    def __init__(self, seed: int = 0, num_sentences: int = 40_000):
        self.seed = seed
        self.num_sentences = num_sentences
        self.clusters = _clusters()
        self.analogies = _analogies()
        self.similarities = _similarities(self.clusters)

    def questions(self) -> list[tuple[str, str, str, str]]:
        """All planted analogies in one list."""
        return [question for group in self.analogies.values() for question in group]

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over the text, always the same for one seed."""
        rng = random.Random(self.seed)
        speakers = [_TableSpeaker(*table) for table in TABLES.values()]
        speakers += [_ClusterSpeaker(*cluster) for cluster in CLUSTERS.values()]
        # Tables have more words than clusters and are spoken of more.
        shares = [4.0] * len(TABLES) + [1.0] * len(CLUSTERS)
        glue = _Zipf(GLUE.split())
        for speaker in rng.choices(speakers, weights=shares, k=self.num_sentences):
            yield _with_glue(speaker.sentence(rng), glue, rng)


class _Zipf:
    """Draws from a list, the r-th word with a weight of 1 / (r + offset)."""

    def __init__(self, words: Sequence, offset: float = 1.0):
        self.words = list(words)
        weights = [1.0 / (rank + offset) for rank in range(len(self.words))]
        self.cumulative = list(itertools.accumulate(weights))

    def draw(self, rng: random.Random):
        return rng.choices(self.words, cum_weights=self.cumulative)[0]

    def draw_different(self, rng: random.Random, number: int) -> list:
        drawn: list = []
        while len(drawn) < number:
            word = self.draw(rng)
            if word not in drawn:
                drawn.append(word)
        return drawn


class _TableSpeaker:
    """Puts a form between companions of its row and companions of its column."""

    def __init__(self, columns: tuple[str, ...], rows: list[str]):
        self.rows = _Zipf([_parse_row(row) for row in rows], offset=4.0)
        self.columns = [_Zipf(COLUMN_COMPANIONS[name].split(), offset=2.0) for name in columns]

    def sentence(self, rng: random.Random) -> list[str]:
        forms, companions = self.rows.draw(rng)
        column = rng.randrange(len(forms))
        around = self.columns[column].draw_different(rng, 2) + rng.sample(companions, 2)
        rng.shuffle(around)
        return [*around[:2], forms[column], *around[2:]]


class _ClusterSpeaker:
    """Puts one or two words of the cluster between companions that all of its words share."""

    def __init__(self, words: str, companions: str):
        self.words = _Zipf(words.split(), offset=4.0)
        self.companions = _Zipf(companions.split(), offset=2.0)

    def sentence(self, rng: random.Random) -> list[str]:
        around = self.companions.draw_different(rng, 3)
        return [around[0], self.words.draw(rng), *around[1:], self.words.draw(rng)]


def _with_glue(words: list[str], glue: _Zipf, rng: random.Random) -> list[str]:
    sentence = []
    for word in words:
        if rng.random() < 0.6:
            sentence.append(glue.draw(rng))
        sentence.append(word)
    return sentence


def _parse_row(row: str) -> tuple[list[str], list[str]]:
    forms, _, companions = row.partition("|")
    return forms.split(), companions.split()


def _clusters() -> dict[str, list[str]]:
    clusters = {name: words.split() for name, (words, _) in CLUSTERS.items()}
    for columns, rows in TABLES.values():
        forms = [_parse_row(row)[0] for row in rows]
        for number, column in enumerate(columns):
            clusters[column] = [row[number] for row in forms]
    return clusters


def _analogies() -> dict[str, list[tuple[str, str, str, str]]]:
    analogies = {}
    for columns, rows in TABLES.values():
        forms = [_parse_row(row)[0] for row in rows]
        for left, right in itertools.combinations(range(len(columns)), 2):
            analogies[f"{columns[left]}:{columns[right]}"] = [
                (one[left], one[right], other[left], other[right])
                for one, other in itertools.permutations(forms, 2)
            ]
    return analogies


def _similarities(clusters: dict[str, list[str]]) -> list[tuple[str, str, float]]:
    scored = []
    for columns, rows in TABLES.values():
        forms = [_parse_row(row)[0] for row in rows]
        for row in forms:  # the same row, another column
            scored += [(a, b, 0.5) for a, b in itertools.combinations(row, 2)]
        for one, other in itertools.pairwise(forms):  # the next row
            scored += [(one[i], other[i], 0.5) for i in range(len(columns))]
            scored += [(one[i], other[i - 1], 0.0) for i in range(len(columns))]
    for name in CLUSTERS:
        scored += [(a, b, 1.0) for a, b in itertools.combinations(clusters[name], 2)]
    for one, other in itertools.combinations(CLUSTERS, 2):
        pairs = zip(clusters[one], clusters[other], strict=False)
        scored += [(a, b, 0.0) for a, b in pairs]
    return scored
