"""Notice, on a learner's own machine, that an answer calls what the library has of the lesson.

This sees what no reading of code can: the call itself. It keeps nobody from cheating; in the
judge's sandbox the functions are not there at all (``tools/sandbox/library.py``).
"""

import contextlib
import importlib
import sys
from collections.abc import Iterable, Iterator
from types import FunctionType

LIBRARY = "w2vlib"


class LibraryCalled(Exception):
    """An answer called the library's version of what is taught; the text is the function's name."""


def _refused(*_arguments, **_keywords):
    import sys  # this code runs in place of another module's function, under its name

    from grader_tests.library_watch import LibraryCalled

    raise LibraryCalled(sys._getframe().f_code.co_name)


@contextlib.contextmanager
def watching(names: Iterable[str]) -> Iterator[None]:
    """Let those of the library's functions that have one of ``names`` raise ``LibraryCalled``.

    Methods count, too, as in the judge's sandbox. Their code is exchanged, so that it does not
    matter where and when a learner got hold of them.
    """
    with contextlib.ExitStack() as stack:
        for function in {function for name in names for function in _library_functions(name)}:
            stack.enter_context(_refusing(function))
        yield


@contextlib.contextmanager
def _refusing(function: FunctionType):
    kept = function.__code__, function.__defaults__, function.__kwdefaults__
    refused = _refused.__code__.replace(co_name=function.__name__)
    function.__code__, function.__defaults__, function.__kwdefaults__ = refused, None, None
    try:
        yield
    finally:
        function.__code__, function.__defaults__, function.__kwdefaults__ = kept


def _library_functions(name: str) -> Iterator[FunctionType]:
    """The public function of that name, and what else has it in the modules that are loaded."""
    library = importlib.import_module(LIBRARY)
    if name in library.__all__:
        getattr(library, name)  # loads its module
    modules = [m for path, m in list(sys.modules.items()) if path.split(".")[0] == LIBRARY]
    for module in modules:
        classes = [value for value in vars(module).values() if isinstance(value, type)]
        for owner in (module, *classes):
            function = vars(owner).get(name)
            if isinstance(function, FunctionType) and _is_own(function):
                yield function


def _is_own(function: FunctionType) -> bool:
    return (function.__module__ or "").split(".")[0] == LIBRARY
