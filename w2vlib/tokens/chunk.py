"""A piece of a text as word ids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Chunk:
    """Tokens of many sentences: `ids (T,)`, the number of each token's sentence `(T,)`.

    `words` counts the raw words read, those outside the vocabulary included.
    """

    ids: np.ndarray
    sentence: np.ndarray
    words: int
