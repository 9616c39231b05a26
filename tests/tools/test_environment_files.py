"""The files that say what is installed agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


def test_condas_python_is_the_projects_python():
    content, _ = conda()
    (python,) = (line for line in content["dependencies"] if str(line).startswith("python"))
    allowed = re.sub(r"\s", "", PROJECT["requires-python"])
    assert python.removeprefix("python") == allowed
    assert "pip" in content["dependencies"]
