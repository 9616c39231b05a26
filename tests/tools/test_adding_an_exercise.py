"""The authors' page is followed word by word, in a copy of the project."""

import re
from pathlib import Path

import pytest

from tests.tools.project_copy import copy_project, run_there
from tools.lessons import ROOT

PAGE = (ROOT / "tools" / "adding-an-exercise.md").read_text("utf-8")
# A paragraph, and the block that it announces.
STEP = re.compile(r"(?P<said>(?:[^\n]+\n)+)?\n?```(?P<kind>\w+)\n(?P<block>.*?)```", re.DOTALL)
WHOLE, CELLS = "in place of all that is there", "in place of the skeleton's two cells"


def named_file(project: Path, said: str) -> Path:
    (name,) = re.findall(r"`(\S+/\S+)`", said)
    assert (project / name).exists(), name
    return project / name


def write(project: Path, said: str, block: str) -> None:
    """Do what the page says about a block of code."""
    path = named_file(project, said)
    if WHOLE in said:
        path.write_text(block, "utf-8")
        return
    assert CELLS in said
    cells = re.split(r"^(?=# %%)", path.read_text("utf-8"), flags=re.MULTILINE)
    places = [place for place, cell in enumerate(cells) if "YOURS" in cell]
    assert places == [places[0], places[0] + 1]
    cells[places[0] : places[1] + 1] = [f"{block}\n"]
    path.write_text("".join(cells), "utf-8")


def change(project: Path, block: str) -> None:
    (name, old, new) = (line[1:] for line in block.rstrip("\n").split("\n"))
    path = project / name.removeprefix("-- ")
    text = path.read_text("utf-8")
    assert text.count(f"{old}\n") == 1
    path.write_text(text.replace(f"{old}\n", f"{new}\n"), "utf-8")


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_whoever_follows_the_page_gets_an_exercise_that_passes_its_tests(tmp_path):
    project, printed, commands = copy_project(tmp_path), "", []
    for step in STEP.finditer(PAGE):
        said, block = " ".join((step["said"] or "").split()), step["block"]
        if step["kind"] == "sh":
            ran = [run_there(project, command) for command in block.splitlines()]
            printed = "".join(each.stdout for each in ran)
            commands.append((block, [each.returncode for each in ran], printed))
        elif step["kind"] == "text":
            for line in block.splitlines():
                assert line in printed, printed
        elif step["kind"] == "diff":
            change(project, block)
        else:
            write(project, said, block)
    codes = [codes for _, codes, _ in commands]
    assert codes == [[0], [0, 0], [2], [0]], commands
    written = [project / "grader_tests", project / "solutions", project / "tests" / "answers"]
    assert not [p for folder in written for p in folder.rglob("*.py") if "YOURS" in p.read_text()]


def test_every_file_that_the_page_speaks_of_exists_or_is_made_by_it():
    made = {"grader_tests/exercise_02_number_of_pairs.py", "tests/answers/02.number_of_pairs.py"}
    for name in set(re.findall(r"`((?:\w[\w.-]*/)+[\w.-]+)`", PAGE)) - made:
        assert (ROOT / name).exists(), name
    for name, path in re.findall(r"`([A-Z_]+)` in `(\S+)`", PAGE):
        assert re.search(rf"^{name} = ", (ROOT / path).read_text("utf-8"), re.MULTILINE), name
