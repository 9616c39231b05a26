"""What goes wrong in a loss, whatever the lesson: how logits are combined, and shared messages.

Each combination takes the logits of the true class ``(B,)`` and those of other classes ``(B, K)``.
"""

import math
from dataclasses import replace
from functools import partial

import numpy as np

from grader_tests.exercise import Misconception
from grader_tests.loss_inputs import EXTREME

OVERFLOW = (
    "With a logit of ±1000 your loss is infinite, NaN or cut off. Don't take the log of a sigmoid: "
    "-log σ(x) = log(1 + e^(-x)), which np.logaddexp(0, -x) or tf.nn.softplus(-x) compute safely."
)


def log1p_exp(x):
    """log(1 + e^x) without overflow."""
    return x + math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x))


def candidate_logits(weights, bias, labels, inputs, sampled, correct=(-1, -1), expected=None):
    """Logits (B,) and (B, K), with ``correct`` times the log expected counts added."""
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled]
    true_expected, sampled_expected = expected
    return (
        positive + correct[0] * np.log(true_expected),
        negative + correct[1] * np.log(sampled_expected),
    )


def softplus(x):
    return np.logaddexp(0, x)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def yes_no(positive, negative):
    return softplus(-positive) + softplus(negative).sum(axis=1)


def one_choice(positive, negative):
    logits = np.column_stack([positive, negative])
    return np.logaddexp.reduce(logits, axis=1) - positive


def mean_of_negatives(positive, negative):
    return softplus(-positive) + softplus(negative).mean(axis=1)


def mean_of_all(positive, negative):
    return yes_no(positive, negative) / (1 + negative.shape[1])


def all_yes(positive, negative):
    return softplus(-positive) + softplus(-negative).sum(axis=1)


def all_no(positive, negative):
    return softplus(positive) + softplus(negative).sum(axis=1)


def labels_flipped(positive, negative):
    return softplus(positive) + softplus(-negative).sum(axis=1)


def only_positive(positive, _negative):
    return softplus(-positive)


def only_negatives(_positive, negative):
    return softplus(negative).sum(axis=1)


def negatives_subtracted(positive, negative):
    return softplus(-positive) - softplus(negative).sum(axis=1)


def negatives_of_all_examples(positive, negative):
    """The sum lost its axis: every example gets the whole batch's negatives."""
    return softplus(-positive) + softplus(negative).sum()


def batch_mean(positive, negative):
    return yes_no(positive, negative).mean()


def batch_sum(positive, negative):
    return yes_no(positive, negative).sum()


def negated(positive, negative):
    return -yes_no(positive, negative)


def log_of_sigmoids(positive, negative):
    return -np.log(sigmoid(positive)) - np.log(sigmoid(-negative)).sum(axis=1)


def log_of_one_minus(positive, negative):
    return -np.log(sigmoid(positive)) - np.log(1 - sigmoid(negative)).sum(axis=1)


def naive_cross_entropy(positive, negative):
    probability = sigmoid(np.column_stack([positive, negative]))
    answers = np.zeros_like(probability)
    answers[:, 0] = 1
    losses = answers * np.log(probability) + (1 - answers) * np.log(1 - probability)
    return -losses.sum(axis=1)


def clipped(epsilon, positive, negative):
    """Probabilities cut at epsilon: finite, but wrong beyond it."""
    positive = np.clip(sigmoid(positive), epsilon, 1 - epsilon)
    negative = np.clip(sigmoid(negative), epsilon, 1 - epsilon)
    return -np.log(positive) - np.log(1 - negative).sum(axis=1)


def shifted(epsilon, positive, negative):
    """log(p + epsilon): finite, but wrong for small p."""
    return -np.log(sigmoid(positive) + epsilon) - np.log(1 - sigmoid(negative) + epsilon).sum(1)


EPSILONS = (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
UNSTABLE = (log_of_sigmoids, log_of_one_minus, naive_cross_entropy)
UNSTABLE += tuple(partial(f, e) for f in (clipped, shifted) for e in EPSILONS)


def naive_softmax(positive, negative):
    return -np.log(np.exp(positive) / (np.exp(positive) + np.exp(negative).sum(axis=1)))


def wrong_full(combine, with_bias=True):
    """Another way to combine the logits of the true class (B,) and of all others (B, V - 1)."""

    def loss(weights, bias, labels, inputs):
        logits = inputs @ weights.T + (bias if with_bias else 0)
        rows = np.arange(len(labels))
        others = np.ones(logits.shape, bool)
        others[rows, labels] = False
        return combine(logits[rows, labels], logits[others].reshape(len(labels), -1))

    return loss


NEGATED = Misconception(
    "negated",
    "log-likelihood instead of loss",
    "This is the log-likelihood, which one maximises. A loss is minimised, and it is never "
    "negative: turn the sign.",
    wrong=(negated,),
)
UNSTABLE_SIGMOID = Misconception("overflow", "log of a sigmoid", OVERFLOW, fails_only=EXTREME)


def implemented(misconception, wrong):
    """The same misconception with the implementations that fit an exercise."""
    return replace(misconception, wrong=tuple(wrong))
