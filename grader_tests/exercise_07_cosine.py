"""Exercise 07.cosine_similarity: every row of one table against every row of another."""

import math

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception

ZERO = "a zero vector"


def rows_of_any_length(rng, count, dimension):
    """Random directions, and lengths from 0.3 to 10: neither all alike nor close to 0."""
    directions = rng.normal(size=(count, dimension))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    return directions * np.exp(rng.uniform(np.log(0.3), np.log(10), (count, 1)))


def two_tables(rng):
    """n and m differ, but for one case; two rows point in almost opposite directions.

    At last there is a zero row in both tables.
    """
    cases = []
    sizes = [(int(n), int(m)) for n, m in ((3, 2), (2, 4), (3, 3), (1, 4))]
    for index, (n, m) in enumerate([*sizes, (3, 4), (4, 2)]):
        dimension = 5 + index % 2
        a, b = rows_of_any_length(rng, n, dimension), rows_of_any_length(rng, m, dimension)
        b[-1] = -0.7 * a[0] + 0.1 * b[-1] / np.linalg.norm(b[-1])
        zero = index >= len(sizes)
        if zero:
            a[rng.integers(1, n)] = 0
            b[rng.integers(m - 1)] = 0
        dtype = np.float32 if index % 2 else np.float64
        cases.append(Case((a.astype(dtype), b.astype(dtype)), ZERO if zero else "values"))
    return cases


def cosines(a, b):
    """The sum of products over the product of the lengths; 0 where a length is 0."""
    answer = np.zeros((len(a), len(b)))
    for i, u in enumerate(a.tolist()):
        for j, v in enumerate(b.tolist()):
            product = sum(x * y for x, y in zip(u, v, strict=True))
            length_u = math.sqrt(sum(x * x for x in u))
            length_v = math.sqrt(sum(y * y for y in v))
            if length_u > 0 and length_v > 0:
                answer[i, j] = product / (length_u * length_v)
    return answer


def of_each_pair(measure):
    """A table of another number for each pair of rows."""
    return lambda a, b: np.array([[measure(u, v) for v in b] for u in a], np.float64)


def divided(a_by, b_by):
    """Dot products divided by other sizes of the rows; a size is a function of a table."""
    return lambda a, b: (a / a_by(a)) @ (b / b_by(b)).T


def length(rows):
    return np.linalg.norm(rows, axis=1, keepdims=True)


def nothing(_rows):
    return 1


def naive(a, b):
    """0 / 0 for a zero vector."""
    return divided(length, length)(a, b)


def first_row_only(rule):
    """``return`` stands inside the loop over the rows of a."""
    return lambda a, b: np.concatenate([rule(a[:1], b), np.zeros((len(a) - 1, len(b)))])


def zero_filled(value):
    """A zero vector gets another number than 0."""
    return lambda a, b: np.nan_to_num(naive(a, b), nan=value)


def zero_like_itself(a, b):
    """Two zero vectors count as equal."""
    return np.where(length(a) + length(b).T == 0, 1, cosines(a, b))


VECTOR_FOR_TABLE = Misconception(
    "vector-for-table",
    "a vector where a table is wanted",
    "You give your `cosine_similarity` a single vector, (D,), but it compares the rows of tables. "
    "Make a table with one row of it: `table[[word_id]]`, or `vector[np.newaxis]`, (1, D).",
    raises=(
        ("AxisError", r"axis 1 is out of bounds for array of dimension 1"),
        ("TypeError", r"float(32|64)' object is not iterable"),
    ),
)


COSINE_SIMILARITY = Exercise(
    name="07.cosine_similarity",
    title="The cosine of every pair of rows",
    task="""Return the cosine of each row of `a` with each row of `b`, one row of the answer for
each row of `a`. A zero vector is similar to nothing: its cosines are 0, not NaN.""",
    signature="cosine_similarity(a, b)",
    minutes=12,
    difficulty=2,
    aspects={SHAPE: 1, "values": 3, ZERO: 1},
    inputs=two_tables,
    spec=cosines,
    compare=Close(),
    misconceptions=(
        Misconception(
            "dot-product",
            "dot product without lengths",
            "These are dot products: a long row gets a large number whatever its direction. "
            "Divide by the lengths of both rows.",
            wrong=(lambda a, b: a @ b.T,),
        ),
        Misconception(
            "one-side-scaled",
            "only one side scaled",
            "You divide by the length of one of the two rows only. The cosine divides by both.",
            wrong=(
                divided(length, nothing),
                divided(nothing, length),
                lambda a, b: np.nan_to_num(divided(length, nothing)(a, b)),
                lambda a, b: np.nan_to_num(divided(nothing, length)(a, b)),
            ),
        ),
        Misconception(
            "distance",
            "distance instead of similarity",
            "This is 1 - cosine, the cosine *distance*: 0 for the same direction. The similarity "
            "itself is asked for, 1 for the same direction.",
            wrong=(lambda a, b: 1 - cosines(a, b), lambda a, b: 1 - naive(a, b)),
        ),
        Misconception(
            "negated",
            "sign turned",
            "Your cosines have the other sign, as `tf.keras.losses.cosine_similarity` gives them: "
            "a loss has to be small for what is alike. Return 1 for the same direction.",
            wrong=(lambda a, b: -cosines(a, b), lambda a, b: -naive(a, b)),
        ),
        Misconception(
            "wrong-axis",
            "columns scaled instead of rows",
            "You scale the columns. A row is a word's vector: take the lengths along the rows, "
            "`np.linalg.norm(a, axis=1, keepdims=True)`.",
            wrong=(
                divided(
                    *[lambda rows: np.linalg.norm(rows, axis=0)] * 2,
                ),
            ),
        ),
        Misconception(
            "one-length-for-all",
            "one length for the whole table",
            "You divide by one number for a whole table: `np.linalg.norm(a)` without an axis "
            "takes the table as one long vector. Each row has a length of its own: "
            "`axis=1, keepdims=True`.",
            wrong=(divided(np.linalg.norm, np.linalg.norm),),
        ),
        Misconception(
            "keepdims-forgotten",
            "lengths in a row instead of a column",
            "Your lengths have shape (n,), and NumPy lays them along the columns. Make a column "
            "of them: `keepdims=True`, or `lengths[:, np.newaxis]`.",
            raises=(("ValueError", r"broadcast.* with shapes \((\d+),\d+\) \(\1,\)"),),
        ),
        Misconception(
            "lengths-entry-by-entry",
            "lengths multiplied entry by entry",
            "You multiply the first length of `a` by the first of `b`, the second by the second. "
            "Every length of `a` meets every one of `b`: `np.outer(lengths_a, lengths_b)`, (n, m).",
            raises=(("ValueError", r"broadcast together with shapes \(\d+,\) \(\d+,\)"),),
        ),
        Misconception(
            "brackets",
            "brackets missing",
            "You divide by one length and multiply by the other: `x / p * q` is `(x / p) * q`. "
            "Put brackets around the product of the lengths, `x / (p * q)`.",
            wrong=(
                divided(length, lambda rows: 1 / length(rows)),
                lambda a, b: np.nan_to_num(divided(length, lambda x: 1 / length(x))(a, b)),
            ),
        ),
        Misconception(
            "no-root",
            "squared lengths",
            "You divide by squared lengths. The length is the *root* of the sum of squares; "
            "`np.linalg.norm` takes it.",
            wrong=(
                divided(*[lambda rows: length(rows) ** 2] * 2),
                lambda a, b: np.nan_to_num(divided(*[lambda rows: length(rows) ** 2] * 2)(a, b)),
            ),
        ),
        Misconception(
            "sum-for-length",
            "sum or largest number for the length",
            "You divide by the sum, or by the largest number, of each row. The length of a vector "
            "is the root of the sum of its squares: `np.linalg.norm` with `axis=1`.",
            wrong=(
                divided(*[lambda rows: rows.sum(axis=1, keepdims=True)] * 2),
                divided(*[lambda rows: np.abs(rows).sum(axis=1, keepdims=True)] * 2),
                divided(*[lambda rows: rows.max(axis=1, keepdims=True)] * 2),
                divided(*[lambda rows: np.abs(rows).max(axis=1, keepdims=True)] * 2),
            ),
        ),
        Misconception(
            "euclidean",
            "Euclidean distance",
            "This comes from the Euclidean distance, which depends on the lengths. The cosine is "
            "the dot product divided by both lengths.",
            wrong=(
                of_each_pair(lambda u, v: np.linalg.norm(u - v)),
                of_each_pair(lambda u, v: -np.linalg.norm(u - v)),
                of_each_pair(lambda u, v: 1 / (1 + np.linalg.norm(u - v))),
            ),
        ),
        Misconception(
            "angle",
            "angle instead of its cosine",
            "You return the angle. Its cosine is asked for: leave `arccos` out.",
            wrong=(
                lambda a, b: np.arccos(cosines(a, b)),
                lambda a, b: np.degrees(np.arccos(cosines(a, b))),
                lambda a, b: np.arccos(naive(a, b)),
            ),
        ),
        Misconception(
            "sign-lost",
            "no negative cosines",
            "Opposite directions should have -1, but you have nothing below 0. Keep the sign: no "
            "`abs`, no square, no shift.",
            wrong=(
                lambda a, b: np.abs(cosines(a, b)),
                lambda a, b: cosines(a, b) ** 2,
                lambda a, b: np.maximum(0, cosines(a, b)),
                lambda a, b: (1 + cosines(a, b)) / 2,
            ),
        ),
        Misconception(
            "centred",
            "mean subtracted",
            "You subtract each row's mean first: that is the correlation of two rows, another "
            "number. Leave the rows as they are.",
            wrong=(
                of_each_pair(lambda u, v: np.corrcoef(u, v)[0, 1]),
                lambda a, b: cosines(a - a.mean(1, keepdims=True), b - b.mean(1, keepdims=True)),
            ),
        ),
        Misconception(
            "row-by-row",
            "row by row only",
            "You compare the first row with the first, the second with the second. *Every* row of "
            "`a` meets every row of `b`: `unit_a @ unit_b.T` is (n, m).",
            wrong=(lambda a, b: np.diag(cosines(a, b)),),
            raises=(
                ("ValueError", r"broadcast.* with (remapped )?shapes .*\(\d+,(\d+)\).* \(\d+,\2\)"),
                ("InvalidArgumentError", r"Incompatible shapes"),
                ("IndexError", r"out of bounds for axis 0 with size [2-4]$"),
            ),
        ),
        Misconception(
            "only-the-first-row",
            "return inside the loop",
            "Only the first row of your answer is filled. Does `return` stand inside the loop? "
            "Return the table after both loops.",
            wrong=(first_row_only(cosines), first_row_only(naive), lambda a, b: cosines(a, b)[:1]),
        ),
        Misconception(
            "all-in-one-row",
            "all cosines in one row",
            "These are the right numbers, but all in one row. Begin a new row for each row of `a`: "
            "a list in a list, or `.reshape(len(a), len(b))`.",
            wrong=(lambda a, b: cosines(a, b).ravel(), lambda a, b: naive(a, b).ravel()),
        ),
        Misconception(
            "with-itself",
            "a table with itself",
            "You compare a table with itself. Rows of the answer belong to `a`, columns to `b`.",
            wrong=(lambda a, b: cosines(a, a), lambda a, b: cosines(b, b)),
        ),
        Misconception(
            "transposed",
            "rows and columns exchanged",
            "Rows and columns are exchanged: one row for each row of `a`, one column for each row "
            "of `b`.",
            wrong=(lambda a, b: cosines(a, b).T,),
        ),
        Misconception(
            "not-transposed",
            "b not transposed",
            "A matrix product needs as many columns on the left as rows on the right. Turn the "
            "second table round: `unit_a @ unit_b.T`.",
            raises=(
                ("ValueError", r"matmul: Input operand 1 has a mismatch|not aligned"),
                ("InvalidArgumentError", r"Matrix size-incompatible"),
            ),
        ),
        Misconception(
            "nan-at-zero",
            "NaN for a zero vector",
            "A zero vector gives NaN, as 0 / 0 does. Divide its rows by 1 instead: "
            "`np.where(length > 0, length, 1)`.",
            wrong=(naive,),
        ),
        Misconception(
            "zero-not-zero",
            "a zero vector is similar to something",
            "A zero vector gets another cosine than 0. It has no direction, so it is similar to "
            "nothing, not even to another zero vector.",
            wrong=(zero_filled(1), zero_filled(-1), zero_like_itself),
            fails_only=ZERO,
        ),
        Misconception(
            "lengths-enlarged",
            "a large number added to the lengths",
            "Your numbers are a little too small, as if something were added to each length. That "
            "avoids 0 / 0, but changes every cosine: replace only the lengths that are 0.",
            wrong=tuple(
                divided(*[lambda rows, e=e: length(rows) + e] * 2) for e in (1e-3, 1e-2, 0.1, 1)
            )
            + tuple(
                divided(*[lambda rows, e=e: np.maximum(length(rows), e)] * 2) for e in (0.5, 1)
            ),
        ),
    ),
    hints=(
        "Scale every row to length 1 first: divide a table by "
        "`np.linalg.norm(a, axis=1, keepdims=True)`, which is (n, 1). What is left of the formula "
        "then?",
        "A length of 0 must not be divided by: `np.where(length > 0, length, 1)`. A zero row "
        "divided by 1 stays zero, and so do its dot products.",
        "With `unit_a` and `unit_b`, the tables of scaled rows: `return unit_a @ unit_b.T`.",
    ),
    example=Example(
        call="cosine_similarity(np.array([[3, 4]]), np.array([[30, 40], [4, -3]]))",
        answer="[[1.0, 0.0]]",
        why="the first row of b has the same direction, ten times as long; the second stands at "
        "a right angle, 3 · 4 - 4 · 3 = 0",
    ),
    errors=(
        (
            "operands could not be broadcast together with shapes (3,5) (3,)",
            "The lengths are a row, (n,), and should be a column, (n, 1): `keepdims=True`.",
        ),
        (
            "matmul: Input operand 1 has a mismatch in its core dimension 0",
            "`a @ b` needs as many columns of `a` as `b` has rows. You want each row of b: "
            "`a @ b.T`.",
        ),
        (
            "RuntimeWarning: invalid value encountered in divide",
            "That is 0 / 0, a zero vector divided by its length. Replace the length 0 by 1 first.",
        ),
    ),
)
