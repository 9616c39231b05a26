"""A student's feedback page: for each exercise their code, what it printed, and the verdict.

Everything of the student's is shown as text or as a checked picture, so nothing in it can run.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from grader_tests.clean_text import clean
from grader_tests.verdict import Verdict
from tools.output_budget import is_picture

MAX_SOURCE = 20_000  # characters of a cell's code that are shown


@cache
def templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(student: str, lesson: str, notebook, verdicts: list[Verdict], repairs: list[str]) -> str:
    """The page as HTML, complete in itself: it loads nothing from elsewhere."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    exercises = [
        {
            "verdict": verdict,
            "card": Markup(verdict._repr_html_()),  # escapes what is not its own
            "cell": shown(cells.get(verdict.exercise.split(".")[-1])),
        }
        for verdict in verdicts
    ]
    return (
        templates()
        .get_template("feedback.html")
        .render(
            student=student,
            lesson=lesson,
            exercises=exercises,
            others=[
                shown(cell)
                for cell in notebook.cells
                if cell.cell_type == "code" and not cell.metadata.get("nbgrader") and stopped(cell)
            ],
            repairs=[clean(text) for text in repairs],
            score=sum(verdict.score for verdict in verdicts),
            max_score=sum(verdict.max_score for verdict in verdicts),
        )
    )


def stopped(cell) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def shown(cell) -> dict:
    """A cell's code, texts and pictures (data addresses)."""
    if cell is None:
        return {"source": "", "texts": [], "pictures": []}
    texts, pictures = [], []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if output.output_type == "stream":
            texts.append(clean(output.text))
        elif output.output_type == "error":
            texts.append("\n".join(output.traceback) or f"{output.ename}: {output.evalue}")
        elif picture := next((kind for kind in ("image/png", "image/jpeg") if kind in data), None):
            if is_picture(picture, data[picture]):
                pictures.append(f"data:{picture};base64,{data[picture]}")
        elif "text/plain" in data:
            texts.append(clean(data["text/plain"]))
    source = clean(cell.source)
    if len(source) > MAX_SOURCE:
        source = source[:MAX_SOURCE] + "\n# ... the rest of this cell is not shown here"
    return {"source": source, "texts": texts, "pictures": pictures}
