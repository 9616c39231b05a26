"""Both tables, the bias, and the step that learns."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from w2vlib.objective_forms import Objective
from w2vlib.training.row_updates import RowUpdates


class EmbeddingModel(tf.Module):
    """`input_table (V, D)`, the word vectors; `output_table (V, D)` and `bias (V,)`, the classes.

    Args:
        counts: `(V,)`, of the words.
        noise: noise distribution `(V,)`.
        dim: D.
        negatives: K.
        batch_size: B.
        objective: the loss.
        seed: of the first vectors and of the negatives.
        optimizer: "sgd", "adagrad" or "adam".
        max_norm: the longest that a word vector may be; None for no limit.
    """

    def __init__(
        self,
        counts: np.ndarray,
        noise: np.ndarray,
        dim: int,
        negatives: int,
        batch_size: int,
        objective: Objective,
        seed: int,
        optimizer: str = "sgd",
        max_norm: float | None = None,
    ):
        super().__init__()
        size = self.size = len(counts)
        self.dim = dim
        rng = np.random.default_rng([seed, 1])
        first = rng.uniform(-0.5, 0.5, (size, dim)).astype(np.float32) / dim
        self.input_table = tf.Variable(first, name="input_table")  # (V, D)
        self.output_table = tf.Variable(tf.zeros((size, dim)), name="output_table")  # (V, D)
        # Objectives that estimate log p start at p(word), which saves them many steps;
        # negative sampling has no bias, as word2vec.c has none.
        log_p = np.log(counts / counts.sum()).astype(np.float32)
        first_bias = np.zeros_like(log_p) if objective.form == "logits" else log_p
        self.bias = tf.Variable(first_bias, name="bias")  # (V,)
        self.updates = {
            "input": RowUpdates(self.input_table, optimizer, max_norm),
            "output": RowUpdates(self.output_table, optimizer),
            "bias": RowUpdates(self.bias, optimizer),
        }
        self.objective = objective
        self.negatives = negatives
        self.seed = seed
        expected = np.maximum(negatives * noise, 1e-30)
        self.log_noise = np.log(expected)  # (V,) log(k Q)
        self._expected = tf.constant(expected, tf.float32)  # (V,)
        pairs = tf.TensorSpec((None, batch_size), tf.int64)  # (S, B)
        numbers = [tf.TensorSpec((), tf.float32), tf.TensorSpec((), tf.int64)]
        self.train_steps = tf.function(self._train_steps, [pairs, pairs, *numbers])
        cumulative = np.cumsum(noise)
        # The last one is exactly 1, so that no draw falls behind it.
        self._cumulative = tf.constant(cumulative / cumulative[-1], tf.float64)  # (V,)

    @property
    def tables(self) -> tuple[tf.Variable, tf.Variable, tf.Variable]:
        """Input table, output table, bias."""
        return self.input_table, self.output_table, self.bias

    @property
    def slots(self) -> dict[str, tf.Variable]:
        """State of the optimizer."""
        return {
            f"{table}/{name}": slot
            for table, update in self.updates.items()
            for name, slot in update.slots.items()
        }

    def set_tables(
        self, input_table: np.ndarray, output_table: np.ndarray, bias: np.ndarray
    ) -> None:
        """Goes on from saved tables."""
        self.input_table.assign(input_table)
        self.output_table.assign(output_table)
        self.bias.assign(bias)

    def _train_steps(self, targets, contexts, learning_rate, first_step):
        """One step for each row of `targets (S, B)` and `contexts (S, B)`; the summed loss."""
        total = tf.constant(0.0)
        for step in tf.range(tf.shape(targets, tf.int64)[0]):
            total += self.train_step(
                targets[step], contexts[step], learning_rate, first_step + step
            )
        return total

    def train_step(
        self, targets: tf.Tensor, contexts: tf.Tensor, learning_rate: tf.Tensor, step: tf.Tensor
    ) -> tf.Tensor:
        """Learns from the pairs of `targets (B,)` and `contexts (B,)`; their summed loss."""
        with tf.GradientTape() as tape:
            inputs = tf.gather(self.input_table, targets)  # (B, D)
            loss = tf.reduce_sum(self.losses(inputs, contexts, step))
        gradients = tape.gradient(loss, self.tables)
        for update, gradient in zip(self.updates.values(), gradients, strict=True):
            if isinstance(gradient, tf.IndexedSlices):
                _, place, times = tf.unique_with_counts(gradient.indices)
                times = tf.cast(tf.gather(times, place), tf.float32)  # (n,)
                update.descend(gradient.indices, gradient.values, learning_rate, times)
            elif gradient is not None:  # every row has a gradient
                update.descend(tf.range(self.size), gradient, learning_rate, tf.ones(self.size))
        return loss

    def losses(self, inputs: tf.Tensor, contexts: tf.Tensor, step: tf.Tensor) -> tf.Tensor:
        """The objective of each pair, `(B,)`, with fresh negatives."""
        loss, form = self.objective.loss, self.objective.form
        if form == "full":
            return loss(self.output_table, self.bias, contexts, inputs)
        if form == "candidates":  # one set of negatives for the whole batch
            sampled = self._draw((self.negatives,), step)  # (K,)
            expected = tf.gather(self._expected, contexts), tf.gather(self._expected, sampled)
            return loss(self.output_table, self.bias, contexts, inputs, sampled, *expected)
        # "logits": every pair has negatives of its own
        sampled = self._draw((tf.shape(contexts)[0], self.negatives), step)  # (B, K)
        classes = tf.concat([contexts[:, None], sampled], axis=1)  # (B, 1 + K)
        outputs = tf.gather(self.output_table, classes)  # (B, 1 + K, D)
        logits = tf.reduce_sum(inputs[:, None, :] * outputs, axis=2)  # (B, 1 + K)
        return loss(logits[:, 0], logits[:, 1:])

    def _draw(self, shape, step) -> tf.Tensor:
        """Ids from the noise distribution, with replacement; the same for the same step."""
        uniform = tf.random.stateless_uniform(shape, [self.seed, step], dtype=tf.float64)
        ids = tf.searchsorted(self._cumulative, tf.reshape(uniform, [-1]), side="right")
        return tf.cast(tf.reshape(ids, shape), tf.int64)
