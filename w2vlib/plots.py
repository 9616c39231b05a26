"""Figures for lessons and reports: one palette, and a description for those who can't see them.

The palette is that of Okabe and Ito (2008), which colour-blind readers can tell apart; its orange
and its sky blue are darkened, so that each colour has a contrast of at least 3 to 1 on white. Words
in a figure are black: only blue has the 4.5 to 1 that text needs. No colour stands alone: lines
differ in style or marker, points in marker, bars in place, words or hatching.
"""

import base64
import io
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from w2vlib.labels import label
from w2vlib.projection import places
from w2vlib.similarity import unit_rows
from w2vlib.write_aside import write_aside

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALETTE = {
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "green": "#009E73",
    "orange": "#C48600",
    "purple": "#CC79A7",
    "sky": "#3A98CC",
    "black": "#000000",
}
MARKERS = "osD^vx*"
HATCHES = ("", "//", "..", "xx")
DOTS_PER_INCH = 110


def new_figure(
    columns: int = 1, width: float = 7.5, height: float = 3.0, **options: object
) -> tuple:
    """A Matplotlib figure and its axes (one, or an array of ``columns``), sizes in inches."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained", dpi=DOTS_PER_INCH)
    axes = figure.subplots(1, columns, **options)
    for each in np.atleast_1d(axes):
        each.spines[["top", "right"]].set_visible(False)
    return figure, axes


def show(figure: "Figure", alt: str) -> None:
    """Display ``figure`` in a notebook as a PNG whose description is ``alt``.

    JupyterLab and nbconvert drop the description of a bare PNG, so they get it in HTML, which they
    prefer. Programs that show no HTML, and exports to PDF, take the PNG beside it.
    """
    from IPython.display import display
    from PIL import Image

    whole, small = io.BytesIO(), io.BytesIO()
    figure.savefig(whole, format="png")
    # 256 colours are all that a figure needs, and a third of the bytes.
    Image.open(whole).convert("RGB").quantize().save(small, "png", optimize=True)
    png = base64.b64encode(small.getvalue()).decode()
    html = f'<img src="data:image/png;base64,{png}" alt="{escape(alt)}">'
    data = {"image/png": png, "text/html": html, "text/plain": alt}
    display(data, raw=True, metadata={"image/png": {"alt": alt}})


def bars(
    axes: "Axes", names: Sequence[str], values: Sequence[float], colour: str, form: str = "{:.2f}"
) -> None:
    """Bars with their values written on top."""
    drawn = axes.bar(names, values, color=PALETTE[colour])
    axes.bar_label(drawn, [form.format(value) for value in values], fontsize=9, padding=2)


def hatched(*colours: str) -> list[dict]:
    """Looks for up to four groups of bars of one chart, which differ without colour, too."""
    return [
        {"color": PALETTE[colour], "hatch": hatch, "edgecolor": "white"}
        for colour, hatch in zip(colours, HATCHES[: len(colours)], strict=True)
    ]


def word_map(
    axes: "Axes",
    vectors: np.ndarray,
    groups: dict[str, Sequence[str]],
    seed: int = 0,
    method: str = "tsne",
    perplexity: float | None = None,
) -> None:
    """Words in the plane, each group in a colour and a marker of its own.

    Args:
        vectors: ``(n, D)``, in the order of the groups' words.
        groups: a legend entry -> its words; n words in all, at least 3. A single group needs no
            legend and gets none.
        seed, method, perplexity: as in ``w2vlib.projection.places``.
    """
    drawn, shares = places(unit_rows(vectors), method, perplexity, seed)  # (n, 2)
    if shares is not None:
        names = ("first", "second")
        x, y = (f"{n} component ({s:.0%} of variance)" for n, s in zip(names, shares, strict=True))
        axes.set(xlabel=x, ylabel=y)
    word_points(axes, drawn, groups)
    if len(groups) > 1:
        axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    label(axes, [word for words in groups.values() for word in words], drawn)


def word_maps(
    panels: Sequence, maps: dict[str, np.ndarray], groups: dict[str, Sequence[str]], size: float = 8
) -> None:
    """Several maps of the same words side by side, with one legend below.

    Args:
        panels: the axes of one figure, as many as maps.
        maps: a title -> places ``(n, 2)``, in the order of the groups' words.
        groups: as in ``word_map``.
        size: of the words, in points.
    """
    for axes, (title, drawn) in zip(panels, maps.items(), strict=True):
        word_points(axes, drawn, groups)
        axes.set_title(title, fontsize=10)
    handles, names = panels[0].get_legend_handles_labels()
    panels[0].figure.legend(
        handles, names, loc="outside lower center", ncols=len(names), fontsize=8, frameon=False
    )
    words = [word for group in groups.values() for word in group]
    for axes, drawn in zip(panels, maps.values(), strict=True):  # once the layout is final
        label(axes, words, drawn, size)


def word_points(axes: "Axes", drawn: np.ndarray, groups: dict[str, Sequence[str]]) -> None:
    """A point for each word, at its place ``(n, 2)``, in its group's colour and marker."""
    start = 0
    for index, (name, words) in enumerate(groups.items()):
        own = drawn[start : start + len(words)]  # (words of this group, 2)
        start += len(words)
        colour = list(PALETTE.values())[index % len(PALETTE)]
        axes.scatter(*own.T, s=18, color=colour, marker=_marker(index), label=name)
    axes.set(xticks=[], yticks=[])
    axes.margins(0.08)


def _marker(index: int) -> str:
    """Of the eighth group it is not the first one's, whose colour it has again."""
    return MARKERS[(index + index // len(PALETTE)) % len(MARKERS)]


def loss_curves(axes: Sequence, histories: dict[str, dict[str, list]]) -> None:
    """Training loss on the first axes, validation loss on the second, a line for each run.

    Args:
        histories: name of a run -> its ``Trainer.history``; losses are in nats per pair.
    """
    columns = ("loss", "training loss"), ("validation_loss", "validation loss (full softmax)")
    for each, (column, title) in zip(axes, columns, strict=True):
        for index, (name, history) in enumerate(histories.items()):
            told = [(n, v) for n, v in enumerate(history[column], start=1) if v is not None]
            colour = list(PALETTE.values())[index % len(PALETTE)]
            style = ("-", "--", ":")[index // len(PALETTE) % 3]
            if told:
                each.plot(
                    *zip(*told, strict=True), style, color=colour, marker=_marker(index),
                    markersize=5, label=name,
                )  # fmt: skip
        each.set(xlabel="epoch", ylabel="nats per pair")
        each.set_title(title, fontsize=10)
        each.xaxis.get_major_locator().set_params(integer=True)
    if len(histories) > 1:
        axes[-1].legend(fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)


def save(figure: "Figure", path: Path, title: str, alt: str) -> None:
    """Writes ``.png`` or ``.svg``, whole or not at all; title and description go into the file."""
    import matplotlib

    if path.suffix == ".svg":
        metadata = {"Title": title, "Description": alt, "Date": None}
    else:
        metadata = {"Title": title, "Description": alt, "Software": None}
    # The salt makes the names inside an SVG, and so its bytes, the same each time.
    with write_aside(path) as aside, matplotlib.rc_context({"svg.hashsalt": "w2vlib"}):
        figure.savefig(aside, format=path.suffix[1:], metadata=metadata)
