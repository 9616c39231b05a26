"""Every command of the README and its pages is run: here, or by the test named beside it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tools import course

ROOT = Path(__file__).resolve().parent.parent
# tools/adding-an-exercise.md is followed by tests/tools/test_adding_an_exercise.py.
PAGES = ("README.md", "tools/grading.md", "tools/training.md")
TEXT = "\n".join((ROOT / page).read_text("utf-8") for page in PAGES)
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()
]
NESTED = {  # verbs with verbs of their own
    "bench": ("training", "grading", "scaling"),
    "cluster": ("scheduler", "worker"),
}
# Commands that other tests run, and where.
ELSEWHERE = {
    "lab": ("tests/tools/test_desk_in_browser.py", "test_the_lab_opens_on_the_map"),
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
    "progress --erase 04": (
        "tests/grader_tests/test_progress.py",
        "test_a_lesson_is_erased_and_then_all",
    ),
    'progress --certificate "Your Name"': (
        "tests/grader_tests/test_certificate.py",
        "test_it_names_the_learner_the_lessons_the_points_and_the_day",
    ),
    "build": ("tests/tools/test_build.py", "test_building_makes_the_committed_notebooks_again"),
    "build --check": ("tests/tools/test_build.py", "test_committed_notebooks_are_what_the_sources"),
    "test": (".ci/run", "tools/course.py test"),
    "test --quick": ("tests/tools/test_course_command_test.py", "--quick"),
}
HERE = ("train", "neighbors", "analogy", "evaluate", "plot", "export", "doctor")


def run(command: str, *more: str) -> str:
    """Run one of the commands as it stands on its page; what it printed."""
    arguments = [sys.executable, *shlex.split(command)[1:], *more]
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


# One process for all: what they import is imported once.
EXPLAIN = """
import contextlib, io, json, runpy, sys
told = {}
for name, module, *words in json.loads(sys.argv[1]):
    sys.argv, said = [module, *words, "--help"], io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    told[name] = said.getvalue()
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def explained() -> dict[str, str]:
    """What each verb says to --help; of some, what each of their own verbs says."""
    verbs = {verb.name: verb.command for verb in course.VERBS}
    for name, own in NESTED.items():
        command = verbs.pop(name)
        verbs |= {f"{name} {each}": (*command, each) for each in own}
    asked = json.dumps([[name, *command] for name, command in verbs.items()])
    python = [sys.executable, "-P", "-c", EXPLAIN, asked]
    done = subprocess.run(
        python, cwd=ROOT, env=course.variables(), capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def options(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def test_every_verb_explains_itself_and_knows_the_options_that_its_commands_give_it(explained):
    assert [name for name, text in explained.items() if "usage" not in text.lower()] == []
    for command in COMMANDS:
        words = shlex.split(command)[2:]
        text = explained[" ".join(words[: 2 if words[0] in NESTED else 1])]
        assert options(command) <= options(text), command


def test_every_option_that_the_pages_speak_of_is_an_option_of_some_verb(explained):
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
    assert options(prose) <= options(" ".join(explained.values()))


@pytest.mark.slow
def test_doctor_gives_its_report():
    names = {
        finding["name"]
        for finding in json.loads(run("python tools/course.py doctor", "--json"))["findings"]
    }
    assert {"Python", "sandbox"} <= names


@pytest.mark.long
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
