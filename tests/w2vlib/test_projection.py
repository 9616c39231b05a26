"""Places in the plane: the two functions that lesson 08 teaches, and `places` above them."""

import itertools

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from w2vlib import pca_coordinates, tsne_coordinates
from w2vlib.plots import new_figure, word_maps
from w2vlib.projection import places

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("shape", [(30, 8), (5, 20), (40, 2), (2, 3)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_pca_is_scikit_learns_with_the_same_signs(shape, dtype):
    vectors = (RNG.normal(size=shape) + 3).astype(dtype)
    theirs = PCA(2, svd_solver="full").fit_transform(vectors)
    ours = pca_coordinates(vectors)
    np.testing.assert_allclose(ours, theirs, rtol=1e-3, atol=1e-4)
    assert ours.dtype == dtype


def test_places_are_those_of_the_two_functions():
    vectors = RNG.normal(size=(20, 6))
    drawn, shares = places(vectors, "pca")
    np.testing.assert_array_equal(drawn, pca_coordinates(vectors))
    ratios = PCA().fit(vectors).explained_variance_ratio_
    np.testing.assert_allclose(shares, ratios[:2])
    drawn, shares = places(vectors, "tsne", 5, seed=3)
    with threadpool_limits(1):
        theirs = TSNE(perplexity=5, init="pca", random_state=3).fit_transform(vectors)
    np.testing.assert_array_equal(drawn, theirs)
    assert shares is None


def test_the_same_seed_gives_the_same_random_map_and_another_seed_another():
    vectors = RNG.normal(size=(20, 6))
    first = tsne_coordinates(vectors, 5, seed=1)
    assert first.shape == (20, 2)
    np.testing.assert_array_equal(first, tsne_coordinates(vectors, 5, seed=1))
    assert np.abs(first - tsne_coordinates(vectors, 5, seed=2)).max() > 1


@pytest.mark.parametrize("n", [2, 3, 9])
def test_a_perplexity_that_is_not_below_n_is_lowered_to_n_minus_1(n):
    vectors = RNG.normal(size=(n, 6))
    lowest = tsne_coordinates(vectors, n - 1, seed=1)
    for perplexity in (n, 30):
        np.testing.assert_array_equal(tsne_coordinates(vectors, perplexity, seed=1), lowest)


@pytest.mark.parametrize("vectors", [np.ones((5, 3)), np.ones((1, 3)), np.zeros((0, 3))])
def test_vectors_without_a_map_are_refused_before_they_end_the_process(vectors):
    for init in ("random", "pca"):
        with pytest.raises(ValueError, match="at least 2 different"):
            tsne_coordinates(vectors, init=init)


def test_vectors_without_two_directions_are_refused():
    for shape in ((1, 3), (5, 1)):
        with pytest.raises(ValueError, match="2 vectors or more, of 2 numbers"):
            pca_coordinates(np.ones(shape))


def test_labels_of_several_maps_do_not_cover_each_other_and_there_is_one_legend():
    groups = {kind: [f"{kind}{i}" for i in range(6)] for kind in ("green", "red", "blue")}
    figure, panels = new_figure(columns=2, width=10, height=5)
    maps = {name: RNG.normal(size=(18, 2)) for name in ("one", "two")}
    word_maps(panels, maps, groups)
    renderer = figure.canvas.get_renderer()
    assert [axes.get_title() for axes in panels] == ["one", "two"]
    assert len(figure.legends) == 1
    for axes in panels:
        boxes = [text.get_window_extent(renderer) for text in axes.texts if text.get_text()]
        assert len(boxes) == 18
        assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
