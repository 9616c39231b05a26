"""The one data structure behind every exercise: what is right, what is wrong, and why."""

from collections.abc import Callable
from dataclasses import dataclass

SHAPE = "shape"  # the aspect that every case has a part in


@dataclass(frozen=True)
class Case:
    """One call of the learner's function.

    ``aspect`` names the part of the points that rests on this case.
    """

    arguments: tuple
    aspect: str = "values"


@dataclass(frozen=True)
class Misconception:
    """A wrong idea: its implementations, and the message for who has it.

    ``wrong`` are functions of a case's arguments that give the answers of this idea. An idea
    that ends in an exception is recognised by ``raises``: pairs of the exception's type and a
    regular expression for its text. One that shows in the cases of a single aspect, in whatever
    way, names it in ``fails_only``. ``source`` says where the idea comes from.
    """

    id: str
    name: str
    message: str
    wrong: tuple[Callable, ...] = ()
    raises: tuple[tuple[str, str], ...] = ()
    fails_only: str = ""
    source: str = ""


@dataclass(frozen=True)
class Example:
    """A call that a reader can follow by eye, its answer, and why it is so."""

    call: str
    answer: str
    why: str


@dataclass(frozen=True)
class Exercise:
    """A function that the learner writes.

    ``inputs(rng)`` draws a list of cases (``inputs(rng, draws)`` for random functions);
    ``spec(*arguments)`` is the right answer; ``compare(expected, got)`` gives None or a
    ``Difference``, and so does ``recognise`` (by default the same) between a misconception's
    answer and the learner's; ``aspects`` maps each aspect to its points, ``"shape"`` being earned
    over all cases together.
    """

    name: str
    title: str
    task: str
    signature: str
    minutes: int
    difficulty: int
    aspects: dict[str, int]
    inputs: Callable[..., list[Case]]
    spec: Callable
    compare: Callable
    misconceptions: tuple[Misconception, ...]
    hints: tuple[str, ...]
    example: Example
    errors: tuple[tuple[str, str], ...] = ()
    recognise: Callable | None = None
    probe: str = "call"
    draws: int = 0
    parameters: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        return sum(self.aspects.values())

    @property
    def answer_name(self) -> str:
        """The name that the learner's notebook must define."""
        return self.signature.split("(")[0].split(".")[0]

    @property
    def argument_names(self) -> list[str]:
        """Names for the arguments of a case, for messages."""
        if self.parameters:
            return list(self.parameters)
        inside = self.signature[self.signature.index("(") + 1 : self.signature.rindex(")")]
        return [name.split("=")[0].strip() for name in inside.split(",") if name.strip()]

    def cases(self, rng, draws: int = 0) -> list[Case]:
        return self.inputs(rng, draws or self.draws) if self.draws else self.inputs(rng)


@dataclass(frozen=True)
class Option:
    """A choice of a question, with the reason why it is right or wrong."""

    text: str
    reason: str
    misconception: str = ""


@dataclass(frozen=True)
class Question:
    text: str
    options: dict[str, Option]
    right: str


@dataclass(frozen=True)
class Choice:
    """Questions with options: predictions and quizzes.

    The learner sets a variable: a dict from each question's id to the key of an option, or
    just the key where there is one question.
    """

    name: str
    title: str
    task: str
    minutes: int
    difficulty: int
    questions: dict[str, Question]
    hints: tuple[str, ...] = ()
    points_each: int = 1
    probe: str = "value"

    @property
    def answer_name(self) -> str:
        """The variable that the learner's notebook must set."""
        return self.name.split(".")[-1]

    @property
    def points(self) -> int:
        return self.points_each * len(self.questions)
