"""What of a student's Markdown and HTML stays live in nbgrader's pages."""

import pytest
from bs4 import BeautifulSoup

from grader_tests import registry
from grader_tests.judging import failed
from tools.with_nbgrader.safe_html import clean_html, markdown2html


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://elsewhere.example/who-looks.png'>",
        "![](https://elsewhere.example/who-looks.png)",
        "[text](javascript:alert(1))",
        "<a href='data:text/html,x'>text</a>",
        "<iframe src='x'></iframe>",
        "<form action='x'><input name='y'></form>",
        "<div class='modal navbar-fixed-top' id='top'>text</div>",
        "<p style='position:fixed;top:0;background:url(x)'>text</p>",
        "<svg onload=alert(1)>",
        "<style>* {display: none}</style>",
    ],
)
def test_nothing_of_a_students_markdown_runs_loads_or_dresses_up(source):
    live = BeautifulSoup(markdown2html(source), "html.parser").find_all()
    assert not {tag.name for tag in live} & {"script", "iframe", "form", "input", "svg", "style"}
    attributes = [(name, value) for tag in live for name, value in tag.attrs.items()]
    assert not [name for name, _ in attributes if name in ("src", "href", "id", "class", "onerror")]
    assert not [value for _, value in attributes if "position" in value or "url" in value]


def test_a_picture_in_the_page_itself_stays():
    assert "iVBOR" in clean_html('<img src="data:image/png;base64,iVBOR" alt="x">')


def test_what_lessons_are_made_of_stays():
    source = (
        "# A\n\n<details><summary>Hint</summary>\n\n`x < y` **b**\n\n</details>\n\n|a|\n|-|\n|b|"
    )
    page = markdown2html(source)
    for part in ("<h1>", "<details>", "<summary>", "<code>x &lt; y</code>", "<strong>", "<table>"):
        assert part in page


def test_a_verdicts_own_html_is_unchanged_but_for_its_layout():
    card = failed(registry.find("04.nce_loss"), "wrong", "Use `tf` *here*.")._repr_html_()
    cleaned = clean_html(card)
    for part in ("border-left", "<strong>", "<code>tf</code>", "<em>here</em>"):
        assert part in card and part in cleaned
    assert "&lt;" not in cleaned
