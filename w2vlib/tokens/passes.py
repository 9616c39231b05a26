"""One pass over a corpus in batches; over a large one in several processes."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from joblib import cpu_count
from tqdm.auto import tqdm

from w2vlib.corpora.tokenize import sentences_of_line

if TYPE_CHECKING:
    from w2vlib.corpora import Corpus

_BATCH_CHARACTERS = 1_000_000  # of lines
_BATCH_WORDS = 200_000  # of sentences
_ALONE = 16  # batches after which other processes are worth their start of about a second
_MOST_PROCESSES = 16  # one process reads for all others

Batch = list[str] | list[list[str]]  # lines, or sentences where a corpus has no lines


def each_batch(
    corpus: Corpus, work: Callable[[Batch], object], *, doing: str, progress: bool = False,
    processes: int | None = None,
) -> Iterator:  # fmt: skip
    """What `work` makes of every batch, in the order of the text.

    This process reads and unpacks; others cut lines into words and do the work, if the text is
    longer than 16 million characters. At most two batches wait for each of them, so memory does not
    grow with the text. The answers do not depend on the number of processes.

    Args:
        corpus: with `lines()`, or else with `sentences()`, which are worked on in this process.
        work: can be pickled; its answers have `words`.
        doing: what the progress bar says.
        processes: default: one for each core.
    """
    batches = _batches(corpus)
    answers = map(work, islice(batches, _ALONE))
    processes = min(_MOST_PROCESSES, processes or cpu_count())
    if processes == 1 or not hasattr(corpus, "lines"):
        answers = chain(answers, map(work, batches))
    else:
        answers = chain(answers, _in_processes(work, batches, processes))
    with tqdm(
        desc=doing, unit=" words", unit_scale=True, delay=3, disable=not progress, file=sys.stderr
    ) as bar:
        for answer in answers:
            bar.update(answer.words)
            yield answer


def sentences_of(batch: Batch) -> list[list[str]]:
    """The sentences of a batch, none of them empty."""
    sentences: list[list[str]] = []
    for item in batch:
        if isinstance(item, str):
            sentences.extend(sentences_of_line(item))
        elif item:
            sentences.append(item)
    return sentences


def _batches(corpus) -> Iterator[Batch]:
    if hasattr(corpus, "lines"):
        return _filled(corpus.lines(), _BATCH_CHARACTERS)
    return _filled(corpus.sentences(), _BATCH_WORDS)


def _filled(items: Iterable, most: int) -> Iterator[list]:
    """Lists of items whose lengths sum up to `most` or a little more."""
    batch, size = [], 0
    for item in items:
        batch.append(item)
        size += len(item)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _in_processes(work: Callable, batches: Iterator[Batch], processes: int) -> Iterator:
    first = next(batches, None)
    if first is None:
        return
    # Unlike Python's own pool, loky's runs from scripts without `if __name__ == "__main__"`, too.
    from joblib.externals.loky import ProcessPoolExecutor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    waiting: deque = deque()
    pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(work,))
    try:
        for batch in chain([first], batches):
            waiting.append(pool.submit(_do, batch))
            if len(waiting) >= 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise OSError(
            f"one of {processes} processes that read the text was killed, perhaps for lack of "
            "memory: close other programs, or take a part of the text"
        ) from error
    finally:
        for future in waiting:
            future.cancel()
        pool.shutdown()


_work: Callable = sentences_of  # of this process, once it is one of several


def _begin(work: Callable) -> None:
    """Takes the work, which may hold a whole vocabulary, once and not with every batch."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads is stopped, and stops us


def _do(batch: Batch):
    return _work(batch)
