"""The objectives of a block: the slope of the loss by every logit, and the loss itself.

`true (G, L, P)` are logits of L inputs with P positions, in G blocks; the mask `is_true (G, L, P)`
tells which of them are pairs. `other (G, L, K)` are logits of the same inputs with the K candidates
of their block. `pairs (G, L, 1)` counts the pairs of each input. Losses are in nats, summed over
all pairs, and equal to the functions of `w2vlib.objectives`.
"""

from __future__ import annotations

import tensorflow as tf

_NEVER = -1e30  # a logit that no softmax sees
_LEAST = 1e-30  # above 0, to divide by


class LogisticBlocks:
    """Negative sampling and NCE: each pair is told from `negatives` draws of noise.

    The K candidates stand for the `negatives` draws of every pair, each with the weight
    `negatives / K`, so that the expected loss is the same.
    """

    def __init__(self, negatives: int, candidates: int):
        self._weight = negatives / candidates

    def slopes(
        self,
        true: tf.Tensor,
        other: tf.Tensor,
        is_true: tf.Tensor,
        pairs: tf.Tensor,
        differs: tf.Tensor,
    ) -> tuple[tf.Tensor, tf.Tensor]:
        """σ(x) - 1 for a pair, σ(x) for a negative; `(G, L, P)` and `(G, L, K)`."""
        return is_true * (tf.sigmoid(true) - 1.0), self._weight * pairs * tf.sigmoid(other)

    def loss(
        self,
        true: tf.Tensor,
        other: tf.Tensor,
        is_true: tf.Tensor,
        pairs: tf.Tensor,
        differs: tf.Tensor,
    ) -> tf.Tensor:
        """softplus(-x) for a pair, softplus(x) for a negative."""
        positive = tf.reduce_sum(is_true * tf.nn.softplus(-true))
        return positive + tf.reduce_sum(self._weight * pairs * tf.nn.softplus(other))


class SoftmaxBlocks:
    """Softmax of each pair's class among itself and the candidates that are not the same class.

    With all V classes as candidates this is the full softmax. `differs
    (G, P, K)` is 0 where a candidate is the position's own class, else 1.
    """

    def slopes(
        self,
        true: tf.Tensor,
        other: tf.Tensor,
        is_true: tf.Tensor,
        pairs: tf.Tensor,
        differs: tf.Tensor,
    ) -> tuple[tf.Tensor, tf.Tensor]:
        """p - 1 for the pair's own logit, p for a candidate's, summed over the input's pairs."""
        e_true, e_other, total, _ = self._parts(true, other, is_true, differs)
        share = is_true / total  # (G, L, P)
        return share * e_true - is_true, e_other * tf.matmul(share, differs)

    def loss(
        self,
        true: tf.Tensor,
        other: tf.Tensor,
        is_true: tf.Tensor,
        pairs: tf.Tensor,
        differs: tf.Tensor,
    ) -> tf.Tensor:
        """log Σ exp(x) - x of the pair's own logit."""
        _, _, total, top = self._parts(true, other, is_true, differs)
        return tf.reduce_sum(is_true * (tf.math.log(total) + top - true))

    def _parts(self, true, other, is_true, differs):
        """Exponentials of the logits less each input's largest, and each pair's sum of them."""
        masked = tf.where(is_true > 0, true, _NEVER)
        top = tf.maximum(
            tf.reduce_max(masked, axis=2, keepdims=True),
            tf.reduce_max(other, axis=2, keepdims=True),
        )  # (G, L, 1)
        e_true, e_other = tf.exp(masked - top), tf.exp(other - top)
        total = e_true + tf.matmul(e_other, differs, transpose_b=True)  # (G, L, P)
        return e_true, e_other, tf.maximum(total, _LEAST), top
