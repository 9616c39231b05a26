"""The outcome of one exercise, and how it is shown: as text, as HTML, as plain data."""

from dataclasses import asdict, dataclass, field

from grader_tests.card import card

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
MARKS = {"right": "✔", "not attempted": "…"}


@dataclass(frozen=True)
class Aspect:
    """A part of what an exercise asks for, with its points."""

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
        """Points of the aspects that passed."""
        return float(sum(aspect.points for aspect in self.aspects if aspect.passed))

    @property
    def max_score(self) -> float:
        """Points of all aspects."""
        return float(sum(aspect.points for aspect in self.aspects))

    def as_data(self) -> dict:
        """Plain data for JSON, without the picture."""
        data = asdict(self) | {"score": self.score, "max_score": self.max_score}
        del data["picture"]
        return data

    def shows_aspects(self) -> bool:
        """Whether ticks tell something: not where nothing could be checked."""
        return self.max_score > 0 and self.state not in ("not attempted", "delegated")

    def marks(self) -> list[str]:
        """A tick per aspect; a cross for the first that failed, "not yet" for those behind it."""
        failed = [not aspect.passed for aspect in self.aspects]
        return [
            "–" if bad and any(failed[:place]) else "✘" if bad else "✔"
            for place, bad in enumerate(failed)
        ]

    def headline(self) -> str:
        """One line: mark, exercise, state and points."""
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
        return card(self)
