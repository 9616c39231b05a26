"""Words and vectors as they come from a file, one after the other."""

from __future__ import annotations

import warnings

import numpy as np

_FIRST_SIZE = 4096  # rows, where the file does not say how many there are


class Rows:
    """Gathers rows into one matrix.

    A word that comes twice keeps its first vector, and bytes that are not UTF-8 are replaced; both
    happen in files of well-known models, and are told in one warning.

    Args:
        name: of the file, for messages.
        dim: D, the length of a vector.
        size: how many words the file says it has; None if it does not say.

    Raises:
        ValueError: there is not enough memory for so many words.
    """

    def __init__(self, name: str, dim: int, size: int | None = None):
        self.name, self.dim, self.size = name, dim, size
        self.words: dict[str, None] = {}  # a set that keeps the order
        self.seen = self.replaced = 0
        try:
            self.matrix = np.empty((size or _FIRST_SIZE, dim), dtype=np.float32)
        except (MemoryError, ValueError, OverflowError):
            raise ValueError(
                f"{name}, line 1: {size} words of {dim} numbers do not fit in memory; is the file "
                "damaged?"
            ) from None

    def add(self, word: bytes, vector: np.ndarray) -> None:
        """Takes the next row; raises ValueError if it cannot be one (the caller knows where)."""
        if self.seen == self.size:
            raise ValueError(f"more than the {self.size} words of line 1")
        if not np.isfinite(vector).all():
            raise ValueError("a number that is not finite")
        self.seen += 1
        try:
            text = word.decode("utf-8")
        except UnicodeDecodeError:
            text = word.decode("utf-8", errors="replace")
            self.replaced += 1
        row = len(self.words)
        if text in self.words:
            return
        if row == len(self.matrix):
            self.matrix = np.concatenate([self.matrix, np.empty_like(self.matrix)])
        self.words[text] = None
        self.matrix[row] = vector

    def finish(self) -> tuple[list[str], np.ndarray]:
        """V words and their matrix `(V, D)`; raises ValueError if some are missing."""
        if self.size is not None and self.seen < self.size:
            raise ValueError(f"{self.name} ends after {self.seen} of {self.size} words")
        number = len(self.words)
        notes = []
        if self.seen > number:
            notes.append(f"{self.seen - number} words come again; the first vector counts")
        if self.replaced:
            notes.append(f"{self.replaced} words are not UTF-8; wrong bytes were replaced")
        if notes:
            warnings.warn(f"{self.name}: {'; '.join(notes)}", stacklevel=2)
        return list(self.words), self.matrix[:number]
