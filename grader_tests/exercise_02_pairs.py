"""Lesson 02: all pairs of a text."""

import numpy as np

from grader_tests.comparing import Difference, SameRows, as_array
from grader_tests.exercise import ORDER, SHAPE, Case, Example, Exercise, Misconception

SHORT = "short texts"


def texts_and_windows(rng):
    """Texts with the id 0 and repeated words, and texts shorter than their window.

    The other ids are too large for positions of these texts.
    """
    cases = []
    for window in (2, 3, 1, 4):
        ids = different_words(rng, int(rng.integers(2 * window + 3, 2 * window + 7)))
        ids[2] = ids[1]  # a word next to itself
        ids[-1] = ids[0]
        if window > 1:
            ids[4] = ids[2]  # and again, with another word between
        ids[rng.choice([3, len(ids) - 2])] = 0
        cases.append(Case((ids, window)))
    few = int(rng.integers(2, 4))
    return [
        *cases,
        Case((different_words(rng, few), int(rng.integers(few, 9))), SHORT),
        Case((different_words(rng, 1), 2), SHORT),
        Case((np.array([], np.int64), 3), SHORT),
    ]


def different_words(rng, count):
    return rng.permutation(np.arange(20, 60))[:count]


def pairs(ids, window):
    """For every position, every other position at most ``window`` away."""
    rows = []
    for i in range(len(ids)):
        for j in range(len(ids)):
            if i != j and abs(i - j) <= window:
                rows.append((ids[i], ids[j]))
    return table(rows)


def table(rows):
    return np.array(rows, np.int64).reshape(-1, 2)


def where(condition):
    """Pairs of all positions i, j of a text for which ``condition(i, j, window, n)`` holds."""

    def wrong(ids, window):
        n = len(ids)
        places = [(i, j) for i in range(n) for j in range(n) if condition(i, j, window, n)]
        return table([(ids[i], ids[j]) for i, j in places])

    return wrong


def near(i, j, window):
    return i != j and abs(i - j) <= window


def changed(right, change):
    """The idea that changes the right rows: ``change(right(...))``."""
    return lambda *arguments: change(right(*arguments))


def columns_swapped(rows):
    return rows[:, ::-1]


def unique_sorted(rows):
    return np.unique(rows, axis=0)


def unique_in_order(rows):
    return table(list(dict.fromkeys(map(tuple, rows.tolist()))))


def sorted_rows(rows):
    return table(sorted(rows.tolist()))


def instead_of_no_rows(answer):
    """A change for ``changed``: rows stay as they are, and no rows become ``answer``."""
    return lambda rows: rows if len(rows) else answer


NO_COLUMNS = tuple(instead_of_no_rows(np.array([], dtype)) for dtype in (np.int64, np.float64))
FLOAT_WHEN_EMPTY = instead_of_no_rows(np.empty((0, 2)))


def equal_words_skipped(ids, window):
    found = pairs(ids, window)
    return found[found[:, 0] != found[:, 1]]


def zero_lost(as_target, as_context):
    """Pairs without the id 0 in the columns that are asked for their truth."""

    def wrong(ids, window):
        found = pairs(ids, window)
        lost = (as_target & (found[:, 0] == 0)) | (as_context & (found[:, 1] == 0))
        return found[~lost]

    return wrong


def removed_by_value(ids, window):
    rows = []
    for i in range(len(ids)):
        contexts = list(ids[max(0, i - window) : i + window + 1])
        contexts.remove(ids[i])
        rows += [(ids[i], context) for context in contexts]
    return table(rows)


def first_positions(ids, window):
    """The place of each target looked up by its word."""
    rows = []
    for target in ids:
        i = list(ids).index(target)
        rows += [(target, ids[j]) for j in range(len(ids)) if near(i, j, window)]
    return table(rows)


def beyond_edges(moved, from_zero=False, skips_moved=False):
    """Windows that are not cut off: a position j beyond the text becomes ``moved(j, n)``.

    ``from_zero``: cut off on the left at least. ``skips_moved``: the target's own position is
    left out after the move, not before it.
    """

    def wrong(ids, window):
        n, rows = len(ids), []
        for i in range(n):
            for j in range(max(0, i - window) if from_zero else i - window, i + window + 1):
                if i != (moved(j, n) if skips_moved else j):
                    rows.append((ids[i], ids[moved(j, n)]))
        return table(rows)

    return wrong


def all_beyond_edges(moved):
    return tuple(beyond_edges(moved, left, own) for left in (False, True) for own in (False, True))


def rolled(ids, window):
    """np.roll turns the text round and round, one distance after another."""
    ways = [d for d in range(-window, window + 1) if d]
    return table([(ids[i], np.roll(ids, -d)[i]) for d in ways for i in range(len(ids))])


def padded_with_zeros(ids, window):
    padded = np.pad(ids, window)
    around = [j for j in range(2 * window + 1) if j != window]
    return table([(ids[i], padded[i + j]) for i in range(len(ids)) for j in around])


def each_with_its_mirror(ids, window):
    found = pairs(ids, window)
    return np.stack([found, found[:, ::-1]], axis=1).reshape(-1, 2)


def all_then_mirrored(ids, window):
    found = pairs(ids, window)
    return np.concatenate([found, found[:, ::-1]])


def transposed(dtype_when_empty):
    def wrong(ids, window):
        found = pairs(ids, window).T
        return found if found.size else found.astype(dtype_when_empty)

    return wrong


def ordered_by(key):
    """The right pairs, ordered by ``key(target's position, context's position)``."""

    def wrong(ids, window):
        n = len(ids)
        places = [(i, j) for i in range(n) for j in range(n) if near(i, j, window)]
        return table([(ids[i], ids[j]) for i, j in sorted(places, key=lambda p: key(*p))])

    return wrong


def positions(ids, window):
    return pairs(np.arange(len(ids)), window)


def of_target(place, first_only=False):
    """Only the pairs of the first or the last target, as a slip in a loop gives them."""

    def wrong(ids, window):
        if not len(ids):
            return None
        i = range(len(ids))[place]
        found = [(ids[i], ids[j]) for j in range(len(ids)) if near(i, j, window)]
        return table(found[:1] if first_only else found)

    return wrong


def same_rows_or_flat(theirs, got):
    """Recognises flat answers, too, which have no rows to compare."""
    if not isinstance(theirs, np.ndarray) or theirs.ndim != 1:
        return SameRows()(theirs, got)
    got = as_array(got)
    if isinstance(got, Difference):
        return got
    same = got.dtype == theirs.dtype and np.array_equal(theirs, got)
    return None if same else Difference("value", "These are other ids.")


NOT_INT64 = Misconception(
    "not-int64",
    "another dtype than int64",
    "The pairs should be int64 in every case, also where there are none. Say `dtype=np.int64` "
    "wherever you make an array of them.",
    wrong=(lambda ids, w: pairs(ids, w).astype(float), changed(pairs, FLOAT_WHEN_EMPTY)),
    kind="dtype",
)


OTHER_ORDER = Misconception(
    "other-order",
    "right pairs in another order",
    "These are the right pairs, in another order. Go through the targets from left to right, and "
    "for each target through its contexts from left to right.",
    wrong=(
        ordered_by(lambda i, j: (abs(i - j), i, j)),
        ordered_by(lambda i, j: (i, -j)),
        ordered_by(lambda i, j: (i, j < i, j)),
        changed(pairs, sorted_rows),
    ),
    kind=ORDER,
)

SKIP_GRAM_PAIRS = Exercise(
    name="02.skip_gram_pairs",
    title="All pairs of a text",
    task="""Return all pairs (target, context) of a text: two different *positions* that are at
most `window` apart. One row for each pair, as int64 of shape (n, 2): ordered by the target's
position, then by the context's. A list of rows will do, too, but not an empty one: a text of one
word, or of none, has no pairs, and still the shape (0, 2).""",
    signature="skip_gram_pairs(ids, window)",
    minutes=15,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, SHORT: 1, ORDER: 1},
    inputs=texts_and_windows,
    spec=pairs,
    compare=SameRows(),
    recognise=same_rows_or_flat,
    misconceptions=(
        Misconception(
            "own-position",
            "a position paired with itself",
            "Each target is its own context in your pairs. Leave out the position of the target "
            "itself, j == i.",
            wrong=(where(lambda i, j, w, n: abs(i - j) <= w),),
        ),
        Misconception(
            "left-only",
            "only contexts on the left",
            "You only look to the left of the target. The window reaches as far to the right.",
            wrong=(where(lambda i, j, w, n: 0 < i - j <= w),),
        ),
        Misconception(
            "right-only",
            "only contexts on the right",
            "You only look to the right of the target. The window reaches as far to the left.",
            wrong=(where(lambda i, j, w, n: 0 < j - i <= w),),
        ),
        Misconception(
            "columns-swapped",
            "target and context exchanged",
            "Your rows are (context, target), ordered by the target. Put the target into the "
            "first column.",
            wrong=(changed(pairs, columns_swapped),),
        ),
        Misconception(
            "full-windows-only",
            "edges dropped",
            "Targets near the start and the end of the text are missing. There the window is cut "
            "off, but what is left of it counts: use max(0, ...) and min(len(ids), ...).",
            wrong=(
                where(lambda i, j, w, n: near(i, j, w) and w <= i < n - w),
                where(lambda i, j, w, n: near(i, j, w) and w <= i < n - w - 1),
                where(lambda i, j, w, n: near(i, j, w) and 1 <= i < n - 1),
            ),
        ),
        Misconception(
            "one-edge-dropped",
            "one edge dropped",
            "Targets near one end of the text are missing. There the window is cut off, but what "
            "is left of it counts: use max(0, ...) and min(len(ids), ...).",
            wrong=(
                where(lambda i, j, w, n: near(i, j, w) and i >= w),
                where(lambda i, j, w, n: near(i, j, w) and i < n - w),
                where(lambda i, j, w, n: near(i, j, w) and i >= 1),
                where(lambda i, j, w, n: near(i, j, w) and i < n - 1),
            ),
        ),
        Misconception(
            "repeated-pairs-removed",
            "repeated pairs removed",
            "A pair that occurs twice must be there twice: how often words meet is what a model "
            "learns from. Use a list, not a set.",
            wrong=(changed(pairs, unique_sorted), changed(pairs, unique_in_order)),
        ),
        Misconception(
            "equal-words-skipped",
            "words compared instead of positions",
            "Where a word stands next to itself, you leave the pair out. Compare positions, not "
            "ids: only the target's own *position* is no context.",
            wrong=(equal_words_skipped,),
        ),
        Misconception(
            "removed-by-value",
            "the target removed as a word",
            "`remove` and `index` take the first word that is equal to the target, perhaps at "
            "another place. Leave out the target's *position*, j == i.",
            wrong=(removed_by_value,),
        ),
        Misconception(
            "first-position",
            "positions looked up by the word",
            "Where a word occurs again, you look around its first place. Loop over the positions, "
            "`for i in range(len(ids))`: a word does not tell where it stands.",
            wrong=(first_positions,),
        ),
        Misconception(
            "zero-lost",
            "pairs with the id 0 lost",
            "Pairs with the id 0 are missing. 0 is a word like any other: ask about positions, "
            "never `if ids[j]`.",
            wrong=(zero_lost(True, True), zero_lost(False, True), zero_lost(True, False)),
        ),
        Misconception(
            "window-too-small",
            "the window one too small",
            "Contexts at the distance `window` itself are missing. Distances from 1 to window "
            "count: a range must end at window + 1.",
            wrong=(where(lambda i, j, w, n: 0 < abs(i - j) < w),),
        ),
        Misconception(
            "right-window-too-small",
            "the last context on the right is missing",
            "On the right, the context at the distance `window` is missing. A slice or range "
            "leaves its end out: let it end at i + window + 1.",
            wrong=(where(lambda i, j, w, n: 0 < i - j <= w or 0 < j - i < w),),
        ),
        Misconception(
            "last-word-left-out",
            "the last word is never a context",
            "The last word of the text is never a context. A range leaves its end out anyway: "
            "let it end at min(len(ids), i + window + 1).",
            wrong=(where(lambda i, j, w, n: near(i, j, w) and j < n - 1),),
        ),
        Misconception(
            "first-word-left-out",
            "the first word is never a context",
            "The first word of the text is never a context. Positions begin at 0: let the window "
            "begin at max(0, i - window).",
            wrong=(where(lambda i, j, w, n: near(i, j, w) and j > 0),),
        ),
        Misconception(
            "half-window",
            "half a window on each side",
            "Your window reaches only half as far on each side. `window` counts for each side "
            "alone: a target has up to 2 * window contexts.",
            wrong=(where(lambda i, j, w, n: near(i, j, w // 2)),),
        ),
        Misconception(
            "fixed-window",
            "a number instead of `window`",
            "Your window has the same size in every call. Use the argument `window`, not a number.",
            wrong=(where(lambda i, j, w, n: near(i, j, 2)),),
        ),
        Misconception(
            "window-edge-only",
            "only the distance `window`",
            "You take only the words exactly `window` positions away. Nearer ones are contexts, "
            "too: all distances from 1 to window.",
            wrong=(where(lambda i, j, w, n: abs(i - j) == w),),
        ),
        Misconception(
            "window-ignored",
            "all positions paired",
            "You pair every position with every other one. Only those that are at most `window` "
            "apart make a pair.",
            wrong=(where(lambda i, j, w, n: i != j),),
        ),
        Misconception(
            "first-target-only",
            "return inside the loop",
            "Your function stops too early, in its first round. Is `return` inside the loop? "
            "Return after the last target.",
            wrong=(of_target(0), of_target(0, first_only=True)),
        ),
        Misconception(
            "last-target-only",
            "the list begins anew in each round",
            "Only the pairs of the last target are there. Is `rows = []` inside the loop? Begin "
            "the list once, before it.",
            wrong=(of_target(-1),),
        ),
        Misconception(
            "flat",
            "one flat list",
            "You return one flat list of ids. Each pair needs a row of its own: append "
            "`(ids[i], ids[j])`, and end with `.reshape(-1, 2)`.",
            wrong=(changed(pairs, np.ravel),),
        ),
        Misconception(
            "row-for-each-target",
            "one row for each target",
            "You have one row for each target, with all its contexts. Make one row for each "
            "pair: append `(ids[i], ids[j])` in the inner loop.",
            raises=(("ValueError", "inhomogeneous"),),
        ),
        Misconception(
            "window-too-large",
            "the window one too large",
            "Your window reaches one word too far. Only distances from 1 to window count.",
            wrong=(
                where(lambda i, j, w, n: 0 < abs(i - j) <= w + 1),
                where(lambda i, j, w, n: 0 < i - j <= w or 0 < j - i <= w + 1),
            ),
        ),
        Misconception(
            "wraps-around",
            "negative index",
            "Words from the end of the text turn up as contexts of its start: a negative index "
            "counts from the end. Begin the window at max(0, i - window).",
            wrong=(
                where(lambda i, j, w, n: 0 < abs(i - j) <= w or j - n >= i - w),
                lambda ids, w: table(
                    [
                        (ids[i], ids[j])
                        for i in range(len(ids))
                        for j in range(i - w, min(len(ids), i + w + 1))
                        if i != j and -len(ids) <= j
                    ]
                ),
                lambda ids, w: table(
                    [
                        (ids[i], c)
                        for i in range(len(ids))
                        for c in [*ids[i - w : i], *ids[i + 1 : i + w + 1]]
                    ]
                ),
            ),
        ),
        Misconception(
            "circle",
            "the text as a circle",
            "Your window goes on at the other end of the text, as if it were a circle. Cut it off "
            "at both ends: `%` and np.roll lead round.",
            wrong=(*all_beyond_edges(lambda j, n: j % n), rolled),
        ),
        Misconception(
            "edges-filled",
            "the window filled up at the edges",
            "At the edges you fill the window up, with zeros or with the last word again. No word "
            "stands there: let it run from max(0, i - window) to min(len(ids), i + window + 1).",
            wrong=(
                *all_beyond_edges(lambda j, n: min(max(j, 0), n - 1)),
                padded_with_zeros,
            ),
        ),
        Misconception(
            "beyond-the-end",
            "the window leaves the text",
            "Your window reaches beyond the end of the text, where no word is. Let it end at "
            "min(len(ids), i + window + 1).",
            raises=(
                ("IndexError", r"^index ([1-9]\d*) is out of bounds for axis 0 with size \1$"),
                ("IndexError", "list index out of range"),
            ),
        ),
        Misconception(
            "ids-as-positions",
            "ids taken for positions",
            "You use a word's id as if it were its position in the text. Loop over the positions, "
            "`for i in range(len(ids))`, and look up the words with ids[i] and ids[j].",
            raises=(
                (
                    "IndexError",
                    r"^index (\d+) is out of bounds for axis 0 with size (?!\1$)[1-9]\d*$",
                ),
            ),
        ),
        Misconception(
            "mirrored",
            "every pair twice",
            "Every pair is there twice. You add the mirrored pair (context, target), too; but it "
            "comes by itself, when the other word is the target.",
            wrong=(each_with_its_mirror, all_then_mirrored),
        ),
        Misconception(
            "transposed",
            "two rows instead of two columns",
            "You have two long rows, the targets and the contexts. They should be two columns, "
            "shape (n, 2): use np.stack with axis=1, or turn the array round with `.T`.",
            wrong=(transposed(np.int64), transposed(np.float64)),
        ),
        Misconception(
            "positions",
            "positions instead of words",
            "These are positions in the text. A pair holds the words at these positions: ids[i] "
            "and ids[j].",
            wrong=(positions,),
        ),
        NOT_INT64,
        Misconception(
            "no-columns",
            "no columns without pairs",
            "Without pairs your array has the shape (0,). Keep its two columns, shape (0, 2): "
            "`np.array(rows, dtype=np.int64).reshape(-1, 2)`.",
            wrong=tuple(changed(pairs, change) for change in NO_COLUMNS),
        ),
        OTHER_ORDER,
    ),
    hints=(
        "Two loops: the target's position i from 0 to len(ids) - 1, and the context's position j "
        "around it.",
        "j runs from max(0, i - window) to min(len(ids), i + window + 1); the end of a range is "
        "left out. Skip j == i.",
        "Collect `(ids[i], ids[j])` in a list `rows`, and return "
        "`np.array(rows, dtype=np.int64).reshape(-1, 2)`.",
    ),
    example=Example(
        call="skip_gram_pairs(np.array([5, 6, 7]), 1)",
        answer="[[5, 6], [6, 5], [6, 7], [7, 6]]",
        why="5 has one neighbour, 6 has two, 7 has one",
    ),
    errors=(
        (
            "index ... is out of bounds for axis 0",
            "The window reaches beyond the text: end it at min(len(ids), i + window + 1).",
        ),
        (
            "The requested array has an inhomogeneous shape",
            "Your rows have different lengths: append one pair `(ids[i], ids[j])` at a time.",
        ),
        (
            "cannot reshape array of size ... into shape (2)",
            "Each row must hold two numbers: append one pair `(ids[i], ids[j])` at a time.",
        ),
    ),
)
