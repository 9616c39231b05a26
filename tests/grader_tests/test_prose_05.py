"""What lesson 05 says in words, numbers and alt texts, computed again."""

import re

import numpy as np
import pytest
import student_code
import tensorflow as tf
from prose import Prose

from grader_tests import registry
from tools import lessons
from tools.building.notebook import student_notebook, teaching_notebook
from w2vlib.objectives import full_softmax_loss, negative_sampling_loss

LESSON = "05-sampled-vs-full-softmax"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after
NUMBER = r"-?\d+(?:\.\d+)?"
STORY = ("story(1000)", "def draw(", "def mean_value", "def mean_loss", "def learn")


def softmax(scores):
    return np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum()


def small_model(rng, V=50, D=4, B=3):
    return (
        rng.normal(size=(V, D)),
        rng.normal(size=V),
        rng.integers(0, V, B),
        rng.normal(size=(B, D)),
    )


# --- one choice among all -------------------------------------------------------------------


def test_the_six_words_get_the_probabilities_of_lesson_04():
    lesson = names_after("probabilities = ")
    rounded = [0.70, 0.18, 0.00, 0.08, 0.00, 0.04]
    np.testing.assert_allclose(lesson["probabilities"], rounded, atol=0.005)
    assert lesson["probabilities"].sum() == pytest.approx(1)
    assert "0.70, 0.18, 0.00, 0.08, 0.00, 0.04" in lessons.source_path(
        "04-embedding-loss"
    ).read_text("utf-8")


@pytest.mark.parametrize("shift", [-5.0, 3.0, 700.0])
def test_adding_a_number_to_all_scores_changes_no_probability(shift):
    scores = np.random.default_rng(1).normal(size=9)
    np.testing.assert_allclose(softmax(scores + shift), softmax(scores))


def test_if_one_score_rises_all_other_probabilities_fall():
    scores = np.random.default_rng(2).normal(size=9)
    before, scores[3] = softmax(scores), scores[3] + 1
    after = softmax(scores)
    assert after[3] > before[3]
    assert np.all(np.delete(after, 3) < np.delete(before, 3))


def test_the_plain_sum_overflows_and_the_two_other_ways_agree():
    large = np.array([1000.0, 999.0, -1000.0])
    with np.errstate(all="ignore"):
        assert np.log(np.exp(large).sum()) == np.inf
    by_hand = large.max() + np.log(np.exp(large - large.max()).sum())
    assert np.logaddexp.reduce(large) == pytest.approx(by_hand)


def test_keras_sparse_categorical_crossentropy_is_the_full_softmax_loss():
    weights, bias, labels, inputs = small_model(np.random.default_rng(3))
    keras = tf.keras.losses.sparse_categorical_crossentropy(
        labels, inputs @ weights.T + bias, from_logits=True
    )
    ours = names_after()["full_softmax_loss"](weights, bias, labels, inputs)
    np.testing.assert_allclose(keras, ours, rtol=1e-5)


def test_without_from_logits_keras_takes_logits_for_probabilities():
    weights, bias, labels, inputs = small_model(np.random.default_rng(4))
    logits = inputs @ weights.T + bias
    keras = tf.keras.losses.sparse_categorical_crossentropy(labels, logits)
    cut = np.clip(logits, 1e-7, 1 - 1e-7)
    by_hand = -np.log(cut[np.arange(3), labels] / cut.sum(axis=1))
    np.testing.assert_allclose(keras, by_hand, rtol=1e-4)


# --- what a step costs ----------------------------------------------------------------------


def multiplications(loss, V: int, K: int = 20, D: int = 32) -> int:
    """Of one example's scores: the rows that TensorFlow's gradient names, times D."""
    return rows(loss, V, K) * D


def rows(loss, V: int, K: int) -> int:
    """Rows of the output table with a gradient, from one example with different negatives."""
    rng = np.random.default_rng(5)
    table, bias = tf.Variable(rng.normal(size=(V, 3))), tf.Variable(rng.normal(size=V))
    label, example = np.array([[V - 1]]), tf.constant(rng.normal(size=(1, 3)))
    given = tf.range(K, dtype=tf.int64), np.ones((1, 1)), np.ones(K)
    with tf.GradientTape() as tape:
        if loss == "full_softmax":
            value = full_softmax_loss(table, bias, label[0], example)
        else:
            function = getattr(tf.nn, f"{loss}_loss")
            value = function(table, bias, label, example, K, V, sampled_values=given)
    gradient = tf.convert_to_tensor(tape.gradient(value, table)).numpy()
    return np.count_nonzero(gradient.any(axis=1))


@pytest.mark.parametrize(("V", "K"), [(40, 5), (400, 5), (400, 20)])
@pytest.mark.parametrize("loss", ["full_softmax", "sampled_softmax", "nce"])
def test_the_rows_with_a_gradient_are_those_that_the_solution_counts(loss, V, K):
    assert rows(loss, V, K) == names_after()["rows_with_gradient"](loss, V, K)


def test_the_full_softmax_grows_with_the_vocabulary_and_the_sampled_losses_do_not():
    said(r"full softmax costs \$O\(V\)\$ per example. Sampled softmax and NCE cost \$O\(K\)\$")
    assert multiplications("full_softmax", 2000) == 10 * multiplications("full_softmax", 200)
    for loss in ("sampled_softmax", "nce"):
        assert multiplications(loss, 2000) == multiplications(loss, 200)
        assert multiplications(loss, 2000, K=41) == 2 * multiplications(loss, 2000, K=20)


def test_a_sampled_loss_of_a_batch_gives_a_gradient_of_a_few_rows_only():
    lesson = names_after("def full_softmax(")
    rng = np.random.default_rng(6)
    tables = [tf.Variable(rng.normal(size=size), dtype=tf.float32) for size in ((900, 4), 900)]
    labels = tf.constant(rng.integers(0, 900, (8, 1)))
    inputs = tf.constant(rng.normal(size=(8, 4)), tf.float32)
    lesson["K"] = 20
    for loss in ("sampled_softmax", "nce"):
        with tf.GradientTape() as tape:
            mean = tf.reduce_mean(lesson[loss](*tables, labels, inputs))
        before = tables[0].numpy()
        gradients = tape.gradient(mean, tables)
        assert all(isinstance(gradient, tf.IndexedSlices) for gradient in gradients)
        expected = before - 0.01 * tf.convert_to_tensor(gradients[0])
        lesson["move"](tables[0], gradients[0])
        np.testing.assert_allclose(tables[0], expected, atol=1e-6)
        assert np.count_nonzero((tables[0] != before).numpy().any(axis=1)) <= 8 + 20


def test_a_timed_step_of_a_sampled_loss_has_as_many_rows_for_any_vocabulary():
    reason = registry.find("05.step_time").questions["step_time"].options["both"].reason
    assert "as many are drawn of 500,000 words as of 1,000" in reason
    for loss in ("sampled_softmax", "nce"):
        assert rows(loss, 1_000, 20) == rows(loss, 5_000, 20)


@pytest.mark.slow
def test_on_this_machine_the_sampled_step_grows_slower_than_the_full_one():
    lesson = names_after("def full_softmax(", "def training_step", "sizes = ", "K = 20")
    source = next(
        c.source for c in lessons.read(LESSON).cells if c.source.startswith("def milliseconds")
    )
    student_code.run(source[: source.index("measured =")], lesson)
    growth = {}
    for name in ("full_softmax", "sampled_softmax", "nce"):
        small, large = (
            lesson["milliseconds"](lesson["training_step"](lesson[name], V))
            for V in (1_000, 200_000)
        )
        growth[name] = large / small
    assert growth["full_softmax"] > 3 * growth["sampled_softmax"]
    assert growth["full_softmax"] > 3 * growth["nce"]


# --- correction and hits --------------------------------------------------------------------


def test_terms_divided_by_their_expected_count_sum_to_the_whole_on_average():
    rng = np.random.default_rng(7)
    terms, Q, k = np.exp(rng.normal(size=9)), softmax(rng.normal(size=9)), 3
    exact = k * Q @ (terms / (k * Q))  # the mean over all draws of k words
    assert exact == pytest.approx(terms.sum())
    assert k * Q @ terms != pytest.approx(terms.sum())


def test_the_running_text_of_the_sums_is_what_the_cell_shows(capsys):
    lesson = Prose(LESSON).names_after(
        "rng = np.random.default_rng(0)\nweights", "draws = rng.choice"
    )
    printed = re.findall(r": +(\d+)", capsys.readouterr().out)[-5:]
    whole, as_likely, drawn, divided, median = map(float, printed)
    said_numbers = said(rf"as likely would give ({NUMBER}). Drawn from \$Q\$ they give ({NUMBER})")
    assert [as_likely, drawn] == [float(number) for number in said_numbers.groups()]
    terms, Q = lesson["terms"], lesson["Q"]
    assert Q @ lesson["scores"] < lesson["scores"].mean()
    assert drawn == pytest.approx(20 * Q @ terms, rel=0.02)
    total = 20 * Q @ (terms / (20 * Q))
    assert total == pytest.approx(whole, abs=0.5)
    of_one_draw = np.sqrt(20 * (Q @ (terms / (20 * Q)) ** 2 - (Q @ (terms / (20 * Q))) ** 2))
    off = of_one_draw / np.sqrt(20_000)  # "even the mean of 20,000 draws is not exact"
    assert 0.5 * off < abs(divided - whole) < 2 * off
    assert median < 0.6 * whole
    sums = lesson["divided"]
    assert 0.7 < np.mean(sums < whole) < 0.8
    rare = (lesson["draws"] >= 500) & (terms[lesson["draws"]] > 2 * terms.mean())
    assert rare[sums > 10 * whole].any(axis=1).mean() > 0.9


@pytest.mark.parametrize("k", [1, 5])
def test_the_odds_of_a_candidate_are_those_of_its_corrected_score(k):
    """A softmax over candidates, corrected: what Bayes' rule says about who is the label."""
    said(r"odds that it stands there as the label, and not as noise, are \$p\(c\) / \(k\\,Q\(c\)\)")
    rng = np.random.default_rng(k)
    p, Q = softmax(rng.normal(size=6)), softmax(rng.normal(size=6))
    candidates = rng.choice(6, 1 + k)
    # one label and k words of noise, in random order: how likely is each of them the label?
    weight = [p[c] * np.prod(np.delete(Q[candidates], i)) for i, c in enumerate(candidates)]
    right = np.array(weight) / np.sum(weight)
    np.testing.assert_allclose(softmax((np.log(p) - np.log(k * Q))[candidates]), right)


@pytest.mark.parametrize("score", [-2.0, 0.0, 9.0])
def test_a_hit_that_stays_leaves_at_most_half_of_the_probability(score):
    loss = names_after()["sampled_softmax_loss"]
    scores = np.array([0.3, score, -0.2])
    model = np.zeros((3, 1)), scores, np.array([1]), np.zeros((1, 1)), np.array([1, 2])
    counts = np.array([0.4]), np.array([0.4, 0.7])
    kept, removed = loss(*model, *counts, False), loss(*model, *counts, True)
    assert np.exp(-kept[0]) <= 0.5 < np.exp(-removed[0]) + (score < 5)


def test_the_defaults_about_hits_differ_as_the_text_says():
    said("`nce_loss` keeps hits, `sampled_softmax_loss` removes them")
    weights, bias, _, inputs = small_model(np.random.default_rng(8), B=1)
    given = np.array([7, 3, 5]), np.ones((1, 1)), np.ones(3)
    for name, default in (("nce_loss", False), ("sampled_softmax_loss", True)):
        losses = [
            float(getattr(tf.nn, name)(
                weights, bias, np.array([[7]]), inputs, 3, 50, sampled_values=given, **flag
            )[0])
            for flag in ({}, *({"remove_accidental_hits": r} for r in (default, not default)))
        ]  # fmt: skip
        assert losses[0] == losses[1] != losses[2]


# --- three losses that get mixed up ---------------------------------------------------------


def test_a_softmax_over_raw_candidates_is_sampled_softmax_without_correction():
    weights, bias, labels, inputs = small_model(np.random.default_rng(9))
    labels, four = np.array([40, 41, 42]), np.array([3, 14, 15, 9])
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[four].T + bias[four]
    logits = np.column_stack([positive, negative])
    choice = tf.nn.sparse_softmax_cross_entropy_with_logits([0] * 3, logits)
    ones = np.ones(4)
    uncorrected = names_after()["sampled_softmax_loss"](
        weights, bias, labels, inputs, four, ones[:3], ones
    )
    np.testing.assert_allclose(choice, uncorrected)
    assert np.all(np.abs(negative_sampling_loss(positive, negative) - choice) > 0.1)
    shifted = tf.nn.sparse_softmax_cross_entropy_with_logits([0] * 3, logits + 5)
    np.testing.assert_allclose(shifted, choice)
    assert np.all(negative_sampling_loss(positive + 5, negative + 5)
                  > negative_sampling_loss(positive, negative) + 1)  # fmt: skip


# --- a vocabulary whose truth is known ------------------------------------------------------


def test_fourteen_words_follow_the_in_the_story_and_dog_most_often():
    lesson = names_after(*STORY)
    count, sentences = said(r"In (\d+) sentences there are (\d+) of them").groups()[::-1]
    assert (len(lesson["names"]), f"story({sentences})") == (int(count), "story(1000)")
    assert lesson["names"][0] == "dog"
    assert np.all(np.diff(lesson["p"]) <= 0)
    assert lesson["p"].sum() == pytest.approx(1)
    assert lesson["Q"].sum() == pytest.approx(1)
    value = said(r"\$\\log (\d+) = (2\.64)\$")
    assert float(value[2]) == pytest.approx(np.log(int(value[1])), abs=0.005)


def test_the_value_of_the_sampled_loss_lies_below_the_full_one_until_all_words_are_drawn():
    lesson = names_after(*STORY)
    value, V, p = lesson["mean_value"], lesson["V"], lesson["p"]
    rng = np.random.default_rng(10)
    for scores in (np.zeros(V), np.log(p), rng.normal(size=V)):
        full = np.logaddexp.reduce(scores) - p @ scores
        for corrected in (True, False):
            values = [value(scores, k, corrected) for k in (1, 5, 11, 14)]
            assert np.all(np.diff(values) > 0)
            assert values[-2] < full - 0.01
            assert values[-1] == pytest.approx(full)


@pytest.mark.parametrize("k", [1, 2, 5, 11])
def test_the_two_reasons_for_the_low_value_are_the_whole_of_it(k):
    said(r"\\text\{sampled\} &= .*c_y \\sum_v e\^\{\\,s_v\} / c_v")
    lesson = names_after(*STORY)
    V, p, drawn = lesson["V"], lesson["p"], lesson["draw"](k, draws=400)
    count, s = drawn.mean(axis=0), np.random.default_rng(13).normal(size=V)
    sums = np.array([
        [np.sum(np.exp(s[row & (np.arange(V) != y)]) / count[row & (np.arange(V) != y)])
         for y in range(V)]
        for row in drawn
    ])  # fmt: skip
    others = np.exp(s).sum() - np.exp(s)
    np.testing.assert_allclose(sums.mean(axis=0), others)  # right on average
    assert np.all(count <= 1)
    sampled = np.log(np.exp(s) + count * sums).mean(axis=0) - s
    assert sampled @ p == pytest.approx(lesson["mean_value"](s, k, True), abs=0.1)
    without_noise = np.log(np.exp(s) + count * others) - s
    full = np.log(np.exp(s) + others) - s
    assert np.all(sampled <= without_noise + 1e-12)
    assert np.all(without_noise <= full)
    assert without_noise @ p < full @ p


def test_with_replacement_the_value_can_lie_above_the_full_one():
    said(r"\(If words may repeat, \$c_y\$ can be well above 1, and then the value even lies above")
    lesson = names_after(*STORY)
    Q, V, loss = lesson["Q"], lesson["V"], lesson["sampled_softmax_loss"]
    rng, zeros, labels = np.random.default_rng(12), np.zeros((V, 1)), np.arange(V)

    def value(k):
        draws = (rng.choice(V, k, p=Q) for _ in range(300))
        losses = [loss(zeros, zeros[:, 0], labels, zeros, ids, k * Q, k * Q[ids]) for ids in draws]
        return np.mean(losses, axis=0) @ lesson["p"]

    assert value(5) < np.log(V) < value(20) < value(200)


def test_one_negative_without_correction_teaches_log_p_less_log_q():
    said(r"uncorrected scores end near \$\\log p - \\log Q\$")
    lesson = names_after(*STORY)
    p, Q = lesson["p"], lesson["Q"]
    chosen = p[:, np.newaxis] * Q  # a hit is removed, and teaches nothing
    np.fill_diagonal(chosen, 0)
    scores = np.log(p / Q)
    wins = 1 / (1 + np.exp(scores[:, np.newaxis] - scores))  # a negative over a label
    pushes = (chosen * wins).sum(axis=1) - (chosen * wins).sum(axis=0)
    np.testing.assert_allclose(pushes, 0, atol=1e-12)
    assert np.ptp(scores) < 0.6 < 1.9 < np.ptp(np.log(p))
    for k in (1, 2):  # draws of the lesson are a sample
        ratio = np.log(lesson["learned"][k][1]) - scores
        assert np.abs(ratio - ratio.mean()).max() < 0.35


def test_the_alt_text_of_the_values_is_right():
    lesson = names_after(*STORY)
    start = float(said(rf"sampled losses start near ({NUMBER})")[1])
    with_it, without = (lesson["mean_value"](np.zeros(14), 1, flag) for flag in (True, False))
    assert with_it == pytest.approx(start, abs=0.1)
    assert without == pytest.approx(start, abs=0.1)
    assert with_it > without


def test_mean_loss_is_the_same_average_as_mean_value():
    lesson = names_after(*STORY)
    scores = np.random.default_rng(11).normal(size=14)
    for k in (1, 5):
        drawn = lesson["draw"](k)
        assert float(lesson["mean_loss"](scores, drawn, drawn.mean(axis=0))) == pytest.approx(
            lesson["mean_value"](scores, k, True)
        )


def push(k: int, corrected: bool) -> np.ndarray:
    lesson = names_after(*STORY)
    drawn = lesson["draw"](k, draws=2000)
    count = drawn.mean(axis=0) if corrected else np.ones(14)
    return -lesson["gradient"](tf.zeros(14, tf.float64), drawn, count).numpy()


def test_the_corrected_step_goes_the_way_of_the_full_one_and_the_other_pushes_dog_down():
    p = names_after(*STORY)["p"]
    full, corrected, plain = p - 1 / 14, push(2, True), push(2, False)
    np.testing.assert_allclose(push(14, True), full, atol=1e-9)

    def cosine(step):
        return step @ full / np.linalg.norm(step) / np.linalg.norm(full)

    assert cosine(corrected) > 0.95
    assert cosine(plain) < 0.3
    assert np.all(corrected[:3] > 0)  # dog, cook, bowl
    rare = slice(-4, None)
    assert np.all(corrected[:2] < full[:2])  # only less far
    assert np.all(full[rare] < corrected[rare])
    assert np.all(corrected[rare] < 0)


def test_the_words_that_the_corrected_step_moves_another_way_are_named():
    said(
        r"\*boy\* is pushed down harder than by the full loss, and \*cat\* and \*girl\* go down "
        "instead of up"
    )
    said("but boy's is longer, and those of cat and girl point to the left")
    lesson = names_after(*STORY, "start, drawn =")
    full, corrected, _ = lesson["steps"].values()
    for step in (corrected, push(2, True)):  # of the lesson's draws, and of many more
        same_way = np.sign(full) == np.sign(step)
        harder = lesson["names"][same_way & (np.abs(step) > np.abs(full))]
        assert list(harder) == ["boy"]
        assert set(lesson["names"][~same_way]) == {"cat", "girl"}
    assert list(lesson["names"][full > 0]) == ["dog", "cook", "bowl", "cat", "girl"]
    tiny = [list(lesson["names"]).index(name) for name in ("cat", "girl")]
    assert np.all(full[tiny] < full[2] / 3)


def test_without_the_correction_a_push_has_about_the_sign_of_p_less_q():
    lesson = names_after(*STORY, "start, drawn =")
    p, Q, names = lesson["p"], lesson["Q"], list(lesson["names"])
    stated = said(
        r"\*dog\* \(\$p\$ (0\.\d\d), \$Q\$ (0\.\d\d)\) .* \*cook\* \((0\.\d\d) and (0\.\d\d)\)"
    ).groups()
    assert names[:2] == ["dog", "cook"]
    assert list(map(float, stated)) == [round(x, 2) for x in (p[0], Q[0], p[1], Q[1])]
    clear = np.abs(p - Q) > 0.005
    for plain in (lesson["steps"]["2 negatives, not corrected"], push(2, False)):
        assert plain[0] < 0 < plain[1]
        assert np.mean(np.sign(plain) == np.sign(p - Q)) > 0.7
        assert (np.sign(plain) == np.sign(p - Q))[clear].mean() > 0.8


def test_the_alt_text_of_the_pushes_is_right():
    said("long bars to the right for dog and cook, a shorter one for bowl")
    lesson = names_after(*STORY, "start, drawn =")
    _, corrected, plain = lesson["steps"].values()
    names = list(lesson["names"])
    assert plain.min() < 0 < plain.max() < np.abs(corrected).max() / 2
    assert names[np.argmax(np.abs(plain))] == "dog"
    assert plain[0] < 0


def divergences() -> dict:
    lesson = names_after(*STORY)
    return {k: [lesson["divergence"](r) for r in lesson["learned"][k]] for k in lesson["ks"]}


def test_with_the_correction_the_truth_is_learned_and_without_it_only_from_all_words():
    found = divergences()
    assert all(with_it < 0.005 for with_it, _ in found.values())
    without = [without for _, without in found.values()]
    said("Without it, each further negative helps, but only with all 14 words is the truth learned")
    assert np.all(np.diff(without) < -0.01)
    assert without[-2] > 0.01
    assert without[-1] < 1e-6


def test_the_alt_text_of_the_divergence_is_right():
    found = divergences()
    one, five = said(rf"falls from ({NUMBER}) at one negative through ({NUMBER}) at five").groups()
    assert found[1][1] == pytest.approx(float(one), abs=0.005)
    assert found[5][1] == pytest.approx(float(five), abs=0.005)


def test_learning_has_arrived_at_the_lowest_point():
    lesson = names_after(*STORY)
    for k in (1, 5):
        drawn = lesson["draw"](k, draws=1000)
        for learned, count in zip(
            lesson["learned"][k], (drawn.mean(axis=0), np.ones(14)), strict=True
        ):
            slope = lesson["gradient"](tf.constant(np.log(learned)), drawn, count)
            assert np.abs(slope).max() < 1e-4


def test_two_negatives_without_correction_leave_all_words_about_equally_likely():
    lesson = names_after(*STORY)
    _, without = lesson["learned"][2]
    assert 0.05 < without.min() < without.max() < 0.1  # 1 / 14 = 0.07
    frequent, rare = slice(0, 3), slice(-3, None)
    assert np.all(without[frequent] < lesson["p"][frequent])
    assert np.all(without[rare] > lesson["p"][rare])


# --- a loss to validate with ----------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("k", [1, 5, 25])
def test_log_k_q_added_back_gives_negative_sampling_the_lowest_full_softmax_loss(k):
    lesson = names_after(*STORY, "def full_value")
    p, Q, value = lesson["p"], lesson["Q"], lesson["full_value"]
    entropy = -p @ np.log(p)
    scores = np.log(p) - np.log(k * Q)
    assert value(scores + np.log(k * Q)) == pytest.approx(entropy)
    assert value(np.log(p)) == pytest.approx(entropy)
    assert value(scores) > entropy + 0.1
    assert value(scores) == pytest.approx(value(np.log(p / Q)))  # Q matters here, not k
    rng = np.random.default_rng(k)
    assert all(value(rng.normal(size=14)) > entropy for _ in range(20))


# --- what the cells make of an answer -------------------------------------------------------

FORMS = {
    "array": np.asarray,
    "list": lambda answer: np.asarray(answer).tolist(),
    "float32 tensor": lambda answer: tf.constant(answer, tf.float32),
    "list of tensors": lambda answer: [tf.constant(number) for number in answer],
}
USES = (
    'print("yours:"',
    "theirs =",
    "uncorrected =",
    "values, plain",
    "def full_value",
    "counted =",
)


@pytest.mark.parametrize("form", FORMS)
def test_no_cell_stops_at_a_right_answer_of_another_form(form):
    namespace = {"__name__": "__main__"}
    marks = (*STORY[:3], *USES, "table, offsets", "sizes = ")
    for cell in lessons.read(LESSON).cells:
        exercise = cell.metadata.get("exercise", "")
        wanted = exercise or any(mark in cell.source for mark in marks)
        if cell.cell_type == "code" and (wanted or "import numpy" in cell.source):
            student_code.run(cell.source, namespace)
        if exercise.endswith("_softmax_loss"):
            solution = namespace[name := exercise.split(".")[1]]
            namespace[name] = lambda *arguments, loss=solution: FORMS[form](loss(*arguments))
        if exercise.endswith("rows_with_gradient") and "tensor" in form:
            solution = namespace[name := exercise.split(".")[1]]
            namespace[name] = lambda *arguments, rows=solution: tf.constant(rows(*arguments))
    assert {"theirs", "uncorrected", "plain", "counted"} <= set(namespace)


def test_the_figure_of_the_values_calls_the_learners_function_seldom_enough():
    """TensorFlow's own function takes 6 ms a call: that is 8 seconds."""
    lesson, calls = dict(names_after(*STORY)), []

    def counting(*arguments):
        calls.append(arguments)
        return np.zeros(14)

    source = next(c.source for c in lessons.read(LESSON).cells if "values, plain" in c.source)
    lesson["sampled_softmax_loss"] = counting
    student_code.run(
        next(c.source for c in lessons.read(LESSON).cells if "def mean_value" in c.source), lesson
    )
    student_code.run(source, lesson)
    assert 500 < len(calls) < 1_400


# --- the lesson's outside -------------------------------------------------------------------


def test_the_minutes_of_the_lesson_leave_time_to_read():
    minutes = float(said(rf"takes about ({NUMBER}) minutes")[1])
    assert sum(exercise.minutes for exercise in registry.exercises("05")) < minutes


@pytest.mark.parametrize(
    ("kind", "why", "losses"),
    [
        ("full", r"log\(e \+ 2\) = 1.5514 .* subtracted, 1 and 0", np.log(np.e + 2) - [1, 0]),
        ("sampled", r"-log\(1/3\) = log 3", [np.log(3)]),
    ],
)
def test_the_examples_are_the_logs_that_their_reasons_name(kind, why, losses):
    example = registry.find(f"05.{kind}_softmax_loss").example
    assert re.search(why, example.why)
    answer = [float(number) for number in re.findall(NUMBER, example.answer)]
    assert answer == pytest.approx(losses, abs=5e-5)


@pytest.mark.parametrize("exercise", registry.exercises("05")[:3], ids=lambda e: e.name)
def test_the_example_stands_in_one_line_or_breaks_between_two_arguments(exercise):
    cells = student_notebook(teaching_notebook(LESSON)).cells
    (cell,) = [c for c in cells if f'check("{exercise.name}"' in c.source]
    lines = [line for line in cell.source.splitlines() if line.startswith("#")]
    call = "".join(line.lstrip("# ") for line in lines).split("  gives")[0]
    assert exercise.example.call.replace(" ", "") in call.replace(" ", "")
    assert all(len(line) <= 88 for line in lines)
    first = lines[0].removeprefix("# By eye: ")
    if first != exercise.example.call:
        assert first.endswith(",")
        assert first.count("(") == first.count(")") + 1  # of the call itself


def test_the_errors_that_the_folds_explain_are_raised():
    texts = [pattern for pattern, _ in registry.find("05.sampled_softmax_loss").errors]
    with pytest.raises(IndexError, match=re.escape(texts[0].split("...")[1].strip())):
        np.zeros((2, 4))[np.arange(2), [1, 9]]
    with pytest.raises(ValueError, match=texts[1]):
        _ = np.arange(3) == np.arange(2)
    with pytest.raises(IndexError, match=texts[2]):
        np.zeros((2, 3))[np.arange(3) == 1]
    texts = [pattern for pattern, _ in registry.find("05.full_softmax_loss").errors]
    with pytest.raises(ValueError, match=texts[0]):
        np.zeros((2, 5)) - np.zeros((2, 5)).max(axis=1)
    with pytest.raises(IndexError, match=re.escape(texts[1].split("...")[1].strip())):
        np.zeros((2, 5))[np.array([4, 1])]
    with pytest.raises(ValueError, match=re.escape(texts[2])):
        np.zeros((2, 3)) @ np.zeros((5, 3))
    with np.errstate(invalid="raise"), pytest.raises(FloatingPointError, match="invalid value"):
        np.array([-np.inf]) - np.array([-np.inf])
