import numpy as np
import pytest

from w2vlib import UnknownWordError, WordVectors

WORDS = ["man", "woman", "king", "queen", "nothing"]


@pytest.fixture
def vectors():
    matrix = np.array([[1, 0, 0.1], [0, 1, 0.1], [1, 0, 2], [0.1, 1, 2], [0, 0, 0]])
    return WordVectors(WORDS, matrix * 3)


def test_neighbors_come_by_falling_cosine_without_the_word_itself(vectors):
    found = vectors.neighbors("king", k=10)
    assert [word for word, _ in found] == ["queen", "man", "woman", "nothing"]
    cosine = [c for _, c in found]
    assert cosine == sorted(cosine, reverse=True)
    assert cosine[0] == pytest.approx(vectors.similarity("king", "queen"))
    assert vectors.similarity("king", "king") == pytest.approx(1)


def test_a_zero_vector_is_similar_to_nothing(vectors):
    assert vectors.similarity("nothing", "king") == 0
    assert np.isfinite([c for _, c in vectors.neighbors("nothing")]).all()


def test_an_analogy_leaves_out_the_words_of_the_question(vectors):
    assert vectors.analogy("man", "king", "woman", k=1)[0][0] == "queen"
    answers = [word for word, _ in vectors.analogy("man", "king", "woman", k=9)]
    assert sorted(answers) == ["nothing", "queen"]


def test_analogies_use_unit_vectors():
    # without scaling, the long vector b would decide
    matrix = np.array([[1, 0, 0], [0, 50, 0], [1, 0, 1], [0, 1, 1], [0, 1, 0.05]])
    assert WordVectors("abcde", matrix).analogy("a", "b", "c", k=1)[0][0] == "d"


def test_analogy_accuracy_leaves_out_unknown_words(vectors):
    right, wrong = ("man", "king", "woman", "queen"), ("man", "king", "woman", "nothing")
    assert vectors.analogy_accuracy([right, wrong, ("man", "king", "uncle", "aunt")]) == 0.5
    assert np.isnan(vectors.analogy_accuracy([("x", "y", "z", "w")]))


def test_an_unknown_word_gets_near_spellings(vectors):
    with pytest.raises(UnknownWordError, match=r"'quen' .* queen"):
        vectors.neighbors("quen")


@pytest.mark.parametrize("name", ["v.npz", "v.txt"])
def test_saved_vectors_are_read_back_exactly(vectors, tmp_path, name):
    vectors.matrix[0] = np.float32([1 / 3, 1e-30, -7])
    vectors.save(tmp_path / name)
    loaded = WordVectors.load(tmp_path / name)
    assert loaded.words == WORDS
    np.testing.assert_array_equal(loaded.matrix, vectors.matrix)
    assert WordVectors.load(tmp_path / name).matrix.dtype == np.float32


def test_a_folder_gives_the_vectors_inside(vectors, tmp_path):
    vectors.save(tmp_path / "vectors.txt")
    assert WordVectors.load(tmp_path).words == WORDS


def test_gensim_reads_the_text_format(vectors, tmp_path):
    keyed_vectors = pytest.importorskip("gensim.models").KeyedVectors
    vectors.save(tmp_path / "vectors.txt")
    keyed = keyed_vectors.load_word2vec_format(str(tmp_path / "vectors.txt"))
    assert keyed.index_to_key == WORDS
    np.testing.assert_array_equal(keyed["queen"], vectors["queen"])


def test_white_space_in_a_word_does_not_break_the_text_format(tmp_path):
    WordVectors(["new york", "a\tb"], np.eye(2)).save(tmp_path / "v.txt")
    assert WordVectors.load(tmp_path / "v.txt").words == ["new_york", "a_b"]


def test_missing_and_damaged_files_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no vectors at"):
        WordVectors.load(tmp_path / "none.npz")
    with pytest.raises(FileNotFoundError, match="holds neither"):
        WordVectors.load(tmp_path)
    for name, content, message in (
        ("a.txt", "not a header\n", "line 1"),
        ("b.txt", "2 2\na 1 2\nb 1\n", "line 3"),
        ("e.txt", "1 2\na 1 x\n", "line 2"),
        ("f.txt", "1 2\na 1 2\nb 3 4\n", "more than the 1 words"),
        ("c.txt", "2 2\na 1 2\n", "ends after 1 of 2"),
        ("d.npz", "not a zip", "d.npz is not"),
    ):
        (tmp_path / name).write_text(content)
        with pytest.raises(ValueError, match=message):
            WordVectors.load(tmp_path / name)
