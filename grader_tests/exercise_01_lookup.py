"""Lesson 01: the rows of a table that one-hot vectors stand for."""

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import (
    SHAPE,
    Case,
    Example,
    Exercise,
    Misconception,
)
from grader_tests.exercise_01_one_hot import EMPTY_LIST, NO_IDS

NOT_A_NUMBER = "NaN in the table"


def tables_and_ids(rng):
    """More dimensions than words, so that a column can be asked for where a row is meant.

    NaN stands in a row that is not asked for, at last in one that is.
    """

    def table_and_ids(dtype):
        size = int(rng.integers(4, 6))
        table = rng.normal(0, 1, (size, size + 1)).astype(dtype)
        low, high, other = rng.permutation(size)[:3]
        low, high = sorted((low, high))
        return table, np.array([high, low, rng.choice([high, low])]), other

    cases = []
    for dtype in (np.float64, np.float32):
        table, ids, _ = table_and_ids(dtype)
        cases.append(Case((table, ids)))
    for dtype in (np.float64, np.float32):
        table, ids, other = table_and_ids(dtype)
        table[other] = np.nan
        cases.append(Case((table, ids), NOT_A_NUMBER))
    table, ids, _ = table_and_ids(np.float64)
    table[ids[0], rng.integers(len(table))] = np.nan
    cases.append(Case((table, ids), NOT_A_NUMBER))
    cases.append(Case((np.nan_to_num(table), np.array([], np.int64)), NO_IDS))
    return cases


def product_of_the_rows_asked_for(table, ids):
    needed, places = np.unique(ids, return_inverse=True)
    return np.eye(len(needed))[places] @ table[needed]


def into_their_own_rows(table, ids):
    rows = np.zeros((len(ids), table.shape[1]))
    for word in ids:
        rows[word] = table[word]
    return rows


def looked_up(table, ids):
    rows = np.zeros((len(ids), table.shape[1]))
    for place in range(len(ids)):
        for dimension in range(table.shape[1]):
            rows[place, dimension] = table[ids[place], dimension]
    return rows


EMBEDDING_LOOKUP = Exercise(
    name="01.embedding_lookup",
    title="Look it up",
    task="""Return the rows of `table` that belong to `ids`, in their order: what
`one_hot(ids, V) @ table` gives, but without building a one-hot vector. What stands in other rows
must not matter, even if it is NaN. No ids give no rows, but still all D columns.""",
    signature="embedding_lookup(table, ids)",
    minutes=8,
    difficulty=1,
    aspects={SHAPE: 1, "values": 1, NOT_A_NUMBER: 1, NO_IDS: 1},
    inputs=tables_and_ids,
    spec=looked_up,
    compare=Close(),
    misconceptions=(
        Misconception(
            "columns-for-rows",
            "columns for rows",
            "You take columns. The table has one *row* per word; its columns are the dimensions. "
            "The ids belong into the first index.",
            wrong=(
                lambda table, ids: table[:, ids],
                lambda table, ids: table.T[ids],
                lambda table, ids: table[: len(table), : len(table)].T[ids],
            ),
        ),
        Misconception(
            "one-hot-product",
            "the product with one-hot vectors",
            "A NaN from another word's row has spread. If you multiply with one-hot vectors: the "
            "product takes every row of the table, and 0 · NaN is NaN. Take the rows themselves "
            "out of the table.",
            wrong=(
                lambda table, ids: np.eye(len(table))[ids] @ table,
                product_of_the_rows_asked_for,
            ),
        ),
        Misconception(
            "nan-removed",
            "NaN replaced",
            "Where the table has a NaN, you give another number. That hides the damage, and after "
            "a product it hides right numbers, too: take the rows out of the table as they are.",
            wrong=(
                lambda table, ids: np.nan_to_num(table[ids]),
                lambda table, ids: np.nan_to_num(np.eye(len(table))[ids] @ table),
            ),
        ),
        Misconception(
            "id-as-row",
            "the id in place of the answer's row",
            "You use an id as a row number of the *answer*, which has one row per word of `ids`. "
            "Fill its rows in their order: `rows[i] = table[ids[i]]`.",
            wrong=(into_their_own_rows,),
            raises=(("IndexError", "out of bounds for axis 0 with size [1-3]$"),),
        ),
        Misconception(
            "whole-numbers",
            "decimals cut off",
            "The decimals are gone: your answer holds whole numbers. Use the dtype of the table, "
            "or none, where you ask for int.",
            wrong=(lambda table, ids: table[ids].astype(int),),
        ),
        Misconception(
            "axis-forgotten",
            "numbers of the flattened table",
            "You return one number per id. Without an axis np.take counts through the numbers of "
            "the table, row after row: write `np.take(table, ids, axis=0)`, or `table[ids]`.",
            wrong=(lambda table, ids: np.take(table, ids),),
        ),
        Misconception(
            "diagonal",
            "the id as row and as column",
            "You return one number per id, from the column with the same number. If you wrote "
            "`table[ids, ids]`: the ids belong into the first index only, `table[ids]`.",
            wrong=(lambda table, ids: table[ids, ids],),
        ),
        Misconception(
            "sum",
            "the sum of the rows",
            "You add up the rows, so the words can't be told apart any more. Return one row per "
            "id.",
            wrong=(
                lambda table, ids: table[ids].sum(axis=0),
                lambda table, ids: table[ids].sum(axis=0, keepdims=True),
            ),
        ),
        Misconception(
            "mean",
            "the mean of the rows",
            "You average over the words. Return one row per id; whoever wants a mean can take it "
            "later.",
            wrong=(
                lambda table, ids: table[ids].mean(axis=0),
                lambda table, ids: table[ids].mean(axis=0, keepdims=True),
            ),
        ),
        Misconception(
            "sum-of-dimensions",
            "one number per word",
            "You return one number per word. Return all D numbers of its row.",
            wrong=(
                lambda table, ids: table[ids].sum(axis=1),
                lambda table, ids: table[ids].mean(axis=1),
            ),
        ),
        Misconception(
            "one-row",
            "one row only",
            "You return a single row. Perhaps `return` stands inside the loop? Return one row for "
            "each id.",
            wrong=(
                lambda table, ids: table[ids[0]],
                lambda table, ids: table[ids[:1]],
                lambda table, ids: table[ids[-1]],
            ),
        ),
        Misconception(
            "each-row-once",
            "each row once",
            "Each row comes once, in the order of the table. Keep the order of `ids`, and repeat "
            "a row as often as its id is there.",
            wrong=(
                lambda table, ids: table[np.unique(ids)],
                lambda table, ids: table[list(dict.fromkeys(ids.tolist()))],
            ),
        ),
        Misconception(
            "sorted",
            "sorted ids",
            "The rows stand in the order of the table. They should come in the order of `ids`.",
            wrong=(lambda table, ids: table[np.sort(ids)],),
        ),
        Misconception(
            "first-rows",
            "the first rows of the table",
            "These are the first rows of the table, whatever the ids are. Use `ids` as the index.",
            wrong=(lambda table, ids: table[: len(ids)], lambda table, ids: table),
        ),
        Misconception(
            "off-by-one",
            "one row off",
            "You take the neighbouring rows, or one beyond the last. Ids begin at 0, as the rows "
            "do: use them as they are.",
            wrong=(
                lambda table, ids: table[ids - 1],
                lambda table, ids: table[(ids + 1) % len(table)],
            ),
            raises=(("IndexError", "out of bounds for axis 0 with size [4-9]$"),),
        ),
        Misconception(
            "transposed",
            "rows and columns exchanged",
            "The right numbers, but rows and columns are exchanged. Return one row per id, (n, D).",
            wrong=(lambda table, ids: table[ids].T,),
        ),
        Misconception(
            "flattened",
            "all in one row",
            "The right numbers, but all in one row. Return one row per id, (n, D).",
            wrong=(lambda table, ids: table[ids].ravel(),),
        ),
        Misconception(
            "one-hot-returned",
            "the one-hot vectors",
            "These are the one-hot vectors themselves. Return what the table holds for the words: "
            "its rows.",
            wrong=(lambda table, ids: np.eye(len(table))[ids],),
        ),
        Misconception(
            "empty-list",
            "no columns without ids",
            EMPTY_LIST.format(right="(0, D)") + " Index the table with the whole array of ids.",
            wrong=(lambda table, ids: np.array([table[i] for i in ids]),),
            raises=(("ValueError", "need at least one array to (stack|concatenate)"),),
        ),
    ),
    hints=(
        "What does NumPy give you for `table[2]`? And for `table[np.array([2, 0, 2])]`?",
        "The whole answer is one index: `table[ids]`.",
    ),
    example=Example(
        "embedding_lookup(np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), np.array([2, 0]))",
        "[[0.5 0.6] [0.1 0.2]]",
        "the row of word 2, then the row of word 0",
    ),
    errors=(
        (
            "index ... is out of bounds for axis 0",
            "There is no such row. Ids run from 0 to V - 1: is there a + 1 too much?",
        ),
        (
            "only integer scalar arrays can be converted to a scalar index",
            "`ids` is an array of many ids, and `table` must be an array, too: a list can't be "
            "indexed by an array.",
        ),
    ),
)
