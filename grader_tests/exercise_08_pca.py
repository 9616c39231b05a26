"""The exercise 08.pca_coordinates: the two directions in which a cloud is widest.

Sources: Pearson (1901), Hotelling (1933).
"""

import numpy as np

from grader_tests.comparing_maps import UpToSign
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception

CENTRE = "away from the origin"
SHRINKS = 0.55  # each direction of a drawn cloud is so many times as wide as the one before


def clouds(rng):
    """Flat, small and wide clouds first; then some whose mean is far from 0."""
    around_zero = [cloud(rng, n, dim) for n, dim in ((3, 2), (4, 9), (12, 5))]
    around_zero += [cloud(rng, 25, 6).astype(np.float32)]
    elsewhere = [cloud(rng, 10, 4) + shift(rng, 4), cloud(rng, 5, 8) + shift(rng, 8)]
    elsewhere += [(cloud(rng, 20, 7) + shift(rng, 7)).astype(np.float32)]
    return [Case((vectors,)) for vectors in around_zero] + [
        Case((vectors,), CENTRE) for vectors in elsewhere
    ]


def cloud(rng, n: int, dim: int):
    """Vectors (n, dim) with mean 0, clearly wider in one direction than in the next."""
    points = rng.normal(size=(n, dim))
    left, _, right = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    widths = 6 * np.sqrt(n) * SHRINKS ** np.arange(len(right)) * rng.uniform(0.95, 1.05, len(right))
    if n <= dim:
        widths[n - 1 :] = 0  # n points lie in a flat of n - 1 directions
    return left * widths @ right


def shift(rng, dim: int):
    """A mean of another size in every column, two of them on different sides of 0."""
    signs = np.where(rng.permutation(dim) % 2, 1, -1)
    return signs * rng.uniform(4, 12, dim)


def principal_coordinates(vectors):
    """Find the widest direction, take it out of the cloud, and find the widest one again."""
    rest = np.array(vectors, dtype=np.float64)
    for column in range(rest.shape[1]):
        rest[:, column] -= rest[:, column].mean()
    columns = []
    for _ in range(2):
        spread = np.zeros((rest.shape[1], rest.shape[1]))
        for row in rest:
            spread += np.outer(row, row)
        direction = np.linalg.eigh(spread)[1][:, -1]  # eigh's last has the largest eigenvalue
        along = rest @ direction
        columns.append(along)
        rest = rest - np.outer(along, direction)
    return np.column_stack(columns)


# --- wrong ideas ----------------------------------------------------------------------------


def decomposed(vectors):
    """U, S and V of the centred cloud: centred = U S Vᵀ, as ``np.linalg.svd`` gives them."""
    return np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)


def not_centred(vectors):
    left, widths, _ = np.linalg.svd(vectors, full_matrices=False)
    return left[:, :2] * widths[:2]


def mean_of_all_numbers(vectors):
    return not_centred(vectors - vectors.mean())


def mean_of_rows(vectors):
    return not_centred(vectors - vectors.mean(axis=1, keepdims=True))


def not_moved(vectors):
    """Directions of the centred cloud, coordinates of the cloud as it was."""
    return vectors @ decomposed(vectors)[2][:2].T


def directions(vectors):
    return decomposed(vectors)[2][:2]


def directions_as_columns(vectors):
    return decomposed(vectors)[2][:2].T


def standardised(vectors):
    return principal_coordinates((vectors - vectors.mean(axis=0)) / vectors.std(axis=0))


def unit_length(vectors):
    return principal_coordinates(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def without_widths(vectors):
    return decomposed(vectors)[0][:, :2]


def whitened(vectors):
    return decomposed(vectors)[0][:, :2] * np.sqrt(len(vectors) - 1)


def narrowest(vectors):
    """The first two eigenvectors of ``eigh``, whose eigenvalues are the smallest."""
    centred = vectors - vectors.mean(axis=0)
    return centred @ np.linalg.eigh(centred.T @ centred)[1][:, :2]


def narrowest_of_svd(vectors):
    return (vectors - vectors.mean(axis=0)) @ decomposed(vectors)[2][-2:].T


def swapped(vectors):
    return principal_coordinates(vectors)[:, ::-1]


def from_the_second(vectors):
    return (vectors - vectors.mean(axis=0)) @ decomposed(vectors)[2][1:3].T


def all_coordinates(vectors):
    left, widths, _ = decomposed(vectors)
    return left * widths


def summed(vectors):
    left, widths, _ = decomposed(vectors)
    return left[:, :2] @ widths[:2]


def columns_of_vh(vectors):
    """The rows of V transposed are the directions; its columns are none."""
    return (vectors - vectors.mean(axis=0)) @ decomposed(vectors)[2][:, :2]


def columns_of_whole_vh(vectors):
    centred = vectors - vectors.mean(axis=0)
    return centred @ np.linalg.svd(centred)[2][:, :2]


def rows_of_eigenvectors(vectors):
    centred = vectors - vectors.mean(axis=0)
    return centred @ np.linalg.eigh(centred.T @ centred)[1][::-1][:2].T


def first_columns(vectors):
    return vectors[:, :2]


def first_columns_centred(vectors):
    return (vectors - vectors.mean(axis=0))[:, :2]


def transposed(vectors):
    return principal_coordinates(vectors).T


def of_the_columns(vectors):
    return principal_coordinates(vectors.T)


def squared_widths(vectors):
    left, widths, _ = decomposed(vectors)
    return left[:, :2] * widths[:2] ** 2


PCA_COORDINATES = Exercise(
    name="08.pca_coordinates",
    title="The widest view",
    task="""Return the PCA coordinates of the vectors: two columns, the wider one first. Each
column's sign is free. There are at least 3 vectors, of 2 or more numbers each; there may be more
numbers than vectors. Take the vectors as they are: scale nothing.""",
    signature="pca_coordinates(vectors)",
    minutes=15,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, CENTRE: 1},
    inputs=clouds,
    spec=principal_coordinates,
    compare=UpToSign(),
    misconceptions=(
        Misconception(
            "not-centred",
            "mean not subtracted",
            "You did not subtract the mean vector, so your first direction points at the cloud's "
            "place and not along its width. Start with `vectors - vectors.mean(axis=0)`.",
            wrong=(not_centred,),
        ),
        Misconception(
            "not-moved",
            "directions of the centred cloud, coordinates of the other",
            "Your directions are right, but the coordinates are those of the vectors before the "
            "mean was subtracted. Multiply the *centred* vectors by the directions.",
            wrong=(not_moved,),
        ),
        Misconception(
            "mean-of-all-numbers",
            "one mean for everything",
            "You subtract one number, the mean of the whole table. Each column has a mean of its "
            "own: `vectors.mean(axis=0)`.",
            wrong=(mean_of_all_numbers,),
        ),
        Misconception(
            "mean-of-rows",
            "mean along the wrong axis",
            "You subtract from each vector the mean of its own numbers. Subtract the mean *vector* "
            "instead, one number per column: `vectors.mean(axis=0)`.",
            wrong=(mean_of_rows,),
            raises=(("ValueError", r"broadcast together with shapes \((\d+),\d+\) \(\1,\)"),),
        ),
        Misconception(
            "components",
            "components instead of coordinates",
            "These are the two directions themselves (the components), in D numbers each. Multiply "
            "the centred vectors by them to get two coordinates per vector.",
            wrong=(directions, directions_as_columns),
        ),
        Misconception(
            "standardised",
            "columns scaled to the same spread",
            "You divided every column by its standard deviation, so a column that hardly varies "
            "counts as much as a wide one. Only subtract the mean.",
            wrong=(standardised,),
        ),
        Misconception(
            "unit-length",
            "vectors scaled to length 1",
            "You scaled every vector to length 1 first. That may be wanted for words, but here the "
            "vectors count as they are.",
            wrong=(unit_length,),
        ),
        Misconception(
            "without-widths",
            "singular values left out",
            "Both of your columns are equally wide: the singular values are missing. Multiply "
            "`U[:, :2]` by `S[:2]`, or the centred vectors by the directions.",
            wrong=(without_widths, whitened),
        ),
        Misconception(
            "squared-widths",
            "singular values used twice",
            "Your columns are stretched by the singular values once too often. `U[:, :2] * S[:2]` "
            "are the coordinates already.",
            wrong=(squared_widths,),
        ),
        Misconception(
            "narrowest",
            "smallest eigenvalues first",
            "These are the directions in which the cloud is *narrowest*. `np.linalg.svd` begins "
            "with the widest: take the first two. `np.linalg.eigh` ends with it: take the last "
            "two, the last one first.",
            wrong=(narrowest, narrowest_of_svd),
        ),
        Misconception(
            "swapped",
            "second direction first",
            "The right two columns in the wrong order. The direction in which the cloud is widest "
            "comes first.",
            wrong=(swapped,),
        ),
        Misconception(
            "rows-for-columns",
            "rows and columns of the directions mixed up",
            "You took columns for rows or rows for columns. The directions are the *rows* of what "
            "`np.linalg.svd` returns last, but the *columns* of `eigh`'s eigenvectors.",
            wrong=(columns_of_vh, columns_of_whole_vh, rows_of_eigenvectors),
        ),
        Misconception(
            "directions-not-turned",
            "directions as rows in a product",
            "Two directions as rows are (2, D), and your vectors have D columns: so the product "
            "does not fit. Turn the directions round with `.T`, to (D, 2).",
            raises=(
                ("ValueError", r"matmul: .*\(size 2 is different from"),
                ("ValueError", r"shapes .* not aligned: \d+ \(dim 1\) != 2 \(dim 0\)"),
                ("InvalidArgumentError", r"Matrix size-incompatible: .* In\[1\]: \[2,"),
            ),
        ),
        Misconception(
            "whole-u",
            "full_matrices left out",
            "Your `U` is a whole (n, n) table, and `S` does not fit its columns. Say "
            "`full_matrices=False`, or take two columns first: `U[:, :2] * S[:2]`.",
            raises=(("ValueError", r"broadcast together with shapes \((\d+),\1\) \(\d+,\)"),),
        ),
        Misconception(
            "from-the-second",
            "the second direction and the third",
            "The widest direction is missing. Python counts from 0: the first two rows are "
            "`Vt[:2]`.",
            wrong=(from_the_second,),
        ),
        Misconception(
            "one-column",
            "one column only",
            "You return coordinates along one direction. Two are asked for, the first two rows of "
            "`Vt`: `Vt[:2]`.",
            wrong=(
                lambda vectors: principal_coordinates(vectors)[:, :1],
                lambda vectors: principal_coordinates(vectors)[:, 0],
            ),
        ),
        Misconception(
            "all-columns",
            "coordinates along all directions",
            "You return coordinates along all directions. Only the two widest are asked for: keep "
            "the first two columns.",
            wrong=(all_coordinates,),
        ),
        Misconception(
            "summed",
            "both coordinates added",
            "You have one number for each vector, as `@` adds the two coordinates up. Multiply "
            "each column by its own singular value: `U[:, :2] * S[:2]`.",
            wrong=(summed,),
        ),
        Misconception(
            "first-columns",
            "the first two numbers of each vector",
            "These are the first two numbers of each vector. They are as good as any other two; "
            "find the two directions in which the cloud is widest.",
            wrong=(first_columns, first_columns_centred),
        ),
        Misconception(
            "transposed",
            "rows and columns of the answer exchanged",
            "Your answer has the coordinates in rows. There should be a row for each vector: "
            "turn it round with `.T`.",
            wrong=(transposed,),
        ),
        Misconception(
            "of-the-columns",
            "PCA of the transposed table",
            "You got one place for each of the D columns. The points are the *rows* of `vectors`: "
            "leave out a `.T`.",
            wrong=(of_the_columns,),
        ),
    ),
    hints=(
        "First move the cloud to the origin: subtract the mean of each column.",
        "`U, S, Vt = np.linalg.svd(centred, full_matrices=False)` gives the directions as rows of "
        "`Vt`, the widest first.",
        "`centred @ Vt[:2].T`, or the same as `U[:, :2] * S[:2]`.",
    ),
    example=Example(
        call="np.abs(pca_coordinates(np.array([[1.0, 7.0], [3.0, 7.0], [8.0, 7.0]])))",
        answer="[[3. 0.] [1. 0.] [4. 0.]]",
        why="three points on a line, at -3, -1 and 4 from their mean; across the line they don't "
        "differ (the signs are free, so we look at sizes)",
    ),
    errors=(
        (
            "matmul: Input operand 1 has a mismatch in its core dimension",
            "`centred` is (n, D), and two directions as rows are (2, D): turn them round with "
            "`.T`. Give `np.linalg.svd` the argument `full_matrices=False`.",
        ),
        (
            "Last 2 dimensions of the array must be square",
            "`np.linalg.eigh` wants the (D, D) table `centred.T @ centred`, not the vectors "
            "themselves; `np.linalg.svd` takes any shape.",
        ),
    ),
)
