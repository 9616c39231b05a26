"""What each figure must keep: it can be read in grey, and without sharp eyes."""

from itertools import combinations

import numpy as np
from matplotlib.colors import to_hex, to_rgba
from matplotlib.text import Text

from tests.tools.page_check import LEAST_CONTRAST, contrast

LEAST_OF_MARKS = 3.0  # of WCAG 2, level AA, for lines, points and bars
WHITE = "#ffffff"


def faults(figure) -> list[str]:
    """What would keep somebody from reading a Matplotlib figure, a line for each fault."""
    figure.draw_without_rendering()  # only now all words are known
    found = [fault for text in figure.findobj(Text) for fault in _of_text(text)]
    for axes in figure.axes:
        looks = [*_lines(axes), *_points(axes), *_bars(axes)]
        found += [_pale(colour, kind) for kind, colour, _ in looks if _on_white(colour) < 3]
        found += [
            f"two {kind}s differ in colour alone, {one} and {other}: give them another {what}"
            for kind, what in (("line", "style or marker"), ("point", "marker"), ("bar", "hatch"))
            for one, other in _told_by_colour([look for look in looks if look[0] == kind])
        ]
    return list(dict.fromkeys(found))


def _of_text(text) -> list[str]:
    if not text.get_visible() or not text.get_text().strip():
        return []
    box = text.get_bbox_patch()
    ground = to_hex(box.get_facecolor()) if box is not None and box.get_fill() else WHITE
    ink = to_hex(text.get_color())
    if contrast(ink, ground) >= LEAST_CONTRAST:
        return []
    return [f"{text.get_text()!r} is {ink} on {ground}: text needs {LEAST_CONTRAST} to 1"]


def _pale(colour: str, kind: str) -> str:
    return f"a {kind} is {colour} on white: it needs {LEAST_OF_MARKS:g} to 1"


def _on_white(colour: str) -> float:
    return contrast(colour, WHITE)


def _told_by_colour(looks: list[tuple]) -> set[tuple[str, str]]:
    """Pairs of colours whose marks look the same without them."""
    return {
        (one, other)
        for (_, one, style), (_, other, same) in combinations(looks, 2)
        if one != other and style == same
    }


def _lines(axes) -> list[tuple]:
    return [
        ("line", to_hex(line.get_color()), (line.get_linestyle(), line.get_marker(), _dashes(line)))
        for line in axes.lines
        if len(np.atleast_1d(line.get_xdata())) > 0
    ]


def _dashes(line) -> tuple:
    """The pattern of a line whose style is no word."""
    offset, pattern = line._unscaled_dash_pattern  # Matplotlib tells it in no other way
    return offset, tuple(pattern or ())


def _points(axes) -> list[tuple]:
    """Points by colour and marker; where the colour is a number, as in a heat map, none."""
    return [
        ("point", to_hex(colour), collection.get_paths()[0].vertices.tobytes())
        for collection in axes.collections
        if collection.get_array() is None and hasattr(collection, "get_sizes")
        for colour in np.unique(_inked(collection), axis=0)
    ]


def _inked(collection) -> np.ndarray:
    """Colours ``(n, 4)``: of the faces, or of the edges of markers that have no face."""
    faces = collection.get_facecolor()
    return faces if len(faces) else collection.get_edgecolor()


def _bars(axes) -> list[tuple]:
    """A look for each group of bars; bars of one group are told apart by their places."""
    return [
        ("bar", to_hex(to_rgba(group.patches[0].get_facecolor())), group.patches[0].get_hatch())
        for group in axes.containers
        if getattr(group, "patches", None)
    ]
