"""Grading on other machines: the workers of a Dask cluster, through joblib's Dask backend."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator

from distributed import Client, rpc
from distributed.scheduler import KilledWorker
from joblib._dask import DaskDistributedBackend

from tools.grading import cluster_worker
from tools.grading.at_once import at_once
from tools.grading.course_fingerprint import fingerprint
from tools.grading.trouble import CannotGrade, Interrupted

CONNECT_SECONDS = 5
NO_WORKER_SECONDS = 60  # in which a worker that was lost may come back
START = "python tools/course.py cluster worker"


class Cluster:
    """The workers behind a scheduler.

    Args:
        address: the scheduler's, for example ``tcp://192.0.2.1:8786``.
        kind: of the ``Kernels`` that each worker starts.

    Raises:
        CannotGrade: by ``with``, if they can't grade.
    """

    def __init__(self, address: str, kind: str):
        self.address, self.kind = address, kind

    def __enter__(self):
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it is said here, shorter
        with contextlib.ExitStack() as stack:
            self.client = stack.enter_context(self._connect())
            self._check_workers()
            self.ending = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.ending.close()

    def _connect(self) -> Client:
        try:
            kind = asyncio.run(asyncio.wait_for(who_answers_at(self.address), CONNECT_SECONDS))
            if kind != "Scheduler":
                raise ValueError(f"a {kind.lower()} of Dask's answers there")
            return Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except Exception as error:  # anything may answer at an address
            said = first_line(error) or f"nothing answered within {CONNECT_SECONDS} seconds"
            raise CannotGrade(
                f"--scheduler: there is no scheduler at {self.address!r}: {said}. "
                "Start one: python tools/course.py cluster scheduler"
            ) from None

    def _check_workers(self) -> None:
        found = self.client.run(cluster_worker.unfit, self.kind, fingerprint(), on_error="return")
        if not found:
            raise CannotGrade(
                f"--scheduler: the scheduler at {self.address} has no workers. Start one on each "
                f"machine that should grade: {START} {self.address}"
            )
        reasons = {
            address: (
                f"it does not find the course. Start it by: {START} {self.address}"
                if "No module named 'tools" in str(reason)
                else first_line(reason)
            )
            for address, reason in found.items()
            if reason
        }
        if reasons:
            lines = [f"  {address}: {reason}" for address, reason in sorted(reasons.items())]
            raise CannotGrade("\n".join(["--scheduler: these workers can't grade:", *lines]))

    def answers(self, jobs: Iterable[dict], begun: Callable[[dict], None]) -> Iterator[dict]:
        """What ``Place.grade`` says of each job, as it comes.

        A job during which workers died, again and again, has no answer.

        Args:
            jobs: they are drawn as needed.
            begun: called with each job when it is sent to a worker.

        Raises:
            Interrupted: there is nobody to grade any more, or somebody who must not.
        """
        told = {"kind": self.kind, "course": fingerprint()}
        backend = Workers(client=self.client)
        backend.begun = begun
        for answer in at_once(
            cluster_worker.grade, (job | told for job in jobs), backend=backend, n_jobs=-1
        ):
            if answer is None:
                continue
            if "unfit" in answer:
                raise Interrupted(f"a worker that joined later can't grade: {answer['unfit']}")
            yield answer


class Workers(DaskDistributedBackend):
    """joblib's Dask backend, which else waits for ever for a job whose workers died."""

    def effective_n_jobs(self, n_jobs: int) -> int:
        """How many jobs there may be at once; joblib asks."""
        return max(2, super().effective_n_jobs(n_jobs))  # a single job joblib would do here

    begun: Callable[[dict], None]

    def submit(self, func: Callable, callback: Callable | None = None) -> object:
        """Send a job; joblib calls it when a worker is free."""
        ((_, (job,), _),) = func.items
        self.begun(job)
        return super().submit(func, callback)

    def start_call(self) -> None:
        """A batch of jobs begins."""
        super().start_call()
        self.client.loop.add_callback(self._watch)

    async def _collect(self) -> None:
        while self._continue:
            async for future, result in self.waiting_futures:
                if future.status == "error":
                    _, error, _ = result
                    result = [None] if isinstance(error, KilledWorker) else error
                self._results.pop(future).set_result(result)
                self._callbacks.pop(future)(result)
            await asyncio.sleep(0.01)

    async def _watch(self) -> None:
        """Give up when no worker comes back."""
        seen = time.monotonic()
        while self._continue:
            await asyncio.sleep(1)
            with contextlib.suppress(OSError):  # ``_collect`` hears of a lost scheduler
                if await self.client.scheduler.ncores():
                    seen = time.monotonic()
                elif time.monotonic() - seen > NO_WORKER_SECONDS:
                    error = f"there has been no worker for {NO_WORKER_SECONDS} seconds"
                    for callback in list(self._callbacks.values()):
                        callback(Interrupted(error))
                    return

    def retrieve_result_callback(self, out: object) -> object:
        """A job's answer, or what went wrong with the whole cluster."""
        if isinstance(out, Interrupted):
            raise out
        if isinstance(out, BaseException):
            raise Interrupted(first_line(out))
        return super().retrieve_result_callback(out)


async def who_answers_at(address: str) -> str:
    """Dask's name for what it is. ``Client`` would ask for longer, and complain at its end."""
    async with rpc(address) as asked:
        identity = await asked.identity()
    return identity["type"]


def first_line(said: object) -> str:
    """What an error says, short enough for a sentence."""
    return str(said).strip().split("\n")[0][:300].rstrip(".")
