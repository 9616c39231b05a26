"""Lesson 01: a vocabulary, one-hot vectors, and the lookup in a table of dense vectors."""

from grader_tests.exercise import Option, prediction
from grader_tests.exercise_01_lookup import EMBEDDING_LOOKUP
from grader_tests.exercise_01_memory import PREDICT_MEMORY
from grader_tests.exercise_01_one_hot import ONE_HOT
from grader_tests.exercise_01_vocabulary import BUILD_VOCABULARY

EXERCISES = (BUILD_VOCABULARY, ONE_HOT, EMBEDDING_LOOKUP, PREDICT_MEMORY)


# --- predictions ----------------------------------------------------------------------------

NEARER = prediction(
    "01.nearer",
    "Which words are nearer?",
    "Measured between their one-hot vectors: is *cat* nearer to *dog* than *four* is?",
    {
        "yes": Option(
            "yes",
            "A one-hot vector knows nothing but the word's own place. *cat* and *four* "
            "are equally far from *dog*.",
        ),
        "no": Option(
            "no, it is farther away",
            "How far the ids are apart does not count: each vector has a single 1, in a "
            "place of its own. *cat* and *four* are equally far from *dog*.",
        ),
        "equal": Option(
            "both are equally far",
            "Right: any two different words are equally far from each other, whatever they mean.",
        ),
    },
    "equal",
)

ZERO_TIMES_NAN = prediction(
    "01.zero_times_nan",
    "Zero times NaN",
    "NaN, *not a number*, is what NumPy gives for 0 / 0 (plain Python stops there). What "
    "is `0 * np.nan`?",
    {
        "zero": Option(
            "0",
            "With numbers, yes. But NaN might stand for anything, even for infinity, so "
            "nobody can say what 0 · NaN is: it stays NaN.",
        ),
        "nan": Option("NaN", "Right: nearly all that is calculated with NaN is NaN, even 0 · NaN."),
        "error": Option(
            "an error",
            "Only *dividing* by zero stops Python. Multiplying with NaN goes on silently, "
            "which is harder to notice: 0 · NaN is NaN.",
        ),
    },
    "nan",
)

PREDICTIONS = (NEARER, ZERO_TIMES_NAN)
