"""Labels beside the points of a figure that do not cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GAPS = (
    4,
    8,
    14,
    22,
    32,
    44,
    58,
    74,
)  # points of distance (1/72 inch) between a word and its point
_LEADER_FROM = 8  # points; a word farther away gets a line to its point
_ANGLES = np.deg2rad([30, -30, 150, -150, 90, -90, 0, 180, 60, -60, 120, -120])
_HAS_LEADER = np.repeat(np.array(_GAPS) >= _LEADER_FROM, len(_ANGLES))  # as `_offsets` has them
_FAR = np.repeat(np.array(_GAPS), len(_ANGLES))  # points
_LENGTH = 1.0  # what a point more of a line costs, in pixels covered
_DOTS = 12  # places along a line at which it is asked what it crosses
_COVERED = 4.0  # pixels around a point that its marker covers


def label(axes: Axes, words: Sequence[str], places: np.ndarray, size: float = 8) -> list:
    """Writes each word near its place `(n, 2)` in data coordinates; returns the n texts.

    Greedy: the words come in their order, and each takes the first place around its point that is
    free; if none is, the one that covers least. The limits of the axes may not change afterwards.
    """
    figure = axes.figure
    figure.draw_without_rendering()  # lays the figure out: only now pixels are known
    renderer = _renderer(figure)
    inside = axes.get_window_extent(renderer)
    pixels = axes.transData.transform(places)  # (n, 2)
    taken = np.concatenate([pixels - _COVERED, pixels + _COVERED], axis=1)  # (m, 4) boxes
    texts = []
    for word, place, point in zip(words, places, pixels, strict=True):
        text = axes.annotate(
            word, place, (0, 0), textcoords="offset points", fontsize=size, ha="center",
            va="center", in_layout=False,
        )  # fmt: skip
        extent = text.get_window_extent(renderer)
        half = np.array([extent.width, extent.height]) / 2 + 1
        offsets = _offsets(half, figure.dpi / 72)  # (k, 2) pixels from the point to the middle
        middles = point + offsets
        boxes = np.concatenate([middles - half, middles + half], axis=1)  # (k, 4)
        nearest = np.clip(point, boxes[:, :2], boxes[:, 2:])  # (k, 2) of the words to the point
        lines = _along(point, nearest)  # (k, dots, 4)
        cost = 100 * _overlap(boxes, taken) + 10 * _outside(boxes, inside.extents)  # (k,)
        cost = cost + np.where(_HAS_LEADER, _crossed(lines, taken) + _LENGTH * _FAR, 0)
        best = int(cost.argmin())
        text.set_position(tuple(offsets[best] * 72 / figure.dpi))
        taken = np.concatenate([taken, boxes[best : best + 1]])
        if _HAS_LEADER[best]:
            axes.annotate(
                "", place, tuple((nearest[best] - point) * 72 / figure.dpi),
                textcoords="offset points", in_layout=False,
                arrowprops={"arrowstyle": "-", "color": "0.6", "lw": 0.6, "shrinkA": 0},
            )  # fmt: skip
            taken = np.concatenate([taken, lines[best]])
        texts.append(text)
    return texts


def _renderer(figure):
    """What knows how wide a text is; a figure made without pyplot has none yet."""
    if not hasattr(figure.canvas, "get_renderer"):
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        FigureCanvasAgg(figure)
    return figure.canvas.get_renderer()


def _offsets(half: np.ndarray, pixels_per_point: float) -> np.ndarray:
    """From a point to the middles of boxes around it, the nearest first."""
    unit = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)  # (angles, 2)
    return np.concatenate([unit * (half + gap * pixels_per_point) for gap in _GAPS])


def _along(point: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Small boxes along the lines from a point to `ends` (k, 2): `(k, dots, 4)`."""
    shares = np.linspace(0.2, 0.9, _DOTS)[:, None]  # the ends touch the point and its word
    dots = point + shares * (ends - point)[:, None]  # (k, dots, 2)
    return np.concatenate([dots - 1, dots + 1], axis=2)


def _crossed(lines: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Area that the boxes along each line `(k, dots, 4)` share with others: `(k,)`."""
    return _overlap(lines.reshape(-1, 4), others).reshape(len(lines), -1).sum(axis=1)


def _overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Area that each box `(k, 4)` shares with all others `(m, 4)`: `(k,)`."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return np.prod(np.clip(high - low, 0, None), axis=2).sum(axis=1)


def _outside(boxes: np.ndarray, frame: np.ndarray) -> np.ndarray:
    """How many pixels each box `(k, 4)` leaves the frame `(4,)`."""
    over = np.concatenate([frame[:2] - boxes[:, :2], boxes[:, 2:] - frame[2:]], axis=1)
    return np.clip(over, 0, None).sum(axis=1)
