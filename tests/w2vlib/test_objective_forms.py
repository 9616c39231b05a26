import numpy as np
import pytest
import tensorflow as tf

from w2vlib import objectives
from w2vlib.objective_forms import as_objective


def test_built_in_objectives_go_by_name():
    forms = {"negative_sampling": "logits", "nce": "candidates", "softmax": "full"}
    for name, form in forms.items():
        assert as_objective(name).form == form
    with pytest.raises(ValueError, match="negative_sampling, nce, sampled_softmax, softmax"):
        as_objective("hinge")


@pytest.mark.parametrize(
    ("loss", "form"),
    [
        (objectives.negative_sampling_loss, "logits"),
        (objectives.full_softmax_loss, "full"),
        (objectives.full_sigmoid_loss, "full"),
        (objectives.nce_loss, "candidates"),
        (objectives.sampled_softmax_loss, "candidates"),
    ],
)
def test_every_loss_of_the_library_can_be_given_as_a_function(loss, form):
    assert as_objective(loss).form == form


def test_the_number_of_parameters_decides_if_the_names_are_others():
    assert as_objective(lambda p, n: objectives.negative_sampling_loss(p, n)).form == "logits"
    assert as_objective(lambda w, b, y, x: objectives.full_softmax_loss(w, b, y, x)).form == "full"


def test_known_names_in_another_order_are_put_right():
    def swapped(negative_logits, positive_logits):
        return objectives.negative_sampling_loss(positive_logits, negative_logits)

    positive, negative = tf.constant([1.0]), tf.constant([[2.0, 3.0]])
    np.testing.assert_allclose(
        as_objective(swapped).loss(positive, negative),
        objectives.negative_sampling_loss(positive, negative),
    )


def test_another_signature_lists_the_three_forms():
    with pytest.raises(TypeError) as error:
        as_objective(lambda a, b, c: a)
    for form in (
        "(positive_logits, negative_logits)",
        "(weights, bias, labels, inputs)",
        "(weights, bias, labels, inputs, sampled, true_expected, sampled_expected)",
    ):
        assert form in str(error.value)


def numpy_loss(positive_logits, negative_logits):
    return np.log1p(np.exp(-np.asarray(positive_logits))) + np.sum(np.asarray(negative_logits), 1)


def wrapped_numpy_loss(positive_logits, negative_logits):
    return tf.constant(numpy_loss(positive_logits, negative_logits))


def half_numpy_loss(positive_logits, negative_logits):
    return tf.nn.softplus(-positive_logits) + np.sum(np.asarray(negative_logits), 1)


@pytest.mark.parametrize("loss", [numpy_loss, wrapped_numpy_loss, half_numpy_loss])
def test_a_numpy_loss_is_refused_because_it_has_no_gradient(loss):
    with pytest.raises(TypeError, match=r"no gradient .*negative_logits.*TensorFlow functions"):
        as_objective(loss)


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (lambda p, n: None, "forget `return`"),
        (lambda p, n: tf.reduce_mean(objectives.negative_sampling_loss(p, n)), r"shape \(B,\)"),
        (lambda p, n: 1 / 0, "failed on a small batch.*ZeroDivisionError"),
    ],
)
def test_other_mistakes_have_their_own_messages(loss, message):
    with pytest.raises(TypeError, match=message):
        as_objective(loss)
