"""A student's code, cut into tokens; code that Python could not read is cut as well as it goes.

Python's own tokenizer stops at broken code, and Pygments takes minutes for a large class.
"""

import builtins
import keyword
import re
from typing import NamedTuple

MAX_CODE = 20_000  # characters of a cell that are looked at
WORDS = {*keyword.kwlist, *dir(builtins), "self", "cls"}
PREFIX = "(?:[rbuf]|br|rb|fr|rf)?"
LONG = r"{0}(?:\\.|(?!{0})[^\\])*(?:{0}|\Z)"  # to its end, or to that of the cell
SHORT = r"{0}(?:\\.|[^{0}\\\n])*{0}?"  # or to the end of the line
LONG_STRINGS = "|".join(LONG.format(quotes) for quotes in ('"""', "'''"))
STRINGS = "|".join(SHORT.format(quote) for quote in "\"'")
TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\\\n)
    |(?P<comment>\#[^\n]*)
    |(?P<long>{PREFIX}(?:{LONG_STRINGS}))
    |(?P<string>{PREFIX}(?:{STRINGS}))
    |(?P<number>(?:\d|\.\d)(?:[eE][+-]|[\w.])*)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>\*\*=?|//=?|<<=?|>>=?|->|:=|[-+*/%@&|^=<>!]=|.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class Token(NamedTuple):
    """``kind`` is "space", "comment", "docstring", "string", "number", "name", "attribute" (a
    name after a dot), "word" (of Python's own: keywords, builtins) or "sign"."""

    kind: str
    text: str


def tokens(source: str) -> list[Token]:
    """All of the code: joined, the texts give it back."""
    found, before, line_begins = [], "", True
    for match in TOKEN.finditer(source[:MAX_CODE]):
        kind, text = match.lastgroup, match[0]
        if kind == "long":
            kind = "docstring" if line_begins else "string"
        elif kind == "name":
            kind = "attribute" if before == "." else "word" if text in WORDS else "name"
        found.append(Token(kind, text))
        if kind != "space":
            before, line_begins = text, False
        elif "\n" in text:
            line_begins = True
    return found
