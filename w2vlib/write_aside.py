"""Files that are whole or not there: written beside their place, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def write_aside(path: str | Path) -> Iterator[Path]:
    """Gives a temporary path in the same folder; renames it to `path` if the block succeeds.

    The folder is made where it is missing. An interrupted write leaves an earlier file as it was.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # The ending stays the last part of the name: np.savez adds ".npz" to any other name.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=path.suffix)
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        # mkstemp makes private files; the finished one gets the rights of an ordinary new file.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(aside, 0o666 & ~mask)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


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
