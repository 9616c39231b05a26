"""Building: notebooks are what their source gives, and hold nothing that they should not."""

import json
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from grader_tests import registry
from grader_tests.exercise import Choice
from tools import build, lessons
from tools.building import notebook
from tools.building.cell_names import grade_id

ALL = lessons.names()


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


def changed(lesson: str, old: str, new: str) -> list[str]:
    """The lines of the lesson's source after `old` has become `new` in it."""
    source = lessons.source_path(lesson)
    text = source.read_text("utf-8")
    assert old in text
    source.write_text(text.replace(old, new), "utf-8")
    return text.replace(old, new).split("\n")


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ('"04.nce_loss"', '"04.nce_los"', '"04.nce_los"', "there is no exercise '04.nce_los'"),
        (
            '"04.which_row"',
            '"04.which_rwo"',
            '"04.which_rwo"',
            "there is no exercise '04.which_rwo'",
        ),
        (
            'exercise="04.nce_loss"',
            'exercise="04.calculate_loss"',
            'exercise="04.calculate_loss"',
            "exercise '04.calculate_loss' is here for the second time",
        ),
        (' exercise="04.nce_loss"', "", "# %% [markdown]", "no cell has exercise='04.nce_loss'"),
        (lessons.END, "# the end", lessons.BEGIN, "### BEGIN SOLUTION has no"),
        (lessons.BEGIN, "# solution", lessons.END, "each BEGIN needs one END"),
        ("# keeps TensorFlow's start-up", "# keeps", "import w2vlib", "should have the line"),
    ],
)
def test_what_is_wrong_in_a_source_is_told_with_file_and_line(
    copied_lessons, capsys, old, new, where, said
):
    lines = changed("04-embedding-loss", old, new)
    assert build.main(["--check", "04"]) == 2
    message = capsys.readouterr().err
    assert said in message
    path, number, _ = message.split(":", 2)
    assert path == str(lessons.source_path("04-embedding-loss"))
    assert where in lines[int(number) - 1]


def test_exercises_in_another_order_than_listed_are_told_with_the_first_that_is(
    copied_lessons, capsys
):
    source = lessons.source_path("07-cosine-similarity")
    text = source.read_text("utf-8")
    first, second = 'exercise="07.cosine_similarity"', 'exercise="07.most_similar"'
    swapped = text.replace(first, "@1").replace(second, first).replace("@1", second)
    source.write_text(swapped, "utf-8")
    number = swapped[: swapped.index(second)].count("\n") + 1
    assert build.main(["--check", "07"]) == 2
    said = capsys.readouterr().err
    assert f"07-cosine-similarity.py:{number}: here is '07.most_similar', where" in said


def test_a_scaffold_without_a_solution_is_told_with_its_line(copied_lessons, capsys):
    text = lessons.source_path("00-start-here").read_text("utf-8")
    solution = text[text.index(f"    {lessons.BEGIN}") : text.index(lessons.END)] + lessons.END
    lines = changed("00-start-here", solution, "    return 0")
    assert build.main(["--check", "00"]) == 2
    number = lines.index("def double(values):") + 1
    said = capsys.readouterr().err
    assert f"00-start-here.py:{number}: this exercise has no solution" in said


def test_a_lesson_without_exercises_of_its_own_says_which_module_is_missing(copied_lessons, capsys):
    folder = lessons.SOLUTIONS / "77-new"
    folder.mkdir()
    cell = f"# %% [markdown]\n# # New\n\n# %%\n{notebook.LIBRARY_IMPORT}\n"
    (folder / "77-new.py").write_text(cell, "utf-8")
    assert build.main(["--check", "77"]) == 2
    assert "77-new.py:1: no exercises for lesson '77'" in capsys.readouterr().err


@pytest.mark.parametrize("lesson", ALL)
def test_every_line_of_code_knows_its_line_in_the_source(lesson):
    source = lessons.source_path(lesson).read_text("utf-8").split("\n")
    cells = notebook.teaching_notebook(lesson).cells
    own = 0
    for cell, numbers in zip(cells, notebook.source_lines(lesson), strict=True):
        lines = cell.source.split("\n")
        assert len(lines) == len(numbers)
        if cell.cell_type == "code" and len(set(numbers)) == len(lines) > 1:
            assert [source[number - 1] for number in numbers] == lines
            own += 1
    assert own >= 5


@pytest.mark.parametrize("lesson", ALL)
def test_without_the_library_the_first_code_cell_says_in_a_sentence_how_to_get_it(lesson):
    student = nbformat.read(build.student_path(lesson), as_version=4)
    first = next(cell.source for cell in student.cells if cell.cell_type == "code")
    bare = [sys.executable, "-I", "-S", "-c", first]  # no packages at all
    said = subprocess.run(bare, capture_output=True, text=True).stderr
    assert said.splitlines()[-1] == (
        "ModuleNotFoundError: w2vlib is not installed here: in the course's folder, start "
        "JupyterLab with `python tools/course.py lab` (or as its README.md says) and open this "
        "lesson again."
    )


@pytest.mark.long
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
    lines = changed("04-embedding-loss", "V, D, K = 500_000", "V, D, K = 0 / 0")
    number = next(i for i, line in enumerate(lines, 1) if "V, D, K = 0 / 0" in line)
    before = build.solution_path("04-embedding-loss").read_text("utf-8")
    assert build.main(["04"]) == 2
    said = capsys.readouterr().err
    assert f"04-embedding-loss.py:{number}: this cell stops with an error" in said
    assert "ZeroDivisionError" in said
    assert build.solution_path("04-embedding-loss").read_text("utf-8") == before


@pytest.mark.slow
def test_a_wrong_solution_is_told_with_all_that_its_check_says(copied_lessons, capsys):
    right = "return max(0, window - distance + 1) / window"
    lines = changed("02-skip-gram-pairs", right, right.replace(" + 1", ""))
    number = next(i for i, line in enumerate(lines, 1) if "def used_share" in line)
    assert build.main(["02"]) == 2
    said = capsys.readouterr().err
    assert f"02-skip-gram-pairs.py:{number}: the solution does not pass its check\n" in said
    assert "02.used_share: Not yet right" in said
    assert "(inputs drawn with seed" in said
    assert "See above" not in said


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
        grade_id(exercise.name) for exercise in registry.exercises(lesson)
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
