"""A whole text, learned in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from w2vlib.distributed.averaged_steps import AveragedSteps
from w2vlib.settings import Settings
from w2vlib.subsampling import stays
from w2vlib.tokens.chunk import Chunk
from w2vlib.tokens.store import TokenStore
from w2vlib.training.block_layout import Rows, lay_out, rows_for
from w2vlib.training.lanes import Lanes

_MOST_TOKENS = 1_000_000  # laid out at a time, which takes about 60 bytes for each
_CALLS_UNTIL_ADAPTED = 5  # of an adaptive sampler


class BlockEpochs:
    """Epochs of a `TokenStore`; subsampling and windows are drawn anew in each.

    Args:
        steps: of one device, or of several.
        counts: `(V,)`, of the words.
        keep: chance `(V,)` to keep each word.
        settings: window and seed.

    Attributes:
        steps: as given.
        place: chunk and step where an epoch begins, or the rest of one.
    """

    def __init__(
        self, store: TokenStore, steps: Lanes | AveragedSteps, counts: np.ndarray,
        keep: np.ndarray, settings: Settings,
    ):  # fmt: skip
        self._store, self.steps, self._keep, self._settings = store, steps, keep, settings
        tokens = int(len(store) * (counts * keep).sum() / counts.sum())  # of an epoch, nearly
        self._rows = rows_for(tokens, steps.centres, steps.most_rows, steps.replicas)
        self._a_call = steps.steps_a_call(self._rows, tokens // (self._rows * steps.centres))
        self.place = (0, 0)

    def epoch(
        self, number: int, rate_at: Callable[[float], float]
    ) -> Iterator[tuple[int, float, float]]:
        """Learns; yields raw words done, and loss and number of the pairs that tell it.

        After `restore` it goes on where `state` was asked for.

        Args:
            number: of the epoch, from 0 in the first training; decides what is drawn.
            rate_at: the learning rate when this share (0 to 1) of the epoch is done.
        """
        words = 0  # of the chunks before
        for number_of_chunk, chunk in enumerate(self._store.chunks(_MOST_TOKENS)):
            if number_of_chunk >= self.place[0]:
                seed = [self._settings.seed, number, number_of_chunk]
                rows = self._lay_out(chunk, np.random.default_rng(seed))

                def rate(step, words=words, chunk=chunk, rows=rows):
                    return rate_at((words + chunk.words * step / rows.steps) / self._store.words)

                told = chunk.words * self.place[1] // rows.steps
                for loss, pairs in self._learn(rows, seed, rate):
                    done = chunk.words * self.place[1] // rows.steps
                    yield done - told, loss, pairs
                    told = done
                self.place = (number_of_chunk + 1, 0)
            words += chunk.words
        self.place = (0, 0)

    def state(self) -> dict[str, np.ndarray]:
        """Where in the epoch it is, and what the steps remember."""
        slots = {name: slot.numpy() for name, slot in self.steps.slots.items()}
        return slots | {"place": np.array(self.place)}

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Goes back to what `state` told."""
        self.place = tuple(int(number) for number in state["place"])
        for name, slot in self.steps.slots.items():
            slot.assign(state[name])
        self.steps.restored()

    def _lay_out(self, chunk: Chunk, rng: np.random.Generator) -> Rows:
        kept = stays(chunk.ids, self._keep, rng)
        return lay_out(
            chunk.ids[kept], chunk.sentence[kept], self._settings.window, self._rows,
            self.steps.centres, rng,
        )  # fmt: skip

    def _learn(
        self, rows: Rows, seed: list[int], rate: Callable[[int], float]
    ) -> Iterator[tuple[float, float]]:
        """Steps over all rows; loss and number of pairs of each call's last step."""
        drawn = int(np.random.default_rng([*seed, 1]).integers(2**31))
        text = self.steps.place(rows)
        for first in range(self.place[1], rows.steps, self._a_call):
            count = min(self._a_call, rows.steps - first)
            told = self.steps.run(text, first, count, rate(first), rate(first + count), drawn)
            self.place = (self.place[0], first + count)
            if self.place[1] // self._a_call % _CALLS_UNTIL_ADAPTED == 0:
                self.steps.adapt()
            yield told
