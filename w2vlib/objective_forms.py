"""The three forms an objective may have, and how a caller's own function is recognised."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import tensorflow as tf

from w2vlib import objectives
from w2vlib.settings import OBJECTIVES

# Form -> its parameters. A function has a form if it has these names, or as many parameters.
FORMS = {
    "logits": ("positive_logits", "negative_logits"),
    "full": ("weights", "bias", "labels", "inputs"),
    "candidates": (
        *("weights", "bias", "labels", "inputs"),
        *("sampled", "true_expected", "sampled_expected"),
    ),
}


@dataclass(frozen=True)
class Objective:
    """A loss per pair `(B,)`.

    Attributes:
        name: of a built-in objective, or of the caller's function.
        form: "logits", "full" or "candidates": which parameters `loss` takes, in that order.
        loss: the function.
    """

    name: str
    form: str
    loss: Callable[..., tf.Tensor]


def tensorflow_nce_loss(
    weights: tf.Tensor,
    bias: tf.Tensor,
    labels: tf.Tensor,
    inputs: tf.Tensor,
    sampled: tf.Tensor,
    true_expected: tf.Tensor,
    sampled_expected: tf.Tensor,
) -> tf.Tensor:
    """`objectives.nce_loss`, computed by TensorFlow's own `tf.nn.nce_loss`; `(B,)`."""
    return tf.nn.nce_loss(
        weights=weights,
        biases=bias,
        labels=labels[:, None],  # (B, 1)
        inputs=inputs,
        num_sampled=tf.shape(sampled)[0],
        num_classes=tf.shape(weights)[0],
        sampled_values=(sampled, true_expected[:, None], sampled_expected),
    )


BUILT_IN = {
    "negative_sampling": Objective(
        "negative_sampling", "logits", objectives.negative_sampling_loss
    ),
    "nce": Objective("nce", "candidates", tensorflow_nce_loss),
    "sampled_softmax": Objective("sampled_softmax", "candidates", objectives.sampled_softmax_loss),
    "softmax": Objective("softmax", "full", objectives.full_softmax_loss),
}


def as_objective(objective: str | Callable) -> Objective:
    """A built-in objective by name, or the caller's own loss, tried on a tiny batch.

    Raises:
        ValueError: an unknown name.
        TypeError: a function of another form, or one that TensorFlow cannot differentiate.
    """
    if isinstance(objective, str):
        if objective not in BUILT_IN:
            raise ValueError(
                f"objective is {objective!r}; it must be one of {', '.join(OBJECTIVES)}, "
                "or your own function"
            )
        return BUILT_IN[objective]
    if not callable(objective):
        raise TypeError(f"objective is {objective!r}; give a name or a function")
    name = getattr(objective, "__name__", type(objective).__name__)
    form, loss = _recognise(objective, name)
    _try_out(form, loss, name)
    return Objective(name, form, loss)


def _recognise(function: Callable, name: str) -> tuple[str, Callable]:
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    needed = [p.name for p in parameters if p.default is p.empty and p.kind in positional]
    required = [p.name for p in parameters if p.default is p.empty and p.kind not in positional]
    for form, names in FORMS.items():
        if set(needed) == set(names) and needed != list(names):  # the right names in another order
            return form, lambda *values, names=names: function(
                **dict(zip(names, values, strict=True))
            )
        if len(needed) == len(names) and not required:
            return form, function
    forms = "\n".join(f"  ({', '.join(names)})" for names in FORMS.values())
    raise TypeError(
        f"the objective {name}({', '.join(p.name for p in parameters)}) has none of the three "
        f"forms that can be trained:\n{forms}"
    )


def _try_out(form: str, loss: Callable, name: str) -> None:
    """Calls the loss once on 3 pairs, 5 classes and 2 negatives, and asks for its gradients."""
    rng = tf.random.Generator.from_seed(0)
    weights, bias = rng.normal((5, 4)), rng.normal((5,))
    inputs = rng.normal((3, 4))
    labels, sampled = tf.constant([0, 4, 2], tf.int64), tf.constant([1, 3], tf.int64)
    if form == "logits":
        arguments = [rng.normal((3,)), rng.normal((3, 2))]
        learned = dict(zip(FORMS[form], arguments, strict=True))
    else:
        arguments = [weights, bias, labels, inputs]
        learned = {"weights": weights, "inputs": inputs}
        if form == "candidates":
            arguments += [sampled, tf.constant([0.5, 0.1, 0.2]), tf.constant([0.4, 0.3])]
    with tf.GradientTape() as tape:
        tape.watch(list(learned.values()))
        try:
            answer = loss(*arguments)
        except Exception as error:
            raise TypeError(
                f"the objective {name} failed on a small batch of tensors: "
                f"{type(error).__name__}: {error}"
            ) from error
        if answer is None:
            raise TypeError(f"the objective {name} returned None; did you forget `return`?")
        is_tensor = isinstance(answer, tf.Tensor)
        total = tf.reduce_sum(answer) if is_tensor else None
    gradients = tape.gradient(total, learned) if is_tensor else dict.fromkeys(learned)
    without = [key for key, gradient in gradients.items() if gradient is None]
    if without:
        raise TypeError(
            f"the objective {name} has no gradient with respect to {' and '.join(without)}, so "
            "nothing can be learned from it. NumPy and .numpy() give numbers that TensorFlow "
            "cannot differentiate: use TensorFlow functions (tf.reduce_sum for np.sum, "
            "tf.math.log for np.log, tf.gather for indexing)"
        )
    if answer.shape != (3,):
        raise TypeError(
            f"the objective {name} returned shape {tuple(answer.shape)} for 3 pairs; it must "
            "return one loss per pair, shape (B,): leave the sum or mean over the batch out"
        )
