"""`full_sigmoid_loss`: a yes/no question for every class."""

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Example, Exercise, Misconception
from grader_tests.loss_inputs import EXTREME, full_tables
from grader_tests.loss_mistakes import (
    NEGATED,
    UNSTABLE,
    UNSTABLE_SIGMOID,
    all_no,
    all_yes,
    batch_mean,
    batch_sum,
    clipped,
    implemented,
    labels_flipped,
    log1p_exp,
    mean_of_all,
    mean_of_negatives,
    naive_softmax,
    negated,
    one_choice,
    only_negatives,
    only_positive,
    softplus,
    wrong_full,
    yes_no,
)


def full_sigmoid(weights, bias, labels, inputs):
    """V yes/no questions per example, one for every class."""
    losses = []
    for label, vector in zip(labels, inputs, strict=True):
        loss = 0.0
        for word in range(len(weights)):
            logit = vector @ weights[word] + bias[word]
            loss += log1p_exp(-logit) if word == label else log1p_exp(logit)
        losses.append(loss)
    return np.array(losses)


def label_also_no(positive, negative):
    """The label asks twice: once for yes, and once among all V classes for no."""
    return yes_no(positive, negative) + softplus(positive)


def keras_mean(positive, negative):
    """Keras' binary cross-entropy of probabilities: a mean, clipped at 1e-7."""
    return clipped(1e-7, positive, negative) / (1 + negative.shape[1])


def every_label_in_every_row(weights, bias, labels, inputs):
    """``answers[:, labels] = 1``: all labels of the batch are a yes for every example."""
    logits = inputs @ weights.T + bias
    answers = np.zeros(logits.shape)
    answers[:, labels] = 1
    return (softplus(logits) - answers * logits).sum(axis=1)


def summed_over_examples(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    answers = np.zeros(logits.shape)
    answers[np.arange(len(labels)), labels] = 1
    return (softplus(logits) - answers * logits).sum(axis=0)


FULL_SIGMOID_LOSS = Exercise(
    name="04.full_sigmoid_loss",
    title="The loss for evaluation",
    task="""For evaluation nothing is sampled. Return, for each example, the sum of the yes/no
losses over **all** V classes: yes for the label, no for every other word. Logits of ±1000 must
work.""",
    signature="full_sigmoid_loss(weights, bias, labels, inputs)",
    minutes=18,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, EXTREME: 1},
    inputs=full_tables,
    spec=full_sigmoid,
    compare=Close(),
    misconceptions=(
        Misconception(
            "only-true-class",
            "only the true class",
            "Only the label's own class is in your loss. Every other word of the vocabulary asks "
            "its question, too: its answer should be no.",
            wrong=(wrong_full(only_positive),),
        ),
        Misconception(
            "softmax",
            "softmax over the vocabulary",
            "This is the full softmax: one choice among V words. The full *sigmoid* loss asks V "
            "separate yes/no questions and sums them.",
            wrong=(wrong_full(one_choice), wrong_full(naive_softmax)),
            source="M4",
        ),
        Misconception(
            "label-also-no",
            "label asked twice",
            "The label asks two questions: once for yes, and once more for no among all V "
            "classes. Leave it out of the noes.",
            wrong=(wrong_full(label_also_no),),
        ),
        Misconception(
            "every-label-in-every-row",
            "answers of the whole batch in every row",
            "Every row says yes to the labels of the whole batch: `answers[:, labels]` means all "
            "rows. Pick one column per row: `answers[np.arange(len(labels)), labels]`.",
            wrong=(every_label_in_every_row,),
        ),
        Misconception(
            "summed-over-examples",
            "sum over the wrong axis",
            "You sum over the examples and get one number per class, shape (V,). Sum over the "
            "classes: axis 1 of the (B, V) losses.",
            wrong=(summed_over_examples,),
        ),
        implemented(NEGATED, [wrong_full(negated)]),
        Misconception(
            "mean-over-classes",
            "mean over the classes",
            "You average over the V classes. Sum over them; a mean is taken only over examples.",
            wrong=tuple(map(wrong_full, (mean_of_all, mean_of_negatives, keras_mean))),
        ),
        Misconception(
            "only-other-classes",
            "true class left out",
            "The label's own class is missing. Its answer should be yes: add -log σ(logit).",
            wrong=(wrong_full(only_negatives),),
        ),
        Misconception(
            "all-labels-zero",
            "all answers no",
            "You want *no* from every class. The label's answer is yes: its loss is -log σ(logit).",
            wrong=(wrong_full(all_no),),
        ),
        Misconception(
            "all-labels-one",
            "all answers yes",
            "You want *yes* from every class. Only the label is a yes; every other word's loss is "
            "-log(1 - σ(logit)).",
            wrong=(wrong_full(all_yes),),
        ),
        Misconception(
            "labels-flipped",
            "yes and no exchanged",
            "Yes and no are exchanged: the label costs -log σ(logit), every other word "
            "-log(1 - σ(logit)).",
            wrong=(wrong_full(labels_flipped),),
        ),
        Misconception(
            "no-bias",
            "bias left out",
            "The bias is missing from the logits: add it to `inputs @ weights.T`.",
            wrong=(wrong_full(yes_no, with_bias=False),),
            source="M11",
        ),
        Misconception(
            "batch-reduced",
            "reduced over the batch",
            "You return one number. The answer has one loss per example, shape (B,): sum over "
            "the classes only.",
            wrong=(wrong_full(batch_mean), wrong_full(batch_sum)),
        ),
        implemented(UNSTABLE_SIGMOID, map(wrong_full, UNSTABLE)),
    ),
    hints=(
        "All logits at once: `inputs @ weights.T + bias`, shape (B, V).",
        "Make answers of the same shape: all 0, and 1 at each row's label.",
        "A no costs log(1 + e^s), which is `np.logaddexp(0, logits)`. A yes costs "
        "log(1 + e^(-s)) = log(1 + e^s) - s, so subtract `answers * logits`; sum over axis 1.",
    ),
    example=Example(
        call="full_sigmoid_loss(np.zeros((4, 2)), np.zeros(4), np.array([3]), np.ones((1, 2)))",
        answer="[2.7726]",
        why="four classes with logit 0: four coin tosses, 4 · log 2",
    ),
    errors=(
        (
            "matmul: Input operand 1 has a mismatch in its core dimension",
            "`inputs` is (B, D) and `weights` is (V, D): turn the second one round with `.T`.",
        ),
        (
            "index ... is out of bounds",
            "`labels` holds class ids: use it to index rows of `weights` or columns of the "
            "logits, together with `np.arange(len(labels))`.",
        ),
    ),
)
