"""The library as the sandbox has it: whole, but for the functions that the lesson teaches."""

import ast
import subprocess
import sys

import pytest

import w2vlib
from grader_tests import registry
from tools import lessons
from tools.sandbox import library

ASK = """
import inspect, sys, w2vlib
from w2vlib import objective_forms
from grader_tests.library_watch import LibraryCalled
for name in sys.argv[1:]:
    function = getattr(w2vlib, name, None) or getattr(objective_forms, name)
    try:
        function(*[None] * len(inspect.signature(function).parameters))
    except LibraryCalled as error:
        assert str(error) == name
        print(name, 'refuses')
    except (TypeError, ValueError):
        print(name, 'is there')
"""


def functions(text: str) -> dict[str, str]:
    """Name -> code of every function in a module, also of those in classes."""
    nodes = ast.walk(ast.parse(text))
    return {node.name: ast.unparse(node) for node in nodes if isinstance(node, ast.FunctionDef)}


@pytest.mark.slow
@pytest.mark.parametrize("lesson", lessons.names())
def test_only_what_the_lesson_teaches_is_changed(lesson, tmp_path):
    library.write(lesson, tmp_path / "w2vlib")
    changed = set()
    for path in library.LIBRARY.rglob("*.py"):
        whole = functions(path.read_text("utf-8"))
        shipped = functions((tmp_path / "w2vlib" / path.relative_to(library.LIBRARY)).read_text())
        assert whole.keys() == shipped.keys()
        changed |= {name for name in whole if whole[name] != shipped[name]}
    everywhere = {
        name for p in library.LIBRARY.rglob("*.py") for name in functions(p.read_text("utf-8"))
    }
    assert changed == registry.taught(lesson) & everywhere


@pytest.mark.slow
def test_a_call_says_which_function_it_was(tmp_path):
    library.write("04-embedding-loss", tmp_path / "w2vlib")
    names = ["nce_loss", "full_sigmoid_loss", "tensorflow_nce_loss", "sampled_softmax_loss"]
    done = subprocess.run(
        [sys.executable, "-c", ASK, *names],
        env={"PYTHONPATH": f"{tmp_path}:{lessons.ROOT}", "TF_CPP_MIN_LOG_LEVEL": "3"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    said = [f"{name} refuses" for name in names[:3]] + ["sampled_softmax_loss is there"]
    assert done.stdout.splitlines() == said, done.stderr


def test_every_public_function_that_is_an_exercise_is_taught_by_its_lesson():
    for number in registry.lesson_numbers():
        names = {exercise.function_name for exercise in registry.exercises(number)}
        assert names & set(w2vlib.__all__) <= registry.taught(number)
    assert "tensorflow_nce_loss" in registry.taught("04")
