"""The loss by which runs are compared: full softmax on pairs that were not trained on."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from w2vlib.pairs import dynamic_window_pairs
from w2vlib.tokens.chunk import Chunk

_MOST_PAIRS = 20_000
_SEED = 20130116  # the pairs are the same for every run, whatever its own seed


def held_out_pairs(chunk: Chunk, window: int) -> np.ndarray:
    """At most 20,000 pairs (target, context), int32 `(n, 2)`: not subsampled, always the same."""
    targets, contexts = dynamic_window_pairs(
        chunk.ids, chunk.sentence, window, np.random.default_rng(_SEED)
    )
    pairs = np.stack([targets, contexts], axis=1)  # (n, 2)
    step = max(1, -(-len(pairs) // _MOST_PAIRS))
    return pairs[::step]


def validation_loss(
    input_table: np.ndarray,
    output_table: np.ndarray,
    bias: np.ndarray,
    pairs: np.ndarray,
    log_noise: np.ndarray | None = None,
    rows_at_once: int = 1024,
) -> float:
    """Full softmax cross-entropy in nats per pair.

    Logits of negative sampling estimate log(p / (k Q)) (Levy and Goldberg, 2014), so log(k Q) is
    given back before the softmax; those of the other objectives estimate log p as they are.

    Args:
        input_table, output_table: `(V, D)`; bias: `(V,)`.
        pairs: ids `(n, 2)` of targets and contexts.
        log_noise: log(k Q) `(V,)` for negative sampling, else None.

    Returns:
        The mean over the pairs; NaN without pairs.
    """
    if len(pairs) == 0:
        return float("nan")
    offset = bias if log_noise is None else bias + tf.cast(log_noise, tf.float32)  # (V,)
    total = 0.0
    for start in range(0, len(pairs), rows_at_once):
        targets, contexts = np.transpose(pairs[start : start + rows_at_once])  # (B,), (B,)
        inputs = tf.gather(input_table, targets)  # (B, D)
        logits = tf.matmul(inputs, output_table, transpose_b=True) + offset  # (B, V)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(contexts, logits)  # (B,)
        total += float(tf.reduce_sum(losses))
    return total / len(pairs)
