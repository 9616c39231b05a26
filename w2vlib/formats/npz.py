"""NumPy's archive with the arrays `words` (V strings) and `matrix` `(V, D)`."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np


def read(file: BinaryIO | Path, name: str) -> tuple[list[str], np.ndarray]:
    """Reads an archive from a path or from a file that can seek.

    Raises:
        ValueError: it is damaged or holds something else.
    """
    try:
        with np.load(file, allow_pickle=False) as arrays:
            words, matrix = arrays["words"].tolist(), arrays["matrix"].astype(np.float32)
    except Exception as error:  # whatever is wrong with the bytes, the answer is the same
        raise ValueError(f"{name} is not a file of word vectors: {error}") from error
    if not np.isfinite(matrix).all():
        raise ValueError(f"{name}: the matrix holds numbers that are not finite")
    return words, matrix


def write(file: BinaryIO, words: Sequence[str], matrix: np.ndarray) -> None:
    """Writes V words, which may hold white space, and their matrix `(V, D)`."""
    arrays = {"words": np.array(words, dtype=str), "matrix": matrix}
    if not isinstance(file, gzip.GzipFile):
        np.savez(file, **arrays)
        return
    whole = io.BytesIO()  # an archive is written back and forth, a gzipped file only forth
    np.savez(whole, **arrays)
    file.write(whole.getbuffer())
