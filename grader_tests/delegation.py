"""Tell an answer that does nothing but call the library's version of the function."""

import ast
import inspect
import textwrap

LIBRARY = "w2vlib"
MESSAGE = (
    "This only calls the library's own {name}. Here you learn by writing it yourself: "
    "put the formula into code, then use the library in later lessons."
)


def delegation(source: str, exercise) -> str:
    """A message if the definition in ``source`` only hands over to ``w2vlib``, else ""."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    handed_over = _library_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == _function_name(exercise):
            return MESSAGE.format(name=node.name) if _only_calls(node, handed_over) else ""
        if isinstance(node, ast.Assign) and _is_library(node.value, handed_over):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if exercise.answer_name in names:
                return MESSAGE.format(name=exercise.answer_name)
    if exercise.answer_name in handed_over:
        return MESSAGE.format(name=exercise.answer_name)
    return ""


def delegation_in_function(answer, exercise) -> str:
    """The same for a live object, as far as its source can be had."""
    if not callable(answer):
        return ""
    if (getattr(answer, "__module__", "") or "").startswith(LIBRARY):
        return MESSAGE.format(name=exercise.answer_name)
    try:
        return delegation(textwrap.dedent(inspect.getsource(answer)), exercise)
    except (OSError, TypeError):
        return ""


def _function_name(exercise) -> str:
    return exercise.name.split(".")[-1]


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


def _only_calls(function: ast.FunctionDef, names: set[str]) -> bool:
    """Docstring and imports aside, the body is one ``return library(...)``."""
    skipped = (ast.Import, ast.ImportFrom)
    body = [node for node in function.body if not isinstance(node, skipped)]
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (
        len(body) == 1
        and isinstance(body[0], ast.Return)
        and isinstance(body[0].value, ast.Call)
        and _is_library(body[0].value.func, names)
    )
