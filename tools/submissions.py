"""What was handed in: ``<folder>/<student>/<lesson>/<lesson>.ipynb``, and what is wrong with it."""

import json
from dataclasses import dataclass
from pathlib import Path

import nbformat

from tools import lesson as lessons

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one lesson; ``path`` is None where nothing was handed in.

    ``elsewhere`` is a notebook of theirs that lies where none is expected.
    """

    student: str
    lesson: str
    path: Path | None
    elsewhere: Path | None = None

    @property
    def name(self) -> str:
        return f"{self.student}/{self.lesson}"


def collect(folder: Path, only: str | None = None) -> list[Submission]:
    """All submissions in ``folder``, and a missing one for each student who lacks a lesson.

    Raises:
        ValueError: the folder holds no submission of a lesson of this course.
    """
    if not folder.is_dir():
        raise ValueError(f"There is no folder {folder}.")
    students = sorted(path.name for path in folder.iterdir() if path.is_dir())
    known = [only] if only else lessons.lessons()
    there = {
        (student, lesson): path
        for student in students
        for lesson in known
        if (path := folder / student / lesson / f"{lesson}.ipynb").exists() or path.is_symlink()
    }
    handed_in = [lesson for lesson in known if any(key[1] == lesson for key in there)]
    if not handed_in:
        raise ValueError(
            f"{folder} holds no submissions. Expected: <student>/<lesson>/<lesson>.ipynb, "
            f"with a lesson of: {', '.join(known)}."
        )
    return [
        Submission(student, lesson, there.get((student, lesson)), misplaced(folder / student))
        for lesson in handed_in
        for student in students
    ]


def misplaced(folder: Path) -> Path | None:
    """A notebook in a student's folder that lies in no lesson's place, as a loose copy does."""
    for path in sorted(folder.rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts and path.parent.name != path.stem:
            return path
    return None


def unreadable(submission: Submission, release: Path) -> str:
    """Why this submission can't be graded, or an empty text."""
    path = submission.path
    if path.is_symlink() or not path.is_file():
        return "the notebook is not a plain file"
    if path.stat().st_size > MAX_BYTES:
        return f"the notebook has more than {MAX_BYTES // 1024**2} MiB"
    try:
        notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
        nbformat.validate(notebook)
    except (json.JSONDecodeError, nbformat.reader.NotJSONError):
        return "the file is no JSON, so it is no notebook"
    except UnicodeDecodeError:
        return "the file is no UTF-8 text, so it is no notebook"
    except Exception as error:  # nbformat raises many kinds for what is no notebook
        return f"the file is no valid notebook: {str(error).splitlines()[0][:200]}"
    if not notebook.metadata.get("kernelspec", {}).get("name"):
        return "the notebook names no kernel (metadata.kernelspec is missing)"
    wanted = _grade_ids(nbformat.read(release, as_version=4))
    there = _grade_ids(notebook)
    missing = [name for name in wanted if name not in there]
    if missing:
        return f"the notebook lacks the cells {', '.join(missing)}"
    twice = sorted({name for name in there if there.count(name) > 1})
    if twice:
        return f"the notebook holds these cells twice: {', '.join(twice)}"
    return ""


def _grade_ids(notebook) -> list[str]:
    ids = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return [data["grade_id"] for data in ids if isinstance(data, dict) and "grade_id" in data]
