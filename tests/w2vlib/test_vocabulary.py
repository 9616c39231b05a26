import numpy as np
import pytest

from w2vlib import UnknownWordError, Vocabulary, build_vocabulary

SENTENCES = [["the", "cat", "saw", "the", "dog"], ["a", "dog", "saw", "the", "bird"]]


@pytest.fixture
def vocabulary():
    return Vocabulary.from_sentences(SENTENCES)


def test_words_are_sorted_by_falling_count_and_ties_by_code_point():
    tokens = ["b", "a", "Z", "b", "é", "c", "c", "b"]
    assert build_vocabulary(tokens) == ["b", "c", "Z", "a", "é"]


def test_a_word_that_occurs_exactly_min_count_times_stays():
    assert build_vocabulary(["a", "a", "b", "c", "c", "c"], min_count=2) == ["c", "a"]


def test_index_takes_one_word_or_a_list(vocabulary):
    assert vocabulary.index("the") == 0
    ids = vocabulary.index(["saw", "the", "dog"])
    assert ids.dtype == np.int64 and ids.tolist() == [2, 0, 1]


def test_word_is_the_inverse_of_index(vocabulary):
    assert [vocabulary.word(vocabulary.index(w)) for w in vocabulary.words] == vocabulary.words
    assert vocabulary.word(np.array([1, 0])) == ["dog", "the"]


def test_an_id_out_of_range_is_an_error_even_if_negative(vocabulary):
    with pytest.raises(IndexError, match=r"0\.\.5"):
        vocabulary.word(-1)


def test_frequency_and_count_of_one_word_and_of_a_list(vocabulary):
    assert vocabulary.total == 10
    assert vocabulary.frequency("the") == pytest.approx(0.3)
    np.testing.assert_allclose(vocabulary.frequency(["dog", "bird"]), [0.2, 0.1])
    assert vocabulary.count("the") == 3
    assert vocabulary.count(["cat", "dog"]).tolist() == [1, 2]


def test_an_unknown_word_gets_near_spellings():
    vocabulary = Vocabulary(["colour", "colours", "house"], [3, 2, 1])
    with pytest.raises(UnknownWordError, match=r"'color' is not .*colour, colours") as error:
        vocabulary.index(["house", "color"])
    assert error.value.suggestions == ["colour", "colours"]


def test_an_unknown_word_like_no_other_gets_no_suggestion(vocabulary):
    with pytest.raises(UnknownWordError) as error:
        vocabulary.index("xylophone")
    assert "mean" not in str(error.value)


def test_save_and_load_give_the_same_vocabulary(tmp_path):
    saved = Vocabulary(["naïve", "a", "日本"], [7, 7, 1])
    saved.save(tmp_path / "new" / "vocabulary.tsv")
    loaded = Vocabulary.load(tmp_path / "new" / "vocabulary.tsv")
    assert loaded.words == saved.words and loaded.counts.tolist() == [7, 7, 1]


def test_loading_a_damaged_file_names_the_line(tmp_path):
    (tmp_path / "v.tsv").write_text("a\t3\nb 2\n")
    with pytest.raises(ValueError, match="line 2"):
        Vocabulary.load(tmp_path / "v.tsv")


def test_rising_counts_and_repeated_words_are_refused():
    with pytest.raises(ValueError, match="falling count"):
        Vocabulary(["a", "b"], [1, 2])
    with pytest.raises(ValueError, match="twice"):
        Vocabulary(["a", "a"], [2, 1])


def test_an_interrupted_write_leaves_the_earlier_file(tmp_path, monkeypatch):
    path = tmp_path / "vocabulary.tsv"
    Vocabulary(["old"], [1]).save(path)
    broken = Vocabulary(["new"], [1])
    broken.words = [None]  # fails in the middle of writing
    monkeypatch.setattr(broken, "counts", np.array([1, 2]))
    with pytest.raises(ValueError):
        broken.save(path)
    assert Vocabulary.load(path).words == ["old"]
    assert list(tmp_path.iterdir()) == [path]
