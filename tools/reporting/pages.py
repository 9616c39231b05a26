"""The templates of the pages, and how values are written in them."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from grader_tests.card import rich
from tools.reporting.released import readable

TEMPLATES = Path(__file__).parents[1] / "templates"
NAMED = 40  # students that are named in one cell of a table


@cache
def environment() -> Environment:
    """Whatever a template is given is escaped, unless it says otherwise."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["rich"] = lambda text: Markup(rich(text))  # escapes what is not its own
    made.filters["lesson"] = readable
    made.filters["points"] = lambda value: f"{value:g}"
    made.filters["share"] = lambda value: f"{100 * value:.0f} %"
    made.filters["students"] = _students
    return made


def _students(names) -> str:
    """Names in a row; of very many the first ones, and how many more there are."""
    shown = ", ".join(names[:NAMED])
    return f"{shown} and {len(names) - NAMED} more" if len(names) > NAMED else shown
