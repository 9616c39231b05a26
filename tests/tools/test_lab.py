"""The verb `lab`: what JupyterLab is told. ``test_desk_in_browser.py`` sees it at work."""

import os
from pathlib import Path

import pytest

from tools import lab

ROOT = Path(__file__).resolve().parents[2]


def test_jupyterlab_is_rooted_at_the_course_and_asks_nothing_of_the_network():
    options = lab.options(no_browser=False, port=None)
    assert f"--ServerApp.root_dir={ROOT / 'course'}" in options
    assert "--LabApp.news_url=None" in options
    assert "--LabApp.extension_manager=readonly" in options
    assert "--LabApp.default_url=/lab/tree/README.md" in options
    assert "--no-browser" not in options
    assert not any(option.startswith("--port") for option in options)


def test_instructors_get_formgrader_on_the_whole_project_and_students_do_not():
    assert f"--ServerApp.root_dir={ROOT}" in lab.options(True, None, formgrader=True)
    name = "nbgrader.server_extensions.formgrader"
    for wanted in (True, False):
        files = lab.configuration(formgrader=wanted)
        extensions = files["jupyter_server_config.d/course.json"]["ServerApp"]
        assert extensions["jpserver_extensions"][name] == wanted
        panels = files["labconfig/page_config.json"]["disabledExtensions"]
        assert panels["@jupyter/nbgrader:formgrader"] != wanted


def test_port_and_no_browser_are_passed_on():
    options = lab.options(no_browser=True, port=9999)
    assert "--no-browser" in options
    assert "--port=9999" in options


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no root")
def test_root_may_run_it(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--allow-root" in lab.options(no_browser=True, port=None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--allow-root" not in lab.options(no_browser=True, port=None)
