"""What lesson 06 says in words, numbers and alt texts, computed again.

The text that it reads depends on the versions of two packages, so its numbers are told as "about".
"""

import re

import numpy as np
import pytest
import student_code
import tensorflow as tf
from prose import Prose

from grader_tests import registry
from tools import lessons
from w2vlib import Settings, subsampling

LESSON = "06-subsampling"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after
NUMBER = r"\d+(?:\.\d+)?"
READ = ("corpus = Docstrings",)
RULES = (*READ, "threshold = 1e-4", "def describe", "by_percentile =", "rules = {")
KEPT = (*RULES, "sentence = ", "some = sentences", "places = np.arange", "stays = np.isin")
ALL_KEPT_BELOW = ((1 + 5**0.5) / 2) ** 2  # in thresholds, by word2vec.c


def number(pattern: str) -> float:
    """The number in the passage of the lesson that ``pattern`` describes."""
    return float(said(pattern)[1].replace(",", ""))


# --- frequent words -------------------------------------------------------------------------


def test_in_the_story_the_is_in_a_third_of_the_pairs():
    said("takes part in a third of all pairs")
    lesson = names_after("told = story")
    pairs, the = lesson["pairs"], lesson["the"]
    assert (pairs == the).any(axis=1).mean() == pytest.approx(1 / 3, abs=0.01)


def test_the_words_that_the_cell_shows_have_the_among_their_contexts(capsys):
    Prose(LESSON).names_after("told = story")
    lines = re.findall(r"(\w+) +is near (.+)", capsys.readouterr().out)
    assert [word for word, _ in lines] == ["growl", "bowl", "laughed", "milk"]
    said(r"\*The\* is among the first three contexts of all four words")
    assert all("the" in contexts.split(", ") for _, contexts in lines)
    assert "cook" in dict(lines)["laughed"]


def test_one_word_in_twelve_is_the_and_it_comes_more_than_ten_thousand_times():
    said(r"one word in twelve is \*the\*")
    said("the ten thousandth time")
    lesson = names_after(*READ)
    assert lesson["words"][0] == "the"
    assert 11 < 1 / lesson["frequency"][0] < 13
    assert lesson["counts"][0] > 20_000
    assert lesson["frequency"].sum() == pytest.approx(1)


def test_a_hundred_words_are_more_than_half_of_the_text_and_many_words_are_rare():
    lesson = names_after(*READ)
    frequency = lesson["frequency"]
    question = registry.find("06.how_much").questions["how_much"]
    stated = int(re.search(r"about (\d),000 different words", question.text)[1])
    assert round(len(lesson["words"]) / 1000) == stated
    assert 0.5 < frequency[:100].sum() < 0.6
    assert 0.25 < frequency[:10].sum() < 0.35
    said_of_the = re.search(r"\*the\* alone is (\d) %", question.options["hundredth"].reason)
    assert round(100 * frequency[0]) == int(said_of_the[1])
    assert 0.2 < np.mean(lesson["counts"] == 1) < 0.35


# --- the published rule ---------------------------------------------------------------------


@pytest.mark.parametrize(("times", "stays"), [(100, 10), (10_000, 100)])
def test_far_above_the_threshold_one_token_of_the_root_stays(times, stays):
    said(r"100 times as frequent as \$t\$, one token in 10 stays; if it is 10,000 times as "
         r"frequent, one in 100")  # fmt: skip
    kept = 1 - subsampling.discard_probability(np.array([times * 1e-5]), 1e-5)
    assert kept[0] == pytest.approx(1 / stays)


def test_four_times_as_frequent_becomes_twice_as_frequent_and_the_order_stays():
    said("four times as frequent as another one is still twice as frequent")
    f = np.geomspace(2e-4, 0.2, 50)
    for keep in (
        1 - subsampling.discard_probability(f, 1e-4),
        subsampling.keep_probability(f, 1e-4),
        np.sqrt(1e-4 / (f + 1e-4)),
    ):
        assert np.all(np.diff(f * keep) > 0)
    two = np.array([0.04, 0.01])
    left = two * (1 - subsampling.discard_probability(two, 1e-4))
    np.testing.assert_allclose(left, np.sqrt(two * 1e-4))
    assert left[0] / left[1] == pytest.approx(2)


def test_nothing_is_removed_just_above_the_threshold_and_nothing_dropped_below_it():
    lesson = names_after("threshold = 1e-4")
    times, chance = lesson["times"], lesson["discard"]
    formula = 1 - np.sqrt(1 / times)
    assert np.all(formula[times < 1] < 0)
    assert np.all(chance[times <= 1] == 0)
    assert 0 < chance[times == 1.1][0] < 0.05
    assert round(chance[times == 2][0], 2) == 0.29
    assert np.all(np.diff(chance) >= 0)
    assert chance.max() < 0.98
    for option in registry.find("06.above_threshold").questions["above_threshold"].options.values():
        assert "0.29" in option.reason


# --- the rule of the program ----------------------------------------------------------------


def test_the_programs_rule_is_the_papers_and_a_share_more():
    f, t = np.geomspace(1e-3, 0.2, 30), 1e-4
    paper = 1 - subsampling.discard_probability(f, t)
    np.testing.assert_allclose(subsampling.keep_probability(f, t), paper + t / f)


def test_the_program_drops_nothing_up_to_2_62_thresholds():
    begins = number(r"It begins at \$f = (\d\.\d\d)\\,t\$")
    assert begins == round(ALL_KEPT_BELOW, 2)
    x = number(rf"There \$x\$ is ({NUMBER})")
    assert x + x**2 == pytest.approx(1, abs=1e-3)
    assert 1 / x**2 == pytest.approx(begins, abs=0.01)
    f = np.array([2, ALL_KEPT_BELOW - 0.01, ALL_KEPT_BELOW + 0.01]) * 1e-4
    keep = subsampling.keep_probability(f, 1e-4)
    assert np.all(keep[:2] == 1)
    assert keep[2] < 1
    message = {m.id: m.message for m in registry.find("06.keep_probability").misconceptions}
    assert "2.6 times the threshold" in message["cut-off-at-threshold"]


def test_far_above_the_threshold_paper_and_program_almost_agree():
    f = np.array([1e-1])
    paper = 1 - subsampling.discard_probability(f, 1e-4)
    assert subsampling.keep_probability(f, 1e-4) == pytest.approx(paper, rel=0.04)


def test_mixed_up_seven_words_of_eight_are_gone_and_the_is_more_frequent_than_before():
    said("throws away seven words of eight")
    lesson = names_after(*RULES)
    frequency, discard = lesson["frequency"], 1 - lesson["rules"]["paper"]
    gone = discard == 0
    assert gone.mean() == pytest.approx(7 / 8, abs=0.03)
    assert gone[frequency <= 1e-4].all()
    left = frequency * discard
    assert left[0] / left.sum() > frequency[0]
    assert discard[0] > 0.95
    right = frequency * (1 - discard)
    assert right[0] / right.sum() < frequency[0] / 5


# --- the percentile -------------------------------------------------------------------------


def test_most_words_are_rarer_than_the_percentile_says():
    frequency = names_after(*READ)["frequency"]
    for percentile in (85, 95, 99):
        rarer = np.mean(frequency < np.percentile(frequency, percentile))
        assert rarer == pytest.approx(percentile / 100, abs=0.01)


def test_at_its_threshold_the_percentile_rule_drops_29_percent_and_of_every_word_some():
    said(r"\\sqrt\{1/2\} = 0\.71\$, so 29 % are dropped")
    lesson = names_after(*RULES)
    counts, chance = lesson["counts"], lesson["by_percentile"]
    assert 1 - np.sqrt(1 / 2) == pytest.approx(0.29, abs=0.005)
    nearest = lesson["nearest"]
    assert chance[nearest] == pytest.approx(0.29, abs=0.01)
    assert chance.min() > 0.005
    assert np.all(chance[counts == 1] == chance.min())
    reason = registry.find("06.at_the_percentile").questions["at_the_percentile"]
    assert all("0.29" in option.reason for option in reason.options.values())


def test_the_percentile_of_this_text_is_near_the_threshold_that_the_lesson_uses():
    said(r"85th percentile is near the threshold \$10\^\{-4\}\$")
    lesson = names_after(*RULES)
    assert lesson["threshold"] == 1e-4
    assert np.percentile(lesson["frequency"], 85) == pytest.approx(1e-4, rel=0.3)


# --- side by side ---------------------------------------------------------------------------


def three_words():
    lesson = names_after(*RULES)
    return {name: chances[lesson["three"]] for name, chances in lesson["rules"].items()}


def test_the_rules_agree_about_the_and_differ_about_the_two_other_words():
    kept = three_words()
    the = [chances[0] for chances in kept.values()]
    assert max(the) < 1.15 * min(the)
    assert kept["word2vec.c"][1] > 1.3 * max(kept["paper"][1], kept["percentile"][1])
    assert kept["word2vec.c"][2] == kept["paper"][2] == 1
    assert kept["percentile"][2] < 0.8


def test_the_rules_side_by_side_are_the_librarys():
    lesson = names_after(*RULES)
    counts = lesson["counts"]
    for rule, name in (("published", "paper"), ("word2vec", "word2vec.c")):
        settings = Settings(subsample=1e-4, subsample_rule=rule)
        np.testing.assert_allclose(
            subsampling.keep_chances(counts, settings), lesson["rules"][name]
        )
    settings = Settings(subsample_rule="percentile")
    chances = subsampling.keep_chances(counts, settings)
    np.testing.assert_allclose(chances, lesson["rules"]["percentile"])


def test_the_alt_text_of_the_three_rules_is_right():
    lesson = names_after(*RULES, "def draw_rules")
    figure = lesson["draw_rules"](1e-4)
    lines = {line.get_label(): line.get_data() for line in figure.axes[0].lines[:3]}
    level = said(rf"word2vec.c is level at 1 up to ({NUMBER}), that of the paper up to ({NUMBER});")
    for name, end in zip(("word2vec.c", "paper"), map(float, level.groups()), strict=True):
        f, keep = lines[name]
        assert np.all(keep[f < end] == 1)
        assert np.all(keep[f > 1.1 * end] < 1)
    f, lowest = lines["with + t"]
    assert lowest[0] == pytest.approx(number(rf"with \+ t falls from ({NUMBER}) all"), abs=0.006)
    assert np.all(np.diff(lowest) < 0)
    assert all(np.all(lowest <= keep + 1e-12) for _, keep in lines.values())
    at = {}
    for name, (f, keep) in lines.items():
        at[name] = np.interp(lesson["frequency"][lesson["three"]], f, keep)
    cluster = said(rf"at cluster they lie at ({NUMBER}), ({NUMBER}) and ({NUMBER});").groups()
    for name, stated in zip(lines, cluster, strict=True):
        assert at[name][1] == pytest.approx(float(stated), abs=0.02)
        assert at[name][0] == pytest.approx(0.03, abs=0.007)
    sigmoid = number(rf"frequency of sigmoid it is at ({NUMBER})")
    assert at["with + t"][2] == pytest.approx(sigmoid, abs=0.02)


# --- what remains ---------------------------------------------------------------------------


def test_the_alt_text_of_what_remains_is_right():
    lesson = names_after(*RULES, "def remains", "styles = ")
    shares = lesson["shares"]
    low, high = map(
        float, said(rf"word2vec.c goes from ({NUMBER}) to ({NUMBER}) and is the highest").groups()
    )
    program, paper, added = shares.values()
    assert (program[0], program[-1]) == (
        pytest.approx(low, abs=0.01),
        pytest.approx(high, abs=0.01),
    )
    assert np.all(np.array(program) > paper)
    assert np.all(np.array(paper) > added)
    assert added[0] == pytest.approx(paper[0], abs=0.01)
    assert added[-1] == pytest.approx(number(rf"lowest, at ({NUMBER})"), abs=0.01)
    dot = number(rf"85th percentile lies on it, at ({NUMBER})")
    left = lesson["remains"](1 - lesson["by_percentile"])
    assert left == pytest.approx(dot, abs=0.01)
    t = np.percentile(lesson["frequency"], 85)
    assert lesson["remains"](lesson["tutorial_rule"](lesson["frequency"], t)) == pytest.approx(left)


def test_one_in_a_hundred_thousand_leaves_a_seventh_and_thins_out_half_of_the_words():
    said(r"leaves a seventh of this text by the paper's rule")
    said(r"four or five occurrences here, so nearly half of the words are thinned out")
    lesson = names_after(*READ)
    frequency, total = lesson["frequency"], lesson["counts"].sum()
    left = frequency @ (1 - subsampling.discard_probability(frequency, 1e-5))
    assert left == pytest.approx(1 / 7, abs=0.01)
    assert 4 <= 1e-5 * total <= 5
    assert 0.43 < np.mean(frequency > 1e-5) < 0.52
    in_a_billion = number(r"text of a billion words it stands for ([\d,]+)")
    assert in_a_billion == pytest.approx(1e-5 * 10**9)


# --- token by token -------------------------------------------------------------------------


def test_what_stays_lies_near_what_is_expected(capsys):
    Prose(LESSON).names_after(*KEPT[:7])
    printed = capsys.readouterr().out
    for word in ("the", "cluster", "sigmoid"):
        stayed, expected = re.findall(rf"{word} +[\d,]+ → +([\d,]+) +expected +([\d.]+)", printed)[
            0
        ]
        stayed, expected = float(stayed.replace(",", "")), float(expected)
        assert abs(stayed - expected) < 4 * np.sqrt(expected) + 1


def test_seeds_keep_other_tokens_of_the_sentence_and_frequent_words_go():
    lesson = names_after(*KEPT)
    ids = lesson["vocabulary"].index(lesson["sentence"])
    kept = {tuple(lesson["subsample"](ids, lesson["chances"], seed)) for seed in (1, 2, 3)}
    assert len(kept) == 3
    assert all(tokens.count(0) < 3 for tokens in kept)


# --- windows --------------------------------------------------------------------------------


def distance(rows):
    return np.abs(rows[:, 1] - rows[:, 0])


def test_two_of_five_tokens_stay():
    lesson = names_after(*KEPT)
    assert len(lesson["kept"]) / len(lesson["tokens"]) == pytest.approx(2 / 5, abs=0.03)


def test_subsampling_first_widens_the_windows_and_windows_first_does_not():
    said("about half of the pairs stood further apart than that")
    lesson = names_after(*KEPT)
    without, first, after = lesson["ways"].values()
    assert distance(without).max() == distance(after).max() == 2
    assert np.mean(distance(first) > 2) == pytest.approx(0.5, abs=0.05)
    assert distance(first).mean() > 1.8 * distance(without).mean()


def test_windows_first_leaves_half_as_many_pairs_and_the_is_rare_either_way():
    said("only half as many pairs are left")
    lesson = names_after(*KEPT)
    _, first, after = lesson["ways"].values()
    assert len(after) / len(first) == pytest.approx(1 / 2, abs=0.05)
    tokens = lesson["tokens"]
    shares = [np.mean((tokens[rows] == 0).any(axis=1)) for rows in lesson["ways"].values()]
    assert max(shares[1:]) < 0.02 < 0.15 < shares[0]


def test_of_the_pairs_of_two_very_frequent_words_hardly_one_in_a_hundred_is_left():
    options = registry.find("06.windows_first").questions["windows_first"].options
    assert "hardly one in a hundred" in options["more"].reason
    chances = names_after(*RULES)["rules"]["word2vec.c"][:10]
    assert np.multiply.outer(chances, chances).max() < 0.015


def test_the_pairs_of_places_are_those_of_the_kept_tokens_and_cross_no_sentence():
    lesson = names_after(*KEPT)
    ends, kept, tokens = lesson["ends"], lesson["kept"], lesson["tokens"]
    assert np.all(np.diff(kept) > 0)
    assert ends[-1] == len(tokens)
    for rows in lesson["ways"].values():
        of_target, of_context = (np.searchsorted(ends, column, side="right") for column in rows.T)
        assert np.array_equal(of_target, of_context)
    assert set(np.unique(lesson["first"])) <= set(kept.tolist())
    np.testing.assert_array_equal(  # the same seed keeps the same tokens, whatever their ids are
        tokens[kept], lesson["subsample"](tokens, lesson["chances"], 1)
    )


def test_the_alt_text_of_the_distances_is_right():
    without, first, after = names_after(*KEPT)["ways"].values()
    for rows in (without, after):
        share = np.bincount(distance(rows), minlength=3) / len(rows)
        assert share[1] + share[2] == 1
        assert share[1] == pytest.approx(0.5, abs=0.04)
    share = np.bincount(distance(first), minlength=13) / len(first)
    one, two = said(rf"({NUMBER}) at 1, ({NUMBER}) at 2, then falling").groups()
    assert share[1:3] == pytest.approx([float(one), float(two)], abs=0.01)
    assert np.all(np.diff(share[1:13]) < 0)
    assert share[11] < 0.005


def test_a_window_reaches_a_little_less_than_the_share_that_stays_would_say():
    said("In fact a little less")
    lesson = names_after(*KEPT, "def mean_reach")
    reach, kept, places = (lesson[name] for name in ("mean_reach", "kept", "places"))
    factor = len(places) / len(kept)
    for window in (1, 2, 3):
        assert reach(places, window) == window
        assert 0.7 * window * factor < reach(kept, window) < window * factor
    assert 3.5 < reach(kept, 2) < 5
    options = registry.find("06.reach").questions["reach"].options
    assert options["further"].text == "about 4 or 5 places"


# --- Keras ----------------------------------------------------------------------------------


def test_keras_drops_targets_only_and_does_not_widen_the_window():
    lesson = names_after(*KEPT, "random.seed(0)")
    couples, tokens = lesson["couples"], lesson["tokens"]
    assert distance(couples).max() == 2
    of_targets, of_contexts = (np.mean(tokens[column] == 0) for column in couples.T)
    whole = np.mean(tokens[:5000] == 0)
    assert of_targets < whole / 4
    assert of_contexts == pytest.approx(whole, rel=0.15)


def test_keras_makes_its_table_by_the_papers_rule_and_guesses_frequencies_from_ids():
    table = tf.keras.preprocessing.sequence.make_sampling_table(1000, sampling_factor=1e-5)
    rank = np.arange(1, 1000)
    guessed = 1 / (rank * (np.log(rank) + 0.577) + 0.5 - 1 / (12 * rank))
    paper = 1 - subsampling.discard_probability(guessed, 1e-5)
    np.testing.assert_allclose(table[1:], paper)


# --- the lesson's outside -------------------------------------------------------------------


def test_a_trainer_subsamples_as_the_lesson_says():
    settings = Settings()
    assert settings.subsample_rule == "word2vec"
    assert settings.subsample_threshold == 1e-3
    for rule in ("word2vec", "published", "percentile"):
        said(f'"{rule}"')
        Settings(subsample_rule=rule)
    for exercise in registry.exercises("06"):
        assert hasattr(subsampling, exercise.answer_name)


def test_counts_in_place_of_frequencies_thin_out_every_word():
    counts = np.array([1, 20, 300, 40_000])
    assert np.all(subsampling.keep_probability(counts, 1e-3) < 0.04)


FORMS = {
    "list": lambda answer: np.asarray(answer).tolist(),
    "tensor": tf.constant,
    "float32": lambda answer: np.asarray(
        answer, np.int32 if np.asarray(answer).dtype.kind == "i" else np.float32
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_no_cell_stops_at_a_right_answer_of_another_form(form, monkeypatch):
    namespace = {"__name__": "__main__"}
    for cell in lessons.read(LESSON).cells:
        if cell.cell_type == "code":
            student_code.run(cell.source, namespace)
            namespace["show"] = lambda figure, alt: None
        if exercise := cell.metadata.get("exercise"):
            own = namespace[name := exercise.split(".")[1]]
            namespace[name] = lambda *a, own=own, **k: FORMS[form](own(*a, **k))
    assert {"left", "ways", "couples"} <= set(namespace)


def test_the_minutes_of_the_lesson_leave_time_to_read():
    minutes = number(rf"takes about ({NUMBER}) minutes")
    assert sum(exercise.minutes for exercise in registry.exercises("06")) < minutes


def test_the_errors_that_the_folds_explain_are_raised():
    def texts(name):
        return [re.escape(text) for text, _ in registry.find(f"06.{name}").errors]

    for name, python in (("discard_probability", max), ("keep_probability", min)):
        truth, scalar = texts(name)
        with pytest.raises(ValueError, match=truth):
            python(0, np.ones(2))
        with pytest.raises(TypeError, match=scalar):
            float(np.ones(2))
    quantile, division, cast = texts("percentile_discard_probability")
    with pytest.raises(ValueError, match=quantile):
        np.quantile(np.ones(3), 85)
    with pytest.raises(TypeError, match=division):
        [1, 2] / sum([1, 2])
    with pytest.raises(TypeError, match=cast):
        counts = np.array([1, 2])
        counts /= counts.sum()
    shapes, mask, truth, index = texts("subsample")
    with pytest.raises(ValueError, match=shapes):
        _ = np.ones(3) < np.ones(2)
    with pytest.raises(IndexError, match=mask):
        np.ones(3)[np.ones(2, bool)]
    with pytest.raises(ValueError, match=truth):
        bool(np.ones(2) < 1)
    with pytest.raises(TypeError, match=index):
        [1, 2][np.array([0, 1])]


def test_the_lesson_ends_with_the_question_that_the_next_one_answers():
    last = lessons.read(LESSON).cells[-1].source
    assert "07-cosine-similarity" in last
    assert "?" in last
