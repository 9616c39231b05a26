"""What lesson 02 says in words, numbers and alt texts, computed again."""

import re
from functools import cache

import numpy as np
import pytest
import tensorflow as tf
from prose import Prose

from grader_tests import registry
from w2vlib import Trainer, build_vocabulary, sentence_pairs, skip_gram_pairs, used_share
from w2vlib.corpora.story import story
from w2vlib.plots import PALETTE

LESSON = "02-skip-gram-pairs"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after
NUMBER = r"\d+(?:\.\d+)?"


def numbers(passage: str) -> list[float]:
    return [float(number) for number in re.findall(NUMBER, passage.replace(",", ""))]


@cache
def told():
    """Sentences of the story as ids, and the words."""
    sentences = story(2000)
    words = build_vocabulary([word for sentence in sentences for word in sentence])
    place = {word: i for i, word in enumerate(words)}
    return [np.array([place[word] for word in sentence]) for sentence in sentences], words


# --- the window -----------------------------------------------------------------------------


def test_the_sentence_has_seven_words_and_22_pairs_in_a_window_of_2():
    sentence = story(7)[2]
    assert " ".join(sentence) == "the dog can growl at the cat"
    contexts = [min(i, 2) + min(6 - i, 2) for i in range(7)]
    assert contexts == [2, 3, 4, 4, 4, 3, 2]
    assert sum(contexts) == len(skip_gram_pairs(np.arange(7), 2)) == 22
    option = registry.find("02.how_many_pairs").questions["how_many_pairs"].options
    assert "2 + 3 + 4 + 4 + 4 + 3 + 2" in option["twenty_two"].reason
    assert option["twenty_two"].text == "22"


def test_the_alt_text_of_the_sliding_window_tells_the_contexts_of_each_target():
    assert said("the first target, the, has two of them, the second three, the three in the "
                "middle four, then three and two".replace("the first", "The first"))  # fmt: skip
    assert said("the target is an orange square, and the words at most two places away are blue")
    red, green, blue = (int(PALETTE["vermilion"][i : i + 2], 16) for i in (1, 3, 5))
    assert 0.3 * red < green < 0.7 * red  # between red and yellow
    assert blue < 0.3 * green
    assert said(r'colour = "vermilion" if place == target else "blue"')


@pytest.mark.parametrize("window", [1, 2, 3, 5])
@pytest.mark.parametrize("extra", [1, 2, 10])
def test_the_formula_for_the_number_of_pairs_holds_while_the_window_is_shorter(window, extra):
    n = window + extra
    assert len(skip_gram_pairs(np.arange(n), window)) == 2 * window * n - window * (window + 1)
    assert said(r"there are \$2wn - w\(w \+ 1\)\$ pairs. For seven words .* \$28 - 6 = 22\$")


def test_each_edge_costs_1_to_w_pairs():
    for window in (1, 2, 4):
        missing = 2 * window * 50 - len(skip_gram_pairs(np.arange(50), window))
        assert missing == 2 * sum(range(1, window + 1))


def test_the_alt_text_of_pairs_per_token_is_right():
    def per_token(n, window):
        return len(skip_gram_pairs(np.arange(n), window)) / n

    passage = said(
        r"curve bends and reaches (\d+); with 7 words it stops at (\d+), from a window of (\d+)"
    )
    reaches, stops, at = map(float, passage.groups())
    assert per_token(20, 15) == pytest.approx(reaches, abs=0.05)
    assert per_token(7, int(at)) == stops == per_token(7, 15)
    assert per_token(7, int(at) - 1) < stops
    steps = np.diff([per_token(1000, w) for w in range(1, 16)])
    assert ((steps > 1.9) & (steps < 2)).all()


def test_most_words_have_several_answers_in_the_text():
    ids, _ = told()
    for window in (2, 5):
        sides = [(i, len(s) - 1 - i) for s in ids for i in range(len(s))]
        contexts = np.minimum(sides, window).sum(axis=1)
        assert contexts.sum() == len(sentence_pairs(ids, window))
        assert (contexts > 1).mean() > 0.5
    assert said("The text itself holds the answers, for most words several")


def test_a_word_may_be_paired_with_itself_as_the_text_says():
    pairs = skip_gram_pairs(np.array([0, 1, 2, 0, 1]), 3)  # the dog and the dog
    assert [1, 1] in pairs.tolist()
    assert "*the dog and the dog* a window of 3 pairs *dog* with *dog*" in PROSE.text


# --- three mistakes -------------------------------------------------------------------------


def test_full_windows_lose_almost_half_at_2_and_everything_at_5():
    ids, words = told()
    full_windows_only = names_after("def full_windows_only", "id_of =")["full_windows_only"]
    lost = {}
    for window in (2, 5):
        every = sentence_pairs(ids, window)
        full = np.concatenate([full_windows_only(sentence, window) for sentence in ids])
        lost[window] = 1 - len(full) / len(every)
        if window == 2:
            assert words.index("bowl") not in full[:, 0]
            assert words.index("bowl") in every[:, 0]
    assert 0.4 < lost[2] < 0.5
    assert lost[5] == 1
    assert max(map(len, ids)) < 11  # "a sentence would need eleven words"
    assert said("almost half of the pairs are gone. With a window of 5 there are none left: a "
                "sentence would need eleven words")  # fmt: skip


def test_bowl_is_the_last_word_of_every_sentence_that_it_is_in():
    with_bowl = [sentence for sentence in story(2000) if "bowl" in sentence]
    assert with_bowl
    assert all(s.index("bowl") == len(s) - 1 for s in with_bowl)


def test_keras_skips_id_0_and_there_should_be_six_pairs():
    theirs, _ = tf.keras.preprocessing.sequence.skipgrams(
        [0, 1, 2, 3], vocabulary_size=4, window_size=1, negative_samples=0, shuffle=False
    )
    ours = skip_gram_pairs(np.arange(4), 1).tolist()
    assert len(ours) == 6
    assert theirs == [pair for pair in ours if 0 not in pair]
    assert told()[1][0] == "the"  # the most frequent word
    described = tf.keras.preprocessing.sequence.skipgrams.__doc__
    assert "DEPRECATED" in described
    assert "0 is expected to be a non-word and will be skipped" in " ".join(described.split())
    assert said(r"skips it\. \(.+?\) Its documentation says so")


def test_two_of_the_mistakes_lose_pairs_and_one_makes_false_ones():
    assert said("avoid three mistakes: two that lose pairs, and one that makes false ones")
    full_windows_only = names_after("def full_windows_only", "id_of =")["full_windows_only"]
    ids, _ = told()
    right = set(map(tuple, sentence_pairs(ids, 2).tolist()))
    full = {pair for s in ids for pair in map(tuple, full_windows_only(s, 2).tolist())}
    assert full < right
    joined = set(map(tuple, skip_gram_pairs(np.concatenate(ids), 2).tolist()))
    assert right < joined


def test_200_sentences_tell_the_share_of_wrong_pairs_well_enough():
    assert said("The first 200 sentences tell it well enough")

    def share(sentences, window):
        joined = len(skip_gram_pairs(np.concatenate(sentences), window))
        return 1 - len(sentence_pairs(sentences, window)) / joined

    ids, _ = told()
    for window in (1, 2, 5):
        assert share(ids[:200], window) == pytest.approx(share(ids, window), abs=0.01)


def test_joined_sentences_give_growl_two_contexts_of_the_next_sentence():
    first, second = story(7)[:2]
    assert (" ".join(first), " ".join(second)) == ("the dog can growl", "the cat can purr")
    joined = first + second
    pairs = skip_gram_pairs(np.arange(8), 2).tolist()
    right = [joined[j] for i, j in pairs if i == 3 and j > 3]
    assert right == ["the", "cat"]


# --- one prediction -------------------------------------------------------------------------


def test_four_pairs_of_one_target_share_one_prediction():
    lesson = names_after("def draw_windows", "sentence =", "id_of =", "pairs = np.asarray(skip",
                         "target_vectors =")  # fmt: skip
    assert lesson["four"].shape == (4, 2)
    assert len(np.unique(lesson["probabilities"], axis=0)) == 1
    np.testing.assert_allclose(lesson["probabilities"].sum(axis=1), 1)
    assert len(set(lesson["four"][:, 1].tolist())) == 4  # four different labels


def test_one_vector_in_both_roles_would_make_a_rare_pair_likely():
    ids, _ = told()
    pairs = sentence_pairs(ids, 2)
    assert (pairs[:, 0] == pairs[:, 1]).mean() < 0.01  # "A word rarely stands near itself"
    vector = np.random.default_rng(0).normal(size=8)
    assert vector @ vector == pytest.approx((vector**2).sum())  # "a sum of squares"
    assert said("A word rarely stands near itself. With one vector in both roles, its score with "
                "itself would be a sum of squares: never below 0, and higher")  # fmt: skip


def test_the_table_of_lesson_01_holds_the_target_vectors():
    settings = {"dim": 16, "window": 2, "min_count": 1, "subsample": 0, "seed": 1}
    trainer = Trainer(story(200), progress=False, validation=False, **settings)
    np.testing.assert_array_equal(trainer.vectors.matrix, trainer.model.input_table.numpy())
    assert said("The one in lesson 01 held the target vectors")


def test_the_pairs_of_one_sentence_and_of_the_story_have_names_of_their_own():
    """So that an earlier cell can be run again."""
    assert len(re.findall(r"(?<!_)pairs = np\.asarray\(", PROSE.text)) == 1
    assert said(r"story_pairs = np\.asarray\(sentence_pairs\(")


def test_shares_of_the_contexts_make_the_labels_more_probable_than_any_other_vector():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 5, 40)
    share = np.bincount(labels, minlength=5) / 40
    best = np.log(share[labels]).sum()
    for _ in range(1000):
        assert np.log(rng.dirichlet(np.ones(5)))[labels].sum() < best


def test_the_shares_in_the_alt_text_are_right_and_purr_keeps_growls_company():
    ids, words = told()
    pairs = sentence_pairs(ids, 2)
    alt = said(r"Of growl: (.*?)\. Of purr: (.*?)\. Of bowl: (.*?)\.\"")
    shares = {}
    for word, passage in zip(("growl", "purr", "bowl"), alt.groups(), strict=True):
        contexts = pairs[pairs[:, 0] == words.index(word), 1]
        shares[word] = np.bincount(contexts, minlength=len(words)) / len(contexts)
        top = np.argsort(-shares[word])[:4]
        stated = re.findall(rf"(\w+) ({NUMBER})", passage)
        assert [name for name, _ in stated] == [words[i] for i in top]
        for (_, value), i in zip(stated, top, strict=True):
            assert float(value) == pytest.approx(shares[word][i], abs=0.0051)
    apart = np.abs(shares["growl"] - shares["purr"]).sum()
    assert apart < 0.3 < np.abs(shares["growl"] - shares["bowl"]).sum()


# --- windows of random size -----------------------------------------------------------------


@pytest.mark.parametrize("window", [1, 2, 5, 10])
def test_random_windows_use_window_plus_one_contexts_on_average(window):
    used = 2 * sum(used_share(d, window) for d in range(1, window + 1))
    assert used == pytest.approx(window + 1)
    assert said(r"\$2\\,\(1 \+ 0\.8 \+ 0\.6 \+ 0\.4 \+ 0\.2\) = 6\$, "
                r"and in general \$w \+ 1\$ where")  # fmt: skip


def test_the_alt_text_of_the_shares_is_right():
    alt = said(r"exactly 1 at distance 1, then about (.*?), and exactly 0 from 6 on")
    stated = numbers(alt.group(1))
    assert stated == pytest.approx([used_share(d, 5) for d in (2, 3, 4, 5)])
    drawn = np.random.default_rng(2).integers(1, 6, size=2000)
    counted = [np.mean(drawn >= d) for d in range(1, 8)]
    np.testing.assert_allclose(counted, [used_share(d, 5) for d in range(1, 8)], atol=0.02)
    assert counted[0] == 1
    assert counted[5:] == [0, 0]


def test_the_minutes_of_the_lesson_leave_time_to_read():
    minutes = float(said(rf"takes about ({NUMBER}) minutes")[1])
    assert sum(exercise.minutes for exercise in registry.exercises("02")) < minutes
