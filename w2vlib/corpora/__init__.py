"""Texts to train on. A corpus has a `name` and `sentences()`, lists of lower-case words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from w2vlib.corpora.docstrings import Docstrings
from w2vlib.corpora.files import FileCorpus
from w2vlib.corpora.miniworld import MiniWorld


class Corpus(Protocol):
    """What the trainer asks of a corpus."""

    name: str

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over the text, one list of lower-case words per sentence."""
        ...


class SentenceList:
    """Sentences that the caller holds in memory, as lists of words."""

    name = "the given text"

    def __init__(self, sentences: Sequence[Sequence[str]]):
        self._sentences = sentences

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over them."""
        return (list(sentence) for sentence in self._sentences)


NAMED: dict[str, Callable[[], Corpus]] = {"docstrings": Docstrings, "miniworld": MiniWorld}


def open_corpus(name_or_path: str | Path) -> Corpus:
    """A named corpus, or the text of a file or of a folder of files.

    Raises:
        FileNotFoundError: neither a named corpus nor a path; says which corpora exist.
        ValueError: a folder without text files.
    """
    if str(name_or_path) in NAMED:
        return NAMED[str(name_or_path)]()
    path = Path(name_or_path).expanduser()
    if not path.exists():
        raise FileNotFoundError(
            f"there is no corpus and no file called '{name_or_path}'; corpora: "
            f"{', '.join(sorted(NAMED))}; or name a text file or a folder of .txt, .gz, .xz files"
        )
    return FileCorpus(path)
