"""Plain and gzipped files as streams of bytes, with a progress bar for the long ones."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tqdm.auto import tqdm

from w2vlib.write_aside import write_aside

_GZIP = b"\x1f\x8b"
_BUFFER = 1 << 20  # bytes


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """A stream of the file's bytes, unpacked if they are gzipped, whatever the file is called.

    Raises:
        ValueError: the packed bytes are damaged.
    """
    with open(path, "rb") as raw, _bar(f"reading {path.name}", path.stat().st_size) as bar:
        stream = io.BufferedReader(_Watched(raw, bar), _BUFFER)
        if stream.peek(len(_GZIP)).startswith(_GZIP):
            stream = gzip.GzipFile(fileobj=stream)
        try:
            yield stream
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ValueError(f"{path} is damaged: {error}") from error


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file that appears when it is whole; gzipped if its name ends in `.gz`."""
    with write_aside(path) as aside, open(aside, "wb") as raw:
        if path.suffix != ".gz":
            yield raw
            return
        # Neither name nor time go into the file: the same vectors give the same bytes.
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
            yield packed


def counted(rows: Iterable, total: int, doing: str) -> tqdm:
    """The rows, with a bar if they take more than a few seconds."""
    return tqdm(
        rows, total=total, desc=doing, unit=" words", unit_scale=True, delay=3, file=sys.stderr
    )


def _bar(doing: str, size: int) -> tqdm:
    return tqdm(total=size, desc=doing, unit="B", unit_scale=True, delay=3, file=sys.stderr)


class _Watched(io.RawIOBase):
    """A file that tells a bar how much of it was read."""

    def __init__(self, raw: BinaryIO, bar: tqdm):
        self.raw, self.bar = raw, bar

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        number = self.raw.readinto(buffer)
        self.bar.update(number)
        return number
