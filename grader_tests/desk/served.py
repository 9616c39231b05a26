"""What the learner's Jupyter server does more than others, or better.

It fills the progress into the first page, and validates notebooks without standing still.
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.validate_assignment import handlers as nbgraders
from tornado import web

from grader_tests.desk.launcher import filled
from grader_tests.desk.validating import ALL_SECONDS

VALIDATE = (sys.executable, "-P", "-m", "grader_tests.desk.validating")
TOO_LONG = (
    f"The notebook did not finish within {ALL_SECONDS // 60} minutes, so validating it was stopped."
)
NO_ANSWER = "The notebook can't be validated: the program that runs it stopped. It said last: {}"


class CourseContents(AsyncLargeFileManager):
    """Serves the course's first page as it is now; the file on the disk stays the same."""

    async def get(
        self,
        path: str,
        content: bool = True,
        type: str | None = None,
        format: str | None = None,
        **options: object,
    ) -> dict:
        """What Jupyter shows of a file or folder; the first page gets the learner's own marks."""
        model = await super().get(path, content=content, type=type, format=format, **options)
        if path.endswith("README.md") and isinstance(model["content"], str):
            page = await asyncio.to_thread(filled, model["content"])  # it reads some forty files
            if page != model["content"]:
                model |= {"content": page, "writable": False}  # else it could be saved like this
        return model


class Validate(nbgraders.ValidateAssignmentHandler):
    """The Validate button's, which keeps nobody waiting but who pressed it."""

    @web.authenticated
    async def post(self) -> None:
        """Answers the button, as nbgrader does."""
        answer = await asyncio.to_thread(self.validate_notebook, self.get_argument("path"))
        self.finish(json.dumps(answer))

    def validate_notebook(self, path: str) -> dict:
        """What is said of a notebook below the served folder.

        Raises:
            HTTPError: it lies elsewhere.
        """
        root = Path(self.root_dir).resolve()
        notebook = (root / path.lstrip("/")).resolve()
        if not notebook.is_relative_to(root):
            raise web.HTTPError(403, "this notebook is outside of the served folder")
        return run_validation(notebook)


def run_validation(notebook: Path, seconds: float = ALL_SECONDS) -> dict:
    """Validate in a process of its own and return what it says."""
    try:
        done = subprocess.run(
            [*VALIDATE, str(notebook)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
        )
        return json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:  # its kernel ends with it
        return {"success": False, "value": TOO_LONG}
    except (ValueError, IndexError):
        said = done.stderr.strip().splitlines() or ["nothing"]
        return {"success": False, "value": NO_ANSWER.format(said[-1])}


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "grader_tests.desk.served"}]


def _load_jupyter_server_extension(server) -> None:
    """Answer in the place of nbgrader's own extension, which must not be loaded, too."""
    server.web_app.settings["root_dir"] = server.root_dir
    base = server.web_app.settings["base_url"]
    handlers = [
        (url_path_join(base, "/assignments/validate"), Validate),
        (url_path_join(base, "/nbgrader_version"), nbgraders.NbGraderVersionHandler),
    ]
    server.web_app.add_handlers(".*$", handlers)
