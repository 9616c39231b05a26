"""Building: notebooks are what their source gives, and hold nothing that they should not."""

import json
import re
import shutil

import nbformat
import pytest

from grader_tests import registry
from grader_tests.exercise import Choice
from tools import build, notebook
from tools import lesson as lessons

ALL = lessons.lessons()


@pytest.fixture
def copied_lessons(monkeypatch, tmp_path):
    """A copy of sources and notebooks that a test may change."""
    for name in ("solutions", "course"):
        shutil.copytree(lessons.ROOT / name, tmp_path / name)
    monkeypatch.setattr(lessons, "ROOT", tmp_path)
    monkeypatch.setattr(lessons, "SOLUTIONS", tmp_path / "solutions")
    monkeypatch.setattr(lessons, "COURSE", tmp_path / "course")
    return tmp_path


def test_committed_notebooks_are_what_the_sources_give(copied_lessons):
    assert build.main(["--check"]) == 0


def test_one_changed_character_in_a_source_makes_the_check_fail(copied_lessons, capsys):
    source = lessons.source_path("04-embedding-loss")
    text = source.read_text("utf-8")
    source.write_text(text.replace("How can a model", "how can a model", 1), "utf-8")
    assert build.main(["--check"]) == 1
    said = capsys.readouterr().err
    assert "course/04-embedding-loss/04-embedding-loss.ipynb" in said
    assert "solutions/04-embedding-loss/04-embedding-loss.ipynb" in said


def test_a_changed_first_page_makes_the_check_fail(copied_lessons, capsys):
    page = copied_lessons / "course" / "README.md"
    page.write_text(page.read_text("utf-8").replace("3 points", "4 points"), "utf-8")
    assert build.main(["--check"]) == 1
    assert "course/README.md" in capsys.readouterr().err


def test_other_outputs_of_a_solution_do_not_make_the_check_fail(copied_lessons):
    path = build.solution_path("04-embedding-loss")
    executed = nbformat.read(path, as_version=4)
    next(c for c in executed.cells if c.get("outputs")).outputs[0].text = "another output"
    nbformat.write(executed, path)
    assert build.main(["--check"]) == 0


def test_an_unknown_lesson_is_answered_with_those_that_exist(capsys):
    assert build.main(["04-embeding-los"]) == 2
    said = capsys.readouterr().err
    assert "There is no lesson '04-embeding-los'" in said
    assert "Did you mean 04-embedding-loss?" in said


def test_a_lesson_can_be_named_by_its_number():
    assert lessons.find("4") == lessons.find("04") == "04-embedding-loss"


def test_a_misspelt_exercise_is_reported_with_file_and_line(copied_lessons, capsys):
    source = lessons.source_path("04-embedding-loss")
    lines = source.read_text("utf-8").replace('"04.nce_loss"', '"04.nce_los"').split("\n")
    source.write_text("\n".join(lines), "utf-8")
    number = next(i for i, line in enumerate(lines, 1) if '"04.nce_los"' in line)
    assert build.main(["--check"]) == 2
    assert f"04-embedding-loss.py:{number}: there is no exercise" in capsys.readouterr().err


@pytest.mark.slow
def test_building_makes_the_committed_notebooks_again(copied_lessons):
    lesson = "04-embedding-loss"
    committed = {path: path.read_text("utf-8") for path in copied_lessons.glob("course/*/*")}
    build.student_path(lesson).unlink()
    build.solution_path(lesson).unlink()
    assert build.main([lesson]) == 0
    assert {p: p.read_text("utf-8") for p in copied_lessons.glob("course/*/*")} == committed
    assert build.main(["--check"]) == 0


@pytest.mark.slow
def test_a_cell_that_fails_stops_the_build_and_leaves_the_notebooks_alone(copied_lessons, capsys):
    source = lessons.source_path("04-embedding-loss")
    source.write_text(source.read_text("utf-8").replace("V, D, K = 500_000", "V, D, K = 0 / 0"))
    before = build.solution_path("04-embedding-loss").read_text("utf-8")
    assert build.main(["04"]) == 2
    said = capsys.readouterr().err
    assert "this cell stops with an error" in said
    assert "ZeroDivisionError" in said
    assert build.solution_path("04-embedding-loss").read_text("utf-8") == before


@pytest.mark.parametrize("lesson", ALL)
def test_the_students_notebook_holds_no_solution_and_no_output(lesson):
    text = build.student_path(lesson).read_text("utf-8")
    assert "BEGIN SOLUTION" not in text
    student = nbformat.reads(text, as_version=4)
    code = [cell for cell in student.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    placeholders = sum("raise NotImplementedError()" in cell.source for cell in code)
    functions = [e for e in registry.exercises(lesson) if hasattr(e, "signature")]
    assert placeholders == len(functions)


@pytest.mark.parametrize("lesson", ALL)
def test_the_students_cell_of_a_choice_runs_and_holds_no_answer_yet(lesson):
    student = nbformat.read(build.student_path(lesson), as_version=4)
    for choice in (e for e in registry.exercises(lesson) if isinstance(e, Choice)):
        (source,) = (c.source for c in student.cells if c.metadata.get("choice") == choice.name)
        namespace = {}
        exec(source, namespace)
        answers = namespace[choice.answer_name]
        assert answers is None or answers == dict.fromkeys(choice.questions)


@pytest.mark.parametrize("lesson", ALL)
def test_every_scaffold_is_directly_followed_by_its_locked_test_cell_with_the_points(lesson):
    student = nbformat.read(build.student_path(lesson), as_version=4)
    pairs = [
        (cell.metadata.nbgrader, after.metadata.nbgrader)
        for cell, after in zip(student.cells, student.cells[1:], strict=False)
        if cell.metadata.get("nbgrader", {}).get("solution")
    ]
    assert [scaffold.grade_id for scaffold, _ in pairs] == [
        notebook.grade_id(exercise) for exercise in registry.exercises(lesson)
    ]
    for (scaffold, test), exercise in zip(pairs, registry.exercises(lesson), strict=True):
        assert test.grade_id == f"test_{scaffold.grade_id}"
        assert test.grade and test.locked and not test.solution
        assert test.points == exercise.points
        assert scaffold.schema_version == test.schema_version == 3


@pytest.mark.parametrize("lesson", ALL)
def test_the_executed_solution_shows_no_error_and_no_warning(lesson):
    executed = nbformat.read(build.solution_path(lesson), as_version=4)
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    outputs = [output for cell in code for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


@pytest.mark.parametrize("lesson", ALL)
def test_every_figure_of_a_lesson_has_a_description(lesson):
    executed = nbformat.read(build.solution_path(lesson), as_version=4)
    outputs = [o for cell in executed.cells for o in cell.get("outputs", [])]
    figures = [o for o in outputs if "image/png" in o.get("data", {})]
    assert figures
    for figure in figures:
        assert len(figure.metadata["image/png"]["alt"].split()) >= 8


@pytest.mark.parametrize("lesson", ALL)
def test_cells_are_short_and_lines_fit_the_page(lesson):
    for cell in lessons.read(lesson).cells:
        lines = cell.source.split("\n")
        if cell.cell_type == "markdown":
            words = re.sub(r"\$[^$]*\$|`[^`]*`", "x", cell.source).split()
            assert len(words) <= 120, cell.source
        else:
            assert max(map(len, lines)) <= 88, max(lines, key=len)
            if "exercise" not in cell.metadata:
                assert len([line for line in lines if line.strip()]) <= 15, cell.source


def test_cell_ids_are_the_same_in_every_build():
    first, second = (notebook.teaching_notebook("04-embedding-loss") for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
