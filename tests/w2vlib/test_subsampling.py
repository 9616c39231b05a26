import numpy as np
import pytest

from w2vlib import (
    Settings,
    discard_probability,
    keep_probability,
    percentile_discard_probability,
    subsample,
)
from w2vlib.subsampling import keep_chances

FREQUENCY = np.array([0.3, 0.01, 0.001, 1e-4])


def test_the_published_rule_discards_frequent_words_and_never_rare_ones():
    np.testing.assert_allclose(
        discard_probability(FREQUENCY, 1e-3), [1 - np.sqrt(1 / 300), 1 - np.sqrt(0.1), 0, 0]
    )


def test_the_rule_of_word2vec_c_keeps_a_little_more_than_the_published_one():
    kept = keep_probability(FREQUENCY, 1e-3)
    expected = [min(1, (np.sqrt(f / 1e-3) + 1) * 1e-3 / f) for f in FREQUENCY]
    np.testing.assert_allclose(kept, expected)
    assert np.all(kept >= 1 - discard_probability(FREQUENCY, 1e-3))
    assert kept.max() == 1


def test_the_percentile_rule_discards_29_percent_at_its_threshold():
    counts = np.array([1, 2, 3, 4, 5])
    assert percentile_discard_probability(counts, 50)[2] == pytest.approx(1 - np.sqrt(0.5))


def test_subsampling_keeps_each_word_about_as_often_as_its_chance_says_and_in_order():
    ids = np.tile([0, 1, 2], 20_000)
    kept = subsample(ids, np.array([0.1, 0.5, 1.0]), seed=3)
    shares = np.bincount(kept) / 20_000
    np.testing.assert_allclose(shares, [0.1, 0.5, 1.0], atol=0.015)
    assert np.any(np.diff(kept) < 0)  # not sorted by word
    ordered = np.arange(1000)
    assert np.all(np.diff(subsample(ordered, np.full(1000, 0.5), seed=0)) > 0)


def test_the_same_seed_keeps_the_same_tokens_and_another_seed_others():
    ids, chances = np.arange(1000), np.full(1000, 0.5)
    assert np.array_equal(subsample(ids, chances, 1), subsample(ids, chances, 1))
    assert not np.array_equal(subsample(ids, chances, 1), subsample(ids, chances, 2))


def test_the_settings_choose_the_rule():
    counts = np.array([900, 90, 9, 1])
    frequency = counts / 1000
    published = Settings(subsample_rule="published", subsample=0.01)
    np.testing.assert_allclose(
        keep_chances(counts, published), 1 - discard_probability(frequency, 0.01)
    )
    np.testing.assert_allclose(keep_chances(counts, Settings()), keep_probability(frequency, 1e-3))
    np.testing.assert_allclose(
        keep_chances(counts, Settings(subsample_rule="percentile")),
        1 - percentile_discard_probability(counts, 85),
    )
    assert keep_chances(counts, Settings(subsample=0)).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ([0.5, 0.5], r"shape \(2,\)"),
        ([0.5, np.nan, 1, 1], "NaN"),
        ([0.5, -0.1, 1, 1], "below 0"),
        ([0.5, 1.1, 1, 1], "above 1"),
        (None, "shape"),
        (["a", "b", "c", "d"], "array of numbers"),
    ],
)
def test_a_callers_own_rule_is_checked(answer, message):
    with pytest.raises(ValueError, match=message):
        keep_chances(np.array([4, 3, 2, 1]), Settings(), lambda frequency, threshold: answer)
