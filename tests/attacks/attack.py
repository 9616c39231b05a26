"""What an attack is, as data: a student's notebook that tries to get what it should not have."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

EXERCISES = ("calculate_loss", "nce_loss", "negative_sampling_loss", "full_sigmoid_loss")
FUNCTIONS = EXERCISES[1:]
SHAPE_POINT = dict.fromkeys(FUNCTIONS, 1)  # what an answer of the right shape earns
MARK = "w2v-attack"  # stands in the name and the content of every file that an attack leaves

# What the instructor's machine holds; nothing of it may be found from inside. The pattern does
# not match its own text, so that a notebook that holds it is no find.
PLANTED = "planted-in-the-{place}"
PATTERN = "plante[d]-in-the-[a-z]+"

# An extra cell for probes: a function that answers with what was found, as an error's text.
REPORT = f'''
import os, re, sys

if "W2V_SECRET" in os.environ:  # this is no sandbox: do not hurt the machine
    os._exit(1)

PATTERN = re.compile(rb"{PATTERN}")

def report(label, found):
    """The answer that tells what was found; a list that may still grow."""
    def answer(*_):
        raise ValueError(f"{{label}} found {{sorted(set(map(str, found)))[:5]}}")
    return answer

def look(path, size=1 << 22):
    """What is planted in a file."""
    try:
        with open(path, "rb", buffering=0) as file:
            return PATTERN.findall(file.read(size))
    except (OSError, ValueError):
        return []

def trial(function, *arguments):
    """Whether a forbidden thing can be done: its name, or nothing if it is refused."""
    try:
        result = function(*arguments)
    except BaseException:
        return []
    return [getattr(function, "__name__", str(function))] if result != -1 else []
'''


@dataclass(frozen=True)
class Attack:
    """A notebook, and what grading it must give.

    ``cells`` replace the cells of that grade_id; ``before`` and ``after`` are cells of the
    student's own around them. ``honest`` exercises are solved rightly and get all their points;
    ``earns`` holds the points that a wrong answer honestly gets (for its right shape, say); every
    other exercise gets 0. ``change`` works on the notebook, ``place`` on the student's folder.
    """

    name: str
    tries: str
    cells: dict[str, str] = field(default_factory=dict)
    honest: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    change: Callable | None = None
    place: Callable[[Path], None] | None = None
    earns: dict[str, float] = field(default_factory=dict)
    shows: tuple[str, ...] = ()  # texts that the feedback must hold: what a probe found
    loses_own: bool = False  # it may cost the attacker's own points, or leave it ungraded
    ungraded: bool = False  # it must be refused, with a reason
    fools_in_kernel_check: bool = False  # full points where answers are compared in the kernel


def cell(source: str, name: str) -> str:
    """A cell that defines ``name``; BATCH in it is the size of the batch of its ``arguments``."""
    batch = "len(arguments[3] if len(arguments) > 2 else arguments[0])"
    return source.replace("NAME", name).replace("BATCH", batch)


def everywhere(source: str) -> dict[str, str]:
    """The same cell for every function that can be written without TensorFlow."""
    return {name: cell(source, name) for name in FUNCTIONS}


def probes(**sources: str) -> dict:
    """``cells`` and ``shows`` of up to three probes: each cell makes a list called ``found``."""
    names = {label: FUNCTIONS[place] for place, label in enumerate(sources)}
    cells = {
        names[label]: f"found = []\n{source.strip()}\n{names[label]} = report({label!r}, found)"
        for label, source in sources.items()
    }
    return {"before": REPORT, "cells": cells, "shows": tuple(f"{x} found []" for x in names)}
