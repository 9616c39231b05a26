"""The step in blocks against the plain objective: same contexts, same negatives, same gradient."""

import numpy as np
import pytest
import tensorflow as tf

from tests.most_wait import most_wait
from w2vlib import Trainer, objectives
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.objective_forms import BUILT_IN
from w2vlib.tokens.text import Text
from w2vlib.training.block_epochs import BlockEpochs
from w2vlib.training.block_layout import LEAST_STEPS, Rows, lay_out, rows_for
from w2vlib.training.block_steps import BlockSteps
from w2vlib.training.embedding_model import EmbeddingModel
from w2vlib.training.lanes import Lanes
from w2vlib.training.noise_table import NoiseTable

V, D, WINDOW, NEGATIVES = 12, 4, 3, 5
BLOCK = 64
NOISE = np.arange(1, V + 1) / np.arange(1, V + 1).sum()


def text(rng, sentences=30):
    lengths = rng.integers(1, 20, sentences)
    return rng.integers(0, V, lengths.sum()), np.repeat(np.arange(sentences), lengths)


def model(objective="negative_sampling", **more):
    rng = np.random.default_rng(0)
    made = EmbeddingModel(
        np.arange(1, V + 1), NOISE, dim=D, negatives=NEGATIVES, batch_size=8,
        objective=BUILT_IN[objective], seed=1, **more,
    )  # fmt: skip
    made.set_tables(rng.normal(size=(V, D)), rng.normal(size=(V, D)), rng.normal(size=V))
    return made


def steps(made, architecture="skip-gram", **more):
    return BlockSteps(made, NoiseTable(NOISE), WINDOW, architecture, **more)


def one_step(taken, rows=2, sentences=9):
    """A layout for one step."""
    ids, sentence = text(np.random.default_rng(4), sentences)
    laid = lay_out(ids, sentence, WINDOW, rows, taken.centres, np.random.default_rng(5))
    tokens = laid.tokens[:, : taken.centres + 2 * WINDOW]
    left, right = (side[:, : taken.centres] for side in (laid.left, laid.right))
    return Rows(tokens, left, right, taken.centres)


def tensors(taken, rows):
    """What a step reads: the text, the noise, a place to count in."""
    return [*taken.place(rows), taken.noise.ids, taken.new_counts()]


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
    laid = lay_out(ids, sentence, WINDOW, rows, BLOCK, np.random.default_rng(2))
    assert laid.left.shape == laid.right.shape == (rows, laid.steps * BLOCK)
    assert laid.tokens.shape == (rows, laid.steps * BLOCK + 2 * WINDOW)
    centres = laid.tokens[:, WINDOW:-WINDOW].ravel()
    np.testing.assert_array_equal(centres[: len(ids)], ids)
    for upper, lower in zip(laid.tokens[:-1], laid.tokens[1:], strict=True):
        np.testing.assert_array_equal(upper[-2 * WINDOW :], lower[: 2 * WINDOW])


def test_windows_stop_at_sentence_ends_and_are_drawn_from_one_to_the_window():
    rng = np.random.default_rng(3)
    ids, sentence = text(rng, sentences=3000)
    laid = lay_out(ids, sentence, WINDOW, 2, BLOCK, rng)
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
    assert rows_for(10, BLOCK, most=8) == 1
    assert rows_for(3 * BLOCK * LEAST_STEPS, BLOCK, most=8) == 3
    assert rows_for(10**9, BLOCK, most=8) == 8
    assert rows_for(10**9, BLOCK, most=24, parts=3) == 24
    assert rows_for(7 * BLOCK * LEAST_STEPS, BLOCK, most=24, parts=2) == 6
    assert rows_for(10, BLOCK, most=24, parts=3) == 3


def test_parts_share_the_rows_out():
    ids, sentence = text(np.random.default_rng(1))
    laid = lay_out(ids, sentence, WINDOW, 6, BLOCK, np.random.default_rng(2))
    parts = [laid.part(number, 3) for number in range(3)]
    assert {part.steps for part in parts} == {laid.steps}
    rows = [row.tolist() for part in parts for row in part.tokens]
    assert sorted(rows) == sorted(laid.tokens.tolist())


# --- the step --------------------------------------------------------------------------------


def asked(laid, architecture):
    """(row, columns whose mean is the input, column of the class) of every question."""
    if architecture == "skip-gram":
        return [(g, [i + WINDOW], j) for g, i, j in pairs_of(laid)]
    contexts = {}
    for g, i, j in pairs_of(laid):
        contexts.setdefault((g, i), []).append(j)
    return [(g, columns, i + WINDOW) for (g, i), columns in contexts.items()]


def plain_loss(laid, candidates, tables, objective, architecture):
    """The loss of every question by TensorFlow's own function, with the same candidates."""
    input_table, output_table, bias = tables
    expected = tf.constant(NEGATIVES * NOISE, tf.float32)
    total = 0.0
    for g, columns, j in asked(laid, architecture):
        inputs = tf.reduce_mean(tf.gather(input_table, laid.tokens[g, columns]), 0)[None]  # (1, D)
        label = tf.constant([[laid.tokens[g, j]]], tf.int64)
        drawn = tf.constant(candidates[g], tf.int64)
        counts = (drawn, tf.gather(expected, label), tf.gather(expected, drawn))
        told = {
            "weights": output_table, "biases": bias, "labels": label, "inputs": inputs,
            "num_sampled": len(drawn), "num_classes": V, "sampled_values": counts,
        }  # fmt: skip
        if objective == "softmax":
            logits = tf.matmul(inputs, output_table, transpose_b=True) + bias
            total += tf.nn.sparse_softmax_cross_entropy_with_logits(label[0], logits)[0]
        elif objective == "sampled_softmax":
            total += tf.nn.sampled_softmax_loss(**told)[0]
        else:
            if objective == "negative_sampling":  # neither bias nor expected counts
                ones = (drawn, tf.ones((1, 1)), tf.ones(len(drawn)))
                told |= {"biases": tf.zeros(V), "sampled_values": ones}
            # tf.nn.nce_loss counts every candidate as one; here K of them stand for k draws.
            both = tf.nn.nce_loss(**told)[0]
            (own, log_expected) = (told["biases"], tf.math.log(told["sampled_values"][1][0, 0]))
            logit = tf.tensordot(inputs[0], output_table[label[0, 0]], 1) + own[label[0, 0]]
            pair = tf.nn.softplus(log_expected - logit)
            total += pair + (both - pair) * NEGATIVES / len(drawn)
    return total


@pytest.mark.slow
@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize("objective", ["negative_sampling", "nce", "sampled_softmax", "softmax"])
def test_a_step_goes_down_the_gradient_of_tensorflows_loss(objective, architecture, monkeypatch):
    made = model(objective)
    taken = steps(made, architecture)
    laid = one_step(taken, sentences=4)
    if objective == "sampled_softmax":  # TensorFlow removes only one hit of a repeated candidate
        different = np.stack([np.random.default_rng(g).permutation(V)[:NEGATIVES] for g in (0, 1)])
        monkeypatch.setattr(taken, "_candidates", lambda *_: tf.constant(different, tf.int32))
    candidates = taken._candidates(taken.noise.ids, 2, [7, 0]).numpy()
    tables = [tf.constant(t.numpy()) for t in (made.input_table, made.output_table, made.bias)]
    with tf.GradientTape() as tape:
        tape.watch(tables)
        expected = plain_loss(laid, candidates, tables, objective, architecture)
    gradients = tape.gradient(expected, tables)
    monkeypatch.setattr("w2vlib.training.row_updates.OCCURRENCES", 1e9)  # no row is held back
    rate = 1e-3
    loss, pairs = taken.step(*tensors(taken, laid), rate, [7, 0])
    assert float(pairs) == len(asked(laid, architecture))
    assert float(loss) == pytest.approx(float(expected), rel=1e-4)
    after = (made.input_table, made.output_table, made.bias)
    for old, new, gradient in zip(tables, after, gradients, strict=True):
        moved = (old - new).numpy() / rate
        wanted = np.zeros(old.shape) if gradient is None else tf.convert_to_tensor(gradient)
        np.testing.assert_allclose(moved, wanted, rtol=2e-2, atol=2e-2)


@pytest.mark.parametrize("objective", ["negative_sampling", "nce", "sampled_softmax", "softmax"])
@pytest.mark.parametrize("size", [1.0, 1000.0])
def test_logits_of_any_size_give_finite_slopes(objective, size):
    taken = steps(model(objective)).objective
    rng = np.random.default_rng(8)
    true, other = (tf.constant(size * rng.normal(size=(2, 4, n)), tf.float32) for n in (6, 5))
    is_true = tf.constant(rng.random((2, 4, 6)) < 0.4, tf.float32)
    pairs = tf.reduce_sum(is_true, axis=2, keepdims=True)
    differs = tf.constant(rng.random((2, 6, 5)) < 0.9, tf.float32)
    parts = true, other, is_true, pairs, differs
    assert all(np.isfinite(slope).all() for slope in taken.slopes(*parts))
    assert np.isfinite(taken.loss(*parts))


@pytest.mark.parametrize("precision", ["bfloat16", "float16"])
def test_low_precision_moves_the_tables_nearly_as_float32_does(precision):
    moved = []
    for name in ("float32", precision):
        made = model()
        before = made.input_table.numpy()
        taken = steps(made, precision=name)
        taken.step(*tensors(taken, one_step(taken)), 0.01, [7, 0])
        assert made.input_table.dtype == tf.float32
        moved.append((made.input_table.numpy() - before).ravel())
    assert np.corrcoef(*moved)[0, 1] > 0.999
    assert not np.array_equal(*moved)


def test_a_step_that_overflows_float16_is_skipped_and_the_scale_halved():
    made = model()
    taken = steps(made, precision="float16")
    taken._scale._factor.assign(2.0**30)
    before = made.input_table.numpy()
    taken.step(*tensors(taken, one_step(taken)), 0.01, [7, 0])
    np.testing.assert_array_equal(made.input_table, before)
    assert taken._scale._factor.numpy() == 2.0**12  # never more than that
    for _ in range(12):
        taken.step(*tensors(taken, one_step(taken)), 0.01, [7, 0])
    assert np.isfinite(made.input_table).all()
    assert not np.array_equal(made.input_table, before)


@pytest.mark.parametrize(("largest_share", "weight"), [(0.01, 1), (0.1, 2)])
@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_rows_are_held_back_by_how_often_they_occur_in_the_step(
    architecture, largest_share, weight, monkeypatch
):
    taken = steps(model(), architecture, largest_share=largest_share)
    told = []
    for update in taken.model.updates.values():
        monkeypatch.setattr(update, "descend", lambda *given: told.append(given))
    text = tensors(taken, one_step(taken))
    for number in range(2):  # nothing is left of the first step's counts
        told.clear()
        taken.step(*text, 0.1, [number, 0])
        assert [len(ids) for ids, *_ in told][1:] == [
            2 * (taken.centres if architecture == "cbow" else taken.centres + 2 * WINDOW),
            2 * taken.candidates,
        ]
        for ids, _, _, times in told:
            found = np.bincount(ids, minlength=V)
            np.testing.assert_array_equal(times, weight * found[ids])


def test_many_steps_in_one_call_equal_single_steps():
    ids, sentence = text(np.random.default_rng(6), sentences=60)
    together, alone = model(), model()
    many, single = steps(together), steps(alone)
    size = single.centres
    laid = lay_out(ids, sentence, WINDOW, 2, size, np.random.default_rng(7))
    *arrays, table, counts = tensors(single, laid)
    count = laid.steps
    assert count > 2
    many.run(
        *arrays, table, counts, tf.constant(0), tf.constant(count), tf.constant(0.1),
        tf.constant(0.0), tf.constant(9),
    )  # fmt: skip
    for number in range(count):
        block = arrays[0][:, number * size : (number + 1) * size + 2 * WINDOW]
        reach = (array[:, number * size : (number + 1) * size] for array in arrays[1:])
        single.step(block, *reach, table, counts, 0.1 * (1 - number / count), [9, number])
    np.testing.assert_allclose(together.input_table, alone.input_table, rtol=1e-4, atol=1e-6)


def test_negatives_follow_the_noise_distribution():
    drawn = steps(model())._candidates(NoiseTable(NOISE).ids, 2000, [1, 2]).numpy()
    share = np.bincount(drawn.ravel(), minlength=V) / drawn.size
    np.testing.assert_allclose(share, NOISE, atol=0.01)


# --- a whole text ----------------------------------------------------------------------------


@pytest.mark.slow
def test_an_epoch_tells_all_words_and_lowers_the_rate():
    world = MiniWorld(num_sentences=60_000)
    trainer = Trainer(world, dim=16, epochs=1, progress=False)
    store = Text(world, vocabulary=trainer.vocabulary, hold_out=False).training
    taken = Lanes(BlockSteps(trainer.model, NoiseTable(trainer.noise), 5), 2)
    shares = []

    def rate_at(share):
        shares.append(share)
        return 0.05

    epochs = BlockEpochs(
        store, taken, trainer.vocabulary.counts, trainer.keep, trainer.settings
    )  # fmt: skip
    told = list(epochs.epoch(0, rate_at))
    assert sum(words for words, _, _ in told) == store.words
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == pytest.approx(1)
    assert told[-1][1] / told[-1][2] < 0.6 * 6 * np.log(2)  # of a pair and 5 negatives at first


WAYS = {  # those that learn more slowly get more epochs
    "nce": {"objective": "nce"},
    "sampled_softmax": {"objective": "sampled_softmax"},
    "softmax": {"objective": "softmax"},
    "cbow": {"architecture": "cbow", "epochs": 7},
    "cbow-softmax": {"architecture": "cbow", "objective": "softmax", "epochs": 4},
    "adagrad": {"optimizer": "adagrad", "epochs": 4},
    "adam": {"optimizer": "adam", "epochs": 7},
    "max_norm": {"max_norm": 2.0},
    "adaptive": {"sampler": "adaptive"},
    "bfloat16": {"precision": "bfloat16"},
    "float16": {"precision": "float16"},
    "cosine-restarts": {"schedule": "cosine-restarts"},
    "cyclical": {"schedule": "cyclical"},
}
FEW = ("nce", "cbow-softmax", "max_norm")


@pytest.mark.slow
@pytest.mark.parametrize("way", most_wait(WAYS, FEW))
def test_every_way_to_train_learns_the_planted_analogies(way):
    told = WAYS[way]
    world = MiniWorld(num_sentences=20_000)
    trainer = Trainer(world, dim=50, progress=False, **{"epochs": 3, **told})
    assert trainer.in_blocks
    trainer.train()
    assert trainer.vectors.analogy_accuracy(world.questions()) >= 0.95
    if "max_norm" in told:
        assert np.linalg.norm(trainer.vectors.matrix, axis=1).max() <= 2.0001


def test_objectives_of_ones_own_and_batches_by_request_are_learned_in_pairs():
    world = MiniWorld(num_sentences=3000)
    assert Trainer(world, progress=False).in_blocks
    assert not Trainer(world, batch_size=64, progress=False).in_blocks
    own = Trainer(world, objective=objectives.nce_loss, progress=False)
    assert not own.in_blocks


@pytest.mark.slow
def test_a_deterministic_run_in_blocks_gives_the_same_vectors_bit_for_bit():
    world = MiniWorld(num_sentences=40_000)
    told = {"epochs": 2, "dim": 8, "validation": False, "progress": False, "deterministic": True}
    first, second = (Trainer(world, **told).train() for _ in range(2))
    assert first.in_blocks
    np.testing.assert_array_equal(first.vectors.matrix, second.vectors.matrix)


def test_after_a_deterministic_run_operations_may_be_random_again():
    told = {"epochs": 1, "dim": 8, "progress": False, "deterministic": True}
    Trainer(MiniWorld(num_sentences=1000), **told).train()
    assert np.isfinite(tf.random.uniform([3])).all()  # without a seed
