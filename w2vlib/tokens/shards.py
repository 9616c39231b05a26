"""Tokens in files of bounded size, with their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from w2vlib.tokens.encoding import Encoded

MOST_TOKENS = 1 << 24  # of a shard, 64 MB; positions in it fit an int32
_READ_AT_ONCE = 1 << 20
NUMBER = np.dtype("<i4")  # what is in the files


class ShardWriter:
    """Writes encoded sentences into shards, each of them two files.

    NAME-000.ids holds the token ids, NAME-000.starts the places where the shard's sentences begin;
    sentences without a known word are not there.

    Args:
        folder: exists.
        most: tokens after which a shard ends with the batch.
    """

    def __init__(self, folder: Path, name: str, most: int = MOST_TOKENS):
        self._folder, self._name, self._most = folder, name, most
        self._files: list[BinaryIO] = []
        self._tokens = 0  # of the open shard
        self.told: dict = {"words": 0, "shards": []}  # what the manifest says
        self.checksums: dict[str, str] = {}  # of the closed files, by name

    def add(self, encoded: Encoded) -> None:
        """Appends sentences.

        Raises:
            OSError: the folder cannot be written to, or is full.
        """
        self.told["words"] += encoded.words
        kept = encoded.kept[encoded.kept > 0]
        if not len(kept):
            return
        if not self._files:
            self._open()
        starts = self._tokens + np.cumsum(kept) - kept
        with _what_to_do_about_a_full_disk(self._folder):
            for file, numbers in zip(self._files, (encoded.ids, starts), strict=True):
                file.write(numbers.astype(NUMBER))  # unlike ndarray.tofile it tells all errors
        self._tokens += len(encoded.ids)
        self.told["shards"][-1]["tokens"] = self._tokens
        if self._tokens >= self._most:
            self.close()

    def _open(self) -> None:
        number = len(self.told["shards"])
        names = [f"{self._name}-{number:03}{ending}" for ending in (".ids", ".starts")]
        self.told["shards"].append({"tokens": 0, "files": names})
        self._files = [(self._folder / name).open("wb") for name in names]
        self._tokens = 0

    def close(self) -> None:
        """Ends the open shard.

        Raises:
            OSError: as in `add`.
        """
        for file in self._files:
            with _what_to_do_about_a_full_disk(self._folder):
                file.close()
            path = Path(file.name)
            self.checksums[path.name] = checksum(path)
        self._files = []


@contextmanager
def _what_to_do_about_a_full_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(
            f"tokens could not be written to {folder} ({error}): make room, or name another "
            "folder in the environment variable W2VLIB_CACHE"
        ) from error


def checksum(path: Path) -> str:
    """BLAKE2 of a file, which is read in pieces."""
    digest = hashlib.blake2b(digest_size=16)
    with open(path, "rb") as file:
        while piece := file.read(_READ_AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()
