"""When are two PCA maps the same, and when is a t-SNE map as good as another?"""

import numpy as np
import pytest

from grader_tests import comparing_maps
from grader_tests.answering import answer_cases, maps
from grader_tests.comparing import Difference
from grader_tests.comparing_maps import SameMaps, UpToSign, mapping
from grader_tests.wire import Other

RNG = np.random.default_rng(0)
VECTORS = RNG.normal(size=(30, 6))
CALLS = [[5, 1], [5, 2], [5, 1], [8, 1], [30, 1], [29, 1]]
same = UpToSign()
same_maps = SameMaps(tolerance=2)  # trustworthiness has tests of its own


def places(vectors, perplexity, seed):
    """Stands for t-SNE: places by chance that depend on all that they may depend on."""
    rng = np.random.default_rng([min(perplexity, len(vectors) - 1), seed])
    return rng.normal(size=(len(vectors), 2))


def kind(function, compare=same_maps):
    difference = compare(mapping(places)(VECTORS, CALLS), maps(function, VECTORS, CALLS))
    return difference and difference.kind


# --- up to sign -----------------------------------------------------------------------------


@pytest.mark.parametrize("signs", [[1, 1], [-1, 1], [1, -1], [-1, -1]])
def test_each_column_may_have_either_sign(signs):
    coordinates = RNG.normal(size=(9, 2))
    assert same(coordinates, coordinates * signs) is None
    assert same(coordinates, (coordinates * signs).astype(np.float32).tolist()) is None


def test_a_sign_is_of_a_column_and_not_of_a_row_or_a_number():
    coordinates = RNG.normal(size=(9, 2))
    assert same(coordinates, np.abs(coordinates)).kind == comparing_maps.PLACE
    assert same(coordinates, coordinates * RNG.permutation([-1, 1] * 9).reshape(9, 2))
    assert same(coordinates, coordinates[:, ::-1])
    assert same(coordinates, coordinates * 1.01)
    assert same(coordinates, coordinates.T).kind == "shape"
    assert same(coordinates, coordinates * np.nan).kind == "value"


# --- the probe ------------------------------------------------------------------------------


def test_every_call_gets_its_perplexity_and_seed_and_a_copy_of_the_vectors():
    seen = []

    def spying(vectors, perplexity, seed):
        seen.append((perplexity, seed))
        vectors[0] = 0
        return vectors[:, :2]

    (result,) = answer_cases(spying, "maps", [[VECTORS, CALLS]])
    assert seen == [tuple(call) for call in CALLS]
    assert [len(one) for one in result["answer"]["maps"]] == [30] * 6
    assert result["inputs_changed"]


@pytest.mark.parametrize(
    "odd", [3, "12", [[1], [1, 2]], {"a": 1}, np.zeros(5), np.zeros((9, 9999))]
)
def test_an_answer_that_is_no_table_is_told_by_its_form(odd):
    assert set(maps(lambda *_: odd, VECTORS, CALLS)) == {"other"}
    assert kind(lambda *_: odd) in ("type", "shape")


def test_none_is_none_and_an_object_of_scikit_learn_is_told_as_such():
    assert maps(lambda *_: None, VECTORS, CALLS) is None
    difference = same_maps(
        mapping(places)(VECTORS, CALLS), {"other": Other("an object of type TSNE")}
    )
    assert difference.kind == comparing_maps.OBJECT


@pytest.mark.parametrize(
    "answer",
    [{}, {"maps": []}, {"maps": 3}, {"maps": [np.zeros((30, 2))]}, {"maps": ["a"] * 6},
     {"maps": [np.zeros(30)] * 6}, [], 7, {"maps": [np.array([["a", "b"]] * 30)] * 6}],
    ids=str,
)  # fmt: skip
def test_what_no_probe_returns_is_a_difference_and_no_crash(answer):
    assert isinstance(same_maps(mapping(places)(VECTORS, CALLS), answer), Difference)


# --- which maps are the same ----------------------------------------------------------------


def test_maps_that_depend_on_what_they_should_pass():
    assert kind(places) is None
    assert kind(lambda v, p, s: 1000 * places(v, p, s) + 7) is None


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda v, p, s: places(v, p, 0), comparing_maps.CONSTANT),
        (lambda v, p, s: RNG.normal(size=(30, 2)), comparing_maps.UNSEEDED),
        (lambda v, p, s: places(v, 3, s), comparing_maps.PERPLEXITY),
        (lambda v, p, s: places(v, p if p < 30 else 7, s), comparing_maps.LOWERED),
        (lambda v, p, s: v @ np.ones((6, 2)) * [1, s] + 3, comparing_maps.PROJECTION),
        (lambda v, p, s: places(v, p, s).T, "shape"),
        (lambda v, p, s: places(v, p, s) * np.inf, "value"),
    ],
)
def test_maps_that_do_not_are_told_by_their_kind(function, expected):
    assert kind(function) == expected


# --- trustworthiness ------------------------------------------------------------------------


def groups():
    centres = 8 * np.eye(9)
    return np.repeat(centres, 7, axis=0) + np.random.default_rng(1).normal(size=(63, 9))


def test_a_map_that_loses_neighbours_is_refused_and_one_that_keeps_them_better_is_not():
    vectors, calls = groups(), [[7, 1]]
    good = np.repeat(np.random.default_rng(2).normal(size=(9, 2)), 7, axis=0)
    good += np.random.default_rng(3).normal(size=(63, 2)) * 1e-3
    bad = np.random.default_rng(4).permutation(good)
    expected = mapping(lambda *_: good)(vectors, calls)
    compare = SameMaps()
    assert compare(expected, {"maps": [good]}) is None
    assert compare(expected, {"maps": [bad]}).kind == comparing_maps.PLACE
    assert compare(mapping(lambda *_: bad)(vectors, calls), {"maps": [good]}) is None
    either_way = SameMaps(either_way=True)
    assert either_way(mapping(lambda *_: bad)(vectors, calls), {"maps": [good]})


def test_a_map_of_the_plane_of_pca_is_told_as_such():
    vectors, calls = groups(), [[7, 1]]
    plane = comparing_maps._plane(vectors)
    curved = np.sinh(plane / plane.std())  # keeps its neighbours, and is no projection
    apart = np.repeat(np.arange(18).reshape(9, 2) ** 2, 7, axis=0)
    good = apart + np.random.default_rng(5).normal(size=(63, 2)) * 1e-3
    expected = mapping(lambda *_: good)(vectors, calls)
    assert SameMaps()(expected, {"maps": [curved]}).kind == comparing_maps.PLANE


def test_where_half_of_all_are_neighbours_trustworthiness_is_not_looked_at():
    vectors, calls = groups(), [[32, 1]]
    expected = mapping(lambda v, p, s: v[:, :2] ** 3)(vectors, calls)
    assert SameMaps()(expected, {"maps": [RNG.normal(size=(63, 2))]}) is None
