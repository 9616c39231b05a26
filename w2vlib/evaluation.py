"""How good vectors are by files of word pairs with scores, and of analogies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from w2vlib.vectors import WordVectors

_ROWS_AT_ONCE = 512


@dataclass(frozen=True)
class Similarity:
    """`rho`: Spearman's rank correlation of cosines with scores; NaN for fewer than two pairs."""

    rho: float
    used: int
    left_out: int


@dataclass(frozen=True)
class Analogies:
    """`accuracy`: share of questions whose nearest word is the right one; NaN without any."""

    accuracy: float
    used: int
    left_out: int
    vocabulary: int


def similarity(vectors: WordVectors, path: str | Path) -> Similarity:
    """Compares with a file of lines `word word score`, split by tabs, commas or spaces.

    Pairs with a word that has no vector are left out. Words are looked up as they are, then in
    lower case. A first line whose third part is no number is a heading.

    Raises:
        FileNotFoundError, ValueError: no such file, or a line of another form.
    """
    from scipy.stats import spearmanr

    cosines, scores, left_out = [], [], 0
    for first, second, score in _scored_pairs(Path(path)):
        rows = [_row(vectors, word) for word in (first, second)]
        if None in rows:
            left_out += 1
            continue
        cosines.append(float(vectors.unit[rows[0]] @ vectors.unit[rows[1]]))
        scores.append(score)
    rho = float(spearmanr(cosines, scores).statistic) if len(scores) > 1 else float("nan")
    return Similarity(rho, len(scores), left_out)


def analogies(vectors: WordVectors, path: str | Path, restrict: int | None = None) -> Analogies:
    """Answers a file of lines `a b c d`: the word nearest to b - a + c should be d.

    Lines that begin with a colon are headings. The inputs are no answers.

    Args:
        restrict: use the first so many words only; vectors are ordered by falling count.

    Raises:
        FileNotFoundError, ValueError: no such file, or a line of another form.
    """
    size = min(restrict or len(vectors), len(vectors))
    unit = vectors.unit[:size]  # (N, D)
    asked, left_out = [], 0
    for words in _quadruples(Path(path)):
        rows = [_row(vectors, word) for word in words]
        if any(row is None or row >= size for row in rows):
            left_out += 1
        else:
            asked.append(rows)
    if not asked:
        return Analogies(float("nan"), 0, left_out, size)
    right = 0
    for start in range(0, len(asked), _ROWS_AT_ONCE):
        a, b, c, d = np.array(asked[start : start + _ROWS_AT_ONCE]).T  # (n,) each
        wanted = unit[b] - unit[a] + unit[c]  # (n, D); its length does not change the order
        cosine = wanted @ unit.T  # (n, N)
        for inputs in (a, b, c):
            cosine[np.arange(len(a)), inputs] = -np.inf
        right += int((cosine.argmax(axis=1) == d).sum())
    return Analogies(right / len(asked), len(asked), left_out, size)


def _row(vectors: WordVectors, word: str) -> int | None:
    found = next((form for form in (word, word.lower()) if form in vectors), None)
    return None if found is None else int(vectors.index(found))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, line.strip()


def _scored_pairs(path: Path) -> Iterator[tuple[str, str, float]]:
    for number, line in _lines(path):
        parts = re.split(r"\t|,|;|\s+", line)
        try:
            yield parts[0], parts[1], float(parts[2])
        except (IndexError, ValueError):
            if number > 1:
                raise ValueError(f"{path}, line {number}: expected word, word, score") from None


def _quadruples(path: Path) -> Iterator[list[str]]:
    for number, line in _lines(path):
        if line.startswith(":"):
            continue
        words = re.split(r"\t|,|;|\s+", line)
        if len(words) != 4:
            raise ValueError(f"{path}, line {number}: expected four words, found {len(words)}")
        yield words
