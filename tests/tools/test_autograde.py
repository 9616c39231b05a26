"""nbgrader's `autograde` with this course's configuration: what it refuses, and why."""

import logging
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from tools import hand_back, lessons, nbgrader_config, sandbox
from tools.with_nbgrader import autograde

LESSON = "04-embedding-loss"


def converter(folder: Path) -> Autograde:
    """Autograde for a folder in which one student has handed in."""
    notebook = folder / "submitted" / "ann" / LESSON / f"{LESSON}.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text("{}")
    config = nbgrader_config.instructor_config(folder)
    config.CourseDirectory.assignment_id = LESSON
    return Autograde(coursedir=CourseDirectory(config=config), config=config)


def test_without_the_sandbox_autograde_refuses_and_says_why(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(sandbox, "problem", lambda: "bubblewrap is not installed")
    with caplog.at_level(logging.ERROR), pytest.raises(NbGraderException):
        converter(tmp_path).start()
    assert "The sandbox can't be used: bubblewrap is not installed" in caplog.text


def test_the_configuration_file_is_the_projects_and_runs_no_code_of_students_in_nbgrader():
    config = PyFileConfigLoader("nbgrader_config.py", path=str(lessons.ROOT)).load_config()
    assert config == nbgrader_config.instructor_config(lessons.ROOT)
    assert not [name for name in config.Autograde.autograde_preprocessors if "Execute" in name]


def test_where_the_project_cannot_be_imported_nbgrader_does_not_go_on_without(
    tmp_path, monkeypatch
):
    (tmp_path / "nbgrader_config.py").write_text((lessons.ROOT / "nbgrader_config.py").read_text())
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setitem(sys.modules, "tools.nbgrader_config", None)
    with pytest.raises(SystemExit, match=r"nbgrader_config\.py"):
        PyFileConfigLoader("nbgrader_config.py", path=str(tmp_path)).load_config()


def test_a_grader_that_ends_is_started_once_more_and_then_given_up(tmp_path, monkeypatch):
    started = []

    def ends(*_arguments, **keywords):
        started.append(keywords)
        return popen([sys.executable, "-c", "pass"], **keywords)

    popen = autograde.subprocess.Popen
    monkeypatch.setattr(autograde.subprocess, "Popen", ends)
    with pytest.raises(autograde.Ungraded, match="the grader ended"):
        autograde.Grader().outcome(tmp_path / "x.ipynb", tmp_path / "logs")
    assert len(started) == 2


def test_pages_go_back_only_for_what_came_through_the_exchange(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(lessons, "ROOT", tmp_path)
    ran = []
    monkeypatch.setattr(
        hand_back.subprocess,
        "run",
        lambda command, **_: ran.append(command) or SimpleNamespace(returncode=0),
    )
    for student in ("ann", "bob", "eve"):
        page = tmp_path / "results" / "feedback" / student / f"{LESSON}.html"
        page.parent.mkdir(parents=True)
        page.write_text(student)
        submitted = tmp_path / "submitted" / student / LESSON
        submitted.mkdir(parents=True)
        (submitted / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC")
    for student in ("ann", "eve"):
        (tmp_path / "submitted" / student / LESSON / "submission_secret.txt").write_text("s")
    linked = tmp_path / "submitted" / "eve" / LESSON / "timestamp.txt"
    linked.unlink()
    linked.symlink_to("/etc/hostname")
    assert hand_back.main([str(tmp_path / "results")]) == 0
    said = capsys.readouterr().err
    assert "bob/04-embedding-loss: not handed back" in said
    assert "1 pages handed back, 2 not." in said
    assert (tmp_path / "feedback" / "ann" / LESSON / f"{LESSON}.html").read_text() == "ann"
    assert [command[-1] for command in ran] == [LESSON]


def test_hand_back_without_results_says_what_to_do(tmp_path, capsys):
    assert hand_back.main([str(tmp_path)]) == 2
    assert "grade first" in capsys.readouterr().err
