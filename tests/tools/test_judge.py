"""What the judge does with a student's cells, and how it names the reason why one stopped."""

from types import SimpleNamespace

import pytest
from nbclient.util import run_sync
from nbformat.v4 import new_code_cell, new_notebook

from grader_tests.judging import NOT_ATTEMPTED
from tools import lessons
from tools.judge import Judge


@pytest.mark.parametrize(
    ("error", "source", "state"),
    [
        ("NotImplementedError", "raise NotImplementedError()", "not attempted"),
        ("NotImplementedError", "tf.nn.nce_loss()", "error"),
        ("ValueError", "int('x')", "error"),
        ("KeyboardInterrupt", "while True: pass", "timeout"),
    ],
)
def test_a_cell_that_stops_is_not_attempted_an_error_or_a_timeout(error, source, state):
    found, message = Judge().reason(SimpleNamespace(ename=error, evalue="here"), source)
    assert found == state
    assert (message == NOT_ATTEMPTED) == (state == "not attempted")


def test_a_blank_cell_is_not_sent_to_the_kernel():
    judge = Judge()  # it has no kernel
    judge.left_out = set()
    cell = new_code_cell(" \n")
    assert judge.preprocess_cell(cell, {}, 0) == (cell, {})


@pytest.mark.slow
def test_cells_that_are_run_again_leave_no_heap_of_messages(monkeypatch):
    """Of a heap of more than 1,000, ZeroMQ loses the newest: then no later cell seems to end."""
    monkeypatch.setenv("PYTHONPATH", str(lessons.ROOT))
    unread, revive = [], Judge.revive

    def revived(self, culprit):
        revive(self, culprit)
        channel = self.kc.iopub_channel
        while run_sync(channel.msg_ready)():
            unread.append(run_sync(channel.get_msg)(timeout=0))

    monkeypatch.setattr(Judge, "revive", revived)
    sources = ["x = 1"] * 100 + ["import os; os._exit(0)", "x += 1", "print(x)"]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    judge = Judge(kernel_name="python3", allow_errors=True)
    judged, _ = judge.preprocess(notebook, {"nbgrader": {"notebook": "00-start-here"}})
    assert judge.restarts == 1
    assert judged.cells[-1].outputs[0].text == "2\n"
    assert len(unread) < 10  # of 200
