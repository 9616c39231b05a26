"""Trained word vectors: neighbours, analogies, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from w2vlib.formats import vector_files
from w2vlib.similarity import analogy_direction, nearest, unit_rows
from w2vlib.vocabulary import UnknownWordError


class WordVectors:
    """One vector per word.

    Args:
        words: V different words, the most frequent first.
        matrix: `(V, D)`, converted to float32.
    """

    def __init__(self, words: Sequence[str], matrix: np.ndarray):
        self.words = list(words)
        self.matrix = np.asarray(matrix, dtype=np.float32)
        if self.matrix.ndim != 2 or len(self.matrix) != len(self.words):
            raise ValueError(f"{len(self.words)} words but a matrix of {self.matrix.shape}")
        self._index = {word: i for i, word in enumerate(self.words)}
        self.unit = unit_rows(self.matrix)  # (V, D)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._index

    def __getitem__(self, word: str) -> np.ndarray:
        """The vector `(D,)` of a word."""
        return self.matrix[self.index(word)]

    def index(self, word: str) -> int:
        """Row of a word; raises UnknownWordError with near spellings."""
        if word not in self._index:
            raise UnknownWordError(word, self.words)
        return self._index[word]

    def similarity(self, a: str, b: str) -> float:
        """Cosine of two words' vectors, -1 to 1."""
        return float(self.unit[self.index(a)] @ self.unit[self.index(b)])

    def neighbors(self, word: str, k: int = 10) -> list[tuple[str, float]]:
        """The k words of highest cosine with `word`, itself left out, nearest first."""
        row = self.index(word)
        return self._nearest(self.unit[row], leave_out=[row], k=k)

    def analogy(self, a: str, b: str, c: str, k: int = 10) -> list[tuple[str, float]]:
        """The k answers to "a is to b as c is to ...", best first; a, b and c are left out.

        Cosine with b - a + c of unit vectors (3CosAdd). Source: Mikolov, Yih and Zweig (2013).
        """
        rows = [self.index(word) for word in (a, b, c)]
        (direction,) = unit_rows(analogy_direction(self.unit, *rows)[np.newaxis])  # (D,)
        return self._nearest(direction, leave_out=rows, k=k)

    def analogy_accuracy(self, questions: Iterable[tuple[str, str, str, str]]) -> float:
        """Share of quadruples (a, b, c, d) whose first answer is d; NaN if no word is known.

        Questions with a word that has no vector are left out.
        """
        known = [q for q in questions if all(word in self for word in q)]
        if not known:
            return float("nan")
        return float(np.mean([self.analogy(a, b, c, k=1)[0][0] == d for a, b, c, d in known]))

    def _nearest(
        self, direction: np.ndarray, leave_out: list[int], k: int
    ) -> list[tuple[str, float]]:
        ids, cosines = nearest(self.unit, direction, leave_out, k)
        return [(self.words[i], float(cosine)) for i, cosine in zip(ids, cosines, strict=True)]

    def first(self, number: int | None) -> WordVectors:
        """The first `number` words, which are the most frequent ones; None: all of them."""
        if number is None or number >= len(self):
            return self
        return WordVectors(self.words[:number], self.matrix[:number])

    def save(self, path: str | Path, format: str | None = None) -> None:
        """Writes a file in one of the formats of `w2vlib.formats`; gzipped if it ends in `.gz`.

        Args:
            format: "text", "binary", "glove" or "npz"; without it, the endings `.bin` and `.npz`
                tell theirs, and all others mean word2vec text.

        Raises:
            ValueError: the ending is that of another format, or the format cannot hold the words.
        """
        vector_files.write(Path(path), self.words, self.matrix, format)

    @classmethod
    def load(cls, path: str | Path) -> WordVectors:
        """Reads what `save` wrote, and the word2vec and GloVe files of other programs.

        The format is seen from the content. Of a folder, its `vectors.npz` or `vectors.txt`.

        Raises:
            FileNotFoundError, ValueError: say which file, and what is wrong with it.
        """
        path = Path(path)
        if path.is_dir():
            inside = [path / name for name in ("vectors.npz", "vectors.txt")]
            found = [file for file in inside if file.is_file()]
            if not found:
                raise FileNotFoundError(f"{path} holds neither vectors.npz nor vectors.txt")
            path = found[0]
        if not path.is_file():
            raise FileNotFoundError(f"there are no vectors at {path}")
        words, matrix = vector_files.read(path)
        try:
            return cls(words, matrix)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None
