"""A cell that needs an unsolved exercise says so in one line; every other error is as ever."""

import re
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from grader_tests import registry
from grader_tests.unsolved import explanation
from tests.most_wait import most_wait
from tools import build, lessons

SCAFFOLD = """\
def nce_loss(weights):
    # YOUR CODE HERE
    raise NotImplementedError()

class EmbeddingModel:
    def calculate_loss(self):
        raise NotImplementedError()

def helper():
    return nce_loss(1)

def other():
    raise NotImplementedError("not one of ours")"""
LINE = (
    "This cell uses your `nce_loss`, which is not written yet: solve exercise 2 first, then run "
    "this cell again."
)
FEW = ("04-embedding-loss",)  # lessons that do not wait for --all
PLAIN = re.compile(
    r"This cell uses your `\w+`, which is not written yet: solve exercise \d first, then run this "
    r"cell again\.|This cell uses `\w+`, which a cell above makes with your `\w+`: solve exercise "
    r"\d first, then run both cells again\.|"
    r"See above: … \d\d\.\w+: Not attempted yet \(0 of \d+ points\)"
)


def executed(*sources: str, allow_errors: bool = True):
    """The first error output of each cell, or None."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    return errors(run(notebook, allow_errors))


def run(notebook, allow_errors: bool = True):
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", allow_errors=allow_errors)
    return client.execute()


def errors(notebook) -> list:
    outputs = (cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    return [next((o for o in all_of if o.output_type == "error"), None) for all_of in outputs]


@pytest.fixture(scope="module")
def shown():
    """What cells show after a scaffold, by their source."""
    cells = (
        "nce_loss(1)",
        "helper()",
        "EmbeddingModel().calculate_loss()",
        "other()",
        "raise NotImplementedError()",
        "for i in range(2):\n    losses = nce_loss(1)\n    def plot():\n        pass",
        "total = sum(losses)",
        "plot(total)",
        "print(total)",
        "1 / 0",
        "x = undefined",
        "nce_loss(",
        "'still working'",
    )
    found = executed("import grader_tests", SCAFFOLD, *cells)
    return dict(zip(cells, found[2:], strict=True))


@pytest.mark.parametrize("cell", ["nce_loss(1)", "helper()"])
def test_the_line_stands_in_the_place_of_the_traceback_and_the_cell_has_failed(shown, cell):
    assert shown[cell].traceback == [LINE]
    assert shown[cell].ename == "NotImplementedError"


def test_a_method_is_named_as_its_exercise(shown):
    (line,) = shown["EmbeddingModel().calculate_loss()"].traceback
    assert "your `calculate_loss`" in line
    assert "exercise 1 first" in line


@pytest.mark.parametrize(
    ("cell", "name"),
    [("total = sum(losses)", "losses"), ("plot(total)", "plot"), ("print(total)", "total")],
)
def test_a_name_that_a_failed_cell_should_have_made_is_told_with_the_exercise(shown, cell, name):
    assert shown[cell].traceback == [
        f"This cell uses `{name}`, which a cell above makes with your `nce_loss`: solve exercise 2 "
        "first, then run both cells again."
    ]
    assert shown[cell].ename == "NameError"


@pytest.mark.parametrize("cell", ["other()", "raise NotImplementedError()"])
def test_a_not_implemented_error_from_elsewhere_keeps_its_traceback(shown, cell):
    text = "\n".join(shown[cell].traceback)
    assert "Traceback" in text
    assert "not written yet" not in text


@pytest.mark.parametrize("cell", ["1 / 0", "x = undefined", "nce_loss("])
def test_other_errors_are_as_ever(shown, cell):
    assert shown[cell].ename != "NotImplementedError"
    assert not any("not written yet" in line for line in shown[cell].traceback)


def test_the_cells_after_it_still_run(shown):
    assert shown["'still working'"] is None


def test_run_all_stops_there():
    with pytest.raises(CellExecutionError, match="solve exercise 2 first"):
        executed("import grader_tests", SCAFFOLD, "nce_loss(1)", "1", allow_errors=False)


def test_a_learners_own_handler_is_left_alone():
    own = "get_ipython().set_custom_exc((NotImplementedError,), lambda *a, **k: print('mine'))"
    assert executed(own, "import grader_tests", SCAFFOLD, "nce_loss(1)")[3] is None


def test_plain_python_is_left_alone():
    code = f"import grader_tests, sys\nassert 'IPython' not in sys.modules\n{SCAFFOLD}\nnce_loss(1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "not written yet" not in done.stderr


def test_the_function_of_another_module_is_no_exercise_of_the_notebook():
    elsewhere = {}
    exec(SCAFFOLD, elsewhere)
    for namespace, known in ((elsewhere, True), ({}, False)):
        with pytest.raises(NotImplementedError) as raised:
            elsewhere["nce_loss"](1)
        assert bool(explanation(raised.value, namespace, {})) == known


def test_no_two_exercises_of_the_course_have_the_same_function_name():
    names = [e.name for number in registry.lesson_numbers() for e in registry.exercises(number)]
    assert len({name.split(".")[1] for name in names}) == len(names)


# Run before a lesson that trains, as nobody asks here what is learned.
NO_TRAINING = """
from w2vlib import trainer

class NoLoop:
    def __init__(self, owner, *_):
        self.owner = owner

    def run(self, *_):
        for numbers in self.owner.history.values():
            numbers += [1.0] * self.owner.settings.epochs

trainer.TrainingLoop = NoLoop"""


@pytest.mark.slow
@pytest.mark.parametrize("lesson", most_wait(lessons.names(), FEW))
def test_an_untouched_notebook_shows_only_plain_lines(lesson):
    untouched = nbformat.read(build.student_path(lesson), as_version=4)
    if any("Trainer(" in cell.source for cell in untouched.cells if cell.cell_type == "code"):
        untouched.cells.insert(0, new_code_cell(NO_TRAINING))
    code = [cell.source for cell in untouched.cells if cell.cell_type == "code"]
    found = zip(code, errors(run(untouched)), strict=True)
    texts = {source: "\n".join(error.traceback) for source, error in found if error}
    assert texts
    assert not {s: text for s, text in texts.items() if not PLAIN.fullmatch(text)}
