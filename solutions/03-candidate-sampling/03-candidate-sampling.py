# %% [markdown]
# # Candidate sampling
#
# **To learn which words go together, a model must also see words that do not. Which
# ones should it be shown, and how often will each of them come?**
#
# After this lesson you can choose a noise distribution, draw from it, say how often to
# expect each word, and tell what TensorFlow's samplers do and what they don't. It takes
# about 90 minutes.

# %%
import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from grader_tests import guess
from w2vlib import build_vocabulary
from w2vlib.corpora.story import story
from w2vlib.plots import PALETTE, new_figure, show

# %% [markdown]
# ## Why show wrong words?
#
# In lesson 02 the softmax divided by a sum over all $V$ words. That sum is what costs:
# for each single target, every word must be scored. So we drop the softmax and ask for
# less: does *this* context word belong to *this* target, yes or no? Each pair is now
# scored on its own.
#
# But the pairs of lesson 02 are all true: *growl* did stand near *dog*. A model that
# only meets pairs with the answer *yes* has an easy way out: call *every* pair likely,
# and never be wrong. So we mix in words drawn at random, the **negatives**, and let the
# model tell the true context word from them.

# %%
sentences = story(2000)
tokens = [word for sentence in sentences for word in sentence]
words = build_vocabulary(tokens)  # by falling count
id_of = {word: i for i, word in enumerate(words)}
counts = np.bincount([id_of[word] for word in tokens])  # (V,)

rng = np.random.default_rng(2)
negatives = [words[i] for i in rng.choice(len(words), 5, p=counts / counts.sum())]
print("target: growl   true context: dog   negatives:", ", ".join(negatives))

# %% [markdown]
# A negative need not be *wrong*. Here chance drew *dog*, the true word itself! It is
# just noise, and on average noise fits worse than truth.
#
# The distribution that negatives are drawn from is the **noise distribution** $Q$: a
# probability for each of the $V$ words. How should it look? First, the names that this
# and the next two lessons use; several of them mean the same:

# %% [markdown]
# |name|what it is|
# |---|---|
# |target|the word that is given; its vector is $x$|
# |label, true class, context word, positive|the word that did stand near it|
# |negative, candidate, sampled class|a word drawn from the noise|
# |class|any word that can be chosen, in TensorFlow's terms|
# |score|$w \cdot x + b$: how well a word fits the target; $w$ and $b$ are the word's own|
# |logit|what goes into a softmax or sigmoid: the score, or the score less something|
# |example|a target with its label|
# |batch|examples trained together, $B$ of them|
# |$k$|the number of negatives; `num_sampled` or `K` in code|

# %% [markdown]
# ## Log-uniform: noise without counting
#
# Number the words from the most to the least frequent. In most texts the second word is
# about half as frequent as the first, the third a third, and so on (Zipf's law). So the
# id alone says roughly how frequent a word is. The **log-uniform** distribution uses
# that:
#
# $$Q(\text{id}) = \frac{\log(\text{id} + 2) - \log(\text{id} + 1)}{\log(\text{range\_max} + 1)}$$
#
# Here `range_max` is the number of ids, our $V$.

# %% [markdown]
# Picture a ruler from $\log 1$ to $\log(\text{range\_max} + 1)$ with marks at the
# logarithms of all whole numbers. The marks come closer and closer. Throw a dart at the
# ruler: each id owns one gap, and its probability is the length of the gap over the
# length of the ruler. Here is the ruler for ten ids:

# %%
marks = np.log(np.arange(1, 12))
figure, axes = new_figure(width=6.5, height=1.1)
look = {"color": PALETTE["sky"], "edgecolor": "white", "lw": 2}
axes.barh(0, np.diff(marks), left=marks[:-1], **look)
for i, middle in enumerate((marks[:-1] + marks[1:]) / 2):
    axes.text(middle, 0, f"id {i}" if i < 4 else i, ha="center", va="center")
axes.set_xticks(marks, ["1\nlog 1 = 0", *range(2, 11), "11\nlog 11 = 2.40"])
axes.set(yticks=[], xlim=(0, marks[-1]), xlabel="the number n, at the place log n")
show(
    figure,
    "A ruler from log 1 = 0 to log 11 = 2.40 with marks for 1 to 11, closer and "
    "closer, and ten gaps: id 0 has 0.29 of the ruler, id 1 has 0.17, and id 9, the "
    "last, 0.04.",
)

# %% exercise="03.log_uniform_probability"
def log_uniform_probability(ids, range_max):
    """Probability of each id under log-uniform sampling.

    ids: (n,) whole numbers from 0 to range_max - 1.
    Returns (n,) float64.
    """
    ### BEGIN SOLUTION
    ids = np.asarray(ids, dtype=np.float64)
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)
    ### END SOLUTION

# %% [markdown]
# Why float64? Around id 100,000 the two logarithms agree in almost all digits. float32
# keeps about seven digits of each, and after the subtraction hardly one is left:

# %%
exact = log_uniform_probability(np.array([100_000]), 1_000_000)[0]
i = np.float32(100_000)
steps = np.log(i + np.float32(2)) - np.log(i + np.float32(1))
rough = steps / np.log(np.float32(1_000_001))
print(f"float64: {exact:.4e}   float32: {rough:.4e}   off by {rough / exact - 1:.1%}")

# %% [markdown]
# ## The ids must be sorted
#
# Log-uniform noise never looks at a count. It trusts that id 0 is the most frequent
# word. What if the words are numbered by the alphabet instead? (Here are the likeliest
# words in both cases.)

# %%
Q = np.asarray(log_uniform_probability(np.arange(len(words)), len(words)))  # (V,)
for name, order in (("by count", words), ("by letter", sorted(words))):
    shown = [f"{word} {q:.0%} ({counts[id_of[word]]} times)"
             for word, q in zip(order[:4], Q, strict=False)]
    print(f"{name:9}: {', '.join(shown)}; the {Q[order.index('the')]:.1%}")

# %% [markdown]
# By the alphabet, *are* and *at* would be drawn far more often than *the*. Nothing
# fails and nothing warns; the noise just doesn't fit. `tf.nn.nce_loss` and
# `tf.nn.sampled_softmax_loss` use log-uniform noise unless you say otherwise. So sort
# your vocabulary, or bring your own candidates.

# %% [markdown]
# There is a second trap. In many programs id 0 is not a word but **padding** (lesson 02),
# and id 1 stands for all unknown words.

# %% [markdown] prediction="03.padding_share"

# %%
tf.random.set_seed(0)  # so that the draw can be repeated
any_label = tf.zeros((1, 1), tf.int64)  # a sampler asks for labels; what for, see below
drawn, _, _ = tf.random.log_uniform_candidate_sampler(
    any_label, num_true=1, num_sampled=100_000, unique=False, range_max=4096
)
for i, meaning in enumerate(("padding", "unknown")):
    p = log_uniform_probability(np.array([i]), 4096)[0]
    print(f"id {i} ({meaning}): {np.mean(drawn == i):.1%} drawn; formula {p:.1%}")

# %% [markdown]
# More than an eighth of all negatives have one of these two ids. Every padding negative
# is wasted: the model learns that padding does not fit, which it could never meet as a
# context. *Unknown* does occur in the text, but id 1 says nothing about how often. Give
# padding probability 0, and unknown the place that its count earns.

# %% [markdown]
# ## The noise of word2vec
#
# If the counts are known, why not use them? Noise that follows the counts exactly
# consists of *the* and its like. The authors of word2vec tried several distributions.
# The counts to the power 0.75 did better than plain counts and than uniform noise:
# frequent words stay frequent, but rare ones get a little more. The number was found by
# trying, not derived.

# %% exercise="03.noise_distribution"
def noise_distribution(counts, power=0.75):
    """Noise distribution of word2vec.

    counts: (V,), none of them 0. power: 1 gives the words' own shares.
    Returns (V,), summing to 1.
    """
    ### BEGIN SOLUTION
    weights = counts**power
    return weights / weights.sum()
    ### END SOLUTION

# %% [markdown]
# You may meet the claim that negatives are drawn *inversely* to frequency, so that rare
# words are learned better. Let us run it. Three words of our story occur just once: *by, dogs,
# sat*. How many of 100 negatives would be *the*, and how many one of these three?

# %%
once = counts == 1  # (V,)
print("power   'the'   words seen once")
for power in (1.0, 0.75, 0.0, -0.75):
    Q = np.asarray(noise_distribution(counts, power))  # yours may be a list or a tensor
    print(f"{power:5}  {100 * Q[0]:6.2f}  {100 * Q[once].sum():6.2f}")

# %% [markdown]
# With a negative power, most of the noise consists of three words that hardly occur. To
# tell a true word from them is easy: it is enough to know which words are rare. That is a
# poor use of the draws; lesson 09 measures what it costs. Noise should look like text.
#
# Here are the distributions, word by word (rank 1 is the most frequent word):

# %%
ranks = np.arange(1, len(words) + 1)
noise = np.asarray(noise_distribution(counts))  # (V,)
plain = np.asarray(noise_distribution(counts, power=1))  # (V,), the words' own shares
Q = np.asarray(log_uniform_probability(ranks - 1, len(words)))  # (V,)

# %%
figure, axes = new_figure(width=6.5)
axes.plot(ranks, Q, color=PALETTE["blue"], label="log-uniform")
axes.plot(ranks, plain, "x", color=PALETTE["green"], ms=4, label="counts")
axes.plot(ranks, noise, "o", color=PALETTE["vermilion"], ms=4, label="counts ** 0.75")
axes.plot(ranks, 0 * ranks + 1 / len(words), "k--", label="uniform")
axes.set(xlabel="rank of the word", ylabel="probability", xscale="log", yscale="log")
axes.legend()
show(
    figure,
    "Probability against rank, logarithmic. Log-uniform falls from 0.17 to 0.004, "
    "almost in a line. Counts to the power 0.75 begin at 0.11, lie below log-uniform "
    "up to rank 12, above it from 13 to 59, and below it at the last three, which "
    "drop to 0.0003. The plain counts begin at 0.19, above log-uniform; they lie "
    "below it up to rank 14, above it from 16 to 57, and drop to 0.0001.",
)

# %% [markdown]
# Log-uniform imitates the plain counts without knowing them. Up to rank 59 it gives
# between 0.5 and 2.2 times a word's own share: *the* has 0.17 in place of 0.19. But the
# last three words, seen just once, get more than 50 times theirs.

# %% [markdown]
# The power 0.75 flattens the counts, and brings *the* down to 0.11. With counts at hand,
# use them. But log-uniform needs no counts, and a draw is quick: take a random number
# from 0 to $\log(\text{range\_max} + 1)$, raise $e$ to it, round down, subtract 1. (That
# is the dart at the ruler.)

# %% [markdown]
# ## Two traps on the way to 0.75
#
# TensorFlow can draw by counts with `fixed_unigram_candidate_sampler`. Its argument
# `unigrams` takes the counts. Does it draw as word2vec does?

# %%
def share_of_the(**options):
    """Share of the most frequent word in 50,000 draws by TensorFlow."""
    drawn, _, _ = tf.random.fixed_unigram_candidate_sampler(
        any_label, 1, 50_000, unique=False, range_max=len(words),
        unigrams=counts.tolist(), **options,
    )
    return float(np.mean(drawn == 0))

tf.random.set_seed(0)
print(f"default:         {share_of_the():.3f}")
print(f"distortion=0.75: {share_of_the(distortion=0.75):.3f}")
for power in (1, 0.75):
    print(f"counts to the power {power}: {noise_distribution(counts, power)[0]:.3f}")

# %% [markdown]
# The power is called `distortion`, and its default is 1. Without it you get the plain
# counts.
#
# The second trap is in a program of your own. A fast way to draw is a long list in
# which each word stands as often as its probability says. To draw, pick a place at
# random. word2vec's C program does so, with 100 million places. Every word gets at
# least one place.

# %%
Q = np.asarray(noise_distribution(counts), np.float64)  # (V,)
for size in (1_000, 100_000):
    places = np.maximum(1, np.round(size * Q))  # (V,)
    ratio = places / places.sum() / Q
    sat = ratio[id_of["sat"]]
    print(f"{size:7,} places: 'the' {ratio[0]:.2f}, 'sat' {sat:.2f} times its share")

# %% [markdown]
# A list that is too short draws rare words too often, since one place is more than
# their share. It does little harm, but then you draw from another $Q$ than the one in your
# formula.

# %% [markdown]
# ## Drawing
#
# Now draw. There are two ways. **With replacement** each draw is on its own, so an id
# may come again. **Unique** means that all ids of a draw differ: draw with replacement,
# but skip what you have already, until there are enough. Note that this changes the
# odds: a frequent word can't come more than once, so the rare ones get more of the
# places.
#
# Chance comes from a generator: `rng = np.random.default_rng(seed)` makes one, and
# `rng.choice` draws from it. Each draw goes on where the last one ended. A new generator
# with the same seed begins anew and draws the same again, so make it once, before any
# loop.

# %% exercise="03.sample_candidates"
def sample_candidates(probabilities, num_sampled, seed, unique):
    """Draw candidates from a noise distribution.

    probabilities: (V,), summing to 1. num_sampled: how many ids.
    seed: a whole number; the same seed gives the same ids. unique: True or False.
    Returns (num_sampled,) ids.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    ids = []
    while len(ids) < num_sampled:
        candidate = rng.choice(len(probabilities), p=probabilities)
        if candidate not in ids:
            ids.append(candidate)
    return np.array(ids)
    ### END SOLUTION

# %%
for unique in (False, True):
    ids = sample_candidates(Q / Q.sum(), 12, seed=3, unique=unique)
    print(f"unique={unique!s:5}:", " ".join(words[i] for i in ids))

# %% [markdown]
# NumPy can draw unique ids in one call, `rng.choice(..., replace=False)`. It takes out an
# id once it is drawn, and shares its probability among the ids that are left. The
# distribution is the same as with skipped repeats.

# %% [markdown]
# ## How a model learns
#
# The **loss** is one number that says how wrong a model was. The **gradient** says, for
# each number of the model's tables, how fast the loss rises if that number grows. A
# **step** moves each number a little *against* its gradient, so that the loss falls. How
# far it goes is set by the **learning rate**. This is **gradient descent**;
# `tf.GradientTape` records a computation to find its gradient.

# %%
w = tf.Variable(1.0)  # a number that training may change
for step in range(4):
    with tf.GradientTape() as tape:
        loss = (w - 3) ** 2  # lowest at w = 3
    slope = tape.gradient(loss, w)
    print(f"w {float(w):.2f}   loss {float(loss):.2f}   gradient {float(slope):.2f}")
    w.assign_sub(0.25 * slope)  # 0.25 is the learning rate

# %% [markdown]
# ## Drawn twice
#
# What does it mean for training if an id is drawn twice? A model looks up one row of
# its table for each candidate. Let us take a table of six rows, ask for the rows 3, 0, 3,
# and add up what we got. The larger a row's gradient is, the harder a step pushes it.

# %% [markdown] prediction="03.drawn_twice"

# %%
table = tf.Variable(tf.zeros([6, 1]))
with tf.GradientTape() as tape:
    picked = tf.gather(table, [3, 0, 3])  # as table[[3, 0, 3]] in NumPy
    total = tf.reduce_sum(picked)
gradient = tape.gradient(total, table)  # only the rows that were picked
push = tf.convert_to_tensor(gradient)  # (6, 1): all rows, repeats added up
for row in range(6):
    print(f"row {row}: {float(push[row, 0]):.0f}")

# %% [markdown]
# Row 3 is pushed twice. With replacement, a word that is drawn twice counts twice, as
# it should: otherwise frequent noise words would get too little. (With unique ids each
# counts once; `tf.nn.nce_loss` draws unique ones by default. What makes up for that,
# lesson 04 shows.)

# %% [markdown]
# ## How often is each word expected?
#
# For the loss of the next lesson we need to know how often each word is *expected*
# among the $k$ candidates. Let $Q$ be its probability in one draw. With replacement it is
# expected $k\,Q$ times, which may be above 1. With unique ids a word comes once or not at
# all. If $k$ different ids were found after $t$ tries (repeats counted), the chance that
# the word was missed in all of them is $(1 - Q)^t$, if we take the tries as given. So the
# chance that it came is about $1 - (1 - Q)^t$.

# %% exercise="03.expected_count"
def expected_count(probability, num_sampled, tries=None):
    """How often each class is expected among the candidates.

    probability: (n,), Q of each class. num_sampled: k.
    tries: None with replacement; else how many draws the k different ids took.
    Returns (n,).
    """
    ### BEGIN SOLUTION
    if tries is None:
        return num_sampled * probability
    return 1 - (1 - probability) ** tries
    ### END SOLUTION

# %% [markdown]
# ## What do the true classes do?
#
# TensorFlow's samplers compute expected counts, too. Each of them also wants the ids of
# the true words, the **true classes**. Why, if it draws noise?

# %% [markdown] prediction="03.true_classes"

# %%
V, k = len(words), 5
sampler = tf.random.log_uniform_candidate_sampler
for label in (0, 50):
    tf.random.set_seed(1)  # the same luck for both
    ids, true_expected, _ = sampler(
        true_classes=[[label]], num_true=1, num_sampled=k, unique=True, range_max=V
    )
    print(f"label {label:2}: {ids.numpy()}, expected {float(true_expected[0, 0]):.3f}")

# %% [markdown]
# With the same luck the same candidates come, whatever the label is. So the noise is
# not "drawn for the target". The label only gets its expected count. Does the sampler at
# least avoid the label?

# %%
hits = sum(0 in sampler([[0]], 1, k, True, V)[0].numpy() for _ in range(1000))
print(f"label 0 is among its own candidates in {hits / 1000:.0%} of 1,000 draws")

# %% [markdown]
# It does not. How to find such cases, the section *Accidental hits* shows.
#
# ## Do the counts come out?
#
# A sampler returns three things: the candidates, the expected counts of the true
# classes, and those of the candidates. To see the counts of *all* words, we pass all
# words as true classes. Draw ten candidates 2,000 times, and compare how often each
# word came with its expected count.

# %%
# You need not read this cell: it counts for the figure below.
def expected_and_drawn(unique, k=10, draws=2000):
    """Mean expected count and mean count of each word, both (V,)."""
    everything = tf.range(V, dtype=tf.int64)[tf.newaxis]  # (1, V)
    expected, drawn = np.zeros(V), np.zeros(V)
    for _ in range(draws):
        # A fixed seed is faster: each call goes on where the last one ended.
        ids, true_expected, _ = sampler(everything, V, k, unique, V, seed=1)
        expected += true_expected[0].numpy() / draws
        drawn += np.bincount(ids, minlength=V) / draws
    return expected, drawn

# %%
tf.random.set_seed(0)
figure, panels = new_figure(columns=2, width=9, sharey=True)
for axes, unique in zip(panels, (False, True), strict=True):
    expected, drawn = expected_and_drawn(unique)
    print(f"unique={unique}: 'the' expected {expected[0]:.2f}, drawn {drawn[0]:.2f}")
    axes.bar(ranks, drawn, color=PALETTE["sky"], label="drawn, mean of 2,000")
    axes.plot(ranks, expected, ".", color=PALETTE["black"], label="expected count")
    axes.set(xlabel="rank of the word", title=f"unique={unique}")
panels[0].set(ylabel="count among 10 candidates")
panels[1].legend()
show(
    figure,
    "Expected counts (dots) and mean counts (bars) by rank. With replacement the dots "
    "lie on the bars. Unique, the first few dots lie above them, the very first most.",
)

# %% [markdown]
# With replacement, dots and bars agree: *the* comes 1.7 times in a draw. Unique, it can't
# come more than once, and the others share what it leaves. There the first dots lie too
# high. (For the curious: our formula is only an estimate, and where ten tries gave ten
# ids, TensorFlow returns $k\,Q$ even with `unique=True`:)

# %%
returned = [float(sampler(any_label, 1, 10, True, V)[1][0, 0]) for _ in range(400)]
Q_of_the = np.asarray(log_uniform_probability(np.array([0]), V))
for name, tries in (("k Q", None), ("10 tries", 10), ("11 tries", 11)):
    formula = expected_count(Q_of_the, 10, tries)[0]
    times = np.isclose(returned, formula).sum()
    print(f"{name:8}: {formula:.3f}, returned {times:3} times of 400")

# %% [markdown]
# ## Accidental hits
#
# When a label turns up among the candidates by chance, it is called an **accidental
# hit**: the same word would be true and noise at once. To find the hits is a step of its
# own, and here you write it. Each example of a batch has its own label; all of them are
# compared with the same list `sampled`.

# %% exercise="03.accidental_hits"
def accidental_hits(labels, sampled):
    """Where is a candidate the true class?

    labels: (B,) ids. sampled: (K,) ids.
    Returns (B, K) bool.
    """
    ### BEGIN SOLUTION
    return labels[:, np.newaxis] == sampled[np.newaxis, :]
    ### END SOLUTION

# %%
labels = np.array([id_of[word] for word in ("dog", "bowl", "ice")])
sampled = np.array([id_of[word] for word in ("bowl", "the", "dog", "pun")])
is_hit = np.asarray(accidental_hits(labels, sampled))  # (B, K)
theirs = tf.nn.compute_accidental_hits(labels[:, np.newaxis], sampled, num_true=1)
print(is_hit.astype(int))
print("TensorFlow: rows", theirs.indices.numpy(), "columns", theirs.ids.numpy())

# %% [markdown]
# `tf.nn.compute_accidental_hits` gives the places of the hits. It is made for unique
# ids: if an id was drawn twice, it tells one of its two places only.

# %% [markdown]
# ## One set for the whole batch
#
# Training goes through the pairs in **batches**: a few dozen or hundred pairs at a
# time, whose pushes are added up. How many negatives does such a batch get?

# %% [markdown] prediction="03.whole_batch"

# %%
batch = rng.choice(V, (64, 1), p=counts / counts.sum())  # one label for each example
tf.random.set_seed(0)
for draw in range(5):
    ids, true_expected, sampled_expected = sampler(
        batch, num_true=1, num_sampled=5, unique=True, range_max=V
    )
    rows = np.asarray(accidental_hits(batch[:, 0], ids.numpy())).any(axis=1)  # (B,)
    print(f"candidates {ids.numpy()}, rows with a hit: {rows.sum():2} of {len(rows)}")
print("expected counts:", true_expected.shape, "and", sampled_expected.shape)

# %% [markdown]
# Five ids, not 320: **one set serves all 64 examples**. Only the rows of these five and
# of the 64 labels must be looked up, and the scores of all examples with the five
# candidates are one product of two matrices.
# In exchange, all examples of the batch share their luck: if *the* (id 0) is drawn, each
# row whose label is *the* has a hit; if not, none of them has.

# %% [markdown]
# word2vec's C program draws five for every single pair instead. Both ways are in use.
# So "five negatives" in one paper may cost and mean something else than in another.

# %% [markdown]
# ## Summary
#
# - Negatives are drawn from a noise distribution $Q$, without a look at target or
#   label.
# - Log-uniform needs ids sorted by falling count; word2vec takes counts to the power
#   0.75.
# - With replacement a word's expected count is $k\,Q$; unique, about $1 - (1 - Q)^t$.
# - TensorFlow draws one set of candidates for each batch.
# - Accidental hits happen, and removing them is a step of its own.

# %% [markdown]
# **What could go wrong**
#
# - Ids in another order: the default noise does not fit, and nothing warns you.
# - Padding at id 0 would be the likeliest negative of all: give it probability 0, and
#   unknown words the place that their count earns.
# - `fixed_unigram_candidate_sampler` without `distortion=0.75` is plain counts.
# - A seed given to a TensorFlow sampler does not repeat its draw within one program;
#   call `tf.random.set_seed` before it.
# - A generator that is made anew in each round of a loop draws the same id each time.

# %% [markdown]
# **Where it comes from.** The power 0.75: Mikolov, Sutskever, Chen, Corrado and Dean
# (2013); the list of places: their C program word2vec. Sampling few of many classes:
# Bengio and Senécal (2003, 2008); Jean, Cho, Memisevic and Bengio (2015). Zipf's law:
# Zipf (1949).

# %% [markdown]
# We have one true word and $k$ noise words, and we know how often each was to be
# expected. How do we make *one number* of them that tells the model how wrong it was?
# And what do the expected counts have to do with it? Next: *04-embedding-loss*.
