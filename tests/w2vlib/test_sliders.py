"""Sliders are shown where they can be moved, and nowhere else."""

import pytest

from w2vlib import sliders as module
from w2vlib.sliders import sliders


@pytest.fixture(autouse=True)
def no_front_end(monkeypatch):
    for name in module._FRONT_ENDS:
        monkeypatch.delenv(name, raising=False)


def test_where_nothing_can_be_moved_a_line_says_so_and_nothing_is_drawn(capsys):
    sliders(lambda size: pytest.fail("drawn"), size=(1, 5, 2))
    assert "Run this cell in Jupyter" in capsys.readouterr().out


@pytest.mark.parametrize("name", module._FRONT_ENDS)
def test_in_a_front_end_the_figure_is_drawn_with_the_first_values(name, monkeypatch):
    monkeypatch.setenv(name, "x")
    seen = []

    def draw(size, kind):
        seen.append((size, kind))

    sliders(draw, size=(1, 5, 2), kind=["a", "b"])
    assert seen == [(2, "a")]
