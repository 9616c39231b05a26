"""From text to training pairs: rows (target, context)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np


def skip_gram_pairs(ids: Sequence[int], window: int) -> np.ndarray:
    """All pairs (target, context) at most `window` positions apart, int64 `(n, 2)`.

    Ordered by the target's position, then the context's. A position is never its own context,
    but a word that occurs twice within the window is paired with itself.
    """
    ids = np.asarray(ids, dtype=np.int64)
    _check_window(window)
    position = np.arange(len(ids))[:, None]  # (T, 1)
    distance = np.concatenate([np.arange(-window, 0), np.arange(1, window + 1)])  # (2 window,)
    context = position + distance  # (T, 2 window)
    inside = (context >= 0) & (context < len(ids))
    target = np.broadcast_to(position, context.shape)
    return np.stack([ids[target[inside]], ids[context[inside]]], axis=1)  # (n, 2)


def sentence_pairs(sentences: Iterable[Sequence[int]], window: int) -> np.ndarray:
    """The pairs of every sentence, one sentence after another, int64 `(n, 2)`."""
    _check_window(window)
    pairs = [skip_gram_pairs(sentence, window) for sentence in sentences]
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *pairs])


def used_share(distance: int, window: int) -> float:
    """Chance that a context at `distance` (1 or more) is used when windows are dynamic.

    Each target draws its own window uniformly from 1..window (word2vec.c, 2013), so a context at
    distance d is used by window - d + 1 of the `window` possible draws.
    """
    return max(0.0, (window - distance + 1) / window)


def dynamic_window_pairs(
    ids: np.ndarray, sentence: np.ndarray, window: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs for training, where every target draws its own window from 1..window.

    Args:
        ids: word ids `(T,)` of many sentences, one after another.
        sentence: the number of each token's sentence `(T,)`; pairs never cross sentences.

    Returns:
        targets and contexts, both `(n,)` and of the dtype of `ids`, ordered by distance.
    """
    own_window = rng.integers(1, window + 1, size=len(ids))  # (T,)
    targets, contexts = [ids[:0]], [ids[:0]]
    for distance in range(1, window + 1):
        left, right = ids[:-distance], ids[distance:]  # (T - distance,)
        together = sentence[:-distance] == sentence[distance:]
        used = together & (own_window[:-distance] >= distance)  # the left word is the target
        targets.append(left[used])
        contexts.append(right[used])
        used = together & (own_window[distance:] >= distance)  # the right word is the target
        targets.append(right[used])
        contexts.append(left[used])
    return np.concatenate(targets), np.concatenate(contexts)


def _check_window(window: int) -> None:
    if window < 1:
        raise ValueError(f"window is {window}; it must be 1 or more")
