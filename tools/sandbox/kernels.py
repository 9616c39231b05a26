"""Sandboxed kernels for Jupyter, for one batch of submissions."""

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import lessons
from tools.sandbox import library, limits, start_kernel, wall

START_SECONDS = 180  # the imports of the warm process may take
SHIPPED = ("wire.py", "answering.py", "library_watch.py")
STUB = '''"""What is left of the grader inside the sandbox: nothing that knows a right answer."""


class CheckFailed(AssertionError):
    """Never raised here."""


def check(*_arguments, **_keywords):
    """The judge checks outside; here nothing happens."""


guess = check
'''


class SandboxError(RuntimeError):
    """The sandbox does not start; the message says what was tried."""


class Kernels:
    """A folder for JUPYTER_PATH with a kernel for each lesson, and what stands behind them.

    Args:
        kind: "none", "cold" or "warm" (see ``start_kernel``).

    Use it as a context manager: at its end every process and file of it is gone.
    """

    def __init__(self, kind: str):
        self.kind = kind
        self.process: subprocess.Popen | None = None
        self._starting = threading.Lock()

    def __enter__(self):
        remove_stale_folders()
        # The warm process ends with the thread that started it; the callers' may end any time.
        self._starter = ThreadPoolExecutor(1, "sandbox")
        # In the system's temporary folder, as socket paths must be short.
        self.folder = Path(tempfile.mkdtemp(prefix=f"w2v-{os.getpid()}-"))
        self.folder.chmod(0o711)
        self.stub, self.libraries = self.folder / "stub", self.folder / "libraries"
        self.connections, self.door = self.folder / "k", self.folder / "door"
        self.socket, self.log = self.door / "warm", self.folder / "warm.log"
        for folder in (self.connections, self.door):
            folder.mkdir(mode=0o711)
        start_kernel.give_to_sandbox(str(self.door))
        self._write_stub()
        for lesson in lessons.names():
            library.write(lesson, self.libraries / lesson / "w2vlib")
            self._write_kernel(lesson)
        return self

    def __exit__(self, *_):
        if self.process:
            self.process.kill()
            self.process.wait()
        self._starter.shutdown()
        limits.sweep()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the warm process, if there should be one and there is none; don't wait for it."""
        if self.kind == "warm" and (self.process is None or self.process.poll() is not None):
            self._starter.submit(self._start).result()

    def _start(self) -> None:
        self.socket.unlink(missing_ok=True)
        program = [sys.executable, "-m", "inside.warm_process", str(self.socket)]
        modules = start_kernel.modules(str(self.stub))
        modules += [(str(self.libraries), "libraries"), (str(self.stub / "w2vlib"), "w2vlib")]
        command = wall.command(
            program,
            [str(self.door)],
            modules,
            may_divide=True,
            read_only=[str(self.connections)],
        )
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )

    def ready(self) -> None:
        """Wait until kernels can be had; start the warm process anew if it has ended.

        Raises:
            SandboxError: it does not start.
        """
        if self.kind != "warm":
            return
        with self._starting:
            self.start()
            deadline = time.monotonic() + START_SECONDS
            while not self.socket.exists():
                if self.process.poll() is not None or time.monotonic() > deadline:
                    said = self.log.read_text(errors="replace").strip().split("\n")[-1][:300]
                    raise SandboxError(f"the sandbox's warm process does not start: {said}")
                time.sleep(0.02)

    @contextlib.contextmanager
    def connection(self) -> Iterator[Path]:
        """A folder for one kernel: the connection file and its sockets.

        The kernel may not write there: it would reach the host's disk, and a link in place of the
        connection file would be followed by whoever writes that file anew.
        """
        folder = self.connections / secrets.token_hex(4)
        folder.mkdir(mode=0o711)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _write_stub(self) -> None:
        package = self.stub / "grader_tests"
        package.mkdir(parents=True)
        (self.stub / "w2vlib").mkdir()  # where a kernel shows its lesson's copy
        (package / "__init__.py").write_text(STUB, "utf-8")
        for name in SHIPPED:
            shutil.copy(start_kernel.ROOT / "grader_tests" / name, package)

    def _write_kernel(self, lesson: str) -> None:
        kernel = self.folder / "jupyter" / "kernels" / name(lesson)
        kernel.mkdir(parents=True)
        command = [sys.executable, "-I", start_kernel.__file__, self.kind, str(self.socket)]
        command += [str(self.stub), str(self.libraries / lesson), "{connection_file}"]
        specification = {
            "argv": command,
            "display_name": name(lesson),
            "language": "python",
            "interrupt_mode": "signal" if self.kind == "none" else "message",
        }
        (kernel / "kernel.json").write_text(json.dumps(specification), "utf-8")

    @property
    def jupyter_path(self) -> str:
        """Where Jupyter finds these kernels: its ``JUPYTER_PATH``."""
        return str(self.folder / "jupyter")


def name(lesson: str) -> str:
    """The name of the kernel in which a lesson's submissions run."""
    return f"w2v-sandbox-{lesson}"


def settings(lesson: str, connection: Path) -> dict[str, str]:
    """What Jupyter's kernel manager is told, so that it needs no network; see ``connection``."""
    return {
        "kernel_name": name(lesson),
        "transport": "ipc",
        "connection_file": str(connection / "kernel.json"),
        "ip": str(connection / "kernel"),
    }


def remove_stale_folders() -> None:
    """Remove what runs left that were killed."""
    for folder in Path(tempfile.gettempdir()).glob("w2v-*-*"):
        process = folder.name.split("-")[1]
        own = not folder.is_symlink() and folder.stat().st_uid == os.geteuid()
        if own and process.isdigit() and not Path("/proc", process).exists():
            shutil.rmtree(folder, ignore_errors=True)
