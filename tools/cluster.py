"""Start a part of a Dask cluster, on which `grade --scheduler ADDRESS` grades.

Needs nothing but the standard library to explain itself.
"""

import argparse
import runpy
import sys

EPILOG = """\
examples:
  %(prog)s scheduler --host 10.0.0.1
  %(prog)s worker tcp://10.0.0.1:8786 --nworkers 4

What follows `scheduler` or `worker` goes to Dask, as in `python -m dask worker ADDRESS`; its own
options are listed by `%(prog)s scheduler --help` and `%(prog)s worker --help`.
"""


def parser() -> argparse.ArgumentParser:
    """Return the command line; only what comes first is looked at here."""
    made = argparse.ArgumentParser(
        prog="course.py cluster",
        usage="%(prog)s [-h] {scheduler | worker ADDRESS} [DASK'S OPTIONS]",
        description="Start Dask's scheduler or a worker, to grade on several machines.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = made.add_subparsers(title="parts", dest="part", required=True)
    parts.add_parser(
        "scheduler",
        add_help=False,
        help="one for all: it hands out the work and prints the ADDRESS that the others need",
    )
    parts.add_parser(
        "worker",
        add_help=False,
        help="on each machine that is to grade: it takes work from the scheduler at ADDRESS",
    )
    return made


def main(argv: list[str]) -> None:
    """Run Dask's command in this very process."""
    parser().parse_known_args(argv[:1])
    sys.argv = ["dask", *argv]
    runpy.run_module("dask", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
