"""Which cells of a submission are not run when it is graded: experiments that a lesson shows.

A lesson marks a cell that only shows something by ``# %% tags=["experiment"]``; some train many
models. Such a cell is left out if it is unchanged, no later cell that runs uses a name of it, and
none that the student wrote uses an object that it might change, such as a trainer that it trains.
"""

import re
import symtable
from collections.abc import Iterator

from tools import lessons

TAG = "experiment"


def left_out(cells: list, lesson: str) -> set[int]:
    """The places of the cells that need not run.

    Args:
        cells: all cells of the submission.
        lesson: its name, such as ``09-train-for-real``.
    """
    written = lessons.read(lesson).cells
    shown = {cell.source for cell in written if TAG in cell.metadata.get("tags", [])}
    unchanged = {cell.source for cell in written if cell.cell_type == "code"}
    objects = set().union(*map(bound_objects, unchanged))
    out, wanted, own = set(), set(), set()  # names that later cells use: any, the student's
    for place, cell in reversed(list(enumerate(cells))):
        if cell.cell_type != "code":
            continue
        used = used_names(cell.source)
        if cell.source not in unchanged:
            own |= used
            wanted |= used
            continue
        bound = bound_names(cell.source)
        if cell.source in shown and not bound & wanted and not used & own & objects:
            out.add(place)
        else:
            wanted |= used - bound
    return out


def used_names(text: str) -> set[str]:
    """The notebook's variables that a cell reads or sets; all words, if it is no plain Python."""
    try:
        scopes = list(all_scopes(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # hostile code may be anything
        return set(re.findall(r"\w+", text))
    return {
        symbol.get_name()
        for scope in scopes
        for symbol in scope.get_symbols()
        if scope.get_type() == "module" or symbol.is_global()
    }


def bound_names(text: str) -> set[str]:
    """The variables of the notebook that a cell of the lesson makes."""
    return {symbol.get_name() for symbol in _bound(text)}


def bound_objects(text: str) -> set[str]:
    """Those that are no module, function or class."""
    return {
        symbol.get_name()
        for symbol in _bound(text)
        if not symbol.is_imported() and not symbol.is_namespace()
    }


def _bound(text: str) -> list[symtable.Symbol]:
    try:
        scopes = list(all_scopes(text))
    except SyntaxError:  # a magic
        return []
    return [
        symbol
        for scope in scopes
        for symbol in scope.get_symbols()
        if (symbol.is_assigned() or symbol.is_imported())
        and (scope.get_type() == "module" or symbol.is_declared_global())
    ]


def all_scopes(text: str) -> Iterator[symtable.SymbolTable]:
    """The scope of the text itself, and all within it.

    Raises:
        SyntaxError: it is no Python.
    """
    waiting = [symtable.symtable(text, "cell", "exec")]
    while waiting:
        scope = waiting.pop()
        yield scope
        waiting += scope.get_children()
