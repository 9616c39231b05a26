"""How alike word vectors are: cosines, neighbours, analogies, agreement with scores.

Tables hold one vector per row, words are ids. A zero vector is similar to nothing: its cosine with
every vector is 0.
"""

from __future__ import annotations

import numpy as np

_ROWS_AT_ONCE = 512


def unit_rows(vectors: np.ndarray) -> np.ndarray:
    """The rows of `(n, D)` scaled to length 1; a zero row stays zero."""
    vectors = np.asarray(vectors)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)  # (n, 1)
    return vectors / np.where(length > 0, length, 1)


def cosine_similarity(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cosine of the angle between each row of a and each row of b, from -1 to 1.

    Args:
        a: `(n, D)`.
        b: `(m, D)`.

    Returns:
        `(n, m)`.
    """
    return unit_rows(a) @ unit_rows(b).T


def most_similar(word_id: int, table: np.ndarray, k: int) -> np.ndarray:
    """The k words of highest cosine with a word, itself left out, nearest first.

    Args:
        word_id: a row of the table.
        table: `(V, D)`.
        k: 1 or more; where it is above V - 1, all other words are returned.

    Returns:
        Ids `(k,)`.

    Raises:
        ValueError: k is below 1.
    """
    unit = unit_rows(table)
    return nearest(unit, unit[word_id], [word_id], k)[0]


def analogy(a: int, b: int, c: int, table: np.ndarray) -> int:
    """The answer to "a is to b as c is to ...": an id of `table (V, D)` other than a, b and c.

    The word of highest cosine with b - a + c, of rows that were scaled to length 1 first (3CosAdd).
    Source: Mikolov, Yih and Zweig (2013); the name is of Levy and Goldberg (2014).
    """
    return int(analogy_answers(unit_rows(table), np.array([[a, b, c]]))[0])


def similarity_correlation(pairs: np.ndarray, scores: np.ndarray, table: np.ndarray) -> float:
    """Spearman's rank correlation between the cosines of pairs of words and their scores.

    Equal values share the average of their ranks. Source: Spearman (1904).

    Args:
        pairs: ids `(n, 2)`.
        scores: `(n,)`, in any unit, higher for words that are more alike.
        table: `(V, D)`.

    Returns:
        -1 to 1; NaN for fewer than two pairs, and where all scores or all cosines are equal.
    """
    from scipy.stats import spearmanr

    if len(pairs) < 2:
        return float("nan")
    first, second = (unit_rows(np.asarray(table)[ids]) for ids in np.asarray(pairs).T)  # (n, D)
    return float(spearmanr((first * second).sum(axis=1), scores).statistic)


# --- with rows that have length 1 already ---------------------------------------------------


def nearest(
    unit: np.ndarray, direction: np.ndarray, leave_out: list[int], k: int
) -> tuple[np.ndarray, np.ndarray]:
    """The k rows of highest dot product with a direction: their ids and the products, best first.

    Args:
        unit: `(V, D)`, rows of length 1 or 0.
        direction: `(D,)`; with length 1 the products are cosines.
        leave_out: rows that are no answers.
        k: 1 or more; fewer rows are returned where there are no more.

    Raises:
        ValueError: k is below 1.
    """
    if k < 1:
        raise ValueError(f"k is {k}; it must be 1 or more")
    cosine = unit @ direction  # (V,)
    cosine[leave_out] = -np.inf
    best = np.argsort(-cosine, kind="stable")[: min(k, len(unit) - len(set(leave_out)))]
    return best, cosine[best]


def analogy_direction(
    unit: np.ndarray, a: int | np.ndarray, b: int | np.ndarray, c: int | np.ndarray
) -> np.ndarray:
    """b - a + c of `unit (V, D)`: `(D,)` for three ids, `(n, D)` for three arrays `(n,)`."""
    return unit[b] - unit[a] + unit[c]


def analogy_answers(unit: np.ndarray, questions: np.ndarray) -> np.ndarray:
    """The first answer to each question `(n, 3)` of ids a, b, c, with `unit (V, D)`: ids `(n,)`."""
    answers = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(questions), _ROWS_AT_ONCE):
        a, b, c = questions[start : start + _ROWS_AT_ONCE].T  # (B,) each
        # The length of a direction does not change the order.
        cosine = analogy_direction(unit, a, b, c) @ unit.T  # (B, V)
        for inputs in (a, b, c):
            cosine[np.arange(len(a)), inputs] = -np.inf
        answers.append(cosine.argmax(axis=1))
    return np.concatenate(answers)
