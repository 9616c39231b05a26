"""Run a lesson's cells in a process of its own, and tell what they print and what they make.

    python lesson_run.py LESSON '{"left out": [...], "wanted": {"a mark": "an expression"}}'

Trainings that are repeatable switch TensorFlow's determinism on for a whole process; no other test
should have to live with that.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def run(lesson: str, left_out: list[str], wanted: dict[str, str]) -> dict:
    """``{"printed": {first line of a cell: text}, "values": {mark: value}}``.

    Args:
        left_out: cells that hold one of these are not run.
        wanted: for a cell that holds the mark, an expression that is evaluated after it.
    """
    told = json.dumps({"left out": left_out, "wanted": wanted})
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    done = subprocess.run(
        [sys.executable, __file__, lesson, told],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().split("\n")[-1])


def main(lesson: str, told: dict) -> dict:
    import student_code

    from tools import lessons

    namespace, printed, values = {"__name__": "__main__"}, {}, {}
    for cell in lessons.read(lesson).cells:
        if cell.cell_type != "code" or any(mark in cell.source for mark in told["left out"]):
            continue
        with contextlib.redirect_stdout(io.StringIO()) as output:
            student_code.run(cell.source, namespace)
        printed[cell.source.split("\n")[0]] = output.getvalue()
        for mark, expression in told["wanted"].items():
            if mark in cell.source:
                values[mark] = eval(expression, namespace)
    return {"printed": printed, "values": values}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
