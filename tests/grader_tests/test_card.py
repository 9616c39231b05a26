"""The card of a verdict: it tells the same as the text, in every theme, to everybody."""

import re

import numpy as np
import pytest
from bs4 import BeautifulSoup

from grader_tests import registry
from grader_tests.answering import answer_cases
from grader_tests.card import BUTTON, COLOURS, VERMILION, card
from grader_tests.judging import judge
from tests.tools.page_check import contrast
from tools.with_nbgrader.safe_html import clean_html

TAGS = {
    *("div", "p", "strong", "small", "em", "code", "pre", "ul", "li", "progress"),
    *("details", "summary", "table", "tr", "th", "td"),
}
DOUBLE = registry.find("00.double")


def verdict(answer):
    return judge(DOUBLE, lambda cases: answer_cases(answer, DOUBLE.probe, cases), 7)


def soup(answer, hints=DOUBLE.hints, progress="") -> BeautifulSoup:
    return BeautifulSoup(card(verdict(answer), hints, progress), "html.parser")


def add_two(values):
    return np.array(values) + 2


def double(values):
    return 2 * np.array(values)


def hostile(values):
    raise ValueError("<script>alert(1)</script><img src=x onerror=a()>")


def test_a_screen_reader_is_told_whose_card_it_is_and_hears_the_headline_and_the_message():
    page = soup(add_two)
    assert page.div["aria-label"] == "The check of 00.double"
    told = page.find(role="status")
    assert "00.double: Not yet right (1 of 3 points)" in told.get_text()
    assert "You add 2 to each value." in told.get_text()
    assert not told.find("details")  # what is opened there would be read out from the beginning


def test_what_the_marks_of_the_aspects_mean_is_written_beside_them():
    items = [item.get_text() for item in soup(add_two)("li")]
    assert items[0] == "✔ shape (1 point)"
    assert items[1].endswith("(0 of 1 point): look at this first")
    assert items[2].endswith("(0 of 1 point): fails, too")


def test_the_expected_answer_stands_beside_the_learners():
    names = soup(add_two).find("details").find_all("strong")
    assert [name.get_text() for name in names] == ["expected", "yours"]
    assert all(name.find_next_sibling("pre").get_text().startswith("[") for name in names)


def test_each_hint_opens_the_button_of_the_next():
    page = soup(add_two)
    buttons = page.find_all("summary", style=BUTTON)
    assert [b.get_text() for b in buttons] == ["Hint 1 of 2", "Next hint (2)"]
    assert buttons[1] in buttons[0].parent.find_all("summary")
    assert page.find("code", string="return 2 * np.array(values)") in buttons[1].parent("code")
    assert not any(fold.has_attr("open") for fold in page("details"))


def test_who_is_right_gets_no_hints():
    assert not soup(double).find("details")


def test_who_only_reads_a_page_gets_no_hints_and_no_progress():
    page = BeautifulSoup(verdict(add_two)._repr_html_(), "html.parser")
    assert not page.find("progress")
    assert "Hint" not in page.get_text()


@pytest.mark.parametrize("answer", [add_two, double, hostile, lambda values: None])
def test_no_script_no_style_sheet_and_no_colour_of_text_or_ground(answer):
    page = soup(answer, progress='<progress max="3" value="1"></progress>')
    assert {tag.name for tag in page(True)} <= TAGS
    for tag in page(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("src", "href")]
        assert not re.search(r"(^|;)(color|background)", tag.get("style", ""))


def test_the_words_are_the_same_where_html_is_cleaned():
    shown = card(verdict(hostile))
    words = BeautifulSoup(shown, "html.parser").get_text()
    assert BeautifulSoup(clean_html(shown), "html.parser").get_text() == words


@pytest.mark.parametrize("colour", [*COLOURS.values(), VERMILION])
@pytest.mark.parametrize("ground", ["#ffffff", "#111111"], ids=["light", "dark"])
def test_the_edge_is_seen_in_light_and_dark_themes(colour, ground):
    assert contrast(colour, ground) >= 3  # WCAG 2, level AA, for what is no text
