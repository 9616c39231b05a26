"""System users for a test that is root: a teacher and two students, made and removed by it.

They see the file system as it is, but for folders above the project and its Python that are
closed to all but root (root's home often is): those are replaced by ones in which nothing but the
project and its Python is to be seen.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")  # tests that run at once share no users
TEACHER, ANN, BOB = NAMES = tuple(f"w2vtest{WORKER}-{who}" for who in ("teacher", "ann", "bob"))


@contextlib.contextmanager
def made() -> Iterator["People"]:
    """Make the users, with homes in a folder of their own; take both away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="w2v-people-"))
    folder.chmod(0o755)
    remove_users()  # of a test that was killed
    try:
        for name in NAMES:
            home = folder / name
            subprocess.run(["useradd", "--no-create-home", "--home-dir", home, name], check=True)
            home.mkdir(mode=0o700)
            shutil.chown(home, name, name)
        yield People(folder)
    finally:
        remove_users()
        shutil.rmtree(folder, ignore_errors=True)


def remove_users() -> None:
    for name in NAMES:
        subprocess.run(["userdel", "--force", name], capture_output=True)


class People:
    """``exchange`` is nbgrader's exchange, ``settings`` holds what everybody's nbgrader reads."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.exchange, self.settings = folder / "exchange", folder / "settings"
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        self.settings.mkdir()
        lines = ["c = get_config()", 'c.CourseDirectory.course_id = "w2v"']
        lines += [f'c.Exchange.root = "{self.exchange}"', ""]
        (self.settings / "nbgrader_config.py").write_text("\n".join(lines))

    def home(self, name: str) -> Path:
        return self.folder / name

    def own(self, path: Path, name: str) -> None:
        """Give what root has put there to its owner."""
        for place in [path, *path.rglob("*")]:
            shutil.chown(place, name, name)

    def run(self, name: str, *command: str, at: Path | None = None) -> subprocess.CompletedProcess:
        """Run a command as one of them, in their home or in the folder ``at``."""
        user = ["setpriv", f"--reuid={name}", f"--regid={name}", "--clear-groups"]
        return subprocess.run(
            [*reachable(), *user, "--inh-caps=-all", "--", *command],
            cwd=at or self.home(name),
            env=self.environment(name),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )

    def nbgrader(self, name: str, *arguments: str, at: Path | None = None) -> str:
        """Run one of nbgrader's commands; what it said."""
        done = self.run(name, sys.executable, "-m", "nbgrader", *arguments, at=at)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def environment(self, name: str) -> dict[str, str]:
        return {
            "HOME": str(self.home(name)),
            "USER": name,
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "PYTHONPATH": str(ROOT),
            "JUPYTER_CONFIG_PATH": str(self.settings),
        }


def reachable() -> list[str]:
    """The beginning of a command line: what follows is run by root, and others can reach it."""
    wanted = (str(ROOT), sys.prefix, sys.base_prefix)
    closed = {place for path in wanted if (place := closed_above(Path(path)))}
    # What is started ends with the command. (bwrap's own /proc would let no sandbox start inside.)
    view = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--"]
    view += ["bwrap", "--die-with-parent", "--cap-add", "ALL", "--dev-bind", "/", "/"]
    for place in sorted(closed):
        view += ["--perms", "0755", "--tmpfs", str(place)]
    for path in map(Path, dict.fromkeys(wanted)):
        if any(path.is_relative_to(place) for place in closed):
            for folder in reversed(path.parents):
                if any(folder.is_relative_to(place) for place in closed):
                    view += ["--perms", "0755", "--dir", str(folder)]
            view += ["--bind", str(path), str(path)]
    return [*view, "--"]


def closed_above(path: Path) -> Path | None:
    """The highest folder above ``path`` that only its owner may enter."""
    above = reversed(path.resolve().parents)
    return next((place for place in above if not place.stat().st_mode & 0o001), None)
