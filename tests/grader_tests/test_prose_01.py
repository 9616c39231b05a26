"""What lesson 01 says in words, numbers and alt texts, computed again."""

import operator
import re
from collections import Counter
from functools import cache
from itertools import combinations

import numpy as np
import pytest
import tensorflow as tf
from prose import Prose

from grader_tests import registry
from w2vlib import Trainer, cosine_similarity
from w2vlib.corpora.story import FIRST, PATTERNS, WORDS, story

LESSON = "01-one-hot-vs-dense"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after


# --- the story ------------------------------------------------------------------------------


def test_ids_are_no_numbers_dog_and_dog_is_some_other_word():
    lesson = names_after("sentences = story(7)", "word_id = {")
    ids, words = lesson["word_id"], lesson["vocabulary"]
    assert len(words) == 22
    assert words[0] == "the"
    assert words[2 * ids["dog"]] not in ("dog", "dogs", "two")
    assert {"cat", "dog", "four"} <= set(ids)


def test_the_sentence_has_eleven_words_and_its_bag_of_words_eleven_ones():
    lesson = names_after("python consistently")
    assert said("It has 11 words, all different")
    assert len(lesson["sentence"]) == len(set(lesson["sentence"])) == 11
    assert PROSE.text.count(" ".join(lesson["sentence"])) == 2  # in the prose and in the code
    assert lesson["rows"].shape == (11, 11)
    assert lesson["rows"].sum(axis=0).tolist() == [1] * 11
    assert (lesson["rows"].sum(axis=1) == 1).all()


# --- one-hot vectors ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [2, 11, 62])
def test_one_hot_vectors_are_pairwise_orthogonal_and_all_equally_far(size):
    vectors = names_after()["one_hot"](np.arange(size), size)
    np.testing.assert_array_equal(vectors @ vectors.T, np.eye(size))
    distances = np.linalg.norm(vectors[:, np.newaxis] - vectors, axis=2)
    different = ~np.eye(size, dtype=bool)
    np.testing.assert_allclose(distances[different], np.sqrt(2), rtol=1e-6)
    assert said("subtract one vector from the other, square the differences, add them up, and take")
    differences = vectors[:, np.newaxis] - vectors
    np.testing.assert_allclose(distances, np.sqrt((differences**2).sum(axis=2)))


def test_two_different_words_differ_in_two_places_by_one():
    first, second = names_after()["one_hot"](np.array([3, 7]), 9)
    assert sorted(np.abs(first - second)) == [0] * 7 + [1, 1]


def test_the_lesson_prints_no_distance_but_zero_and_root_two():
    lesson = names_after("sentences = story(7)", "word_id = {", "distances = np.sqrt")
    assert np.unique(lesson["distances"]).tolist() == [0, np.sqrt(np.float32(2))]
    assert np.flatnonzero(lesson["distances"] == 0).tolist() == [23 * i for i in range(22)]


# --- the lookup -----------------------------------------------------------------------------


def test_a_product_with_one_hot_vectors_picks_rows():
    lesson = names_after()
    table = np.random.default_rng(1).normal(size=(9, 4))
    ids = np.array([8, 0, 0, 3])
    product = lesson["one_hot"](ids, 9) @ table
    np.testing.assert_allclose(product, lesson["embedding_lookup"](table, ids))
    np.testing.assert_allclose(product, table[ids])


def test_the_product_multiplies_every_number_of_the_table_and_the_lookup_copies_n_rows():
    multiplications = copies = 0
    n, V, D = 3, 7, 2
    for _ in range(n):
        for _ in range(D):
            copies += 1
            for _ in range(V):
                multiplications += 1
    assert (multiplications, copies) == (n * V * D, n * D)
    assert multiplications / copies == V
    assert said(r"product: \{n \* V \* D:.*?lookup: \{n \* D:.*?ratio: \{V:")


def test_a_nan_spreads_by_the_product_and_not_by_the_lookup():
    lesson = names_after("table = np.array", "damaged = table.copy()")
    assert np.isnan(0 * np.nan)
    assert np.isnan(lesson["one_hot"](np.arange(3), 3) @ lesson["damaged"]).all()
    found = lesson["embedding_lookup"](lesson["damaged"], np.array([0, 2]))
    assert np.isfinite(found).all()
    with np.errstate(invalid="ignore"):
        assert np.isnan(np.float64(0) / np.float64(0))
    with pytest.raises(ZeroDivisionError):
        operator.truediv(0, 0)


def test_tensorflows_lookups_give_the_same_rows():
    table, ids = np.random.default_rng(1).normal(size=(5, 3)), np.array([4, 0, 4])
    for lookup in (tf.gather, tf.nn.embedding_lookup):
        np.testing.assert_array_equal(lookup(table, ids), table[ids])
    layer = tf.keras.layers.Embedding(5, 3)
    np.testing.assert_array_equal(layer(ids), layer.get_weights()[0][ids])


def test_tensorflows_lookups_build_no_one_hot_vector():
    """No operation of the traced layer makes one, and a NaN in another row does not spread."""
    layer = tf.keras.layers.Embedding(5, 3)
    layer(np.array([0]))
    table = np.ones((5, 3))
    table[1] = np.nan
    layer.set_weights([table])
    assert np.isfinite(layer(np.array([0, 4]))).all()
    traced = tf.function(layer).get_concrete_function(tf.TensorSpec([2], tf.int64))
    operations = {operation.type for operation in traced.graph.get_operations()}
    assert not operations & {"OneHot", "MatMul", "BatchMatMulV2"}


def test_an_id_that_is_too_large_stops_numpy_and_not_tf_one_hot():
    with pytest.raises(IndexError):
        np.zeros((5, 2))[np.array([5])]
    assert tf.one_hot([5], 5).numpy().tolist() == [[0] * 5]
    table = np.arange(6).reshape(3, 2)
    np.testing.assert_array_equal(table[-1], table[2])


def test_numpys_zeros_are_float64_unless_told_otherwise():
    assert np.zeros(3).dtype == np.float64
    assert np.zeros(3).nbytes == 2 * np.zeros(3, np.float32).nbytes


# --- trained vectors ------------------------------------------------------------------------


@cache
def trained() -> dict:
    return names_after("settings = {", "gram = {")


def of_all_pairs(vectors: np.ndarray) -> np.ndarray:
    return cosine_similarity(vectors, vectors)


def test_the_18_words_are_six_groups_of_three():
    words = trained()["words"]
    kinds = [next(kind for kind in WORDS if word in WORDS[kind]) for word in words]
    assert len(words) == 18
    assert kinds == [kind for kind in dict.fromkeys(kinds) for _ in range(3)]
    assert len(set(kinds)) == 6
    assert said("18 words, in six groups of three")


def test_the_alt_text_of_the_gram_matrices_is_right():
    lesson = trained()
    one_hot, dense = lesson["gram"]["one-hot"], lesson["gram"]["dense"]
    np.testing.assert_allclose(one_hot, np.eye(18), atol=1e-6)
    own_group = np.kron(np.eye(6), np.ones((3, 3))).astype(bool)
    assert said("only the diagonal is bright")
    assert said("six bright squares of three words each, such as dog, cat, wolf")
    assert lesson["words"][:3] == ["dog", "cat", "wolf"]
    assert dense[own_group].min() > 0.95
    assert dense[~own_group].max() < 0.9
    assert dense.min() > 0  # the colours go from 0 to 1
    assert said(r"bowl, cup, jug with ice, milk, water \(0.8\)")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_groups_light_up_whatever_the_seed(seed):
    lesson = trained()
    settings = lesson["settings"] | {"seed": seed}
    trainer = Trainer(story(2000), progress=False, validation=False, **settings).train()
    cosines = of_all_pairs(trainer.vectors.matrix[lesson["ids"]])
    own_group = np.kron(np.eye(6), np.ones((3, 3))).astype(bool)
    assert cosines[own_group].min() > 0.95
    assert cosines[~own_group].max() < 0.9


GROUPS = ("animals", "sounds", "vessels", "food", "numbers", "talk")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_groups_are_alike_and_all_others_less(seed):
    lesson = trained()
    settings = lesson["settings"] | {"seed": seed}
    trainer = Trainer(story(2000), progress=False, validation=False, **settings).train()
    cosines = of_all_pairs(trainer.vectors.matrix[lesson["ids"]])
    blocks = cosines.reshape(6, 3, 6, 3).mean(axis=(1, 3))  # (group, group)
    alike = GROUPS.index("vessels"), GROUPS.index("food")
    stated = said(r"vessels and food \(about (0\.\d)\)").group(1)
    assert abs(blocks[alike] - float(stated)) < 0.1
    others = [blocks[i, j] for i, j in combinations(range(6), 2) if (i, j) != alike]
    low, high = map(
        float, said(r"All other pairs of groups have about (0\.\d) to (0\.\d)").groups()
    )
    assert low - 0.1 < min(others) < low + 0.15
    assert high - 0.1 < max(others) < high + 0.05


def test_words_of_a_group_stand_in_the_same_places_of_the_sentences():
    """Every sentence of the story after the first seven is a pattern with a word of a group."""
    assert said("words of a group stand in the same places of its sentences")
    group = {word: kind for kind, words in WORDS.items() for word in words}
    shapes = {
        " ".join(group.get(word, word) for word in line) for line in story(2000)[len(FIRST) :]
    }
    assert shapes == {pattern.replace("{", "").replace("}", "") for pattern in PATTERNS}


def test_the_dense_vectors_are_shorter_than_the_one_hot_vectors_of_62_words():
    lesson = trained()
    assert said("62 words are far from real")
    assert lesson["sparse"].shape == (18, 62)
    assert lesson["dense"].shape == (18, 16)


# --- memory ---------------------------------------------------------------------------------


def megabytes(number: str, unit: str) -> float:
    return float(number) * {"MB": 1, "GB": 1e3, "TB": 1e6}[unit]


def test_the_alt_text_of_the_memory_figure_is_right():
    assert said(r"from 1000 to 1,000,000 words")
    size = r"([\d.]+) (MB|GB|TB)"
    first = said(rf"one-hot table rises steeply, from {size} to {size}").groups()
    second = said(rf"the dense table from {size} to {size}").groups()
    assert [megabytes(*first[:2]), megabytes(*first[2:])] == [4 * 1e3**2 / 1e6, 4 * 1e6**2 / 1e6]
    assert [megabytes(*second[:2]), megabytes(*second[2:])] == [
        pytest.approx(4 * V * 100 / 1e6) for V in (1e3, 1e6)
    ]
    stays = said(rf"dense batch stays at {size}").groups()
    assert megabytes(*stays) == pytest.approx(4 * 256 * 100 / 1e6, abs=0.005)
    batch = said(rf"the one-hot batch from {size} to {size}").groups()
    assert [megabytes(*batch[:2]), megabytes(*batch[2:])] == [
        pytest.approx(4 * 256 * V / 1e6, rel=0.03) for V in (1e3, 1e6)
    ]
    assert said(r"A million words need 4 TB as one-hot vectors and 400 MB as dense ones")


def test_the_labels_of_the_memory_figure_say_what_ten_times_the_words_do():
    lesson = names_after("n, V, D = 256", "V = np.logspace")
    for _, memory, _, _, _, growth in lesson["curves"]:
        decades = np.log10(lesson["V"][-1] / lesson["V"][0])
        assert (memory[-1] / memory[0]) ** (1 / decades) == pytest.approx(float(growth[2:]))


def test_the_sizes_in_the_reasons_are_right():
    questions = registry.find("01.predict_memory").questions
    units = {"MB": 1e6, "GB": 1e9}
    for question in questions.values():
        number, unit = re.search(
            r"([\d.]+) (MB|GB)", question.options[question.right].reason
        ).groups()
        assert float(number) * units[unit] == pytest.approx(question.right, rel=0.03)
    assert questions["one_hot_table"].right == 500 * questions["dense_table"].right


# --- the lesson's outside -------------------------------------------------------------------


def test_the_minutes_of_the_lesson_leave_time_to_read():
    minutes = int(said(r"takes about (\d+) minutes")[1])
    assert sum(exercise.minutes for exercise in registry.exercises("01")) < minutes


def test_the_errors_that_the_folds_explain_are_those_that_are_raised():
    def told(name: str, place: int) -> str:
        text = registry.find(name).errors[place][0]
        return re.escape(text).replace(re.escape("..."), ".+")

    with pytest.raises(TypeError, match=told("01.build_vocabulary", 0)):
        operator.neg("word")
    with pytest.raises(TypeError, match=told("01.build_vocabulary", 1)):
        Counter([["word"]])
    with pytest.raises(IndexError, match=told("01.one_hot", 0)):
        np.zeros((2, 3))[np.arange(2), np.array([0, 3])]
    with pytest.raises(TypeError, match=told("01.one_hot", 1)):
        np.zeros(2, 3)
    with pytest.raises(ValueError, match=told("01.one_hot", 2)):
        np.equal(np.arange(3), np.arange(5))
    with pytest.raises(IndexError, match=told("01.embedding_lookup", 0)):
        np.zeros((2, 3))[np.array([2])]
    with pytest.raises(TypeError, match=told("01.embedding_lookup", 1)):
        [[1, 2]][np.array([0, 0])]
