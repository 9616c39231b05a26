import math

import numpy as np
import pytest
import tensorflow as tf

from w2vlib import objectives

V, D, B, K = 11, 4, 5, 6


@pytest.fixture(params=[np.float32, np.float64])
def batch(request):
    rng = np.random.default_rng(7)
    floats = {
        "weights": rng.normal(size=(V, D)),
        "bias": rng.normal(size=V),
        "inputs": rng.normal(size=(B, D)),
        "true_expected": rng.uniform(0.1, 0.9, B),
        "sampled_expected": rng.uniform(0.1, 0.9, K),
    }
    batch = {name: value.astype(request.param) for name, value in floats.items()}
    # labels 3 and 9 are among the candidates: accidental hits
    return {**batch, "labels": np.array([0, 3, 9, 10, 4]), "sampled": np.array([3, 1, 9, 8, 7, 2])}


def full(batch):
    return {name: batch[name] for name in ("weights", "bias", "labels", "inputs")}


def sigmoid_loss(logit, true):
    return math.log1p(math.exp(-logit)) if true else math.log1p(math.exp(logit))


def logit(batch, row, word):
    return float(batch["inputs"][row] @ batch["weights"][word] + batch["bias"][word])


def test_nce_equals_a_loop_over_the_definition(batch):
    expected = []
    for row, label in enumerate(batch["labels"]):
        true = logit(batch, row, label) - math.log(batch["true_expected"][row])
        loss = sigmoid_loss(true, True)
        for k, word in enumerate(batch["sampled"]):
            noise = logit(batch, row, word) - math.log(batch["sampled_expected"][k])
            loss += sigmoid_loss(noise, False)
        expected.append(loss)
    np.testing.assert_allclose(objectives.nce_loss(**batch), expected, rtol=1e-5)


def sampled_values(batch):
    return (batch["sampled"], batch["true_expected"][:, None], batch["sampled_expected"])


def test_nce_equals_tensorflows_with_the_same_candidates(batch):
    reference = tf.nn.nce_loss(
        batch["weights"], batch["bias"], batch["labels"][:, None], batch["inputs"], K, V,
        sampled_values=sampled_values(batch),
    )  # fmt: skip
    np.testing.assert_allclose(objectives.nce_loss(**batch), reference, rtol=1e-5)


@pytest.mark.parametrize("remove", [True, False])
def test_sampled_softmax_equals_tensorflows_with_the_same_candidates(batch, remove):
    reference = tf.nn.sampled_softmax_loss(
        batch["weights"], batch["bias"], batch["labels"][:, None], batch["inputs"], K, V,
        sampled_values=sampled_values(batch), remove_accidental_hits=remove,
    )  # fmt: skip
    losses = objectives.sampled_softmax_loss(**batch, remove_accidental_hits=remove)
    np.testing.assert_allclose(losses, reference, rtol=1e-5)


def test_accidental_hits_matter_in_this_batch(batch):
    kept = objectives.sampled_softmax_loss(**batch, remove_accidental_hits=False)
    removed = objectives.sampled_softmax_loss(**batch)
    assert (np.abs(kept - removed) > 1e-3).tolist() == [False, True, True, False, False]


def test_full_softmax_equals_a_loop_over_the_definition(batch):
    expected = []
    for row, label in enumerate(batch["labels"]):
        logits = [logit(batch, row, word) for word in range(V)]
        expected.append(math.log(sum(map(math.exp, logits))) - logits[label])
    np.testing.assert_allclose(objectives.full_softmax_loss(**full(batch)), expected, rtol=1e-5)


def test_full_sigmoid_equals_a_loop_over_the_definition(batch):
    expected = [
        sum(sigmoid_loss(logit(batch, row, word), word == label) for word in range(V))
        for row, label in enumerate(batch["labels"])
    ]
    np.testing.assert_allclose(objectives.full_sigmoid_loss(**full(batch)), expected, rtol=1e-5)


def test_negative_sampling_equals_a_loop_over_the_definition():
    positive, negative = np.array([0.3, -2.0]), np.array([[1.0, -1.0, 0.0], [2.0, 0.5, -3.0]])
    expected = [
        sigmoid_loss(p, True) + sum(sigmoid_loss(n, False) for n in row)
        for p, row in zip(positive, negative, strict=True)
    ]
    np.testing.assert_allclose(objectives.negative_sampling_loss(positive, negative), expected)


def test_nce_is_negative_sampling_if_every_expected_count_is_one(batch):
    ones = {"true_expected": np.ones_like(batch["true_expected"])}
    ones["sampled_expected"] = np.ones_like(batch["sampled_expected"])
    logits = batch["inputs"] @ batch["weights"].T + batch["bias"]
    expected = objectives.negative_sampling_loss(
        logits[np.arange(B), batch["labels"]], logits[:, batch["sampled"]]
    )
    np.testing.assert_allclose(objectives.nce_loss(**{**batch, **ones}), expected, rtol=1e-5)


@pytest.mark.parametrize("sign", [1, -1])
def test_every_loss_is_right_for_logits_of_a_thousand(sign):
    # The true class is at -1000 * sign, the only candidate (and every other class) at +1000 * sign.
    weights = np.array([[-1000.0], [1000.0]], dtype=np.float32) * sign
    batch = {
        "weights": weights,
        "bias": np.zeros(2, np.float32),
        "labels": np.array([0]),
        "inputs": np.ones((1, 1), np.float32),
    }
    candidates = {
        "sampled": np.array([1]),
        "true_expected": np.ones(1, np.float32),
        "sampled_expected": np.ones(1, np.float32),
    }
    wrong = sign == 1  # both classes on the wrong side, or both on the right one
    both = 2000.0 if wrong else 0.0
    np.testing.assert_allclose(objectives.nce_loss(**batch, **candidates), [both])
    np.testing.assert_allclose(objectives.sampled_softmax_loss(**batch, **candidates), [both])
    np.testing.assert_allclose(objectives.full_softmax_loss(**batch), [both])
    np.testing.assert_allclose(objectives.full_sigmoid_loss(**batch), [both])
    positive, negative = weights[:1, 0], weights[1:]
    np.testing.assert_allclose(objectives.negative_sampling_loss(positive, negative), [both])


def test_gradients_are_finite_for_logits_of_a_thousand():
    inputs = tf.constant([[1.0], [-1.0]])
    weights = tf.constant([[-1000.0], [1000.0], [1000.0]])
    for loss in (objectives.nce_loss, objectives.sampled_softmax_loss):
        with tf.GradientTape() as tape:
            tape.watch([inputs, weights])
            losses = loss(
                weights, tf.zeros(3), tf.constant([0, 1]), inputs,
                tf.constant([1, 2]), tf.ones(2), tf.ones(2),
            )  # fmt: skip
        for gradient in tape.gradient(losses, [inputs, weights]):
            assert np.all(np.isfinite(tf.convert_to_tensor(gradient)))


def test_the_sampled_losses_touch_only_the_rows_of_labels_and_candidates(batch):
    weights = tf.Variable(batch["weights"])
    with tf.GradientTape() as tape:
        losses = objectives.nce_loss(**{**batch, "weights": weights})
    rows = tape.gradient(losses, weights).indices.numpy()
    assert set(rows.tolist()) == set(batch["labels"]) | set(batch["sampled"])
