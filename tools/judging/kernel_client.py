"""Jupyter's client without the fifth of a second in which it listens for outputs of nobody."""

import contextlib
import math
import time
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient

# A kernel may send anything; reading what is no message of Jupyter's raises one of these.
NO_MESSAGE = (AttributeError, KeyError, TypeError, ValueError)


class KernelClient(AsyncKernelClient):
    """Outputs that come before the first cell belong to no cell, so nobody waits for them.

    A kernel that was killed to be started anew may live for a moment longer, and answer. What it
    is told then is lost, so its answers do not count: each kernel has a session of its own.
    """

    kernel_session: str | None = None  # of the kernel that was ready last

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return once a new kernel has answered and its channel of outputs is connected.

        Raises:
            RuntimeError: it died, or did not answer in ``timeout`` seconds.
        """
        deadline = time.monotonic() + (timeout or math.inf)
        while time.monotonic() < deadline:
            self.kernel_info()
            with contextlib.suppress(Empty, *NO_MESSAGE):
                reply = await self.shell_channel.get_msg(timeout=1)
                session = reply["header"].get("session")
                if reply["msg_type"] == "kernel_info_reply" and session != self.kernel_session:
                    await self.iopub_channel.get_msg(timeout=0.2)
                    self._handle_kernel_info_reply(reply)
                    self.kernel_session = session
                    return
            if not await self._async_is_alive():
                raise RuntimeError("the kernel died before it was ready")
        raise RuntimeError(f"the kernel was not ready after {timeout} seconds")
