"""What training costs as text, vocabulary, dimensions and negatives grow, gensim beside it."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tools.benchmarks.training import LINE, TRAINERS, train_once

# One thing at a time grows from the middle setting.
MIDDLE = {"words": 1_000_000, "types": 20_000, "dim": 100, "negatives": 5}
STEPS = {
    "words": (500_000, 1_000_000, 2_000_000, 4_000_000),
    "types": (5_000, 20_000, 80_000),
    "dim": (50, 100, 200, 300),
    "negatives": (2, 5, 10, 20),
}
_EPOCHS = 2  # the first one pays for TensorFlow's start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``bench scaling``."""
    parser.add_argument(
        "--what", nargs="+", choices=STEPS, default=list(STEPS), metavar="WHAT",
        help=f"what grows: {', '.join(STEPS)} (default: each in turn)",
    )  # fmt: skip
    parser.add_argument("--threads", type=int, default=2, help="default: %(default)s")


def run(options: argparse.Namespace) -> int:
    """Measure, print the table, and return the exit code."""
    settings = [(what, MIDDLE | {what: size}) for what in options.what for size in STEPS[what]]
    rows, known = [], {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for what, setting in tqdm(settings, unit="setting", file=sys.stderr):
            key = tuple(setting.values())
            if key not in known:
                known[key] = measure(setting, options.threads, Path(folder))
            rows.append({"what": what, **setting, "words_per_second": known[key]})
    print(table(rows), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps({"rows": rows, "threads": options.threads}))
    return 0


def measure(setting: dict, threads: int, folder: Path) -> dict[str, float]:
    """Words per second of both trainers, on the same made-up text."""
    text = folder / f"{setting['words']}-{setting['types']}.txt"
    if not text.exists():
        write_text(text, setting["words"], setting["types"])
    task = {
        "text": str(text), "words": setting["words"] * _EPOCHS, "epochs": _EPOCHS,
        "dim": setting["dim"], "negatives": setting["negatives"], "window": 5, "rate": 0.025,
        "seed": 0, "threads": threads, "similarity": [], "analogies": None, "restrict": None,
    }  # fmt: skip
    return {name: train_once({"trainer": name, **task})["words_per_second"] for name in TRAINERS}


def write_text(path: Path, words: int, types: int) -> None:
    """Random words whose frequencies follow Zipf's law, in lines of 1,000."""
    rng = np.random.default_rng(words + types)
    share = 1.0 / (np.arange(types) + 2.7)
    names = np.array([f"w{number}" for number in range(types)])
    with path.open("w", encoding="utf-8") as file:
        for _ in range(words // LINE):
            print(*names[rng.choice(types, LINE, p=share / share.sum())], file=file)


def table(rows: list[dict]) -> str:
    """A line for each setting: both speeds, in words a second, and their ratio."""
    lines = [f"{'':22}" + "".join(f"{name + ' words/s':>20}" for name in TRAINERS) + f"{'':>9}"]
    for row in rows:
        speed = [row["words_per_second"][name] for name in TRAINERS]
        cells = "".join(f"{value:>20,.0f}" for value in speed)
        label = f"{row['what']} {row[row['what']]:,}"
        lines.append(f"{label:22}{cells}{speed[0] / speed[1]:>8.2f}x")
    return "\n".join(lines)
