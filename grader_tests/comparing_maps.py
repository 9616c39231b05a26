"""How places in the plane are compared: of PCA up to sign, of t-SNE by what maps are good for.

Two right t-SNE maps of the same vectors may have no place in common. So a learner's maps are
compared with each other: those of the same call must be the same, those of other seeds must not.
How well they keep the vectors' neighbours is measured by trustworthiness (Venna and Kaski, 2001).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from grader_tests.answering import maps
from grader_tests.comparing import Difference, as_array, shape_difference
from grader_tests.wire import Other

# Kinds of difference, beside those of ``Difference``.
PLACE = "place"  # points are elsewhere
OBJECT = "object"  # the object of scikit-learn instead of coordinates
PROJECTION = "projection"  # the places are sums of the vectors' numbers, as PCA's
PLANE = "plane"  # the map keeps the neighbours of PCA's plane, not those of the vectors
UNSEEDED = "unseeded"  # the same call gives another map
CONSTANT = "constant"  # every seed gives the same map
PERPLEXITY = "perplexity"  # another perplexity gives the same map
LOWERED = "lowered"  # n and n - 1 give different maps
DRAWN = (PLACE, PROJECTION, PLANE)  # kinds that a picture of two maps shows

SAME = 0.02  # two maps are the same if they differ by less than this part of their width
STRAIGHT = 1e-3  # the part of a projection that may be rounding
NEIGHBOURS = 5  # that trustworthiness looks at
IN_PLANE = 0.9  # the least trustworthiness of a map of PCA's plane, measured there


@dataclass(frozen=True)
class UpToSign:
    """Coordinates (n, 2); each column may have either sign (or row, if a wrong answer has 2).

    They may differ by ``part`` of the largest one and ``atol``, which float32 arithmetic meets.
    """

    part: float = 1e-3
    atol: float = 1e-4

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        expected, got = np.asarray(expected, np.float64), as_array(got)
        if isinstance(got, Difference):
            return got
        if difference := shape_difference(expected, got):
            return difference
        if not np.isfinite(got).all():
            return Difference("value", "Some of your coordinates are not finite.")
        # There are 3 vectors or more; what has 2 rows is a wrong idea's, signs in rows or columns.
        axes = (0, 1) if len(expected) == 2 else (0,)
        found = [self._turned(expected, got, axis) for axis in axes]
        return None if None in found else found[0]

    def _turned(self, expected: np.ndarray, got: np.ndarray, axis: int) -> Difference | None:
        got = got * np.where((expected * got).sum(axis=axis, keepdims=True) < 0, -1, 1)
        wrong = np.abs(got - expected) > self.part * np.abs(expected).max() + self.atol
        if not wrong.any():
            return None
        place = tuple(np.argwhere(wrong)[0].tolist())
        text = f"Expected {expected[place]:.4g} at {list(place)}, or all signs of the "
        text += f"column turned, but your answer is {got[place]:.4g}."
        return Difference(PLACE, text)


def mapping(function: Callable) -> Callable:
    """A spec or a wrong idea, written for one call, called as the probe ``maps`` calls a learner's.

    Beside its maps it tells what it was asked for.
    """

    def answer(vectors, calls):
        made = maps(function, vectors, calls)
        return made if made is None else made | {"vectors": vectors, "calls": calls}

    return answer


@dataclass(frozen=True)
class SameMaps:
    """Maps as the probe ``maps`` returns them, beside those of a spec or of a wrong idea.

    The maps of two calls must be the same, or not the same, as the expected ones are. Their mean
    trustworthiness may be lower by ``tolerance``, or with ``either_way`` differ by so much; a
    difference up to half as large again is called doubtful. Calls with a perplexity of half the
    number of vectors or more are left out of the mean: there all vectors are neighbours.
    """

    tolerance: float = 0.08
    either_way: bool = False

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        right, theirs = _read(expected), _read(got)
        if isinstance(right, Difference) or isinstance(theirs, Difference):
            return None if right == theirs else theirs or right
        if len(right) != len(theirs):
            return Difference("type", f"There should be {len(right)} maps.")
        for one, other in zip(right, theirs, strict=True):
            if difference := shape_difference(one, other):
                return difference
        if not all(np.isfinite(places).all() for places in theirs):
            return Difference("value", "Some of your coordinates are not finite.")
        if right[0].shape != (len(expected["vectors"]), 2):
            return None  # a wrong idea's, and there is nothing more to tell
        return (
            _projection(expected, right, theirs)
            or _pattern(expected["calls"], right, theirs)
            or self._constant(right, theirs)
            or self._neighbours(expected, right, theirs)
        )

    def _constant(self, right: list, theirs: list) -> Difference | None:
        """Two ideas that have one map for all seeds: is it the same one?"""
        if not self.either_way or not _all_same(right) or _same(right[0], theirs[0]):
            return None
        return Difference(PLACE, "These are two different maps.")

    def _neighbours(self, expected: dict, right: list, theirs: list) -> Difference | None:
        vectors = expected["vectors"]
        judged = [i for i, (perplexity, _) in enumerate(expected["calls"])
                  if 2 * max(perplexity, NEIGHBOURS) < len(vectors)]  # fmt: skip
        if not judged:
            return None
        own = np.mean([trust(vectors, theirs[i]) for i in judged])
        lacking = np.mean([trust(vectors, right[i]) for i in judged]) - own
        lacking = abs(lacking) if self.either_way else lacking
        if lacking <= self.tolerance:
            return None
        plane = np.mean([trust(_plane(vectors), theirs[i]) for i in judged])
        flat = not self.either_way and plane > max(IN_PLANE, own + self.tolerance)
        text = "Too many points are neighbours in your map that are none among the vectors: its "
        text += f"trustworthiness is {own:.2f}; about {own + lacking:.2f} can be reached."
        doubtful = bool(lacking <= 1.5 * self.tolerance)
        return Difference(PLANE if flat else PLACE, text, doubtful=doubtful)


def trust(vectors: np.ndarray, places: np.ndarray) -> float:
    """Trustworthiness of a map: 1 if the nearest points of each are among its vector's nearest."""
    from sklearn.manifold import trustworthiness

    return float(trustworthiness(vectors, places, n_neighbors=NEIGHBOURS))


def _read(answer) -> list[np.ndarray] | Difference:
    """The maps that the probe returned, or what is wrong with their form."""
    if not isinstance(answer, dict):
        return Difference("type", "Your answer should be an array of coordinates.")
    if "other" in answer:
        other = answer["other"]
        if isinstance(other, Other) and other.description.startswith("an object of type TSNE"):
            return Difference(OBJECT, "Your answer is an object of type TSNE.")
        found = as_array(other)
        if isinstance(found, Difference):
            return found
        return Difference(
            "type", f"Your answer has shape {found.shape}, not a row for each vector."
        )
    made = answer.get("maps")
    if not isinstance(made, list) or not made:
        return Difference("type", "Your answer should be an array of coordinates.")
    for places in made:
        if not isinstance(places, np.ndarray) or places.ndim != 2 or places.dtype.kind not in "iuf":
            return Difference("type", "Your answer should be an array of coordinates.")
    return [places.astype(np.float64) for places in made]


def _projection(expected: dict, right: list, theirs: list) -> Difference | None:
    if not _straight(expected["vectors"], theirs) or _straight(expected["vectors"], right):
        return None
    text = "Your places are sums of the vectors' numbers, as a projection's are."
    return Difference(PROJECTION, text)


def _straight(vectors: np.ndarray, made: list) -> bool:
    """Are all places the same weighted sums of the vectors' numbers, but for a shift?"""
    numbers = np.column_stack([vectors, np.ones(len(vectors))]).astype(np.float64)  # (n, D + 1)
    places = np.hstack(made)
    places = places - places.mean(axis=0)
    rest = places - numbers @ np.linalg.lstsq(numbers, places, rcond=None)[0]
    return np.linalg.norm(rest) < STRAIGHT * np.linalg.norm(places)


def _pattern(calls: list, right: list, theirs: list) -> Difference | None:
    """Which maps are the same, and which are not."""
    found = []
    for i, j in combinations(range(len(calls)), 2):
        same, expected = _same(theirs[i], theirs[j]), _same(right[i], right[j])
        (perplexity, seed), (other_perplexity, other_seed) = calls[i], calls[j]
        if same == expected:
            continue
        if calls[i] == calls[j]:
            text = f"Seed {seed} gave another map when it was used again."
            found.append((0, Difference(UNSEEDED, text)))
        elif perplexity == other_perplexity:
            text = f"Seeds {seed} and {other_seed} give the same map."
            found.append((1, Difference(CONSTANT, text)))
        elif seed == other_seed:
            pair = f"For {len(right[0])} vectors, perplexities {perplexity} and {other_perplexity}"
            text = f"{pair} give {'the same map' if same else 'different maps'}."
            found.append((2, Difference(PERPLEXITY if same else LOWERED, text)))
    return min(found, key=lambda one: one[0])[1] if found else None


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    width = np.linalg.norm(one - one.mean(axis=0))
    return bool(np.linalg.norm(one - other) <= SAME * width)


def _all_same(made: list) -> bool:
    return len(made) > 1 and all(_same(made[0], other) for other in made[1:])


def _plane(vectors: np.ndarray) -> np.ndarray:
    """The vectors' places in the plane of PCA, (n, 2)."""
    left, widths, _ = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    return left[:, :2] * widths[:2]
