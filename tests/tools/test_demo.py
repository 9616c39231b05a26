"""The simulated class: every student gets what was planted in their notebook."""

import csv

import pytest

from grader_tests import registry
from tests import impatient
from tools import demo, lessons
from tools.demonstration.students import few_students, simulated_class

LESSON = "04-embedding-loss"


def test_the_class_holds_every_misconception_of_the_lesson_and_all_kinds_of_trouble():
    students = simulated_class(LESSON)
    planted = {item for student in students for item in student.expected.items()}
    for exercise in registry.exercises(LESSON):
        for misconception in exercise.misconceptions:
            assert (exercise.name, misconception.id) in planted
    names = {student.name for student in students}
    assert {"right-0", "right-1", "blank", "endless-loop", "fork-bomb", "no-json"} <= names


def test_the_two_right_students_write_differently():
    first, second = simulated_class(LESSON)[:2]
    for name, cell in first.cells.items():
        assert cell != second.cells[name]


def test_the_small_class_takes_every_lesson_with_trouble_of_many_kinds():
    classes = few_students(lessons.names())
    assert list(classes) == lessons.names()
    for students in classes.values():
        assert {"right-0", "right-1", "blank", "trouble"} <= {s.name for s in students}
    trouble = [students[-1] for students in classes.values()]
    assert len({(str(s.cells), s.change, s.file) for s in trouble}) > 4
    confused = [s for students in classes.values() for s in students if "misc" in s.name]
    assert len(confused) > len(classes)


def test_an_unknown_lesson_is_answered_with_those_that_exist(capsys):
    assert demo.main(["--lesson", "77"]) == 2
    assert "there are: 0" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.sandbox
@pytest.mark.timeout(1800)
def test_the_demo_finds_in_every_student_what_was_planted(tmp_path, capsys):
    with impatient.graders(seconds=30):
        assert demo.main(["--lesson", LESSON, "--out", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert "not as it should be" not in printed.err
    with (tmp_path / "grades.csv").open(newline="", encoding="utf-8") as file:
        grades = {row["student_id"]: row for row in csv.DictReader(file)}
    assert grades["right-0"]["score"] == grades["right-1"]["score"] == "18"
    assert grades["blank"]["score"] == grades["syntax-error"]["score"] == "0"
    assert float(grades["endless-loop"]["score"]) < 18
    for mended in ("duplicated-cells", "lost-metadata", "deleted-tests", "floods-the-output"):
        assert grades[mended]["score"] == "18"
    for hostile in ("always-equal", "forged-points", "looks-for-answers", "skips-tests"):
        assert float(grades[hostile]["score"]) < 5
    assert grades["no-json"]["status"] == grades["empty-file"]["status"] == "ungraded"
    for name, row in grades.items():
        if name.startswith("misconceptions"):
            assert float(row["score"]) < 18
        assert name in printed.out


@pytest.mark.long
@pytest.mark.sandbox
@pytest.mark.alone
@pytest.mark.timeout(3600)
def test_the_whole_course_is_graded_as_planted(tmp_path, capsys):
    assert demo.main(["--out", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert "not as it should be" not in printed.err
    for name in lessons.names():
        assert printed.out.count(name) >= 6
