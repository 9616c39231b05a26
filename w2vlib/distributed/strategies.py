"""The `tf.distribute` strategy of a name."""

from __future__ import annotations

import functools

import tensorflow as tf

from w2vlib.distributed.cluster import read_cluster


@functools.cache  # the workers of a process meet once
def open_strategy(name: str) -> tf.distribute.Strategy | None:
    """None for "none"; "multi-worker" waits until all workers are there.

    Raises:
        ValueError: no or a wrong `TF_CONFIG`, or TensorFlow has worked in this process already.
        OSError: the workers do not find each other.
    """
    if name == "none":
        return None
    if name == "mirrored":
        kind = "GPU" if tf.config.list_logical_devices("GPU") else "CPU"
        return tf.distribute.MirroredStrategy(
            [device.name for device in tf.config.list_logical_devices(kind)]
        )
    workers = read_cluster().workers
    try:
        return tf.distribute.MultiWorkerMirroredStrategy()
    except RuntimeError as error:
        raise ValueError(
            "strategy 'multi-worker' must be opened before TensorFlow does anything else in this "
            "process: start a new one"
        ) from error
    except tf.errors.OpError as error:
        raise OSError(
            f"the workers {', '.join(workers)} did not find each other: {error.message}"
        ) from error
