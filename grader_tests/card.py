"""A verdict as a card of HTML, for notebooks and for pages.

It names no colours of text or ground, so it reads in light and dark themes; it has no script and
no style sheet, so it reads wherever a notebook is shown, also where HTML is not trusted; and
nothing in it is told by colour alone. All that comes from a learner is escaped.
"""

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader_tests.verdict import Verdict

COLOURS = {"right": "#009E73", "not attempted": "#0072B2"}  # and vermilion for all others
VERMILION = "#D55E00"
LINE = "1px solid rgba(128,128,128,0.5)"  # seen on white and on black
BUTTON = f"display:inline-block;cursor:pointer;border:{LINE};border-radius:4px;padding:0.1em 0.8em"
WORDS = {"✔": "", "✘": ": look at this first", "–": ": fails, too"}  # by an aspect's mark


def rich(text: str) -> str:
    """A message as HTML: ``*word*`` is emphasised, what stands in backticks is code."""
    code = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"(?<![\w*])\*(\w[^*<>]*)\*(?![\w*])", r"<em>\1</em>", code)


def card(verdict: "Verdict", hints: tuple[str, ...] = (), progress: str = "") -> str:
    """The card of a ``Verdict``.

    Args:
        hints: to be opened one after the other, if the answer is not right.
        progress: HTML of ours that says how far the learner is.
    """
    guessed = verdict.max_score == 0 and verdict.state == "wrong"
    colour = COLOURS.get("not attempted" if guessed else verdict.state, VERMILION)
    headline = escape(verdict.headline())
    edges = f"border:{LINE};border-left:6px solid {colour};border-radius:4px"
    parts = [
        f'<div role="group" aria-label="The check of {escape(verdict.exercise)}" '
        f'style="{edges};padding:0.2em 1em;margin:0.4em 0;max-width:56em">',
        f'<div role="status"><p><strong>{headline}</strong></p>',
        f"<p>{rich(verdict.message)}</p></div>",
    ]
    if verdict.details:
        parts.append(_reasons(verdict) if verdict.seed is None else _call(verdict))
    if verdict.shows_aspects():
        parts.append(_aspects(verdict))
    if verdict.state != "right":
        parts.append(_hints(hints))
    if progress:
        parts.append(f"<p>{progress}</p>")
    if verdict.seed is not None:
        parts.append(f"<p><small>inputs drawn with seed {verdict.seed}</small></p>")
    return "".join([*parts, "</div>"])


def _aspects(verdict) -> str:
    items = (
        f"<li>{mark} {escape(aspect.name)} ({_points(aspect)}){WORDS[mark]}</li>"
        for mark, aspect in zip(verdict.marks(), verdict.aspects, strict=True)
    )
    return f'<ul style="list-style:none;padding-left:0;margin:0.5em 0">{"".join(items)}</ul>'


def _points(aspect) -> str:
    most = f"{aspect.points} {'point' if aspect.points == 1 else 'points'}"
    return most if aspect.passed else f"0 of {most}"


def _reasons(verdict) -> str:
    """Of a choice, for which nothing is drawn: why each option is right or wrong."""
    rows = _rows((label, rich(text)) for label, text in verdict.details)
    return f"<details open><summary>Why</summary><table>{rows}</table></details>"


def _call(verdict) -> str:
    """The call that shows the mistake, folded; the expected answer stands beside the learner's."""
    answers = {label: text for label, text in verdict.details if label in ("expected", "yours")}
    others = [detail for detail in verdict.details if detail[0] not in answers]
    before = [detail for detail in others if detail[0] != "first difference"]
    after = [detail for detail in others if detail[0] == "first difference"]
    both = "".join(
        f'<div style="flex:1 1 18em;min-width:0"><strong>{label}</strong>{_pre(text)}</div>'
        for label, text in answers.items()
    )
    parts = [
        _table(before),
        f'<div style="display:flex;flex-wrap:wrap;gap:0 1.5em">{both}</div>' if both else "",
        _table(after),
    ]
    return f"<details><summary>The call that shows it</summary>{''.join(parts)}</details>"


def _table(details: list[tuple[str, str]]) -> str:
    rows = _rows((label, _pre(text)) for label, text in details)
    return f"<table>{rows}</table>" if details else ""


def _rows(cells) -> str:
    """Rows of a label and HTML of ours."""
    return "".join(
        f'<tr><th scope="row" style="text-align:left;vertical-align:top">{escape(label)}</th>'
        f'<td style="text-align:left">{value}</td></tr>'
        for label, value in cells
    )


def _pre(text: str) -> str:
    return f'<pre style="margin:0;white-space:pre-wrap">{escape(text)}</pre>'


def _hints(hints: tuple[str, ...]) -> str:
    """A button for the first hint; what it opens holds the button for the next."""
    shown = ""
    for number, hint in reversed(list(enumerate(hints, 1))):
        name = f"Hint {number} of {len(hints)}" if number == 1 else f"Next hint ({number})"
        shown = (
            f'<details style="margin:0.5em 0"><summary style="{BUTTON}">{name}</summary>'
            f"<p>{rich(hint)}</p>{shown}</details>"
        )
    return shown
