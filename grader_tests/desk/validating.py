"""What the Validate button runs: ``python -m grader_tests.desk.validating NOTEBOOK``.

It is nbgrader's validation in a process of its own, so that JupyterLab goes on meanwhile, and a
cell that does not end is stopped after ``CELL_SECONDS`` with a message instead of the next one.
"""

import json
import sys

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, Execute
from nbgrader.utils import is_grade
from nbgrader.validator import Validator

CELL_SECONDS = 90  # the longest cell of a lesson took 35 on two cores that were busy otherwise
ALL_SECONDS = 900  # the longest lesson took 300 there
TOO_LONG = (
    "This cell did not finish within {seconds} seconds and was stopped. Look for a loop that "
    "never ends in it, or in a function of yours that it calls.{unseen}"
)
ENDED = (
    "This cell ended the whole Python process. Look for `exit` or `os._exit`, or for something "
    "that takes more memory than there is.{unseen}"
)
UNSEEN = " The {checks} below it {were} not run."
TROUBLE = (
    "The notebook can't be validated: {error}. If you have copied or moved cells, undo it; else "
    "put your code into a fresh copy of the lesson."
)


class Limited(Execute):
    """Runs cell after cell, until one does not end or ends Python. That one is the last."""

    def __init__(self, *arguments: object, **options: object):
        super().__init__(*arguments, **options)
        self.timeout = CELL_SECONDS
        self.raise_on_iopub_timeout = False  # a loop may also catch the interrupt
        self.shutdown_kernel = "immediate"
        self.stopped = False

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple:
        """Run a cell, unless an earlier one was the last."""
        if self.stopped:
            return cell, resources
        try:
            cell, resources = super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self._stop(cell, index, ENDED)
        else:
            if any(output.get("ename") == "CellTimeoutError" for output in cell.get("outputs", [])):
                self._stop(cell, index, TOO_LONG)
        return cell, resources

    def _stop(self, cell, index: int, message: str) -> None:
        self.stopped = True
        left = sum(is_grade(other) for other in self.nb.cells[index + 1 :])
        unseen = UNSEEN.format(
            checks="check" if left == 1 else f"{left} checks", were="was" if left == 1 else "were"
        )
        text = message.format(seconds=CELL_SECONDS, unseen=unseen if left else "")
        cell.outputs = [
            NotebookNode(output_type="error", ename="Stopped", evalue=text, traceback=[text])
        ]


class CourseValidator(Validator):
    """nbgrader's, which also names the cell that was stopped, where it is no test cell."""

    preprocessors = (CheckCellMetadata, ClearOutput, Limited)

    def _get_failed_cells(self, nb):
        failed = super()._get_failed_cells(nb)
        stopped = [
            cell
            for cell in nb.cells
            if any(output.get("ename") == "Stopped" for output in cell.get("outputs", []))
        ]
        return [*(cell for cell in failed if cell not in stopped), *stopped]


def result(path: str) -> dict:
    """What the button's window is told about the notebook at ``path``."""
    try:
        return {"success": True, "value": CourseValidator().validate(path)}
    except Exception as error:  # a notebook may be damaged in any way
        return {
            "success": False,
            "value": TROUBLE.format(error=str(error.__context__ or error).rstrip(".")),
        }


def main(argv: list[str]) -> int:
    """Print what is said of the notebook that ``argv`` names, as JSON."""
    (path,) = argv
    print(json.dumps(result(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
