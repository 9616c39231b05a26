"""Which version of the course a notebook comes from, written into it when it is built.

A student's notebook keeps the stamp, so that a submission from an older release says so.
"""

import hashlib
import json
import re
import tomllib
from functools import cache

from tools.lessons import ROOT

KEY = "word2vec_course"  # in the notebook's metadata
READABLE = re.compile(r"[0-9A-Za-z.+-]{1,40}")


@cache
def version() -> str:
    """The version of the course."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return project["project"]["version"]


def stamp(asked: list[str]) -> dict[str, str]:
    """``version``, and a hash of the texts with which a lesson's ``exercises`` ask."""
    digest = hashlib.sha256(json.dumps(asked).encode("utf-8")).hexdigest()
    return {"version": version(), "exercises": digest[:12]}


def older(submitted: dict, release: dict) -> str:
    """A sentence about a submission that comes from another release, else an empty text.

    Args:
        submitted: what the submission's metadata hold for ``KEY``; it may be anything.
        release: the stamp of today's notebook.
    """
    theirs = {key: value for key in release if _readable(value := submitted.get(key))}
    if len(theirs) < len(release) or theirs == release:
        return ""
    same = theirs["exercises"] == release["exercises"]
    return (
        f"The notebook comes from version {theirs['version']} of the course. "
        f"It was graded with version {release['version']}, in which the exercises of this lesson "
        f"are {'the same' if same else 'not all the same'}."
    )


def _readable(value) -> bool:
    return isinstance(value, str) and READABLE.fullmatch(value) is not None
