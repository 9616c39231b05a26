"""When do two random functions draw from the same distribution?"""

import numpy as np
import pytest
import student_code
from hypothesis import given, settings
from hypothesis import strategies as st

from grader_tests.answering import answer_cases, over_seeds
from grader_tests.comparing import Difference
from grader_tests.comparing_draws import CONSTANT, UNSEEDED, SameDraws, drawing, mean_counts, read
from grader_tests.exercise_03_sampling import SAMPLE_CANDIDATES
from grader_tests.wire import Other, decode, encode

P = np.array([0.4, 0.0, 0.3, 0.2, 0.1])
same = SameDraws()


def seeds(draws=400, first=1, again=0):
    return {"first": first, "draws": draws, "again": again}


def choose(size, p=P, replace=True):
    """A function of a seed that draws ``size`` ids."""
    return lambda seed: np.random.default_rng(seed).choice(len(p), size, replace=replace, p=p)


def drawn(function, draws=400, first=1, again=0):
    return over_seeds(function, seeds(draws, first, again))


# --- the probe ------------------------------------------------------------------------------


def test_every_seed_is_used_once_and_the_first_ones_again():
    used = []

    def spying(before, seed, after):
        used.append((before, seed, after))
        return [seed, seed]

    answer = over_seeds(spying, "a", seeds(4, first=7, again=2), "b")
    assert used == [("a", seed, "b") for seed in (7, 8, 9, 10, 7, 8)]
    assert answer["ids"].tolist() == [7, 7, 8, 8, 9, 9, 10, 10, 7, 7, 8, 8]
    assert answer["lengths"].tolist() == [2] * 6
    assert answer["again"] == 2


@pytest.mark.parametrize("kind", [list, tuple, np.array, np.int32, "tensor"], ids=str)
def test_ids_may_come_as_list_tuple_array_or_tensor(kind):
    import tensorflow as tf

    kind = tf.constant if kind == "tensor" else np.array if kind is np.int32 else kind
    assert over_seeds(lambda seed: kind([3, seed]), seeds(2))["ids"].tolist() == [3, 1, 3, 2]


def test_draws_may_have_different_lengths_and_may_be_empty():
    answer = over_seeds(lambda seed: list(range(seed % 3)), seeds(3, first=0))
    assert answer["ids"].tolist() == [0, 0, 1]
    assert answer["lengths"].tolist() == [0, 1, 2]
    assert over_seeds(lambda seed: [], seeds(3))["ids"].dtype == np.int64


@pytest.mark.parametrize(
    ("odd", "kind"),
    [
        (np.array([1.0, 2.0]), "dtype"),
        (np.array([True, False]), "dtype"),
        (np.array([[1], [2]]), "shape"),
        (3, "shape"),
        ("12", "type"),
        ({1, 2}, "type"),
        ({"ids": 1}, "type"),
        ([[1], [1, 2]], "shape"),
        ([1, None], "type"),
        (np.zeros(20_000, int), "shape"),
    ],
    ids=str,
)
def test_an_answer_that_is_no_flat_array_of_whole_numbers_is_told_by_its_form(odd, kind):
    (result,) = answer_cases(lambda seed: odd, "over_seeds", [[seeds(5)]])
    assert result["error"] is None
    assert same(drawn(choose(2), 5), result["answer"]).kind == kind


@pytest.mark.parametrize(
    ("odd", "said"),
    [({1, 2}, "Make a list of it"), (np.array([0.0, 0.7]), "These look like probabilities")],
    ids=["set", "probabilities"],
)
def test_sets_and_probabilities_are_told_what_to_do(odd, said):
    (answer,) = decode(encode([{"other": odd}]))
    assert said in same(drawn(choose(2), 5), answer).text


def test_none_stays_none():
    assert over_seeds(lambda seed: None, seeds(3)) is None


def test_changed_arguments_are_seen_and_spoil_no_other_call():
    def halving(values, seed):
        values /= 2
        return [int(values[0])]

    (result,) = answer_cases(halving, "over_seeds", [[np.array([8.0]), seeds(3)]])
    assert result["inputs_changed"]
    assert result["answer"]["ids"].tolist() == [4, 4, 4]


def test_an_error_in_any_call_is_the_answer():
    (result,) = answer_cases(lambda seed: [1 // (seed - 3)], "over_seeds", [[seeds(5)]])
    assert result["error"]["type"] == "ZeroDivisionError"


def test_the_line_of_an_error_inside_compiled_code_is_the_learners_own():
    source = "import numpy as np\ndef draw(seed):\n"
    source += "    return np.random.default_rng(seed).choice(2, p=[1])\n"
    namespace = {}
    student_code.run(source, namespace)
    (result,) = answer_cases(namespace["draw"], "over_seeds", [[seeds(2)]])
    assert result["error"]["line"] == 3
    assert result["error"]["source"] == "return np.random.default_rng(seed).choice(2, p=[1])"


# --- what a single draw shows ---------------------------------------------------------------


def test_the_same_function_with_other_seeds_is_the_same():
    assert same(drawn(choose(6)), drawn(choose(6), first=5000)) is None
    assert (
        same(drawn(choose(3, replace=False)), drawn(choose(3, replace=False), first=5000)) is None
    )


@pytest.mark.parametrize(
    ("wrong", "kind", "text"),
    [
        (choose(5), "shape", "has 5 ids; it should have 6"),
        (lambda seed: choose(6)(seed) + 1, "value", "You drew id 1"),
        (lambda seed: -choose(6)(seed), "value", "You drew id -"),
        (lambda seed: choose(6)(9), CONSTANT, "Every seed gives the same"),
        (lambda seed: np.sort(choose(6)(9))[:: (-1) ** seed], CONSTANT, "Every seed"),
        (choose(6, np.full(5, 0.2)), "value", "You drew id 1"),
        (choose(6, np.array([0.1, 0, 0.2, 0.3, 0.4])), "value", "times in a draw; yours"),
        (lambda seed: np.repeat(choose(1)(seed), 6), "value", "of the draws; yours"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_differs_is_named(wrong, kind, text):
    difference = same(drawn(choose(6)), drawn(wrong, first=5000))
    assert difference.kind == kind
    assert text in difference.text


def test_repeats_are_asked_for_where_the_expected_draws_have_them_and_only_there():
    unique, repeating = drawn(choose(3, replace=False)), drawn(choose(3))
    assert "twice in one draw" in same(unique, repeating).text
    assert "No id ever comes twice" in same(repeating, unique).text


def test_the_order_of_ids_in_a_draw_does_not_matter():
    assert same(drawn(choose(6)), drawn(lambda seed: np.sort(choose(6)(seed)))) is None


def test_a_seed_that_draws_other_ids_when_it_is_used_again_is_told_so():
    luck = np.random.default_rng(0)
    right, unseeded = drawn(choose(6), again=5), drawn(lambda seed: choose(6)(luck), again=5)
    assert same(right, unseeded).kind == UNSEEDED
    assert same(unseeded, right).kind == "value"
    assert same(unseeded, unseeded) is None
    assert same(right, drawn(lambda seed: choose(6)(seed)[::-1], again=5)) is None


def test_where_nothing_is_left_to_chance_all_seeds_may_agree():
    everything = drawn(choose(4, replace=False), 30)
    assert same(everything, drawn(lambda seed: [0, 2, 3, 4], 30)) is None
    assert same(everything, drawn(lambda seed: [0, 2, 3, 3], 30))


def test_draws_of_random_length_are_compared_by_how_often_each_id_comes():
    def kept(chance):
        tokens = np.repeat(np.arange(4), 10)
        return lambda seed: tokens[np.random.default_rng(seed).random(40) < chance]

    assert same(drawn(kept(0.3)), drawn(kept(0.3), first=5000)) is None
    assert same(drawn(kept(0.3)), drawn(kept(0.4), first=5000)).kind == "value"


def test_whole_words_dropped_instead_of_tokens_are_found_though_the_means_agree():
    tokens = np.repeat(np.arange(4), 10)

    def by_token(seed):
        return tokens[np.random.default_rng(seed).random(40) < 0.5]

    def by_word(seed):
        return tokens[(np.random.default_rng(seed).random(4) < 0.5)[tokens]]

    difference = same(drawn(by_token), drawn(by_word, first=5000))
    assert "should come about in 100% of the draws" in difference.text


def test_a_rule_looks_at_every_draw():
    falling = SameDraws(rule=lambda expected, ids: "" if (np.diff(ids) <= 0).all() else "Rising.")
    ordered = drawn(lambda seed: -np.sort(-choose(6)(seed)))
    assert falling(ordered, ordered) is None
    assert falling(ordered, drawn(choose(6))).text == "Rising."


def test_the_distance_is_that_of_the_mean_counts():
    near, far = drawn(choose(6, np.array([0.45, 0, 0.25, 0.2, 0.1]))), drawn(choose(6, P[::-1]))
    assert same.distance(drawn(choose(6)), near) < same.distance(drawn(choose(6)), far)


def test_a_picture_gets_the_mean_counts_of_both():
    expected, got = mean_counts(drawn(lambda seed: [0, 2]), drawn(lambda seed: [2, 2]))
    assert expected.tolist() == [1, 0, 1]
    assert got.tolist() == [0, 0, 2]


# --- false alarms ---------------------------------------------------------------------------


DOUBTFUL, WRONG = 2e-5, 1.5e-7  # chances of one number, as the next test finds them


@pytest.mark.parametrize("draws", [20, 100, 500, 2000])
@pytest.mark.parametrize("chance", [0.0005, 0.005, 0.05, 0.3, 0.5])
def test_a_right_share_is_hardly_ever_doubtful_and_never_wrong_in_a_million_trials(draws, chance):
    """Two binomial shares, the tolerance taken from one of them, rare ids among them.

    In none of 20 million trials means: with 95 % confidence in fewer than 1.5e-7 of them.
    """
    trials = 1_000_000
    rng = np.random.default_rng([draws, int(1e4 * chance)])
    expected, got = rng.binomial(draws, chance, (2, trials)) / draws
    allowed = same.z * np.sqrt(2 * expected * (1 - expected) / draws) + same.z**2 / (2 * draws)
    excess = np.abs(expected - got) / allowed
    assert np.count_nonzero(excess > 1) <= DOUBTFUL * trials
    assert np.count_nonzero(excess > 1.5) == 0


def test_a_right_answer_is_refused_less_than_once_in_ten_thousand_judgements():
    """At once, or in doubt and then again at ten times the draws."""
    cases = SAMPLE_CANDIDATES.cases(np.random.default_rng(1))
    numbers = sum(2 * np.count_nonzero(case.arguments[0]) for case in cases)
    assert numbers * WRONG + (numbers * DOUBTFUL) ** 2 < 1e-4


@pytest.mark.slow
def test_at_two_standard_errors_as_many_are_refused_as_there_should_be():
    """The whole comparison, with a tolerance so small that chance must break it now and then."""
    narrow, sizes = SameDraws(z=2.0), (300, 100)
    refused = [
        narrow(drawn(choose(1), 300, 1000 * i), drawn(choose(1), 300, 1000 * i + 500)) is not None
        for i in range(sizes[1])
    ]
    # Four ids, their counts and shares being the same; z² / 2n adds a little.
    assert 0.03 < np.mean(refused) < 0.2


@pytest.mark.slow
def test_a_small_difference_is_doubtful_and_more_draws_settle_it():
    slightly = np.array([0.47, 0, 0.27, 0.17, 0.09])
    few = [same(drawn(choose(1), 1000, i * 5000), drawn(choose(1, slightly), 1000, i * 5000 + 2000))
           for i in range(12)]  # fmt: skip
    assert any(difference is None for difference in few)
    many = same(drawn(choose(1), 20_000), drawn(choose(1, slightly), 20_000, 50_000))
    assert many.kind == "value"


def test_a_wild_spread_of_ones_own_widens_no_tolerance():
    def all_or_nothing(seed):
        return [0] * 100 if seed % 20 == 0 else []

    steady = drawn(lambda seed: [0] * int(np.random.default_rng(seed).integers(1, 3)))
    assert same(steady, drawn(all_or_nothing)) is not None


# --- answers from outside -------------------------------------------------------------------

arrays = st.sampled_from(
    [np.arange(3), np.array([], np.int64), np.array([1, 1]), np.array([-1, 4]), np.ones(2),
     np.array([[1]]), np.array([2**62, 2**62]), np.array([2], np.int32)]
)  # fmt: skip
things = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | arrays


@settings(deadline=None, max_examples=300)
@given(
    st.fixed_dictionaries({"ids": things, "lengths": things, "again": things})
    | st.fixed_dictionaries({"other": things | st.just(Other("x"))})
    | st.dictionaries(st.sampled_from(["ids", "lengths", "other"]), things)
    | things
)
def test_nothing_that_a_tampered_kernel_sends_crashes_the_comparison(answer):
    assert isinstance(same(drawn(choose(2), 3), decode(encode(answer))), Difference)


def test_draws_survive_the_journey():
    answer = drawn(choose(6), again=5)
    assert same(answer, decode(encode(answer))) is None
    assert len(read(decode(encode(answer))).each) == 405


def test_a_function_for_one_seed_becomes_one_for_many():
    answer = drawing(lambda seed, size: list(range(size)))(seeds(3), 2)
    assert answer["ids"].tolist() == [0, 1] * 3
