"""The outcome of one exercise, and how it is shown: as text, as HTML, as plain data."""

import re
from dataclasses import asdict, dataclass, field
from html import escape

STATES = ("right", "wrong", "not attempted", "error", "timeout", "killed", "delegated")
HEADLINES = {
    "right": "Right",
    "wrong": "Not yet right",
    "not attempted": "Not attempted yet",
    "error": "Your code stopped with an error",
    "timeout": "Your code did not finish in time",
    "killed": "Your code ended the whole Python process",
    "delegated": "The library did the work",
}
GUESSES = {"right": "✔ {}: As you said", "wrong": "→ {}: It comes out another way"}
COLOURS = {"right": "#009E73", "not attempted": "#0072B2"}  # and vermilion for all others
MARKS = {"right": "✔", "not attempted": "…"}


def rich(text: str) -> str:
    """A message as HTML: ``*word*`` is emphasised, what stands in backticks is code."""
    code = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"(?<![\w*])\*(\w[^*<>]*)\*(?![\w*])", r"<em>\1</em>", code)


@dataclass(frozen=True)
class Aspect:
    name: str
    points: int
    passed: bool


@dataclass(frozen=True, repr=False)
class Verdict:
    """``message`` is for the learner: what was wrong and the next step.

    ``details`` are (label, text) pairs below it: the failing call, expected, yours, the
    learner's own line.
    """

    exercise: str
    title: str
    state: str
    aspects: tuple[Aspect, ...]
    message: str
    misconception: str = ""
    details: tuple[tuple[str, str], ...] = ()
    seed: int | None = None
    picture: object = field(default=None, compare=False, repr=False)

    def __post_init__(self):
        if self.state not in STATES:
            raise ValueError(f"no such state: {self.state}")

    @property
    def score(self) -> float:
        return float(sum(aspect.points for aspect in self.aspects if aspect.passed))

    @property
    def max_score(self) -> float:
        return float(sum(aspect.points for aspect in self.aspects))

    def as_data(self) -> dict:
        """Plain data for JSON, without the picture."""
        data = asdict(self) | {"score": self.score, "max_score": self.max_score}
        del data["picture"]
        return data

    def shows_aspects(self) -> bool:
        return self.max_score > 0 and self.state not in ("not attempted", "delegated")

    def marks(self) -> list[str]:
        """A tick per aspect; a cross for the first that failed, "not yet" for those behind it."""
        failed = [not aspect.passed for aspect in self.aspects]
        return [
            "–" if bad and any(failed[:place]) else "✘" if bad else "✔"
            for place, bad in enumerate(failed)
        ]

    def headline(self) -> str:
        if self.max_score == 0 and self.state in GUESSES:  # nobody is wrong who only guesses
            return GUESSES[self.state].format(self.exercise)
        mark = MARKS.get(self.state, "✘")
        points = f" ({self.score:g} of {self.max_score:g} points)" if self.max_score else ""
        return f"{mark} {self.exercise}: {HEADLINES[self.state]}{points}"

    def __str__(self) -> str:
        lines = [self.headline(), "", self.message]
        lines += [""] if self.details else []
        lines += [f"  {label}: {text}" for label, text in self.details]
        if self.shows_aspects():
            lines += [""]
            lines += [
                f"  {mark} {aspect.name} ({aspect.points})"
                for mark, aspect in zip(self.marks(), self.aspects, strict=True)
            ]
        if self.seed is not None:
            lines += ["", f"  (inputs drawn with seed {self.seed})"]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        guessed = self.max_score == 0 and self.state == "wrong"
        colour = COLOURS.get("not attempted" if guessed else self.state, "#D55E00")
        parts = [
            f'<div style="border-left:6px solid {colour};padding:0.4em 1em;margin:0.4em 0">',
            f"<p><strong>{escape(self.headline())}</strong></p><p>{rich(self.message)}</p>",
        ]
        if self.details:
            parts.append(self._details_html())
        if self.shows_aspects():
            items = (
                f"<li>{mark} {escape(aspect.name)} "
                f"({aspect.points} {'point' if aspect.points == 1 else 'points'})</li>"
                for mark, aspect in zip(self.marks(), self.aspects, strict=True)
            )
            parts.append(f'<ul style="list-style:none;padding-left:0">{"".join(items)}</ul>')
        if self.seed is not None:
            parts.append(f"<p><small>inputs drawn with seed {self.seed}</small></p>")
        return "".join([*parts, "</div>"])

    def _details_html(self) -> str:
        """A folded table of the call that shows a mistake, or an open one of a choice's reasons."""
        reasons = self.seed is None  # nothing is drawn for a choice
        rows = []
        for label, text in self.details:
            value = rich(text) if reasons else f'<pre style="margin:0">{escape(text)}</pre>'
            rows.append(
                f'<tr><th style="text-align:left;vertical-align:top">{escape(label)}</th>'
                f'<td style="text-align:left">{value}</td></tr>'
            )
        fold, title = ("details open", "Why") if reasons else ("details", "The call that shows it")
        table = f"<table>{''.join(rows)}</table>"
        return f"<{fold}><summary>{title}</summary>{table}</details>"
