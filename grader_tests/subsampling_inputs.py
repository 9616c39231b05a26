"""Relative frequencies and thresholds, for the rules of lesson 06."""

import numpy as np

from grader_tests.exercise import Case

RARE = "rare words"
FREQUENT = np.array([3.5, 8.0, 30.0, 90.0, 250.0])  # in thresholds; every rule drops some of these
LITTLE_ABOVE = 1.6  # in thresholds: the published rule drops some of these, word2vec.c none
BELOW = np.array([0.04, 0.3, 0.85])


def frequencies_and_thresholds(rng):
    """Frequent words in both dtypes; then with rare ones and one at the threshold; none at all.

    The frequencies are those of some words of a text, so they do not sum to 1.
    """

    def threshold() -> float:
        return float(10 ** rng.uniform(-5, -3))

    def jittered(ratios) -> np.ndarray:
        return np.asarray(ratios) * rng.uniform(0.92, 1.08, np.size(ratios))

    def case(ratios, dtype, *aspect) -> Case:
        t = threshold()
        return Case(((rng.permutation(ratios) * t).astype(dtype), t), *aspect)

    def mixed() -> np.ndarray:
        frequent = jittered(rng.choice(FREQUENT, 2, replace=False))
        return np.concatenate([frequent, jittered(BELOW), jittered([LITTLE_ABOVE]), [1.0]])

    return [
        case(jittered(FREQUENT), np.float64),
        case(jittered(FREQUENT[:4]), np.float32),
        Case((np.array([]), threshold())),
        case(mixed(), np.float64, RARE),
        case(mixed(), np.float32, RARE),
        case(jittered(BELOW), np.float64, RARE),
    ]
