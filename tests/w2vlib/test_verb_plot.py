"""`plot` on the command line."""

import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from w2vlib.__main__ import main
from w2vlib.corpora import MiniWorld
from w2vlib.map_words import known_groups
from w2vlib.training.checkpoint import load
from w2vlib.vectors import WordVectors


def plot(folder, out, *more):
    return main(["plot", "--vectors", str(folder), "--out", str(out), *more])


def drawn(capsys):
    return json.loads(capsys.readouterr().out)


def test_the_little_world_is_drawn_in_its_planted_groups(trained, tmp_path, capsys):
    assert plot(trained, tmp_path / "map.png", "--count", "21", "--json") == 0
    answer = drawn(capsys)
    clusters = MiniWorld().clusters
    assert (answer["method"], len(answer["words"])) == ("tsne", 21)
    assert answer["words"][:3] == clusters["male"][:3]
    with Image.open(tmp_path / "map.png") as image:
        assert image.text["Description"] == answer["alt"]
        assert "colours: red, blue, green" in answer["alt"]
        assert min(image.size) > 300


def test_chosen_words_are_drawn_once_each(trained, tmp_path, capsys):
    words = ["king", "queen", "red", "king", "blue"]
    for method in ("pca", "tsne"):
        out = tmp_path / f"{method}.svg"
        assert plot(trained, out, "--words", *words, "--method", method, "--json") == 0
        assert drawn(capsys)["words"] == ["king", "queen", "red", "blue"]
        text = out.read_text("utf-8")
        assert all(f"<!-- {word} -->" in text for word in words)
        assert ("component" in text) == (method == "pca")


def test_seed_and_perplexity_change_the_map_and_the_same_ones_repeat_it(trained, tmp_path):
    pictures = []
    for more in (["--seed", "1"], ["--seed", "1"], ["--seed", "1", "--perplexity", "3"]):
        assert plot(trained, tmp_path / "map.svg", "--count", "14", *more) == 0
        pictures.append((tmp_path / "map.svg").read_bytes())
    assert pictures[0] == pictures[1] != pictures[2]


def test_without_a_known_corpus_the_most_frequent_content_words_are_drawn():
    words = ["the", "of", "tensor", "42", "a", "array", "which", "df", "matrix", "shape"]
    vectors = WordVectors(words, np.eye(10))
    assert known_groups(vectors, "docstrings", 3) == {"words": ["tensor", "array", "matrix"]}


def test_loss_curves_of_several_runs_in_one_picture(trained, tmp_path, capsys):
    again = tmp_path / "again"
    again.mkdir()
    (again / "config.json").write_text((trained / "config.json").read_text())
    command = ["plot", "--loss", "--vectors", str(trained), str(again), "--json"]
    assert main([*command, "--out", str(tmp_path / "loss.png")]) == 0
    answer = drawn(capsys)
    assert answer["runs"] == [trained.name, "again"]
    first, last = (load(trained).history["loss"][i] for i in (0, -1))
    assert f"again: training loss {first:.3f} to {last:.3f} nats per pair" in answer["alt"]
    assert (tmp_path / "loss.png").stat().st_size > 5000


def test_what_cannot_be_drawn_is_said_in_one_sentence(trained, tmp_path, capsys):
    png = tmp_path / "p.png"
    (tmp_path / "config.json").write_text('{"history": {}}')
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "config.json").write_text('{"history": {"loss": []}}')
    for folder, out, more, message in (
        (trained, tmp_path / "p.pdf", [], "a picture ends in .png or .svg"),
        (trained, png, ["--words", "king", "quen", "red"], "did you mean queen"),
        (trained, png, ["--words", "king", "queen"], "a map needs 3 words or more; there are 2"),
        (trained, png, ["--count", "9", "--perplexity", "9"], "the largest that works is 8"),
        (trained, png, ["--count", "9", "--words", "king"], "either --words or --count"),
        (trained, png, ["--method", "pca", "--seed", "1"], "--seed is of t-SNE"),
        (trained, png, ["--method", "pca", "--perplexity", "5"], "--perplexity is of t-SNE"),
        (trained, png, ["--seed", "-1"], "it must be 0 or more"),
        (trained, png, ["--loss", "--count", "9"], "--count is of maps of words"),
        (trained / "vectors.npz", png, ["--loss"], "is not a folder that `train` wrote"),
        (tmp_path, png, ["--loss"], "config.json is damaged"),
        (tmp_path / "new", png, ["--loss"], "saved before its first epoch"),
        (tmp_path / "none", png, [], "train some with `python -m w2vlib train`"),
    ):
        assert plot(folder, out, *more) == 2
        error = capsys.readouterr().err
        assert message in error and error.count("\n") == 1
    assert main(["plot", "--vectors", "a", "b", "--out", str(png)]) == 2
    assert "go with --loss only" in capsys.readouterr().err
    assert not png.exists()


@pytest.mark.slow
def test_neither_maps_nor_curves_load_tensorflow(trained, tmp_path):
    command = ["plot", "--vectors", str(trained), "--out", str(tmp_path / "p.png")]
    code = (
        "import sys; from w2vlib.__main__ import main\n"
        f"assert main({command!r}) == main({[*command, '--loss']!r}) == 0\n"
        "print('tensorflow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
