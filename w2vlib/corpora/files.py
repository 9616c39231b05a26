"""Text files of any size: plain, .gz or .xz, alone or in a folder. Nothing is held in memory."""

from __future__ import annotations

import gzip
import lzma
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from w2vlib.corpora.tokenize import in_pieces, words_of

_ENDINGS = ("", ".txt", ".gz", ".xz")
_READ_AT_MOST = 1 << 16  # bytes of a line that are read at once


class FileCorpus:
    """The lines of one file, or of all text files in a folder and its subfolders, sorted by path.

    A line is a sentence; longer ones are cut into pieces of at most 1,000 words. Bytes that are not
    UTF-8 are replaced and reported in one warning per file, on the first pass.

    Raises:
        FileNotFoundError: nothing at this path.
        ValueError: a folder without text files; on reading, a damaged or binary file.
    """

    def __init__(self, path: str | Path):
        path = Path(path)
        if not path.exists():
            raise FileNotFoundError(f"there is no file or folder {path}")
        self.name = path.name or str(path)
        self.files = _text_files(path) if path.is_dir() else [path]
        self._warned: set[Path] = set()

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over the text."""
        for path in self.files:
            yield from self._sentences_of(path)

    def _sentences_of(self, path: Path) -> Iterator[list[str]]:
        damaged: list[int] = []  # numbers of the lines with wrong bytes
        try:
            with _open(path) as file:
                for line in _lines(file, path, damaged):
                    yield from in_pieces(line)
        except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error) as error:
            raise ValueError(f"{path} is damaged or not a {path.suffix} file: {error}") from error
        if damaged and path not in self._warned:
            self._warned.add(path)
            lines = f"{len(damaged)} lines are" if len(damaged) > 1 else "this line is"
            warnings.warn(
                f"{path}, line {damaged[0]}: {lines} not UTF-8; wrong bytes were replaced",
                stacklevel=2,
            )


def _text_files(folder: Path) -> list[Path]:
    files = [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and file.suffix in _ENDINGS
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
    if not files:
        raise ValueError(f"the folder {folder} holds no .txt, .gz or .xz file and no plain one")
    return files


def _open(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")
    if path.suffix == ".xz":
        return lzma.open(path, "rb")
    return open(path, "rb")


def _lines(file: BinaryIO, path: Path, damaged: list[int]) -> Iterator[Iterator[str]]:
    """One stream of words per line, so that a line of any length fits in memory."""
    number = 0
    while first := file.readline(_READ_AT_MOST):
        number += 1
        if b"\0" in first:
            raise ValueError(f"{path}, line {number}: this is not a text file (zero bytes)")
        line = _words_of_line(file, first, number, damaged)
        yield line
        for _ in line:  # whatever the caller left of the line is skipped
            pass


def _words_of_line(file: BinaryIO, read: bytes, number: int, damaged: list[int]) -> Iterator[str]:
    if number == 1:
        read = read.removeprefix(b"\xef\xbb\xbf")  # a byte order mark
    while read:
        rest = b""
        if len(read) >= _READ_AT_MOST and not read.endswith(b"\n"):
            read, rest = _cut(read)
        try:
            text = read.decode("utf-8")
        except UnicodeDecodeError:
            text = read.decode("utf-8", errors="replace").replace("\ufffd", " ")
            if number not in damaged[-1:]:
                damaged.append(number)
        yield from words_of(text)
        if read.endswith(b"\n"):
            return
        more = file.readline(_READ_AT_MOST)
        read = rest + more


def _cut(read: bytes) -> tuple[bytes, bytes]:
    """Splits after the last space, so that neither a word nor a character is torn apart."""
    end = max(read.rfind(b" "), read.rfind(b"\t"), read.rfind(b"\r")) + 1
    if end:
        return read[:end], read[end:]
    # One endless word: cut before its last character (bytes 10xxxxxx continue a character).
    end = len(read) - 1
    while end > len(read) - 4 and read[end] & 0xC0 == 0x80:
        end -= 1
    return read[:end], read[end:]
