"""How the judge names the reason why a student's cell stopped."""

from types import SimpleNamespace

import pytest

from grader_tests.judging import NOT_ATTEMPTED
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
