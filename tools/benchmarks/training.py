"""Train w2vlib and gensim on the same text, in turns, on the same cores."""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

RATES = (0.025, 0.05)
SEEDS = (0, 1, 2)
LINE = 1000  # words: gensim drops what a line has beyond 10,000
TRAINERS = ("w2vlib", "gensim")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``bench training``."""
    parser.add_argument("--corpus", type=Path, required=True, metavar="PATH", help="a text file")
    parser.add_argument("--against", choices=["gensim"], default="gensim")
    for name, default in (("epochs", 5), ("dim", 100), ("window", 5), ("negatives", 5)):
        parser.add_argument(f"--{name}", type=int, default=default, help="default: %(default)s")
    parser.add_argument("--threads", type=int, default=2, help="default: %(default)s")
    parser.add_argument("--similarity", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--analogies", type=Path, metavar="FILE")
    parser.add_argument(
        "--restrict", type=int, default=30_000, help="words that may be answers; default: 30000"
    )


def run(options: argparse.Namespace) -> int:
    """Measure, print the table, and return the exit code."""
    files = [*options.similarity, *([options.analogies] if options.analogies else [])]
    if missing := [str(path) for path in (options.corpus, *files) if not path.is_file()]:
        print(f"There is no file {', '.join(missing)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        lines = Path(folder, "lines.txt")
        words = cut(options.corpus, lines)
        answer = {
            "words": words,
            "epochs": options.epochs,
            "results": in_turns(options, lines, words),
        }
    wrong = [
        run for runs in answer["results"].values() for run in runs
        if run["words"] < words * options.epochs
    ]  # fmt: skip
    if wrong:
        print(f"Not every word was processed: {wrong}", file=sys.stderr)
        return 1
    answer |= summary(answer["results"])
    print(table(answer), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps(answer))
    return 0


def cut(corpus: Path, lines: Path, at_once: int = 1 << 20) -> int:
    """Write the text in lines of at most ``LINE`` words; the number of words.

    ``at_once`` characters are read at a time: the text may be one long line.
    """
    count, rest = 0, ""
    with corpus.open(encoding="utf-8") as text, lines.open("w", encoding="utf-8") as out:
        for piece in iter(lambda: text.read(at_once), ""):
            *whole, rest = f"{rest}{piece}|".split()  # the last word may go on in the next piece
            rest = rest.removesuffix("|")
            for start in range(0, len(whole), LINE):
                print(*whole[start : start + LINE], file=out)
            count += len(whole)
        if rest:
            print(rest, file=out)
            count += 1
    return count


def in_turns(options: argparse.Namespace, lines: Path, words: int) -> dict[str, list[dict]]:
    """The runs of each trainer: the first seed with both rates, the others with the better one."""
    results = {trainer: [] for trainer in TRAINERS}
    total = len(TRAINERS) * (len(RATES) + len(SEEDS) - 1)
    with tqdm(total=total, unit="run", file=sys.stderr) as bar:

        def train(trainer: str, rate: float, seed: int) -> None:
            bar.set_postfix_str(f"{trainer}, rate {rate}, seed {seed}")
            results[trainer].append(once(trainer, options, lines, words, rate, seed))
            bar.update()

        for rate in RATES:
            for trainer in TRAINERS:
                train(trainer, rate, SEEDS[0])
        better = {trainer: better_rate(runs) for trainer, runs in results.items()}
        for seed in SEEDS[1:]:
            for trainer in TRAINERS:
                train(trainer, better[trainer], seed)
    return {
        trainer: [run for run in runs if run["rate"] == better[trainer]]
        for trainer, runs in results.items()
    }


def better_rate(runs: list[dict]) -> float:
    """The learning rate whose run has the best qualities, added up."""
    return max(runs, key=lambda run: sum(run["quality"].values()))["rate"]


def once(
    trainer: str, options: argparse.Namespace, lines: Path, words: int, rate: float, seed: int
) -> dict:
    """One training in a process of its own, as ``one_training`` measures it."""
    task = {
        "trainer": trainer, "text": str(lines), "rate": rate, "seed": seed,
        "words": words * options.epochs,
        "epochs": options.epochs, "dim": options.dim, "window": options.window,
        "negatives": options.negatives, "threads": options.threads,
        "similarity": [str(path) for path in options.similarity],
        "analogies": options.analogies and str(options.analogies), "restrict": options.restrict,
    }  # fmt: skip
    return train_once(task)


def train_once(task: dict) -> dict:
    """What ``one_training`` tells of a task, in a process of its own."""
    command = [sys.executable, "-m", "tools.benchmarks.one_training", json.dumps(task)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def summary(results: dict[str, list[dict]]) -> dict:
    """Medians of speed, means of quality, and the ratio."""
    speed = {t: statistics.median(run["words_per_second"] for run in results[t]) for t in TRAINERS}
    quality = {
        trainer: {
            name: statistics.fmean(run["quality"][name] for run in runs)
            for name in runs[0]["quality"]
        }
        for trainer, runs in results.items()
    }
    ours, theirs = TRAINERS
    return {
        "words_per_second": speed,
        "quality": quality,
        "ratio": speed[ours] / speed[theirs],
        "peak_memory_bytes": {t: max(r["peak_memory_bytes"] for r in results[t]) for t in TRAINERS},
        "import_seconds": {
            t: statistics.median(r["import_seconds"] for r in results[t]) for t in TRAINERS
        },
    }


def table(answer: dict) -> str:
    """Speed, qualities, memory and time to start of both trainers."""
    names = list(answer["quality"][TRAINERS[0]])
    heads = ["words/s", *names, "memory MB", "import s"]
    lines = [
        f"{answer['words']:,} words, {answer['epochs']} epochs, seeds {SEEDS}",
        f"{'':8}" + "".join(f"{head:>20}" for head in heads),
    ]
    for trainer in TRAINERS:
        cells = [f"{answer['words_per_second'][trainer]:,.0f}"]
        cells += [f"{answer['quality'][trainer][name]:.3f}" for name in names]
        cells += [f"{answer['peak_memory_bytes'][trainer] / 1e6:,.0f}"]
        cells += [f"{answer['import_seconds'][trainer]:.1f}"]
        lines.append(f"{trainer:8}" + "".join(f"{cell:>20}" for cell in cells))
    lines.append(f"w2vlib does {answer['ratio']:.2f} times the words of gensim in a second")
    return "\n".join(lines)
