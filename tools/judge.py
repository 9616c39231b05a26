"""The trusted judge: an nbgrader preprocessor that compares answers outside the student's process.

It stands in the place of nbgrader's ``Execute``. The student's own cells run in the kernel; a
test cell is not executed. Instead the kernel gets inputs and is asked for answers.
"""

import base64
import binascii
import re
import secrets
import time
from queue import Empty

import zmq
from jupyter_client import KernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade
from traitlets import Integer

from grader_tests import registry, wire
from grader_tests.delegation import called, delegation
from grader_tests.exercise import Choice, Exercise
from grader_tests.judging import NOT_ATTEMPTED, UNREADABLE, NoAnswer, failed, judge
from grader_tests.library_watch import LibraryCalled
from grader_tests.verdict import Verdict
from tools.building.cell_names import TEST, name_of
from tools.judging import experiments
from tools.judging.kernel_client import NO_MESSAGE
from tools.judging.output_budget import OutputBudget, tidy_error

BASE64 = re.compile(r"'([A-Za-z0-9+/=]*)'")
TIMEOUT = "It was stopped after {seconds} seconds. Look for a loop that never ends."
LEFT_OUT = "This experiment is not run for grading. Nothing that is graded needs it.\n"
MAX_RESTARTS = 20
MAX_UNREAD = 10_000  # messages; a kernel may send them for ever
ANSWERS_WITHIN = 20  # seconds in which a kernel with nothing to do answers
ENDED = "Python itself ended here, so nothing could be checked. Look for exit() and for memory."
MAX_MESSAGE = 80 * 1024**2  # bytes; a kernel that sends more is cut off


class KernelGone(Exception):
    """The kernel ended, or it can't be interrupted; ``because`` is what the exercise gets."""

    def __init__(self, because: NoAnswer):
        super().__init__(because.message)
        self.because = because


class Judge(Execute):
    """Runs a submission; the verdicts of its test cells are in ``verdicts`` afterwards.

    ``own_seconds`` is the time that the student's own code took: cells and answers.
    """

    ask_timeout = Integer(120, help="seconds in which a function must answer").tag(config=True)
    seed = Integer(0, help="draws the inputs of an earlier judgement again").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict, km: KernelManager | None = None
    ) -> tuple:
        """Run and judge a whole notebook; nbgrader's way to start."""
        self.seed = self.seed or secrets.randbelow(2**31 - 1) + 1
        self.verdicts: list[Verdict] = []
        self.failed_cells: dict[str, tuple[str, str]] = {}  # grade_id -> (state, message)
        self.lost: tuple[str, str] | None = None  # once the kernel is gone for good
        self.ran: list[tuple[str, str]] = []  # (grade_id, source) of what the kernel has executed
        self.restarts = 0
        self.own_seconds = 0.0
        self.sources: dict[str, str] = {}
        self.budget = OutputBudget()
        self.lesson = resources["nbgrader"]["notebook"]
        self.left_out = experiments.left_out(nb.cells, self.lesson)
        return super().preprocess(nb, resources, km)

    def create_kernel_manager(self) -> KernelManager:
        """One that hears no message beyond a size."""
        km = super().create_kernel_manager()
        km.context.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE)
        return km

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple:
        """Judge a test cell, run any other."""
        if is_grade(cell):
            verdict = self.verdict(name_of(cell))
            self.verdicts.append(verdict)
            cell.outputs = verdict_outputs(verdict)
            return cell, resources
        if index in self.left_out:
            cell.outputs = [new_output("stream", name="stdout", text=LEFT_OUT)]
        elif cell.cell_type == "code" and cell.source.strip():
            started = time.monotonic()
            self.run_student_cell(cell, resources, index)
            self.own_seconds += time.monotonic() - started
        return cell, resources

    def run_student_cell(self, cell: NotebookNode, resources: dict, index: int) -> None:
        """Execute one of the student's cells; remember why it failed, if it did."""
        name = name_of(cell)
        self.sources[name] = cell.source
        if self.lost:
            return
        self.budget.open(cell)
        try:
            super().preprocess_cell(cell, resources, index)
            self.make_sure_of_the_kernel()
        except (DeadKernelError, KernelGone):
            self.failed_cells[name] = ("killed", ENDED)
            self.revive(name)
        except CellTimeoutError:
            self.failed_cells[name] = ("timeout", TIMEOUT.format(seconds=self.timeout))
            self.revive(name)
        except NO_MESSAGE:
            self.failed_cells[name] = ("error", UNREADABLE)
        else:
            self.ran.append((name, cell.source))
        for output in cell.outputs:
            if output.output_type == "error":
                output.update(tidy_error(output))
                self.failed_cells.setdefault(name, self.reason(output, cell.source))

    def make_sure_of_the_kernel(self) -> None:
        """Raises KernelGone for a cell after which nothing can be run, ``quit()`` for example."""
        ends = {
            "ends": "get_ipython().exit_now"
        }  # it answers for a moment after it was told to end
        message = self.kc.execute("", silent=True, store_history=False, user_expressions=ends)
        reply = self.wait(message, ANSWERS_WITHIN)
        answer = _part(_part(reply, "user_expressions"), "ends")
        if reply is None or _part(answer, "data").get("text/plain") == "True":
            raise KernelGone(NoAnswer("killed", ENDED))

    def process_message(
        self, msg: dict, cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Outputs beyond the budget are dropped as they come, before they fill the memory."""
        return super().process_message(self.budget.within(msg), cell, cell_index)

    def reason(self, output: NotebookNode, source: str) -> tuple[str, str]:
        """(state, message) for the error with which a cell stopped."""
        if output.ename in ("CellTimeoutError", "KeyboardInterrupt"):
            return "timeout", TIMEOUT.format(seconds=self.timeout)
        if output.ename == "NotImplementedError" and output.ename in source:
            return "not attempted", NOT_ATTEMPTED
        if output.ename == LibraryCalled.__name__:
            return "delegated", called(output.evalue)
        return "error", f"Your cell stopped with {output.ename}: {output.evalue}"[:500]

    def revive(self, culprit: str) -> None:
        """Start the kernel anew and rerun all cells but the exercise that ended it.

        Raises:
            RuntimeError: no kernel starts, which is no fault of the student's.
        """
        self.restarts += 1
        self.ran = [(name, source) for name, source in self.ran if not name or name != culprit]
        if self.restarts > MAX_RESTARTS:
            self.lost = ("killed", ENDED)
            return
        run_sync(self.km.restart_kernel)(now=True)
        run_sync(self.kc.wait_for_ready)(timeout=self.startup_timeout)
        try:
            for _, source in self.ran:
                message = self.kc.execute(source, silent=True, store_history=False)
                if self.wait(message, self.timeout) is None:
                    self.lost = ("timeout", TIMEOUT.format(seconds=self.timeout))
                    return
        except KernelGone:  # it ended again
            self.lost = ("killed", ENDED)

    def verdict(self, test_id: str) -> Verdict:
        """What is said of the exercise of a test cell."""
        scaffold_id = test_id.removeprefix(TEST)
        exercise = registry.find(f"{self.lesson[:2]}.{scaffold_id}")
        library = delegation(self.sources.get(scaffold_id, ""), exercise)
        if library:
            return failed(exercise, "delegated", library)

        def ask(cases):
            started = time.monotonic()
            try:
                return self.ask(exercise, cases)
            except KernelGone as reason:
                self.revive(scaffold_id)
                raise reason.because from None
            except NoAnswer as reason:
                if reason.state == "error" and scaffold_id in self.failed_cells:
                    raise NoAnswer(*self.failed_cells[scaffold_id]) from None
                raise
            finally:
                self.own_seconds += time.monotonic() - started

        return judge(exercise, ask, self.seed)

    def ask(self, exercise: Exercise | Choice, cases: list) -> list:
        """The answers of the student's function, as ``answering.answer_cases`` gives them."""
        if self.lost:
            raise NoAnswer(*self.lost)
        name = exercise.answer_name
        question = wire.encode(
            {
                "name": name,
                "probe": exercise.probe,
                "cases": cases,
            }
        )
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
        answer = _part(_part(reply, "user_expressions"), "answer")
        if answer.get("status") != "ok":
            if answer.get("ename") == "KeyboardInterrupt":
                raise NoAnswer("timeout", TIMEOUT.format(seconds=self.ask_timeout))
            raise NoAnswer("error", UNREADABLE)
        text = _part(answer, "data").get("text/plain")
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
            except NO_MESSAGE:
                continue
            if _part(reply, "parent_header").get("msg_id") == message:
                self.drop_unread()
                return _part(reply, "content")
        return None

    def drop_unread(self) -> None:
        """Forget what nobody reads: ZeroMQ keeps 1,000 messages and then loses the newest."""
        for _ in range(MAX_UNREAD):
            try:
                run_sync(self.kc.iopub_channel.get_msg)(timeout=0)
            except Empty:
                return
            except NO_MESSAGE:
                continue


def _part(message, key: str) -> dict:
    """A part of a message that should be a dict; a kernel may send anything."""
    part = message.get(key) if isinstance(message, dict) else None
    return part if isinstance(part, dict) else {}


def verdict_outputs(verdict: Verdict) -> list:
    """What the test cell shows: the verdict, then the points where nbgrader looks for them."""
    data = {"text/plain": str(verdict), "text/html": verdict._repr_html_()}
    points = {"text/plain": str(verdict.score)}
    return [
        new_output("display_data", data),
        new_output("execute_result", points, execution_count=None),
    ]
