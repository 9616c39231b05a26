"""Unpack an export of submissions that nobody vouches for.

Of a zip only notebooks and what says who handed them in and when are unpacked. A member's name is
never used as a path: it becomes text in a list, and the file gets a number. What a member says of
its size is not believed: what really comes out is counted. Whatever is wrong with one member is
said of this member only.
"""

import contextlib
import hashlib
import io
import json
import shutil
import stat
import struct
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tools.collecting import gradescope, times
from tools.collecting.sources import Entry, Source, is_noise
from tools.repairing.lenient import MAX_BYTES

MAX_MEMBERS = 50_000
MAX_TOTAL = 2 * 1024**3  # bytes that come out of one zip
MAX_RATIO, RATIO_FROM = 200, 1024**2  # a bomb is packed closer than 1:200
MAX_NAME = 1000
CHUNK = 64 * 1024
ENCRYPTED, NAME_IN_UTF8 = 0x1, 0x800
INDEX = "index.json"
CENTRAL_HEADER = struct.Struct("<4s4xH18xH16x")  # signature, flags, length of the name
NESTED = "a zip within the zip is not opened: unpack it, or ask for the notebook itself"
TWINS = "the zip holds several files of this name, and nobody knows which of them counts"


class BadZip(ValueError):
    """The zip as a whole can't be read; the message is one line."""


class Refused(ValueError):
    """A member is not unpacked; the message is one line."""


def unpack(zip_file: Path, into: Path, label: str = "") -> Source:
    """What the zip holds, unpacked below ``into``; unpacked once, however often it is asked for.

    Raises:
        BadZip: it can't be read at all.
    """
    folder = into / _digest(zip_file)
    if not (folder / INDEX).exists():
        into.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".half-", dir=into))
        try:
            entries = list(_unpacked(zip_file, aside))
            (aside / INDEX).write_text(json.dumps(entries), "utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            aside.replace(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    index = json.loads((folder / INDEX).read_text("utf-8"))
    return Source(label, [_entry(folder, one) for one in index], zipped=True)


def remove_others(into: Path, kept: list[Source]) -> None:
    """Remove what was unpacked of other zips, or only half."""
    wanted = {entry.root for source in kept for entry in source.entries}
    for folder in into.iterdir() if into.is_dir() else ():
        if folder not in wanted:
            shutil.rmtree(folder, ignore_errors=True)


def _digest(zip_file: Path) -> str:
    try:
        with zip_file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError as error:
        raise BadZip(f"it can't be read ({error.strerror})") from None


def _entry(folder: Path, one: dict) -> Entry:
    time = datetime.fromisoformat(one["time"]) if one["time"] else None
    return Entry(
        PurePosixPath(one["name"]).parts if not one["refused"] else (one["name"],),
        folder,
        folder / one["file"],
        time,
        times.MEMBER if time else times.UNKNOWN,
        one["problem"],
        one["refused"],
    )


def _unpacked(zip_file: Path, folder: Path) -> Iterator[dict]:
    """One row of plain data for each member that matters."""
    with _opened(zip_file) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise BadZip(f"it has more than {MAX_MEMBERS} members")
        budget, first_of = Budget(), {}
        for number, member in enumerate(members):
            row = {"name": name_of(member), "file": f"{number:05}", "time": ""}
            row |= {"problem": "", "refused": unsafe(member)}
            if row["refused"]:
                yield row
                continue
            parts = PurePosixPath(row["name"]).parts
            if row["name"].endswith("/") or not parts or is_noise(parts):  # a folder, or nothing
                continue
            time = times.from_member(member)
            row["time"] = time.isoformat() if time else ""
            target = folder / row["file"]
            if _wanted(parts):
                try:
                    _write(archive, member, target, _limit(parts), budget)
                except Refused as reason:
                    target.unlink(missing_ok=True)
                    row["problem"] = str(reason)
            elif parts[-1].lower().endswith(".zip"):
                row["problem"] = NESTED
            else:
                row["problem"] = "it is no notebook"
            twin = first_of.setdefault(row["name"], row)
            if twin is row:
                continue
            if not _same(folder, twin, row):
                twin["problem"] = TWINS
        yield from first_of.values()


def _same(folder: Path, one: dict, other: dict) -> bool:
    if one["problem"] or other["problem"]:
        return one["problem"] == other["problem"]
    return (folder / one["file"]).read_bytes() == (folder / other["file"]).read_bytes()


def _wanted(parts: tuple[str, ...]) -> bool:
    return parts[-1].lower().endswith(".ipynb") or parts[-1] in (times.STAMP, gradescope.METADATA)


def _limit(parts: tuple[str, ...]) -> int:
    return {times.STAMP: times.STAMP_BYTES, gradescope.METADATA: gradescope.MAX_BYTES}.get(
        parts[-1], MAX_BYTES
    )


def name_of(member: ZipInfo) -> str:
    """The member's name, with "/" between folders.

    Some programs write UTF-8 without saying so, and some write Windows' separators.
    """
    name = member.filename
    if not member.flag_bits & NAME_IN_UTF8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))  # macOS takes letters apart


def unsafe(member: ZipInfo) -> str:
    """Why this member is not even looked at, or an empty text."""
    name, kind = name_of(member), stat.S_IFMT(member.external_attr >> 16)
    if len(name) > MAX_NAME:
        return f"its name has more than {MAX_NAME} characters"
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "its name leads out of the zip"
    if stat.S_ISLNK(kind):
        return "it is a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "it is no plain file"
    return ""


class Budget:
    """Counts what comes out of a zip, of refused members too: unpacking them takes as long."""

    def __init__(self):
        self.left = MAX_TOTAL

    def take(self, size: int) -> None:
        """Count so many bytes.

        Raises:
            Refused: it is too much.
        """
        self.left -= size
        if self.left < 0:
            raise Refused(f"more than {MAX_TOTAL // 1024**2} MiB come out of the zip in all")


def _write(archive: ZipFile, member: ZipInfo, target: Path, limit: int, budget: Budget) -> None:
    """Unpack one member.

    Raises:
        Refused: it can't be unpacked, or is too much.
    """
    if member.flag_bits & ENCRYPTED:
        raise Refused("it is encrypted: hand it in without a password")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refused("it is packed by an unusual method: pack it anew, or not at all")
    size = 0
    try:
        with archive.open(member) as packed, target.open("xb") as file:
            while chunk := packed.read(CHUNK):
                size += len(chunk)
                budget.take(len(chunk))
                if size > RATIO_FROM and size > MAX_RATIO * member.compress_size:
                    raise Refused(f"it is packed closer than 1:{MAX_RATIO}, as zip bombs are")
                if size > limit:
                    raise Refused(f"it has more than {limit} bytes")
                file.write(chunk)
    except Refused:
        raise
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, struct.error):
        raise Refused("it is damaged in the zip") from None
    except (OSError, RuntimeError) as error:
        raise Refused(f"it can't be unpacked ({type(error).__name__})") from None


def _opened(zip_file: Path) -> ZipFile:
    """The zip, opened.

    Raises:
        BadZip: it is none, or damaged.
    """
    try:
        return ZipFile(zip_file)
    except UnicodeDecodeError:
        return ZipFile(io.BytesIO(_without_wrong_flags(zip_file.read_bytes())))
    except (BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error):
        raise BadZip("it is no zip, or a damaged or half-loaded one: download it again") from None
    except OSError as error:
        raise BadZip(f"it can't be read ({error.strerror})") from None


def _without_wrong_flags(content: bytes) -> bytearray:
    """The zip, in which no name is called UTF-8 that is none: one would hide all others."""
    mended, at = bytearray(content), -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        if len(content) < at + CENTRAL_HEADER.size:
            break
        _, flags, length = CENTRAL_HEADER.unpack_from(content, at)
        name = content[at + CENTRAL_HEADER.size :][:length]
        try:
            name.decode("utf-8")
        except UnicodeDecodeError:
            struct.pack_into("<H", mended, at + 8, flags & ~NAME_IN_UTF8)
    return mended
