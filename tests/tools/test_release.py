"""What students get: what is in it, what must not be, and that the course can be taken with it."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import nbformat
import pytest
import yaml

from grader_tests import registry
from tests.answers import bank
from tools import build, lessons, release
from tools.build import student_path
from tools.building import stamp
from tools.judging import experiments
from tools.repairing.repair import repair

LESSON = "04-embedding-loss"
EXERCISES = [exercise for name in lessons.names() for exercise in registry.exercises(name)]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    """The release, unpacked."""
    folder = tmp_path_factory.mktemp("release")
    release.release(folder / "course.zip")
    with zipfile.ZipFile(folder / "course.zip") as archive:
        archive.extractall(folder)
    return folder / release.name()


@pytest.fixture(scope="module")
def texts(bundle) -> dict[str, str]:
    """Every file of the release and of its wheel, as text."""
    found = {}
    for path in sorted(bundle.rglob("*")):
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                found |= {f"wheel/{name}": wheel.read(name).decode() for name in wheel.namelist()}
        elif path.is_file():
            found[path.relative_to(bundle).as_posix()] = path.read_text("utf-8")
    return found


def statements(source: str) -> str:
    """Lines without what differs from file to file: margins, and how JSON writes a line."""
    return "\n".join(line.strip() for line in source.splitlines() if line.strip())


def test_it_holds_the_notebooks_the_wheel_and_what_installs_them(bundle, texts):
    assert {path.name for path in bundle.iterdir()} == {
        *("README.md", "LICENSE", "environment.yml", "requirements.lock", "course", "tools"),
        f"w2v_course-{stamp.version()}-py3-none-any.whl",
    }
    notebooks = {name for name in texts if name.endswith(".ipynb")}
    assert notebooks == {f"course/{name}/{name}.ipynb" for name in lessons.names()}
    assert [name for name in texts if name.startswith("tools/")] == ["tools/lab.py"]


def test_the_wheel_holds_the_library_and_the_checks_alone(texts):
    tops = {name.split("/")[1] for name in texts if name.startswith("wheel/")}
    assert tops == {"w2vlib", "grader_tests", f"w2v_course-{stamp.version()}.dist-info"}
    for package in ("w2vlib", "grader_tests"):
        modules = (lessons.ROOT / package).rglob("*.py")
        wanted = {f"wheel/{path.relative_to(lessons.ROOT).as_posix()}" for path in modules}
        assert wanted == {name for name in texts if name.startswith(f"wheel/{package}/")}


def test_there_is_no_solution_in_it(texts):
    assert not [name for name, text in texts.items() if lessons.BEGIN in text]
    code = {
        name: [
            statements(cell.source)
            for cell in nbformat.reads(text, as_version=4).cells
            if cell.cell_type == "code"
        ]
        for name, text in texts.items()
        if name.endswith(".ipynb")
    }
    for name in lessons.names():
        for exercise, solved in lessons.scaffolds(name).items():
            answer = statements(solved.split(lessons.BEGIN)[1].split(lessons.END)[0])
            own = f"course/{name}/{name}.ipynb"  # later lessons use what was taught
            assert not any(answer in cell for cell in code[own]), exercise
            for file, text in texts.items():
                if "\n" in answer:  # one line may well stand elsewhere
                    assert file in code or answer not in statements(text), (exercise, file)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_answer_of_the_graders_own_tests_is_in_it(exercise, texts):
    for block in bank.blocks(exercise.name):
        answer = statements(block.source)
        if answer.count("\n") >= 2:
            assert not [name for name, text in texts.items() if answer in statements(text)]


def test_nothing_in_it_names_the_instructors_folders(texts):
    for name, text in texts.items():
        for module in ("tools.judge", "tools.grade", "tests.answers"):
            assert name.endswith("METADATA") or module not in text, (name, module)


def test_each_notebook_says_which_version_it_is_of(bundle):
    for name in lessons.names():
        notebook = nbformat.read(bundle / "course" / name / f"{name}.ipynb", as_version=4)
        assert notebook.metadata[stamp.KEY]["version"] == stamp.version()


def test_condas_file_installs_the_wheel_and_nothing_else_of_ours(bundle):
    content = yaml.safe_load((bundle / "environment.yml").read_text("utf-8"))
    (pip,) = (entry["pip"] for entry in content["dependencies"] if isinstance(entry, dict))
    (wheel,) = bundle.glob("*.whl")
    assert f"./{wheel.name}" in pip
    assert not [line for line in pip if "editable" in line]


@pytest.mark.slow
def test_the_same_content_gives_the_same_file(tmp_path, bundle):
    release.release(tmp_path / "again.zip")
    first = (bundle.parent / "course.zip").read_bytes()
    assert (tmp_path / "again.zip").read_bytes() == first


def test_notebooks_that_are_out_of_date_are_not_released(tmp_path, monkeypatch, capsys):
    older = tmp_path / "release.zip"
    older.write_bytes(b"older")
    monkeypatch.setattr(release.build, "stale", lambda _names: [build.solution_path(LESSON)])
    assert release.main(["--out", str(older)]) == 1
    said = capsys.readouterr().err
    assert f"out of date: solutions/{LESSON}/{LESSON}.ipynb" in said
    assert "No release was made" in said
    assert older.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [older]


def test_a_file_that_is_no_zip_is_refused(tmp_path, capsys):
    assert release.main(["--out", str(tmp_path / "release.tar")]) == 1
    assert ".zip" in capsys.readouterr().err


# --- stamps ---------------------------------------------------------------------------------


def stamped(**changes: str) -> list[str]:
    """What is said of a notebook of lesson 04 whose stamp has these changes."""
    whole = nbformat.read(student_path(LESSON), as_version=4)
    submitted = nbformat.from_dict(whole)
    today = dict(whole.metadata[stamp.KEY])
    submitted.metadata = {**whole.metadata, stamp.KEY: today | changes}
    release_notebook = nbformat.read(student_path(LESSON), as_version=4)
    return repair(nbformat.writes(submitted).encode(), release_notebook)[1]


def test_a_notebook_of_this_release_has_no_note():
    assert stamped() == []


def test_a_notebook_of_an_older_release_is_graded_and_says_so():
    (note,) = stamped(version="0.0.9", exercises="0123456789ab")
    assert note.startswith("The notebook comes from version 0.0.9 of the course.")
    assert note.endswith(f"version {stamp.version()}, in which the exercises of this lesson are "
                         "not all the same.")  # fmt: skip


def test_an_older_release_with_the_same_exercises_says_that():
    (note,) = stamped(version="0.0.9")
    assert note.endswith("the exercises of this lesson are the same.")


@pytest.mark.parametrize("odd", ["", "<b>1</b>", "1" * 41, "a\nb", None, 3, ["1"], {"a": 1}])
def test_a_stamp_that_is_none_is_passed_over(odd):
    assert stamped(version=odd) == []


# --- in an environment of its own -------------------------------------------------------------

TAKE = """
import io, sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=120, allow_errors=True).execute()
for cell in notebook.cells:
    name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    if name.startswith("test_"):
        stopped = any(output.output_type == "error" for output in cell.outputs)
        print(name, "stopped" if stopped else "passed")
        for output in cell.outputs:
            print(output.get("evalue") or output.get("text") or output.get("data"))
"""


@pytest.fixture(scope="module")
def installed(bundle) -> Path:
    """The Python of an environment that was made as the release's README says."""
    readme = (bundle / "README.md").read_text("utf-8")
    commands = readme.split("```sh\n")[1].split("```")[0].splitlines()
    make, install, start = commands
    assert start == ".venv/bin/python tools/lab.py"
    for command in (make.replace("python", sys.executable, 1), install):
        subprocess.run(command.split(), cwd=bundle, check=True, env=clean(), timeout=900)
    return bundle / ".venv" / "bin" / "python"


@pytest.fixture(scope="module")
def borrowing(bundle) -> Path:
    """The Python of an environment that holds the wheel, and borrows all it needs from this one."""
    environment = bundle / ".borrowing"
    python = environment / "bin" / "python"
    (wheel,) = bundle.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", str(wheel)]
    make = [sys.executable, "-m", "venv", "--without-pip", str(environment)]
    for command in (make, pip):
        subprocess.run(command, cwd=bundle, check=True, env=clean())
    (packages,) = environment.glob("lib/*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return python


def clean() -> dict[str, str]:
    """The environment's variables without those that show the way to this checkout."""
    ours = ("PYTHONPATH", "VIRTUAL_ENV", "PYTEST_CURRENT_TEST")
    return {name: value for name, value in os.environ.items() if name not in ours}


def take(python: Path, folder: Path, answers: dict[str, str], whole: bool = False) -> str:
    """What the test cells of lesson 04 say, executed with the environment of the release.

    Experiments, on which no test cell depends, are left out unless the notebook is run as a whole.
    """
    notebook = nbformat.read(folder / "course" / LESSON / f"{LESSON}.ipynb", as_version=4)
    shown = set() if whole else experiments.left_out(notebook.cells, LESSON)
    notebook.cells = [cell for place, cell in enumerate(notebook.cells) if place not in shown]
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    handed_in = folder / "course" / LESSON / "taken.ipynb"
    nbformat.write(notebook, handed_in)
    done = subprocess.run(
        [str(python), "-c", TAKE, str(handed_in)],
        cwd=handed_in.parent, env=clean(), capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
@pytest.mark.timeout(1500)
@pytest.mark.skipif(os.name == "nt", reason="the commands are those for Linux and macOS")
@pytest.mark.parametrize("environment", ["borrowing", "installed"])
def test_lesson_04_can_be_taken_in_a_fresh_environment(bundle, environment, request):
    python = request.getfixturevalue(environment)
    where = subprocess.run(
        [str(python), "-c", "import w2vlib; print(w2vlib.__file__)"],
        cwd=bundle, env=clean(), capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert Path(where).is_relative_to(python.parents[1])
    tests = [f"test_{exercise.name.split('.')[1]}" for exercise in registry.exercises(LESSON)]
    untouched = take(python, bundle, {})
    assert untouched.lower().count("not attempted") >= len(tests)
    assert "passed" not in untouched.splitlines()
    right = {name.split(".")[1]: cell for name, cell in lessons.scaffolds(LESSON).items()}
    solved = take(python, bundle, right, whole=True)
    assert [line for line in solved.splitlines() if line.endswith(" stopped")] == []
    assert {f"{test} passed" for test in tests} <= set(solved.splitlines())
    exercise = registry.find("04.nce_loss")
    wrong = next(b for b in bank.blocks(exercise.name) if b.kind == "wrong" and b.misconception)
    cell = lessons.with_answer(lessons.scaffolds(LESSON)[exercise.name], wrong.source)
    said = take(python, bundle, right | {"nce_loss": cell})
    message = next(m.message for m in exercise.misconceptions if m.id == wrong.misconception)
    assert message[:60] in said
