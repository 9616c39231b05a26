"""Figures for everybody: described in words, seen on white, and read without their colours."""

import re

import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup

from grader_tests import picture
from grader_tests.comparing_maps import DRAWN
from tests.tools.figure_check import LEAST_OF_MARKS, WHITE, faults
from tests.tools.page_check import LEAST_CONTRAST, contrast
from tools import build, lessons
from tools.reporting import plots
from w2vlib.plots import PALETTE, loss_curves, new_figure, word_points

ALL = lessons.names()
FEWEST_WORDS = 8  # of a description


def described(lesson: str) -> list[tuple[str, str]]:
    """Of each figure in the executed lesson: what a browser is told, and what other programs."""
    executed = nbformat.read(build.solution_path(lesson), as_version=4)
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    return [
        (
            BeautifulSoup(output.data.get("text/html", "<img>"), "html.parser").img.get("alt", ""),
            output.metadata["image/png"]["alt"],
        )
        for output in outputs
        if "image/png" in output.get("data", {})
    ]


@pytest.mark.parametrize("lesson", ALL)
def test_every_figure_says_in_words_what_it_shows_and_no_two_say_the_same(lesson):
    figures = described(lesson)
    assert figures
    for in_html, beside in figures:
        assert in_html == beside
        assert len(in_html.split()) >= FEWEST_WORDS
        assert not re.search(r"\.(png|svg|jpe?g)\b", in_html)
    assert len(set(figures)) == len(figures)


def test_colours_of_lines_points_and_bars_are_seen_on_white():
    for name, colour in PALETTE.items():
        assert contrast(colour, WHITE) >= LEAST_OF_MARKS, name


@pytest.mark.parametrize("name", ["black", "blue"])
def test_these_colours_will_do_for_words_on_white_and_white_words_on_them(name):
    assert contrast(PALETTE[name], WHITE) >= LEAST_CONTRAST


def test_all_other_colours_will_do_under_black_words():
    for name in PALETTE.keys() - {"black", "blue"}:
        assert contrast(PALETTE[name], "#000000") >= LEAST_CONTRAST, name


def test_more_groups_than_there_are_colours_are_still_told_apart():
    _, axes = new_figure()
    count = 3 * len(PALETTE)
    word_points(axes, np.zeros((count, 2)), {f"group {n}": ["word"] for n in range(count)})
    looks = {
        (tuple(c.get_edgecolor()[0]), c.get_paths()[0].vertices.tobytes()) for c in axes.collections
    }
    assert len(looks) == count


def test_curves_of_many_runs_differ_in_style_or_marker():
    figure, axes = new_figure(columns=2)
    loss_curves(axes, {f"run {n}": {"loss": [2, 1], "validation_loss": [2, 1]} for n in range(9)})
    assert not faults(figure)


def test_the_figures_of_the_report_can_be_read_in_grey(monkeypatch):
    drawn = []
    monkeypatch.setattr(plots, "svg", lambda figure, *told: drawn.append(figure))
    plots.bands({"one": [1, 2, 3, 4], "two": [0, 0, 4, 0]}, "title", "key")
    plots.histogram([1, 2, 2, 8], 10, "title", "key")
    for figure in drawn:
        assert not faults(figure)


@pytest.mark.parametrize(
    ("shape", "kind"), [((4,), "value"), ((2, 3), "value"), ((9, 2), DRAWN[0])]
)
def test_expected_beside_yours_can_be_read_in_grey(shape, kind, monkeypatch):
    drawn = []
    monkeypatch.setattr(picture, "show", lambda figure, alt: drawn.append((figure, alt)))
    picture.expected_beside_yours(np.zeros(shape), np.ones(shape), kind)
    ((figure, alt),) = drawn
    assert not faults(figure)
    assert ("Expected: 0, 0, 0, 0. Yours: 1, 1, 1, 1." in alt) == (shape == (4,))


def test_what_only_colour_tells_or_what_is_pale_is_found():
    figure, axes = new_figure()
    axes.plot([1, 2], color="blue")
    axes.plot([2, 1], color="red")
    axes.scatter([1, 2], [1, 2], c=["blue", "#dddddd"])
    axes.bar([1], [1], color="blue")
    axes.bar([2], [1], color="black")
    axes.set_title("a title", color="grey")
    assert faults(figure) == [
        "'a title' is #808080 on #ffffff: text needs 4.5 to 1",
        "a point is #dddddd on white: it needs 3 to 1",
        "two lines differ in colour alone, #0000ff and #ff0000: give them another style or marker",
        "two points differ in colour alone, #0000ff and #dddddd: give them another marker",
        "two bars differ in colour alone, #0000ff and #000000: give them another hatch",
    ]
