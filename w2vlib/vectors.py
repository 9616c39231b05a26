"""Trained word vectors: neighbours, analogies, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from w2vlib.vocabulary import UnknownWordError
from w2vlib.write_aside import write_aside


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
        length = np.linalg.norm(self.matrix, axis=1, keepdims=True)  # (V, 1)
        # A zero vector stays zero: it is similar to nothing.
        self.unit = self.matrix / np.where(length > 0, length, 1)  # (V, D)

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
        a_unit, b_unit, c_unit = self.unit[rows]
        wanted = b_unit - a_unit + c_unit
        length = np.linalg.norm(wanted)
        return self._nearest(wanted / length if length else wanted, leave_out=rows, k=k)

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
        if k < 1:
            raise ValueError(f"k is {k}; it must be 1 or more")
        cosine = self.unit @ direction  # (V,)
        cosine[leave_out] = -np.inf
        k = min(k, len(self.words) - len(set(leave_out)))
        best = np.argsort(-cosine, kind="stable")[:k]
        return [(self.words[i], float(cosine[i])) for i in best]

    def save(self, path: str | Path) -> None:
        """Writes `.npz` (arrays `words` and `matrix`) or, for other endings, word2vec text.

        The text format parts words from numbers by spaces, so white space in a word becomes `_`.
        """
        path = Path(path)
        if path.suffix == ".npz":
            with write_aside(path) as aside:
                np.savez(aside, words=np.array(self.words, dtype=str), matrix=self.matrix)
            return
        with write_aside(path) as aside, open(aside, "w", encoding="utf-8", newline="\n") as file:
            file.write(f"{len(self)} {self.matrix.shape[1]}\n")
            for word, row in zip(self.words, self.matrix, strict=True):
                # 9 digits give every float32 back exactly
                file.write(
                    "_".join(word.split()) + " " + " ".join(f"{value:.9g}" for value in row) + "\n"
                )

    @classmethod
    def load(cls, path: str | Path) -> WordVectors:
        """Reads `.npz` or word2vec text; of a folder, its `vectors.npz` or `vectors.txt`.

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
        return _load_npz(path) if path.suffix == ".npz" else _load_text(path)


def _load_npz(path: Path) -> WordVectors:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return WordVectors(arrays["words"].tolist(), arrays["matrix"])
    except Exception as error:
        raise ValueError(f"{path} is not a file of word vectors: {error}") from error


def _load_text(path: Path) -> WordVectors:
    with open(path, encoding="utf-8", newline="\n") as file:
        try:
            size, dim = (int(number) for number in file.readline().split())
        except ValueError:
            raise ValueError(
                f"{path}, line 1: expected the number of words and their dimension"
            ) from None
        words, matrix = [], np.empty((size, dim), dtype=np.float32)
        for number, line in enumerate(file, start=2):
            word, *values = line.rstrip().split(" ")
            if len(words) == size:
                raise ValueError(f"{path}, line {number}: more than the {size} words of line 1")
            try:
                matrix[len(words)] = np.array(values, dtype=np.float32).reshape(dim)
            except ValueError:
                raise ValueError(
                    f"{path}, line {number}: expected a word and {dim} numbers"
                ) from None
            words.append(word)
    if len(words) != size:
        raise ValueError(f"{path} ends after {len(words)} of {size} words")
    return WordVectors(words, matrix)
