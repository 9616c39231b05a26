"""Pictures: labels that can be read, places that mean something, descriptions in the files."""

import itertools

import numpy as np
import pytest
from PIL import Image

from w2vlib.labels import label
from w2vlib.plots import loss_curves, new_figure, save, word_map
from w2vlib.projection import check, places


def overlaps(texts, figure):
    boxes = [text.get_window_extent(figure.canvas.get_renderer()) for text in texts]
    return sum(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


@pytest.mark.parametrize("spread", [1.0, 0.3])
def test_labels_do_not_cover_each_other_and_stay_inside_the_axes(spread):
    figure, axes = new_figure(width=8, height=5)
    centres = np.random.default_rng(0).normal(size=(6, 2)) * 4
    drawn = np.repeat(centres, 8, axis=0) + np.random.default_rng(1).normal(size=(48, 2)) * spread
    axes.scatter(*drawn.T)
    texts = label(axes, [f"wednesday{i}" for i in range(48)], drawn)
    assert overlaps(texts, figure) == 0
    frame = axes.get_window_extent()
    for text in texts:
        box = text.get_window_extent(figure.canvas.get_renderer())
        assert frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1
        assert frame.y0 - 1 <= box.y0 and box.y1 <= frame.y1 + 1


@pytest.mark.slow
def test_a_line_from_a_word_to_its_point_crosses_no_other_point():
    rng = np.random.default_rng(2)
    for _ in range(5):
        figure, axes = new_figure(width=8, height=5)
        drawn = rng.normal(size=(60, 2))
        axes.scatter(*drawn.T)
        label(axes, [f"word{i}" for i in range(60)], drawn)
        pixels = axes.transData.transform(drawn)
        lines = [text for text in axes.texts if text.arrow_patch is not None]
        for line in lines:
            start = axes.transData.transform(line.xy)
            end = start + np.array(line.get_position()) * figure.dpi / 72
            others = pixels[np.linalg.norm(pixels - start, axis=1) > 12]
            along = start + np.linspace(0, 1, 30)[:, None] * (end - start)
            apart = np.linalg.norm(along[:, None] - others, axis=2)
            assert apart.min() > 2


def test_a_word_stays_near_its_point_where_there_is_room():
    figure, axes = new_figure()
    axes.scatter([0, 1], [0, 1])
    text = label(axes, ["red", "blue"], np.array([[0, 0], [1, 1]]))[0]
    box = text.get_window_extent(figure.canvas.get_renderer())
    x, y = axes.transData.transform((0, 0))
    assert abs((box.y0 + box.y1) / 2 - y) < 25 and abs((box.x0 + box.x1) / 2 - x) < 40


def groups_of_directions():
    rng = np.random.default_rng(0)
    centres = np.eye(10)[:3] * 5
    return np.repeat(centres, 6, axis=0) + rng.normal(size=(18, 10)) * 0.3


@pytest.mark.parametrize("method", ["pca", "tsne"])
def test_near_vectors_get_near_places(method):
    drawn, shares = places(groups_of_directions(), method)
    own = drawn.reshape(3, 6, 2)
    widths = np.linalg.norm(own - own.mean(axis=1, keepdims=True), axis=2).max()
    middles = own.mean(axis=1)
    apart = min(np.linalg.norm(a - b) for a, b in itertools.combinations(middles, 2))
    assert apart > 2 * widths
    assert (shares is None) == (method == "tsne")
    if shares:
        assert 0.9 < sum(shares) <= 1


def test_the_largest_perplexity_that_works_is_named_and_works():
    with pytest.raises(ValueError, match="the largest that works is 17"):
        check(18, 10, perplexity=18)
    assert places(groups_of_directions(), "tsne", perplexity=17)[0].shape == (18, 2)
    assert places(groups_of_directions()[:3], "tsne")[0].shape == (3, 2)


@pytest.mark.parametrize(
    ("words", "dim", "perplexity", "message"),
    [
        (2, 9, None, "3 words or more"),
        (5, 1, None, "2 numbers"),
        (5, 9, 0, "1 or more"),
        (5, 9, float("nan"), "1 or more"),
    ],
)
def test_what_cannot_be_laid_out_is_said(words, dim, perplexity, message):
    with pytest.raises(ValueError, match=message):
        check(words, dim, perplexity)


def test_a_zero_vector_has_a_place_too():
    _, axes = new_figure()
    vectors = np.concatenate([groups_of_directions(), np.zeros((1, 10))])
    word_map(axes, vectors, {"all": [f"w{i}" for i in range(19)]})
    assert np.isfinite(axes.collections[0].get_offsets()).all()


def test_loss_curves_skip_epochs_without_validation():
    _, axes = new_figure(columns=2)
    loss_curves(axes, {
        "one": {"loss": [3.0, 2.0], "validation_loss": [None, 5.0]},
        "two": {"loss": [4.0], "validation_loss": [None]},
    })  # fmt: skip
    drawn = [[line.get_xydata().tolist() for line in each.lines] for each in axes]
    assert drawn == [[[[1, 3], [2, 2]], [[1, 4]]], [[[2, 5]]]]


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_title_and_description_are_in_the_file_which_is_the_same_each_time(tmp_path, ending):
    written = []
    for _ in range(2):
        figure, axes = new_figure()
        axes.plot([1, 2], label="a & b")
        axes.legend()
        save(figure, tmp_path / f"p.{ending}", "A title", "What is <seen> here.")
        written.append((tmp_path / f"p.{ending}").read_bytes())
    assert written[0] == written[1]
    if ending == "png":
        with Image.open(tmp_path / "p.png") as image:
            assert image.text["Title"] == "A title"
            assert image.text["Description"] == "What is <seen> here."
    else:
        text = written[0].decode()
        assert "<title>A title</title>" in text and "What is &lt;seen&gt; here." in text
