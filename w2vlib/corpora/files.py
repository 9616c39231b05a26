"""Text files of any size, plain or packed, alone or in a folder. Nothing is held in memory."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from w2vlib.corpora.packed import ENDINGS, streams_of
from w2vlib.corpora.text_lines import WrongBytes, text_lines
from w2vlib.corpora.tokenize import sentences_of_line


class FileCorpus:
    """The lines of one file, or of all text files in a folder and its subfolders, sorted by path.

    Files are plain, .gz, .xz, .zst or .zip (its members without an ending or with .txt). A line is
    a sentence; a longer one is cut into pieces of at most 1,000 words, and every 64 KiB. Bytes that
    are not UTF-8 are replaced and reported in one warning per file, on the first pass.

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
        self._warned: set[str] = set()

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over the text."""
        for line in self.lines():
            yield from sentences_of_line(line)

    def lines(self) -> Iterator[str]:
        """A fresh pass over the lines, at most 64 KiB each, not yet cut into words."""
        for path in self.files:
            yield from lines_of_file(path, self._warned)

    def version(self) -> str:
        """Changes with the files: their paths, sizes and times."""
        told = [(str(path.resolve()), path.stat()) for path in self.files]
        return "\n".join(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in told)


def lines_of_file(path: Path, warned: set[str], member: str | None = None) -> Iterator[str]:
    """The lines of one plain or packed file; what is not UTF-8 is told in a warning.

    Args:
        warned: names of texts that were warned about; is added to.
        member: of a zip: this one alone.
    """
    with streams_of(path, member) as streams:
        for name, stream in streams:
            wrong = WrongBytes()
            yield from text_lines(stream, name, wrong)
            if wrong.lines and name not in warned:
                warned.add(name)
                warnings.warn(wrong.sentence(name), stacklevel=2)


def _text_files(folder: Path) -> list[Path]:
    files = [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and file.suffix in ENDINGS
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
    if not files:
        packed = ", ".join(ending for ending in ENDINGS if ending)
        raise ValueError(f"the folder {folder} holds no {packed} file and no plain one")
    return files
