"""Which epochs a trainer needs: of blocks or of pairs, on one device or on several."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import tensorflow as tf

from w2vlib.distributed.averaged_steps import AveragedSteps
from w2vlib.settings import DEFAULT_AVERAGE_EVERY
from w2vlib.tokens.store import TokenStore
from w2vlib.training.block_epochs import BlockEpochs
from w2vlib.training.block_steps import BlockSteps
from w2vlib.training.embedding_model import EmbeddingModel
from w2vlib.training.lanes import Lanes, cores
from w2vlib.training.noise_table import AdaptiveNoiseTable, NoiseTable
from w2vlib.training.pair_batches import PairBatches
from w2vlib.training.pair_epochs import PairEpochs

if TYPE_CHECKING:
    from w2vlib.trainer import Trainer


def epochs_of(trainer: Trainer, store: TokenStore) -> BlockEpochs | PairEpochs:
    """The epochs of a trainer on the text in `store`, at their beginning."""
    settings = trainer.settings
    if not trainer.in_blocks:
        batches = PairBatches(store, trainer.keep, settings, trainer.batch_size)
        return PairEpochs(batches, trainer.model, store.words)
    steps = _block_steps(trainer, trainer.model)
    if trainer.replicas is None:
        steps = Lanes(steps, 1 if settings.deterministic else cores())
    else:
        steps = _averaged(trainer, steps, text_words=store.words)
    return BlockEpochs(store, steps, trainer.vocabulary.counts, trainer.keep, settings)


def _block_steps(trainer: Trainer, model: EmbeddingModel) -> BlockSteps:
    settings = trainer.settings
    table = AdaptiveNoiseTable if settings.sampler == "adaptive" else NoiseTable
    kept = trainer.vocabulary.counts * trainer.keep  # (V,)
    return BlockSteps(
        model, table(trainer.noise), settings.window, settings.architecture, settings.precision,
        largest_share=float(kept.max() / kept.sum()),
    )  # fmt: skip


def _averaged(trainer: Trainer, first: BlockSteps, text_words: int) -> AveragedSteps:
    """Steps of all replicas, the first of this process with the trainer's own tables."""
    replicas, settings = trainer.replicas, trainer.settings
    replicas.check_alike(
        json.dumps([settings.as_dict(), trainer.objective.name, text_words]).encode(),
        " ".join(trainer.vocabulary.words).encode(),
        trainer.vocabulary.counts.tobytes(), trainer.keep.tobytes(), trainer.noise.tobytes(),
    )  # fmt: skip
    steps = [first]
    for device in replicas.devices[1:]:
        with tf.device(device):
            steps.append(_block_steps(trainer, trainer.new_model()))
    kept = trainer.vocabulary.counts * trainer.keep  # (V,)
    every = settings.average_every or DEFAULT_AVERAGE_EVERY
    return AveragedSteps(replicas, steps, kept / kept.sum(), trainer.noise, every)
