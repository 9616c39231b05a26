"""`python -m w2vlib VERB`; see `--help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings

from w2vlib.distributed.cluster import LostWorkerError
from w2vlib.distributed.local_workers import LOST
from w2vlib.training.stop_signals import Stopped
from w2vlib.verbs import analogy, evaluate, export, neighbors, plot, train
from w2vlib.verbs.shared import program
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
    """Runs one verb; returns the exit code, 2 for unusable arguments, 75 for a lost worker."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # before TensorFlow is imported
    options = _parser().parse_args(arguments)
    options.arguments = sys.argv[1:] if arguments is None else arguments
    warnings.showwarning = lambda message, *_, **__: print(f"warning: {message}", file=sys.stderr)
    try:
        answer = options.run(options)
    except BAD_INPUT as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except LostWorkerError as error:
        print(f"error: {error}", file=sys.stderr)
        return LOST
    except Stopped as stop:
        print(stop, file=sys.stderr)
        return stop.exit_code
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    if isinstance(answer, int):  # the exit code of a verb that has said all it has to say
        return answer
    if options.json:
        print(json.dumps(answer))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program(), description="Train word vectors and ask them.")
    verbs = parser.add_subparsers(required=True, metavar=" | ".join(VERBS))
    for verb in VERBS.values():
        verb.add(verbs)
    return parser


if __name__ == "__main__":
    sys.exit(main())
