"""Figures for lessons and reports: one palette, and a description for those who can't see them.

The palette is that of Okabe and Ito (2008), which colour-blind readers can tell apart.
"""

import io
from collections.abc import Sequence

import numpy as np

PALETTE = {
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "green": "#009E73",
    "orange": "#E69F00",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "black": "#000000",
}
DOTS_PER_INCH = 110


def new_figure(columns: int = 1, width: float = 7.5, height: float = 3.0, **options):
    """A Matplotlib figure and its axes (one, or an array of ``columns``), sizes in inches."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained", dpi=DOTS_PER_INCH)
    axes = figure.subplots(1, columns, **options)
    for each in np.atleast_1d(axes):
        each.spines[["top", "right"]].set_visible(False)
    return figure, axes


def show(figure, alt: str) -> None:
    """Display ``figure`` in a notebook as a PNG whose description is ``alt``."""
    from IPython.display import Image, display

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    display(Image(buffer.getvalue(), format="png", alt=alt))


def bars(axes, names: Sequence[str], values: Sequence[float], colour: str, form: str = "{:.2f}"):
    """Bars with their values written on top."""
    drawn = axes.bar(names, values, color=PALETTE[colour])
    axes.bar_label(drawn, [form.format(value) for value in values], fontsize=9, padding=2)


def word_map(axes, vectors: np.ndarray, groups: dict[str, Sequence[str]], seed: int = 0) -> None:
    """t-SNE of word vectors, each group of words in a colour and a marker of its own.

    Args:
        vectors: ``(n, D)``, in the order of the groups' words.
        groups: a legend entry -> its words; n words in all, at least 4.

    Source: van der Maaten and Hinton (2008). Only who is near whom may be read from the map.
    """
    from sklearn.manifold import TSNE

    directions = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)  # (n, D)
    perplexity = min(8.0, (len(vectors) - 1) / 3)
    places = TSNE(perplexity=perplexity, init="pca", random_state=seed).fit_transform(directions)
    start = 0
    for index, (name, words) in enumerate(groups.items()):
        own = places[start : start + len(words)]  # (words of this group, 2)
        start += len(words)
        colour = list(PALETTE.values())[index % len(PALETTE)]
        axes.scatter(*own.T, s=18, color=colour, marker="osD^vP*"[index % 7], label=name)
        for word, place in zip(words, own, strict=True):
            axes.annotate(word, place, (3, 3), textcoords="offset points", fontsize=8)
    axes.set(xticks=[], yticks=[])
    axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
