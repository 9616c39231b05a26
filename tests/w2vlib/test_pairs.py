from collections import Counter

import numpy as np
import pytest

from w2vlib import sentence_pairs, skip_gram_pairs, used_share
from w2vlib.pairs import dynamic_window_pairs


def naive_pairs(ids, window):
    pairs = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                pairs.append([ids[i], ids[j]])
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


@pytest.mark.parametrize("window", [1, 2, 3, 10])
@pytest.mark.parametrize("length", [0, 1, 2, 5, 30])
def test_pairs_equal_those_of_two_loops_in_the_same_order(window, length):
    ids = np.random.default_rng(length).integers(0, 6, length)
    pairs = skip_gram_pairs(ids, window)
    assert pairs.dtype == np.int64
    np.testing.assert_array_equal(pairs, naive_pairs(ids, window))


def test_a_repeated_word_is_paired_with_itself_but_a_position_is_not():
    assert skip_gram_pairs([7, 7], 1).tolist() == [[7, 7], [7, 7]]


def test_pairs_never_cross_the_end_of_a_sentence():
    assert sentence_pairs([[1, 2], [], [3], [4, 5]], 3).tolist() == [
        [1, 2], [2, 1], [4, 5], [5, 4],
    ]  # fmt: skip


def test_no_sentences_give_an_empty_array_of_two_columns():
    assert sentence_pairs([], 2).shape == (0, 2)
    assert sentence_pairs([[], [1]], 2).shape == (0, 2)


def test_a_window_below_one_is_refused():
    with pytest.raises(ValueError, match="window is 0"):
        skip_gram_pairs([1, 2], 0)


def test_used_share_falls_evenly_from_one_to_nothing():
    assert [used_share(d, 4) for d in (1, 2, 3, 4, 5)] == [1.0, 0.75, 0.5, 0.25, 0.0]


def test_dynamic_windows_use_each_distance_as_often_as_used_share_says():
    ids = np.arange(40_000)
    targets, contexts = dynamic_window_pairs(
        ids, np.zeros(len(ids), dtype=int), 4, np.random.default_rng(0)
    )
    distance = Counter(np.abs(targets - contexts).tolist())
    assert set(distance) == {1, 2, 3, 4}
    for d in range(1, 5):
        assert distance[d] / (2 * len(ids)) == pytest.approx(used_share(d, 4), abs=0.01)


def test_a_target_uses_all_contexts_within_its_own_window_on_both_sides():
    ids = np.arange(200)
    targets, contexts = dynamic_window_pairs(
        ids, np.zeros(200, dtype=int), 5, np.random.default_rng(1)
    )
    for target in range(5, 195):
        used = sorted(contexts[targets == target] - target)
        reach = max(used)
        assert used == [d for d in range(-reach, reach + 1) if d != 0]


def test_dynamic_windows_stay_within_sentences():
    sentence = np.repeat(np.arange(50), 3)
    targets, contexts = dynamic_window_pairs(np.arange(150), sentence, 5, np.random.default_rng(2))
    np.testing.assert_array_equal(sentence[targets], sentence[contexts])
    assert len(targets) > 0
