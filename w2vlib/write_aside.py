"""Files that are whole or not there: written beside their place, then renamed."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def write_aside(path: str | Path) -> Iterator[Path]:
    """Gives a temporary path in the same folder; renames it to `path` if the block succeeds.

    The folder is made where it is missing. An interrupted write leaves an earlier file as it was.
    Several processes may write the same file at once: the last one's stays.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # The ending stays the last part of the name: np.savez adds ".npz" to any other name.
    aside = path.with_name(f".writing-{secrets.token_hex(8)}{path.suffix}")
    aside.touch(exist_ok=False)  # with the rights of an ordinary new file, unlike tempfile's
    try:
        yield aside
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def write_text(path: str | Path, text: str) -> None:
    """Writes a file of UTF-8 text aside; its line ends stay as they are."""
    with write_aside(path) as aside:
        aside.write_text(text, encoding="utf-8", newline="")


@contextmanager
def write_folder_aside(folder: str | Path) -> Iterator[Path]:
    """Gives an empty temporary folder; if the block succeeds, its files move into `folder`.

    They replace files of the same name, in the order of their names; others stay.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as aside:
        yield Path(aside)
        for file in sorted(Path(aside).iterdir()):
            os.replace(file, folder / file.name)
