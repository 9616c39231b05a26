"""Exercise 07.analogy: a is to b as c is to which word?

Source of the formula: Mikolov, Yih and Zweig (2013).
"""

from itertools import combinations

import numpy as np

from grader_tests.comparing import Close, SameIds
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.exercise_07_cosine import VECTOR_FOR_TABLE, length, rows_of_any_length
from grader_tests.telling_apart import drawn_until_told_apart

LENGTHS = "rows of different lengths"
INPUTS = "the three words close together"
GAP = 0.005  # between the best and the second best number, so that there are no ties


def three_words_and_tables(rng):
    """Rows of one length; of different ones; three inputs that all come before any other word."""
    return drawn_until_told_apart(ANALOGY, lambda: of_three_kinds(rng))


def of_three_kinds(rng):
    while True:
        cases = [
            *(Case(scattered(rng, False)) for _ in range(5)),
            *(Case(scattered(rng, True), LENGTHS) for _ in range(6)),
            *(Case(close_inputs(rng), INPUTS) for _ in range(3)),
        ]
        if clear(cases):
            break
    dtypes = [np.float64, np.float32] * len(cases)
    return [
        Case((*case.arguments[:3], case.arguments[3].astype(dtype)), case.aspect)
        for case, dtype in zip(cases, dtypes, strict=False)
    ]


def clear(cases):
    """Whether the best word is better than the second best one by ``GAP`` in each case."""
    for case in cases:
        a, b, c, table = case.arguments
        numbers = np.sort(np.delete(cosine_to(table, direction_of(*case.arguments)), [a, b, c]))
        if numbers[-1] - numbers[-2] < GAP:
            return False
    return True


def scattered(rng, lengths_differ):
    """Words in all directions of four dimensions."""
    table = rows_of_any_length(rng, 12, 4)
    if not lengths_differ:
        table = 2 * table / length(table)
    a, b, c = (int(word) for word in rng.permutation(len(table))[:3])
    return a, b, c, table


def close_inputs(rng):
    """The three inputs have almost the same direction, and all others stand on the other side."""
    while True:
        direction = rng.normal(size=4)
        direction /= np.linalg.norm(direction)
        table = rng.normal(size=(9, 4))
        table -= 2 * np.maximum(0, table @ direction)[:, np.newaxis] * direction + 0.3 * direction
        a, b, c = (int(word) for word in rng.permutation(len(table))[:3])
        table[[a, b, c]] = direction + 0.1 * rng.normal(size=(3, 4))
        question = a, b, c, 2 * table / length(table)
        numbers = cosine_to(question[-1], direction_of(*question))
        if numbers[[a, b, c]].min() > 0.3 and np.delete(numbers, [a, b, c]).max() < -GAP:
            return question


def cosine_to(table, direction):
    return table @ direction / (np.linalg.norm(table, axis=1) * np.linalg.norm(direction))


def third(a, b, c, table):
    """Every row to length 1; then the word, of all but three, nearest to b - a + c."""
    unit = [row / np.linalg.norm(row) for row in table.astype(np.float64)]
    wanted = unit[b] - unit[a] + unit[c]
    best, highest = None, -np.inf
    for word, row in enumerate(unit):
        similarity = row @ wanted  # the cosine, but for the length of `wanted`
        if word not in (a, b, c) and similarity > highest:
            best, highest = word, similarity
    return best


def other(
    wanted=lambda x, a, b, c: x[b] - x[a] + x[c],
    scaled=True,
    measure=cosine_to,
    leave_out="abc",
    at=-np.inf,
    best=np.argmax,
):
    """The answer by another rule: what is not given is as it should be.

    ``wanted`` is the direction, of rows that are ``scaled`` first or not; ``measure`` compares it
    with the same rows; inputs in ``leave_out`` get ``at`` for their number; ``best`` chooses.
    """

    def answer(a, b, c, table):
        table = table.astype(np.float64)
        rows = table / length(table) if scaled else table
        numbers = measure(rows, wanted(rows, a, b, c))
        for name, word in zip("abc", (a, b, c), strict=True):
            if name in leave_out:
                numbers[word] = at
        return int(best(numbers))

    return answer


def all_in_order(left_out):
    """NumPy's own order where inputs share -inf, which also depends on the table's dtype."""

    def answer(a, b, c, table):
        numbers = table / length(table) @ direction_of(a, b, c, table)
        if left_out:
            numbers[[a, b, c]] = -np.inf
        return np.argsort(-numbers)

    return answer


def dot_to(table, direction):
    return table @ direction


def closeness_to(table, direction):
    return -np.linalg.norm(table - direction, axis=1)


def a_for_b(x, a, b, c):
    return x[a] - x[b] + x[c]


def a_for_c(x, a, b, c):
    return x[a] + x[b] - x[c]


def all_three(x, a, b, c):
    return x[a] + x[b] + x[c]


def dot_of_raw_rows(a, b, c, table):
    """The direction of scaled rows, but the words' own rows are not scaled."""
    unit = table / length(table)
    numbers = table @ (unit[b] - unit[a] + unit[c])
    numbers[[a, b, c]] = -np.inf
    return int(np.argmax(numbers))


def product_of_cosines(a, b, c, table):
    """3CosMul of Levy and Goldberg (2014)."""
    to_a, to_b, to_c = ((1 + cosine_to(table, table[word])) / 2 for word in (a, b, c))
    numbers = to_b * to_c / (to_a + 0.001)
    numbers[[a, b, c]] = -np.inf
    return int(np.argmax(numbers))


def after_deletion(a, b, c, table):
    """A place among the words that are left, which is no id."""
    unit = table / length(table)
    numbers = cosine_to(unit, unit[b] - unit[a] + unit[c])
    return int(np.argmax(np.delete(numbers, [a, b, c])))


def wrong_axis(a, b, c, table):
    rows = table / np.linalg.norm(table, axis=0)
    numbers = cosine_to(rows, rows[b] - rows[a] + rows[c])
    numbers[[a, b, c]] = -np.inf
    return int(np.argmax(numbers))


def columns_scaled_only(a, b, c, table):
    """By dot product: nothing is divided by the rows' lengths."""
    rows = table / np.linalg.norm(table, axis=0)
    numbers = rows @ (rows[b] - rows[a] + rows[c])
    numbers[[a, b, c]] = -np.inf
    return int(np.argmax(numbers))


def all_but(names):
    """Rules that leave out fewer inputs than these names."""
    return [
        other(leave_out=kept) for size in range(len(names)) for kept in combinations(names, size)
    ]


def direction_of(a, b, c, table):
    unit = table / length(table)
    return unit[b] - unit[a] + unit[c]


def cosines_of_all(a, b, c, table):
    return cosine_to(table, direction_of(a, b, c, table))


def highest_cosine(*question):
    return cosines_of_all(*question)[third(*question)]


def products_of_all(a, b, c, table):
    """The cosines, but for the direction's own length."""
    return table / length(table) @ direction_of(a, b, c, table)


def highest_product(*question):
    return products_of_all(*question)[third(*question)]


ANALOGY = Exercise(
    name="07.analogy",
    title="a is to b as c is to …",
    task=r"""Scale the rows of the table to length 1. Then return the id of the word nearest by
cosine to $b - a + c$. The words `a`, `b` and `c` themselves are no answers.""",
    signature="analogy(a, b, c, table)",
    minutes=10,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, LENGTHS: 1, INPUTS: 1},
    inputs=three_words_and_tables,
    spec=third,
    compare=SameIds(),
    recognise=Close(),
    misconceptions=(
        Misconception(
            "inputs-included",
            "inputs among the answers",
            "One of `a`, `b` and `c` comes out. They are near to b - a + c because they are in it: "
            "leave all three out, for example by `cosines[[a, b, c]] = -np.inf`.",
            wrong=tuple(all_but("abc")),
            source="M15",
        ),
        Misconception(
            "inputs-at-zero",
            "the inputs' cosines set to 0",
            "You set the cosines of `a`, `b` and `c` to 0, but all others may be below 0. Set "
            "them to -np.inf.",
            wrong=(other(at=0),),
            fails_only=INPUTS,
        ),
        Misconception(
            "not-scaled",
            "rows not scaled first",
            "You calculate b - a + c with rows of different lengths, so the longest of the three "
            "decides. Scale *every* row of the table to length 1 first.",
            wrong=(
                other(scaled=False),
                other(scaled=False, measure=dot_to),
                other(scaled=False, measure=closeness_to),
                *(other(scaled=False, leave_out=kept) for kept in ("", "c", "bc")),
                *(other(scaled=False, measure=dot_to, leave_out=kept) for kept in ("", "c")),
                *(other(scaled=False, measure=closeness_to, leave_out=kept) for kept in ("", "c")),
            ),
        ),
        Misconception(
            "by-dot-product",
            "by dot product with raw rows",
            "The direction is right, but you compare it with rows that are not scaled, so long "
            "rows win. Take the table of scaled rows for both.",
            wrong=(dot_of_raw_rows,),
        ),
        Misconception(
            "sign-swapped",
            "signs exchanged",
            "You have exchanged the signs. The way from a to b is b - a; put it at c: b - a + c.",
            wrong=(
                other(a_for_b),
                other(a_for_c),
                other(a_for_b, scaled=False),
                other(a_for_c, scaled=False),
                other(a_for_b, leave_out=""),
                other(a_for_c, leave_out=""),
            ),
        ),
        Misconception(
            "all-added",
            "nothing subtracted",
            "You add all three rows. What b and a have in common must cancel: subtract a.",
            wrong=(other(all_three), other(all_three, leave_out="")),
        ),
        Misconception(
            "third-forgotten",
            "a word left out of the formula",
            "Your direction lacks one of the three words. b - a is the way from a to b; it must "
            "begin at c: b - a + c.",
            wrong=(
                other(lambda x, a, b, c: x[b] - x[a]),
                other(lambda x, a, b, c: x[c]),
                other(lambda x, a, b, c: x[b]),
                other(lambda x, a, b, c: x[b] - x[a], leave_out=""),
                other(lambda x, a, b, c: x[c] - x[a]),
                other(lambda x, a, b, c: x[b] + x[c]),
            ),
        ),
        Misconception(
            "farthest",
            "the farthest word",
            "You return the word of *lowest* cosine. Take the highest: `np.argmax`.",
            wrong=(
                other(at=np.inf, best=np.argmin),
                other(leave_out="", best=np.argmin),
                other(best=np.argmin),
            ),
        ),
        Misconception(
            "product-of-cosines",
            "3CosMul",
            "This is 3CosMul of Levy and Goldberg (2014), which multiplies and divides cosines. "
            "The exercise asks for the sum: the cosine with b - a + c.",
            wrong=(product_of_cosines,),
        ),
        Misconception(
            "shifted-ids",
            "ids shifted by a deletion",
            "After three words are deleted, later places are too low: they are no ids any more. "
            "Keep the row of cosines whole, and put -np.inf at the three.",
            wrong=(after_deletion,),
        ),
        Misconception(
            "wrong-axis",
            "columns scaled instead of rows",
            "You scale the columns of the table. A word is a row: divide by "
            "`np.linalg.norm(table, axis=1, keepdims=True)`.",
            wrong=(wrong_axis, columns_scaled_only),
        ),
        VECTOR_FOR_TABLE,
        Misconception(
            "one-in-a-list",
            "a list with one id",
            "The right word, but in a list or an array. Return the id itself, a whole number: "
            "`int(np.argmax(...))`.",
            wrong=(lambda *question: np.array([third(*question)]),),
        ),
        Misconception(
            "all-words",
            "all words in order",
            "You return all words, sorted. Only the nearest one is asked for, its id: "
            "`int(np.argmax(...))`.",
            wrong=(all_in_order(True), all_in_order(False)),
        ),
        Misconception(
            "ids-added",
            "ids instead of rows",
            "You calculate b - a + c with the ids. They only say in which row a word's vector "
            "stands: calculate with the rows, and look for the word nearest to the result.",
            wrong=(lambda a, b, c, table: b - a + c,),
        ),
        Misconception(
            "vector-returned",
            "the direction instead of a word",
            "You return b - a + c itself, a vector. Which word is nearest to it? Return its id.",
            wrong=(
                direction_of,
                lambda a, b, c, table: table[b] - table[a] + table[c],
                lambda a, b, c, table: table[third(a, b, c, table)],
            ),
        ),
        Misconception(
            "cosine-returned",
            "cosines instead of an id",
            "You return a cosine, or all of them. `np.max` gives the highest number, "
            "`np.argmax` its place, and that is the id.",
            wrong=(
                highest_cosine,
                cosines_of_all,
                highest_product,
                lambda *question: np.max(products_of_all(*question)),
                products_of_all,
            ),
        ),
        Misconception(
            "float-id",
            "the id as a float",
            "The id is right, but it is a float. Return a whole number: `int(...)`.",
            wrong=(lambda *question: float(third(*question)),),
            kind="dtype",
        ),
    ),
    hints=(
        "`unit = table / np.linalg.norm(table, axis=1, keepdims=True)`; then the direction is "
        "`unit[b] - unit[a] + unit[c]`.",
        "`cosines = unit @ direction` has the right order already: the direction's own length "
        "divides all numbers alike.",
        "`cosines[[a, b, c]] = -np.inf`, then `return int(np.argmax(cosines))`.",
    ),
    example=Example(
        call="analogy(0, 1, 2, np.array([[1.0, 0, 0], [0, 1, 0], [9, 0, 9], [0, 5, 5]]))",
        answer="3",
        why="word 0 points east, word 1 north; word 2 is east and up, and word 3 north and up",
    ),
    errors=(
        (
            "only integer scalar arrays can be converted to a scalar index",
            "`cosines[a, b, c]` asks for three axes, and a list can't be indexed by a list. Write "
            "`cosines[[a, b, c]]`, with `cosines` an array.",
        ),
        (
            "too many indices for array: array is 1-dimensional, but 3 were indexed",
            "`cosines[a, b, c]` means three axes. Three places on one axis are a list: "
            "`cosines[[a, b, c]]`.",
        ),
    ),
    library=("analogy_answers", "nearest"),
)
