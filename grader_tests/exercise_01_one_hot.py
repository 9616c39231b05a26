"""Lesson 01: one-hot vectors."""

import numpy as np

from grader_tests.comparing import Close, Difference
from grader_tests.exercise import (
    SHAPE,
    Case,
    Example,
    Exercise,
    Misconception,
)
from grader_tests.wire import ARRAY_DTYPES

NO_IDS = "no ids"


def ids_and_sizes(rng):
    """Ids with repeats and never sorted, the last id in one case and not in another.

    There are at most three ids and at least four words, so that an IndexError tells rows and
    columns apart.
    """
    size = int(rng.integers(4, 7))
    with_last = [size - 1, *rng.permutation([rng.integers(size - 1), size - 1])]
    low, high = sorted(rng.choice(np.arange(1, size), 2, replace=False))
    below = [high, *rng.permutation([low, rng.choice([low, high])])]
    many = int(rng.integers(4, 9))
    return [
        Case((np.array(with_last), size)),
        Case((np.array(below, np.int32), size + 2)),
        Case((np.array([many - 1]), many)),
        Case((np.array([], np.int64), size), NO_IDS),
    ]


def one_hot_rows(ids, vocabulary_size):
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for row in range(len(ids)):
        for column in range(vocabulary_size):
            if column == ids[row]:
                answer[row, column] = 1
    return answer


def alike(theirs, got) -> Difference | None:
    """A wrong idea is seen in any dtype, unless the dtype, or that a list has none, is the idea."""
    dtype = np.asarray(theirs).dtype.name
    if dtype == "float32":
        return Close()(theirs, got)
    if isinstance(theirs, list) != isinstance(got, list):
        return Difference("type", "Only one of the two is a list.")
    return Close(dtype=dtype)(theirs, got)


def in_float32(function):
    return lambda *arguments: np.asarray(function(*arguments), np.float32)


def of_dtype(dtype):
    return lambda *arguments: one_hot_rows(*arguments).astype(dtype)


def as_lists(dtype):
    return lambda *arguments: [row.astype(dtype).tolist() for row in one_hot_rows(*arguments)]


def one_row_filled(place):
    """Rows of zeros; only the one at ``place`` has its 1."""

    def rows(ids, size):
        answer = np.zeros((len(ids), size), np.float32)
        answer[place] = one_hot_rows(ids, size)[place]
        return answer

    return rows


def all_in_the_first_row(ids, size):
    answer = np.zeros((len(ids), size), np.float32)
    for word in ids:
        answer[0, word] = 1
    return answer


def every_id_in_every_row(ids, size):
    answer = np.zeros((len(ids), size))
    answer[:, ids] = 1
    return answer


EMPTY_LIST = (
    "Without ids your code begins with an empty list, which does not know its columns. The answer "
    "should have no row, but all columns, {right}."
)

ONE_HOT = Exercise(
    name="01.one_hot",
    title="One place of its own",
    task="""Return the one-hot vectors of the words `ids`, one per row: 1 in the column of its id, 0
in all others. The array has dtype float32. No ids give no rows, but still `vocabulary_size`
columns.""",
    signature="one_hot(ids, vocabulary_size)",
    minutes=10,
    difficulty=1,
    aspects={SHAPE: 1, "values": 2, NO_IDS: 1},
    inputs=ids_and_sizes,
    spec=one_hot_rows,
    compare=Close(dtype="float32"),
    recognise=alike,
    misconceptions=(
        Misconception(
            "transposed",
            "rows and columns exchanged",
            "Rows and columns are exchanged. Each word of `ids` has a *row*; the columns stand "
            "for the words of the vocabulary.",
            wrong=(lambda *a: one_hot_rows(*a).T,),
            raises=(("IndexError", "out of bounds for axis 1 with size [1-3]$"),),
        ),
        Misconception(
            "id-as-row",
            "the id in place of the row",
            "You use the ids as *row* numbers. Row i belongs to the i-th word of `ids`; its id "
            "says the column: `answer[i, ids[i]] = 1`.",
            wrong=(lambda ids, size: np.diag(one_hot_rows(ids, size).any(axis=0) * np.float32(1)),),
            raises=(("IndexError", "out of bounds for axis 0 with size [1-3]$"),),
        ),
        Misconception(
            "flattened",
            "all in one row",
            "The ones are right, but all rows stand behind one another, in a single one. Give "
            "every id a row of its own, (n, V): `append` each row, do not `extend`.",
            wrong=(lambda *a: one_hot_rows(*a).ravel(),),
        ),
        Misconception(
            "sorted",
            "sorted ids",
            "Your rows are sorted by their ids. They should come in the order of `ids`.",
            wrong=(lambda ids, size: one_hot_rows(np.sort(ids), size),),
        ),
        Misconception(
            "each-id-once",
            "each id once",
            "An id that comes twice has only one row. Return one row per id, in the order of "
            "`ids`, as often as it is there.",
            wrong=(
                lambda ids, size: one_hot_rows(np.unique(ids), size),
                lambda ids, size: one_hot_rows(list(dict.fromkeys(ids.tolist())), size),
            ),
        ),
        Misconception(
            "one-row",
            "only one word has its 1",
            "Only one word has got its 1. Perhaps `return` stands inside the loop and ends it "
            "after the first word, or each turn of the loop begins with new zeros: both belong "
            "outside.",
            wrong=(
                one_row_filled(slice(0, 1)),
                one_row_filled(slice(-1, None)),
                lambda *a: one_hot_rows(*a)[:1],
                lambda *a: one_hot_rows(*a)[-1:],
                lambda *a: one_hot_rows(*a)[0],
                lambda *a: one_hot_rows(*a)[-1],
            ),
        ),
        Misconception(
            "bag-of-words",
            "all words in one vector",
            "You put all words into one vector. That is a bag of words: it no longer knows their "
            "order. Give every id a row of its own.",
            wrong=(
                lambda *a: one_hot_rows(*a).sum(axis=0),
                lambda *a: one_hot_rows(*a).sum(axis=0, keepdims=True),
                in_float32(lambda *a: one_hot_rows(*a).any(axis=0)),
                all_in_the_first_row,
            ),
        ),
        Misconception(
            "off-by-one",
            "one column off",
            "The ones are one column off, or beyond the last one. Ids begin at 0: id 0 belongs to "
            "column 0, and the last id is vocabulary_size - 1.",
            wrong=(
                lambda ids, size: one_hot_rows((ids - 1) % size, size),
                lambda ids, size: one_hot_rows((ids + 1) % size, size),
                lambda ids, size: one_hot_rows(ids, size + 1),
                lambda ids, size: one_hot_rows(ids + 1, size + 1),
                lambda ids, size: one_hot_rows(ids - 1, size),
                lambda ids, size: one_hot_rows(ids + 1, size),
            ),
            raises=(("IndexError", "out of bounds for axis . with size [4-9]$"),),
        ),
        Misconception(
            "list",
            "lists in place of an array",
            "The ones are in their places, but a list has no dtype. Make an array of it: "
            "`np.array(your_list, dtype=np.float32)`.",
            wrong=tuple(as_lists(dtype) for dtype in (float, int, bool)),
        ),
        Misconception(
            "other-float",
            "float64",
            "The ones are in their places, but not as float32. NumPy takes float64 unless it is "
            "told otherwise, and that needs twice the memory. Ask for dtype=np.float32.",
            wrong=(of_dtype("float64"), of_dtype("float16")),
        ),
        Misconception(
            "integers",
            "whole numbers or bools",
            "The ones are in their places, but as whole numbers or bools. A neural network "
            "calculates with float32: ask for dtype=np.float32.",
            wrong=tuple(of_dtype(name) for name in ARRAY_DTYPES if "float" not in name),
        ),
        Misconception(
            "every-id-in-every-row",
            "the ones of all ids in every row",
            "Every row has the ones of all ids. If you wrote `[:, ids]`, the colon means all rows; "
            "`[row] * n` is the same list n times. Pick one column per row: "
            "`answer[np.arange(len(ids)), ids] = 1`.",
            wrong=(in_float32(every_id_in_every_row),),
        ),
        Misconception(
            "ids-for-ones",
            "the id in place of 1",
            "The id itself stands where a 1 should be. The place tells which word it is; the "
            "number there is always 1.",
            wrong=(
                lambda ids, size: one_hot_rows(ids, size) * ids[:, np.newaxis].astype(np.float32),
            ),
        ),
        Misconception(
            "ids-ignored",
            "the first rows of the identity matrix",
            "Your ones run down the diagonal, whatever the ids are. Use the ids: the 1 of row i "
            "stands in column ids[i]. If you have np.eye(vocabulary_size), pick its rows: `[ids]`.",
            wrong=(
                lambda ids, size: np.eye(len(ids), size, dtype=np.float32),
                lambda ids, size: np.eye(size, dtype=np.float32),
            ),
        ),
        Misconception(
            "inverted",
            "zeros and ones exchanged",
            "Zeros and ones are exchanged. Begin with np.zeros, and set one 1 per row.",
            wrong=(lambda *a: 1 - one_hot_rows(*a),),
        ),
        Misconception(
            "size-from-ids",
            "columns counted from the ids",
            "The number of columns comes from the largest id that happens to be there. It should "
            "be `vocabulary_size`, so that all batches have the same columns.",
            wrong=(
                lambda ids, size: one_hot_rows(ids, int(ids.max()) + 1),
                lambda ids, size: one_hot_rows(ids, int(max(ids, default=-1)) + 1),
            ),
        ),
        Misconception(
            "empty-list",
            "no columns without ids",
            EMPTY_LIST.format(right="(0, vocabulary_size)") + " Begin with np.zeros of that shape.",
            wrong=(lambda *a: np.array(list(one_hot_rows(*a)), np.float32),),
            raises=(("ValueError", "need at least one array to (stack|concatenate)"),),
        ),
    ),
    hints=(
        "Begin with zeros of the right shape and dtype: `np.zeros((len(ids), vocabulary_size), "
        "np.float32)`.",
        "In row i the 1 stands in column ids[i]. A loop over the rows will do.",
        "Without a loop: `answer[np.arange(len(ids)), ids] = 1` sets one place per row.",
    ),
    example=Example(
        "one_hot(np.array([2, 0]), 3)",
        "[[0. 0. 1.] [1. 0. 0.]]",
        "two words, so two rows; the ones stand in columns 2 and 0",
    ),
    errors=(
        (
            "index ... is out of bounds for axis 1",
            "A column beyond the last one: is there a + 1 too much, or are rows and columns "
            "exchanged?",
        ),
        (
            "Cannot interpret '...' as a data type",
            "The shape is one argument, a pair in parentheses: `np.zeros((rows, columns))`.",
        ),
        (
            "operands could not be broadcast together",
            "To compare every id with every column, let the ids stand below one another: "
            "`ids[:, np.newaxis]`.",
        ),
    ),
)
