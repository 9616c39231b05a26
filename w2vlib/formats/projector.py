"""Tables for the embedding projector, at projector.tensorflow.org or in TensorBoard.

Source of the format: the projector's own description of `tensors.tsv`, `metadata.tsv` (its first
line names the columns, but only if there is more than one) and `projector_config.pbtxt`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from w2vlib.formats.streams import counted
from w2vlib.formats.text import written_names
from w2vlib.write_aside import write_folder_aside

_CONFIG = """embeddings {
  tensor_name: "word vectors"
  tensor_path: "tensors.tsv"
  metadata_path: "metadata.tsv"
}
"""


def write(
    folder: Path, words: Sequence[str], matrix: np.ndarray, counts: Sequence[int] | None = None
) -> None:
    """Writes the three files.

    Args:
        matrix: `(V, D)`.
        counts: how often each of the V words occurs in the corpus, if that is known.
    """
    names = written_names(words)
    form = "\t".join(["%.9g"] * matrix.shape[1]) + "\n"
    with write_folder_aside(folder) as aside:
        with open(aside / "tensors.tsv", "w", encoding="utf-8", newline="\n") as file:
            for row in counted(matrix, len(matrix), "writing"):
                file.write(form % tuple(row.tolist()))
        with open(aside / "metadata.tsv", "w", encoding="utf-8", newline="\n") as file:
            if counts is None:
                file.writelines(f"{name}\n" for name in names)
            else:
                file.write("word\tcount\n")
                file.writelines(f"{n}\t{c}\n" for n, c in zip(names, counts, strict=True))
        (aside / "projector_config.pbtxt").write_text(_CONFIG, encoding="utf-8")
