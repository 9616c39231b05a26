"""Several jobs at once, by joblib."""

import contextlib
from collections.abc import Callable, Iterable, Iterator


def at_once(function: Callable, jobs: Iterable[dict], **where: object) -> Iterator[dict]:
    """Call ``function`` for every job, several at once, where joblib is told to.

    Closed before its end it does not wait for what is still being done.
    """
    from joblib import Parallel, delayed  # other commands need not wait for it

    parallel = Parallel(
        return_as="generator_unordered", batch_size=1, pre_dispatch="n_jobs", **where
    )
    with contextlib.closing(parallel(delayed(function)(job) for job in jobs)) as answers:
        yield from answers
