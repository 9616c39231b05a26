"""Bytes into lines of text, none of them too long for memory; wrong bytes are noticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_AT_MOST = 1 << 16  # bytes of a line that are read at once
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class WrongBytes:
    """What was not UTF-8 in a text."""

    lines: int = 0
    first: int = 0  # number of the first wrong line, from 1
    good: int = 0  # lines with letters beyond ASCII that were UTF-8

    def sentence(self, name: str) -> str:
        """Says where the wrong bytes are and, if most of the text is like that, what to do."""
        lines = f"{self.lines} lines are" if self.lines > 1 else "this line is"
        said = f"{name}, line {self.first}: {lines} not UTF-8; wrong bytes were replaced by spaces"
        if self.lines > self.good:
            said += (
                "; the text looks like Latin-1 (Windows-1252) or another 8-bit encoding: convert "
                "it, for example with `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW`"
            )
        return said


def text_lines(stream: BinaryIO, name: str, wrong: WrongBytes) -> Iterator[str]:
    """The lines of a stream; one above 64 KiB comes in parts, cut between words.

    Args:
        stream: bytes; its `readline` gives fewer than asked for at the end only.
        name: of the text, for messages.
        wrong: is filled with what is found.

    Raises:
        ValueError: zero bytes, as in binary files and in UTF-16.
    """
    number, rest, goes_on = 0, b"", False
    while (read := stream.readline(_AT_MOST)) or rest:
        number += not goes_on
        part, rest = rest + read, b""
        goes_on = len(read) == _AT_MOST and not read.endswith(b"\n")
        if number == 1 and part.startswith(_UTF16_MARKS):
            raise ValueError(
                f"{name} is UTF-16: convert it, for example with `iconv -f UTF-16 -t UTF-8`"
            )
        if b"\0" in part:
            raise ValueError(f"{name}, line {number}: this is not a text file (zero bytes)")
        if goes_on:
            part, rest = _cut(part)
        yield _decoded(part, number, wrong)


def _decoded(part: bytes, number: int, wrong: WrongBytes) -> str:
    try:
        text = part.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        wrong.lines += 1
        wrong.first = wrong.first or number
        return part.decode("utf-8", errors="replace").replace("\ufffd", " ")
    wrong.good += not text.isascii()
    return text


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
