"""Zips that nobody vouches for: each trick gets a line, and harms nothing else."""

import io
import json
import os
import stat
import struct
import time
import warnings
import zipfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest
from exports import LESSON, NEXT, notebook, written, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.collecting import lesson_names, lms_names, people, times, zips
from tools.collecting.collection import collect
from tools.collecting.sources import Entry, Source
from tools.collecting.submission import Unreadable, read

NOTEBOOK = notebook()
GOOD = f"ann/{LESSON}/{LESSON}.ipynb"
HERS = f"eve/{LESSON}/{LESSON}.ipynb"


def made(tmp_path, *members, good: bool = True) -> Path:
    """A zip of a good submission and of ``(name or ZipInfo, content)``."""
    path = tmp_path / "handed-in.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # about names that stand there twice
        for name, content in ((GOOD, NOTEBOOK),) * good + members:
            archive.writestr(name, content)
    return path


def collected(tmp_path, path: Path):
    """What was collected; Ann's notebook is whole, and nothing lies outside of the work folder."""
    before = set(tmp_path.rglob("*"))
    collection = collect(path, tmp_path / "out" / "work")
    new = {p for p in set(tmp_path.rglob("*")) - before if not p.is_dir()}
    assert all(p.is_relative_to(tmp_path / "out" / "work" / "unpacked") for p in new)
    ann = next(one for one in collection.submissions if one.student == "ann")
    assert read(ann) == NOTEBOOK
    return collection


def reason(collection) -> str:
    """Why Eve's notebook can't be graded."""
    eve = next(one for one in collection.submissions if one.student == "eve")
    with pytest.raises(Unreadable) as refused:
        read(eve)
    return str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "../eve.ipynb",
        "/etc/eve.ipynb",
        f"eve/../../../{LESSON}.ipynb",
        "..\\eve.ipynb",
        "C:\\eve.ipynb",
        "\\\\server\\eve.ipynb",
        f"ann/{LESSON}/../../{GOOD}",
    ],
)
def test_a_name_that_leads_out_of_the_zip_is_refused(tmp_path, name):
    collection = collected(tmp_path, made(tmp_path, (name, b"evil")))
    ((_, said),) = collection.unknown
    assert said == "its name leads out of the zip"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_in_a_zip_is_refused(tmp_path, kind):
    member = zipfile.ZipInfo(HERS)
    member.external_attr = (kind | 0o777) << 16
    collection = collected(tmp_path, made(tmp_path, (member, b"/etc/passwd")))
    ((name, said),) = collection.unknown
    assert name == HERS
    assert said in ("it is a link", "it is no plain file")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "said"), [(15, "it is packed closer than 1:200"), (500, "it has more than 20971520")]
)
def test_a_zip_bomb_is_refused_by_what_comes_out_of_it(tmp_path, size, said):
    path = made(tmp_path, (HERS, b"\0" * size * 1024**2))
    started = time.monotonic()
    collection = collected(tmp_path, path)
    assert reason(collection).startswith(said)
    assert time.monotonic() - started < 20
    assert not any(p.stat().st_size > 1024**2 for p in (tmp_path / "out").rglob("*"))


def test_a_bomb_that_lies_about_its_size_is_refused_too(tmp_path):
    path = made(tmp_path, (HERS, b"\0" * 50 * 1024**2))
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 10)  # the size when unpacked
    path.write_bytes(content)
    assert reason(collected(tmp_path, path))
    assert not any(p.stat().st_size > 1024**2 for p in (tmp_path / "out").rglob("*"))


def test_a_notebook_that_is_simply_too_big_is_refused(tmp_path):
    member = zipfile.ZipInfo(HERS)
    collection = collected(tmp_path, made(tmp_path, (member, os.urandom(zips.MAX_BYTES + 1))))
    assert reason(collection) == f"it has more than {zips.MAX_BYTES} bytes"


def test_all_that_comes_out_is_counted_together(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MAX_TOTAL", len(NOTEBOOK) + 1000)
    members = [(f"eve/{n}/{LESSON}.ipynb", NOTEBOOK) for n in range(3)]
    collection = collected(tmp_path, made(tmp_path, *members))
    assert "come out of the zip in all" in reason(collection)


def test_refused_members_count_too_so_that_many_of_them_take_no_time(tmp_path, monkeypatch):
    unpacked = []
    monkeypatch.setattr(zips, "MAX_TOTAL", len(NOTEBOOK) + 3 * 1024**2)
    really_take = zips.Budget.take

    def take(self, size):
        unpacked.append(size)
        really_take(self, size)

    monkeypatch.setattr(zips.Budget, "take", take)
    bombs = [(f"eve/{n}/{LESSON}.ipynb", b"\0" * 9 * 1024**2) for n in range(20)]
    collected(tmp_path, made(tmp_path, *bombs))
    assert sum(unpacked) < 8 * 1024**2


def test_a_zip_within_the_zip_is_not_opened(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK)
    collection = collected(tmp_path, made(tmp_path, ("all.zip", inner.getvalue())))
    ((name, said),) = collection.unknown
    assert (name, "not opened" in said) == ("all.zip", True)
    assert {one.student for one in collection.submissions} == {"ann"}


def test_too_many_members_are_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MAX_MEMBERS", 10)
    with pytest.raises(ValueError, match="more than 10 members"):
        collect(made(tmp_path, *((f"{n}.txt", b"") for n in range(20))), tmp_path / "work")
    assert not list((tmp_path / "work").rglob("*.ipynb"))


def test_a_very_long_name_is_refused(tmp_path):
    collection = collected(tmp_path, made(tmp_path, ("x" * 5000 + ".ipynb", b"")))
    ((_, said),) = collection.unknown
    assert said == "its name has more than 1000 characters"


def encrypted(path: Path, name: str) -> None:
    """Mark a member as encrypted, in both of its headers."""
    content = bytearray(path.read_bytes())
    for signature, offset, start in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            if content[at + start :].startswith(name.encode()):
                content[at + offset] |= 1
    path.write_bytes(content)


def test_an_encrypted_member_is_refused(tmp_path):
    path = made(tmp_path, (HERS, NOTEBOOK))
    encrypted(path, HERS)
    assert "encrypted" in reason(collected(tmp_path, path))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(tmp_path, method):
    member = zipfile.ZipInfo(HERS)
    member.compress_type = method
    path = made(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, NOTEBOOK, method)
    assert "unusual method" in reason(collected(tmp_path, path))


def test_a_damaged_member_is_said_of_its_student(tmp_path):
    path = made(tmp_path, (HERS, NOTEBOOK))
    content = bytearray(path.read_bytes())
    begin = content.rindex(b"PK\x03\x04") + 30 + len(HERS)
    content[begin + 500 : begin + 600] = b"\xff" * 100
    path.write_bytes(content)
    assert reason(collected(tmp_path, path)) == "it is damaged in the zip"


def test_the_same_name_twice_counts_for_nobody_unless_both_are_the_same(tmp_path):
    path = made(tmp_path, (HERS, NOTEBOOK), (HERS, b"{}"), (GOOD, NOTEBOOK))
    assert "several files of this name" in reason(collected(tmp_path, path))


def test_letters_taken_apart_and_put_together_are_one_name(tmp_path):
    """Else one of two students with one name would take the other's place."""
    names = [f"{name}/{LESSON}/{LESSON}.ipynb" for name in ("\u00fcn", "u\u0308n")]
    collection = collected(tmp_path, made(tmp_path, (names[0], NOTEBOOK), (names[1], b"{}")))
    (one,) = [one for one in collection.submissions if one.student == "\u00fcn"]
    assert "several files of this name" in one.problem


def test_an_empty_file_is_handed_to_the_grader_which_says_so(tmp_path):
    collection = collected(tmp_path, made(tmp_path, (HERS, b"")))
    assert [read(one) for one in collection.submissions if one.student == "eve"] == [b""]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Ünal".encode(), "Ünal"),  # UTF-8 that is not called so
        ("Ünal".encode("cp437"), "Ünal"),
        ("李雷".encode(), "李雷"),
    ],
)
def test_names_without_a_word_of_their_encoding_are_read(tmp_path, stored, shown):
    path = made(tmp_path, (HERS.replace("eve", "#" * len(stored)), NOTEBOOK))
    path.write_bytes(path.read_bytes().replace(b"#" * len(stored), stored))
    assert shown in {one.student for one in collected(tmp_path, path).submissions}


def test_a_name_that_is_called_utf_8_and_is_none_hides_no_other(tmp_path):
    path = made(tmp_path, (HERS.replace("eve", "üüü"), NOTEBOOK), (HERS, NOTEBOOK))
    path.write_bytes(path.read_bytes().replace("üüü".encode(), b"\xff\xfe" * 3))
    collection = collected(tmp_path, path)
    assert len({one.student for one in collection.submissions}) == 3


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\0" * 10])
def test_a_broken_zip_is_refused_and_beside_others_gets_a_line(tmp_path, content):
    folder = tmp_path / "zips"
    written(folder, {"broken.zip": content})
    with pytest.raises(ValueError, match=r"no zip, or a damaged"):
        collect(folder / "broken.zip", tmp_path / "work")
    zipped(folder / "good.zip", {GOOD: NOTEBOOK})
    collection = collect(folder, tmp_path / "work")
    assert [one.student for one in collection.submissions] == ["ann"]
    ((name, said),) = collection.unknown
    assert name == "broken.zip"
    assert "download it again" in said


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_half_loaded_zip_is_refused(tmp_path, kept):
    path = made(tmp_path, (HERS, NOTEBOOK))
    path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
    with pytest.raises(ValueError, match="damaged or half-loaded"):
        collect(path, tmp_path / "work")


def test_a_students_zip_among_loose_files_is_no_export(tmp_path):
    """Else its author could hand in files in the names of others."""
    folder = written(tmp_path / "flat", {"bob_1_2_04-embedding-loss.ipynb": NOTEBOOK})
    zipped(folder / "eve work.zip", {"bob_1_99_04-embedding-loss.ipynb": b"{}"})
    collection = collect(folder, tmp_path / "work")
    assert [read(one) for one in collection.submissions] == [NOTEBOOK]
    (folder / "bob_1_2_04-embedding-loss.ipynb").unlink()
    zipped(folder / "export.zip", {"bob_1_2_04-embedding-loss.ipynb": NOTEBOOK})
    (folder / "eve work.zip").rename(folder / "eve_5_6_work.zip")  # as Canvas calls it
    collection = collect(folder, tmp_path / "work")
    assert [read(one) for one in collection.submissions] == [NOTEBOOK]


# Again


def test_a_zip_is_unpacked_once_and_what_was_half_unpacked_is_removed(tmp_path, monkeypatch):
    path, unpacked = made(tmp_path), tmp_path / "out" / "work" / "unpacked"

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    really_write = zips._write
    monkeypatch.setattr(zips, "_write", killed)
    with pytest.raises(Killed):
        collect(path, tmp_path / "out" / "work")
    assert list(unpacked.iterdir()) == []
    written(unpacked, {".half-x/00000": b"", "of-another-zip/00000": b""})  # as after kill -9
    monkeypatch.setattr(zips, "_write", really_write)
    first = collected(tmp_path, path)
    assert len(list(unpacked.iterdir())) == 1
    monkeypatch.setattr(zips, "_write", killed)
    again = collected(tmp_path, path)
    assert again.submissions == first.submissions


# Any name


PIECES = (
    *("../", "..", ".", "/", "\\", "_", " ", "04-embedding-loss", ".ipynb", "(1)", "-1", "LATE"),
    *("assignsubmission_file_", "submission_1", "ann", "12", "\0", "\u202e", "Ü", "anon"),
)
NAMES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@given(NAMES)
@settings(max_examples=400, deadline=None)
def test_no_name_is_too_odd_to_be_taken_apart(name):
    lms_names.canvas(name)
    lms_names.moodle((name, "x"))
    lesson_names.from_name(name)
    entry = Entry(tuple(part for part in name.split("/") if part) or ("x",), Path("/"), Path("/x"))
    found, unknown = people.recognise(Source("", [entry], zipped=True))
    for one in found:
        assert one.student
        assert one.student.isprintable()
        assert "/" not in one.student
    for one in unknown:
        assert "\n" not in one.reason


@given(st.lists(NAMES, min_size=1, max_size=5))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_member_of_any_name_is_written_outside_or_hides_a_neighbour(tmp_path, names):
    path = tmp_path / "any.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(GOOD, NOTEBOOK)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"{}")
    collection = collect(path, tmp_path / "out" / "work")
    assert {p.name for p in tmp_path.iterdir()} == {"any.zip", "out"}
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"work"}
    folder = next((tmp_path / "out" / "work" / "unpacked").iterdir())
    assert all(p.name == zips.INDEX or p.name.isdigit() for p in folder.rglob("*"))
    if GOOD not in map(str, map(PurePosixPath, names)):
        (ann,) = [one for one in collection.submissions if one.name == f"ann/{LESSON}"]
        assert read(ann) == NOTEBOOK


@pytest.mark.parametrize(
    "stamp",
    [
        "2025-03-01 11:00:00 UTC",
        "2025-03-01 11:00:00.000000",
        "2025-03-01 12:00:00 +0100",
        "2025-03-01T12:00:00+01:00",
        "2025-03-01 03:00:00 America/Los_Angeles",
    ],
)
def test_nbgraders_timestamps_are_read_in_all_their_forms(stamp):
    assert times.from_stamp(stamp.encode()) == datetime(2025, 3, 1, 11, tzinfo=UTC)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_timestamp_is_a_time_or_none(content):
    time = times.from_stamp(content)
    assert time is None or time.tzinfo is not None


@given(st.binary(max_size=40), st.tuples(*[st.integers(0, 99)] * 6))
@settings(max_examples=200, deadline=None)
def test_any_field_of_a_member_is_a_time_or_none(extra, moment):
    member = zipfile.ZipInfo("x")
    member.extra, member.date_time = extra, (1980 + moment[0], *moment[1:])
    time = times.from_member(member)
    assert time is None or time.tzinfo is not None


def test_an_exact_time_in_a_zip_is_preferred(tmp_path):
    member = zipfile.ZipInfo(HERS, (2025, 3, 1, 12, 0, 0))
    member.extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_700_000_001)
    collection = collected(tmp_path, made(tmp_path, (member, NOTEBOOK)))
    (eve,) = [one for one in collection.submissions if one.student == "eve"]
    assert eve.time.timestamp() == 1_700_000_001


def test_the_index_holds_names_as_text_only(tmp_path):
    collected(tmp_path, made(tmp_path, (f"x_1_2_{NEXT}.ipynb", NOTEBOOK)))
    (index,) = (tmp_path / "out" / "work" / "unpacked").glob(f"*/{zips.INDEX}")
    assert [one["file"] for one in json.loads(index.read_text("utf-8"))] == ["00000", "00001"]
