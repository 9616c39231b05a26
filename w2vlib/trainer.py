"""Trains word vectors on a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from w2vlib.corpora import Corpus, SentenceList, open_corpus
from w2vlib.distributed.replicas import Replicas
from w2vlib.distributed.strategies import open_strategy
from w2vlib.objective_forms import as_objective
from w2vlib.samplers import checked_distribution, sampler_distribution
from w2vlib.settings import (
    DEFAULT_BATCH,
    DEFAULT_NEGATIVES,
    PAIRS_PER_SHARED_NEGATIVE,
    Settings,
)
from w2vlib.subsampling import keep_chances
from w2vlib.tokens.text import Text
from w2vlib.training import checkpoint
from w2vlib.training.block_epochs import BlockEpochs
from w2vlib.training.determinism import deterministic_operations
from w2vlib.training.embedding_model import EmbeddingModel
from w2vlib.training.epochs_of import epochs_of
from w2vlib.training.loop import TrainingLoop
from w2vlib.training.pair_epochs import PairEpochs
from w2vlib.training.position import Position
from w2vlib.validation import held_out_pairs, validation_loss
from w2vlib.vectors import WordVectors
from w2vlib.vocabulary import Vocabulary

DEFAULT_OBJECTIVE = "negative_sampling"
_LEAST_WORDS = 100  # of the vocabulary, in the text


class Trainer:
    """Skip-gram or CBOW on a corpus.

    Args:
        corpus: a corpus, the name of one, a path, or a list of lists of words.
        settings: a `Settings`; or give its fields as keywords.
        objective: "negative_sampling", "nce", "sampled_softmax", "softmax" or the caller's own
            TensorFlow function, which returns one loss per pair `(B,)` and takes one of
            (positive_logits, negative_logits), (weights, bias, labels, inputs),
            (weights, bias, labels, inputs, sampled, true_expected, sampled_expected);
            `w2vlib.objectives` tells their shapes. A loss of logits is taken for negative sampling
            (no bias, log(k Q) given back in validation), the others for estimates of log p.
        keep_probability: the caller's `f(frequency (V,), threshold) -> (V,)`, in place of
            `subsample_rule`; the threshold is `subsample`.
        noise_distribution: the caller's `f(counts (V,)) -> (V,)`, in place of `sampler`.
        progress: show bars on standard error.

    Attributes:
        vocabulary: the words of the corpus.
        functions: those of the caller's own that it learns with, by the names above.
        history: lists with one entry per epoch: "loss" (mean training loss in nats per pair),
            "validation_loss" (nats per pair, None if nothing is held out), "words", "seconds".

    Raises:
        ValueError: a setting that is not allowed, or a text that is too short.
        TypeError: an objective of another form or without a gradient.
    """

    def __init__(
        self,
        corpus: Corpus | str | Path | Sequence[Sequence[str]],
        settings: Settings | None = None,
        *,
        objective: str | Callable = DEFAULT_OBJECTIVE,
        keep_probability: Callable | None = None,
        noise_distribution: Callable | None = None,
        progress: bool = True,
        **keywords: object,
    ):
        self.settings = _settings(settings, keywords)
        self.objective = as_objective(objective)
        given = {
            "objective": objective,
            "keep_probability": keep_probability,
            "noise_distribution": noise_distribution,
        }
        self.functions = {name: function for name, function in given.items() if callable(function)}
        if callable(objective):
            self.settings.check_pairs("an objective of your own")
        if callable(noise_distribution) and self.settings.sampler == "adaptive":
            raise ValueError("the adaptive sampler does not go with a noise distribution")
        self.progress = progress
        self.corpus: Corpus | None = _as_corpus(corpus)
        self._text = self._read_text()
        self.vocabulary = self._text.vocabulary
        self._check_length()
        self._prepare(keep_probability, noise_distribution)

    def _prepare(self, keep_probability=None, noise_distribution=None) -> None:
        """What follows from vocabulary and settings: chances to keep, noise, the tables."""
        settings, counts = self.settings, self.vocabulary.counts
        # Before anything else is done with TensorFlow; without a text there is no training.
        strategy = None if self.corpus is None else open_strategy(settings.strategy)
        self.replicas = None if strategy is None else Replicas(strategy)
        self.is_chief = self.replicas is None or self.replicas.first == 0
        self.keep = keep_chances(counts, settings, keep_probability)  # (V,)
        if noise_distribution is None:
            noise = sampler_distribution(settings.sampler, counts, settings.power)
        else:
            noise = noise_distribution(counts.copy())
        self.noise = checked_distribution(noise, len(counts))  # (V,)
        self.negatives = settings.negatives or _default_negatives(self.objective)
        # A short text gets smaller batches, so that there are many steps all the same.
        left_by_subsampling = int((counts * self.keep).sum())
        batch_size = settings.batch_size or _default_batch(self.objective, self.negatives)
        self.batch_size = min(batch_size, max(1, left_by_subsampling // 8))
        self.model = self.new_model()
        self.history: dict[str, list] = {
            "loss": [], "validation_loss": [], "words": [], "seconds": []
        }  # fmt: skip
        self.position = Position()
        self._epochs: BlockEpochs | PairEpochs | None = None
        self._state: dict[str, np.ndarray] = {}  # where the epochs are to go on
        # Loss functions of the caller's own, and batches of pairs by request, need single pairs.
        self.in_blocks = "objective" not in self.functions and settings.batch_size is None

    def new_model(self) -> EmbeddingModel:
        """Tables as they are before any training."""
        settings = self.settings
        return EmbeddingModel(
            self.vocabulary.counts,
            self.noise,
            dim=settings.dim,
            negatives=self.negatives,
            batch_size=self.batch_size,
            objective=self.objective,
            seed=settings.seed,
            optimizer=settings.optimizer,
            max_norm=settings.max_norm,
        )

    @property
    def vectors(self) -> WordVectors:
        """The word vectors as they are now."""
        return WordVectors(self.vocabulary.words, self.model.input_table.numpy())

    @property
    def held_out(self) -> np.ndarray:
        """The questions of the validation loss; see `w2vlib.validation.held_out_pairs`."""
        settings = self.settings
        return held_out_pairs(self._text.held_out, settings.window, settings.architecture)

    def train(
        self,
        show: Iterable[str] = (),
        tell: Callable[[str], None] = print,
        folder: str | Path | None = None,
    ) -> Trainer:
        """Trains for `settings.epochs` epochs, or goes on where it was stopped; returns itself.

        Args:
            show: words whose neighbours are told after every epoch.
            tell: what is done with those lines.
            folder: where checkpoints go: after every epoch, every five minutes, and when SIGINT or
                SIGTERM comes.

        Raises:
            UnknownWordError: a word of `show` is not in the vocabulary (before any training).
            DivergedError: the loss is not finite, or absurdly high.
            Stopped: a signal came; the checkpoint is written.
        """
        if self.corpus is None:
            raise ValueError("there is no text to train on: give load(folder, corpus=...)")
        show = list(show)
        self.vocabulary.index(show)
        store, asked = self._text.training, self.held_out
        if self._epochs is None:
            self._epochs = epochs_of(self, store)
            if self._state:
                self._epochs.restore(self._state)
        if self.replicas is not None:
            self._follow_chief()

        def after_epoch() -> None:
            loss = self.validation_loss(asked) if len(asked) and self.is_chief else None
            self.history["validation_loss"].append(loss)
            self._tell_neighbors(show, tell)

        keeper = checkpoint.Keeper(self, Path(folder) if folder and self.is_chief else None)
        with deterministic_operations(self.settings.deterministic):
            TrainingLoop(self, self._epochs, keeper).run(store.words, after_epoch)
        return self

    def state(self) -> dict[str, np.ndarray]:
        """What further training needs beyond the tables: optimizer, place in the text."""
        slots = {f"model/{name}": slot.numpy() for name, slot in self.model.slots.items()}
        places = self._epochs.state() if self._epochs else self._state
        return slots | {f"epochs/{name}": value for name, value in places.items()}

    def _follow_chief(self) -> None:
        """All processes go on from the chief's tables, history and place in the text."""
        self._epochs.steps.follow_chief()
        own = [self.history, asdict(self.position), self._epochs.place]
        self.history, position, place = self.replicas.told_by_chief(own)
        self.position, self._epochs.place = Position(**position), tuple(place)

    def validation_loss(self, pairs: np.ndarray) -> float:
        """Full softmax cross-entropy of the model on `held_out_pairs`, in nats per pair."""
        model = self.model
        log_noise = model.log_noise if self.objective.form == "logits" else None
        return validation_loss(model.input_table, model.output_table, model.bias, pairs, log_noise)

    def _tell_neighbors(self, show: list[str], tell: Callable) -> None:
        vectors = self.vectors if show else None
        for word in show:
            near = ", ".join(other for other, _ in vectors.neighbors(word, k=8))
            tell(f"epoch {self.position.epoch}: {word} -> {near}")

    def _read_text(self, vocabulary: Vocabulary | None = None) -> Text:
        settings = self.settings
        return Text(
            self.corpus, min_count=settings.min_count, phrases=settings.phrases,
            hold_out=settings.validation, vocabulary=vocabulary, progress=self.progress,
        )  # fmt: skip

    def _check_length(self) -> None:
        size, tokens = len(self.vocabulary), self.vocabulary.total
        if size < 2 or tokens < _LEAST_WORDS:
            raise ValueError(
                f"the text is too short: at least {_LEAST_WORDS} words are needed, counting only "
                f"those that occur {self.settings.min_count} times or more (min_count), and 2 "
                f"different ones; {self.corpus.name} has {tokens} such words, {size} different, "
                f"among {self._text.words:,} in all"
            )

    def save(self, folder: str | Path) -> None:
        """Writes vectors.txt, vectors.npz, config.json and checkpoint/ into a folder."""
        checkpoint.save(self, Path(folder))

    @classmethod
    def load(
        cls,
        folder: str | Path,
        corpus: Corpus | str | Path | Sequence[Sequence[str]] | None = None,
        **callables: Callable,
    ) -> Trainer:
        """Reads what `save` wrote: vocabulary, tables, settings and history.

        Args:
            folder: as given to `save`.
            corpus: text for further training, as in `Trainer(corpus)`; words that are not in the
                saved vocabulary are left out. Without it there is no `train`.
            callables: the caller's own `objective`, `keep_probability`, `noise_distribution`:
                functions are not in the files.

        Raises:
            FileNotFoundError, ValueError: no checkpoint, a damaged one, or one whose functions
                are not given.
        """
        return cls._of(folder, corpus, callables, goes_on=False)

    @classmethod
    def resume(
        cls,
        folder: str | Path,
        corpus: Corpus | str | Path | Sequence[Sequence[str]],
        **callables: Callable,
    ) -> Trainer:
        """Reads a checkpoint, so that `train` goes on where it was written.

        Args:
            folder, callables: as in `load`.
            corpus: the text that the training began with.

        Raises:
            FileNotFoundError, ValueError: as in `load`; or another text.
        """
        return cls._of(folder, corpus, callables, goes_on=True)

    @classmethod
    def _of(cls, folder, corpus, callables: dict, goes_on: bool) -> Trainer:
        saved = checkpoint.load(Path(folder))
        missing = [name for name in saved.functions if name not in callables]
        if missing:
            raise ValueError(
                f"{folder} was trained with functions that are not in the files; "
                f"give load(folder, {', '.join(f'{name}=...' for name in missing)})"
            )
        trainer = cls.__new__(cls)
        trainer.settings = saved.settings
        trainer.functions = {name: given for name, given in callables.items() if callable(given)}
        trainer.objective = as_objective(callables.pop("objective", saved.objective))
        trainer.progress = True
        trainer.vocabulary = saved.vocabulary
        trainer.corpus = None if corpus is None else _as_corpus(corpus)
        if trainer.corpus is not None:
            trainer._text = trainer._read_text(None if goes_on else saved.vocabulary)
        if goes_on and trainer._text.vocabulary != saved.vocabulary:
            raise ValueError(
                f"{trainer.corpus.name} is not the text that the training in {folder} began with: "
                "give that one, or train into another folder"
            )
        trainer._prepare(**callables)
        trainer.model.set_tables(*saved.tables)
        trainer.history = saved.history
        for name, value in _within("model/", saved.state).items():
            trainer.model.slots[name].assign(value)
        if goes_on:
            trainer.position, trainer._state = saved.position, _within("epochs/", saved.state)
        return trainer

    @property
    def finished(self) -> bool:
        """Whether all epochs of the training are done; `train` would then train as many again."""
        return self.position.epoch >= self.settings.epochs


def _within(start: str, arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Those whose names begin with `start`, by the rest of their names."""
    return {k.removeprefix(start): v for k, v in arrays.items() if k.startswith(start)}


def _as_corpus(corpus) -> Corpus:
    if isinstance(corpus, str | Path):
        return open_corpus(corpus)
    if hasattr(corpus, "sentences"):
        return corpus
    if isinstance(corpus, Sequence) and not any(isinstance(s, str) for s in corpus):
        return SentenceList(corpus)
    raise TypeError("corpus must be a name, a path, a corpus or a list of lists of words")


def _settings(settings: Settings | None, keywords: dict) -> Settings:
    unknown = sorted(set(keywords) - set(Settings.names()))
    if unknown:
        raise TypeError(f"unknown setting {unknown[0]!r}; there are {', '.join(Settings.names())}")
    if settings is not None and keywords:
        raise TypeError("give either a Settings or its fields as keywords, not both")
    return settings or Settings(**keywords)


def _default_negatives(objective) -> int:
    if objective.name in DEFAULT_NEGATIVES:
        return DEFAULT_NEGATIVES[objective.name] or 1
    return 64 if objective.form == "candidates" else 5


def _default_batch(objective, negatives: int) -> int:
    if objective.form == "candidates":
        return min(DEFAULT_BATCH, PAIRS_PER_SHARED_NEGATIVE * negatives)
    return DEFAULT_BATCH
