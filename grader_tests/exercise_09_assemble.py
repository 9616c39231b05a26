"""Exercise 09.assemble: the learner's own pieces train a model.

The judge does not believe what the learner's Python says about itself. It asks the trainer that
comes back for answers of the pieces in it, and for its vectors; pieces and analogies are judged
here. Vectors made in another way earn nothing by themselves: the points for the analogies are given
only to pieces that are right.
"""

import numpy as np

from grader_tests import loss_mistakes as mistakes
from grader_tests.answering import Assembled
from grader_tests.comparing import Close, Difference, as_array
from grader_tests.exercise import Case, Example, Exercise, Misconception
from grader_tests.loss_inputs import tables
from grader_tests.planted import perfect_table, share_answered

KEEP, NOISE, LOSS, VECTORS = "keep_probability", "noise_distribution", "objective", "vectors"
ASPECTS = {KEEP: "your keep_probability", NOISE: "your noise_distribution"}
ASPECTS |= {LOSS: "your loss", VECTORS: "analogies"}
GOAL = 0.9  # of the planted analogies
MOST_WORDS, MOST_NUMBERS = 5_000, 2_000_000
CLOSE = Close(rtol=1e-3, atol=1e-4)
MISSING, OTHER = Assembled.MISSING, Assembled.OTHER
SAID = {MISSING: "This piece was not given to the trainer.", OTHER: "Your answer is no Trainer."}


# --- what is asked of the trainer -----------------------------------------------------------


def parts(rng):
    """Frequencies about the threshold, unsorted counts, a batch of two forms, and the vectors."""
    threshold = float(rng.choice([1e-3, 3e-3, 1e-2]))
    frequency = np.append(threshold * rng.uniform(2, 60, 5), threshold * rng.uniform(0.05, 0.5, 2))
    counts = rng.permutation(np.ceil(2000 / np.arange(1, 9) ** 1.1)).astype(np.int64)
    inputs = {KEEP: [frequency, threshold], NOISE: [counts], LOSS: batch(rng), VECTORS: []}
    return [Case((part, inputs[part]), aspect) for part, aspect in ASPECTS.items()]


def batch(rng) -> list[np.ndarray]:
    """Logits (B,), (B, K); weights, bias, labels, inputs, sampled and counts, without a hit."""
    weights, bias, labels, inputs = tables(rng, dtype=np.float32)
    others = np.setdiff1d(np.arange(len(weights)), labels)
    sampled = rng.choice(others, 3)
    positive = rng.normal(0.5, 1, len(labels)).astype(np.float32)
    negative = rng.normal(-0.5, 1, (len(labels), 3)).astype(np.float32)
    expected = rng.uniform(0.2, 0.9, len(weights)).astype(np.float32)
    logits_and_tables = positive, negative, weights, bias, labels
    return [*logits_and_tables, inputs, sampled, expected[labels], expected[sampled]]


# --- what is right --------------------------------------------------------------------------


def right_part(part, inputs):
    if part == KEEP:
        frequency, threshold = inputs
        kept = [(np.sqrt(f / threshold) + 1) * threshold / f for f in frequency]
        return np.minimum(1, kept)
    if part == NOISE:
        (counts,) = inputs
        return counts**0.75 / (counts**0.75).sum()
    if part == LOSS:
        return right_losses(inputs)
    words, vectors = perfect_table()
    return {"epochs": 1, "words": words, "vectors": vectors}


def right_losses(inputs):
    """Every loss of the course by its form: negative sampling; NCE, sampled softmax; full ones."""
    return {
        "logits": [of_logits(mistakes.yes_no, inputs)],
        "candidates": [
            of_candidates(how, inputs) for how in (mistakes.yes_no, mistakes.one_choice)
        ],
        "full": [of_all(how, inputs) for how in (mistakes.yes_no, mistakes.one_choice)],
    }


def of_logits(combine, inputs) -> np.ndarray:
    return with_gradients(combine, inputs[:2])


def of_candidates(combine, inputs, correct=(-1, -1)) -> np.ndarray:
    """Of a loss that gets both tables, the negatives and their expected counts."""
    weights, bias, labels, example, sampled, *expected = inputs[2:]

    def loss(weights, example):
        return combine(
            *mistakes.candidate_logits(weights, bias, labels, example, sampled, correct, expected)
        )

    return with_gradients(loss, [weights, example])


def of_all(combine, inputs) -> np.ndarray:
    """Of a loss over all classes: every other class is a negative."""
    weights, bias, labels, example = inputs[2:6]
    rows = np.arange(len(labels))

    def loss(weights, example):
        logits = example @ weights.T + bias  # (B, V)
        others = np.ones_like(logits, dtype=bool)
        others[rows, labels] = False
        return combine(logits[rows, labels], logits[others].reshape(len(labels), -1))

    return with_gradients(loss, [weights, example])


def with_gradients(loss, learned: list[np.ndarray], step=1e-5) -> np.ndarray:
    """Losses (B,), then the slope of their sum along every number of ``learned``, flat."""
    learned = [array.astype(np.float64) for array in learned]
    slopes = []
    for array in learned:
        for place in np.ndindex(array.shape):
            here, sums = array[place], []
            for moved in (here + step, here - step):
                array[place] = moved
                sums.append(loss(*learned).sum())
            array[place] = here
            slopes.append((sums[0] - sums[1]) / (2 * step))
    return np.append(loss(*learned), slopes)


# --- how answers are compared ---------------------------------------------------------------


def compare(expected, got) -> Difference | None:
    if isinstance(got, str):
        return Difference("type", SAID.get(got, f"The trainer answered {got!r}."))
    if isinstance(expected, np.ndarray):
        return CLOSE(expected, got)
    if not isinstance(got, dict):
        return Difference("type", "This is no answer of a trainer.")
    return compare_vectors(got) if "vectors" in expected else compare_losses(expected, got)


def compare_losses(expected: dict, got: dict) -> Difference | None:
    """Whether every array that came back is one of those that its form may have."""
    if not got or not set(got) <= set(expected):
        return Difference("type", "This loss has none of the three forms.")
    for form, arrays in got.items():
        for array in arrays if isinstance(arrays, list) and arrays else [None]:
            found = [CLOSE(right, array) for right in expected[form]]
            if all(found):
                return Difference(found[0].kind, f"Your loss, or its gradient: {found[0].text}")
    return None


def compare_vectors(got: dict) -> Difference | None:
    state, text = trained(got)
    return None if state == "right" else Difference("value", text)


def trained(answer) -> tuple[str, str]:
    """What the vectors are ("right", "untrained", "too few"...), and that in words."""
    words, vectors = answer.get("words"), as_array(answer.get("vectors"))
    if (
        isinstance(vectors, Difference)
        or not isinstance(words, list)
        or vectors.ndim != 2
        or len(words) != len(vectors)
        or not vectors.size <= MOST_NUMBERS
        or not len(words) <= MOST_WORDS
        or not all(isinstance(word, str) for word in words)
        or not np.isfinite(vectors).all()
    ):
        return "odd", "Your trainer's vectors can't be read: one row of finite numbers per word."
    if not answer.get("epochs"):
        return "untrained", "The trainer has not learned anything yet."
    if len(set(words) & set(perfect_table()[0])) < len(perfect_table()[0]) / 2:
        return "other text", "Most words of miniworld have no vector."
    share = share_answered(words, vectors)
    found = f"Your vectors answer {share:.0%} of the planted analogies; {GOAL:.0%} are asked for."
    return "right" if share >= GOAL else "too few", found


def same(theirs, learners) -> Difference | None:
    """Whether a wrong idea gives the learner's answer: vectors, if they are the same state."""
    if isinstance(theirs, np.ndarray):
        return CLOSE(theirs, learners)
    if isinstance(theirs, str) or not isinstance(learners, dict):
        alike = isinstance(learners, str) and isinstance(theirs, str) and theirs == learners
        return None if alike else Difference("type", "")
    if "vectors" in theirs:
        alike = trained(theirs)[0] == trained(learners)[0]
        return None if alike else Difference("value", "")
    return compare_losses(theirs, learners)


# --- what is wrong --------------------------------------------------------------------------


def broken(part, wrong):
    """A trainer in which one part is wrong; ``wrong`` is its answer, or makes it of the inputs."""

    def answer(asked, inputs):
        if asked != part:
            return right_part(asked, inputs)
        return wrong(inputs) if callable(wrong) else wrong

    return answer


def wrong_keep(rule):
    return broken(KEEP, lambda inputs: rule(*inputs))


def wrong_noise(rule):
    return broken(NOISE, lambda inputs: rule(inputs[0]))


def shares(weights):
    return weights / weights.sum()


def wrong_loss(combine, correct=((-1, -1),)):
    """The same mistake in losses of logits and of candidates."""

    def losses(inputs):
        return {
            "logits": [of_logits(combine, inputs)],
            "candidates": [of_candidates(combine, inputs, signs) for signs in correct],
            "full": [of_all(combine, inputs)],
        }

    return broken(LOSS, losses)


def wrong_correction(*correct):
    def losses(inputs):
        ways = (mistakes.yes_no, mistakes.one_choice)
        return {"candidates": [of_candidates(how, inputs, c) for how in ways for c in correct]}

    return broken(LOSS, losses)


def no_vectors(epochs):
    words, vectors = perfect_table()
    return {"epochs": epochs, "words": words, "vectors": np.zeros_like(vectors)}


def other_text():
    words, vectors = perfect_table()
    return {"epochs": 5, "words": [f"{word}s" for word in words], "vectors": vectors}


def nothing_but(answer):
    return lambda _part, _inputs: answer


ASSEMBLE = Exercise(
    name="09.assemble",
    title="Your own pieces, assembled",
    task=f"""Return a `w2vlib.Trainer` that has learned `"miniworld"` with three pieces of yours,
passed as functions: `keep_probability` (lesson 06), `noise_distribution` (03) and, as `objective`,
a TensorFlow loss (04 or 05). Its vectors must answer at least {GOAL:.0%} of the planted analogies.
The training should take seconds: at most 15 on one core.""",
    signature="assemble()",
    minutes=20,
    difficulty=2,
    aspects=dict(zip(ASPECTS.values(), (1, 1, 2, 2), strict=True)),
    inputs=parts,
    probe="assembled",
    trains=True,
    uses_library=True,
    last=ASPECTS[VECTORS],
    parameters=("part", "inputs"),
    spec=right_part,
    compare=compare,
    recognise=same,
    misconceptions=(
        Misconception(
            "no-trainer",
            "something else than the trainer",
            "`assemble` returns something else than a `Trainer`. Return the trainer itself, not "
            "its vectors or its history; `train()` returns it, too.",
            wrong=(nothing_but(OTHER),),
        ),
        Misconception(
            "not-trained",
            "made, but not trained",
            "Your trainer is put together, but it has not learned anything: call its `train()` "
            "before you return it.",
            wrong=(broken(VECTORS, no_vectors(0)),),
        ),
        Misconception(
            "too-little-training",
            "pieces right, vectors weak",
            "Your pieces are right, but the vectors answer too few of the planted analogies. "
            "Train longer (`epochs`), and look at `window`, `dim`, `subsample` and the learning "
            "rate.",
            wrong=(broken(VECTORS, no_vectors(1)),),
        ),
        Misconception(
            "other-text",
            "another text",
            "Your vectors do not know the words of miniworld. The first argument of `Trainer` is "
            'the text: `"miniworld"`.',
            wrong=(broken(VECTORS, other_text()),),
        ),
        *(
            Misconception(
                f"{name}-not-passed",
                f"no {keyword} passed",
                f"The trainer was given no `{keyword}` of yours, so it uses its own. Pass your "
                f"function: `{keyword}={function}`.",
                wrong=(broken(keyword, MISSING),),
            )
            for name, keyword, function in (
                ("keep", KEEP, KEEP),
                ("noise", NOISE, NOISE),
                ("loss", LOSS, "negative_sampling_loss"),
            )
        ),
        Misconception(
            "text-for-function",
            "a text instead of a function",
            "You gave the trainer a text for one of its pieces. `keep_probability` and "
            "`noise_distribution` want a function of yours: its name, without quotation marks.",
            raises=(("TypeError", r"^'str' object is not callable$"),),
        ),
        Misconception(
            "called-not-passed",
            "called instead of passed",
            "A function was called where the trainer wants the function itself, to call it with "
            "its own numbers. Leave the brackets out: `noise_distribution=noise_distribution`.",
            raises=(
                ("TypeError", r"^'[\w.]+' object is not callable$"),
                ("TypeError", r"^objective is .*give a name or a function"),
                ("TypeError", r"^(?!assemble).* missing [2-9] required positional arguments"),
                ("TypeError", r"^\w+\(\) missing 1 required positional argument: 'counts'"),
            ),
        ),
        # --- keep_probability
        Misconception(
            "keep-discards",
            "discard for keep",
            "Your `keep_probability` gives chances to *discard*: frequent words get the large "
            "numbers. So the trainer throws away what should stay, and the other way round.",
            wrong=(
                wrong_keep(lambda f, t: np.maximum(0, 1 - np.sqrt(t / f))),
                wrong_keep(lambda f, t: 1 - np.minimum(1, (np.sqrt(f / t) + 1) * t / f)),
            ),
            source="M7",
        ),
        Misconception(
            "keep-published-rule",
            "the rule of the paper",
            "Your `keep_probability` is 1 minus the published chance to discard. word2vec.c keeps "
            "t/f more: min(1, (√(f/t) + 1) · t/f).",
            wrong=(wrong_keep(lambda f, t: np.minimum(1, np.sqrt(t / f))),),
            source="M7",
        ),
        Misconception(
            "keep-without-root",
            "no root",
            "Your `keep_probability` has no root, so it drops far more than it should. The rule "
            "is min(1, (√(f/t) + 1) · t/f).",
            wrong=(wrong_keep(lambda f, t: np.minimum(1, t / f)),),
        ),
        Misconception(
            "keep-everything",
            "everything stays",
            "Your `keep_probability` keeps every word always, so nothing is subsampled. Frequent "
            "words should get small numbers.",
            wrong=(
                wrong_keep(lambda f, t: np.ones_like(f)),
                wrong_keep(lambda f, t: np.minimum(1, (np.sqrt(f / t) + 1) * f / t)),
                wrong_keep(lambda f, t: np.minimum(1, (np.sqrt(t / f) + 1) * f / t)),
            ),
        ),
        Misconception(
            "keep-not-a-chance",
            "no probabilities",
            "Your `keep_probability` gives numbers above 1, below 0 or NaN. A chance stops at 1: "
            "use `np.minimum(1, ...)`.",
            raises=(("ValueError", r"^keep_probability\(.*NaN, below 0 or above 1"),),
        ),
        Misconception(
            "keep-other-shape",
            "not one chance per word",
            "Your `keep_probability` does not give one chance for each word. It gets an array of "
            "all frequencies and returns an array of that length (did you forget `return`?).",
            raises=(("ValueError", r"^keep_probability\(.*(has shape|did not return)"),),
        ),
        # --- noise_distribution
        Misconception(
            "noise-plain-counts",
            "power 1",
            "Your `noise_distribution` is proportional to the plain counts. word2vec takes them "
            "to the power 0.75 first, so that rare words are drawn a little more often.",
            wrong=(wrong_noise(shares),),
            source="M23",
        ),
        Misconception(
            "noise-inverse",
            "inverse frequency",
            "Your `noise_distribution` draws rare words most often. Frequent words should be "
            "drawn more: take the counts to the power 0.75, and divide by the sum.",
            wrong=(
                wrong_noise(lambda counts: shares(1 / counts)),
                wrong_noise(lambda counts: shares(counts**-0.75)),
                wrong_noise(lambda counts: shares(counts.max() + 1 - counts)),
                wrong_noise(lambda counts: shares(counts.sum() - counts)),
            ),
            source="M12",
        ),
        Misconception(
            "noise-uniform",
            "uniform noise",
            "Your `noise_distribution` gives every word the same chance. Frequent words should be "
            "drawn more: take the counts to the power 0.75, and divide by the sum.",
            wrong=(wrong_noise(lambda counts: shares(np.ones(len(counts)))),),
        ),
        Misconception(
            "noise-by-rank",
            "noise by id instead of count",
            "Your `noise_distribution` looks at the ids, not at the counts (log-uniform noise). "
            "Take the counts to the power 0.75, and divide by the sum.",
            wrong=(wrong_noise(lambda c: shares(np.log1p(1 / (1 + np.arange(len(c)))))),),
            source="M6",
        ),
        Misconception(
            "noise-not-normalised",
            "it does not sum to 1",
            "Your `noise_distribution` does not sum to 1. Divide by the sum *after* taking the "
            "power.",
            raises=(("ValueError", r"^noise_distribution\(counts\) sums to"),),
        ),
        Misconception(
            "noise-other-shape",
            "not one probability per word",
            "Your `noise_distribution` does not give one probability for each word. It gets an "
            "array of all counts and returns an array of that length (did you forget `return`?).",
            raises=(("ValueError", r"^noise_distribution(\(counts\) has shape| did not return)"),),
        ),
        Misconception(
            "noise-power-without-default",
            "power without a default",
            "The trainer calls `noise_distribution(counts)` with the counts only. Give the power "
            "its default: `def noise_distribution(counts, power=0.75)`.",
            raises=(("TypeError", r"^(?!assemble).* missing 1 required positional argument"),),
        ),
        # --- the loss
        Misconception(
            "loss-without-gradient",
            "a loss without a gradient",
            "TensorFlow finds no gradient in your loss, so nothing can be learned from it. NumPy "
            "and `.numpy()` give plain numbers: use `tf.nn.softplus`, `tf.reduce_sum`, "
            "`tf.math.log` and the like, and let the loss depend on the logits.",
            raises=(("TypeError", r"^the objective .* has no gradient"),),
        ),
        Misconception(
            "loss-not-per-pair",
            "not one loss per pair",
            "Your loss gives something else than one number for each pair. Leave the mean or sum "
            "over the batch out: the trainer needs shape (B,).",
            raises=(("TypeError", r"it must return one loss per pair"),),
        ),
        Misconception(
            "loss-returns-none",
            "a loss without return",
            "Your loss gives None: there is no `return` in it.",
            raises=(("TypeError", r"^the objective .* returned None"),),
        ),
        Misconception(
            "loss-other-form",
            "other parameters",
            "The trainer does not know what to give to your loss. It takes (positive_logits, "
            "negative_logits), or (weights, bias, labels, inputs), or these four and then "
            "(sampled, true_expected, sampled_expected).",
            raises=(("TypeError", r"has none of the three forms"),),
        ),
        Misconception(
            "loss-stops",
            "it stops at tensors",
            "Your loss stops with an error when it gets TensorFlow's tensors (it is shown below). "
            "What NumPy arrays can do, tensors often can't: `tf.gather(weights, labels)` for "
            "`weights[labels]`, `tf.reduce_sum(x, axis=1)` for `x.sum(axis=1)`.",
            raises=(("TypeError", r"^the objective .* failed on a small batch"),),
        ),
        Misconception(
            "loss-negatives-wanted",
            "all answers yes",
            "Your loss wants *yes* for the negatives, too, so every word moves towards every "
            "other. Turn their sign: -log σ(-logit) is `tf.nn.softplus(logit)`.",
            wrong=(wrong_loss(mistakes.all_yes), wrong_loss(mistakes.labels_flipped)),
        ),
        Misconception(
            "loss-true-refused",
            "all answers no",
            "Your loss wants *no* for the true class, too, so a word moves away from its own "
            "contexts. Turn the sign there: -log σ(logit) is `tf.nn.softplus(-logit)`.",
            wrong=(wrong_loss(mistakes.all_no),),
        ),
        Misconception(
            "loss-negatives-subtracted",
            "negatives subtracted",
            "Your loss subtracts the negatives' terms, so it rewards wrong answers, and the "
            "vectors grow without end. All terms of a loss are added.",
            wrong=(
                wrong_loss(mistakes.negatives_subtracted),
                wrong_loss(mistakes.negated),
            ),
            raises=(("DivergedError", "^the loss is -"),),
        ),
        Misconception(
            "diverged",
            "the loss left all bounds",
            "The training diverged: the loss is no longer a number. Look for a wrong sign in your "
            "loss (all its terms are positive and added), then for a learning rate far too high.",
            raises=(("DivergedError", ""),),
        ),
        Misconception(
            "loss-only-positive",
            "negatives left out",
            "Only the true class is in your loss, so all vectors can simply move together. Add "
            "the terms of the K negatives.",
            wrong=(wrong_loss(mistakes.only_positive),),
        ),
        Misconception(
            "loss-mean-over-negatives",
            "mean over the negatives",
            "Your loss averages over the negatives of a pair. Sum over them: `tf.reduce_sum(..., "
            "axis=1)`.",
            wrong=(wrong_loss(mistakes.mean_of_negatives), wrong_loss(mistakes.mean_of_all)),
        ),
        Misconception(
            "loss-not-corrected",
            "no log-Q correction",
            "Your loss takes the expected counts, but does not use them (on every logit). "
            "Subtract their log from the logits of the true class and of the negatives.",
            wrong=(wrong_correction((0, 0), (0, -1), (-1, 0)),),
            source="M5",
        ),
        Misconception(
            "loss-correction-added",
            "correction added",
            "Your loss adds the log of the expected counts to the logits. Subtract it.",
            wrong=(wrong_correction((1, 1)),),
        ),
        Misconception(
            "loss-softmax-of-logits",
            "softmax over 1 + K logits",
            "Your loss is a softmax over 1 + K raw logits: sampled softmax without its "
            "correction. Negative sampling asks 1 + K yes/no questions: use `tf.nn.softplus`.",
            wrong=(broken(LOSS, lambda i: {"logits": [of_logits(mistakes.one_choice, i)]}),),
            source="M3",
        ),
    ),
    hints=(
        "`Trainer` takes the text first, then keywords: `objective`, `keep_probability`, "
        "`noise_distribution`, and settings such as `dim`, `window`, `epochs`. Functions are "
        "passed without brackets.",
        "`train()` runs the training and returns the trainer. With too few analogies, try more "
        "epochs first.",
        '`return Trainer("miniworld", objective=negative_sampling_loss, '
        "keep_probability=keep_probability, noise_distribution=noise_distribution, dim=50, "
        "epochs=3, progress=False).train()`",
    ),
    example=Example(
        call="type(assemble()).__name__",
        answer="Trainer",
        why="the trainer itself comes back, trained; your check then asks it for its pieces and "
        "its vectors",
    ),
    errors=(
        (
            "unknown setting ...",
            "A keyword of `Trainer` is misspelt; the message lists all of them.",
        ),
        (
            "the loss is nan nats a pair: training diverged",
            "Look for a wrong sign in your loss, then try a lower `learning_rate`.",
        ),
    ),
)
