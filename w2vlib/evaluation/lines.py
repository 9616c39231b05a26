"""Files of scored pairs and of analogy questions: fields between tabs, commas or spaces."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path


def scored_pairs(path: Path) -> Iterator[tuple[str, str, float]]:
    """Word, word, score of each line; a first line whose third field is no number is a heading.

    Raises:
        FileNotFoundError, ValueError: no such file, or a line of another form.
    """
    for number, line in _lines(path):
        fields = _fields(line)
        score = _number(fields[2]) if len(fields) > 2 else None
        if score is not None:
            yield fields[0], fields[1], score
        elif number > 1:
            raise ValueError(f"{path}, line {number}: expected word, word, score")


def questions(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Section and four words of each line; a line `: name` begins a section.

    Raises:
        FileNotFoundError, ValueError: no such file, or a line of another form.
    """
    section = ""
    for number, line in _lines(path):
        if line.startswith(":"):
            section = line[1:].strip()
            continue
        words = _fields(line)
        if len(words) != 4:
            raise ValueError(f"{path}, line {number}: expected four words, found {len(words)}")
        yield section, words


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, line.strip()


def _fields(line: str) -> list[str]:
    """Split at the first of tab, comma, semicolon that the line has; else at white space."""
    mark = next((mark for mark in "\t,;" if mark in line), None)
    return [field.strip() for field in line.split(mark)]


def _number(field: str) -> float | None:
    try:
        number = float(field)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
