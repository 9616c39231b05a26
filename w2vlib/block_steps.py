"""Skip-gram and CBOW in blocks: many pairs from few rows of the tables, the gradient by hand.

A pair (target, context) costs two rows when it stands alone. In a block of neighbouring tokens all
pairs share their rows: one matrix product gives every logit of L inputs with P positions and K
candidates. A mask tells which positions are pairs; the candidates are drawn once for the block.
"""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from w2vlib.block_layout import BLOCK, MOST_ROWS, Rows
from w2vlib.block_objectives import LogisticBlocks, SoftmaxBlocks
from w2vlib.id_type import id_type
from w2vlib.loss_scale import LossScale
from w2vlib.noise_table import NoiseTable

SHARED_NEGATIVES = 64  # K of the logistic objectives, or as many as a pair has, if that is more
_MOST_LOGITS = 4_000_000  # of a step with the full softmax


class BlockSteps(tf.Module):
    """Steps of gradient descent.

    Args:
        model: the `EmbeddingModel` whose tables learn, by its objective (a built-in one).
        noise: where negatives are drawn from.
        window: c.
        architecture: "skip-gram" or "cbow".
        precision: of the matrix products; tables and losses stay float32.
    """

    a_call = 20  # steps, of which the last one tells its loss
    replicas = 1

    def __init__(
        self, model, noise: NoiseTable, window: int, architecture: str = "skip-gram",
        precision: str = "float32",
    ):  # fmt: skip
        super().__init__()
        self.model, self.noise, self.window = model, noise, window
        self._cbow = architecture == "cbow"
        self._dtype = tf.as_dtype(precision)
        self._scale = LossScale(dynamic=precision == "float16")
        self.exact = model.objective.name == "softmax"
        logistic = model.objective.name in ("negative_sampling", "nce")
        shared = max(SHARED_NEGATIVES, model.negatives) if logistic else model.negatives
        self.candidates = model.size if self.exact else shared  # K
        self.objective = (
            LogisticBlocks(model.negatives, self.candidates) if logistic else SoftmaxBlocks()
        )
        # Logits are corrected by log(expected count), except where they are left to learn it.
        self._corrected = model.objective.name in ("nce", "sampled_softmax")
        self._log_draws = float(np.log(model.negatives))
        self._with_bias = model.objective.form != "logits"
        self.most_rows = MOST_ROWS  # G
        if self.exact:
            self.most_rows = min(8, max(1, _MOST_LOGITS // (BLOCK * self.candidates)))
        place = np.arange(BLOCK + 2 * window) - window
        self._offset = tf.constant(place - np.arange(BLOCK)[:, None], id_type())  # (L, L + 2c)

    def place(self, rows: Rows) -> list[tf.Tensor]:
        """A text as `run` reads it."""
        return [tf.constant(array, id_type()) for array in (rows.tokens, rows.left, rows.right)]

    @tf.function(reduce_retracing=True)
    def run(self, tokens, left, right, first, count, rate, rate_after, seed):
        """`count` steps from the block `first` on, the rate moving evenly.

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
        """Learns from one block of each of G rows; the summed loss and the number of pairs."""
        model = self.model
        is_context = self._is_context(left, right)  # (G, L, L + 2c), 0 or 1
        rows, mix, positions, is_true = self._roles(tokens, is_context)
        candidates = self._candidates(tf.shape(tokens)[0], seed)  # (G, K)
        classes = tf.concat([positions, candidates], axis=1)  # (G, P + K)

        inputs = self._low(tf.gather(model.input_table, rows))  # (G, L or L + 2c, D)
        inputs = inputs if mix is None else tf.matmul(mix, inputs)  # (G, L, D)
        outputs = self._low(tf.gather(model.output_table, classes))  # (G, P + K, D)
        logits = tf.cast(tf.matmul(inputs, outputs, transpose_b=True), tf.float32)
        if self._with_bias:
            logits += self._shift(classes)[:, None, :]  # (G, L, P + K)

        split = tf.split(logits, [is_true.shape[2], self.candidates], axis=2)
        differs = self._differs(positions, candidates)  # (G, P, K)
        slope = self.objective.slope(*split, is_true, differs)  # (G, L, P + K)
        low = self._low(self._scale.up(slope))
        by_input = tf.matmul(low, outputs)  # (G, L, D)
        by_input = by_input if mix is None else tf.matmul(mix, by_input, transpose_a=True)
        by_output = tf.matmul(low, inputs, transpose_a=True)  # (G, P + K, D)
        by_bias = tf.reduce_sum(slope, axis=1)  # (G, P + K)
        self._descend(rows, by_input, classes, by_output, by_bias, rate)

        def telling():
            pairs = tf.maximum(1.0, tf.reduce_sum(is_true, axis=2, keepdims=True))  # (G, L, 1)
            self.noise.heed(candidates, tf.reduce_mean(slope[:, :, -self.candidates :] / pairs, 1))
            return self.objective.loss(*split, is_true, differs)

        return tf.cond(with_loss, telling, lambda: 0.0), tf.reduce_sum(is_true)

    def adapt(self) -> None:
        """Called now and then: an adaptive sampler changes its noise."""
        self.noise.adapt()
        self.model.log_noise = self.noise.log_share.numpy() + self._log_draws  # (V,)

    def _roles(self, tokens, is_context):
        """Rows of the input table, how inputs are mixed of them, positions, and which are pairs."""
        targets = tokens[:, self.window : -self.window]  # (G, L)
        if not self._cbow:  # a target predicts each of its contexts
            return targets, None, tokens, is_context
        # CBOW: the mean of the contexts predicts the target.
        contexts = tf.reduce_sum(is_context, axis=2, keepdims=True)  # (G, L, 1)
        mix = self._low(is_context / tf.maximum(1.0, contexts))  # (G, L, L + 2c)
        is_true = tf.eye(BLOCK) * tf.minimum(1.0, contexts)  # (G, L, L)
        return tokens, mix, targets, is_true

    def _is_context(self, left, right):
        near = (self._offset >= -left[:, :, None]) & (self._offset <= right[:, :, None])
        return tf.cast(near & (self._offset != 0), tf.float32)

    def _candidates(self, rows, seed):
        if self.exact:
            return tf.tile(
                tf.range(self.candidates, dtype=self._offset.dtype)[None, :], [rows, 1]
            )  # (G, V)
        return self.noise.draw((rows, self.candidates), seed)

    def _shift(self, classes):
        """Bias, less log(expected count) where the objective corrects for it, `(G, P + K)`."""
        shift = tf.gather(self.model.bias, classes)
        if self._corrected:
            shift -= tf.gather(self.noise.log_share, classes) + self._log_draws
        return shift

    def _differs(self, positions, candidates):
        if isinstance(self.objective, LogisticBlocks):
            return None  # an accidental hit stays a negative
        return tf.cast(positions[:, :, None] != candidates[:, None, :], tf.float32)

    def _descend(self, rows, by_input, classes, by_output, by_bias, rate):
        """Moves the tables down the gradients, which are one row for each of `rows, classes`."""
        updates = self.model.updates
        by_input, by_output = (tf.reshape(x, [-1, self.model.dim]) for x in (by_input, by_output))
        by_input, by_output, rate = self._scale.down(by_input, by_output, rate)
        updates["input"].descend(tf.reshape(rows, [-1]), by_input, rate)
        updates["output"].descend(tf.reshape(classes, [-1]), by_output, rate)
        if self._with_bias:
            updates["bias"].descend(tf.reshape(classes, [-1]), tf.reshape(by_bias, [-1]), rate)

    def _low(self, values):
        """In the precision of the matrix products."""
        return tf.cast(values, self._dtype)
