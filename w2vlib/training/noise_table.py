"""Drawing from a noise distribution on the device: a long table of ids, each as often as its share.

A draw is one random place in the table: stateless, as fast for 1,000,000 words as for 100.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow as tf

from w2vlib.training.id_type import id_type

LENGTH = 4_000_000  # ids; no share is off by more than half of 1 / LENGTH unless it is below that
_LEAST_ADAPTED = 0.1  # share of its noise that a word keeps when it is never confused
_MEMORY = 0.9  # of older confusions, when new ones are taken in


class NoiseTable(tf.Module):
    """Negatives from a fixed noise distribution.

    Args:
        noise: `(V,)`, summing to 1; a word with 0 is never drawn, one with more always can be.

    Attributes:
        ids: `(N,)`, for `draw`.
        log_share: `(V,)`, the logarithm of each word's share of the table; -69 for no share.
    """

    def __init__(self, noise: np.ndarray):
        super().__init__()
        # (V,) how often each id stands in the table; float32 holds these whole numbers exactly
        self._times = tf.Variable(_times(noise), dtype=tf.float32, trainable=False)
        self.log_share = tf.Variable(tf.zeros(len(noise)), trainable=False)
        self.slots: dict[str, tf.Variable] = {}  # what further training needs
        self.restored()

    def restored(self) -> None:
        """Makes the table anew, after `slots` were changed."""
        times = np.rint(self._times.numpy()).astype(np.int64)  # it may be a mean of replicas
        # A tensor, not a variable: to draw from a variable takes longer than the rest of a step.
        ids = np.arange(len(times), dtype=id_type().as_numpy_dtype)
        self.ids = tf.constant(np.repeat(ids, times))
        self.log_share.assign(np.log(np.maximum(times / times.sum(), 1e-30)))

    def draw(self, shape: Sequence[int], seed: tf.Tensor) -> tf.Tensor:
        """Ids, with replacement; the same for the same `seed`, two integers."""
        return draw(self.ids, shape, seed)

    def heed(self, candidates: tf.Tensor, chances: tf.Tensor) -> None:
        """Hears of the candidates of some steps; a fixed table does not care."""
        del candidates, chances

    def adapt(self) -> None:
        """Called now and then between steps; a fixed table stays as it is."""


class AdaptiveNoiseTable(NoiseTable):
    """Raises the share of words that the model still takes for contexts.

    A word's noise is `noise · (0.1 + confusion / mean confusion)`, scaled to sum to 1; its
    confusion is the mean chance that the model gave it as a negative, older ones fading. The noise
    changes while the model learns, so the training loss can't be compared with another sampler's.
    """

    def __init__(self, noise: np.ndarray):
        super().__init__(noise)
        self._noise = np.asarray(noise, dtype=np.float64)
        self._chances = tf.Variable(tf.zeros(len(noise)), trainable=False)  # (V,) summed
        self._draws = tf.Variable(tf.zeros(len(noise)), trainable=False)  # (V,)
        self.slots = {"times": self._times, "chances": self._chances, "draws": self._draws}

    def heed(self, candidates: tf.Tensor, chances: tf.Tensor) -> None:
        """Notes the chance `(G, K)` that the model gave each of `candidates (G, K)`."""
        ids = tf.reshape(candidates, [-1])
        self._chances.scatter_add(tf.IndexedSlices(tf.reshape(chances, [-1]), ids))
        self._draws.scatter_add(tf.IndexedSlices(tf.ones_like(ids, tf.float32), ids))

    def adapt(self) -> None:
        """Moves the shares to what was noted; words that were not drawn count as the mean does."""
        chances, draws = self._chances.numpy(), self._draws.numpy()
        if not draws.any() or not np.isfinite(chances).all():
            return
        mean = chances.sum() / draws.sum()
        confusion = (chances + mean) / (draws + 1)  # (V,), one draw of the mean added
        noise = self._noise * (_LEAST_ADAPTED + confusion / max(mean, 1e-12))
        self._times.assign(_times(noise / noise.sum()))
        self.restored()
        self._chances.assign(_MEMORY * chances)
        self._draws.assign(_MEMORY * draws)


def draw(ids: tf.Tensor, shape: Sequence[int], seed: tf.Tensor) -> tf.Tensor:
    """As `NoiseTable.draw`, from its `ids (N,)`, which a compiled function is better given."""
    size = tf.size(ids, ids.dtype)
    return tf.gather(ids, tf.random.stateless_uniform(shape, seed, 0, size, ids.dtype))


def _times(noise: np.ndarray) -> np.ndarray:
    """How often each id stands in the table, `(V,)`."""
    times = np.maximum(1, np.round(np.asarray(noise, np.float64) * LENGTH)).astype(np.int64)
    times[np.asarray(noise) == 0] = 0
    return times
