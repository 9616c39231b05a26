"""The losses of the course, one short function each.

Shapes, everywhere: `weights (V, D)` is the *output* table, `bias (V,)`, `labels (B,)` ids of the
true contexts, `inputs (B, D)` vectors of the targets, `sampled (K,)` ids of the negatives shared by
the batch, `true_expected (B,)` and `sampled_expected (K,)` expected counts. Every loss returns
`(B,)`, one value in nats per pair, and is finite for logits of ±1000. Arguments may be NumPy arrays
or tensors; the floating ones share a dtype.
"""

from __future__ import annotations

import tensorflow as tf


def negative_sampling_loss(positive_logits: tf.Tensor, negative_logits: tf.Tensor) -> tf.Tensor:
    """-log σ(positive) - Σ log σ(-negative). Source: Mikolov et al. (2013), eq. 4.

    Args:
        positive_logits: `(B,)`.
        negative_logits: `(B, K)`.
    """
    # softplus(x) = log(1 + exp(x)) = -log σ(-x), without ever computing exp(1000)
    positive = tf.nn.softplus(-tf.convert_to_tensor(positive_logits))  # (B,)
    negative = tf.nn.softplus(negative_logits)  # (B, K)
    return positive + tf.reduce_sum(negative, axis=1)  # (B,)


def nce_loss(
    weights: tf.Tensor,
    bias: tf.Tensor,
    labels: tf.Tensor,
    inputs: tf.Tensor,
    sampled: tf.Tensor,
    true_expected: tf.Tensor,
    sampled_expected: tf.Tensor,
) -> tf.Tensor:
    """Noise-contrastive estimation: negative sampling with logits less log(expected count).

    Accidental hits stay in. Source: Gutmann and Hyvärinen (2010); for language models Mnih and Teh
    (2012); the form of `tf.nn.nce_loss`.
    """
    true_logits, sampled_logits = _candidate_logits(weights, bias, labels, inputs, sampled)
    return negative_sampling_loss(
        true_logits - tf.math.log(true_expected),  # (B,)
        sampled_logits - tf.math.log(sampled_expected),  # (B, K)
    )


def sampled_softmax_loss(
    weights: tf.Tensor,
    bias: tf.Tensor,
    labels: tf.Tensor,
    inputs: tf.Tensor,
    sampled: tf.Tensor,
    true_expected: tf.Tensor,
    sampled_expected: tf.Tensor,
    remove_accidental_hits: bool = True,
) -> tf.Tensor:
    """Softmax cross-entropy of the true class among itself and the K candidates.

    Logits are corrected by log(expected count). Source: Jean et al. (2015); the form of
    `tf.nn.sampled_softmax_loss`.
    """
    true_logits, sampled_logits = _candidate_logits(weights, bias, labels, inputs, sampled)
    true_logits -= tf.math.log(true_expected)  # (B,)
    sampled_logits -= tf.math.log(sampled_expected)  # (B, K)
    if remove_accidental_hits:
        hits = tf.cast(labels, tf.int64)[:, None] == tf.cast(sampled, tf.int64)[None, :]  # (B, K)
        sampled_logits = tf.where(hits, sampled_logits.dtype.min, sampled_logits)
    logits = tf.concat([true_logits[:, None], sampled_logits], axis=1)  # (B, 1 + K)
    return tf.reduce_logsumexp(logits, axis=1) - true_logits  # (B,)


def full_softmax_loss(
    weights: tf.Tensor, bias: tf.Tensor, labels: tf.Tensor, inputs: tf.Tensor
) -> tf.Tensor:
    """Softmax cross-entropy over all V classes. Source: Bengio et al. (2003)."""
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias  # (B, V)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)  # (B,)


def full_sigmoid_loss(
    weights: tf.Tensor, bias: tf.Tensor, labels: tf.Tensor, inputs: tf.Tensor
) -> tf.Tensor:
    """Sigmoid cross-entropy, summed over all V classes; what NCE is evaluated by.

    Source: the evaluation branch in the documentation of `tf.nn.nce_loss`. Compare with it only
    models that were trained with the same number of negatives.
    """
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias  # (B, V)
    is_true = tf.one_hot(labels, tf.shape(logits)[1], dtype=logits.dtype)  # (B, V)
    losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=is_true, logits=logits)  # (B, V)
    return tf.reduce_sum(losses, axis=1)  # (B,)


def _candidate_logits(weights, bias, labels, inputs, sampled) -> tuple[tf.Tensor, tf.Tensor]:
    """Logits of the true classes `(B,)` and of the shared candidates `(B, K)`."""
    true_weights = tf.gather(weights, labels)  # (B, D)
    true_logits = tf.reduce_sum(inputs * true_weights, axis=1) + tf.gather(bias, labels)  # (B,)
    sampled_weights = tf.gather(weights, sampled)  # (K, D)
    sampled_logits = tf.matmul(inputs, sampled_weights, transpose_b=True)  # (B, K)
    return true_logits, sampled_logits + tf.gather(bias, sampled)  # (B,), (B, K)
