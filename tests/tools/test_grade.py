"""Grading a small class for real: the judge, the sandbox, and what is written."""

import csv
import json
import sqlite3

import nbformat
import pytest
from small_class import LESSON, RIGHT, hand_in, handed_in

from tools import grade
from tools.building.cell_names import grade_id
from tools.grading import place
from tools.reporting import results

NAMES = ("calculate_loss", "nce_loss", "negative_sampling_loss", "full_sigmoid_loss")
# Each of these would earn points if answers were compared where the student's code runs.
CHEATS = {
    "calculate_loss": "import grader_tests\ngrader_tests.check = lambda *_: None",
    "nce_loss": """
from grader_tests.exercise_04_nce import nce as nce_loss
""",
    "negative_sampling_loss": """
class Liar:
    shape, dtype, ndim = (2,), 'float64', 1
    def __eq__(self, other): return True
    def __array__(self, *_, **__): return self
    def __float__(self): return 0.0
def negative_sampling_loss(positive_logits, negative_logits):
    return Liar()
""",
    "full_sigmoid_loss": """
import os
found = []
for folder, _, files in os.walk('/'):
    if folder.startswith(('/proc', '/sys')):
        continue
    found += [f for f in files if f in ('exercise_04_nce.py', '04-embedding-loss.ipynb')]
import socket
try:
    socket.create_connection(('1.1.1.1', 53), timeout=2)
    online = True
except OSError:
    online = False
def full_sigmoid_loss(weights, bias, labels, inputs):
    raise ValueError(f"found {found}, online {online} <script>alert('live')</script>")
""",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class with one honest student and many troublesome ones, graded once for this file."""
    submitted, out = (tmp_path_factory.mktemp(name) for name in ("submitted", "out"))
    hand_in(submitted, "honest", handed_in(RIGHT))
    cheat = handed_in(CHEATS)
    for cell in cheat.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata["tags"] = ["skip-execution"]
            cell.source = "float(18)"
    script = "<script>alert('live')</script>"
    cheat.cells.append(nbformat.v4.new_markdown_cell(script))
    html = f"from IPython.display import HTML\nHTML({script!r})"
    cheat.cells.append(nbformat.v4.new_code_cell(html))
    hand_in(submitted, "cheat", cheat)
    half = RIGHT | {
        "nce_loss": "from w2vlib import nce_loss",
        "negative_sampling_loss": "def negative_sampling_loss(p, n):\n    1 / 0",
    }
    hand_in(submitted, "half", handed_in(half))
    hand_in(submitted, "ends", handed_in(RIGHT | {"nce_loss": "import os\nos._exit(1)"}))
    hand_in(submitted, "no-json", "{not json")
    no_kernel = handed_in(RIGHT)
    del no_kernel.metadata["kernelspec"]
    hand_in(submitted, "no-kernel", no_kernel)
    lacking = handed_in(RIGHT)
    lacking.cells = [c for c in lacking.cells if "nce_loss" not in str(c.metadata)]
    hand_in(submitted, "lacks-cells", lacking)
    (submitted / "absent").mkdir()
    loose = submitted / "loose" / LESSON / "my-homework.ipynb"
    loose.parent.mkdir(parents=True)
    loose.write_text("{}")
    code = grade.main([str(submitted), "--out", str(out), "--jobs", "2", "--json"])
    return code, submitted, out


def grades(out) -> dict[str, dict]:
    with (out / "grades.csv").open(newline="", encoding="utf-8") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def exercises(out, student: str) -> dict[str, dict]:
    with (out / "exercises.csv").open(newline="", encoding="utf-8") as file:
        own = [row for row in csv.DictReader(file) if row["student_id"] == student]
    return {row["exercise"].split(".")[1]: row for row in own}


pytestmark = [pytest.mark.slow, pytest.mark.sandbox, pytest.mark.timeout(600)]


def test_an_honest_student_gets_every_point(graded):
    code, _, out = graded
    assert code == 0
    row = grades(out)["honest"]
    assert (row["score"], row["max_score"], row["status"]) == ("18", "18", "graded")


def test_no_cheat_earns_a_point(graded):
    _, _, out = graded
    assert grades(out)["cheat"]["score"] == "0"


def test_the_sandbox_shows_neither_answers_nor_grades_nor_the_network(graded):
    _, _, out = graded
    page = (out / "feedback" / "cheat" / f"{LESSON}.html").read_text("utf-8")
    assert "found [], online False" in page


def test_a_script_of_the_students_is_not_live_in_the_feedback(graded):
    _, _, out = graded
    page = (out / "feedback" / "cheat" / f"{LESSON}.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "alert" in page


def test_an_answer_that_only_calls_the_library_is_called_delegated_and_earns_nothing(graded):
    _, _, out = graded
    row = exercises(out, "half")["nce_loss"]
    assert (row["state"], row["score"]) == ("delegated", "0")


def test_an_exception_is_an_error_and_names_the_students_own_line(graded):
    _, _, out = graded
    assert exercises(out, "half")["negative_sampling_loss"]["state"] == "error"
    page = (out / "feedback" / "half" / f"{LESSON}.html").read_text("utf-8")
    assert "ZeroDivisionError in your line <code>1 / 0</code>" in page


def test_code_that_ends_python_costs_its_own_exercise_and_no_other(graded):
    _, _, out = graded
    own = exercises(out, "ends")
    assert (own["nce_loss"]["state"], own["nce_loss"]["score"]) == ("killed", "0")
    assert [own[name]["state"] for name in NAMES if name != "nce_loss"] == ["right"] * 3


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("no-json", "no JSON"),
        ("loose", f"expected loose/{LESSON}/{LESSON}.ipynb, found loose/{LESSON}/my-homework"),
    ],
)
def test_what_is_no_whole_notebook_is_ungraded_with_the_reason_and_an_empty_score(
    graded, student, reason
):
    _, _, out = graded
    row = grades(out)[student]
    assert (row["status"], row["score"]) == ("ungraded", "")
    assert reason in row["detail"]


def test_what_can_be_repaired_is_graded_and_the_feedback_says_what_was_done(graded):
    _, _, out = graded
    assert grades(out)["no-kernel"]["score"] == "18"
    states = {name: row["state"] for name, row in exercises(out, "lacks-cells").items()}
    assert states == dict.fromkeys(NAMES, "right") | {"nce_loss": "not attempted"}
    page = (out / "feedback" / "lacks-cells" / f"{LESSON}.html").read_text("utf-8")
    assert "What was repaired" in page
    assert "nce_loss" in page


def test_who_handed_nothing_in_is_missing(graded):
    _, _, out = graded
    assert grades(out)["absent"]["status"] == "missing"


def test_nbgraders_gradebook_holds_the_same_scores(graded):
    _, _, out = graded
    scores = dict(
        sqlite3.connect(out / "gradebook.db").execute(
            "select submitted_assignment.student_id, sum(grade.auto_score) from grade "
            "join submitted_notebook on grade.notebook_id = submitted_notebook.id "
            "join submitted_assignment on submitted_notebook.assignment_id = "
            "submitted_assignment.id group by submitted_assignment.student_id"
        )
    )
    for student in ("honest", "cheat", "half", "ends"):
        assert scores[student] == float(grades(out)[student]["score"])


def test_the_report_is_one_page_that_names_what_went_wrong(graded):
    _, _, out = graded
    page = (out / "report.html").read_text("utf-8")
    assert "no JSON" in page
    assert "http:" not in page
    assert "https:" not in page


def test_a_second_run_grades_nobody_twice(graded, monkeypatch):
    """What could not be graded is tried again."""
    _, submitted, out = graded
    before = (out / "grades.csv").read_text()
    anew = []

    def once_more(_place, job):
        anew.append(job["student"])
        refused = "the file is no JSON, so it is no notebook"
        return {"name": f"{job['student']}/{job['lesson']}", "refused": refused, "log": ""}

    monkeypatch.setattr(place.Place, "grade", once_more)
    assert grade.main([str(submitted), "--out", str(out)]) == 0
    assert anew == ["no-json"]
    assert (out / "grades.csv").read_text() == before


@pytest.mark.long
def test_an_appeal_is_judged_on_the_same_inputs(tmp_path):
    wrong = "def negative_sampling_loss(positive_logits, negative_logits):\n    return 0"
    hand_in(tmp_path / "submitted", "ann", handed_in({"negative_sampling_loss": wrong}))

    def judged(name: str, *more: str) -> dict:
        out = tmp_path / name
        assert grade.main([str(tmp_path / "submitted"), "--out", str(out), *more]) == 0
        return json.loads((out / "work" / "records" / "ann" / f"{LESSON}.json").read_text())

    first = judged("first")
    page = (tmp_path / "first" / "feedback" / "ann" / f"{LESSON}.html").read_text("utf-8")
    assert f"drawn with seed {first['seed']}" in page
    assert judged("replayed", "--replay", str(first["seed"]))["verdicts"] == first["verdicts"]
    assert judged("fresh")["verdicts"] != first["verdicts"]


def test_grade_ids_are_the_names_of_the_functions():
    from grader_tests import registry

    assert tuple(grade_id(exercise.name) for exercise in registry.exercises("04")) == NAMES
    assert results.max_score(LESSON) == 18


def test_json_is_the_last_line_of_standard_output(graded, capsys):
    _, submitted, out = graded
    grade.main([str(submitted), "--out", str(out), "--json"])
    summary = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (summary["graded"], summary["ungraded"], summary["missing"]) == (6, 2, 1)
