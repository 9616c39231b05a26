"""How a training is told to stop, and what it says then."""

from __future__ import annotations

import signal
import threading
from contextlib import AbstractContextManager


class Stopped(Exception):
    """A signal stopped the training, and a checkpoint was written.

    Attributes:
        exit_code: 128 and the number of the signal, as a shell tells it.
    """

    def __init__(self, number: int, where: str):
        name = signal.Signals(number).name
        super().__init__(f"stopped by {name}; go on from the checkpoint in {where} with --resume")
        self.exit_code = 128 + number


class StopSignals(AbstractContextManager):
    """Takes note of SIGINT and SIGTERM, so that a step is finished and a checkpoint written.

    A second signal acts as if nobody took note.

    Args:
        heed: False (or another thread than the main one) leaves signals alone.

    Attributes:
        number: of the signal that came, None before.
    """

    def __init__(self, heed: bool):
        self.number: int | None = None
        self._heed = heed and threading.current_thread() is threading.main_thread()
        self._before: dict = {}

    def __enter__(self) -> StopSignals:
        if self._heed:
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number, _frame) -> None:
        self.number = number
        self.__exit__()
