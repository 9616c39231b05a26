"""Which of TensorFlow's warnings are kept away, and that the others are not."""

import logging

import pytest

import w2vlib.quiet

ADVICE = "5 out of the last 19 calls to <function {} at 0x1> triggered tf.function retracing."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ADVICE.format("BlockSteps.run"), False),
        (ADVICE.format("EmbeddingModel._train_steps"), False),
        (ADVICE.format("my_own_step"), True),
        ("BlockSteps.run has no gradient", True),
    ],
)
def test_only_the_advice_about_the_steps_of_trainers_is_kept_away(text, told):
    record = logging.LogRecord("tensorflow", logging.WARNING, "", 0, text, (), None)
    assert w2vlib.quiet.no_advice_about_trainers(record) == told
    assert bool(logging.getLogger("tensorflow").filter(record)) == told


def test_the_names_in_the_filter_are_those_of_the_steps():
    from w2vlib.training.block_steps import BlockSteps
    from w2vlib.training.embedding_model import EmbeddingModel

    functions = BlockSteps.run.python_function, EmbeddingModel._train_steps
    assert [function.__qualname__ for function in functions] == list(w2vlib.quiet._STEPS)
