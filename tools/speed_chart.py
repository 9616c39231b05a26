"""The README's chart of speed and quality, drawn from the README's own table."""

import re
from typing import NamedTuple

from matplotlib.figure import Figure

from w2vlib.plots import PALETTE, new_figure

TABLE = re.compile(r"^\| \| words a second \|.*\n\|[ -:|]+\n((?:\|.*\n)+)", re.MULTILINE)
SPEED = re.compile(r"([\d,]+) \(([\d,]+) to ([\d,]+)\)")
LOOKS = (("blue", "white", "o", "full"), ("orange", "black", "s", "none"))  # of a trainer
MOST = 0.8  # of a quality, on the axis


class Measured(NamedTuple):
    """A trainer: its median speed, that of its slowest and fastest run, its mean qualities."""

    name: str
    words_per_second: int
    slowest: int
    fastest: int
    quality: dict[str, float]


def measured(readme: str) -> list[Measured]:
    """The rows of the table.

    Raises:
        ValueError: there is no such table, or a row has no median with its slowest and fastest run.
    """
    found = TABLE.search(readme)
    if found is None:
        raise ValueError("the README should have a table '| | words a second | ... |'")
    names = _cells(found[0].splitlines()[0])[2:]
    trainers = []
    for row in found[1].splitlines():
        name, speed, *qualities = _cells(row)
        numbers = SPEED.fullmatch(speed)
        if numbers is None:
            raise ValueError(f"{speed!r} should be like '900,000 (700,000 to 950,000)'")
        speeds = (int(number.replace(",", "")) for number in numbers.groups())
        quality = dict(zip(names, map(float, qualities), strict=True))
        trainers.append(Measured(name.replace("`", "").split(",")[0], *speeds, quality))
    return trainers


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def ratio(trainers: list[Measured]) -> float:
    """How many times as fast the first is as the second."""
    return trainers[0].words_per_second / trainers[1].words_per_second


def alt(trainers: list[Measured]) -> str:
    """The chart in words."""
    speeds = " and ".join(
        f"{each.name} {each.words_per_second:,} (single runs {each.slowest:,} to {each.fastest:,})"
        for each in trainers
    )
    qualities = "; ".join(
        f"{name} {' and '.join(f'{each.quality[name]:.3f}' for each in trainers)}"
        for name in trainers[0].quality
    )
    return f"Words a second: {speeds}. Quality: {qualities}."


def draw(trainers: list[Measured]) -> Figure:
    """Bars of speed, and beside them the qualities as dots with their numbers."""
    figure, (left, right) = new_figure(2, width=8, height=2.1, width_ratios=(9, 10))
    _draw_speeds(left, trainers)
    _draw_qualities(right, trainers)
    return figure


def _draw_speeds(axes, trainers: list[Measured]) -> None:
    for place, (each, look) in enumerate(zip(trainers, LOOKS, strict=True)):
        colour, ink, *_ = look
        axes.barh(place, each.words_per_second, height=0.62, color=PALETTE[colour])
        axes.text(
            0.01 * trainers[0].fastest, place, f"{each.words_per_second:,}", color=ink,
            va="center", fontsize=11, weight="bold",
        )  # fmt: skip
        axes.plot([each.slowest, each.fastest], [place, place], "-|", color="black", lw=1.2)
    axes.set_yticks(range(len(trainers)), [each.name for each in trainers], fontsize=10)
    axes.invert_yaxis()
    axes.tick_params(left=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_xlabel("black lines: slowest to fastest single run", fontsize=8, loc="left")
    axes.set_title("words a second", fontsize=10, loc="left")


def _draw_qualities(axes, trainers: list[Measured]) -> None:
    names = list(trainers[0].quality)
    for column, (each, look) in enumerate(zip(trainers, LOOKS, strict=True)):
        colour, _, marker, fill = look
        style = {"color": PALETTE[colour], "marker": marker, "fillstyle": fill, "ls": "none"}
        size = 7 + 3 * column  # the second one is a frame around the first
        at = MOST + 0.15 + 0.4 * column
        axes.plot(list(each.quality.values()), range(len(names)), ms=size, mew=1.6, **style)
        axes.plot([at - 0.1], [-0.85], ms=size - 1, mew=1.6, clip_on=False, **style)
        axes.text(at - 0.04, -0.85, each.name.split()[0], fontsize=9, va="center")
        for place, value in enumerate(each.quality.values()):
            axes.text(at - 0.04, place, f"{value:.3f}", fontsize=9, va="center")
    axes.hlines(range(len(names)), 0, MOST, color="0.85", lw=1, zorder=0)
    axes.set_yticks(range(len(names)), [name.split(" (")[0] for name in names], fontsize=9)
    axes.set(xlim=(0, MOST + 0.75), ylim=(len(names) - 0.4, -1.2))
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8])
    axes.tick_params(left=False, labelsize=8)
    axes.tick_params(axis="y", labelsize=9)
    axes.spines["bottom"].set_bounds(0, MOST)
    axes.spines["left"].set_visible(False)
    axes.set_title("quality of the vectors (more is better)", fontsize=10, loc="left")
