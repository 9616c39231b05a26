"""When do two functions thin out a text alike?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader_tests import exercise_06_subsample as ways
from grader_tests.answering import answer_cases
from grader_tests.comparing import Difference
from grader_tests.comparing_draws import CONSTANT, UNSEEDED, drawing
from grader_tests.comparing_kept import MASK, SameKept, in_order, keeping
from grader_tests.exercise import ORDER
from grader_tests.wire import Other, decode, encode

TEXT = np.array([3, 0, 1, 0, 2, 2, 0, 1, 2, 0])
CHANCES = np.array([0.3, 0.5, 0.7, 1.0, 0.9])
same = SameKept()


def seeds(draws=400, first=1, again=0):
    return {"first": first, "draws": draws, "again": again}


def answer(function, text=TEXT, chances=CHANCES, **options):
    """What the probe makes of a function; its seeds are others than the expected ones."""
    return drawing(function)(text, chances, seeds(**{"first": 5000, **options}))


def expected(text=TEXT, chances=CHANCES, **options):
    return keeping(ways.some_of)(text, chances, seeds(**options))


def test_the_same_function_with_other_seeds_is_the_same():
    assert same(expected(), answer(ways.some_of)) is None
    assert same(expected(again=9), answer(ways.some_of, again=9)) is None


@pytest.mark.parametrize(
    ("kept", "there"),
    [
        ([], True),
        ([1], True),
        ([3, 0, 0], True),
        ([0, 3], False),
        ([2, 2, 2, 2], False),
        ([9], False),
    ],
)
def test_tokens_are_in_order_if_they_can_be_had_by_leaving_others_out(kept, there):
    assert in_order(np.array(kept, int), TEXT.tolist()) == there


@pytest.mark.parametrize(
    ("wrong", "kind", "text"),
    [
        (ways.masked(ways.what_should_go), "value", "times in a draw; yours"),
        (ways.whole_words, "value", "of the draws; yours"),
        (ways.shuffled, ORDER, "not in the order of the text"),
        (ways.in_sorted_order, ORDER, "not in the order of the text"),
        (ways.each_word_decided_once, "value", "should come about"),
        (ways.positions, "value", "which can't be among those that stay"),
        (ways.own_seed, CONSTANT, "Every seed"),
        (lambda ids, c, seed: ids == 0, MASK, "True and False"),
        (lambda ids, c, seed: (ids == 0).tolist(), MASK, "True and False"),
        (ways.as_floats, "dtype", "use int64"),
        (lambda ids, c, seed: ids[:, np.newaxis], "shape", "flat array"),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
)
def test_what_differs_is_named(wrong, kind, text):
    difference = same(expected(), answer(wrong))
    assert difference.kind == kind
    assert text in difference.text


def test_another_answer_for_the_same_seed_is_told_so():
    luck = np.random.default_rng(0)
    unseeded = answer(lambda ids, c, seed: ways.some_of(ids, c, luck), again=9)
    assert same(expected(again=9), unseeded).kind == UNSEEDED


def test_whole_words_and_one_number_for_the_text_differ_in_which_words_stay_together():
    """In the mean number of tokens, and in how often a word is there at all, they agree."""
    by_word, again = (answer(ways.whole_words, draws=2000, first=n) for n in (1, 9000))
    by_text = answer(ways.masked(ways.one_number_for_all), draws=2000)
    difference = same(by_word, by_text)
    assert "should both stay in about" in difference.text
    assert not difference.doubtful
    assert same(by_word, again) is None


def test_a_wrong_idea_is_compared_without_its_order():
    """Its answer does not hold the text, and the sorted and the shuffled have one name."""
    assert same(answer(ways.shuffled), answer(ways.in_sorted_order, first=9000)) is None


def test_sure_tokens_must_all_be_there():
    sure = np.array([0.0, 1.0, 0.0, 1.0])
    right = expected(chances=sure, draws=5)
    assert same(right, answer(ways.some_of, chances=sure, draws=5)) is None
    for wrong in ([], [3, 1], [1, 1, 1], TEXT):
        difference = same(right, answer(lambda *a, it=wrong: it, chances=sure, draws=5))
        assert difference.kind == "value"
        assert "These tokens should stay: [1, 1, 3]; yours are" in difference.text
    either = answer(lambda ids, c, seed: ids[: 2 + seed % 2], chances=sure, draws=5)
    assert same(right, either).kind == "value"


def test_a_text_without_tokens_leaves_none():
    nothing = np.array([], np.int64)
    right = expected(nothing, draws=5)
    assert same(right, answer(ways.some_of, nothing, draws=5)) is None
    assert same(right, answer(lambda ids, c, seed: [0], nothing, draws=5)).kind == "value"


arrays = st.sampled_from(
    [np.arange(3), np.array([], np.int64), np.array([True]), np.array([-1, 4]), np.ones(2),
     np.array([[1]]), np.array([2**62, 2**62]), np.array([2], np.int32)]
)  # fmt: skip
things = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | arrays


@settings(deadline=None, max_examples=300)
@given(
    st.fixed_dictionaries({"ids": things, "lengths": things, "again": things, "text": things})
    | st.fixed_dictionaries({"other": things | st.just(Other("x"))})
    | st.dictionaries(st.sampled_from(["ids", "lengths", "other"]), things)
    | things
)
def test_nothing_that_a_tampered_kernel_sends_crashes_the_comparison(sent):
    assert isinstance(same(expected(draws=3), decode(encode(sent))), Difference)


def test_kept_tokens_survive_the_journey():
    (result,) = answer_cases(ways.some_of, "over_seeds", [[TEXT, CHANCES, seeds(first=7)]])
    assert result["error"] is None
    assert same(expected(), decode(encode(result["answer"]))) is None
