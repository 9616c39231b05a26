"""Lesson 03: two noise distributions.

Sources: TensorFlow's log_uniform_candidate_sampler; Mikolov et al. (2013b), section 2.2.
"""

import math

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception

# --- log_uniform_probability ----------------------------------------------------------------

RARE = "rare words"


def ids_and_ranges(rng):
    """Frequent ids, none at all, all ids of a range; then ids around 100,000."""
    few, many = int(rng.integers(20, 60)), int(rng.integers(300_000, 1_000_000))
    return [
        Case((rng.integers(0, few, 6), few)),
        Case((np.arange(12), 12)),
        Case((rng.permutation(9)[:4], int(rng.integers(1000, 2000)))),
        Case((np.array([], np.int64), few)),
        Case((rng.integers(90_000, 250_000, 5), many), RARE),
        Case((np.append(rng.integers(0, 10, 2), many - 1), many), RARE),
    ]


def log_uniform(ids, range_max):
    """P(id) = (log(id + 2) - log(id + 1)) / log(range_max + 1)."""
    shares = []
    for i in ids.tolist():
        shares.append((math.log(i + 2) - math.log(i + 1)) / math.log(range_max + 1))
    return np.array(shares)


def in_float32(ids, range_max):
    ids, one = ids.astype(np.float32), np.float32(1)
    steps = np.log(ids + one + one) - np.log(ids + one)
    return steps / np.log(np.float32(range_max) + one)


def quotient(ids, _range_max):
    return np.log(ids + 2) / np.log(ids + 1)


def of_all_ids(_ids, range_max):
    return np.diff(np.log(np.arange(1, range_max + 2))) / math.log(range_max + 1)


def one_over_rank(ids, _range_max):
    return 1 / (ids + 1)


def zipf(ids, range_max):
    return 1 / (ids + 1) / (1 / np.arange(1, range_max + 1)).sum()


LOG_UNIFORM_PROBABILITY = Exercise(
    name="03.log_uniform_probability",
    title="The chance of an id under log-uniform sampling",
    task=r"""Return the probability of each id:
$Q(\text{id}) = \dfrac{\log(\text{id} + 2) - \log(\text{id} + 1)}{\log(\text{range\_max} + 1)}$,
computed in float64, to be accurate for large ids, too. Think of the ruler: which two marks bound
the gap of id 0, and where does the ruler end?""",
    signature="log_uniform_probability(ids, range_max)",
    minutes=6,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, RARE: 1},
    inputs=ids_and_ranges,
    spec=log_uniform,
    compare=Close(rtol=1e-4, atol=1e-12),
    misconceptions=(
        Misconception(
            "normaliser",
            "divided by log(range_max)",
            "You divide by log(range_max), and the probabilities of all ids sum to more than 1. "
            "The steps from log 1 to log(range_max + 1) sum to log(range_max + 1): divide by that.",
            wrong=(lambda ids, n: np.log((ids + 2) / (ids + 1)) / np.log(n),),
        ),
        Misconception(
            "one-outside",
            "1 added to the logarithm",
            "You divide by log(range_max) + 1: the 1 stands outside the logarithm. It belongs to "
            "range_max, so divide by log(range_max + 1).",
            wrong=(lambda ids, n: np.log((ids + 2) / (ids + 1)) / (np.log(n) + 1),),
        ),
        Misconception(
            "number-of-ids",
            "the number of ids asked for in place of range_max",
            "You divide by a logarithm of how many ids are asked for. All ids below range_max "
            "share the ruler: divide by log(range_max + 1).",
            wrong=(
                lambda ids, n: np.log((ids + 2) / (ids + 1)) / np.log(len(ids) + 1),
                lambda ids, n: np.log((ids + 2) / (ids + 1)) / np.log(len(ids)),
            ),
        ),
        Misconception(
            "quotient",
            "quotient of the logarithms",
            "You divide one logarithm by the other. The length of a gap is their difference: "
            "log(id + 2) - log(id + 1).",
            wrong=(
                lambda ids, n: quotient(ids, n) / np.log(n + 1),
                quotient,
            ),
            raises=(("ZeroDivisionError", "float division by zero"),),
        ),
        Misconception(
            "all-ids",
            "every id below range_max",
            "You return the probability of every id below range_max. Return those of `ids` only, "
            "in their order.",
            wrong=(of_all_ids,),
        ),
        Misconception(
            "not-normalised",
            "not divided at all",
            "These are the steps of the logarithm, not yet probabilities: divide them by "
            "log(range_max + 1), so that they sum to 1.",
            wrong=(lambda ids, n: np.log((ids + 2) / (ids + 1)),),
        ),
        Misconception(
            "brackets",
            "brackets around the difference left out",
            "Only the second logarithm is divided. Put the difference in brackets: "
            "(log(id + 2) - log(id + 1)) / log(range_max + 1).",
            wrong=(lambda ids, n: np.log(ids + 2) - np.log(ids + 1) / np.log(n + 1),),
        ),
        Misconception(
            "one-over-rank",
            "1 / (id + 1)",
            "This is 1 / (id + 1), which only resembles the step log(id + 2) - log(id + 1). "
            "Write the formula with the two logarithms.",
            wrong=(one_over_rank, zipf),
        ),
        Misconception(
            "off-by-one",
            "ids counted from 1",
            "Your gaps are one id off: ids start at 0, and id 0 gets log 2 - log 1. Use "
            "log(id + 2) - log(id + 1), divided by log(range_max + 1).",
            wrong=(
                lambda ids, n: np.log((ids + 1) / np.maximum(ids, 1e-300)) / np.log(n + 1),
                lambda ids, n: np.log((ids + 1) / ids) / np.log(n + 1),
                lambda ids, n: np.log((ids + 1) / ids) / np.log(n),
                lambda ids, n: (np.log(ids + 3) - np.log(ids + 2)) / np.log(n + 1),
                lambda ids, n: (np.log(ids + 1) - np.log(np.maximum(ids, 1))) / np.log(n + 1),
            ),
            raises=(("ValueError", "math domain error|expected a positive input"),),
        ),
        Misconception(
            "sign",
            "logarithms in the wrong order",
            "Your probabilities are negative: subtract the smaller logarithm, log(id + 1), from "
            "the larger one, log(id + 2).",
            wrong=(lambda ids, n: -log_uniform(ids, n),),
        ),
        Misconception(
            "own-ids-only",
            "scaled to sum to 1 over the ids asked for",
            "You make the probabilities of the ids that are asked for sum to 1. All ids below "
            "range_max share the 1: divide by log(range_max + 1).",
            wrong=(lambda ids, n: log_uniform(ids, n) / log_uniform(ids, n).sum(),),
        ),
        Misconception(
            "float32",
            "too few digits",
            "Frequent words are right, rare ones are not: in float32 the two logarithms agree in "
            "almost all digits, and their difference is rounding. Compute in float64.",
            wrong=(in_float32,),
            fails_only=RARE,
        ),
    ),
    hints=(
        "`np.log` takes a whole array of ids at once.",
        "`np.log(ids + 2) - np.log(ids + 1)` are the steps. What must you divide by?",
        "`return (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)`",
    ),
    example=Example(
        call="log_uniform_probability(np.array([0, 1, 2]), 3)",
        answer="[0.5, 0.2925, 0.2075]",
        why="log 2, log 3 - log 2 and log 4 - log 3, each divided by log 4; they sum to 1",
    ),
    errors=(
        (
            "math domain error",
            "The logarithm of 0: ids start at 0, so take the log of id + 1, never of id.",
        ),
        (
            "RuntimeWarning: divide by zero encountered in log",
            "NumPy took the logarithm of 0 and goes on with minus infinity. Ids start at 0: take "
            "the log of id + 1, never of id.",
        ),
        (
            "only 0-dimensional arrays can be converted to Python scalars",
            "`math.log` takes one number; `np.log` takes arrays.",
        ),
    ),
)


# --- noise_distribution ---------------------------------------------------------------------


def counts_and_powers(rng):
    """Counts as in a text, some large, never sorted; the usual power and others."""
    sizes = rng.integers(5, 12, 4)
    draws = [np.ceil(1000 / unsorted(rng, n) ** 1.2).astype(int) for n in sizes]
    many = draws[1] * 1_000_000 + rng.integers(1, 1000, sizes[1])
    other = float(rng.choice([0.25, 0.5, 0.6]))
    return [
        Case((draws[0], 0.75)),
        Case((many, 0.75)),
        Case((draws[2], other), "other powers"),
        Case((draws[3], 1.0), "other powers"),
        Case((draws[0], 0.0), "other powers"),
    ]


def unsorted(rng, size: int) -> np.ndarray:
    """1 to ``size`` in random order, but 1 at neither end."""
    order = rng.permutation(np.arange(1, size + 1))
    first, inside = order.argmin(), rng.integers(1, size - 1)
    order[[first, inside]] = order[[inside, first]]
    return order


def noise(counts, power):
    """count^power, divided by the sum of all."""
    weights = []
    for count in counts.tolist():
        weights.append(count**power)
    return np.array(weights) / sum(weights)


def share(counts):
    return counts / counts.sum()


NOISE_DISTRIBUTION = Exercise(
    name="03.noise_distribution",
    title="The noise distribution of word2vec",
    task=r"""Return the probability of each word in the noise: its count to the given power,
divided by the sum of all these:
$Q(c) = \text{count}_c^{\,power} / \sum_v \text{count}_v^{\,power}$. No count is 0. Think of what
must sum to 1, and so of what you sum up.""",
    signature="noise_distribution(counts, power=0.75)",
    minutes=6,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, "other powers": 1},
    inputs=counts_and_powers,
    spec=noise,
    compare=Close(rtol=1e-4, atol=1e-9),
    misconceptions=(
        Misconception(
            "power-one",
            "the counts themselves",
            "These are the words' own shares of the text: the power is missing. Raise the counts "
            "to `power` first, then divide by their sum.",
            wrong=(lambda counts, power: share(counts),),
            source="M23",
        ),
        Misconception(
            "inverse-frequency",
            "rare words preferred",
            "Rare words get the most. The noise follows the counts, only flatter: raise them to "
            "a positive power.",
            wrong=(
                lambda counts, power: share(1 / counts),
                lambda counts, power: share(counts ** -float(power)),
                lambda counts, power: share(share(counts) ** -float(power)),
            ),
            source="M12",
        ),
        Misconception(
            "one-minus-share",
            "one minus the share",
            "You take 1 minus the share, which prefers rare words. The noise follows the counts: "
            "count to the power, divided by the sum.",
            wrong=(
                lambda counts, power: 1 - share(counts),
                lambda counts, power: share(1 - share(counts)),
                lambda counts, power: 1 - noise(counts, power),
            ),
            source="M12",
        ),
        Misconception(
            "not-renormalised",
            "power after the division",
            "You take the power of the shares (or of the whole sum), and such numbers do not sum "
            "to 1. Take the power of each count first, then divide by the sum of these powers.",
            wrong=(
                lambda counts, power: share(counts) ** power,
                lambda counts, power: counts**power / counts.sum() ** power,
            ),
        ),
        Misconception(
            "sum-of-counts",
            "divided by the sum of the plain counts",
            "The powers are right, but you divide them by the sum of the plain counts. Divide by "
            "the sum of the powers, then the result sums to 1.",
            wrong=(lambda counts, power: counts**power / counts.sum(),),
        ),
        Misconception(
            "not-the-sum",
            "divided by something else than the sum",
            "The powers are right, but you divide them by their largest, their mean, their number "
            "or their length. Probabilities sum to 1: divide by the sum of the powers.",
            wrong=(
                lambda counts, power: counts**power / (counts**power).max(),
                lambda counts, power: counts**power / (counts**power).mean(),
                lambda counts, power: counts**power / len(counts),
                lambda counts, power: counts**power / np.linalg.norm(counts**power),
            ),
        ),
        Misconception(
            "sorted",
            "probabilities in sorted order",
            "Your probabilities are sorted, and so they stand at other words. Keep the order of "
            "`counts`: entry i belongs to the word with id i.",
            wrong=(
                lambda counts, power: np.sort(noise(counts, power)),
                lambda counts, power: np.sort(noise(counts, power))[::-1],
            ),
        ),
        Misconception(
            "root",
            "1 / power as the power",
            "You raise the counts to 1 / power, which makes frequent words even more frequent. "
            "The power itself flattens them: counts ** power.",
            wrong=(lambda counts, power: noise(counts, 1 / power),),
        ),
        Misconception(
            "in-place",
            "written into the counts",
            "`**=` and `/=` write into the array that you were given; it holds whole numbers, and "
            "it belongs to the caller. Make a new array: `weights = counts ** power`.",
            raises=(("UFuncTypeError", "Cannot cast ufunc '(power|divide)' output"),),
        ),
        Misconception(
            "not-normalised",
            "not divided by the sum",
            "These are the counts to the power, not yet probabilities: divide them by their sum.",
            wrong=(lambda counts, power: counts**power,),
        ),
        Misconception(
            "uniform",
            "all words alike",
            "Every word gets the same. Use the counts: a frequent word is frequent in the noise.",
            wrong=(lambda counts, power: np.full(len(counts), 1 / len(counts)),),
        ),
        Misconception(
            "power-fixed",
            "power written down",
            "You always use 0.75. Use the argument `power`, so that the caller decides.",
            wrong=(lambda counts, power: noise(counts, 0.75),),
        ),
        Misconception(
            "caret",
            "^ instead of **",
            "In Python the power is written with two stars: counts ** power. `^` is another "
            "operation.",
            raises=(("TypeError", r"bitwise_xor|for \^"),),
        ),
        Misconception(
            "softmax",
            "softmax of the counts",
            "This is a softmax, which takes e to the counts. Here the counts themselves are "
            "raised to the power: counts ** power.",
            wrong=(
                lambda counts, power: np.exp(counts) / np.exp(counts).sum(),
                lambda counts, power: share(np.exp(counts - counts.max())),
            ),
        ),
        Misconception(
            "log-counts",
            "log instead of power",
            "You take the logarithm of the counts. The noise takes a power of them: "
            "counts ** power.",
            wrong=(
                lambda counts, power: share(np.log(counts)),
                lambda counts, power: share(np.log1p(counts)),
            ),
        ),
    ),
    hints=(
        "`counts ** power` takes the power of every count.",
        "Probabilities sum to 1: divide by the sum of what you have *after* the power.",
        "`weights = counts ** power`, then `return weights / weights.sum()`.",
    ),
    example=Example(
        call="noise_distribution(np.array([81, 16]), 0.75)",
        answer="[0.7714, 0.2286]",
        why="81 to the power 0.75 is 27, 16 to the power 0.75 is 8; 27 / 35 and 8 / 35",
    ),
    errors=(
        (
            "ufunc 'bitwise_xor' not supported for the input types",
            "The power is `**` in Python; `^` is another operation, on whole numbers.",
        ),
        (
            "unsupported operand type(s) for ** or pow(): 'list' and 'float'",
            "A list has no power. Make an array of it: `np.array(counts) ** power`.",
        ),
        (
            "Cannot cast ufunc 'power' output from dtype('float64') to dtype('int64')",
            "`counts **= power` wants to write fractions into an array of whole numbers. Make a "
            "new array: `weights = counts ** power`.",
        ),
        (
            "Integers to negative integer powers are not allowed",
            "The power is positive here: `counts ** power`, without a minus sign.",
        ),
    ),
)
