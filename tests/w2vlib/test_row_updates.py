"""Rows follow their gradients as the textbook rules say, and rows that do not occur stay."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from w2vlib.training.row_updates import RowUpdates, occurrences

V, D = 6, 3
RATE = 0.1
ONCE = tf.ones(1)


def table():
    return tf.Variable(np.random.default_rng(0).normal(size=(V, D)).astype(np.float32))


def gradients(steps=4):
    """Of rows 0 to 3, some of which occur twice in a step."""
    rng = np.random.default_rng(1)
    ids = [np.array([0, 1, 1, 2, 3, 0]) for _ in range(steps)]
    return [(tf.constant(i), tf.constant(rng.normal(size=(6, D)), tf.float32)) for i in ids]


def times(ids):
    """How often each id is among them."""
    return tf.constant(np.bincount(ids)[ids.numpy()], tf.float32)


def summed(ids, values):
    whole = np.zeros((V, D), np.float32)
    np.add.at(whole, ids.numpy(), values.numpy())
    return whole


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_the_rows_move_as_under_keras_optimizer_on_the_summed_gradients(optimizer):
    ours, theirs = table(), keras.Variable(table().numpy())
    made = RowUpdates(ours, optimizer)
    peer = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}[optimizer](RATE)
    for ids, values in gradients():
        made.descend(ids, values, RATE, times(ids))
        peer.apply([tf.constant(summed(ids, values))], [theirs])
    np.testing.assert_allclose(ours[:4], theirs.numpy()[:4], rtol=1e-3, atol=1e-4)


def test_adagrad_divides_a_row_by_the_root_of_its_summed_mean_squares():
    ours = table()
    expected, squares = ours.numpy().copy(), np.zeros((V, 1))
    made = RowUpdates(ours, "adagrad")
    for ids, values in gradients():
        made.descend(ids, values, RATE, times(ids))
        gradient = summed(ids, values)
        squares += np.mean(gradient**2, axis=1, keepdims=True)
        expected[:4] -= (RATE * gradient / np.sqrt(np.maximum(squares, 1e-12)))[:4]
    np.testing.assert_allclose(ours, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "adam"])
def test_rows_that_do_not_occur_stay(optimizer):
    ours = table()
    before = ours.numpy()
    made = RowUpdates(ours, optimizer)
    for ids, values in gradients():
        made.descend(ids, values, RATE, times(ids))
    np.testing.assert_array_equal(ours[4:], before[4:])
    assert (ours.numpy()[:4] != before[:4]).all()


def test_a_rare_row_takes_its_first_adam_step_as_large_as_a_frequent_one():
    ours = tf.Variable(tf.zeros((2, 1)))
    made = RowUpdates(ours, "adam")
    for _ in range(500):
        made.descend(tf.constant([0]), tf.constant([[0.5]]), 0.0, ONCE)
    made.descend(tf.constant([0, 1]), tf.constant([[0.5], [0.5]]), RATE, ONCE)
    np.testing.assert_allclose(ours, [[-RATE], [-RATE]], rtol=1e-3)


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "adam"])
def test_a_vector_of_numbers_is_a_table_too(optimizer):
    column, numbers = tf.Variable(tf.zeros((V, 1))), tf.Variable(tf.zeros(V))
    for ids, values in gradients():
        RowUpdates(column, optimizer).descend(ids, values[:, :1], RATE, times(ids))
        RowUpdates(numbers, optimizer).descend(ids, values[:, 0], RATE, times(ids))
    np.testing.assert_allclose(column[:, 0], numbers, rtol=1e-5)


def test_max_norm_shortens_long_rows_and_only_those():
    ours = tf.Variable([[3.0, 4.0], [0.3, 0.4], [30.0, 40.0]])
    made = RowUpdates(ours, "sgd", max_norm=1.0)
    made.descend(tf.constant([0, 1]), tf.zeros((2, 2)), RATE, ONCE)
    np.testing.assert_allclose(ours, [[0.6, 0.8], [0.3, 0.4], [30.0, 40.0]], rtol=1e-5)


def test_a_row_that_occurs_often_gets_a_part_of_its_sum():
    ours = tf.Variable(tf.zeros((2, 1)))
    ids = tf.constant([0] * 40 + [1] * 2)
    RowUpdates(ours).descend(ids, tf.ones((42, 1)), RATE, times(ids))
    np.testing.assert_allclose(ours, [[-RATE * 4], [-RATE * 2]], rtol=1e-5)


def test_occurrences_are_counted_anew_in_every_step():
    counts = tf.Variable(tf.zeros(9))
    for ids in ([3, 3, 5, 3], [5, 8]):
        found = occurrences(counts, tf.constant(ids))
        np.testing.assert_array_equal(found, np.bincount(ids)[ids])
