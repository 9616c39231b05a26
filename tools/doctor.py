"""What this machine has and what it lacks for the course: `python tools/course.py doctor`.

Needs only the standard library; what is installed in `.venv` is asked of its own Python.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tools import environment
from tools.sandbox import problem as sandbox_problem

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Finding(NamedTuple):
    """One line of the report; `mend` is the command that helps, empty where nothing is amiss."""

    name: str
    ok: bool
    found: str
    mend: str = ""


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def find_postgresql() -> str | None:
    """Return the folder of PostgreSQL's server programs, or None."""
    # Debian keeps them apart by version, and off the path.
    debian = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
    found = str(debian) if debian else shutil.which("initdb")
    return str(Path(found).resolve().parent) if found else None


def install_command(package: str) -> str:
    """Return how this system installs a package of its own."""
    managers = {
        "apt-get": "sudo apt-get install {}",
        "dnf": "sudo dnf install {}",
        "pacman": "sudo pacman -S {}",
        "zypper": "sudo zypper install {}",
        "brew": "brew install {}",
    }
    found = next((name for name in managers if shutil.which(name)), None)
    return managers[found].format(package) if found else f"install {package}"


def part_command(extra: str) -> str:
    """Return the command, for the course's folder, that installs an optional part of it."""
    python = environment.python_in(ROOT).relative_to(ROOT)
    pip = "uv pip install --python" if shutil.which("uv") else ""
    installer = f"{pip} {python}" if pip else f"{python} -m pip install"
    return f"{installer} -c {environment.LOCKED_VERSIONS} -e '.[{extra}]'"


def check_python() -> Finding:
    """Say which Python runs this."""
    return Finding("Python", True, f"{platform.python_version()} at {sys.executable}")


def check_environment() -> Finding:
    """Say what state `.venv` is in."""
    finding = environment.examine(ROOT)
    parts = finding.stamp.extras if finding.stamp else []
    with_parts = f" Parts besides the learner's: {', '.join(parts)}." if parts else ""
    if finding.state == "ready":
        return Finding("environment", True, finding.sentence + with_parts)
    # Any verb that needs it mends it; this one also only explains itself.
    mend = "python tools/course.py lab"
    return Finding("environment", False, finding.sentence + with_parts, mend)


ASK = """
import json
from importlib.metadata import PackageNotFoundError, version
found = {}
for name in ("tensorflow", "jupyterlab", "nbgrader", "gensim"):
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        pass
if "tensorflow" in found:
    import tensorflow as tf
    details = tf.config.experimental.get_device_details
    gpus = tf.config.list_physical_devices("GPU")
    found["gpus"] = [details(gpu).get("device_name", gpu.name) for gpu in gpus]
print("\\n" + json.dumps(found))
"""


def ask_environment() -> dict:
    """Return versions and GPUs as the environment's own Python sees them; {} if it cannot say."""
    variables = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [str(environment.python_in(ROOT)), "-c", ASK]
    try:
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=300)
        return json.loads(done.stdout.splitlines()[-1])
    except (OSError, subprocess.TimeoutExpired, ValueError, IndexError):
        return {}


def check_packages(facts: dict) -> list[Finding]:
    """Say which TensorFlow and JupyterLab are installed."""
    findings = []
    for name, title in (("tensorflow", "TensorFlow"), ("jupyterlab", "JupyterLab")):
        if name in facts:
            findings.append(Finding(title, True, facts[name]))
        else:
            findings.append(Finding(title, False, "not installed", "python tools/course.py lab"))
    return findings


def check_gpu(facts: dict) -> Finding:
    """Say which GPUs TensorFlow uses; a machine without one lacks nothing."""
    if facts.get("gpus"):
        return Finding("GPU", True, ", ".join(facts["gpus"]))
    if shutil.which("nvidia-smi") is None:
        return Finding("GPU", True, "none; the processor is enough for every lesson")
    found = "there is one from NVIDIA, but TensorFlow does not see it"
    return Finding("GPU", False, found, part_command("gpu"))


def check_sandbox() -> Finding:
    """Say whether other people's code can be graded here."""
    problem = sandbox_problem()
    if problem is None:
        return Finding("sandbox", True, "bubblewrap starts")
    if not sys.platform.startswith("linux"):
        mend = "grade on Linux, or in WSL 2"
    elif shutil.which("bwrap") is None:
        mend = install_command("bubblewrap")
    else:  # some systems forbid what bubblewrap is made of to all but root
        mend = "sudo sysctl -w kernel.unprivileged_userns_clone=1"
        if Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").exists():
            mend = "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    return Finding("sandbox", False, f"{problem}; only the grading of others needs it", mend)


def check_browser() -> Finding:
    """Say whether the tests can drive a browser."""
    path = find_browser()
    if path:
        return Finding("browser", True, path)
    mend = install_command("chromium")
    return Finding("browser", False, "no Chromium or Chrome; only some tests need it", mend)


def check_disk() -> Finding:
    """Say whether there is room for the environment."""
    free = shutil.disk_usage(ROOT).free / 1e9
    enough = free > 4 or environment.examine(ROOT).state == "ready"
    mend = "" if enough else "free at least 4 GB: the environment takes 3, its downloads 1"
    return Finding("disk", enough, f"{free:.0f} GB free", mend)


def check_memory() -> Finding:
    """Say how much memory there is."""
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return Finding("memory", True, "unknown; 4 GB are enough")
    mend = "" if total > 3.5 else "close other programs before training: 4 GB are enough"
    return Finding("memory", total > 3.5, f"{total:.0f} GB", mend)


def check_uv() -> Finding:
    """Say whether uv is there, which nobody needs."""
    path = shutil.which("uv")
    return Finding("uv", True, path or "not installed; optional, makes the set-up faster")


def findings() -> list[Finding]:
    """Look at everything."""
    facts = ask_environment()
    return [
        check_python(),
        check_environment(),
        *check_packages(facts),
        check_gpu(facts),
        check_sandbox(),
        check_browser(),
        check_disk(),
        check_memory(),
        check_uv(),
    ]


def main(argv: list[str]) -> int:
    """Print the report; always 0, for to lack something is no failure of looking."""
    parser = argparse.ArgumentParser(
        prog="course.py doctor",
        description="Say what this machine has for the course, what is missing, and what mends it.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    arguments = parser.parse_args(argv)
    report = findings()
    if arguments.json:
        print(json.dumps({"findings": [finding._asdict() for finding in report]}))
        return 0
    for finding in report:
        print(f"{'ok     ' if finding.ok else 'missing'}  {finding.name:<12} {finding.found}")
        if finding.mend:
            print(f"{'':<22}mend it with: {finding.mend}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
