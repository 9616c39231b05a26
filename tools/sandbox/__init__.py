"""The sandbox in which students' code is graded: no network, nothing of the instructor's in sight.

The outer wall is bubblewrap's (``wall``). A kernel starts in a wall of its own (cold), or all of
them share one wall in which a process that has imported TensorFlow forks a child per kernel
(warm); each child puts itself behind a wall of its own (``inside/own_walls.py``) before any of
the student's code runs. ``kernels`` offers both to Jupyter.
"""

from tools.sandbox.wall import problem

KINDS = ("bwrap", "none")

__all__ = ["KINDS", "problem"]
