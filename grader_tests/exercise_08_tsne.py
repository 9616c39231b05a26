"""The exercise 08.tsne_coordinates: a map that keeps neighbours together, started at random.

Sources: van der Maaten and Hinton (2008); trustworthiness: Venna and Kaski (2001).
"""

from functools import lru_cache

import numpy as np

from grader_tests.comparing_maps import (
    CONSTANT,
    LOWERED,
    OBJECT,
    PERPLEXITY,
    PLANE,
    PROJECTION,
    UNSEEDED,
    SameMaps,
    mapping,
)
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.exercise_08_pca import principal_coordinates

SEED, OTHER, FEW = "seed", "perplexity", "few vectors"
REFUSED = ("ValueError", r"perplexity .*must be less than")


def clouds_and_calls(rng, draws):
    """Groups that overlap in the plane of PCA, ``draws`` maps of each cloud; seeds; perplexities.

    Where there are few vectors, the perplexity is above their number, equal to it, and below.
    """

    def seeds(number):
        return rng.choice(1_000_000, number, replace=False).tolist()

    def several(perplexities, number):
        return [[perplexities[i % 2], seed] for i, seed in enumerate(seeds(number))]

    one, other = groups(rng, 9, 6, 16), groups(rng, 8, 6, 12).astype(np.float32)
    some, few = groups(rng, 7, 6, 10), rng.normal(2, 1, (8, 3))
    first, second, third = seeds(3)
    n = len(few)
    return [
        Case((one, several((7, 10), draws))),
        Case((other, several((9, 8), draws))),
        Case((some, [[9, first], [9, second], [9, first], [9, third]]), SEED),
        Case((some, [[6, first], [12, first]]), OTHER),
        Case((few, [[30, third], [n, third], [n - 1, third], [n - 2, third]]), FEW),
    ]


def groups(rng, count: int, size: int, dim: int):
    """(count · size, dim): groups around centres at right angles to each other, in any order."""
    axes = np.linalg.qr(rng.normal(size=(dim, dim)))[0]
    centres = 6 * axes[:count] * rng.uniform(0.9, 1.1, (count, 1))
    vectors = np.repeat(centres, size, axis=0) + rng.normal(size=(count * size, dim)) + 1
    return rng.permutation(vectors)


def drawn_map(vectors, perplexity, seed, **options):
    """scikit-learn's t-SNE."""
    options = {"init": "random", **options}
    return _remembered(vectors.tobytes(), vectors.shape, vectors.dtype, perplexity, seed,
                       tuple(sorted(options.items()))).copy()  # fmt: skip


@lru_cache(maxsize=256)
def _remembered(numbers, shape, dtype, perplexity, seed, options):
    """Wrong ideas share many maps with the right answer, and each takes a tenth of a second."""
    from sklearn.manifold import TSNE

    vectors = np.frombuffer(numbers, dtype).reshape(shape)
    return TSNE(perplexity=perplexity, random_state=seed, **dict(options)).fit_transform(vectors)


def right_map(vectors, perplexity, seed, **options):
    return drawn_map(vectors, min(perplexity, len(vectors) - 1), seed, **options)


# --- wrong ideas ----------------------------------------------------------------------------


def started_from_pca(vectors, perplexity, seed):
    return right_map(vectors, perplexity, seed, init="pca")


def with_seed(fixed):
    return lambda vectors, perplexity, seed: right_map(vectors, perplexity, fixed)


def of_the_plane(vectors, perplexity, seed):
    return right_map(principal_coordinates(vectors), perplexity, seed)


def of_the_columns(vectors, perplexity, seed):
    return right_map(np.ascontiguousarray(vectors.T), perplexity, seed)


def of_the_columns_lowered_by_rows(vectors, perplexity, seed):
    lowered = min(perplexity, len(vectors) - 1)
    return drawn_map(np.ascontiguousarray(vectors.T), lowered, seed)


def always(number):
    return lambda vectors, perplexity, seed: drawn_map(vectors, number(len(vectors)), seed)


def lowered_to(number):
    def draw(vectors, perplexity, seed):
        n = len(vectors)
        return drawn_map(vectors, perplexity if perplexity < n else number(n), seed)

    return draw


def never_above(number):
    return lambda v, perplexity, seed: drawn_map(v, min(perplexity, number(len(v))), seed)


def below_the_columns(vectors, perplexity, seed):
    """D - 1 in place of n - 1."""
    return drawn_map(vectors, min(perplexity, vectors.shape[1] - 1), seed)


def raised(vectors, perplexity, seed):
    return drawn_map(vectors, max(perplexity, len(vectors) - 1), seed)


def not_lowered_at_n(vectors, perplexity, seed):
    n = len(vectors)
    return drawn_map(vectors, perplexity if perplexity <= n else n - 1, seed)


def unseeded_map(vectors, perplexity, _seed):
    from sklearn.manifold import TSNE

    return TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random").fit_transform(vectors)


class TSNE:
    """Stands for scikit-learn's object of this name, as ``fit`` returns it."""


TSNE_COORDINATES = Exercise(
    name="08.tsne_coordinates",
    title="A map of neighbours",
    task="""Return the coordinates of a t-SNE map, made by scikit-learn's `TSNE` with
`init="random"`. The same seed gives the same map, another seed another one. A perplexity that is
not below n, the number of vectors, is lowered to n - 1.""",
    signature="tsne_coordinates(vectors, perplexity=30, seed=0)",
    minutes=10,
    difficulty=1,
    aspects={SHAPE: 1, "values": 1, SEED: 1, OTHER: 1, FEW: 1},
    inputs=clouds_and_calls,
    spec=mapping(right_map),
    compare=SameMaps(),
    recognise=SameMaps(tolerance=0.05, either_way=True),
    probe="maps",
    draws=2,
    parameters=("vectors", "calls"),
    misconceptions=(
        Misconception(
            "pca",
            "PCA instead of t-SNE",
            "This is a straight projection, as PCA gives it: each place is a sum of the vector's "
            "numbers. Make a `TSNE` object and call its `fit_transform`.",
            wrong=(mapping(lambda v, p, s: principal_coordinates(v)),),
            kind=PROJECTION,
        ),
        Misconception(
            "pca-start",
            "started from the PCA map",
            "Every seed gives the same map, since it starts from the PCA map: that is what "
            'scikit-learn does if nothing is said. Add `init="random"`.',
            wrong=(mapping(started_from_pca),),
        ),
        Misconception(
            "seed-ignored",
            "seed ignored",
            "Every seed gives the same map. Hand the seed on, `random_state=seed`, and start at "
            'random, `init="random"`.',
            wrong=(mapping(with_seed(0)), mapping(with_seed(42))),
            kind=CONSTANT,
        ),
        Misconception(
            "unseeded",
            "no seed at all",
            "The same seed gives another map each time, so nobody can repeat yours. Hand the seed "
            "on: `random_state=seed`.",
            wrong=(mapping(unseeded_map),),
            kind=UNSEEDED,
        ),
        Misconception(
            "of-the-plane",
            "t-SNE of PCA's two columns",
            "Your map keeps the neighbours that the vectors have in PCA's plane. What PCA left out "
            "is lost for t-SNE, too: give it the vectors themselves.",
            wrong=(mapping(of_the_plane),),
            kind=PLANE,
        ),
        Misconception(
            "transposed",
            "rows and columns of the answer exchanged",
            "Your answer has the coordinates in rows. There should be a row for each vector, as "
            "`fit_transform` returns it.",
            wrong=(mapping(lambda v, p, s: right_map(v, p, s).T),),
        ),
        Misconception(
            "of-the-columns",
            "a map of the columns",
            "You got one place for each of the D columns. The points are the *rows* of `vectors`: "
            "leave out a `.T`.",
            wrong=(mapping(of_the_columns), mapping(of_the_columns_lowered_by_rows)),
        ),
        Misconception(
            "perplexity-ignored",
            "perplexity ignored",
            "Another perplexity gives the same map. Hand it on: "
            "`TSNE(perplexity=perplexity, ...)`.",
            wrong=(
                mapping(always(lambda n: 30)),
                mapping(always(lambda n: min(30, n - 1))),
                mapping(always(lambda n: n - 1)),
            ),
            kind=PERPLEXITY,
        ),
        Misconception(
            "perplexity-without-name",
            "the perplexity in another's place",
            "The first argument of `TSNE` is the number of coordinates, so your perplexity was "
            "taken for it. Give it by its name: `TSNE(perplexity=...)`.",
            raises=(("ValueError", r"n_components.* should be inferior to 4"),),
        ),
        Misconception(
            "max-for-min",
            "max instead of min",
            "You take the larger number. To lower a perplexity to n - 1 where it is not below n, "
            "take the smaller one: `min(perplexity, len(vectors) - 1)`.",
            wrong=(mapping(raised),),
        ),
        Misconception(
            "not-lowered",
            "perplexity not lowered",
            "t-SNE stops where the perplexity is not below the number of vectors. Lower it to "
            "n - 1 in that case, also where it is equal to n.",
            wrong=(mapping(drawn_map), mapping(not_lowered_at_n)),
            raises=(REFUSED,),
        ),
        Misconception(
            "lowered-too-far",
            "perplexity lowered to another number",
            "Where the perplexity is not below n, your map is not the one of n - 1. Lower it to "
            "n - 1, `min(perplexity, len(vectors) - 1)`, and leave smaller ones alone.",
            wrong=(
                mapping(lowered_to(lambda n: (n - 1) / 3)),
                mapping(lowered_to(lambda n: 5)),
                mapping(never_above(lambda n: (n - 1) / 3)),
                mapping(never_above(lambda n: n - 2)),
                mapping(below_the_columns),
            ),
            kind=LOWERED,
        ),
        Misconception(
            "object",
            "the object instead of the coordinates",
            "Your answer is the `TSNE` object. Its `fit_transform(vectors)` returns the "
            "coordinates; after `fit` they are in `embedding_`.",
            wrong=(mapping(lambda v, p, s: TSNE()),),
            kind=OBJECT,
        ),
    ),
    hints=(
        '`TSNE(perplexity=..., init="random", random_state=...)` makes an object; its '
        "`fit_transform(vectors)` returns the coordinates.",
        "`min(perplexity, len(vectors) - 1)` is the perplexity to use.",
    ),
    example=Example(
        call="np.shape(tsne_coordinates(np.eye(5), perplexity=30, seed=1))",
        answer="(5, 2)",
        why="five vectors, two coordinates each; where they lie depends on the seed",
    ),
    errors=(
        (
            "perplexity (30) must be less than n_samples (8)",
            "There are no 30 neighbours among 8 vectors. Lower the perplexity to n - 1 where it "
            "is not below n.",
        ),
        (
            "got an unexpected keyword argument 'seed'",
            "scikit-learn calls the seed of anything random `random_state`.",
        ),
    ),
)
