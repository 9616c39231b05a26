"""The validation loss of a saved model on the held-out sentences of a corpus."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from tqdm.auto import tqdm


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
    from w2vlib.corpora import open_corpus
    from w2vlib.token_stream import count_text, held_out_chunk
    from w2vlib.trainer import Trainer
    from w2vlib.validation import held_out_pairs

    text = open_corpus(corpus)
    trainer = Trainer.load(folder)
    every = count_text(_watched(text.sentences(), "counting")).held_out_every
    held_out = held_out_chunk(_watched(text.sentences(), "reading"), trainer.vocabulary, every)
    pairs = held_out_pairs(held_out, trainer.settings.window)  # (n, 2)
    if len(pairs) == 0:
        raise ValueError(
            f"{corpus}: its held-out sentences hold no pair of words that the model in {folder} "
            "knows"
        )
    return HeldOut(trainer.validation_loss(pairs), len(pairs))


def _watched(sentences, doing: str):
    return tqdm(sentences, desc=doing, unit=" sentences", unit_scale=True, delay=3, file=sys.stderr)
