"""Trains word vectors on a corpus."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import tensorflow as tf
from tqdm.auto import tqdm

from w2vlib import checkpoint
from w2vlib.block_epochs import BlockEpochs
from w2vlib.block_steps import BlockSteps
from w2vlib.corpora import Corpus, SentenceList, open_corpus
from w2vlib.distributed.averaged_steps import AveragedSteps
from w2vlib.distributed.replicas import Replicas
from w2vlib.distributed.strategies import open_strategy
from w2vlib.embedding_model import EmbeddingModel
from w2vlib.noise_table import AdaptiveNoiseTable, NoiseTable
from w2vlib.objective_forms import as_objective
from w2vlib.pair_batches import PairBatches
from w2vlib.pair_epochs import PairEpochs
from w2vlib.samplers import checked_distribution, sampler_distribution
from w2vlib.settings import (
    DEFAULT_AVERAGE_EVERY,
    DEFAULT_BATCH,
    DEFAULT_NEGATIVES,
    PAIRS_PER_SHARED_NEGATIVE,
    Settings,
)
from w2vlib.subsampling import keep_chances
from w2vlib.token_store import TokenStore
from w2vlib.token_stream import count_text, held_out_chunk
from w2vlib.validation import held_out_pairs, validation_loss
from w2vlib.vectors import WordVectors
from w2vlib.vocabulary import Vocabulary

DEFAULT_OBJECTIVE = "negative_sampling"
_LEAST_WORDS = 100  # of the vocabulary, in the text


class DivergedError(FloatingPointError):
    """The loss is no longer a finite number."""


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
        **keywords,
    ):
        self.settings = _settings(settings, keywords)
        self.objective = as_objective(objective)
        self.own_functions = [
            name
            for name, given in (
                ("objective", objective),
                ("keep_probability", keep_probability),
                ("noise_distribution", noise_distribution),
            )
            if callable(given)
        ]
        if callable(objective):
            self.settings.check_pairs("an objective of your own")
        if callable(noise_distribution) and self.settings.sampler == "adaptive":
            raise ValueError("the adaptive sampler does not go with a noise distribution")
        self.progress = progress
        self.corpus: Corpus | None = _as_corpus(corpus)
        self._text = count_text(self._watched(self.corpus.sentences()))
        self.vocabulary = Vocabulary.from_counts(self._text.counter, self.settings.min_count)
        self._check_length()
        self._prepare(keep_probability, noise_distribution)

    def _prepare(self, keep_probability=None, noise_distribution=None) -> None:
        """What follows from vocabulary and settings: chances to keep, noise, the tables."""
        settings, counts = self.settings, self.vocabulary.counts
        if settings.deterministic:
            tf.config.experimental.enable_op_determinism()
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
        self.model = self._new_model()
        self.history: dict[str, list] = {
            "loss": [], "validation_loss": [], "words": [], "seconds": []
        }  # fmt: skip
        # Loss functions of the caller's own, and batches of pairs by request, need single pairs.
        self.in_blocks = "objective" not in self.own_functions and settings.batch_size is None

    def _new_model(self) -> EmbeddingModel:
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

    def train(
        self, show: Iterable[str] = (), tell: Callable[[str], None] = print, *,
        folder: str | Path | None = None, resume: bool = False,
    ) -> Trainer:  # fmt: skip
        """Trains for `settings.epochs` epochs and returns itself.

        Args:
            folder: where to save after every epoch.
            resume: only the epochs that are left of `settings.epochs`.
            show: words whose neighbours are told after every epoch.
            tell: what is done with those lines.

        Raises:
            UnknownWordError: a word of `show` is not in the vocabulary (before any training).
            DivergedError: the loss is not finite.
        """
        if self.corpus is None:
            raise ValueError("there is no text to train on: give load(folder, corpus=...)")
        show = list(show)
        self.vocabulary.index(show)
        settings = self.settings
        every = self._text.held_out_every if settings.validation else 0
        held_out = held_out_chunk(self.corpus.sentences(), self.vocabulary, every)
        asked = held_out_pairs(held_out, settings.window, settings.architecture)  # (n, 2)
        words = self._text.words - held_out.words  # of an epoch
        epochs = self._block_epochs(every) if self.in_blocks else self._pair_epochs(words, every)
        with tqdm(
            total=words * settings.epochs,
            unit=" words",
            unit_scale=True,
            disable=not self.progress,
            file=sys.stderr,
        ) as bar:
            done = len(self.history["loss"]) if resume else 0
            bar.update(done * words)
            for epoch in range(done, settings.epochs):
                self._train_epoch(epoch, epochs, bar)
                loss = self.validation_loss(asked) if len(asked) and self.is_chief else None
                self.history["validation_loss"].append(loss)
                self._tell_neighbors(show, epoch, tell)
                if folder is not None and self.is_chief:
                    self.save(folder)
        return self

    def _block_epochs(self, held_out_every: int) -> BlockEpochs:
        settings = self.settings
        store = TokenStore(
            self._watched(self.corpus.sentences(), "encoding"), self.vocabulary, held_out_every
        )
        steps = self._block_steps(self.model)
        if self.replicas is not None:
            steps = self._averaged(steps)
        return BlockEpochs(store, steps, self.keep, settings)

    def _block_steps(self, model: EmbeddingModel) -> BlockSteps:
        settings = self.settings
        table = AdaptiveNoiseTable if settings.sampler == "adaptive" else NoiseTable
        return BlockSteps(
            model, table(self.noise), settings.window, settings.architecture, settings.precision
        )

    def _averaged(self, first: BlockSteps) -> AveragedSteps:
        """Steps of all replicas, the first of this process with the trainer's own tables."""
        replicas, settings = self.replicas, self.settings
        replicas.check_alike(
            json.dumps([settings.as_dict(), self.objective.name, self._text.words]).encode(),
            " ".join(self.vocabulary.words).encode(),
            self.vocabulary.counts.tobytes(), self.keep.tobytes(), self.noise.tobytes(),
        )  # fmt: skip
        steps = [first]
        for device in replicas.devices[1:]:
            with tf.device(device):
                steps.append(self._block_steps(self._new_model()))
        left = self.vocabulary.counts * self.keep  # (V,) by subsampling
        every = settings.average_every or DEFAULT_AVERAGE_EVERY
        averaged = AveragedSteps(replicas, steps, left / left.sum(), self.noise, every)
        averaged.follow_chief()
        self.history = replicas.told_by_chief(self.history)
        return averaged

    def _pair_epochs(self, words: int, held_out_every: int) -> PairEpochs:
        batches = PairBatches(
            self.corpus, self.vocabulary, self.keep, self.settings, self.batch_size, words,
            held_out_every,
        )  # fmt: skip
        return PairEpochs(batches, self.model, words)

    def _train_epoch(self, epoch: int, epochs: BlockEpochs | PairEpochs, bar: tqdm) -> None:
        """One pass over the text, noted in the history."""
        rate = self.settings.learning_rates()

        def rate_at(share: float) -> float:
            return rate((epoch + share) / self.settings.epochs)

        started, done, losses, pairs = time.perf_counter(), 0, 0.0, 0
        number = len(self.history["loss"])  # further training draws anew
        for read, loss, told in epochs.epoch(number, rate_at):
            self._check_finite(loss)
            losses += loss
            pairs += told
            done += read
            bar.update(read)
            bar.set_postfix(epoch=epoch + 1, loss=f"{losses / max(1, pairs):.3f}")
        if not pairs:
            raise ValueError(
                "the text gives no batch of pairs: its sentences are too short, or too many of "
                "its words are subsampled"
            )
        self.history["loss"].append(losses / pairs)
        self.history["words"].append(done)
        self.history["seconds"].append(time.perf_counter() - started)

    def _check_finite(self, loss: float) -> None:
        if not np.isfinite(loss):
            smaller = "" if self.in_blocks else f" or a smaller batch than {self.batch_size}"
            raise DivergedError(
                f"the loss is {loss}: training diverged; try a lower learning rate than "
                f"{self.settings.learning_rates()(0):g}{smaller}"
            )

    def validation_loss(self, pairs: np.ndarray) -> float:
        """Full softmax cross-entropy of the model on `held_out_pairs`, in nats per pair."""
        model = self.model
        log_noise = model.log_noise if self.objective.form == "logits" else None
        return validation_loss(model.input_table, model.output_table, model.bias, pairs, log_noise)

    def _tell_neighbors(self, show: list[str], epoch: int, tell: Callable) -> None:
        vectors = self.vectors if show else None
        for word in show:
            near = ", ".join(other for other, _ in vectors.neighbors(word, k=8))
            tell(f"epoch {epoch + 1}: {word} -> {near}")

    def _watched(self, sentences, doing: str = "counting"):
        """Shows a bar if counting (or encoding) takes more than a few seconds."""
        return tqdm(
            sentences, desc=doing, unit=" sentences", unit_scale=True, delay=3,
            disable=not self.progress, file=sys.stderr,
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
    def load(cls, folder: str | Path, corpus=None, **callables: Callable) -> Trainer:
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
        saved = checkpoint.load(Path(folder))
        missing = [name for name in saved.functions if name not in callables]
        if missing:
            raise ValueError(
                f"{folder} was trained with functions that are not in the files; "
                f"give load(folder, {', '.join(f'{name}=...' for name in missing)})"
            )
        trainer = cls.__new__(cls)
        trainer.settings = saved.settings
        trainer.objective = as_objective(callables.pop("objective", saved.objective))
        trainer.own_functions = saved.functions
        trainer.progress = True
        trainer.vocabulary = saved.vocabulary
        trainer.corpus = None if corpus is None else _as_corpus(corpus)
        if trainer.corpus is not None:
            trainer._text = count_text(trainer._watched(trainer.corpus.sentences()))
        trainer._prepare(**callables)
        trainer.model.set_tables(*saved.tables)
        trainer.history = saved.history
        return trainer


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
