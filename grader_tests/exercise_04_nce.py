"""`nce_loss`: one yes and K no, of logits corrected by expected counts.

Source of the formula: Gutmann and Hyvärinen (2010); Mnih and Teh (2012).
"""

import math

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.loss_inputs import EXTREME, tables
from grader_tests.loss_mistakes import (
    NEGATED,
    UNSTABLE,
    UNSTABLE_SIGMOID,
    all_no,
    all_yes,
    batch_mean,
    batch_sum,
    candidate_logits,
    implemented,
    labels_flipped,
    log1p_exp,
    mean_of_all,
    mean_of_negatives,
    negated,
    negatives_of_all_examples,
    one_choice,
    only_negatives,
    only_positive,
    softplus,
    yes_no,
)


def sampled_tables(rng):
    """Moderate and extreme logits in both dtypes; the first label is always an accidental hit."""
    cases = []
    for aspect in ("values", EXTREME):
        for dtype in (np.float64, np.float32):
            weights, bias, labels, inputs = tables(rng, aspect == EXTREME, dtype)
            others = np.setdiff1d(np.arange(len(weights)), labels)
            count = int(rng.integers(2, len(others)))
            sampled = np.append(rng.choice(others, count, replace=False), labels[0])
            if aspect == EXTREME:
                bias[sampled[:2]] = 1000, -1000
            rng.shuffle(sampled)
            expected = rng.uniform(0.2, 1.5, len(weights)).astype(dtype)  # of every class
            tables_and_ids = (weights, bias, labels, inputs, sampled)
            arguments = (*tables_and_ids, expected[labels], expected[sampled])
            cases.append(Case(arguments, aspect))
    return cases


def nce(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    """1 + K yes/no questions per example: is it the true class (yes), is it each negative (no)?"""
    losses = []
    for i in range(len(inputs)):
        logit = inputs[i] @ weights[labels[i]] + bias[labels[i]] - math.log(true_expected[i])
        loss = log1p_exp(-logit)  # -log σ(logit)
        for j in range(len(sampled)):
            logit = inputs[i] @ weights[sampled[j]] + bias[sampled[j]]
            logit -= math.log(sampled_expected[j])
            loss += log1p_exp(logit)  # -log(1 - σ(logit))
        losses.append(loss)
    return np.array(losses)


def wrong_nce(combine=None, correct=(-1, -1), transform=np.log, with_bias=True):
    """A wrong NCE: other corrections, or another way to combine the logits into losses."""
    combine = combine or yes_no

    def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
        bias = bias if with_bias else 0 * bias
        expected = [np.exp(transform(count)) for count in (true_expected, sampled_expected)]
        return combine(*candidate_logits(weights, bias, labels, inputs, sampled, correct, expected))

    return loss


def hits_removed(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    expected = (true_expected, sampled_expected)
    positive, negative = candidate_logits(weights, bias, labels, inputs, sampled, expected=expected)
    return yes_no(positive, np.where(sampled == labels[:, np.newaxis], -np.inf, negative))


def count_times_k(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    k = len(sampled)
    return nce(weights, bias, labels, inputs, sampled, k * true_expected, k * sampled_expected)


def every_label_for_every_example(
    weights, bias, labels, inputs, sampled, true_expected, sampled_expected
):
    """Logits (B, B): a matrix product where rows should meet only their own label's row."""
    positive = inputs @ weights[labels].T + bias[labels] - np.log(true_expected)  # (B, B)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return softplus(-positive) + softplus(negative).sum(axis=1)


MEAN_OVER_K = Misconception(
    "mean-over-negatives",
    "mean over the negatives",
    "You average over the classes of an example. The loss of an example is the *sum* over its "
    "true class and all K negatives; a mean is taken only later, over the batch.",
    wrong=(wrong_nce(mean_of_negatives), wrong_nce(mean_of_all)),
)

NCE_LOSS = Exercise(
    name="04.nce_loss",
    title="NCE by hand",
    task=r"""Write the loss that `tf.nn.nce_loss` computes, for negatives that are already drawn.
Each class's logit is its score $w_c \cdot x + b_c$ less the log of its expected count (given; it
already is $k\,Q$). Ask the $1 + K$ yes/no questions, and sum. Accidental hits stay in. Logits of
±1000 must work.""",
    signature="nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected)",
    minutes=30,
    difficulty=3,
    aspects={SHAPE: 1, "values": 3, EXTREME: 1},
    inputs=sampled_tables,
    spec=nce,
    compare=Close(),
    library=("tensorflow_nce_loss",),
    misconceptions=(
        Misconception(
            "no-correction",
            "negative sampling instead of NCE",
            "This is negative sampling: the raw logits. NCE first subtracts the log of the "
            "expected count, log(k·Q), from the logit of each class.",
            wrong=(wrong_nce(correct=(0, 0)),),
            source="M5",
        ),
        Misconception(
            "correction-added",
            "correction added",
            "You add the log of the expected counts. Subtract it: a class that the noise draws "
            "often needs a higher score before we believe that it is no noise.",
            wrong=(wrong_nce(correct=(1, 1)),),
        ),
        Misconception(
            "correction-on-negatives-only",
            "correction on the negatives only",
            "Only the negatives are corrected. The true class might have been drawn as noise, "
            "too: subtract log(true_expected) from its logit.",
            wrong=(wrong_nce(correct=(0, -1)),),
        ),
        Misconception(
            "correction-on-positive-only",
            "correction on the true class only",
            "Only the true class is corrected. Subtract log(sampled_expected) from the logits of "
            "the negatives, too.",
            wrong=(wrong_nce(correct=(-1, 0)),),
        ),
        Misconception(
            "count-times-k",
            "expected count multiplied by K",
            "You multiply the expected counts by K once more. They already are counts, k·Q: "
            "subtract their log as it is.",
            wrong=(count_times_k,),
        ),
        Misconception(
            "count-without-log",
            "expected count subtracted without log",
            "You subtract the expected counts themselves. Logits live on the log scale: subtract "
            "the *log* of the counts.",
            wrong=(wrong_nce(transform=lambda count: count),),
        ),
        MEAN_OVER_K,
        Misconception(
            "softmax",
            "softmax over the candidates",
            "This is a softmax over 1 + K classes: one choice (that is the sampled softmax). NCE "
            "asks a separate yes/no question for each class: use sigmoids.",
            wrong=(wrong_nce(one_choice), wrong_nce(one_choice, correct=(0, 0))),
            source="M4",
        ),
        Misconception(
            "all-labels-one",
            "all answers yes",
            "You want *yes* for the negatives, too. Only the true class is a yes: for a negative "
            "the loss is -log(1 - σ(logit)).",
            wrong=(wrong_nce(all_yes),),
        ),
        Misconception(
            "all-labels-zero",
            "all answers no",
            "You want *no* for the true class, too. Its answer is yes: its loss is -log σ(logit).",
            wrong=(wrong_nce(all_no),),
        ),
        Misconception(
            "labels-flipped",
            "yes and no exchanged",
            "Yes and no are exchanged: the true class should get -log σ(logit), the negatives "
            "-log(1 - σ(logit)).",
            wrong=(wrong_nce(labels_flipped),),
        ),
        Misconception(
            "hits-removed",
            "accidental hits removed",
            "You leave out negatives that happen to be the true class. tf.nn.nce_loss keeps them "
            "by default, and so does this exercise.",
            wrong=(hits_removed,),
            source="M9",
        ),
        Misconception(
            "no-bias",
            "bias left out",
            "The bias is missing from the logits: add bias[labels] and bias[sampled].",
            wrong=(wrong_nce(with_bias=False),),
            source="M11",
        ),
        Misconception(
            "only-positive",
            "negatives left out",
            "Only the true class is in your loss. Add the K negatives' terms, -log(1 - σ(logit)).",
            wrong=(wrong_nce(only_positive),),
        ),
        Misconception(
            "only-negatives",
            "true class left out",
            "Only the negatives are in your loss. Add the true class's term, -log σ(logit).",
            wrong=(wrong_nce(only_negatives),),
        ),
        Misconception(
            "batch-reduced",
            "reduced over the batch",
            "You return one number. The answer has one loss per example, shape (B,): sum over "
            "the classes only.",
            wrong=(wrong_nce(batch_mean), wrong_nce(batch_sum)),
        ),
        Misconception(
            "negatives-of-all-examples",
            "sum without an axis",
            "Every example gets the negatives' losses of the whole batch. Sum over the classes "
            "only: `.sum(axis=1)`.",
            wrong=(wrong_nce(negatives_of_all_examples),),
        ),
        Misconception(
            "every-label-for-every-example",
            "matrix product of inputs and labels",
            "`@` compares every example with every label, which gives (B, B). Multiply row by "
            "row instead: `(inputs * weights[labels]).sum(axis=1)`.",
            wrong=(every_label_for_every_example,),
        ),
        implemented(NEGATED, [wrong_nce(negated)]),
        implemented(UNSTABLE_SIGMOID, map(wrong_nce, UNSTABLE)),
    ),
    hints=(
        "Three steps: the logits of the true class, (B,); the logits of the negatives, (B, K); "
        "then one yes/no loss for each, summed over the classes.",
        "The true logit of each row is `(inputs * weights[labels]).sum(axis=1) + bias[labels]`, "
        "the negatives' are `inputs @ weights[sampled].T + bias[sampled]`.",
        "Yes costs `np.logaddexp(0, -logit)`, no costs `np.logaddexp(0, logit)`, after "
        "`logit -= np.log(expected)`.",
    ),
    example=Example(
        call="nce_loss(np.zeros((3, 2)), np.zeros(3), np.array([0]), np.ones((1, 2)), "
        "np.array([1, 2]), np.ones(1), np.ones(2))",
        answer="[2.0794]",
        why="all logits and all corrections are 0: three coin tosses, 3 · log 2",
    ),
    errors=(
        (
            "operands could not be broadcast together",
            "Look at the shapes: the true logits are (B,), the negatives' are (B, K). Sum over "
            "axis 1 before you add the two.",
        ),
        (
            "matmul: Input operand 1 has a mismatch in its core dimension",
            "`inputs` is (B, D) and `weights[sampled]` is (K, D): turn the second one round with "
            "`.T`. For the labels multiply row by row instead of using `@`.",
        ),
    ),
)
