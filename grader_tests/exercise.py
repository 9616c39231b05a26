"""The one data structure behind every exercise: what is right, what is wrong, and why."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader_tests.comparing import as_number

SHAPE = "shape"  # the aspect that every case has a part in
ORDER = "order"  # the aspect, and the kind of difference, of right rows in another order


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
    way, names it in ``fails_only``; one that the comparison itself can tell names the ``kind`` of
    its ``Difference``. ``source`` says where the idea comes from.
    """

    id: str
    name: str
    message: str
    wrong: tuple[Callable, ...] = ()
    raises: tuple[tuple[str, str], ...] = ()
    fails_only: str = ""
    kind: str = ""
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
    answer and the learner's; ``aspects`` maps each aspect to its points, ``"shape"`` (and
    ``"order"``, where it is one) being earned over all cases together, and the one called
    ``last`` only by whom nothing else is wrong. ``library`` names functions of ``w2vlib`` that
    would be the answer, beside the one of the exercise's own name; ``uses_library`` says that
    the answer may be nothing but calls of it. ``trains`` says that a judgement takes a training.
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
    library: tuple[str, ...] = ()
    last: str = ""
    uses_library: bool = False
    trains: bool = False

    @property
    def points(self) -> int:
        """What all aspects together are worth."""
        return sum(self.aspects.values())

    @property
    def answer_name(self) -> str:
        """The name that the learner's notebook must define."""
        return self.signature.split("(")[0].split(".")[0]

    @property
    def function_name(self) -> str:
        """The function that is taught; a method's name where ``answer_name`` is a class."""
        return own_name(self.name)

    @property
    def argument_names(self) -> list[str]:
        """Names for the arguments of a case, for messages."""
        if self.parameters:
            return list(self.parameters)
        inside = self.signature[self.signature.index("(") + 1 : self.signature.rindex(")")]
        return [name.split("=")[0].strip() for name in inside.split(",") if name.strip()]

    def cases(self, rng: np.random.Generator, draws: int = 0) -> list[Case]:
        """Cases drawn from ``rng``; ``draws`` is how often a random function is asked."""
        return self.inputs(rng, draws or self.draws) if self.draws else self.inputs(rng)


@dataclass(frozen=True)
class Option:
    """A choice of a question, with the reason why it is right or wrong."""

    text: str
    reason: str
    misconception: str = ""


@dataclass(frozen=True)
class Question:
    """A question with options; ``right`` is the key of one of them."""

    text: str
    options: dict[str, Option]
    right: str

    def find(self, answer: object) -> str | None:
        """The key of the option that was chosen; None if there is no such option."""
        return answer if isinstance(answer, str) and answer in self.options else None

    def unknown(self) -> str:
        """What to tell about an answer that is none of the options."""
        return f"is none of {', '.join(map(repr, self.options))}."

    def misconception(self, key: str | float, question_id: str) -> str:
        """The id of what a wrong option stands for."""
        return self.options[key].misconception or f"{question_id}-{key}"


@dataclass(frozen=True)
class NumberQuestion(Question):
    """A question for a number. Its options are the right number and the wrong ones that have a
    known cause; their texts say how one gets there. ``next_step`` is for any other number.
    """

    options: dict[float, Option]
    right: float
    next_step: str

    def find(self, answer: object) -> float | None:
        """The option's number that the answer means; None if there is no such option."""
        number = as_number(answer)
        if number is None:
            return None
        return next((key for key in self.options if math.isclose(number, key, rel_tol=1e-6)), None)

    def unknown(self) -> str:
        """What to tell about any other number."""
        return f"is not the number. {self.next_step}"


@dataclass(frozen=True)
class Choice:
    """Questions with options: predictions and quizzes.

    The learner sets a variable: a dict from each question's id to the key of an option (or to a
    number), or just the key where there is one question.
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
    library: tuple[str, ...] = ()
    uses_library: bool = False

    @property
    def answer_name(self) -> str:
        """The variable that the learner's notebook must set."""
        return own_name(self.name)

    function_name = answer_name

    @property
    def points(self) -> int:
        """What all questions together are worth."""
        return self.points_each * len(self.questions)


def prediction(name: str, title: str, text: str, options: dict[str, Option], right: str) -> Choice:
    """An ungraded question, asked before the cell that answers it."""
    return Choice(
        name=name,
        title=title,
        task="",
        minutes=1,
        difficulty=1,
        questions={own_name(name): Question(text, options, right)},
        points_each=0,
    )


def own_name(name: str) -> str:
    """``keep_probability`` of the exercise ``06.keep_probability``."""
    return name.rpartition(".")[2]
