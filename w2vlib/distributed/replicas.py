"""All replicas of a training: how they agree, follow the first one, and notice a loss."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import tensorflow as tf

from w2vlib.distributed.cluster import LostWorkerError

_LOST = (
    tf.errors.UnavailableError, tf.errors.AbortedError, tf.errors.CancelledError,
    tf.errors.DeadlineExceededError,
)  # fmt: skip


@contextmanager
def loss_told() -> Iterator[None]:
    """Turns TensorFlow's errors about a peer that is gone into a `LostWorkerError`."""
    try:
        yield
    except tf.errors.OpError as error:
        if isinstance(error, _LOST) or "Collective ops is aborted" in error.message:
            raise LostWorkerError(
                "another worker is gone; start all of them again with --resume"
            ) from error
        raise


class Replicas:
    """Every replica of a strategy, numbered through all processes; number 0 is the chief's.

    Attributes:
        strategy: which they belong to.
        count: n, of all processes.
        first: the number of this process's first replica.
        devices: of this process, one for each replica.
    """

    def __init__(self, strategy: tf.distribute.Strategy):
        self.strategy = strategy
        self.count = strategy.num_replicas_in_sync
        self.devices = strategy.extended.worker_devices
        numbers = strategy.experimental_distribute_values_from_function(
            lambda context: context.replica_id_in_sync_group
        )
        self.first = int(strategy.experimental_local_results(numbers)[0])

    def local(self) -> int:
        """Inside `strategy.run`: which of this process's replicas this is."""
        number = tf.distribute.get_replica_context().replica_id_in_sync_group
        return int(tf.get_static_value(number)) - self.first

    def from_first(self, values: list) -> list[tf.Tensor]:
        """Inside `strategy.run`: the values that replica 0 has."""
        is_first = self.first + self.local() == 0
        values = [tf.identity(value) if is_first else tf.zeros_like(value) for value in values]
        return tf.distribute.get_replica_context().all_reduce("SUM", values)

    def told_by_chief(self, data: object) -> object:
        """The chief's `data`, which is plain data (as JSON has it), for every process."""
        text = np.frombuffer(json.dumps(data).encode(), np.uint8)
        length = int(self._send(np.array([len(text)]))[0])
        sent = self._send(np.resize(text, length))  # only the chief's has the right length
        return json.loads(sent.astype(np.uint8).tobytes())

    def check_alike(self, *data: bytes) -> None:
        """Every process calls this with data that must be the same.

        Raises:
            ValueError: on all of them, if one has other data.
        """
        own = np.frombuffer(hashlib.sha256(b"\0".join(data)).digest(), np.uint8)
        own = tf.constant(own, tf.float32)

        def differences():
            (chiefs,) = self.from_first([own])
            return tf.distribute.get_replica_context().all_reduce("SUM", tf.abs(own - chiefs))

        if self._run(differences).any():
            raise ValueError(
                "the workers have different corpora, settings or objectives; start all of them "
                "with the same ones (a corpus is the same if all its files are)"
            )

    def _send(self, values: np.ndarray) -> np.ndarray:
        return self._run(lambda: self.from_first([tf.constant(values, tf.float32)])[0])

    def _run(self, work) -> np.ndarray:
        """Runs `work` on every replica; what this process's first one returns."""
        with loss_told():
            of_each = tf.function(lambda: self.strategy.run(work))()
        return self.strategy.experimental_local_results(of_each)[0].numpy()
