"""`evaluate`: vectors against similarities and analogies, a model against held-out text."""

from __future__ import annotations

import argparse
import math
from dataclasses import asdict

from w2vlib.verbs.shared import add_json, add_vectors, at_least_one, load_vectors, trained_folder

_UNKNOWN_SHOWN = 8


def add(verbs: argparse._SubParsersAction) -> None:
    """Adds the verb to the command line."""
    text = "compare vectors with similarities and analogies, or a model with held-out text"
    verb = verbs.add_parser("evaluate", help=text, description=text[0].upper() + text[1:] + ".")
    add_vectors(verb)
    verb.add_argument(
        "--similarity", nargs="+", default=[], metavar="FILE|NAME",
        help="lines of two words and a score, between tabs, commas or spaces; or a set of the "
        "course: miniworld (planted scores), docstrings (the authors' own judgement); "
        "./NAME is a file of that name",
    )  # fmt: skip
    verb.add_argument(
        "--analogies", metavar="FILE|NAME", help="lines of four words; or a set of the course"
    )
    verb.add_argument(
        "--restrict", type=at_least_one, metavar="N",
        help="answer analogies with the N most frequent words only (default: all)",
    )  # fmt: skip
    verb.add_argument(
        "--corpus", metavar="NAME|PATH",
        help="the validation loss on this text's held-out sentences, full softmax, in nats per "
        "pair; --vectors must be a folder that `train` wrote",
    )  # fmt: skip
    add_json(verb, run)


def run(options: argparse.Namespace) -> dict:
    """Prints the measures; what `--json` prints."""
    from w2vlib import evaluation

    _check(options)
    answer: dict = {"similarity": {}}
    if options.similarity or options.analogies:
        vectors = load_vectors(options.vectors)
        for source in options.similarity:
            found = evaluation.similarity(vectors, source)
            answer["similarity"][source] = asdict(found) | _origin(source)
        if options.analogies:
            found = evaluation.analogies(vectors, options.analogies, options.restrict)
            answer["analogies"] = asdict(found) | _origin(options.analogies)
    if options.corpus:
        from w2vlib.evaluation.held_out import held_out_loss

        found = held_out_loss(options.vectors, options.corpus)
        answer |= {"validation_loss": found.validation_loss, "validation_pairs": found.pairs}
    if not options.json:
        _print(answer, options)
    return _without_nan(answer)


def _check(options: argparse.Namespace) -> None:
    """Says what cannot work before anything is read."""
    if not (options.similarity or options.analogies or options.corpus):
        raise ValueError(
            "nothing to evaluate: name files with --similarity or --analogies, or a text with "
            "--corpus"
        )
    if options.restrict and not options.analogies:
        raise ValueError("--restrict is a limit for analogies: name a file with --analogies")
    if options.corpus and not trained_folder(options.vectors):
        raise ValueError(
            f"--corpus needs the whole model, and {options.vectors} is not a folder that `train` "
            "wrote"
        )


def _origin(source: str) -> dict[str, str]:
    """Where the scores of the course's own sets come from: nobody shall take them for others."""
    from w2vlib.evaluation.own_sets import OWN_SETS

    return {"origin": OWN_SETS[source].origin} if source in OWN_SETS else {}


def _print(answer: dict, options: argparse.Namespace) -> None:
    if answer["similarity"]:
        rows = [
            (_named(source, found), _number(found["rho"], ".3f"), found["used"], found["left_out"])
            for source, found in answer["similarity"].items()
        ]
        _table(("similarity", "Spearman's rho", "pairs used", "left out"), rows)
        for source, found in answer["similarity"].items():
            _print_unknown(f"{source}, without a vector", found["unknown"])
    if found := answer.get("analogies"):
        rows = [(_named(options.analogies, found), *_scores(found))]
        if len(found["sections"]) > 1:
            rows += [(f"  {name}", *_scores(own)) for name, own in found["sections"].items()]
        _table(("analogies", "accuracy", "questions used", "left out"), rows)
        _print_unknown(f"not among the first {found['vocabulary']:,} words", found["unknown"])
    if "validation_loss" in answer:
        print(
            f"validation loss {answer['validation_loss']:.4f} nats per pair (full softmax, "
            f"{answer['validation_pairs']:,} held-out pairs of {options.corpus})"
        )


def _scores(found: dict) -> tuple:
    return _number(found["accuracy"], ".1%"), found["used"], found["left_out"]


def _named(source: str, found: dict) -> str:
    return f"{source} ({found['origin']})" if "origin" in found else source


def _number(value: float, form: str) -> str:
    return "-" if math.isnan(value) else format(value, form)


def _table(heading: tuple, rows: list[tuple]) -> None:
    """Columns as wide as their widest entry, numbers to the right."""
    lines = [[str(cell) for cell in row] for row in (heading, *rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heading))]
    for first, *others in lines:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]))


def _print_unknown(why: str, words: list[str]) -> None:
    if words:
        more = ", ..." if len(words) > _UNKNOWN_SHOWN else ""
        print(f"  {why}: {', '.join(words[:_UNKNOWN_SHOWN])}{more} ({len(words)} in all)")


def _without_nan(value):
    """JSON knows no NaN: what could not be measured is null."""
    if isinstance(value, dict):
        return {key: _without_nan(one) for key, one in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value
