"""Where a training is, so that it can go on from there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Position:
    """In the middle of the epoch number `epoch` (from 0) of a training.

    The other numbers are of this epoch so far: raw words, summed loss (nats) of how many pairs,
    seconds.
    """

    epoch: int = 0
    words: int = 0
    loss: float = 0.0
    pairs: float = 0.0
    seconds: float = 0.0
