"""Memory does not grow with the text: the command line on a text, and on one 8 times as long.

Both have the same vocabulary: tables grow with that, and have to. Both are learned in the same way:
a short text is learned in pairs and a long one in blocks, which takes about 9 % more memory.
"""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

V = 2000


def write_text(path, words, times):
    """Zipf's words in sentences of 20, the same text `times` times."""
    chances = 1 / np.arange(1, V + 1)
    drawn = np.random.default_rng(0).choice(V, (words // 20, 20), p=chances / chances.sum())
    lines = [" ".join(f"w{word}" for word in sentence) for sentence in drawn.tolist()]
    with open(path, "w") as file:
        for _ in range(times):
            file.write("\n".join(lines) + "\n")


def peak_of_training(text, folder, *options):
    command = [sys.executable, "-m", "w2vlib", "train", "--corpus", text, "--out", folder / "out"]
    done = subprocess.run(
        [*command, "--dim", "8", "--epochs", "1", "--json", *options],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "W2VLIB_CACHE": str(folder / "cache")},
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak")
@pytest.mark.parametrize(("words", "options"), [
    (500_000, ["--batch-size", "1024"]),  # in pairs
    (1_700_000, ["--subsample", "0"]),  # in blocks
])  # fmt: skip
def test_eight_times_the_text_takes_at_most_a_tenth_more_memory(
    tmp_path, words, options, record_property
):
    answers = []
    for times in (1, 8):
        write_text(tmp_path / "text.txt", words, times)
        answers.append(peak_of_training(tmp_path / "text.txt", tmp_path, *options))
    once, eight = (answer["peak_memory_bytes"] for answer in answers)
    assert answers[1]["words"] > 7.9 * answers[0]["words"]
    record_property("printed", f"peak memory: {once:,} bytes; 8 times the text: {eight:,}")
    assert eight < 1.1 * once
