"""Public functions say the types of all that they take; ruff (ANN201) sees to what they return.

ruff's own rule for arguments (ANN001) knows no difference between public and private.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Ways to be right and wrong: the exercise says what each takes, as for ruff in pyproject.toml.
ANSWERS = ("exercise_*", "lesson_*", "*_mistakes", "*_inputs", "model_losses")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def public_functions(node):
    """Public functions, and methods of public classes, of a module; not functions in functions."""
    for inner in ast.iter_child_nodes(node):
        name = getattr(inner, "name", "")
        private = name.startswith("_") and name not in ("__init__", "__call__")
        if isinstance(inner, FUNCTIONS) and not private:
            yield inner
        elif isinstance(inner, ast.ClassDef) and not private:
            yield from public_functions(inner)


def without_type(source):
    """`function(argument)` for each argument of a public function that has no type."""
    for function in public_functions(ast.parse(source)):
        given = function.args
        rest = [each for each in (given.vararg, given.kwarg) if each]
        for argument in [*given.posonlyargs, *given.args, *given.kwonlyargs, *rest]:
            if argument.annotation is None and argument.arg not in ("self", "cls"):
                yield f"{function.name}({argument.arg})"


def test_public_functions_say_the_types_of_their_arguments():
    paths = [
        path
        for name in ("w2vlib", "grader_tests", "tools")
        for path in ROOT.glob(f"{name}/**/*.py")
    ]
    chosen = [path for path in paths if not any(path.match(f"{name}.py") for name in ANSWERS)]
    assert len(chosen) > 150
    lacking = {path: list(without_type(path.read_text("utf-8"))) for path in chosen}
    assert not {str(path): names for path, names in lacking.items() if names}


def test_arguments_without_a_type_are_seen():
    source = "class A:\n    def b(self, c, *d, e=1, f: int = 2): ...\ndef _g(h): ...\ndef i(j): ..."
    assert list(without_type(source)) == ["b(c)", "b(e)", "b(d)", "i(j)"]
