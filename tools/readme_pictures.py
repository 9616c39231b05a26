"""Make the README's pictures: ``python -m tools.readme_pictures [VECTORS_FOLDER]``.

``VECTORS_FOLDER`` is what ``course.py train --corpus docstrings --out VECTORS_FOLDER`` wrote;
without it the map of words stays as it is. Needs Chromium and the extra ``test``. Each picture
holds its own description, so that a test sees whether it is still up to date.
"""

import re
import sys
import tempfile
from pathlib import Path

import nbformat
from matplotlib import rc_context
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import sync_playwright

from grader_tests import registry
from tests.answers import bank
from tools import lessons, speed_chart
from tools.building.cell_names import grade_id, name_of
from tools.building.notebook import release_notebook
from tools.doctor import find_browser
from w2vlib import WordVectors
from w2vlib.plots import new_figure, save, word_map

README = lessons.ROOT / "README.md"
PICTURES = Path(__file__).parent / "pictures"
DIAGNOSIS, MAP, SPEED = (PICTURES / f"{name}.png" for name in ("diagnosis", "vectors", "speed"))
SHARP = {"savefig.dpi": 180}  # sharp also where a screen has two dots for one
EXERCISE, MISCONCEPTION = "04.negative_sampling_loss", "sign-of-negatives"
PERPLEXITY = 10  # from 5 to 20 the groups stay, only their distances change
WIDTH, MARGIN = 920, 4  # of the diagnosis, in a browser's pixels
GROUPS = {
    "colours": ["red", "blue", "green", "black", "white", "gray"],
    "statistics": ["mean", "median", "variance", "deviation", "quantile", "percentile"],
    "matrices": ["matrix", "rows", "columns", "diagonal", "triangular", "eigenvalues"],
    "chance": ["random", "seed", "generator", "uniform", "gaussian", "distribution"],
    "plots": ["axes", "figure", "legend", "label", "ticks", "title"],
    "files": ["file", "path", "directory", "folder", "filename", "disk"],
    "networks": ["layer", "weights", "activation", "gradient", "optimizer", "loss"],
}


def main(vectors_folder: str | None = None) -> None:
    """Make the pictures, the map of words only of vectors that ``train`` wrote into a folder."""
    draw_speed()
    if vectors_folder:
        draw_map(WordVectors.load(vectors_folder))
    photograph_diagnosis()


def alts() -> dict[Path, str]:
    """What each picture shows, in words: the README's alternative texts."""
    ideas = registry.find(EXERCISE).misconceptions
    message = next(idea.message for idea in ideas if idea.id == MISCONCEPTION)
    *groups, last = GROUPS
    return {
        DIAGNOSIS: "A wrong answer in a notebook, and the card of its check: "
        + re.sub(r"[*`]", "", message),
        MAP: "A t-SNE map of word vectors trained on Python documentation: "
        f"{', '.join(groups)} and {last} form groups.",
        SPEED: speed_chart.alt(speed_chart.measured(README.read_text("utf-8"))),
    }


def draw_speed() -> None:
    """The README's table of speeds and qualities as a chart."""
    figure = speed_chart.draw(speed_chart.measured(README.read_text("utf-8")))
    with rc_context(SHARP):
        save(figure, SPEED, "w2vlib beside gensim", alts()[SPEED])


def draw_map(vectors: WordVectors) -> None:
    """A map of some words of a few kinds."""
    known = {name: [w for w in words if w in vectors.words] for name, words in GROUPS.items()}
    chosen = [vectors.words.index(word) for words in known.values() for word in words]
    figure, axes = new_figure(width=8, height=4)
    word_map(axes, vectors.matrix[chosen], known, perplexity=PERPLEXITY)
    axes.spines[:].set_visible(False)  # directions mean nothing here
    with rc_context(SHARP):
        save(figure, MAP, "A map of words", alts()[MAP])


def photograph_diagnosis() -> None:
    """A wrong answer and its check, as a notebook shows them."""
    number = EXERCISE[:2]
    name = lessons.find(number)
    notebook = release_notebook(name)
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
        tab = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=2)
        tab.goto(path.as_uri())
        box = tab.get_by_role("group", name="The check of").bounding_box()
        height = box["y"] + box["height"] + MARGIN  # what is below the card is left out
        tab.screenshot(path=DIAGNOSIS, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
        browser.close()
    describe(DIAGNOSIS, alts()[DIAGNOSIS])


def describe(picture: Path, text: str) -> None:
    """Write ``text`` into the picture, as ``w2vlib.plots.save`` does."""
    kept = PngInfo()
    kept.add_itxt("Description", text)
    with Image.open(picture) as image:
        image.load()
        image.save(picture, pnginfo=kept, optimize=True)


def description(picture: Path) -> str:
    """What a picture says of itself, or ''."""
    with Image.open(picture) as image:
        return str(image.info.get("Description", ""))


if __name__ == "__main__":
    main(*sys.argv[1:])
