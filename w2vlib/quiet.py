"""Import TensorFlow without its start-up log: ``import w2vlib.quiet`` before ``tensorflow``.

Nor does it warn that a function is traced too often, if that is the training step of several
trainers: each has tables of its own, and so a step of its own.

TensorFlow writes some lines to file descriptor 2 before it reads its own log level, so the
descriptor itself is turned away while the import runs. Errors of the import still raise.
"""

import contextlib
import logging
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def without_stderr() -> Iterator[None]:
    """Send everything that is written to file descriptor 2 nowhere, native code included."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def no_advice_about_trainers(record: logging.LogRecord) -> bool:
    """False for a warning that the steps of a ``Trainer`` are traced again and again."""
    text = record.getMessage()
    return "retracing" not in text or not any(step in text for step in _STEPS)


_STEPS = ("BlockSteps.run", "EmbeddingModel._train_steps")
logging.getLogger("tensorflow").addFilter(no_advice_about_trainers)
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
if "tensorflow" not in sys.modules:
    with without_stderr():
        import tensorflow  # noqa: F401
