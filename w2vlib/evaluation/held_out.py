"""The validation loss of a saved model on the held-out sentences of a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class HeldOut:
    """`validation_loss`: full softmax cross-entropy in nats per pair, over `pairs` pairs."""

    validation_loss: float
    pairs: int


def held_out_loss(folder: str | Path, corpus: str | Path) -> HeldOut:
    """Loss of the model in a folder that `train` wrote, on sentences it was not trained on.

    The sentences are those that `train` holds out of the same corpus, so that for this corpus the
    answer is the validation loss of the last epoch. Of another text, words that the model does not
    know are left out; such losses can be compared between models of one vocabulary only.

    Args:
        corpus: the name of a corpus, or a path.

    Raises:
        FileNotFoundError, ValueError: no model, no corpus, or no pair of words that are known.
    """
    import w2vlib.quiet  # noqa: F401  TensorFlow's start-up log would bury the rest
    from w2vlib.trainer import Trainer

    trainer = Trainer.load(folder, corpus)
    pairs = trainer.held_out
    if len(pairs) == 0:
        raise ValueError(
            f"{corpus}: its held-out sentences hold no pair of words that the model in {folder} "
            "knows"
        )
    return HeldOut(trainer.validation_loss(pairs), len(pairs))
