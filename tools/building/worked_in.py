"""Notebooks in ``course/`` that somebody has worked in: how they are seen, and where they are kept.

A build leaves marks of its own in a notebook (the names of its cells, nbgrader's checksums, its
metadata), so no older source is needed to see that something else has written there since.
"""

import re
import time
from itertools import count
from pathlib import Path

import nbformat
from nbgrader.utils import compute_checksum

from tools import lessons
from tools.building.notebook import METADATA

BUILT_CELL = re.compile(r"\d\d-\d{3}")  # the id of a cell that a build wrote


def worked_in(path: Path) -> bool:
    """Whether something other than a build has written the file; yes if it can't be read."""
    if not path.exists():
        return False
    try:
        notebook = nbformat.read(path, nbformat.NO_CONVERT)
        # JupyterLab and others add Python's version when they save.
        saved = any(notebook.metadata.get(key) != value for key, value in METADATA.items())
        return saved or any(_touched(cell) for cell in notebook.cells)
    except Exception:  # there are many ways to be broken, and in each of them there may be work
        return True


def keep(path: Path) -> Path:
    """Copy a lesson's notebook to a new place below ``build/replaced``, and return that place."""
    folder = lessons.ROOT / "build" / "replaced"
    now = time.strftime("%Y-%m-%d-%H%M%S")
    for number in count(1):
        kept = folder / (now if number == 1 else f"{now}-{number}") / path.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            with kept.open("xb") as file:
                file.write(path.read_bytes())
        except FileExistsError:
            continue
        return kept


def _touched(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell was run, added, or is an exercise's and differs from when it was built."""
    if cell.get("outputs") or cell.get("execution_count"):
        return True
    checksum = cell.metadata.get("nbgrader", {}).get("checksum")
    changed = checksum is not None and checksum != compute_checksum(cell)
    return changed or not BUILT_CELL.fullmatch(cell.get("id", ""))
