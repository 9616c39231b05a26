"""The library as a lesson's students find it in the sandbox: without what that lesson teaches.

A call can be hidden in more ways than any reader of code or watcher of calls can know. What is
not there can't be called.
"""

import ast
import shutil
from pathlib import Path

from grader_tests import registry
from tools.lessons import ROOT

LIBRARY = ROOT / "w2vlib"
REFUSAL = """
from grader_tests.library_watch import LibraryCalled
raise LibraryCalled("{name}")
"""


def write(lesson: str, folder: Path) -> None:
    """Write a copy of the library into ``folder``; functions that ``lesson`` teaches refuse."""
    shutil.copytree(LIBRARY, folder, ignore=shutil.ignore_patterns("__pycache__"))
    names = registry.taught(lesson)
    for path in folder.rglob("*.py"):
        text = path.read_text("utf-8")
        if any(f"def {name}(" in text for name in names):
            path.write_text(without(names, text), "utf-8")


def without(names: set[str], text: str) -> str:
    """A module's text in which the functions ``names`` have kept nothing but their signature."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in names:
            node.body = ast.parse(REFUSAL.format(name=node.name)).body
    return ast.unparse(tree)
