"""word2vec text and GloVe text: a line for each word.

Words and numbers are parted by white space, so white space in a word is written as `_`.
Source of the formats: `word2vec.c` (Mikolov et al., 2013) and the GloVe project.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import numpy as np

from w2vlib.formats.rows import Rows
from w2vlib.formats.streams import counted


def header(line: bytes) -> tuple[int, int] | None:
    """Number of words and dimension, if that is what the line says; else None."""
    parts = line.split()
    if len(parts) != 2 or not all(part.isdigit() for part in parts):
        return None
    size, dim = (int(part) for part in parts)
    return (size, dim) if size and dim else None


def read_word2vec(stream: BinaryIO, name: str, size: int, dim: int) -> tuple[list[str], np.ndarray]:
    """Reads the lines after the header.

    Raises:
        ValueError: names the line that is not a word and `dim` numbers.
    """
    rows = Rows(name, dim, size)
    for number, line in enumerate(stream, start=2):
        _add(rows, line.split(), number)
    return rows.finish()


def read_glove(stream: BinaryIO, name: str, first: bytes) -> tuple[list[str], np.ndarray]:
    """Reads the lines after the `first`, which shows how many numbers a line has.

    What stands before the last D numbers is the word: some published files have words with spaces.

    Raises:
        ValueError: names the line that is not a word and D numbers.
    """
    parts = first.split()
    if len(parts) < 2 or _numbers(parts[1:]) is None:
        raise ValueError(
            f"{name}, line 1: expected the number of words and their dimension, or a word and its "
            "numbers"
        )
    rows = Rows(name, len(parts) - 1)
    _add(rows, parts, 1)
    for number, line in enumerate(stream, start=2):
        _add(rows, line.rsplit(maxsplit=rows.dim), number)
    return rows.finish()


def write(
    file: BinaryIO, words: Sequence[str], matrix: np.ndarray, with_header: bool = True
) -> None:
    """Writes V words and their matrix `(V, D)`: word2vec text, or GloVe text without the header.

    Raises:
        ValueError: two words would be written alike, or a word is empty.
    """
    names = written_names(words)
    size, dim = matrix.shape
    if with_header:
        file.write(f"{size} {dim}\n".encode())
    form = " ".join(["%.9g"] * dim)  # 9 digits give every float32 back exactly
    for name, row in counted(zip(names, matrix, strict=True), size, "writing"):
        file.write(f"{name} {form % tuple(row.tolist())}\n".encode())


def written_names(words: Sequence[str]) -> list[str]:
    """The words without white space; raises ValueError if that makes two of them alike."""
    names = {}
    for word in words:
        name = "_".join(word.split())
        if not name:
            raise ValueError(f"the word {word!r} has no letters to write; use the format npz")
        if name in names:
            raise ValueError(
                f"{names[name]!r} and {word!r} would both be written as {name!r}; use the format "
                "npz"
            )
        names[name] = word
    return list(names)


def _add(rows: Rows, parts: list[bytes], number: int) -> None:
    if not parts:
        return  # an empty line, such as the last one of some files
    vector = _numbers(parts[1:]) if len(parts) == rows.dim + 1 else None
    if vector is None:
        raise ValueError(f"{rows.name}, line {number}: expected a word and {rows.dim} numbers")
    try:
        rows.add(parts[0], vector)
    except ValueError as error:
        raise ValueError(f"{rows.name}, line {number}: {error}") from None


def _numbers(parts: list[bytes]) -> np.ndarray | None:
    try:
        return np.array(parts, dtype=np.float32)
    except ValueError:
        return None
