"""Pack what students get: notebooks, the library with the checks, and what installs them.

The wheel holds `w2vlib` and `grader_tests`. A check that runs on a student's own machine must hold
what it compares with, so a student who searches finds the specifications there; grades come from
`grade`, which runs outside of the student's reach.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools import build, lessons
from tools.building import launcher_page, stamp
from w2vlib.write_aside import write_aside

LOCK, CONDA = "requirements.lock", "environment.yml"
LAB = "tools/lab.py"
# What the wheel is made of; a copy, as setuptools would also pack what older builds left behind.
WHEEL = ("pyproject.toml", "README.md", "LICENSE", "w2vlib", "grader_tests")
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the same content gives the same file, byte for byte
MAKE_WHEEL = "import sys, setuptools.build_meta as b; print(b.build_wheel(sys.argv[1]))"


class ReleaseError(RuntimeError):
    """The release can't be made; the message says why and what to do."""


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    default = lessons.ROOT / "build" / f"{name()}.zip"
    parser = argparse.ArgumentParser(prog="course.py release", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=default, metavar="FILE.zip", help="default: %(default)s"
    )
    options = parser.parse_args(argv)
    try:
        members = release(options.out)
    except (ReleaseError, OSError) as error:
        print(f"No release was made: {error}", file=sys.stderr)
        return 1
    print(f"{options.out}: version {stamp.version()}, {len(members)} files")
    print("The checks in it hold the specifications they compare with; solutions are not in it.")
    return 0


def name() -> str:
    """The folder in the zip."""
    return f"word2vec-course-{stamp.version()}"


def release(out: Path) -> list[str]:
    """Write the students' zip to ``out`` and return the names of its files.

    Raises:
        ReleaseError: notebooks are out of date, or the wheel can't be built.
        OSError: the file can't be written; an older one is still there.
    """
    if out.suffix != ".zip":
        raise ReleaseError(f"--out should name a .zip file, and not {out}.")
    # What is packed comes from the sources. A notebook that its own user worked in is no reason to
    # refuse; another that differs is: what its source now gives may never have been run.
    if any(not build.in_use(path) for path in build.stale(lessons.names())):
        build.check(lessons.names())
        raise ReleaseError("the notebooks are not what their sources give (see above).")
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        files = contents(wheel(Path(folder)))
    with (
        write_aside(out) as aside,
        zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{name()}/{path}", NO_DATE), data)
    return sorted(files)


def contents(wheel: Path) -> dict[str, bytes]:
    """Each file of the release by its name, below the release's own folder."""
    names = lessons.names()
    files = {
        wheel.name: wheel.read_bytes(),
        LOCK: (lessons.ROOT / LOCK).read_bytes(),
        LAB: (lessons.ROOT / LAB).read_bytes(),
        "LICENSE": (lessons.ROOT / "LICENSE").read_bytes(),
        "course/README.md": launcher_page.path().read_bytes(),
        CONDA: conda(wheel.name).encode("utf-8"),
        "README.md": readme(wheel.name, names).encode("utf-8"),
    }
    for lesson in names:
        files[f"course/{lesson}/{lesson}.ipynb"] = build.student_text(lesson).encode("utf-8")
    return files


def conda(wheel: str) -> str:
    """The course's ``environment.yml`` with the wheel in place of a checkout."""
    lines = (lessons.ROOT / CONDA).read_text("utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("#"))
    checkout = "--editable ."
    if text.count(checkout) != 1:
        raise ReleaseError(f"{CONDA} should install the course by a line {checkout!r}.")
    return text.replace(checkout, f"./{wheel}")


def readme(wheel: str, notebooks: list[str]) -> str:
    """What students read first: how to install it, and what is there."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return templates.get_template("release.md").render(
        wheel=wheel, lessons=notebooks, lock=LOCK, lab=LAB, version=stamp.version()
    )


def wheel(folder: Path) -> Path:
    """Build the wheel of ``w2vlib`` and the checks in ``folder``.

    Raises:
        ReleaseError: setuptools could not; the message ends with what it said last.
    """
    source = folder / "source"
    source.mkdir()
    for part in WHEEL:
        path = lessons.ROOT / part
        if path.is_dir():
            shutil.copytree(path, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, source)
    built = subprocess.run(
        [sys.executable, "-c", MAKE_WHEEL, str(folder)],
        cwd=source,
        env=os.environ | {"SOURCE_DATE_EPOCH": "315532800"},  # as NO_DATE
        capture_output=True,
        text=True,
    )
    if built.returncode:
        said = built.stderr.strip().splitlines() or ["nothing was said"]
        raise ReleaseError(f"the wheel could not be built: {said[-1]}")
    return folder / built.stdout.split()[-1]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
