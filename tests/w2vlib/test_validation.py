import numpy as np
import pytest

from w2vlib import Trainer, validation_loss
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.tokens.chunk import Chunk
from w2vlib.validation import held_out_pairs


def slow_validation_loss(trainer, pairs):
    """Mean of -log p(context | target), p a softmax over the whole vocabulary, in NumPy."""
    model = trainer.model
    h, w, b = (t.numpy().astype(float) for t in (model.input_table, model.output_table, model.bias))
    total = 0.0
    for target, context in pairs:
        logits = w @ h[target] + b
        if trainer.objective.name == "negative_sampling":
            k = trainer.settings.negatives
            counts = trainer.vocabulary.counts.astype(float)
            logits = logits + np.log(k * counts**0.75 / np.sum(counts**0.75))
        logits -= logits.max()
        total -= logits[context] - np.log(np.sum(np.exp(logits)))
    return total / len(pairs)


@pytest.mark.parametrize("objective", ["negative_sampling", "nce", "softmax"])
def test_the_validation_loss_is_the_full_softmax_cross_entropy_per_pair(objective):
    trainer = Trainer(
        list(MiniWorld(num_sentences=1500).sentences()), objective=objective, negatives=4,
        dim=8, epochs=1, learning_rate=0.2, progress=False,
    ).train()  # fmt: skip
    pairs = np.random.default_rng(0).integers(0, len(trainer.vocabulary), (1500, 2))
    expected = slow_validation_loss(trainer, pairs)
    assert trainer.validation_loss(pairs) == pytest.approx(expected, rel=1e-5)


def test_an_untrained_table_gives_the_logarithm_of_the_vocabulary_size():
    loss = validation_loss(np.zeros((7, 2)), np.zeros((7, 2)), np.zeros(7), np.array([[0, 3]]))
    assert loss == pytest.approx(np.log(7))
    assert np.isnan(validation_loss(np.zeros((7, 2)), np.zeros((7, 2)), np.zeros(7), np.empty(0)))


def test_held_out_pairs_are_always_the_same_and_not_more_than_twenty_thousand():
    chunk = Chunk(np.arange(30_000, dtype=np.int32), np.zeros(30_000, dtype=np.int32), 30_000)
    first, again = (held_out_pairs(chunk, 5) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert 10_000 < len(first) <= 20_000
    assert first.max() > 29_000  # from the whole text, not its beginning


def test_cbow_is_asked_for_the_target_with_the_mean_of_its_contexts():
    sentence = np.array([0, 0, 0, 1, 2, 2], dtype=np.int32)
    asked = held_out_pairs(Chunk(np.arange(6, dtype=np.int32), sentence, 6), 1, "cbow")
    assert asked.tolist() == [[-1, 1, 0], [0, 2, 1], [1, -1, 2], [-1, 5, 4], [4, -1, 5]]
    rng = np.random.default_rng(0)
    inputs, outputs, bias = rng.normal(size=(6, 3)), rng.normal(size=(6, 3)), rng.normal(size=6)
    expected = 0.0
    for *contexts, target in asked:
        h = np.mean([inputs[c] for c in contexts if c >= 0], axis=0)
        logits = outputs @ h + bias
        expected += np.log(np.exp(logits).sum()) - logits[target]
    assert validation_loss(inputs, outputs, bias, asked) == pytest.approx(expected / 5)


def test_windows_of_cbow_hold_the_pairs_of_skip_gram():
    """The same draws of windows: each (target, context) of one is in the other."""
    rng = np.random.default_rng(1)
    ids, sentence = rng.integers(0, 9, 300), np.repeat(np.arange(30), 10)
    chunk = Chunk(ids, sentence, 300)
    pairs = sorted(held_out_pairs(chunk, 4).tolist())
    windows = held_out_pairs(chunk, 4, "cbow").tolist()
    assert sorted([row[-1], c] for row in windows for c in row[:-1] if c >= 0) == pairs
