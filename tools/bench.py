"""Benchmarks, each beside a peer in one run: `python tools/course.py bench grading`."""

import argparse
import importlib
import sys

BENCHMARKS = {
    "grading": "grade classes of several sizes, nbgrader alone beside it",
    "training": "train w2vlib and gensim on the same text",
    "scaling": "what training costs as text, vocabulary, dimensions and negatives grow",
}


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    parser = argparse.ArgumentParser(prog="course.py bench", description=__doc__)
    verbs = parser.add_subparsers(metavar="WHAT", required=True)
    for name, summary in BENCHMARKS.items():
        verb = verbs.add_parser(name, help=summary)
        if name not in argv:  # importing a part needs packages that `bench --help` does without
            continue
        module = importlib.import_module(f"tools.benchmarks.{name}")
        verb.description = module.__doc__
        module.add_arguments(verb)
        verb.add_argument("--json", action="store_true", help="print the result as the last line")
        verb.set_defaults(run=module.run)
    options = parser.parse_args(argv)
    return options.run(options)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
