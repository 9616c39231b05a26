"""Lesson 04: the NCE loss, negative sampling, and the full sigmoid loss.

Source of the formulas: Gutmann and Hyvärinen (2010); Mnih and Teh (2012); Mikolov et al. (2013b).
"""

import math
from functools import partial

import numpy as np

from grader_tests import model_losses
from grader_tests.comparing import Close, SameStatistics
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception, Option, prediction
from grader_tests.loss_inputs import EXTREME, full_tables, tables
from grader_tests.loss_mistakes import (
    NEGATED,
    UNSTABLE,
    UNSTABLE_SIGMOID,
    all_no,
    all_yes,
    batch_mean,
    batch_sum,
    candidate_logits,
    clipped,
    implemented,
    labels_flipped,
    log1p_exp,
    mean_of_all,
    mean_of_negatives,
    naive_softmax,
    negated,
    negatives_of_all_examples,
    negatives_subtracted,
    one_choice,
    only_negatives,
    only_positive,
    softplus,
    wrong_full,
    yes_no,
)

# --- calculate_loss -------------------------------------------------------------------------


def models(rng, draws):
    """One model with every parameter random; the last class is always a label.

    Fourteen negatives of about fifty classes, and biases that rise with the id, make the noise
    show in the mean loss: with replacement it is 14 % lower, with uniform noise 16 % higher,
    while the expected counts k·p of the textbook stay within 3 %.
    """
    classes, dimension, batch = int(rng.integers(45, 56)), 4, 6
    bias = rng.normal(1.0, 0.3, classes) + np.log(np.arange(classes) + 1)
    labels = rng.choice(classes - 1, batch, replace=False)
    labels[rng.integers(batch)] = classes - 1
    bias[labels] -= 12  # else the true class would hardly count beside ten negatives
    return [
        Case(
            (
                rng.normal(0.4, 0.2, (classes, dimension)).astype(np.float32),
                bias.astype(np.float32),
                rng.normal(0, 1, (batch, dimension)).astype(np.float32),
                labels[:, np.newaxis].astype(np.int64),
                14,
                draws,
            )
        )
    ]


def wrong_model(**changes):
    return partial(model_losses.mean_loss, **changes)


def with_count(count, weights, bias, embeddings, context_ids, _num_negative_samples, draws):
    """The loss with a number of negatives that the caller did not ask for."""
    return model_losses.mean_loss(weights, bias, embeddings, context_ids, count, draws)


CALCULATE_LOSS = Exercise(
    name="04.calculate_loss",
    title="The loss of the embedding model",
    task="""Complete `calculate_loss`. Give `tf.nn.nce_loss` its six arguments (weights, bias,
context ids, embeddings, number of negatives, vocabulary size), then return the **mean** of the
batch's losses as one number.""",
    signature="EmbeddingModel.calculate_loss(self, embeddings, context_ids, num_negative_samples)",
    minutes=8,
    difficulty=1,
    aspects={SHAPE: 1, "values": 4},
    inputs=models,
    draws=400,
    probe="embedding_model_loss",
    parameters=("weights", "bias", "embeddings", "context_ids", "num_negative_samples", "draws"),
    spec=model_losses.mean_loss,
    compare=SameStatistics(),
    recognise=SameStatistics(rtol=0.01),
    misconceptions=(
        Misconception(
            "sum",
            "sum over the batch",
            "This is the sum over the batch. The exercise asks for the mean, so that the step "
            "size does not depend on the batch size: use tf.reduce_mean.",
            wrong=(model_losses.summed_loss,),
        ),
        Misconception(
            "no-reduction",
            "no reduction",
            "You return one loss per example. An optimizer needs one number: average the batch "
            "with tf.reduce_mean.",
            wrong=(model_losses.unreduced_loss,),
        ),
        Misconception(
            "labels-inputs-swapped",
            "labels and inputs swapped",
            "Labels and inputs seem to be swapped: the third argument of tf.nn.nce_loss takes the "
            "labels (context_ids), the fourth the inputs (embeddings).",
            raises=(("InvalidArgumentError", "must have num_true columns"),),
        ),
        Misconception(
            "counts-swapped",
            "num_sampled and num_classes swapped",
            "The sampler was asked for more different classes than there are. Perhaps num_sampled "
            "and num_classes are swapped: the fifth argument is num_negative_samples, the sixth "
            "self.vocab_size.",
            raises=(("InvalidArgumentError", "range is too small"),),
        ),
        Misconception(
            "wrong-vocabulary-size",
            "num_classes is not the vocabulary size",
            "A label lies outside of the classes that the sampler was told of. The sixth argument "
            "must be self.vocab_size, no less.",
            raises=(("InvalidArgumentError", "`true_candidate` out of range"),),
        ),
        Misconception(
            "weights-bias-swapped",
            "weights and bias swapped",
            "Weights and bias seem to be swapped: weights (V, D) come first, then bias (V,).",
            raises=(("InvalidArgumentError", "begin and size arguments to be 1-D"),),
        ),
        Misconception(
            "sampled-softmax",
            "sampled softmax instead of NCE",
            "This is the sampled softmax: one choice among 1 + K classes. NCE asks 1 + K separate "
            "yes/no questions: use tf.nn.nce_loss.",
            wrong=(wrong_model(loss=model_losses.softmax),),
            source="M4",
        ),
        Misconception(
            "no-bias",
            "bias left out",
            "The bias is left out: its values change nothing in your loss. Pass the bias from "
            "get_bias_weights as the second argument.",
            wrong=(wrong_model(with_bias=False),),
            source="M11",
        ),
        Misconception(
            "constant",
            "a constant without gradient",
            "The value is right, but it is a plain number: no gradient can flow back to the "
            "tables. Return TensorFlow's tensor itself, without .numpy() or float().",
            wrong=(model_losses.constant_loss,),
        ),
        Misconception(
            "positive-twice",
            "true class counted twice",
            "The true class is counted twice. tf.nn.nce_loss already holds its term; add nothing.",
            wrong=(
                wrong_model(loss=model_losses.positive_twice),
                wrong_model(raw_positive_again=True),
            ),
        ),
        Misconception(
            "uniform-noise",
            "uniform noise",
            "Your negatives are drawn uniformly. tf.nn.nce_loss draws them log-uniformly by "
            "default; leave sampled_values alone.",
            wrong=(wrong_model(noise=model_losses.uniform),),
            source="M6",
        ),
        Misconception(
            "with-replacement",
            "negatives drawn with replacement",
            "Your negatives may repeat. tf.nn.nce_loss draws different ones (unique=True) by "
            "default; leave sampled_values alone.",
            wrong=(wrong_model(sample=model_losses.repeated_candidates),),
            source="M17",
        ),
        Misconception(
            "other-number-of-negatives",
            "number of negatives written down",
            "Your loss uses a number of negatives of its own. Pass num_negative_samples on, so "
            "that the caller decides.",
            wrong=tuple(partial(with_count, count) for count in (1, 2, 3, 5, 10, 20)),
        ),
        Misconception(
            "negative-sampling",
            "logits not corrected",
            "These are uncorrected logits: negative sampling. NCE subtracts the log of each "
            "class's expected count; tf.nn.nce_loss does it for you.",
            wrong=(wrong_model(corrected=False),),
            source="M5",
        ),
    ),
    hints=(
        "`tf.nn.nce_loss` gives one loss per example. Which function makes one number of them?",
        "The order is: weights, biases, labels, inputs, num_sampled, num_classes. The labels are "
        "the context ids, the inputs are the embeddings.",
        "`nce_losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, "
        "num_negative_samples, self.vocab_size)`, then `return tf.reduce_mean(nce_losses)`.",
    ),
    example=Example(
        call="EmbeddingModel(1, 2).calculate_loss(tf.ones((3, 2)), tf.zeros((3, 1), tf.int64), 1)",
        answer="1.3863",
        why="one class, so its expected count is 1, and all weights are zero: the positive and "
        "the negative are two coin tosses, 2 · log 2",
    ),
    errors=(
        (
            "true_classes must have num_true columns",
            "Labels and inputs are swapped: labels come third, inputs fourth.",
        ),
        (
            "Sampler's range is too small",
            "More negatives were asked for than there are classes: num_sampled comes fifth, "
            "num_classes sixth.",
        ),
        (
            "object has no attribute ...",
            "A tensor has no method `.mean()`: use `tf.reduce_mean(...)`. The loss is called "
            "`tf.nn.nce_loss`, and the model's own values need `self.`, as in `self.vocab_size`.",
        ),
    ),
)


# --- nce_loss -------------------------------------------------------------------------------


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


# --- negative_sampling_loss -----------------------------------------------------------------


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


# --- full_sigmoid_loss ----------------------------------------------------------------------


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


EXERCISES = (CALCULATE_LOSS, NCE_LOSS, NEGATIVE_SAMPLING_LOSS, FULL_SIGMOID_LOSS)


# --- predictions ----------------------------------------------------------------------------

TWO_ROWS = prediction(
    "04.which_row",
    "Which row came from a softmax?",
    "Which row of probabilities can't come from a softmax?",
    {
        "first": Option(
            "0.70 0.18 0.00 0.08 0.00 0.04",
            "These six numbers sum to 1, as a softmax's must; its 0.00 only means less "
            "than 0.005. The other row sums to 1.80.",
        ),
        "second": Option(
            "0.95 0.40 0.05 0.22 0.01 0.17",
            "Right: these sum to 1.80. They are six separate yes/no answers, and each may "
            "be anything between 0 and 1.",
        ),
    },
    "second",
)

MORE_NEGATIVES = prediction(
    "04.more_negatives",
    "What do more negatives do to the loss?",
    "The same untrained model, 5 negatives or 50: where is the NCE loss higher?",
    {
        "five": Option(
            "with 5",
            "The loss is a sum over 1 + K questions, so it grows with K though the model "
            "is the same. That is why losses with different K can't be compared.",
            "M20",
        ),
        "fifty": Option(
            "with 50",
            "Right: 51 questions are summed instead of 6 (and log(k·Q) changes, too). The "
            "model did not get worse; losses with different K just can't be compared.",
        ),
        "same": Option(
            "the same",
            "The loss is a sum over 1 + K questions, and log(k·Q) changes with k as well. "
            "So the number changes for the very same model.",
            "M20",
        ),
    },
    "fifty",
)

PREDICTIONS = (TWO_ROWS, MORE_NEGATIVES)
