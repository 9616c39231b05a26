"""In place of trainings, which take seconds: what graders make of an answer is seen without them.

A training that is merely short would tell nothing: after a tiny budget no settings reach any goal.
So the loop of the trainer is left out and its result put there, good or bad by a simple rule, while
everything else is real: the learner's code, the trainer with the learner's pieces in it, the probe,
the judge. Tests named "true budget" train.
"""

import numpy as np
import pytest
import tensorflow as tf

from grader_tests import trial_training
from grader_tests.planted import perfect_table
from w2vlib import DivergedError, corpora, trainer
from w2vlib.corpora.miniworld import MiniWorld


class StandInLoop:
    """Learns nothing, but knows what comes out."""

    def __init__(self, owner, _epochs, _keeper):
        self.owner = owner

    def run(self, _words, _after_epoch) -> None:
        owner = self.owner
        if owner.objective.form == "logits" and self.loss_of_a_sure_model() < 0:
            raise DivergedError("the loss is -inf nats a pair: training diverged")
        if (owner.settings.learning_rate or 0) > 1:
            raise DivergedError("the loss is nan nats a pair: training diverged")
        owner.history["loss"] += [1.0] * owner.settings.epochs
        table = np.random.default_rng(0).normal(size=owner.model.input_table.shape)
        if owner.settings.epochs > 1:
            words, vectors = perfect_table()
            for word, vector in zip(words, vectors, strict=True):
                if word in owner.vocabulary:
                    table[owner.vocabulary.index(word)] = PROJECTION[:, : table.shape[1]].T @ vector
        owner.model.input_table.assign(table.astype(np.float32))

    def loss_of_a_sure_model(self) -> float:
        owner = self.owner
        sure = tf.fill((1,), 20.0), tf.fill((1, owner.negatives), 20.0)
        return float(owner.objective.loss(*sure)[0])


# Far fewer numbers a word than the perfect table has, yet nearly the same angles.
PROJECTION = np.random.default_rng(1).normal(size=(perfect_table()[1].shape[1], 200))


def stand_in_share(negatives: int, schedule: str, subsample: float, text: int) -> float:
    """About what the true training gives; measured once, with the settings of ``GOALS``."""
    share = {0: 0.96, 1e-2: 0.99, 1e-3: 0.99, 1e-4: 0.52, 1e-5: 0.0}[subsample]
    if schedule == "exponential":
        share *= 0.45
    elif schedule in ("cosine-restarts", "cyclical"):
        share -= 0.09 if negatives > 15 else 0.2
    elif schedule == "constant":
        share -= 0.06 if negatives > 15 else 0
    elif negatives < 10 or subsample == 0:
        share -= 0.12 if negatives < 10 else 0.04
    return share * (0.65 if negatives < 4 else 1)


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let trainers and trial trainings end at once."""
    monkeypatch.setattr(trainer, "TrainingLoop", StandInLoop)
    monkeypatch.setattr(trial_training, "share_answered", stand_in_share)
    short = MiniWorld(num_sentences=6_000)
    monkeypatch.setitem(corpora.NAMED, "miniworld", lambda: short)
