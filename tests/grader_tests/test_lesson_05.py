"""What the drawn inputs of lesson 05 must hold, so that no wrong idea hides in them."""

import numpy as np
import pytest
import student_code
import tensorflow as tf

from grader_tests import exercise_05_rows, registry
from grader_tests.answering import answer_cases
from grader_tests.exercise_05_sampled_softmax import HITS
from grader_tests.loss_inputs import EXTREME
from w2vlib import objectives

FULL, SAMPLED = (registry.find(f"05.{kind}_softmax_loss") for kind in ("full", "sampled"))
ROWS = registry.find("05.rows_with_gradient")
SEEDS = range(1, 11)
UNSAFE = ("overflow", "log-of-zero", "maximum-without-the-label", "hit-not-low-enough")


def arguments(exercise, *aspects: str):
    for seed in SEEDS:
        for case in exercise.cases(np.random.default_rng(seed)):
            if case.aspect in aspects:
                yield dict(zip(exercise.argument_names, case.arguments, strict=True))


def hits(given) -> np.ndarray:
    return given["labels"][:, np.newaxis] == given["sampled"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("exercise", [FULL, SAMPLED], ids=lambda exercise: exercise.name)
def test_only_an_overflow_and_hits_leave_the_moderate_values_right(exercise):
    for misconception in exercise.misconceptions:
        for wrong in misconception.wrong:
            for seed in (1, 2):
                found = student_code.verdict_on(exercise, wrong, seed)
                passed = {aspect.name: aspect.passed for aspect in found.aspects}
                unsafe = misconception.id in UNSAFE
                hidden = unsafe or misconception.id.startswith("hits-")
                assert passed["values"] == hidden, (misconception.id, seed)
                if misconception.id.startswith("hits-"):
                    assert not passed[HITS]
                if unsafe:
                    assert not passed[EXTREME]


@pytest.mark.parametrize("exercise", [FULL, SAMPLED], ids=lambda exercise: exercise.name)
def test_labels_at_minus_1000_and_rivals_at_plus_1000_are_always_there(exercise):
    for seed in SEEDS:
        cases = [c for c in exercise.cases(np.random.default_rng(seed)) if c.aspect == EXTREME]
        losses = [exercise.spec(*case.arguments) for case in cases]
        assert np.isfinite(np.concatenate(losses)).all()
        for dtype in (np.float32, np.float64):
            of_dtype = [
                loss.max()
                for loss, case in zip(losses, cases, strict=True)
                if case.arguments[0].dtype == dtype
            ]
            more = exercise is SAMPLED and dtype == np.float64  # two that float32 would round
            assert len(of_dtype) == (4 if more else 2)
            assert max(of_dtype) > 999


@pytest.mark.parametrize("exercise", [FULL, SAMPLED], ids=lambda exercise: exercise.name)
def test_in_one_case_of_each_dtype_the_rows_need_a_maximum_of_their_own(exercise):
    apart = []
    for given in arguments(exercise, EXTREME):
        logits = given["inputs"] @ given["weights"].T + given["bias"]
        highest = logits.max(axis=1)
        if highest.max() - highest.min() > 800:  # e^-800 is 0 in any float
            apart.append(given["weights"].dtype.name)
    assert sorted(apart) == sorted(["float32", "float64"] * len(SEEDS))


@pytest.mark.parametrize("exercise", [FULL, SAMPLED], ids=lambda exercise: exercise.name)
def test_both_float_dtypes_are_drawn_and_one_call_has_one_of_them(exercise):
    for aspect in set(exercise.aspects) - {"shape"}:
        seen = set()
        for given in arguments(exercise, aspect):
            arrays = (value for value in given.values() if isinstance(value, np.ndarray))
            floats = {array.dtype.name for array in arrays if array.dtype.kind == "f"}
            assert len(floats) == 1
            seen |= floats
        assert seen == {"float32", "float64"}


def test_accidental_hits_are_there_where_they_are_asked_for_and_nowhere_else():
    for given in arguments(SAMPLED, "values"):
        assert not hits(given).any()
    for given in arguments(SAMPLED, EXTREME):
        low = given["bias"].max() < -990
        assert hits(given).any() == low
        assert given["remove_accidental_hits"] or not low
    for given in arguments(SAMPLED, HITS):
        assert hits(given).any()
        assert not hits(given).any(axis=1).all()  # else a hit of one were a hit of all


def test_hits_are_removed_and_kept_in_both_dtypes():
    for seed in SEEDS:
        seen = [
            (case.arguments[0].dtype.name, len(case.arguments[4]) > 1, case.arguments[-1])
            for case in SAMPLED.cases(np.random.default_rng(seed))
            if case.aspect == HITS
        ]
        assert sorted(seen) == [
            (dtype, *rest)
            for dtype in ("float32", "float64")
            for rest in ((False, True), (True, False), (True, True))
        ]


def test_a_row_may_lose_its_only_negative_and_a_label_may_be_far_above_all_of_them():
    for seed in SEEDS:
        alone, on_top = set(), 0
        for case in SAMPLED.cases(np.random.default_rng(seed)):
            given = dict(zip(SAMPLED.argument_names, case.arguments, strict=True))
            dtype = given["weights"].dtype.name
            if hits(given).all(axis=1).any() and given["remove_accidental_hits"]:
                alone.add(dtype)
            logits = given["inputs"] @ given["weights"].T + given["bias"]
            if np.all(logits[0, given["labels"][0]] - logits[0, given["sampled"]] > 900):
                on_top += 1
        assert alone == {"float32", "float64"}
        assert on_top == 1


def test_a_negative_is_drawn_twice_wherever_nothing_else_can_be_wrong():
    for given in arguments(SAMPLED, "values"):
        assert 2 <= len(set(given["sampled"])) == len(given["sampled"]) - 1
        counts = dict(zip(given["sampled"], given["sampled_expected"], strict=True))
        np.testing.assert_array_equal(
            given["sampled_expected"], [counts[word] for word in given["sampled"]]
        )
    for given in arguments(SAMPLED, HITS, EXTREME):
        assert len(set(given["sampled"])) == len(given["sampled"])


def test_a_label_is_beyond_the_rows_so_that_an_id_cannot_pass_for_a_row():
    for given in arguments(FULL, "values"):
        assert given["labels"].max() == len(given["weights"]) - 1 > len(given["inputs"])


def test_an_example_with_a_hit_has_other_negatives_and_others_have_no_hit():
    for seed in SEEDS:
        found = set()
        for case in SAMPLED.cases(np.random.default_rng(seed)):
            given = dict(zip(SAMPLED.argument_names, case.arguments, strict=True))
            if case.aspect == HITS and given["remove_accidental_hits"]:
                some = hits(given).any(axis=1)
                if (some & ~hits(given).all(axis=1)).any() and not some.all():
                    found.add(given["weights"].dtype.name)
        assert found == {"float32", "float64"}


def test_one_label_is_no_column_of_the_candidates():
    for given in arguments(SAMPLED, "values", HITS, EXTREME):
        assert given["labels"].max() == len(given["weights"]) - 1 > len(given["sampled"])
        assert np.all(given["sampled_expected"] < 1)
        same = given["sampled"][:, np.newaxis] == given["labels"]
        for place, row in np.argwhere(same):
            assert given["sampled_expected"][place] == given["true_expected"][row]


def test_all_names_are_asked_for_rows_and_the_sizes_tell_every_rule_apart():
    for seed in SEEDS:
        cases = [case.arguments for case in ROWS.cases(np.random.default_rng(seed))]
        names = {name for name, *_ in cases}
        assert set(exercise_05_rows.LOSSES) < names
        assert len(names) == len(exercise_05_rows.LOSSES) + 2
        assert all(1 <= k <= V - 2 for _, V, k in cases)
        assert {k for _, _, k in cases} >= {1}


@pytest.mark.parametrize(
    ("raised", "answer", "told"),
    [(ValueError, 1, "ValueError"), (None, None, "None"), (None, 7, 7), (KeyError, 1, None)],
)
def test_the_probe_tells_a_refusal_by_value_error_and_leaves_other_errors(raised, answer, told):
    def function(loss_name, vocabulary_size, num_sampled):
        if raised:
            raise raised(loss_name)
        return answer

    (result,) = answer_cases(function, ROWS.probe, [["softmax", 10, 2]])
    assert result["answer"] == told
    assert (result["error"] is not None) == (raised is KeyError)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("exercise", [FULL, SAMPLED], ids=lambda exercise: exercise.name)
def test_solution_spec_and_library_agree(exercise, seed):
    namespace = student_code.namespace_before(exercise.name)
    student_code.run(student_code.scaffolds(exercise.name)[exercise.name], namespace)
    for case in exercise.cases(np.random.default_rng(seed)):
        library = getattr(objectives, exercise.answer_name)(*case.arguments)
        solution = namespace[exercise.answer_name](*case.arguments)
        right = exercise.spec(*case.arguments)
        np.testing.assert_allclose(library, right, rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(solution, right, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_spec_is_tensorflows_sampled_softmax_loss_in_both_settings(seed):
    for given in SAMPLED.cases(np.random.default_rng(seed)):
        weights, bias, labels, inputs, sampled, true_expected, expected, remove = given.arguments
        theirs = tf.nn.sampled_softmax_loss(
            weights, bias, labels[:, np.newaxis], inputs, len(sampled), len(weights),
            sampled_values=(sampled, true_expected[:, np.newaxis], expected),
            remove_accidental_hits=remove,
        )  # fmt: skip
        np.testing.assert_allclose(theirs, SAMPLED.spec(*given.arguments), rtol=1e-4, atol=1e-5)
