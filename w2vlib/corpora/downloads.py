"""Downloads that are taken up again where they broke off, and checked before they are used."""

from __future__ import annotations

import hashlib
import http.client
import os
import sys
import time
import urllib.error
import urllib.request
import warnings
from dataclasses import dataclass
from pathlib import Path

from tqdm.auto import tqdm

MIRROR = "W2V_MIRROR"  # environment variable
_WAITS = (1.0, 3.0, 9.0)  # seconds before another try; any progress starts them anew
_TIMEOUT = 30.0  # seconds without an answer
_READ_AT_ONCE = 1 << 16
_SCHEMES = ("http://", "https://", "file://")


@dataclass(frozen=True)
class Download:
    """A file that is known by its hash, wherever it comes from; `size` in bytes."""

    file: str
    base: str
    size: int
    sha1: str


def checked_mirror(mirror: str | None) -> str | None:
    """The mirror, or the one of the environment variable `W2V_MIRROR`; None without either.

    Raises:
        ValueError: it is no http, https or file address.
    """
    mirror = mirror or os.environ.get(MIRROR) or None
    if mirror and not mirror.startswith(_SCHEMES):
        raise ValueError(f"the mirror is {mirror!r}; it must begin with {', '.join(_SCHEMES)}")
    return mirror


def fetch(wanted: Download, folder: Path, mirror: str | None = None, progress: bool = True) -> Path:
    """The file in the folder, downloaded if it is not there, whole and right.

    Args:
        mirror: a base address in place of `wanted.base`; the file's name is added.

    Raises:
        OSError: it could not be downloaded; what has come is kept for the next time.
        ValueError: the bytes that came are not the wanted ones; they are removed.
    """
    whole = folder / wanted.file
    if whole.is_file():
        if not (wrong := _what_is_wrong(whole, wanted)):
            return whole
        warnings.warn(f"{whole} is damaged ({wrong}); it is downloaded anew", stacklevel=2)
        whole.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{wanted.file}.part"
    address = f"{(mirror or wanted.base).rstrip('/')}/{wanted.file}"
    begun = _size(part) > 0
    _fill(part, address, wanted, progress)
    if begun and _what_is_wrong(part, wanted):  # it may be what was there before
        part.unlink()
        _fill(part, address, wanted, progress)
    if wrong := _what_is_wrong(part, wanted):
        part.unlink()
        raise ValueError(f"{address} is not the wanted file: {wrong}; name another with --mirror")
    os.replace(part, whole)
    return whole


def _fill(part: Path, address: str, wanted: Download, progress: bool) -> None:
    """Appends to the part until it has its size; a few tries."""
    tries, most, connected = 0, _size(part), False
    with tqdm(
        total=wanted.size, desc=f"downloading {wanted.file}", unit="B", unit_scale=True,
        disable=not progress, file=sys.stderr,
    ) as bar:  # fmt: skip
        while (before := _size(part)) < wanted.size:
            waits, problem = _WAITS, "it ended too early"
            try:
                with _answer(address, before) as answer:
                    connected = True
                    _append(part, answer, before, wanted.size, bar)
            except urllib.error.HTTPError as error:
                problem = f"the server answers {error.code} {error.reason}"
                if error.code == 416:  # there are no bytes that go on from the part
                    part.unlink()
                elif error.code < 500 and error.code not in (408, 429):
                    waits = ()  # it will be so the next time
            except urllib.error.URLError as error:
                problem = str(error.reason)
                waits = waits if connected else ()  # there is no network at all
            except (OSError, http.client.HTTPException) as error:
                problem = str(error) or type(error).__name__
            if (now := _size(part)) > most:
                tries, most = 0, now
            elif now < wanted.size:
                if tries >= len(waits):
                    raise OSError(
                        f"{address} could not be downloaded: {problem}, after {now:,} of "
                        f"{wanted.size:,} bytes; the corpora docstrings and miniworld need no "
                        "network, --mirror names another address"
                    )
                time.sleep(waits[tries])
                tries += 1


def _answer(address: str, start: int):
    """The server's answer to a request for the bytes from `start` on."""
    request = urllib.request.Request(address, headers={"User-Agent": "w2vlib"})
    if start:
        request.add_header("Range", f"bytes={start}-")
    return urllib.request.urlopen(request, timeout=_TIMEOUT)


def _append(part: Path, answer, start: int, size: int, bar: tqdm) -> None:
    """Writes from byte `start` on, or from 0 if the server cannot; never beyond `size`."""
    if start and not (answer.headers.get("Content-Range") or "").startswith(f"bytes {start}-"):
        start = 0  # the server sends it all
    bar.update(start - bar.n)
    with part.open("ab" if start else "wb") as file:
        while start < size and (read := answer.read(min(_READ_AT_ONCE, size - start))):
            file.write(read)
            start += len(read)
            bar.update(len(read))


def _what_is_wrong(file: Path, wanted: Download) -> str | None:
    """How a file differs from the wanted one; None if it does not."""
    if (size := _size(file)) != wanted.size:
        return f"expected {wanted.size:,} bytes, found {size:,}"
    with open(file, "rb") as opened:
        found = hashlib.file_digest(opened, "sha1").hexdigest()
    return None if found == wanted.sha1 else f"expected SHA-1 {wanted.sha1}, found {found}"


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
