"""Make the README's pictures: ``python -m tools.readme_pictures VECTORS_FOLDER``.

``VECTORS_FOLDER`` is what ``course.py train --corpus docstrings --out VECTORS_FOLDER`` wrote.
Needs Chromium and the extra ``test``.
"""

import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import sync_playwright

from tests.answers import bank
from tools import lessons
from tools.build import student_path
from tools.building.cell_names import grade_id, name_of
from tools.doctor import find_browser
from w2vlib import WordVectors
from w2vlib.plots import new_figure, word_map

PICTURES = Path(__file__).parent / "pictures"
EXERCISE, MISCONCEPTION = "04.negative_sampling_loss", "sign-of-negatives"
GROUPS = {
    "colours": ["red", "blue", "green", "black", "white", "gray"],
    "statistics": ["mean", "median", "variance", "deviation", "quantile", "percentile"],
    "matrices": ["matrix", "rows", "columns", "diagonal", "triangular", "eigenvalues"],
    "chance": ["random", "seed", "generator", "uniform", "gaussian", "distribution"],
    "plots": ["axes", "figure", "legend", "label", "ticks", "title"],
    "files": ["file", "path", "directory", "folder", "filename", "disk"],
    "networks": ["layer", "weights", "activation", "gradient", "optimizer", "loss"],
}


def main(vectors_folder: str) -> None:
    """Make both pictures; the vectors are those that ``train`` wrote into a folder."""
    PICTURES.mkdir(exist_ok=True)
    draw_map(WordVectors.load(vectors_folder))
    photograph_diagnosis()


def draw_map(vectors: WordVectors) -> None:
    """A map of some words of a few kinds."""
    known = {name: [w for w in words if w in vectors.words] for name, words in GROUPS.items()}
    chosen = [vectors.words.index(word) for words in known.values() for word in words]
    figure, axes = new_figure(width=8, height=4.8)
    word_map(axes, vectors.matrix[chosen], known)
    figure.savefig(PICTURES / "vectors.png")


def photograph_diagnosis() -> None:
    """A wrong answer and its check, as a notebook shows them."""
    number = EXERCISE[:2]
    name = lessons.find(number)
    notebook = nbformat.read(student_path(name), as_version=4)
    cells = {name_of(cell): cell for cell in notebook.cells}
    scaffold, test = cells[grade_id(EXERCISE)], cells[grade_id(EXERCISE, test=True)]
    wrong = next(b for b in bank.blocks(EXERCISE) if b.misconception == MISCONCEPTION)
    scaffold.source = lessons.with_answer(lessons.scaffolds(name)[EXERCISE], wrong.source)
    start = nbformat.v4.new_code_cell("import w2vlib.quiet\nimport numpy as np\n%matplotlib inline")
    page = nbformat.v4.new_notebook(cells=[start, scaffold, test])
    NotebookClient(page, kernel_name="python3", allow_errors=True).execute()
    page.cells = page.cells[1:]
    body, _ = HTMLExporter(template_name="lab").from_notebook_node(page)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "page.html")
        path.write_text(body, "utf-8")
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        tab = browser.new_page(viewport={"width": 860, "height": 400}, device_scale_factor=1.5)
        tab.goto(path.as_uri())
        tab.screenshot(path=PICTURES / "diagnosis.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
