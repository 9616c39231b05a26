import math

import numpy as np
import pytest
import tensorflow as tf

from w2vlib import (
    DivergedError,
    Settings,
    Trainer,
    UnknownWordError,
    keep_probability,
    noise_distribution,
    objectives,
)
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.objective_forms import BUILT_IN, Objective
from w2vlib.training.embedding_model import EmbeddingModel

WORLD = MiniWorld(num_sentences=6000)
SENTENCES = list(WORLD.sentences())
QUICK = {"dim": 16, "epochs": 1, "progress": False}


def small_trainer(sentences=SENTENCES[:1500], **keywords):
    return Trainer(sentences, **{**QUICK, **keywords})


@pytest.mark.slow
@pytest.mark.parametrize("objective", ["negative_sampling", "nce", "sampled_softmax", "softmax"])
def test_every_objective_learns_the_planted_analogies(objective):
    trainer = Trainer(WORLD, dim=32, epochs=5, objective=objective, progress=False).train()
    assert trainer.vectors.analogy_accuracy(WORLD.questions()) > 0.6  # chance: below 0.01
    losses = trainer.history["validation_loss"]
    assert losses[-1] < losses[0] < math.log(len(trainer.vocabulary))


@pytest.mark.slow
@pytest.mark.parametrize("objective", ["negative_sampling", "nce"])
def test_the_plain_settings_learn_nearly_all_planted_analogies(objective):
    world = MiniWorld(num_sentences=20_000)
    trainer = Trainer(world, epochs=2, objective=objective, progress=False).train()
    assert trainer.vectors.analogy_accuracy(world.questions()) >= 0.95
    assert {"blue", "green"} & {word for word, _ in trainer.vectors.neighbors("red", 9)}


# The step


def tables(model):
    return [t.numpy() for t in (model.input_table, model.output_table, model.bias)]


def model_of(objective, negatives=2, batch_size=3):
    rng = np.random.default_rng(0)
    model = EmbeddingModel(
        np.array([9, 5, 4, 2, 1]), np.full(5, 0.2), dim=4, negatives=negatives,
        batch_size=batch_size, objective=objective, seed=1,
    )  # fmt: skip
    model.set_tables(rng.normal(size=(5, 4)), rng.normal(size=(5, 4)), rng.normal(size=5))
    return model


@pytest.mark.parametrize("name", list(BUILT_IN))
def test_a_step_goes_down_the_gradient_of_the_summed_loss(name):
    model = model_of(BUILT_IN[name])
    targets, contexts = tf.constant([0, 1, 2], tf.int64), tf.constant([3, 4, 0], tf.int64)
    before = tables(model)

    def loss_at(values):
        model.set_tables(*values)
        inputs = tf.gather(model.input_table, targets)
        return float(tf.reduce_sum(model.losses(inputs, contexts, tf.constant(0, tf.int64))))

    loss_before = loss_at(before)
    loss = model.train_step(targets, contexts, 1.0, tf.constant(0, tf.int64))
    assert float(loss) == pytest.approx(loss_before, rel=1e-5)
    moved = [old - new for old, new in zip(before, tables(model), strict=True)]
    # The update is the gradient: compare with differences of the loss, entry by entry.
    for number, index in [(0, (1, 2)), (0, (3, 0)), (1, (4, 1)), (1, (0, 3)), (2, (3,))]:
        shifted = [table.astype(np.float64) for table in before]
        shifted[number][index] += 1e-2
        higher = loss_at(shifted)
        shifted[number][index] -= 2e-2
        slope = (higher - loss_at(shifted)) / 2e-2
        assert moved[number][index] == pytest.approx(slope, abs=2e-2)


def test_repeated_rows_get_the_sum_of_their_updates_up_to_a_limit():
    constant_pull = Objective("pull", "logits", lambda positive, negative: positive)
    for repeats, weight in ((1, 1), (4, 4), (16, 4)):
        model = model_of(constant_pull, batch_size=repeats)
        before_in, before_out, _ = tables(model)
        same = tf.fill((repeats,), tf.constant(2, tf.int64))
        model.train_step(same, same, 0.01, tf.constant(0, tf.int64))
        moved = before_in[2] - tables(model)[0][2]
        np.testing.assert_allclose(moved, 0.01 * weight * before_out[2], rtol=1e-4)


def test_many_steps_in_one_call_equal_single_steps():
    together, alone = (model_of(BUILT_IN["nce"]) for _ in range(2))
    rng = np.random.default_rng(3)
    targets, contexts = rng.integers(0, 5, (2, 4, 3))
    together.train_steps(targets, contexts, 0.05, 0)
    for step in range(4):
        alone.train_step(targets[step], contexts[step], 0.05, tf.constant(step, tf.int64))
    for one, other in zip(tables(together), tables(alone), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5)


def test_negatives_follow_the_noise_distribution():
    noise = np.array([0.5, 0.3, 0.2, 0.0])
    model = EmbeddingModel(
        np.array([4, 3, 2, 1]), noise, dim=2, negatives=5, batch_size=8,
        objective=BUILT_IN["negative_sampling"], seed=0,
    )  # fmt: skip
    drawn = model._draw((20_000,), tf.constant(1, tf.int64)).numpy()
    np.testing.assert_allclose(np.bincount(drawn, minlength=4) / 20_000, noise, atol=0.015)


# What is the caller's own


def test_the_callers_own_pieces_train_as_the_built_in_ones_do():
    seen = {}

    def keep(frequency, threshold):
        seen["threshold"], seen["sum"] = threshold, frequency.sum()
        return keep_probability(frequency, threshold)

    def noise(counts):
        seen["counts"] = counts
        return noise_distribution(counts)

    own = small_trainer(
        objective=objectives.nce_loss, keep_probability=keep, noise_distribution=noise, negatives=9
    ).train()
    built_in = small_trainer(objective="nce", negatives=9, batch_size=own.batch_size).train()
    assert seen["threshold"] == 1e-3 and seen["sum"] == pytest.approx(1)
    assert seen["counts"].tolist() == own.vocabulary.counts.tolist()
    # tf.nn.nce_loss and the library's own text are one loss
    np.testing.assert_allclose(own.history["loss"], built_in.history["loss"], rtol=1e-3)
    np.testing.assert_allclose(own.vectors.matrix, built_in.vectors.matrix, atol=5e-3)


def test_the_own_keep_probability_decides_which_words_are_trained():
    def only_king(frequency, threshold):
        return (np.arange(len(frequency)) == king).astype(float)

    king = small_trainer().vocabulary.index("king")
    with pytest.raises(ValueError, match="no batch of pairs"):
        small_trainer(keep_probability=only_king).train()


def test_a_numpy_objective_is_refused_before_the_text_is_read():
    class Unread:
        name = "unread"

        def sentences(self):
            raise AssertionError("read")

    with pytest.raises(TypeError, match="gradient"):
        Trainer(Unread(), objective=lambda p, n: np.zeros(3))
    with pytest.raises(TypeError, match="unknown setting 'learning'"):
        Trainer(Unread(), learning=0.1)
    with pytest.raises(ValueError, match="dim is 0"):
        Trainer(Unread(), dim=0)


def test_a_bad_noise_distribution_is_refused():
    with pytest.raises(ValueError, match="sums to"):
        small_trainer(noise_distribution=lambda counts: counts)


# The text


def test_a_text_that_is_too_short_says_how_many_words_are_needed_and_found():
    with pytest.raises(ValueError, match=r"at least 100 words are needed.* has 10 such words"):
        small_trainer([["few", "words"]] * 5)
    with pytest.raises(ValueError, match="1 different"):
        small_trainer([["same"] * 200])


def test_words_are_counted_raw_and_held_out_sentences_are_not_trained_on():
    sentences = [["alpha", "beta", "rare" + str(i)] for i in range(400)]
    secret = [["only", "here", "once"]]
    every = 50  # one sentence in 50 is held out
    for number in range(every - 1, 400, every):
        sentences[number] = secret[0]
    trainer = small_trainer(sentences, min_count=2, subsample=0)
    before = trainer.model.output_table.numpy()
    trainer.train()
    assert trainer.history["words"] == [400 * 3 - 8 * 3]
    rows = trainer.vocabulary.index(["only", "here"])
    inputs = trainer.vectors.matrix[rows]
    fresh = small_trainer(sentences, min_count=2, subsample=0).vectors.matrix[rows]
    np.testing.assert_array_equal(inputs, fresh)
    assert not np.array_equal(before, trainer.model.output_table.numpy())


def test_very_long_sentences_are_trained_whole():
    words = [str(i % 50) + "x" for i in range(30_000)]
    trainer = small_trainer([words], subsample=0).train()
    assert trainer.history["words"] == [30_000]


def test_nothing_is_held_out_on_request():
    trainer = small_trainer(validation=False).train()
    assert trainer.history["validation_loss"] == [None]
    assert trainer.history["words"] == [sum(map(len, SENTENCES[:1500]))]


# Seeds, neighbours, divergence


def test_the_seed_decides():
    first, other = (small_trainer(seed=seed).train().history["loss"] for seed in (0, 1))
    assert first != other


def test_neighbours_are_told_after_every_epoch():
    lines = []
    small_trainer(epochs=2).train(show=["the"], tell=lines.append)
    assert [line.split(" -> ")[0] for line in lines] == ["epoch 1: the", "epoch 2: the"]
    assert len(lines[0].split(",")) == 8


def test_an_unknown_word_to_show_stops_before_training():
    trainer = small_trainer()
    with pytest.raises(UnknownWordError, match="kingg"):
        trainer.train(show=["kingg"])
    assert trainer.history["loss"] == []


def test_a_loss_that_is_not_finite_stops_with_advice():
    def bad(positive_logits, negative_logits):
        return objectives.negative_sampling_loss(positive_logits, negative_logits) * math.inf

    with pytest.raises(DivergedError, match="lower learning rate"):
        small_trainer(objective=bad).train()


# Save and load


def test_an_absurd_loss_stops_as_well(monkeypatch):
    monkeypatch.setattr("w2vlib.training.lanes.Lanes.run", lambda *_: (1e6, 10.0))
    with pytest.raises(DivergedError, match="100000 nats a pair"):
        small_trainer().train()


def test_a_saved_trainer_is_loaded_with_all_it_learned(tmp_path):
    trainer = small_trainer(objective="nce", negatives=7).train()
    trainer.save(tmp_path / "model")
    names = {path.name for path in (tmp_path / "model").rglob("*") if path.is_file()}
    assert names == {"vectors.txt", "vectors.npz", "config.json", "model.npz"}
    loaded = Trainer.load(tmp_path / "model")
    assert loaded.settings == trainer.settings and loaded.objective.name == "nce"
    assert loaded.history == trainer.history
    assert loaded.vocabulary.words == trainer.vocabulary.words
    for one, other in zip(tables(loaded.model), tables(trainer.model), strict=True):
        np.testing.assert_array_equal(one, other)
    with pytest.raises(ValueError, match="corpus="):
        loaded.train()


@pytest.mark.slow
def test_a_loaded_trainer_goes_on_training(tmp_path):
    small_trainer(epochs=2).train().save(tmp_path)
    loaded = Trainer.load(tmp_path, corpus=SENTENCES[:1500]).train()
    losses = loaded.history["validation_loss"]
    assert len(losses) == 4 and losses[3] < losses[1]


def test_the_callers_own_functions_are_asked_for_on_loading(tmp_path):
    small_trainer(noise_distribution=noise_distribution).train().save(tmp_path)
    with pytest.raises(ValueError, match=r"noise_distribution=\.\.\."):
        Trainer.load(tmp_path)
    loaded = Trainer.load(tmp_path, noise_distribution=noise_distribution)
    assert loaded.history["loss"]


def test_a_folder_without_or_with_a_damaged_checkpoint_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="checkpoint"):
        Trainer.load(tmp_path)
    (tmp_path / "checkpoint").mkdir()
    (tmp_path / "checkpoint" / "model.npz").write_bytes(b"PK nonsense")
    with pytest.raises(ValueError, match="damaged"):
        Trainer.load(tmp_path)


def test_few_shared_negatives_get_a_small_batch_unless_one_is_asked_for():
    assert small_trainer(objective="nce").batch_size == 256
    assert small_trainer(objective="nce", negatives=5).batch_size == 80
    assert small_trainer(objective="nce", negatives=5, batch_size=200).batch_size == 200
    assert small_trainer(negatives=1).batch_size == 256


@pytest.mark.slow
def test_few_shared_negatives_train_as_well():
    trainer = Trainer(WORLD, dim=32, epochs=5, objective="nce", negatives=5, progress=False).train()
    assert trainer.vectors.analogy_accuracy(WORLD.questions()) > 0.6


def test_a_settings_object_and_keywords_together_are_refused():
    with pytest.raises(TypeError, match="not both"):
        Trainer(SENTENCES, Settings(), dim=5)


def test_the_softmax_needs_no_negatives_and_uses_none():
    few, many = (
        small_trainer(objective="softmax", negatives=k, deterministic=True).train() for k in (1, 50)
    )
    np.testing.assert_array_equal(few.history["loss"], many.history["loss"])
