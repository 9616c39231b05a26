"""`calculate_loss`: TensorFlow's NCE loss, given the model's own tables.

Source of the formulas: see ``model_losses``.
"""

from functools import partial

import numpy as np

from grader_tests import model_losses
from grader_tests.comparing import SameStatistics
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception


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
