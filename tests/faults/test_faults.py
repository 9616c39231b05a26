"""A class full of broken submissions is graded to the end, and nobody suffers from a neighbour."""

import csv
import html
import json

import pytest

from tests import impatient
from tests.answers import bank
from tests.faults import broken_code, broken_files, broken_notebooks  # noqa: F401  they register
from tests.faults.fault import (
    EXERCISES,
    FAULTS,
    LESSON,
    Fault,
    handed_in,
    quick_answers,
    right_answers,
)
from tools import grade
from tools.collecting.submission import printable
from tools.lessons import scaffolds, with_answer
from tools.reporting import spreadsheet

SEED = "20"  # the same inputs for both classes
PATIENCE = 30  # seconds for a cell, or for an answer
pytestmark = [
    pytest.mark.slow,
    pytest.mark.sandbox,
    pytest.mark.timeout(1800),
]


def honest_answers() -> dict[str, dict[str, str]]:
    """The students without a fault: right, right in another style, half done, wrong in one."""
    blocks = {name: bank.blocks(f"04.{name}") for name in EXERCISES}

    def cells(kind: str, number: int) -> dict[str, str]:
        found = {n: [b.source for b in blocks[n] if b.kind == kind][number] for n in EXERCISES}
        return {n: with_answer(scaffolds(LESSON)[f"04.{n}"], found[n]) for n in EXERCISES}

    right, last = right_answers(), "full_sigmoid_loss"
    return {
        "honest-right": right,
        "honest-other": cells("right", 1),
        "honest-half": dict(list(right.items())[:2]),
        "honest-wrong": right | {last: cells("wrong", 0)[last]},
        "honest-blank": {},
    }


def hand_in(folder, student: str, made) -> None:
    """Write what a fault made: data, bytes, or by a function that writes itself."""
    if callable(made):
        made(folder / student)
        return
    path = folder / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(made if isinstance(made, bytes) else json.dumps(made).encode())


def rows(out, table: str) -> dict[str, list[dict]]:
    """The rows of a table, by student."""
    found = {}
    with (out / table).open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row["student_id"]
            plain = name[1:] if spreadsheet.text(name[1:]) == name else name  # "'-rf" is -rf
            found.setdefault(plain, []).append(row)
    return found


def graded_class(folder, out, faults: list[Fault]):
    """Grade the honest students among broken ones: (exit code, folder of results)."""
    for student, answers in honest_answers().items():
        hand_in(folder, student, handed_in(answers))
    for fault in faults:
        hand_in(folder, fault.name, fault.make(handed_in(quick_answers())))
    arguments = ["--out", str(out), "--jobs", "3", "--json", "--replay", SEED]
    with impatient.graders(PATIENCE):
        return grade.main([str(folder), *arguments]), out


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    folder, out = (tmp_path_factory.mktemp(name) for name in ("broken", "out"))
    return graded_class(folder, out, FAULTS)


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    folder, out = (tmp_path_factory.mktemp(name) for name in ("honest", "out"))
    return graded_class(folder, out, [])


def test_the_batch_goes_to_its_end(broken):
    code, out = broken
    assert code == 0
    graded = rows(out, "grades.csv")
    assert set(graded) == {printable(f.name) for f in FAULTS} | set(honest_answers())
    assert len(FAULTS) >= 36


@pytest.mark.parametrize("student", honest_answers())
@pytest.mark.parametrize("table", ["grades.csv", "exercises.csv"])
def test_an_honest_student_gets_what_they_get_without_broken_neighbours(
    broken, honest, student, table
):
    assert rows(broken[1], table)[student] == rows(honest[1], table)[student]


def test_the_honest_students_get_what_they_deserve(honest):
    scores = {student: row["score"] for student, (row,) in rows(honest[1], "grades.csv").items()}
    wrong = float(scores.pop("honest-wrong"))
    assert scores == {
        "honest-right": "18",
        "honest-other": "18",
        "honest-half": "10",
        "honest-blank": "0",
    }
    assert 14 <= wrong < 18


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_has_its_stated_fate(broken, fault):
    _, out = broken
    (row,) = rows(out, "grades.csv")[fault.name]
    assert row["status"] == fault.status, row["detail"]
    if fault.status == "ungraded":
        assert row["score"] == ""
        assert fault.says in row["detail"]
        assert fault.name not in rows(out, "exercises.csv")
        return
    found = {one["exercise"]: one for one in rows(out, "exercises.csv")[fault.name]}
    assert set(found) == {f"04.{name}" for name in EXERCISES}
    for name in EXERCISES:
        one = found[f"04.{name}"]
        assert one["state"] in fault.expected(name), name
        if one["state"] == "right":
            assert one["score"] == one["max_score"]
        elif one["state"] != "wrong":  # a wrong answer may earn the point for its shape
            assert one["score"] == "0"
    page = (out / "feedback" / fault.name / f"{LESSON}.html").read_text("utf-8")
    assert fault.says in html.unescape(page)
