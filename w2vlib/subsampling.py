"""Dropping some of the frequent words before windows are laid over the text.

Subsampling comes first, windows second, so that a window reaches further into the text than it
would otherwise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from w2vlib.settings import Settings


def discard_probability(frequency: np.ndarray, threshold: float) -> np.ndarray:
    """Chance to *drop* a word, as published: 1 - sqrt(t / f), never below 0.

    Source: Mikolov et al., "Distributed Representations of Words and Phrases" (2013), eq. 5.

    Args:
        frequency: relative frequencies `(n,)`, all above 0.
        threshold: relative frequency t above 0 up to which every word stays.
    """
    return np.maximum(0.0, 1.0 - np.sqrt(threshold / np.asarray(frequency)))


def keep_probability(frequency: np.ndarray, threshold: float) -> np.ndarray:
    """Chance to *keep* a word, as computed by word2vec.c: min(1, (sqrt(f / t) + 1) * t / f).

    Source: word2vec.c (2013), function TrainModelThread; it keeps t / f more than the paper's rule.

    Args:
        frequency: relative frequencies `(n,)`, all above 0.
        threshold: relative frequency t above 0.
    """
    ratio = np.asarray(frequency) / threshold
    return np.minimum(1.0, (np.sqrt(ratio) + 1.0) / ratio)


def percentile_discard_probability(counts: np.ndarray, percentile: float) -> np.ndarray:
    """Chance to *drop* a word: 1 - sqrt(t / (f + t)), t being a percentile of the frequencies.

    A rule found in tutorials. At f = t it drops 29 % of the occurrences, not "hardly any".

    Args:
        counts: counts `(V,)` of the words.
        percentile: 0 to 100, of the relative frequencies, linearly interpolated.
    """
    counts = np.asarray(counts)
    frequency = counts / counts.sum()
    threshold = np.percentile(frequency, percentile)
    return 1.0 - np.sqrt(threshold / (frequency + threshold))


def subsample(ids: np.ndarray, chances: np.ndarray, seed: int | np.random.Generator) -> np.ndarray:
    """The tokens that stay, in order; each token is decided on its own.

    Args:
        ids: token ids `(T,)`.
        chances: chance `(V,)` to keep each word id.
        seed: the same seed keeps the same tokens.
    """
    ids = np.asarray(ids)
    return ids[stays(ids, chances, np.random.default_rng(seed))]


def stays(ids: np.ndarray, chances: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """True `(T,)` for each token that is kept by its own draw."""
    return rng.random(len(ids)) < np.asarray(chances)[ids]


def keep_chances(
    counts: np.ndarray, settings: Settings, own_rule: Callable | None = None
) -> np.ndarray:
    """The chance `(V,)` to keep each word, by the rule of the settings or by the caller's own.

    Args:
        counts: `(V,)`.
        own_rule: `f(frequency (V,), threshold) -> (V,)`, chances to keep.

    Raises:
        ValueError: `own_rule` gives another shape, or values that are no probabilities.
    """
    frequency, threshold = counts / counts.sum(), settings.subsample_threshold
    if own_rule is not None:
        return _checked_chances(own_rule(frequency.copy(), threshold), len(counts))
    if settings.subsample_rule == "percentile":
        return 1.0 - percentile_discard_probability(counts, threshold)
    if threshold == 0:
        return np.ones(len(counts))
    if settings.subsample_rule == "published":
        return 1.0 - discard_probability(frequency, threshold)
    return keep_probability(frequency, threshold)


def _checked_chances(chances, size: int) -> np.ndarray:
    name = "keep_probability(frequency, threshold)"
    try:
        chances = np.asarray(chances, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} did not return an array of numbers") from error
    if chances.shape != (size,):
        raise ValueError(f"{name} has shape {chances.shape}; one chance per word is ({size},)")
    if not np.all((chances >= 0) & (chances <= 1)):  # NaN fails, too
        raise ValueError(f"{name} has values that are NaN, below 0 or above 1")
    return chances
