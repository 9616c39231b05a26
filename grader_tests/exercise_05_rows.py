"""Exercise 05.rows_with_gradient: which rows of the output table an example trains."""

import numpy as np

from grader_tests.comparing import Difference, as_number
from grader_tests.exercise import Case, Example, Exercise, Misconception
from grader_tests.judging import NO_RETURN

REFUSED, NOTHING = "ValueError", "None"  # as the probe ``call_or_refuse`` tells them
LOSSES = ("full_softmax", "sampled_softmax", "nce")
OTHER_NAMES = ("softmax", "negative_sampling", "NCE", "full_sigmoid", "sampled", "")


def losses_and_sizes(rng):
    """Every loss at two sizes; a single negative and almost all words as negatives among them."""
    cases = []
    for name in LOSSES:
        V, K = int(rng.integers(1000, 500_000)), int(rng.integers(2, 100))
        small = int(rng.integers(10, 50))
        aspect = "full softmax" if name == "full_softmax" else "sampled losses"
        cases += [Case((name, V, K), aspect), Case((name, small, small - 2), aspect)]
        cases += [Case((name, small + 1, 1), aspect)]
    for name in rng.choice(OTHER_NAMES, 2, replace=False):
        cases.append(Case((str(name), int(rng.integers(10, 50)), 5), "other names"))
    return cases


def rows(loss_name, vocabulary_size, num_sampled):
    """The words whose logit is computed: all of them, or the label and its negatives."""
    if loss_name == "full_softmax":
        scored = range(vocabulary_size)
    elif loss_name in ("sampled_softmax", "nce"):
        label, negatives = 0, range(1, 1 + num_sampled)
        scored = [label, *negatives]
    else:
        return REFUSED
    return len(scored)


def other_rows(full=None, sampled=None, nce=None, unknown=REFUSED):
    """Numbers of rows by another rule: functions of V and K, where it differs from the spec."""
    rules = {"full_softmax": full, "sampled_softmax": sampled, "nce": nce or sampled}

    def count(loss_name, vocabulary_size, num_sampled):
        if loss_name not in rules:
            return unknown(vocabulary_size, num_sampled) if callable(unknown) else unknown
        rule = rules[loss_name]
        right = rows(loss_name, vocabulary_size, num_sampled)
        return rule(vocabulary_size, num_sampled) if rule else right

    return count


def same_count(expected, got):
    """None, or the difference between two answers of ``rows``; a count is a whole number."""
    if isinstance(got, str) or isinstance(expected, str):
        if isinstance(got, str) and got == expected:
            return None
        if expected == REFUSED:
            return Difference("value", "This name is none of the three: raise a ValueError.")
        if got == NOTHING:
            return Difference("none", NO_RETURN)
        if got == REFUSED:
            return Difference("value", f"Expected {expected}, but you raise a ValueError.")
    number = as_number(got)
    if number is None:
        return Difference("type", "Your answer is not one number.")
    if isinstance(got, float) or getattr(got, "dtype", np.dtype(int)).kind == "f":
        return Difference(
            "dtype",
            f"Your answer {number} is a float; a count is an int. "
            "Use 1 + num_sampled without a division.",
        )
    if number != expected:
        return Difference("value", f"Expected {expected}, but your answer is {number:g}.")
    return None


def all_of_them(vocabulary_size, _num_sampled):
    return vocabulary_size


def refused(_vocabulary_size, _num_sampled):
    return REFUSED


def label_and_negatives(_vocabulary_size, num_sampled):
    return 1 + num_sampled


ROWS_WITH_GRADIENT = Exercise(
    name="05.rows_with_gradient",
    title="Which rows learn?",
    task="""One example is trained. Return how many rows of the output table `weights` get a
gradient, as an int: `loss_name` is `"full_softmax"`, `"sampled_softmax"` or `"nce"`; any other name
raises a `ValueError`. The negatives differ from each other and from the label.""",
    signature="rows_with_gradient(loss_name, vocabulary_size, num_sampled)",
    minutes=8,
    difficulty=1,
    aspects={"full softmax": 2, "sampled losses": 2, "other names": 1},
    inputs=losses_and_sizes,
    probe="call_or_refuse",
    spec=rows,
    compare=same_count,
    misconceptions=(
        Misconception(
            "full-softmax-samples",
            "the full softmax samples",
            "For the full softmax you count 1 + K rows, but nothing is sampled there, not even "
            "implicitly: every word's score stands in the sum, so every row gets a gradient. (Or "
            'your code does not get there: the name is `"full_softmax"`.)',
            wrong=(
                other_rows(full=label_and_negatives),
                other_rows(full=label_and_negatives, unknown=label_and_negatives),
                other_rows(full=lambda _, k: k),
                other_rows(full=label_and_negatives, sampled=all_of_them),
            ),
            source="M18",
        ),
        Misconception(
            "all-rows-for-every-name",
            "always all rows",
            "You return V whatever the name is, but a sampled loss touches fewer rows: its label's "
            'and its negatives\'. (If you wrote `loss_name == "a" or "b"`: that is always true, as '
            'a text counts as true. Write `loss_name in ("a", "b")`.)',
            wrong=(other_rows(sampled=all_of_them, unknown=all_of_them),),
        ),
        Misconception(
            "only-the-label-learns",
            "only the label's row learns",
            "You count one row where the others are pushed down. Each word whose score stands in "
            "the loss gets a gradient, and not the label alone.",
            wrong=(
                other_rows(full=lambda v, k: 1),
                other_rows(sampled=lambda v, k: 1),
                other_rows(full=lambda v, k: 1, sampled=lambda v, k: 1),
            ),
        ),
        Misconception(
            "label-forgotten",
            "label not counted",
            "The label is missing from your count, or is taken off it. Its row gets a gradient, "
            "too: it is pulled towards the example while the others are pushed away.",
            wrong=(
                other_rows(sampled=lambda v, k: k),
                other_rows(sampled=lambda v, k: k - 1),
                other_rows(full=lambda v, k: v - 1, sampled=lambda v, k: k - 1),
                other_rows(full=lambda v, k: v - 1),
                other_rows(full=lambda v, k: v - 1, sampled=lambda v, k: k),
            ),
        ),
        Misconception(
            "sampled-is-full",
            "sampled losses touch everything",
            "For a sampled loss you count all V rows. Only the label's and the negatives' scores "
            "are computed: no other row can get a gradient.",
            wrong=(
                other_rows(sampled=all_of_them),
                other_rows(sampled=all_of_them, nce=label_and_negatives),
                other_rows(nce=all_of_them),
            ),
        ),
        Misconception(
            "label-counted-twice",
            "label counted twice",
            "For the full softmax you count the label twice. It is one of the V words already.",
            wrong=(
                other_rows(full=lambda v, k: v + 1),
                other_rows(full=lambda v, k: v + 1 + k),
            ),
        ),
        Misconception(
            "sampled-losses-differ",
            "the two sampled losses counted differently",
            "The two sampled losses ask different questions about the *same* words: the label and "
            "its K negatives. Their counts are equal.",
            wrong=(
                other_rows(nce=lambda v, k: k),
                other_rows(sampled=lambda v, k: k, nce=label_and_negatives),
                other_rows(nce=lambda v, k: 2 * k),
                other_rows(nce=lambda v, k: 2 * (1 + k)),
                other_rows(nce=lambda v, k: 1),
            ),
            source="M4",
        ),
        Misconception(
            "name-refused",
            "a right name gets a ValueError",
            "You raise a ValueError for a name that is one of the three. Compare the spelling: "
            '`"full_softmax"`, `"sampled_softmax"`, `"nce"`, small letters with an underscore.',
            wrong=(
                other_rows(full=refused),
                other_rows(full=refused, sampled=refused),
                other_rows(full=refused, sampled=refused, nce=label_and_negatives),
                other_rows(full=refused, nce=refused),
                other_rows(sampled=refused),
                other_rows(sampled=refused, nce=label_and_negatives),
                other_rows(nce=refused),
            ),
        ),
        Misconception(
            "unknown-name-accepted",
            "an unknown name gets an answer",
            "A name that is none of the three gets an answer (or None). Say so loudly instead: "
            '`raise ValueError(f"unknown loss {loss_name!r}")` in the last branch. (A condition '
            'such as `loss_name == "a" or "b"` is always true: write `loss_name in ("a", "b")`.)',
            wrong=(
                other_rows(unknown=label_and_negatives),
                other_rows(unknown=all_of_them),
                other_rows(unknown=NOTHING),
                other_rows(unknown=0),
                other_rows(unknown=-1),
            ),
            fails_only="other names",
        ),
        Misconception(
            "other-exception",
            "another exception than ValueError",
            "A name that is none of the three ends in another exception than the one that the "
            'task asks for. Check the name first, and `raise ValueError(f"unknown loss '
            '{loss_name!r}")`.',
            raises=(
                ("KeyError", r"^(?!'(full_softmax|sampled_softmax|nce)')"),
                ("AssertionError", ""),
                ("Exception", ""),
            ),
        ),
    ),
    hints=(
        "Write the loss down: which words' scores stand in it? A row gets a gradient if its "
        "score does.",
        "The full softmax sums over all V words. The sampled losses hold the label and K "
        "negatives.",
        'V for `"full_softmax"`, 1 + K for the other two, and '
        '`raise ValueError(f"unknown loss {loss_name!r}")` otherwise.',
    ),
    example=Example(
        call='rows_with_gradient("nce", 1000, 1)',
        answer="2",
        why="the row of the label and the row of the only negative",
    ),
)
