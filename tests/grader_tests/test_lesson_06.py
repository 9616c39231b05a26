"""What the drawn inputs of lesson 06 must hold, and how surely right and wrong are told apart."""

import numpy as np
import pytest
import student_code
from drawn import SEEDS, cases, solution
from test_comparing_draws import DOUBTFUL, WRONG

import w2vlib
from grader_tests import exercise_06_subsample, registry
from grader_tests.exercise_06_percentile import ENDS
from grader_tests.exercise_06_subsample import SEED, SURE
from grader_tests.subsampling_inputs import RARE

DISCARD, KEEP = "06.discard_probability", "06.keep_probability"
PERCENTILE, SUBSAMPLE = "06.percentile_discard_probability", "06.subsample"
ALL_KEPT_BELOW = ((1 + 5**0.5) / 2) ** 2  # in thresholds, by word2vec.c


# --- the rules ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [DISCARD, KEEP])
def test_frequencies_are_shares_of_a_text_that_has_other_words_too(name):
    for frequency, threshold in cases(name):
        assert 0 < threshold <= 1e-3
        assert np.all(frequency > 0)
        assert frequency.sum() < 1


@pytest.mark.parametrize("name", [DISCARD, KEEP])
def test_moderate_values_need_no_cutting_off_by_any_rule(name):
    for frequency, threshold in cases(name, "values"):
        assert np.all(frequency > 1.1 * ALL_KEPT_BELOW * threshold)


@pytest.mark.parametrize("name", [DISCARD, KEEP])
def test_rare_words_lie_below_at_and_a_little_above_the_threshold_in_both_dtypes(name):
    for seed in SEEDS:
        seen = []
        for case in registry.find(name).cases(np.random.default_rng(seed)):
            frequency, threshold = case.arguments
            if case.aspect != RARE or frequency.max() < threshold:
                continue
            ratio = frequency / threshold
            assert np.any(ratio < 0.95)
            assert np.any(np.isclose(ratio, 1, rtol=1e-6))
            assert np.any((ratio > 1.1) & (ratio < 0.9 * ALL_KEPT_BELOW))
            assert np.any(ratio > ALL_KEPT_BELOW)
            seen.append(frequency.dtype.name)
        assert sorted(seen) == ["float32", "float64"]


@pytest.mark.parametrize("name", [DISCARD, KEEP])
def test_no_words_at_all_are_among_the_cases(name):
    assert sum(len(frequency) == 0 for frequency, _ in cases(name)) == len(SEEDS)


def test_the_words_have_different_counts_and_the_percentile_falls_between_two_of_them():
    for counts, percentile in cases(PERCENTILE, "values"):
        assert len(set(counts.tolist())) == len(counts)
        assert counts.min() >= 1
        assert 20 < percentile < 100
        frequency = counts / counts.sum()
        t = np.percentile(frequency, percentile)
        away = np.abs(frequency - t).min() / t
        assert away > 0.02


def test_percentiles_0_and_100_equal_counts_and_a_single_word_are_asked_for():
    for seed in SEEDS:
        found = registry.find(PERCENTILE).cases(np.random.default_rng(seed))
        ends = [case.arguments for case in found if case.aspect == ENDS]
        assert {0, 100} <= {percentile for _, percentile in ends}
        assert any(len(counts) > 1 and len(set(counts)) == 1 for counts, _ in ends)
        assert any(len(counts) == 1 for counts, _ in ends)


def test_words_that_are_equally_frequent_change_where_the_percentile_lies():
    for seed in SEEDS:
        found = registry.find(PERCENTILE).cases(np.random.default_rng(seed))
        ends = [case.arguments for case in found if case.aspect == ENDS]
        apart = [
            np.percentile(np.unique(counts), percentile) / np.percentile(counts, percentile)
            for counts, percentile in ends
        ]
        assert max(apart) > 2


def test_counts_throughout_give_the_same_chances_as_frequencies():
    """The rule sees only ratios, so it is no mistake not to divide."""
    for counts, percentile in cases(PERCENTILE):
        t = np.percentile(counts, percentile)
        right = registry.find(PERCENTILE).spec(counts, percentile)
        np.testing.assert_allclose(1 - np.sqrt(t / (counts + t)), right)


def test_the_percentile_of_the_spec_is_numpys():
    spec = registry.find(PERCENTILE).spec
    for counts, percentile in cases(PERCENTILE):
        f = counts / counts.sum()
        t = np.percentile(f, percentile)
        np.testing.assert_allclose(spec(counts, percentile), 1 - np.sqrt(t / (f + t)))


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        (KEEP, lambda f, t: 1 - np.minimum(1, np.sqrt(t / f) + t / f), "chances to *discard*"),
        (KEEP, lambda f, t: np.minimum(1, np.sqrt(t / f)), "rule of the 2013 paper"),
        (KEEP, lambda f, t: np.sqrt(t / f) + t / f, "A probability stops at 1"),
        (DISCARD, lambda f, t: np.sqrt(t / f), "chances to *keep*"),
        (DISCARD, lambda f, t: 1 - np.sqrt(t / f), "can't be negative"),
        (PERCENTILE, lambda c, p: np.sqrt(1 / (1 + c / np.percentile(c, p))), "chances to *keep*"),
    ],
)
def test_typical_mistakes_are_named(name, answer, said):
    for seed in SEEDS:
        assert said in student_code.verdict_on(registry.find(name), answer, seed).message


# --- subsample ------------------------------------------------------------------------------


def subsample_cases(*aspects):
    for seed in SEEDS:
        for case in registry.find(SUBSAMPLE).cases(np.random.default_rng(seed)):
            if not aspects or case.aspect in aspects:
                yield case.arguments


def test_no_text_is_as_long_as_the_list_of_chances():
    for ids, chances, _ in subsample_cases():
        assert len(ids) != len(chances)
        assert not len(ids) or ids.max() < len(chances)


def test_a_text_that_gets_shorter_in_a_loop_never_has_as_few_tokens_as_there_are_chances():
    """A loop over n places that takes tokens out runs beyond the end at n / 2 at the earliest."""
    for ids, chances, _ in subsample_cases("values"):
        if len(chances) < len(ids):
            assert len(chances) in (5, 6)
        assert 7 <= len(ids) / 2 < len(ids) < 20


def test_each_chance_and_1_minus_it_are_probabilities_that_numpy_takes_for_a_draw():
    """``rng.choice([True, False], p=[c, 1 - c])`` wants a sum of 1, and a list of any dtype."""
    for _, chances, _ in subsample_cases("values"):
        for chance in chances:
            np.random.default_rng(0).choice(2, p=[chance, 1 - chance])


def test_every_token_that_can_stay_does_so_with_some_seed():
    """Else a right answer could have an id that the expected one happens to lack."""
    for ids, chances, seeds in subsample_cases("values", SEED):
        for word in set(ids.tolist()):
            if chances[word] > 0:
                never = (1 - chances[word]) ** (np.count_nonzero(ids == word) * seeds["draws"])
                assert never < 1e-8


def test_words_come_several_times_and_in_one_text_all_tokens_differ():
    for seed in SEEDS:
        found = registry.find(SUBSAMPLE).cases(np.random.default_rng(seed))
        texts = [case.arguments[0] for case in found if case.aspect == "values"]
        different = [len(set(ids.tolist())) == len(ids) for ids in texts]
        assert different == [False, False, True]
        assert all(np.any(np.diff(ids) < 0) for ids in texts)  # sorted tokens are seen


def test_in_sure_cases_nothing_is_left_to_chance_and_one_text_is_empty():
    for seed in SEEDS:
        sizes = []
        for case in registry.find(SUBSAMPLE).cases(np.random.default_rng(seed)):
            ids, chances, _ = case.arguments
            if case.aspect == SURE:
                assert set(chances[ids].tolist()) <= {0.0, 1.0}
                sizes.append((len(ids), np.count_nonzero(chances[ids])))
        assert (0, 0) in sizes
        assert any(tokens and not kept for tokens, kept in sizes)
        assert any(0 < kept < tokens for tokens, kept in sizes)


def test_a_seed_is_used_twice_where_the_seed_is_asked_for_and_only_there():
    for aspect, wanted in (("values", False), (SURE, False), (SEED, True)):
        for _, _, seeds in subsample_cases(aspect):
            assert (seeds["again"] > 0) == wanted


def test_a_right_answer_is_refused_less_than_once_in_ten_thousand_judgements():
    """At once, or in doubt and then again at ten times the draws."""
    numbers = 0
    for case in registry.find(SUBSAMPLE).cases(np.random.default_rng(1)):
        ids, chances, _ = case.arguments
        possible = np.count_nonzero(chances[np.unique(ids)])
        numbers += 2 * possible + possible * (possible - 1) // 2
    assert numbers * WRONG + (numbers * DOUBTFUL) ** 2 < 1e-4


def excess(right, wrong, draws):
    """Two chances, their difference in what the comparison allows."""
    allowed = 5 * np.sqrt(2 * right * (1 - right) / draws) + 25 / 2 / draws
    return np.abs(right - wrong) / allowed


def test_whole_words_that_stay_or_go_are_far_from_right_without_doubt():
    """A word of n tokens is there with 1 - (1 - c)^n if each decides, with c if all go together."""
    for seed in SEEDS:
        found = []
        for case in registry.find(SUBSAMPLE).cases(np.random.default_rng(seed)):
            ids, chances, seeds = case.arguments
            if case.aspect == "values":
                times = np.bincount(ids, minlength=len(chances))
                right = 1 - (1 - chances) ** times
                found.append(excess(right, chances, seeds["draws"])[times > 0].max())
        assert max(found) > 2


def test_one_number_for_all_tokens_is_seen_where_all_tokens_differ():
    for seed in SEEDS:
        found = registry.find(SUBSAMPLE).cases(np.random.default_rng(seed))
        ids, chances, seeds = next(
            c.arguments
            for c in found
            if len(set(c.arguments[0].tolist())) == len(c.arguments[0]) > 5
        )
        c = chances[ids]
        together, apart = np.minimum.outer(c, c), np.outer(c, c)
        assert excess(apart, together, seeds["draws"])[np.triu_indices(len(c), 1)].max() > 2


def by_uniform(ids, chances, seed):
    return ids[np.random.RandomState(seed).uniform(size=len(ids)) < chances[ids]]


def with_another_seed(ids, chances, seed):
    return exercise_06_subsample.some_of(ids, chances, 10**9 - 7 * seed)


@pytest.mark.slow
@pytest.mark.parametrize(
    "seeds",
    [range(100, 104), pytest.param(range(104, 140), marks=pytest.mark.long)],
    ids=["few", "many"],
)
@pytest.mark.parametrize("keep", [by_uniform, with_another_seed, w2vlib.subsample])
def test_right_answers_pass_with_many_seeds(keep, seeds):
    exercise = registry.find(SUBSAMPLE)
    right = exercise_06_subsample.drawing(keep)
    states = {student_code.verdict_on(exercise, right, seed).state for seed in seeds}
    assert states == {"right"}


def test_the_solution_and_the_library_keep_the_same_tokens_for_the_same_seed():
    ours = solution(SUBSAMPLE)
    for ids, chances, seeds in subsample_cases():
        theirs = w2vlib.subsample(ids, chances, seeds["first"])
        np.testing.assert_array_equal(ours(ids, chances, seeds["first"]), theirs)
