"""`negative_sampling_loss`: the same questions without the correction.

Source of the formula: Mikolov et al. (2013b), equation 4.
"""

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.loss_inputs import EXTREME
from grader_tests.loss_mistakes import (
    NEGATED,
    UNSTABLE,
    UNSTABLE_SIGMOID,
    all_yes,
    batch_mean,
    batch_sum,
    implemented,
    labels_flipped,
    log1p_exp,
    mean_of_all,
    mean_of_negatives,
    negatives_of_all_examples,
    negatives_subtracted,
    one_choice,
    only_negatives,
    only_positive,
    yes_no,
)


def logit_pairs(rng):
    cases = []
    for aspect in ("values", EXTREME):
        for dtype in (np.float64, np.float32):
            batch, count = int(rng.integers(2, 6)), int(rng.integers(2, 7))
            positive = rng.normal(0, 1.5, batch).clip(-4, 4).astype(dtype)
            negative = rng.normal(0, 1.5, (batch, count)).clip(-4, 4).astype(dtype)
            if aspect == EXTREME:
                positive[0], negative[0, 0], negative[1, :2] = -1000, 1000, (1000, -1000)
                positive[1] = 1000
            cases.append(Case((positive, negative), aspect))
    return cases


def negative_sampling(positive_logits, negative_logits):
    """-log σ(positive) - Σ log σ(-negative), Mikolov et al. (2013b), equation 4, as a loss."""
    losses = []
    for positive, negatives in zip(positive_logits, negative_logits, strict=True):
        losses.append(log1p_exp(-positive) + sum(log1p_exp(logit) for logit in negatives))
    return np.array(losses)


def log_k_subtracted(positive_logits, negative_logits):
    shift = np.log(negative_logits.shape[1])
    return yes_no(positive_logits - shift, negative_logits - shift)


NEGATIVE_SAMPLING_LOSS = Exercise(
    name="04.negative_sampling_loss",
    title="Negative sampling, as word2vec has it",
    task="""The logits are given: one of the true context word and K of its own negatives for each
example. Return, for each example, the **sum** of the K + 1 yes/no losses. Logits of ±1000 must
work.""",
    signature="negative_sampling_loss(positive_logits, negative_logits)",
    minutes=8,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, EXTREME: 1},
    inputs=logit_pairs,
    spec=negative_sampling,
    compare=Close(),
    misconceptions=(
        implemented(UNSTABLE_SIGMOID, UNSTABLE),
        Misconception(
            "sign-of-negatives",
            "sign of the negatives",
            "The negatives have the wrong sign: you reward a *high* score of a negative. Their "
            "loss is -log σ(-logit).",
            wrong=(all_yes,),
        ),
        Misconception(
            "mean",
            "mean instead of sum",
            "You average over the words of an example. Sum over the positive and its K negatives.",
            wrong=(mean_of_negatives, mean_of_all),
        ),
        Misconception(
            "labels-flipped",
            "yes and no exchanged",
            "Yes and no are exchanged: the positive costs -log σ(logit), a negative "
            "-log σ(-logit).",
            wrong=(labels_flipped,),
        ),
        NEGATED,
        Misconception(
            "negatives-subtracted",
            "negatives subtracted",
            "You subtract the negatives' losses. All K + 1 questions cost something: add them.",
            wrong=(negatives_subtracted,),
        ),
        Misconception(
            "negatives-of-all-examples",
            "sum without an axis",
            "Every example gets the negatives' losses of the whole batch. Sum over an example's "
            "own K negatives only: `.sum(axis=1)`.",
            wrong=(negatives_of_all_examples,),
        ),
        Misconception(
            "correction",
            "log k subtracted, as in NCE",
            "You subtract log K from the logits. That is a step towards NCE; negative sampling "
            "takes the logits as they are.",
            wrong=(log_k_subtracted,),
            source="M5",
        ),
        Misconception(
            "softmax",
            "softmax over the candidates",
            "This is a softmax over 1 + K logits: one choice among them. Negative sampling asks "
            "1 + K separate yes/no questions: use sigmoids.",
            wrong=(one_choice,),
            source="M3",
        ),
        Misconception(
            "only-positive",
            "negatives left out",
            "Only the positive is in your loss. Add the K negatives' terms, -log σ(-logit).",
            wrong=(only_positive,),
        ),
        Misconception(
            "only-negatives",
            "positive left out",
            "Only the negatives are in your loss. Add the positive's term, -log σ(logit).",
            wrong=(only_negatives,),
        ),
        Misconception(
            "batch-reduced",
            "reduced over the batch",
            "You return one number. The answer has one loss per example, shape (B,): sum over "
            "the words of an example only.",
            wrong=(batch_mean, batch_sum),
        ),
    ),
    hints=(
        "As in `nce_loss`, without the counts: yes for the positive, no for each negative.",
        "Yes costs `np.logaddexp(0, -logit)`, no costs `np.logaddexp(0, logit)`.",
        "`np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)`",
    ),
    example=Example(
        call="negative_sampling_loss(np.array([0.0]), np.array([[0.0, 0.0]]))",
        answer="[2.0794]",
        why="three logits of 0 are three coin tosses, 3 · log 2",
    ),
    errors=(
        (
            "RuntimeWarning: overflow encountered in exp",
            "e^1000 does not fit a float. Use np.logaddexp or tf.nn.softplus.",
        ),
        (
            "operands could not be broadcast together",
            "The positives are (B,), the negatives (B, K). Sum the negatives' losses over axis 1 "
            "before you add the two.",
        ),
    ),
)
