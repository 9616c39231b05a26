"""Every command of the README is run: here, or by the test that is named beside it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
# Commands that other tests run, and where.
ELSEWHERE = {
    "lab": ("tests/tools/test_lab.py", "test_a_lesson_opens_in_a_browser_and_its_first_cells_run"),
    "demo": ("tests/tools/test_demo.py", "test_the_demo_finds_in_every_student_what_was_planted"),
    "release": (
        "tests/tools/test_release.py",
        "test_lesson_04_can_be_taken_in_a_fresh_environment",
    ),
    "grade": ("tests/tools/test_grade.py", "test_an_honest_student_gets_every_point"),
    "cluster": ("tests/tools/local_cluster.py", "what ``course.py cluster`` runs"),
    "hand-back": ("tests/tools/test_jupyterhub.py", "tools.hand_back"),
    "new-exercise": (
        "tests/tools/test_adding_an_exercise.py",
        "test_whoever_follows_the_page_gets_an_exercise",
    ),
    "progress": ("tests/grader_tests/test_progress.py", "test_the_verb_shows_a_bar_a_lesson"),
    "build": ("tests/tools/test_build.py", "test_building_makes_the_committed_notebooks_again"),
    "build --check": ("tests/tools/test_build.py", "test_committed_notebooks_are_what_the_sources"),
    "test": (".ci/run", "tools/course.py test"),
    "test --quick": ("tests/tools/test_course_command_test.py", "--quick"),
}
HERE = ("train", "neighbors", "analogy", "evaluate", "plot", "export", "doctor")


def run(command: str, *more: str) -> str:
    """Run one of the README's commands as it stands there; what it printed."""
    arguments = [sys.executable, *command.split()[1:], *more]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_no_command_of_the_readme_is_left_untried():
    assert COMMANDS
    for command in COMMANDS:
        assert command.startswith("python tools/course.py ")
        words = command.removeprefix("python tools/course.py ")
        if words.split()[0] not in HERE:
            wanted = words if words in ELSEWHERE else words.split()[0]
            path, text = ELSEWHERE[wanted]
            assert text in (ROOT / path).read_text("utf-8"), f"{path} should try {command}"


def test_every_file_and_folder_that_the_readme_links_to_exists():
    targets = re.findall(r"\]\((?!https://)([^)]+)\)", README)
    assert len(targets) >= 3
    for target in targets:
        assert (ROOT / target).exists(), target


def test_doctor_gives_its_report():
    names = {
        finding["name"]
        for finding in json.loads(run("python tools/course.py doctor", "--json"))["findings"]
    }
    assert {"Python", "sandbox"} <= names


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_training_on_the_documentation_of_this_machine_gives_colours_near_red(tmp_path):
    train, neighbors, analogy, evaluate, plot, export = (
        next(c for c in COMMANDS if f"course.py {verb}" in c).replace(
            "build/vectors", str(tmp_path)
        )
        for verb in ("train", "neighbors", "analogy", "evaluate", "plot", "export")
    )
    report = json.loads(run(train, "--json").splitlines()[-1])
    assert report["words"] > 1_000_000
    assert report["validation_loss"] < 7.5
    near = run(neighbors)
    assert len(set(near.split()) & {"blue", "green", "black", "gray", "white", "yellow"}) >= 2
    assert "column" in run(analogy)
    scores = json.loads(run(evaluate, "--json"))
    assert scores["similarity"]["docstrings"]["rho"] > 0.5
    assert scores["similarity"]["docstrings"]["left_out"] == 0
    assert scores["analogies"]["accuracy"] > 0.3
    assert len(json.loads(run(plot, "--json"))["words"]) == 60
    run(export)

    from gensim.models import KeyedVectors

    loaded = KeyedVectors.load_word2vec_format(tmp_path / "vectors.txt")
    packed = KeyedVectors.load_word2vec_format(tmp_path / "vectors.bin", binary=True)
    assert packed.index_to_key == loaded.index_to_key
    assert len(loaded) == report["vocabulary"]
    assert loaded.most_similar("red")[0][0] in near
