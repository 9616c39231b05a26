"""Lesson 07: cosines, the nearest words, analogies, and how far to believe them."""

from grader_tests.exercise import Option, prediction
from grader_tests.exercise_07_analogy import ANALOGY
from grader_tests.exercise_07_correlation import SIMILARITY_CORRELATION
from grader_tests.exercise_07_cosine import COSINE_SIMILARITY
from grader_tests.exercise_07_neighbours import MOST_SIMILAR

EXERCISES = (COSINE_SIMILARITY, MOST_SIMILAR, ANALOGY, SIMILARITY_CORRELATION)


# --- predictions ----------------------------------------------------------------------------

THREE_MEASURES = prediction(
    "07.three_measures",
    "Which word is nearest?",
    "Measure with the dot product (the largest is nearest), the distance of the arrows' heads, "
    "and the angle between the arrows. Which word is nearest to *milk*?",
    {
        "bowl": Option(
            "bowl, by all three",
            "By the dot product, yes, as its arrow is long. But its head is far away, and its "
            "angle is the widest.",
        ),
        "cream": Option(
            "cream, by all three",
            "By the angle, yes: the direction is almost the same. But its arrow is short: another "
            "head is nearer, and another dot product larger.",
        ),
        "differ": Option(
            "another word by each of them",
            "Right: bowl by the dot product, soup by the distance, cream by the angle.",
        ),
    },
    "differ",
)
BEFORE_TRAINING = prediction(
    "07.before_training",
    "Neighbours in a random table",
    "All vectors are random, with 50 numbers each. How high is the highest cosine of *red* with "
    "one of the about 4,000 other words?",
    {
        "zero": Option(
            "about 0",
            "That is the *mean* of the cosines. They spread by about 1/√50 = 0.14 around it, and "
            "the highest of 4,000 is about 3.5 times as far out.",
        ),
        "half": Option(
            "about 0.5",
            "Right: cosines of random vectors spread by about 1/√50 = 0.14 around 0, and the "
            "highest of 4,000 lies about 3.5 times as far out.",
        ),
        "one": Option(
            "about 1",
            "With 50 numbers that would be a rare accident: the cosines spread by only about "
            "1/√50 = 0.14 around 0.",
        ),
    },
    "half",
)
INPUTS_LEFT_IN = prediction(
    "07.inputs_left_in",
    "If nothing is left out",
    "In the table of the documentation: which word is nearest to b - a + c most often, if all "
    "words may be answers, the inputs, too?",
    {
        "answer": Option(
            "the right word",
            "That is how it is often told. But c is a part of the sum, and b - a is small beside "
            "it: the arrow still points to c.",
            "M15",
        ),
        "c": Option(
            "c",
            "Right: c is a part of the sum, and b - a is small beside it, so the arrow still "
            "points to c.",
        ),
        "a": Option(
            "a",
            "a is subtracted, so the arrow points away from it. But c is a part of the sum, and "
            "the arrow still points to it.",
            "M15",
        ),
    },
    "c",
)
PREDICTIONS = (THREE_MEASURES, BEFORE_TRAINING, INPUTS_LEFT_IN)
