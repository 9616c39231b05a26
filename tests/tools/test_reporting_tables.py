"""The tables of results: what stands in them, and that no spreadsheet finds a formula there."""

import csv
import io

import pytest
from made_class import LESSON, graded, missing, ungraded

from tools.reporting import lms_tables, results, spreadsheet, tables

OTHER = "05-sampled-vs-full-softmax"
CLASS = [
    graded("ann"),
    graded("bob", nce_loss="wrong", late_penalty=1.5),
    ungraded("cem"),
    missing("dora"),
    graded("ann", OTHER),
    ungraded("bob", OTHER),
    graded("cem", OTHER, late_penalty=100),
    missing("dora", OTHER),
]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_canvas_finds_the_columns_that_it_looks_for():
    heading, possible, *students = rows(lms_tables.canvas_csv(CLASS))
    assert heading == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", LESSON, OTHER]
    assert "Points Possible" in possible[0]
    assert possible[5:] == ["18.00", "20.00"]
    assert [row[3] for row in students] == ["ann", "bob", "cem", "dora"]
    assert all(len(row) == len(heading) for row in students)


def test_points_are_those_after_the_late_penalty_and_never_below_0():
    _, _, *students = rows(lms_tables.canvas_csv(CLASS))
    points = {row[0]: row[5:] for row in students}
    assert points["ann"] == ["18.00", "20.00"]
    assert points["bob"][0] == "11.50"  # 18 - 5 - 1.5
    assert points["cem"][1] == "0.00"
    grades = {(row[0], row[1]): row for row in rows(tables.grades_csv(CLASS))[1:]}
    assert grades["bob", LESSON][2:5] == ["11.5", "18", "1.5"]
    assert grades["cem", OTHER][2:5] == ["0", "20", "20"]


@pytest.mark.parametrize(("made", "none"), [("canvas_csv", ""), ("moodle_csv", "-")])
def test_what_could_not_be_graded_has_no_points_and_what_is_missing_has_0(made, none):
    last = {row[0]: row[-2:] for row in rows(getattr(lms_tables, made)(CLASS))}
    assert last["cem"][0] == none
    assert last["bob"][1] == none
    assert last["dora"] == ["0.00", "0.00"]


def test_who_came_from_canvas_is_found_there_by_the_id():
    known = graded("smithann_4711") | {"canvas_id": "4711"}
    _, _, row, other = rows(lms_tables.canvas_csv([known, graded("bob_12")]))
    assert row[:5] == ["smithann_4711", "4711", "", "", ""]
    assert other[:5] == ["bob_12", "", "", "bob_12", ""]


def test_moodle_gets_a_column_that_says_who_and_one_for_each_lesson():
    heading, *students = rows(lms_tables.moodle_csv(CLASS))
    assert heading == ["Username", LESSON, OTHER]
    assert students[0] == ["ann", "18.00", "20.00"]
    addresses = [graded("ann@example.org"), graded("bob@example.org")]
    assert rows(lms_tables.moodle_csv(addresses))[0][0] == "Email address"


def test_a_student_who_is_called_points_possible_is_not_taken_for_the_row_of_that_name():
    _, first, second = rows(lms_tables.canvas_csv([graded("Points Possible")]))
    assert "Points Possible" in first[0]
    assert "Points Possible" not in second[0]


@pytest.mark.parametrize(
    "name", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1", "=HYPERLINK(1)"]
)
def test_no_name_and_no_detail_begins_a_formula(name):
    outcomes = [graded(name), ungraded("cem", detail=name)]
    for made in (
        tables.grades_csv,
        tables.exercises_csv,
        lms_tables.canvas_csv,
        lms_tables.moodle_csv,
    ):
        cells = [cell for row in rows(made(outcomes)) for cell in row]
        assert name not in cells
        assert f"'{name}" in cells
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]


@pytest.mark.parametrize(
    "name", ["ann", "O'Neil", "Ann-Marie", "a+b@example.org", "Müller, Ö.", "1234", "-5", "x=1"]
)
def test_ordinary_names_stay_as_they_are(name):
    assert spreadsheet.text(name) == name
    assert rows(tables.grades_csv([graded(name)]))[1][0] == name


def test_all_files_are_written_and_nothing_half_written_stays(tmp_path):
    results.write(CLASS, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(results.FILES)
