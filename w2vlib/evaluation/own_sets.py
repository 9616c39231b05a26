"""The course's own small sets for its own corpora, by the name of the corpus.

None of them is a rating by people in a study: each says where its scores come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.evaluation import docstrings_words


@dataclass(frozen=True)
class OwnSet:
    """`origin` says where the scores come from; pairs and questions are as in files."""

    origin: str
    pairs: Callable[[], Iterator[tuple[str, str, float]]]
    questions: Callable[[], Iterator[tuple[str, list[str]]]]


def _planted_pairs() -> Iterator[tuple[str, str, float]]:
    yield from MiniWorld().similarities


def _planted_questions() -> Iterator[tuple[str, list[str]]]:
    for relation, quadruples in MiniWorld().analogies.items():
        for words in quadruples:
            yield relation, list(words)


OWN_SETS = {
    "miniworld": OwnSet("planted scores", _planted_pairs, _planted_questions),
    "docstrings": OwnSet(
        "the authors' own judgement", docstrings_words.pairs, docstrings_words.questions
    ),
}
