"""Skip-gram and CBOW in blocks: many pairs from few rows of the tables, the gradient by hand.

A pair (target, context) costs two rows when it stands alone. In a block of neighbouring tokens all
pairs share their rows: one matrix product gives every logit of L inputs with P positions, and a
mask tells which of them are pairs. The inputs of a block have their candidates in common as well: a
second product gives their logits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import tensorflow as tf

from w2vlib.training.block_layout import Rows
from w2vlib.training.block_objectives import LogisticBlocks, SoftmaxBlocks
from w2vlib.training.id_type import has_gpu, id_type
from w2vlib.training.loss_scale import LossScale
from w2vlib.training.noise_table import NoiseTable, draw
from w2vlib.training.row_updates import occurrences

if TYPE_CHECKING:
    from w2vlib.training.embedding_model import EmbeddingModel

_BLOCK = 16  # L, inputs that have their positions and candidates in common
_SHARED_NEGATIVES = 32  # K of the logistic objectives, or as many as a pair has, if that is more
_SOFTMAX_BLOCK = 64  # L of the softmax objectives
_CENTRES = 512  # in a step of a core
_ROWS_OF_A_GPU = 32  # times as many as of a core: a GPU is idle with fewer
_OFTEN = 16.0  # times in a step: words that are more frequent overshoot unless held back twice
_MOST_LOGITS = 4_000_000  # of a step with the full softmax


class BlockSteps(tf.Module):
    """Steps of gradient descent.

    Args:
        model: the `EmbeddingModel` whose tables learn, by its objective (a built-in one).
        noise: where negatives are drawn from.
        window: c.
        architecture: "skip-gram" or "cbow".
        precision: of the matrix products; tables and losses stay float32.
        largest_share: of the most frequent word among the kept tokens.

    Attributes:
        centres: L, of one row of the text in a step; they are a block.
        most_rows: G, rows of the text in a step.
    """

    def __init__(
        self,
        model: EmbeddingModel,
        noise: NoiseTable,
        window: int,
        architecture: str = "skip-gram",
        precision: str = "float32",
        largest_share: float = 0.0,
    ):
        super().__init__()
        self.model, self.noise, self.window = model, noise, window
        self._cbow = architecture == "cbow"
        self._dtype = tf.as_dtype(precision)
        self._scale = LossScale(dynamic=precision == "float16")
        self.exact = model.objective.name == "softmax"
        logistic = model.objective.name in ("negative_sampling", "nce")
        self.centres = _BLOCK if logistic else _SOFTMAX_BLOCK  # L
        shared = max(_SHARED_NEGATIVES, model.negatives) if logistic else model.negatives
        self.candidates = model.size if self.exact else shared  # K
        self.objective = (
            LogisticBlocks(model.negatives, self.candidates) if logistic else SoftmaxBlocks()
        )
        # Logits are corrected by log(expected count), except where they are left to learn it.
        self._corrected = model.objective.name in ("nce", "sampled_softmax")
        self._log_draws = float(np.log(model.negatives))
        self._with_bias = model.objective.form != "logits"
        self.most_rows = _CENTRES // self.centres * (_ROWS_OF_A_GPU if has_gpu() else 1)
        if self.exact:
            self.most_rows = min(8, max(1, _MOST_LOGITS // (self.centres * self.candidates)))
        place = np.arange(self.centres + 2 * window)  # P
        offset = place - window - np.arange(self.centres)[:, None]  # (L, P)
        self._offset = tf.constant(offset, id_type())
        most = self.most_rows * place.size * largest_share  # times in a step
        self._weight = 2.0 if most > _OFTEN else 1.0  # of an occurrence
        self._is_other = tf.constant(offset != 0)

    def new_counts(self) -> tf.Variable:
        """A place to count rows in; whoever runs steps at the same time needs one of his own."""
        return tf.Variable(tf.zeros(3 * self.model.size), trainable=False)

    def place(self, rows: Rows) -> list[tf.Tensor]:
        """A text as `run` reads it."""
        return [tf.constant(array, id_type()) for array in (rows.tokens, rows.left, rows.right)]

    def restored(self) -> None:
        """Called after `slots` were changed."""
        self.noise.restored()

    @property
    def slots(self) -> dict[str, tf.Variable]:
        """What further training needs, beyond the model's."""
        parts = {"noise": self.noise, "scale": self._scale}
        return {f"{p}/{name}": v for p, part in parts.items() for name, v in part.slots.items()}

    @tf.function(reduce_retracing=True)
    def run(
        self,
        tokens: tf.Tensor,
        left: tf.Tensor,
        right: tf.Tensor,
        noise_ids: tf.Tensor,
        counts: tf.Variable,
        first: tf.Tensor,
        count: tf.Tensor,
        rate: tf.Tensor,
        rate_after: tf.Tensor,
        seed: tf.Tensor,
    ) -> tuple[tf.Tensor, tf.Tensor]:
        """`count` steps from the block `first` on, the rate moving evenly.

        Args:
            tokens, left, right: of a text, see `block_layout.Rows`.
            noise_ids: `ids` of the noise table.
            counts: of `new_counts`.

        Returns:
            the loss of the last step's pairs and their number.
        """
        loss, pairs, rows = 0.0, 0.0, tf.shape(tokens)[0]
        for number in tf.range(count):
            done = tf.cast(number, tf.float32) / tf.cast(count, tf.float32)
            start = [0, (first + number) * self.centres]
            reach = (tf.slice(side, start, [rows, self.centres]) for side in (left, right))
            loss, pairs = self.step(
                tf.slice(tokens, start, [rows, self.centres + 2 * self.window]), *reach, noise_ids,
                counts, rate + done * (rate_after - rate), [seed, first + number],
                with_loss=number == count - 1,
            )  # fmt: skip
        return loss, pairs

    def step(
        self,
        tokens: tf.Tensor,
        left: tf.Tensor,
        right: tf.Tensor,
        noise_ids: tf.Tensor,
        counts: tf.Variable,
        rate: tf.Tensor,
        seed: tf.Tensor,
        with_loss: bool = True,
    ) -> tuple[tf.Tensor, tf.Tensor]:
        """Learns from L centres of each of G rows; the summed loss and the number of pairs."""
        model = self.model
        input_ids, mix, positions, is_true, pairs = self._roles(tokens, left, right)
        candidates = self._candidates(noise_ids, tf.shape(tokens)[0], seed)  # (G, K)

        inputs = self._low(tf.gather(model.input_table, input_ids))  # (G, L or P, D)
        inputs = inputs if mix is None else tf.matmul(mix, inputs)  # (G, L, D)
        true_rows = self._low(tf.gather(model.output_table, positions))  # (G, P, D)
        other_rows = self._low(tf.gather(model.output_table, candidates))  # (G, K, D)
        true = tf.cast(tf.matmul(inputs, true_rows, transpose_b=True), tf.float32)  # (G, L, P)
        other = tf.cast(tf.matmul(inputs, other_rows, transpose_b=True), tf.float32)  # (G, L, K)
        if self._with_bias:
            true += self._shift(positions)[:, None, :]
            other += self._shift(candidates)[:, None, :]

        parts = true, other, is_true, pairs, self._differs(positions, candidates)
        slopes = self.objective.slopes(*parts)  # (G, L, P), (G, L, K)
        low_true, low_other = (self._low(self._scale.up(slope)) for slope in slopes)
        by_input = tf.matmul(low_true, true_rows) + tf.matmul(low_other, other_rows)  # (G, L, D)
        by_input = by_input if mix is None else tf.matmul(mix, by_input, transpose_a=True)
        by_true_rows = tf.matmul(low_true, inputs, transpose_a=True)  # (G, P, D)
        by_other_rows = tf.matmul(low_other, inputs, transpose_a=True)  # (G, K, D)

        by_input, by_true_rows, by_other_rows, step = self._scale.down(
            by_input, by_true_rows, by_other_rows, rate=rate
        )
        in_input, in_true, in_other = self._occurrences(counts, input_ids, positions, candidates)
        self._descend("input", input_ids, by_input, step, in_input)
        self._descend("output", positions, by_true_rows, step, in_true)
        self._descend("output", candidates, by_other_rows, step, in_other)
        if self._with_bias:
            by_true, by_other = (tf.reduce_sum(slope, axis=1) for slope in slopes)
            self._descend("bias", positions, by_true, step, in_true)
            self._descend("bias", candidates, by_other, step, in_other)

        def telling():
            chances = tf.reduce_mean(slopes[1] / tf.maximum(1.0, pairs), axis=1)  # (G, K)
            self.noise.heed(candidates, chances)
            return self.objective.loss(*parts)

        return tf.cond(with_loss, telling, lambda: 0.0), tf.reduce_sum(pairs)

    def adapt(self) -> None:
        """Called now and then: an adaptive sampler changes its noise."""
        self.noise.adapt()
        self.model.log_noise = self.noise.log_share.numpy() + self._log_draws  # (V,)

    def _roles(self, tokens, left, right):
        """Who predicts whom.

        Returns:
            ids of the inputs `(G, L or P)`; how they are mixed `(G, L, P)`, or None; positions
            `(G, P or L)`; which of them are pairs `(G, L, P or L)`; how many pairs `(G, L, 1)`.
        """
        targets = tokens[:, self.window : -self.window]  # (G, L)
        left, right = left[:, :, None], right[:, :, None]  # (G, L, 1)
        near = (self._offset >= -left) & (self._offset <= right) & self._is_other
        is_context = tf.cast(near, tf.float32)  # (G, L, P)
        contexts = tf.cast(left + right, tf.float32)  # (G, L, 1)
        if not self._cbow:  # a target predicts each of its contexts
            return targets, None, tokens, is_context, contexts
        # CBOW: the mean of the contexts predicts the target.
        mix = self._low(is_context / tf.maximum(1.0, contexts))  # (G, L, P)
        pairs = tf.minimum(1.0, contexts)  # (G, L, 1)
        return tokens, mix, targets, tf.eye(self.centres) * pairs, pairs

    def _candidates(self, noise_ids, rows, seed):
        if self.exact:
            ids = tf.range(self.candidates, dtype=self._offset.dtype)
            return tf.tile(ids[None, :], [rows, 1])  # (G, V)
        return draw(noise_ids, (rows, self.candidates), seed)

    def _shift(self, classes):
        """Bias, less log(expected count) where the objective corrects for it; as `classes`."""
        shift = tf.gather(self.model.bias, classes)
        if self._corrected:
            shift -= tf.gather(self.noise.log_share, classes) + self._log_draws
        return shift

    def _differs(self, positions, candidates):
        if isinstance(self.objective, LogisticBlocks):
            return None  # an accidental hit stays a negative
        return tf.cast(positions[:, :, None] != candidates[:, None, :], tf.float32)

    def _occurrences(self, counts, *ids):
        """How often each id occurs in the step in its own role, as `RowUpdates` counts.

        Returns as many tensors as `ids`, flat.
        """
        flat = [tf.reshape(some, [-1]) for some in ids]
        ids = [some + role * self.model.size for role, some in enumerate(flat)]
        times = self._weight * occurrences(counts, tf.concat(ids, axis=0))
        return tf.split(times, [tf.size(some) for some in flat])

    def _descend(self, table, ids, gradients, rate, times):
        """Moves rows of a table; `gradients` has one, `(D,)` or a number, for each of `ids`."""
        ids = tf.reshape(ids, [-1])
        shape = [-1] if table == "bias" else [-1, self.model.dim]
        self.model.updates[table].descend(ids, tf.reshape(gradients, shape), rate, times)

    def _low(self, values):
        """In the precision of the matrix products."""
        return tf.cast(values, self._dtype)
