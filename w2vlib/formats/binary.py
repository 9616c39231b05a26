"""word2vec binary: each word, a space, its numbers as little-endian float32, and a line end.

`word2vec.c` writes the line end, gensim leaves it out; both are read. Words hold no white space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np

from w2vlib.formats.rows import Rows
from w2vlib.formats.streams import counted
from w2vlib.formats.text import written_names

_FLOAT = np.dtype("<f4")
_AT_ONCE = 1 << 20  # bytes
_LONGEST_WORD = 10_000  # bytes; without a space for longer, this is something else


def read(
    stream: BinaryIO, name: str, size: int, dim: int, start: int
) -> tuple[list[str], np.ndarray]:
    """Reads what comes after the header, which took the first `start` bytes.

    Raises:
        ValueError: says after how many words, or at which byte, the file goes wrong.
    """
    rows = Rows(name, dim, size)
    for at, word, vector in _rows(stream, dim):
        try:
            if len(word) > _LONGEST_WORD:
                raise ValueError("expected a word and a space")
            rows.add(word, vector)
        except ValueError as error:
            raise ValueError(f"{name}, byte {start + at}: {error}") from None
    return rows.finish()


def write(file: BinaryIO, words: Sequence[str], matrix: np.ndarray) -> None:
    """Writes V words and their matrix `(V, D)`, with line ends as `word2vec.c` does."""
    names = written_names(words)
    size, dim = matrix.shape
    file.write(f"{size} {dim}\n".encode())
    for name, row in counted(zip(names, matrix, strict=True), size, "writing"):
        file.write(name.encode() + b" " + row.astype(_FLOAT).tobytes() + b"\n")


def _rows(stream: BinaryIO, dim: int) -> Iterator[tuple[int, bytes, np.ndarray]]:
    """Offset, word and vector `(D,)` of each row; a last row that is cut off is left out."""
    length = dim * _FLOAT.itemsize
    buffer, at, before = b"", 0, 0  # the next row is at buffer[at]; `before` bytes are gone
    while True:
        space = buffer.find(b" ", at)
        if space < 0 or len(buffer) < space + 1 + length:
            if len(buffer) - at > _LONGEST_WORD + length and space < 0:
                yield before + at, buffer[at:], np.zeros(dim, dtype=_FLOAT)
            more = stream.read(max(_AT_ONCE, length))
            if not more:
                return
            buffer, at, before = buffer[at:] + more, 0, before + at
            continue
        vector = np.frombuffer(buffer, _FLOAT, count=dim, offset=space + 1)
        yield before + at, buffer[at:space].lstrip(b"\n"), vector
        at = space + 1 + length
