"""In a notebook: one plain line where a cell needs an exercise that is not solved yet.

The scaffold of an exercise raises NotImplementedError. A cell below it that calls the learner's
function would show a traceback, as if something were broken; and so would a later cell that uses
what this one should have made. Both still fail.
"""

import ast
import linecache
import sys

from grader_tests import registry
from grader_tests.exercise import Exercise

CALLED = (
    "This cell uses your `{function}`, which is not written yet: solve exercise {number} first, "
    "then run this cell again."
)
MISSING = (
    "This cell uses `{name}`, which a cell above makes with your `{function}`: solve exercise "
    "{number} first, then run both cells again."
)


def explain_in_notebooks() -> None:
    """Have IPython, where there is one, show such an error as one line."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or shell.custom_exceptions:
        return
    unmade = {}

    def show(shell, kind, error, trace, tb_offset=None) -> None:
        if line := explanation(error, shell.user_ns, unmade):
            error._render_traceback_ = lambda: [line]
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)

    shell.set_custom_exc((NotImplementedError, NameError), show)


def explanation(error: BaseException, namespace: dict, unmade: dict) -> str | None:
    """The line for an error that an unsolved exercise in ``namespace`` is the cause of.

    ``unmade`` remembers what the failed cells should have made: name -> function and number of
    the exercise. None for any other error, for example one that a library raises.
    """
    frames, trace = [], error.__traceback__
    while trace:
        frames.append(trace.tb_frame)
        trace = trace.tb_next
    own = [frame for frame in frames if frame.f_globals is namespace]
    if not own or own[-1] is not frames[-1]:
        return None
    if isinstance(error, NameError):
        missing, text = unmade.get(error.name), MISSING
    else:
        missing, text = _exercise(own[-1].f_code.co_name), CALLED
    if missing is None:
        return None
    for name in _assigned(linecache.getlines(own[0].f_code.co_filename)):
        unmade[name] = missing
    function, number = missing
    return text.format(name=getattr(error, "name", ""), function=function, number=number)


def _exercise(function: str) -> tuple[str, int] | None:
    """Name and number, in its lesson, of the exercise that asks for ``function``."""
    for lesson in registry.lesson_numbers():
        for number, exercise in enumerate(registry.exercises(lesson), 1):
            if isinstance(exercise, Exercise) and exercise.name == f"{lesson}.{function}":
                return function, number
    return None


def _assigned(cell: list[str]) -> set[str]:
    """The names that a cell binds, inside of functions or not."""
    try:
        tree = ast.parse("".join(cell))
    except SyntaxError:  # IPython's own commands, as in %timeit
        return set()
    stored = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in stored if isinstance(node.ctx, ast.Store)} | {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
