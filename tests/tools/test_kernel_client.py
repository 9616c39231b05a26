"""When the judge takes a kernel for ready."""

import asyncio
from queue import Empty
from types import SimpleNamespace

import pytest

from tools.judging.kernel_client import KernelClient


class Client(KernelClient):
    """Its kernels answer by sessions, one a second; outputs may be slow to come."""

    def __init__(self, sessions, outputs=()):
        self.sessions, self.outputs = list(sessions), list(outputs)

    @property
    def shell_channel(self):
        return SimpleNamespace(get_msg=self._reply)

    @property
    def iopub_channel(self):
        return SimpleNamespace(get_msg=self._output)

    async def _reply(self, timeout):
        session = self.sessions.pop(0)
        header = "forged" if session == "forged" else {"session": session}
        return {"msg_type": "kernel_info_reply", "header": header}

    async def _output(self, timeout):
        if self.outputs and self.outputs.pop(0) == "late":
            raise Empty

    async def _async_is_alive(self):
        return bool(self.sessions)

    def kernel_info(self): ...

    def _handle_kernel_info_reply(self, reply): ...


def ready(client):
    asyncio.run(client.wait_for_ready(timeout=5))
    return client


def test_the_answer_of_a_kernel_that_was_killed_does_not_count_for_the_next():
    client = ready(Client(["first", "first", "first", "second", "third"]))
    assert ready(client).kernel_session == "second"
    assert client.sessions == ["third"]


def test_what_is_no_message_is_passed_over():
    assert ready(Client(["forged", "first", "next"])).kernel_session == "first"


def test_a_kernel_whose_outputs_come_late_is_asked_again():
    assert ready(Client(["first"] * 3, ["late", "there"])).sessions == ["first"]


def test_a_kernel_that_died_is_told():
    with pytest.raises(RuntimeError, match="died before it was ready"):
        ready(ready(Client(["first", "first"])))
