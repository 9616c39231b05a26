"""`analogy`: A is to B as C is to ...?"""

from __future__ import annotations

import argparse

from w2vlib.verbs.neighbors import add_count, plain, table
from w2vlib.verbs.shared import add_json, add_vectors, load_vectors

HELP = "A is to B as C is to ...?"


def add(verbs: argparse._SubParsersAction) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser("analogy", help=HELP, description=HELP)
    for word in "abc":
        verb.add_argument(word, metavar=word.upper())
    add_vectors(verb)
    add_count(verb)
    add_json(verb, run)


def run(options: argparse.Namespace) -> dict:
    """Prints the answers; what `--json` prints."""
    a, b, c = options.a, options.b, options.c
    found = load_vectors(options.vectors).analogy(a, b, c, options.count)
    if not options.json:
        table(f"{a} is to {b} as {c} is to", found)
    return {"analogy": [a, b, c], "answers": plain(found)}
