"""Where negatives come from: noise distributions, drawing, expected counts."""

from __future__ import annotations

import numpy as np


def log_uniform_probability(ids: np.ndarray, range_max: int) -> np.ndarray:
    """P(id) = (log(id + 2) - log(id + 1)) / log(range_max + 1), float64, shape of `ids`.

    It fits ids sorted by falling frequency whose counts follow Zipf's law. Computed in float64:
    in float32 the difference of logarithms is 5 % off at id 100,000.
    Source: TensorFlow's log_uniform_candidate_sampler.
    """
    ids = np.asarray(ids, dtype=np.float64)
    return np.log1p(1.0 / (ids + 1.0)) / np.log(range_max + 1.0)


def noise_distribution(counts: np.ndarray, power: float = 0.75) -> np.ndarray:
    """count^power, scaled to sum to 1, float64 `(V,)`. Source: Mikolov et al. (2013), section 2.2.

    Args:
        counts: counts `(V,)` of the words, none negative, at least one above 0.
        power: 1 gives the words' own frequencies, 0 the uniform distribution.
    """
    weights = np.asarray(counts, dtype=np.float64) ** power
    return weights / weights.sum()


def sample_candidates(
    probabilities: np.ndarray, num_sampled: int, seed: int | np.random.Generator, unique: bool
) -> np.ndarray:
    """Draws ids from a noise distribution, int64 `(num_sampled,)`.

    Args:
        probabilities: `(V,)`, summing to 1.
        num_sampled: how many ids; with `unique` at most the number of probabilities above 0.
        seed: the same seed gives the same ids.
        unique: draw with replacement, but skip repeats until all ids are different.

    Raises:
        ValueError: more unique ids are asked for than have a probability above 0.
    """
    probabilities = np.asarray(probabilities, dtype=np.float64)
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), size=num_sampled, p=probabilities)
    possible = np.flatnonzero(probabilities)
    if num_sampled > len(possible):
        raise ValueError(
            f"{num_sampled} unique ids were asked for, but only {len(possible)} "
            "have a probability above 0"
        )
    # Skipping repeats is a race: give each id an arrival time, exponential with rate p;
    # the first arrivals have exactly the order of a draw in which repeats are skipped.
    arrival = rng.exponential(size=len(possible)) / probabilities[possible]
    return possible[np.argsort(arrival)[:num_sampled]]


def expected_count(
    probability: np.ndarray, num_sampled: int, tries: int | None = None
) -> np.ndarray:
    """How often a class with this probability is expected among the candidates.

    With replacement (`tries` is None): num_sampled * p. Unique sampling that needed `tries` draws:
    the chance to be drawn at all, 1 - (1 - p)^tries.
    """
    probability = np.asarray(probability, dtype=np.float64)
    if tries is None:
        return num_sampled * probability
    # log1p and expm1 keep the digits of probabilities far below 1.
    with np.errstate(divide="ignore"):
        return -np.expm1(tries * np.log1p(-probability))


def accidental_hits(labels: np.ndarray, sampled: np.ndarray) -> np.ndarray:
    """True `(B, K)` where a class of `sampled (K,)` is the row's own one in `labels (B,)`."""
    return np.asarray(labels)[:, None] == np.asarray(sampled)[None, :]


SAMPLERS = ("unigram", "log-uniform", "uniform", "adaptive")


def sampler_distribution(sampler: str, counts: np.ndarray, power: float = 0.75) -> np.ndarray:
    """The noise distribution `(V,)` of a sampler by its name.

    `power` is for "unigram" and "adaptive", which begins as the unigram sampler.
    """
    size = len(counts)
    if sampler in ("unigram", "adaptive"):
        return noise_distribution(counts, power)
    if sampler == "log-uniform":
        return log_uniform_probability(np.arange(size), size)
    if sampler == "uniform":
        return np.full(size, 1.0 / size)
    raise ValueError(f"unknown sampler {sampler!r}; there are: {', '.join(SAMPLERS)}")


def checked_distribution(probabilities: np.ndarray, size: int) -> np.ndarray:
    """A caller's noise distribution as float64 `(size,)`, or a ValueError that says what is off."""
    try:
        probabilities = np.asarray(probabilities, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("noise_distribution did not return an array of numbers") from error
    name = "noise_distribution(counts)"
    if probabilities.shape != (size,):
        raise ValueError(f"{name} has shape {probabilities.shape}; one per word is ({size},)")
    if not np.all(np.isfinite(probabilities)):
        raise ValueError(f"{name} has values that are NaN or infinite")
    if np.any(probabilities < 0):
        raise ValueError(f"{name} has negative probabilities")
    if abs(probabilities.sum() - 1.0) > 1e-4:
        raise ValueError(f"{name} sums to {probabilities.sum():.6g}; probabilities sum to 1")
    return probabilities / probabilities.sum()
