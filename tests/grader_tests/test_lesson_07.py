"""What the drawn inputs of lesson 07 must hold, and what typical mistakes are told."""

import numpy as np
import pytest
import student_code
from drawn import cases
from scipy.stats import spearmanr
from sklearn.metrics import pairwise

from grader_tests import registry
from grader_tests.comparing import SameIds
from grader_tests.exercise_07_analogy import INPUTS, LENGTHS
from grader_tests.exercise_07_correlation import TIES
from grader_tests.exercise_07_cosine import ZERO
from grader_tests.exercise_07_neighbours import TWIN

COSINE = registry.find("07.cosine_similarity")
NEAREST = registry.find("07.most_similar")
ANALOGY = registry.find("07.analogy")
CORRELATION = registry.find("07.similarity_correlation")


def unit(table):
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return table / np.where(lengths > 0, lengths, 1)


# --- cosine_similarity ----------------------------------------------------------------------


def test_the_spec_is_scikit_learns_cosine_similarity():
    for a, b in cases(COSINE.name):
        np.testing.assert_allclose(
            COSINE.spec(a, b), pairwise.cosine_similarity(a, b), rtol=1e-5, atol=1e-6
        )


def test_both_tables_have_a_zero_row_where_it_is_asked_for_and_nowhere_else():
    for a, b in cases(COSINE.name, ZERO):
        assert (~a.any(axis=1)).any() and (~b.any(axis=1)).any()
    for a, b in cases(COSINE.name, "values"):
        assert a.any(axis=1).all() and b.any(axis=1).all()


def test_no_dimension_equals_a_number_of_rows_and_opposite_rows_are_always_there():
    for a, b in cases(COSINE.name):
        assert a.dtype == b.dtype
        assert a.shape[1] not in (len(a), len(b))
        assert COSINE.spec(a, b).min() < -0.9


# --- most_similar ---------------------------------------------------------------------------


def test_there_are_no_ties_between_cosines_but_for_the_twin():
    for word, table, _ in cases(NEAREST.name, "values"):
        cosines = np.sort(np.delete(unit(table) @ unit(table)[word], word))
        assert np.diff(cosines).min() > 1e-3
    for word, table, _ in cases(NEAREST.name, TWIN):
        twins = np.flatnonzero((table == table[word]).all(axis=1))
        assert len(twins) == 2
        cosines = unit(table) @ unit(table)[word]
        assert (cosines[twins] == 1).all()  # exactly, however it is added up
        assert np.diff(np.sort(np.delete(cosines, word))).min() > 1e-3


def test_a_twin_stands_below_the_word_and_above_it_in_both_dtypes():
    seen = set()
    for word, table, _ in cases(NEAREST.name, TWIN):
        (twin,) = set(np.flatnonzero((table == table[word]).all(axis=1))) - {word}
        seen.add((twin < word, table.dtype.name))
    assert len(seen) == 4


@pytest.mark.parametrize("sort", ["up", "down"])
def test_dropping_the_first_place_shows_whatever_way_is_sorted(sort):
    def first_dropped(word, table, k):
        cosines = unit(table) @ unit(table)[word]
        order = np.argsort(-cosines) if sort == "up" else np.argsort(cosines)[::-1]
        return order[1 : k + 1]

    for seed in range(1, 21):
        found = student_code.verdict_on(NEAREST, first_dropped, seed)
        assert (found.misconception, found.score) == ("first-dropped", 4)


def test_all_other_words_and_a_single_one_are_asked_for():
    numbers = [(k, len(table)) for _, table, k in cases(NEAREST.name, "values")]
    assert any(k == size - 1 for k, size in numbers)
    assert any(k == 1 for k, _ in numbers)


# --- analogy --------------------------------------------------------------------------------


def test_an_input_wins_where_it_is_not_left_out_and_each_of_the_three_somewhere():
    winners = set()
    for *inputs, table in cases(ANALOGY.name, INPUTS):
        a, b, c = inputs
        numbers = unit(table) @ (unit(table)[b] - unit(table)[a] + unit(table)[c])
        assert numbers[inputs].min() > 0.3 > 0 > np.delete(numbers, inputs).max()
        winners.add("abc"[inputs.index(int(np.argmax(numbers)))])
    assert winners >= {"b", "c"}


@pytest.mark.slow
def test_rows_have_one_length_but_where_lengths_are_asked_for():
    for aspect, differ in (("values", False), (INPUTS, False), (LENGTHS, True)):
        for *_, table in cases(ANALOGY.name, aspect):
            lengths = np.linalg.norm(table, axis=1)
            assert (lengths.max() > 2 * lengths.min()) == differ


def test_the_best_word_is_better_than_the_second_best():
    for *inputs, table in cases(ANALOGY.name):
        a, b, c = inputs
        wanted = unit(table)[b] - unit(table)[a] + unit(table)[c]
        numbers = np.sort(np.delete(unit(table) @ unit(wanted[np.newaxis])[0], inputs))
        assert numbers[-1] - numbers[-2] > 1e-3


def test_not_scaling_costs_the_points_for_rows_of_different_lengths_only():
    def raw(a, b, c, table):
        numbers = unit(table) @ (table[b] - table[a] + table[c])
        numbers[[a, b, c]] = -np.inf
        return int(np.argmax(numbers))

    found = student_code.verdict_on(ANALOGY, raw, 3)
    assert (found.misconception, found.score) == ("not-scaled", 4)
    assert "Scale *every* row" in found.message


def test_leaving_the_inputs_in_is_told_why_they_win():
    def with_inputs(a, b, c, table):
        return int(np.argmax(unit(table) @ (unit(table)[b] - unit(table)[a] + unit(table)[c])))

    found = student_code.verdict_on(ANALOGY, with_inputs, 4)
    assert found.misconception == "inputs-included"
    assert "near to b - a + c because they are in it" in found.message


# --- similarity_correlation -----------------------------------------------------------------


@pytest.mark.slow
def test_the_spec_is_scipys_spearmanr():
    for pairs, scores, table in cases(CORRELATION.name):
        cosines = (unit(table)[pairs[:, 0]] * unit(table)[pairs[:, 1]]).sum(axis=1)
        right = spearmanr(cosines, scores).statistic
        assert CORRELATION.spec(pairs, scores, table) == pytest.approx(right)


@pytest.mark.slow
def test_scores_are_equal_only_where_that_is_asked_for():
    for _, scores, _ in cases(CORRELATION.name, "values"):
        assert len(set(scores.tolist())) == len(scores)
    for _, scores, _ in cases(CORRELATION.name, TIES):
        assert 1 < len(set(scores.tolist())) < len(scores)


@pytest.mark.slow
def test_pairs_are_of_different_words_and_differ_and_one_table_disagrees_with_the_scores():
    signs = set()
    for pairs, scores, table in cases(CORRELATION.name):
        assert len({frozenset(pair) for pair in pairs.tolist()}) == len(pairs)
        assert (pairs[:, 0] != pairs[:, 1]).all()
        signs.add(np.sign(CORRELATION.spec(pairs, scores, table)))
    assert signs == {-1, 1}


@pytest.mark.parametrize("method", ["ordinal", "min", "max", "dense"])
def test_other_ranks_of_equal_scores_are_told_so(method):
    from scipy.stats import rankdata

    def other_ranks(pairs, scores, table):
        cosines = (unit(table)[pairs[:, 0]] * unit(table)[pairs[:, 1]]).sum(axis=1)
        return np.corrcoef(rankdata(cosines), rankdata(scores, method=method))[0, 1]

    found = student_code.verdict_on(CORRELATION, other_ranks, 5)
    assert (found.misconception, found.score) == ("ties-ignored", 4)


# --- ids ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (np.array([3, 1], np.int32), None),
        ([3, 1], None),
        ([1, 3], "order"),
        ([3, 2], "value"),
        ([3.0, 1.0], "dtype"),
        ([True, True], "dtype"),
        ([3], "shape"),
        ("3", "type"),
    ],
)
def test_ids_may_be_of_any_width_but_are_whole_numbers_in_their_places(got, kind):
    difference = SameIds()(np.array([3, 1]), got)
    assert (difference.kind if difference else None) == kind


def test_one_id_is_a_number_and_no_list():
    assert SameIds()(7, np.int64(7)) is None
    assert SameIds()(7, 8).kind == "value"
    assert SameIds()(7, [7]).kind == "shape"
