"""A TensorFlow checkpoint with the tables of a model.

To read it, without `w2vlib`:

    reader = tf.train.load_checkpoint("FOLDER/vectors")
    table = reader.get_tensor("input_table/.ATTRIBUTES/VARIABLE_VALUE")  # (V, D)
    words = open("FOLDER/words.txt", encoding="utf-8").read().splitlines()  # V words

or `tf.train.Checkpoint(input_table=tf.Variable(tf.zeros((V, D)))).read("FOLDER/vectors")`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from w2vlib.formats.text import written_names
from w2vlib.write_aside import write_folder_aside

PREFIX = "vectors"


def write(folder: Path, words: Sequence[str], tables: dict[str, np.ndarray]) -> None:
    """Writes `vectors.index`, `vectors.data-...` and `words.txt`, a word on each line.

    Args:
        tables: name -> table, such as `input_table (V, D)`.
    """
    names = written_names(words)

    import tensorflow as tf

    with write_folder_aside(folder) as aside:
        variables = {name: tf.Variable(table) for name, table in tables.items()}
        tf.train.Checkpoint(**variables).write(str(aside / PREFIX))
        with open(aside / "words.txt", "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{name}\n" for name in names)
