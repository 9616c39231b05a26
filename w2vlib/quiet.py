"""Import TensorFlow without its start-up log: ``import w2vlib.quiet`` before ``tensorflow``.

TensorFlow writes some lines to file descriptor 2 before it reads its own log level, so the
descriptor itself is turned away while the import runs. Errors of the import still raise.
"""

import contextlib
import os
import sys


@contextlib.contextmanager
def without_stderr():
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


os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
if "tensorflow" not in sys.modules:
    with without_stderr():
        import tensorflow  # noqa: F401
