"""What lesson 09 says in words, numbers and alt texts, computed again.

The experiments are trained once, as the lesson trains them, in a process of their own.
"""

import re

import lesson_run
import numpy as np
import pytest
import tensorflow as tf
from prose import Prose
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from grader_tests import registry, trial_training
from w2vlib import Vocabulary, keep_probability
from w2vlib.corpora.downloaded import TEXT8, WIKITEXT_103
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.corpora.miniworld_words import GLUE
from w2vlib.objectives import negative_sampling_loss
from w2vlib.training.schedules import LEAST_SHARE, ROUNDS, schedule

LESSON = "09-train-for-real"
PROSE = Prose(LESSON)
said, names_after = PROSE.said, PROSE.names_after
NUMBER = r"-?\d+(?:\.\d+)?"
SMALL = list(MiniWorld(num_sentences=8_000).sentences())

# --- facts about the text -------------------------------------------------------------------


def test_the_world_has_as_many_analogies_and_possible_answers_as_stated():
    vocabulary = Vocabulary.from_sentences(MiniWorld().sentences(), min_count=5)
    assert int(said(r"(\d+) such \*\*analogies\*\*")[1]) == len(MiniWorld().questions())
    assert int(said(r"each has (\d+) possible answers")[1]) == len(vocabulary) - 3


def test_the_small_text_is_as_the_exercise_describes_it():
    task = re.sub(r"\s+", " ", registry.find("09.choose_settings").task)
    words = [word for sentence in SMALL for word in sentence]
    assert "8,000 sentences" in task
    assert trial_training.SENTENCES == len(SMALL) == 8_000
    stated = re.search(r"about (\d+),000 words, (\d+) different ones", task)
    assert round(len(words), -3) == int(stated[1]) * 1000
    assert len(set(words)) == int(stated[2])
    little = set(GLUE.split())
    assert f"every third word is one of {len(little)} little words" in task
    assert sum(word in little for word in words) / len(words) == pytest.approx(1 / 3, abs=0.05)
    for number in (trial_training.DIM, trial_training.WINDOW, 0.05):
        assert str(number) in task
    assert trial_training.EPOCHS == 3 and "three passes" in task


def test_the_shares_of_words_that_stay_are_those_of_the_alt_text():
    counts = Vocabulary.from_sentences(SMALL, min_count=5).counts
    frequency = counts / counts.sum()
    alt = said(r"Words left in the text: 100 %, (\d+) %, (\d+) %, (\d+) %, (\d+) %")
    for stated, rate in zip(alt.groups(), (1e-2, 1e-3, 3e-4, 1e-4), strict=True):
        assert 100 * frequency @ keep_probability(frequency, rate) == pytest.approx(
            int(stated), abs=0.5
        )


def test_nearly_every_word_is_more_frequent_than_1e_4():
    said(r"nearly every word is more frequent than 1e-4")
    counts = Vocabulary.from_sentences(SMALL, min_count=5).counts
    assert np.mean(counts / counts.sum() > 1e-4) > 0.95


def test_words_that_a_rate_of_1e_5_touches_in_a_billion_come_more_than_26_000_times():
    said(r"a billion words, 1e-5 only touches words that come more than 26,000 times")
    rare, frequent = keep_probability(np.array([26_000, 27_000]) / 1e9, 1e-5)
    assert rare == 1 > frequent


def test_stop_words_are_as_many_and_hold_what_is_stated():
    assert int(said(r"scikit-learn's, (\d+) English words")[1]) == len(ENGLISH_STOP_WORDS)
    for word in ("he", "she", "will", "very", "two", "ten"):
        said(rf"\*{word}\*")
        assert word in ENGLISH_STOP_WORDS


def test_downloads_have_the_sizes_that_are_told():
    for download, pattern in (
        (TEXT8, r"downloads (\d+) MB"),
        (WIKITEXT_103, r"`wikitext-103` is larger \((\d+) MB"),
    ):
        assert round(download.size / 1e6) == int(said(pattern)[1])


# --- schedules ------------------------------------------------------------------------------


def test_the_trainers_exponential_schedule_ends_at_a_ten_thousandth():
    said(r"ends at a ten-thousandth of its start, as it does in the trainer")
    assert LEAST_SHARE == 1e-4
    assert schedule("exponential", 1.0)(1.0) == pytest.approx(1e-4, rel=1e-3)
    said(r"below a hundredth of its rate for the second half")
    assert schedule("exponential", 1.0)(0.5) == pytest.approx(0.01)


def test_restarts_go_through_the_cosine_four_times_as_the_lesson_draws_it():
    said(r"\*Restarts\* go through the cosine four times")
    assert ROUNDS == 4
    drawn = names_after("schedules = {")["schedules"]
    for step in (0, 10, 24, 25, 60, 80):
        assert drawn["cosine-restarts"](step) == pytest.approx(
            schedule("cosine-restarts", 1.0)(step / 100), abs=2e-3
        )
        assert drawn["linear"](step) == pytest.approx(schedule("linear", 1.0)(step / 100), abs=1e-3)


# --- weights by loss ------------------------------------------------------------------------


def test_exp_of_minus_the_loss_lowers_the_share_of_the_hard_word():
    losses = np.array([0.2, 1.0, 3.0])
    down, up = (np.exp(sign * losses) / np.exp(sign * losses).sum() for sign in (-1, 1))
    assert round(100 * down[2]) == int(said(r"the hard word gets (\d+) % of the draws")[1])
    assert down[2] < 1 / 3 < 0.5 < up[2]


# --- Adam -----------------------------------------------------------------------------------


def moves(optimizer) -> list[np.ndarray]:
    """How far each row moves in three steps: a gradient for row 7, then twice for row 3."""
    table, moved = tf.keras.Variable(tf.ones((12, 4))), []
    for row in (7, 3, 3):
        before = table.numpy()
        gradient = tf.IndexedSlices(tf.ones((1, 4)), tf.constant([row]), tf.constant([12, 4]))
        optimizer.apply_gradients([(gradient, table)])
        moved.append(np.abs(table.numpy() - before).max(axis=1))
    return moved


def test_keras_adam_moves_a_row_without_a_gradient_if_it_had_one_before_and_sgd_does_not():
    for step in moves(tf.keras.optimizers.SGD(0.1)):
        assert np.count_nonzero(step) == 1
    first, second, third = moves(tf.keras.optimizers.Adam(0.1))
    assert np.count_nonzero(first) == 1
    for step in (second, third):
        assert step[7] > 0.01 and step[3] > 0.01 and step[9] == 0


# --- losses in TensorFlow -------------------------------------------------------------------


def test_softplus_is_logaddexp_with_zero():
    x = np.linspace(-50, 50, 11)
    np.testing.assert_allclose(tf.nn.softplus(x), np.logaddexp(0, x), rtol=1e-12)


def test_bfloat16_has_eight_binary_digits():
    said(r"`bfloat16` has only 8 binary digits")
    assert tf.cast(tf.constant(1 + 2**-7), tf.bfloat16) > 1  # seven after the point, and the 1
    assert tf.cast(tf.constant(1 + 2**-8), tf.bfloat16) == 1


def test_a_numpy_loss_gets_no_gradient_from_the_tape():
    logits = tf.zeros(3)
    with tf.GradientTape() as tape:
        tape.watch(logits)
        loss = tf.reduce_sum(np.logaddexp(0, -logits.numpy()))
    assert tape.gradient(loss, logits) is None
    with tf.GradientTape() as tape:
        tape.watch(logits)
        loss = tf.reduce_sum(negative_sampling_loss(logits, tf.zeros((3, 2))))
    assert tape.gradient(loss, logits) is not None


# --- the experiments ------------------------------------------------------------------------

LEFT_OUT = ["speeds = {", "subprocess", "projector.write", "optimizers.SGD(0.1)"]
WANTED = {
    "trainer = assemble()": "[vectors.analogy(*q, k=1)[0][0] for q in (('man', 'woman', 'king'), "
    "('france', 'paris', 'japan'))]",
    "losses = {": "losses",
    "ks = (": "[[runs[k].history[key][-1] for k in ks] for key in ('loss', 'validation_loss')]",
    "def left": "shares",
    "joined = ": "[shares, rho]",
    "for precision in": "None",
    "manuals = ": "{word: [other for other, _ in real.vectors.neighbors(word, k=8)] "
    "for word in ('blue', 'columns')}",
}


@pytest.fixture(scope="module")
def told():
    return lesson_run.run(LESSON, LEFT_OUT, WANTED)


def printed(told, first_line: str) -> str:
    (text,) = [text for line, text in told["printed"].items() if line.startswith(first_line)]
    return text


def percents(text: str) -> list[float]:
    return [float(number) / 100 for number in re.findall(r"(\d+)%", text)]


all_trainings = pytest.mark.long  # they take minutes


@all_trainings
def test_the_assembled_model_answers(told):
    assert told["values"]["trainer = assemble()"] == ["queen", "tokyo"]


@all_trainings
def test_only_one_of_the_two_spoilt_pieces_is_seen(told):
    said(r"Only one of the two mistakes is seen")
    right, rare, discard = percents(printed(told, "def discard"))
    assert right > 0.95 and rare > 0.85 and discard < 0.1


@all_trainings
def test_each_schedule_is_as_its_alt_text_and_the_verdict_say(told):
    losses = {name: np.array(values) for name, values in told["values"]["losses = {"].items()}
    said(r"Linear and cosine lie on each other up to 0.2, where they are lowest")
    assert np.all(np.abs(losses["linear"] - losses["cosine"])[:3] < 0.05)
    assert losses["linear"][:3].argmin() == losses["cosine"][:3].argmin() == 2
    said(r"Exponential starts highest, falls all the way")
    assert losses["exponential"][0] == max(values[0] for values in losses.values())
    assert np.all(np.diff(losses["exponential"]) < 0)
    said(r"Cosine with restarts is lowest at 0.1")
    assert losses["cosine-restarts"].argmin() in (1, 2)
    said(r"Constant rises steeply and has no point at 0.4")
    assert np.all(np.diff(losses["constant"]) > 0) and losses["constant"][3] > 6
    best = {name: values.min() for name, values in losses.items()}
    said(r"linear, cosine and exponential end within 0.05 nats")
    equal = [best[name] for name in ("linear", "cosine", "exponential")]
    assert max(equal) - min(equal) < 0.05
    assert best["constant"] > max(equal) and best["cosine-restarts"] > max(equal)
    said(r"At each rate that suits both, cosine beats exponential decay")
    assert np.all(losses["cosine"][:3] < losses["exponential"][:3])
    finite = [v[v < 6] for v in losses.values()]
    assert 0.8 < max(v.max() for v in finite) - min(v.min() for v in finite) < 1.3


@all_trainings
def test_at_a_low_rate_a_constant_one_reaches_more_than_one_that_falls(told):
    said(r"at 0.05 it is nearly as good as the others")
    losses = {name: values[0] for name, values in told["values"]["losses = {"].items()}
    assert losses["constant"] < losses["linear"] + 0.1 < losses["exponential"]
    said(r"A low rate need not fall")
    linear, constant = map(percents, printed(told, 'for name in ("linear"').splitlines())
    assert min(constant) > max(linear) + 0.1


@all_trainings
def test_on_a_real_text_colours_are_near_a_colour_and_rows_near_columns(told):
    near = told["values"]["manuals = "]
    assert {"red", "green"} & set(near["blue"])
    assert {"rows", "column", "cols", "row"} & set(near["columns"])


@all_trainings
def test_a_throne_is_near_to_a_king(told):
    near = told["printed"]["trainer = assemble()"].splitlines()[0]
    assert near.startswith("king") and "throne" in near


def test_a_king_and_a_throne_stand_in_the_same_short_sentences():
    said(r"Both stand in the same short sentences")
    for word, other in (("throne", "king"), ("king", "throne")):
        beside = [sentence for sentence in SMALL if word in sentence]
        assert np.mean([other in sentence for sentence in beside]) > 0.5
    assert np.mean([len(sentence) for sentence in SMALL]) < 9


@all_trainings
def test_more_negatives_raise_the_training_loss_and_lower_the_validation_loss(told):
    training, validation = (np.array(column) for column in told["values"]["ks = ("])
    assert np.all(np.diff(training) > 0) and np.all(np.diff(validation) < 0)
    low, high = (float(n) for n in said(rf"from ({NUMBER}) to nearly ({NUMBER})\.").groups())
    assert training[0] == pytest.approx(low, abs=0.1)
    assert high - 0.4 < training[-1] < high
    fall = said(rf"falls all the way, from ({NUMBER}) to ({NUMBER})\.")
    high, low = (float(number) for number in fall.groups())
    assert validation[0] == pytest.approx(high, abs=0.1)
    assert validation[-1] == pytest.approx(low, abs=0.1)


@all_trainings
def test_beyond_twenty_dimensions_nothing_is_gained(told):
    rows = re.findall(r"(\d+) +(\d\.\d\d) +(\d+)%", printed(told, "dims = "))
    losses = {int(dim): float(loss) for dim, loss, _ in rows}
    shares = {int(dim): int(share) for dim, _, share in rows}
    assert losses[2] > losses[5] > losses[10] > losses[20] - 0.02
    assert shares[2] < shares[5] < shares[10] < shares[20] + 1
    for dim in (50, 100):
        assert losses[dim] == pytest.approx(losses[20], abs=0.04)
        assert shares[dim] == pytest.approx(shares[20], abs=5)


@all_trainings
def test_losses_and_analogies_disagree_about_subsampling(told):
    none, usual = (
        (float(training), float(validation), percents(rest))
        for training, validation, rest in re.findall(
            r"(\d\.\d\d) +(\d\.\d\d) +(.*)", printed(told, 'print("subsampling')
        )
    )
    assert usual[0] < none[0] - 0.2  # the training loss is for subsampling
    assert usual[1] > none[1] + 0.03  # the validation loss is against it
    assert min(usual[2]) > max(none[2])


@all_trainings
def test_the_rates_of_subsampling_give_the_analogies_of_the_alt_text(told):
    shares = told["values"]["def left"]
    assert min(shares[:3]) > 0.95
    assert shares[3] < 0.93
    assert shares[4] == pytest.approx(0.6, abs=0.12)
    (left,) = percents(printed(told, "counts = vocabulary"))
    assert left < 0.12


@all_trainings
def test_a_window_trades_analogies_for_similarity(told):
    analogies, rho = (np.array(column) for column in told["values"]["joined = "])
    assert analogies[0] == pytest.approx(0.6, abs=0.1)
    assert analogies[1:3] == pytest.approx([0.87, 0.87], abs=0.06)
    assert np.all(np.diff(analogies[2:]) < 0)
    assert analogies[-1] == pytest.approx(0.45, abs=0.1)
    assert np.all(np.diff(rho) > -0.02)
    assert rho[[0, -1]] == pytest.approx([0.8, 0.9], abs=0.04)


@all_trainings
def test_cleaning_up_helps_until_stop_words_and_endings_go(told):
    rows = re.findall(r"(\w[\w ]+?) +(\d+) +(\d\.\d\d) +(\d+)%", printed(told, 'print("text'))
    words, losses, shares = ({row[0]: float(row[i]) for row in rows} for i in (1, 2, 3))
    assert shares["as typed"] < shares["lower case"] < shares["no punctuation"]
    assert shares["no numbers"] == pytest.approx(shares["no punctuation"], abs=4)
    assert words["no numbers"] < words["no punctuation"] < words["lower case"] < words["as typed"]
    assert min(losses, key=losses.get) == "no stop words"
    assert losses["no stop words"] < losses["no numbers"] - 1
    assert shares["no stop words"] < shares["no numbers"] - 2
    assert shares["stemmed"] < 50


@all_trainings
def test_no_difference_between_samplers_nor_between_precisions(told):
    unigram, adaptive = (percents(line) for line in printed(told, "for sampler").splitlines())
    assert np.mean(adaptive) == pytest.approx(np.mean(unigram), abs=0.05)
    full, half = printed(told, "for precision").splitlines()
    assert percents(full) == pytest.approx(percents(half), abs=0.03)
    assert float(full.split()[-1]) == pytest.approx(float(half.split()[-1]), abs=0.01)


# --- the lesson's outside -------------------------------------------------------------------


def test_the_minutes_of_the_lesson_leave_time_to_read():
    minutes = float(said(rf"takes about ({NUMBER}) minutes")[1])
    assert sum(exercise.minutes for exercise in registry.exercises("09")) < minutes


def test_three_of_the_claims_are_true_as_the_hint_says():
    exercise = registry.find("09.spot_the_error")
    assert exercise.hints[0].startswith("Three of the ten are true")
    assert len(exercise.questions) == 10
    assert sum(question.right == "true" for question in exercise.questions.values()) == 3


def test_no_option_of_a_claim_is_always_the_right_one_by_its_place():
    places = {
        list(question.options).index(question.right)
        for question in registry.find("09.spot_the_error").questions.values()
    }
    assert places == {0, 1, 2}
