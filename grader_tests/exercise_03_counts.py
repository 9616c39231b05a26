"""Lesson 03: what to expect of a draw, and which candidates are the true word."""

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception

# --- expected_count -------------------------------------------------------------------------


def probabilities_and_tries(rng):
    """With replacement; unique with more tries than ids, and with as many."""
    cases = []
    for dtype in (np.float64, np.float32):
        probability = rng.uniform(0.01, 0.3, int(rng.integers(4, 8))).astype(dtype)
        never, often = rng.permutation(len(probability))[:2]
        probability[never], probability[often] = 0, rng.uniform(0.4, 0.5)  # often: k·p above 1
        count = int(rng.integers(3, 8))
        cases += [
            Case((probability, count, None), "with replacement"),
            Case((probability, count, count + int(rng.integers(2, 9))), "unique"),
        ]
    cases.append(Case((probability, count, count), "unique"))
    return cases


def expected(probability, num_sampled, tries):
    """With replacement k·p; unique: the chance to come in the tries, 1 - (1 - p) ** tries."""
    counts = []
    for p in probability.tolist():
        counts.append(num_sampled * p if tries is None else 1 - (1 - p) ** tries)
    return np.array(counts)


def by_cases(replaced=expected, unique=expected):
    """A wrong formula for one of the two cases."""

    def counts(probability, num_sampled, tries):
        formula = replaced if tries is None else unique
        return formula(probability.astype(np.float64), num_sampled, tries)

    return counts


EXPECTED_COUNT = Exercise(
    name="03.expected_count",
    title="How often is a word expected?",
    task=r"""Return the expected count of each class. Without `tries` the draw is with
replacement: $k\,Q$, where $k$ is `num_sampled` and $Q$ is `probability`. With
`tries` the draw was unique, and took that many tries to find $k$ different ids: then it is the
chance to come at all, $1 - (1 - Q)^{\text{tries}}$. Think of which of the two may be above 1, and
why.""",
    signature="expected_count(probability, num_sampled, tries=None)",
    minutes=8,
    difficulty=1,
    aspects={SHAPE: 1, "with replacement": 2, "unique": 2},
    inputs=probabilities_and_tries,
    spec=expected,
    compare=Close(),
    misconceptions=(
        Misconception(
            "not-times-number",
            "the probability itself",
            "This is the chance of one draw. num_sampled ids are drawn: multiply by num_sampled.",
            wrong=(
                by_cases(replaced=lambda p, k, t: p),
                lambda p, k, tries: p,
            ),
        ),
        Misconception(
            "always-unique",
            "the unique formula always",
            "Without `tries` an id may be drawn several times, and each time counts. Then the "
            "expected count is num_sampled · Q, not a chance to come at all.",
            wrong=(by_cases(replaced=lambda p, k, t: 1 - (1 - p) ** k),),
            source="M17",
        ),
        Misconception(
            "always-replaced",
            "the formula with replacement always",
            "With `tries` the ids are all different, so a class comes at most once. Use "
            "1 - (1 - Q) ** tries there.",
            wrong=(by_cases(unique=lambda p, k, t: k * p),),
            source="M17",
        ),
        Misconception(
            "rounded",
            "rounded to whole numbers",
            "You round to whole numbers. An expected count is a mean over many draws: 1.5 means "
            "once or twice, so leave its decimals as they are.",
            wrong=(
                by_cases(replaced=lambda p, k, t: np.round(k * p)),
                by_cases(replaced=lambda p, k, t: np.floor(k * p)),
                by_cases(replaced=lambda p, k, t: np.ceil(k * p)),
                by_cases(
                    lambda p, k, t: np.round(k * p), lambda p, k, t: np.round(1 - (1 - p) ** t)
                ),
                by_cases(
                    lambda p, k, t: np.floor(k * p), lambda p, k, t: np.floor(1 - (1 - p) ** t)
                ),
            ),
        ),
        Misconception(
            "cases-swapped",
            "the two formulas exchanged",
            "The two formulas have changed places: num_sampled · Q is for `tries is None`, "
            "1 - (1 - Q) ** tries is for a draw that took `tries` tries.",
            wrong=(
                by_cases(lambda p, k, t: 1 - (1 - p) ** k, lambda p, k, t: k * p),
                by_cases(lambda p, k, t: 1 - (1 - p) ** k, lambda p, k, t: t * p),
            ),
        ),
        Misconception(
            "tries-times-p",
            "tries · Q",
            "You multiply by the tries. A class that is drawn again counts once here: its chance "
            "to come at all is 1 - (1 - Q) ** tries.",
            wrong=(
                by_cases(unique=lambda p, k, t: t * p),
                by_cases(unique=lambda p, k, t: np.minimum(1, t * p)),
            ),
        ),
        Misconception(
            "tries-ignored",
            "num_sampled in place of tries",
            "You use num_sampled as the exponent. Skipped repeats were chances, too: the exponent "
            "is `tries`.",
            wrong=(by_cases(unique=lambda p, k, t: 1 - (1 - p) ** k),),
        ),
        Misconception(
            "chance-to-be-missed",
            "chance not to come",
            "(1 - Q) ** tries is the chance that the class is *missed* each time. Subtract it "
            "from 1.",
            wrong=(by_cases(unique=lambda p, k, t: (1 - p) ** t),),
        ),
        Misconception(
            "times-number-again",
            "the chance multiplied once more",
            "With `tries` you multiply the chance by num_sampled. A class comes once or not at "
            "all there: the chance 1 - (1 - Q) ** tries is the expected count already.",
            wrong=(by_cases(unique=lambda p, k, t: k * (1 - (1 - p) ** t)),),
        ),
        Misconception(
            "capped",
            "count cut off at 1",
            "With replacement this is a count, not a chance: a frequent class comes several "
            "times, so num_sampled · Q may be above 1. Do not cut it off.",
            wrong=(by_cases(replaced=lambda p, k, t: np.minimum(1, k * p)),),
        ),
        Misconception(
            "like-tensorflow",
            "k · Q where no try was skipped",
            "Where tries equals num_sampled you return num_sampled · Q, as TensorFlow does. Such "
            "a draw is unique, too: use 1 - (1 - Q) ** tries for every number of tries.",
            wrong=(by_cases(unique=lambda p, k, t: k * p if t == k else 1 - (1 - p) ** t),),
        ),
        Misconception(
            "caret",
            "^ instead of **",
            "In Python the power is written with two stars: (1 - Q) ** tries. `^` is another "
            "operation.",
            raises=(("TypeError", r"bitwise_xor|for \^"),),
        ),
        Misconception(
            "brackets",
            "brackets around 1 - Q left out",
            "`1 - 1 - Q ** tries` is -(Q ** tries), which is never above 0: only Q is raised to "
            "the tries. Put brackets around 1 - Q: 1 - (1 - Q) ** tries.",
            wrong=(by_cases(unique=lambda p, k, t: 1 - 1 - p**t),),
        ),
        Misconception(
            "p-to-the-tries",
            "chance to come every time",
            "Q ** tries is the chance to come in *every* try. A class is missed in all tries with "
            "the chance (1 - Q) ** tries; the expected count is 1 minus that.",
            wrong=(
                by_cases(unique=lambda p, k, t: 1 - p**t),
                by_cases(unique=lambda p, k, t: p**t),
            ),
        ),
    ),
    hints=(
        "`tries is None` tells the two cases apart.",
        "Unique: what is the chance that a class is missed in one try, and in all of them?",
        "`if tries is None: return num_sampled * probability`; else "
        "`return 1 - (1 - probability) ** tries`.",
    ),
    example=Example(
        call="expected_count(np.array([0.5]), 3, tries=4)",
        answer="[0.9375]",
        why="the class is missed four times with the chance 1/16; without tries it would be "
        "3 · 0.5 = 1.5",
    ),
    errors=(
        (
            "ufunc 'bitwise_xor' not supported for the input types",
            "The power is `**` in Python; `^` is another operation, on whole numbers.",
        ),
        (
            "unsupported operand type(s) for ** or pow(): ... and 'NoneType'",
            "`tries` is None when the draw is with replacement: ask for that first.",
        ),
    ),
)


# --- accidental_hits ------------------------------------------------------------------------


def labels_and_candidates(rng):
    """Hits at the row's own place and elsewhere; a label, and an id, that come twice; B = K once.

    Ids that hit are above 256: up to there Python has one object for each number, and ``is`` is ==.
    """
    cases = []
    for batch, count, lowest in ((4, 6, 300), (5, 3, 400), (4, 4, 500), (1, 3, 600)):
        sampled = lowest + rng.permutation(20)[:count]
        labels = lowest + rng.integers(20, 30, batch)  # in no draw
        labels[0] = sampled[-1]
        if batch > 2:
            labels[1] = sampled[1]
            labels[2] = labels[rng.integers(2)]
        if count > 3:
            sampled[rng.choice([0, 2])] = sampled[1]
        cases.append(Case((labels, sampled)))
    apart = np.arange(3), np.arange(10, 14)
    return [*cases, Case((rng.permutation(apart[0]), rng.permutation(apart[1])), "no hit")]


def hits(labels, sampled):
    """Is the j-th candidate the label of row i?"""
    answer = np.zeros((len(labels), len(sampled)), bool)
    for i in range(len(labels)):
        for j in range(len(sampled)):
            answer[i, j] = labels[i] == sampled[j]
    return answer


def by_place(labels, sampled):
    answer = np.zeros((len(labels), len(sampled)), bool)
    for i in range(min(answer.shape)):
        answer[i, i] = labels[i] == sampled[i]
    return answer


def one_place(place: int):
    """Each row has its first hit only, or its last."""

    def answer(labels, sampled):
        table = np.zeros((len(labels), len(sampled)), bool)
        for i in range(len(labels)):
            table[i, np.flatnonzero(labels[i] == sampled)[place:][:1]] = True
        return table

    return answer


def one_row(place: int):
    """Each candidate has its first hit only, or its last."""
    return lambda labels, sampled: one_place(place)(sampled, labels).T


def any_label(labels, sampled):
    return np.tile(np.isin(sampled, labels), (len(labels), 1))


ACCIDENTAL_HITS = Exercise(
    name="03.accidental_hits",
    title="Which candidates are the true word?",
    task="""For every row of the batch and every candidate, say whether the candidate is that
row's own label. Return an array of bool with one row for each label. Two rows may have the same
label, and an id that was drawn twice is a hit at both places.""",
    signature="accidental_hits(labels, sampled)",
    minutes=8,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, "no hit": 1},
    inputs=labels_and_candidates,
    spec=hits,
    compare=Close(dtype="bool"),
    recognise=Close(),
    misconceptions=(
        Misconception(
            "any-label",
            "label of any row",
            "You mark a candidate that is the label of *any* row. Each row has its own label: "
            "compare `labels[i]` with `sampled[j]` only.",
            wrong=(any_label,),
        ),
        Misconception(
            "any-label-flat",
            "one answer for the whole batch",
            "You have one answer for each candidate, shape (K,). Each row needs an answer of its "
            "own, shape (B, K): compare a column of labels with a row of candidates.",
            wrong=(lambda labels, sampled: np.isin(sampled, labels),),
        ),
        Misconception(
            "row-has-hit",
            "one answer for each row",
            "You have one answer for each row, shape (B,). Say it for every candidate, shape "
            "(B, K): compare a column of labels with a row of candidates.",
            wrong=(
                lambda labels, sampled: np.isin(labels, sampled),
                lambda labels, sampled: np.isin(labels, sampled)[:, np.newaxis],
            ),
        ),
        Misconception(
            "by-place",
            "position with position",
            "You compare the first label with the first candidate, the second with the second, "
            "and so on. Every row meets *every* candidate: `labels[:, np.newaxis] == sampled`.",
            wrong=(
                by_place,
                lambda labels, sampled: by_place(labels, sampled).diagonal(),
            ),
            raises=(
                ("ValueError", "could not be broadcast"),
                ("InvalidArgumentError", "[Ii]ncompatible shapes|must be broadcastable"),
                ("IndexError", "out of bounds"),
            ),
        ),
        Misconception(
            "one-place-only",
            "one hit for each row at most",
            "Each of your rows has one hit at most, but an id that was drawn twice is a hit at "
            "both places. Compare every candidate; do not stop at one, and do not look up its "
            "place with `index`, a dict or TensorFlow's function.",
            wrong=(one_place(0), one_place(-1)),
        ),
        Misconception(
            "one-row-only",
            "one hit for each candidate at most",
            "Each of your candidates is a hit in one row at most, but two rows may have the same "
            "label. Compare every row; a dict from label to row, or `index`, keeps only one.",
            wrong=(one_row(0), one_row(-1)),
        ),
        Misconception(
            "whole-row",
            "the whole row marked",
            "Where a row has a hit, you mark all of it. Only the place of the candidate that "
            "equals the label is True: compare each candidate on its own.",
            wrong=(
                lambda labels, sampled: np.tile(
                    np.isin(labels, sampled)[:, np.newaxis], (1, len(sampled))
                ),
            ),
        ),
        Misconception(
            "all-false",
            "no hit found",
            "Your answer is False everywhere. `is` asks whether two things are the same object, "
            "not whether two numbers are equal: compare with ==.",
            wrong=(
                lambda labels, sampled: np.zeros((len(labels), len(sampled)), bool),
                lambda labels, sampled: False,
            ),
        ),
        Misconception(
            "transposed",
            "rows and columns exchanged",
            "Rows and columns are exchanged: one row for each label, one column for each "
            "candidate, shape (B, K).",
            wrong=(lambda labels, sampled: hits(labels, sampled).T,),
        ),
        Misconception(
            "inverted",
            "true where it differs",
            "You have True where the candidate is *not* the label. A hit is an equal id: use ==.",
            wrong=(lambda labels, sampled: ~hits(labels, sampled),),
        ),
        Misconception(
            "not-bool",
            "numbers instead of bools",
            "The answer should hold bools, True and False. A comparison with == gives them, and "
            "`.astype(bool)` makes them of 1 and 0.",
            wrong=(
                lambda labels, sampled: hits(labels, sampled).astype(int),
                lambda labels, sampled: hits(labels, sampled).astype(np.float32),
            ),
            kind="dtype",
        ),
        Misconception(
            "positions",
            "positions instead of a table",
            "You return where the hits are. Return the whole table of shape (B, K), True at a hit "
            "and False elsewhere.",
            wrong=(
                lambda labels, sampled: np.argwhere(hits(labels, sampled)),
                lambda labels, sampled: np.nonzero(hits(labels, sampled)),
                lambda labels, sampled: np.nonzero(hits(labels, sampled))[0],
                lambda labels, sampled: np.nonzero(hits(labels, sampled))[1],
            ),
        ),
    ),
    hints=(
        "With two loops: the answer at row i, column j is `labels[i] == sampled[j]`.",
        "`labels[:, np.newaxis]` is a column of shape (B, 1). What does NumPy do when it compares "
        "a column with a row?",
        "`return labels[:, np.newaxis] == sampled`",
    ),
    example=Example(
        call="accidental_hits(np.array([3, 5]), np.array([5, 8, 3]))",
        answer="[[False, False, True], [True, False, False]]",
        why="the first row's label 3 is the last candidate, the second row's 5 is the first",
    ),
    errors=(
        (
            "operands could not be broadcast together",
            "Shapes (B,) and (K,) do not fit. Make a column of the labels: "
            "`labels[:, np.newaxis]`, shape (B, 1).",
        ),
    ),
)
