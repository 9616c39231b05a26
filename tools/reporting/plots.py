"""The report's figures: SVG that stands in the page itself, with words for who can't see it."""

import io
import re
from statistics import median
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import Markup

from w2vlib.plots import PALETTE, hatched, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 4.2  # inches: at the width of a phone its letters can still be read
BANDS = ("no points", "less than half", "half or more", "all points")
COLOURS = ("vermilion", "orange", "sky", "blue")
LOOKS = hatched(*COLOURS[::-1])[::-1]  # all points are plain
INK_ON = {"vermilion": "black", "orange": "black", "sky": "black", "blue": "white"}
NAMELESS = re.compile(r"\{[^}]*\}")  # ElementTree's way to write a namespace
NARROW = 0.07  # share of the width below which a bar has no room for its number


def band(score: float, max_score: float) -> int:
    """The place in ``BANDS`` of so many points."""
    if score >= max_score:
        return 3
    return 0 if score <= 0 else 2 if 2 * score >= max_score else 1


def histogram(scores: list[float], max_score: float, title: str, key: str) -> Markup:
    """How many students have how many points.

    Args:
        key: a word that no other figure of the page has; its ids begin with it.
    """
    from matplotlib.ticker import MaxNLocator

    width = max(1, round(max_score / 20))  # points a bar stands for
    edges = [place - 0.5 for place in range(0, int(max_score) + width + 1, width)]
    figure, axes = new_figure(width=WIDTH, height=2.3)
    counts, _, _ = axes.hist(scores, edges, color=PALETTE["blue"], edgecolor="white")
    axes.set(xlabel="points", ylabel="students", xlim=(edges[0], edges[-1]))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylim(0, max(1, max(counts)) * 1.05)
    axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    middle = median(scores)
    axes.axvline(middle, color=PALETTE["vermilion"], linestyle="--", linewidth=1.5)
    axes.set_title(f"dashed: the median, {middle:g}", fontsize=10, loc="right")
    told = ", ".join(
        f"{int(count)} with {_span(edge + 0.5, width, max_score)}"
        for count, edge in zip(counts, edges, strict=False)
        if count
    )
    return svg(figure, title, f"Students by their points out of {max_score:g}: {told}.", key)


def _span(first: float, width: int, max_score: float) -> str:
    last = min(first + width - 1, max_score)
    return f"{first:g}" if last == first else f"{first:g} to {last:g}"


def bands(rows: dict[str, list[int]], title: str, key: str) -> Markup:
    """A bar a row, cut by how many students have how large a share of the points.

    Args:
        rows: label -> students in each of ``BANDS``.
    """
    figure, axes = new_figure(width=WIDTH, height=1.0 + 0.3 * len(rows))
    for row, (_, counts) in enumerate(rows.items()):
        left, every = 0.0, sum(counts) or 1
        for colour, look, count in zip(COLOURS, LOOKS, counts, strict=True):
            share = count / every
            axes.barh(row, share, left=left, height=0.8, **look)
            if share >= NARROW:
                place = (left + share / 2, row)
                ground = {"facecolor": PALETTE[colour], "edgecolor": "none", "pad": 1}
                ink = {"color": INK_ON[colour], "bbox": ground}
                axes.text(*place, count, ha="center", va="center", fontsize=10, **ink)
            left += share
    axes.set_yticks(range(len(rows)), list(rows), fontsize=10)
    axes.set_xticks([])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.spines[["bottom", "left"]].set_visible(False)
    axes.tick_params(length=0)
    handles = [axes.barh([0], [0], **look) for look in LOOKS]
    figure.legend(
        handles, BANDS, loc="outside upper center", ncols=4, fontsize=9, frameon=False,
        handlelength=1.4, handleheight=1.1, handletextpad=0.3, columnspacing=0.7,
    )  # fmt: skip
    told = "; ".join(
        f"{label}: " + ", ".join(f"{n} {band}" for n, band in zip(counts, BANDS, strict=True) if n)
        for label, counts in rows.items()
    )
    return svg(figure, title, f"Students by their share of the points. {told}.", key)


def svg(figure: "Figure", title: str, description: str, key: str) -> Markup:
    """The figure as an element of HTML: no address, no style of the page's, no id twice."""
    import matplotlib

    file = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": key}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    root = ElementTree.fromstring(file.getvalue())
    for parent in list(root.iter()):
        for child in list(parent):
            if NAMELESS.sub("", child.tag) in ("metadata", "style"):
                parent.remove(child)
    for element in root.iter():
        element.tag = NAMELESS.sub("", element.tag)
        for name, value in list(element.attrib.items()):
            del element.attrib[name]
            element.set(NAMELESS.sub("", name), _own(NAMELESS.sub("", name), value, key))
    for kind, text in (("desc", description), ("title", title)):
        said = ElementTree.Element(kind, {"id": f"{key}-{kind}"})
        said.text = text
        root.insert(0, said)
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    root.set("class", "plot")
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _own(name: str, value: str, key: str) -> str:
    """An attribute's value, its ids beginning with the figure's key."""
    if name == "id":
        return f"{key}-{value}"
    if name == "href" and value.startswith("#"):
        return f"#{key}-{value[1:]}"
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{key}-\1)", value)
