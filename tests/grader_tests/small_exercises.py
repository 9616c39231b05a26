"""Made-up exercises, small enough to see through, to try the engine with."""

import numpy as np

from grader_tests.comparing import Close, SameStatistics
from grader_tests.exercise import (
    SHAPE,
    Case,
    Choice,
    Example,
    Exercise,
    Misconception,
    NumberQuestion,
    Option,
    Question,
)


def three_cases(rng):
    return [
        Case((rng.normal(2, 0.1, 3),)),
        Case((rng.normal(2, 0.1, 4),)),
        Case((np.array([1000.0]),), "large"),
    ]


def raising(values):
    raise ZeroDivisionError("nothing is left")


DOUBLE = Exercise(
    name="99.double",
    title="Twice as much",
    task="Double the values.",
    signature="double(values)",
    minutes=1,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, "large": 3},
    inputs=three_cases,
    spec=lambda values: 2 * values,
    compare=Close(),
    misconceptions=(
        Misconception("square", "squared", "You squared.", wrong=(np.square, abs)),
        Misconception("raises", "raises", "It raised.", wrong=(raising,)),
        Misconception("text", "by its text", "Told.", raises=(("ValueError", r"^bad .* here$"),)),
    ),
    hints=("Add it to itself.",),
    example=Example("double(np.ones(1))", "[2.]", "1 + 1"),
)


def means(values, draws):
    """Draws around the mean, just one unit above it and below: their variance is exactly 1."""
    return {"losses": values.mean() + np.tile([-1.0, 1.0], draws // 2), "gradients": {}}


RANDOM = Exercise(
    name="99.random",
    title="A noisy mean",
    task="Give a noisy mean.",
    signature="noisy(values, draws)",
    minutes=1,
    difficulty=1,
    aspects={"values": 4},
    inputs=lambda rng, draws: [Case((rng.normal(10, 0.1, 5), draws))],
    spec=means,
    compare=SameStatistics(rtol=0.0),
    misconceptions=(),
    hints=("Average.",),
    example=Example("0", "0", "0"),
    draws=100,
)

COLOUR = Choice(
    name="99.colour",
    title="Colours",
    task="Choose.",
    minutes=1,
    difficulty=1,
    questions={
        "sky": Question(
            "The sky is",
            {"b": Option("blue", "Yes, blue."), "g": Option("green", "No, look up.", "M99")},
            "b",
        )
    },
)
TWO_QUESTIONS = Choice(
    name="99.both",
    title="Both",
    task="Choose.",
    minutes=1,
    difficulty=1,
    questions={
        "sky": COLOUR.questions["sky"],
        "grass": Question(
            "Grass is", {"b": Option("blue", "Not blue."), "g": Option("green", "Yes.")}, "g"
        ),
    },
    points_each=2,
)
NUMBERS = Choice(
    name="99.numbers",
    title="Numbers",
    task="Count.",
    minutes=1,
    difficulty=1,
    questions={
        "week": NumberQuestion(
            "Days in a week",
            {
                7: Option("all days", "Yes, seven."),
                5: Option("working days", "Saturday and Sunday count, too.", "weekend-forgotten"),
            },
            7,
            "Count them on your fingers.",
        ),
        "half": NumberQuestion(
            "Days in half a week",
            {3.5: Option("7 / 2", "Yes, 7 / 2."), 3: Option("7 // 2", "Not a whole number.")},
            3.5,
            "Divide by two.",
        ),
    },
    points_each=2,
)
