"""How rows of a table follow their gradients: SGD, row-wise Adagrad, lazy Adam.

Only rows that occur in a step are touched. Under SGD a row that occurs in many places of one step
gets the sum of as many stale gradients; without a limit the sum grows until the loss is NaN. So a
row that occurs n > 4 times in a step gets 4 / n of its sum.
"""

from __future__ import annotations

import tensorflow as tf

OCCURRENCES = 4.0
_BETA_1, _BETA_2 = 0.9, 0.999
_EPSILON = 1e-8


class RowUpdates(tf.Module):
    """Takes gradients off rows of one table; the state of the optimizer is its variables.

    Args:
        table: `(V, D)` or `(V,)`.
        optimizer: "sgd"; "adagrad", with one sum of squares per row; "adam", whose moments and
            count of steps only move for rows that occur (Kingma and Ba 2015, made lazy).
        max_norm: the longest that a row may be after an update; None for no limit.
    """

    def __init__(self, table: tf.Variable, optimizer: str = "sgd", max_norm: float | None = None):
        super().__init__()
        self._table, self._optimizer, self._max_norm = table, optimizer, max_norm
        self.slots: dict[str, tf.Variable] = {}  # what further training needs
        rows = table.shape[:1]
        if optimizer == "adagrad":
            self._squares = self._slot("squares", rows)
        elif optimizer == "adam":
            self._mean = self._slot("mean", table.shape)
            self._square = self._slot("square", table.shape)
            self._steps = self._slot("steps", rows)

    def _slot(self, name: str, shape) -> tf.Variable:
        self.slots[name] = tf.Variable(tf.zeros(shape), trainable=False, name=name)
        return self.slots[name]

    def descend(
        self, ids: tf.Tensor, gradients: tf.Tensor, rate: tf.Tensor, times: tf.Tensor
    ) -> None:
        """Learns from `gradients (n, D)` (or `(n,)`) of the rows `ids (n,)`, which may repeat.

        Args:
            times: float `(n,)`, how often each of the ids occurs in the step.
        """
        if self._optimizer == "sgd":
            scale = self._per_row(-rate * tf.minimum(1.0, OCCURRENCES / times))  # (n, 1)
            self._table.scatter_add(tf.IndexedSlices(gradients * scale, ids))
        else:
            ids, place = tf.unique(ids)  # (u,), (n,)
            gradients = tf.math.unsorted_segment_sum(gradients, place, tf.size(ids))  # (u, D)
            step = self._adagrad if self._optimizer == "adagrad" else self._adam
            self._table.scatter_sub(tf.IndexedSlices(rate * step(ids, gradients), ids))
        if self._max_norm is not None:
            rows = self.limited(tf.gather(self._table, ids))
            self._table.scatter_update(tf.IndexedSlices(rows, ids))

    def limited(self, rows: tf.Tensor) -> tf.Tensor:
        """The rows `(n, D)`, none longer than it may be."""
        return rows if self._max_norm is None else tf.clip_by_norm(rows, self._max_norm, axes=[1])

    def _adagrad(self, ids, gradients):
        squares = tf.square(gradients)
        if gradients.shape.rank == 2:
            squares = tf.reduce_mean(squares, axis=1)
        self._squares.scatter_add(tf.IndexedSlices(squares, ids))  # (u,)
        length = tf.sqrt(tf.gather(self._squares, ids)) + _EPSILON
        return gradients / self._per_row(length)

    def _adam(self, ids, gradients):
        steps = tf.gather(self._steps, ids) + 1.0  # (u,)
        mean = _BETA_1 * tf.gather(self._mean, ids) + (1 - _BETA_1) * gradients
        square = _BETA_2 * tf.gather(self._square, ids) + (1 - _BETA_2) * tf.square(gradients)
        for slot, rows in ((self._steps, steps), (self._mean, mean), (self._square, square)):
            slot.scatter_update(tf.IndexedSlices(rows, ids))
        mean /= self._per_row(1 - tf.pow(_BETA_1, steps))
        square /= self._per_row(1 - tf.pow(_BETA_2, steps))
        return mean / (tf.sqrt(square) + _EPSILON)

    def _per_row(self, values):
        """`(n,)` as `(n, 1)` where the table has columns."""
        return values[:, None] if self._table.shape.rank == 2 else values


def occurrences(counts: tf.Variable, ids: tf.Tensor) -> tf.Tensor:
    """How often each of `ids (n,)` is among them, float32 `(n,)`.

    Args:
        counts: longer than any id; all 0 before and after.
    """
    ones = tf.ones_like(ids, tf.float32)
    counts.scatter_add(tf.IndexedSlices(ones, ids))
    times = tf.gather(counts, ids)
    counts.scatter_update(tf.IndexedSlices(tf.zeros_like(ones), ids))
    return times
