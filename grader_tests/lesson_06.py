"""Lesson 06: three rules for dropping frequent words, and what dropping does to windows."""

from grader_tests.exercise import Option, prediction
from grader_tests.exercise_06_discard import DISCARD_PROBABILITY
from grader_tests.exercise_06_keep import KEEP_PROBABILITY
from grader_tests.exercise_06_percentile import PERCENTILE_DISCARD_PROBABILITY
from grader_tests.exercise_06_subsample import SUBSAMPLE

EXERCISES = (
    DISCARD_PROBABILITY,
    KEEP_PROBABILITY,
    PERCENTILE_DISCARD_PROBABILITY,
    SUBSAMPLE,
)


# --- predictions ----------------------------------------------------------------------------


HOW_MUCH = prediction(
    "06.how_much",
    "How much of a text are its frequent words?",
    "This text has about 8,000 different words. How much of it do the 100 most frequent ones "
    "make up?",
    {
        "hundredth": Option(
            "about 1 %: a hundred of 8,000 words",
            "So it would be if all words were alike. But *the* alone is 8 % of this text.",
        ),
        "tenth": Option(
            "about 10 %",
            "The ten most frequent words alone are more than a quarter of this text.",
        ),
        "half": Option(
            "more than half",
            "Right: a hundred words make up more than half of the text, as in most texts.",
        ),
    },
    "half",
)

ABOVE_THRESHOLD = prediction(
    "06.above_threshold",
    "A little above the threshold",
    "A word is twice as frequent as the threshold. What does the paper's rule do with its tokens?",
    {
        "removed": Option(
            "it removes practically all of them, as the word is above the threshold",
            "The threshold is where dropping *begins*. 1 - √(1/2) is 0.29: three of ten tokens go.",
            "M13",
        ),
        "half": Option(
            "it drops half of them, so that the threshold remains",
            "So it would be without the root. With it, 1 - √(1/2) = 0.29 of them are dropped.",
        ),
        "some": Option(
            "it drops about three of ten",
            "Right: 1 - √(1/2) = 0.29.",
        ),
    },
    "some",
)

MIXED_UP = prediction(
    "06.mixed_up",
    "What if keep and discard are mixed up?",
    "Somebody takes the paper's chance to *discard* for the chance to keep. Which words are left "
    "of the text?",
    {
        "rare": Option(
            "the rare ones: frequent words are dropped as before",
            "A rare word's chance to be discarded is 0. Taken for the chance to keep, it means: "
            "never kept.",
            "M7",
        ),
        "frequent": Option(
            "the frequent ones: every word up to the threshold is gone",
            "Right: their number is 0, and taken for a chance to keep that means never. *The* "
            "stays almost whole.",
        ),
        "same": Option(
            "about the same: some tokens are dropped either way",
            "The number for *the* is near 1, for rare words it is 0. Mixed up, just the wrong "
            "ones stay.",
            "M7",
        ),
    },
    "frequent",
)

AT_THE_PERCENTILE = prediction(
    "06.at_the_percentile",
    "Exactly at the threshold",
    "A word is exactly as frequent as t, the 85th percentile. How many of its tokens does the "
    "rule with + t drop?",
    {
        "none": Option(
            "none, or slightly more than 0 %",
            "That is how it has been described. But f = t gives 1 - √(t/(t + t)) = 1 - √(1/2) = "
            "0.29.",
            "M24",
        ),
        "some": Option("29 %", "Right: t/(t + t) is 1/2, its root 0.71, and 1 - 0.71 = 0.29."),
        "most": Option(
            "85 %",
            "85 is the share of the words that are rarer than t. The chance comes from the "
            "formula: 1 - √(t/(t + t)) = 0.29.",
        ),
    },
    "some",
)

REACH = prediction(
    "06.reach",
    "How far does a window reach?",
    "Two of five tokens stay, then windows of 2 are laid over what is left. How far apart in the "
    "*original* text is a target from the second word to its right?",
    {
        "same": Option(
            "2 places: a window of 2 is a window of 2",
            "Two places in the *thinned* text. In the original one there are dropped tokens in "
            "between.",
        ),
        "further": Option(
            "about 4 or 5 places",
            "Right: if two of five tokens stay, two tokens that stay come from about five.",
        ),
        "nearer": Option(
            "about 1 place: there are fewer words",
            "There are fewer words, so the next one that stays is *further* away in the original "
            "text.",
        ),
    },
    "further",
)

WINDOWS_FIRST = prediction(
    "06.windows_first",
    "What if the windows come first?",
    "Windows of 2 are laid over the whole text. After that each pair goes in which a token is "
    "lost. Which pairs are left, compared with subsampling first?",
    {
        "same": Option(
            "the same pairs: the same tokens are lost",
            "The same tokens are lost. But the others have not moved up: two tokens that are three "
            "places apart make no pair, even if both tokens between them are lost.",
            "M26",
        ),
        "more": Option(
            "more pairs, as the whole text was used",
            "At first there are more. But of the pairs of two very frequent words hardly one in a "
            "hundred is left, and no new pairs come in their place.",
            "M26",
        ),
        "fewer": Option(
            "fewer pairs, and none is further apart than 2",
            "Right: the others do not move up, so each loss leaves a hole in the windows.",
        ),
    },
    "fewer",
)

PREDICTIONS = (HOW_MUCH, ABOVE_THRESHOLD, MIXED_UP, AT_THE_PERCENTILE, REACH, WINDOWS_FIRST)
