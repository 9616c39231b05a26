"""The type of word ids in TensorFlow's graphs."""

from __future__ import annotations

import tensorflow as tf


def id_type() -> tf.DType:
    """int64 with a GPU, else int32.

    On a GPU, TensorFlow slices, compares, joins and reshapes int32 in the memory of the host
    (the kernels are registered so), and has no gather from an int32 variable; those for int64 run
    on the device.
    """
    return tf.int64 if has_gpu() else tf.int32


def has_gpu() -> bool:
    """Whether TensorFlow sees one."""
    return bool(tf.config.list_physical_devices("GPU"))
