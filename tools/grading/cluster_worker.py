"""What a worker of a cluster does: bytes of a submission in, plain data out.

A worker process opens its place (kernels, sandbox) once, for its first submission, and keeps it
to its end.
"""

import atexit
import multiprocessing
import threading

from tools import sandbox
from tools.grading.course_fingerprint import fingerprint
from tools.grading.place import Place

LOADED = fingerprint()  # of the course that this process has imported

_places: dict[str, Place] = {}
_opening = threading.Lock()


def unfit(kind: str, wanted: str) -> str | None:
    """Why this worker can't grade, or None.

    Args:
        kind: of the ``Kernels``.
        wanted: the fingerprint of the course of the process that asks.
    """
    if wanted != LOADED:
        return (
            f"it has another version of the course ({LOADED}, not {wanted}); bring it up to date "
            "and start it again"
        )
    if fingerprint() != LOADED:
        return "its course was changed after it had started; start it again"
    if kind != "none" and (reason := sandbox.problem()):
        return f"the sandbox can't be used: {reason}"
    return None


def grade(job: dict) -> dict:
    """``Place.grade`` on this machine; ``{"unfit": reason}`` where that can't be.

    Args:
        job: that of ``Place.grade``, and ``kind`` and ``course`` (see ``unfit``).
    """
    with _opening:
        if job["kind"] not in _places:
            if reason := unfit(job["kind"], job["course"]):
                return {"unfit": reason}
            try:
                _places[job["kind"]] = opened(job["kind"])
            except OSError as error:
                return {"unfit": f"its sandbox can't be made ready: {error}"}
    if job["course"] != LOADED:
        return {"unfit": unfit(job["kind"], job["course"])}
    return _places[job["kind"]].grade(job)


def opened(kind: str) -> Place:
    """A place for the rest of this process's life."""
    # Dask's own watchers run workers as daemons, which may have no children.
    multiprocessing.current_process().daemon = False
    place = Place(kind)
    place.__enter__()
    atexit.register(place.__exit__)
    return place
