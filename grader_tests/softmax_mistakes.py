"""Wrong ways to make one choice among words.

Each takes the logits of the true class ``(B,)`` and those of the other words ``(B, K)``.
"""

from functools import partial

import numpy as np

from grader_tests.exercise import Misconception
from grader_tests.loss_inputs import EXTREME
from grader_tests.loss_mistakes import EPSILONS, naive_softmax, one_choice

UNSTABLE_SOFTMAX = Misconception(
    "overflow",
    "exp of a large logit",
    "With a logit of ±1000 your loss is infinite, NaN or cut off: e^1000 does not fit a float. "
    "Subtract each row's own maximum from its logits first, or use np.logaddexp.reduce or "
    "tf.reduce_logsumexp.",
    fails_only=EXTREME,
)
LOG_OF_ZERO = Misconception(
    "log-of-zero",
    "log of a probability that has become 0",
    "You take the log of a probability that has become 0 (or was cut off, or shifted). Don't "
    "compute P: the loss is log Σ e^logit, less the label's logit.",
)


def log_sum_exp(logits):
    """log Σ e^logit of each row, without overflow."""
    return np.logaddexp.reduce(logits, axis=1)


def true_class_not_among_them(positive, negative):
    return log_sum_exp(negative) - positive


def negated_choice(positive, negative):
    return -one_choice(positive, negative)


def mean_over_classes(positive, negative):
    return one_choice(positive, negative) / (1 + negative.shape[1])


def probability(positive, negative):
    return np.exp(-one_choice(positive, negative))


def probability_missing(positive, negative):
    return 1 - probability(positive, negative)


def minus_score(positive, _negative):
    return -positive


def only_the_sum(positive, negative):
    return log_sum_exp(np.column_stack([positive, negative]))


def softmax_twice(positive, negative):
    """The probabilities are taken for logits, and a softmax is taken of them."""
    logits = np.column_stack([positive, negative])
    chances = np.exp(logits - log_sum_exp(logits)[:, np.newaxis])
    return one_choice(chances[:, 0], chances[:, 1:])


def logits_for_probabilities(positive, negative):
    """What Keras gives without ``from_logits=True``: clipped logits, scaled to sum to 1."""
    positive, negative = (np.clip(x, 1e-7, 1 - 1e-7) for x in (positive, negative))
    return -np.log(positive / (positive + negative.sum(axis=1)))


def maximum_not_added_back(positive, negative):
    """The row's maximum leaves the sum, but not the label's logit."""
    logits = np.column_stack([positive, negative])
    return log_sum_exp(logits) - logits.max(axis=1) - positive


def sum_over_the_batch(positive, negative):
    """One sum for all examples, as ``tf.reduce_logsumexp`` gives without an axis."""
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=None) - positive


def batch_mean(positive, negative):
    return one_choice(positive, negative).mean()


def batch_sum(positive, negative):
    return one_choice(positive, negative).sum()


def log_of_sum(positive, negative):
    return np.log(np.exp(positive) + np.exp(negative).sum(axis=1)) - positive


def one_maximum_for_the_batch(positive, negative):
    highest = max(positive.max(), negative.max())
    return naive_softmax(positive - highest, negative - highest)


def maximum_of_the_others(positive, negative):
    """The true class is left out of the maximum, so its own logit may be too large for e^x."""
    highest = negative.max(axis=1)
    total = np.exp(positive - highest) + np.exp(negative - highest[:, np.newaxis]).sum(axis=1)
    return np.log(total) + highest - positive


def share_after_the_maximum_of_the_others(positive, negative):
    highest = negative.max(axis=1)
    return naive_softmax(positive - highest, negative - highest[:, np.newaxis])


def log_of_softmax(positive, negative):
    """-log P, where P itself has become 0."""
    return -np.log(np.exp(-one_choice(positive, negative)))


def log_of_softmax_in_double(positive, negative):
    return log_of_softmax(positive.astype(np.float64), negative.astype(np.float64))


def log_of_softmax_without_tiny_numbers(positive, negative):
    """The same in TensorFlow, which takes floats below the normal range for 0."""
    chances = np.exp(-one_choice(positive, negative))
    return -np.log(np.where(chances < np.finfo(chances.dtype).tiny, 0, chances))


def clipped_softmax(epsilon, positive, negative):
    return -np.log(np.clip(np.exp(-one_choice(positive, negative)), epsilon, 1 - epsilon))


def shifted_softmax(epsilon, positive, negative):
    return -np.log(np.exp(-one_choice(positive, negative)) + epsilon)


UNSTABLE = (naive_softmax, log_of_sum, one_maximum_for_the_batch)
LOGS_OF_A_PROBABILITY = (
    log_of_softmax,
    log_of_softmax_in_double,
    log_of_softmax_without_tiny_numbers,
)
LOGS_OF_A_PROBABILITY += tuple(
    partial(f, e) for f in (clipped_softmax, shifted_softmax) for e in EPSILONS
)
