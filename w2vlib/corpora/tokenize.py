"""Lines of text into lower-case words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# A run of letters and digits, with apostrophes inside: "don't", "1984", "café".
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A full stop, question or exclamation mark, perhaps a closing bracket or quote, then a space.
_SENTENCE_END = re.compile(r"(?<=[.!?])[)\]\"'”’]*\s+")

LONGEST_SENTENCE = 1000


def words_of(text: str) -> list[str]:
    """Lower-case words of a text; punctuation separates them and is dropped."""
    return _WORD.findall(text.lower())


def sentences_of_line(line: str) -> Iterator[list[str]]:
    """The words of a line, in pieces of at most 1,000; nothing for a line without words."""
    return in_pieces(words_of(line))


def split_sentences(paragraph: str) -> list[str]:
    """The paragraph's sentences, split where an end mark is followed by white space."""
    return [part for part in _SENTENCE_END.split(paragraph) if part]


def in_pieces(words: Iterable[str], longest: int = LONGEST_SENTENCE) -> Iterator[list[str]]:
    """Cuts a stream of words into lists of at most `longest`; no word is lost."""
    piece: list[str] = []
    for word in words:
        piece.append(word)
        if len(piece) == longest:
            yield piece
            piece = []
    if piece:
        yield piece
