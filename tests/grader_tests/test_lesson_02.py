"""What the drawn inputs of lesson 02 must hold, so that no wrong idea hides in them."""

import numpy as np
import student_code
from drawn import SEEDS, cases

from grader_tests import exercise_02_pairs, exercise_02_sentences, lesson_02, registry


def test_texts_have_a_word_next_to_itself_and_a_pair_that_occurs_twice():
    for ids, window in cases("02.skip_gram_pairs", "values"):
        assert (ids[1:] == ids[:-1]).any()
        pairs = exercise_02_pairs.pairs(ids, window)
        assert len(np.unique(pairs, axis=0)) < len(pairs)


def test_texts_hold_the_id_0_and_no_other_id_that_could_be_a_position():
    for ids, window in cases("02.skip_gram_pairs", "values"):
        assert np.count_nonzero(ids == 0) == 1
        assert ids[ids > 0].min() > len(ids) + window
    for ids, window in cases("02.skip_gram_pairs", exercise_02_pairs.SHORT):
        assert (ids > len(ids) + window).all()


def test_a_word_stands_again_two_places_on_with_another_between():
    """So that removing the target by its word takes the wrong place."""
    for ids, window in cases("02.skip_gram_pairs", "values"):
        again = (ids[2:] == ids[:-2]) & (ids[2:] != ids[1:-1])
        assert again.any() or window == 1


def test_texts_are_longer_than_two_windows_and_short_ones_shorter_than_one():
    for ids, window in cases("02.skip_gram_pairs", "values"):
        assert len(ids) > 2 * window + 1
    lengths = set()
    for ids, window in cases("02.skip_gram_pairs", exercise_02_pairs.SHORT):
        assert len(ids) <= window
        lengths.add(min(len(ids), 2))
    assert lengths == {0, 1, 2}


def test_windows_of_one_and_more_are_drawn_in_every_round():
    for name in ("02.skip_gram_pairs", "02.sentence_pairs"):
        for seed in SEEDS:
            drawn = {c.arguments[1] for c in registry.find(name).cases(np.random.default_rng(seed))}
            assert {1, 2, 3} <= drawn


def test_sentences_are_shorter_and_longer_than_their_windows_and_some_are_empty():
    for seed in SEEDS:
        drawn = registry.find("02.sentence_pairs").cases(np.random.default_rng(seed))
        main = [case.arguments for case in drawn if case.aspect == "values"]
        assert all(len(sentence) >= 2 for sentences, _ in main for sentence in sentences)
        assert all(2 in map(len, sentences) for sentences, _ in main)  # beside each window
        assert {w for _, w in main} == {1, 2, 3}
        assert any(len(sentence) <= 2 * w for sentences, w in main for sentence in sentences)
        edge = [case.arguments[0] for case in drawn if case.aspect == exercise_02_sentences.EMPTY]
        assert [] in edge
        assert {0, 1} <= {len(sentence) for sentences in edge for sentence in sentences}
        assert any(len(exercise_02_sentences.pairs_of_sentences(s, 2)) == 0 for s in edge if s)
        (mixed,) = (sentences for sentences in edge if len(sentences) > 2)
        lengths = [len(sentence) for sentence in mixed]
        longest_after = max(lengths[max(lengths.index(0), lengths.index(1)) :])
        assert longest_after > 1  # what ends at an empty or one-word sentence loses it


def test_windows_of_used_share_are_three_or_more_and_end_and_edge_are_always_there():
    for seed in SEEDS:
        drawn = registry.find("02.used_share").cases(np.random.default_rng(seed))
        inside = [case.arguments for case in drawn if case.aspect == "values"]
        beyond = [case.arguments for case in drawn if case.aspect == lesson_02.BEYOND]
        assert all(1 <= d <= w and w >= 3 for d, w in inside)
        assert all(d > w >= 3 for d, w in beyond)
        assert {1, 3} <= {d for d, _ in inside}
        assert any(d == w for d, w in inside)
        assert any(1 < d < w for d, w in inside)


def test_pairs_in_another_order_cost_the_order_only():
    by_distance, *_ = exercise_02_pairs.OTHER_ORDER.wrong
    found = student_code.verdict_on(registry.find("02.skip_gram_pairs"), by_distance, 1)
    assert {a.name: a.passed for a in found.aspects} == {
        "shape": True, "values": True, exercise_02_pairs.SHORT: True, "order": False,
    }  # fmt: skip


def test_wrong_pairs_cost_the_order_too():
    exercise = registry.find("02.skip_gram_pairs")
    left_only = next(m for m in exercise.misconceptions if m.id == "left-only").wrong[0]
    found = student_code.verdict_on(exercise, left_only, 1)
    assert not next(aspect for aspect in found.aspects if aspect.name == "order").passed
