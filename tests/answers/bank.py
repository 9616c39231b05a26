"""What students write: right and wrong answers to every exercise, to try the graders with.

Each file ``<exercise>.py`` holds blocks below header lines::

    # %% right: numpy
    # %% wrong: no-correction (with tf.nn)
    # %% wrong: (forgets half of it)
    # %% error: wrong name
    # %% not attempted: only a comment

A ``wrong`` block names the misconception that must be recognised, or none. What follows in
parentheses, and any text after ``right``, ``error`` and ``not attempted``, is for the reader.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
KINDS = ("right", "wrong", "error", "not attempted")
HEADER = re.compile(
    rf"# %% (?P<kind>{'|'.join(KINDS)})"
    r"(?::(?: (?P<misconception>[a-z0-9-]+)(?= \(|$))?(?P<note> .*)?)?"
)


@dataclass(frozen=True)
class Block:
    """One answer: a whole cell or, if it begins with a space, what replaces the solution.

    ``misconception`` is the id that a wrong answer must be given, "" where none fits.
    """

    kind: str
    misconception: str
    note: str
    source: str

    @property
    def title(self) -> str:
        """For test names and reports, for example "wrong: sum (with a loop)"."""
        note = f" ({self.note})" if self.note and self.misconception else f" {self.note}"
        return f"{self.kind}: {self.misconception}{note}".replace(":  ", ": ").strip(" :")


@cache
def blocks(exercise_name: str) -> tuple[Block, ...]:
    """The answers to an exercise, for example "04.nce_loss", in the order of its file.

    Raises:
        FileNotFoundError: there are none.
        ValueError: a header can't be read; the message names file and line.
    """
    path = FOLDER / f"{exercise_name}.py"
    found: list[tuple[re.Match, list[str]]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# %%"):
            header = HEADER.fullmatch(line)
            if not header:
                raise ValueError(f"{path}:{number}: unreadable header {line!r}")
            found.append((header, []))
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            raise ValueError(f"{path}:{number}: text before the first header")
    return tuple(_block(header, lines) for header, lines in found)


def exercise_names() -> list[str]:
    """The exercises that have answers here."""
    return sorted(path.stem for path in FOLDER.glob("[0-9]*.py"))


def _block(header: re.Match, lines: list[str]) -> Block:
    misconception, note = header["misconception"] or "", (header["note"] or "").strip()
    if header["kind"] != "wrong" and misconception:
        misconception, note = "", f"{misconception} {note}".strip()
    if note.startswith("(") and note.endswith(")"):
        note = note[1:-1]
    return Block(header["kind"], misconception, note, "\n".join(lines).strip("\n"))
