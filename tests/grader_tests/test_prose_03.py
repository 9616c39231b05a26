"""What lesson 03 says in words, numbers and alt texts, computed again."""

import inspect
import re
from functools import cache

import numpy as np
import pytest
import student_code
import tensorflow as tf
from prose import Prose

from grader_tests import registry
from tools import lesson as lessons
from w2vlib import expected_count, log_uniform_probability, noise_distribution

LESSON = "03-candidate-sampling"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after
NUMBER = r"\d+(?:\.\d+)?"
LABEL_0 = tf.zeros((1, 1), tf.int64)


@cache
def story_counts():
    lesson = names_after("counts = np.bincount")
    return lesson["words"], lesson["counts"]


def log_uniform(size: int) -> np.ndarray:
    return log_uniform_probability(np.arange(size), size)


# --- log-uniform ----------------------------------------------------------------------------


def test_the_first_draw_holds_the_true_word_as_the_text_says():
    lesson = names_after("counts = np.bincount")
    assert "dog" in lesson["negatives"]
    assert said(r"chance drew \*dog\*, the true word itself")


@pytest.mark.parametrize("size", [1, 7, 62, 4096])
def test_the_gaps_of_the_ruler_fill_it(size):
    assert log_uniform(size).sum() == pytest.approx(1)


def test_a_dart_at_the_ruler_draws_log_uniformly():
    darts = np.random.default_rng(0).uniform(0, np.log(63), 200_000)
    ids = np.exp(darts).astype(int) - 1  # e to a random number
    share = np.bincount(ids, minlength=62)[:62] / 200_000
    np.testing.assert_allclose(share, log_uniform(62), atol=0.004)


def test_float32_is_five_percent_off_at_id_100_000():
    lesson = names_after("rough = steps")
    assert lesson["exact"] == pytest.approx(log_uniform_probability(100_000, 1_000_000))
    assert 0.04 < abs(lesson["rough"] / lesson["exact"] - 1) < 0.06


def test_by_the_alphabet_are_and_at_get_more_than_the():
    words, _ = story_counts()
    q = dict(zip(sorted(words), log_uniform(len(words)), strict=True))
    assert q["are"] > 5 * q["the"]
    assert q["at"] > 5 * q["the"]
    assert sorted(words)[2:4] == ["are", "at"]


def test_the_default_noise_of_both_losses_is_log_uniform():
    from tensorflow.python.ops import nn_impl

    source = inspect.getsource(nn_impl._compute_sampled_logits)
    assert "log_uniform_candidate_sampler" in source
    assert "unique=True" in source


def test_padding_and_unknown_take_8_3_and_4_9_percent_more_than_an_eighth():
    p = log_uniform(4096)
    assert (round(100 * p[0], 1), round(100 * p[1], 1)) == (8.3, 4.9)
    assert p[:2].sum() > 1 / 8
    options = registry.find("03.padding_share").questions["padding_share"].options
    assert "8.3 % and 4.9 %" in options["often"].reason
    assert round(4096 / 2, -3) == 2000


def test_the_alt_text_of_the_ruler_is_right():
    stated = said(
        rf"id 0 has ({NUMBER}) of the ruler, id 1 has ({NUMBER}), and id 9, the last, ({NUMBER})\."
    )
    assert list(map(float, stated.groups())) == pytest.approx(log_uniform(10)[[0, 1, 9]], abs=5e-3)


def test_the_ruler_begins_at_0_and_ends_at_2_40():
    assert np.log(1) == 0
    assert f"{np.log(11):.2f}" == said(r"log 11 = (\d\.\d\d)\"")[1]
    assert said(r"A ruler from log 1 = 0 to log 11 = (\d\.\d\d) with")[1] == f"{np.log(11):.2f}"


def test_a_new_generator_with_the_same_seed_draws_the_same_again_and_an_old_one_goes_on():
    assert said(r"A new generator with the same seed begins anew and draws the same again")
    rng = np.random.default_rng(7)
    first, then = rng.choice(1000, 5), rng.choice(1000, 5)
    assert np.array_equal(np.random.default_rng(7).choice(1000, 5), first)
    assert not np.array_equal(first, then)


def test_the_figure_shows_counts_and_expected_counts_that_agree_with_replacement_only():
    lesson = names_after(
        "any_label =", "counts = np.bincount", "SAMPLERS = {", "def expected_and_drawn"
    )
    tf.random.set_seed(0)
    expected, drawn = lesson["expected_and_drawn"]("log_uniform", 10, False)
    np.testing.assert_allclose(drawn, expected, atol=0.05)
    expected, drawn = lesson["expected_and_drawn"]("log_uniform", 10, True)
    assert (round(expected[0], 1), round(drawn[0], 2)) == (1.0, 0.88)
    np.testing.assert_allclose(drawn[1:], expected[1:], atol=0.05)


# --- counts ---------------------------------------------------------------------------------


def test_with_a_negative_power_most_of_the_noise_is_words_seen_once():
    words, counts = story_counts()
    assert sorted(np.array(words)[counts == 1]) == ["by", "dogs", "sat"]
    assert noise_distribution(counts, -0.75)[counts == 1].sum() > 0.5
    assert noise_distribution(counts)[counts == 1].sum() < 0.01


def test_the_alt_text_of_the_three_distributions_is_right():
    words, counts = story_counts()
    log, noise = log_uniform(len(words)), noise_distribution(counts)
    first, last, begin, below, above, until, rare = map(
        float,
        said(
            rf"Log-uniform falls from ({NUMBER}) to ({NUMBER}), .* begin at ({NUMBER}), lie below "
            rf"log-uniform up to rank ({NUMBER}), above it from ({NUMBER}) to ({NUMBER}), and "
            rf"below it at the last three, which drop to ({NUMBER})\."
        ).groups(),
    )
    assert (first, last) == (pytest.approx(log[0], abs=0.005), pytest.approx(log[-1], abs=5e-4))
    assert begin == pytest.approx(noise[0], abs=0.005)
    assert (noise < log)[: int(below)].all()
    assert above == below + 1
    assert until == len(words) - 3
    assert (noise > log)[int(above) - 1 : int(until)].all()
    assert (noise < log)[int(until) :].all()
    assert rare == pytest.approx(noise[-1], abs=5e-5)


def test_the_power_flattens_what_log_uniform_imitates():
    words, counts = story_counts()
    stated = said(
        rf"gives \*the\* ({NUMBER}), and the plain share of \*the\* is ({NUMBER})\. The power "
        rf"0\.75 flattens the counts, and brings \*the\* down to ({NUMBER})\."
    )
    q = [log_uniform(len(words)), noise_distribution(counts, 1), noise_distribution(counts)]
    assert words[0] == "the"
    assert list(map(float, stated.groups())) == [round(one[0], 2) for one in q]


def test_fixed_unigram_draws_plain_counts_unless_distortion_is_given():
    _, counts = story_counts()
    share_of_the = names_after("any_label =", "counts = np.bincount", "def share_of_the")[
        "share_of_the"
    ]
    tf.random.set_seed(1)
    assert share_of_the() == pytest.approx(noise_distribution(counts, 1)[0], abs=0.008)
    assert share_of_the(distortion=0.75) == pytest.approx(noise_distribution(counts)[0], abs=0.008)


def test_a_list_in_which_every_word_has_a_place_overdraws_rare_words():
    words, counts = story_counts()
    q = noise_distribution(counts)
    sat = words.index("sat")
    places = np.maximum(1, np.round(1000 * q))
    assert places[sat] / places.sum() > 2 * q[sat]
    places = np.maximum(1, np.round(100_000 * q))
    assert places[sat] / places.sum() == pytest.approx(q[sat], rel=0.05)


# --- drawing --------------------------------------------------------------------------------


def test_a_row_that_is_drawn_twice_is_pushed_twice():
    lesson = names_after("total = tf.reduce_sum")
    assert lesson["push"].numpy()[:, 0].tolist() == [1, 0, 0, 2, 0, 0]
    assert lesson["picked"].shape == (3, 1)
    assert isinstance(lesson["gradient"], tf.IndexedSlices)  # of the rows that were picked
    assert lesson["gradient"].indices.numpy().tolist() == [3, 0, 3]


def drawn_often(k: int, unique: bool, draws: int = 1500):
    """Of log-uniform draws of 62 ids: told expected counts and drawn counts of id 0."""
    told, drawn = [], 0
    for _ in range(draws):
        ids, expected, _ = tf.random.log_uniform_candidate_sampler(LABEL_0, 1, k, unique, 62)
        told.append(float(expected[0, 0]))
        drawn += np.count_nonzero(ids == 0) / draws
    return np.array(told), drawn


def test_with_replacement_the_first_word_comes_1_7_times_in_ten():
    tf.random.set_seed(2)
    told, drawn = drawn_often(10, unique=False)
    assert told == pytest.approx(10 * log_uniform(62)[0])
    assert (round(told[0], 1), drawn) == (1.7, pytest.approx(1.67, abs=0.12))


def test_unique_the_first_word_is_told_once_comes_0_88_times_and_the_formula_gives_0_90():
    tf.random.set_seed(3)
    told, drawn = drawn_often(10, unique=True)
    p = log_uniform(62)[0]
    assert told.mean() == pytest.approx(1.0, abs=0.03)
    assert drawn == pytest.approx(0.88, abs=0.035)
    by_formula = np.where(told > 1, expected_count(p, 10, 10), told)
    assert by_formula.mean() == pytest.approx(0.90, abs=0.01)
    assert said(r"expects \*the\* once in a draw, and it came 0\.88 times")
    assert said(r"on average it gives 0\.90")


def test_ten_tries_for_ten_ids_are_told_as_k_p_and_never_by_the_formula():
    tf.random.set_seed(4)
    told, _ = drawn_often(10, unique=True, draws=400)
    p = log_uniform(62)[0]
    assert not np.isclose(told, expected_count(p, 10, 10)).any()
    assert np.isclose(told, expected_count(p, 10, 11)).any()
    assert np.isclose(told, expected_count(p, 10, 12)).any()
    assert np.isclose(told, expected_count(p, 10)).any()
    assert (round(expected_count(p, 10), 3), round(expected_count(p, 10, 10), 3)) == (1.673, 0.840)
    assert said(r"0\.840, the formula for ten tries, is never told\. .*: 1\.673 for")


def test_whatever_else_is_told_belongs_to_more_than_twelve_tries():
    tf.random.set_seed(0)
    told, _ = drawn_often(10, unique=True, draws=400)
    p = log_uniform(62)[0]
    known = [expected_count(p, 10, tries) for tries in (11, 12, None)]
    others = told[~np.isclose(told[:, np.newaxis], known).any(axis=1)]
    more = [expected_count(p, 10, tries) for tries in range(13, 150)]
    assert len(others) > 100
    assert np.isclose(others[:, np.newaxis], more).any(axis=1).all()


def test_ten_tries_are_enough_about_as_often_as_k_p_is_told():
    tf.random.set_seed(0)
    told, _ = drawn_often(10, unique=True, draws=4000)
    p = log_uniform(62)
    rng = np.random.default_rng(1)
    at_once = np.mean([len(set(rng.choice(62, 10, p=p))) == 10 for _ in range(4000)])
    assert np.isclose(told, expected_count(p[0], 10)).mean() == pytest.approx(at_once, abs=0.03)
    assert said(r"happens about as often as \$k \\cdot p\$ is told")


def test_for_rare_words_k_p_and_the_formula_are_almost_equal():
    p = log_uniform(62)[-1]
    assert expected_count(p, 10) == pytest.approx(expected_count(p, 10, 10), rel=0.02)


# --- labels, hits, batches ------------------------------------------------------------------


def test_the_label_changes_its_expected_count_and_no_candidate():
    drawn, told = [], []
    for label in (0, 50):
        tf.random.set_seed(1)
        ids, expected, _ = tf.random.log_uniform_candidate_sampler([[label]], 1, 5, True, 62)
        drawn.append(ids.numpy().tolist())
        told.append(float(expected[0, 0]))
    assert drawn[0] == drawn[1]
    assert told[0] > told[1]


def test_a_frequent_label_is_often_among_its_own_candidates():
    tf.random.set_seed(5)
    _, share = drawn_often(5, unique=True)
    assert share > 0.5


def test_our_hits_are_those_of_tensorflow():
    lesson = names_after()
    rng = np.random.default_rng(0)
    for _ in range(20):
        labels, sampled = rng.integers(0, 12, 6), rng.permutation(12)[:5]
        theirs = tf.nn.compute_accidental_hits(labels[:, np.newaxis], sampled, num_true=1)
        table = np.zeros((6, 5), bool)
        table[theirs.indices.numpy(), theirs.ids.numpy()] = True
        np.testing.assert_array_equal(lesson["accidental_hits"](labels, sampled), table)


def test_tensorflow_tells_one_place_of_an_id_that_was_drawn_twice():
    theirs = tf.nn.compute_accidental_hits(np.array([[5]]), np.array([5, 8, 5]), num_true=1)
    assert len(theirs.ids) == 1
    assert names_after()["accidental_hits"](np.array([5]), np.array([5, 8, 5])).sum() == 2
    assert said(r"if an id was drawn twice, it tells one of its two places only")


def test_the_alt_texts_of_expected_counts_say_how_it_was_drawn_and_where_the_dots_lie():
    cells = ("SAMPLERS = {", "def expected_and_drawn", "def described", "ranks =")
    lesson, alts = names_after("any_label =", "counts = np.bincount", *cells), []
    lesson = lesson | {"show": lambda figure, alt: alts.append(alt)}
    (source,) = (c.source for c in lessons.read(LESSON).cells if "def compare(" in c.source)
    student_code.run(source, lesson)
    tf.random.set_seed(0)
    lesson["compare"](unique=False)
    lesson["compare"](unique=True)
    assert re.match(r"With replacement: .* The dots lie on the bars\. The first", alts[0])
    ranks = re.match(r"Unique ids: .* lie above the bars at rank ([\d, ]+)\.", alts[1])[1]
    found = list(map(int, ranks.split(", ")))
    assert found == list(range(1, len(found) + 1))  # "the first dots lie too high"


def test_one_set_of_candidates_serves_the_whole_batch():
    batch = np.zeros((64, 1), np.int64)
    ids, true_expected, sampled_expected = tf.random.log_uniform_candidate_sampler(
        batch, num_true=1, num_sampled=5, unique=True, range_max=62
    )
    assert ids.shape == sampled_expected.shape == (5,)  # not (64, 5)
    assert true_expected.shape == (64, 1)


def test_the_seed_of_an_operation_repeats_nothing_but_the_global_one_does():
    def ids(**seed):
        return tf.random.uniform_candidate_sampler(LABEL_0, 1, 20, True, 1000, **seed)[0].numpy()

    assert not np.array_equal(ids(seed=3), ids(seed=3))
    tf.random.set_seed(3)
    first = ids()
    tf.random.set_seed(3)
    assert np.array_equal(first, ids())


def test_the_minutes_of_the_lesson_leave_time_to_read():
    minutes = float(said(rf"takes about ({NUMBER}) minutes")[1])
    assert sum(exercise.minutes for exercise in registry.exercises("03")) < minutes


def test_the_lesson_ends_with_the_question_that_the_next_one_answers():
    last = lessons.read(LESSON).cells[-1].source
    assert "04-embedding-loss" in last
    assert "?" in last
