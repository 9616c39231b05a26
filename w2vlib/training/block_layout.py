"""The kept tokens of a text in long rows, so that a step can take a block from each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LEAST_STEPS = 500  # in an epoch of a short text, which gets fewer rows for it


@dataclass
class Rows:
    """G rows of a text. `tokens (G, c + R + c)` has c neighbours more on each side than centres.

    `left (G, R)` and `right (G, R)` tell how many contexts each centre has on its sides: its own
    window, cut off at the ends of its sentence; 0 where a row is only filled up. A step takes one
    block of centres from every row.
    """

    tokens: np.ndarray
    left: np.ndarray
    right: np.ndarray
    block: int

    @property
    def steps(self) -> int:
        """How many steps one pass over the rows takes."""
        return self.left.shape[1] // self.block

    def part(self, number: int, parts: int) -> Rows:
        """Every `parts`-th row, from the row `number` on."""
        arrays = (a[number::parts] for a in (self.tokens, self.left, self.right))
        return Rows(*(np.ascontiguousarray(a) for a in arrays), self.block)


def rows_for(tokens: int, block: int, most: int, parts: int = 1) -> int:
    """G, the number of rows for a text of so many kept tokens an epoch.

    Args:
        block: L, centres of a row in a step.
        most: rows of all parts.
        parts: that learn at the same time; G is a multiple of it.
    """
    rows = min(most, tokens // (block * LEAST_STEPS))
    return max(1, rows // parts) * parts


def lay_out(
    ids: np.ndarray,
    sentence: np.ndarray,
    window: int,
    rows: int,
    block: int,
    rng: np.random.Generator,
) -> Rows:
    """Cuts a text into rows; every centre draws its own window from 1..`window`.

    Args:
        ids: kept tokens `(T,)`.
        sentence: the number of each token's sentence `(T,)`, never falling.
        window: c.
        rows: G.
        block: L; rows are filled up to whole blocks.
    """
    count = len(ids)
    starts = np.flatnonzero(np.diff(sentence, prepend=-1)).astype(np.int32)  # of the sentences
    lengths = np.diff(starts, append=np.int32(count))
    place = np.arange(count, dtype=np.int32) - np.repeat(starts, lengths)  # in the sentence
    own = rng.integers(1, window + 1, size=count, dtype=np.int32)
    left = np.minimum(own, place)  # (T,)
    right = np.minimum(own, np.repeat(lengths - 1, lengths) - place)  # (T,)
    length = -(-count // (rows * block)) * block  # R, whole blocks
    filling = rows * length - count
    # Row g begins c tokens before its first centre, in the row above it.
    padded = np.pad(ids, (window, filling + window)).astype(np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(padded, length + 2 * window)
    return Rows(
        np.ascontiguousarray(windows[::length][:rows]),
        np.pad(left, (0, filling)).reshape(rows, length),
        np.pad(right, (0, filling)).reshape(rows, length),
        block,
    )
