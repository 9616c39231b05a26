"""The steps of all replicas, called as those of one."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from w2vlib.distributed.replicas import Replicas, loss_told
from w2vlib.training.block_layout import Rows
from w2vlib.training.block_steps import BlockSteps

# The most that rate · occurrences between two averages may be for a row whose moves are added up.
# Chosen on docstrings and miniworld with 2 and 4 replicas: 1.6 overshoots in early epochs, while
# the mean (0) ended 0.02 nats behind a single device on docstrings.
_GENTLE = 0.4


class AveragedSteps:
    """Replicas learn apart for one call; then their tables are brought together.

    The moves of n replicas are added up and scaled, each row by 0.4 / (rate · t), but at least 1/n
    and at most 1, where the row is expected t times in the call. So frequent words get the mean of
    moves that all replicas make alike, and rare words the sum, since most of their moves were made
    by one replica alone. The mean for all leaves rare words behind; the sum for all lets frequent
    ones overshoot, as it does in `w2vlib.training.row_updates`. What an optimizer or an adaptive
    sampler remembers is averaged.

    Args:
        replicas: all of them.
        steps: one for each replica of this process, on its device, all from the same start.
        share: of each word among the kept tokens `(V,)`, summing to 1.
        noise: the noise distribution `(V,)`.
        every: steps in a call.
    """

    def __init__(
        self, replicas: Replicas, steps: list[BlockSteps], share: np.ndarray, noise: np.ndarray,
        every: int,
    ):  # fmt: skip
        self._all, self._steps, self._every = replicas, steps, every
        self.replicas, self.centres = replicas.count, steps[0].centres
        self.slots = steps[0].slots
        self._counts = []
        for device, own in zip(replicas.devices, steps, strict=True):
            with tf.device(device):
                self._counts.append(own.new_counts())
        self.most_rows = steps[0].most_rows * replicas.count  # G of all together
        drawn = np.ones_like(noise) if steps[0].exact else steps[0].candidates * noise
        as_input = self.centres * share  # (V,) times in a row of the text in a step
        as_class = as_input + drawn
        self._times = [tf.constant(times, tf.float32) for times in (as_input, as_class, as_class)]

    def place(self, rows: Rows) -> list[tf.Tensor]:
        """The text of all replicas, as `run` reads it."""
        return self._steps[0].place(rows)

    def steps_a_call(self, rows: int, steps: int) -> int:
        """As many as there are between two averages, whatever the text."""
        return self._every

    def run(
        self, text: list, first: int, count: int, rate: float, rate_after: float, seed: int
    ) -> tuple[float, float]:
        """As `BlockSteps.run`; loss and number of pairs are those of all replicas.

        Raises:
            LostWorkerError: another worker is gone.
        """
        noise = [steps.noise.ids for steps in self._steps]
        with loss_told():
            loss, pairs = self._run(
                *text, noise, tf.constant(first), tf.constant(count), tf.constant(rate),
                tf.constant(rate_after), tf.constant(seed),
            )  # fmt: skip
            return float(loss), float(pairs)

    def adapt(self) -> None:
        """Called now and then: adaptive samplers change their noise, all in the same way."""
        for steps in self._steps:
            steps.adapt()

    def restored(self) -> None:
        """Called after `slots` were changed."""
        for steps in self._steps:
            steps.restored()

    def follow_chief(self) -> None:
        """All replicas take the tables of the chief's first one, and what it remembers."""
        with loss_told():
            self._follow()
        self.restored()

    @tf.function(reduce_retracing=True)
    def _run(self, tokens, left, right, noise, first, count, rate, rate_after, seed):
        texts = [self._own(number, tokens, left, right, first, count)
                 for number in range(len(self._steps))]  # fmt: skip
        blocks = tf.cast(tf.shape(left)[0] * count, tf.float32)
        pushes = blocks * (rate + rate_after) / 2.0
        scales = [
            tf.clip_by_value(_GENTLE / (pushes * times), 1.0 / self.replicas, 1.0)
            for times in self._times
        ]  # (V,)

        def one():
            number = self._all.local()
            steps = self._steps[number]
            starts = [tf.identity(table) for table in steps.model.tables]
            own_seed = seed + first * self.replicas + self._all.first + number
            told = steps.run(
                *texts[number], noise[number], self._counts[number], tf.constant(0), count, rate,
                rate_after, own_seed,
            )  # fmt: skip
            moves = [table - start for table, start in zip(steps.model.tables, starts, strict=True)]
            means = [variable / self.replicas for variable in _remembered(steps)]
            sums = tf.distribute.get_replica_context().all_reduce("SUM", [*moves, *means, *told])
            moves, means, told = sums[:3], sums[3:-2], sums[-2:]
            for table, update, start, move, scale in zip(
                steps.model.tables, steps.model.updates.values(), starts, moves, scales, strict=True
            ):
                scale = scale[:, None] if move.shape.rank == 2 else scale
                table.assign(update.limited(start + move * scale))
            for variable, mean in zip(_remembered(steps), means, strict=True):
                variable.assign(mean)
            return tuple(told)

        local = self._all.strategy.experimental_local_results
        loss, pairs = self._all.strategy.run(one)
        return local(loss)[0], local(pairs)[0]

    def _own(self, number: int, tokens, left, right, first, count):
        """The rows and columns of one replica and one call: only these go to its device."""
        height = tf.shape(left)[0] // self.replicas  # G of a replica
        top = (self._all.first + number) * height
        start, length = first * self.centres, count * self.centres
        width = length + 2 * self._steps[number].window
        return (
            tokens[top : top + height, start : start + width],
            left[top : top + height, start : start + length],
            right[top : top + height, start : start + length],
        )

    @tf.function
    def _follow(self):
        def one():
            steps = self._steps[self._all.local()]
            variables = [*steps.model.tables, *_remembered(steps)]
            for variable, value in zip(variables, self._all.from_first(variables), strict=True):
                variable.assign(value)

        self._all.strategy.run(one)


def _remembered(steps: BlockSteps) -> list[tf.Variable]:
    """What else the steps change: the optimizer's state, what a sampler has heard."""
    return [*steps.model.slots.values(), *steps.slots.values()]
