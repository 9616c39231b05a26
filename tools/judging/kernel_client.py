"""Jupyter's client without the fifth of a second in which it listens for outputs of nobody."""

import contextlib
import math
import time
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient


class KernelClient(AsyncKernelClient):
    """Outputs that come before the first cell belong to no cell, so nobody waits for them."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return once the kernel has answered and its channel of outputs is connected.

        Raises:
            RuntimeError: it died, or did not answer in ``timeout`` seconds.
        """
        deadline = time.monotonic() + (timeout or math.inf)
        while time.monotonic() < deadline:
            self.kernel_info()
            with contextlib.suppress(Empty):
                reply = await self.shell_channel.get_msg(timeout=1)
                if reply["msg_type"] == "kernel_info_reply":
                    await self.iopub_channel.get_msg(timeout=0.2)
                    self._handle_kernel_info_reply(reply)
                    return
            if not await self._async_is_alive():
                raise RuntimeError("the kernel died before it was ready")
        raise RuntimeError(f"the kernel was not ready after {timeout} seconds")
