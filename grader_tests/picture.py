"""Expected beside yours, as a picture, where the answers are one or two rows of numbers."""

import numpy as np

from grader_tests.comparing import as_array
from w2vlib.plots import PALETTE, new_figure, show

EXPECTED, YOURS = PALETTE["blue"], PALETTE["vermilion"]


def expected_beside_yours(expected, got, kind: str) -> None:
    """Draw both answers, if they differ in value and a picture can hold them."""
    if kind != "value" or isinstance(expected, dict):
        return
    expected, got = np.asarray(expected, float), np.asarray(as_array(got), float)
    if expected.ndim not in (1, 2) or not 2 <= expected.size <= 400:
        return
    if expected.ndim == 1:
        figure, axes = new_figure(width=6, height=2.2)
        places = np.arange(len(expected))
        axes.bar(places - 0.2, expected, 0.4, color=EXPECTED, label="expected")
        shown = np.where(np.isfinite(got), got, 0)
        axes.bar(places + 0.2, shown, 0.4, color=YOURS, hatch="//", label="yours")
        for place in places[~np.isfinite(got)]:
            axes.text(place + 0.2, 0, str(got[place]), rotation=90, ha="center", va="bottom")
        axes.set(xlabel="position in the answer", ylabel="value", xticks=places)
        axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    else:
        figure, both = new_figure(columns=2, width=6, height=2.4, sharey=True)
        low, high = expected.min(), expected.max()
        for axes, array, title in zip(both, (expected, got), ("expected", "yours"), strict=True):
            axes.imshow(array, cmap="cividis", vmin=low, vmax=high, aspect="auto")
            axes.set(title=title, xlabel="column", ylabel="row")
    show(figure, "The expected answer beside yours, as listed under “The call that shows it”.")
