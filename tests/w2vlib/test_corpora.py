import gzip
import itertools
import lzma
import math
import sys
import tracemalloc
import warnings
from collections import Counter

import numpy as np
import pytest

from w2vlib import open_corpus
from w2vlib.corpora.docstring_prose import prose_sentences
from w2vlib.corpora.docstrings import Docstrings, docstrings_of
from w2vlib.corpora.files import FileCorpus
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.corpora.tokenize import in_pieces, split_sentences, words_of


def test_words_are_lower_case_and_keep_inner_apostrophes():
    assert words_of("Don't PANIC: it's 1984, café_bar (naïve)!") == [
        "don't", "panic", "it's", "1984", "café", "bar", "naïve",
    ]  # fmt: skip


def test_sentences_end_at_marks_followed_by_space():
    assert split_sentences("Up to 3.5 mm. Really? (Yes.) Fine") == [
        "Up to 3.5 mm.", "Really?", "(Yes.", "Fine",
    ]  # fmt: skip


def test_long_sentences_are_cut_without_losing_a_word():
    pieces = list(in_pieces(str(i) for i in range(2500)))
    assert [len(piece) for piece in pieces] == [1000, 1000, 500]
    assert [*itertools.chain(*pieces)] == [str(i) for i in range(2500)]


# Files and folders


def sentences_of(path):
    return list(open_corpus(path).sentences())


def test_a_text_file_gives_one_sentence_a_line_on_every_pass(tmp_path):
    (tmp_path / "a.txt").write_text("One two.\n\nThree\r\nfour", encoding="utf-8")
    corpus = open_corpus(tmp_path / "a.txt")
    for _ in range(2):
        assert [s for s in corpus.sentences() if s] == [["one", "two"], ["three"], ["four"]]


def test_a_folder_gives_plain_and_packed_files_sorted_by_path(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "b").write_text("plain")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0")
    (tmp_path / ".hidden.txt").write_text("hidden")
    with gzip.open(tmp_path / "a.txt.gz", "wt") as file:
        file.write("zipped\n")
    with lzma.open(tmp_path / "sub" / "c.xz", "wt") as file:
        file.write("squeezed\n")
    assert sentences_of(tmp_path) == [["zipped"], ["plain"], ["squeezed"]]


def test_a_line_of_any_length_is_cut_and_no_word_is_torn(tmp_path):
    words = [f"wörd{i}" for i in range(30_000)]  # about 300 kB in one line
    (tmp_path / "long.txt").write_text(" ".join(words), encoding="utf-8")
    pieces = sentences_of(tmp_path / "long.txt")
    assert max(map(len, pieces)) == 1000
    assert [*itertools.chain(*pieces)] == words


def test_an_endless_word_is_read_without_an_error(tmp_path):
    (tmp_path / "endless.txt").write_text("é" * 100_000 + " end", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pieces = sentences_of(tmp_path / "endless.txt")
    assert "".join(itertools.chain(*pieces)) == "é" * 100_000 + "end"


@pytest.mark.slow
def test_one_long_line_is_not_loaded_whole(tmp_path):
    path = tmp_path / "huge.txt"
    with open(path, "w") as file:
        for _ in range(200):
            file.write("a few words again " * 1000)  # 3.6 MB without an end of line
    tracemalloc.start()
    count = sum(len(sentence) for sentence in open_corpus(path).sentences())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 800_000
    assert peak < 2_000_000


def test_bytes_that_are_not_utf8_are_reported_once_with_file_and_line(tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes(b"fine\ncaf\xe9 noir\nfine\nna\xefve\n")
    corpus = FileCorpus(path)
    with pytest.warns(UserWarning, match=r"latin.txt, line 2: 2 lines") as caught:
        first = list(corpus.sentences())
    assert len(caught) == 1
    assert first[1] == ["caf", "noir"] and first[2] == ["fine"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(corpus.sentences()) == first


def test_a_byte_order_mark_is_no_part_of_the_first_word(tmp_path):
    (tmp_path / "bom.txt").write_text("word", encoding="utf-8-sig")
    assert sentences_of(tmp_path / "bom.txt") == [["word"]]


def test_an_unknown_corpus_is_told_which_exist():
    with pytest.raises(FileNotFoundError, match=r"'wikipedia'.*docstrings, miniworld"):
        open_corpus("wikipedia")


def test_a_folder_without_text_says_so(tmp_path):
    with pytest.raises(ValueError, match=r"holds no \.txt"):
        open_corpus(tmp_path)


@pytest.mark.parametrize(("name", "content"), [
    ("cut.gz", gzip.compress(b"some words " * 999)[:-30]),
    ("no.gz", b"plain text"),
    ("no.xz", b"plain text"),
    ("binary.txt", b"\x7fELF\0\0\0"),
], ids=["cut", "not gzip", "not xz", "binary"])  # fmt: skip
def test_damaged_and_binary_files_are_named(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=name):
        sentences_of(tmp_path / name)


# The little world


def test_the_little_world_is_the_same_for_one_seed_and_another_for_another():
    first, again, other = (list(MiniWorld(seed, 200).sentences()) for seed in (1, 1, 2))
    assert first == again and first != other


def test_its_planted_words_all_occur_and_belong_to_one_cluster():
    world = MiniWorld()
    counts = Counter(itertools.chain(*world.sentences()))
    planted = [word for cluster in world.clusters.values() for word in cluster]
    assert len(planted) == len(set(planted))
    assert min(counts[word] for word in planted) >= 50


def test_its_frequencies_fall_like_zipfs():
    counts = sorted(Counter(itertools.chain(*MiniWorld().sentences())).values(), reverse=True)
    ranks = np.unique(np.geomspace(1, len(counts), 40).astype(int))
    slope = np.polyfit(np.log(ranks), np.log([counts[r - 1] for r in ranks]), 1)[0]
    assert -1.3 < slope < -0.6


def test_its_analogies_and_similarities_are_data():
    world = MiniWorld()
    assert ("man", "woman", "king", "queen") in world.analogies["male:female"]
    assert ("france", "paris", "japan", "tokyo") in world.analogies["country:capital"]
    assert len(world.questions()) == sum(map(len, world.analogies.values())) > 500
    score = {frozenset(pair): s for *pair, s in world.similarities}
    assert len(score) == len(world.similarities)  # no pair has two scores
    assert score[frozenset(("red", "blue"))] == 1
    assert score[frozenset(("man", "woman"))] == 0.5
    assert score[frozenset(("red", "two"))] == 0


# Docstrings


def prose(text):
    return [" ".join(sentence) for sentence in prose_sentences(text)]


def test_prose_of_a_numpy_docstring_has_no_code_signatures_or_tables():
    text = """Return the sum of values. The axis is optional.

    Parameters
    ----------
    a : array_like, optional
        Elements to sum along an axis.

    Examples
    --------
    >>> np.sum([0.5, 1.5])
    2.0 is not prose here

    Use it like this::

        total = sum(values) for all of them

    The result is a scalar.

    ===== =====
    left  right = 3 * x
    ===== =====
    """
    assert prose(text) == [
        "return the sum of values",
        "the axis is optional",
        "elements to sum along an axis",
        "use it like this",
        "the result is a scalar",
    ]


def test_prose_of_a_google_docstring_keeps_what_is_said_of_parameters():
    text = """Computes a loss.

    ```python
    loss = these words are code
    ```

    Args:
      x: A `Tensor` of floats, see :class:`Loss` and ``a = b`` for more.
      name (str): The optional name.
    """
    assert prose(text) == [
        "computes a loss",
        "a tensor of floats see and for more",
        "the optional name",
    ]


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "site" / "talkative"
    (folder / "tests").mkdir(parents=True)
    (folder / "__init__.py").write_text(
        '"""This package talks to you."""\n'
        'def one():\n    """Say the same thing twice."""\n'
        "raise RuntimeError('a corpus must not import')\n"
    )
    (folder / "again.py").write_text(
        'class Two:\n    """Say the same thing twice."""\n'
        'add_newdoc("m", "f", "Compiled functions have words too.")\n'
    )
    (folder / "broken.py").write_text("def (:")
    (folder / "tests" / "test_it.py").write_text('"""Tests are no documentation."""')
    monkeypatch.syspath_prepend(str(folder.parent))
    return folder


def docstrings_corpus(folder, **options):
    return Docstrings(
        packages=["talkative", "not_installed"], folder=folder, standard_library=False, **options
    )


SAID = [
    "this package talks to you",
    "say the same thing twice",
    "compiled functions have words too",
]


def test_docstrings_are_read_without_importing_and_each_only_once(package, tmp_path):
    said = [" ".join(s) for s in docstrings_corpus(tmp_path / "cache").sentences()]
    assert said == SAID
    assert "talkative" not in sys.modules


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("progress", [True, False])
def test_a_bar_is_shown_on_a_terminal_unless_it_is_not_wanted(
    package, tmp_path, capsys, monkeypatch, progress, terminal
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    corpus = Docstrings(["talkative"], tmp_path / "c", standard_library=False, progress=progress)
    list(corpus.sentences())
    assert ("reading docstrings" in capsys.readouterr().err) == (progress and terminal)


def test_docstrings_are_cached_until_a_version_changes(package, tmp_path, monkeypatch):
    list(docstrings_corpus(tmp_path / "cache").sentences())
    (package / "again.py").write_text('"""Nobody reads these new words."""')
    again = docstrings_corpus(tmp_path / "cache")
    assert [" ".join(s) for s in again.sentences()] == SAID
    monkeypatch.setattr("w2vlib.corpora.docstrings._version", lambda package: "2.0")
    newer = [" ".join(s) for s in docstrings_corpus(tmp_path / "cache").sentences()]
    assert "nobody reads these new words" in newer


def test_a_cache_that_cannot_be_written_is_no_obstacle(package, tmp_path):
    (tmp_path / "file").write_text("a file where the cache folder should be")
    corpus = docstrings_corpus(tmp_path / "file" / "cache")
    with pytest.warns(UserWarning, match="could not be kept"):
        first = [" ".join(s) for s in corpus.sentences()]
    assert first == [" ".join(s) for s in corpus.sentences()] == SAID


def test_help_topics_are_values_of_a_dictionary(tmp_path):
    topics = tmp_path / "pydoc_data" / "topics.py"
    topics.parent.mkdir()
    topics.write_text("topics = {'assert': 'Assert statements are convenient.'}")
    assert list(docstrings_of(topics)) == ["Assert statements are convenient."]


@pytest.mark.slow
def test_the_docstrings_of_this_environment_are_a_corpus_of_millions_of_words():
    words = Counter(itertools.chain(*Docstrings().sentences()))
    assert words.total() > 2_000_000
    assert sum(count >= 5 for count in words.values()) > 8_000
    assert words["array"] > 1000 and words["red"] > 50
    assert not any("_" in word or "=" in word for word in words)
    assert math.isclose(words["the"] / words.total(), 0.07, abs_tol=0.03)  # as in English prose
