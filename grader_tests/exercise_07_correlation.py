"""Exercise 07.similarity_correlation: do the cosines have the order of the scores?

Source of the measure: Spearman (1904).
"""

from itertools import combinations

import numpy as np
from scipy.stats import rankdata

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.exercise_07_cosine import VECTOR_FOR_TABLE, cosines, length, rows_of_any_length
from grader_tests.telling_apart import drawn_until_told_apart

TIES = "equal scores"
GAP = 0.005  # between two cosines, so that there are no ties among them


def pairs_scores_and_tables(rng):
    """Scores that all differ, at last scores of which some are equal."""

    def draw():
        return [
            Case(scored(rng, dtype, sign, ties), TIES if ties else "values")
            for ties in (False, True)
            for dtype, sign in ((np.float64, 1), (np.float32, -1), (np.float64, 1))
        ]

    return drawn_until_told_apart(SIMILARITY_CORRELATION, draw, gap=0.01)


def scored(rng, dtype, sign, ties):
    """Pairs of different words, and scores from 0 to 10 that follow the cosines only roughly.

    With a negative ``sign`` they run against the cosines.
    """
    while True:
        table = rows_of_any_length(rng, 8, 4).astype(dtype)
        pairs = rng.permutation(list(combinations(range(8), 2)))[: int(rng.integers(9, 13))]
        pairs = rng.permuted(pairs, axis=1)
        numbers = of_pairs(pairs, table)
        noise = rng.normal(0, 1, len(pairs))
        scores = 10 / (1 + np.exp(-3 * sign * numbers - noise))
        scores = np.round(scores / 2.5) * 2.5 if ties else np.round(scores, 2)
        some_equal = len(set(scores)) < len(scores)
        rho = correlation(rankdata(numbers), rankdata(scores))
        if some_equal == ties and np.diff(np.sort(numbers)).min() > GAP and sign * rho > 0.2:
            return pairs, scores.astype(dtype), table


def of_pairs(pairs, table):
    """The cosine of each pair."""
    first, second = table[pairs.T].astype(np.float64)
    return (first * second / length(first) / length(second)).sum(axis=1)


def ranks(numbers):
    """1 for the lowest; equal numbers share the mean of the ranks that they would have."""
    answer = []
    for number in numbers:
        below = sum(other < number for other in numbers)
        equal = sum(other == number for other in numbers)
        answer.append(below + (1 + equal) / 2)
    return np.array(answer)


def correlation(x, y):
    """Pearson's: the mean product of deviations over both standard deviations."""
    x, y = x - x.mean(), y - y.mean()
    return (x @ y) / np.sqrt((x @ x) * (y @ y))


def rank_correlation(pairs, scores, table):
    numbers = [cosines(table[[i]], table[[j]])[0, 0] for i, j in pairs]
    return correlation(ranks(numbers), ranks(scores))


def ordinal(numbers):
    """Equal numbers get different ranks, in the order of their places."""
    return 1.0 + np.argsort(np.argsort(numbers, kind="stable"), kind="stable")


def lowest(numbers):
    return np.array([1.0 + np.sum(numbers < number) for number in numbers])


def highest(numbers):
    return np.array([float(np.sum(numbers <= number)) for number in numbers])


def dense(numbers):
    return 1.0 + np.searchsorted(np.unique(numbers), numbers)


def places(numbers):
    """One ``argsort``: which number stands at each rank, not which rank each number has."""
    return np.argsort(numbers, kind="stable").astype(float)


def as_they_are(numbers):
    return np.asarray(numbers, np.float64)


def with_ranks(left, right=None, measure=correlation, similarity=of_pairs):
    """A correlation of other ranks, or of another number for each pair."""

    def answer(pairs, scores, table):
        return measure(left(similarity(pairs, table)), (right or left)(scores))

    return answer


def shortcut(x, y):
    """1 - 6 Σd² / (n (n² - 1)), right without ties only."""
    return 1 - 6 * np.sum((x - y) ** 2) / (len(x) * (len(x) ** 2 - 1))


def unfinished(x, y):
    """The correlation without one of its parts."""
    return np.mean((x - x.mean()) * (y - y.mean()))


def kendall(x, y):
    signs = [np.sign(x[i] - x[j]) * np.sign(y[i] - y[j]) for i, j in combinations(range(len(x)), 2)]
    equal = [np.sum([v[i] == v[j] for i, j in combinations(range(len(x)), 2)]) for v in (x, y)]
    return np.sum(signs) / np.sqrt((len(signs) - equal[0]) * (len(signs) - equal[1]))


def dots(pairs, table):
    first, second = table[pairs.T]
    return (first * second).sum(axis=1).astype(np.float64)


def divided_and_multiplied(pairs, table):
    """``x / p * q`` in place of ``x / (p * q)``."""
    first, second = table[pairs.T].astype(np.float64)
    return dots(pairs, table) / length(first)[:, 0] * length(second)[:, 0]


def closeness(pairs, table):
    first, second = table[pairs.T]
    return -np.linalg.norm(first - second, axis=1).astype(np.float64)


def first_with_all_seconds(pairs, table):
    """The first row of all cosines between first and second words."""
    return cosines(table[pairs[:1, 0]], table[pairs[:, 1]])[0]


def whole_matrix(pairs, _scores, table):
    return cosines(table[pairs[:, 0]], table[pairs[:, 1]])


def first_two_rows_of_all(*question):
    """``np.corrcoef(matrix, scores)[0, 1]``: the matrix's first row with its second."""
    return np.corrcoef(whole_matrix(*question))[0, 1]


def matrix_with_scores(pairs, scores, table):
    """What ``spearmanr`` gives for a matrix and scores: all columns with all columns."""
    columns = np.column_stack([whole_matrix(pairs, scores, table), scores])
    return np.corrcoef(np.apply_along_axis(rankdata, 0, columns).T)


def of_ranks(form):
    """Another thing made of the same ranks."""
    return lambda pairs, scores, table: form(rankdata(of_pairs(pairs, table)), rankdata(scores))


SIMILARITY_CORRELATION = Exercise(
    name="07.similarity_correlation",
    title="Cosines against scores",
    task="""Row i of `pairs` holds the ids of two words, and `scores[i]` says how alike somebody
finds them. Return Spearman's rank correlation between the cosines of the pairs and the scores, one
number. Equal scores share the average of their ranks.""",
    signature="similarity_correlation(pairs, scores, table)",
    minutes=14,
    difficulty=3,
    aspects={SHAPE: 1, "values": 3, TIES: 1},
    inputs=pairs_scores_and_tables,
    spec=rank_correlation,
    compare=Close(),
    misconceptions=(
        Misconception(
            "pearson",
            "numbers instead of ranks",
            "You correlate the numbers themselves (Pearson's correlation). Replace the cosines and "
            "the scores by their ranks first.",
            wrong=(with_ranks(as_they_are),),
        ),
        Misconception(
            "ranks-on-one-side",
            "ranks for one side only",
            "You rank one of the two only. Take ranks of the cosines *and* of the scores.",
            wrong=(with_ranks(rankdata, as_they_are), with_ranks(as_they_are, rankdata)),
        ),
        Misconception(
            "places-for-ranks",
            "argsort instead of ranks",
            "One `argsort` tells which number stands at each rank, not which rank each number has. "
            "`scipy.stats.rankdata` gives ranks.",
            wrong=(
                with_ranks(places),
                with_ranks(places, measure=shortcut),
                with_ranks(lambda n: np.sort(n).astype(float)),
                with_ranks(lambda n: places(-n)),
            ),
        ),
        Misconception(
            "ties-ignored",
            "equal scores get different ranks",
            "Equal scores don't get the average of their ranks. Sorted from below, two equal ones "
            "at places 3 and 4 both have rank 3.5, as `scipy.stats.rankdata` gives them.",
            wrong=tuple(
                with_ranks(rule, measure=measure)
                for rule in (ordinal, lowest, highest, dense)
                for measure in (correlation, shortcut)
            ),
            fails_only=TIES,
        ),
        Misconception(
            "shortcut-with-ties",
            "a formula for scores without ties",
            "The ranks are right, but the formula with 6 Σd² holds only where no two scores are "
            "equal. Take Pearson's correlation of the ranks: `np.corrcoef(x, y)[0, 1]`.",
            wrong=(with_ranks(rankdata, measure=shortcut),),
        ),
        Misconception(
            "sign",
            "sign turned",
            "The sign is turned: you rank one side from above and the other from below, or a "
            "distance in place of a similarity. Both must grow with likeness.",
            wrong=(
                lambda *arguments: -rank_correlation(*arguments),
                with_ranks(rankdata, similarity=lambda p, t: -dots(p, t)),
                with_ranks(rankdata, similarity=lambda p, t: -closeness(p, t)),
                with_ranks(as_they_are, similarity=lambda p, t: -of_pairs(p, t)),
            ),
        ),
        Misconception(
            "by-dot-product",
            "dot products instead of cosines",
            "You rank dot products, or something else that depends on the lengths of the rows. "
            "Take the cosine of each pair.",
            wrong=(
                with_ranks(rankdata, similarity=dots),
                with_ranks(as_they_are, similarity=dots),
                with_ranks(rankdata, similarity=closeness),
                with_ranks(as_they_are, similarity=closeness),
                with_ranks(rankdata, similarity=divided_and_multiplied),
            ),
        ),
        Misconception(
            "rows-for-columns",
            "rows of pairs instead of columns",
            "`pairs[0]` is the first *pair*, one row of two ids. The first words of all pairs are "
            "a column: `pairs[:, 0]`, and the second words `pairs[:, 1]`.",
            raises=(
                ("ValueError", r"must match exactly.* the array at index \d has size [24] and"),
                ("ValueError", r"must match exactly.* the array at index \d has size [24]$"),
            ),
        ),
        Misconception(
            "not-in-pairs",
            "all first words with all second words",
            "You compare each first word with *every* second word, an (n, n) table. Only its "
            "diagonal belongs to the pairs: `np.diag(...)`.",
            wrong=(
                matrix_with_scores,
                whole_matrix,
                with_ranks(rankdata, similarity=first_with_all_seconds),
                first_two_rows_of_all,
            ),
            raises=(
                ("ValueError", r"all the input array dimensions .* must match exactly"),
                ("ValueError", r"could not be broadcast together with shapes \((\d+),\1\) \(\1,\)"),
            ),
        ),
        VECTOR_FOR_TABLE,
        Misconception(
            "whole-table-of-correlations",
            "a table of correlations",
            "`np.corrcoef` gives a table: each list with itself (1) and with the other. Take the "
            "number beside the diagonal: `[0, 1]`.",
            wrong=(of_ranks(np.corrcoef),),
        ),
        Misconception(
            "with-itself",
            "a list with itself",
            "Your answer is always 1: something is correlated with itself. In the table that "
            "`np.corrcoef` gives, cosines with scores stand beside the diagonal: `[0, 1]`.",
            wrong=(lambda *question: 1.0,),
        ),
        Misconception(
            "kendall",
            "Kendall's tau",
            "This is Kendall's tau, which counts pairs of pairs. Spearman's rho is the correlation "
            "of the ranks.",
            wrong=(of_ranks(kendall),),
        ),
        Misconception(
            "squared",
            "squared",
            "You return the square (or the size) of the correlation. Its sign matters: -1 means "
            "the opposite order.",
            wrong=(
                of_ranks(lambda x, y: correlation(x, y) ** 2),
                of_ranks(lambda x, y: abs(correlation(x, y))),
            ),
        ),
        Misconception(
            "covariance",
            "not divided by both deviations",
            "This is not from -1 to 1: a covariance, or another sum of products. Divide by the "
            "standard deviations of both lists of ranks.",
            wrong=(
                of_ranks(unfinished),
                of_ranks(lambda x, y: unfinished(x, y) * len(x) / (len(x) - 1)),
                of_ranks(lambda x, y: x @ y),
                of_ranks(lambda x, y: np.mean(x * y)),
                of_ranks(lambda x, y: np.sum((x - y) ** 2)),
            ),
        ),
        Misconception(
            "mixed-deviations",
            "n and n - 1 mixed",
            "One part is divided by n, another by n - 1 (`ddof`), so that even equal ranks would "
            "not give 1. Divide by the same number, or use `np.corrcoef`.",
            wrong=(
                of_ranks(lambda x, y: correlation(x, y) * len(x) / (len(x) - 1)),
                of_ranks(lambda x, y: correlation(x, y) * (len(x) - 1) / len(x)),
            ),
        ),
        Misconception(
            "not-centred",
            "cosine of the ranks",
            "You take the cosine of the two lists of ranks. A correlation subtracts each list's "
            "mean first.",
            wrong=(of_ranks(lambda x, y: (x @ y) / np.sqrt((x @ x) * (y @ y))),),
        ),
        Misconception(
            "with-p-value",
            "more than the correlation",
            "Your answer is not one number. If it comes from `spearmanr`, it also holds a p-value: "
            "return its `.statistic` only.",
            wrong=(lambda *arguments: (rank_correlation(*arguments), 0.05),),
            kind="type",
        ),
        Misconception(
            "cosines-returned",
            "the cosines themselves",
            "You return a number for each pair. One number for all is asked for: the rank "
            "correlation.",
            wrong=(
                lambda pairs, scores, table: of_pairs(pairs, table),
                lambda pairs, scores, table: rankdata(of_pairs(pairs, table)),
            ),
        ),
    ),
    hints=(
        "The cosines: `first, second = table[pairs[:, 0]], table[pairs[:, 1]]` are (n, D) each. "
        "The diagonal of `cosine_similarity(first, second)` holds row i with row i.",
        "`from scipy.stats import rankdata`: `rankdata([9, 2, 2])` is [3, 1.5, 1.5].",
        "Spearman's rho is Pearson's correlation of the ranks, "
        "`np.corrcoef(rankdata(cosines), rankdata(scores))[0, 1]`.",
    ),
    example=Example(
        call="similarity_correlation(np.array([[0, 1], [1, 2]]), np.array([9, 4]), "
        "np.array([[1, 0], [1, 1], [5, 4]]))",
        answer="-1.0",
        why="the second pair has the higher cosine, 0.99 against 0.71, but the lower score",
    ),
    errors=(
        (
            "all the input array dimensions except for the concatenation axis must match exactly",
            "You gave `np.corrcoef` a whole table of cosines and a list of scores. One cosine for "
            "each pair: take the diagonal.",
        ),
        (
            "shapes (9,4) and (9,4) not aligned",
            "`first @ second` is a matrix product. You want row i with row i: "
            "`(first * second).sum(axis=1)`, divided by both lengths.",
        ),
    ),
)
