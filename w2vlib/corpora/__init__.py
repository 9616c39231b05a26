"""Texts to train on. A corpus has a `name` and `sentences()`, lists of lower-case words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from w2vlib.corpora.docstrings import Docstrings
from w2vlib.corpora.downloaded import text8, wikitext_2, wikitext_103
from w2vlib.corpora.files import FileCorpus
from w2vlib.corpora.imdb import Imdb
from w2vlib.corpora.miniworld import MiniWorld


class Corpus(Protocol):
    """What the trainer asks of a corpus.

    A corpus may also have `lines()`, a fresh pass over short lines of text that `sentences_of_line`
    makes the same sentences of: several processes then share the work. And `version()`, a text that
    changes with the corpus: its tokens are then kept in the cache folder.
    """

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
DOWNLOADED: dict[str, Callable[[str | None], Corpus]] = {
    "text8": text8, "wikitext-2": wikitext_2, "wikitext-103": wikitext_103, "imdb": Imdb
}  # fmt: skip


def open_corpus(name_or_path: str | Path, mirror: str | None = None) -> Corpus:
    """A named corpus, or the text of a file or of a folder of files.

    Args:
        mirror: base address of a downloaded corpus, in place of its own.

    Raises:
        FileNotFoundError: neither a named corpus nor a path; says which corpora exist.
        ValueError: a folder without text files; a mirror for what is not downloaded.
    """
    if str(name_or_path) in DOWNLOADED:
        return DOWNLOADED[str(name_or_path)](mirror)
    if mirror:
        raise ValueError(
            f"a mirror is only for the corpora {', '.join(DOWNLOADED)}, not for '{name_or_path}'"
        )
    if str(name_or_path) in NAMED:
        return NAMED[str(name_or_path)]()
    path = Path(name_or_path).expanduser()
    if not path.exists():
        raise FileNotFoundError(
            f"there is no corpus and no file called '{name_or_path}'; corpora: "
            f"{', '.join([*NAMED, *DOWNLOADED])}; or name a text file or a folder of "
            ".txt, .gz, .xz, .zst, .zip files"
        )
    return FileCorpus(path)
