"""Files of word vectors: written in the format of their ending, recognised by their content."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from w2vlib.formats import binary, npz, text
from w2vlib.formats.streams import reading, writing

WRITERS: dict[str, Callable] = {
    "text": text.write,
    "binary": binary.write,
    "glove": lambda *row: text.write(*row, with_header=False),
    "npz": npz.write,
}
_ENDINGS = {
    ".txt": ("text", "glove"),
    ".vec": ("text", "glove"),
    ".bin": ("binary",),
    ".npz": ("npz",),
}
_ARCHIVE = b"PK\x03\x04"
_LONGEST_HEADER = 1 << 20  # bytes; a first line of GloVe text is far shorter
_CONTROL = frozenset({*range(32)} - set(b"\t\n\v\f\r"))


def read(path: Path) -> tuple[list[str], np.ndarray]:
    """V words and their matrix `(V, D)`, of a file in any of the formats, plain or gzipped.

    Raises:
        ValueError: says which file, and where it goes wrong.
    """
    name = str(path)
    with reading(path) as stream:
        start = stream.peek(len(_ARCHIVE))
        if not start:
            raise ValueError(f"{name} is empty")
        if start.startswith(_ARCHIVE) or path.suffix == ".npz":
            packed = isinstance(stream, gzip.GzipFile)
            return npz.read(io.BytesIO(stream.read()) if packed else path, name)
        first = stream.readline(_LONGEST_HEADER)
        told = text.header(first)
        if told is None:
            return text.read_glove(stream, name, first)
        if _is_binary(stream.peek(1 << 16), told[1]):
            return binary.read(stream, name, *told, start=len(first))
        return text.read_word2vec(stream, name, *told)


def write(path: Path, words: Sequence[str], matrix: np.ndarray, format: str | None = None) -> None:
    """Writes in one of `WRITERS`; without `format`, `.npz` and `.bin` tell theirs, else text.

    Raises:
        ValueError: the ending belongs to another format, or the format cannot hold the words.
    """
    chosen = format or usual_format(path)
    check_ending(path, chosen)
    with writing(path) as file:
        WRITERS[chosen](file, words, matrix)


def usual_format(path: Path) -> str:
    """The format that a file's ending stands for; `.gz` does not count."""
    return _ENDINGS.get(_ending(path), ("text",))[0]


def check_ending(path: Path, format: str) -> None:
    """Raises ValueError if the ending says something else than `format`."""
    fitting = _ENDINGS.get(_ending(path), (format,))
    if format not in fitting:
        raise ValueError(
            f"{path} has the ending of the format {fitting[0]}, but the format is {format}; change "
            "one of them"
        )


def _ending(path: Path) -> str:
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix


def _is_binary(sample: bytes, dim: int) -> bool:
    """Whether what follows the header is no text: bytes that text does not have.

    Text in another encoding than UTF-8 is seen from its first line, which is a word and numbers.
    """
    try:
        if len(np.array(sample.split(b"\n")[0].split()[1:], dtype=np.float32)) == dim:
            return False
    except ValueError:
        pass
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # the sample may end in a character
    except UnicodeDecodeError:
        return True
    return not _CONTROL.isdisjoint(sample)
