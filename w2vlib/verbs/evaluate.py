"""`evaluate`: vectors against files of similarities and analogies."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from w2vlib.verbs.shared import add_json, add_vectors, at_least_one, load_vectors


def add(verbs) -> None:
    """Adds the verb to the command line."""
    text = "compare vectors with files of similarities and analogies"
    verb = verbs.add_parser("evaluate", help=text, description=text)
    add_vectors(verb)
    verb.add_argument(
        "--similarity", type=Path, nargs="+", default=[], metavar="FILE",
        help="lines of two words and a score, split by tabs, commas or spaces",
    )  # fmt: skip
    verb.add_argument("--analogies", type=Path, metavar="FILE", help="lines of four words")
    verb.add_argument(
        "--restrict", type=at_least_one, metavar="N",
        help="answer analogies with the N most frequent words only (default: all)",
    )  # fmt: skip
    add_json(verb, run)


def run(options: argparse.Namespace) -> dict:
    from w2vlib import evaluation

    if not options.similarity and options.analogies is None:
        raise ValueError("nothing to evaluate: name files with --similarity or --analogies")
    vectors = load_vectors(options)
    answer: dict = {"similarity": {}}
    for path in options.similarity:
        found = evaluation.similarity(vectors, path)
        answer["similarity"][str(path)] = asdict(found)
        if not options.json:
            print(
                f"{path}: Spearman's rho {found.rho:.3f}, {found.used} pairs used, "
                f"{found.left_out} left out"
            )
    if options.analogies is not None:
        answer["analogies"] = asdict(
            found := evaluation.analogies(vectors, options.analogies, options.restrict)
        )
        if not options.json:
            print(
                f"{options.analogies}: {found.accuracy:.1%} right of {found.used} questions among "
                f"the first {found.vocabulary:,} words, {found.left_out} left out"
            )
    return answer
