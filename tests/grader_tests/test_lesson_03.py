"""What the drawn inputs of lesson 03 must hold, and which ways to draw are the same."""

import itertools

import numpy as np
import pytest
import student_code
from drawn import SEEDS, cases

import w2vlib
from grader_tests import exercise_03_noise, exercise_03_sampling, registry
from grader_tests.exercise_03_sampling import REPLACED, SEED, UNIQUE

# --- sample_candidates ----------------------------------------------------------------------


def chance_to_come(probabilities, count):
    """Exact chance of each id to be among ``count`` unique ones, repeats being skipped."""
    sets = {frozenset(): 1.0}
    for _ in range(count):
        longer = {}
        for chosen, chance in sets.items():
            left = 1 - sum(probabilities[i] for i in chosen)
            for i in np.flatnonzero(probabilities):
                if i not in chosen:
                    more = chosen | {int(i)}
                    longer[more] = longer.get(more, 0) + chance * probabilities[i] / left
        sets = longer
    answer = np.zeros(len(probabilities))
    for chosen, chance in sets.items():
        answer[list(chosen)] += chance
    return answer


def chance_after_starting_over(probabilities, count):
    total, answer = 0.0, np.zeros(len(probabilities))
    for chosen in itertools.combinations(range(len(probabilities)), count):
        chance = np.prod(probabilities[list(chosen)])
        total += chance
        answer[list(chosen)] += chance
    return answer / total


def by_choice(probabilities, count, seed, unique):
    rng = np.random.default_rng(seed)
    return rng.choice(len(probabilities), count, replace=not unique, p=probabilities)


def by_old_choice(probabilities, count, seed, unique):
    rng = np.random.RandomState(seed)
    return rng.choice(len(probabilities), count, replace=not unique, p=probabilities)


def by_gumbel_noise(probabilities, count, seed, _unique):
    rng = np.random.default_rng(seed)
    with np.errstate(divide="ignore"):
        return np.argsort(-np.log(probabilities) - rng.gumbel(size=len(probabilities)))[:count]


@pytest.mark.slow
@pytest.mark.parametrize(
    "draw",
    [
        exercise_03_sampling.draw,
        by_choice,
        by_old_choice,
        by_gumbel_noise,
        w2vlib.sample_candidates,
    ],
    ids=["spec", "choice", "RandomState.choice", "Gumbel top-k", "w2vlib"],
)
def test_unique_ids_have_the_exact_chances_of_drawing_and_skipping_repeats(draw):
    p, count, draws = np.array([0.55, 0.2, 0.0, 0.15, 0.07, 0.03]), 3, 6000
    exact = chance_to_come(p, count)
    share = np.zeros(len(p))
    for seed in range(draws):
        share[np.asarray(draw(p, count, seed, True))] += 1 / draws
    error = np.sqrt(exact * (1 - exact) / draws) + 1e-9
    assert (np.abs(share - exact) < 4.5 * error).all()
    away = np.abs(chance_after_starting_over(p, count) - exact) / error
    assert away.max() > 9  # so this test can tell it apart


def test_starting_over_after_a_repeat_is_far_from_right_for_the_drawn_inputs():
    """At 1,000 draws by more than what is called doubtful, with room for chance."""
    for seed in SEEDS:
        excess = []
        for case in registry.find("03.sample_candidates").cases(np.random.default_rng(seed)):
            p, count, seeds, unique = case.arguments
            if unique and seeds["draws"] >= 1000:
                exact = chance_to_come(p, count)
                error = np.sqrt(2 * exact * (1 - exact) / seeds["draws"])
                allowed = 5 * error + 25 / 2 / seeds["draws"]
                excess.append(
                    (np.abs(chance_after_starting_over(p, count) - exact) / allowed).max()
                )
        assert max(excess) > 2


def test_every_possible_id_is_sure_to_come_and_one_id_is_impossible():
    for p, count, seeds, unique in cases("03.sample_candidates"):
        assert p.sum() == pytest.approx(1)
        assert np.count_nonzero(p == 0) == 1
        assert count <= np.count_nonzero(p)
        expected = p[p > 0].min() * count * (seeds["draws"] + seeds["again"])
        assert expected > 16 or (unique and count == np.count_nonzero(p))  # e^-16: never missed


def test_with_replacement_ids_do_repeat_and_without_chance_all_ids_come():
    for p, count, _, unique in cases("03.sample_candidates", REPLACED):
        assert not unique
        if count > 1:
            drawn = [exercise_03_sampling.draw(p, count, seed, False) for seed in range(20)]
            assert any(len(set(ids.tolist())) < count for ids in drawn)
    assert any(
        count == np.count_nonzero(p) for p, count, _, _ in cases("03.sample_candidates", UNIQUE)
    )


def test_a_power_taken_again_is_far_from_right_with_replacement():
    for seed in SEEDS:
        excess = []
        for case in registry.find("03.sample_candidates").cases(np.random.default_rng(seed)):
            p, count, seeds, _ = case.arguments
            if case.aspect == REPLACED:
                flatter = p**0.75 / (p**0.75).sum()
                error = np.sqrt(2 * count * p * (1 - p) / seeds["draws"])
                allowed = 5 * error + 25 / 2 / seeds["draws"]
                excess.append((count * np.abs(flatter - p) / allowed).max())
        assert max(excess) > 2


def test_random_numbers_times_probabilities_are_far_from_right():
    """The largest p · u are no draw of unique ids, though they resemble one."""
    for seed in SEEDS:
        rng, excess = np.random.default_rng(seed), []
        for case in registry.find("03.sample_candidates").cases(np.random.default_rng(seed)):
            p, count, seeds, unique = case.arguments
            if unique and seeds["draws"] >= 1000:
                keys = np.where(p > 0, p * rng.random((20_000, len(p))), -1)
                drawn = np.argsort(-keys, axis=1)[:, :count]
                share = np.bincount(drawn.ravel(), minlength=len(p)) / len(drawn)
                exact = chance_to_come(p, count)
                error = np.sqrt(2 * exact * (1 - exact) / seeds["draws"])
                allowed = 5 * error + 25 / 2 / seeds["draws"]
                excess.append((np.abs(share - exact) / allowed).max())
        assert max(excess) > 1.8


def test_a_repeat_that_is_drawn_again_once_is_seen_in_every_unique_case():
    for p, count, seeds, _ in cases("03.sample_candidates", UNIQUE):
        some = range(seeds["first"], seeds["first"] + min(seeds["draws"], 400))
        ids = [exercise_03_sampling.one_redraw(p, count, seed, True) for seed in some]
        assert any(len(np.unique(drawn)) < count for drawn in ids)


def test_a_seed_is_used_twice_where_the_seed_is_asked_for_and_only_there():
    for aspect, wanted in ((REPLACED, False), (UNIQUE, False), (SEED, True)):
        for _, _, seeds, _ in cases("03.sample_candidates", aspect):
            assert (seeds["again"] > 0) == wanted
    assert {unique for *_, unique in cases("03.sample_candidates", SEED)} == {True, False}


@pytest.mark.slow
@pytest.mark.parametrize(
    "seeds",
    [range(100, 104), pytest.param(range(104, 125), marks=pytest.mark.long)],
    ids=["few", "many"],
)
@pytest.mark.parametrize("draw", [by_choice, by_old_choice, w2vlib.sample_candidates])
def test_right_answers_pass_with_many_seeds(draw, seeds):
    exercise = registry.find("03.sample_candidates")
    right = exercise_03_sampling.drawing(draw)
    states = {student_code.verdict_on(exercise, right, seed).state for seed in seeds}
    assert states == {"right"}


def test_ids_with_another_seed_scheme_are_no_other_answer():
    exercise = registry.find("03.sample_candidates")
    shifted = exercise_03_sampling.drawing(
        lambda p, k, seed, unique: exercise_03_sampling.draw(p, k, 10**9 - 7 * seed, unique)
    )
    assert student_code.verdict_on(exercise, shifted, 3).state == "right"


# --- the formulas ---------------------------------------------------------------------------


def test_float32_is_right_for_frequent_words_and_wrong_for_rare_ones():
    exercise = registry.find("03.log_uniform_probability")
    for seed in SEEDS:
        found = student_code.verdict_on(exercise, exercise_03_noise.in_float32, seed)
        assert [aspect.passed for aspect in found.aspects] == [True, True, False]
        assert found.misconception == "float32"


def test_ids_are_below_the_range_and_none_at_all_are_drawn_too():
    sizes = set()
    for ids, range_max in cases("03.log_uniform_probability"):
        assert ((ids >= 0) & (ids < range_max)).all()
        sizes.add(min(len(ids), 1))
    assert sizes == {0, 1}


def test_no_count_is_zero_and_the_usual_power_is_among_those_drawn():
    powers = set()
    for counts, power in cases("03.noise_distribution"):
        assert counts.min() >= 1
        assert counts.dtype == np.int64
        assert len(set(counts.tolist())) > 1
        assert 0 < counts.argmax() < len(counts) - 1  # so that sorted counts are others
        powers.add(power)
    assert {0.0, 0.75, 1.0} < powers


def test_expected_counts_are_asked_for_with_and_without_tries_in_both_dtypes():
    seen = set()
    for probability, count, tries in cases("03.expected_count"):
        assert probability.max() < 1
        assert probability.min() == 0
        assert tries is None or tries >= count
        assert count * probability.max() > 1  # so that a count cut off at 1 is seen
        seen.add((probability.dtype.name, tries is None))
    assert len(seen) == 4


def test_hits_are_there_off_the_diagonal_and_in_one_case_there_are_none():
    hits = registry.find("03.accidental_hits").spec
    for labels, sampled in cases("03.accidental_hits", "values"):
        table = hits(labels, sampled)
        assert table.any()
        assert table[~np.eye(*table.shape, dtype=bool)].any()
        assert sampled.min() > 256  # below, Python has one object for each number
        assert not table.all(axis=1).any()  # so that a whole row is never right
        if len(sampled) > 3:
            assert (table.sum(axis=1) > 1).any()  # an id that was drawn twice
        if len(labels) > 2:
            assert (table.sum(axis=0) > 1).any()  # two rows with one label
            assert table.diagonal().any()  # so that it shows who compares by place
    for labels, sampled in cases("03.accidental_hits", "no hit"):
        assert not hits(labels, sampled).any()
    shapes = {hits(*arguments).shape for arguments in cases("03.accidental_hits")}
    assert any(rows == columns for rows, columns in shapes)
    assert any(rows > columns for rows, columns in shapes)
