import pytest

from w2vlib import Settings


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
        ("sampler", "zipf", "unigram, log-uniform, uniform"),
        ("schedule", "cosine", "linear, constant"),
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


def test_the_linear_schedule_falls_to_a_ten_thousandth():
    settings = Settings(learning_rate=0.1)
    rates = [settings.learning_rate_at(p) for p in (0, 0.5, 1)]
    assert rates == pytest.approx([0.1, 0.05, 1e-5])
    assert Settings(schedule="constant", learning_rate=0.1).learning_rate_at(0.9) == 0.1
