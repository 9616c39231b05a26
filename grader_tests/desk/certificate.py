"""A certificate for who has every point: a page of HTML, and the same as PDF.

It is self-issued and says so: the learner's own computer writes it, and nobody has looked.
"""

from datetime import date
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from grader_tests import registry
from grader_tests.clean_text import clean
from grader_tests.desk import kept
from grader_tests.desk.standing import Standing, course_standing, lesson_standing
from w2vlib.write_aside import write_aside, write_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LONGEST_NAME = 60  # characters
TITLE = "Word embeddings, taken apart"
DONE = "has solved every exercise of the course"
SELF_ISSUED = (
    "This certificate is self-issued. The learner's own computer wrote it from what the course's "
    "checks found there. Nobody has verified who solved the exercises, or how."
)
FONT = "DejaVu Serif"  # matplotlib brings it along
BLUE, SOFT = "#00558a", "#555555"  # both have a contrast of more than 7 on white
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}: certificate for {name}</title>
<style>
body {{ font: 16px/1.5 Georgia, "DejaVu Serif", serif; color: #1a1a1a; background: #ffffff;
  max-width: 44em; margin: 2em auto; padding: 1.5em; border: 4px double {blue}; }}
header {{ text-align: center; overflow-wrap: anywhere; }}
h1 {{ color: {blue}; font-size: 1.9em; margin: 0.2em 0; }}
.name {{ font-size: 1.6em; margin: 0.6em 0 0; }}
table {{ border-collapse: collapse; width: 100%; margin: 1.5em 0; }}
th, td {{ text-align: left; padding: 0.3em 0.6em; border-bottom: 1px solid #c4c8ce; }}
tbody th {{ font-weight: normal; }}
tfoot th, tfoot td {{ font-weight: bold; }}
.number {{ text-align: right; }}
.soft {{ color: {soft}; }}
@media print {{ body {{ margin: 0 auto; }} }}
</style>
</head>
<body>
<header>
<p class="soft">Certificate, self-issued</p>
<h1>{title}</h1>
<p class="name">{name}</p>
<p>{done}: {course}, finished on {finished}.</p>
</header>
<main>
<table>
<thead><tr><th scope="col">lesson</th><th scope="col">finished on</th>
<th scope="col" class="number">points</th></tr></thead>
<tbody>
{rows}
</tbody>
<tfoot><tr><th scope="row">{total}</th><td>{finished}</td>
<td class="number">{points}</td></tr></tfoot>
</table>
<p><strong>{self_issued}</strong></p>
</main>
</body>
</html>
"""


class NotYet(ValueError):
    """There is no certificate yet, or not for this name; the message says why."""


def certificate(name: str, folder: str | Path = ".") -> list[Path]:
    """Write ``certificate.html`` and ``certificate.pdf`` into ``folder`` and return their paths.

    A name in letters that the PDF's font does not have gets the page of HTML alone, which a
    browser prints.

    Raises:
        NotYet: not every exercise is right, or the name can't be printed.
        OSError: the files can't be written.
    """
    name = printable(name)
    results = kept.read()
    course = course_standing(results)
    if not course.complete:
        left = ", ".join(course.open[:5]) + (" ..." if len(course.open) > 5 else "")
        raise NotYet(
            f"The certificate is for all points; you have {course.text()}. Still open: {left}"
        )
    lessons = [lesson_standing(number, results) for number in registry.lesson_numbers()]
    html, pdf = Path(folder, "certificate.html"), Path(folder, "certificate.pdf")
    write_text(html, as_html(name, lessons, course))
    if not letters_are_known(name):
        return [html]
    with write_aside(pdf) as aside:
        save_pdf(drawn(name, lessons, course), aside, name)
    return [html, pdf]


def printable(name: str) -> str:
    """The name on one line, without what would upset a page."""
    name = " ".join(clean(name).split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise NotYet(f"A name has 1 to {LONGEST_NAME} characters, and this one has {len(name)}.")
    return name


def day(when: date) -> str:
    """As in 7 March 2026."""
    return f"{when.day} {when:%B %Y}"


def as_html(name: str, lessons: list[Standing], course: Standing) -> str:
    """The page, complete in itself."""
    rows = "\n".join(
        f'<tr><th scope="row">{escape(lesson.title)}</th><td>{day(lesson.last_on)}</td>'
        f'<td class="number">{lesson.points}</td></tr>'
        for lesson in lessons
    )
    return PAGE.format(
        name=escape(name), title=TITLE, done=DONE, rows=rows, course=course.text(),
        total=course.title, points=course.points, finished=day(course.last_on),
        self_issued=SELF_ISSUED, blue=BLUE, soft=SOFT,
    )  # fmt: skip


def letters_are_known(name: str) -> bool:
    """Whether the PDF's font has every letter of the name; it knows no Chinese, for example."""
    from matplotlib.font_manager import findfont, get_font

    known = get_font(findfont(FONT)).get_charmap()
    return all(ord(letter) in known for letter in name)


def drawn(name: str, lessons: list[Standing], course: Standing) -> "Figure":
    """The same as a figure of the size A4."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.27, 11.69))

    def line(y: float, text: str, x: float = 0.5, **how) -> None:
        how = {"ha": "center", "va": "baseline", "family": FONT} | how
        figure.text(x, y, text, parse_math=False, **how)  # a name may have dollar signs

    line(0.90, "Certificate, self-issued", size=11, color=SOFT)
    line(0.85, TITLE, size=24, color=BLUE)
    line(0.78, name, size=min(20, 500 / len(name)))
    line(0.74, f"{DONE}: {course.text()}, finished on {day(course.last_on)}.", size=10.5)
    columns = {"lesson": (0.12, "left"), "finished on": (0.62, "left"), "points": (0.88, "right")}
    rows = [(row.title, day(row.last_on), f"{row.points}") for row in [*lessons, course]]
    for number, row in enumerate([tuple(columns), *rows]):
        weight = "bold" if number in (0, len(rows)) else "normal"
        for (x, side), text in zip(columns.values(), row, strict=True):
            line(0.67 - 0.033 * number, text, x, ha=side, size=11, weight=weight)
    for number, text in enumerate(wrap(SELF_ISSUED, 80)):
        line(0.20 - 0.022 * number, text, size=10.5, weight="bold")
    return figure


def save_pdf(figure: "Figure", path: Path, name: str) -> None:
    """As text that can be searched and read out."""
    import matplotlib

    about = {"Title": f"{TITLE}: certificate for {name}", "Author": "", "Creator": TITLE}
    with matplotlib.rc_context({"pdf.fonttype": 42}):  # else no letters, but drawings of them
        figure.savefig(path, format="pdf", metadata=about)
