"""Attacks in the notebook's file: metadata, cells, names, links."""

import copy
import json

from attack import MARK, Attack


def _cells(notebook) -> dict:
    """Cells by grade_id."""
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def _more_points(notebook) -> None:
    for name, cell in _cells(notebook).items():
        if name.startswith("test_"):
            cell.metadata.nbgrader.points = 1000
            cell.source = "float(1000)"
            cell.metadata.nbgrader.checksum = "0" * 32
            cell.outputs = [
                {
                    "output_type": "execute_result",
                    "data": {"text/plain": "1000.0"},
                    "metadata": {},
                    "execution_count": 1,
                }
            ]


def _tests_not_graded(notebook) -> None:
    for name, cell in _cells(notebook).items():
        if name.startswith("test_"):
            cell.metadata.nbgrader.update(grade=False, locked=False, solution=True)


def _solutions_graded(notebook) -> None:
    for name, cell in _cells(notebook).items():
        if not name.startswith("test_"):
            cell.metadata.nbgrader.update(grade=True, points=50, locked=False)
            cell.source = "float(50)"


def _tests_as_text(notebook) -> None:
    for name, cell in _cells(notebook).items():
        if name.startswith("test_"):
            cell.cell_type = "markdown"
            cell.source = "All right. 5.0 points."
            del cell["outputs"], cell["execution_count"]


def _duplicated_tests(notebook) -> None:
    for cell in list(_cells(notebook).values()):
        twin = copy.deepcopy(cell)
        twin.id = f"{cell.get('id', 'x')}-2"
        notebook.cells.append(twin)


def _unknown_tests(notebook) -> None:
    for name in ("test_bonus", "test_nce_loss ", "../../test_nce_loss", "test_\x1b[2J"):
        cell = copy.deepcopy(_cells(notebook)["test_nce_loss"])
        cell.metadata.nbgrader.update(grade_id=name, points=100)
        cell.source, cell.id = "100.0", f"bonus-{abs(hash(name)) % 10**6}"
        notebook.cells.append(cell)


def _swapped_ids(notebook) -> None:
    """The answer to an easy exercise under the name of a hard one, and the other way round."""
    cells = _cells(notebook)
    for first, second in (
        ("nce_loss", "full_sigmoid_loss"),
        ("test_nce_loss", "test_full_sigmoid_loss"),
    ):
        one, two = cells[first].metadata, cells[second].metadata
        one.nbgrader, two.nbgrader = two.nbgrader, one.nbgrader


def _odd_metadata(notebook) -> None:
    cells = _cells(notebook)
    cells["nce_loss"].metadata.nbgrader = "nbgrader"
    cells["test_nce_loss"].metadata.nbgrader.points = "many"
    cells["full_sigmoid_loss"].metadata.nbgrader.schema_version = 99
    cells["test_full_sigmoid_loss"].metadata.nbgrader["\x1b[2J=1+1"] = True
    notebook.metadata["\x1b[2J=cmd"] = {"x": [[[]]] * 1000}


def _no_metadata(notebook) -> None:
    for cell in notebook.cells:
        cell.metadata = {}


def _other_kernel(notebook) -> None:
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "bash",
        "argv": ["touch", f"/tmp/{MARK}-kernel"],
    }
    notebook.metadata["kernel_info"] = {"name": "../../../bin/sh"}
    notebook.metadata["celltoolbar"] = "Create Assignment"
    notebook.metadata["jupytext"] = {"text_representation": {"extension": ".sh"}}


def _unreadable_sources(notebook) -> None:
    cells = _cells(notebook)
    cells["nce_loss"].source = "nce_loss = 1\x00"
    cells["negative_sampling_loss"].source = "(" * 150 + "-" * 100_000 + "1" + ")" * 150
    cells["full_sigmoid_loss"].source = "full_sigmoid_loss = 'a'" + ".real" * 50_000


def _surrogates(notebook) -> None:
    _cells(notebook)["nce_loss"].source = "nce_loss = '\ud800'"


def _large(notebook) -> None:
    notebook.metadata["padding"] = "x" * 25_000_000


def _folder(write):
    """A change of the handed-in file: ``write(path)`` gets the notebook's path."""

    def place(folder):
        write(next(folder.rglob("*.ipynb")))

    return place


def _link_to_another(path) -> None:
    """The lesson's folder is a link to an honest student's."""
    folder = path.parent
    path.unlink()
    folder.rmdir()
    folder.symlink_to(folder.parent.parent / "honest-full" / folder.name)


def _link_to_the_solution(path) -> None:
    from tools import lessons

    path.unlink()
    path.symlink_to(lessons.SOLUTIONS / path.parent.name / path.name)


def _hard_name(path) -> None:
    """No notebook where it should be; the one there has a name of terminal codes."""
    path.rename(path.with_name("\x1b[2J\x1b]0;w2v-attack\x07=1+1.ipynb"))


def _extra_files(path) -> None:
    """Files beside the notebook that would be imported or read if they were copied."""
    folder = path.parent
    for name in ("grader_tests.py", "numpy.py", "sitecustomize.py", "nbgrader_config.py"):
        (folder / name).write_text("raise SystemExit('w2v-attack')")
    (folder / "gradebook.db").symlink_to("/etc/passwd")
    (folder / "timestamp.txt").write_text("no time at all \x1b[2J")


def _pipe(path) -> None:
    import os

    path.unlink()
    os.mkfifo(path)


def _deep_json(path) -> None:
    path.write_text('{"cells": ' + "[" * 200_000 + "]" * 200_000 + "}")


def _long_numbers(path) -> None:
    notebook = json.loads(path.read_text())
    text = json.dumps(notebook).replace('"nbformat": 4', '"nbformat": 4' + "0" * 100_000)
    path.write_text(text)


ATTACKS = [
    Attack(
        "more-points",
        "points, outputs and checksums changed",
        change=_more_points,
        honest=("full_sigmoid_loss",),
    ),
    Attack(
        "tests-not-graded",
        "test cells marked as solutions",
        change=_tests_not_graded,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "solutions-graded",
        "solution cells marked as tests",
        change=_solutions_graded,
        loses_own=True,
    ),
    Attack(
        "tests-as-text",
        "test cells turned into text",
        change=_tests_as_text,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "tests-doubled",
        "all graded cells twice",
        change=_duplicated_tests,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "tests-invented",
        "test cells that the lesson does not have",
        change=_unknown_tests,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "ids-swapped",
        "cells under the names of others",
        change=_swapped_ids,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "metadata-odd",
        "metadata of wrong kinds",
        change=_odd_metadata,
        honest=("negative_sampling_loss",),
        loses_own=True,
    ),
    Attack("metadata-gone", "no metadata at all", change=_no_metadata, loses_own=True),
    Attack(
        "other-kernel",
        "another kernel in the metadata",
        change=_other_kernel,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "sources-unreadable",
        "source that Python's parser can't take",
        change=_unreadable_sources,
        loses_own=True,
    ),
    Attack(
        "source-surrogates",
        "source that is no UTF-8",
        change=_surrogates,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "notebook-of-25-megabytes", "a notebook that is too large", change=_large, ungraded=True
    ),
    Attack(
        "folder-is-a-link",
        "the lesson's folder is a link to an honest student's",
        place=_folder(_link_to_another),
        ungraded=True,
    ),
    Attack(
        "notebook-is-a-link",
        "the notebook is a link to the solution",
        place=_folder(_link_to_the_solution),
        ungraded=True,
    ),
    Attack(
        "notebook-is-a-pipe",
        "reading the notebook would wait forever",
        place=_folder(_pipe),
        ungraded=True,
    ),
    Attack(
        "name-of-terminal-codes",
        "a file name that a terminal would obey",
        place=_folder(_hard_name),
    ),
    Attack(
        "files-beside",
        "modules and links beside the notebook",
        place=_folder(_extra_files),
        honest=("full_sigmoid_loss",),
    ),
    Attack("json-deep", "a file nested 200,000 deep", place=_folder(_deep_json), ungraded=True),
    Attack(
        "json-long-numbers",
        "a version of 100,000 digits",
        place=_folder(_long_numbers),
        loses_own=True,
    ),
]
