"""Small models drawn for the loss exercises of lessons 04 and 05."""

import numpy as np

from grader_tests.exercise import Case

EXTREME = "logits of ±1000"


def tables(rng, extreme=False, dtype=np.float64):
    """weights, bias, labels, inputs: a small model whose logits stay within about ±4."""
    classes, dimension, batch = (int(rng.integers(*span)) for span in ((7, 12), (2, 5), (2, 5)))
    weights = rng.normal(0, 0.4, (classes, dimension)).clip(-0.8, 0.8)
    bias = rng.normal(0, 0.7, classes).clip(-1.5, 1.5)
    labels = rng.choice(classes, batch, replace=False)
    if extreme:
        bias[labels[0]], bias[labels[1]] = -1000, 1000
    inputs = rng.normal(0, 1, (batch, dimension)).clip(-1, 1)
    return weights.astype(dtype), bias.astype(dtype), labels, inputs.astype(dtype)


def full_tables(rng):
    return [
        Case(tables(rng, aspect == EXTREME, dtype), aspect)
        for aspect in ("values", EXTREME)
        for dtype in (np.float64, np.float32)
    ]


def far_apart(rng, dtype=np.float64):
    """A model that gives one example logits of 500 to 1000 and another one -1000 to -500.

    The first label has the lowest logit of its row, and so has the second one. Whoever subtracts
    one maximum for the whole batch, and not one a row, loses the second row.
    """
    weights, bias, labels, inputs = tables(rng, dtype=dtype)
    weights[:, 0] = rng.uniform(0.6, 0.9, len(weights))
    weights[labels[0], 0], weights[labels[1], 0] = 0.5, 1
    inputs[:2, 0] = 1000, -1000
    return weights, bias, labels, inputs
