"""One training, measured: ``python -m tools.benchmarks.one_training JSON`` prints JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from w2vlib.memory import peak_memory_bytes

if TYPE_CHECKING:
    from w2vlib.vectors import WordVectors


def main(task: dict) -> dict:
    """Train as the task says; how fast, how well, with how much memory.

    The speed counts the text's own words: of a short text gensim's workers read a few lines twice.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1" if task["trainer"] == "gensim" else str(task["threads"])
    started = time.perf_counter()
    train = {"w2vlib": prepare_w2vlib, "gensim": prepare_gensim}[task["trainer"]](task)
    imported = time.perf_counter() - started
    words, seconds, vectors = train()
    peak = peak_memory_bytes()
    return {
        "rate": task["rate"],
        "seed": task["seed"],
        "words": words,
        "seconds": seconds,
        "words_per_second": task["words"] / seconds,
        "import_seconds": imported,
        "peak_memory_bytes": peak,
        "quality": quality(vectors, task),
    }


def prepare_w2vlib(task: dict) -> Callable[[], tuple]:
    """A function that trains: words, seconds and vectors. Imports are done before."""
    import w2vlib.quiet  # noqa: F401  before TensorFlow, which is loud
    from w2vlib import Trainer
    from w2vlib.training.lanes import one_core_for_an_operation

    one_core_for_an_operation(task["threads"])

    class Lines:
        name = "benchmark"

        def sentences(self):
            with open(task["text"], encoding="utf-8") as text:
                for line in text:
                    yield line.split()

    def train():
        trainer = Trainer(
            Lines(), dim=task["dim"], window=task["window"], negatives=task["negatives"],
            epochs=task["epochs"], learning_rate=task["rate"], seed=task["seed"],
            validation=False, progress=False,
        )  # fmt: skip
        trainer.train()
        history = trainer.history
        return sum(history["words"]), sum(history["seconds"]), trainer.vectors

    return train


def prepare_gensim(task: dict) -> Callable[[], tuple]:
    """The same with gensim."""
    from gensim.models import Word2Vec

    def train():
        model = Word2Vec(
            sg=1, vector_size=task["dim"], window=task["window"], negative=task["negatives"],
            alpha=task["rate"], sample=1e-3, min_count=5, workers=task["threads"],
            seed=task["seed"] + 1, epochs=task["epochs"],
        )  # fmt: skip
        model.build_vocab(corpus_file=task["text"])
        started = time.perf_counter()
        _, words = model.train(
            corpus_file=task["text"], total_words=model.corpus_total_words,
            total_examples=model.corpus_count, epochs=task["epochs"],
        )  # fmt: skip
        seconds = time.perf_counter() - started
        from w2vlib.vectors import WordVectors

        return words, seconds, WordVectors(model.wv.index_to_key, model.wv.vectors)

    return train


def quality(vectors: "WordVectors", task: dict) -> dict[str, float]:
    """Rank correlations by file of similarities, and the accuracy of analogies."""
    from w2vlib.evaluation import analogies, similarity

    found = {Path(path).stem: similarity(vectors, path).rho for path in task["similarity"]}
    if task["analogies"]:
        name = f"{Path(task['analogies']).stem} ({task['restrict']:,})"
        found[name] = analogies(vectors, task["analogies"], task["restrict"]).accuracy
    return found


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
