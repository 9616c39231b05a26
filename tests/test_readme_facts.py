"""What the README says twice, or says of other files, is what stands there."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "tools").rglob("*.md"))))
PAGES = tuple(page for page in PAGES if "templates" not in page)
README = (ROOT / "README.md").read_text("utf-8")
FIRST_PAGE = (ROOT / "course" / "README.md").read_text("utf-8")  # made from the lessons
LESSON = re.compile(
    r"^\| \[(\d\d\S+)\]\((\S+)\) \| (.*) \| (\d+) \| \[solution\]\((\S+)\) \|$", re.M
)
MADE = re.compile(r"^\| \[.*\]\((\S+?)/\S+\) \| (.*) \| (\d+) \| .* \|$", re.M)


def anchors(page: str) -> set[str]:
    """Those that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_every_file_folder_and_heading_that_a_page_links_to_exists(page):
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!https://)([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        linked = (ROOT / page).parent / path if path else ROOT / page
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(str(linked.resolve().relative_to(ROOT))), target


def test_every_page_can_be_reached_from_the_readme():
    linked = set(re.findall(r"\]\((tools/[^)#]+\.md)", README))
    linked |= {
        f"tools/{name}"
        for name in re.findall(
            r"\]\(([^.)#][^)#]*\.md)", (ROOT / "tools" / "grading.md").read_text("utf-8")
        )
    }
    assert set(PAGES) - {"README.md"} <= linked


def test_the_map_of_lessons_is_that_of_the_first_page():
    made = {lesson: (names, minutes) for lesson, names, minutes in MADE.findall(FIRST_PAGE)}
    told = LESSON.findall(README)
    assert [lesson for lesson, *_ in told] == list(made)
    for lesson, notebook, what, minutes, solved in told:
        names, its_minutes = made[lesson]
        assert minutes == its_minutes, lesson
        written = {name for name in re.findall(r"`(\w+)`", what) if f"`{name}`" in names}
        assert written or lesson == "09-train-for-real"
        assert set(re.findall(r"`(\w+)`", what)) == written, lesson
        assert (notebook, solved) == tuple(
            f"{folder}/{lesson}/{lesson}.ipynb" for folder in ("course", "solutions")
        )


def test_the_hours_are_the_sum_of_the_minutes():
    minutes = sum(int(row[3]) for row in LESSON.findall(README))
    assert f"About {minutes / 60:.0f} hours in all" in README


def test_the_citation_is_of_this_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"note   = {{Version {project['version']}}}" in README
    holder = re.search(r"Copyright \(c\) (\d+) (.+)", (ROOT / "LICENSE").read_text("utf-8"))
    assert f"year   = {{{holder[1]}}}" in README
    assert f"author = {{{{{holder[2]}}}}}" in README


def test_conda_users_are_told_the_same_here_and_in_their_file():
    file = (ROOT / "environment.yml").read_text("utf-8")
    told = re.findall(r"^#   (.+)$", file, re.MULTILINE)
    assert told[1] == f"conda activate {yaml.safe_load(file)['name']}"
    assert "\n```text\n{}\n```\n".format("\n".join(told)) in README


def test_python_may_be_what_the_project_allows():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert "Python 3.11, 3.12 or 3.13" in README
