"""Expected beside yours, as a picture: rows of numbers, or points in the plane."""

import numpy as np

from grader_tests.comparing import as_array
from grader_tests.comparing_draws import mean_counts
from grader_tests.comparing_maps import DRAWN
from w2vlib.plots import PALETTE, new_figure, show

TOLD = 12  # numbers of an answer, at most, that its picture's description lists
EXPECTED, GIVEN = PALETTE["blue"], PALETTE["vermilion"]


def expected_beside_yours(expected: object, got: object, kind: str) -> None:
    """Draw both answers, if they differ in value and a picture can hold them."""
    if kind in DRAWN:
        return _points_beside_points(expected, got)
    if kind != "value" or (isinstance(expected, dict) and "ids" not in expected):
        return
    names = ("position in the answer", "value")
    if isinstance(expected, dict):
        expected, got = mean_counts(expected, got)
        names = ("id", "times in a draw")
    expected, got = np.asarray(expected, float), np.asarray(as_array(got), float)
    if expected.ndim not in (1, 2) or not 2 <= expected.size <= 400:
        return
    if expected.ndim == 1:
        figure, axes = new_figure(width=6, height=2.2)
        places = np.arange(len(expected))
        axes.bar(places - 0.2, expected, 0.4, color=EXPECTED, label="expected")
        shown = np.where(np.isfinite(got), got, 0)
        axes.bar(places + 0.2, shown, 0.4, color=GIVEN, hatch="//", label="yours")
        for place in places[~np.isfinite(got)]:
            axes.text(place + 0.2, 0, str(got[place]), rotation=90, ha="center", va="bottom")
        axes.set(xlabel=names[0], ylabel=names[1], xticks=places)
        axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    else:
        figure, both = new_figure(columns=2, width=6, height=2.4, sharey=True)
        finite = expected[np.isfinite(expected)]
        low, high = (finite.min(), finite.max()) if finite.size else (0, 1)
        for axes, array, title in zip(both, (expected, got), ("expected", "yours"), strict=True):
            axes.imshow(array, cmap="cividis", vmin=low, vmax=high, aspect="auto")
            blank = " (NaN is blank)" if np.isnan(array).any() else ""
            axes.set(title=title + blank, xlabel="column", ylabel="row")
    show(figure, _described(expected, got))


def _described(expected: np.ndarray, got: np.ndarray) -> str:
    """A few numbers are told; the card lists more."""
    if expected.ndim > 1 or expected.size > TOLD:
        return "The expected answer beside yours, as listed under “The call that shows it”."
    numbers = (", ".join(f"{value:.3g}" for value in array) for array in (expected, got))
    return "Bars of the expected answer beside yours. Expected: {}. Yours: {}.".format(*numbers)


def _points_beside_points(expected, got) -> None:
    """Places (n, 2), or the first maps of the probe ``maps``, each point with its number."""
    if isinstance(expected, dict):
        expected, got = expected["maps"][0], got["maps"][0]
    expected, got = np.asarray(expected, float), np.asarray(as_array(got), float)
    figure, both = new_figure(columns=2, width=7, height=3)
    for axes, places, title in zip(both, (expected, got), ("expected", "yours"), strict=True):
        axes.scatter(*places.T, s=12, color=EXPECTED if title == "expected" else GIVEN)
        for number, place in enumerate(places[:30]):
            axes.annotate(str(number), place, (3, 2), textcoords="offset points", fontsize=7)
        axes.axis("equal")
        axes.set(title=title, xlabel="first column", ylabel="second column")
    show(figure, "The expected places beside yours; each point has the number of its vector.")
