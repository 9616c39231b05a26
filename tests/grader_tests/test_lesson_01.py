"""What the drawn inputs of lesson 01 must hold, so that no wrong idea hides in them."""

import numpy as np
import pytest
from drawn import cases, solution

from grader_tests import exercise_01_lookup as lookup
from grader_tests import exercise_01_one_hot as one_hot
from grader_tests import exercise_01_vocabulary as words
from grader_tests import registry
from grader_tests.wire import Other
from w2vlib import build_vocabulary

# --- build_vocabulary -----------------------------------------------------------------------


@pytest.mark.parametrize("aspect", ["values", words.TIES, words.MIN_COUNT])
def test_lesson_spec_and_library_build_the_same_vocabulary(aspect):
    of_the_lesson = solution("01.build_vocabulary")
    for tokens, least in cases("01.build_vocabulary", aspect):
        expected = words.vocabulary(tokens, least)
        assert of_the_lesson(tokens, least) == build_vocabulary(tokens, least) == expected
        assert of_the_lesson(tokens) == build_vocabulary(tokens)


def test_counts_all_differ_in_one_text_and_are_often_equal_in_another():
    for tokens, _ in cases("01.build_vocabulary", "values"):
        counts = [tokens.count(word) for word in set(tokens)]
        assert len(set(counts)) == len(counts)
    for tokens, _ in cases("01.build_vocabulary", words.TIES):
        counts = [tokens.count(word) for word in set(tokens)]
        assert len(set(counts)) <= len(counts) - 3
        assert len({tuple(order(tokens, 1)) for order in words.WITH_TIES}) == len(words.WITH_TIES)


def test_among_many_words_argsort_loses_the_order_of_equal_counts():
    for tokens, _ in cases("01.build_vocabulary", words.TIES):
        if len(set(tokens)) <= 16:  # a short array may be in order by luck
            continue
        assert len(set(tokens)) > 20
        for order in (lambda counts: np.argsort(-counts), lambda counts: np.argsort(counts)[::-1]):
            assert words.by_argsort(order)(tokens, 1) != words.vocabulary(tokens, 1)
        stable = words.by_argsort(lambda counts: np.argsort(-counts, kind="stable"))
        assert stable(tokens, 1) == words.vocabulary(tokens, 1)


def test_some_words_occur_just_min_count_times_and_once_all_words_are_too_rare():
    left = []
    for tokens, least in cases("01.build_vocabulary", words.MIN_COUNT):
        counts = [tokens.count(word) for word in set(tokens)]
        left.append(sum(count >= least for count in counts))
        assert least in counts or max(counts) < least
        assert min(counts) < least
    assert 0 in left
    assert max(left) > 1


@pytest.mark.parametrize(
    "answer", [{"a": 1}, "a b", [["a", 1]], ["a", None], np.ones(1), np.ones((0, 1)), 3, None]
)
def test_what_is_no_list_of_words_is_told_so(answer):
    difference = words.same_words(["a"], answer)
    assert (difference.kind, difference.text) == ("type", words.NOT_WORDS)
    assert words.same_words([], answer)


def test_what_is_some_other_object_is_told_by_its_name():
    difference = words.same_words(["a"], Other("an object of type set"))
    assert difference.text == "Your answer is an object of type set. It should be a list of words."


def test_lists_of_words_differ_by_length_and_by_the_first_other_word():
    assert words.same_words(["a", "b"], ["a", "b"]) is None
    assert words.same_words([], np.array([])) is None
    assert words.same_words(["a", "b"], ["a"]).kind == "shape"
    text = "Expected 'b' at [1], but your answer is 'c'."
    assert words.same_words(["a", "b"], ["a", "c"]).text == text
    assert words.same_words(["a", "b"], ["a", "c"]).kind == "word"
    assert words.same_words(["a", "b"], ["b", "a"]).kind == "order"


# --- one_hot --------------------------------------------------------------------------------


def test_the_last_id_is_there_in_one_case_and_missing_in_another():
    found = {int(ids.max()) == size - 1 for ids, size in cases("01.one_hot", "values")}
    assert found == {True, False}


def test_ids_repeat_but_differ_and_are_fewer_than_the_words():
    for ids, size in cases("01.one_hot", "values"):
        assert len(ids) <= 3 < size <= 9  # so an IndexError tells rows and columns apart
        assert ids.min() >= 0
        assert len(ids) == 1 or 1 < len(set(ids.tolist())) < len(ids)
        assert len(ids) == 1 or not np.array_equal(ids, np.sort(ids))


def test_without_ids_the_columns_remain():
    for ids, size in cases("01.one_hot", one_hot.NO_IDS):
        assert ids.shape == (0,)
        assert ids.dtype.kind == "i"
        assert one_hot.one_hot_rows(ids, size).shape == (0, size)


def test_one_hot_of_the_lesson_is_that_of_the_spec():
    of_the_lesson = solution("01.one_hot")
    for aspect in ("values", one_hot.NO_IDS):
        for arguments in cases("01.one_hot", aspect):
            expected = one_hot.one_hot_rows(*arguments)
            np.testing.assert_array_equal(of_the_lesson(*arguments), expected, strict=True)


# --- embedding_lookup -----------------------------------------------------------------------


@pytest.mark.parametrize("aspect", ["values", lookup.NOT_A_NUMBER, one_hot.NO_IDS])
def test_the_lookup_is_the_product_with_one_hot_vectors_where_no_nan_is(aspect):
    for table, ids in cases("01.embedding_lookup", aspect):
        product = one_hot.one_hot_rows(ids, len(table)) @ table
        same = np.allclose(product, lookup.looked_up(table, ids))
        assert same == (aspect == "values" or not len(ids))


def test_both_float_dtypes_are_drawn_and_nan_stands_in_rows_asked_for_and_in_others():
    for aspect in ("values", lookup.NOT_A_NUMBER):
        dtypes, places = set(), set()
        for table, ids in cases("01.embedding_lookup", aspect):
            dtypes.add(table.dtype.name)
            in_a_row = np.isnan(table).any(axis=1)
            others = np.delete(in_a_row, ids)
            places.add((bool(in_a_row[ids].any()), bool(others.any())))
        assert dtypes == {"float32", "float64"}
        expected = {(False, False)} if aspect == "values" else {(True, False), (False, True)}
        assert places == expected


def test_ids_of_a_lookup_are_unsorted_repeated_and_might_be_columns():
    for aspect in ("values", lookup.NOT_A_NUMBER):
        for table, ids in cases("01.embedding_lookup", aspect):
            assert ids[0] > ids[1]
            assert len(set(ids.tolist())) < len(ids)
            assert ids.max() < len(table) < table.shape[1]
            assert len(ids) not in table.shape


# --- predict_memory -------------------------------------------------------------------------


def test_the_right_numbers_are_the_bytes_that_numpy_takes():
    asked = registry.find("01.predict_memory").questions
    n, V, D = 256, 50_000, 100
    shapes = {
        "one_hot_batch": (n, V),
        "dense_batch": (n, D),
        "one_hot_table": (V, V),
        "dense_table": (V, D),
    }
    for key, shape in shapes.items():
        without_memory = np.broadcast_to(np.float32(0), shape)
        assert asked[key].right == without_memory.nbytes


def test_each_number_that_is_foreseen_is_what_its_text_calculates():
    for question in registry.find("01.predict_memory").questions.values():
        for number, option in question.options.items():
            way = option.text.replace(",", "").replace("×", "*")
            assert eval(way) == pytest.approx(number)
