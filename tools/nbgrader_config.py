"""How nbgrader is set up for this course: for grading by ``tools/grade_one.py``."""

from pathlib import Path

from traitlets.config import Config

from tools.judge import Judge
from tools.sandbox import NAME

# What may stand in a feedback page: nothing that runs, loads or leads elsewhere.
SAFE_TAGS = ["b", "blockquote", "br", "code", "details", "div", "em", "h1", "h2", "h3", "h4", "i"]
SAFE_TAGS += ["li", "ol", "p", "pre", "small", "span", "strong", "sub", "summary", "sup", "table"]
SAFE_TAGS += ["tbody", "td", "th", "thead", "tr", "ul"]


def grading_config(work: Path, database: str, lesson: str, student: str = "") -> Config:
    """nbgrader's settings for one submission below the folder ``work``."""
    c = Config()
    c.CourseDirectory.course_id = "w2v"
    c.CourseDirectory.root = str(work)
    c.CourseDirectory.db_url = database
    c.CourseDirectory.source_directory = "source"
    c.CourseDirectory.release_directory = "release"
    c.CourseDirectory.assignment_id = lesson
    c.CourseDirectory.student_id = student or "*"
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.py"]
    c.Autograde.autograde_preprocessors = [
        Judge,
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.OverwriteCells.add_missing_cells = True  # a deleted test cell else gives a silent NULL
    c.Judge.timeout = 60
    c.Judge.kernel_name = NAME
    c.Judge.skip_cells_with_tag = "never-skip-8f1c"  # a tag of the student's must not skip a cell
    c.KernelManager.transport = "ipc"
    c.GenerateFeedback.preprocessors = [
        "nbconvert.preprocessors.sanitize.SanitizeHTML",  # else a student's <script> is live
        "nbgrader.preprocessors.GetGrades",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    c.HTMLExporter.template_name = "feedback"
    c.SanitizeHTML.enabled = True
    c.SanitizeHTML.tags = SAFE_TAGS
    c.SanitizeHTML.attributes = {}
    c.SanitizeHTML.safe_output_keys = {"metadata", "text/plain", "image/png", "image/jpeg"}
    return c
