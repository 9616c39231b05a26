"""The class report as a page: complete, safe, readable by everybody, small."""

import csv

import pytest
from made_class import SCRIPT, graded, missing, mixed, ungraded, wrong
from page_check import (
    LEAST_CONTRAST,
    Phone,
    assert_readable,
    assert_stands_alone,
    colours,
    contrast,
    parsed,
    unusual_colours,
)

from grader_tests import registry
from tests.answers import bank
from tools import lessons
from tools.reporting import fairness_signs, plots, results, similar_answers, stuck
from tools.reporting.report import FOLD_FROM, report
from w2vlib.plots import PALETTE

MANY_BYTES = 4_000_000


@pytest.fixture(scope="module")
def page() -> str:
    return report(mixed())


def section(page: str, name: str) -> str:
    """The text from one h2 to the next."""
    parts, heading = [], parsed(page).find("h2", id=name)
    for sibling in heading.next_siblings:
        if sibling.name == "h2":
            break
        parts.append(sibling.get_text(" ") if sibling.name else str(sibling))
    return " ".join(" ".join(parts).split())


def test_the_report_runs_nothing_and_loads_nothing(page):
    assert_stands_alone(page)
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


def test_the_report_can_be_read_by_everybody(page):
    assert_readable(page)
    assert len(parsed(page)("svg")) == 2


def test_each_part_says_what_there_is(page):
    assert "1 of 11 (9 %) softmax over the candidates" in section(page, "misunderstandings")
    assert "blank" in section(page, "stuck")
    assert SCRIPT in section(page, "ungraded")
    assert "dora" in section(page, "ungraded")
    assert "unclear-0, unclear-1" in section(page, "checks")
    assert "twin-0, twin-1" in section(page, "alike")
    assert "17 (−1 late)" in section(page, "grades")


def test_rules_are_stated_where_they_are_used(page):
    for rule in stuck.RULES:
        assert rule in section(page, "stuck")
    for rule in fairness_signs.RULES:
        assert rule in section(page, "checks")
    assert "Likeness is no proof." in section(page, "alike")
    assert f"share {similar_answers.ALIKE:.0%}".replace("%", " %") in section(page, "alike")


def test_the_same_outcomes_give_the_same_page(page):
    assert report(mixed()) == page


@pytest.mark.parametrize("outcomes", [[graded("ann")], [ungraded("ann")], [missing("ann")]])
def test_one_student_is_a_class_too(outcomes):
    page = report(outcomes)
    assert_readable(page)
    assert "1 student" in " ".join(parsed(page).find("ul", class_="cards").get_text(" ").split())


def test_outcomes_of_an_older_release_are_reported_without_their_code():
    old = graded("ann", nce_loss=wrong("softmax"))
    del old["answers"]
    old["verdicts"].append(old["verdicts"][0] | {"exercise": "04.no_longer_there"})
    assert_readable(report([old]))


def test_a_misunderstanding_of_two_students_is_ranked_and_one_of_a_single_student_is_not():
    one = [graded("ann", nce_loss=wrong("softmax"))]
    assert "The most frequent" not in report(one)
    page = report([*one, graded("bob", nce_loss=wrong("softmax"))])
    assert "in 04.nce_loss : softmax over the candidates (2 of 2)" in section(page, "first")
    assert "The most frequent" in section(page, "misunderstandings")


def test_a_long_table_is_folded():
    def folded(count: int) -> bool:
        page = parsed(report([graded(f"s{n}") for n in range(count)]))
        return "open" not in page.find("h2", id="grades").find_next("details").attrs

    assert not folded(FOLD_FROM - 1)
    assert folded(FOLD_FROM)


def test_a_figure_tells_its_numbers_in_words(page):
    points, exercises = (desc.get_text() for desc in parsed(page)("desc"))
    assert points.startswith("Students by their points out of 18: 1 with 0, ")
    assert "nce_loss: 6 no points, 6 all points;" in exercises


def test_bands_of_points():
    assert [plots.band(score, 4) for score in (0, 1, 2, 3, 4)] == [0, 1, 2, 2, 3]


def test_colours_of_text_and_ground_are_apart_enough():
    named = colours()
    for ink in ("ink", "soft", "link", "warn", "good"):
        for ground in ("paper", "shade"):
            assert contrast(named[ink], named[ground]) >= LEAST_CONTRAST
    for name, ink in plots.INK_ON.items():
        written = {"black": "#000000", "white": "#ffffff"}[ink]
        assert contrast(PALETTE[name], written) >= LEAST_CONTRAST
    assert not unusual_colours("report.html") | unusual_colours("feedback.html")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_class_of_300_in_every_lesson_stays_a_small_page(tmp_path):
    outcomes = []
    for name in lessons.names():
        scaffolds = lessons.scaffolds(name)
        for n in range(300):
            found, cells = {}, {}
            for exercise in registry.exercises(name):
                blocks = bank.blocks(exercise.name) if exercise.probe != "value" else []
                block = blocks[n % len(blocks)] if blocks else None
                key = exercise.name.split(".")[1]
                found[key] = {"state": "right"}
                if block and block.kind == "wrong":
                    found[key] = wrong(block.misconception)
                if block:
                    cells[key] = lessons.with_answer(scaffolds[exercise.name], block.source)
            outcomes.append(graded(f"student-{n}", name, cells, **found))
    results.write(outcomes, tmp_path)
    assert (tmp_path / "report.html").stat().st_size < MANY_BYTES
    with (tmp_path / "canvas.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 302
    assert_readable((tmp_path / "report.html").read_text("utf-8"))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_scrolls_sideways_and_nothing_is_asked_of_the_network(
    page, width, tmp_path, browser_path
):
    from playwright.sync_api import sync_playwright

    path = tmp_path / "report.html"
    path.write_text(page, "utf-8")
    with sync_playwright() as playwright:
        phone = Phone(playwright, browser_path, width)
        phone.open(path)
        assert phone.overhang() <= 0
        assert not phone.broken_words()
        assert not phone.said
        phone.browser.close()
