"""The loss by which runs are compared: full softmax on pairs that were not trained on."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from w2vlib.pairs import dynamic_window_pairs
from w2vlib.tokens.chunk import Chunk

_MOST_QUESTIONS = 20_000
_MOST_LOGITS = 20_000_000  # at once
_SEED = 20130116  # the pairs are the same for every run, whatever its own seed


def held_out_pairs(chunk: Chunk, window: int, architecture: str = "skip-gram") -> np.ndarray:
    """At most 20,000 questions `(n, 2)`: not subsampled, the same for every run.

    Skip-gram: ids of a target and one context, which is asked for. CBOW: `(n, 2 window + 1)`, ids
    of all contexts, filled up with -1, and last the target, which is asked for.
    """
    rng = np.random.default_rng(_SEED)
    if architecture == "skip-gram":
        targets, contexts = dynamic_window_pairs(chunk.ids, chunk.sentence, window, rng)
        questions = np.stack([targets, contexts], axis=1)  # (n, 2)
    else:
        questions = _windows(chunk, window, rng)
    step = max(1, -(-len(questions) // _MOST_QUESTIONS))
    return questions[::step]


def _windows(chunk: Chunk, window: int, rng: np.random.Generator) -> np.ndarray:
    own = rng.integers(1, window + 1, size=len(chunk.ids))[:, None]  # (T, 1)
    place = np.arange(len(chunk.ids))[:, None]  # (T, 1)
    distance = np.concatenate([np.arange(-window, 0), np.arange(1, window + 1)])  # (2c,)
    inside = (place + distance >= 0) & (place + distance < len(chunk.ids))  # (T, 2c)
    other = np.where(inside, place + distance, place)
    used = inside & (np.abs(distance) <= own) & (chunk.sentence[other] == chunk.sentence[place])
    questions = np.concatenate([np.where(used, chunk.ids[other], -1), chunk.ids[:, None]], axis=1)
    return questions[used.any(axis=1)]  # (n, 2c + 1)


def validation_loss(
    input_table: np.ndarray,
    output_table: np.ndarray,
    bias: np.ndarray,
    pairs: np.ndarray,
    log_noise: np.ndarray | None = None,
) -> float:
    """Full softmax cross-entropy in nats per pair (CBOW: per word asked for).

    Logits of negative sampling estimate log(p / (k Q)) (Levy and Goldberg, 2014), so log(k Q) is
    given back before the softmax; those of the other objectives estimate log p as they are.

    Args:
        input_table, output_table: `(V, D)`; bias: `(V,)`.
        pairs: ids `(n, 2)` of targets and contexts; or `(n, C + 1)`, up to C inputs (-1: none),
            whose mean is taken, and the class asked for.
        log_noise: log(k Q) `(V,)` for negative sampling, else None.

    Returns:
        The mean over the pairs; NaN without pairs.
    """
    if len(pairs) == 0:
        return float("nan")
    offset = bias if log_noise is None else bias + tf.cast(log_noise, tf.float32)  # (V,)
    rows_at_once = max(1, _MOST_LOGITS // int(bias.shape[0]))
    total = 0.0
    for start in range(0, len(pairs), rows_at_once):
        rows = pairs[start : start + rows_at_once]
        inputs, classes = _mean_vectors(input_table, rows[:, :-1]), rows[:, -1]  # (B, D), (B,)
        logits = tf.matmul(inputs, output_table, transpose_b=True) + offset  # (B, V)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(classes, logits)  # (B,)
        total += float(tf.reduce_sum(losses))
    return total / len(pairs)


def _mean_vectors(input_table, ids: np.ndarray) -> tf.Tensor:
    """`(B, D)`, the mean of the vectors of each row of `ids (B, C)`, where -1 is none."""
    vectors = tf.gather(input_table, np.maximum(ids, 0))  # (B, C, D)
    given = tf.cast(ids >= 0, vectors.dtype)[:, :, None]  # (B, C, 1)
    return tf.reduce_sum(vectors * given, axis=1) / tf.reduce_sum(given, axis=1)
