import numpy as np
import pytest
import tensorflow as tf

from w2vlib import (
    accidental_hits,
    expected_count,
    log_uniform_probability,
    noise_distribution,
    sample_candidates,
)
from w2vlib.samplers import SAMPLERS, checked_distribution, sampler_distribution


def test_log_uniform_probabilities_follow_the_formula_and_sum_to_one():
    p = log_uniform_probability(np.arange(1000), 1000)
    assert p.dtype == np.float64 and p.sum() == pytest.approx(1)
    assert p[9] == pytest.approx((np.log(11) - np.log(10)) / np.log(1001))


def test_log_uniform_is_right_at_id_100_000():
    exact = 1 / 100_001 / np.log(200_001)  # of log(1 + x) the first term, off by 5e-6
    assert log_uniform_probability(100_000, 200_000) == pytest.approx(exact, rel=1e-5)


def test_tensorflows_log_uniform_sampler_draws_by_these_probabilities():
    drawn = tf.random.log_uniform_candidate_sampler(
        [[0]], num_true=1, num_sampled=100_000, unique=False, range_max=50, seed=1
    )[0]
    share = np.bincount(drawn.numpy(), minlength=50) / 100_000
    np.testing.assert_allclose(share, log_uniform_probability(np.arange(50), 50), atol=0.006)


def test_the_noise_distribution_flattens_counts():
    noise = noise_distribution([16, 1], power=0.75)
    np.testing.assert_allclose(noise, [8 / 9, 1 / 9])


def test_candidates_with_replacement_follow_the_probabilities():
    p = np.array([0.6, 0.3, 0.1, 0.0])
    drawn = sample_candidates(p, 50_000, seed=0, unique=False)
    np.testing.assert_allclose(np.bincount(drawn, minlength=4) / 50_000, p, atol=0.01)


def test_unique_candidates_are_drawn_as_if_repeats_were_skipped():
    p = np.array([0.5, 0.3, 0.15, 0.05])
    rng = np.random.default_rng(0)

    def skipping():
        drawn = []
        while len(drawn) < 2:
            candidate = rng.choice(4, p=p)
            if candidate not in drawn:
                drawn.append(candidate)
        return drawn

    slow = np.bincount(np.ravel([skipping() for _ in range(4000)]), minlength=4) / 4000
    fast = [sample_candidates(p, 2, seed, unique=True) for seed in range(4000)]
    assert all(len(set(ids.tolist())) == 2 for ids in fast)
    np.testing.assert_allclose(np.bincount(np.ravel(fast), minlength=4) / 4000, slow, atol=0.05)


def test_the_same_seed_draws_the_same_candidates():
    p = np.full(100, 0.01)
    for unique in (True, False):
        first = sample_candidates(p, 20, 5, unique)
        assert np.array_equal(first, sample_candidates(p, 20, 5, unique))
        assert not np.array_equal(first, sample_candidates(p, 20, 6, unique))


def test_more_unique_candidates_than_possible_are_refused():
    with pytest.raises(ValueError, match="only 2"):
        sample_candidates(np.array([0.5, 0.5, 0.0]), 3, 0, unique=True)


def test_expected_counts_with_replacement_and_unique():
    p = np.array([0.5, 1e-9])
    np.testing.assert_allclose(expected_count(p, 4), [2.0, 4e-9])
    np.testing.assert_allclose(expected_count(p, 4, tries=6), [1 - 0.5**6, 6e-9])


def test_accidental_hits_compare_each_row_with_its_own_label():
    hits = accidental_hits(np.array([3, 5, 7]), np.array([5, 3]))
    assert hits.dtype == bool
    assert hits.tolist() == [[False, True], [True, False], [False, False]]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_has_a_distribution(sampler):
    p = sampler_distribution(sampler, np.array([100, 10, 5, 1]))
    assert p.sum() == pytest.approx(1) and np.all(p > 0)
    assert (p[0] > p[3]) == (sampler != "uniform")


@pytest.mark.parametrize(
    ("probabilities", "message"),
    [
        ([0.5, 0.5], "shape"),
        ([0.5, np.nan, 0.5], "NaN"),
        ([1.5, -0.5, 0.0], "negative"),
        ([0.5, 0.5, 0.5], "sums to 1.5"),
        ("many", "array of numbers"),
    ],
)
def test_a_callers_own_distribution_is_checked(probabilities, message):
    with pytest.raises(ValueError, match=message):
        checked_distribution(probabilities, 3)
