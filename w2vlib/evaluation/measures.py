"""Spearman's rho on scored word pairs, accuracy on analogies, and what was left out of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from w2vlib.evaluation.lines import questions, scored_pairs
from w2vlib.evaluation.own_sets import OWN_SETS
from w2vlib.similarity import analogy_answers, similarity_correlation
from w2vlib.vectors import WordVectors


@dataclass(frozen=True)
class Similarity:
    """`rho`: Spearman's rank correlation of cosines with scores; NaN for fewer than two pairs.

    `unknown`: the words without a vector, because of which pairs were left out.
    """

    rho: float
    used: int
    left_out: int
    unknown: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Analogies:
    """`accuracy`: share of questions whose nearest word is the right one; NaN without any.

    `vocabulary`: how many words may be answers; `unknown`: words that are not among them;
    `sections`: name -> accuracy, used and left_out of a section.
    """

    accuracy: float
    used: int
    left_out: int
    vocabulary: int
    unknown: list[str] = field(default_factory=list)
    sections: dict[str, dict] = field(default_factory=dict)


def similarity(vectors: WordVectors, source: str | Path) -> Similarity:
    """Compares with a file of lines `word word score`, between tabs, commas or spaces.

    Pairs with a word that has no vector are left out. Words are looked up as they are, then in
    lower case. A first line whose third field is no number is a heading.

    Args:
        source: a path, or the name of one of `OWN_SETS`; `./NAME` means a file of that name.

    Raises:
        FileNotFoundError, ValueError: no such file, or a line of another form.
    """
    known = _Known(vectors, len(vectors))
    pairs, scores, left_out = [], [], 0
    for *words, score in _pairs(source):
        rows = known.rows(words)
        if rows is None:
            left_out += 1
            continue
        pairs.append(rows)
        scores.append(score)
    rho = similarity_correlation(np.array(pairs), np.array(scores), vectors.matrix)
    return Similarity(rho, len(scores), left_out, list(known.missing))


def analogies(vectors: WordVectors, source: str | Path, restrict: int | None = None) -> Analogies:
    """Answers a file of lines `a b c d`: the word nearest to b - a + c should be d.

    A line that begins with a colon names the section that follows. The inputs are no answers.

    Args:
        source: as for `similarity`.
        restrict: use the first so many words only; vectors are ordered by falling count.

    Raises:
        FileNotFoundError, ValueError: no such file, or a line of another form.
    """
    known = _Known(vectors, min(restrict or len(vectors), len(vectors)))
    asked, names, left_out = [], [], []
    for section, words in _questions(source):
        rows = known.rows(words)
        if rows is None:
            left_out.append(section)
        else:
            asked.append(rows)
            names.append(section)
    abcd = np.array(asked, dtype=np.int64).reshape(-1, 4)
    right = analogy_answers(vectors.unit[: known.size], abcd[:, :3]) == abcd[:, 3]  # (n,)
    sections = {}
    for name in dict.fromkeys(names + left_out):
        own = right[[i for i, other in enumerate(names) if other == name]]
        sections[name] = {
            "accuracy": _share(own), "used": len(own), "left_out": left_out.count(name)
        }  # fmt: skip
    return Analogies(
        _share(right), len(right), len(left_out), known.size, list(known.missing), sections
    )


def _share(right: np.ndarray) -> float:
    return float(right.mean()) if len(right) else float("nan")


class _Known:
    """Looks words up among the first `size`; `missing` keeps those not found, in their order."""

    def __init__(self, vectors: WordVectors, size: int):
        self.vectors, self.size = vectors, size
        self.missing: dict[str, None] = {}

    def rows(self, words: list[str]) -> list[int] | None:
        """The row of each word; None if one is missing."""
        rows = [self._row(word) for word in words]
        return None if None in rows else rows

    def _row(self, word: str) -> int | None:
        for form in (word, word.lower()):
            if form in self.vectors and self.vectors.index(form) < self.size:
                return self.vectors.index(form)
        self.missing[word] = None
        return None


def _pairs(source: str | Path) -> Iterable[tuple[str, str, float]]:
    return OWN_SETS[source].pairs() if source in OWN_SETS else scored_pairs(Path(source))


def _questions(source: str | Path) -> Iterable[tuple[str, list[str]]]:
    return OWN_SETS[source].questions() if source in OWN_SETS else questions(Path(source))
