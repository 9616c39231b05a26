"""What `grade` wrote, copied as the instructors' page says, is what formgrader shows."""

import json
import sqlite3
import subprocess
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from small_class import LESSON, RIGHT, hand_in, handed_in

from tests.tools.served_lab import ROOT, Served
from tools import grade

pytestmark = [pytest.mark.long, pytest.mark.sandbox, pytest.mark.timeout(300)]
COPY = "cd results && cp -r gradebook.db work/autograded .."


def test_results_that_are_copied_into_the_courses_folder_are_shown(tmp_path):
    hand_in(tmp_path / "class", "ann", handed_in({"nce_loss": RIGHT["nce_loss"]}))
    out = tmp_path / "formgrader" / "project" / "results"
    assert f"`{COPY}`" in (ROOT / "tools" / "grading.md").read_text("utf-8")
    server = Served(tmp_path / "formgrader", "--formgrader")
    try:
        assert grade.main([str(tmp_path / "class"), "--out", str(out), "--jobs", "1"]) == 0
        subprocess.run(COPY, shell=True, check=True, cwd=server.project)
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        browser.open(server.address()).close()  # its address holds the token
        shown = f"http://127.0.0.1:{server.port}/formgrader"
        (row,) = json.load(browser.open(f"{shown}/api/submissions/{LESSON}"))
        assert (row["student"], row["autograded"], row["score"] > 0) == ("ann", True, True)
        with sqlite3.connect(out / "gradebook.db") as database:
            ((notebook,),) = database.execute("select id from submitted_notebook").fetchall()
        page = browser.open(f"{shown}/submissions/{notebook}/").read().decode()
        assert "04.nce_loss: Right" in page
    finally:
        server.stop()
