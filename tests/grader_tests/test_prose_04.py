"""What lesson 04 says in words, numbers and alt texts, computed again."""

import re

import numpy as np
import pytest
import tensorflow as tf
from prose import Prose

from grader_tests import registry
from w2vlib import cosine_similarity
from w2vlib.corpora.story import WORDS

LESSON = "04-embedding-loss"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after
P = np.array([0.40, 0.25, 0.15, 0.10, 0.07, 0.03])  # the six words of the lesson
Q = np.array([0.05, 0.10, 0.15, 0.20, 0.25, 0.25])
NUMBER = r"-?\d+(?:\.\d+)?"


def numbers(passage: str) -> list[float]:
    return [float(number) for number in re.findall(NUMBER, passage)]


def softplus(x):
    return np.logaddexp(0, x)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


# --- the two rows ---------------------------------------------------------------------------


def test_the_first_row_sums_to_one_and_the_second_to_1_80():
    lesson = names_after("first_row =")
    assert sum(lesson["first_row"]) == pytest.approx(1)
    assert sum(lesson["second_row"]) == pytest.approx(1.80)
    options = registry.find("04.which_row").questions["which_row"].options
    assert numbers(options["first"].text) == lesson["first_row"]
    assert numbers(options["second"].text) == lesson["second_row"]
    assert "1.80" in options["first"].reason


def test_the_alt_text_of_the_two_rows_tells_their_numbers():
    lesson = names_after("first_row =")
    left, right = said(
        r"Left, one choice among six: (.+?), which .* Right, six yes/no questions: (.+?), which"
    ).groups()
    assert numbers(left) == lesson["first_row"]
    assert numbers(right) == lesson["second_row"]


def test_the_first_row_can_come_from_a_softmax_and_the_second_only_from_sigmoids():
    lesson = names_after("first_row =")
    second = np.array(lesson["second_row"])
    logits = np.log(second / (1 - second))
    np.testing.assert_allclose(sigmoid(logits), second)
    assert (np.exp(logits) / np.exp(logits).sum()).sum() == pytest.approx(1)


# --- one question ---------------------------------------------------------------------------


def test_no_is_the_mirror_image_of_yes():
    logits = np.linspace(-6, 6, 121)
    np.testing.assert_allclose(1 - sigmoid(logits), sigmoid(-logits))
    np.testing.assert_allclose(-np.log(sigmoid(logits)), softplus(-logits))
    np.testing.assert_allclose(softplus(-logits), softplus(logits)[::-1])


def test_the_alt_text_of_the_curve_is_right():
    high, at, middle, zero, end = map(
        float,
        said(
            rf"it falls from ({NUMBER}) at logit ({NUMBER}) through ({NUMBER}) at ({NUMBER}) "
            rf"to almost 0 at ({NUMBER})"
        ).groups(),
    )
    assert softplus(-at) == pytest.approx(high, abs=0.01)
    assert softplus(-zero) == pytest.approx(middle, abs=0.005)
    assert softplus(-end) < 0.01


def test_two_steps_overflow_where_one_step_does_not():
    with np.errstate(all="ignore"):
        assert -np.log(1 / (1 + np.exp(1000.0))) == np.inf
    assert softplus(1000.0) == 1000


@pytest.mark.parametrize("logit", [20.0, 100.0])
def test_a_confident_wrong_answer_costs_as_much_as_its_logit(logit):
    assert softplus(logit) == pytest.approx(logit, abs=1e-6)


# --- NCE ------------------------------------------------------------------------------------


@pytest.mark.parametrize("k", [1, 5, 25])
def test_bayes_rule_is_a_sigmoid_of_the_shifted_log_probability(k):
    np.testing.assert_allclose(P / (P + k * Q), sigmoid(np.log(P) - np.log(k * Q)))


def test_the_example_of_bayes_rule_is_right():
    p, q, k, above, true, noise, answer = map(
        float,
        said(
            rf"\$p = ({NUMBER})\$, \$Q = ({NUMBER})\$ and \$k = ({NUMBER})\$ it is "
            rf"\$({NUMBER}) / \(({NUMBER}) \+ ({NUMBER})\) = ({NUMBER})\$"
        ).groups(),
    )
    assert (above, true, noise) == (p, p, pytest.approx(k * q))
    assert answer == pytest.approx(p / (p + k * q), abs=0.005)


@pytest.mark.parametrize("k", [1, 5, 25])
@pytest.mark.parametrize("nce", [True, False], ids=["nce", "negative sampling"])
def test_nce_learns_the_probabilities_and_negative_sampling_their_ratio_to_the_noise(k, nce):
    from scipy.optimize import minimize

    shift = np.log(k * Q) if nce else 0

    def loss(s):
        return P @ softplus(shift - s) + k * Q @ softplus(s - shift)

    best = minimize(loss, np.zeros(6), method="BFGS", options={"gtol": 1e-9}).x
    np.testing.assert_allclose(best, np.log(P) if nce else np.log(P / (k * Q)), atol=1e-4)
    assert np.exp(best).sum() == pytest.approx(1) or not nce


def test_the_lessons_gradient_descent_reaches_these_minima():
    lesson = names_after("def best_scores")
    np.testing.assert_array_equal(lesson["p"], P)
    np.testing.assert_array_equal(lesson["Q"], Q)
    assert P.sum() == pytest.approx(1)
    assert Q.sum() == pytest.approx(1)
    np.testing.assert_allclose(lesson["nce_scores"], np.log(P), atol=1e-3)
    np.testing.assert_allclose(
        lesson["negative_sampling_scores"], np.log(P / (lesson["k"] * Q)), atol=1e-3
    )


def test_the_numbers_of_negative_sampling_in_text_and_alt_text_are_right():
    ratio = P / (5 * Q)
    values, total = said(rf"Negative sampling gives (.+?), sum ({NUMBER})").groups()
    np.testing.assert_allclose(numbers(values), ratio, atol=0.0051)
    assert float(total) == pytest.approx(ratio.sum(), abs=0.005)
    assert said(r"\$0\.40 / \(5 \\cdot 0\.05\) = (1\.60)\$")
    assert ratio[0] == pytest.approx(1.60)


def test_the_correction_is_the_whole_difference_between_the_two_losses():
    lesson = names_after()
    rng = np.random.default_rng(0)
    weights, bias = rng.normal(size=(9, 3)), rng.normal(size=9)
    labels, inputs, sampled = np.array([1, 4]), rng.normal(size=(2, 3)), np.array([2, 5, 7])
    nce = lesson["nce_loss"](weights, bias, labels, inputs, sampled, np.ones(2), np.ones(3))
    scores = inputs @ weights.T + bias
    plain = lesson["negative_sampling_loss"](scores[[0, 1], labels], scores[:, sampled])
    np.testing.assert_allclose(nce, plain)


# --- what TensorFlow does -------------------------------------------------------------------


def small_model(hit: bool):
    """Tables, labels, inputs, and three candidates with counts of 1, one of them a hit or not."""
    rng = np.random.default_rng(1)
    weights, bias = tf.constant(rng.normal(size=(9, 3))), tf.constant(rng.normal(size=9))
    labels, inputs = tf.constant([[4]], tf.int64), tf.constant(rng.normal(size=(1, 3)))
    sampled = tf.constant([2, 4 if hit else 5, 7], tf.int64)
    ones = tf.ones((1, 1), tf.float64), tf.ones(3, tf.float64)
    return weights, bias, labels, inputs, 3, 9, 1, (sampled, *ones)


@pytest.mark.parametrize("hit", [True, False], ids=["with a hit", "without"])
def test_nce_loss_keeps_accidental_hits_by_default_and_sampled_softmax_loss_removes_them(hit):
    model = small_model(hit)
    weights, bias, _labels, inputs, *_, (sampled, _, _) = model
    scores = (inputs @ tf.transpose(weights) + bias).numpy()[0]
    positive, negative = scores[4], scores[sampled.numpy()]
    kept = softplus(-positive) + softplus(negative).sum()
    assert float(tf.nn.nce_loss(*model)[0]) == pytest.approx(kept)
    left = negative[sampled.numpy() != 4]
    removed = np.logaddexp.reduce([positive, *left]) - positive
    assert float(tf.nn.sampled_softmax_loss(*model)[0]) == pytest.approx(removed)


def test_the_candidates_are_all_different_and_one_set_serves_the_whole_batch():
    model = names_after()["EmbeddingModel"](50, 3)
    model.bias.assign(np.linspace(-3, 3, 50))
    same = tf.ones((4, 3)), tf.fill((4, 1), tf.constant(7, tf.int64))
    draws = [
        tf.nn.nce_loss(model.weights, model.bias, same[1], same[0], 10, 50).numpy()
        for _ in range(5)
    ]
    for losses in draws:
        np.testing.assert_allclose(losses, losses[0], rtol=1e-5)
    assert len({round(float(losses[0]), 4) for losses in draws}) > 1
    sampled, _, _ = tf.random.log_uniform_candidate_sampler(same[1], 1, 50, True, 50)
    assert sorted(sampled.numpy()) == list(range(50))


def test_among_different_negatives_frequent_words_count_less_than_k_q_and_rare_ones_more():
    labels = tf.constant([[0]], tf.int64)
    tf.random.set_seed(1)
    sampled, _, counts = tf.random.log_uniform_candidate_sampler(labels, 1, 30, True, 40)
    by_id = dict(zip(sampled.numpy().tolist(), counts.numpy().tolist(), strict=True))
    p = np.diff(np.log(np.arange(1, 42))) / np.log(41)
    frequent, rare = min(by_id), max(by_id)
    assert by_id[frequent] < 30 * p[frequent]
    assert by_id[rare] > 30 * p[rare]
    assert max(by_id.values()) <= 1


def test_word_ids_must_be_sorted_since_the_default_noise_is_log_uniform():
    labels = tf.constant([[0]], tf.int64)
    sampled, _, counts = tf.random.log_uniform_candidate_sampler(labels, 1, 20, False, 20)
    p = np.diff(np.log(np.arange(1, 22))) / np.log(21)
    np.testing.assert_allclose(counts, 20 * p[sampled.numpy()], rtol=1e-4)


def test_two_labels_get_answers_of_one_half():
    rng = np.random.default_rng(2)
    weights, bias, inputs = rng.normal(size=(9, 3)), rng.normal(size=9), rng.normal(size=(1, 3))
    labels, candidates = tf.constant([[2, 6]], tf.int64), tf.constant([0, 5], tf.int64)
    counts = tf.ones((1, 2), tf.float64), tf.ones(2, tf.float64)
    got = tf.nn.nce_loss(weights, bias, labels, inputs, 2, 9, 2, (candidates, *counts))
    logits = (inputs @ weights.T + bias)[0, [2, 6, 0, 5]]
    half = softplus(logits) - np.array([0.5, 0.5, 0, 0]) * logits
    assert float(got[0]) == pytest.approx(half.sum())
    ones = softplus(logits) - np.array([1, 1, 0, 0]) * logits
    assert float(got[0]) != pytest.approx(ones.sum())


def test_the_given_model_starts_at_zero_and_makes_its_variables_once():
    model = names_after()["EmbeddingModel"](7, 3)
    weights, bias = model.get_bias_weights()
    assert weights.shape == (7, 3)
    assert bias.shape == (7,)
    assert not weights.numpy().any()
    assert not bias.numpy().any()
    again = model.get_bias_weights()
    assert again[0] is weights
    assert again[1] is bias


def test_the_errors_that_the_folds_explain_are_those_that_tensorflow_raises():
    model = names_after()["EmbeddingModel"](5, 2)
    ids, vectors = tf.zeros((3, 1), tf.int64), tf.ones((3, 2))
    tables = model.get_bias_weights()
    texts = [pattern for pattern, _ in registry.find("04.calculate_loss").errors]
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(texts[0])):
        tf.nn.nce_loss(*tables, vectors, ids, 2, 5)
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(texts[1])):
        tf.nn.nce_loss(*tables, ids, vectors, 5, 2)


def test_more_negatives_give_a_higher_loss_for_the_same_model():
    model = names_after()["EmbeddingModel"](1000, 8)
    rng = np.random.default_rng(0)
    model.weights.assign(rng.normal(0, 0.1, (1000, 8)))
    vectors = tf.constant(rng.normal(size=(32, 8)), tf.float32)
    ids = tf.constant(rng.integers(0, 1000, (32, 1)))
    tf.random.set_seed(1)
    means = [
        np.mean([model.calculate_loss(vectors, ids, k) for _ in range(10)]) for k in (5, 50, 500)
    ]
    assert means == sorted(means)


# --- Keras, and the loss for evaluation -----------------------------------------------------


@pytest.mark.parametrize(("batch", "k"), [(3, 4), (7, 1), (1, 9)])
def test_keras_binary_cross_entropy_is_negative_sampling_over_one_plus_k(batch, k):
    scores = np.random.default_rng(3).normal(0, 2, (batch, 1 + k))
    answers = np.zeros(scores.shape)
    answers[:, 0] = 1
    keras = tf.keras.losses.BinaryCrossentropy(from_logits=True)(answers, scores)
    ours = names_after()["negative_sampling_loss"](scores[:, 0], scores[:, 1:])
    assert float(keras) == pytest.approx(ours.mean() / (1 + k), rel=1e-5)


def full_sigmoid(scores):
    return softplus(scores).sum() - P @ scores


def test_the_full_sigmoid_loss_sees_k_under_negative_sampling_and_not_under_nce():
    losses = [full_sigmoid(np.log(P / (k * Q))) for k in (1, 5, 25)]
    assert len({round(loss, 2) for loss in losses}) == 3
    lesson = names_after("def best_scores", "def full_sigmoid_of")
    for k, loss in zip((1, 5, 25), losses, strict=True):
        assert lesson["full_sigmoid_of"](np.log(P / (k * Q))) == pytest.approx(loss)


def test_nce_does_not_reach_the_lowest_full_sigmoid_loss():
    from scipy.optimize import minimize

    best = minimize(full_sigmoid, np.zeros(6), method="BFGS", options={"gtol": 1e-9})
    np.testing.assert_allclose(best.x, np.log(P / (1 - P)), atol=1e-4)
    assert full_sigmoid(np.log(P)) > best.fun + 0.01


def test_the_full_sigmoid_loss_of_the_six_words_is_the_mean_over_true_words():
    scores = np.random.default_rng(4).normal(size=6)
    each = names_after()["full_sigmoid_loss"](
        np.zeros((6, 1)), scores, np.arange(6), np.zeros((6, 1))
    )
    assert P @ each == pytest.approx(full_sigmoid(scores))


@pytest.mark.long
def test_the_evaluation_loss_falls_smoothly_and_the_training_loss_is_jagged():
    lesson = names_after("story(600)", "def train_step", "training, evaluation = [], {}")
    training, evaluation = np.array(lesson["training"]), np.array([*lesson["evaluation"].values()])
    assert evaluation[-1] < 0.5 * evaluation[0]
    assert training[-50:].mean() < training[:50].mean()

    def jaggedness(losses):  # of the second half: the steep fall of the first steps bends, too
        later = losses[len(losses) // 2 :]
        return np.abs(np.diff(later, 2)).mean() / later.mean()

    assert jaggedness(training[::10]) > 4 * jaggedness(evaluation)


@pytest.mark.slow
def test_the_learned_table_has_animals_near_dog_and_vessels_near_bowl():
    """The lesson's training draws its negatives anew each time, and so does this test."""
    lesson = names_after("story(600)", "def train_step", "training, evaluation = [], {}")
    words, id_of, table = lesson["vocabulary"], lesson["word_id"], lesson["table"].numpy()
    cosines = cosine_similarity(table, table)
    assert said(r"nearest to \*dog\* are other animals, and those to \*bowl\* are other vessels")
    for word, kind in (("dog", "animal"), ("bowl", "vessel")):
        near = [words[i] for i in np.argsort(-cosines[id_of[word]])[1:4]]
        assert set(near) <= set(WORDS[kind])


def test_the_step_of_the_formula_with_numbers_is_right():
    logit, power = said(
        rf"\$z = \\log 0\.4 - \\log 0\.25 = ({NUMBER})\$, so .*? = ({NUMBER})\$, and"
    ).groups()
    assert np.log(0.4) - np.log(0.25) == pytest.approx(float(logit), abs=0.005)
    assert np.exp(-np.log(0.4 / 0.25)) == pytest.approx(float(power))
    assert 1 / (1 + float(power)) == pytest.approx(0.62, abs=0.005)


def test_the_two_losses_sum_nine_questions_and_one_for_each_word():
    assert said("the left sums nine questions, the right one a question for each word")
    assert said(r"contexts\[batch\]\[:, np\.newaxis\], 8\)")  # eight negatives and the true word


def test_the_ratio_of_multiplications_is_v_to_one_plus_k():
    lesson = names_after("V, D, K =")
    V, D, K = (lesson[name] for name in "VDK")
    assert V * D / ((1 + K) * D) == V / (1 + K)


# --- the lesson's outside -------------------------------------------------------------------


def test_the_minutes_of_the_lesson_leave_time_to_read():
    exercises = registry.exercises("04")
    minutes = float(said(rf"(?:takes|Time:) about ({NUMBER}) minutes")[1])
    assert sum(exercise.minutes for exercise in exercises) < minutes


def test_coin_tosses_of_the_examples_are_multiples_of_log_two():
    for exercise in registry.exercises("04"):
        count = int(re.search(r"(\d) · log 2", exercise.example.why)[1])
        (answer,) = numbers(exercise.example.answer)
        assert answer == pytest.approx(count * np.log(2), abs=5e-5)
