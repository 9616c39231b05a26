"""The files that say what is installed agree with each other."""

import importlib.util
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.tools.project_copy import copy_project

ROOT = Path(__file__).resolve().parents[2]
SIX = {"tensorflow", "jupyterlab", "nbgrader", "matplotlib", "numpy", "scikit-learn"}

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK_LINES = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()


def locked() -> dict[str, list[Requirement]]:
    """Return the lock's requirements by name; one name may have several, for several systems."""
    found: dict[str, list[Requirement]] = {}
    for line in LOCK_LINES:
        requirement = Requirement(line)  # raises if a marker is no marker
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def conda() -> tuple[dict, list[str]]:
    """Return conda's file, and the lines it hands to pip."""
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (pip,) = (entry["pip"] for entry in content["dependencies"] if isinstance(entry, dict))
    return content, pip


def test_every_line_of_the_lock_is_one_exact_version_and_no_address():
    assert len(LOCK_LINES) > 100
    for line in LOCK_LINES:
        assert "://" not in line
        requirement = Requirement(line)
        assert [specifier.operator for specifier in requirement.specifier] == ["=="], line
        assert "*" not in line
        assert requirement.url is None, line
        assert not requirement.extras, f"{line}: a constraint may not have extras"


def test_every_dependency_is_in_the_lock_at_a_version_it_allows():
    optional = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *(line for extra in optional.values() for line in extra)]
    for requirement in map(Requirement, wanted):
        if requirement.name == PROJECT["name"]:
            assert requirement.extras <= set(optional)
            continue
        versions = locked().get(canonicalize_name(requirement.name))
        assert versions, f"{requirement.name} is not in the lock"
        for entry in versions:
            (specifier,) = entry.specifier
            assert requirement.specifier.contains(specifier.version), f"{entry} for {requirement}"


@pytest.mark.parametrize("python", ["3.11.0", "3.12.0", "3.13.0"])
@pytest.mark.parametrize(
    ("platform", "system"), [("linux", "posix"), ("darwin", "posix"), ("win32", "nt")]
)
def test_no_package_has_two_versions_on_one_machine(python, platform, system):
    machine = {
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
        "sys_platform": platform,
        "os_name": system,
        "implementation_name": "cpython",
    }
    for name, entries in locked().items():
        fitting = [e for e in entries if e.marker is None or e.marker.evaluate(machine)]
        assert len(fitting) <= 1, f"{name}: {fitting}"


def test_condas_file_names_exactly_the_six_packages_at_the_locked_versions():
    _, pip = conda()
    named = [Requirement(line) for line in pip if not line.startswith("-")]
    assert {canonicalize_name(requirement.name) for requirement in named} == SIX
    for requirement in named:
        assert requirement.specifier == locked()[canonicalize_name(requirement.name)][0].specifier


def test_condas_file_installs_this_package_under_the_locks_constraints():
    _, pip = conda()
    assert "--constraint requirements.lock" in pip
    assert "--editable ." in pip
    assert len(pip) == len(SIX) + 2


def test_condas_python_is_one_of_the_projects_in_the_form_that_binder_reads():
    """Binder's repo2docker looks for `python=X.Y`; else it takes a default of its own."""
    content, _ = conda()
    (python,) = (line for line in content["dependencies"] if str(line).startswith("python"))
    version = re.fullmatch(r"python=(\d+\.\d+)", python)[1]
    assert SpecifierSet(PROJECT["requires-python"]).contains(f"{version}.0")
    assert "pip" in content["dependencies"]


def test_binder_copies_the_whole_project_before_it_installs():
    """It does where a line for pip names a file of the project; else `.` would hold nothing."""
    _, pip = conda()
    files = [line.split()[1] for line in pip if line.startswith(("--constraint", "--editable"))]
    assert files == ["requirements.lock", "."]
    assert all((ROOT / name).exists() for name in files)


@pytest.mark.slow
def test_pip_finds_nothing_to_change_where_the_locked_versions_are_installed(tmp_path):
    """conda writes the lines for pip into a file beside its own, and runs pip there.

    Without an index, and on a Python that has what the lock says, pip must be content: every name,
    path and version of the file is then one that it understands and can have all at once.
    """
    project = copy_project(tmp_path)
    file = project / "condaenv.requirements.txt"
    file.write_text("\n".join(conda()[1]), "utf-8")
    pip = pip_of_this_python(tmp_path / "pip")
    options = ["--dry-run", "--no-index", "--no-build-isolation", "--requirement", file.name]
    done = subprocess.run([*pip, "install", *options], cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    planned = [line for line in done.stdout.splitlines() if line.startswith("Would install")]
    assert [name.rpartition("-")[0] for name in planned[0].split()[2:]] == ["w2v-course"]


def pip_of_this_python(folder: Path) -> list[str]:
    """A pip that installs for this Python, which may have none of its own."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    pytest.importorskip("ensurepip")  # Debian has it in a package of its own
    venv.create(folder, with_pip=True)
    (pip,) = [*folder.glob("bin/pip"), *folder.glob("Scripts/pip.exe")]
    return [str(pip), "--python", sys.executable]
