"""Files that are no notebook, lie in the wrong place, or are written in an unusual way."""

import json
import os

from tests.faults.fault import LESSON, graded, ungraded
from tools.build import student_path


def path_in(folder):
    """Where the notebook belongs in a student's folder."""
    (folder / LESSON).mkdir(parents=True, exist_ok=True)
    return folder / LESSON / f"{LESSON}.ipynb"


@ungraded("the file is empty")
def empty_file(notebook):
    return b""


@ungraded("the file is empty")
def nothing_but_spaces(notebook):
    return b" \n\n"


@ungraded("the file is no JSON")
def bad_json(notebook):
    return b"{not json"


@ungraded("the file is no JSON")
def download_that_broke_off(notebook):
    return json.dumps(notebook).encode()[:20_000]


@ungraded("the file is no JSON")
def conflict_of_git(notebook):
    lines = json.dumps(notebook, indent=1).split("\n")
    lines[50:50] = ["<<<<<<< HEAD", "=======", ">>>>>>> mine"]
    return "\n".join(lines).encode()


@ungraded("the file is no JSON")
def script_instead_of_a_notebook(notebook):
    return b"def nce_loss(*arguments):\n    return 0\n"


@ungraded("the file is a web page")
def saved_web_page(notebook):
    return b"<!DOCTYPE html>\n<html><body>Sign in</body></html>"


@ungraded("the file is no UTF-8 text")
def archive_with_another_name(notebook):
    return b"PK\x03\x04\x14\x00\xff\xfe" + bytes(range(256))


@ungraded("the file is no UTF-8 text")
def text_of_an_old_editor(notebook):
    notebook["cells"][0]["source"] = "Où est-ce que?"
    return json.dumps(notebook, ensure_ascii=False).encode("latin-1", "replace")


@ungraded("the file is JSON, but no notebook")
def list_of_numbers(notebook):
    return b"[1, 2, 3]"


@ungraded("it has no list of cells")
def no_cells(notebook):
    return notebook | {"cells": None}


@ungraded("nested too deep")
def nested_too_deep(notebook):
    return b'{"cells": ' + b"[" * 200_000


@ungraded("the notebook has more than 20 MiB")
def larger_than_20_mib(notebook):
    def make(folder):
        path_in(folder).write_bytes(b"{}")
        os.truncate(path_in(folder), 21 * 1024**2)

    return make


@ungraded("the notebook holds no exercise of this lesson")
def another_lesson(notebook):
    for number, cell in enumerate(notebook["cells"]):
        cell["source"] = f"other = {number}"
        if data := cell["metadata"].get("nbgrader"):
            data["grade_id"] = f"other_{number}"
    return notebook


@ungraded("the notebook holds no exercise of this lesson")
def only_the_introduction(notebook):
    return notebook | {"cells": notebook["cells"][:5]}


@ungraded("not a plain file")
def link_to_the_release(notebook):
    return lambda folder: path_in(folder).symlink_to(student_path(LESSON))


@ungraded("is a link")
def link_in_place_of_the_folder(notebook):
    def make(folder):
        folder.mkdir(parents=True)
        (folder / LESSON).symlink_to(student_path(LESSON).parent)

    return make


@ungraded("not a plain file")
def pipe_that_nobody_writes_to(notebook):
    return lambda folder: os.mkfifo(path_in(folder))


@ungraded("not a plain file")
def folder_in_place_of_the_notebook(notebook):
    return lambda folder: path_in(folder).mkdir()


@graded()
def renamed_notebook(notebook):
    return lambda folder: path_in(folder).with_name("copy.ipynb").write_text(json.dumps(notebook))


@ungraded("found")
def renamed_notebook_without_names_of_cells(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return lambda folder: path_in(folder).with_name("copy.ipynb").write_text(json.dumps(notebook))


@ungraded("begins with a dot or a dash", name="-rf")
def student_named_like_an_option(notebook):
    return notebook


@ungraded("one of the characters", name="*")
def student_named_like_everybody(notebook):
    return notebook


@graded()
def bad_timestamp(notebook):
    def make(folder):
        path_in(folder).write_text(json.dumps(notebook))
        (folder / LESSON / "timestamp.txt").write_text("yesterday, I think")

    return make


@graded()
def packages_that_shadow_others(notebook):
    def make(folder):
        path_in(folder).write_text(json.dumps(notebook))
        for name in ("numpy", "tensorflow", "sitecustomize", "grader_tests"):
            (folder / LESSON / f"{name}.py").write_text("raise SystemExit('shadowed')")

    return make


@graded()
def old_checkpoint_beside_it(notebook):
    def make(folder):
        path_in(folder).write_text(json.dumps(notebook))
        old = folder / LESSON / ".ipynb_checkpoints" / f"{LESSON}-checkpoint.ipynb"
        old.parent.mkdir()
        old.write_text("{")

    return make


@graded()
def byte_order_mark(notebook):
    return json.dumps(notebook).encode("utf-8-sig")


@graded()
def utf_16(notebook):
    return json.dumps(notebook, ensure_ascii=False).encode("utf-16")


@graded()
def line_ends_of_windows(notebook):
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")
    return json.dumps(notebook, indent=1).replace("\n", "\r\n").encode()


@graded()
def numbers_that_python_refuses(notebook):
    text = json.dumps(notebook | {"stray": [float("nan"), float("inf")]})
    return text.replace("null", "9" * 5000, 3).encode()
