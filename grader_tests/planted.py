"""How many of miniworld's planted analogies vectors answer, and a table that answers them all."""

from functools import cache

import numpy as np

from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.evaluation import analogies
from w2vlib.vectors import WordVectors


def share_answered(words: list[str], vectors: np.ndarray) -> float:
    """Share of all planted questions, 0 to 1; one with a word that has no vector counts as wrong.

    Args:
        words: V different words.
        vectors: (V, D).
    """
    found = analogies(WordVectors(words, vectors), "miniworld")
    return found.accuracy * found.used / (found.used + found.left_out) if found.used else 0.0


@cache
def perfect_table() -> tuple[list[str], np.ndarray]:
    """Words and vectors (V, D): a 1 for what a word is, and a 1 for which form of it.

    So paris - france + japan is exactly tokyo.
    """
    world, table_of = MiniWorld(), {}  # column of forms -> the first column of its table
    for relation in world.analogies:
        left, right = relation.split(":")
        table_of[right] = table_of.setdefault(left, left)
    traits = [
        (word, column, (table, row))
        for column, table in table_of.items()
        for row, word in enumerate(world.clusters[column])
    ]
    words, *pairs = zip(*traits, strict=True)
    places = {trait: place for place, trait in enumerate(dict.fromkeys([*pairs[0], *pairs[1]]))}
    vectors = np.zeros((len(words), len(places)), np.float32)
    for pair in pairs:
        vectors[np.arange(len(words)), [places[trait] for trait in pair]] = 1
    return list(words), vectors
