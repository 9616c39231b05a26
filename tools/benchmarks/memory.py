"""How much memory a program and all that it starts take together."""

import threading

import psutil

EVERY = 0.25  # seconds


class PeakMemory:
    """The most that a process and its descendants held at once; a context manager.

    Memory that several of them share counts once (the proportional set size of Linux; elsewhere,
    or where that can't be read, the resident set).
    """

    def __init__(self, process: int):
        self.process, self.bytes = psutil.Process(process), 0
        self.ended = threading.Event()
        self.watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self.watcher.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.watcher.join()

    def _watch(self) -> None:
        while not self.ended.wait(EVERY):
            try:
                tree = [self.process, *self.process.children(recursive=True)]
            except psutil.Error:  # it has ended
                return
            self.bytes = max(self.bytes, sum(map(held, tree)))


def held(process: psutil.Process) -> int:
    """Bytes; 0 of a process that has ended."""
    try:
        return process.memory_full_info().pss
    except (psutil.AccessDenied, AttributeError):
        pass
    except psutil.Error:
        return 0
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0
