"""Exercise 06.keep_probability: the rule of the program word2vec.c (2013)."""

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


def kept(frequency, threshold):
    """min(1, (sqrt(f / t) + 1) * t / f)."""
    chances = []
    for f in frequency.tolist():
        chances.append(min(1.0, (math.sqrt(f / threshold) + 1) * threshold / f))
    return np.array(chances)


def turned(f, t):
    return (np.sqrt(t / f) + 1) * t / f


def turned_outside(f, t):
    return (np.sqrt(f / t) + 1) * f / t


def turned_twice(f, t):
    return (np.sqrt(t / f) + 1) * f / t


def no_brackets(f, t):
    return np.sqrt(f / t) + 1 * t / f


def no_root(f, t):
    return (f / t + 1) * t / f


def one_under_the_root(f, t):
    return np.sqrt(f / t + 1) * t / f


def halved(f, t):
    return (f / t / 2 + 1) * t / f


def halved_outside(f, t):
    return t / f / 2 + t / f


def root_of_frequency(f, t):
    return (np.sqrt(f) / t + 1) * t / f


KEEP_PROBABILITY = Exercise(
    name="06.keep_probability",
    title="The rule of the program",
    task=r"""Return the chance to *keep* each word by the rule of word2vec.c,
$\big(\sqrt{f/t} + 1\big) \cdot t/f$. Where this is above 1, the chance is 1.""",
    signature="keep_probability(frequency, threshold)",
    minutes=6,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, RARE: 1},
    inputs=frequencies_and_thresholds,
    spec=kept,
    compare=Close(),
    misconceptions=(
        Misconception(
            "discard-for-keep",
            "chance to discard instead of to keep",
            "These are the chances to *discard* a word. The exercise asks for the chance to keep "
            "it: frequent words should get small numbers.",
            wrong=(dropped(cut_off(program_keep)), dropped(program_keep)),
            source="M7",
        ),
        Misconception(
            "published-rule",
            "the published rule",
            "This is the rule of the 2013 paper, √(t/f) to keep a word. word2vec.c has the + 1 in "
            "brackets, which adds one more t/f.",
            wrong=(published_keep, cut_off(published_keep)),
            source="M7",
        ),
        Misconception(
            "published-discard",
            "the published chance to discard",
            "This is exercise 1: the chance to *discard* by the paper. Here word2vec.c's "
            "chance to *keep* is asked for: (√(f/t) + 1) · t/f, at most 1.",
            wrong=(
                dropped(published_keep),
                dropped(cut_off(published_keep)),
            ),
            source="M7",
        ),
        Misconception(
            "above-one",
            "above 1",
            "Rare words got a chance above 1. A probability stops at 1: cut it off with "
            "`np.minimum(1, ...)`.",
            wrong=(program_keep, lambda f, t: np.minimum(1, published_keep(f, t)) + t / f),
        ),
        Misconception(
            "cut-off-at-threshold",
            "cut off at the threshold",
            "Words a little more frequent than the threshold got a chance above 1. The formula "
            "reaches 1 only at 2.6 times the threshold: cut off the *result*, "
            "`np.minimum(1, ...)`.",
            wrong=(
                lambda f, t: np.where(f > t, program_keep(f, t), 1),
                lambda f, t: np.where(f >= t, program_keep(f, t), 1),
            ),
        ),
        Misconception(
            "rare-words-dropped",
            "rare words dropped",
            "You never keep words up to the threshold. They are the ones that always stay: their "
            "chance to be kept is 1.",
            wrong=(
                lambda f, t: np.where(f > t, np.minimum(1, program_keep(f, t)), 0),
                lambda f, t: np.where(f >= t, np.minimum(1, program_keep(f, t)), 0),
                lambda f, t: np.where(program_keep(f, t) < 1, program_keep(f, t), 0),
            ),
        ),
        Misconception(
            "rare-words-left-out",
            "rare words missing from the answer",
            "Your answer has no numbers for rare words. Every word gets one, in the order of "
            "`frequency`; for rare words it is 1.",
            wrong=(
                lambda f, t: program_keep(f, t)[program_keep(f, t) < 1],
                lambda f, t: program_keep(f, t)[f > t],
                lambda f, t: program_keep(f, t)[f >= t],
            ),
        ),
        Misconception(
            "all-kept",
            "every word kept",
            "Every word gets the chance 1, so nothing is ever dropped. Look at √(f/t) + 1: is it "
            "in brackets, and does the root stand over the whole fraction?",
            wrong=(lambda f, t: np.ones(len(f)),),
        ),
        Misconception(
            "brackets",
            "brackets missing",
            "Only the 1 is multiplied by t/f. Put the sum in brackets: "
            "`(np.sqrt(frequency / threshold) + 1) * threshold / frequency`.",
            wrong=(no_brackets,),
        ),
        Misconception(
            "no-root",
            "no root",
            "The root is missing, and so nothing would ever be dropped. Write √(f/t) + 1 in the "
            "brackets.",
            wrong=(no_root,),
        ),
        Misconception(
            "one-under-the-root",
            "the + 1 under the root",
            "Your + 1 stands under the root. Close the bracket of the root before it: "
            "`np.sqrt(frequency / threshold) + 1`.",
            wrong=(one_under_the_root, cut_off(one_under_the_root)),
        ),
        Misconception(
            "root-of-frequency-only",
            "root of the frequency only",
            "Only the frequency stands under your root. Take the root of the whole fraction: "
            "`np.sqrt(frequency / threshold)`.",
            wrong=(root_of_frequency,),
        ),
        Misconception(
            "upside-down",
            "a fraction upside down",
            "One of your fractions stands upside down. Under the root it is frequency over "
            "threshold, and behind the brackets threshold over frequency.",
            wrong=(
                turned,
                cut_off(turned),
                turned_outside,
                cut_off(turned_outside),
                turned_twice,
                cut_off(turned_twice),
            ),
        ),
        Misconception(
            "maximum-for-minimum",
            "np.maximum instead of np.minimum",
            "You cut off the wrong side: no chance of yours is below 1. The smaller of 1 and the "
            "formula is wanted: `np.minimum(1, ...)`.",
            wrong=(lambda f, t: np.maximum(1, program_keep(f, t)),),
        ),
        Misconception(
            "threshold-added",
            "√(t/(f + t))",
            "This is √(t/(f + t)), the rule that comes in exercise 3 (or 1 minus it). word2vec.c "
            "has (√(f/t) + 1) · t/f.",
            wrong=(with_t_added, dropped(with_t_added)),
        ),
        half_for_root(
            halved,
            cut_off(halved),
            halved_outside,
            cut_off(halved_outside),
        ),
        divided_again(cut_off(program_keep)),
        sum_to_one(cut_off(program_keep)),
        in_percent(cut_off(program_keep)),
        return_inside_the_loop(cut_off(program_keep)),
        not_element_by_element("min", program_keep, 1),
    ),
    hints=(
        "Start with f = t by hand: √1 + 1 is 2, times 1 is 2. Such a word is surely kept, so its "
        "chance is 1.",
        "Write the formula with brackets around the sum, then take the smaller one of 1 and each "
        "result: `np.minimum(1, x)`.",
        "`return np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)`",
    ),
    example=Example(
        call="keep_probability(np.array([0.16, 0.04, 0.01]), 0.01)",
        answer="[0.3125, 0.75, 1.0]",
        why="0.16 is 16 times the threshold: (4 + 1) / 16; 0.04 is 4 times: (2 + 1) / 4; at the "
        "threshold (1 + 1) / 1 = 2 is above 1, so 1",
    ),
    errors=(
        (
            "The truth value of an array with more than one element is ambiguous",
            "Python's `min` and `if` want one number. `np.minimum` compares element by element.",
        ),
        (
            "only 0-dimensional arrays can be converted to Python scalars",
            "`math.sqrt` takes one number. `np.sqrt` takes a whole array.",
        ),
    ),
)
