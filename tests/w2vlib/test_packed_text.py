"""Texts in packed files and in other encodings."""

import warnings
import zipfile

import pytest
from backports import zstd

from w2vlib import open_corpus
from w2vlib.corpora.files import FileCorpus


def sentences_of(path):
    return list(open_corpus(path).sentences())


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zst_file_is_read_with_all_its_frames(tmp_path):
    path = tmp_path / "a.zst"
    path.write_bytes(zstd.compress(b"one two\n") + zstd.compress(b"three\n"))
    assert sentences_of(path) == [["one", "two"], ["three"]]
    assert sentences_of(tmp_path) == [["one", "two"], ["three"]]


def test_every_text_in_a_zip_is_read_and_nothing_else(tmp_path):
    path = zipped(tmp_path / "a.zip", {
        "b.txt": "one\n", "folder/c": "two", "picture.png": b"\0\1", "__MACOSX/b.txt": "no",
        ".hidden": "no", "long.txt": "word " * 200_000,
    })  # fmt: skip
    first, second, *rest = sentences_of(path)
    assert [first, second] == [["one"], ["two"]]
    assert sum(map(len, rest)) == 200_000
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(("members", "message"), [
    ({"picture.png": b"\0"}, "holds no file"),
    ({"/etc/passwd": "x"}, "unsafe name: '/etc/passwd'"),
    ({"a.txt": "x", "b/../../c.txt": "x"}, "unsafe name"),
    ({"C:\\a.txt": "x"}, "unsafe name"),
])  # fmt: skip
def test_a_zip_without_text_or_with_unsafe_names_is_refused(tmp_path, members, message):
    with pytest.raises(ValueError, match=message):
        sentences_of(zipped(tmp_path / "a.zip", members))


def test_an_encrypted_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.txt": "secret words"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1  # the flag in the directory
    path.write_bytes(content)
    with pytest.raises(ValueError, match="encrypted; pack it again"):
        sentences_of(path)


@pytest.mark.parametrize(("name", "content"), [
    ("cut.zst", zstd.compress(b"some words " * 9999)[:-5]),
    ("no.zst", b"plain text"),
    ("no.zip", b"plain text"),
])  # fmt: skip
def test_damaged_packed_files_are_named(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=f"{name} is damaged or not a"):
        sentences_of(tmp_path / name)


def test_a_zip_with_damaged_bytes_is_named(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.txt": "some words " * 999})
    content = bytearray(path.read_bytes())
    content[60] ^= 255
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"a\.zip is damaged"):
        sentences_of(path)


def warning_about(path):
    with pytest.warns(UserWarning) as caught:
        list(FileCorpus(path).sentences())
    assert len(caught) == 1
    return str(caught[0].message)


def test_a_text_in_latin_1_is_told_what_it_looks_like_and_what_to_do(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("plain\ncafé\nnaïve\nplain\n".encode("latin-1"))
    assert "looks like Latin-1" in warning_about(path) and "iconv" in warning_about(path)


def test_a_few_wrong_bytes_in_utf_8_are_not_called_latin_1(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("café\nnaïve\n".encode() + b"caf\xe9\n")
    assert "line 3" in warning_about(path) and "Latin-1" not in warning_about(path)


def test_a_text_in_utf_16_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "a.txt").write_text("words", encoding="utf-16")
    with pytest.raises(ValueError, match="UTF-16: convert it"):
        sentences_of(tmp_path / "a.txt")


def test_a_character_on_the_edge_of_what_is_read_at_once_is_whole(tmp_path):
    (tmp_path / "a.txt").write_text("é" * 32_767 + " é" + "ü" * 40_000 + "\nend", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        words = [word for sentence in sentences_of(tmp_path / "a.txt") for word in sentence]
    assert "".join(words) == "é" * 32_768 + "ü" * 40_000 + "end"
