"""Lesson 02: pairs of target and context, sentence ends, and windows of random size.

Source: Mikolov et al. (2013a), section 3.2, and word2vec.c.
"""

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception, Option, prediction
from grader_tests.exercise_02_pairs import SKIP_GRAM_PAIRS
from grader_tests.exercise_02_sentences import SENTENCE_PAIRS

# --- used_share -----------------------------------------------------------------------------

BEYOND = "beyond the window"


def distances_and_windows(rng):
    """Near, middle and far contexts of windows of 3 and more; then contexts that are too far."""
    window = int(rng.integers(4, 11))
    others = rng.permutation(np.arange(2, window))[:2].tolist()
    inside = [(1, 3), (2, 5), (3, 3), (1, window), (window, window), *((d, window) for d in others)]
    beyond = [(4, 3), (window + 1, window), (window + int(rng.integers(2, 9)), window)]
    return [Case(pair) for pair in inside] + [Case(pair, BEYOND) for pair in beyond]


def share(distance, window):
    """Of the windows 1, 2, ..., window: how many reach the distance?"""
    reaching = 0
    for own_window in range(1, window + 1):
        if own_window >= distance:
            reaching += 1
    return reaching / window


def inside_only(formula):
    return lambda d, w: formula(d, w) if d <= w else 0.0


USED_SHARE = Exercise(
    name="02.used_share",
    title="How often is a context used?",
    task="""Each target draws its own window, every whole number from 1 to `window` with the same
chance. Return the chance that a context at `distance` (1 or more) lies within it: 1 for a direct
neighbour, 0 beyond `window`.""",
    signature="used_share(distance, window)",
    minutes=8,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, BEYOND: 1},
    inputs=distances_and_windows,
    spec=share,
    compare=Close(),
    misconceptions=(
        Misconception(
            "always-one",
            "every context always used",
            "You say that a context within `window` is always used. But a target may draw a "
            "smaller window: count how many of 1 … window reach the distance.",
            wrong=(lambda d, w: 1, inside_only(lambda d, w: 1)),
        ),
        Misconception(
            "distance-over-window",
            "far contexts preferred",
            "Your share grows with the distance. Near contexts are used most: all windows reach "
            "distance 1, only the largest one reaches distance `window`.",
            wrong=(
                lambda d, w: d / w,
                inside_only(lambda d, w: d / w),
                lambda d, w: min(1, d / w),
            ),
        ),
        Misconception(
            "one-window-too-few",
            "(window - distance) / window",
            "You count one window too few: the windows from distance to window reach it, and both "
            "ends count. A direct neighbour must get 1.",
            wrong=(
                lambda d, w: (w - d) / w,
                inside_only(lambda d, w: (w - d) / w),
                lambda d, w: 1 - d / w,
            ),
        ),
        Misconception(
            "one-over-distance",
            "1 / distance",
            "1 / distance is another weighting (GloVe has it). Here count the windows from 1 to "
            "`window` that reach the distance.",
            wrong=(lambda d, w: 1 / d, inside_only(lambda d, w: 1 / d)),
        ),
        Misconception(
            "one-over-window",
            "the chance of one window size",
            "1 / window is the chance to draw one certain window. Every window from `distance` to "
            "`window` reaches the context: count them all.",
            wrong=(lambda d, w: 1 / w, inside_only(lambda d, w: 1 / w)),
        ),
        Misconception(
            "whole-division",
            "// instead of /",
            "`//` rounds down to a whole number, so shares below 1 become 0. Divide with `/`.",
            wrong=(lambda d, w: max(0, w - d + 1) // w, lambda d, w: (w - d + 1) // w),
        ),
        Misconception(
            "window-zero",
            "a window of 0 counted",
            "You divide by window + 1. The smallest window is 1, so there are `window` of them.",
            wrong=(
                inside_only(lambda d, w: (w - d + 1) / (w + 1)),
                lambda d, w: (w - d + 1) / (w + 1),
            ),
        ),
        Misconception(
            "negative",
            "negative beyond the window",
            "Beyond the window your share is negative. No window reaches that far: the chance is "
            "0, for example with max(0, ...).",
            wrong=(lambda d, w: (w - d + 1) / w,),
        ),
        Misconception(
            "grows-again",
            "abs instead of max",
            "Beyond the window your share grows again: `abs` makes negative numbers positive. No "
            "window reaches that far, so the chance is 0, for example with max(0, ...).",
            wrong=(lambda d, w: abs(w - d + 1) / w, lambda d, w: (abs(w - d) + 1) / w),
        ),
        Misconception(
            "nothing-beyond",
            "no return beyond the window",
            "Beyond the window your function returns nothing, so its answer is None. Return 0 "
            "there.",
            wrong=(lambda d, w: share(d, w) if d <= w else None,),
        ),
        Misconception(
            "count",
            "a number of windows, no share",
            "You return how many windows reach the distance. For a chance, divide by `window`, "
            "the number of all windows.",
            wrong=(lambda d, w: max(0, w - d + 1), lambda d, w: w - d + 1),
        ),
        Misconception(
            "percent",
            "a percentage",
            "Your numbers are percentages. Return the chance as a number from 0 to 1, without "
            "the factor 100.",
            wrong=(lambda d, w: 100 * share(d, w), lambda d, w: round(100 * share(d, w))),
        ),
        Misconception(
            "both-sides",
            "both sides counted",
            "Your numbers are twice too large. They are the chance of a single context: its "
            "distance says nothing about the side, so leave out the factor 2.",
            wrong=(lambda d, w: 2 * share(d, w), lambda d, w: 2 * (w - d + 1) / w),
        ),
        Misconception(
            "last-distance-dropped",
            "distance equal to the window left out",
            "A context at the distance `window` itself is used when the largest window is drawn. "
            "Only beyond it the chance is 0.",
            wrong=(lambda d, w: (w - d + 1) / w if d < w else 0.0,),
        ),
    ),
    hints=(
        "With window = 3 a target draws 1, 2 or 3. Which of them reach distance 2?",
        "The windows `distance`, `distance + 1`, …, `window` reach it. How many are that?",
        "`max(0, window - distance + 1) / window`",
    ),
    example=Example(
        call="used_share(2, 3)",
        answer="0.6667",
        why="of the windows 1, 2 and 3, two reach distance 2",
    ),
    errors=(
        (
            "ZeroDivisionError",
            "The window is 1 or more, and so is the distance: what do you divide by?",
        ),
    ),
)


EXERCISES = (SKIP_GRAM_PAIRS, SENTENCE_PAIRS, USED_SHARE)


# --- predictions ----------------------------------------------------------------------------


HOW_MANY = prediction(
    "02.how_many_pairs",
    "How many pairs?",
    "The sentence *the dog can growl at the cat* has seven words. How many pairs does a window of "
    "2 give?",
    {
        "twenty_eight": Option(
            "28, four for each word",
            "Only the three words in the middle have four contexts. At the edges the window is "
            "cut off: 2 + 3 + 4 + 4 + 4 + 3 + 2 = 22.",
        ),
        "twenty_two": Option(
            "22",
            "Right: 2 + 3 + 4 + 4 + 4 + 3 + 2. At the edges the window is cut off.",
        ),
        "eleven": Option(
            "11",
            "11 would be so if each couple of words counted once. But it gives two pairs: each "
            "of the two words is the target once.",
        ),
    },
    "twenty_two",
)

VECTORS = prediction(
    "02.prediction_vectors",
    "How many predictions?",
    "A window of 2: a target in the middle of a sentence has four context words. How many "
    "different vectors of probabilities does a skip-gram model predict for it?",
    {
        "four": Option(
            "4, one for each context",
            "One often sees it drawn so. But the model is given the target's id only, not the "
            "context's place: it has one prediction, and four labels to compare it with.",
            "M25",
        ),
        "one": Option(
            "1",
            "Right: the model is given the target's id only, so it has one prediction. The four "
            "context words are four labels for it.",
        ),
        "two": Option(
            "2, left and right",
            "The model is not told on which side a context stands. It has one prediction, and "
            "four labels to compare it with.",
            "M25",
        ),
    },
    "one",
)

PREDICTIONS = (HOW_MANY, VECTORS)
