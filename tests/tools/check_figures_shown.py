"""Python runs this first in a kernel that a test starts: a figure with a fault stops its cell."""

import w2vlib.plots
from tests.tools.figure_check import faults

_show = w2vlib.plots.show


def _checked(figure, alt: str) -> None:
    if found := faults(figure):
        raise AssertionError("\n".join(found))
    _show(figure, alt)


w2vlib.plots.show = _checked
