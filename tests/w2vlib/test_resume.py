"""A training that was stopped or killed goes on, and nothing that was written is lost."""

import json
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from tests.most_wait import most_wait
from w2vlib import DivergedError, Trainer
from w2vlib.__main__ import main
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.training import checkpoint
from w2vlib.training.checkpoint import MODEL_FILE
from w2vlib.training.stop_signals import Stopped

pytestmark = pytest.mark.slow
WORLD = MiniWorld(num_sentences=6000)
WAYS = {
    "blocks": {},
    "cbow-adam": {"architecture": "cbow", "optimizer": "adam"},
    "adagrad": {"optimizer": "adagrad"},
    "adaptive": {"sampler": "adaptive"},
    "float16": {"precision": "float16"},
    "pairs": {"batch_size": 64},
}
FEW = ("blocks", "cbow-adam", "pairs")


def trainer(**told):
    return Trainer(WORLD, dim=8, epochs=3, progress=False, **told)


@pytest.fixture
def small_pieces(monkeypatch):
    """Several chunks an epoch, many calls a chunk; one lane, as lanes never do the same twice."""
    monkeypatch.setattr("w2vlib.training.epochs_of.cores", lambda: 1)
    monkeypatch.setattr("w2vlib.training.lanes._CENTRES_A_CALL", 900)
    monkeypatch.setattr("w2vlib.training.block_epochs._MOST_TOKENS", 9000)
    monkeypatch.setattr("w2vlib.training.pair_batches._MOST_CHUNK_TOKENS", 4000)


@pytest.fixture
def stop_after(monkeypatch):
    """Calls the training's own handler of signals after so many asks for one."""

    def prepare(asks):
        class Signals:
            def __init__(self, heed):
                self._left = asks

            __enter__ = lambda self: self  # noqa: E731
            __exit__ = lambda *_: None  # noqa: E731

            @property
            def number(self):
                self._left -= 1
                return signal.SIGTERM if self._left < 0 else None

        monkeypatch.setattr("w2vlib.training.loop.StopSignals", Signals)

    return prepare


@pytest.mark.parametrize("way", most_wait(WAYS, FEW))
def test_stopped_twice_in_the_middle_it_ends_as_an_unbroken_training(
    way, tmp_path, small_pieces, stop_after
):
    whole = trainer(**WAYS[way]).train()
    broken = trainer(**WAYS[way])
    for asks in (5, 15):
        stop_after(asks)
        with pytest.raises(Stopped):
            broken.train(folder=tmp_path)
        broken = Trainer.resume(tmp_path, WORLD)
        broken.progress = False
        assert broken.position.words > 0 and not broken.finished
    stop_after(10**9)
    broken.train(folder=tmp_path)
    assert broken.history["words"] == whole.history["words"]
    assert len(broken.history["validation_loss"]) == 3
    # Threads add in any order, so the last digits differ; --deterministic is tested below.
    np.testing.assert_allclose(broken.history["loss"], whole.history["loss"], rtol=1e-2)
    distance = np.linalg.norm(broken.vectors.matrix - whole.vectors.matrix)
    assert distance < 0.02 * np.linalg.norm(whole.vectors.matrix)


@pytest.mark.parametrize("way", ["blocks", "pairs"])
def test_stopped_in_the_middle_the_same_trainer_goes_on(way, tmp_path, small_pieces, stop_after):
    whole, broken = trainer(**WAYS[way]).train(), trainer(**WAYS[way])
    stop_after(5)
    with pytest.raises(Stopped):
        broken.train(folder=tmp_path)
    assert broken.position.words > 0
    stop_after(10**9)
    broken.train(folder=tmp_path)
    assert broken.history["words"] == whole.history["words"]


def test_a_second_training_draws_anew_and_a_finished_one_has_nothing_to_resume(tmp_path):
    first = trainer().train(folder=tmp_path)
    assert first.finished and Trainer.resume(tmp_path, WORLD).finished
    loaded = Trainer.load(tmp_path, WORLD)
    loaded.progress = False
    loaded.train()
    assert len(loaded.history["loss"]) == 6


def test_another_text_is_refused(tmp_path):
    trainer().train(folder=tmp_path)
    with pytest.raises(ValueError, match="is not the text that the training in"):
        Trainer.resume(tmp_path, MiniWorld(num_sentences=5000))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_after_a_step_with_a_checkpoint(number, tmp_path):
    before = signal.getsignal(number)
    started = trainer()
    with pytest.raises(Stopped, match=f"{number.name}; go on .* --resume") as stop:
        started.train(["king"], lambda _: signal.raise_signal(number), tmp_path)
    assert stop.value.exit_code == 128 + number
    assert Trainer.resume(tmp_path, WORLD).position.epoch == 1
    assert signal.getsignal(number) == before


def test_without_a_folder_signals_do_what_they_always_do():
    with pytest.raises(KeyboardInterrupt):
        trainer().train(["king"], lambda _: signal.raise_signal(signal.SIGINT))


def test_a_full_disk_leaves_the_checkpoint_before_and_the_training_goes_on(tmp_path, monkeypatch):
    real, calls = np.savez, []

    def full(file, **arrays):
        calls.append(file)
        if len(calls) > 1:
            file.write_bytes(b"half of it")
            raise OSError(28, "No space left on device")
        real(file, **arrays)

    monkeypatch.setattr("w2vlib.training.checkpoint.np.savez", full)
    with pytest.warns(UserWarning, match="No space left on device.*still there"):
        done = trainer().train(folder=tmp_path)
    assert len(calls) == 3 and done.finished
    assert Trainer.resume(tmp_path, WORLD).position.epoch == 1
    assert [path.name for path in (tmp_path / "checkpoint").iterdir()] == [MODEL_FILE.name]
    with pytest.raises(OSError, match="No space left"):
        done.save(tmp_path)


def test_divergence_names_the_last_good_checkpoint_and_leaves_it(tmp_path):
    trainer().train(folder=tmp_path)
    again = Trainer.load(tmp_path, WORLD)
    again.model.output_table.assign(np.full(again.model.output_table.shape, np.nan))
    with pytest.raises(DivergedError, match=f"last good checkpoint is in {tmp_path}"):
        again.train(folder=tmp_path)
    with pytest.raises(FloatingPointError, match="numbers that are not finite"):
        again.save(tmp_path)
    assert np.isfinite(Trainer.load(tmp_path).model.output_table).all()


def test_checkpoints_are_written_within_an_epoch_when_the_last_one_is_old(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "SECONDS_BETWEEN", 0.0)
    places = []
    real = checkpoint.save_model

    def noted(training, folder):
        places.append((training.position.epoch, training.position.words))
        real(training, folder)

    monkeypatch.setattr(checkpoint, "save_model", noted)
    trainer().train(folder=tmp_path)
    assert any(words > 0 for _, words in places)
    assert {epoch for epoch, words in places if words == 0} == {1, 2, 3}


# --- the command -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    path = tmp_path_factory.mktemp("text") / "world.txt"
    path.write_text("\n".join(" ".join(s) for s in MiniWorld(num_sentences=30_000).sentences()))
    return str(path)


def command(text, out, *more):
    told = ["--corpus", text, "--out", str(out), "--dim", "16", "--epochs", "4"]
    return [sys.executable, "-m", "w2vlib", "train", *told, *more]


def stopped_in_the_middle(arguments, out, number):
    """Runs the command and sends a signal soon after its first checkpoint; the exit code."""
    running = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
    while not (out / MODEL_FILE).exists():
        assert running.poll() is None, running.stderr.read()
        time.sleep(0.02)
    time.sleep(0.3)
    running.send_signal(number)
    said = running.communicate(timeout=120)[1]
    return running.returncode, said


@pytest.mark.long
def test_a_deterministic_training_resumes_bit_for_bit(text, tmp_path):
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    subprocess.run(command(text, whole, "--deterministic"), check=True, capture_output=True)
    code, said = stopped_in_the_middle(
        command(text, broken, "--deterministic"), broken, signal.SIGTERM
    )
    assert code == 128 + signal.SIGTERM and "--resume" in said
    subprocess.run(
        command(text, broken, "--deterministic", "--resume"), check=True, capture_output=True
    )
    for table in ("input_table", "output_table"):
        first, second = (np.load(folder / MODEL_FILE)[table] for folder in (whole, broken))
        np.testing.assert_array_equal(first, second)
    assert (whole / "vectors.txt").read_bytes() == (broken / "vectors.txt").read_bytes()


@pytest.mark.long
def test_a_killed_training_resumes_from_its_checkpoint_to_the_same_quality(text, tmp_path):
    code, _ = stopped_in_the_middle(command(text, tmp_path), tmp_path, signal.SIGKILL)
    assert code == -signal.SIGKILL
    done = subprocess.run(
        command(text, tmp_path, "--resume", "--json"), check=True, capture_output=True, text=True
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    whole = subprocess.run(
        command(text, tmp_path / "whole", "--json"), check=True, capture_output=True, text=True
    )
    expected = json.loads(whole.stdout.splitlines()[-1])
    assert answer["words"] == expected["words"]
    assert answer["validation_loss"] == pytest.approx(expected["validation_loss"], abs=0.05)


def test_resume_refuses_other_settings_and_an_empty_folder(tmp_path, capsys):
    told = ["train", "--corpus", "miniworld", "--out", str(tmp_path / "a")]
    assert main([*told, "--resume"]) == 2
    assert "holds no checkpoint" in capsys.readouterr().err
    assert main([*told, "--dim", "8", "--epochs", "1"]) == 0
    for more, named in (
        (["--dim", "9"], "dim 8, not 9"),
        (["--objective", "nce"], "objective 'negative_sampling', not 'nce'"),
    ):
        assert main([*told, "--resume", *more]) == 2
        assert f"--resume goes on with {named}" in capsys.readouterr().err
    (tmp_path / "a" / "vectors.txt").unlink()
    assert main([*told, "--resume"]) == 0  # finished: only what is missing is written
    assert (tmp_path / "a" / "vectors.txt").is_file()
