"""Film reviews, downloaded and checked by Keras."""

from __future__ import annotations

from collections.abc import Iterator

from w2vlib.corpora.tokenize import sentences_of_line


class Imdb:
    """The 25,000 reviews of the training part, one a line; longer ones are cut at 1,000 words.

    Keras keeps the files in its own folder (`~/.keras/datasets`), knows their hashes and knows no
    mirror. It loads all of them at once (a few hundred MB); words come from its index.

    Raises:
        ValueError: a mirror is asked for.
        OSError: on reading, if they could not be downloaded.
    """

    name = "imdb"

    def __init__(self, mirror: str | None = None):
        if mirror:
            raise ValueError(
                "imdb is downloaded by Keras, which knows no mirror: put imdb.npz and "
                "imdb_word_index.json into ~/.keras/datasets and leave --mirror out"
            )

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over the text."""
        for line in self.lines():
            yield from sentences_of_line(line)

    def lines(self) -> Iterator[str]:
        """A fresh pass over the reviews, not yet cut into words."""
        from keras.datasets import imdb  # imports TensorFlow

        try:
            words = {number: word for word, number in imdb.get_word_index().items()}
            # The ids as they are: no mark at the start, none shifted, none left out.
            (reviews, _), _ = imdb.load_data(
                num_words=2**31, start_char=None, oov_char=None, index_from=0
            )
        except Exception as error:  # Keras raises a plain one
            raise OSError(
                f"imdb could not be downloaded by Keras: {error}; the corpora docstrings and "
                "miniworld need no network"
            ) from error
        for review in reviews:
            yield " ".join(words[number] for number in review)

    def version(self) -> str:
        """The set has one version."""
        return "imdb of keras.datasets, training part"
