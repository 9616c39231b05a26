"""Lesson 02: the pairs of sentences."""

from dataclasses import replace

import numpy as np

from grader_tests.comparing import SameRows
from grader_tests.exercise import ORDER, SHAPE, Case, Example, Exercise, Misconception
from grader_tests.exercise_02_pairs import (
    FLOAT_WHEN_EMPTY,
    NO_COLUMNS,
    NOT_INT64,
    changed,
    columns_swapped,
    different_words,
    near,
    pairs,
    same_rows_or_flat,
    sorted_rows,
    table,
    unique_in_order,
    unique_sorted,
    where,
)

EMPTY = "empty and one-word sentences"


def sentences_and_windows(rng):
    """Sentences of two words and more; then with empty and one-word ones between them; none."""

    def sentences(lengths):
        words = different_words(rng, sum(lengths))
        return [part.copy() for part in np.split(words, np.cumsum(lengths)[:-1])]

    cases = []
    for window in (2, 3, 1):
        lengths = rng.integers(3, 7, int(rng.integers(3, 5)))
        lengths[rng.integers(1, len(lengths))] = 2
        drawn = sentences(lengths)
        drawn[0][1] = drawn[0][0]
        cases.append(Case((drawn, window)))
    lengths = [0, 4, 1, 0, 3, 1]
    return [
        *cases,
        Case((sentences(lengths[int(rng.integers(2)) :]), 2), EMPTY),
        Case((sentences([1, 0]), 2), EMPTY),
        Case(([], 2), EMPTY),
    ]


def pairs_of_sentences(sentences, window):
    """The pairs of the first sentence, then those of the second, and so on."""
    rows = []
    for sentence in sentences:
        rows.extend(pairs(sentence, window).tolist())
    return table(rows)


def joined(sentences):
    return np.concatenate([np.array([], np.int64), *sentences]).astype(np.int64)


def crossing(sentences, window):
    return pairs(joined(sentences), window)


def of_each_sentence(function):
    def wrong(sentences, window):
        return table([row for s in sentences for row in function(s, window).tolist()])

    return wrong


def up_to(is_last):
    """The pairs of the sentences before the first one for which ``is_last`` holds."""

    def wrong(sentences, window):
        end = next((n for n, s in enumerate(sentences) if is_last(s)), len(sentences))
        return pairs_of_sentences(sentences[:end], window)

    return wrong


def nothing_with(is_last):
    """No pairs at all, as soon as there is a sentence for which ``is_last`` holds."""

    def wrong(sentences, window):
        return pairs_of_sentences([] if any(map(is_last, sentences)) else sentences, window)

    return wrong


def without_sentences(answer):
    """Right, but for ``answer`` where there is no sentence at all."""
    return lambda s, window: pairs_of_sentences(s, window) if s else answer


def of_each_sentence_joined(function):
    """The arrays of the sentences joined, whatever their dtype."""

    def wrong(sentences, window):
        parts = [function(sentence, window) for sentence in sentences]
        return np.concatenate([np.empty((0, 2), np.int64), *parts])

    return wrong


SENTENCE_PAIRS = Exercise(
    name="02.sentence_pairs",
    title="Stop at the end of a sentence",
    task="""Return the pairs of every sentence, one sentence after another, as one int64 array of
shape (n, 2). No pair crosses the end of a sentence. There may be sentences of one word or none,
and even no sentence at all. You may use your `skip_gram_pairs`; get its check right first.""",
    signature="sentence_pairs(sentences, window)",
    minutes=8,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, EMPTY: 1},
    inputs=sentences_and_windows,
    spec=pairs_of_sentences,
    compare=SameRows(),
    recognise=same_rows_or_flat,
    misconceptions=(
        Misconception(
            "crosses",
            "pairs across sentence ends",
            "Some pairs cross the end of a sentence. Make the pairs of each sentence on its own, "
            "then put them together.",
            wrong=(crossing,),
        ),
        Misconception(
            "first-sentence-only",
            "return inside the loop",
            "Only the first sentence is there. Is `return` inside the loop? Return after the last "
            "sentence.",
            wrong=(
                lambda sentences, window: pairs(sentences[0], window),
                lambda sentences, window: pairs(joined(sentences[:1]), window),
                lambda sentences, window: pairs(sentences[0], window) if sentences else None,
            ),
        ),
        Misconception(
            "last-sentence-only",
            "overwritten in the loop",
            "Only the last sentence is there. Each round of the loop overwrites the pairs of the "
            "one before: collect them in a list.",
            wrong=(
                lambda sentences, window: pairs(joined(sentences[-1:]), window),
                lambda sentences, window: pairs(sentences[-1], window),
            ),
        ),
        Misconception(
            "list-of-arrays",
            "one array for each sentence",
            "You return one array for each sentence. Put them together into one array of shape "
            "(n, 2), for example with np.concatenate.",
            wrong=(lambda sentences, window: [pairs(s, window) for s in sentences],),
        ),
        Misconception(
            "flat",
            "one flat list",
            "You return one flat list of ids; the answer has the shape (n, 2). `np.append` needs "
            "`axis=0` to keep the rows, and np.concatenate keeps them anyway.",
            wrong=(
                changed(pairs_of_sentences, np.ravel),
                lambda s, w: pairs_of_sentences(s, w).ravel().astype(float),
            ),
        ),
        replace(
            NOT_INT64,
            wrong=(
                lambda s, w: pairs_of_sentences(s, w).astype(float),
                of_each_sentence_joined(changed(pairs, FLOAT_WHEN_EMPTY)),
            ),
        ),
        Misconception(
            "empty-sentence-fails",
            "empty sentences break it",
            "It fails where there are no pairs: in an empty or one-word sentence, or without any "
            "sentence. There the answer still needs its two columns, shape (0, 2).",
            wrong=(
                *(changed(pairs_of_sentences, change) for change in NO_COLUMNS),
                *(without_sentences(a) for a in (np.array([], np.int64), np.array([]), None)),
            ),
            fails_only=EMPTY,
        ),
        Misconception(
            "stops-at-short-sentence",
            "break instead of continue",
            "Your loop ends at the first empty or one-word sentence; the sentences after it are "
            "missing. `break` and `return` end the loop: `continue` goes on with the next one.",
            wrong=(
                up_to(lambda s: len(s) < 2),
                up_to(lambda s: len(s) == 0),
                nothing_with(lambda s: len(s) < 2),
                nothing_with(lambda s: len(s) == 0),
            ),
        ),
        Misconception(
            "fixed-window",
            "a number instead of `window`",
            "Your window has the same size in every call. Hand the argument on: "
            "`skip_gram_pairs(sentence, window)`.",
            wrong=(lambda s, w: pairs_of_sentences(s, 2), lambda s, w: pairs_of_sentences(s, 1)),
        ),
        Misconception(
            "short-sentences-skipped",
            "short sentences skipped",
            "Pairs of short sentences are missing. Where a sentence ends, the window is cut off, "
            "but what is left of it counts: two words are enough.",
            wrong=(
                of_each_sentence(where(lambda i, j, w, n: near(i, j, w) and n > 2)),
                of_each_sentence(where(lambda i, j, w, n: near(i, j, w) and n >= w)),
                of_each_sentence(where(lambda i, j, w, n: near(i, j, w) and n > w)),
                of_each_sentence(where(lambda i, j, w, n: near(i, j, w) and n > w + 1)),
                of_each_sentence(where(lambda i, j, w, n: near(i, j, w) and n >= 2 * w)),
                of_each_sentence(where(lambda i, j, w, n: near(i, j, w) and n > 2 * w)),
                of_each_sentence(where(lambda i, j, w, n: near(i, j, w) and w <= i < n - w)),
            ),
        ),
        Misconception(
            "repeated-pairs-removed",
            "repeated pairs removed",
            "A pair that occurs twice must be there twice, in one sentence or in two. Use a list, "
            "not a set.",
            wrong=(
                changed(pairs_of_sentences, unique_sorted),
                changed(pairs_of_sentences, unique_in_order),
            ),
        ),
        Misconception(
            "columns-swapped",
            "target and context exchanged",
            "Your rows are (context, target), ordered by the target. Put the target into the "
            "first column.",
            wrong=(changed(pairs_of_sentences, columns_swapped),),
        ),
        Misconception(
            "other-order",
            "right pairs in another order",
            "These are the right pairs, in another order. Go through the sentences one after "
            "another, and take the pairs of each as `skip_gram_pairs` gives them.",
            wrong=(
                lambda s, w: pairs_of_sentences(s[::-1], w),
                changed(pairs_of_sentences, sorted_rows),
            ),
            kind=ORDER,
        ),
    ),
    hints=(
        "Your `skip_gram_pairs` gives the pairs of one sentence.",
        "`np.concatenate` joins a list of arrays; it needs at least one array, so begin the list "
        "with an empty one of shape (0, 2).",
        "`parts = [np.empty((0, 2), dtype=np.int64)]`, then a loop with "
        "`parts.append(skip_gram_pairs(sentence, window))`.",
    ),
    example=Example(
        call="sentence_pairs([np.array([1, 2]), np.array([3]), np.array([4, 5])], 2)",
        answer="[[1, 2], [2, 1], [4, 5], [5, 4]]",
        why="the first and the last sentence have two pairs each; 2 and 4 are in different ones",
    ),
    errors=(
        (
            "need at least one array to concatenate",
            "Without any sentence the list is empty. Begin it with `np.empty((0, 2), "
            "dtype=np.int64)`.",
        ),
        (
            "all the input arrays must have same number of dimensions",
            "One of your arrays has another number of columns: an empty sentence must give the "
            "shape (0, 2), not (0,).",
        ),
    ),
)
