"""A JupyterLab that a test drives in a browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("course", "solutions", "grader_tests", "tools", "w2vlib")
LAB = (sys.executable, "-P", "-m", "tools.lab")


class Served:
    """A JupyterLab on a copy of the project: what is done there must not change the original."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.project = folder / "project"
        self.course = self.project / "course"
        for name in PARTS:
            shutil.copytree(ROOT / name, self.project / name)
        for name in ("nbgrader_config.py", "pyproject.toml"):
            shutil.copy(ROOT / name, self.project)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        path = os.pathsep.join([str(self.project), str(ROOT)])
        variables = {**os.environ, "PYTHONPATH": path, "HOME": str(folder)}  # nobody's settings
        del variables["PYTEST_CURRENT_TEST"]  # a kernel that sees it behaves otherwise
        self.log_path = folder / "log"
        with self.log_path.open("w") as log:
            self.process = subprocess.Popen(
                [*LAB, "--no-browser", f"--port={self.port}", *options],
                env=variables,
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def address(self, path: str = "") -> str:
        """Return the address that it prints, once it does, or the one of another `path` of it."""
        pattern = rf"(http://127\.0\.0\.1:{self.port})(/lab\S*)(\?token=\w+)"
        found = wait_for(lambda: re.search(pattern, self.log_path.read_text()), 60)
        return f"{found[1]}{path or found[2]}{found[3]}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def wait_for(look, seconds: float):
    """Return what `look` finds, as soon as it finds something."""
    limit = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < limit, f"nothing after {seconds} s"
        time.sleep(0.3)
    return found
