# %% [markdown]
# # Sampled softmax and full softmax
#
# **A model has to choose one word out of 500,000. Can it learn to choose without
# looking at all of them?**
#
# After this lesson you can write the full and the sampled softmax loss yourself, say
# what each costs and what the correction in the sampled one is for, and choose a loss
# for training and one for validation. It takes about 95 minutes.

# %%
import time
from itertools import pairwise

import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from grader_tests import guess
from w2vlib.corpora.story import story
from w2vlib.objectives import negative_sampling_loss  # as you wrote it in lesson 04
from w2vlib.plots import PALETTE, bars, hatched, new_figure, show
from w2vlib.samplers import log_uniform_probability, sample_candidates  # lesson 03
from w2vlib.sliders import sliders

# %% [markdown]
# Losses must work for logits of ±1000. `V` is the size of the vocabulary, `D` the length
# of a word vector, `B` the batch size and `K` the number of negatives ($k$ in formulas).
# An **example** is a target word with one true context word, its **label**.

# %% [markdown]
# ## One choice among all words
#
# *The dog can growl*, our story begins. Say the target word is *growl*, and its context
# word is to be guessed. In lesson 04 each word got a yes/no question of its own. Now
# there is one question: *which word is it?*

# %% [markdown]
# The model gives every word $c$ a score $s_c = w_c \cdot x + b_c$. Here $x$ is the vector
# of the target word, $w_c$ the word's row in the output table, and $b_c$ its bias. The
# scores are the **logits** of the **softmax**, which turns them into probabilities:

# %% [markdown]
# $$P(c) = \frac{e^{\,s_c}}{\sum_v e^{\,s_v}}$$
#
# The exponential makes every number positive, and the division makes them sum to 1. So
# the words compete: if one score rises, the probabilities of all other words fall.

# %% tags=["experiment"]
words = ["dog", "cat", "pun", "bowl", "ice", "four"]
logits = np.array([3.0, 1.64, -3.0, 0.83, -3.0, 0.14])
probabilities = np.exp(logits) / np.exp(logits).sum()
for word, logit, probability in zip(words, logits, probabilities, strict=True):
    print(f"{word:5} logit {logit:5.2f}   probability {probability:.2f}")
print(f"sum {probabilities.sum():.2f}")

# %% [markdown]
# The **full softmax loss** of an example is $-\log P(\text{label})$. It is near 0 if
# the model was sure of the label, and large if it was sure of another word:

# %% tags=["experiment"]
for word, probability in zip(words, probabilities, strict=True):
    print(f"label {word:5} loss {-np.log(probability):.2f}")

# %% [markdown]
# Take the logarithm of the formula: $-\log P(\text{label}) = \log \sum_v e^{\,s_v} -
# s_\text{label}$. Be careful with the sum, as $e^{1000}$ does not fit a float. Add the
# same number to all scores and no probability changes, as it cancels in the fraction.
# So subtract the largest score first; `np.logaddexp.reduce` does all this for you, for
# all scores of a list (for a table of logits, `axis=1` gives one number per row).
#
# The label's score is one column per row of that table. `logits[labels]` would pick
# whole *rows*; give NumPy two lists, as in lesson 04:
# `logits[np.arange(len(labels)), labels]`.

# %% tags=["experiment"]
large = np.array([1000.0, 999.0, -1000.0])
with np.errstate(all="ignore"):
    print("as it stands:  ", np.log(np.exp(large).sum()))
print("largest out:   ", large.max() + np.log(np.exp(large - large.max()).sum()))
print("logaddexp:     ", np.logaddexp.reduce(large))

# %% exercise="05.full_softmax_loss"
def full_softmax_loss(weights, bias, labels, inputs):
    """Softmax loss over all V words, for each example.

    weights (V, D), bias (V,), labels (B,) ids, inputs (B, D).
    Returns (B,).
    """
    ### BEGIN SOLUTION
    logits = inputs @ weights.T + bias  # (B, V)
    log_of_sum = np.logaddexp.reduce(logits, axis=1)  # (B,)
    return log_of_sum - logits[np.arange(len(labels)), labels]
    ### END SOLUTION

# %% [markdown]
# You may meet the claim that Keras' `sparse_categorical_crossentropy` does negative
# sampling implicitly. Let us compare it with your function:

# %% tags=["experiment"]
rng = np.random.default_rng(0)
weights, bias = rng.normal(0, 0.5, (1000, 8)), rng.normal(0, 0.5, 1000)
labels, inputs = np.array([7, 42, 123, 999]), rng.normal(size=(4, 8))
keras = tf.keras.losses.sparse_categorical_crossentropy(
    labels, inputs @ weights.T + bias, from_logits=True
)
print("Keras:", np.round(keras, 4))
print("yours:", np.round(full_softmax_loss(weights, bias, labels, inputs), 4))

# %% [markdown]
# It is the full softmax loss: all 1000 logits went in, and nothing was sampled.
# *Sparse* only means that a label is given as an id and not as a one-hot row.

# %% [markdown]
# ## A choice among a few
#
# **Sampled softmax** lets the label compete with $K$ negatives instead of with all other
# words. One writes $O(V)$ for work that grows in proportion to $V$. The full softmax costs
# $O(V)$ per example. Sampled softmax and NCE cost $O(K)$: the same work, however large
# the vocabulary is.
#
# So much for counting. What does a clock say about a training step (lesson 03)?

# %% tags=["experiment"]
K = 20
sizes = (1_000, 5_000, 20_000, 50_000, 200_000, 500_000)  # of the vocabulary

# %% [markdown] prediction="05.step_time"

# %% tags=["experiment"]
def full_softmax(weights, bias, labels, inputs):
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels[:, 0], logits)

def sampled_softmax(weights, bias, labels, inputs):
    V = weights.shape[0]
    return tf.nn.sampled_softmax_loss(weights, bias, labels, inputs, K, V)

def nce(weights, bias, labels, inputs):
    V = weights.shape[0]
    return tf.nn.nce_loss(weights, bias, labels, inputs, K, V)

def move(table, gradient, rate=0.01):
    if isinstance(gradient, tf.IndexedSlices):  # the gradient names its rows
        table.scatter_sub(tf.IndexedSlices(rate * gradient.values, gradient.indices))
    else:
        table.assign_sub(rate * gradient)

# %% [markdown]
# `move` matters: rows whose gradient is zero need not be touched. Below, a step trains 32
# examples with vectors of length 32. `tf.function` translates the step into a faster form
# at its first call, so the first calls don't count; of the others we take the median.

# %% tags=["experiment"]
def training_step(loss, V):
    rng = np.random.default_rng(0)
    weights = tf.Variable(rng.normal(0, 0.1, (V, 32)), dtype=tf.float32)
    tables = weights, tf.Variable(tf.zeros(V))  # the second is the bias
    inputs = tf.constant(rng.normal(size=(32, 32)), tf.float32)
    labels = tf.constant(rng.integers(0, V, (32, 1)))

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            mean = tf.reduce_mean(loss(*tables, labels, inputs))
        gradients = tape.gradient(mean, tables)
        for table, gradient in zip(tables, gradients, strict=True):
            move(table, gradient)
        return mean
    return step

# %% tags=["experiment"]
def milliseconds(step):
    step(), step()  # these don't count
    times = []
    while len(times) < 9 or sum(times) < 250:
        start = time.perf_counter()
        float(step())
        times.append(1000 * (time.perf_counter() - start))
    return np.median(times)

losses = {
    "full softmax": full_softmax, "sampled softmax": sampled_softmax, "NCE": nce,
}
measured = {
    name: [milliseconds(training_step(loss, V)) for V in sizes]
    for name, loss in losses.items()
}

# %% tags=["experiment"]
figure, axes = new_figure(width=6.5, height=3.4)
styles = ("o-", "vermilion"), ("s--", "blue"), ("^:", "green")
for (name, times), (style, colour) in zip(measured.items(), styles, strict=True):
    axes.loglog(sizes, times, style, color=PALETTE[colour], label=name)
axes.set(xlabel="words in the vocabulary, V", ylabel="ms a step", ylim=(0.1, None))
axes.set_xticks(sizes, [f"{V // 1000}k" for V in sizes])
axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
axes.minorticks_off()
axes.legend()
show(
    figure,
    "Time of one training step against the size of the vocabulary, log axes. The line "
    "of the full softmax rises steeply; those of sampled softmax and NCE stay low and "
    "almost flat.",
)

# %% tags=["experiment"]
at = sizes.index(50_000)
times = measured["full softmax"][at], measured["sampled softmax"][at]
print(f"V = 50,000 on this machine: full {times[0]:.1f} ms, sampled {times[1]:.1f} ms,")
print(f"so a sampled step is {times[0] / times[1]:.0f} times as fast")
for name, times in measured.items():
    print(f"from V = 1,000 to 500,000: {name} {times[-1] / times[0]:.1f} times as long")

# %% [markdown]
# "More than ten times faster" is often quoted. Such a number belongs to one machine and
# one vocabulary: the time of the full softmax grows roughly in proportion to $V$, with
# bumps from threads and caches; the other hardly grows. So their ratio can be made as
# large as you like. (At small $V$, both lines show the fixed price of a step.)

# %% [markdown]
# ## How often is a word drawn?
#
# A sum over 20 negatives is much smaller than one over 1000 words. Nor is it a fair
# picture of it in small, as the noise distribution $Q$ likes frequent words. The
# remedy: a word that is drawn rarely must stand for the many times when it was not
# drawn. Divide each term by the word's **expected count**, which is how often we expect
# it among the negatives ($k\,Q$ if words may repeat).

# %% tags=["experiment"]
scores = bias + weights @ inputs[0]  # of our 1000 words
Q = log_uniform_probability(np.arange(1000), 1000)
draws = rng.choice(1000, (20_000, 20), p=Q)  # 20 negatives, drawn 20,000 times
terms = np.exp(scores)
divided = (terms / (20 * Q))[draws].sum(axis=1)
print(f"sum over all words:                 {terms.sum():6.0f}")
print(f"20 words, if all were as likely:    {20 * terms.mean():6.0f}")
print(f"20 words drawn from Q, on average:  {terms[draws].sum(axis=1).mean():6.0f}")
print(f"the same, divided by their counts:  {divided.mean():6.0f}")
print(f"  half of the draws are below:      {np.median(divided):6.0f}")

# %% [markdown]
# Words that are all as likely would give 78. Drawn from $Q$ they give 51, as the
# frequent words happen to have low scores here. Divided by their counts they give the
# whole sum, but *on average* only: even the mean of 20,000 draws is not exact. Most single
# draws lie well below the whole sum, and a few, with a rare word of high score, far above
# it. We shall meet this again.

# %% [markdown]
# To divide $e^{\,s}$ by the count is to subtract the log of the count from the logit
# $s$. This is the **log-Q correction**, and the label gets it, too.
#
# Why the label, too? Suppose you see only the candidates, and must say which one was put
# there as the label. Let $p(c)$ be the probability that word $c$ is the label. It is
# expected $k\,Q(c)$ times among the noise. So the odds that it stands there as the label,
# and not as noise, are $p(c) / (k\,Q(c))$ (with 0.4 and 0.25, 1.6 to 1): a word that is
# often drawn is a weak suspect.
# A model with $s_c = \log p(c)$ gives these odds if $\log(k\,Q(c))$ is subtracted for
# *every* candidate.

# %% [markdown]
# ## When the label is drawn as a negative
#
# Such an **accidental hit** would make the same word right and wrong at once. If it
# stays, the label gets at most half of the probability. You may meet the claim that hits
# are always removed. Let us run it, with a label that is among three negatives:

# %% tags=["experiment"]
model = [tf.constant(array) for array in (weights, bias, [[7]], inputs[:1])]
# Expected counts that are all 1, so that log 1 = 0 is subtracted:
ones = tf.ones((1, 1), tf.float64), tf.ones(3, tf.float64)
negatives = tf.constant([7, 3, 5])  # the label, and two other words
for name in ("nce_loss", "sampled_softmax_loss"):
    for remove in ("default", True, False):
        flag = {} if remove == "default" else {"remove_accidental_hits": remove}
        loss = getattr(tf.nn, name)
        value = loss(*model, 3, 1000, sampled_values=(negatives, *ones), **flag)
        print(f"{name:20}  remove_accidental_hits {remove!s:7}  {float(value[0]):.3f}")

# %% [markdown]
# The defaults differ: `nce_loss` keeps hits, `sampled_softmax_loss` removes them. Your
# function can do both; like `sampled_softmax_loss`, it removes them by default. A candidate leaves the choice if its
# logit is $-\infty$ (`-np.inf`), as $e^{-\infty} = 0$.

# %% exercise="05.sampled_softmax_loss"
def sampled_softmax_loss(
    weights, bias, labels, inputs, sampled, true_expected, sampled_expected,
    remove_accidental_hits=True,
):
    """Softmax loss of the label among itself and K negatives, for each example.

    weights (V, D), bias (V,), labels (B,) ids, inputs (B, D), sampled (K,) ids,
    true_expected (B,), sampled_expected (K,): expected counts.
    Returns (B,).
    """
    ### BEGIN SOLUTION
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]  # (B,)
    positive = positive - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled]  # (B, K)
    negative = negative - np.log(sampled_expected)
    if remove_accidental_hits:
        hits = labels[:, np.newaxis] == sampled  # (B, K)
        negative = np.where(hits, -np.inf, negative)
    logits = np.column_stack([positive, negative])  # (B, 1 + K)
    return np.logaddexp.reduce(logits, axis=1) - positive
    ### END SOLUTION

# %% [markdown]
# Does it agree with TensorFlow? Draw candidates once, and give the same ones to both.

# %% tags=["experiment"]
ids = tf.constant(labels[:, np.newaxis])  # (B, 1)
sampled, *counts = tf.random.log_uniform_candidate_sampler(
    ids, num_true=1, num_sampled=20, unique=True, range_max=1000, seed=1
)
true_count, sampled_count = (tf.cast(count, tf.float64) for count in counts)
theirs = tf.nn.sampled_softmax_loss(
    weights, bias, ids, inputs, 20, 1000,
    sampled_values=(sampled, true_count, sampled_count),
)
yours = sampled_softmax_loss(
    weights, bias, labels, inputs,
    sampled.numpy(), true_count[:, 0].numpy(), sampled_count.numpy(),
)
print("largest difference:", np.abs(np.asarray(theirs) - np.asarray(yours)).max())

# %% [markdown]
# ## Three losses that get mixed up
#
# Some tutorials take the five raw logits of one true word and four negatives, put a
# softmax over them, and call that "the negative sampling loss". Is it?

# %% tags=["experiment"]
four = np.array([3, 14, 159, 265])  # the negatives
positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]  # (B,)
negative = inputs @ weights[four].T + bias[four]  # (B, K)
five = np.column_stack([positive, negative])  # column 0: the label
ones = np.ones(4)  # log 1 = 0
uncorrected = sampled_softmax_loss(weights, bias, labels, inputs, four, ones, ones)
softmax = tf.nn.sparse_softmax_cross_entropy_with_logits
for name, loss in (
    ("softmax over 1 + K", softmax([0, 0, 0, 0], five)),
    ("negative sampling", negative_sampling_loss(positive, negative)),
    ("sampled softmax, no correction", uncorrected),
):
    print(f"{name:31}", np.round(loss, 3))

# %% [markdown]
# It is sampled softmax without its correction. Nor are sampled softmax and negative
# sampling two names of one thing: one is a *choice* among 1 + K words, the other is 1 +
# K *yes/no* questions. Add 5 to every logit, and see which of the two notices:

# %% tags=["experiment"]
for shift in (0, 5):
    choice = softmax([0, 0, 0, 0], five + shift)
    questions = negative_sampling_loss(positive + shift, negative + shift)
    print(f"logits + {shift}: one choice {np.mean(choice):.3f}, "
          f"yes/no questions {np.mean(questions):6.3f}")

# %% [markdown]
# A choice only compares scores. A yes/no question needs to know where *yes* begins, so
# the height of the scores counts.

# %% [markdown]
# ## Is the sampled loss the full loss?
#
# To judge a loss we must know the truth exactly. So we take a smaller question than
# skip-gram's: which word follows *the* in our story? In 1000 sentences there are 14 of
# them. Their shares $p$ are what a model should learn; the log-uniform noise $Q$ likes the
# same words.

# %% tags=["experiment"]
pairs = [pair for sentence in story(1000) for pair in pairwise(sentence)]
names, counts = np.unique([b for a, b in pairs if a == "the"], return_counts=True)
by_count = np.argsort(-counts, kind="stable")  # frequent words first
names, p = names[by_count], counts[by_count] / counts.sum()
V = len(names)
Q = log_uniform_probability(np.arange(V), V)
for start in range(0, V, 7):
    print("      ", *(f"{name:>6}" for name in names[start : start + 7]))
    print("truth p", *(f"{share:6.3f}" for share in p[start : start + 7]))
    print("noise Q", *(f"{share:6.3f}" for share in Q[start : start + 7]))

# %% [markdown]
# A model that knows nothing gives all words the score 0. Its full softmax loss is
# $\log 14 = 2.64$. What is its sampled one, with $k$ *different* negatives?

# %% [markdown] prediction="05.value_of_the_loss"

# %% [markdown]
# `draw` tries many times which words are among the $k$ negatives. How often a word was
# there, on average, is its expected count.

# %% tags=["experiment"]
def draw(k, draws=200):
    """True where a word is among the k negatives, (draws, V)."""
    drawn = np.zeros((draws, V), dtype=bool)
    rng = np.random.default_rng(k)  # w2vlib also takes a generator in place of a seed
    for row in drawn:
        row[sample_candidates(Q, k, rng, unique=True)] = True
    return drawn

# %% tags=["experiment"]
# You need not read this cell: it computes the points of the figure below.
def mean_value(scores, k, corrected):
    """Your sampled softmax loss, averaged over draws and over labels drawn from p."""
    drawn, zeros, labels = draw(k), np.zeros((V, 1)), np.arange(V)
    count = drawn.mean(axis=0) if corrected else np.ones(V)
    different, times = np.unique(drawn, axis=0, return_counts=True)  # each set once
    losses = [
        sampled_softmax_loss(zeros, scores, labels, zeros, ids, count, count[ids])
        for ids in map(np.flatnonzero, different)
    ]
    return np.average(np.array(losses), axis=0, weights=times) @ p

# %% tags=["experiment"]
ks = (1, 2, 3, 5, 8, 11, 14)
values, plain = (
    [mean_value(np.zeros(V), k, corrected) for k in ks] for corrected in (True, False)
)
figure, axes = new_figure(width=6)
axes.axhline(np.log(V), color="black", label="full softmax")
axes.plot(ks, values, "o-", color=PALETTE["blue"], label="sampled, with correction")
axes.plot(ks, plain, "s--", color=PALETTE["vermilion"], label="sampled, without it")
axes.set(xlabel="negatives k", ylabel="loss (nats)", xticks=ks, ylim=(0, None))
axes.legend(loc="lower right")
show(
    figure,
    "Loss against the number of negatives. The full softmax loss is level at 2.64. The "
    "sampled losses start near 0.7 and reach it only at 14, the corrected one higher.",
)

# %% [markdown]
# The correction lifts the value only a little: it lies below the full one until all 14
# words are drawn. Why? Compare the two losses of a label $y$. Here $c_v$ is the expected
# count of a word $v$, and the second sum runs over the negatives, without a hit:

# %% [markdown]
# $$\begin{aligned}
# \text{full} &= \log\Big(e^{\,s_y} + \sum_{v \ne y} e^{\,s_v}\Big) - s_y \\
# \text{sampled} &= \log\Big(e^{\,s_y} + c_y \sum_v e^{\,s_v} / c_v\Big) - s_y
# \end{aligned}$$
#
# On average the two sums are equal; that is what the counts are for. But the second one
# is multiplied by $c_y$, and this is below 1 if the negatives all differ. Besides, it
# varies from draw to draw, and the log of a number that varies is lower, on average,
# than the log of its average. (If words may repeat, $c_y$ can be well above 1, and then
# the value even lies above the full one.)

# %% [markdown]
# Either way the value is no estimate of the full softmax loss, and says little about how
# good a model is. What *is* the correction for, then?

# %% [markdown]
# ## What the correction is for
#
# Training uses the gradient, not the value, so compare gradients.

# %% [markdown] prediction="05.without_correction"

# %% [markdown]
# `mean_loss` is the same average as above, written for TensorFlow: for each draw and
# each label, the candidates are the negatives and the label itself. (A label that was
# drawn is there only once: its hit is removed.) `gradient` is its gradient.

# %% tags=["experiment"]
# You need not read this cell: the text above says what it computes.
def mean_loss(scores, drawn, count):
    logits = scores - tf.math.log(count)  # (V,)
    candidates = drawn[:, tf.newaxis] | np.eye(V, dtype=bool)
    kept = tf.where(candidates, logits, -np.inf)  # (draws, label, V)
    log_of_sum = tf.reduce_mean(tf.reduce_logsumexp(kept, axis=2), axis=0)  # (label,)
    return tf.reduce_sum(p * (log_of_sum - logits))

@tf.function
def gradient(scores, drawn, count):
    with tf.GradientTape() as tape:
        tape.watch(scores)
        loss = mean_loss(scores, drawn, count)
    return tape.gradient(loss, scores)

# %% tags=["experiment"]
start, drawn = tf.zeros(V, tf.float64), draw(2, draws=500)
everything, ones = np.ones((1, V), dtype=bool), np.ones(V)
steps = {
    "full softmax": -gradient(start, everything, ones).numpy(),
    "2 negatives, corrected": -gradient(start, drawn, drawn.mean(axis=0)).numpy(),
    "2 negatives, not corrected": -gradient(start, drawn, ones).numpy(),
}

# %% tags=["experiment"]
figure, panels = new_figure(columns=3, width=9, height=3.2, sharex=True)
colours = "black", "blue", "vermilion"
for axes, title, colour in zip(panels, steps, colours, strict=True):
    axes.barh(names, steps[title], color=PALETTE[colour])
    axes.set(title=title, xlabel="push on the score")
    axes.invert_yaxis()
show(
    figure,
    "Three charts with a horizontal bar for each of 14 words. Full softmax: long bars "
    "to the right for dog and cook, a shorter one for bowl, tiny ones for cat and "
    "girl, and bars to the left for all others. Corrected: most bars point the same "
    "way and are shorter, but boy's is longer, and those of cat and girl point to the "
    "left. Not corrected: short bars to both sides; the longest is dog's, to the "
    "left.",
)

# %% [markdown]
# All scores are still 0 here; the bars show where the first step pushes them. The
# corrected loss pushes *dog* and *cook* up and the rare words down, as the full one
# does, only less far. It is not the same step: *boy* is pushed down harder than by the
# full loss, and *cat* and *girl* go down instead of up.
#
# Without the correction the noise decides, and the push has about the sign of $p - Q$.
# *dog* ($p$ 0.19, $Q$ 0.26) is drawn as a negative so often that it is pushed *down*;
# *cook* (0.18 and 0.15) is the label more often than noise, and goes up.

# %% [markdown]
# ## Where does training end?
#
# Follow the steps to the lowest point of the loss, for several $k$. Then compare the
# probabilities learned, $r$, with the truth $p$. The usual measure is the
# **Kullback-Leibler divergence** $\sum_c p(c) \log \frac{p(c)}{r(c)}$: how many nats
# more a full softmax loss costs with $r$ than with $p$. It is 0 only if the two are
# equal.

# %% tags=["experiment"]
def learn(drawn, count, steps=60):
    scores = tf.zeros(V, tf.float64)
    for _ in range(steps):
        scores -= gradient(scores, drawn, count) / p  # rare words take larger steps
    return tf.nn.softmax(scores).numpy()

def divergence(learned):
    return np.sum(p * np.log(p / learned))

ks = (1, 2, 3, 5, 8, 11, 14)
learned = {}
for k in ks:
    drawn = draw(k, draws=1000)
    learned[k] = learn(drawn, drawn.mean(axis=0)), learn(drawn, np.ones(V))

# %% tags=["experiment"]
figure, axes = new_figure(width=6)
for index, style, colour, label in (
    (0, "o-", "blue", "with the correction"), (1, "s--", "vermilion", "without it"),
):
    values = [divergence(learned[k][index]) for k in ks]
    axes.plot(ks, values, style, color=PALETTE[colour], label=label)
axes.set(xlabel="negatives k", ylabel="divergence from the truth (nats)", xticks=ks)
axes.legend()
show(
    figure,
    "Divergence against the number of negatives. With the correction it lies at 0 "
    "throughout. Without, it falls from 0.28 at one negative through 0.12 at five to 0 "
    "at fourteen.",
)

# %% [markdown]
# With the correction the lowest point of the sampled loss is almost the truth, even
# with one negative. Without it, each further negative helps, but only with all 14 words
# is the truth learned. So the correction mends *what is learned*, though not the value
# of the loss. Look at the probabilities themselves (in Jupyter you can choose other
# numbers of negatives below the figure):

# %% tags=["experiment"]
def compare(k):
    figure, axes = new_figure(width=8, height=2.6)
    for index, label in enumerate(("truth", "with correction", "without it")):
        values, look = (p, *learned[k])[index], hatched(*colours)[index]
        axes.bar(np.arange(V) + 0.27 * index, values, 0.25, label=label, **look)
    axes.set(title=f"{k} negatives", ylabel="probability", ylim=(0, 0.25))
    axes.set_xticks(np.arange(V) + 0.27, names)
    axes.legend()
    show(
        figure,
        f"Three bars for each of 14 words, {k} negatives. Truth and corrected bars "
        "fall from dog to bear; without correction, few negatives give level bars.",
    )

compare(2)
sliders(compare, k=list(ks))

# %% [markdown]
# With two negatives and no correction, the model believes that all words are about
# equally likely. It has not learned which words are frequent. Why? With few negatives,
# uncorrected scores end near $\log p - \log Q$, as those of negative sampling do (lesson
# 04). Here $Q$ is almost $p$, so this difference is almost the same for every word.

# %% [markdown]
# ## Which rows learn?
#
# Back to the output table. In a training step a row changes only if its gradient is not
# zero, and it has a gradient only if its score stands in the loss. Predict how many
# rows that are, as a function. TensorFlow will check it after that.

# %% exercise="05.rows_with_gradient"
def rows_with_gradient(loss_name: str, vocabulary_size: int, num_sampled: int) -> int:
    """How many rows of `weights` get a gradient from one example.

    loss_name: "full_softmax", "sampled_softmax" or "nce".
    Raises ValueError for any other name.
    """
    ### BEGIN SOLUTION
    if loss_name == "full_softmax":
        return vocabulary_size
    if loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled
    raise ValueError(f"unknown loss {loss_name!r}")
    ### END SOLUTION

# %% tags=["experiment"]
table, offsets = tf.Variable(weights), tf.Variable(bias)  # 1000 words
example, label = tf.constant(inputs[:1]), np.array([[7]])
given = tf.constant([3, 14, 15, 9, 26]), np.ones((1, 1)), np.ones(5)  # five negatives

def keras_loss():
    scores = tf.matmul(example, table, transpose_b=True) + offsets
    loss = tf.keras.losses.sparse_categorical_crossentropy
    return loss(label[0], scores, from_logits=True)

def sampled_loss(function):
    return function(table, offsets, label, example, 5, 1000, sampled_values=given)

def rows_that_learn(loss):
    with tf.GradientTape() as tape:
        value = loss()
    gradient = tf.convert_to_tensor(tape.gradient(value, table))  # (V, D)
    return np.count_nonzero(np.any(gradient != 0, axis=1))

# %% tags=["experiment"]
for name, loss in (
    ("full_softmax", keras_loss),
    ("sampled_softmax", lambda: sampled_loss(tf.nn.sampled_softmax_loss)),
    ("nce", lambda: sampled_loss(tf.nn.nce_loss)),
):
    predicted = rows_with_gradient(name, 1000, 5)
    counted = rows_that_learn(loss)
    print(f"{name:16} TensorFlow: {counted:4} rows   yours: {predicted:4}")

# %% [markdown]
# That settles the belief from the beginning. With `sparse_categorical_crossentropy` all
# 1000 rows learn from one example: the label's row is pulled towards the example's
# vector, all others are pushed away. There is no negative sampling in it, not even
# implicitly.

# %% [markdown]
# ## A loss to validate with
#
# To compare models, ask them all the same question, without sampling: the full softmax
# loss on examples that were held out (kept apart from training). Its scores must
# estimate $\log p$, up to a constant that the softmax cancels. Those of sampled softmax
# and NCE do. Those of negative sampling estimate $\log p - \log(k\,Q)$, so **add
# $\log(k\,Q)$ back** first. Here are its best scores for our 14 words:

# %% tags=["experiment"]
def full_value(scores):
    zeros = np.zeros((V, 1))
    return p @ np.asarray(full_softmax_loss(zeros, scores, np.arange(V), zeros))

for k in (1, 5, 25):
    scores = np.log(p) - np.log(k * Q)
    print(f"negative sampling, k = {k:2}: as they are {full_value(scores):.3f}, "
          f"with log(kQ) {full_value(scores + np.log(k * Q)):.3f}")
print(f"NCE, sampled softmax:                         {full_value(np.log(p)):.3f}")

# %% [markdown]
# All of them have learned the truth as well as one can, and with $\log(k\,Q)$ added the
# loss says so. No scores can go below this value. (Adding the same number to all scores
# would change nothing, so it is $Q$ that matters here, not $k$.) The full *sigmoid*
# loss of lesson 04 still has its place: where several classes may be true at once.

# %% exercise="05.choose_loss"
choose_loss = {
    "answers": None,
    "language": None,
    "vectors": None,
    "tags": None,
}
### BEGIN SOLUTION
choose_loss = {
    "answers": "full",
    "language": "sampled-full",
    "vectors": "softmax",
    "tags": "nce-sigmoid",
}
### END SOLUTION

# %% [markdown]
# ## Summary
#
# - The full softmax lets all V words compete. One step costs $O(V)$, and every row
#   learns.
# - Sampled softmax lets the label compete with K negatives. One step costs $O(K)$, as
#   with NCE, and 1 + K rows learn from an example.
# - Its correction, $s_c - \log(\text{expected count})$, makes the *scores* right that
#   training ends with. The loss's *value* is another one than the full loss's: lower on
#   average, if the negatives differ.
# - Train with a sampled loss where V is large, and validate without sampling. Where one
#   word is right, take the full softmax loss; after negative sampling, add
#   $\log(k\,Q)$ to the scores first. Where several may be right, take the full sigmoid
#   loss.

# %% [markdown]
# **What could go wrong**
#
# - `np.log(np.exp(logits).sum())` overflows: use `np.logaddexp.reduce` or
#   `tf.reduce_logsumexp`.
# - Keras needs `from_logits=True`, else it takes your logits for probabilities.
# - `sampled_softmax_loss` removes accidental hits by default, `nce_loss` keeps them.
# - A softmax over 1 + K raw logits is neither negative sampling nor corrected.
# - The sampled loss fell after you chose a smaller K: that means nothing.

# %% [markdown]
# **Where it comes from.** A softmax over all words, for word vectors: Bengio, Ducharme,
# Vincent and Jauvin (2003). Training with a few sampled words: Bengio and Senécal (2003,
# 2008). Sampled softmax for very large vocabularies: Jean, Cho, Memisevic and Bengio
# (2015). The form with the log of the expected count subtracted from the label's score,
# too: the note on candidate sampling in TensorFlow's documentation.
#
# Next: *06-subsampling*, which looks at the words that are far too frequent.
