"""Plain and packed files as streams of bytes. Nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

ENDINGS = ("", ".txt", ".gz", ".xz", ".zst", ".zip")  # of files that a folder is searched for
_MEMBER_ENDINGS = ("", ".txt")  # of texts in a zip
_DAMAGE = (
    EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error, zipfile.BadZipFile, NotImplementedError
)  # fmt: skip


@contextmanager
def streams_of(path: Path, member: str | None = None) -> Iterator[Iterator[tuple[str, BinaryIO]]]:
    """The name and the bytes of every text in a file: one, or as many as a zip holds.

    Args:
        path: what it is packed with is told by its ending.
        member: of a zip: this one alone.

    Raises:
        ValueError: the file is damaged, or a zip that is encrypted, has no text or unsafe names;
            or a .zst file, and no package that reads it.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield _members(archive, path, member)
        else:
            with _open(path) as stream:
                yield iter([(str(path), stream)])
    except _DAMAGE as error:
        raise ValueError(f"{path} is damaged or not a {path.suffix} file: {error}") from error


def _open(path: Path):
    if path.suffix == ".gz":
        return gzip.open(path, "rb")
    if path.suffix == ".xz":
        return lzma.open(path, "rb")
    if path.suffix == ".zst":
        return _zstandard(path)
    return open(path, "rb")


@contextmanager
def _zstandard(path: Path) -> Iterator[BinaryIO]:
    try:
        from backports import zstd  # Python's own from 3.14 on
    except ImportError:
        raise ValueError(
            f"{path}: .zst files need one more package: pip install backports.zstd"
        ) from None
    try:
        with zstd.open(path, "rb") as stream:
            yield stream
    except zstd.ZstdError as error:
        raise zlib.error(str(error)) from error


def _members(
    archive: zipfile.ZipFile, path: Path, member: str | None
) -> Iterator[tuple[str, BinaryIO]]:
    found = [info for info in archive.infolist() if not info.is_dir()]
    for info in found:
        if _leaves_its_folder(info.filename):
            raise ValueError(f"{path} has a file with an unsafe name: {info.filename!r}")
    wanted = [
        info
        for info in found
        if (info.filename == member if member else _is_text(Path(info.filename)))
    ]
    if not wanted:
        what = member or "file with a name that ends in .txt, or has no ending"
        raise ValueError(f"{path} holds no {what}")
    for info in wanted:
        if info.flag_bits & 1:
            raise ValueError(
                f"{path}: {info.filename} is encrypted; pack it again without a password"
            )
        with archive.open(info) as stream:
            # A ZipExtFile reads limited lines byte by byte; a buffer around it does not.
            yield f"{path}, {info.filename}", io.BufferedReader(stream, 1 << 16)


def _leaves_its_folder(name: str) -> bool:
    return bool(re.match(r"[/\\]|[A-Za-z]:", name)) or ".." in re.split(r"[/\\]", name)


def _is_text(path: Path) -> bool:
    # Hidden files, and what macOS adds to its archives, are not the user's text.
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return path.suffix in _MEMBER_ENDINGS and not hidden
