"""What the drawn inputs of lesson 08 must hold, so that no wrong idea hides in them."""

import numpy as np
import pytest
import student_code
from drawn import cases, solution
from sklearn.decomposition import PCA
from threadpoolctl import threadpool_limits

import w2vlib
from grader_tests import registry
from grader_tests.comparing_maps import trust
from grader_tests.exercise_08_pca import CENTRE
from grader_tests.exercise_08_tsne import FEW, OTHER, SEED, of_the_plane, right_map

PCA_COORDINATES = registry.find("08.pca_coordinates")
TSNE_COORDINATES = registry.find("08.tsne_coordinates")
READ_THE_MAP = registry.find("08.read_the_map")


@pytest.fixture(autouse=True)
def one_thread():
    with threadpool_limits(1):
        yield


# --- PCA ------------------------------------------------------------------------------------


def test_the_spec_is_scikit_learns_pca_but_for_signs():
    for (vectors,) in cases("08.pca_coordinates"):
        theirs = PCA(2, svd_solver="full").fit_transform(vectors.astype(np.float64))
        assert PCA_COORDINATES.compare(PCA_COORDINATES.spec(vectors), theirs) is None


def test_the_first_three_directions_of_a_cloud_are_clearly_of_different_width():
    for (vectors,) in cases("08.pca_coordinates"):
        widths = np.linalg.svd(vectors - vectors.mean(axis=0), compute_uv=False)
        assert widths[0] > 1.5 * widths[1]
        assert len(widths) < 3 or widths[1] > 1.5 * widths[2]


def test_clouds_lie_around_zero_where_centring_is_not_asked_for_and_else_far_away():
    for (vectors,) in cases("08.pca_coordinates", "values"):
        np.testing.assert_allclose(vectors.mean(axis=0), 0, atol=1e-5)
    for (vectors,) in cases("08.pca_coordinates", CENTRE):
        assert np.all(np.abs(vectors.mean(axis=0)) > 3)
        assert abs(vectors.mean(axis=0)).max() > abs(vectors.mean())  # no one mean for all


def test_shapes_tell_vectors_from_columns_and_both_float_dtypes_are_drawn():
    for aspect in ("values", CENTRE):
        drawn = [vectors for (vectors,) in cases("08.pca_coordinates", aspect)]
        assert {vectors.dtype.name for vectors in drawn} == {"float32", "float64"}
        assert all(len(vectors) != vectors.shape[1] for vectors in drawn)
        assert any(len(vectors) < vectors.shape[1] for vectors in drawn)
        assert min(map(len, drawn)) >= 3


@pytest.mark.parametrize(
    ("aspect", "misconceptions"),
    [(CENTRE, ("not-centred", "not-moved", "mean-of-all-numbers"))],
)
def test_a_forgotten_mean_costs_one_aspect_only(aspect, misconceptions):
    for misconception in PCA_COORDINATES.misconceptions:
        if misconception.id in misconceptions:
            for wrong in misconception.wrong:
                found = student_code.verdict_on(PCA_COORDINATES, wrong, 1)
                failed = [one.name for one in found.aspects if not one.passed]
                assert failed == [aspect]


# --- t-SNE ----------------------------------------------------------------------------------


def drawn_calls(aspect):
    for seed in (1, 2, 3):
        for case in TSNE_COORDINATES.cases(np.random.default_rng(seed)):
            if case.aspect == aspect:
                yield case.arguments


@pytest.mark.slow
def test_the_plane_of_pca_loses_neighbours_that_t_sne_keeps():
    for vectors, calls in drawn_calls("values"):
        right = np.mean([trust(vectors, right_map(vectors, *call)) for call in calls])
        wrong = np.mean([trust(vectors, of_the_plane(vectors, *call)) for call in calls])
        assert right > 0.98
        assert wrong < right - TSNE_COORDINATES.compare.tolerance


def test_no_two_vectors_are_the_same():
    for aspect in ("values", SEED, OTHER, FEW):
        for vectors, _ in drawn_calls(aspect):
            assert len(np.unique(vectors, axis=0)) == len(vectors)
            assert len(vectors) != vectors.shape[1]


def test_a_perplexity_is_above_n_equal_to_it_and_below_where_there_are_few_vectors():
    for vectors, calls in drawn_calls(FEW):
        n = len(vectors)
        assert [perplexity for perplexity, _ in calls] == [30, n, n - 1, n - 2]
        assert len({seed for _, seed in calls}) == 1
    for aspect in ("values", SEED, OTHER):  # none must be lowered, not even the default
        for vectors, calls in drawn_calls(aspect):
            assert max(30, *(perplexity for perplexity, _ in calls)) < len(vectors)


def test_only_in_the_aspect_of_seeds_are_seeds_compared():
    for _, calls in drawn_calls("values"):
        assert len({tuple(call) for call in calls}) == len(calls)
        assert len({perplexity for perplexity, _ in calls}) == len(calls)
    for _, calls in drawn_calls(SEED):
        assert calls[0] == calls[2]
        assert len({seed for _, seed in calls}) == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", ["solution", "library"])
def test_the_solution_and_the_library_draw_the_specs_maps(name):
    function = solution("08.tsne_coordinates") if name == "solution" else w2vlib.tsne_coordinates
    for aspect in ("values", FEW):
        for vectors, calls in drawn_calls(aspect):
            for call in calls[:2]:
                np.testing.assert_allclose(function(vectors, *call), right_map(vectors, *call))


def test_a_map_needs_no_perplexity_and_no_seed():
    vectors = np.random.default_rng(1).normal(size=(40, 5))
    for function in (solution("08.tsne_coordinates"), w2vlib.tsne_coordinates):
        np.testing.assert_array_equal(function(vectors), function(vectors, 30, 0))


# --- reading --------------------------------------------------------------------------------


def test_sizes_gaps_and_clumps_are_the_belief_m16():
    for key, wrong in (("sizes", "spread"), ("gaps", "alike"), ("gaps", "measure"),
                       ("clumps", "forty")):  # fmt: skip
        assert READ_THE_MAP.questions[key].misconception(wrong, key) == "M16"


def test_the_right_options_do_not_all_stand_in_the_same_place():
    places = {
        key: list(question.options).index(question.right)
        for key, question in READ_THE_MAP.questions.items()
    }
    assert len(set(places.values())) == 3
