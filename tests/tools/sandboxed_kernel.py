"""A sandboxed kernel that a test talks to."""

import contextlib
import os

from jupyter_client.manager import KernelManager

from tools.sandbox.kernels import Kernels, settings


@contextlib.contextmanager
def kernel(kernels: Kernels, monkeypatch, lesson="04-embedding-loss"):
    """A kernel of ``kernels`` as a function: code in, what it prints (and its error) out."""
    kernels.ready()
    monkeypatch.setenv("JUPYTER_PATH", kernels.jupyter_path)
    with kernels.connection() as folder:
        manager = KernelManager(**settings(lesson, folder))
        manager.start_kernel(stdout=os.open(os.devnull, os.O_WRONLY), stderr=2)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=120)
            yield lambda code: _printed(client, code)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def _printed(client, code: str) -> str:
    parts = []

    def keep(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            parts.append(content["text"])
        elif message["msg_type"] == "error":
            parts.append(f"{content['ename']}: {content['evalue']}")

    client.execute_interactive(code, output_hook=keep, timeout=120)
    return "".join(parts).strip()
