"""`python -m w2vlib VERB`; see `--help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings

from w2vlib.stop_signals import Stopped
from w2vlib.verbs import analogy, evaluate, export, neighbors, plot, train
from w2vlib.vocabulary import UnknownWordError

VERBS = {
    "train": train,
    "neighbors": neighbors,
    "analogy": analogy,
    "evaluate": evaluate,
    "plot": plot,
    "export": export,
}
# Said in one sentence, without a traceback.
BAD_INPUT = (ValueError, OSError, UnknownWordError, FloatingPointError)


def main(arguments: list[str] | None = None) -> int:
    """Runs one verb; returns the exit code, 2 for unusable arguments."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # before TensorFlow is imported
    options = _parser().parse_args(arguments)
    warnings.showwarning = lambda message, *_, **__: print(f"warning: {message}", file=sys.stderr)
    try:
        answer = options.run(options)
    except BAD_INPUT as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except Stopped as stop:
        print(stop, file=sys.stderr)
        return stop.exit_code
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    if options.json:
        print(json.dumps(answer))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m w2vlib", description="Train word vectors and ask them."
    )
    verbs = parser.add_subparsers(required=True, metavar=" | ".join(VERBS))
    for verb in VERBS.values():
        verb.add(verbs)
    return parser


if __name__ == "__main__":
    sys.exit(main())
