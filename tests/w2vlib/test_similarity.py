"""Cosines, neighbours, analogies and rank correlation on tables of vectors."""

import numpy as np
import pytest

import w2vlib
from w2vlib import WordVectors
from w2vlib.similarity import nearest, unit_rows

TABLE = np.array([[1, 0, 0.1], [0, 1, 0.1], [1, 0, 2], [0.1, 1, 2], [0, 0, 0]]) * 3


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_rows_get_length_one_and_keep_their_dtype_and_zero_stays_zero(dtype):
    unit = unit_rows(TABLE.astype(dtype))
    assert unit.dtype == dtype
    np.testing.assert_allclose(np.linalg.norm(unit, axis=1), [1, 1, 1, 1, 0], rtol=1e-6)
    assert TABLE[0, 0] == 3  # a new array


def test_a_zero_vector_is_similar_to_nothing():
    cosines = w2vlib.cosine_similarity(TABLE, TABLE)
    np.testing.assert_array_equal(cosines[4], 0)
    np.testing.assert_allclose(np.diag(cosines)[:4], 1)


def test_word_vectors_find_the_same_neighbours_and_answers():
    rng = np.random.default_rng(0)
    table = rng.normal(size=(40, 6)).astype(np.float32)
    vectors = WordVectors([f"w{i}" for i in range(40)], table)
    for a, b, c in rng.integers(0, 40, (20, 3)).tolist():
        near = [int(word[1:]) for word, _ in vectors.neighbors(f"w{a}", 5)]
        assert near == w2vlib.most_similar(a, table, 5).tolist()
        answer = vectors.analogy(f"w{a}", f"w{b}", f"w{c}", k=1)[0][0]
        assert int(answer[1:]) == w2vlib.analogy(a, b, c, table)


def test_more_neighbours_than_there_are_words_are_all_others():
    assert sorted(w2vlib.most_similar(2, TABLE, 99)) == [0, 1, 3, 4]
    with pytest.raises(ValueError, match="k is 0"):
        w2vlib.most_similar(2, TABLE, 0)


def test_rows_that_are_left_out_twice_count_once():
    ids, _ = nearest(unit_rows(TABLE), TABLE[0], [1, 1], 9)
    assert sorted(ids) == [0, 2, 3, 4]


def test_fewer_than_two_pairs_have_no_order():
    none = np.empty((0, 2), int)
    assert np.isnan(w2vlib.similarity_correlation(none, np.empty(0), TABLE))
    assert np.isnan(w2vlib.similarity_correlation(np.array([[0, 1]]), np.array([1.0]), TABLE))


def test_a_pair_with_a_zero_vector_counts_as_a_cosine_of_zero():
    pairs = np.array([[0, 2], [0, 4], [1, 3]])
    cosines = w2vlib.cosine_similarity(TABLE, TABLE)[pairs[:, 0], pairs[:, 1]]
    assert cosines[1] == 0
    assert w2vlib.similarity_correlation(pairs, cosines, TABLE) == pytest.approx(1)
