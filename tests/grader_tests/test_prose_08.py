"""What lesson 08 says in words, numbers and alt texts, computed again."""

import inspect
import re

import numpy as np
import pytest
from prose import Prose
from sklearn.manifold import TSNE, trustworthiness
from threadpoolctl import threadpool_limits

from grader_tests import registry
from w2vlib import tsne_coordinates

LESSON = "08-tsne"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after
NUMBER = r"\d+(?:\.\d+)?"
WORDS = (
    "corpus = ", "trained = ", "kinds = {", "kind_of = ", "flat = ", "variances = ",
    "def distances", "true, seen = ", "near = ", "chance = ", "seeds = [", "def neighbours",
)  # fmt: skip


@pytest.fixture(autouse=True)
def one_thread():
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def words():
    """What the cells about the 60 words make, training and all."""
    return names_after(*WORDS)


@pytest.fixture(scope="module")
def clouds():
    """The made-up clouds; the cells that draw them are left out."""
    names = names_after("def distances", "cloud = np.repeat", "line = np.linspace", "def width")
    said(r"noise = np.random.default_rng\(1\).normal\(size=\(150, 50\)\)")
    return names | {"noise": np.random.default_rng(1).normal(size=(150, 50))}


# --- the words ------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_corpus_has_more_than_a_million_words_and_all_that_are_drawn(words):
    said("That is more than a million words")
    assert 1.0e6 < words["trainer"].vocabulary.total < 1.9e6
    said("We choose 60 words of seven kinds")
    assert (len(words["words"]), len(words["kinds"])) == (60, 7)
    assert len(set(words["words"])) == 60
    said("Our kinds have six to nine words")
    assert {len(group) for group in words["kinds"].values()} == {6, 9}


@pytest.mark.slow
def test_vectors_have_length_1_so_that_the_highest_cosine_is_the_nearest(words):
    vectors, true = words["vectors"], words["true"]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(true**2, 2 - 2 * vectors @ vectors.T, atol=1e-3)


@pytest.mark.slow
def test_two_of_fifty_directions_show_about_three_tenths(words):
    said("About three tenths of the variance can be seen, and seven tenths can't")
    assert words["vectors"].shape[1] == 50
    assert 0.22 < words["shares"][:2].sum() < 0.38
    assert registry.find("08.shadow").questions["shadow"].right == "between"


@pytest.mark.slow
def test_no_pair_is_farther_apart_on_the_pca_map_than_in_truth(words):
    said("Leaving out directions never makes a distance longer")
    assert np.all(words["seen"] < words["true"] + 1e-4)


@pytest.mark.slow
def test_neighbours_on_the_pca_map_may_be_strangers(words):
    """The nearest pair of different kinds on the map is no near pair in truth."""
    said("Neighbours on a PCA map may be strangers")
    i, j = words["i"], words["j"]
    assert words["kind_of"][i] != words["kind_of"][j]
    assert words["seen"][i, j] < 0.1 * words["true"][i, j]


@pytest.mark.slow
def test_t_sne_keeps_more_neighbours_than_pca_and_chance_about_half(words):
    vectors = words["vectors"]
    flat, near, chance = (
        trustworthiness(vectors, words[name], n_neighbors=5) for name in ("flat", "near", "chance")
    )
    assert near > flat + 0.03
    said("Places drawn by chance get about 0.5")
    assert 0.42 < chance < 0.58


@pytest.mark.slow
def test_most_words_stand_with_their_own_kind_on_the_t_sne_map_and_fewer_by_pca(words):
    said("On the right most words stand with their own kind")
    kind_of = np.array(words["kind_of"])

    def own(places):
        order = np.argsort(words["distances"](places), axis=1)[:, 1:6]
        return np.mean((kind_of[order] == kind_of[:, np.newaxis]).mean(axis=1) > 0.5)

    assert own(words["near"]) > 0.65
    assert own(words["near"]) > own(words["flat"])


@pytest.mark.slow
def test_most_neighbours_are_the_same_at_every_seed_but_places_are_not(words):
    said("compare its five nearest on two maps: .*Most of them are.")
    first, second, _ = words["seeds"]
    pairs = zip(words["neighbours"](first), words["neighbours"](second), strict=True)
    assert np.mean([len(one & other) / 5 for one, other in pairs]) > 0.65
    assert np.abs(first - second).max() > 1


def test_started_from_pca_every_seed_gives_the_same_map():
    said('`init="pca"` starts from the PCA map instead of a random one')
    assert TSNE().init == "pca"
    vectors = np.random.default_rng(0).normal(size=(60, 50)).astype(np.float32)
    maps = [TSNE(perplexity=8, random_state=seed).fit_transform(vectors) for seed in (0, 1)]
    np.testing.assert_allclose(*maps, atol=0.1)


# --- PCA ------------------------------------------------------------------------------------


def test_the_shadows_are_widest_at_the_stated_angle():
    lesson = names_after("plane = rng", "def along")
    angles = np.arange(180)
    variances = [lesson["along"](angle).var() for angle in angles]
    said(r"beside it the shadows' variance, highest near 35 degrees")
    near = int(said(rf"near ({NUMBER})° they are spread widest")[1])
    assert abs(angles[np.argmax(variances)] - near) <= 3
    crowded = int(said(rf"At ({NUMBER})° the shadows are crowded")[1])
    assert variances[crowded] < 0.7 * max(variances)
    direction = np.linalg.svd(lesson["plane"])[2][0]
    assert abs(direction @ lesson["unit"](near)) > 0.99


def test_without_centring_the_first_direction_points_from_0_to_the_cloud():
    said("Else the first direction points from 0 to the cloud, and not along its width")
    rng = np.random.default_rng(0)
    cloud = rng.normal(size=(100, 3)) * [5, 1, 1] + [0, 0, 100]
    assert abs(np.linalg.svd(cloud)[2][0] @ [0, 0, 1]) > 0.99
    assert abs(np.linalg.svd(cloud - cloud.mean(axis=0))[2][0] @ [1, 0, 0]) > 0.99


# --- perplexity -----------------------------------------------------------------------------


def test_the_perplexity_counts_equal_shares():
    perplexity_of = names_after("def perplexity_of")["perplexity_of"]
    said("Four equal shares have a perplexity of 4")
    assert perplexity_of(np.full(4, 0.25)) == pytest.approx(4)
    assert 1 < perplexity_of(np.array([0.97, 0.01, 0.01, 0.01])) < 1.3


def looks(distances, perplexity):
    """σ at which the shares e^(-d² / 2σ²) have this perplexity."""
    low, high = 1e-6, 1e6
    for _ in range(100):
        sigma = np.sqrt(low * high)
        weights = np.exp(-(distances**2 - distances.min() ** 2) / (2 * sigma**2))
        shares = weights / weights.sum()
        entropy = -(shares[shares > 0] * np.log(shares[shares > 0])).sum()
        low, high = (sigma, high) if entropy < np.log(perplexity) else (low, sigma)
    return sigma


def test_a_point_in_a_crowded_region_looks_less_far():
    said("a word in a crowded region looks less far than one that stands alone")
    distances = np.random.default_rng(0).uniform(1, 2, 40)
    assert looks(10 * distances, 8) == pytest.approx(10 * looks(distances, 8))


def test_scikit_learn_stops_where_the_perplexity_is_not_below_n():
    said("The perplexity is not below the number of vectors: scikit-learn stops")
    for perplexity in (5, 6):
        with pytest.raises(ValueError, match="perplexity"):
            TSNE(perplexity=perplexity).fit_transform(np.eye(5))


# --- made-up clouds -------------------------------------------------------------------------


def clumpiness(places):
    """Mean distance to the nearest point, compared with that of as many points by chance: 1."""
    far = np.linalg.norm(places[:, np.newaxis] - places, axis=2)
    np.fill_diagonal(far, np.inf)
    low, high = np.percentile(places, [5, 95], axis=0)  # the places cover about this area
    return far.min(axis=1).mean() / (0.5 * np.sqrt(np.prod(high - low) / len(places)))


def parted(places, size):
    """Every point's nearest five are of its own group."""
    far = np.linalg.norm(places[:, np.newaxis] - places, axis=2)
    group = np.arange(len(places)) // size
    return np.all(group[np.argsort(far, axis=1)[:, 1:6]] == group[:, np.newaxis])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_three_groups_are_even_at_30_and_100_and_crumble_at_2(clouds, seed):
    said("each group falls into small clumps .* At 30 and at 100 there are three even groups")
    maps = {p: tsne_coordinates(clouds["cloud"], p, seed) for p in (2, 30, 100)}
    even = [clumpiness(maps[p][:50]) for p in (30, 100)]
    assert parted(maps[30], 50)
    assert parted(maps[100], 50)
    assert clumpiness(maps[2][:50]) < 0.75 * min(even)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_noise_falls_into_clumps_at_2_and_is_even_at_30(clouds, seed):
    assert registry.find("08.noise").questions["noise"].right == "clumps"
    few, many = (clumpiness(tsne_coordinates(clouds["noise"], p, seed)) for p in (2, 30))
    assert many > 0.85
    assert few < 0.65 * many


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_group_ten_times_as_wide_comes_out_as_wide_as_the_other(clouds, seed):
    width = clouds["width"]
    assert width(clouds["loose"]) == pytest.approx(10 * width(clouds["tight"]), rel=0.1)
    drawn = tsne_coordinates(clouds["widths"], 30, seed)
    assert parted(drawn, 50)
    assert width(drawn[:50]) == pytest.approx(width(drawn[50:]), rel=0.25)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_gaps_of_20_180_and_200_come_out_alike(clouds, seed):
    gaps = clouds["middle_gaps"]
    stated = [float(number) for number in said(r"gaps of (\d+), (\d+) and (\d+) lie").groups()]
    np.testing.assert_allclose(gaps(clouds["three"]), stated, atol=2)
    drawn = gaps(tsne_coordinates(clouds["three"], 30, seed))
    assert drawn.max() < 1.6 * drawn.min()


def test_a_straight_line_comes_out_bent(clouds):
    assert np.linalg.matrix_rank(clouds["line"]) == 1
    drawn = tsne_coordinates(clouds["line"], 10, 0)
    centred = drawn - drawn.mean(axis=0)
    shares = np.linalg.svd(centred, compute_uv=False) ** 2
    assert shares[1] / shares.sum() > 0.05
    steps = np.linalg.norm(np.diff(drawn, axis=0), axis=1)
    assert steps.max() < 0.1 * np.ptp(drawn, axis=0).max()  # neighbours stayed neighbours


def test_scikit_learns_map_starts_from_pca_if_nothing_is_said():
    said(r'`"random"` or `"pca"`, which it takes if you say nothing')
    assert inspect.signature(TSNE).parameters["init"].default == "pca"


# --- form -----------------------------------------------------------------------------------


def test_sources_are_named_with_their_years():
    for source in ("Pearson (1901)", "Hotelling (1933)", "van der Maaten and Hinton (2008)",
                   "Venna and Kaski (2001)", "Kobak and Berens (2019)",
                   "Wattenberg, Viégas and Johnson (2016)"):  # fmt: skip
        said(re.escape(source))
