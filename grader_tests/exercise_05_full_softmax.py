"""Exercise 05.full_softmax_loss: one choice among all words.

Source of the formula: Bengio et al. (2003).
"""

import math

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.loss_inputs import EXTREME, far_apart, full_tables
from grader_tests.loss_mistakes import (
    NEGATED,
    implemented,
    mean_of_all,
    one_choice,
    only_positive,
    wrong_full,
    yes_no,
)
from grader_tests.softmax_mistakes import (
    LOG_OF_ZERO,
    LOGS_OF_A_PROBABILITY,
    UNSTABLE,
    UNSTABLE_SOFTMAX,
    batch_mean,
    batch_sum,
    log_sum_exp,
    logits_for_probabilities,
    maximum_not_added_back,
    mean_over_classes,
    minus_score,
    negated_choice,
    only_the_sum,
    probability,
    probability_missing,
    softmax_twice,
    sum_over_the_batch,
    true_class_not_among_them,
)


def batches(rng):
    """In moderate ones the last class is a label: an id that is no number of a row."""
    rows_apart = [Case(far_apart(rng, dtype), EXTREME) for dtype in (np.float64, np.float32)]
    drawn = full_tables(rng)
    for case in drawn:
        if case.aspect != EXTREME:
            label_the_last_class(*case.arguments)
    return drawn + rows_apart


def label_the_last_class(weights, bias, labels, _inputs):
    """Make the last class the last label, unless it is one already; changes the arrays."""
    last = len(weights) - 1
    if last not in labels:
        swap = [labels[-1], last]
        weights[swap], bias[swap] = weights[swap[::-1]], bias[swap[::-1]]
        labels[-1] = last


def full_softmax(weights, bias, labels, inputs):
    """One choice among V classes: log Σ e^logit, less the logit of the label."""
    losses = []
    for label, vector in zip(labels, inputs, strict=True):
        logits = [vector @ weights[word] + bias[word] for word in range(len(weights))]
        highest = max(logits)
        total = sum(math.exp(logit - highest) for logit in logits)  # 1 at least, V at most
        losses.append(highest + math.log(total) - logits[label])
    return np.array(losses)


def over_the_batch(weights, bias, labels, inputs):
    """The softmax runs along the wrong axis: the examples compete for each class."""
    logits = inputs @ weights.T + bias
    return (np.logaddexp.reduce(logits, axis=0) - logits)[np.arange(len(labels)), labels]


def every_class(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    return log_sum_exp(logits)[:, np.newaxis] - logits  # (B, V)


def sum_over_every_class(*arguments):
    return every_class(*arguments).sum(axis=1)


def every_label_in_every_row(weights, bias, labels, inputs):
    """``[:, labels]`` picks the labels of the whole batch in every row, (B, B)."""
    return every_class(weights, bias, labels, inputs)[:, labels]


def every_label_and_the_wrong_sum(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    return log_sum_exp(logits) - logits[:, labels]


FULL_SOFTMAX_LOSS = Exercise(
    name="05.full_softmax_loss",
    title="One choice among all words",
    task=r"""Return, for each example, $-\log P(\text{label})$, where $P$ is the softmax of **all**
V logits $w_c \cdot x + b_c$. Logits of ±1000 must work.""",
    signature="full_softmax_loss(weights, bias, labels, inputs)",
    minutes=12,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, EXTREME: 2},
    inputs=batches,
    spec=full_softmax,
    compare=Close(),
    misconceptions=(
        Misconception(
            "over-the-batch",
            "softmax along the wrong axis",
            "Your softmax runs over the examples of the batch. The V words compete, so "
            "exponentiate and sum along the words: axis 1 of the (B, V) logits.",
            wrong=(over_the_batch,),
        ),
        Misconception(
            "sigmoid",
            "yes/no questions instead of one choice",
            "This is a sigmoid loss: yes/no questions, asked apart. Here the words compete in "
            "*one* choice: log Σ e^logit over all words, less the label's logit.",
            wrong=(wrong_full(yes_no), wrong_full(mean_of_all), wrong_full(only_positive)),
            source="M4",
        ),
        Misconception(
            "label-not-in-the-sum",
            "label left out of the sum",
            "Your sum leaves the label out, so a loss can become negative. The label is one of "
            "the V words that compete: sum over all of them.",
            wrong=(wrong_full(true_class_not_among_them),),
        ),
        Misconception(
            "logits-for-probabilities",
            "logits taken for probabilities",
            "The logits were taken for probabilities, clipped and scaled. Keras needs to be told "
            "that they are logits: from_logits=True.",
            wrong=(wrong_full(logits_for_probabilities),),
        ),
        Misconception(
            "softmax-twice",
            "softmax of a softmax",
            "You take the softmax twice: first yourself, then inside of the loss function. Give "
            "the function raw logits.",
            wrong=(wrong_full(softmax_twice),),
        ),
        Misconception(
            "probability",
            "probability instead of loss",
            "These are probabilities (or what is missing to 1). The loss is minus the natural "
            "logarithm of the label's probability.",
            wrong=(wrong_full(probability), wrong_full(probability_missing)),
        ),
        implemented(NEGATED, [wrong_full(negated_choice)]),
        Misconception(
            "every-class",
            "label not picked",
            "You return -log P of *every* word, shape (B, V). Pick one column per row, the "
            "label's: `[np.arange(len(labels)), labels]`.",
            wrong=(every_class,),
        ),
        Misconception(
            "sum-over-classes",
            "sum over all words",
            "You sum -log P over all V words. Only the label is true, so only its -log P counts: "
            "pick one column per row.",
            wrong=(sum_over_every_class,),
        ),
        Misconception(
            "every-label-in-every-row",
            "labels of the whole batch in every row",
            "`[:, labels]` picks the labels of the whole batch in every row, which gives (B, B). "
            "Pick one column per row: `[np.arange(len(labels)), labels]`.",
            wrong=(every_label_in_every_row, every_label_and_the_wrong_sum),
        ),
        Misconception(
            "labels-as-rows",
            "labels used as row numbers",
            "`logits[labels]` picks whole rows, but the rows are the examples; the words are the "
            "columns. Pick one column per row: `[np.arange(len(labels)), labels]`.",
            raises=(("IndexError", r"^index \d+ is out of bounds for axis 0 with size [234]$"),),
        ),
        Misconception(
            "mean-over-classes",
            "mean over the words",
            "Your loss is V times too small: an average over the words. Of the V terms only the "
            "label's is not zero, so sum them (or pick it) instead.",
            wrong=(wrong_full(mean_over_classes),),
        ),
        Misconception(
            "only-the-sum",
            "label's logit not subtracted",
            "This is log Σ e^logit alone. Subtract the label's own logit: the loss is the log of "
            "the sum less that logit.",
            wrong=(wrong_full(only_the_sum),),
        ),
        Misconception(
            "only-the-logit",
            "score without a softmax",
            "This is minus the label's logit. A score becomes a probability only in comparison "
            "with all others: add log Σ e^logit.",
            wrong=(wrong_full(minus_score),),
        ),
        Misconception(
            "maximum-not-added-back",
            "maximum not added back",
            "You subtract each row's maximum in the sum, but not from the label's logit. Add the "
            "maximum back to the log of the sum, or take it out of both.",
            wrong=(wrong_full(maximum_not_added_back),),
        ),
        Misconception(
            "sum-over-the-batch",
            "sum over the whole batch",
            "Your sum runs over all examples together, so each gets the same log Σ e^logit. Every "
            "row has a sum of its own: `axis=1`.",
            wrong=(wrong_full(sum_over_the_batch),),
        ),
        Misconception(
            "no-bias",
            "bias left out",
            "The bias is missing from the logits: add it to `inputs @ weights.T`.",
            wrong=(wrong_full(one_choice, with_bias=False),),
            source="M11",
        ),
        Misconception(
            "batch-reduced",
            "reduced over the batch",
            "You return one number. The answer has one loss per example, shape (B,): no sum or "
            "mean over the examples.",
            wrong=(wrong_full(batch_mean), wrong_full(batch_sum)),
        ),
        implemented(LOG_OF_ZERO, map(wrong_full, LOGS_OF_A_PROBABILITY)),
        implemented(UNSTABLE_SOFTMAX, map(wrong_full, UNSTABLE)),
    ),
    hints=(
        "All logits at once: `inputs @ weights.T + bias`, shape (B, V). Then -log P(label) = "
        "log Σ e^logit - the label's logit.",
        "For the log of the sum take each row's maximum out: "
        "`highest + np.log(np.exp(logits - highest).sum(axis=1))`, with "
        "`highest = logits.max(axis=1)` (mind the shapes: one of them needs `[:, np.newaxis]`).",
        "`np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels]`",
    ),
    example=Example(
        call="full_softmax_loss(np.eye(3, 2), np.zeros(3), np.array([0, 2]), np.eye(2))",
        answer="[0.5514 1.5514]",
        why="the logits are 1, 0, 0 and 0, 1, 0, so both sums are e + 2; from log(e + 2) = 1.5514 "
        "the label's logit is subtracted, 1 and 0",
    ),
    errors=(
        (
            "operands could not be broadcast together",
            "A row's maximum has shape (B,), the logits (B, V): write `highest[:, np.newaxis]`, or "
            "take it with `keepdims=True`. With `np.logaddexp.reduce` it is `axis=1` that gives "
            "one number per row.",
        ),
        (
            "index ... is out of bounds for axis 0",
            "`logits[labels]` picks rows, and there is one row per example, not per word. One "
            "column per row is `logits[np.arange(len(labels)), labels]`.",
        ),
        (
            "matmul: Input operand 1 has a mismatch in its core dimension",
            "`inputs` is (B, D) and `weights` is (V, D): turn the second one round with `.T`.",
        ),
    ),
)
