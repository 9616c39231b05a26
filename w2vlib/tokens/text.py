"""A corpus on its way into training: counted, then encoded once, then read as often as needed."""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from w2vlib.tokens import cache
from w2vlib.tokens.chunk import Chunk
from w2vlib.tokens.counting import count_text
from w2vlib.tokens.encoding import Encode
from w2vlib.tokens.passes import each_batch
from w2vlib.tokens.phrases import Phrases, find_phrases
from w2vlib.tokens.shards import ShardWriter, checksum
from w2vlib.tokens.store import TokenStore
from w2vlib.vocabulary import Vocabulary

if TYPE_CHECKING:
    from w2vlib.corpora import Corpus

_FORMAT = 1  # raise it when words, sentences or files change, so that older entries are not used
_VOCABULARY = "vocabulary.tsv"


class Text:
    """The tokens of a corpus.

    A corpus with a `version()` is kept in the cache folder, the eight used last: the next run with
    the same text and the same arguments neither counts nor encodes. Others are kept in a temporary
    folder.

    Args:
        min_count: words that occur less often are left out.
        phrases: join frequent pairs of words.
        hold_out: hold some sentences out for validation.
        vocabulary: a given one, in place of `min_count`; its phrases are joined, if any.
        progress: show bars on standard error.
        processes: default: one for each core.

    Attributes:
        vocabulary: V words with their counts.
        words: raw words of the whole text; a phrase is one word.
    """

    def __init__(
        self,
        corpus: Corpus,
        *,
        min_count: int = 5,
        phrases: bool = False,
        hold_out: bool = True,
        vocabulary: Vocabulary | None = None,
        progress: bool = False,
        processes: int | None = None,
    ):
        self._corpus = corpus
        self._options = {"progress": progress, "processes": processes}
        self._entry = _entry(corpus, min_count, phrases, hold_out, vocabulary)
        self._training: TokenStore | None = None
        manifest = cache.find(self._entry) if self._entry else None
        if manifest:
            self.vocabulary = vocabulary or Vocabulary.load(self._entry / _VOCABULARY)
            self.words = manifest["words"]
            self._open(self._entry, manifest)
            return
        self._phrases = None
        if phrases and vocabulary is not None:
            self._phrases = Phrases.of_words(vocabulary.words)
        elif phrases:
            self._phrases = find_phrases(corpus, **self._options)
        count = count_text(corpus, self._phrases, min_count=min_count, **self._options)
        self.vocabulary = vocabulary or Vocabulary.from_counts(count.counter, min_count)
        self.words = count.words
        self._held_out_every = count.held_out_every if hold_out else 0

    @property
    def training(self) -> TokenStore:
        """The sentences that are trained on."""
        if self._training is None:
            self._encode()
        return self._training

    @property
    def held_out(self) -> Chunk:
        """The sentences that are not, evenly taken from the whole text; empty if none are."""
        if self._training is None:
            self._encode()
        return self._held_out

    def _open(self, folder: Path, manifest: dict, owner: object = None) -> None:
        self._training = TokenStore(folder, manifest["training"], owner)
        self._held_out = TokenStore(folder, manifest["held_out"], owner).whole()

    def _encode(self) -> None:
        if self._entry and (problem := cache.problem_with(self._entry.parent)):
            warnings.warn(
                f"the encoded text cannot be kept in {self._entry.parent} ({problem}); it is made "
                "anew each time",
                stacklevel=4,
            )
            self._entry = None
        if self._entry:
            with cache.new_entry(self._entry) as folder:
                manifest = self._write(folder)
                cache.finish(folder, manifest)
            self._open(self._entry, manifest)
        else:
            owner = tempfile.TemporaryDirectory(prefix="w2v-", ignore_cleanup_errors=True)
            folder = Path(owner.name)
            self._open(folder, self._write(folder), owner)

    def _write(self, folder: Path) -> dict:
        """Writes tokens and vocabulary; returns the manifest."""
        training, held_out = (ShardWriter(folder, name) for name in ("training", "held-out"))
        work, every, seen = Encode(self.vocabulary.ids, self._phrases), self._held_out_every, 0
        for encoded in each_batch(self._corpus, work, doing="encoding", **self._options):
            number = seen + np.arange(len(encoded.raw))  # of each sentence in the text, (S,)
            held = number % every == every - 1 if every else np.zeros(len(number), bool)
            training.add(encoded.only(~held))
            held_out.add(encoded.only(held))
            seen += len(number)
        training.close()
        held_out.close()
        self.vocabulary.save(folder / _VOCABULARY)
        return {
            "words": self.words,
            "training": training.told,
            "held_out": held_out.told,
            "files": training.checksums
            | held_out.checksums
            | {_VOCABULARY: checksum(folder / _VOCABULARY)},
        }


def _entry(corpus, min_count, phrases, hold_out, vocabulary: Vocabulary | None) -> Path | None:
    """The place in the cache; None for a text that has no version to know it by."""
    if not hasattr(corpus, "version"):
        return None
    what = {"format": _FORMAT, "text": corpus.version(), "phrases": phrases, "hold_out": hold_out}
    if vocabulary is None:
        return cache.entry_folder(**what, min_count=min_count)
    words = hashlib.sha256("\n".join(vocabulary.words).encode()).hexdigest()
    return cache.entry_folder(**what, vocabulary=words)
