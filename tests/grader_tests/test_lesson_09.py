"""The exercises of lesson 09: what crosses to the judge, what it believes, and true trainings.

The sweep tries all answers with stand-ins for the trainings; here some are trained for real.
"""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import stand_ins
import student_code
from drawn import SEEDS, cases, solution

from grader_tests import exercise_09_settings as settings
from grader_tests import planted, registry, trial_training
from grader_tests.answering import answer_cases, losses_and_gradients
from grader_tests.exercise_09_assemble import GOAL, LOSS, VECTORS, right_part
from tests.answers import bank
from w2vlib import Trainer, keep_probability, noise_distribution, objectives
from w2vlib.objective_forms import as_objective
from w2vlib.training.schedules import schedule

ASSEMBLE, CHOOSE = registry.find("09.assemble"), registry.find("09.choose_settings")
COSINE, EXPONENTIAL = registry.find("09.cosine_decay"), registry.find("09.exponential_decay")
LOSSES = ("negative_sampling", "nce", "sampled_softmax", "full_softmax", "full_sigmoid")


def blocks(exercise, *kinds):
    found = [block for block in bank.blocks(exercise.name) if block.kind in kinds]
    return [pytest.param(block, id=block.title) for block in found]


def verdict(exercise, block, seed=1):
    return student_code.verdict(exercise, student_code.cell(exercise.name, block.source), seed)


# --- schedules ------------------------------------------------------------------------------


def test_solution_and_spec_agree():
    for exercise in (COSINE, EXPONENTIAL):
        ours = solution(exercise.name)
        for arguments in cases(exercise.name):
            assert ours(*arguments) == pytest.approx(exercise.spec(*arguments), rel=1e-9)


@pytest.mark.parametrize("done", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_the_trainer_follows_the_same_curves(done):
    cosine = solution(COSINE.name)(done, 1, 0.05, 0.05 * 1e-4)
    assert schedule("cosine", 0.05)(done) == pytest.approx(cosine, rel=1e-4, abs=1e-9)
    exponential = solution(EXPONENTIAL.name)(done, 1, 1e-4, 0.05)
    assert schedule("exponential", 0.05)(done) == pytest.approx(exponential, rel=1e-4)


def test_the_default_final_rate_is_zero():
    assert solution(COSINE.name)(10, 10, 1.0) == 0


def test_cases_hold_both_ends_a_single_step_and_steps_after_the_end():
    for seed in SEEDS:
        drawn = [case.arguments for case in COSINE.cases(np.random.default_rng(seed))]
        assert {(0, 1), (1, 1)} <= {(step, total) for step, total, _, _ in drawn}
        assert any(step > total for step, total, _, _ in drawn)
        assert {final > 0 for *_, final in drawn} == {True, False}
        assert all(initial > final for _, _, initial, final in drawn)


# --- assemble: what crosses, and what is believed -------------------------------------------


@pytest.mark.parametrize("name", LOSSES)
def test_the_right_losses_are_those_of_the_library_gradients_included(name):
    objective = as_objective(getattr(objectives, f"{name}_loss"))
    for part, inputs in cases(ASSEMBLE.name, "your loss"):
        answer = losses_and_gradients(objective, inputs)
        assert ASSEMBLE.compare(right_part(part, inputs), answer) is None


def test_the_right_pieces_are_those_of_the_library():
    for aspect, piece in (
        ("your keep_probability", keep_probability),
        ("your noise_distribution", noise_distribution),
    ):
        for part, inputs in cases(ASSEMBLE.name, aspect):
            np.testing.assert_allclose(piece(*inputs), right_part(part, inputs), rtol=1e-9)


def test_the_perfect_table_answers_every_planted_question_and_noise_hardly_any():
    words, vectors = planted.perfect_table()
    assert planted.share_answered(words, vectors) == 1
    noise = np.random.default_rng(1).normal(size=vectors.shape)
    assert planted.share_answered(words, noise) < 0.05


def test_questions_with_words_that_have_no_vector_count_as_wrong():
    words, vectors = planted.perfect_table()
    few = [place for place, word in enumerate(words) if word in ("man", "woman", "king", "queen")]
    assert planted.share_answered([words[i] for i in few], vectors[few]) < 0.01


def forged(broken_part, answer):
    """Whose trainer shows planted vectors that nobody has trained."""

    def tell(part, inputs):
        return answer if part == broken_part else right_part(part, inputs)

    return tell


@pytest.mark.parametrize("part", [case for case in ("keep_probability", LOSS)])
def test_forged_vectors_earn_nothing_where_a_piece_is_wrong(part):
    found = student_code.verdict_on(ASSEMBLE, forged(part, np.zeros(3)), 1)
    passed = {aspect.name: aspect.passed for aspect in found.aspects}
    assert not passed["analogies"]
    assert found.score < found.max_score - 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"epochs": 3},
        {"epochs": 3, "words": ["a"], "vectors": np.zeros((2, 3))},
        {"epochs": 3, "words": [1, 2], "vectors": np.zeros((2, 3))},
        {"epochs": 3, "words": ["a", "b"], "vectors": np.full((2, 3), np.nan)},
        {"epochs": 3, "words": ["a", "b"], "vectors": np.zeros(2)},
        {"epochs": 3, "words": "ab", "vectors": np.zeros((2, 3))},
        {"epochs": 3, "words": ["a"] * 6000, "vectors": np.zeros((6000, 2))},
        "no trainer",
        7,
    ],
)
def test_vectors_that_are_none_are_refused_and_end_nothing(answer):
    found = student_code.verdict_on(ASSEMBLE, forged(VECTORS, answer), 1)
    assert (found.state, found.score) == ("wrong", ASSEMBLE.points - ASSEMBLE.aspects["analogies"])


@pytest.mark.parametrize(("answer", "names"), [("no trainer", ["found"]), (None, [])])
def test_the_inputs_of_a_piece_are_not_shown_where_there_is_no_piece(answer, names):
    found = student_code.verdict_on(ASSEMBLE, lambda part, inputs: answer, 1)
    assert [name for name, _ in found.details] == names


def test_the_inputs_of_a_piece_that_answers_wrongly_are_shown():
    found = student_code.verdict_on(ASSEMBLE, forged("keep_probability", np.zeros(7)), 1)
    assert {"part", "inputs"} <= set(dict(found.details))


def test_assemble_is_called_once_a_check_and_anew_for_the_next_one():
    calls = []

    def assemble():
        calls.append(1)
        raise ValueError("no trainer today")

    drawn = [list(case.arguments) for case in ASSEMBLE.cases(np.random.default_rng(1))]
    for check in (1, 2):
        results = answer_cases(assemble, ASSEMBLE.probe, drawn)
        assert len(calls) == check
        assert {result["error"]["text"] for result in results} == {"no trainer today"}


def test_the_share_of_the_analogies_is_told(monkeypatch):
    words, vectors = planted.perfect_table()
    weak = {"epochs": 1, "words": words, "vectors": np.roll(vectors, 1, axis=0)}
    found = student_code.verdict_on(ASSEMBLE, forged(VECTORS, weak), 1)
    assert found.misconception == "too-little-training"
    assert f"{GOAL:.0%} are asked for" in dict(found.details)["found"]


# --- assemble: the true budget --------------------------------------------------------------


def train_and_judge(exercise, source, seed=1):
    return student_code.verdict(exercise, source, seed)


@pytest.mark.slow
def test_true_budget_the_reference_reaches_the_goal():
    source = student_code.scaffolds(ASSEMBLE.name)[ASSEMBLE.name]
    found = train_and_judge(ASSEMBLE, source)
    assert (found.state, found.score) == ("right", ASSEMBLE.points)


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_true_budget_the_reference_reaches_the_goal_on_twenty_seeds(seed):
    trainer = Trainer(
        "miniworld", dim=50, epochs=2, seed=seed, progress=False,
        objective=objectives.negative_sampling_loss, keep_probability=keep_probability,
        noise_distribution=noise_distribution,
    ).train()  # fmt: skip
    vectors = trainer.vectors
    assert planted.share_answered(vectors.words, vectors.matrix) > GOAL + 0.05


@pytest.mark.long
@pytest.mark.parametrize("block", blocks(ASSEMBLE, "right", "wrong"))
def test_true_budget_answers_are_judged_as_with_stand_ins(block):
    found = verdict(ASSEMBLE, block)
    assert found.state == block.kind
    assert found.misconception == block.misconception


@pytest.mark.slow
@pytest.mark.parametrize("callables", [{}, {"keep_probability": keep_probability}])
def test_a_trainer_tells_which_functions_it_was_given(tmp_path, callables):
    sentences = [["a", "b", "c", "d"]] * 200
    trainer = Trainer(sentences, dim=4, epochs=1, progress=False, **callables)
    assert trainer.functions == callables
    trainer.train().save(tmp_path)
    assert Trainer.load(tmp_path, **callables).functions == callables


# --- choose_settings ------------------------------------------------------------------------


def judged(monkeypatch, answer, share):
    monkeypatch.setattr(trial_training, "share_answered", lambda **told: share)
    results = answer_cases(lambda: answer, CHOOSE.probe, [[0.0, 1]])
    assert results[0]["error"] is None
    return student_code.verdict_on(CHOOSE, lambda *_: results[0]["answer"], 1)


@pytest.mark.parametrize(("share", "points"), [(0.2, 1), (0.5, 2), (0.79, 2), (0.81, 3), (0.93, 5)])
def test_points_follow_what_the_training_reaches(monkeypatch, share, points):
    assert judged(monkeypatch, settings.REFERENCE, share).score == points


@pytest.mark.parametrize("changed", [{"negatives": 0}, {"schedule": "none"}, {"subsample": 2}])
def test_settings_that_are_not_allowed_are_never_trained(monkeypatch, changed):
    def refuse(**_):
        raise AssertionError("a training was asked for")

    monkeypatch.setattr(trial_training, "share_answered", refuse)
    found = student_code.verdict_on(
        CHOOSE, lambda *_: {"settings": settings.REFERENCE | changed}, 1
    )
    assert (found.state, found.score) == ("wrong", 0)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1, 10**9, True, None])
def test_odd_numbers_of_negatives_are_refused(number):
    assert settings.form_difference(settings.REFERENCE | {"negatives": number})


def test_every_setting_that_misses_the_goal_by_the_stand_ins_rule_has_its_own_message():
    for negatives in range(1, 21):
        for schedule_name in settings.SCHEDULES:
            for rate in settings.SUBSAMPLE:
                share = stand_ins.stand_in_share(negatives, schedule_name, rate, 0)
                if share < settings.GOALS["the goal"]:
                    guilty = settings.guilty(negatives, schedule_name, rate)
                    assert guilty in {m.id for m in CHOOSE.misconceptions}


@pytest.mark.slow
def test_the_judge_needs_no_tensorflow_for_this_lesson():
    code = "import sys, grader_tests.registry as r; r.exercises('09'); "
    code += "import tools.judge; print('tensorflow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


@pytest.fixture
def no_results(monkeypatch):
    trial_training.share_answered.cache_clear()
    monkeypatch.setattr(trial_training, "_shared", [])
    yield
    trial_training.share_answered.cache_clear()


def test_a_result_is_shared_by_the_processes_of_a_run(tmp_path, monkeypatch, no_results):
    trained = []

    def train(told):
        trained.append(told)
        return 0.75

    monkeypatch.setattr(trial_training, "_in_own_process", train)
    trial_training.share_results_in(tmp_path / "trials")
    for _ in range(2):
        assert trial_training.share_answered(5, "linear", 1e-3, 0) == 0.75
        trial_training.share_answered.cache_clear()  # as another process
    assert trial_training.share_answered(5, "linear", 1e-3, 1) == 0.75
    assert len(trained) == 2
    assert len(list((tmp_path / "trials").iterdir())) == 2


def test_a_training_that_ends_with_an_error_is_not_the_students_fault(monkeypatch, no_results):
    monkeypatch.setattr(trial_training, "__file__", "/nowhere/at/all.py")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(trial_training.TrialFailed):
        trial_training.share_answered(5, "linear", 1e-3, 0)


@pytest.mark.long
@pytest.mark.parametrize("text", range(trial_training.TEXTS))
def test_true_budget_the_reference_reaches_the_goal_and_the_rate_of_large_texts_does_not(
    text, no_results
):
    good = {key: settings.REFERENCE[key] for key in settings.KEYS}
    assert trial_training.share_answered(**good, text=text) > settings.GOALS["the goal"] + 0.02
    poor = good | {"subsample": 1e-5}
    assert trial_training.share_answered(**poor, text=text) < settings.GOALS["a half"]


@pytest.mark.long
def test_true_budget_the_same_settings_give_the_same_vectors(no_results):
    told = {"negatives": 5, "schedule": "linear", "subsample": 1e-3, "text": 1}
    first = trial_training._in_own_process(told)
    assert trial_training._in_own_process(told) == first
    assert json.dumps(first)


@pytest.mark.long
@pytest.mark.parametrize("block", blocks(CHOOSE, "right", "wrong"))
@pytest.mark.parametrize("seed", range(3, 6))  # all texts
def test_true_budget_settings_are_judged_as_with_stand_ins(block, seed):
    source = student_code.cell(CHOOSE.name, block.source)
    exercise = replace(CHOOSE, inputs=lambda rng: settings.goals(FixedRandom(seed)))
    found = student_code.verdict(exercise, source, seed)
    assert found.state == block.kind, str(found)
    assert found.misconception == block.misconception


class FixedRandom:
    """Draws one number always."""

    def __init__(self, number):
        self.number = number

    def integers(self, *_):
        return self.number
