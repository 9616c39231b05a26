"""Benchmarks, each beside a peer in one run: `python tools/course.py bench grading`."""

import argparse
import sys

from tools.benchmarks import grading, scaling, training

BENCHMARKS = {"grading": grading, "training": training, "scaling": scaling}


def main(argv: list[str]) -> int:
    """Run the verb and return its exit code."""
    parser = argparse.ArgumentParser(prog="course.py bench", description=__doc__)
    verbs = parser.add_subparsers(metavar="WHAT", required=True)
    for name, module in BENCHMARKS.items():
        verb = verbs.add_parser(name, help=module.__doc__, description=module.__doc__)
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
