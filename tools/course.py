"""The one command of the course: `python tools/course.py VERB`.

Needs nothing but Python's standard library: it makes the environment `.venv` when a verb first
asks for it and runs the verb inside. The verbs are the table `VERBS`; a new one is a new line.
"""

import difflib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

# Old Pythons must get as far as this: nothing above, and no syntax below, may be newer than 3.6.
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        f"The course needs Python 3.11, 3.12 or 3.13; this is Python {sys.version_info[0]}."
        f"{sys.version_info[1]}. Install one of them and start again with it, for example: "
        "python3.12 tools/course.py doctor"
    )

ROOT = Path(__file__).resolve().parent.parent
# Replaces the folder of this file, where a file's name could hide a module of the same name.
sys.path[0] = str(ROOT)

from tools import environment  # noqa: E402

# -P: else a `tools` in the user's folder would be taken for the course's.
MODULE = ("-P", "-m")


class Verb(NamedTuple):
    """One verb: what it is called, what it does, and what it is run with.

    `extras` are the optional parts of `pyproject.toml` it needs; None means that it runs with the
    Python that started this file, without any environment.
    """

    name: str
    summary: str
    extras: tuple[str, ...] | None
    command: tuple[str, ...]


VERBS = (
    Verb("lab", "open JupyterLab on the lessons", (), ("tools.lab",)),
    Verb("test", "run the whole test suite", ("test",), ("tools.run_tests",)),
    Verb("build", "make the notebooks from the lessons' sources", (), ("tools.build",)),
    Verb("new-exercise", "make the skeleton of an exercise", (), ("tools.new_exercise",)),
    Verb("release", "pack what students get", ("instructor",), ("tools.release",)),
    Verb("grade", "grade a class's submissions", ("instructor",), ("tools.grade",)),
    Verb(
        "cluster",
        "start Dask's scheduler or a worker, to grade on several machines",
        ("instructor", "cluster"),
        ("tools.cluster",),
    ),
    Verb("hand-back", "give feedback through nbgrader's exchange", (), ("tools.hand_back",)),
    Verb("demo", "grade a simulated class, to see it all work", ("instructor",), ("tools.demo",)),
    Verb("bench", "measure, beside a peer in one run", ("test",), ("tools.bench",)),
    Verb("train", "train word vectors on a text", (), ("w2vlib", "train")),
    Verb("neighbors", "list the words nearest to a word", (), ("w2vlib", "neighbors")),
    Verb("analogy", "solve 'man is to king as woman is to ...'", (), ("w2vlib", "analogy")),
    Verb("evaluate", "compare vectors with files of scores", (), ("w2vlib", "evaluate")),
    Verb("plot", "draw a map of words, or loss curves", (), ("w2vlib", "plot")),
    Verb("export", "write vectors for other programs", (), ("w2vlib", "export")),
    Verb("progress", "say how far you are in the lessons", (), ("grader_tests.desk",)),
    Verb("doctor", "say what this machine has and what is missing", None, ("tools.doctor",)),
)

# These start without this file, too: they are told how they were called, for their usage.
ALSO_ALONE = ("w2vlib", "grader_tests.desk")


def main(arguments: list[str]) -> int:
    """Run the verb that `arguments` begin with and return its exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(help_text())
        return 0 if arguments else 2
    verb = next((verb for verb in VERBS if verb.name == arguments[0]), None)
    if verb is None:
        print(unknown(arguments[0]), file=sys.stderr)
        return 2
    own_arguments = arguments[1:]
    os.environ.pop("COURSE_PROGRAM", None)
    if verb.command[0] in ALSO_ALONE:
        os.environ["COURSE_PROGRAM"] = "python tools/course.py"
    if verb.extras is None:
        return run([sys.executable, *MODULE, *verb.command, *own_arguments])
    ready = environment.examine(ROOT, verb.extras).state == "ready"
    if not ready and wants_help(own_arguments):
        text = help_without_environment(verb)
        if text:
            print(text, end="")
            return 0
    started = time.monotonic()
    try:
        python = environment.prepare(ROOT, verb.extras)
    except environment.SetupError as error:
        print(error, file=sys.stderr)
        return 1
    if not ready:
        os.environ["COURSE_SETUP_SECONDS"] = f"{time.monotonic() - started:.1f}"
    return run([str(python), *MODULE, *verb.command, *own_arguments])


def help_text() -> str:
    """Return the list of verbs, one line each."""
    lines = [f"  {verb.name:<12} {verb.summary}" for verb in VERBS]
    return "\n".join(
        [
            "usage: python tools/course.py VERB [ARGUMENTS]",
            "",
            "The first use of a verb sets up the environment .venv; later ones start at once.",
            "",
            *lines,
            "",
            "python tools/course.py VERB --help explains a verb.",
        ]
    )


def unknown(name: str) -> str:
    """Return the sentence for a verb that does not exist, with the nearest one that does."""
    names = [verb.name for verb in VERBS]
    near = difflib.get_close_matches(name, names, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    return f"There is no verb {name!r}.{guess} The verbs are: {', '.join(names)}."


def wants_help(arguments: list[str]) -> bool:
    """Say whether the verb was only asked to explain itself."""
    before_others = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "-h" in before_others or "--help" in before_others


def help_without_environment(verb: Verb) -> str:
    """Return the verb's help if it can be had without gigabytes being installed for it, else ''."""
    command = [sys.executable, *MODULE, *verb.command, "--help"]
    done = subprocess.run(command, env=variables(), capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def variables() -> dict[str, str]:
    """Return the environment variables for a verb: the project's modules are found first."""
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *([path] if path else [])])}


def run(command: list[str]) -> int:
    """Run `command` in the user's folder, in the place of this process where that is possible."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":  # signals and exit codes then need no passing on
        os.execve(command[0], command, variables())
    child = subprocess.Popen(command, env=variables())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child gets it too and decides what to do
            continue


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
