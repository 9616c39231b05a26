"""Exercise 06.percentile_discard_probability: the rule of tutorials, 1 - sqrt(t / (f + t))."""

import math

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.subsampling_mistakes import (
    dropped,
    half_for_root,
    in_percent,
    program_keep,
    published_keep,
    return_inside_the_loop,
    with_t_added,
)

ENDS = "percentiles 0 and 100, equal counts"
USUAL = 85


def counts_and_percentiles(rng):
    """Percentiles between two words, at the ends; words that are as frequent as others; one word.

    Where some words are equally frequent, the percentile lies elsewhere if these count as one.
    """

    def different(number) -> np.ndarray:
        sizes = rng.uniform(5, 9) ** np.linspace(0.5, 4, number) * rng.uniform(0.9, 1.1, number)
        return rng.permutation(sizes.astype(np.int64) + 1)

    def between(number: int) -> float:
        """A percentile that falls between two words, nearer to one of them."""
        gap, share = int(rng.integers(number // 3, number - 2)), rng.choice([0.3, 0.7])
        return float(100 * (gap + share) / (number - 1))

    def with_many_rare_words() -> np.ndarray:
        few = int(rng.integers(1, 4))
        return rng.permutation([few] * 6 + [7 * few, 20 * few, *(rng.integers(30, 90, 2) * few)])

    equal = int(rng.integers(2, 50))
    return [
        Case((different(9), USUAL)),
        Case((different(12), between(12))),
        Case((different(7).astype(np.int32), between(7))),
        Case((different(6), 0), ENDS),
        Case((different(6), 100), ENDS),
        Case((np.full(4, equal), USUAL), ENDS),
        Case((with_many_rare_words(), 60), ENDS),
        Case((np.array([equal]), 50), ENDS),
    ]


def percentile_of(values, percentile):
    """The number below which that many percent lie, on a line from each value to the next one."""
    ordered = sorted(values)
    place = percentile / 100 * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def discarded_by_percentile(counts, percentile):
    """1 - sqrt(t / (f + t)), t being the percentile of all words' relative frequencies f."""
    total = sum(counts.tolist())
    frequencies = [count / total for count in counts.tolist()]
    t = percentile_of(frequencies, percentile)
    return np.array([1 - math.sqrt(t / (f + t)) for f in frequencies])


def shares(counts):
    return counts / counts.sum()


def whole_shares(counts, percentile):
    f = counts // counts.sum()
    return dropped(with_t_added)(f, np.percentile(f, percentile))


def by(rule, threshold=None):
    """Wrong answers by another rule, or with another threshold, of the relative frequencies."""
    threshold = threshold or (lambda f, counts, p: np.percentile(f, p))

    def answer(counts, percentile):
        f = shares(counts)
        return rule(f, threshold(f, counts, percentile))

    return answer


def right_rule(threshold):
    return by(dropped(with_t_added), threshold)


def sorted_shares(counts, percentile):
    f = np.sort(shares(counts))
    return dropped(with_t_added)(f, np.percentile(f, percentile))


def falling_shares(counts, percentile):
    return sorted_shares(counts, percentile)[::-1]


def counts_in_the_rule(rule):
    """The threshold is a frequency, but the rule gets counts."""
    return lambda counts, p: rule(counts, np.percentile(shares(counts), p))


def at_place(share_of):
    """The threshold is one of the sorted frequencies."""

    def threshold(f, _counts, percentile):
        place = int(share_of(percentile / 100, len(f)))
        return np.sort(f)[min(max(place, 0), len(f) - 1)]

    return right_rule(threshold)


def method(name):
    return right_rule(lambda f, counts, p: np.percentile(f, p, method=name))


PERCENTILE_DISCARD_PROBABILITY = Exercise(
    name="06.percentile_discard_probability",
    title="A threshold from the text",
    task=r"""Return the chance to *discard* each word, $1 - \sqrt{t/(f + t)}$. Here $f$ is the
word's relative frequency, and $t$ is the given percentile (a number from 0 to 100) of all the
words' relative frequencies, as `np.percentile` gives it.""",
    signature="percentile_discard_probability(counts, percentile)",
    minutes=8,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, ENDS: 1},
    inputs=counts_and_percentiles,
    spec=discarded_by_percentile,
    compare=Close(),
    misconceptions=(
        Misconception(
            "keep-for-discard",
            "chance to keep instead of to discard",
            "These are the chances to *keep* a word. The exercise asks for the chance to discard "
            "it: 1 minus the root.",
            wrong=(by(with_t_added),),
            source="M7",
        ),
        Misconception(
            "without-threshold-added",
            "f instead of f + t",
            "You divide by f alone, as the published rule does. This rule divides by f + t, so "
            "that the root never exceeds 1.",
            wrong=(
                by(dropped(published_keep)),
                by(lambda f, t: np.maximum(0, 1 - published_keep(f, t))),
            ),
            source="M13",
        ),
        Misconception(
            "counts-mixed-with-frequencies",
            "counts mixed with frequencies",
            "You mix counts with relative frequencies: one of t and f is a count, the other a "
            "share of the text. Divide the counts by their sum first, then take the percentile of "
            "that.",
            wrong=(
                right_rule(lambda f, counts, p: np.percentile(counts, p)),
                counts_in_the_rule(dropped(with_t_added)),
                by(dropped(published_keep), lambda f, counts, p: np.percentile(counts, p)),
                counts_in_the_rule(dropped(published_keep)),
                lambda counts, p: 1 - with_t_added(counts / len(counts), np.percentile(counts, p)),
            ),
        ),
        Misconception(
            "nothing-dropped-up-to-threshold",
            "nothing dropped up to the threshold",
            "You let all words up to the threshold stay. This rule has no such border: at f = t it "
            "drops 1 - √(1/2) = 29 %, and rarer words a little less.",
            wrong=(
                by(lambda f, t: np.where(f > t, 1 - with_t_added(f, t), 0)),
                by(lambda f, t: np.where(f >= t, 1 - with_t_added(f, t), 0)),
            ),
            source="M24",
        ),
        Misconception(
            "fraction-for-percentile",
            "percentile as a fraction",
            "`np.percentile` counts from 0 to 100, so 85 means 85 %: give it the percentile as it "
            "is. (`np.quantile` wants 0.85.)",
            wrong=(right_rule(lambda f, counts, p: np.percentile(f, p / 100)),),
            raises=(("ValueError", r"Quantiles must be in the range \[0, 1\]"),),
        ),
        Misconception(
            "percentile-as-threshold",
            "the percentile itself as threshold",
            "You use the percentile as a frequency, or as a part of the largest one. It says how "
            "many of the words are rarer than t: `np.percentile(frequency, percentile)`.",
            wrong=(
                right_rule(lambda f, counts, p: p),
                right_rule(lambda f, counts, p: p / 100),
                right_rule(lambda f, counts, p: p / 100 * f.max()),
                right_rule(lambda f, counts, p: f.min() + p / 100 * (f.max() - f.min())),
                right_rule(lambda f, counts, p: p / 100 * f.mean()),
            ),
        ),
        Misconception(
            "percentile-of-tokens",
            "percentile over the tokens",
            "You count each word as often as it occurs. Here every word counts once: take the "
            "percentile of the V frequencies.",
            wrong=(right_rule(lambda f, counts, p: np.percentile(np.repeat(f, counts), p)),),
        ),
        Misconception(
            "equal-words-once",
            "equally frequent words counted once",
            "Words that are equally frequent count as one with you. Every word counts: take the "
            "percentile of all V frequencies, without `np.unique` or a set.",
            wrong=(right_rule(lambda f, counts, p: np.percentile(np.unique(f), p)),),
        ),
        Misconception(
            "whole-number-division",
            "// instead of /",
            "`//` cuts off what stands behind the point, so that all shares become 0. Divide with "
            "`/`: `counts / counts.sum()`.",
            wrong=(whole_shares,),
        ),
        Misconception(
            "from-the-other-end",
            "percentile from the other end",
            "You count from the most frequent word down. The 85th percentile is a high one: 85 % "
            "of the words are rarer.",
            wrong=(right_rule(lambda f, counts, p: np.percentile(f, 100 - p)),),
        ),
        Misconception(
            "not-interpolated",
            "one of the frequencies as threshold",
            "Your threshold is always one of the frequencies (or halfway between two). Between "
            "two words `np.percentile` goes on in a straight line: use it as it is.",
            wrong=(
                method("lower"),
                method("higher"),
                method("nearest"),
                method("midpoint"),
                at_place(lambda share, size: share * size),
                at_place(lambda share, size: math.ceil(share * size) - 1),
                at_place(lambda share, size: round(share * size)),
            ),
        ),
        Misconception(
            "percentile-fixed",
            "percentile written down",
            "You always use the 85th percentile (or the middle one). Use the argument "
            "`percentile`, so that the caller decides.",
            wrong=(
                right_rule(lambda f, counts, p: np.percentile(f, USUAL)),
                right_rule(lambda f, counts, p: np.median(f)),
            ),
        ),
        Misconception(
            "mean-as-threshold",
            "mean as threshold",
            "Your threshold is the mean frequency. A percentile asks how many *words* are rarer, "
            "and the mean is something else: `np.percentile(frequency, percentile)`.",
            wrong=(right_rule(lambda f, counts, p: np.mean(f)),),
        ),
        Misconception(
            "no-root",
            "no root",
            "The square root is missing: 1 - √(t/(f + t)).",
            wrong=(by(lambda f, t: 1 - t / (f + t)),),
        ),
        Misconception(
            "brackets",
            "brackets missing",
            "You divide by f first and then add t. Put the sum in brackets: t / (f + t).",
            wrong=(
                by(lambda f, t: 1 - np.sqrt(t / f + t)),
                by(lambda f, t: np.maximum(0, 1 - np.sqrt(t / f + t))),
            ),
        ),
        Misconception(
            "upside-down",
            "fraction upside down",
            "Your fraction stands upside down, or has f on top: t stands above, f + t below.",
            wrong=(
                by(lambda f, t: 1 - np.sqrt((f + t) / t)),
                by(lambda f, t: np.maximum(0, 1 - np.sqrt((f + t) / t))),
                by(lambda f, t: 1 - np.sqrt(f / (f + t))),
            ),
        ),
        Misconception(
            "program-rule",
            "the rule of word2vec.c",
            "The threshold is right, but you put it into the rule of exercise 2. Here the chance "
            "to discard is 1 - √(t/(f + t)).",
            wrong=(
                by(lambda f, t: np.minimum(1, program_keep(f, t))),
                by(lambda f, t: 1 - np.minimum(1, program_keep(f, t))),
                by(lambda f, t: 1 - program_keep(f, t)),
            ),
        ),
        Misconception(
            "sorted",
            "chances in sorted order",
            "Your chances are sorted, and so they stand at other words. `np.percentile` needs no "
            "sorting: entry i belongs to the word with id i.",
            wrong=(sorted_shares, falling_shares),
        ),
        Misconception(
            "threshold-only",
            "only the threshold",
            "You return the threshold, one number. Put it into the rule: each word gets a chance.",
            wrong=(lambda counts, p: np.percentile(shares(counts), p),),
        ),
        half_for_root(by(lambda f, t: 1 - t / (f + t) / 2)),
        in_percent(right_rule(None)),
        return_inside_the_loop(right_rule(None)),
    ),
    hints=(
        "Three steps: relative frequencies, which sum to 1; then their percentile; then the "
        "formula.",
        "`frequency = counts / counts.sum()`, and `threshold = np.percentile(frequency, "
        "percentile)`: one number for all words.",
        "`return 1 - np.sqrt(threshold / (frequency + threshold))`",
    ),
    example=Example(
        call="percentile_discard_probability(np.array([15, 5, 5]), 50)",
        answer="[0.5, 0.2929, 0.2929]",
        why="the frequencies are 0.6, 0.2, 0.2 and the one in the middle is t = 0.2; "
        "1 - √(0.2/0.8) is 1/2, and 1 - √(0.2/0.4) is 0.2929",
    ),
    errors=(
        (
            "Quantiles must be in the range [0, 1]",
            "`np.quantile` wants a share, 0.85; `np.percentile` wants percent, 85.",
        ),
        (
            "unsupported operand type(s) for /: 'list' and 'int'",
            "A list can't be divided. Keep `counts` an array: `counts / counts.sum()`.",
        ),
        (
            "Cannot cast ufunc 'divide' output from dtype('float64') to dtype('int64')",
            "`counts /= ...` wants to write shares into an array of whole numbers. Make a new "
            "array: `frequency = counts / counts.sum()`.",
        ),
    ),
)
