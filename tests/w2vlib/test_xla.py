"""XLA compiles all that the training does on the device, and comes to the same tables."""

import numpy as np
import pytest
import tensorflow as tf

from tests.w2vlib.test_blocks import model, one_step, steps, tensors


@pytest.mark.slow
@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize("objective", ["negative_sampling", "nce", "sampled_softmax", "softmax"])
def test_the_compiled_step_learns_the_same(objective, architecture):
    tables, told = [], []
    for compiled in (False, True):
        made = model(objective)
        taken = steps(made, architecture)
        text = tensors(taken, one_step(taken))

        def step(*text, taken=taken):
            return taken.step(*text, 0.05, [7, 0], with_loss=tf.constant(True))

        told.append([float(x) for x in tf.function(step, jit_compile=compiled)(*text)])
        tables.append([table.numpy() for table in made.tables])
    np.testing.assert_allclose(*told, rtol=1e-4)
    for plain, compiled in zip(*tables, strict=True):
        np.testing.assert_allclose(compiled, plain, rtol=1e-3, atol=1e-4)


def test_many_steps_compile_as_one_program():
    tables = []
    for compiled in (False, True):
        made = model()
        taken = steps(made)
        rows = one_step(taken)
        text = [tf.tile(x, [1, 3]) for x in taken.place(rows)]
        run = tf.function(taken.run.python_function, jit_compile=compiled)
        numbers = [tf.constant(x) for x in (0, 3, 0.05, 0.01, 7)]
        run(*text, taken.noise.ids, taken.new_counts(), *numbers)
        tables.append(made.input_table.numpy())
    np.testing.assert_allclose(tables[1], tables[0], rtol=1e-3, atol=1e-4)
