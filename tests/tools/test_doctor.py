"""The verb `doctor`: it looks, it names what is missing and what mends it, and it never fails."""

import json
import shutil
import subprocess
from importlib.metadata import version
from types import SimpleNamespace

import pytest

from tools import doctor, environment


def told(capsys: pytest.CaptureFixture) -> dict[str, dict]:
    """Return what `doctor --json` says, by name."""
    assert doctor.main(["--json"]) == 0
    return {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}


def test_before_there_is_an_environment_it_says_so_and_how_to_make_one(
    monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    report = told(capsys)
    assert not report["environment"]["ok"]
    assert report["environment"]["mend"] == "python tools/course.py lab"
    assert not report["TensorFlow"]["ok"]
    assert report["Python"]["ok"]


def test_everything_that_is_missing_comes_with_the_command_that_mends_it(
    monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    report = told(capsys)
    missing = [finding for finding in report.values() if not finding["ok"]]
    assert {"environment", "TensorFlow", "sandbox", "browser"} <= {f["name"] for f in missing}
    assert all(finding["mend"] for finding in missing)
    assert doctor.main([]) == 0
    assert capsys.readouterr().out.count("mend it with:") == len(missing)


def test_the_sandbox_is_really_started(monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    refused = SimpleNamespace(returncode=1, stderr="bwrap: No permissions to create new namespace")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: refused)
    assert "No permissions" in doctor.sandbox_problem()
    assert not doctor.check_sandbox().ok
    assert "sysctl" in doctor.check_sandbox().mend
    refused.returncode = 0
    assert doctor.sandbox_problem() is None


def test_a_system_without_bubblewraps_kernel_is_told_where_grading_works(monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "win32")
    assert "WSL 2" in doctor.check_sandbox().mend


def test_an_nvidia_gpu_that_tensorflow_does_not_see_is_reported(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert "[gpu]" in doctor.check_gpu({"gpus": []}).mend
    assert doctor.check_gpu({"gpus": ["Some GPU"]}).found == "Some GPU"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert doctor.check_gpu({}).ok


@pytest.mark.slow
def test_tensorflow_is_asked_in_the_environments_own_python(monkeypatch):
    monkeypatch.setattr(environment, "python_in", lambda root: doctor.sys.executable)
    facts = doctor.ask_environment()
    assert facts["tensorflow"] == version("tensorflow")
    assert isinstance(facts["gpus"], list)
