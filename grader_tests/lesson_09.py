"""Lesson 09: the learner's pieces put together, and what lowers the loss or betters the vectors."""

from grader_tests.exercise import Option, prediction
from grader_tests.exercise_09_assemble import ASSEMBLE
from grader_tests.exercise_09_claims import SPOT_THE_ERROR
from grader_tests.exercise_09_cosine import COSINE_DECAY
from grader_tests.exercise_09_exponential import EXPONENTIAL_DECAY
from grader_tests.exercise_09_settings import CHOOSE_SETTINGS

EXERCISES = (ASSEMBLE, COSINE_DECAY, EXPONENTIAL_DECAY, CHOOSE_SETTINGS, SPOT_THE_ERROR)


# --- predictions ----------------------------------------------------------------------------


BEST_SCHEDULE = prediction(
    "09.best_schedule",
    "Which schedule wins?",
    "Each schedule gets the initial rate that suits it best. Which one ends with the lowest "
    "validation loss?",
    {
        "cosine": Option(
            "cosine, clearly",
            "At most rates it is far better than exponential decay. But the straight line does as "
            "well, and with its own best rate exponential decay does, too.",
        ),
        "exponential": Option(
            "exponential, clearly",
            "It ends about as low as the others, and only if it begins with a higher rate.",
        ),
        "equal": Option(
            "linear, cosine and exponential end about equal",
            "Right: each of them needs a rate of its own. The choice of the rate matters more "
            "than the curve.",
        ),
    },
    "equal",
)
LOWER_LOSS = prediction(
    "09.lower_loss",
    "Does the lower loss win?",
    "One model learns from all words, the other one with subsampling. Which one has the lower "
    "validation loss, and which one answers more analogies?",
    {
        "without": Option(
            "without subsampling both are better",
            "The loss is lower, as the held-out pairs have the raw frequencies, too. The analogies "
            "need not follow.",
            "M20",
        ),
        "with": Option(
            "with subsampling both are better",
            "A model that learned from subsampled text is not at home among held-out pairs with "
            "the raw frequencies, however good its vectors are.",
            "M20",
        ),
        "split": Option(
            "the loss is lower without it, the analogies are better with it",
            "Right. The loss asks for the frequencies of the raw text, the analogies for meanings.",
        ),
    },
    "split",
)
WIDE_WINDOW = prediction(
    "09.wide_window",
    "Is wider better?",
    "The window grows from 1 to 12 words. What happens to the analogies?",
    {
        "rise": Option(
            "they get better and better",
            "They rise at first. Then the wide window lets in words that say nothing about the "
            "form of a word.",
            "M14",
        ),
        "peak": Option(
            "they get better, then worse",
            "Right: a few words to each side tell most about a word's form.",
        ),
        "fall": Option(
            "they get worse from the beginning",
            "A window of 1 misses much: only the nearest word to each side is seen, and that is "
            "often a little word.",
        ),
    },
    "peak",
)
ADAM_ROW = prediction(
    "09.adam_row",
    "Does a row rest without a gradient?",
    "Row 7 had a gradient in the first step and has none in the second. With Keras' Adam, "
    "does it move in the second step?",
    {
        "rests": Option(
            "no: without a gradient nothing moves",
            "That is so under SGD. Adam remembers earlier gradients of a row, and applies them in "
            "every step.",
            "M19",
        ),
        "moves": Option(
            "yes: it goes on moving",
            "Right: by what Adam remembers of the first gradient.",
        ),
        "all": Option(
            "yes, and so do all rows of the table",
            "Adam does compute something for every row. But where nothing was ever remembered, "
            "the move is 0.",
        ),
    },
    "moves",
)
PREDICTIONS = (BEST_SCHEDULE, LOWER_LOSS, WIDE_WINDOW, ADAM_ROW)
