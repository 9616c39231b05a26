"""Exercise 05.sampled_softmax_loss: one choice among the label and a few negatives.

Source of the formula: the note on candidate sampling in TensorFlow's documentation.
"""

import math

import numpy as np

from grader_tests.comparing import Close
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.exercise_05_full_softmax import full_softmax, label_the_last_class
from grader_tests.loss_inputs import EXTREME, far_apart, tables
from grader_tests.loss_mistakes import NEGATED, candidate_logits, implemented, one_choice, yes_no
from grader_tests.softmax_mistakes import (
    LOG_OF_ZERO,
    LOGS_OF_A_PROBABILITY,
    UNSTABLE,
    UNSTABLE_SOFTMAX,
    batch_mean,
    batch_sum,
    log_sum_exp,
    maximum_not_added_back,
    maximum_of_the_others,
    mean_over_classes,
    negated_choice,
    probability,
    probability_missing,
    share_after_the_maximum_of_the_others,
    sum_over_the_batch,
    true_class_not_among_them,
)

HITS = "accidental hits"


def with_candidates(rng, model, extreme=False, hit=False, repeat=False):
    """A model with two or three negatives and counts; with ``hit`` a label is one of them.

    With ``repeat`` there is one negative more, which was drawn before. One label is always the
    last class, so that it is no column among 1 + K.
    """
    weights, bias, labels, inputs = model
    label_the_last_class(*model)
    others = np.setdiff1d(np.arange(len(weights)), labels)
    sampled = rng.choice(others, int(rng.integers(2, 4)), replace=False)
    if extreme:
        bias[labels] = np.minimum(bias[labels], 900)  # two at 1000 differ by their rounding only
        bias[sampled[:2]] = 1000, -1000
    if hit:
        sampled[0] = labels[0]
        rng.shuffle(sampled)
    if repeat:
        sampled = rng.permutation(np.append(sampled, sampled[0]))
    expected = rng.uniform(0.05, 0.9, len(weights)).astype(weights.dtype)  # of every class
    return weights, bias, labels, inputs, sampled, expected[labels], expected[sampled]


def nothing_but_a_hit(rng, dtype):
    """One negative, which is the first label: without it, that label has no rival."""
    weights, bias, labels, inputs, sampled, true_expected, expected = with_candidates(
        rng, tables(rng, dtype=dtype), hit=True
    )
    at = sampled == labels[0]
    return weights, bias, labels, inputs, sampled[at], true_expected, expected[at]


def labels_on_top(rng):
    """Labels at 1000 and negatives near 0: a maximum over the negatives alone won't do.

    In float32 such logits are rounded so much that a right answer may differ from 0.
    """
    weights, bias, labels, *rest = with_candidates(rng, tables(rng))
    bias[labels] = 1000
    return weights, bias, labels, *rest


def hit_far_below(rng):
    """All logits near -1000, a hit among them: a hit whose logit becomes -1000 still counts.

    In float32 such logits are rounded so much that right answers differ in their fourth digit.
    """
    weights, bias, *rest = with_candidates(rng, tables(rng), hit=True)
    return weights, bias - 1000, *rest


def candidates(rng):
    """Both dtypes; each meets a negative that was drawn twice, and hits with both flags.

    Hits stand in cases of their own, but for those near -1000, which need a safe logarithm, too.
    """
    cases = []
    for dtype, remove in ((np.float64, True), (np.float32, False)):
        extreme, rows_apart = tables(rng, extreme=True, dtype=dtype), far_apart(rng, dtype)
        cases.append(Case((*with_candidates(rng, tables(rng, dtype=dtype), repeat=True), remove)))
        for flag in (remove, not remove):
            model = with_candidates(rng, tables(rng, dtype=dtype), hit=True)
            cases.append(Case((*model, flag), HITS))
        cases += [
            Case((*with_candidates(rng, extreme, extreme=True), remove), EXTREME),
            Case((*with_candidates(rng, rows_apart), remove), EXTREME),
            Case((*nothing_but_a_hit(rng, dtype), True), HITS),
        ]
    return [
        *cases,
        Case((*labels_on_top(rng), True), EXTREME),
        Case((*hit_far_below(rng), True), EXTREME),
    ]


def sampled_softmax(
    weights,
    bias,
    labels,
    inputs,
    sampled,
    true_expected,
    sampled_expected,
    remove_accidental_hits=True,
):
    """One choice among the true class and the negatives, logits less log(expected count)."""
    losses = []
    for i in range(len(inputs)):
        true = inputs[i] @ weights[labels[i]] + bias[labels[i]] - math.log(true_expected[i])
        logits = [true]
        for j in range(len(sampled)):
            if remove_accidental_hits and sampled[j] == labels[i]:
                continue
            logit = inputs[i] @ weights[sampled[j]] + bias[sampled[j]]
            logits.append(logit - math.log(sampled_expected[j]))
        highest = max(logits)
        losses.append(highest + math.log(sum(math.exp(s - highest) for s in logits)) - true)
    return np.array(losses)


def as_told(negative, hits, remove):
    return np.where(hits & remove, -np.inf, negative)


def kept(negative, _hits, _remove):
    return negative


def always_removed(negative, hits, _remove):
    return np.where(hits, -np.inf, negative)


def told_the_wrong_way_round(negative, hits, remove):
    return as_told(negative, hits, not remove)


def score_of_zero(negative, hits, remove):
    return np.where(hits & remove, 0, negative)


def finite_score(score):
    """A removed hit gets a low score instead of -∞."""

    def scored(negative, hits, remove):
        return np.where(hits & remove, score, negative)

    return scored


def removed_for_the_whole_batch(negative, hits, remove):
    return as_told(negative, np.broadcast_to(hits.any(axis=0), hits.shape), remove)


def removed_with_all_its_rivals(negative, hits, remove):
    """An example with a hit loses all of its negatives, so that its loss is 0."""
    return as_told(negative, np.broadcast_to(hits.any(axis=1, keepdims=True), hits.shape), remove)


def wrong_sampled(combine=one_choice, correct=(-1, -1), count=None, with_bias=(1, 1), hits=as_told):
    """Another correction, another treatment of hits, or another way to combine the logits.

    ``count(expected, K)`` gives what is taken for the expected counts; ``with_bias`` is 0 for
    label or negatives that get no bias.
    """

    def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove):
        expected = (true_expected, sampled_expected)
        if count:
            expected = [count(each, len(sampled)) for each in expected]
        positive, negative = candidate_logits(
            weights, bias, labels, inputs, sampled, correct, expected
        )
        positive = positive - (1 - with_bias[0]) * bias[labels]
        negative = negative - (1 - with_bias[1]) * bias[sampled]
        return combine(positive, hits(negative, sampled == labels[:, np.newaxis], remove))

    return loss


def zero_before_the_correction(
    weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove
):
    """The raw score of a hit becomes 0, and then its log count is subtracted."""
    raw = candidate_logits(
        weights, bias, labels, inputs, sampled, (0, 0), (true_expected, sampled_expected)
    )
    negative = score_of_zero(raw[1], sampled == labels[:, np.newaxis], remove)
    return one_choice(raw[0] - np.log(true_expected), negative - np.log(sampled_expected))


def repeats_counted_once(hits):
    """A word that was drawn twice stands among the candidates once, as in a set."""

    def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove):
        sampled, first = np.unique(sampled, return_index=True)
        arguments = weights, bias, labels, inputs, sampled, true_expected, sampled_expected[first]
        return wrong_sampled(hits=hits)(*arguments, remove)

    return loss


def corrected_in_one_table(label_in_place, negatives_in_place):
    """Logits of all words are corrected where they stand; a hit is met by both corrections.

    Each of the two changes the table itself, or only what was read from it.
    """

    def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove):
        table, rows = inputs @ weights.T + bias, np.arange(len(labels))
        logs = np.log(true_expected), np.log(sampled_expected)
        if label_in_place:
            table[rows, labels] -= logs[0]
        if negatives_in_place:
            table[:, sampled] -= logs[1]
        positive = table[rows, labels] - (0 if label_in_place else logs[0])
        negative = table[:, sampled] - (0 if negatives_in_place else logs[1])
        hits = sampled == labels[:, np.newaxis]
        return one_choice(positive, as_told(negative, hits, remove))

    return loss


def label_masked(empty):
    """The label's own column holds its id, too, and is removed with the hits.

    ``empty`` says whether the label's logit, now -∞, is subtracted, or the one kept aside.
    """

    def loss(*arguments):
        remove = arguments[-1]
        if not remove:
            return wrong_sampled()(*arguments)
        if empty:
            return np.full(len(arguments[2]), np.inf)
        return wrong_sampled(true_class_not_among_them)(*arguments)

    return loss


def all_words(weights, bias, labels, inputs, *_rest):
    return full_softmax(weights, bias, labels, inputs)


def own_label(total, positive):
    """Log of the sum less the label's logit, which stands on the diagonal of ``positive``."""
    return total - np.diag(positive)


def label_against_all_labels(combine=own_label, hits=as_told):
    """A matrix product where each row should meet its own label only: (B, B) true logits.

    ``combine(log of sum, (B, B) logits)`` ends it.
    """

    def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove=True):
        positive = inputs @ weights[labels].T + bias[labels] - np.log(true_expected)  # (B, B)
        negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
        negative = hits(negative, sampled == labels[:, np.newaxis], remove)
        return combine(log_sum_exp(np.column_stack([positive, negative])), positive)

    return loss


def raw_label_at_the_end(
    weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove
):
    """The label is corrected in the sum, but not where it is subtracted."""
    right = wrong_sampled()(
        weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove
    )
    return right - np.log(true_expected)


def divided_by_the_count(
    weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove
):
    positive, negative = candidate_logits(
        weights, bias, labels, inputs, sampled, (0, 0), (true_expected, sampled_expected)
    )
    negative = as_told(negative / sampled_expected, sampled == labels[:, np.newaxis], remove)
    return one_choice(positive / true_expected, negative)


def over_the_batch_of_candidates(positive, negative):
    logits = np.column_stack([positive, negative])
    return np.logaddexp.reduce(logits, axis=0)[0] - positive


def all_candidates(positive, negative):
    logits = np.column_stack([positive, negative])
    return log_sum_exp(logits)[:, np.newaxis] - logits


SAMPLED_SOFTMAX_LOSS = Exercise(
    name="05.sampled_softmax_loss",
    title="One choice among a few words",
    task=r"""Write the loss that `tf.nn.sampled_softmax_loss` computes, for negatives that are
already drawn. Each example chooses among $1 + K$ candidates: its label and the negatives. Subtract
from every logit the log of its expected count, then return $-\log P(\text{label})$. A negative that
is the example's own label leaves the choice if `remove_accidental_hits` is true, and stays if it is
false. Logits of ±1000 must work.""",
    signature="sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, "
    "sampled_expected, remove_accidental_hits=True)",
    minutes=25,
    difficulty=3,
    aspects={SHAPE: 1, "values": 2, HITS: 2, EXTREME: 1},
    inputs=candidates,
    spec=sampled_softmax,
    compare=Close(),
    misconceptions=(
        Misconception(
            "no-log-q",
            "logits not corrected",
            "The logits are not corrected. Frequent words come up as negatives too often, so "
            "subtract the log of its expected count from every candidate's logit.",
            wrong=(
                wrong_sampled(correct=(0, 0)),
                wrong_sampled(correct=(0, 0), hits=kept),
                wrong_sampled(correct=(0, 0), hits=always_removed),
            ),
            source="M3",
        ),
        Misconception(
            "hits-kept",
            "accidental hits kept",
            "A negative that is the label itself stays in your choice, whatever "
            "remove_accidental_hits says. Where it is true, set the hit's logit to -∞ "
            "(-np.inf), so that e^logit is 0.",
            wrong=(wrong_sampled(hits=kept),),
            source="M9",
        ),
        Misconception(
            "hits-always-removed",
            "accidental hits always removed",
            "You remove accidental hits even if remove_accidental_hits is false. Ask it before "
            "you change a logit.",
            wrong=(wrong_sampled(hits=always_removed),),
            source="M9",
        ),
        Misconception(
            "hits-turned-round",
            "flag turned round",
            "You keep the hits when remove_accidental_hits is true, and remove them when it is "
            "false. Turn the condition round.",
            wrong=(wrong_sampled(hits=told_the_wrong_way_round),),
        ),
        Misconception(
            "hits-score-zero",
            "logit of a hit set to zero",
            "You set the logit of a hit to 0. Such a candidate still counts, as e^0 = 1: set it "
            "to -∞ (-np.inf), after the correction.",
            wrong=(wrong_sampled(hits=score_of_zero), zero_before_the_correction),
        ),
        Misconception(
            "hit-not-low-enough",
            "logit of a hit only low",
            "You give a hit a low logit, but the other candidates' logits may be as low. Only -∞ "
            "(-np.inf) always takes it out of the choice.",
            wrong=tuple(
                wrong_sampled(hits=finite_score(score)) for score in (-100, -500, -999, -1000)
            ),
        ),
        Misconception(
            "hits-of-any-example",
            "hit removed for the whole batch",
            "A negative that is the label of *one* example is removed for all of them. Compare "
            "row by row: `labels[:, np.newaxis] == sampled` has shape (B, K).",
            wrong=(wrong_sampled(hits=removed_for_the_whole_batch),),
        ),
        Misconception(
            "hits-empty-the-row",
            "all negatives removed with a hit",
            "An example with a hit loses all of its negatives, or its loss becomes 0. Remove the "
            "hit alone: the other negatives still compete.",
            wrong=(wrong_sampled(hits=removed_with_all_its_rivals),),
        ),
        Misconception(
            "hits-corrected-twice",
            "a hit corrected twice",
            "If a label is drawn, its logit gets both corrections, as you change one table of "
            "logits in place. Read out the label's logit and the negatives' first, then correct "
            "each of them.",
            wrong=(
                corrected_in_one_table(False, True),
                corrected_in_one_table(True, False),
                corrected_in_one_table(True, True),
            ),
        ),
        Misconception(
            "label-removed",
            "label removed with the hits",
            "Where you remove hits, you remove the label itself, too: its own column holds the "
            "same id. Remove it only among the negatives, and put the label's logit in front "
            "after that.",
            wrong=(label_masked(empty=False), label_masked(empty=True)),
        ),
        Misconception(
            "repeats-counted-once",
            "a repeated negative counted once",
            "A negative that was drawn twice counts once in your sum. Keep `sampled` as it is: "
            "each draw is a candidate, and the expected count allows for repeats.",
            wrong=tuple(repeats_counted_once(hits) for hits in (as_told, kept, always_removed)),
        ),
        Misconception(
            "true-class-not-a-candidate",
            "true class not among the candidates",
            "Your sum runs over the negatives only. The label is a candidate, too: the choice is "
            "among 1 + K words.",
            wrong=(
                wrong_sampled(true_class_not_among_them),
                wrong_sampled(true_class_not_among_them, hits=kept),
            ),
        ),
        Misconception(
            "nce",
            "NCE instead of sampled softmax",
            "This is NCE: 1 + K separate yes/no questions. Here the 1 + K candidates compete in "
            "one choice: log Σ e^logit, less the label's logit.",
            wrong=tuple(wrong_sampled(yes_no, hits=hits) for hits in (as_told, kept)),
            source="M4",
        ),
        Misconception(
            "negative-sampling",
            "negative sampling instead of sampled softmax",
            "This is negative sampling: yes/no questions, asked of uncorrected logits. Let the "
            "corrected logits of all 1 + K candidates compete in one softmax.",
            wrong=tuple(wrong_sampled(yes_no, (0, 0), hits=hits) for hits in (as_told, kept)),
            source="M3",
        ),
        Misconception(
            "correction-added",
            "correction added",
            "You add the log of the expected counts. Subtract it: a word that is drawn often "
            "must count less each time.",
            wrong=(wrong_sampled(correct=(1, 1)), wrong_sampled(correct=(1, 1), hits=kept)),
        ),
        Misconception(
            "correction-on-negatives-only",
            "correction on the negatives only",
            "Only the negatives are corrected. Subtract log(true_expected) from the label's logit, "
            "too, or the candidates can't be compared.",
            wrong=(wrong_sampled(correct=(0, -1)),),
        ),
        Misconception(
            "correction-on-true-class-only",
            "correction on the true class only",
            "Only the label is corrected. Subtract log(sampled_expected) from the negatives' "
            "logits, too.",
            wrong=(wrong_sampled(correct=(-1, 0)),),
        ),
        Misconception(
            "count-without-log",
            "expected count subtracted without log",
            "You subtract the expected counts themselves. Logits live on the log scale: subtract "
            "the *log* of the counts.",
            wrong=(wrong_sampled(count=lambda expected, k: np.exp(expected)),),
        ),
        Misconception(
            "raw-label-at-the-end",
            "label's raw logit subtracted",
            "In the sum the label's logit is corrected, but the one that you subtract from the log "
            "of the sum is not. Subtract the corrected one.",
            wrong=(raw_label_at_the_end,),
        ),
        Misconception(
            "divided-by-the-count",
            "logits divided by the count",
            "You divide the logits by the expected counts. It is e^logit that is divided; for the "
            "logit itself this means: subtract the *log* of the count.",
            wrong=(divided_by_the_count,),
        ),
        Misconception(
            "maximum-not-added-back",
            "maximum not added back",
            "You subtract each row's maximum in the sum, but not from the label's logit. Add the "
            "maximum back to the log of the sum, or take it out of both.",
            wrong=(wrong_sampled(maximum_not_added_back),),
        ),
        Misconception(
            "sum-over-the-batch",
            "sum over the whole batch",
            "Your sum runs over all examples together, so each gets the same log Σ e^logit. Every "
            "row has a sum of its own: `axis=1`.",
            wrong=(wrong_sampled(sum_over_the_batch),),
        ),
        Misconception(
            "no-bias",
            "bias left out",
            "The bias is missing from the logits, or from some of them. Add bias[labels] to the "
            "label's logit and bias[sampled] to the negatives'.",
            wrong=tuple(wrong_sampled(with_bias=which) for which in ((0, 0), (0, 1), (1, 0))),
            source="M11",
        ),
        Misconception(
            "all-words",
            "softmax over the whole vocabulary",
            "This is the full softmax: all V words compete. Here only the label and the words "
            "in `sampled` do.",
            wrong=(all_words,),
        ),
        Misconception(
            "every-label-for-every-example",
            "labels of the whole batch are candidates",
            "You make every label of the batch a candidate for each example, as "
            "`inputs @ weights[labels].T` does, (B, B). Each example has one label: "
            "`(inputs * weights[labels]).sum(axis=1)`.",
            wrong=(
                label_against_all_labels(),
                label_against_all_labels(hits=kept),
                label_against_all_labels(hits=always_removed),
                label_against_all_labels(lambda total, positive: total - positive),
                label_against_all_labels(lambda total, positive: total[:, np.newaxis] - positive),
                label_against_all_labels(lambda total, positive: total - positive[:, 0]),
            ),
        ),
        Misconception(
            "label-as-column",
            "label used as a column",
            "You look for the label among 1 + K columns by its word id. A column's number is no "
            "word id: the label's logit stands where you put it, for example in column 0.",
            raises=(
                ("IndexError", r"out of bounds for axis 1 with size [234]$"),
                ("InvalidArgumentError", r"label value of \d+ which is outside the valid range"),
            ),
        ),
        Misconception(
            "over-the-batch",
            "softmax along the wrong axis",
            "Your softmax runs over the examples of the batch. The candidates compete, so "
            "exponentiate and sum along them: axis 1 of the (B, 1 + K) logits.",
            wrong=(wrong_sampled(over_the_batch_of_candidates),),
        ),
        Misconception(
            "every-candidate",
            "label not picked",
            "You return -log P of *every* candidate, shape (B, 1 + K). Return the label's only.",
            wrong=(wrong_sampled(all_candidates),),
        ),
        Misconception(
            "mean-over-candidates",
            "mean over the candidates",
            "Your loss is 1 + K times too small: an average over the candidates. Of their terms "
            "only the label's is not zero, so sum them (or pick it) instead.",
            wrong=(wrong_sampled(mean_over_classes),),
        ),
        Misconception(
            "probability",
            "probability instead of loss",
            "These are the label's probabilities. The loss is minus their natural logarithm.",
            wrong=(wrong_sampled(probability), wrong_sampled(probability_missing)),
        ),
        implemented(NEGATED, [wrong_sampled(negated_choice)]),
        Misconception(
            "batch-reduced",
            "reduced over the batch",
            "You return one number. The answer has one loss per example, shape (B,): no sum or "
            "mean over the examples.",
            wrong=(wrong_sampled(batch_mean), wrong_sampled(batch_sum)),
        ),
        Misconception(
            "maximum-without-the-label",
            "label left out of the maximum",
            "You take a row's maximum over the negatives only: if the label's logit is larger, "
            "e^(logit - maximum) overflows. Take it over all 1 + K candidates.",
            wrong=(
                wrong_sampled(maximum_of_the_others),
                wrong_sampled(share_after_the_maximum_of_the_others),
            ),
        ),
        implemented(LOG_OF_ZERO, map(wrong_sampled, LOGS_OF_A_PROBABILITY)),
        implemented(UNSTABLE_SOFTMAX, map(wrong_sampled, UNSTABLE)),
    ),
    hints=(
        "The label's logits are `(inputs * weights[labels]).sum(axis=1) + bias[labels]`, (B,); "
        "the negatives' are `inputs @ weights[sampled].T + bias[sampled]`, (B, K). Subtract "
        "`np.log` of the counts from both.",
        "`hits = labels[:, np.newaxis] == sampled` is (B, K). Where a hit is to be removed, the "
        "negative's logit becomes -∞: `np.where(hits, -np.inf, negative)`.",
        "Put the label's logits in front: `logits = np.column_stack([positive, negative])`. The "
        "loss is `np.logaddexp.reduce(logits, axis=1) - positive`.",
    ),
    example=Example(
        call="sampled_softmax_loss(np.eye(5), np.zeros(5), np.array([4]), np.eye(5)[3:4], "
        "np.arange(2), np.ones(1), np.ones(2))",
        answer="[1.0986]",
        why="only word 3 has a logit other than 0, and the candidates are 4, 0 and 1; log 1 = 0 "
        "is subtracted from each, so the loss is -log(1/3) = log 3",
    ),
    errors=(
        (
            "index ... is out of bounds for axis 1",
            "The logits have 1 + K columns, not V: the label is not in the column of its id.",
        ),
        (
            "operands could not be broadcast together",
            "One array has a number for each of B examples, the other one for each of K negatives. "
            "`sampled == labels` fails so: write `labels[:, np.newaxis] == sampled`, (B, K).",
        ),
        (
            "boolean index did not match indexed array",
            "The mask must have the shape of what it is laid on, (B, K): "
            "`labels[:, np.newaxis] == sampled`.",
        ),
        (
            "RuntimeWarning: invalid value encountered in subtract",
            "You subtracted -∞ from -∞. Take a row's maximum over *all* candidates, the label "
            "included: that one is never removed.",
        ),
    ),
)
