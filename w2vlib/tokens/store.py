"""Tokens of shards, mapped into memory piece by piece as they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

from w2vlib.tokens.chunk import Chunk
from w2vlib.tokens.shards import NUMBER


class TokenStore:
    """A part of a corpus as ids in files, as `ShardWriter` wrote them.

    The files stay open, so that they can be read even if the cache forgets them meanwhile.

    Args:
        folder: where the files are.
        told: what the writer told: raw words, shards.
        owner: kept as long as the store (a temporary folder).

    Attributes:
        words: raw words, those outside the vocabulary included.
    """

    def __init__(self, folder: Path, told: dict, owner: object = None):
        self._owner = owner
        self.words: int = told["words"]
        self._shards = [
            (shard["tokens"], *((folder / name).open("rb") for name in shard["files"]))
            for shard in told["shards"]
        ]
        ends = np.cumsum([0] + [tokens for tokens, *_ in self._shards])
        self._ends = ends.astype(np.int64)  # 0, and where each shard ends

    def __len__(self) -> int:
        return int(self._ends[-1])

    def __del__(self):
        for _, *files in getattr(self, "_shards", ()):
            for file in files:
                file.close()

    def chunks(self, most: int) -> Iterator[Chunk]:
        """The tokens in order, at most `most` at a time, as evenly cut as can be.

        Each `Chunk` has its share of the raw words; the shares sum up to `words`.
        """
        pieces = max(1, -(-len(self) // most))
        edges = [len(self) * piece // pieces for piece in range(pieces + 1)]
        words = [self.words * piece // pieces for piece in range(pieces + 1)]
        for piece in range(pieces):
            ids, sentence = self._read(edges[piece], edges[piece + 1])
            yield Chunk(ids, sentence, words[piece + 1] - words[piece])

    def whole(self) -> Chunk:
        """All tokens at once; for small stores."""
        return next(self.chunks(max(1, len(self))))

    def _read(self, start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
        """Ids and sentence numbers from 0, both int32 `(end - start,)`."""
        ids, sentences, seen = [np.empty(0, np.int32)], [np.empty(0, np.int32)], 0
        for number, (_, id_file, start_file) in enumerate(self._shards):
            before, after = self._ends[number : number + 2]
            first, last = max(start, before) - before, min(end, after) - before  # in the shard
            if first >= last:
                continue
            ids.append(np.array(_mapped(id_file, first, last)))
            starts = _mapped(start_file)
            begin, stop = np.searchsorted(starts, (first, last), side="left")
            inner = np.array(starts[begin:stop]) - first  # of sentences that begin in the piece
            own = np.zeros(last - first, np.int32)
            own[inner] = 1
            own[0] = 1  # a sentence, or the rest of one
            sentences.append(np.cumsum(own, dtype=np.int32) - 1 + seen)
            seen = int(sentences[-1][-1]) + 1
        return np.concatenate(ids, dtype=np.int32), np.concatenate(sentences, dtype=np.int32)


def _mapped(file: BinaryIO, first: int = 0, last: int | None = None) -> np.ndarray:
    """Numbers of a file. Pages that are mapped count as memory in use, so maps are short-lived."""
    shape = None if last is None else (int(last - first),)
    return np.memmap(file, NUMBER, "r", offset=int(first) * NUMBER.itemsize, shape=shape)
