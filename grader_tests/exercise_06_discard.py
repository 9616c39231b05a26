"""Exercise 06.discard_probability: the rule as published.

Source of the formula: Mikolov et al. (2013b), equation 5.
"""

import math

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Example, Exercise, Misconception
from grader_tests.subsampling_inputs import RARE, frequencies_and_thresholds
from grader_tests.subsampling_mistakes import (
    cut_off,
    divided_again,
    dropped,
    half_for_root,
    in_percent,
    not_element_by_element,
    program_keep,
    published_keep,
    return_inside_the_loop,
    sum_to_one,
    with_t_added,
)


def discarded(frequency, threshold):
    """1 - sqrt(t / f), and 0 where that is negative."""
    chances = []
    for f in frequency.tolist():
        chances.append(max(0.0, 1 - math.sqrt(threshold / f)))
    return np.array(chances)


def at_least_zero(f, t):
    return np.maximum(0, 1 - published_keep(f, t))


DISCARD_PROBABILITY = Exercise(
    name="06.discard_probability",
    title="The rule as published",
    task=r"""Return the chance to *discard* each word by the published rule, $1 - \sqrt{t/f}$.
Where this is negative, the chance is 0.""",
    signature="discard_probability(frequency, threshold)",
    minutes=6,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, RARE: 1},
    inputs=frequencies_and_thresholds,
    spec=discarded,
    compare=Close(),
    misconceptions=(
        Misconception(
            "keep-for-discard",
            "chance to keep instead of to discard",
            "These are the chances to *keep* a word. The published rule gives the chance to "
            "discard it, so frequent words should get large numbers: 1 - √(t/f).",
            wrong=(published_keep, cut_off(published_keep)),
            source="M7",
        ),
        Misconception(
            "negative",
            "negative probabilities",
            "Rare words got a chance below 0. A probability can't be negative: cut it off with "
            "`np.maximum(0, ...)`.",
            wrong=(dropped(published_keep),),
            source="M13",
        ),
        Misconception(
            "upside-down",
            "√(f/t) instead of √(t/f)",
            "Your fraction stands upside down: it is the threshold over the frequency, √(t/f), "
            "which gets smaller the more frequent a word is.",
            wrong=(
                lambda f, t: 1 - np.sqrt(f / t),
                lambda f, t: np.maximum(0, 1 - np.sqrt(f / t)),
                lambda f, t: np.abs(1 - np.sqrt(f / t)),
            ),
        ),
        Misconception(
            "no-root",
            "no root",
            "You drop t/f itself from 1. The rule takes the square root first: 1 - √(t/f). Without "
            "it, a frequent word would become as rare as any other.",
            wrong=(lambda f, t: 1 - t / f, lambda f, t: np.maximum(0, 1 - t / f)),
        ),
        Misconception(
            "root-of-threshold-only",
            "root of the threshold only",
            "Only the threshold stands under your root. Take the root of the whole fraction: "
            "`np.sqrt(threshold / frequency)`.",
            wrong=(
                lambda f, t: 1 - np.sqrt(t) / f,
                lambda f, t: np.maximum(0, 1 - np.sqrt(t) / f),
            ),
        ),
        Misconception(
            "root-of-frequency-only",
            "root of the frequency only",
            "Only the frequency stands under your root. Take the root of the whole fraction: "
            "`np.sqrt(threshold / frequency)`.",
            wrong=(
                lambda f, t: 1 - t / np.sqrt(f),
                lambda f, t: np.maximum(0, 1 - t / np.sqrt(f)),
            ),
        ),
        Misconception(
            "root-of-everything",
            "the 1 under the root, too",
            "Your root reaches too far: the 1 stands outside of it. First the root, "
            "`np.sqrt(threshold / frequency)`, then 1 minus that.",
            wrong=(
                lambda f, t: np.sqrt(1 - t / f),
                lambda f, t: np.nan_to_num(np.sqrt(1 - t / f)),
            ),
        ),
        Misconception(
            "distance-from-one",
            "minus sign taken away",
            "You take the minus sign away from negative results, so that rare words are dropped "
            "most. Where the formula is negative, the chance is 0: `np.maximum(0, ...)`.",
            wrong=(lambda f, t: np.abs(1 - published_keep(f, t)),),
            source="M13",
        ),
        Misconception(
            "minimum-for-maximum",
            "np.minimum instead of np.maximum",
            "You cut off the wrong side: the positive chances are gone, and the negative ones "
            "stay. The larger of 0 and the formula is wanted: `np.maximum(0, ...)`.",
            wrong=(lambda f, t: np.minimum(0, 1 - published_keep(f, t)),),
        ),
        Misconception(
            "rare-words-dropped",
            "rare words always dropped",
            "You always discard the words up to the threshold. They are the ones that always stay: "
            "their chance to be discarded is 0.",
            wrong=(
                lambda f, t: np.where(f > t, 1 - published_keep(f, t), 1),
                lambda f, t: np.where(f >= t, 1 - published_keep(f, t), 1),
            ),
        ),
        Misconception(
            "rare-words-left-out",
            "rare words missing from the answer",
            "Your answer has no numbers for rare words. Every word gets one, in the order of "
            "`frequency`; for rare words it is 0.",
            wrong=(
                lambda f, t: (1 - published_keep(f, t))[f > t],
                lambda f, t: (1 - published_keep(f, t))[f >= t],
            ),
        ),
        Misconception(
            "yes-or-no",
            "frequent or not",
            "You only tell whether a word is more frequent than the threshold. That is where "
            "dropping begins; how much is dropped says 1 - √(t/f).",
            wrong=(lambda f, t: f > t, lambda f, t: f >= t),
            source="M13",
        ),
        Misconception(
            "program-rule",
            "the rule of word2vec.c",
            "This is the rule of the program word2vec.c, which comes in the next exercise (or 1 "
            "minus it). Here the published one is asked for: 1 - √(t/f), nothing added.",
            wrong=(cut_off(program_keep), dropped(cut_off(program_keep)), dropped(program_keep)),
            source="M7",
        ),
        Misconception(
            "threshold-added",
            "f + t instead of f",
            "You divide by f + t, as the rule of exercise 3 does. The published rule divides by "
            "the frequency alone: 1 - √(t/f).",
            wrong=(dropped(with_t_added), with_t_added),
            source="M13",
        ),
        half_for_root(
            lambda f, t: 1 - t / f / 2,
            lambda f, t: np.maximum(0, 1 - t / f / 2),
        ),
        divided_again(at_least_zero),
        sum_to_one(at_least_zero),
        in_percent(at_least_zero),
        return_inside_the_loop(at_least_zero),
        not_element_by_element("max", dropped(published_keep), 0),
    ),
    hints=(
        "NumPy calculates with the whole array at once: `threshold / frequency` is an array, and "
        "`np.sqrt` takes the root of each number in it.",
        "A rare word has t/f above 1, so the formula is negative. `np.maximum(0, x)` takes the "
        "larger one of 0 and each number of x.",
        "`return np.maximum(0, 1 - np.sqrt(threshold / frequency))`",
    ),
    example=Example(
        call="discard_probability(np.array([0.16, 0.04, 0.01]), 0.04)",
        answer="[0.5, 0.0, 0.0]",
        why="0.04 / 0.16 is 1/4, its root 1/2, and 1 - 1/2 is 1/2; at the threshold 1 - 1 is 0; "
        "below it 1 - √4 = -1 is negative, so 0",
    ),
    errors=(
        (
            "The truth value of an array with more than one element is ambiguous",
            "Python's `max` and `if` want one number. `np.maximum` compares element by element.",
        ),
        (
            "only 0-dimensional arrays can be converted to Python scalars",
            "`math.sqrt` takes one number. `np.sqrt` takes a whole array.",
        ),
    ),
)
