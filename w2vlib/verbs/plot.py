"""`plot`: a map of words, or the loss curves of training runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from w2vlib.projection import METHODS
from w2vlib.verbs.shared import (
    DEFAULT_FOLDER,
    add_json,
    at_least_one,
    load_config,
    load_history,
    load_vectors,
    trained_folder,
)

_ENDINGS = (".png", ".svg")
_COUNT = 60
_OF_MAPS = ("words", "count", "method", "perplexity", "seed")


def add(verbs: argparse._SubParsersAction) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "plot", help="a map of words, or loss curves",
        description="Draw a map of words, or with --loss the loss curves of training runs.",
    )  # fmt: skip
    verb.add_argument(
        "--vectors", type=Path, nargs="+", default=[DEFAULT_FOLDER], metavar="FILE_OR_DIR",
        help="vectors, in a file or in a folder that `train` wrote; with --loss one or several "
        f"such folders (default: {DEFAULT_FOLDER.as_posix()})",
    )  # fmt: skip
    verb.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the picture: .png or .svg"
    )
    verb.add_argument(
        "--words", nargs="+", metavar="WORD",
        help="words of the map (default: the most frequent ones that are no function words; for "
        "miniworld its planted groups)",
    )  # fmt: skip
    verb.add_argument(
        "--count", type=at_least_one, metavar="N",
        help=f"how many words, if none are named (default: {_COUNT})",
    )  # fmt: skip
    verb.add_argument(
        "--method", choices=METHODS,
        help="tsne: near vectors get near places, and nothing else is to be read from the map "
        "(default); pca: the two directions in which the vectors differ most",
    )  # fmt: skip
    verb.add_argument(
        "--perplexity", type=float, metavar="P",
        help="of t-SNE: about how many neighbours count (default: a third of the words, at most 8)",
    )  # fmt: skip
    verb.add_argument("--seed", type=int, metavar="N", help="of t-SNE (default: 0)")
    verb.add_argument(
        "--loss", action="store_true", help="loss curves, not a map: training and validation loss"
    )
    add_json(verb, run)


def run(options: argparse.Namespace) -> dict:
    """Draws the picture; what `--json` prints."""
    _check(options)
    answer = _draw_loss(options) if options.loss else _draw_map(options)
    answer["out"] = str(options.out)
    if not options.json:
        print(f"{options.out}: {answer['alt']}")
    return answer


def _check(options: argparse.Namespace) -> None:
    """Says what cannot work before anything is read."""
    if options.out.suffix not in _ENDINGS:
        raise ValueError(f"--out is {options.out}; a picture ends in {' or '.join(_ENDINGS)}")
    given = [name for name in _OF_MAPS if getattr(options, name) is not None]
    if options.loss:
        if given:
            raise ValueError(f"--{given[0]} is of maps of words and has no meaning with --loss")
        return
    if len(options.vectors) > 1:
        raise ValueError("a map shows one set of vectors; several --vectors go with --loss only")
    if options.words and options.count:
        raise ValueError("give either --words or --count, not both")
    if options.method == "pca":
        for name in ("perplexity", "seed"):
            if name in given:
                raise ValueError(f"--{name} is of t-SNE and has no meaning with --method pca")
    if options.seed is not None and options.seed < 0:
        raise ValueError(f"--seed is {options.seed}; it must be 0 or more")


def _draw_map(options: argparse.Namespace) -> dict:
    from w2vlib import plots, projection
    from w2vlib.map_words import known_groups

    (source,) = options.vectors
    vectors = load_vectors(source)
    if options.words:
        groups = {"words": list(dict.fromkeys(options.words))}
    else:
        corpus = load_config(source).get("corpus") if trained_folder(source) else None
        groups = known_groups(vectors, corpus, options.count or _COUNT)
    words = [word for group in groups.values() for word in group]
    chosen = vectors.matrix[[vectors.index(word) for word in words]]  # (n, D)
    projection.check(*chosen.shape, options.perplexity)
    method = options.method or "tsne"
    height = 5.0 if len(words) <= _COUNT else 7.0  # inches
    figure, axes = plots.new_figure(width=8, height=height)
    plots.word_map(axes, chosen, groups, options.seed or 0, method, options.perplexity)
    kind = {"tsne": "t-SNE", "pca": "PCA"}[method]
    title = f"{kind} of {len(words)} word vectors"
    if len(groups) > 1:
        told = "; ".join(f"{name}: {', '.join(group)}" for name, group in groups.items())
    else:
        told = ", ".join(words)
    alt = f"{title}. {told}."
    plots.save(figure, options.out, title, alt)
    return {"method": method, "words": words, "alt": alt}


def _draw_loss(options: argparse.Namespace) -> dict:
    from w2vlib import plots

    folders = list(dict.fromkeys(options.vectors))
    names = [folder.resolve().name for folder in folders]
    if len(set(names)) < len(names):
        names = [str(folder) for folder in folders]
    histories = {n: load_history(folder) for n, folder in zip(names, folders, strict=True)}
    for folder, history in zip(folders, histories.values(), strict=True):
        if not history["loss"]:
            raise ValueError(f"{folder} was saved before its first epoch: there is no loss to draw")
    figure, axes = plots.new_figure(columns=2, width=8)
    plots.loss_curves(axes, histories)
    title = "Training and validation loss by epoch"
    alt = f"{title}. " + " ".join(_told(name, told) for name, told in histories.items())
    plots.save(figure, options.out, title, alt)
    return {"runs": names, "alt": alt}


def _told(name: str, history: dict[str, list]) -> str:
    loss, validation = history["loss"], history["validation_loss"]
    text = f"{name}: training loss {loss[0]:.3f} to {loss[-1]:.3f} nats per pair"
    if validation[0] is not None:
        text += f", validation loss {validation[0]:.3f} to {validation[-1]:.3f}"
    return f"{text} in {len(loss)} epochs."
