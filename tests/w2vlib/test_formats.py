"""Files of word vectors: our own, gensim's, word2vec.c's, GloVe's, and damaged ones."""

import gzip

import numpy as np
import pytest

from w2vlib.formats import vector_files
from w2vlib.vectors import WordVectors

WORDS = ["the", "käse", "'", "1984", "日本"]
ENDINGS = {"text": ".txt", "binary": ".bin", "glove": ".txt", "npz": ".npz"}


@pytest.fixture
def vectors():
    matrix = np.random.default_rng(0).normal(size=(5, 7)).astype(np.float32)
    matrix[0, :3] = np.float32([1 / 3, 1e-30, -7])
    return WordVectors(WORDS, matrix)


def same(one, other):
    assert one.words == other.words
    np.testing.assert_array_equal(one.matrix, other.matrix)


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("format", ENDINGS)
def test_every_format_gives_the_same_vectors_back_plain_and_gzipped(
    vectors, tmp_path, format, packed
):
    path = tmp_path / f"v{ENDINGS[format]}{packed}"
    vectors.save(path, format)
    assert (path.read_bytes()[:2] == b"\x1f\x8b") == (packed == ".gz")
    same(WordVectors.load(path), vectors)
    first = path.read_bytes()
    vectors.save(path, format)
    assert path.read_bytes() == first


@pytest.mark.parametrize("format", ENDINGS)
def test_the_content_tells_the_format_whatever_the_file_is_called(vectors, tmp_path, format):
    vectors.save(tmp_path / "odd-name", format)
    same(WordVectors.load(tmp_path / "odd-name"), vectors)
    (tmp_path / "packed").write_bytes(gzip.compress((tmp_path / "odd-name").read_bytes()))
    same(WordVectors.load(tmp_path / "packed"), vectors)


@pytest.mark.parametrize(("ending", "start"), [(".bin", b"5 7\nthe "), (".npz", b"PK")])
def test_the_ending_chooses_the_format_to_write(vectors, tmp_path, ending, start):
    vectors.save(tmp_path / f"v{ending}")
    assert (tmp_path / f"v{ending}").read_bytes().startswith(start)
    with pytest.raises(ValueError, match="the format is text; change one of them"):
        vectors.save(tmp_path / f"v{ending}", "text")


@pytest.mark.parametrize(
    ("format", "options"),
    [("text", {}), ("binary", {"binary": True}), ("glove", {"no_header": True})],
)
def test_gensim_reads_what_we_write_and_we_read_what_gensim_writes(
    vectors, tmp_path, format, options
):
    keyed_vectors = pytest.importorskip("gensim.models").KeyedVectors
    vectors.save(tmp_path / "ours", format)
    theirs = keyed_vectors.load_word2vec_format(str(tmp_path / "ours"), **options)
    assert theirs.index_to_key == WORDS
    np.testing.assert_array_equal(theirs.vectors, vectors.matrix)
    written = {"binary": format == "binary", "write_header": format != "glove"}
    theirs.save_word2vec_format(str(tmp_path / "theirs"), **written)
    same(WordVectors.load(tmp_path / "theirs"), vectors)


def test_gensim_reads_our_gzipped_text(vectors, tmp_path):
    keyed_vectors = pytest.importorskip("gensim.models").KeyedVectors
    vectors.save(tmp_path / "v.txt.gz")
    theirs = keyed_vectors.load_word2vec_format(str(tmp_path / "v.txt.gz"))
    np.testing.assert_array_equal(theirs.vectors, vectors.matrix)


def test_lines_as_word2vec_writes_them_end_with_a_space_and_binary_rows_with_a_line_end(tmp_path):
    (tmp_path / "t").write_bytes(b"2 2\n</s> 0.500000 1.000000 \nthe -1.000000 2.000000 \n")
    rows = [np.float32(row).tobytes() for row in ([0.5, 1], [-1, 2])]
    (tmp_path / "b").write_bytes(b"2 2\n</s> " + rows[0] + b"\nthe " + rows[1] + b"\n")
    for name in "tb":
        found = WordVectors.load(tmp_path / name)
        assert found.words == ["</s>", "the"]
        np.testing.assert_array_equal(found.matrix, np.float32([[0.5, 1], [-1, 2]]))


def test_a_glove_word_may_hold_spaces_and_windows_line_ends_do_no_harm(tmp_path):
    (tmp_path / "g").write_bytes(b"the 1 2\r\n. . . 3 4\r\nPK 5 6\r\n\r\n")
    found = WordVectors.load(tmp_path / "g")
    assert found.words == ["the", ". . .", "PK"]
    assert found["PK"].tolist() == [5, 6]


def test_files_longer_than_one_block_are_read_whole(tmp_path):
    own = WordVectors(
        [f"w{i}" for i in range(9000)], np.random.default_rng(1).normal(size=(9000, 40))
    )
    for format in ("glove", "binary"):
        own.save(tmp_path / "v", format)
        same(WordVectors.load(tmp_path / "v"), own)


def test_words_twice_and_words_in_other_encodings_are_read_with_a_warning(tmp_path):
    (tmp_path / "v").write_bytes(b"3 2\na 1 2\nb\xe4r 3 4\na 5 6\n")
    with pytest.warns(UserWarning, match=r"1 words come again.*; 1 words are not UTF-8"):
        found = WordVectors.load(tmp_path / "v")
    assert found.words == ["a", "b\ufffdr"]
    assert found["a"].tolist() == [1, 2]


@pytest.mark.parametrize("words", [["new york", "new_york"], ["a", " "]])
def test_words_that_text_cannot_hold_are_refused_and_npz_named(words, tmp_path):
    own = WordVectors(words, np.eye(2))
    for format in ("text", "binary"):
        with pytest.raises(ValueError, match="use the format npz"):
            own.save(tmp_path / "v", format)
        assert not list(tmp_path.iterdir())
    own.save(tmp_path / "v.npz")
    assert WordVectors.load(tmp_path / "v.npz").words == words


ROW = b"a " + np.float32([1, 2]).tobytes()
DAMAGED = {
    "nothing": (b"", "is empty"),
    "prose": (b"It was a dark and stormy night.\n", "line 1: expected"),
    "a torn text line": (b"2 2\na 1 2\nb 3\n", "line 3: expected a word and 2 numbers"),
    "too long a text line": (b"2 2\na 1 2\nb 3 4 5\n", "line 3: expected a word and 2 numbers"),
    "a torn GloVe line": (b"a 1 2\nb 3\n", "line 2: expected a word and 2 numbers"),
    "not a number": (b"a 1 2\nb 3 nan\n", "line 2: a number that is not finite"),
    "missing text": (b"3 2\na 1 2\n", "ends after 1 of 3 words"),
    "missing binary rows": (b"3 2\n" + ROW + b"\nb \x00\x00", "ends after 1 of 3 words"),
    "too many binary rows": (b"1 2\n" + ROW + ROW, "byte 14: more than the 1 words"),
    "no number in binary": (b"1 2\na " + b"\xff" * 8, "byte 4: a number that is not finite"),
    "endless word": (b"2 2\n" + ROW + b"\x01" * 11_000, "byte 14: expected a word and a space"),
    "absurd header": (b"99999999999999999 300\na 1 2\n", "do not fit in memory"),
    "cut-off archive": (b"PK\x03\x04 and no more", "is not a file of word vectors"),
    "cut-off gzip": (gzip.compress(b"9 2\na 1 2\n")[:-9], "is damaged"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_file_is_named_with_the_place_of_the_damage(what, tmp_path):
    content, message = DAMAGED[what]
    (tmp_path / "v").write_bytes(content)
    with pytest.raises(ValueError, match=message) as error:
        WordVectors.load(tmp_path / "v")
    assert str(tmp_path / "v") in str(error.value)


def test_an_archive_of_other_shapes_or_numbers_is_refused(tmp_path):
    for matrix, message in ((np.eye(3), "2 words but a matrix"), ([[1.0], [np.inf]], "not finite")):
        np.savez(tmp_path / "v.npz", words=np.array(["a", "b"]), matrix=matrix)
        with pytest.raises(ValueError, match=message):
            WordVectors.load(tmp_path / "v.npz")


def test_first_keeps_the_most_frequent_words(vectors):
    assert vectors.first(2).words == WORDS[:2]
    assert vectors.first(None) is vectors.first(99) is vectors


def test_the_usual_format_follows_the_ending_before_gz():
    from pathlib import Path

    names = ("a.bin", "a.npz.gz", "a.vec", "a", "a.v2")
    formats = ["binary", "npz", "text", "text", "text"]
    assert [vector_files.usual_format(Path(name)) for name in names] == formats
