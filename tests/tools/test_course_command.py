"""`tools/course.py` as a user meets it: started as a program, in a small copy of the project."""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_environment import BASE, FAKE_UV, PROJECT, wait_until

from tools.course import VERBS, variables

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fake installer is a shell script")

BUILD = """
import json, os, sys
if "--help" in sys.argv:
    import argparse
    argparse.ArgumentParser(prog="course.py build").parse_args()
print(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "python": sys.prefix}))
sys.exit(7)
"""


@pytest.fixture
def copy(tmp_path, monkeypatch) -> Path:
    """A copy of the command in a project whose verb `build` tells how it was called."""
    root = tmp_path / "my course"
    (root / "tools").mkdir(parents=True)
    for name in ("__init__", "course", "environment", "lab", "doctor", "run_tests"):
        shutil.copy(ROOT / "tools" / f"{name}.py", root / "tools")
    shutil.copytree(ROOT / "tools" / "sandbox", root / "tools" / "sandbox")
    (root / "tools" / "build.py").write_text(BUILD)
    (root / "pyproject.toml").write_text(PROJECT)
    (root / "requirements.lock").write_text("")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "uv").write_text(FAKE_UV)
    (programs / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("BASE", BASE)
    monkeypatch.setenv("INSTALL", "true")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    return root


def course(root: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess:
    command = [BASE, str(root / "tools" / "course.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)


def test_help_lists_every_verb_with_a_line_and_installs_nothing(copy):
    done = course(copy, "--help")
    assert done.returncode == 0
    for verb in ("lab", "test", "build", "grade", "demo", "train", "neighbors", "analogy"):
        assert any(line.split()[:1] == [verb] for line in done.stdout.splitlines()), verb
    assert not (copy / ".venv").exists()


def test_an_unknown_verb_names_the_nearest_and_all_others(copy):
    done = course(copy, "biuld")
    assert done.returncode == 2
    assert "Did you mean 'build'?" in done.stderr
    assert "neighbors" in done.stderr
    assert not (copy / ".venv").exists()


def test_a_verb_runs_inside_the_environment_with_its_arguments_and_exit_code(copy):
    done = course(copy, "build", "--check", "04 embedding")
    told = json.loads(done.stdout)
    assert done.returncode == 7
    assert told["argv"] == ["--check", "04 embedding"]
    assert Path(told["python"]) == copy / ".venv"
    assert "Setting it up" in done.stderr


def test_it_works_from_any_folder_and_stays_there(copy, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "tools").mkdir(parents=True)
    for misleading in ("__init__.py", "build.py"):
        (elsewhere / "tools" / misleading).write_text("raise SystemExit('the wrong tools')")
    told = json.loads(course(copy, "build", cwd=elsewhere).stdout)
    assert Path(told["cwd"]) == elsewhere
    assert [entry.name for entry in elsewhere.iterdir()] == ["tools"]


def test_a_second_start_is_quick_and_silent(copy):
    course(copy, "build")
    seconds = []
    for _ in range(3):
        started = time.monotonic()
        done = course(copy, "build")
        seconds.append(time.monotonic() - started)
    assert done.stderr == ""
    assert min(seconds) < 1.0  # generous: other tests may be using the machine


def test_a_verbs_own_help_is_shown_without_setting_anything_up(copy):
    for verb in ("lab", "test", "build", "doctor"):
        done = course(copy, verb, "--help")
        assert done.returncode == 0
        assert f"course.py {verb}" in done.stdout
    assert not (copy / ".venv").exists()


def test_no_network_is_one_sentence_and_no_traceback(copy, monkeypatch):
    monkeypatch.setenv("INSTALL", "echo 'error: Failed to fetch'; exit 2")
    done = course(copy, "build")
    assert done.returncode == 1
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("The packages could not be fetched")
    assert "Traceback" not in done.stderr


def test_ctrl_c_during_the_set_up_ends_quietly_with_130(copy, monkeypatch, tmp_path):
    monkeypatch.setenv("INSTALL", "touch ../started; sleep 60")
    command = [BASE, str(copy / "tools" / "course.py"), "test"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_until((tmp_path / "started").exists)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to the installer as well
    _, errors = child.communicate(timeout=20)
    assert child.returncode == 130
    assert "Traceback" not in errors
    assert "Run the command again" in errors


def test_lab_says_how_to_get_notebooks_when_there_are_none(copy):
    done = course(copy, "lab", "--no-browser")
    assert done.returncode == 1
    assert "tools/course.py build" in done.stderr


def test_an_old_python_could_read_the_file_as_far_as_its_message():
    text = (ROOT / "tools" / "course.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 7))
    guard = text.index("sys.version_info")
    assert guard < text.index("from tools import")


def test_only_standard_modules_are_needed_to_start():
    sandbox = ("sandbox/__init__", "sandbox/wall")
    for name in ("course", "environment", "doctor", *sandbox, "lab", "run_tests"):
        tree = ast.parse((ROOT / "tools" / f"{name}.py").read_text(encoding="utf-8"))
        for node in tree.body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            for module in names:
                first = module.partition(".")[0]
                assert first in {*sys.stdlib_module_names, "tools"}, f"{name} imports {module}"


@pytest.mark.parametrize("verb", ["lab", "test", "cluster", "bench", "doctor"])
def test_a_verb_whose_extras_are_large_explains_itself_with_the_standard_library_alone(verb):
    (found,) = (known for known in VERBS if known.name == verb)
    command = [BASE, "-S", "-P", "-m", *found.command, "--help"]
    done = subprocess.run(command, cwd=ROOT, env=variables(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: course.py {verb}")


@pytest.mark.parametrize("verb", ["train", "analogy", "progress"])
def test_usage_says_what_was_typed(verb):
    (found,) = (known for known in VERBS if known.name == verb)
    command = [sys.executable, "-P", "-m", *found.command, "--help"]
    how = variables()
    typed = {"python tools/course.py": "python tools/course.py", None: "python -m"}
    for program, start in typed.items():
        environment = how | ({"COURSE_PROGRAM": program} if program else {})
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.stdout.startswith(f"usage: {start} "), done.stderr
