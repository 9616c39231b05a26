"""Lesson 03: noise distributions, drawing candidates, expected counts, accidental hits."""

from grader_tests.exercise import Option, prediction
from grader_tests.exercise_03_counts import ACCIDENTAL_HITS, EXPECTED_COUNT
from grader_tests.exercise_03_noise import LOG_UNIFORM_PROBABILITY, NOISE_DISTRIBUTION
from grader_tests.exercise_03_sampling import SAMPLE_CANDIDATES

EXERCISES = (
    LOG_UNIFORM_PROBABILITY,
    NOISE_DISTRIBUTION,
    SAMPLE_CANDIDATES,
    EXPECTED_COUNT,
    ACCIDENTAL_HITS,
)


# --- predictions ----------------------------------------------------------------------------


PADDING = prediction(
    "03.padding_share",
    "How often is the noise padding?",
    "Of 4,096 ids, id 0 is padding and id 1 stands for unknown words. How often is a log-uniform "
    "negative one of these two?",
    {
        "never": Option(
            "never: they are no words",
            "The sampler sees numbers only. It does not know that id 0 means padding, and it "
            "draws the lowest ids most often.",
            "M2",
        ),
        "rarely": Option(
            "about 1 in 2,000",
            "So it would be if all 4,096 ids were alike. But log-uniform draws the lowest ids "
            "most often: 0 with 8.3 % and 1 with 4.9 %.",
            "M2",
        ),
        "often": Option(
            "about 1 in 8",
            "Right: 8.3 % and 4.9 %. The two lowest ids are the likeliest of all.",
        ),
    },
    "often",
)

TRUE_CLASS = prediction(
    "03.true_classes",
    "What does the sampler do with the true classes?",
    "A sampler of `tf.random` wants the true classes as an argument. What does it do with them?",
    {
        "leaves_out": Option(
            "it never draws them",
            "Many texts say so. But the candidates are drawn without a look at the true classes; "
            "these only get their expected counts. The next cells show it.",
            "M1",
        ),
        "expects": Option(
            "it tells their expected counts, and nothing else",
            "Right: the candidates are drawn as if the true classes were not there. To see which "
            "of them were hit is a step of its own.",
        ),
        "draws": Option(
            "it draws them first",
            "The candidates are drawn without a look at the true classes; these only get their "
            "expected counts.",
        ),
    },
    "expects",
)

WHOLE_BATCH = prediction(
    "03.whole_batch",
    "How many negatives has a batch?",
    "A batch has 64 examples, and the sampler is called with `num_sampled=5`. How many ids does it "
    "return as candidates?",
    {
        "five": Option(
            "5",
            "Right: one set of five serves all 64 examples. That is cheap, and it makes the "
            "examples of a batch share their luck.",
        ),
        "each": Option(
            "64 · 5 = 320",
            "word2vec's C program draws five for every pair. The samplers of TensorFlow draw one "
            "set of five for the whole batch.",
            "M10",
        ),
        "with_true": Option(
            "64 + 5 = 69",
            "The true classes come back with their expected counts, but not among the candidates. "
            "There are five, for the whole batch.",
        ),
    },
    "five",
)

DRAWN_TWICE = prediction(
    "03.drawn_twice",
    "A negative that is drawn twice",
    "With replacement, the ids 3, 0, 3 are drawn. How strongly is the row of id 3 pushed, compared "
    "with that of id 0?",
    {
        "same": Option(
            "as strongly",
            "Each draw is a question of its own, and id 3 is asked twice. So its row gets twice "
            "the push.",
            "M17",
        ),
        "twice": Option(
            "twice as strongly",
            "Right: each draw is a question of its own, and their pushes add up.",
        ),
    },
    "twice",
)

PREDICTIONS = (PADDING, TRUE_CLASS, WHOLE_BATCH, DRAWN_TWICE)
