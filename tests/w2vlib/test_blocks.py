"""The step in blocks against the plain objective: same contexts, same negatives, same gradient."""

import subprocess
import sys

import numpy as np
import pytest
import tensorflow as tf

from w2vlib import Trainer, objectives
from w2vlib.block_epochs import BlockEpochs
from w2vlib.block_layout import BLOCK, LEAST_STEPS, MOST_ROWS, lay_out, rows_for
from w2vlib.block_steps import SHARED_NEGATIVES, BlockSteps
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.embedding_model import EmbeddingModel
from w2vlib.objective_forms import BUILT_IN
from w2vlib.tokens.text import Text

V, D, WINDOW, NEGATIVES = 12, 4, 3, 5
NOISE = np.arange(1, V + 1) / np.arange(1, V + 1).sum()


def text(rng, sentences=30):
    lengths = rng.integers(1, 20, sentences)
    return rng.integers(0, V, lengths.sum()), np.repeat(np.arange(sentences), lengths)


def model(objective="negative_sampling"):
    rng = np.random.default_rng(0)
    made = EmbeddingModel(
        np.arange(1, V + 1), NOISE, dim=D, negatives=NEGATIVES, batch_size=8,
        objective=BUILT_IN[objective], seed=1,
    )  # fmt: skip
    made.set_tables(rng.normal(size=(V, D)), rng.normal(size=(V, D)), rng.normal(size=V))
    return made


def steps(made, with_bias):
    return BlockSteps(made, NOISE, WINDOW, NEGATIVES, with_bias=with_bias)


def pairs_of(rows):
    """(row, target's column, context's column) of every pair that the layout holds."""
    found = []
    for g, i in np.argwhere(rows.left + rows.right > 0):
        centre = i + WINDOW
        reach = range(centre - rows.left[g, i], centre + rows.right[g, i] + 1)
        found += [(g, i, j) for j in reach if j != centre]
    return found


# --- the layout ------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_every_token_is_a_centre_once_and_rows_overlap_by_the_window(rows):
    ids, sentence = text(np.random.default_rng(1))
    laid = lay_out(ids, sentence, WINDOW, rows, np.random.default_rng(2))
    assert laid.left.shape == laid.right.shape == (rows, laid.steps * BLOCK)
    assert laid.tokens.shape == (rows, laid.steps * BLOCK + 2 * WINDOW)
    centres = laid.tokens[:, WINDOW:-WINDOW].ravel()
    np.testing.assert_array_equal(centres[: len(ids)], ids)
    for upper, lower in zip(laid.tokens[:-1], laid.tokens[1:], strict=True):
        np.testing.assert_array_equal(upper[-2 * WINDOW :], lower[: 2 * WINDOW])


def test_windows_stop_at_sentence_ends_and_are_drawn_from_one_to_the_window():
    rng = np.random.default_rng(3)
    ids, sentence = text(rng, sentences=3000)
    laid = lay_out(ids, sentence, WINDOW, 2, rng)
    left, right = laid.left.ravel()[: len(ids)], laid.right.ravel()[: len(ids)]
    for i, (before, after) in enumerate(zip(left, right, strict=True)):
        assert sentence[i - before] == sentence[i] == sentence[i + after]
    inner = np.array([
        i for i in range(WINDOW, len(ids) - WINDOW)
        if sentence[i - WINDOW] == sentence[i + WINDOW]
    ])  # fmt: skip
    np.testing.assert_array_equal(left[inner], right[inner])
    share = np.bincount(left[inner], minlength=WINDOW + 1)[1:] / len(inner)
    np.testing.assert_allclose(share, 1 / WINDOW, atol=0.02)
    assert not laid.left.ravel()[len(ids) :].any() and not laid.right.ravel()[len(ids) :].any()


def test_short_texts_get_fewer_rows_so_that_there_are_many_steps():
    assert rows_for(10) == 1
    assert rows_for(3 * BLOCK * LEAST_STEPS) == 3
    assert rows_for(10**9) == MOST_ROWS


# --- the step --------------------------------------------------------------------------------


def naive_loss(made, laid, negatives, tables, objective):
    """The library's plain objective of every pair, with the block's negatives, k / K each."""
    input_table, output_table, bias = tables
    total = 0.0
    for g, i, j in pairs_of(laid):
        target, context = laid.tokens[g, i + WINDOW], laid.tokens[g, j]
        classes = tf.concat([[context], negatives[g]], axis=0)
        logits = tf.linalg.matvec(tf.gather(output_table, classes), input_table[target])
        if objective == "nce":
            expected = tf.constant(NEGATIVES * NOISE, tf.float32)
            logits += tf.gather(bias, classes) - tf.math.log(tf.gather(expected, classes))
        yes = objectives.negative_sampling_loss(logits[:1], tf.zeros((1, 0)))[0]
        both = objectives.negative_sampling_loss(logits[:1], logits[None, 1:])[0]
        total += yes + (both - yes) * (NEGATIVES / SHARED_NEGATIVES)
    return total


@pytest.mark.parametrize("objective", ["negative_sampling", "nce"])
def test_a_step_goes_down_the_gradient_of_the_plain_objective(objective, monkeypatch):
    made = model(objective)
    taken = steps(made, with_bias=objective == "nce")
    ids, sentence = text(np.random.default_rng(4), sentences=9)
    laid = lay_out(ids, sentence, WINDOW, 2, np.random.default_rng(5))
    laid.tokens, laid.left, laid.right = (
        laid.tokens[:, : BLOCK + 2 * WINDOW], laid.left[:, :BLOCK], laid.right[:, :BLOCK]
    )  # fmt: skip
    negatives = taken._draw(2, [7, 0]).numpy()
    tables = [tf.constant(t.numpy()) for t in (made.input_table, made.output_table, made.bias)]
    with tf.GradientTape() as tape:
        tape.watch(tables)
        expected = naive_loss(made, laid, negatives, tables, objective)
    gradients = tape.gradient(expected, tables)
    monkeypatch.setattr("w2vlib.block_steps.OCCURRENCES", 1e9)  # no row is held back
    rate = 1e-3
    loss, pairs = taken.step(
        *(tf.constant(array) for array in (laid.tokens, laid.left, laid.right)), rate, [7, 0]
    )
    assert float(pairs) == len(pairs_of(laid))
    assert float(loss) == pytest.approx(float(expected), rel=1e-4)
    after = (made.input_table, made.output_table, made.bias)
    for old, new, gradient in zip(tables, after, gradients, strict=True):
        moved = (old - new).numpy() / rate
        wanted = np.zeros(old.shape) if gradient is None else tf.convert_to_tensor(gradient)
        np.testing.assert_allclose(moved, wanted, rtol=2e-2, atol=2e-2)


def test_a_row_that_occurs_often_is_held_back():
    made = model()
    before = made.output_table.numpy()
    gradients, ids = tf.ones((40, D)), tf.constant([3] * 39 + [5])
    steps(made, False)._descend(made.output_table, ids, gradients, 0.1)
    moved = before - made.output_table.numpy()
    np.testing.assert_allclose(moved[3], 0.1 * 4.0, rtol=1e-4)
    np.testing.assert_allclose(moved[5], 0.1, rtol=1e-4)
    assert np.count_nonzero(moved.any(axis=1)) == 2


def test_many_steps_in_one_call_equal_single_steps():
    ids, sentence = text(np.random.default_rng(6), sentences=60)
    laid = lay_out(ids, sentence, WINDOW, 2, np.random.default_rng(7))
    together, alone = model(), model()
    arrays = [tf.constant(array) for array in (laid.tokens, laid.left, laid.right)]
    count = laid.steps
    assert count > 2
    many, single = steps(together, False), steps(alone, False)
    many.run(
        *arrays, tf.constant(0), tf.constant(count), tf.constant(0.1), tf.constant(0.0),
        tf.constant(9),
    )  # fmt: skip
    for number in range(count):
        block = arrays[0][:, number * BLOCK : (number + 1) * BLOCK + 2 * WINDOW]
        reach = (array[:, number * BLOCK : (number + 1) * BLOCK] for array in arrays[1:])
        single.step(block, *reach, 0.1 * (1 - number / count), [9, number])
    np.testing.assert_allclose(together.input_table, alone.input_table, rtol=1e-4, atol=1e-6)


def test_negatives_follow_the_noise_distribution():
    drawn = steps(model(), False)._draw(2000, [1, 2]).numpy()
    share = np.bincount(drawn.ravel(), minlength=V) / drawn.size
    np.testing.assert_allclose(share, NOISE, atol=0.01)


# --- a whole text ----------------------------------------------------------------------------


def test_an_epoch_tells_all_words_and_lowers_the_rate():
    world = MiniWorld(num_sentences=3000)
    trainer = Trainer(world, dim=16, epochs=1, progress=False)
    store = Text(world, vocabulary=trainer.vocabulary, hold_out=False).training
    taken = BlockSteps(trainer.model, trainer.noise, 5, 5, with_bias=False)
    asked = []

    def rate_at(share):
        asked.append(share)
        return 0.05

    epochs = BlockEpochs(store, taken, trainer.keep, trainer.settings)
    told = list(epochs.epoch(0, rate_at))
    assert sum(words for words, _, _ in told) == store.words
    assert asked == sorted(asked) and asked[0] == 0 and asked[-1] == pytest.approx(1)
    assert told[-1][1] / told[-1][2] < told[0][1] / told[0][2]


@pytest.mark.slow
def test_a_long_text_is_learned_in_blocks_and_a_short_one_in_pairs():
    world = MiniWorld(num_sentences=400_000)
    trainer = Trainer(world, epochs=1, dim=32, progress=False)
    assert trainer.in_blocks
    trainer.train()
    assert trainer.vectors.analogy_accuracy(world.questions()) >= 0.95
    assert not Trainer(MiniWorld(num_sentences=3000), progress=False).in_blocks


TWICE = """
import numpy as np
from w2vlib import Trainer
from w2vlib.corpora.miniworld import MiniWorld
told = {"epochs": 1, "dim": 8, "validation": False, "progress": False}
world = MiniWorld(num_sentences=400_000)
runs = [Trainer(world, deterministic=True, **told).train() for _ in range(2)]
first, second = (run.vectors.matrix for run in runs)
print(runs[0].in_blocks, np.array_equal(first, second))
"""


@pytest.mark.slow
def test_a_deterministic_run_in_blocks_gives_the_same_vectors_bit_for_bit():
    """In a process of its own: determinism is switched on for a whole process."""
    done = subprocess.run([sys.executable, "-c", TWICE], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "True"], done.stderr
