"""Which of a student's cells is which cell of the lesson.

A cell is known by nbgrader's name for it; one that has lost its name by its text, by what it
defines (``def nce_loss``), or by its cell id.
"""

import ast
import re
from dataclasses import dataclass, field

from nbformat import NotebookNode

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
ASSIGNMENTS = (ast.Assign, ast.AnnAssign)
IMPORTS = (ast.Import, ast.ImportFrom)
MAGIC = re.compile(r"^[%!].*", re.MULTILINE)


@dataclass
class Known:
    """A cell of the release."""

    place: int
    cell: NotebookNode
    name: str  # nbgrader's grade_id, "" for an ungraded cell
    locked: bool  # a test cell
    defines: list[str]  # what the answer to an exercise must define
    helps: bool  # an ungraded cell whose names an answer may need

    def same_text(self, cell: "Own") -> bool:
        """Whether the cell is as it was released."""
        return self.cell.source.strip() == cell.source.strip()

    def defined_in(self, cell: "Own") -> bool:
        """Whether the cell defines what the exercise asks for, even if it can't be parsed."""
        return bool(self.defines) and all(
            re.search(rf"^(?:def|class)\s+{name}\b|^{name}\s*=(?!=)", cell.source, re.MULTILINE)
            for name in self.defines
        )


@dataclass
class Own:
    """A cell of the student's, or one that was put back."""

    kind: str
    source: str
    id: str = ""
    name: str = ""  # the grade_id with which it was handed in
    known: Known | None = None  # the release's cell that this one is
    notes: list[str] = field(default_factory=list)

    @property
    def place(self) -> int:
        """Where the release has this cell; -1 for a cell of the student's own."""
        return self.known.place if self.known else -1


def known_cells(release: NotebookNode) -> list[Known]:
    """All cells of the release, in their order."""
    return [_known(place, cell) for place, cell in enumerate(release.cells)]


def _known(place: int, cell: NotebookNode) -> Known:
    data = cell.metadata.get("nbgrader", {})
    name, locked = data.get("grade_id", ""), bool(data.get("locked"))
    body = _statements(cell.source) if cell.cell_type == "code" else []
    functions = [node.name for node in body if isinstance(node, DEFINITIONS)]
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    defines = functions or [target.id for target in targets if isinstance(target, ast.Name)]
    if name in defines:
        defines = [name]
    only_defines = bool(functions) and all(isinstance(n, DEFINITIONS + ASSIGNMENTS) for n in body)
    helps = only_defines or any(isinstance(node, IMPORTS) for node in body)
    answer = bool(name) and not locked
    return Known(place, cell, name, locked, defines if answer else [], helps and not name)


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(MAGIC.sub("", source)).body
    except SyntaxError:
        return []


def missing(cells: list[Own], known: list[Known]) -> list[Known]:
    """The release's cells that none of the student's is."""
    there = {cell.place for cell in cells}
    return [item for item in known if item.place not in there]


def match(cells: list[Own], known: list[Known]) -> None:
    """Set ``known`` where a cell is one of the lesson's; drop untouched copies."""
    _by_name(cells, known)
    _by_text(cells, known)
    _by_definition(cells, known)
    _by_id(cells, known)


def _by_name(cells: list[Own], known: list[Known]) -> None:
    for item in known:
        copies = [cell for cell in cells if item.name and cell.name == item.name]
        if not copies:
            continue
        chosen = next((copy for copy in copies if not item.same_text(copy)), copies[0])
        chosen.known = item
        if len(copies) > 1:
            chosen.notes.append(
                f"The cell {item.name} was there {len(copies)} times. One keeps its name; "
                "other copies that were worked on run as plain cells in their place."
            )
        untouched = {id(copy) for copy in copies if copy is not chosen and item.same_text(copy)}
        cells[:] = [cell for cell in cells if id(cell) not in untouched]


def _by_text(cells: list[Own], known: list[Known]) -> None:
    texts: dict[tuple[str, str], list[Own]] = {}
    for cell in cells:
        if not cell.known and cell.source.strip():
            texts.setdefault((cell.kind, cell.source.strip()), []).append(cell)
    for item in missing(cells, known):
        if same := texts.get((item.cell.cell_type, item.cell.source.strip())):
            _give_name(same.pop(0), item)


def _by_definition(cells: list[Own], known: list[Known]) -> None:
    """Answers in cells without a name, or in a test cell with which they were merged."""
    for item in missing(cells, known):
        for cell in cells:
            free = cell.known is None or cell.known.locked
            if free and cell.kind == "code" and item.defined_in(cell):
                _give_name(cell, item)
                break


def _by_id(cells: list[Own], known: list[Known]) -> None:
    """Ungraded cells that were edited. (Ids of this course count cells, so alone they say little
    about an exercise: another release may count otherwise.)"""
    own = {cell.id: cell for cell in reversed(cells) if not cell.known and cell.source.strip()}
    for item in missing(cells, known):
        cell = own.get(item.cell.get("id", ""))
        if cell and not item.name and cell.kind == item.cell.cell_type:
            cell.known = item


def _give_name(cell: Own, item: Known) -> None:
    cell.known = item
    if item.name:
        cell.notes.append(f"The cell {item.name} had lost its name and was recognised.")
