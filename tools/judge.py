"""The trusted judge: an nbgrader preprocessor that compares answers outside the student's process.

It stands in the place of nbgrader's ``Execute``. The student's own cells run in the kernel; a
test cell is not executed. Instead the kernel gets inputs and is asked for answers.
"""

import base64
import binascii
import json
import re
import secrets
import time
from pathlib import Path
from queue import Empty

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade
from traitlets import Integer, Unicode

from grader_tests import registry, wire
from grader_tests.delegation import delegation
from grader_tests.judging import UNREADABLE, NoAnswer, failed, judge
from grader_tests.verdict import Verdict

BASE64 = re.compile(r"'([A-Za-z0-9+/=]*)'")
TIMEOUT = "It was stopped after {seconds} seconds. Look for a loop that never ends."
MAX_RESTARTS = 3
ENDED = "Python itself ended here, so nothing could be checked. Look for exit() and for memory."


class KernelGone(Exception):
    """The kernel ended, or it can't be interrupted; ``because`` is what the exercise gets."""

    def __init__(self, because: NoAnswer):
        super().__init__(because.message)
        self.because = because


class Judge(Execute):
    """Runs a submission; the verdicts of its test cells go into ``verdicts_file`` as JSON."""

    ask_timeout = Integer(120, help="seconds in which a function must answer").tag(config=True)
    verdicts_file = Unicode(help="where the verdicts are written").tag(config=True)
    seed = Integer(0, help="draws the inputs of an earlier judgement again").tag(config=True)

    def preprocess(self, nb, resources, km=None):
        self.verdicts: list[Verdict] = []
        self.failed_cells: dict[str, tuple[str, str]] = {}  # grade_id -> (state, message)
        self.lost: tuple[str, str] | None = None  # once the kernel is gone for good
        self.ran: list[tuple[str, str]] = []  # (grade_id, source) of what the kernel has executed
        self.restarts = 0
        self.sources: dict[str, str] = {}
        self.lesson = resources["nbgrader"]["notebook"]
        nb, resources = super().preprocess(nb, resources, km)
        data = [verdict.as_data() for verdict in self.verdicts]
        Path(self.verdicts_file).write_text(json.dumps(data), "utf-8")
        return nb, resources

    def preprocess_cell(self, cell, resources, index):
        if is_grade(cell):
            verdict = self.verdict(cell.metadata.nbgrader.grade_id)
            self.verdicts.append(verdict)
            cell.outputs = verdict_outputs(verdict)
            return cell, resources
        if cell.cell_type == "code":
            self.run_student_cell(cell, resources, index)
        return cell, resources

    def run_student_cell(self, cell, resources, index) -> None:
        """Execute one of the student's cells; remember why it failed, if it did."""
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        self.sources[name] = cell.source
        if self.lost:
            return
        try:
            super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self.failed_cells[name] = ("killed", ENDED)
            self.revive(name)
        except CellTimeoutError:
            self.failed_cells[name] = ("timeout", TIMEOUT.format(seconds=self.timeout))
            self.revive(name)
        else:
            self.ran.append((name, cell.source))
        for output in cell.outputs:
            if output.output_type == "error" and name not in self.failed_cells:
                self.failed_cells[name] = self.reason(output)

    def reason(self, output) -> tuple[str, str]:
        """(state, message) for the error with which a cell stopped."""
        if output.ename in ("CellTimeoutError", "KeyboardInterrupt"):
            return "timeout", TIMEOUT.format(seconds=self.timeout)
        return "error", f"Your cell stopped with {output.ename}: {output.evalue}"[:500]

    def revive(self, culprit: str) -> None:
        """Start the kernel anew and rerun all cells but the exercise that ended it."""
        self.restarts += 1
        self.ran = [(name, source) for name, source in self.ran if not name or name != culprit]
        if self.restarts > MAX_RESTARTS:
            self.lost = ("killed", ENDED)
            return
        try:
            run_sync(self.km.restart_kernel)(now=True)
            run_sync(self.kc.wait_for_ready)(timeout=self.startup_timeout)
            for _, source in self.ran:
                message = self.kc.execute(source, silent=True, store_history=False)
                if self.wait(message, self.timeout) is None:
                    self.lost = ("timeout", TIMEOUT.format(seconds=self.timeout))
                    return
        except (KernelGone, RuntimeError):  # it ended again, or it does not start
            self.lost = ("killed", ENDED)

    def verdict(self, test_id: str) -> Verdict:
        exercise = registry.find(f"{self.lesson[:2]}.{test_id.removeprefix('test_')}")
        scaffold_id = test_id.removeprefix("test_")
        library = delegation(self.sources.get(scaffold_id, ""), exercise)
        if library:
            return failed(exercise, "delegated", library)
        seed = self.seed or secrets.randbelow(2**31 - 1) + 1

        def ask(cases):
            try:
                return self.ask(exercise.answer_name, exercise.probe, cases)
            except KernelGone as reason:
                self.revive(scaffold_id)
                raise reason.because from None
            except NoAnswer as reason:
                if reason.state == "error" and scaffold_id in self.failed_cells:
                    raise NoAnswer(*self.failed_cells[scaffold_id]) from None
                raise

        return judge(exercise, ask, seed)

    def ask(self, name: str, probe: str, cases: list) -> list:
        """The answers of the student's function, as ``answering.answer_cases`` gives them."""
        if self.lost:
            raise NoAnswer(*self.lost)
        question = wire.encode({"name": name, "probe": probe, "cases": cases})
        request = base64.b64encode(question.encode("ascii")).decode("ascii")
        answering = "__import__('grader_tests.answering', fromlist=['reply'])"
        expression = f"{answering}.reply(get_ipython().user_ns, '{request}')"
        data = self.evaluate(expression)
        match = BASE64.fullmatch(data)
        if not match:
            raise NoAnswer("error", UNREADABLE)
        try:
            results = wire.decode(base64.b64decode(match[1]).decode("ascii"))
        except (wire.WireError, binascii.Error, UnicodeDecodeError):
            raise NoAnswer("error", UNREADABLE) from None
        if results is None:
            raise NoAnswer("error", f"There is no {name} in your notebook. Keep the name.")
        return results

    def evaluate(self, expression: str) -> str:
        """What the kernel shows for an expression, or NoAnswer: timeout, killed, error."""
        message = self.kc.execute(
            "", silent=True, store_history=False, user_expressions={"answer": expression}
        )
        reply = self.wait(message, self.ask_timeout)
        if reply is None:
            run_sync(self.km.interrupt_kernel)()
            stopped = NoAnswer("timeout", TIMEOUT.format(seconds=self.ask_timeout))
            if self.wait(message, 10) is None:
                raise KernelGone(stopped)
            raise stopped
        answer = reply.get("user_expressions", {}).get("answer", {})
        if answer.get("status") != "ok":
            if answer.get("ename") == "KeyboardInterrupt":
                raise NoAnswer("timeout", TIMEOUT.format(seconds=self.ask_timeout))
            raise NoAnswer("error", UNREADABLE)
        text = answer.get("data", {}).get("text/plain")
        return text if isinstance(text, str) else ""

    def wait(self, message: str, seconds: float) -> dict | None:
        """The content of the reply to ``message``, or None after ``seconds``."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                reply = run_sync(self.kc.shell_channel.get_msg)(timeout=min(left, 1.0))
            except Empty:
                if not run_sync(self.km.is_alive)():
                    raise KernelGone(NoAnswer("killed", ENDED)) from None
                continue
            if reply["parent_header"].get("msg_id") == message:
                return reply["content"]
        return None


def verdict_outputs(verdict: Verdict) -> list:
    """What the test cell shows: the verdict, then the points where nbgrader looks for them."""
    data = {"text/plain": str(verdict), "text/html": verdict._repr_html_()}
    points = {"text/plain": str(verdict.score)}
    return [
        new_output("display_data", data),
        new_output("execute_result", points, execution_count=None),
    ]
