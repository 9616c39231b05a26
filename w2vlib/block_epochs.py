"""A whole text, learned in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import tensorflow as tf

from w2vlib.block_layout import Rows, lay_out, rows_for
from w2vlib.block_steps import BlockSteps
from w2vlib.lanes import lanes
from w2vlib.settings import Settings
from w2vlib.subsampling import stays
from w2vlib.tokens.chunk import Chunk
from w2vlib.tokens.store import TokenStore

_MOST_TOKENS = 1_000_000  # laid out at a time, which takes about 60 bytes for each
_CENTRES_A_CALL = 160_000  # of a few steps, of which the last one tells its loss
_CALLS_UNTIL_ADAPTED = 5  # of an adaptive sampler


class BlockEpochs:
    """Epochs of a `TokenStore` for `BlockSteps`; subsampling and windows are drawn anew in each.

    The rows of the text are shared out to lanes, threads that learn at the same time from rows of
    their own, in the same tables, without waiting for each other (Recht et al. 2011).

    Args:
        counts: `(V,)`, of the words; keep: chance `(V,)` to keep each.
    """

    def __init__(
        self, store: TokenStore, steps: BlockSteps, counts: np.ndarray, keep: np.ndarray,
        settings: Settings,
    ):  # fmt: skip
        self._store, self._steps, self._keep, self._settings = store, steps, keep, settings
        self._lanes = 1 if settings.deterministic else lanes()
        kept = counts * keep  # (V,)
        tokens = int(len(store) * kept.sum() / counts.sum())  # of an epoch, nearly
        self._rows = rows_for(tokens, steps.centres, steps.most_rows, self._lanes)
        self._counts = [steps.new_counts() for _ in range(self._lanes)]
        self._steps_a_call = max(1, _CENTRES_A_CALL // (self._rows * steps.centres))
        self._chunk = self._block = 0  # where an epoch begins, or the rest of one

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
        for place, chunk in enumerate(self._store.chunks(_MOST_TOKENS)):
            if place >= self._chunk:
                seed = [self._settings.seed, number, place]
                rows = self._lay_out(chunk, np.random.default_rng(seed))

                def rate(block, words=words, chunk=chunk, rows=rows):
                    return rate_at((words + chunk.words * block / rows.steps) / self._store.words)

                told = chunk.words * self._block // rows.steps
                for loss, pairs in self._learn(rows, seed, rate):
                    done = chunk.words * self._block // rows.steps
                    yield done - told, loss, pairs
                    told = done
                self._chunk, self._block = place + 1, 0
            words += chunk.words
        self._chunk = 0

    def state(self) -> dict[str, np.ndarray]:
        """Where in the epoch it is, and what the steps remember."""
        slots = {name: slot.numpy() for name, slot in self._steps.slots.items()}
        return slots | {"chunk": np.array(self._chunk), "block": np.array(self._block)}

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Goes back to what `state` told."""
        self._chunk, self._block = int(state["chunk"]), int(state["block"])
        for name, slot in self._steps.slots.items():
            slot.assign(state[name])
        self._steps.noise.restored()

    def _lay_out(self, chunk: Chunk, rng: np.random.Generator) -> Rows:
        kept = stays(chunk.ids, self._keep, rng)
        return lay_out(
            chunk.ids[kept], chunk.sentence[kept], self._settings.window, self._rows,
            self._steps.centres, rng,
        )  # fmt: skip

    def _learn(
        self, rows: Rows, seed: list[int], rate: Callable[[int], float]
    ) -> Iterator[tuple[float, float]]:
        """Steps over all rows; loss and number of pairs of each call's last step."""
        drawn = np.random.default_rng([*seed, 1]).integers(2**31, size=self._lanes)
        texts = [rows.part(lane, self._lanes) for lane in range(self._lanes)]
        texts = [[tf.constant(a) for a in (t.tokens, t.left, t.right)] for t in texts]
        with ThreadPoolExecutor(self._lanes) as pool:
            for first in range(self._block, rows.steps, self._steps_a_call):
                count = min(self._steps_a_call, rows.steps - first)
                numbers = [tf.constant(first), tf.constant(count)]
                numbers += [tf.constant(rate(b), tf.float32) for b in (first, first + count)]

                def learn(text, counts, seed, numbers=numbers):
                    told = self._steps.run(
                        *text, self._steps.noise.ids, counts, *numbers, tf.constant(int(seed))
                    )
                    return [float(number) for number in told]

                told = np.sum(list(pool.map(learn, texts, self._counts, drawn)), axis=0)
                self._block = first + count
                if self._block // self._steps_a_call % _CALLS_UNTIL_ADAPTED == 0:
                    self._steps.adapt()
                yield told[0], told[1]
