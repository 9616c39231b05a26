"""The course's own Python environment `.venv`: looked at, made, brought up to date.

Uses the standard library only, for it runs before anything is installed. What `.venv` holds is
written down in a stamp file inside it; the stamp says "not finished" for as long as an installer
is at work, so that an interrupted set-up is seen whatever interrupted it.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, NamedTuple

SUPPORTED = ("3.11", "3.12", "3.13")
STAMP, LOCK, LOG = "course-setup.json", "course-setup.lock", "course-setup.log"
LOCKED_VERSIONS = "requirements.lock"


class SetupError(Exception):
    """The environment could not be set up; the message says why and what to do."""


@dataclass
class Stamp:
    """What was installed, from which files, by which Python, for a project in which folder."""

    finished: bool
    root: str
    python: str  # "3.12": packages are good for any patch version
    fingerprint: str
    extras: list[str]


class Finding(NamedTuple):
    """The state of an environment, a sentence about it, and the stamp if there is one."""

    state: str
    sentence: str
    stamp: Stamp | None = None


# States that an installer cannot mend in place: what is there may be half of something.
AFRESH = {"absent", "unfinished", "broken", "moved"}


def folder(root: Path) -> Path:
    """Return the environment's folder."""
    return root / ".venv"


def python_in(root: Path) -> Path:
    """Return where the environment's Python is, or would be."""
    windows = os.name == "nt"
    return folder(root) / ("Scripts/python.exe" if windows else "bin/python")


def fingerprint(root: Path) -> str:
    """Return a hash of everything that decides what is installed.

    Parts of `pyproject.toml` that install nothing (the linter's settings, say) do not count.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    about, tools = project["project"], project.get("tool", {})
    parts = [
        project.get("build-system"),
        about.get("requires-python"),
        about.get("dependencies"),
        about.get("optional-dependencies"),
        tools.get("setuptools"),
    ]
    text = json.dumps(parts, sort_keys=True).encode()
    return hashlib.sha256((root / LOCKED_VERSIONS).read_bytes() + text).hexdigest()


def with_included(root: Path, extras: Iterable[str]) -> set[str]:
    """Return `extras` and those that they include, as `test` includes `instructor`."""
    about = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = about.get("optional-dependencies", {})
    found: set[str] = set()
    waiting = list(extras)
    while waiting:
        extra = waiting.pop()
        if extra in found:
            continue
        found.add(extra)
        for requirement in optional.get(extra, []):
            own = re.match(re.escape(about["name"]) + r"\[(.*?)\]", requirement)
            waiting += [name.strip() for name in own[1].split(",")] if own else []
    return found


def read_stamp(root: Path) -> Stamp | None:
    """Return the stamp, or None where there is none; a damaged one counts as not finished."""
    try:
        text = (folder(root) / STAMP).read_text(encoding="utf-8")
    except OSError:
        return None
    try:
        return Stamp(**json.loads(text))
    except (ValueError, TypeError):
        return Stamp(False, str(root), "", "", [])


def write_stamp(root: Path, stamp: Stamp) -> None:
    """Write the stamp, whole or not at all."""
    path = folder(root) / STAMP
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(asdict(stamp), indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def version_of(python: Path) -> str | None:
    """Return the version of a Python as '3.12', or None if it does not start."""
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [str(python), "-I", "-S", "-c", question], capture_output=True, text=True
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def examine(root: Path, extras: Iterable[str] = ()) -> Finding:
    """Say in which state the environment is for somebody who needs `extras`."""
    stamp = read_stamp(root)
    version = version_of(python_in(root))
    if stamp is None and version is None:
        return Finding("absent", "There is no environment yet.")
    if stamp is None:
        return Finding("foreign", f".venv was made by other means, with Python {version}.")
    if not stamp.finished:
        return Finding("unfinished", "An earlier set-up of .venv did not finish.", stamp)
    if version is None:
        return Finding("broken", "The Python that .venv was made with is gone.", stamp)
    if version != stamp.python:
        return Finding("broken", f"Python {stamp.python} became {version} under .venv.", stamp)
    if stamp.root != str(root):
        return Finding("moved", f".venv was made for {stamp.root}.", stamp)
    if stamp.fingerprint != fingerprint(root):
        return Finding("outdated", f"{LOCKED_VERSIONS} or pyproject.toml changed.", stamp)
    lacking = with_included(root, extras) - with_included(root, stamp.extras)
    if lacking:
        names = ", ".join(sorted(lacking & set(extras)) or sorted(lacking))
        return Finding("incomplete", f".venv does not have the part {names!r} yet.", stamp)
    return Finding("ready", ".venv is up to date.", stamp)


def prepare(root: Path, extras: Iterable[str] = ()) -> Path:
    """Return the Python of an environment with exactly the locked versions, made if need be.

    Raises SetupError, with a message for the user, if that is not possible.
    """
    if examine(root, extras).state == "ready":
        return python_in(root)
    try:
        folder(root).mkdir(exist_ok=True)
        with only_one(root) as lock:
            finding = examine(root, extras)  # another process may have been faster
            if finding.state != "ready":
                set_up(root, extras, finding, lock)
    except OSError as error:
        raise SetupError(trouble_with_disk(error, root)) from error
    except KeyboardInterrupt:
        say("Stopped. Run the command again to set the environment up.")
        raise
    return python_in(root)


def set_up(root: Path, extras: Iterable[str], finding: Finding, lock: IO[bytes]) -> None:
    """Bring the environment from the state `finding` to ready. The caller holds `lock`."""
    started = time.monotonic()
    before = finding.stamp
    afresh = finding.state in AFRESH
    version = f"{sys.version_info[0]}.{sys.version_info[1]}" if afresh else None
    version = version or version_of(python_in(root)) or ""
    if version not in SUPPORTED:
        raise SetupError(
            f"The folder .venv was made with Python {version}, but the course needs "
            f"{' or '.join(SUPPORTED)}. Delete or rename .venv and run the command again."
        )
    wanted = sorted({*extras, *(before.extras if before else ())})
    stamp = Stamp(False, str(root), version, fingerprint(root), wanted)
    say(f"{finding.sentence} {'Setting it up' if afresh else 'Bringing it up to date'} ...")
    if afresh and folder(root).is_symlink():
        raise SetupError(
            f".venv is a link to {folder(root).resolve()}, which setting up would empty. Remove "
            "the link and run the command again."
        )
    if afresh:
        say("This is done once and needs the network: TensorFlow alone is several hundred MB.")
        empty(root)
    write_stamp(root, stamp)
    with (folder(root) / LOG).open("w", encoding="utf-8") as log:
        for command in installer_commands(root, wanted, afresh):
            code, output = run_logged(command, root, log, lock)
            if code != 0:
                kind, sentence = explain(output, command, code)
                if kind == "network" and before and not afresh:
                    write_stamp(root, before)  # nothing was changed: it failed at looking
                raise SetupError(f"{sentence} The installer's log: {folder(root) / LOG}")
    stamp.finished = True
    write_stamp(root, stamp)
    say(f"The environment is ready ({time.monotonic() - started:.0f} s).")


def empty(root: Path) -> None:
    """Remove what is in the environment's folder, but not the lock that this process holds."""
    for entry in folder(root).iterdir():
        if entry.name == LOCK:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def installer_commands(root: Path, extras: list[str], afresh: bool) -> list[list[str]]:
    """Return the commands that make the environment: with uv where it is installed, else pip."""
    # Started from an activated .venv, sys.executable would be about to be deleted.
    base = getattr(sys, "_base_executable", None) or sys.executable
    python = str(python_in(root))
    target = f".[{','.join(extras)}]" if extras else "."
    what = ["--constraint", LOCKED_VERSIONS, "--editable", target]
    uv = shutil.which("uv")
    if uv:
        make = [uv, "venv", "--allow-existing", "--python", base, str(folder(root))]
        install = [[uv, "pip", "install", "--python", python, *what]]
    else:
        make = [base, "-m", "venv", str(folder(root))]
        install = [[python, "-m", "pip", "install", "--no-input", *what]]
        if not afresh and not has_pip(python):  # uv makes environments without pip
            install.insert(0, [python, "-m", "ensurepip"])
    return [make, *install] if afresh else install


def has_pip(python: str) -> bool:
    """Say whether an environment has pip."""
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def installer_variables() -> dict[str, str]:
    """Return the installer's environment variables: the user's, less those that lead astray."""
    astray = {"PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    # What builds this package has an exact version too. A relative name: pip splits at spaces.
    builder = {name: LOCKED_VERSIONS for name in ("PIP_BUILD_CONSTRAINT", "UV_BUILD_CONSTRAINT")}
    return {**kept, **builder, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUNBUFFERED": "1"}


def run_logged(
    command: list[str], root: Path, log: IO[str], lock: IO[bytes]
) -> tuple[int, list[str]]:
    """Run an installer, write what it says into `log`, and show that something happens.

    Returns its exit code and its last lines.
    """
    # The installer holds the lock as well: were this process killed, it would go on for a while,
    # and nobody else may begin before it has ended. (Windows locks belong to one process only.)
    inherited = {"pass_fds": (lock.fileno(),)} if os.name == "posix" else {}
    process = subprocess.Popen(
        command,
        cwd=root,
        env=installer_variables(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        **inherited,
    )
    lines: list[str] = []

    def listen() -> None:
        for line in process.stdout:
            lines.append(line.rstrip())
            with contextlib.suppress(OSError):  # a full disk must not stop the listening
                log.write(line)
                log.flush()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        show_progress(listener, lines)
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    return code, lines[-200:]


def show_progress(listener: threading.Thread, lines: list[str]) -> None:
    """Show the installer's last step until it ends: every second on a terminal, else rarely."""
    terminal = sys.stderr.isatty()
    started, shown = time.monotonic(), 0.0
    interesting = re.compile(r"\s*(Collecting|Download|Building|Install|Prepar|Using)")
    while listener.is_alive():
        listener.join(timeout=1.0)
        elapsed = time.monotonic() - started
        step = next((line for line in reversed(lines[:]) if interesting.match(line)), "")
        text = f"  {elapsed:4.0f} s  {step.strip()[:60]}"
        if terminal:
            print(f"\r{text:<72}", end="", file=sys.stderr, flush=True)
        elif elapsed - shown >= 15:
            shown = elapsed
            say(text)
    if terminal:
        print("\r" + " " * 72, end="\r", file=sys.stderr, flush=True)


NO_SPACE = ("No space left on device", "not enough space on the disk", "Errno 28", "os error 28")
NO_NETWORK = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "name resolution",
    "Network is unreachable",
    "Max retries exceeded",
    "(from versions: none)",
    "Failed to fetch",
    "error sending request",
    "dns error",
    "tcp connect error",
    "network was disabled",
    "ProxyError",
)
NO_VENV = ("ensurepip is not available", "No module named venv", "No module named ensurepip")


def explain(output: list[str], command: list[str], code: int) -> tuple[str, str]:
    """Return why an installer failed: a word for the kind, and a sentence that says what to do."""
    text = "\n".join(output)
    if any(sign in text for sign in NO_SPACE):
        return "space", no_space("here or in the folder for temporary files")
    if any(sign in text for sign in NO_NETWORK):
        return "network", (
            "The packages could not be fetched: no connection to the package registry. Check the "
            "network (and the registry or proxy pip is set to use) and run the command again."
        )
    if any(sign in text for sign in NO_VENV):
        return "venv", (
            "This Python cannot make environments; on Debian and Ubuntu that is mended by: "
            "sudo apt-get install python3-venv. Then run the command again."
        )
    last = next((line for line in reversed(output) if line.strip()), "it said nothing")
    program = Path(command[0]).stem if "pip" not in command else "pip"
    return "other", f"{program} failed (exit code {code}): {last.strip()}"


def no_space(where: str) -> str:
    """Return the sentence about a full disk."""
    return (
        f"There is no space left on the disk, {where}: the environment needs about 3 GB, and the "
        "downloads 1 GB more. Free some and run the command again."
    )


def trouble_with_disk(error: OSError, root: Path) -> str:
    """Return the sentence for an operation on files that failed in this very process."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return no_space(f"in {root}")
    return (
        f"The environment could not be written: {error}. Check that {folder(root)} is yours to "
        "write and that no program (JupyterLab, say) is using it, then run the command again."
    )


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[IO[bytes]]:
    """Hold the set-up's lock; wait while another process holds it."""
    with (folder(root) / LOCK).open("a+b") as lock:
        waiting = False
        while not try_lock(lock):
            if not waiting:
                say("Another set-up of the environment is at work; waiting for it to end ...")
            waiting = True
            time.sleep(0.2)
        yield lock  # closing the file lets go of it


def try_lock(lock: IO[bytes]) -> bool:
    """Take the lock if nobody has it. The system lets go of it whenever its holder ends."""
    try:
        if os.name == "nt":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def say(text: str) -> None:
    """Tell the user something, apart from what the verb itself prints."""
    print(text, file=sys.stderr, flush=True)
