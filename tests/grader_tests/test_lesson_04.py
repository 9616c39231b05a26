"""What the drawn inputs of lesson 04 must hold, so that no wrong idea hides in them."""

import numpy as np
import pytest
import student_code

from grader_tests import registry
from grader_tests.loss_inputs import EXTREME

FORMULAS = [exercise for exercise in registry.exercises("04") if not exercise.draws]
SEEDS = range(1, 11)


def arguments(exercise, aspect: str):
    names = exercise.argument_names
    for seed in SEEDS:
        for case in exercise.cases(np.random.default_rng(seed)):
            if case.aspect == aspect:
                yield dict(zip(names, case.arguments, strict=True))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("exercise", FORMULAS, ids=lambda exercise: exercise.name)
def test_only_an_overflow_leaves_the_moderate_values_right(exercise):
    for misconception in exercise.misconceptions:
        for wrong in misconception.wrong:
            for seed in (1, 2):
                found = student_code.verdict_on(exercise, wrong, seed)
                values = next(aspect for aspect in found.aspects if aspect.name == "values")
                assert values.passed == (misconception.id == "overflow"), (misconception.id, seed)


@pytest.mark.parametrize("exercise", FORMULAS, ids=lambda exercise: exercise.name)
def test_the_hard_signs_are_always_there(exercise):
    """A true class at -1000 and a negative at +1000: there a sigmoid becomes 0."""
    for given in arguments(exercise, EXTREME):
        losses = exercise.spec(*given.values())
        if "bias" in given:
            assert {-1000, 1000} <= set(given["bias"])
            assert given["bias"][given["labels"]].min() == -1000
        else:
            assert given["positive_logits"].min() == -1000
            assert given["negative_logits"].max() == 1000
        assert np.isfinite(losses).all()
        assert losses.max() > 999


@pytest.mark.parametrize("exercise", FORMULAS, ids=lambda exercise: exercise.name)
def test_both_float_dtypes_are_drawn_and_one_call_has_one_of_them(exercise):
    for aspect in ("values", EXTREME):
        seen = set()
        for given in arguments(exercise, aspect):
            floats = {value.dtype.name for value in given.values() if value.dtype.kind == "f"}
            assert len(floats) == 1
            seen |= floats
        assert seen == {"float32", "float64"}


def test_a_label_is_always_an_accidental_hit_and_no_candidate_is_repeated():
    for given in arguments(registry.find("04.nce_loss"), "values"):
        assert set(given["labels"]) & set(given["sampled"])
        assert len(set(given["sampled"])) == len(given["sampled"])


def test_the_last_class_is_always_a_label_of_the_model_and_no_parameter_is_zero():
    exercise = registry.find("04.calculate_loss")
    for given in arguments(exercise, "values"):
        assert len(given["weights"]) - 1 in given["context_ids"]
        assert np.all(given["weights"])
        assert np.all(given["bias"])
        assert given["context_ids"].dtype == np.int64
        assert given["embeddings"].dtype == np.float32
