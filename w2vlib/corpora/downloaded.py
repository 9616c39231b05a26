"""The well-known texts that are downloaded on request: text8, WikiText and IMDB."""

from __future__ import annotations

from collections.abc import Iterator

from w2vlib.corpora.cache_folder import cache_folder
from w2vlib.corpora.downloads import Download, checked_mirror, fetch
from w2vlib.corpora.files import lines_of_file
from w2vlib.corpora.tokenize import sentences_of_line

_WIKITEXT = "https://s3.amazonaws.com/research.metamind.io/wikitext/"
# Sizes and SHA-1: GluonNLP, scripts/datasets/url_checksums/language_model.txt.
TEXT8 = Download(
    "text8.zip", "http://mattmahoney.net/dc/", 31_344_016,
    "6c70299b93b7e1f927b42cd8f6ac1a31547c7a2e",
)  # fmt: skip
WIKITEXT_2 = Download(
    "wikitext-2-v1.zip", _WIKITEXT, 4_475_746, "3c914d17d80b1459be871a5039ac23e752a53cbe"
)
WIKITEXT_103 = Download(
    "wikitext-103-v1.zip", _WIKITEXT, 190_229_076, "0aec09a7537b58d4bb65362fee27650eeaba625a"
)


class DownloadedText:
    """One member of a zip that is downloaded when it is first read, and kept in the cache folder.

    Args:
        name: of the corpus.
        download: where the zip is and what it must be.
        member: the text in it.
        mirror: a base address in place of the download's own.

    Raises:
        OSError, ValueError: on reading; see `fetch`.
    """

    def __init__(self, name: str, download: Download, member: str, mirror: str | None = None):
        self.name = name
        self._download, self._member = download, member
        self._mirror = checked_mirror(mirror)

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over the text."""
        for line in self.lines():
            yield from sentences_of_line(line)

    def lines(self) -> Iterator[str]:
        """A fresh pass over the lines, at most 64 KiB each, not yet cut into words."""
        path = fetch(self._download, cache_folder() / "downloads", self._mirror)
        return map(self.cleaned, lines_of_file(path, set(), self._member))

    def cleaned(self, line: str) -> str:
        """The line as it is."""
        return line

    def version(self) -> str:
        """The hash of the zip, which needs no download."""
        return f"{self.name} {self._download.sha1}"


class WikiText(DownloadedText):
    """Articles of Wikipedia, the training part, a paragraph a line.

    `<unk>`, in place of words that were too rare for the set, is no word and is left out, as rare
    words are; so are headings, lines of the form ` = Title = `.
    """

    def cleaned(self, line: str) -> str:
        """The line without `<unk>`; nothing of a heading."""
        return "" if line.startswith(" = ") else line.replace("<unk>", " ")


def text8(mirror: str | None = None) -> DownloadedText:
    """The first 100 MB of a cleaned Wikipedia: 17 million words in one line, cut as any other."""
    return DownloadedText("text8", TEXT8, "text8", mirror)


def wikitext_2(mirror: str | None = None) -> WikiText:
    """Two million tokens of Wikipedia articles."""
    return WikiText("wikitext-2", WIKITEXT_2, "wikitext-2/wiki.train.tokens", mirror)


def wikitext_103(mirror: str | None = None) -> WikiText:
    """A hundred million tokens of Wikipedia articles."""
    return WikiText("wikitext-103", WIKITEXT_103, "wikitext-103/wiki.train.tokens", mirror)
