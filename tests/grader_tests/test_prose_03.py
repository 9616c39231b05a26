"""What lesson 03 says in words, numbers and alt texts, computed again."""

import inspect
import re
from functools import cache

import numpy as np
import pytest
import tensorflow as tf
from prose import Prose

from grader_tests import registry
from tools import lessons
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


# --- why wrong words ------------------------------------------------------------------------


def test_a_model_that_calls_every_pair_likely_is_never_wrong_on_true_pairs():
    """Raising every score makes a yes more probable, and leaves the softmax where it is."""
    scores = np.random.default_rng(0).normal(size=6)

    def softmax(scores):
        return np.exp(scores) / np.exp(scores).sum()

    np.testing.assert_allclose(softmax(scores + 50), softmax(scores))
    assert (1 / (1 + np.exp(-(scores + 50))) > 1 - 1e-9).all()
    assert said(r"call \*every\* pair likely, and never be wrong")


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


def compared(unique: bool) -> tuple[np.ndarray, np.ndarray]:
    lesson = names_after("counts = np.bincount", "V, k = len(words)", "def expected_and_drawn")
    tf.random.set_seed(0)
    return lesson["expected_and_drawn"](unique)


@pytest.mark.slow
def test_the_figure_shows_counts_and_expected_counts_that_agree_with_replacement_only():
    expected, drawn = compared(unique=False)
    np.testing.assert_allclose(drawn, expected, atol=0.06)  # "the dots lie on the bars"
    expected, drawn = compared(unique=True)
    assert said("the first few dots lie above them, the very first most")
    high = np.flatnonzero(expected > drawn + 0.03)
    assert 1 <= len(high) <= 6
    assert high.tolist() == list(range(len(high)))
    assert np.argmax(expected - drawn) == 0
    np.testing.assert_allclose(drawn[6:], expected[6:], atol=0.04)


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


def test_log_uniform_imitates_the_plain_counts_but_for_the_rarest_words():
    words, counts = story_counts()
    ratio = log_uniform(len(words)) / noise_distribution(counts, 1)
    rank, low, high = said(
        rf"Up to rank (\d+) it gives between ({NUMBER}) and ({NUMBER}) times a word's own share"
    ).groups()
    assert float(low) < ratio[: int(rank)].min() < float(low) + 0.1
    assert float(high) - 0.1 < ratio[: int(rank)].max() < float(high)
    assert len(words) - int(rank) == 3
    assert (counts[-3:] == 1).all()
    times = said(r"the last three words, seen just once, get more than (\d+) times theirs")[1]
    assert (ratio[-3:] > int(times)).all()


def test_the_share_of_the_under_each_distribution_is_right():
    words, counts = story_counts()
    plain = noise_distribution(counts, 1)
    log, share = said(rf"\*the\* has ({NUMBER}) in place of ({NUMBER})\.").groups()
    power = said(rf"The power 0\.75 flattens the counts, and brings \*the\* down to ({NUMBER})\.")[
        1
    ]
    q = [log_uniform(len(words)), plain, noise_distribution(counts)]
    assert words[0] == "the"
    assert [float(log), float(share), float(power)] == [round(one[0], 2) for one in q]
    begin, below, first, until, last = map(
        float,
        said(
            rf"plain counts begin at ({NUMBER}), above log-uniform; they lie below it up to rank "
            rf"({NUMBER}), above it from ({NUMBER}) to ({NUMBER}), and drop to ({NUMBER})\."
        ).groups(),
    )
    above = plain > log_uniform(len(words))
    assert begin == round(plain[0], 2)
    assert above[0]
    assert not above[1 : int(below)].any()
    assert above[int(first) - 1 : int(until)].all()
    assert not above[int(until) :].any()
    assert last == pytest.approx(plain[-1], abs=5e-5)


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


@pytest.mark.slow
def test_with_replacement_the_first_word_comes_1_7_times_in_ten():
    tf.random.set_seed(2)
    told, drawn = drawn_often(10, unique=False)
    assert told == pytest.approx(10 * log_uniform(62)[0])
    assert (round(told[0], 1), drawn) == (1.7, pytest.approx(1.67, abs=0.12))


@pytest.mark.slow
def test_where_ten_tries_gave_ten_ids_tensorflow_returns_k_q_and_never_the_formula():
    """So often does the draw skip nothing as the count k Q is returned."""
    tf.random.set_seed(4)
    told, _ = drawn_often(10, unique=True)
    p = log_uniform(62)
    assert not np.isclose(told, expected_count(p[0], 10, 10)).any()
    assert np.isclose(told, expected_count(p[0], 10, 11)).any()
    rng = np.random.default_rng(1)
    at_once = np.mean([len(set(rng.choice(62, 10, p=p))) == 10 for _ in range(4000)])
    assert np.isclose(told, expected_count(p[0], 10)).mean() == pytest.approx(at_once, abs=0.03)
    assert said(r"where ten tries gave ten ids, TensorFlow returns \$k\\,Q\$ even with")


# --- how a model learns ---------------------------------------------------------------------


def test_each_step_against_the_gradient_lowers_the_loss_of_the_example(capsys):
    Prose(LESSON).names_after("w = tf.Variable(1.0)")
    lines = re.findall(rf"w ({NUMBER}) loss ({NUMBER})", " ".join(capsys.readouterr().out.split()))
    assert [float(w) for w, _ in lines] == [1, 2, 2.5, 2.75]
    assert [float(loss) for _, loss in lines] == [4, 1, 0.25, 0.06]


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


@pytest.mark.slow
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
