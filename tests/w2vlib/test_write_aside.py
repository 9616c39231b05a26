"""A file is whole or not there, and looks like any other file."""

import os

import pytest

from w2vlib.write_aside import write_aside, write_text


def test_an_interrupted_write_leaves_the_earlier_file_and_nothing_else(tmp_path):
    path = tmp_path / "notes.txt"
    write_text(path, "earlier")
    with pytest.raises(KeyboardInterrupt), write_aside(path) as aside:
        aside.write_text("half")
        raise KeyboardInterrupt
    assert path.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_text_is_kept_as_it_is_in_a_folder_that_is_made(tmp_path):
    path = tmp_path / "new" / "table.csv"
    write_text(path, "ä,b\r\n1,2\n")
    assert path.read_bytes() == "ä,b\r\n1,2\n".encode()


def test_of_two_who_write_at_once_the_last_one_stays(tmp_path):
    path = tmp_path / "result.json"
    with write_aside(path) as first:
        write_text(path, "second")
        first.write_text("first")
    assert path.read_text() == "first"


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are POSIX's")
def test_the_file_has_the_rights_of_an_ordinary_new_one(tmp_path):
    write_text(tmp_path / "aside.txt", "")
    (tmp_path / "ordinary.txt").write_text("")
    aside, ordinary = ((tmp_path / f"{name}.txt").stat().st_mode for name in ("aside", "ordinary"))
    assert aside == ordinary
