"""What a training run can be told, checked before any work starts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields

from w2vlib.samplers import SAMPLERS
from w2vlib.training.schedules import SCHEDULES, schedule

OBJECTIVES = ("negative_sampling", "nce", "sampled_softmax", "softmax")
ARCHITECTURES = ("skip-gram", "cbow")
OPTIMIZERS = {"sgd": 0.05, "adagrad": 0.05, "adam": 0.005}  # with their learning rates
PRECISIONS = ("float32", "bfloat16", "float16")
SUBSAMPLE_RULES = ("word2vec", "published", "percentile")
STRATEGIES = ("none", "mirrored", "multi-worker")
DEFAULT_AVERAGE_EVERY = 100
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
        architecture: "skip-gram" (a word predicts each of its contexts) or "cbow" (the mean of the
            contexts predicts the word).
        sampler: noise distribution: "unigram" (counts to the power of `power`), "log-uniform",
            "uniform", or "adaptive": unigram at first, then more of the words that the model still
            takes for contexts; its loss can't be compared with the others'.
        power: exponent of the unigram sampler.
        subsample: threshold of the rule as a relative frequency (default 1e-3; 0 keeps all words);
            for the rule "percentile" a percentile (default 85).
        subsample_rule: "word2vec" (of word2vec.c), "published" (of the 2013 paper), "percentile".
        min_count: words that occur less often are left out.
        phrases: join frequent pairs of words, as in `new_york` (see `w2vlib.tokens.phrases`).
        optimizer: "sgd", "adagrad" (one sum of squares per row) or "adam" (lazy: only rows that
            occur move).
        learning_rate: step for the loss of one pair (losses are summed over a batch, not averaged);
            default 0.05 for sgd and adagrad, 0.005 for adam.
        schedule: of the rate: "linear", "exponential", "cosine", "cosine-restarts", "cyclical",
            "constant"; see `w2vlib.training.schedules`.
        max_norm: the longest that a word vector may become (default: no limit).
        precision: of the matrix products, "float32", "bfloat16" or "float16"; tables stay float32.
        batch_size: B: train on shuffled pairs, B in a step, instead of blocks of text (see
            `w2vlib.training.block_steps`), which are much faster. Objectives of one's own always
            train on pairs (default 256; with negatives shared by the batch at most 16 for each of
            them, since every pair pulls at every shared row).
        strategy: "none" (one device), "mirrored" (all GPUs of this machine, or all its logical
            CPUs) or "multi-worker" (the machines that `TF_CONFIG` names); see
            `w2vlib.distributed`.
        average_every: with a strategy, steps between two averages of the replicas' tables
            (default 100); fewer cost time, more cost quality.
        seed: of everything that is drawn.
        deterministic: the same seed gives the same vectors, bit for bit, at some cost in speed
            (with one thread, and TensorFlow's determinism switched on during the training).
        validation: hold some sentences out and measure the validation loss after each epoch.
    """

    dim: int = 100
    window: int = 5
    negatives: int | None = None
    epochs: int = 5
    architecture: str = "skip-gram"
    sampler: str = "unigram"
    power: float = 0.75
    subsample: float | None = None
    subsample_rule: str = "word2vec"
    min_count: int = 5
    phrases: bool = False
    optimizer: str = "sgd"
    learning_rate: float | None = None
    schedule: str = "linear"
    max_norm: float | None = None
    precision: str = "float32"
    batch_size: int | None = None
    strategy: str = "none"
    average_every: int | None = None
    seed: int = 0
    deterministic: bool = False
    validation: bool = True

    def __post_init__(self):
        for name in ("dim", "window", "epochs", "min_count"):
            _whole(name, getattr(self, name), least=1)
        for name in ("negatives", "batch_size", "average_every"):
            if getattr(self, name) is not None:
                _whole(name, getattr(self, name), least=1)
        _whole("seed", self.seed, least=0)
        for name, allowed in (
            ("architecture", ARCHITECTURES), ("sampler", SAMPLERS),
            ("optimizer", tuple(OPTIMIZERS)),
            ("schedule", SCHEDULES), ("precision", PRECISIONS),
            ("subsample_rule", SUBSAMPLE_RULES), ("strategy", STRATEGIES),
        ):  # fmt: skip
            _choice(name, getattr(self, name), allowed)
        _number("power", self.power, least=0.0, most=10.0)
        for name, most in (("learning_rate", 10.0), ("max_norm", 1e6)):
            if getattr(self, name) is not None:
                _number(name, getattr(self, name), least=0.0, most=most, above=True)
        if self.subsample is not None:
            most = 100.0 if self.subsample_rule == "percentile" else 1.0
            _number("subsample", self.subsample, least=0.0, most=most)
        if self.batch_size is not None:
            self.check_pairs("batch_size")
        if self.average_every is not None and self.strategy == "none":
            raise ValueError(
                "average_every needs a strategy, mirrored or multi-worker: a single device has "
                "nothing to average"
            )

    def check_pairs(self, reason: str) -> None:
        """Raises a ValueError if a setting needs blocks, while `reason` means batches of pairs."""
        for name, plain in (
            ("architecture", "skip-gram"), ("precision", "float32"), ("strategy", "none"),
        ):  # fmt: skip
            if getattr(self, name) != plain:
                raise ValueError(f"{name} {getattr(self, name)!r} does not go with {reason}")
        if self.sampler == "adaptive":
            raise ValueError(f"the adaptive sampler does not go with {reason}")

    @property
    def subsample_threshold(self) -> float:
        """`subsample`, or the default of the rule."""
        if self.subsample is not None:
            return self.subsample
        return 85.0 if self.subsample_rule == "percentile" else 1e-3

    def learning_rates(self) -> Callable[[float], float]:
        """The rate as a function of the share (0 to 1) of the training that is done."""
        return schedule(self.schedule, self.learning_rate or OPTIMIZERS[self.optimizer])

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
