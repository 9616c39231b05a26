"""Rebuild a submission from the lesson's release, so that nbgrader meets no surprise in it.

Names, metadata, test cells and the kernel come from the release; the student's cells keep their
text and their order. What is decided here:

* The first of several copies of a cell has its name, but one that was worked on comes before
  untouched ones, and those are left out. Other copies run in their place, as they do in the
  student's own notebook when all cells are run.
* Missing exercises come back as the release has them, behind what precedes them there. If the
  cell of another exercise holds the answer (merged cells), a comment stands in instead: the
  untouched scaffold would replace the answer.
* A test cell comes after its exercise.
* Ungraded cells are the student's own: edited they stay edited, deleted they stay deleted. But a
  deleted one that imports, or does nothing but define functions or classes, comes back: answers
  may need its names, and the student's own kernel may still have had them. What the student wrote
  in its stead stands below it, and so it wins.
"""

import re
from copy import deepcopy
from itertools import count

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from tools.building import stamp
from tools.repairing import lenient
from tools.repairing.lenient import Unrepairable
from tools.repairing.matching import Known, Own, known_cells, match, missing

__all__ = ["Unrepairable", "repair"]

NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def repair(submitted: bytes, release: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """A whole notebook with the student's work in it, and what was repaired, in plain words.

    Raises:
        Unrepairable: it is no notebook, or none of this lesson; the message is one line.
    """
    reading = lenient.read(submitted)
    known = known_cells(release)
    names = {item.name for item in known if item.name}
    cells = [Own(cell.kind, cell.source, cell.id, cell.name) for cell in reading.cells]
    nameless = not any(cell.name in names for cell in cells)
    match(cells, known)
    if not any(cell.known and cell.known.name for cell in cells):
        raise Unrepairable("the notebook holds no exercise of this lesson")
    notes = list(reading.notes)
    if note := stamp.older(reading.stamp, release.metadata.get(stamp.KEY, {})):
        notes.append(note)
    if nameless:
        notes.append("The cells had lost nbgrader's names and were recognised by what they hold.")
        for cell in cells:
            cell.notes.clear()
    if "python" not in (reading.language.lower() or "python"):
        notes.append("The notebook was set to another language; it runs with Python.")
    put_back(cells, known)
    tests_after_exercises(cells, known)
    for cell in cells:
        if cell.known is None and cell.name and cell.name not in names:
            cell.notes.append("A cell that belongs to another lesson runs as a plain cell.")
        elif cell.known and cell.known.name:
            compare(cell)
        notes += cell.notes
    return notebook(cells, release), list(dict.fromkeys(notes))


def put_back(cells: list[Own], known: list[Known]) -> None:
    for item in missing(cells, known):
        if not item.name and not item.helps:
            continue
        before = max((cell.place for cell in cells if cell.place < item.place), default=-1)
        position = 1 + [cell.place for cell in cells].index(before) if before >= 0 else 0
        back = Own(item.cell.cell_type, item.cell.source, known=item)
        holds_answer = [bool(cell.known and item.defined_in(cell)) for cell in cells]
        if any(holds_answer):
            position = 1 + holds_answer.index(True)
            other = cells[position - 1].known.name
            back.source = f"# The answer stands in the cell {other}."
            back.notes.append(f"The cell {item.name} was missing; its answer stands in {other}.")
        elif item.name:
            back.notes.append(f"The cell {item.name} was missing and was put back.")
        else:
            back.notes.append("A cell with imports or definitions was missing and was put back.")
        cells.insert(position, back)


def tests_after_exercises(cells: list[Own], known: list[Known]) -> None:
    """Move a test cell that stands before its exercise to just behind it."""
    exercise = None
    for item in known:
        if item.name and not item.locked:
            exercise = item
        elif item.name and exercise:
            places = [cell.place for cell in cells]
            test_at, exercise_at = places.index(item.place), places.index(exercise.place)
            if test_at < exercise_at:
                cell = cells.pop(test_at)
                cell.notes.append(f"The cell {item.name} stood before its exercise and was moved.")
                cells.insert(exercise_at, cell)  # the exercise has moved up by one


def compare(cell: Own) -> None:
    """Give a graded cell its kind, and a test cell its text; note what had been changed."""
    item = cell.known
    if cell.kind != item.cell.cell_type:
        cell.kind = item.cell.cell_type
        cell.notes.append(f"The cell {item.name} had another type and is a {cell.kind} cell again.")
    if item.locked and not item.same_text(cell):
        cell.notes.append(f"The cell {item.name} had been changed and was restored.")
    if item.locked:
        cell.source = item.cell.source


def notebook(cells: list[Own], release: NotebookNode) -> NotebookNode:
    taken = {cell.get("id", "") for cell in release.cells}
    free = (name for number in count(1) if (name := f"own-{number}") not in taken)
    built = []
    for own in cells:
        # Pasted pictures are gone, and nbconvert stops at one that is missing.
        plain = own.source.replace("attachment:", "picture:")
        cell = NEW[own.kind](plain if own.kind == "markdown" else own.source)
        if own.known:
            cell.id = own.known.cell.id
            cell.metadata = deepcopy(own.known.cell.metadata)
        else:
            usable = CELL_ID.fullmatch(own.id) and own.id not in taken
            cell.id = own.id if usable else next(free)
            taken.add(cell.id)
        built.append(cell)
    whole = new_notebook(cells=built, metadata=deepcopy(release.metadata))
    whole.nbformat, whole.nbformat_minor = release.nbformat, release.nbformat_minor
    return whole
