"""What a training run can be told, checked before any work starts."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields

from w2vlib.samplers import SAMPLERS

OBJECTIVES = ("negative_sampling", "nce", "sampled_softmax", "softmax")
SCHEDULES = ("linear", "constant")
SUBSAMPLE_RULES = ("word2vec", "published", "percentile")
# Own negatives per pair, or candidates shared by the batch: they are cheap, so there are more.
DEFAULT_NEGATIVES = {"negative_sampling": 5, "nce": 64, "sampled_softmax": 64, "softmax": 0}
DEFAULT_BATCH = 256
PAIRS_PER_SHARED_NEGATIVE = 16


@dataclass(frozen=True)
class Settings:
    """Training settings; a wrong value raises a ValueError that names it and what is allowed.

    Attributes:
        dim: D, the length of the vectors.
        window: the largest distance of a context; every target draws its own from 1..window.
        negatives: K; with "negative_sampling" drawn for each pair (default 5), with "nce" and
            "sampled_softmax" shared by the batch (default 64).
        epochs: passes over the text.
        sampler: noise distribution: "unigram" (counts to the power of `power`), "log-uniform",
            "uniform".
        power: exponent of the unigram sampler.
        subsample: threshold of the rule as a relative frequency (default 1e-3; 0 keeps all words);
            for the rule "percentile" a percentile (default 85).
        subsample_rule: "word2vec" (of word2vec.c), "published" (of the 2013 paper), "percentile".
        min_count: words that occur less often are left out.
        phrases: join frequent pairs of words, as in `new_york` (see `w2vlib.tokens.phrases`).
        learning_rate: step for the loss of one pair (losses are summed over a batch, not averaged).
        schedule: "linear" (falls to a ten-thousandth of the rate) or "constant".
        batch_size: B, pairs in a step (default 256; with negatives shared by the batch at most 16
            for each of them, since every pair pulls at every shared row).
        seed: of everything that is drawn.
        deterministic: the same seed gives the same vectors, bit for bit, at some cost in speed. It
            switches TensorFlow's determinism on for the whole process.
        validation: hold some sentences out and measure the validation loss after each epoch.
    """

    dim: int = 100
    window: int = 5
    negatives: int | None = None
    epochs: int = 5
    sampler: str = "unigram"
    power: float = 0.75
    subsample: float | None = None
    subsample_rule: str = "word2vec"
    min_count: int = 5
    phrases: bool = False
    learning_rate: float = 0.05
    schedule: str = "linear"
    batch_size: int | None = None
    seed: int = 0
    deterministic: bool = False
    validation: bool = True

    def __post_init__(self):
        for name in ("dim", "window", "epochs", "min_count"):
            _whole(name, getattr(self, name), least=1)
        for name in ("negatives", "batch_size"):
            if getattr(self, name) is not None:
                _whole(name, getattr(self, name), least=1)
        _whole("seed", self.seed, least=0)
        _choice("sampler", self.sampler, SAMPLERS)
        _choice("schedule", self.schedule, SCHEDULES)
        _choice("subsample_rule", self.subsample_rule, SUBSAMPLE_RULES)
        _number("power", self.power, least=0.0, most=10.0)
        _number("learning_rate", self.learning_rate, least=0.0, most=10.0, above=True)
        if self.subsample is not None:
            most = 100.0 if self.subsample_rule == "percentile" else 1.0
            _number("subsample", self.subsample, least=0.0, most=most)

    @property
    def subsample_threshold(self) -> float:
        """`subsample`, or the default of the rule."""
        if self.subsample is not None:
            return self.subsample
        return 85.0 if self.subsample_rule == "percentile" else 1e-3

    def learning_rate_at(self, progress: float) -> float:
        """The rate when the share `progress` (0 to 1) of the training is done."""
        if self.schedule == "constant":
            return self.learning_rate
        return self.learning_rate * max(1e-4, 1.0 - progress)

    def as_dict(self) -> dict:
        """All settings by name, as plain data."""
        return asdict(self)

    @classmethod
    def names(cls) -> list[str]:
        """The names of all settings."""
        return [field.name for field in fields(cls)]


def _whole(name: str, value, least: int) -> None:
    whole = hasattr(value, "__index__") and not isinstance(value, bool)
    if not whole or value < least:
        raise ValueError(f"{name} is {value!r}; it must be a whole number, {least} or more")


def _number(name: str, value, least: float, most: float, above: bool = False) -> None:
    try:
        ok = math.isfinite(value) and least <= value <= most and not (above and value == least)
    except TypeError:
        ok = False
    if not ok:
        start = "above " if above else "from "
        raise ValueError(f"{name} is {value!r}; it must be {start}{least:g} to {most:g}")


def _choice(name: str, value, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
