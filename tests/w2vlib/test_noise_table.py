"""Draws follow their distribution, the shares are those of the draws."""

import numpy as np
import pytest
import tensorflow as tf

from w2vlib.samplers import SAMPLERS, sampler_distribution
from w2vlib.training.noise_table import LENGTH, AdaptiveNoiseTable, NoiseTable

COUNTS = np.array([500, 200, 100, 50, 20, 10, 5, 5])


def shares_of(table: NoiseTable) -> np.ndarray:
    """Of each word among the draws, float64 `(V,)`."""
    return np.exp(table.log_share.numpy().astype(np.float64))


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_draws_and_shares_follow_every_sampler(sampler):
    noise = sampler_distribution(sampler, COUNTS)
    table = NoiseTable(noise)
    drawn = np.bincount(table.draw((400_000,), [1, 2]).numpy(), minlength=len(COUNTS))
    np.testing.assert_allclose(drawn, 400_000 * noise, rtol=0.05)
    np.testing.assert_allclose(shares_of(table), noise, rtol=1e-4)


def test_draws_follow_their_seed():
    table = NoiseTable(np.full(1000, 1e-3))
    first, same, other = (table.draw((50,), seed).numpy() for seed in ([1, 2], [1, 2], [1, 3]))
    assert np.array_equal(first, same) and not np.array_equal(first, other)


def test_a_word_of_no_chance_is_never_drawn_and_a_tiny_one_counts_as_it_is_drawn():
    noise = np.array([0.5, 0.5 - 1e-12, 0.0, 1e-12])
    table = NoiseTable(noise)
    assert 2 not in table.draw((100_000,), [0, 0]).numpy()
    np.testing.assert_allclose(LENGTH * shares_of(table)[3], 1.0, rtol=1e-4)


def test_confused_words_get_a_larger_share_and_the_others_keep_some():
    table = AdaptiveNoiseTable(np.full(4, 0.25))
    ids = tf.tile(tf.range(4)[None], [1, 100])
    table.heed(ids, tf.cast(ids == 2, tf.float32) * 0.9 + 0.01)
    table.adapt()
    shares = shares_of(table)
    assert shares.sum() == pytest.approx(1)
    assert shares[2] > 0.6 and min(shares) > 0.02
    drawn = np.bincount(table.draw((100_000,), [3, 4]).numpy(), minlength=4) / 100_000
    np.testing.assert_allclose(drawn, shares, atol=0.01)


def test_nothing_changes_before_anything_was_heard():
    table = AdaptiveNoiseTable(np.array([0.7, 0.3]))
    table.adapt()
    np.testing.assert_allclose(shares_of(table), [0.7, 0.3], rtol=1e-4)
