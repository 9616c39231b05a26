"""Encoded texts in the cache folder: each in a folder that is whole or not there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from w2vlib.corpora.cache_folder import cache_folder
from w2vlib.tokens.shards import checksum

KEPT = 8  # encoded texts, those that were used last
_MANIFEST = "manifest.json"
_UNFINISHED = ".writing-"
_LONGEST_WRITING = 7 * 24 * 3600  # seconds after which an unfinished entry is nobody's any more


def entry_folder(**what: object) -> Path:
    """The folder of what is told by `what`, plain data; it may not exist."""
    key = hashlib.blake2b(json.dumps(what, sort_keys=True).encode(), digest_size=12).hexdigest()
    return cache_folder() / "tokens" / key


def problem_with(folder: Path) -> str | None:
    """Why nothing can be written into a folder, which is made if it is missing; None if it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return str(error)


def find(entry: Path) -> dict | None:
    """The manifest of an entry whose files are all as they were written; else None.

    A damaged entry is removed, and a warning says so.
    """
    if not os.path.isdir(entry):
        return None
    try:
        manifest = json.loads((entry / _MANIFEST).read_text(encoding="utf-8"))
        wrong = [name for name, sum_ in manifest["files"].items() if checksum(entry / name) != sum_]
    except FileNotFoundError as error:
        wrong = [Path(error.filename).name]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        wrong = [_MANIFEST]
    if not wrong:
        os.utime(entry)
        return manifest
    warnings.warn(
        f"the encoded text in {entry} is damaged ({wrong[0]}); it is written anew", stacklevel=2
    )
    shutil.rmtree(entry, ignore_errors=True)
    return None


@contextmanager
def new_entry(entry: Path) -> Iterator[Path]:
    """Gives an empty folder that becomes the entry when the block ends.

    A block that fails, or a process that is killed, leaves nothing at the place of the entry.
    """
    aside = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=entry.parent))
    try:
        yield aside
        try:
            os.replace(aside, entry)
        except OSError:
            if not entry.exists():  # else another process was quicker: its files are the same
                raise
        _forget_old(entry.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def finish(folder: Path, manifest: dict) -> None:
    """Writes the manifest, the last file of an entry; its "files" hold the others' checksums."""
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _forget_old(folder: Path) -> None:
    """Keeps the cache from growing for ever."""
    entries = [path for path in folder.iterdir() if path.is_dir()]
    whole = [path for path in entries if not path.name.startswith(_UNFINISHED)]
    whole.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    old = time.time() - _LONGEST_WRITING
    left = [path for path in set(entries) - set(whole) if path.stat().st_mtime < old]
    for path in whole[KEPT:] + left:
        shutil.rmtree(path, ignore_errors=True)
