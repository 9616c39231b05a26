"""The environment's set-up, in a small project with an empty lock and an installer made of lies.

The stand-in for `uv` makes a real (empty) virtual environment, writes down how it was called, and
then does what a test asks of it: succeed, fail with a known message, sleep.
"""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tools import environment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fake installer is a shell script")

PROJECT = """
[build-system]
requires = ["setuptools"]
[project]
name = "tiny"
version = "1"
dependencies = []
[project.optional-dependencies]
instructor = []
test = ["tiny[instructor]"]
[tool.ruff]
line-length = 100
"""
FAKE_UV = """#!/bin/sh
echo "$@" >> "$CALLS"
if [ "$1" = venv ]; then exec "$BASE" -m venv --without-pip .venv; fi
eval "$INSTALL"
"""
BASE = getattr(sys, "_base_executable", sys.executable)


class Project:
    """A project folder, and what happened to its installer."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.patch = root, monkeypatch
        self.calls_file = root.parent / "calls"
        (root / "pyproject.toml").write_text(PROJECT)
        (root / "requirements.lock").write_text("")
        programs = root.parent / "programs"
        programs.mkdir()
        uv = programs / "uv"
        uv.write_text(FAKE_UV)
        uv.chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("CALLS", str(self.calls_file))
        monkeypatch.setenv("BASE", BASE)
        self.installer("true")

    def installer(self, script: str) -> None:
        """Let the installer do this from now on."""
        self.patch.setenv("INSTALL", script)

    def calls(self) -> list[str]:
        """Return how the installer was called since this was last asked."""
        if not self.calls_file.exists():
            return []
        lines = self.calls_file.read_text().splitlines()
        self.calls_file.unlink()
        return lines

    def state(self, *extras: str) -> str:
        return environment.examine(self.root, extras).state


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "a project"  # a space in the name, as on many desktops
    root.mkdir()
    return Project(root, monkeypatch)


def failure(project: Project, *extras: str) -> str:
    with pytest.raises(environment.SetupError) as caught:
        environment.prepare(project.root, extras)
    return str(caught.value)


def test_the_first_use_makes_an_environment_with_the_locked_versions(project):
    assert project.state() == "absent"
    python = environment.prepare(project.root)
    assert subprocess.run([python, "-c", ""]).returncode == 0
    made, installed = project.calls()
    assert made.startswith("venv")
    assert "--constraint requirements.lock --editable ." in installed
    assert project.state() == "ready"


def test_the_second_use_calls_no_installer(project):
    environment.prepare(project.root)
    project.calls()
    environment.prepare(project.root)
    assert project.calls() == []


def test_extras_are_added_on_first_use_and_kept(project):
    environment.prepare(project.root, ["instructor"])
    project.calls()
    assert project.state("test") == "incomplete"
    environment.prepare(project.root, ["test"])
    (installed,) = project.calls()
    assert installed.endswith("--editable .[instructor,test]")
    assert project.state("instructor") == "ready"
    assert project.state() == "ready"


def test_an_extra_that_another_includes_needs_no_installing(project):
    environment.prepare(project.root, ["test"])
    assert project.state("instructor") == "ready"


def test_a_changed_lock_brings_the_environment_up_to_date_in_place(project):
    environment.prepare(project.root, ["instructor"])
    (environment.folder(project.root) / "kept").touch()
    project.calls()
    (project.root / "requirements.lock").write_text("six==1.17.0\n")
    assert project.state() == "outdated"
    environment.prepare(project.root)
    (installed,) = project.calls()
    assert installed.endswith(".[instructor]")
    assert (environment.folder(project.root) / "kept").exists()
    assert project.state() == "ready"


def test_a_changed_dependency_counts_but_a_changed_linter_setting_does_not(project):
    environment.prepare(project.root)
    about = project.root / "pyproject.toml"
    about.write_text(PROJECT.replace("length = 100", "length = 90"))
    assert project.state() == "ready"
    about.write_text(PROJECT.replace("dependencies = []", 'dependencies = ["six"]', 1))
    assert project.state() == "outdated"


def test_a_set_up_that_did_not_finish_is_made_afresh_and_says_so(project, capsys):
    environment.prepare(project.root)
    stamp = environment.read_stamp(project.root)
    stamp.finished = False
    environment.write_stamp(project.root, stamp)
    (environment.folder(project.root) / "half a package").touch()
    project.calls()
    environment.prepare(project.root)
    assert [call.split()[0] for call in project.calls()] == ["venv", "pip"]
    assert not (environment.folder(project.root) / "half a package").exists()
    assert "did not finish" in capsys.readouterr().err


def test_a_damaged_stamp_counts_as_not_finished(project):
    environment.prepare(project.root)
    (environment.folder(project.root) / environment.STAMP).write_text('{"finished": tr')
    assert project.state() == "unfinished"


@pytest.mark.slow
def test_a_killed_set_up_keeps_others_waiting_until_its_installer_has_ended(project, capfd):
    started = project.root.parent / "started"
    ended = project.root.parent / "ended"
    project.installer(f"touch '{started}'; sleep 1.5; touch '{ended}'")
    code = f"from tools import environment as e; e.prepare(e.Path({str(project.root)!r}))"
    course = Path(environment.__file__).parent.parent
    first = subprocess.Popen([sys.executable, "-c", code], cwd=course)
    wait_until(started.exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert project.state() == "unfinished"
    project.installer(f"test -e '{ended}'")  # fails if it runs beside the first
    environment.prepare(project.root)
    assert project.state() == "ready"
    assert "waiting" in capfd.readouterr().err


def test_two_set_ups_at_once_install_once(project):
    project.installer("sleep 0.5")
    threads = [threading.Thread(target=environment.prepare, args=[project.root]) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [call.split()[0] for call in project.calls()] == ["venv", "pip"]
    assert project.state() == "ready"


def test_an_environment_whose_python_is_gone_is_made_again(project):
    environment.prepare(project.root, ["instructor"])
    project.calls()
    python = environment.python_in(project.root)
    python.unlink()
    python.symlink_to("/no/such/python")
    assert project.state() == "broken"
    environment.prepare(project.root)
    made, installed = project.calls()
    assert made.startswith("venv")
    assert installed.endswith(".[instructor]")


def test_an_environment_of_another_python_version_is_made_again(project):
    environment.prepare(project.root)
    stamp = environment.read_stamp(project.root)
    stamp.python = "3.9"
    environment.write_stamp(project.root, stamp)
    assert project.state() == "broken"
    environment.prepare(project.root)
    assert project.state() == "ready"


def test_a_project_that_was_moved_gets_its_environment_anew(project):
    environment.prepare(project.root)
    moved = project.root.with_name("elsewhere")
    project.root.rename(moved)
    assert environment.examine(moved).state == "moved"
    environment.prepare(moved)
    assert environment.examine(moved).state == "ready"


def test_an_environment_that_is_a_link_to_another_projects_is_left_alone(project):
    environment.prepare(project.root)
    other = project.root.with_name("other")
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns(".venv"))
    (other / ".venv").symlink_to(environment.folder(project.root))
    with pytest.raises(environment.SetupError, match="Remove the link"):
        environment.prepare(other)
    assert project.state() == "ready"


def test_an_environment_made_by_hand_is_filled_not_deleted(project):
    subprocess.run([BASE, "-m", "venv", "--without-pip", project.root / ".venv"], check=True)
    (environment.folder(project.root) / "kept").touch()
    assert project.state() == "foreign"
    environment.prepare(project.root)
    assert project.state() == "ready"
    assert (environment.folder(project.root) / "kept").exists()


def test_an_environment_made_by_hand_with_an_unfit_python_is_left_alone(project, monkeypatch):
    subprocess.run([BASE, "-m", "venv", "--without-pip", project.root / ".venv"], check=True)
    monkeypatch.setattr(environment, "version_of", lambda python: "3.9")
    assert "Delete or rename .venv" in failure(project)
    assert project.calls() == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: [Errno 28] No space left on device", "no space left"),
        ("error: Failed to fetch: tcp connect error", "no connection"),
        ("Could not find a version that satisfies six (from versions: none)", "no connection"),
        ("ensurepip is not available", "python3-venv"),
        ("ERROR: a wheel is broken", "a wheel is broken"),
    ],
)
def test_a_failing_installer_gives_one_sentence_and_names_its_log(project, said, sentence):
    project.installer(f"echo '{said}'; exit 3")
    message = failure(project)
    assert sentence in message
    assert "\n" not in message
    log = Path(message.split("The installer's log: ")[1])
    assert said in log.read_text()
    assert project.state() == "unfinished"
    project.installer("true")
    environment.prepare(project.root)
    assert project.state() == "ready"


def test_an_update_without_network_leaves_the_old_environment_to_be_updated_later(project):
    environment.prepare(project.root)
    (project.root / "requirements.lock").write_text("six==1.17.0\n")
    project.installer("echo 'dns error'; exit 2")
    assert "no connection" in failure(project)
    assert project.state() == "outdated"


def test_a_disk_too_full_for_the_stamp_gives_the_same_sentence(project, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(environment, "write_stamp", full)
    assert "no space left" in failure(project)


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(project):
    environment.folder(project.root).write_text("a file where the folder should be")
    assert "could not be written" in failure(project)


@pytest.mark.slow
def test_pip_without_a_network_is_understood(project, monkeypatch):
    """The real pip, sent to a port of this machine where nobody answers."""
    real = [entry for entry in os.environ["PATH"].split(os.pathsep) if "programs" not in entry]
    monkeypatch.setenv("PATH", os.pathsep.join(e for e in real if not (Path(e) / "uv").exists()))
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    assert "no connection to the package registry" in failure(project)


def test_without_uv_pip_is_used_and_put_into_an_environment_that_has_none(project, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(environment, "has_pip", lambda python: False)
    make, install = environment.installer_commands(project.root, [], afresh=True)
    assert make[1:3] == ["-m", "venv"]
    assert install[1:4] == ["-m", "pip", "install"]
    put, install = environment.installer_commands(project.root, [], afresh=False)
    assert put[1:] == ["-m", "ensurepip"]


def test_the_installer_is_kept_from_settings_that_lead_it_astray(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somebody/elses/packages")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("HTTPS_PROXY", "kept")
    variables = environment.installer_variables()
    assert not {"PYTHONPATH", "PIP_USER"} & set(variables)
    assert variables["HTTPS_PROXY"] == "kept"


def test_a_stamp_can_be_read_by_people(project):
    environment.prepare(project.root, ["test"])
    stamp = json.loads((environment.folder(project.root) / environment.STAMP).read_text())
    assert stamp["finished"] is True
    assert stamp["extras"] == ["test"]
    assert stamp["python"] == "{}.{}".format(*sys.version_info[:2])


def wait_until(condition, seconds: float = 20.0) -> None:
    """Wait for something that another process does."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.02)
