"""Two devices of one process, and two processes on loopback, against one device."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from w2vlib import Trainer
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.distributed.cluster import Cluster
from w2vlib.distributed.local_workers import on_loopback
from w2vlib.vectors import WordVectors

TOLD = {"dim": 50, "epochs": 4}


def run_apart(script):
    """The last line that a script prints, as JSON, from a process with two logical CPUs."""
    start = (
        "import json, numpy as np, tensorflow as tf\n"
        "cpu = tf.config.list_physical_devices('CPU')[0]\n"
        "two = [tf.config.LogicalDeviceConfiguration()] * 2\n"
        "tf.config.set_logical_device_configuration(cpu, two)\n"
        "from w2vlib import Trainer\n"
        "from w2vlib.corpora.miniworld import MiniWorld\n"
        "from w2vlib.training.epochs_of import _block_steps, epochs_of\n"
    )
    done = subprocess.run([sys.executable, "-c", start + script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def alone():
    return Trainer(MiniWorld(), **TOLD, progress=False).train()


def check_quality(vectors, loss, alone):
    questions = MiniWorld().questions()
    accuracy = vectors.analogy_accuracy(questions)
    assert accuracy >= 0.95
    assert accuracy >= alone.vectors.analogy_accuracy(questions) - 0.01
    assert loss == pytest.approx(alone.history["validation_loss"][-1], abs=0.04)


# --- two devices -----------------------------------------------------------------------------

TRAINED = """
trainer = Trainer(MiniWorld(), **TOLD, strategy="mirrored", progress=False).train()
steps_of_all = trainer._epochs.steps._steps
tables = [[t.numpy() for t in steps.model.tables] for steps in steps_of_all]
trainer.save(OUT)
print(json.dumps({
    "replicas": len(tables),
    "places": [steps.model.input_table.device[-5:] for steps in steps_of_all],
    "equal": all(np.array_equal(one, other) for one, other in zip(*tables)),
    "history": trainer.history,
}))
"""


@pytest.mark.long
def test_two_devices_learn_as_well_as_one_and_end_with_the_same_tables(alone, tmp_path):
    out = str(tmp_path / "out")
    told = run_apart(TRAINED.replace("**TOLD", f"**{TOLD}").replace("OUT", repr(out)))
    assert told["places"] == ["CPU:0", "CPU:1"] and told["equal"]
    assert told["history"]["words"] == alone.history["words"]
    check_quality(WordVectors.load(out), told["history"]["validation_loss"][-1], alone)


ONE_CALL = """
trainer = Trainer(MiniWorld(3000), dim=8, strategy="mirrored", average_every=32, progress=False)
epochs = epochs_of(trainer, trainer._text.training)
averaged, rng = epochs.steps, np.random.default_rng(1)
size, window = len(trainer.vocabulary), trainer.settings.window
from w2vlib.training.block_layout import Rows
BLOCK = averaged.centres
tokens = rng.integers(0, size, (6, 32 * BLOCK + 2 * window)).astype(np.int32)
reach = [rng.integers(0, window + 1, (6, 32 * BLOCK)).astype(np.int32) for _ in range(2)]
rate, seed = 0.05, 7
start = [table.numpy() for table in trainer.model.tables]
told = averaged.run(averaged.place(Rows(tokens, *reach, BLOCK)), 0, 32, rate, rate, seed)
together = [table.numpy() for table in trainer.model.tables]

moved, pairs = 0, 0
for number in range(2):
    model = trainer.new_model()
    model.set_tables(*start)
    own = slice(3 * number, 3 * number + 3)
    steps = _block_steps(trainer, model)
    text = steps.place(Rows(tokens[own], reach[0][own], reach[1][own], BLOCK))
    numbers = [tf.constant(x) for x in (0, 32, rate, rate, seed + number)]
    pairs += float(steps.run(*text, steps.noise.ids, steps.new_counts(), *numbers)[1])
    moved = moved + (model.input_table.numpy() - start[0])
kept = trainer.vocabulary.counts * trainer.keep
times = 6 * 32 * BLOCK * kept / kept.sum()
second = averaged._steps[1].model
second.set_tables(*(table + 1 for table in together))
averaged.follow_chief()
followed = [np.array_equal(*pair) for pair in zip(second.tables, together)]
followed.append(trainer.replicas.told_by_chief({"epoch": [1.5, None]}) == {"epoch": [1.5, None]})
scale = np.clip(0.4 / (0.05 * times), 0.5, 1)
print(json.dumps({
    "scales": [float(scale.min()), float(scale.max())],
    "far": float(np.abs(together[0] - start[0] - moved * scale[:, None]).max()),
    "moved": float(np.abs(moved).max()),
    "pairs": [told[1], pairs],
    "followed": followed,
}))
"""


@pytest.mark.slow
def test_rare_rows_move_by_the_sum_of_the_replicas_moves_and_frequent_ones_by_the_mean():
    told = run_apart(ONE_CALL)
    assert told["scales"] == [0.5, 1.0]
    assert told["far"] < 1e-3 * told["moved"]
    assert told["followed"] == [True] * 4  # when the chief's tables are taken over
    assert told["pairs"][0] == told["pairs"][1] > 0


WAYS = """
world, reached = MiniWorld(), {}
for name, told in {
    "adagrad": {"optimizer": "adagrad"}, "adam": {"optimizer": "adam", "epochs": 4},
    "cbow": {"architecture": "cbow", "epochs": 4}, "adaptive": {"sampler": "adaptive"},
    "softmax": {"objective": "softmax"}, "max_norm": {"max_norm": 2.0},
}.items():
    told = {"epochs": 2, **told}
    trainer = Trainer(world, dim=50, strategy="mirrored", progress=False, **told).train()
    one, other = ([v.numpy() for v in s.variables if v.dtype == tf.float32]
                  for s in trainer._epochs.steps._steps)
    reached[name] = {
        "equal": all(np.array_equal(a, b) for a, b in zip(one, other)),
        "accuracy": trainer.vectors.analogy_accuracy(world.questions()),
        "longest": float(np.linalg.norm(trainer.vectors.matrix, axis=1).max()),
    }
print(json.dumps(reached))
"""


@pytest.mark.long
def test_every_way_to_train_goes_with_several_devices():
    reached = run_apart(WAYS)
    assert {name: told["equal"] for name, told in reached.items()} == dict.fromkeys(reached, True)
    assert {
        name: told["accuracy"] for name, told in reached.items() if told["accuracy"] < 0.9
    } == {}
    assert reached["max_norm"]["longest"] <= 2.0001


# --- two processes ---------------------------------------------------------------------------


def command(out, *more):
    told = [f"--{name}={value}" for name, value in TOLD.items()]
    return [
        sys.executable, "-m", "w2vlib", "train", "--corpus", "miniworld", "--out", str(out),
        "--strategy", "multi-worker", *told, *more,
    ]  # fmt: skip


@pytest.mark.slow
def test_two_processes_reach_the_quality_of_one(alone, tmp_path):
    done = subprocess.run(
        command(tmp_path, "--workers", "2", "--json"), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    (line,) = done.stdout.splitlines()  # only the chief prints
    answer = json.loads(line)
    assert answer["words"] == sum(alone.history["words"])  # of the whole cluster
    check_quality(WordVectors.load(tmp_path), answer["validation_loss"], alone)


@pytest.mark.long
@pytest.mark.parametrize("victim", [0, 1])
def test_when_a_worker_is_killed_all_go_on_from_the_last_checkpoint(victim, alone, tmp_path):
    log = tmp_path / "log"
    with log.open("w") as errors:
        job = subprocess.Popen(command(tmp_path, "--workers", "2"), stderr=errors)
    file = tmp_path / "checkpoint" / "model.npz"
    while not file.exists():
        assert job.poll() is None, log.read_text()[-3000:]
        time.sleep(0.05)
    pids = re.findall(r"process (\d+)", log.read_text())
    os.kill(int(pids[victim]), signal.SIGKILL)
    assert job.wait(120) == 0, log.read_text()[-3000:]
    assert f"worker {victim} was killed (SIGKILL); all start again" in log.read_text()
    assert len(re.findall(r"process (\d+)", log.read_text())) == 4
    history = Trainer.load(tmp_path).history
    assert history["words"] == alone.history["words"]
    check_quality(WordVectors.load(tmp_path), history["validation_loss"][-1], alone)


@pytest.mark.slow
def test_workers_with_different_texts_are_stopped_with_a_sentence(tmp_path):
    rng, jobs = np.random.default_rng(0), []
    for cluster in on_loopback(2):
        text = tmp_path / f"{cluster.index}.txt"
        text.write_text("\n".join(" ".join(rng.choice(list("abcdefgh"), 9)) for _ in range(400)))
        jobs.append(_on_a_machine_of_its_own(cluster, text, tmp_path / f"out{cluster.index}"))
    for job in jobs:
        _, printed = job.communicate(timeout=100)
        assert job.returncode == 2, printed[-3000:]
        assert "error: the workers have different corpora" in printed


def _on_a_machine_of_its_own(cluster: Cluster, text, out) -> subprocess.Popen:
    return subprocess.Popen(
        [
            sys.executable, "-m", "w2vlib", "train", "--corpus", str(text), "--out", str(out),
            "--strategy", "multi-worker", "--epochs", "1",
        ],
        env={**os.environ, **cluster.environment()}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
