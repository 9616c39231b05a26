"""Lesson 00: the first exercise, and what lists and arrays do differently."""

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception, Option, prediction

LIST, ARRAY = "a list", "an array"


def lists_and_arrays(rng):
    """Whole and broken numbers, none of them near 0 or 2, where other sums give the same."""
    count = int(rng.integers(3, 7))
    whole = [int(value) for value in rng.choice(np.arange(3, 100), count, replace=False)]
    broken = [float(value) for value in np.round(rng.uniform(3, 9, count), 2)]
    broken[1] *= -1
    shape = tuple(int(size) for size in rng.integers(2, 4, 2))
    return [
        Case((whole,), LIST),
        Case((broken,), LIST),
        Case((rng.integers(3, 100, count),), ARRAY),
        Case((rng.uniform(3, 9, (*shape, 2)),), ARRAY),
        Case((rng.uniform(3, 9, (shape[0], 4)).astype(np.float32),), ARRAY),
    ]


def doubled(values):
    answer = np.array(values)
    for place in np.ndindex(answer.shape):
        answer[place] = answer[place] + answer[place]
    return answer


def each(change):
    """A wrong idea that changes every value by itself."""
    return lambda values: change(np.array(values))


def repeated_in_place(values):
    values *= 2
    return values


def only_first(values):
    return np.array([2 * values[0], *values[1:]])


def only_first_number(values):
    answer = np.array(values)
    answer.flat[0] *= 2
    return answer


DOUBLE = Exercise(
    name="00.double",
    title="Twice as much",
    task="""Return every value doubled, in the same shape. `values` is a flat list of numbers, or an
array of any shape. Leave `values` itself as it is: whoever called your function still needs
it.""",
    signature="double(values)",
    minutes=4,
    difficulty=1,
    aspects={SHAPE: 1, LIST: 1, ARRAY: 1},
    inputs=lists_and_arrays,
    spec=doubled,
    compare=Close(),
    misconceptions=(
        Misconception(
            "list-repetition",
            "a list times two",
            "The list came back twice as long: with a list, `values * 2` repeats, and [1, 2] "
            "becomes [1, 2, 1, 2]. Double each value in a loop, or make an array first: "
            "`np.array(values)`.",
            wrong=(lambda values: values * 2, repeated_in_place),
        ),
        Misconception(
            "only-first",
            "only the first value",
            "Only the first value is doubled; the others are as they were. Go through all of them.",
            wrong=(only_first, only_first_number),
        ),
        Misconception(
            "return-in-loop",
            "return inside the loop",
            "Only the beginning came back. Perhaps `return` stands inside the loop and ends it "
            "after the first value: move it to the left, below the loop.",
            wrong=(lambda values: 2 * values[0], lambda values: [2 * values[0]]),
        ),
        Misconception(
            "only-last",
            "only the last value",
            "Only the last value came back. Collect the doubled values in a list while the loop "
            "runs, and return that list.",
            wrong=(lambda values: 2 * values[-1], lambda values: [2 * values[-1]]),
        ),
        Misconception(
            "flattened",
            "the shape is lost",
            "The values are right, but all in one row. The answer should have the shape of "
            "`values`: an array can be doubled as a whole, `2 * array`.",
            wrong=(each(lambda array: 2 * array.ravel()),),
        ),
        Misconception(
            "unchanged",
            "nothing is doubled",
            "You give the values back as they came. Return *new* values, each twice the old one. "
            "In a loop, `value = 2 * value` changes only the name `value`.",
            wrong=(each(lambda array: array),),
        ),
        Misconception(
            "squared",
            "squared",
            "You multiply each value by itself. Twice as much is `2 * value`, or `value + value`.",
            wrong=(each(lambda array: array**2),),
        ),
        Misconception(
            "power",
            "2 to the power of each value",
            "You raise 2 to the power of each value: that is what `**` means. Twice as much is "
            "`2 * value`.",
            wrong=(each(lambda array: 2**array), each(lambda array: 2.0**array)),
        ),
        Misconception(
            "there-twice",
            "each value twice",
            "Each value is there two times, as after `some_list * 2`. Doubling makes each value "
            "twice as *large*, and their number stays.",
            wrong=(
                each(lambda array: np.repeat(array, 2)),
                each(lambda array: np.repeat(array, 2, axis=0)),
                each(lambda array: np.concatenate([array, array])),
                each(lambda array: np.stack([array, array])),
            ),
        ),
        Misconception(
            "plus-two",
            "two added",
            "You add 2 to each value. Doubling multiplies it by 2.",
            wrong=(each(lambda array: array + 2),),
        ),
        Misconception(
            "summed",
            "the sum of all values",
            "You return one number: all values added up. Return one doubled value for each value.",
            wrong=(each(lambda array: 2 * array.sum()), each(np.sum)),
        ),
    ),
    hints=(
        "`np.array(values)` makes an array of a list, and a new one of an array. What does NumPy "
        "do with `2 * array`?",
        "`return 2 * np.array(values)`",
    ),
    example=Example("double([1, 5])", "[ 2 10]", "1 + 1 is 2, and 5 + 5 is 10"),
    errors=(
        (
            "unsupported operand type(s) for ** or pow(): 'list' and 'int'",
            "A list can't be calculated with as a whole: make an array of it first. And `**` is "
            "*to the power of*; doubling is `2 *`.",
        ),
        (
            "name 'double' is not defined",
            "Run the cell with your function first; then the test cell knows it.",
        ),
    ),
)

EXERCISES = (DOUBLE,)


# --- predictions ----------------------------------------------------------------------------

LIST_TIMES_TWO = prediction(
    "00.list_times_two",
    "A list times two",
    "What is `[1, 2, 3] * 2` in Python?",
    {
        "doubled": Option(
            "`[2, 4, 6]`",
            "That is what a NumPy array does. A Python list is repeated: its own `*` knows "
            "nothing of numbers.",
        ),
        "repeated": Option(
            "`[1, 2, 3, 1, 2, 3]`",
            "Right: a list is repeated. A NumPy array would be doubled, and that is why "
            "this course uses arrays to calculate.",
        ),
        "error": Option(
            "an error",
            "Python has a meaning for it: it repeats the list. (Two lists can't be "
            "multiplied with each other; that is an error.)",
        ),
    },
    "repeated",
)

PREDICTIONS = (LIST_TIMES_TWO,)
