"""A copy of the project that a test may change, and its commands run there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import course
from tools.lessons import ROOT

FOLDERS = ("course", "grader_tests", "solutions", "tests", "tools", "w2vlib")


def copy_project(to: Path) -> Path:
    """All that the project consists of, without environments and caches."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, to)
    return to


def run_there(project: Path, command: str) -> subprocess.CompletedProcess:
    """`python tools/course.py ...` in the copy, with the environment of this test."""
    python, script, name, *arguments = command.split()
    assert (python, script) == ("python", "tools/course.py"), command
    verb = next(verb for verb in course.VERBS if verb.name == name)
    return run_module(project, *verb.command, *arguments)


def run_module(project: Path, *command: str) -> subprocess.CompletedProcess:
    """`python -m ...` in the copy; what it says on either stream is in `stdout`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, *course.MODULE, *command],
        cwd=project,
        env=kept | {"PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
