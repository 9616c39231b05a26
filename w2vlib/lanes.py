"""How many threads learn at the same time.

A step is made of some forty operations. To spread each of them over the cores costs more waiting
than to give each core steps of its own.
"""

from __future__ import annotations

import os

import tensorflow as tf


def lanes() -> int:
    """One for each core that this process may use; one with a GPU, which is busy with a step."""
    if tf.config.list_physical_devices("GPU"):
        return 1
    if inter := tf.config.threading.get_inter_op_parallelism_threads():
        return inter
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def one_core_for_an_operation(threads: int | None = None) -> None:
    """Tells TensorFlow not to spread operations over cores; only before its first operation.

    Args:
        threads: cores to use (default: all).
    """
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(threads or lanes())
