"""A student's feedback page: for each exercise their code, what it printed, and the verdict.

Everything of the student's is shown as text or as a checked picture, so nothing in it can run.
"""

import re

from markupsafe import Markup
from nbformat import NotebookNode

from grader_tests import registry
from grader_tests.clean_text import clean
from grader_tests.verdict import Verdict
from tools.building.cell_names import grade_id, name_of
from tools.judging.output_budget import is_picture
from tools.reporting import points
from tools.reporting.pages import environment

MAX_SOURCE = 20_000  # characters of a cell's code that are shown
MAX_STEP = 220  # characters of a next step, which is one line
MAX_DESCRIPTION = 1_000  # characters
UNDESCRIBED = "A picture that this cell drew"
POINTS = re.compile(r"<!-- points -->.*?<!-- /points -->", re.DOTALL)
SENTENCE = re.compile(r".*?[.?!](?=\s|$)", re.DOTALL)


def page(
    student: str, lesson: str, notebook: NotebookNode, verdicts: list[Verdict], repairs: list[str]
) -> str:
    """The page as HTML, complete in itself: it loads nothing from elsewhere.

    What being late costs is known later: see ``with_points``.
    """
    cells = {name_of(cell): cell for cell in notebook.cells}
    exercises = [
        {
            "verdict": verdict,
            "card": Markup(verdict._repr_html_()),  # escapes what is not its own
            "hint": first_hint(verdict),
            "cell": shown(cells.get(grade_id(verdict.exercise))),
        }
        for verdict in verdicts
    ]
    score, most = (sum(getattr(v, name) for v in verdicts) for name in ("score", "max_score"))
    return (
        environment()
        .get_template("feedback.html")
        .render(
            student=student,
            lesson=lesson,
            points=_points(score, most, 0.0),
            next=next_step(verdicts),
            exercises=exercises,
            others=[
                shown(cell)
                for cell in notebook.cells
                if cell.cell_type == "code" and not cell.metadata.get("nbgrader") and stopped(cell)
            ],
            repairs=[clean(text) for text in repairs],
        )
    )


def with_points(page: str, outcome: dict) -> str:
    """The page with the points of ``outcome``, after its late penalty.

    Nothing of the student's can be taken for the place of the points: all of it is escaped.
    """
    most = sum(verdict["max_score"] for verdict in outcome["verdicts"])
    new = _points(points.raw_score(outcome), most, points.late_penalty(outcome))
    return POINTS.sub(lambda _: new, page, count=1)


def _points(score: float, max_score: float, penalty: float) -> Markup:
    template = environment().get_template("points.html")
    final = score - penalty
    shown = {"final": final, "score": score, "max_score": max_score, "penalty": penalty}
    return Markup(template.render(**shown).strip())


def next_step(verdicts: list[Verdict]) -> dict | None:
    """The first exercise that is not right, and why to look at it; None if all are right.

    The first, because later ones often use it.
    """
    for number, verdict in enumerate(verdicts, 1):
        if verdict.state == "right":
            continue
        if verdict.state == "not attempted":
            why = "you have not tried it yet."
        else:
            why = SENTENCE.match(verdict.message)
            why = " ".join((why[0] if why else verdict.message).split())
            why = why if len(why) <= MAX_STEP else why[:MAX_STEP] + " …"
        return {"number": number, "verdict": verdict, "why": why}
    return None


def first_hint(verdict: Verdict) -> str:
    """The exercise's first hint for an answer that is not right yet."""
    hints = registry.find(verdict.exercise).hints if verdict.state != "right" else ()
    return hints[0] if hints else ""


def stopped(cell: NotebookNode) -> bool:
    """Whether the cell ended with an error."""
    return any(output.output_type == "error" for output in cell.outputs)


def _described(plain: object) -> str:
    """What a picture shows, if the cell says it: `<Figure ...>` says nothing."""
    said = " ".join(clean(str(plain or "")).split())
    return UNDESCRIBED if not said or said.startswith("<") else said[:MAX_DESCRIPTION]


def shown(cell: NotebookNode | None) -> dict:
    """A cell's code, texts and pictures (data addresses, each with its description)."""
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
                address = f"data:{picture};base64,{data[picture]}"
                pictures.append({"address": address, "alt": _described(data.get("text/plain"))})
        elif "text/plain" in data:
            texts.append(clean(data["text/plain"]))
    source = clean(cell.source)
    if len(source) > MAX_SOURCE:
        source = source[:MAX_SOURCE] + "\n# ... the rest of this cell is not shown here"
    return {"source": source, "texts": texts, "pictures": pictures}
