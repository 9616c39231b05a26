"""`export`: what is written can be read by the programs it is written for."""

import json

import numpy as np
import pytest
import tensorflow as tf

from w2vlib.__main__ import main
from w2vlib.formats.tensorboard import scalars
from w2vlib.training import checkpoint
from w2vlib.vectors import WordVectors


def export(folder, format, out, *more):
    return main(["export", "--vectors", str(folder), "--format", format, "--out", str(out), *more])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format", "name"),
    [("text", "v.vec.gz"), ("binary", "v.bin"), ("glove", "v.txt"), ("npz", "v.npz.gz")],
)
def test_files_give_the_same_vectors_back(trained, tmp_path, capsys, format, name):
    assert export(trained, format, tmp_path / name, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    found, own = WordVectors.load(tmp_path / name), WordVectors.load(trained)
    assert answer == {"format": format, "out": str(tmp_path / name), "words": len(own)}
    assert found.words == own.words
    np.testing.assert_array_equal(found.matrix, own.matrix)


def test_count_keeps_the_most_frequent_words(trained, tmp_path, capsys):
    assert export(trained, "text", tmp_path / "v.txt", "--count", "3") == 0
    assert capsys.readouterr().out == f"3 words in {tmp_path / 'v.txt'}\n"
    assert WordVectors.load(tmp_path / "v.txt").words == WordVectors.load(trained).words[:3]


def test_tensorflow_reads_the_checkpoint_without_this_library(trained, tmp_path, capsys):
    assert export(trained, "checkpoint", tmp_path / "c") == 0
    prefix = str(tmp_path / "c" / "vectors")
    assert prefix in capsys.readouterr().out
    saved = checkpoint.load(trained)
    reader = tf.train.load_checkpoint(prefix)
    for name, table in zip(("input_table", "output_table", "bias"), saved.tables, strict=True):
        found = reader.get_tensor(f"{name}/.ATTRIBUTES/VARIABLE_VALUE")
        np.testing.assert_array_equal(found, table)
    table = tf.Variable(tf.zeros(saved.tables[0].shape))
    tf.train.Checkpoint(input_table=table).read(prefix).assert_existing_objects_matched()
    np.testing.assert_array_equal(table.numpy(), saved.tables[0])
    words = (tmp_path / "c" / "words.txt").read_text("utf-8").splitlines()
    assert words == saved.vocabulary.words


def test_a_file_of_vectors_has_one_table_for_the_checkpoint(trained, tmp_path, capsys):
    file = trained / "vectors.txt"
    assert export(file, "checkpoint", tmp_path / "c", "--count", "5", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["words"], answer["tables"]) == (5, ["input_table"])


def test_the_projector_gets_tables_and_counts_where_they_are_known(trained, tmp_path):
    assert export(trained, "projector", tmp_path / "p") == 0
    own, vocabulary = WordVectors.load(trained), checkpoint.load(trained).vocabulary
    tensors = np.loadtxt(tmp_path / "p" / "tensors.tsv", delimiter="\t", dtype=np.float32)
    np.testing.assert_array_equal(tensors, own.matrix)
    lines = (tmp_path / "p" / "metadata.tsv").read_text("utf-8").splitlines()
    assert lines[0] == "word\tcount"
    assert lines[1:] == [f"{w}\t{c}" for w, c in zip(own.words, vocabulary.counts, strict=True)]
    config = (tmp_path / "p" / "projector_config.pbtxt").read_text("utf-8")
    assert '"tensors.tsv"' in config and '"metadata.tsv"' in config

    assert export(trained / "vectors.npz", "projector", tmp_path / "q", "--count", "9") == 0
    # one column has no heading: the projector would take it for a word
    assert (tmp_path / "q" / "metadata.tsv").read_text("utf-8").split() == own.words[:9]


def test_the_history_becomes_scalars_one_for_each_epoch(trained, tmp_path, capsys):
    for _ in range(2):  # the second export replaces the first
        assert export(trained, "tensorboard", tmp_path / "t") == 0
    assert "pip install tensorboard" in capsys.readouterr().out
    (events,) = (tmp_path / "t").iterdir()
    found: dict[str, list] = {}
    for record in tf.data.TFRecordDataset(str(events)):
        event = tf.compat.v1.Event.FromString(record.numpy())
        for value in event.summary.value:
            assert value.metadata.plugin_data.plugin_name == "scalars"
            found.setdefault(value.tag, []).append(
                (event.step, float(tf.make_ndarray(value.tensor)))
            )
    history = checkpoint.load(trained).history
    assert found == {
        tag: [(epoch, pytest.approx(value, rel=1e-6)) for epoch, value in column]
        for tag, column in scalars(history).items()
    }
    assert [epoch for epoch, _ in found["loss"]] == [1, 2]


def test_epochs_without_a_value_have_no_scalar():
    history = {
        "loss": [2.0, 1.0],
        "validation_loss": [None, 3.0],
        "words": [8, 8],
        "seconds": [4, 0],
    }
    assert scalars(history) == {
        "loss": [(1, 2.0), (2, 1.0)], "validation_loss": [(2, 3.0)], "words_per_second": [(1, 2.0)]
    }  # fmt: skip


def test_what_cannot_be_exported_is_said_in_one_sentence(trained, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    vectors, none = trained / "vectors.txt", tmp_path / "none"
    for folder, format, out, message in (
        (trained, "text", "v.npz", "has the ending of the format npz"),
        (trained, "npz", "", "is a folder; --out must name a file"),
        (trained, "projector", "file", "is a file; the format projector needs a folder"),
        (vectors, "tensorboard", "t", "is not a folder that `train` wrote"),
        (none, "text", "v.txt", "train some with `python -m w2vlib train`"),
    ):
        assert export(folder, format, tmp_path / out) == 2
        error = capsys.readouterr().err
        assert message in error and error.count("\n") == 1
    assert export(trained, "tensorboard", tmp_path / "t", "--count", "5") == 2
    assert "--count" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_export_that_fails_leaves_the_earlier_one_as_it_was(tmp_path):
    WordVectors(["a"], np.ones((1, 2))).save(tmp_path / "v.txt")
    WordVectors(["new york", "new_york"], np.eye(2)).save(tmp_path / "bad.npz")
    assert export(tmp_path / "bad.npz", "text", tmp_path / "v.txt") == 2
    assert WordVectors.load(tmp_path / "v.txt").words == ["a"]
