"""Grading as it is, except that code without an end is stopped sooner: else a test waits for it.

A submission is graded in a process of its own, so nothing else is changed.
"""

import contextlib
from collections.abc import Iterator

from tools import grade_one as grading
from tools import own_process

SECONDS = 20  # for a cell, or for an answer


@contextlib.contextmanager
def graders() -> Iterator[None]:
    """Let those processes run ``grade_one`` of this file."""
    real = own_process.call
    own_process.call = lambda _, *arguments: real(f"{__name__}:grade_one", *arguments)
    try:
        yield
    finally:
        own_process.call = real


def grade_one(job: dict) -> dict:
    """In such a process: as ``tools.grade_one``, in little time."""
    config_of = grading.judge_config

    def sooner(*place):
        config = config_of(*place)
        config.Judge.timeout = config.Judge.ask_timeout = SECONDS
        return config

    grading.judge_config = sooner
    return grading.grade_one(job)
