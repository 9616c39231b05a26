"""Phrases by hand, and beside gensim's."""

import random

import pytest
from gensim.models.phrases import Phrases as GensimPhrases

from w2vlib import Trainer
from w2vlib.corpora import SentenceList
from w2vlib.tokens.phrases import Phrases, find_phrases
from w2vlib.tokens.text import Text


def test_a_pair_is_a_phrase_when_its_score_is_above_the_threshold():
    sentences = [["new", "york"]] * 8 + [["new", "car"]] * 2 + [["old"]] * 80
    # 100 words; new york: (8 - 5) / (10 * 8) * 100 = 3.75; new car occurs too rarely.
    text = SentenceList(sentences)
    assert find_phrases(text, threshold=3.7).pairs == {"new york"}
    assert find_phrases(text, threshold=3.75).pairs == set()


def test_phrases_are_joined_from_the_left_and_are_no_parts_of_others():
    phrases = Phrases(["new york", "york city", "a a"])
    assert phrases.join(["in", "new", "york", "city"]) == ["in", "new_york", "city"]
    assert phrases.join(["york", "city", "a", "a", "a"]) == ["york_city", "a_a", "a"]
    assert phrases.join([]) == []


def test_phrases_are_those_of_gensim():
    rng = random.Random(0)
    words = [f"w{i}" for i in range(60)]
    sentences = []
    for _ in range(3000):
        sentence = rng.choices(words, weights=range(1, 61), k=8)
        if rng.random() < 0.3:
            first = rng.randrange(0, 60, 5)
            sentence[2:4] = words[first], words[(first + 1) % 60]
        sentences.append(sentence)
    theirs = GensimPhrases(sentences, min_count=5, scoring="default", delimiter="_")
    # gensim multiplies by its number of entries, word2phrase.c by the number of words.
    theirs.threshold = 4.0 * len(theirs.vocab) / sum(map(len, sentences))
    ours = find_phrases(SentenceList(sentences), threshold=4.0)
    assert 5 < len(ours.pairs) < 100
    assert [ours.join(s) for s in sentences] == [theirs[s] for s in sentences]


SENTENCES = [["we", "saw", "new", "york"], ["a", "new", "car"], ["b", "c", "d", "e"]] * 60


def test_the_vocabulary_and_the_tokens_hold_joined_words(monkeypatch):
    monkeypatch.setattr("w2vlib.tokens.text.find_phrases", lambda *_, **__: Phrases(["new york"]))
    text = Text(SentenceList(SENTENCES), phrases=True, hold_out=False)
    assert text.words == text.training.words == 60 * 10
    assert "new_york" in text.vocabulary and text.vocabulary.count("new") == 60
    words = text.vocabulary.word(text.training.whole().ids[:3])
    assert words == ["we", "saw", "new_york"]


def test_a_given_vocabulary_tells_its_phrases():
    trained = Text(SentenceList([["x", "new_york"], ["new", "york"]] * 9), phrases=False)
    again = Text(
        SentenceList(SENTENCES), phrases=True, vocabulary=trained.vocabulary, hold_out=False
    )
    ids = again.training.whole().ids[:2]
    assert again.vocabulary.word(ids) == ["new_york", "new"]


@pytest.mark.parametrize("phrases", [True, False])
def test_the_trainer_joins_phrases_on_request(phrases):
    text = [["we", "saw", "hong", "kong"], *([f"w{i}" for i in range(j, j + 9)] for j in range(50))]
    trainer = Trainer(text * 12, phrases=phrases, dim=4, epochs=1, progress=False)
    assert ("hong_kong" in trainer.vocabulary) == phrases
