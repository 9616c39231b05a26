"""Loss scaling, which keeps small float16 gradients from becoming 0 (Micikevicius et al. 2018)."""

from __future__ import annotations

import tensorflow as tf

_FIRST, _MOST = 2.0**7, 2.0**12
_STEPS_UNTIL_LARGER = 1000.0


class LossScale(tf.Module):
    """A factor on the slopes, halved when a gradient overflows, doubled after 1,000 good steps.

    Args:
        dynamic: False leaves everything as it is, at no cost.
    """

    def __init__(self, dynamic: bool):
        super().__init__()
        self._dynamic = dynamic
        self.slots: dict[str, tf.Variable] = {}  # what further training needs
        if dynamic:
            self._factor = tf.Variable(_FIRST, trainable=False)
            self._good_steps = tf.Variable(0.0, trainable=False)
            self.slots = {"factor": self._factor, "good_steps": self._good_steps}

    def up(self, slope: tf.Tensor) -> tf.Tensor:
        """The slopes, enlarged."""
        return slope * self._factor if self._dynamic else slope

    def down(self, *gradients: tf.Tensor, rate: tf.Tensor) -> tuple:
        """Gradients as float32 of their own size, and the rate: 0 for a step that overflowed."""
        gradients = [tf.cast(values, tf.float32) for values in gradients]
        if not self._dynamic:
            return *gradients, rate
        finite = tf.reduce_all([tf.reduce_all(tf.math.is_finite(x)) for x in gradients])
        gradients = [tf.where(finite, x / self._factor, 0.0) for x in gradients]
        self._good_steps.assign(tf.where(finite, self._good_steps + 1.0, 0.0))
        larger = self._good_steps >= _STEPS_UNTIL_LARGER
        factor = tf.where(finite, tf.where(larger, 2.0, 1.0), 0.5) * self._factor
        self._factor.assign(tf.clip_by_value(factor, 1.0, _MOST))
        self._good_steps.assign(tf.where(larger, 0.0, self._good_steps))
        return *gradients, tf.where(finite, rate, 0.0)
