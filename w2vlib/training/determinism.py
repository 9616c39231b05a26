"""TensorFlow's determinism, switched on for a while.

It holds for a whole process, and makes every random operation without a seed an error; so a
training must not leave it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tensorflow.python.framework import config  # the switch back is not in the public interface


@contextmanager
def deterministic_operations(wanted: bool) -> Iterator[None]:
    """Operations give the same result each time, bit for bit, if `wanted`; then as before."""
    if not wanted or config.is_op_determinism_enabled():
        yield
        return
    config.enable_op_determinism()
    try:
        yield
    finally:
        config.disable_op_determinism()
