"""Threads that learn at the same time.

A step is made of some fifty operations. To spread each of them over the cores costs more waiting
than to give every core steps of its own. The threads change the same tables without waiting for
each other (Recht et al. 2011): two of them seldom touch the same row at the same moment.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import numpy as np
import tensorflow as tf

from w2vlib.training.block_layout import Rows
from w2vlib.training.block_steps import BlockSteps
from w2vlib.training.id_type import has_gpu

_CENTRES_A_CALL = 160_000  # of a few steps of all lanes, of which the last one tells its loss
_LEAST_CALLS = 10  # in an epoch: within one the rate moves in a straight line


class Lanes:
    """Steps of several threads, called as those of one.

    Args:
        steps: with the tables.
        number: of threads.

    Attributes:
        centres: of one row of the text in a step.
        most_rows: of all lanes.
        replicas: the rows are a multiple of this.
    """

    def __init__(self, steps: BlockSteps, number: int):
        self._steps, self.replicas = steps, number
        self._counts = [steps.new_counts() for _ in range(number)]
        self._pool = ThreadPoolExecutor(number)
        self.centres, self.slots = steps.centres, steps.slots
        self.most_rows = number * steps.most_rows
        self.adapt, self.restored = steps.adapt, steps.restored

    def steps_a_call(self, rows: int, steps: int) -> int:
        """Of a text in so many rows, which is learned in so many steps."""
        return max(1, min(_CENTRES_A_CALL // (rows * self.centres), steps // _LEAST_CALLS))

    def place(self, rows: Rows) -> list[list[tf.Tensor]]:
        """A text as `run` reads it: the rows of each lane."""
        lanes = range(self.replicas)
        return [self._steps.place(rows.part(lane, self.replicas)) for lane in lanes]

    def run(
        self, texts: list, first: int, count: int, rate: float, rate_after: float, seed: int
    ) -> tuple[float, float]:
        """As `BlockSteps.run`; loss and number of pairs are those of all lanes."""
        numbers = tf.constant(first), tf.constant(count), tf.constant(rate), tf.constant(rate_after)
        seeds = np.random.default_rng(seed).integers(2**31, size=self.replicas)

        def learn(text, counts, own_seed):
            told = self._steps.run(
                *text, self._steps.noise.ids, counts, *numbers, tf.constant(int(own_seed))
            )
            return [float(number) for number in told]

        loss, pairs = np.sum(list(self._pool.map(learn, texts, self._counts, seeds)), axis=0)
        return float(loss), float(pairs)


def cores() -> int:
    """How many lanes are best: one with a GPU, else one for each core of this process."""
    if has_gpu():
        return 1
    if told := tf.config.threading.get_inter_op_parallelism_threads():
        return told
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def one_core_for_an_operation(threads: int | None = None) -> None:
    """Tells TensorFlow not to spread operations over cores, if it has not begun to work yet.

    Args:
        threads: cores to use (default: all).
    """
    with suppress(RuntimeError):  # it has begun: a little slower, but nothing is wrong
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(threads or cores())
