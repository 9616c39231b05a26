"""Tell an answer that does nothing but call the library's version of the function."""

import ast
import inspect
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader_tests.exercise import Exercise

LIBRARY = "w2vlib"
MESSAGE = (
    "This calls the library's own {name}. Here you learn by writing it yourself: "
    "put the formula into code, then use the library in later lessons."
)


def called(text: str) -> str:
    """The message for a ``LibraryCalled`` with this text; a learner's code may have made it."""
    return MESSAGE.format(name=re.sub(r"\W", "", text.split("\n")[0])[:60])


def delegation(source: str, exercise: "Exercise") -> str:
    """A message if the definition in ``source`` only hands over to ``w2vlib``, else ""."""
    if exercise.uses_library:
        return ""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):  # as deeply nested code gives
        return ""
    library, name = _library_names(tree), exercise.function_name
    definition = None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            definition = _handed_over(node.body)
        elif isinstance(node, ast.Assign) and _targets(node) == [exercise.answer_name]:
            definition = node.value.body if isinstance(node.value, ast.Lambda) else node.value
    if definition is None:
        imported = {exercise.answer_name, "*"} & library
        defined = any(getattr(node, "name", "") == exercise.answer_name for node in tree.body)
        return MESSAGE.format(name=name) if imported and not defined else ""
    called = definition.func if isinstance(definition, ast.Call) else definition
    return MESSAGE.format(name=name) if _is_library(called, library) else ""


def delegation_in_function(answer: object, exercise: "Exercise") -> str:
    """The same for a live object, as far as its source can be had."""
    if not callable(answer) or exercise.uses_library:
        return ""
    if (getattr(answer, "__module__", "") or "").startswith(LIBRARY):
        return MESSAGE.format(name=exercise.answer_name)
    try:
        return delegation(textwrap.dedent(inspect.getsource(answer)), exercise)
    except (OSError, TypeError):
        return ""


def _library_names(tree: ast.AST) -> set[str]:
    """Names bound by importing the library or something of it."""
    names = {LIBRARY}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {a.asname for a in node.names if a.name.startswith(LIBRARY) and a.asname}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARY):
            names |= {a.asname or a.name for a in node.names}
    return names


def _is_library(node: ast.AST, names: set[str]) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in names


def _handed_over(body: list[ast.stmt]) -> ast.AST:
    """The one expression that a function returns, docstring and imports aside; else a Pass."""
    body = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    last = body[-1].value if body and isinstance(body[-1], ast.Return) else None
    if len(body) == 1 and last is not None:
        return last
    if len(body) == 2 and isinstance(last, ast.Name) and _targets(body[0]) == [last.id]:
        return body[0].value
    return ast.Pass()


def _targets(node: ast.AST) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]
