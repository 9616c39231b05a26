"""Skip-gram in blocks: many pairs from few rows of the tables, and the gradient by hand.

A pair (target, context) costs two rows when it stands alone. In a block of neighbouring tokens all
pairs share their rows: one matrix product gives every score of L centres with L + 2c positions and
K negatives. A mask says which positions are contexts; the negatives, drawn once for the block,
stand for the `negatives` of each pair with a weight.
"""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from w2vlib.block_layout import BLOCK

SHARED_NEGATIVES = 64  # K, drawn for each block
NOISE_TABLE = 4_000_000  # ids, each as often as its share of the noise
# A row that occurs n > 4 times in a step gets 4 / n of its summed update (see embedding_model).
OCCURRENCES = 4.0


class BlockSteps(tf.Module):
    """Steps of stochastic gradient descent on negative sampling or NCE.

    Args:
        model: the `EmbeddingModel` whose tables learn.
        noise: noise distribution `(V,)`.
        window: c.
        negatives: k, for each pair.
        with_bias: NCE: the logit has a bias and is less log(k Q). Else negative sampling.
    """

    def __init__(self, model, noise: np.ndarray, window: int, negatives: int, with_bias: bool):
        super().__init__()
        self.model, self.window, self.negatives = model, window, negatives
        self.with_bias = with_bias
        times = np.maximum(1, np.round(noise * NOISE_TABLE)).astype(int)
        times[noise == 0] = 0
        self._noise_table = tf.constant(np.repeat(np.arange(len(noise), dtype=np.int32), times))
        self._log_expected = tf.constant(np.log(np.maximum(negatives * noise, 1e-30)), tf.float32)
        place = np.arange(BLOCK + 2 * window) - window
        self._offset = tf.constant(place - np.arange(BLOCK)[:, None], tf.int32)  # (L, L + 2c)
        self._occurrences = tf.Variable(tf.zeros(len(noise)), trainable=False)  # (V,), 0 again

    @tf.function
    def run(self, tokens, left, right, first, count, rate, rate_after, seed):
        """`count` steps from the block `first` on, the rate falling evenly.

        Returns:
            the loss of the last step's pairs and their number.
        """
        loss = pairs = 0.0
        for number in tf.range(count):
            done = tf.cast(number, tf.float32) / tf.cast(count, tf.float32)
            start = (first + number) * BLOCK
            block = tokens[:, start : start + BLOCK + 2 * self.window]  # (G, L + 2c)
            reach = left[:, start : start + BLOCK], right[:, start : start + BLOCK]  # (G, L)
            wanted = number == count - 1
            loss, pairs = self.step(
                block, *reach, rate + done * (rate_after - rate), [seed, first + number], wanted
            )
        return loss, pairs

    def step(self, tokens, left, right, rate, seed, with_loss=True):
        """Learns from one block of each row; the summed loss and the number of pairs."""
        model, c = self.model, self.window
        targets = tokens[:, c:-c]  # (G, L)
        negatives = self._draw(tf.shape(tokens)[0], seed)  # (G, K)
        classes = tf.concat([tokens, negatives], axis=1)  # (G, M), M = L + 2c + K
        inputs = tf.gather(model.input_table, targets)  # (G, L, D)
        outputs = tf.gather(model.output_table, classes)  # (G, M, D)
        logits = tf.matmul(inputs, outputs, transpose_b=True)  # (G, L, M)
        if self.with_bias:
            shift = tf.gather(model.bias, classes) - tf.gather(self._log_expected, classes)
            logits += shift[:, None, :]
        # The loss of a pair is softplus(-logit) of its context and k times, on average, the
        # softplus(logit) of a negative: K shared ones count k / K each, for every pair.
        is_context = self._is_context(left, right)  # (G, L, L + 2c), 0 or 1
        pairs = tf.cast(left + right, tf.float32)  # (G, L), of each target
        weight = pairs[:, :, None] * (self.negatives / SHARED_NEGATIVES)  # (G, L, 1)
        chance = tf.sigmoid(logits)
        slope = tf.concat(  # of the loss by the logits, (G, L, M)
            [is_context * (chance[:, :, :-SHARED_NEGATIVES] - 1.0),
             weight * chance[:, :, -SHARED_NEGATIVES:]], axis=2,
        )  # fmt: skip
        self._descend(model.input_table, targets, tf.matmul(slope, outputs), rate)
        self._descend(model.output_table, classes, tf.matmul(slope, inputs, transpose_a=True), rate)
        if self.with_bias:
            self._descend(model.bias, classes, tf.reduce_sum(slope, axis=1), rate)
        loss = tf.cond(with_loss, lambda: _loss(logits, is_context, weight), lambda: 0.0)
        return loss, tf.reduce_sum(pairs)

    def _is_context(self, left, right):
        near = (self._offset >= -left[:, :, None]) & (self._offset <= right[:, :, None])
        return tf.cast(near & (self._offset != 0), tf.float32)

    def _draw(self, rows, seed):
        size = tf.size(self._noise_table)
        place = tf.random.stateless_uniform((rows, SHARED_NEGATIVES), seed, 0, size, tf.int32)
        return tf.gather(self._noise_table, place)

    def _descend(self, table, ids, gradients, rate):
        """Takes `rate` times the gradients off the rows `ids`; see `OCCURRENCES`."""
        ids = tf.reshape(ids, [-1])  # (n,)
        self._occurrences.scatter_add(tf.IndexedSlices(tf.ones_like(ids, tf.float32), ids))
        scale = -rate * tf.minimum(1.0, OCCURRENCES / tf.gather(self._occurrences, ids))  # (n,)
        self._occurrences.scatter_update(tf.IndexedSlices(tf.zeros_like(scale), ids))
        if table.shape.rank == 2:
            gradients = tf.reshape(gradients, [-1, table.shape[1]])  # (n, D)
            table.scatter_add(tf.IndexedSlices(gradients * scale[:, None], ids))
        else:
            table.scatter_add(tf.IndexedSlices(tf.reshape(gradients, [-1]) * scale, ids))


def _loss(logits, is_context, weight):
    positive = tf.reduce_sum(is_context * tf.nn.softplus(-logits[:, :, :-SHARED_NEGATIVES]))
    negative = tf.reduce_sum(weight * tf.nn.softplus(logits[:, :, -SHARED_NEGATIVES:]))
    return positive + negative
