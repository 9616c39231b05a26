"""What the checks have found, kept on the learner's own disk: one small file an exercise.

Each is written whole or not at all, so a crash loses nothing, and a file that was damaged costs
its own exercise alone. Nothing is sent anywhere.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from grader_tests import registry
from grader_tests.verdict import Verdict
from w2vlib.write_aside import write_aside

LARGEST = 10_000  # bytes of a file that is read


@dataclass(frozen=True)
class Kept:
    """The best that a learner has reached in one exercise. ``right_on`` is empty before."""

    exercise: str
    score: float = 0.0
    checks: int = 0
    right_on: str = ""


def folder() -> Path:
    """Where the files lie; ``W2V_PROGRESS`` names another place. It may not exist."""
    if chosen := os.environ.get("W2V_PROGRESS"):
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "w2v-course" / "progress"


def belongs_to_a_learner() -> bool:
    """Whether this Python is the kernel of a lesson that somebody has open.

    It is not where notebooks are built, tested, validated or graded, and for the solutions.
    """
    if "NBGRADER_EXECUTION" in os.environ or Path.cwd().parent.name == "solutions":
        return False
    return "JPY_SESSION_NAME" in os.environ or _in_visual_studio_code()


def _in_visual_studio_code() -> bool:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return shell is not None and "__vsc_ipynb_file__" in shell.user_ns


def keep(verdict: Verdict) -> None:
    """Count a check; the best score so far stays.

    Raises:
        OSError: it can't be written; what was kept before is still there.
    """
    before = _read(_file(verdict.exercise)) or Kept(verdict.exercise)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    result = Kept(
        exercise=verdict.exercise,
        score=max(before.score, verdict.score),
        checks=before.checks + 1,
        right_on=before.right_on or (now if verdict.state == "right" else ""),
    )
    with write_aside(_file(verdict.exercise)) as aside, open(aside, "w", encoding="utf-8") as file:
        json.dump(asdict(result), file)
        file.flush()
        os.fsync(file.fileno())  # else a power cut may leave the new name on an empty file


def read() -> dict[str, Kept]:
    """What is kept, by the exercise's name; a file that can't be read is left out."""
    return {
        exercise.name: result
        for exercise in _graded()
        if (result := _read(_file(exercise.name))) is not None
    }


def damaged() -> list[Path]:
    """The files that can't be read."""
    paths = [_file(exercise.name) for exercise in _graded()]
    return [path for path in paths if os.path.lexists(path) and _read(path) is None]


def erase(lesson: str = "") -> int:
    """Erase what is kept of a lesson ("04"), or of all; return how many exercises that were."""
    paths = [_file(exercise.name) for exercise in _graded() if exercise.name.startswith(lesson)]
    there = [path for path in paths if os.path.lexists(path)]
    for path in there:
        path.unlink()
    return len(there)


def _graded() -> list:
    return [item for number in registry.lesson_numbers() for item in registry.exercises(number)]


def _file(exercise: str) -> Path:
    return folder() / f"{exercise}.json"


def _read(path: Path) -> Kept | None:
    """None where there is no file, or none of ours."""
    try:
        with open(path, encoding="utf-8") as file:
            data = json.loads(file.read(LARGEST))
        result = Kept(
            exercise=data["exercise"],
            score=float(data["score"]),
            checks=int(data["checks"]),
            right_on=str(data["right_on"]),
        )
        if result.right_on:
            datetime.fromisoformat(result.right_on)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    fits = result.exercise == path.stem and 0 <= result.score < 1000 and result.checks >= 0
    return result if fits else None
