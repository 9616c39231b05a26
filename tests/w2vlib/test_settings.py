import pytest

from w2vlib import Settings
from w2vlib.settings import OPTIMIZERS
from w2vlib.training.schedules import schedule


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("dim", 0, "1 or more"),
        ("dim", 2.5, "whole number"),
        ("window", -1, "1 or more"),
        ("epochs", True, "whole number"),
        ("negatives", 0, "1 or more"),
        ("batch_size", "many", "whole number"),
        ("seed", -1, "0 or more"),
        ("learning_rate", 0, "above 0"),
        ("learning_rate", float("nan"), "above 0"),
        ("subsample", -0.1, "from 0 to 1"),
        ("subsample", 85, "from 0 to 1"),
        ("sampler", "zipf", "unigram, log-uniform, uniform, adaptive"),
        ("schedule", "steps", "linear, exponential, cosine, cosine-restarts, cyclical, constant"),
        ("architecture", "glove", "skip-gram, cbow"),
        ("optimizer", "adamw", "sgd, adagrad, adam"),
        ("precision", "int8", "float32, bfloat16, float16"),
        ("max_norm", 0, "above 0"),
        ("subsample_rule", "none", "word2vec, published, percentile"),
        ("power", "high", "from 0 to 10"),
    ],
)
def test_a_wrong_setting_names_its_value_and_what_is_allowed(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name} is .*{allowed}") as error:
        Settings(**{name: value})
    assert repr(value) in str(error.value)


def test_the_threshold_of_subsampling_depends_on_the_rule():
    assert Settings().subsample_threshold == 1e-3
    assert Settings(subsample_rule="percentile").subsample_threshold == 85
    assert Settings(subsample_rule="percentile", subsample=60).subsample_threshold == 60
    assert Settings(subsample=0).subsample_threshold == 0


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"architecture": "cbow"}, "architecture 'cbow'"),
        ({"precision": "float16"}, "precision 'float16'"),
        ({"sampler": "adaptive"}, "the adaptive sampler"),
    ],
)
def test_what_needs_blocks_does_not_go_with_a_batch_size(told, named):
    with pytest.raises(ValueError, match=f"{named} does not go with batch_size"):
        Settings(batch_size=64, **told)


def test_every_optimizer_has_a_rate_of_its_own():
    rates = {name: Settings(optimizer=name).learning_rates()(0) for name in OPTIMIZERS}
    assert rates == pytest.approx(OPTIMIZERS)
    assert Settings(optimizer="adam", learning_rate=0.5).learning_rates()(0) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("constant", {0: 1, 0.5: 1, 1: 1}),
        ("linear", {0: 1, 0.5: 0.50005, 1: 1e-4}),
        ("exponential", {0: 1, 0.5: 1e-2, 1: 1e-4}),
        ("cosine", {0: 1, 0.25: 0.85356, 0.5: 0.50005, 1: 1e-4}),
        ("cosine-restarts", {0: 1, 0.125: 0.50005, 0.2499: 1e-4, 0.26: 0.9962, 1: 1e-4}),
        ("cyclical", {0: 0.1, 0.0625: 0.55, 0.125: 1, 0.25: 0.1, 1: 0.1}),
    ],
)
def test_schedules(name, at):
    rate = schedule(name, 2.0)
    assert {done: rate(done) / 2 for done in at} == pytest.approx(at, rel=2e-3, abs=2e-5)
