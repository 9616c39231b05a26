"""From an export and a table of deadlines to grades.csv and nbgrader's gradebook.

The points are made up here, so that no kernel is needed: this is about who, when, and what it
costs.
"""

import csv
import os
import sqlite3

import pytest
from exports import LESSON, NEXT, notebook, written, zipped
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from grader_tests import registry
from tools import grade, sandbox
from tools.collecting import zips
from tools.grading import place as grading_place

pytestmark = pytest.mark.slow
METADATA = """
submission_1: {":submitters": [{":name": Ann, ":sid": "1"}], ":created_at": 2025-03-01T10:00:00Z}
submission_2: {":submitters": [{":name": Bob, ":sid": "2"}], ":created_at": 2025-03-03T10:00:01Z}
submission_3: {":submitters": [{":name": Carl, ":sid": "3"}], ":created_at": 2025-03-03T10:00:00Z}
submission_4: {":submitters": [{":name": Dora, ":sid": "4"}], ":created_at": 2025-03-30T10:00:00Z}
"""
DEADLINES = """lesson,deadline,student_id,penalty
04,2025-03-01T10:00Z,,1/day
04,2025-03-04T10:00Z,Carl_3,
"""


@pytest.fixture
def graded(monkeypatch) -> list[str]:
    """Who is graded, anew in each run; everybody gets 5 points."""
    names = []

    def pretended(_place, job: dict) -> dict:
        names.append(job["student"])
        answer = {"name": f"{job['student']}/{job['lesson']}", "log": ""}
        if not job["submission"]:
            return answer | {"ungraded": "the file is empty"}
        verdicts = [
            {"exercise": exercise.name, "score": points, "max_score": float(exercise.points)}
            | {"state": "wrong", "misconception": "", "message": "", "aspects": []}
            for exercise, points in zip(
                registry.exercises(job["lesson"]), (3.0, 2.0, 0.0, 0.0, 0.0), strict=False
            )
        ]
        answer |= {"verdicts": verdicts, "notebook": "{}", "feedback": "page"}
        return answer | {"repairs": [], "answers": {}, "seed": 1, "seconds": 0, "own_seconds": 0}

    monkeypatch.setattr(sandbox, "problem", lambda: None)
    monkeypatch.setattr(grading_place.Place, "__enter__", lambda place: place)
    monkeypatch.setattr(grading_place.Place, "__exit__", lambda *_: None)
    monkeypatch.setattr(grading_place.Place, "grade", pretended)
    return names


@pytest.fixture
def export(tmp_path):
    """Gradescope's zip of a class of four, two of them late; and Eve's bomb."""
    files = {f"assignment_9_export/submission_{n}/{LESSON}.ipynb": notebook() for n in (1, 2, 3, 4)}
    files["assignment_9_export/submission_metadata.yml"] = METADATA.encode()
    files[f"assignment_9_export/submission_5/{LESSON}.ipynb"] = b"\0" * 2**25
    files["../../evil.ipynb"] = b"{}"
    return zipped(tmp_path / "export.zip", files)


def run(tmp_path, path, *more: str) -> int:
    return grade.main([str(path), "--out", str(tmp_path / "out"), "--jobs", "1", *more])


def table(tmp_path, text: str = DEADLINES) -> str:
    (tmp_path / "deadlines.csv").write_text(text)
    return str(tmp_path / "deadlines.csv")


def rows(tmp_path) -> dict[str, dict]:
    with (tmp_path / "out" / "grades.csv").open(newline="", encoding="utf-8") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def exported_by_nbgrader(tmp_path) -> dict[str, dict]:
    to = str(tmp_path / "nbgrader.csv")
    with Gradebook(f"sqlite:///{tmp_path / 'out' / 'gradebook.db'}", "w2v") as gradebook:
        CsvExportPlugin(to=to).export(gradebook)
    with open(to, newline="", encoding="utf-8") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_late_penalties_stand_in_the_table_and_in_nbgraders_own_export(tmp_path, export, graded):
    assert run(tmp_path, export, "--deadlines", table(tmp_path)) == 0
    penalties = {"Ann_1": 0, "Bob_2": 3, "Carl_3": 0, "Dora_4": 5}
    ours, theirs = rows(tmp_path), exported_by_nbgrader(tmp_path)
    for student, penalty in penalties.items():
        assert float(ours[student]["late_penalty"]) == penalty
        assert float(ours[student]["score"]) == 5 - penalty
        assert float(theirs[student]["late_submission_penalty"]) == penalty
        assert float(theirs[student]["raw_score"]) == 5
        assert float(theirs[student]["score"]) == float(ours[student]["score"])
    assert theirs["Bob_2"]["timestamp"] == "2025-03-03 10:00:01"
    assert theirs["Bob_2"]["duedate"] == "2025-03-01 10:00:00"
    with sqlite3.connect(tmp_path / "out" / "gradebook.db") as database:
        query = "select student_id, extension from submitted_assignment where extension is not null"
        ((student, _),) = database.execute(query).fetchall()
    assert student == "Carl_3"


def test_the_hostile_part_of_a_zip_has_its_lines_and_harms_nobody(tmp_path, export, graded):
    assert run(tmp_path, export) == 0
    grades = rows(tmp_path)
    assert grades["submission_5"]["status"] == "ungraded"
    assert "as zip bombs are" in grades["submission_5"]["detail"]
    assert grades["submission_5"]["score"] == ""
    others = (tmp_path / "out" / "not_recognised.csv").read_text("utf-8")
    assert "../../evil.ipynb,its name leads out of the zip" in others
    assert sorted(graded) == ["Ann_1", "Bob_2", "Carl_3", "Dora_4"]
    assert not list(tmp_path.rglob("evil*"))


def test_a_second_run_grades_nobody_again_but_follows_new_deadlines(
    tmp_path, export, graded, monkeypatch
):
    run(tmp_path, export, "--deadlines", table(tmp_path))
    graded.clear()
    unpacked = []
    monkeypatch.setattr(zips, "_write", lambda *_: unpacked.append(1))
    later = DEADLINES.replace("03-01T10", "03-31T10").replace("2025-03-04T", "2025-04-04T")
    assert run(tmp_path, export, "--deadlines", table(tmp_path, later)) == 0
    assert graded == []
    assert unpacked == []
    assert {row["late_penalty"] for row in rows(tmp_path).values()} == {"0"}
    theirs = exported_by_nbgrader(tmp_path)
    assert {float(row["late_submission_penalty"]) for row in theirs.values()} == {0.0}
    assert theirs["Bob_2"]["duedate"] == "2025-03-31 10:00:00"
    run(tmp_path, export)  # no deadlines, no penalties; the due date stays
    assert exported_by_nbgrader(tmp_path)["Bob_2"]["duedate"] == "2025-03-31 10:00:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            DEADLINES.replace("Carl_3", "Karl_3"),
            "nobody called 'Karl_3' handed anything in; a student_id of collected.csv",
        ),
        (DEADLINES.replace("1/day", "1/dya"), "line 2: '1/dya' is no penalty"),
        ("lesson,deadlin\n", "line 1: there is no column 'deadlin'"),
    ],
)
def test_a_slip_in_the_deadlines_stops_before_anything_is_graded(
    tmp_path, export, graded, capsys, text, said
):
    assert run(tmp_path, export, "--deadlines", table(tmp_path, text)) == 2
    assert said in capsys.readouterr().err
    assert graded == []
    assert (tmp_path / "out" / "collected.csv").exists() == ("collected.csv" in said)
    assert not (tmp_path / "out" / "gradebook.db").exists()
    assert not (tmp_path / "out" / "grades.csv").exists()


def test_canvas_tells_only_who_was_late_and_a_warning_says_so(tmp_path, graded, capsys):
    files = {
        "ann_1_2_04-embedding-loss.ipynb": notebook(),
        "bob_LATE_3_4_04-embedding-loss.ipynb": notebook(),
        "eve_5_6_04-embedding-loss.ipynb": b"",
    }
    text = "lesson,deadline,penalty\n04,2025-03-01T10:00Z,2/day\n"
    export = zipped(tmp_path / "canvas.zip", files)
    assert run(tmp_path, export, "--deadlines", table(tmp_path, text)) == 0
    assert "Of 3 submissions nobody knows when" in capsys.readouterr().err
    shown = {name: (row["late_penalty"], row["status"]) for name, row in rows(tmp_path).items()}
    assert shown == {
        "ann_1": ("0", "graded"),
        "bob_3": ("2", "graded"),
        "eve_5": ("0", "ungraded"),
    }


def test_a_folder_in_nbgraders_own_form_is_late_by_its_timestamp(tmp_path, graded, capsys):
    files = {f"{name}/{LESSON}/{LESSON}.ipynb": notebook() for name in ("ann", "bob", "carl")}
    files |= {f"ann/{LESSON}/timestamp.txt": b"2025-03-01 10:00:00 UTC"}
    files |= {f"bob/{LESSON}/timestamp.txt": b"2025-03-01 12:00:00 +0100"}
    folder = written(tmp_path / "class", files)
    os.utime(folder / f"carl/{LESSON}/{LESSON}.ipynb", (1_740_830_400,) * 2)  # 12:00 UTC
    (folder / "dora").mkdir()
    text = "lesson,deadline,penalty\n04,2025-03-01T10:00Z,zero\n"
    assert run(tmp_path, folder, "--deadlines", table(tmp_path, text)) == 0
    shown = {name: (row["score"], row["late_penalty"]) for name, row in rows(tmp_path).items()}
    assert shown == {"ann": ("5", "0"), "bob": ("0", "5"), "carl": ("0", "5"), "dora": ("0", "0")}
    table_of_times = (tmp_path / "out" / "collected.csv").read_text("utf-8")
    assert "2025-03-01 11:00:00+00:00,nbgrader's timestamp.txt" in table_of_times
    assert "2025-03-01 12:00:00+00:00,the file's time" in table_of_times
    assert "1 submission was counted as handed in when the file was" in capsys.readouterr().err


def test_when_a_better_file_comes_it_is_graded_and_when_none_is_left_the_grade_is_gone(
    tmp_path, graded
):
    name = "ann_1_{}_04-embedding-loss.ipynb"
    first = {name.format(5): notebook(), "bob_2_3_04-embedding-loss.ipynb": notebook()}
    run(tmp_path, zipped(tmp_path / "export.zip", first))
    run(tmp_path, zipped(tmp_path / "export.zip", first | {name.format(6): notebook(NEXT)}))
    assert graded == ["ann_1", "bob_2", "ann_1"]
    run(tmp_path, zipped(tmp_path / "export.zip", {name.format(6): b"", name.format(7): b"{}"}))
    assert len(list((tmp_path / "out" / "work" / "unpacked").iterdir())) == 1


def test_a_broken_zip_is_answered_in_one_line(tmp_path, graded, capsys):
    (tmp_path / "x.zip").write_bytes(b"PK\3\4")
    assert run(tmp_path, tmp_path / "x.zip") == 2
    said = capsys.readouterr().err
    assert "no zip, or a damaged or half-loaded one: download it again" in said
    assert said.count("\n") == 1
