"""What every page must keep: it stands alone, runs nothing, and can be read by everybody."""

import re
from itertools import pairwise

from bs4 import BeautifulSoup

from tools.reporting.pages import TEMPLATES

ADDRESS = re.compile(r"https?:|//[\w-]+\.|@import|url\((?!#)", re.IGNORECASE)
# A word's rectangles: more than one if it is broken.
BROKEN_WORDS = r"""() => {
  const broken = [];
  for (const cell of document.querySelectorAll(".wide thead th, .wide td:not(.told)")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      for (const word of texts.currentNode.data.matchAll(/[^\s-]+/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (tops.size > 1) broken.push(word[0]);
      }
  }
  return broken;
}"""
LEAST_CONTRAST = 4.5  # of WCAG 2, level AA, for text


def parsed(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def assert_stands_alone(page: str) -> None:
    """No script, nothing from elsewhere, and a policy that would forbid both."""
    soup = parsed(page)
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not soup(["script", "iframe", "object", "embed", "link", "form", "base"])
    for tag in soup(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        for name in ("src", "href", "action", "style"):
            value = str(tag.get(name, ""))
            assert not ADDRESS.search(value), value
            assert not value.strip().lower().startswith(("javascript:", "file:", "/"))
    for style in soup("style"):
        assert not ADDRESS.search(style.string)


def assert_readable(page: str) -> None:
    """A language, one h1, no heading level left out, words for pictures, headings for columns."""
    soup = parsed(page)
    assert soup.html["lang"] == "en"
    assert soup.find("meta", {"name": "viewport"})
    assert soup.title.string
    levels = [int(tag.name[1]) for tag in soup(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(tag.get_text(strip=True) for tag in soup(re.compile(r"^h[1-6]$")))
    ids = [tag["id"] for tag in soup(True) if tag.get("id")]
    assert len(ids) == len(set(ids))
    assert all(image.get("alt") for image in soup("img"))
    for figure in soup("svg"):
        assert figure["role"] == "img"
        told = [soup.find(id=name).get_text() for name in figure["aria-labelledby"].split()]
        assert len(told) == 2
        assert all(told)
    for link in soup("a"):
        assert soup.find(id=link["href"].removeprefix("#")), link
    for table in soup("table"):
        assert table.find("th")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours as #rrggbb."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours() -> dict[str, str]:
    """The colours that the pages name, for example "ink"."""
    css = (TEMPLATES / "page.css").read_text("utf-8")
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", css))


def unusual_colours(template: str) -> set[str]:
    """Colours that a template gives without the names of ``page.css``."""
    return set(re.findall(r"#[0-9a-fA-F]{3,6}\b(?=[;\s\"])", (TEMPLATES / template).read_text()))


class Phone:
    """A page in a browser of a phone's width, without a network."""

    def __init__(self, playwright, browser_path: str, width: int):
        self.browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        self.tab = self.browser.new_page(viewport={"width": width, "height": 800})
        self.said: list[str] = []
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, path) -> None:
        self.tab.goto(path.as_uri())
        self.tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    def overhang(self) -> int:
        """Pixels by which the page is wider than the screen."""
        return self.tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    def broken_words(self) -> list[str]:
        """Words in tables' headers and short cells whose letters stand on two lines."""
        return self.tab.evaluate(BROKEN_WORDS)
