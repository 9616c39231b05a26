"""JupyterLab on the lessons: `python tools/course.py lab`."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COURSE = ROOT / "course"
FIRST_PAGE = "README.md"
# Fills the progress into the first page, and answers the Validate button in nbgrader's place.
SERVER_EXTENSION = "grader_tests.desk.served"
IN_PLACE_OF = "nbgrader.server_extensions.validate_assignment"

# Of nbgrader a student needs the Validate button, which SERVER_EXTENSION answers. The other parts
# are for a course with a server of its own, and complain at every start where there is none.
UNUSED = ("formgrader", "assignment_list", "course_list")
UNUSED_PANELS = ("formgrader", "assignment-list", "course-list", "create-assignment", "menu")
FORMGRADER = ("formgrader", "menu")  # what an instructor uses of these

# What Jupyter is to find before its own, by the name of the file.
CONFIGURATION = {
    # In the place of any other kernel called python3, also one of the user's own. What libraries
    # in C say on the way (TensorFlow says that there is no GPU) stays on the terminal: in a
    # notebook it looks like an error, and nbgrader's Validate button would take it for one.
    "kernels/python3/kernel.json": {
        "argv": [
            sys.executable,
            *("-m", "ipykernel_launcher", "-f", "{connection_file}"),
            "--IPKernelApp.capture_fd_output=False",
        ],
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "metadata": {"debugger": True},
        "env": {"TF_CPP_MIN_LOG_LEVEL": "3"},
    },
    # Else JupyterLab asks every student about news.
    "labconfig/default_setting_overrides.json": {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        # The first page is to be read, not edited.
        "@jupyterlab/docmanager-extension:plugin": {
            "defaultViewers": {"markdown": "Markdown Preview"}
        },
    },
}


def main(argv: list[str]) -> int:
    """Serve JupyterLab until it is stopped; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="course.py lab",
        description="Open JupyterLab on the lessons in course/. Ctrl-C ends it.",
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument(
        "--formgrader",
        action="store_true",
        help="for instructors: serve the whole project, with nbgrader's formgrader",
    )
    parser.add_argument("--port", type=int, help="the port to serve on (default: 8888 or the next)")
    arguments = parser.parse_args(argv)
    if not any(COURSE.glob("*/*.ipynb")):
        print(
            f"There are no notebooks in {COURSE} yet. Make them with: python tools/course.py build",
            file=sys.stderr,
        )
        return 1

    from jupyterlab import labapp  # here, so that --help needs nothing installed

    with tempfile.TemporaryDirectory(prefix="course-lab-") as folder:
        write_configuration(Path(folder), arguments.formgrader)
        labapp.main(options(arguments.no_browser, arguments.port, arguments.formgrader))
    return 0


def configuration(formgrader: bool) -> dict[str, dict]:
    """Return `CONFIGURATION` with the parts of nbgrader that are wanted."""
    wanted = FORMGRADER if formgrader else ()
    parts = {f"nbgrader.server_extensions.{name}": name in wanted for name in UNUSED}
    parts |= {SERVER_EXTENSION: True, IN_PLACE_OF: False}
    panels = {f"@jupyter/nbgrader:{name}": name not in wanted for name in UNUSED_PANELS}
    return CONFIGURATION | {
        "labconfig/page_config.json": {"disabledExtensions": panels},
        "jupyter_server_config.d/course.json": {"ServerApp": {"jpserver_extensions": parts}},
    }


def write_configuration(folder: Path, formgrader: bool) -> None:
    """Write the configuration into `folder` and let Jupyter look there first.

    The project's `nbgrader_config.py` is found behind it.
    """
    for name, content in configuration(formgrader).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    for variable in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):
        before = os.environ.get(variable)
        places = [str(folder), *([str(ROOT)] if formgrader else []), *([before] if before else [])]
        os.environ[variable] = os.pathsep.join(places)


def options(no_browser: bool, port: int | None, formgrader: bool = False) -> list[str]:
    """Return JupyterLab's own command-line options."""
    chosen = [
        f"--ServerApp.root_dir={ROOT if formgrader else COURSE}",
        f"--ServerApp.contents_manager_class={SERVER_EXTENSION}.CourseContents",
        "--ServerApp.log_level=WARN",  # the address is printed all the same
        "--ServerApp.answer_yes=True",  # Ctrl-C ends it without a question
        # Three things for which it would ask the network.
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
    ]
    if not formgrader:
        chosen.append(f"--LabApp.default_url=/lab/tree/{FIRST_PAGE}")
    if no_browser:
        chosen.append("--no-browser")
    if port is not None:
        chosen.append(f"--port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        chosen.append("--allow-root")
    return chosen


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
