"""Folders, loose files and the zips of Canvas, Moodle and Gradescope: who handed in what."""

import os
from datetime import UTC, datetime

import pytest
from exports import LESSON, NEXT, notebook, written, zipped

from tools.collecting import tables
from tools.collecting.collection import collect
from tools.collecting.submission import Unreadable, read

NOTEBOOK, OTHER = notebook(LESSON), notebook(NEXT)
METADATA = b"""
submission_1:
  :submitters:
  - :name: Ann Example
    :sid: '100'
    :email: ann@example.edu
  - :name: Bob
    :sid: '101'
  :created_at: 2025-03-01 10:00:00.123456789 Z
  :results: !ruby/object:Some::Result {a: 1}
submission_2:
  :submitters:
  - :name: Ann Example
    :email: other.ann@example.edu
  :created_at: '2025-03-02T10:00:00-08:00'
"""


def collected(tmp_path, files: dict[str, bytes], time=(2025, 3, 9, 10, 0, 0)):
    return collect(zipped(tmp_path / "export.zip", files, time), tmp_path / "work")


def counting(collection) -> dict[tuple[str, str], str]:
    """(student, lesson) -> the file that counts."""
    lines = (line for line in collection.lines if line.counts)
    return {(one.found.student, one.found.lesson): one.found.entry.name for one in lines}


def students(collection) -> set[str]:
    return {one.student for one in collection.submissions}


def refusal(collection, student: str) -> str:
    (submission,) = [one for one in collection.submissions if one.student == student]
    with pytest.raises(Unreadable) as refused:
        read(submission)
    return str(refused.value)


# Canvas


def test_canvas_names_are_taken_apart(tmp_path):
    files = {
        "doejane_123_900_04-embedding-loss.ipynb": NOTEBOOK,
        "doejane_LATE_124_901_04-embedding-loss-1.ipynb": NOTEBOOK,
        "müllerünal_7_12_04_embedding_loss (2).ipynb": NOTEBOOK,
        "team_red_8_13_04-embedding-loss.ipynb": NOTEBOOK,
        "LATE_anon_a1B2c_903_homework.ipynb": OTHER,
    }
    collection = collected(tmp_path, files)
    assert counting(collection) == {
        ("doejane_123", LESSON): "doejane_123_900_04-embedding-loss.ipynb",
        ("doejane_124", LESSON): "doejane_LATE_124_901_04-embedding-loss-1.ipynb",
        ("müllerünal_7", LESSON): "müllerünal_7_12_04_embedding_loss (2).ipynb",
        ("team_red_8", LESSON): "team_red_8_13_04-embedding-loss.ipynb",
        ("anon_a1B2c", NEXT): "LATE_anon_a1B2c_903_homework.ipynb",
    }
    late = {one.student for one in collection.submissions if one.marked_late}
    assert late == {"doejane_124", "anon_a1B2c"}
    ids = {one.student: one.canvas_id for one in collection.submissions if one.path}
    assert ids["doejane_123"] == "123" and ids["team_red_8"] == "8"
    assert all(read(one) in (NOTEBOOK, OTHER) for one in collection.submissions if one.path)


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_attempts_in_canvas_the_last_one_counts(tmp_path, order):
    names = [
        "doejane_1_900_04-embedding-loss.ipynb",
        "doejane_1_901_04-embedding-loss-1.ipynb",
        "doejane_LATE_1_950_04-embedding-loss-2.ipynb",
    ]
    collection = collected(tmp_path, dict.fromkeys(names[::order], NOTEBOOK))
    assert counting(collection) == {("doejane_1", LESSON): names[2]}
    notes = {line.found.entry.name: line.note for line in collection.lines if not line.counts}
    assert notes == dict.fromkeys(names[:2], f"does not count: {names[2]} does")


def test_what_is_no_notebook_in_an_export_is_ungraded_where_its_name_tells_the_lesson(tmp_path):
    files = {
        "ann_1_2_04-embedding-loss.ipynb": NOTEBOOK,
        "bob_3_4_04-embedding-loss.pdf": b"%PDF",
        "eve_5_6_04-embedding-loss.zip": b"PK",
        "roe_7_8_text.html": b"<p>",
    }
    collection = collected(tmp_path, files)
    assert refusal(collection, "bob_3") == "it is no notebook"
    assert "zip within the zip" in refusal(collection, "eve_5")
    assert collection.unknown == [("roe_7_8_text.html", "it is no notebook")]


def test_nobody_can_name_a_file_so_that_it_becomes_somebody_elses(tmp_path):
    files = {
        "bob_3_4_04-embedding-loss.ipynb": NOTEBOOK,
        "eve_5_6_bob_3_99_04-embedding-loss.ipynb": OTHER,
    }
    assert counting(collected(tmp_path, files))["bob_3", LESSON] == next(iter(files))
    files = {
        "Bob B_3_assignsubmission_file_/04-embedding-loss.ipynb": NOTEBOOK,
        "Eve_5_assignsubmission_file_/Bob B_3_assignsubmission_file_04-embedding-loss.ipynb": OTHER,
    }
    assert counting(collected(tmp_path, files))["Bob B_3", LESSON] == next(iter(files))


def test_a_folder_of_a_students_can_not_pretend_to_be_an_export(tmp_path):
    metadata = METADATA.replace(b"Ann Example", b"bob").replace(b"100", b"")
    folder = written(
        tmp_path / "class",
        {
            f"bob/{LESSON}/{LESSON}.ipynb": NOTEBOOK,
            "eve/submission_metadata.yml": metadata,
            "eve/submission_1/04-embedding-loss.ipynb": OTHER,
            "eve/Bob_3_assignsubmission_file_/04-embedding-loss.ipynb": OTHER,
            f"eve/bob/{LESSON}/{LESSON}.ipynb": OTHER,
            "eve/bob_3_4_04-embedding-loss.ipynb": OTHER,
        },
    )
    collection = collect(folder, tmp_path / "work")
    assert students(collection) == {"bob", "eve"}
    assert counting(collection)["bob", LESSON].startswith("bob/")


# Moodle


@pytest.mark.parametrize("end", ["_", ""])
def test_moodles_folders_and_flat_files_are_taken_apart(tmp_path, end):
    files = {
        f"Ann Example_12345_assignsubmission_file{end}/04-embedding-loss.ipynb": NOTEBOOK,
        f"Ann Example_12346_assignsubmission_file{end}/mine/04-embedding-loss (1).ipynb": NOTEBOOK,
        "Zoë O'Neil-Öz_77_assignsubmission_file_04-embedding-loss.ipynb": NOTEBOOK,
        f"Group A-Bob B_78_assignsubmission_file{end}/mine.ipynb": NOTEBOOK,
        f"Default group_assignsubmission_file{end}/04-embedding-loss.ipynb": NOTEBOOK,
        f"Participant_79_assignsubmission_file{end}/04-embedding-loss.ipynb": NOTEBOOK,
        f"Eve_80_assignsubmission_onlinetext{end}/onlinetext.html": b"<p>",
    }
    collection = collected(tmp_path, files)
    assert {student for student, _ in counting(collection)} == {
        "Ann Example_12345",
        "Ann Example_12346",
        "Zoë O'Neil-Öz_77",
        "Group A-Bob B_78",
        "Default group",
        "Participant_79",
    }
    ((file, reason),) = collection.unknown
    assert file.startswith("Eve_80")
    assert "text typed into Moodle" in reason


def test_moodles_ids_differ_between_assignments_so_nobody_is_missing_in_the_other_one(tmp_path):
    for name, number, lesson in (("one", 1, LESSON), ("two", 2, NEXT)):
        file = f"Ann_{number}_assignsubmission_file_/{lesson}.ipynb"
        zipped(tmp_path / f"{name}.zip", {file: notebook(lesson)})
    collection = collect(tmp_path, tmp_path.parent / "work")
    assert [(one.student, one.lesson) for one in collection.submissions] == [
        ("Ann_1", LESSON),
        ("Ann_2", NEXT),
    ]


# Gradescope


@pytest.mark.parametrize("unzipped", [False, True])
def test_gradescopes_metadata_says_who_and_when(tmp_path, unzipped):
    files = {
        "assignment_9_export/submission_metadata.yml": METADATA,
        "assignment_9_export/submission_1/04-embedding-loss.ipynb": NOTEBOOK,
        "assignment_9_export/submission_2/my work.ipynb": NOTEBOOK,
        "assignment_9_export/submission_2/submission_metadata.yml": METADATA,
        "assignment_9_export/submission_3/04-embedding-loss.ipynb": NOTEBOOK,
        "__MACOSX/assignment_9_export/._submission_metadata.yml": b"\0",
    }
    if unzipped:
        collection = collect(written(tmp_path / "x", files), tmp_path / "work")
    else:
        collection = collected(tmp_path, files)
    times = {one.student: one.time for one in collection.submissions}
    in_march = datetime(2025, 3, 1, 10, 0, 0, 123456, tzinfo=UTC)
    assert times["Ann Example_100"] == times["Bob_101"] == in_march
    other_ann = datetime(2025, 3, 2, 18, tzinfo=UTC)
    assert times["Ann Example_other.ann@example.edu"] == other_ann
    assert set(times) - {"submission_3"} == {
        "Ann Example_100",
        "Bob_101",
        "Ann Example_other.ann@example.edu",
    }


@pytest.mark.parametrize(
    "metadata",
    [
        b"submission_1: [",
        b"\xff\xfe",
        b"just text",
        b"",
        b"- 1",
        b"[" * 100_000,
        b"a: &a [x]\nsubmission_1: {<<: *a}",
        b"? [1]\n: 2",
        b"submission_1: 7",
    ],
)
def test_broken_metadata_of_gradescopes_leaves_the_folders_names(tmp_path, metadata):
    files = {
        "assignment_9_export/submission_metadata.yml": metadata,
        "assignment_9_export/submission_1/04-embedding-loss.ipynb": NOTEBOOK,
        "assignment_9_export/submission_2/04-embedding-loss.ipynb": NOTEBOOK,
    }
    assert {"submission_1", "submission_2"} == students(collected(tmp_path, files))


def test_gradescopes_metadata_may_lack_everything(tmp_path):
    strange = b"""
submission_1: {':submitters': 3, ':created_at': 7}
submission_2: {':submitters': [3, {':name': 5}, {':sid': [1]}], ':created_at': x}
"""
    files = {
        "assignment_9_export/submission_metadata.yml": strange,
        "assignment_9_export/submission_1/04-embedding-loss.ipynb": NOTEBOOK,
        "assignment_9_export/submission_2/04-embedding-loss.ipynb": NOTEBOOK,
    }
    collection = collected(tmp_path, files)
    assert students(collection) == {"5"}
    ((file, reason),) = collection.unknown
    assert "submission_1" in file
    assert "names nobody" in reason


# Folders and loose files


def test_loose_files_are_recognised_by_their_names_or_by_their_exercises(tmp_path):
    folder = written(
        tmp_path / "flat",
        {
            "ann_04-embedding-loss.ipynb": NOTEBOOK,
            "04-embedding-loss_Bob Q.ipynb": NOTEBOOK,
            "carl.ipynb": OTHER,
            "dora 04 Embedding Loss - Copy.ipynb": NOTEBOOK,
            "04-embedding-loss (2).ipynb": NOTEBOOK,
            "Untitled.ipynb": NOTEBOOK,
            "other.ipynb": b"{}",
            "notes.txt": b"",
        },
    )
    collection = collect(folder, tmp_path / "work")
    assert set(counting(collection)) == {
        ("ann", LESSON),
        ("Bob Q", LESSON),
        ("carl", NEXT),
        ("dora", LESSON),
    }
    reasons = dict(collection.unknown)
    assert "names no student" in reasons["04-embedding-loss (2).ipynb"]
    assert "names no student" in reasons["Untitled.ipynb"]
    assert "neither its name nor its cells" in reasons["other.ipynb"]
    assert reasons["notes.txt"] == "it is no notebook"


def test_of_copies_the_highest_number_counts_unless_times_tell_otherwise(tmp_path):
    names = ["ann_04-embedding-loss.ipynb", "ann_04-embedding-loss (1).ipynb"]
    folder = written(tmp_path / "flat", dict.fromkeys(names, NOTEBOOK))
    assert counting(collect(folder, tmp_path / "work")) == {("ann", LESSON): names[1]}
    os.utime(folder / names[1], (1_700_000_000, 1_700_000_000))
    assert counting(collect(folder, tmp_path / "work")) == {("ann", LESSON): names[0]}


def test_two_students_of_one_name_in_loose_files_get_a_line(tmp_path):
    names = ["Ann B_04-embedding-loss.ipynb", "Ann B_04-embedding-loss (1).ipynb"]
    folder = written(
        tmp_path / "flat", dict.fromkeys([*names, "carl 04-embedding-loss.ipynb"], b"")
    )
    collection = collect(folder, tmp_path / "work")
    (line,) = [line for line in collection.lines if not line.counts]
    assert line.found.entry.name == names[0]
    assert "if these are two students, their files need different names" in line.note


def test_names_that_differ_only_in_capitals_are_two_students_and_are_pointed_out(tmp_path):
    files = {f"{name}/{LESSON}/{LESSON}.ipynb": NOTEBOOK for name in ("ann", "Ann", "bob")}
    collection = collected(tmp_path, files)
    assert {line.found.student: line.note for line in collection.lines} == {
        "ann": "another name differs only in capitals: Ann",
        "Ann": "another name differs only in capitals: ann",
        "bob": "",
    }


@pytest.mark.parametrize("wrapper", ["", "submissions/"])
def test_a_zip_of_a_folder_per_student_is_as_good_as_the_folder(tmp_path, wrapper):
    files = {
        f"{wrapper}ann/{LESSON}/{LESSON}.ipynb": NOTEBOOK,
        f"{wrapper}ann/{LESSON}/timestamp.txt": b"2025-02-02 15:58:23.948203 UTC",
        f"{wrapper}bob/04_embedding_loss (1).ipynb": NOTEBOOK,
        f"{wrapper}bob/{LESSON}/old.ipynb": b"{}",
        f"{wrapper}carl/{LESSON}/mine.ipynb": b"{}",
        f"{wrapper}carl/{NEXT}/{NEXT}.ipynb": OTHER,
    }
    collection = collected(tmp_path, files)
    found = {(one.student, one.lesson): one for one in collection.submissions}
    assert read(found["ann", LESSON]) == NOTEBOOK
    assert found["ann", LESSON].time == datetime(2025, 2, 2, 15, 58, 23, 948203, tzinfo=UTC)
    assert read(found["bob", LESSON]) == NOTEBOOK
    assert found["carl", LESSON].path is None
    assert found["carl", LESSON].elsewhere == f"{wrapper}carl/{LESSON}/mine.ipynb"
    assert read(found["carl", NEXT]) == OTHER
    assert found["ann", NEXT].path is None
    assert students(collection) == {"ann", "bob", "carl"}


@pytest.mark.parametrize("as_zip", [False, True])
def test_where_a_file_lies_that_is_no_notebook_nobody_is_called_missing(tmp_path, as_zip):
    files = {
        f"ann/{LESSON}/{LESSON}.ipynb": NOTEBOOK,
        f"ann/{NEXT}/{NEXT}.ipynb": OTHER,
        f"bob/{LESSON}/homework.pdf": b"%PDF",
        f"bob/{NEXT}/{NEXT}.ipynb": OTHER,
        "carl/homework.pdf": b"%PDF",
        f"dora/{NEXT}.docx": b"PK",
        f"eve/{LESSON}/{LESSON}.ipynb": NOTEBOOK,
        "eve/notes.txt": b"",
        f"fred/{LESSON}/timestamp.txt": b"2025-02-02 15:58:23 UTC",
        f"fred/{LESSON}/submission_secret.txt": b"of nbgrader's exchange",
        "fred/other course/slides.pdf": b"%PDF",
    }
    into = zipped(tmp_path / "x.zip", files) if as_zip else written(tmp_path / "class", files)
    submissions = collect(into, tmp_path / "work").submissions
    instead = {(one.student, one.lesson): one.elsewhere for one in submissions if not one.path}
    assert instead == {
        ("bob", LESSON): f"bob/{LESSON}/homework.pdf",
        ("carl", LESSON): "carl/homework.pdf",
        ("carl", NEXT): "carl/homework.pdf",
        ("dora", LESSON): "",
        ("dora", NEXT): f"dora/{NEXT}.docx",
        ("eve", NEXT): "",
        ("fred", LESSON): "",
        ("fred", NEXT): "",
    }


def test_what_lies_in_its_place_counts_whatever_lies_beside_it(tmp_path):
    folder = written(
        tmp_path / "class",
        {
            f"ann/{LESSON}/{LESSON}.ipynb": NOTEBOOK,
            f"ann/{LESSON}/{LESSON} (2).ipynb": OTHER,
            f"ann/{LESSON}.ipynb": OTHER,
        },
    )
    assert counting(collect(folder, tmp_path / "work")) == {
        ("ann", LESSON): f"ann/{LESSON}/{LESSON}.ipynb"
    }


def test_a_bad_timestamp_leaves_the_files_own_time(tmp_path):
    files = {f"ann/{LESSON}/{LESSON}.ipynb": NOTEBOOK, f"ann/{LESSON}/timestamp.txt": b"yesterday"}
    folder = written(tmp_path / "class", files)
    os.utime(folder / f"ann/{LESSON}/{LESSON}.ipynb", (1_700_000_000, 1_700_000_000))
    (submission,) = collect(folder, tmp_path / "work").submissions
    assert submission.time == datetime.fromtimestamp(1_700_000_000, UTC)


def test_one_lesson_alone_can_be_collected(tmp_path):
    files = {"ann_04-embedding-loss.ipynb": NOTEBOOK, f"bob_{NEXT}.ipynb": OTHER}
    folder = written(tmp_path / "flat", files)
    collection = collect(folder, tmp_path / "work", NEXT)
    assert [(one.student, one.lesson) for one in collection.submissions] == [("bob", NEXT)]


# When


def test_the_times_of_a_download_are_not_taken_for_those_of_the_students(tmp_path):
    files = {f"ann_{n}_{n}_04-embedding-loss.ipynb": NOTEBOOK for n in range(3)}
    collection = collected(tmp_path, files)
    assert {one.time for one in collection.submissions} == {None}
    assert "Of 3 submissions nobody knows" in tables.without_time(collection)
    apart = dict(zip(files, [(2025, 3, day, 9, 0, 0) for day in (1, 2, 3)], strict=True))
    collection = collected(tmp_path, files, apart)
    assert len({one.time for one in collection.submissions}) == 3
    assert tables.without_time(collection) == ""


def test_where_the_files_own_times_count_a_warning_says_so_and_where_to_look(tmp_path):
    files = {f"{name}/{LESSON}/{LESSON}.ipynb": NOTEBOOK for name in ("ann", "bob", "carl")}
    files[f"ann/{LESSON}/timestamp.txt"] = b"2025-02-02 15:58:23 UTC"
    folder = written(tmp_path / "class", files)
    warning = tables.by_files_time(collect(folder))
    assert "2 submissions were counted as handed in when the file was last changed" in warning
    assert "time_from in collected.csv" in warning
    for name in ("bob", "carl"):
        written(folder, {f"{name}/{LESSON}/timestamp.txt": b"2025-02-02 15:58:23 UTC"})
    assert tables.by_files_time(collect(folder)) == ""


# Tables


def test_the_tables_say_by_which_rule_and_which_time(tmp_path):
    files = {
        "doejane_LATE_1_900_04-embedding-loss-2.ipynb": NOTEBOOK,
        "=cmd_2_900_homework.ipynb": NOTEBOOK,
        "\x1b[2J.txt": b"",
    }
    collection = collected(tmp_path, files)
    tables.write(collection, tmp_path / "out")
    written_down = (tmp_path / "out" / "collected.csv").read_text("utf-8").splitlines()
    assert written_down[0] == (
        "student_id,lesson,file,form,lesson_by,attempt,time,time_from,late_mark,counts,note"
    )
    assert (
        "doejane_1,04-embedding-loss,doejane_LATE_1_900_04-embedding-loss-2.ipynb,Canvas,"
        "file name,2,,unknown: the zip's times are those of the download,late,yes,"
    ) in written_down
    assert any("./=cmd_2_900_homework.ipynb,loose file,its exercises" in x for x in written_down)
    others = (tmp_path / "out" / "not_recognised.csv").read_text("utf-8")
    assert others == "file,reason\n\\x1b[2J.txt,it is no notebook\n"
    shown = tables.text(collection)
    assert "\n1 file was not recognised:" in shown
    assert "\x1b" not in shown
