"""`python -m w2vlib train|neighbors|analogy|evaluate`; see `--help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from dataclasses import asdict
from pathlib import Path

from w2vlib.settings import (
    DEFAULT_BATCH,
    DEFAULT_NEGATIVES,
    OBJECTIVES,
    PAIRS_PER_SHARED_NEGATIVE,
    SAMPLERS,
    SCHEDULES,
    SUBSAMPLE_RULES,
    Settings,
)
from w2vlib.vocabulary import UnknownWordError

DEFAULT_FOLDER = Path("build") / "vectors"
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
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    if options.json:
        print(json.dumps(answer))
    return 0


def _train(options: argparse.Namespace) -> dict:
    chosen = {name: getattr(options, name) for name in Settings.names() if hasattr(options, name)}
    settings = Settings(**chosen)
    _check_writable(options.out)

    from tqdm import tqdm

    import w2vlib.quiet  # noqa: F401  TensorFlow's start-up log would bury the rest
    from w2vlib.trainer import Trainer

    trainer = Trainer(options.corpus, settings, objective=options.objective)
    trainer.train(show=options.show, tell=lambda line: tqdm.write(line, file=sys.stderr))
    trainer.save(options.out)
    history = trainer.history
    words, seconds = sum(history["words"]), sum(history["seconds"])
    answer = {
        "words": words,
        "words_per_second": round(words / seconds),
        "seconds": round(seconds, 3),
        "loss": history["loss"][-1],
        "validation_loss": history["validation_loss"][-1],
        "vocabulary": len(trainer.vocabulary),
        "peak_memory_bytes": peak_memory_bytes(),
        "out": str(options.out),
    }
    if not options.json:
        print(
            f"{words:,} words in {seconds:.1f} s ({words / seconds:,.0f} a second), "
            f"{len(trainer.vocabulary):,} vectors in {options.out}"
        )
    return answer


def _neighbors(options: argparse.Namespace) -> dict:
    vectors = _vectors(options)
    found = {word: vectors.neighbors(word, options.count) for word in options.words}
    if not options.json:
        for word, near in found.items():
            _table(word, near)
    return {"neighbors": {word: _plain(near) for word, near in found.items()}}


def _analogy(options: argparse.Namespace) -> dict:
    a, b, c = options.words
    found = _vectors(options).analogy(a, b, c, options.count)
    if not options.json:
        _table(f"{a} is to {b} as {c} is to", found)
    return {"analogy": [a, b, c], "answers": _plain(found)}


def _evaluate(options: argparse.Namespace) -> dict:
    from w2vlib import evaluation

    if not options.similarity and options.analogies is None:
        raise ValueError("nothing to evaluate: name files with --similarity or --analogies")
    vectors = _vectors(options)
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


def _vectors(options: argparse.Namespace):
    from w2vlib.vectors import WordVectors

    try:
        return WordVectors.load(options.vectors)
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{error}; train some with `train`, or name them with --vectors"
        ) from None


def _table(title: str, found: list[tuple[str, float]]) -> None:
    print(title)
    for word, cosine in found:
        print(f"  {cosine:6.3f}  {word}")


def _plain(found: list[tuple[str, float]]) -> list[dict]:
    return [{"word": word, "cosine": round(cosine, 6)} for word, cosine in found]


def _check_writable(folder: Path) -> None:
    """Fails before hours of training, not after."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(f"{folder} cannot be written to")


def peak_memory_bytes() -> int | None:
    """The most memory this process has used; None where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m w2vlib", description="Train word vectors and ask them."
    )
    verbs = parser.add_subparsers(required=True, metavar="train | neighbors | analogy | evaluate")
    _add_train(verbs)
    for name, run, help_text in (
        ("neighbors", _neighbors, "the words nearest to each given word"),
        ("analogy", _analogy, "A is to B as C is to ...?"),
    ):
        verb = verbs.add_parser(name, help=help_text, description=help_text)
        many = {"nargs": "+"} if name == "neighbors" else {"nargs": 3}
        verb.add_argument("words", metavar="WORD" if name == "neighbors" else "A B C", **many)
        _add_vectors(verb)
        verb.add_argument("--count", type=int, default=10, help="how many (default: 10)")
        _add_json(verb, run)
    _add_evaluate(verbs)
    return parser


def _add_evaluate(verbs) -> None:
    text = "compare vectors with files of similarities and analogies"
    verb = verbs.add_parser("evaluate", help=text, description=text)
    _add_vectors(verb)
    verb.add_argument(
        "--similarity", type=Path, nargs="+", default=[], metavar="FILE",
        help="lines of two words and a score, split by tabs, commas or spaces",
    )  # fmt: skip
    verb.add_argument("--analogies", type=Path, metavar="FILE", help="lines of four words")
    verb.add_argument(
        "--restrict", type=_at_least_one, metavar="N",
        help="answer analogies with the N most frequent words only (default: all)",
    )  # fmt: skip
    _add_json(verb, _evaluate)


def _at_least_one(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError
    return number


def _add_vectors(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--vectors", type=Path, default=DEFAULT_FOLDER, metavar="FILE_OR_DIR",
        help="vectors.npz, word2vec text, or a folder that `train` wrote "
        f"(default: {DEFAULT_FOLDER.as_posix()})",
    )  # fmt: skip


def _add_train(verbs) -> None:
    verb = verbs.add_parser(
        "train", help="train vectors on a corpus", description="Train vectors on a corpus."
    )
    default = Settings()
    verb.add_argument(
        "--corpus", default="docstrings", metavar="NAME|PATH",
        help="docstrings (default), miniworld, or a text file or folder (.txt, .gz, .xz)",
    )  # fmt: skip
    verb.add_argument(
        "--out", type=Path, default=DEFAULT_FOLDER, metavar="DIR",
        help="where vectors.txt, vectors.npz, config.json and checkpoint/ go "
        f"(default: {DEFAULT_FOLDER.as_posix()})",
    )  # fmt: skip
    number = {"type": int, "metavar": "N"}
    verb.add_argument("--dim", **number, help=f"length of a vector (default: {default.dim})")
    verb.add_argument("--window", **number, help=f"farthest context (default: {default.window})")
    own, shared = DEFAULT_NEGATIVES["negative_sampling"], DEFAULT_NEGATIVES["nce"]
    verb.add_argument(
        "--negatives", **number,
        help=f"negatives: for each pair with negative_sampling (default: {own}), shared by the "
        f"batch with nce and sampled_softmax (default: {shared})",
    )  # fmt: skip
    verb.add_argument("--epochs", **number, help=f"passes (default: {default.epochs})")
    verb.add_argument(
        "--objective", choices=OBJECTIVES, default=OBJECTIVES[0], help=f"default: {OBJECTIVES[0]}"
    )
    verb.add_argument("--sampler", choices=SAMPLERS, help=f"default: {default.sampler}")
    verb.add_argument(
        "--subsample", type=float, metavar="T",
        help="threshold as a relative frequency (default: 1e-3; 0 keeps all); a percentile "
        "with --subsample-rule percentile (default: 85)",
    )  # fmt: skip
    verb.add_argument(
        "--subsample-rule", choices=SUBSAMPLE_RULES, help=f"default: {default.subsample_rule}"
    )
    verb.add_argument("--min-count", **number, help=f"rarest word (default: {default.min_count})")
    verb.add_argument(
        "--learning-rate", type=float, metavar="X", help=f"default: {default.learning_rate}"
    )
    verb.add_argument(
        "--schedule", choices=SCHEDULES, help=f"of the rate (default: {default.schedule})"
    )
    verb.add_argument(
        "--batch-size", **number,
        help=f"pairs in a step (default: {DEFAULT_BATCH}; with nce and sampled_softmax at most "
        f"{PAIRS_PER_SHARED_NEGATIVE} times the negatives)",
    )  # fmt: skip
    verb.add_argument("--seed", **number, help=f"default: {default.seed}")
    verb.add_argument(
        "--deterministic", action="store_true", help="the same seed gives the same vectors exactly"
    )
    verb.add_argument(
        "--show", nargs="+", default=[], metavar="WORD", help="neighbours after every epoch"
    )
    # An option that is not given is left out, so that Settings alone holds the defaults.
    given_only = [action for action in verb._actions if action.dest in Settings.names()]
    for action in given_only:
        action.default = argparse.SUPPRESS
    _add_json(verb, _train)


def _add_json(verb: argparse.ArgumentParser, run) -> None:
    verb.add_argument(
        "--json", action="store_true", help="the last line of standard output is a JSON object"
    )
    verb.set_defaults(run=run)


if __name__ == "__main__":
    sys.exit(main())
