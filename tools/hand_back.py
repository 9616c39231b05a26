"""Give the pages that `grade` wrote back to students through nbgrader's exchange.

For submissions that nbgrader collected into `submitted`. Students get their page with
`nbgrader fetch_feedback`, or by a click in JupyterLab's list of assignments.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from tools import lessons
from tools.collecting import times

FROM_EXCHANGE = (times.STAMP, times.SECRET)  # nbgrader names the page after them


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    parser = argparse.ArgumentParser(prog="course.py hand-back", description=__doc__)
    parser.add_argument("results", type=Path, metavar="DIR", help="where `grade` wrote its results")
    options = parser.parse_args(argv)
    pages = sorted((options.results / "feedback").glob("*/[!.]*.html"))  # no unfinished one
    if not pages:
        print(f"{options.results} holds no feedback; grade first.", file=sys.stderr)
        return 2
    ready, left_out = [], []
    for page in pages:
        (ready if put(page, lessons.ROOT) else left_out).append(page)
    for page in left_out:
        name = f"{page.parent.name}/{page.stem}"
        print(f"{name}: not handed back, as it did not come through the exchange", file=sys.stderr)
    for lesson in sorted({page.stem for page in ready}):
        command = [sys.executable, "-m", "nbgrader", "release_feedback", lesson]
        if subprocess.run(command, cwd=lessons.ROOT).returncode:
            return 1
    print(f"{len(ready)} pages handed back, {len(left_out)} not.", file=sys.stderr)
    return 0


def put(page: Path, course: Path) -> bool:
    """Lay a page where nbgrader looks for it; False if no submission of the exchange is there."""
    place = (page.parent.name, page.stem)
    submitted = course.joinpath("submitted", *place)
    needed = [submitted / name for name in FROM_EXCHANGE]
    if any(path.is_symlink() or not path.is_file() for path in needed):
        return False
    feedback = course.joinpath("feedback", *place)
    feedback.mkdir(parents=True, exist_ok=True)
    for path in (page, *needed):
        shutil.copy(path, feedback)
    return True


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
