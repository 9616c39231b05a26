"""Grading as it is, except that code without an end is stopped sooner: else a test waits for it.

    python -m tests.impatient SECONDS PATH --out DIR ...

grades as ``python -m tools.grade PATH --out DIR ...`` does.
"""

import contextlib
import sys
from collections.abc import Iterator

from tools.grading import own_process
from tools.judging import one_submission


@contextlib.contextmanager
def graders(seconds: int) -> Iterator[None]:
    """Let the processes that grade a submission run ``grade_one`` of this file.

    Args:
        seconds: for a cell, or for an answer.
    """
    real = own_process.call

    def call(_function: str, job: dict, *rest):
        return real("tests.impatient:grade_one", job | {"patience": seconds}, *rest)

    own_process.call = call
    try:
        yield
    finally:
        own_process.call = real


def grade_one(job: dict) -> dict:
    """As the grader's own, in a process that does nothing else, with the job's patience."""
    config_of = one_submission.judge_config

    def sooner(*place):
        config = config_of(*place)
        config.Judge.timeout = config.Judge.ask_timeout = job["patience"]
        return config

    one_submission.judge_config = sooner
    return one_submission.grade_one(job)


if __name__ == "__main__":
    from tools import grade

    with graders(int(sys.argv[1])):
        sys.exit(grade.main(sys.argv[2:]))
