"""The kernel in which a student's code is graded: no network, nothing of the instructor's in sight.

``kernel_folder`` makes a Jupyter kernel whose command is this module; the module then replaces
itself by bubblewrap around the real kernel (or by the bare kernel, for ``none``).
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "w2v-sandbox"
KINDS = ("bwrap", "none")
MEMORY = 8 * 1024**3  # bytes of address space; TensorFlow takes about 2 GiB
SHIPPED = ("wire.py", "answering.py")
STUB = '''"""What is left of the grader inside the sandbox: nothing that knows a right answer."""


def check(*_arguments, **_keywords):
    """The judge checks outside; here nothing happens."""


guess = check
'''


def problem() -> str | None:
    """Why the sandbox can't start on this machine, or None if it does start."""
    if not sys.platform.startswith("linux"):
        return "the sandbox needs Linux (on Windows, WSL 2 counts)"
    program = shutil.which("bwrap")
    if program is None:
        return "bubblewrap is not installed"
    command = [program, "--unshare-all", "--ro-bind", "/", "/", "--dev", "/dev", "true"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap does not start: {error}"
    if done.returncode != 0:
        return f"bubblewrap does not start: {done.stderr.strip()}"
    return None


def kernel_folder(folder: Path, kind: str) -> Path:
    """Make the kernel and the stub of the grader in ``folder``; to be put on JUPYTER_PATH."""
    stub = folder / "stub" / "grader_tests"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text(STUB, "utf-8")
    for name in SHIPPED:
        shutil.copy(ROOT / "grader_tests" / name, stub)
    kernel = folder / "kernels" / NAME
    kernel.mkdir(parents=True)
    command = [sys.executable, str(Path(__file__).resolve()), kind, str(stub.parent)]
    kernel.joinpath("kernel.json").write_text(
        json.dumps(
            {
                "argv": [*command, "{connection_file}"],
                "display_name": NAME,
                "language": "python",
                "interrupt_mode": "message" if kind == "bwrap" else "signal",
            }
        ),
        "utf-8",
    )
    return folder


def kernel_command(kind: str, stub: str, connection_file: str) -> list[str]:
    """The command line that starts the kernel."""
    history = "--HistoryManager.hist_file=:memory:"
    kernel = [sys.executable, "-m", "ipykernel_launcher", "-f", connection_file, history]
    kernel += ["--IPKernelApp.capture_fd_output=False"]  # TensorFlow's log is no output of a cell
    return kernel if kind == "none" else [*limits(), *bubblewrap(stub, connection_file), *kernel]


def limits() -> list[str]:
    return [
        *("prlimit", f"--as={MEMORY}", "--nproc=256", "--fsize=67108864", "--nofile=512"),
        *("--core=0", "--cpu=900", "--"),
    ]


def bubblewrap(stub: str, connection_file: str) -> list[str]:
    command = ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns"]
    command += ["--die-with-parent", "--new-session", "--cap-drop", "ALL", "--hostname", "sandbox"]
    command += ["--uid", "65534", "--gid", "65534", "--clearenv"]
    command += ["--ro-bind", "/usr", "/usr"]
    for name in ("lib", "lib64", "bin", "sbin"):
        if Path("/", name).is_symlink():
            command += ["--symlink", f"usr/{name}", f"/{name}"]
        elif Path("/", name).exists():
            command += ["--ro-bind", f"/{name}", f"/{name}"]
    for path in ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts"):
        command += ["--ro-bind-try", path, path]
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--size", str(256 * 1024**2), "--tmpfs", "/tmp"]
    command += ["--size", str(64 * 1024**2), "--tmpfs", "/dev/shm"]
    for path in dict.fromkeys((sys.base_prefix, sys.prefix)):
        command += ["--ro-bind", path, path]
    for source in (Path(stub, "grader_tests"), ROOT / "w2vlib"):
        command += ["--ro-bind", str(source), f"/course/{source.name}"]
    connection = str(Path(connection_file).parent)
    command += ["--bind", connection, connection, "--dir", "/tmp/home", "--chdir", "/tmp/home"]
    for name, value in environment("/course", "/tmp/home").items():
        command += ["--setenv", name, value]
    return [*command, "--"]


def environment(course: str, home: str) -> dict[str, str]:
    """The environment of the kernel; nothing else of the grader's is handed on."""
    return {
        "HOME": home,
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": course,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
    }


def main(kind: str, stub: str, connection_file: str) -> None:
    command = kernel_command(kind, stub, connection_file)
    if kind == "none":
        os.environ.update(environment(f"{stub}:{ROOT}", os.environ.get("HOME", "/")))
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
