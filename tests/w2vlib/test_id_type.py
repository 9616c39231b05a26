"""What is known about a GPU without having one: which types would leave it."""

import numpy as np
import pytest
import tensorflow as tf

from w2vlib.objective_forms import BUILT_IN
from w2vlib.training import block_steps, noise_table
from w2vlib.training.embedding_model import EmbeddingModel

V, WINDOW = 12, 3
NOISE = np.full(V, 1 / V)


def graph_of_a_step(objective, architecture, optimizer):
    model = EmbeddingModel(
        np.arange(1, V + 1), NOISE, dim=4, negatives=5, batch_size=8,
        objective=BUILT_IN[objective], seed=1, optimizer=optimizer,
    )  # fmt: skip
    noise = noise_table.NoiseTable(NOISE)
    steps = block_steps.BlockSteps(model, noise, WINDOW, architecture)
    kind = block_steps.id_type()
    spec = tf.TensorSpec((2, 1000), kind)
    counts = steps.new_counts()

    @tf.function
    def step(tokens, left, right, noise_ids, start):
        block = tf.slice(tokens, [0, start], [-1, steps.centres + 2 * WINDOW])
        sides = (tf.slice(side, [0, start], [-1, steps.centres]) for side in (left, right))
        return steps.step(block, *sides, noise_ids, counts, 0.05, [1, 2], tf.constant(True))

    ids, start = tf.TensorSpec((None,), kind), tf.TensorSpec((), tf.int32)
    return step.get_concrete_function(spec, spec, spec, ids, start).graph


def matrices_of_int32(graph):
    """Tensors that TensorFlow would keep, slice and compare in the memory of the host."""
    return [
        out.name
        for operation in graph.get_operations()
        for out in operation.outputs
        if out.dtype == tf.int32 and (out.shape.rank is None or out.shape.rank >= 2)
    ]


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize("objective", ["negative_sampling", "sampled_softmax", "softmax"])
def test_with_a_gpu_no_ids_of_a_step_are_int32(objective, architecture, optimizer, monkeypatch):
    for module in (block_steps, noise_table):
        monkeypatch.setattr(module, "id_type", lambda: tf.int64)
    assert matrices_of_int32(graph_of_a_step(objective, architecture, optimizer)) == []


def test_without_a_gpu_ids_take_half_the_room():
    assert matrices_of_int32(graph_of_a_step("softmax", "skip-gram", "sgd"))
