"""Lesson 04: the NCE loss, negative sampling, and the full sigmoid loss."""

from grader_tests.exercise import Option, prediction
from grader_tests.exercise_04_full_sigmoid import FULL_SIGMOID_LOSS
from grader_tests.exercise_04_model_loss import CALCULATE_LOSS
from grader_tests.exercise_04_nce import NCE_LOSS
from grader_tests.exercise_04_negative_sampling import NEGATIVE_SAMPLING_LOSS

EXERCISES = (CALCULATE_LOSS, NCE_LOSS, NEGATIVE_SAMPLING_LOSS, FULL_SIGMOID_LOSS)


# --- predictions ----------------------------------------------------------------------------


TWO_ROWS = prediction(
    "04.which_row",
    "Which row came from a softmax?",
    "Which row of probabilities can't come from a softmax?",
    {
        "first": Option(
            "0.70 0.18 0.00 0.08 0.00 0.04",
            "These six numbers sum to 1, as a softmax's must; its 0.00 only means less "
            "than 0.005. The other row sums to 1.80.",
        ),
        "second": Option(
            "0.95 0.40 0.05 0.22 0.01 0.17",
            "Right: these sum to 1.80. They are six separate yes/no answers, and each may "
            "be anything between 0 and 1.",
        ),
    },
    "second",
)

MORE_NEGATIVES = prediction(
    "04.more_negatives",
    "What do more negatives do to the loss?",
    "The same untrained model, 5 negatives or 50: where is the NCE loss higher?",
    {
        "five": Option(
            "with 5",
            "The loss is a sum over 1 + K questions, so it grows with K though the model "
            "is the same. That is why losses with different K can't be compared.",
            "M20",
        ),
        "fifty": Option(
            "with 50",
            "Right: 51 questions are summed instead of 6 (and log(k·Q) changes, too). The "
            "model did not get worse; losses with different K just can't be compared.",
        ),
        "same": Option(
            "the same",
            "The loss is a sum over 1 + K questions, and log(k·Q) changes with k as well. "
            "So the number changes for the very same model.",
            "M20",
        ),
    },
    "fifty",
)

PREDICTIONS = (TWO_ROWS, MORE_NEGATIVES)
