"""`neighbors`: the words nearest to each given word."""

from __future__ import annotations

import argparse

from w2vlib.verbs.shared import add_json, add_vectors, at_least_one, load_vectors

HELP = "the words nearest to each given word"


def add(verbs: argparse._SubParsersAction) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser("neighbors", help=HELP, description=HELP)
    verb.add_argument("words", metavar="WORD", nargs="+")
    add_vectors(verb)
    add_count(verb)
    add_json(verb, run)


def add_count(verb: argparse.ArgumentParser) -> None:
    """Adds `--count`, how many words are shown."""
    verb.add_argument("--count", type=at_least_one, default=10, help="how many (default: 10)")


def run(options: argparse.Namespace) -> dict:
    """Prints the neighbours; what `--json` prints."""
    vectors = load_vectors(options.vectors)
    found = {word: vectors.neighbors(word, options.count) for word in options.words}
    if not options.json:
        for word, near in found.items():
            table(word, near)
    return {"neighbors": {word: plain(near) for word, near in found.items()}}


def table(title: str, found: list[tuple[str, float]]) -> None:
    """Prints words with their similarities, under a title."""
    print(title)
    for word, cosine in found:
        print(f"  {cosine:6.3f}  {word}")


def plain(found: list[tuple[str, float]]) -> list[dict]:
    """Words with their similarities, as JSON can hold them."""
    return [{"word": word, "cosine": round(cosine, 6)} for word, cosine in found]
