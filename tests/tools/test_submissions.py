"""What is handed in is read without following links; what is odd harms nobody else."""

import os
import socket
from pathlib import Path

import pytest

from tools.build import student_path
from tools.collecting.collection import collect
from tools.collecting.submission import Submission, Unreadable, read
from tools.repairing.lenient import MAX_BYTES

LESSON = "04-embedding-loss"


def hand_in(folder: Path, student: str, content: bytes = b"{}") -> Path:
    path = folder / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def reason(submission: Submission) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(submission)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def only(folder: Path, student: str) -> Submission:
    (submission,) = [one for one in collect(folder).submissions if one.student == student]
    return submission


@pytest.fixture
def folder(tmp_path) -> Path:
    """A class in which one student handed in a file, and what is handed in by nobody."""
    folder = tmp_path / "class"
    hand_in(folder, "ann", b"content")
    (folder / "list.csv").write_text("ann,bob")
    (folder / ".git" / "objects").mkdir(parents=True)
    return folder


def test_a_plain_file_is_read_and_nothing_else_is_listed(folder):
    (submission,) = collect(folder).submissions
    assert read(submission) == b"content"


def test_who_handed_nothing_in_is_listed_without_a_path(folder):
    (folder / "bob").mkdir()
    assert only(folder, "bob") == Submission("bob", LESSON, None)


@pytest.mark.parametrize("name", ["Ünal Öz", "Doe, Jane (2)", "o'neil", "a..b", "李雷", "x@y.z+1"])
def test_names_of_people_are_no_trouble(folder, name):
    hand_in(folder, name)
    assert read(only(folder, name)) == b"{}"


@pytest.mark.parametrize(
    ("name", "shown", "said"),
    [
        ("-rf", "-rf", "begins with a dot or a dash"),
        (".hidden", ".hidden", "begins with a dot or a dash"),
        ("a\nb", r"a\nb", "control characters"),
        ("a\x1b[31m", r"a\x1b[31m", "control characters"),
        ("end ", "end ", "ends with a space"),
        ("\u202eabc", r"\u202eabc", "control characters"),
        (os.fsdecode(b"\xff"), r"\udcff", "control characters"),
        ("x" * 101, "x" * 101, "more than 100 characters"),
        ("*", "*", "has one of the characters"),
        ("[ab]", "[ab]", "has one of the characters"),
        ("{assignment_id}", "{assignment_id}", "has one of the characters"),
        (r"a\nb", r"a\\nb", "has one of the characters"),
    ],
)
def test_odd_names_are_listed_in_a_printable_form_and_not_read(folder, name, shown, said):
    hand_in(folder, name)
    submission = only(folder, shown)
    assert submission.student.isprintable()
    assert said in reason(submission)
    assert read(only(folder, "ann")) == b"content"


def test_different_odd_names_stay_different(folder):
    for name in ("a\nb", r"a\nb", "a b"):
        hand_in(folder, name)
    assert len({one.student for one in collect(folder).submissions}) == 4


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_link_anywhere_on_the_way_is_not_followed(folder, tmp_path, steps):
    target = hand_in(tmp_path / "elsewhere", "eve", student_path(LESSON).read_bytes())
    link = folder / "eve" / LESSON / f"{LESSON}.ipynb"
    for _ in range(steps):
        target, link = target.parent, link.parent
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
    said = reason(only(folder, "eve"))
    assert said == "the notebook is not a plain file" or "is a link" in said


def test_links_to_nothing_are_refused_too(folder):
    (folder / "eve").mkdir()
    (folder / "eve" / LESSON).symlink_to("nowhere")
    assert "is a link" in reason(only(folder, "eve"))
    hand_in(folder, "bob").unlink()
    (folder / "bob" / LESSON / f"{LESSON}.ipynb").symlink_to("nowhere")
    assert reason(only(folder, "bob")) == "the notebook is not a plain file"


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may not be long
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, make_socket])
def test_a_pipe_a_folder_or_a_socket_is_no_notebook(folder, make):
    path = hand_in(folder, "eve")
    path.unlink()
    make(path)
    assert reason(only(folder, "eve")) == "the notebook is not a plain file"


def test_a_device_is_no_notebook(folder):
    path = hand_in(folder, "eve")
    path.unlink()
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero: without an end
    except PermissionError:
        pytest.skip("only root can make a device")
    assert reason(only(folder, "eve")) in (
        "the notebook is not a plain file",
        "the notebook can't be read",
    )


def test_a_file_in_place_of_the_lessons_folder_is_refused(folder):
    (folder / "eve").mkdir()
    (folder / "eve" / LESSON).write_text("my homework")
    assert "no folder" in reason(only(folder, "eve"))


def test_a_huge_file_is_refused(folder):
    path = hand_in(folder, "eve")
    os.truncate(path, MAX_BYTES)
    assert len(read(only(folder, "eve"))) == MAX_BYTES
    os.truncate(path, 100 * MAX_BYTES)
    assert reason(only(folder, "eve")) == "the notebook has more than 20 MiB"


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_what_may_not_be_read_is_refused(folder, steps, monkeypatch):
    """The refusal is the system's; it is made here, as root may read everything."""
    path = hand_in(folder, "eve")
    closed = [path, *path.parents][steps].name
    really_open = os.open

    def may_not(name, *arguments, **keywords):
        if os.path.basename(name) == closed:
            raise PermissionError(13, "Permission denied", name)
        return really_open(name, *arguments, **keywords)

    monkeypatch.setattr(os, "open", may_not)
    assert "can't be read" in reason(only(folder, "eve"))


def test_what_changes_between_the_listing_and_the_reading_is_refused(folder):
    submission = only(folder, "ann")
    submission.path.unlink()
    assert reason(submission) == "the notebook can't be read"
    submission.path.symlink_to("/etc/passwd")
    assert reason(submission) == "the notebook is not a plain file"


def test_a_misplaced_notebook_is_named_but_not_behind_links_or_far_down(folder, tmp_path):
    hand_in(tmp_path / "elsewhere", "x").rename(tmp_path / "elsewhere" / "loose.ipynb")
    eve = folder / "eve"
    eve.mkdir()
    (eve / "link").symlink_to(tmp_path / "elsewhere")
    deep = eve / "1/2/3/4/5/6"
    deep.mkdir(parents=True)
    (deep / "deep.ipynb").write_text("{}")
    assert only(folder, "eve").elsewhere == ""
    (eve / "1" / "copy.ipynb").write_text("{}")
    assert only(folder, "eve").elsewhere == "eve/1/copy.ipynb"


def test_a_misplaced_notebook_of_an_odd_name_is_named_in_a_printable_form(folder):
    (folder / "eve").mkdir()
    (folder / "eve" / "bad\nname.ipynb").write_text("{}")
    assert only(folder, "eve").elsewhere == r"eve/bad\nname.ipynb"


def test_a_renamed_notebook_is_recognised_by_its_exercises(folder):
    notebook = student_path(LESSON).read_bytes()
    hand_in(folder, "eve", notebook).rename(folder / "eve" / LESSON / "copy.ipynb")
    assert read(only(folder, "eve")) == notebook


def test_a_notebook_of_another_course_and_an_old_checkpoint_are_not_called_misplaced(folder):
    (folder / "eve" / "other").mkdir(parents=True)
    (folder / "eve" / "other" / "other.ipynb").write_text("{}")
    (folder / "eve" / ".ipynb_checkpoints").mkdir()
    (folder / "eve" / ".ipynb_checkpoints" / "x-checkpoint.ipynb").write_text("{}")
    assert only(folder, "eve").elsewhere == ""
    (folder / "eve" / "other.ipynb").write_text("{}")
    assert only(folder, "eve").elsewhere == "eve/other.ipynb"


def test_a_very_deep_folder_harms_nobody(folder):
    here = Path.cwd()
    (folder / "eve").mkdir()
    os.chdir(folder / "eve")
    try:
        for _ in range(2000):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)
    assert only(folder, "eve").path is None
    for _ in range(2000):  # pytest can't remove it: it is too deep for shutil
        os.rename(folder / "eve/d", folder / "eve/x")
        if (folder / "eve/x/d").exists():
            os.rename(folder / "eve/x/d", folder / "eve/d")
        os.rmdir(folder / "eve/x")
