"""Counting, encoding, and the cache of encoded texts."""

import itertools
import json
import os
import random
import sys
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from w2vlib.corpora import SentenceList
from w2vlib.corpora.files import FileCorpus
from w2vlib.tokens import cache, passes
from w2vlib.tokens.counting import count_text
from w2vlib.tokens.encoding import Encoded
from w2vlib.tokens.passes import each_batch
from w2vlib.tokens.phrases import find_phrases
from w2vlib.tokens.shards import ShardWriter
from w2vlib.tokens.tally import Tally
from w2vlib.tokens.text import Text


@pytest.fixture
def path(tmp_path):
    """Short lines and a line of 30,000 words."""
    rng = random.Random(0)
    words = [f"word{i}" for i in range(300)]
    lines = [" ".join(rng.choices(words, k=rng.randrange(12))) for _ in range(3000)]
    lines.insert(999, " ".join(rng.choices(words, k=30_000)))
    (tmp_path / "text.txt").write_text("\n".join(lines))
    return tmp_path / "text.txt"


@pytest.fixture
def small_batches(monkeypatch):
    """So that a small text is as good as a large one."""
    monkeypatch.setattr(passes, "_BATCH_CHARACTERS", 20_000)
    monkeypatch.setattr(passes, "_ALONE", 2)


class Slow(FileCorpus):
    """Counts its passes."""

    read = 0

    def lines(self):
        self.read += 1
        return super().lines()


# Counting


def test_counts_are_those_of_all_sentences(path):
    sentences = list(FileCorpus(path).sentences())
    found = count_text(FileCorpus(path))
    assert found.counter == Counter(itertools.chain(*sentences))
    assert (found.words, found.sentences) == (sum(map(len, sentences)), len(sentences))
    assert max(map(len, sentences)) == 1000


@pytest.mark.slow
def test_several_processes_find_exactly_what_one_does(path, small_batches):
    one, several = (count_text(FileCorpus(path), processes=n) for n in (1, 2))
    assert one == several
    assert one.held_out_every == several.held_out_every
    phrases = [find_phrases(FileCorpus(path), processes=n, discount=1, threshold=2) for n in (1, 2)]
    assert phrases[0].pairs == phrases[1].pairs != set()
    texts = [Text(Unkept(path), processes=n) for n in (1, 2)]
    for name in ("ids", "sentence"):
        arrays = [getattr(text.training.whole(), name) for text in texts]
        np.testing.assert_array_equal(*arrays)
        np.testing.assert_array_equal(*(getattr(text.held_out, name) for text in texts))


class Unkept(FileCorpus):
    """A text that is not kept in the cache."""

    version = property()


@dataclass
class Where:
    """Tells which process works, and whether TensorFlow is there."""

    words: int = 0
    told: tuple = ()

    def __call__(self, batch):
        return Where(len(batch), (os.getpid(), "tensorflow" in sys.modules))


def test_a_large_text_is_worked_on_by_other_processes_without_tensorflow(path, small_batches):
    told = [there.told for there in each_batch(FileCorpus(path), Where(), doing="", processes=2)]
    assert {process for process, _ in told[:2]} == {os.getpid()}
    assert len({process for process, _ in told[2:]} - {os.getpid()}) in (1, 2)
    assert not any(tensorflow for _, tensorflow in told[2:])
    alone = each_batch(FileCorpus(path), Where(), doing="", processes=1)
    assert {there.told[0] for there in alone} == {os.getpid()}


def test_a_mistake_in_the_middle_of_a_large_text_is_told(path, small_batches):
    with path.open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ValueError, match="zero bytes"):
        count_text(FileCorpus(path), processes=2)


def test_a_tally_drops_the_rarest_and_tells_how_much_may_be_lost():
    tally = Tally(most=3)
    tally.add(Counter(a=5, b=2, c=2))
    assert (tally.counts, tally.lost) == (Counter(a=5, b=2, c=2), 0)
    tally.add(Counter(d=1, b=1))
    assert (tally.counts, tally.lost) == (Counter(a=5, b=3, c=2), 1)
    tally.add(Counter(e=2, f=2, a=1))
    assert (tally.counts, tally.lost) == (Counter(a=6, b=3), 3)


def test_counts_that_may_be_too_low_are_told(path):
    with pytest.warns(UserWarning, match="more than 200 different words"):
        count_text(FileCorpus(path), most=200)


# Tokens


def sentences_in(chunk):
    starts = np.flatnonzero(np.diff(chunk.sentence, prepend=-1))
    return [part.tolist() for part in np.split(chunk.ids, starts[1:])]


def test_tokens_are_the_known_words_of_the_sentences_in_order():
    text = Text(SentenceList([["a", "b"], ["x"], [], ["b", "x", "a", "a"]]), min_count=2,
                hold_out=False)  # fmt: skip
    store = text.training
    a, b = text.vocabulary.index(["a", "b"])
    assert "x" in text.vocabulary and len(store) == store.words == 7
    text = Text(SentenceList([["a", "b"], ["x"], [], ["b", "a", "a"]]), min_count=2, hold_out=False)
    assert sentences_in(text.training.whole()) == [[a, b], [b, a, a]]
    assert (len(text.training), text.training.words) == (5, 6)


def test_chunks_are_even_and_share_all_words_and_keep_sentences_apart(path, monkeypatch):
    whole = Text(Unkept(path)).training.whole()
    monkeypatch.setattr(ShardWriter.__init__, "__defaults__", (5000,))
    monkeypatch.setattr(passes, "_BATCH_CHARACTERS", 20_000)
    store = Text(Unkept(path)).training
    assert len(store._shards) > 3
    for most in (999, 7001, 10**9):
        chunks = list(store.chunks(most))
        assert max(len(chunk.ids) for chunk in chunks) <= most
        assert sum(chunk.words for chunk in chunks) == store.words == whole.words
        np.testing.assert_array_equal(np.concatenate([c.ids for c in chunks]), whole.ids)
        edges = np.cumsum([len(chunk.ids) for chunk in chunks])[:-1]
        for chunk, numbers in zip(chunks, np.split(whole.sentence, edges), strict=True):
            np.testing.assert_array_equal(np.diff(chunk.sentence) > 0, np.diff(numbers) > 0)


def test_held_out_sentences_are_every_nth_and_no_others(path):
    count = count_text(FileCorpus(path))
    sentences = list(FileCorpus(path).sentences())
    text = Text(FileCorpus(path), min_count=1)
    every = count.held_out_every
    held = sentences[every - 1 :: every]
    assert sentences_in(text.held_out) == [text.vocabulary.index(s).tolist() for s in held]
    assert text.held_out.words + text.training.words == text.words == count.words


# The cache


def test_the_next_run_reads_the_cache_and_not_the_text(path):
    first = Text(Slow(path))
    tokens = first.training.whole()
    corpus = Slow(path)
    again = Text(corpus)
    np.testing.assert_array_equal(again.training.whole().ids, tokens.ids)
    np.testing.assert_array_equal(again.held_out.ids, first.held_out.ids)
    assert again.vocabulary.words == first.vocabulary.words and again.words == first.words
    assert again.vocabulary.counts.tolist() == first.vocabulary.counts.tolist()
    assert corpus.read == 0


def test_another_text_or_another_argument_is_encoded_anew(path):
    Text(FileCorpus(path)).training  # noqa: B018
    vocabulary = Text(FileCorpus(path), min_count=100).vocabulary
    for change in ({"min_count": 6}, {"phrases": True}, {"hold_out": False},
                   {"vocabulary": vocabulary}):  # fmt: skip
        corpus = Slow(path)
        Text(corpus, **change).training  # noqa: B018
        assert corpus.read >= 2
    with path.open("a") as file:
        file.write(" more")
    assert "more" in Text(FileCorpus(path), min_count=1).vocabulary


def entries(folder):
    return sorted(folder.glob("tokens/*"))


@pytest.mark.parametrize(
    "name", ["training-000.ids", "held-out-000.starts", "vocabulary.tsv", "manifest.json"]
)
@pytest.mark.parametrize("harm", ["changed", "cut", "gone"])
def test_a_damaged_shard_is_written_anew(path, own_token_cache, name, harm):
    tokens = Text(FileCorpus(path)).training.whole()
    (entry,) = entries(own_token_cache)
    content = (entry / name).read_bytes()
    if harm == "gone":
        (entry / name).unlink()
    elif harm == "cut":
        (entry / name).write_bytes(content[:-7])
    else:
        (entry / name).write_bytes(bytes([content[0] ^ 1]) + content[1:])
    with pytest.warns(UserWarning, match=f"damaged .*{name}.*written anew"):
        again = Text(FileCorpus(path))
    np.testing.assert_array_equal(again.training.whole().ids, tokens.ids)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Text(FileCorpus(path)).training  # noqa: B018


def test_a_write_that_breaks_off_leaves_nothing_that_is_taken_for_whole(
    path, own_token_cache, monkeypatch
):
    def full(self, encoded):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(ShardWriter, "add", full)
        with pytest.raises(OSError, match="No space left"):
            Text(FileCorpus(path)).training  # noqa: B018
    assert entries(own_token_cache) == []
    killed = own_token_cache / "tokens" / ".writing-killed"
    killed.mkdir()
    assert len(Text(FileCorpus(path)).training) > 0
    assert killed in entries(own_token_cache)  # perhaps another process is at it


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.timeout(60)  # a device without an end
@pytest.mark.parametrize("count", [9, 10**6])  # written on closing, or at once
def test_a_full_disk_is_told_with_what_to_do(tmp_path, count):
    for name in ("training-000.ids", "training-000.starts"):
        (tmp_path / name).symlink_to("/dev/full")
    writer = ShardWriter(tmp_path, "training")
    with pytest.raises(OSError, match=r"could not be written .*W2VLIB_CACHE"):
        writer.add(Encoded(np.zeros(count, np.int32), np.array([count]), np.array([count])))
        writer.close()


def test_a_cache_that_cannot_be_written_is_no_obstacle(path, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("a file where the cache folder should be")
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "file")
    with pytest.warns(UserWarning, match="cannot be kept"):
        assert len(Text(FileCorpus(path)).training) > 0


def test_only_the_entries_used_last_are_kept(path, own_token_cache):
    for number in range(cache.KEPT + 2):
        Text(FileCorpus(path), min_count=number + 1).training  # noqa: B018
    assert len(entries(own_token_cache)) == cache.KEPT
    assert not any(entry.name.startswith(".") for entry in entries(own_token_cache))


def test_a_store_is_read_even_when_the_cache_has_forgotten_it(path, own_token_cache):
    store = Text(FileCorpus(path)).training
    (entry,) = entries(own_token_cache)
    for file in entry.iterdir():
        file.unlink()
    assert sum(len(chunk.ids) for chunk in store.chunks(1000)) == len(store) > 0


def test_the_manifest_names_shards_words_and_checksums(path, own_token_cache):
    store = Text(FileCorpus(path)).training
    manifest = json.loads((entries(own_token_cache)[0] / "manifest.json").read_text())
    assert manifest["training"]["words"] == store.words
    assert sum(shard["tokens"] for shard in manifest["training"]["shards"]) == len(store)
    assert set(manifest["files"]) == {
        f"{part}-000.{end}" for part in ("training", "held-out") for end in ("ids", "starts")
    } | {"vocabulary.tsv"}
