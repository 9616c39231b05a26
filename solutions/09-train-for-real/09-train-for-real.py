# %% [markdown]
# # Training for real, and lowering the loss
#
# **You have written every piece. Do they learn, when they are put together?**
#
# After this lesson you can train a model with pieces of your own, test advice by an
# experiment, and tell which numbers may be compared. It takes about 130 minutes. The
# notebook trains more than seventy small models, which takes a few minutes in all.

# %%
import math
import time
from itertools import chain, islice

import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from grader_tests import guess
from w2vlib import DivergedError, Trainer, Vocabulary, sentence_pairs
from w2vlib import keep_probability, noise_distribution  # lessons 06 and 03
from w2vlib.corpora.miniworld import MiniWorld
from w2vlib.evaluation import analogies, similarity
from w2vlib.objectives import negative_sampling_loss  # lesson 04
from w2vlib.plots import PALETTE, bars, new_figure, show, word_map

tf.random.set_seed(9)
tf.get_logger().setLevel("ERROR")  # no advice on so many short trainings

# %% [markdown]
# `V` is the size of the vocabulary, `D` the length of a vector, `K` the number of
# negatives (formulas write $k$) and `B` the number of pairs in a step. A **run** is one
# training with one choice of settings. All that is drawn at random in a run follows from
# its **seed**.

# %% [markdown]
# ## A text whose answers are known
#
# Of real text nobody knows the right vectors. So we begin with `miniworld`, a made-up
# text. Its sentences put a word between words that tell *what* it is (`crown`,
# `throne`: king or queen) and words that tell *which form* of it (`he`, `beard`: the
# male one).

# %%
world = MiniWorld()
for sentence in islice(world.sentences(), 4):
    print(" ".join(sentence))
questions = world.questions()
print(f"{len(questions)} questions, as {' : '.join(questions[30])}")

# %% [markdown]
# Whoever learns both from a word's neighbours knows that *man* is to *woman* as *king* is
# to *queen*. 1056 such **analogies** are planted in the text. A model that knows nothing
# answers hardly any of them, as each has 467 possible answers.

# %% [markdown]
# ## Your three pieces
#
# `w2vlib.Trainer` reads a text, counts its words and lays windows over it. For the rest
# it asks you:
#
# | your function | lesson | the trainer uses it |
# | --- | --- | --- |
# | `keep_probability` | 06 | to drop frequent words, before windows are laid |
# | `noise_distribution` | 03 | to draw the negatives |
# | `negative_sampling_loss` | 04 | to find the gradient that moves the vectors |

# %% [markdown]
# A trainer is made with a text and keywords, for example
# `Trainer("miniworld", dim=50, epochs=2, progress=False)`: vectors of length 50, two
# passes over the text (**epochs**), no progress bar. Your functions are keywords, too:
# `keep_probability`, `noise_distribution`, and `objective` for the loss. Its method
# `train()` does the work and returns the trainer itself.
#
# Paste your own functions into the next cell. They take the place of those imported above
# (leave the import where you skipped a lesson). The loss must be made of TensorFlow's
# functions, as NumPy computes no gradients: `tf.nn.softplus(x)` is
# `np.logaddexp(0, x)`, and `tf.reduce_sum(x, axis=1)` is `x.sum(axis=1)`. The losses of
# lesson 05 will do as well.

# %%
# Your keep_probability (lesson 06), noise_distribution (lesson 03) and
# negative_sampling_loss (lesson 04) go here.

for piece in (keep_probability, noise_distribution, negative_sampling_loss):
    whose = "your own" if piece.__module__ == "__main__" else "the library's"
    print(f"{piece.__name__:24} {whose}")

# %% exercise="09.assemble"
def assemble():
    """Train word vectors on miniworld with your own three pieces.

    Returns the trained w2vlib.Trainer.
    """
    ### BEGIN SOLUTION
    trainer = Trainer(
        "miniworld", dim=50, epochs=2, progress=False,
        objective=negative_sampling_loss,
        keep_probability=keep_probability,
        noise_distribution=noise_distribution,
    )
    return trainer.train()
    ### END SOLUTION

# %% tags=["experiment"]
trainer = assemble()
vectors = trainer.vectors
for word in ("king", "paris", "walked", "puppy"):
    near = ", ".join(other for other, _ in vectors.neighbors(word, k=4))
    print(f"{word:7} is near to {near}")
for a, b, c in (("man", "woman", "king"), ("france", "paris", "japan")):
    print(f"{a} : {b} as {c} : {vectors.analogy(a, b, c, k=1)[0][0]}")

# %% [markdown]
# These vectors were made by the pieces listed above. Why is *throne* so near to *king*?
# Both stand in the same short sentences, so most of their windows hold the same words.
# Near means *in the same company*. That may be a word of the same kind, as *queen*, or of
# the same topic, as *throne*.
#
# Below is a map of some words, by t-SNE. Near neighbours on it can be trusted; sizes and
# gaps can't (lesson 08).

# %% tags=["experiment"]
columns = "male", "female", "country", "capital", "infinitive", "past", "young"
groups = {name: world.clusters[name][:5] for name in columns}
figure, axes = new_figure(width=8.5, height=4.6)
words = [word for group in groups.values() for word in group]
word_map(axes, np.array([vectors[word] for word in words]), groups)
show(
    figure,
    "A map of 35 words. Men and women, countries and capitals, two forms of verbs, and "
    "young animals each keep together; words of one thing, such as king and queen, are "
    "often neighbours.",
)

# %% [markdown]
# ## What this test can't see
#
# If the analogies come out, is each piece right? Let us spoil one piece on purpose. To
# save time we take 8,000 sentences of the same world, and the trainer's own copies of
# your pieces, which do the same work faster. From here on, `train` is used for every
# experiment: three passes over the text, and the same settings give the same vectors.

# %%
small_world = MiniWorld(num_sentences=8_000)

def train(text=small_world, **settings):
    usual = {"dim": 50, "epochs": 3, "learning_rate": 0.1}
    usual |= {"deterministic": True, "progress": False}
    return Trainer(text, **usual | settings).train()

def answered(trainer):
    """Share of the 1056 analogies that the vectors answer."""
    found = analogies(trainer.vectors, "miniworld")
    return found.accuracy * found.used / (found.used + found.left_out)

# %% tags=["experiment"]
def discard(frequency, threshold):
    return np.maximum(0, 1 - np.sqrt(threshold / frequency))

def rare_first(counts):
    return (1 / counts) / (1 / counts).sum()

for name, piece in (
    ("all pieces right", {}),
    ("rare words as negatives", {"noise_distribution": rare_first}),
    ("discard for keep", {"keep_probability": discard}),
):
    print(f"{name:24} {answered(train(**piece)):.0%} of the analogies")

# %% [markdown]
# Only one of the two mistakes is seen: a text that is this easy forgives the other. So
# the check did not only count analogies. It asked the pieces that your trainer holds for
# their answers. A good result is no proof that the code is right.

# %% [markdown]
# ## How fast is the plain loop?
#
# Many tutorials end with a loop like this one: take a batch of pairs, call
# `tf.nn.nce_loss`, follow the gradient.

# %%
sentences = list(small_world.sentences())
vocabulary = Vocabulary.from_sentences(sentences)
pairs = sentence_pairs([vocabulary.index(s) for s in sentences], window=3)  # (n, 2)
V, D, K, B = len(vocabulary), 50, 5, 256
table = tf.Variable(tf.random.uniform((V, D), -0.01, 0.01))
weights, bias = tf.Variable(tf.zeros((V, D))), tf.Variable(tf.zeros(V))

def step(batch):
    with tf.GradientTape() as tape:
        inputs = tf.gather(table, batch[:, 0])  # (B, D)
        losses = tf.nn.nce_loss(weights, bias, batch[:, 1:], inputs, K, V)
        loss = tf.reduce_sum(losses)
    tables = table, weights, bias
    for variable, slopes in zip(tables, tape.gradient(loss, tables), strict=True):
        variable.scatter_sub(tf.IndexedSlices(0.05 * slopes.values, slopes.indices))

# %% [markdown]
# Its speed, in words of text per second, stands beside that of the same step translated
# by `tf.function`, and of w2vlib's trainer (which draws windows of 1 to 5, so 3 on
# average, and here keeps all words, as the loop does).

# %% tags=["experiment"]
def loop_speed(step, seconds=2.0):
    batches = [tf.constant(pairs[i : i + B]) for i in range(0, 400 * B, B)]
    step(batches[0])  # translates it, which does not count
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step(batches[done % len(batches)])
        done += 1
    pairs_a_second = done * B / (time.perf_counter() - start)
    return pairs_a_second * vocabulary.total / len(pairs)

def trainer_speed():
    fast = Trainer(world, dim=D, epochs=3, subsample=0, progress=False).train()
    return fast.history["words"][-1] / fast.history["seconds"][-1]

# %% tags=["experiment"]
speeds = {
    "plain loop": loop_speed(step),
    "tf.function": loop_speed(tf.function(step)),
    "w2vlib": trainer_speed(),
}
figure, axes = new_figure(width=5.5, height=2.8)
bars(axes, list(speeds), list(speeds.values()), "blue", "{:,.0f}")
axes.set(yscale="log", ylabel="words a second")
axes.set_ylim(min(speeds.values()) / 2, 3 * max(speeds.values()))
show(
    figure,
    "Three bars on a log axis, in words a second: the plain loop is the slowest, the "
    "translated step faster, w2vlib's trainer the fastest by far.",
)

# %% [markdown]
# The numbers belong to this machine, at this moment. `tf.function` takes Python out from
# between the operations of a step. w2vlib's trainer also lets neighbouring pairs share the
# rows they read, so that one matrix product gives many scores, and gives each core a
# thread of its own.

# %% [markdown]
# ## The learning rate over time
#
# A training step moves a vector by its gradient times the **learning rate**. A high rate
# learns fast but never comes to rest. So the rate usually falls while the training goes
# on, by some **schedule**. Write two of them.

# %% exercise="09.cosine_decay"
def cosine_decay(step: float, total_steps: int, initial: float, final: float = 0.0):
    """The learning rate at a step: from initial to final along half a cosine.

    It stays at final from total_steps on.
    """
    ### BEGIN SOLUTION
    done = min(step / total_steps, 1)
    height = (1 + math.cos(math.pi * done)) / 2  # from 1 to 0
    return final + height * (initial - final)
    ### END SOLUTION

# %% exercise="09.exponential_decay"
def exponential_decay(step: float, decay_steps: int, rate: float, initial: float):
    """The learning rate at a step: `rate` times as much after each `decay_steps` steps.

    It falls smoothly and does not stop.
    """
    ### BEGIN SOLUTION
    return initial * rate ** (step / decay_steps)
    ### END SOLUTION

# %% [markdown]
# Here are five schedules of 100 steps. *Restarts* go through the cosine four times. The
# exponential one ends at a ten-thousandth of its start, as it does in the trainer. (A
# sixth, `cyclical`, goes up and down four times in straight lines.)

# %%
schedules = {
    "constant": lambda s: 1.0,
    "linear": lambda s: 1 - s / 100,
    "exponential": lambda s: exponential_decay(s, 100, 1e-4, 1.0),
    "cosine": lambda s: cosine_decay(s, 100, 1.0),
    "cosine-restarts": lambda s: cosine_decay(s % 25, 25, 1.0),
}

# %%
STYLES = {
    "constant": ("black", "-"),
    "linear": ("blue", "--"),
    "exponential": ("vermilion", ":"),
    "cosine": ("green", "-."),
    "cosine-restarts": ("purple", (0, (6, 1, 1, 1, 1, 1))),
}

def draw(axes, name, x, y, **more):
    colour, style = STYLES[name]
    axes.plot(x, y, linestyle=style, color=PALETTE[colour], label=name, **more)

# %%
figure, axes = new_figure(width=6.5, height=3)
for name, rate in schedules.items():
    draw(axes, name, range(100), [float(rate(s)) for s in range(100)])
axes.set(xlabel="step", ylabel="share of the initial rate")
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
show(
    figure,
    "Five learning rates over 100 steps. Constant: level. Linear: a straight line to "
    "0. Cosine: high at first, then steep, then flat, to 0. Exponential: steep at "
    "first, almost 0 from the middle on. Cosine with restarts: four cosines, each "
    "from 1 to 0.",
)

# %% [markdown]
# You may meet the claim that *cosine annealing beats exponential decay*. To test it we ask
# for the **validation loss**: the full softmax loss on held-out pairs (lesson 05). It may compare schedules,
# as all these runs learn the same thing from the same pairs.

# %% [markdown] prediction="09.best_schedule"

# %% [markdown]
# Each schedule may like another initial rate, so each is tried with four. (With a
# `batch_size` the trainer learns from single pairs, and high rates stay stable.) A run
# whose loss leaves all bounds has **diverged**; it gets no point in the figure.

# %% tags=["experiment"]
def loss_of(**settings):
    try:
        run = train(batch_size=256, dim=20, **settings)
        return run.history["validation_loss"][-1]
    except DivergedError:
        return math.inf

rates = (0.05, 0.1, 0.2, 0.4)
losses = {
    name: [loss_of(schedule=name, learning_rate=rate) for rate in rates]
    for name in schedules
}

# %% tags=["experiment"]
figure, axes = new_figure(width=6.5, height=3.4)
for name, values in losses.items():
    shown = [value if value < 6 else math.nan for value in values]
    draw(axes, name, rates, shown, marker="o")
axes.set(xscale="log", xlabel="initial learning rate", ylabel="validation loss (nats)")
axes.set_xticks(rates, [str(rate) for rate in rates])
axes.minorticks_off()
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
show(
    figure,
    "Validation loss against the initial rate, four rates from 0.05 to 0.4. Linear and "
    "cosine lie on each other up to 0.2, where they are lowest. Exponential starts "
    "highest, falls all the way, and is as low as the two at 0.4. Cosine with restarts "
    "is lowest at 0.1. Constant rises steeply and has no point at 0.4.",
)

# %% tags=["experiment"]
print("schedule         best rate   loss with seeds 0 and 1")
for name, values in losses.items():
    best = int(np.argmin(values))
    again = loss_of(schedule=name, learning_rate=rates[best], seed=1)
    print(f"{name:16} {rates[best]:9}   {values[best]:.2f}   {again:.2f}")

# %% [markdown]
# At each rate that suits both, cosine beats exponential decay: the latter is below a
# hundredth of its rate for the second half, so it needs a higher rate to begin with. With
# each one's own best rate, linear, cosine and exponential end within 0.05 nats. Next to
# what the rate itself makes, up to a nat, that is little. So the claim speaks of a rate
# that was chosen for the cosine.
#
# Look at the left edge, too. A constant rate is harmful where the rate is high; at 0.05
# it is nearly as good as the others. A low rate need not fall. In a short training it
# should not even:

# %% tags=["experiment"]
for name in ("linear", "constant"):
    runs = [train(schedule=name, learning_rate=0.05, seed=seed) for seed in range(2)]
    shares = "  ".join(f"{answered(run):.0%}" for run in runs)
    print(f"{name:9} {shares} of the analogies")

# %% [markdown]
# (Here the trainer learns from blocks of text again, as it does by default.) Three passes
# at a low rate end before the vectors have come far enough. A rate that falls stops them
# even earlier. Whether the steps are too large or too small: that decides.

# %% [markdown]
# ## How many negatives?
#
# Another claim: *15 negatives are best*. With NCE the scores estimate $\log p$ whatever
# $k$ is, so the validation loss may compare different $k$. May the training loss, too?
#
# (With `objective="nce"` all pairs of a step share their $k$ negatives, as with
# `tf.nn.nce_loss`. With negative sampling, the default, $k$ counts for each pair, so 5 to
# 15 are many there.)

# %% tags=["experiment"]
ks = (1, 5, 15, 40, 100)
runs = {k: train(objective="nce", negatives=k, learning_rate=0.05) for k in ks}
figure, panels = new_figure(columns=2, width=8.5, height=2.8)
for axes, title in zip(panels, ("training loss", "validation loss"), strict=True):
    key = title.replace("training ", "").replace(" ", "_")
    axes.plot(ks, [runs[k].history[key][-1] for k in ks], "o-", color=PALETTE["blue"])
    axes.set(xscale="log", xlabel="negatives k", ylabel="nats a pair", title=title)
    axes.set_xticks(ks, ks)
    axes.minorticks_off()
show(
    figure,
    "Two losses against the number of negatives, from 1 to 100. The training loss "
    "rises all the way, from 0.8 to nearly 4. The validation loss falls all the way, "
    "from 4.8 to 4.4.",
)

# %% [markdown]
# They say the opposite. The training loss is a sum of $1 + k$ terms, so it grows with $k$
# and says nothing about the model. The validation loss still falls beyond 15, and each
# step costs more. So there is no best number: more negatives are worth their price in a
# short training, and less so in a long one.

# %% [markdown]
# ## How many dimensions?
#
# Models with vectors of different length $D$ answer the same question, too. All have 64
# negatives. The share of analogies stands beside the loss.

# %% tags=["experiment"]
dims = (2, 5, 10, 20, 50, 100)
nce = {"objective": "nce", "negatives": 64, "learning_rate": 0.05}
runs = {dim: train(dim=dim, **nce) for dim in dims}
print("  D   validation loss   analogies")
for dim, run in runs.items():
    print(f"{dim:3} {run.history['validation_loss'][-1]:14.2f} {answered(run):12.0%}")

# %% [markdown]
# Up to about 20 each dimension helps; beyond that, nothing is gained. This world has few
# things to say about 470 words. Richer texts need more: 100 to 300 are usual for millions
# of words.

# %% [markdown]
# ## What a loss can't compare
#
# So far all runs learned from the same pairs. Subsampling changes the pairs. Let us
# train small vectors, so that there is not room for everything, once without subsampling
# and once with the usual 1e-3.

# %% [markdown] prediction="09.lower_loss"

# %% tags=["experiment"]
print("subsampling    training loss   validation loss   analogies, seeds 0 to 2")
for threshold in (0, 1e-3):
    runs = [train(dim=8, subsample=threshold, seed=seed) for seed in range(3)]
    shares = "  ".join(f"{answered(run):.0%}" for run in runs)
    ends = [np.mean([run.history[key][-1] for run in runs])
            for key in ("loss", "validation_loss")]
    print(f"{threshold:11g} {ends[0]:16.2f} {ends[1]:17.2f}   {shares}")

# %% [markdown]
# The training loss says that subsampling is better, the validation loss that it is worse.
# Neither may be asked. The training losses are taken on different pairs. The held-out
# pairs are not subsampled, so a model that learned the raw frequencies is at home there,
# whatever its vectors are worth. The analogies, which both models can be asked, speak for
# subsampling here, as far as three seeds can tell.

# %% [markdown]
# The same holds for everything that changes the text or its pairs: windows, the
# vocabulary, cleaning up. **Loss compares models that answer the same question.** For
# the rest ask something from outside: analogies, similarity, or the task that you need
# the vectors for.

# %% [markdown]
# ## Which threshold of subsampling?
#
# word2vec's own advice is *a threshold between 1e-5 and 1e-3*. The threshold is a relative
# frequency, that of a word which is just kept (lesson 06).

# %% tags=["experiment"]
counts = vocabulary.counts
frequency = counts / counts.sum()

def left(t):
    """Share of the words that stay in the text."""
    return frequency @ np.asarray(keep_probability(frequency, t)) if t else 1.0

thresholds = (0, 1e-2, 1e-3, 3e-4, 1e-4)
shares = [answered(train(subsample=t)) for t in thresholds]
print(f"At 1e-5 there would be {left(1e-5):.0%} of the words left.")

# %% tags=["experiment"]
figure, axes = new_figure(width=6.5, height=2.8)
places = np.arange(len(thresholds))
stay = [left(t) for t in thresholds]
blue, red = PALETTE["blue"], PALETTE["vermilion"]
axes.plot(places, shares, "o-", color=blue, label="analogies answered")
axes.plot(places, stay, "s--", color=red, label="words left in the text")
axes.set(xlabel="threshold of subsampling", ylabel="share", ylim=(0, 1.05))
axes.set_xticks(places, ["none", *(f"{t:g}" for t in thresholds[1:])])
axes.legend()
show(
    figure,
    "Against the threshold, from none to 1e-4. Words left in the text: 100 %, 90 %, "
    "68 %, 44 %, 23 %. Analogies answered: nearly all down to 1e-3, then fewer, and "
    "about 60 % at 1e-4.",
)

# %% [markdown]
# With 470 different words nearly every word is more frequent than 1e-4, so at that
# threshold the text itself goes away. In a text of a billion words, 1e-5 only touches words that
# come more than 26,000 times. So the advice is for large texts. For yours, compute first
# how much would be left.

# %% [markdown]
# ## How wide a window?
#
# For this question the sentences are joined in fours, so that a wide window sees words of
# other sentences, as it does in real text. We ask for analogies and for similarity (the
# rank correlation of lesson 07, with planted scores).

# %% [markdown] prediction="09.wide_window"

# %% tags=["experiment"]
joined = [[*chain(*sentences[i : i + 4])] for i in range(0, len(sentences), 4)]
windows = (1, 2, 3, 5, 8, 12)
runs = [train(joined, window=window, learning_rate=0.05) for window in windows]
shares = [answered(run) for run in runs]
rho = [similarity(run.vectors, "miniworld").rho for run in runs]

# %% tags=["experiment"]
figure, axes = new_figure(width=6.5, height=2.8)
axes.plot(windows, shares, "o-", color=blue, label="analogies answered")
axes.plot(windows, rho, "s--", color=red, label="similarity (rho)")
axes.set(xlabel="window (words to each side)", ylim=(0, 1), xticks=windows)
axes.set_ylabel("share, or correlation")
axes.legend(loc="lower right")
show(
    figure,
    "Against the window, from 1 to 12 words. The analogies rise from about 0.6 to "
    "nearly 0.9 at 2 and 3, then fall to about 0.45 at 12. Similarity rises from 0.8 "
    "to 0.9.",
)

# %% [markdown]
# *A larger window is always better* does not hold, nor does its opposite. The near words
# tell which form a word has, and a wide window drowns them. For similarity, where words
# of one group count, the wide window is the better one. It also costs more: the number of
# pairs grows with the window.

# %% [markdown]
# ## How clean must a text be?
#
# Somebody types our text with capital letters, commas, full stops and some numbers. Then
# it is cleaned up, one step after the other. The fifth step takes a list of *stop words*
# (scikit-learn's, 318 English words that are said to carry no meaning). The last one cuts
# endings off (*stemming*), in place of the fifth.

# %%
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

rng = np.random.default_rng(1)
typed = []
for words in sentences:
    words = [words[0].capitalize(), *words[1:]]
    if rng.random() < 0.4:
        words.insert(int(rng.integers(1, len(words))), str(rng.integers(1, 1000)))
    if rng.random() < 0.4:
        words[int(rng.integers(len(words)))] += ","
    typed.append([*words[:-1], words[-1] + "."])
print(" ".join(typed[0]), " ".join(typed[1]))

# %%
def stem(word):
    for ending in ("ing", "ed", "er", "est", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word

texts = {"as typed": typed}
texts["lower case"] = [[w.lower() for w in s] for s in texts["as typed"]]
texts["no punctuation"] = [[w.strip(".,") for w in s] for s in texts["lower case"]]
plain = [[w for w in s if not w.isdigit()] for s in texts["no punctuation"]]
texts["no numbers"] = plain
texts["no stop words"] = [[w for w in s if w not in ENGLISH_STOP_WORDS] for s in plain]
texts["stemmed"] = [[stem(w) for w in s] for s in plain]

# %% tags=["experiment"]
print("text             words   validation loss   analogies")
for name, text in texts.items():
    run = train(text)
    loss, size = run.history["validation_loss"][-1], len(run.vocabulary)
    print(f"{name:15} {size:6} {loss:17.2f} {answered(run):11.0%}")

# %% [markdown]
# Case and punctuation matter: *dog*, *Dog* and *dog.* are three words until they are
# cleaned up, and each is rarer than it should be. Numbers do no harm here beyond a larger
# vocabulary. Leaving out stop words gives by far the lowest loss, as fewer words make
# easier questions, and worse vectors: *he*, *she*, *will* and *very* told forms apart.

# %% [markdown]
# Stemming makes one word of *walk* and *walked*. Whoever asks for their difference gets
# no answer. And the list of stop words holds more than one would think, *two* to *ten*
# among them. These words of our text are on it:

# %%
on_the_list = {word for sentence in plain for word in sentence} & ENGLISH_STOP_WORDS
print(*sorted(on_the_list))

# %% [markdown]
# So clean up what makes two words of one, and keep what carries what you want to know.
# (Older tutorials do this with `tf.keras.preprocessing.text.Tokenizer`, which is
# deprecated; `tf.keras.layers.TextVectorization` is its successor.)

# %% [markdown]
# ## Which optimizer?
#
# *The gradient of an embedding table has only a few rows, so Adam moves only these.* Let
# us look at three rows of a large table. Row 7 gets a gradient in the first step, row 3
# in all others, row 9 never.

# %% [markdown] prediction="09.adam_row"

# %%
def watch(optimizer, rows=(7, 3, 3, 3)):
    layer = tf.keras.layers.Embedding(100_000, 32)
    layer.build()
    for row in rows:
        before = layer.embeddings.numpy()
        start = time.perf_counter()
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(layer(tf.constant([row])))
        gradient = tape.gradient(loss, layer.embeddings.value)
        optimizer.apply_gradients([(gradient, layer.embeddings)])
        milliseconds = 1000 * (time.perf_counter() - start)
        moved = np.abs(layer.embeddings.numpy() - before).max(axis=1)
        told = "  ".join(f"row {r} by {moved[r]:.3f}" for r in (3, 7, 9))
        print(f"gradient for row {row}: {told}   ({milliseconds:.0f} ms)")

# %% tags=["experiment"]
for optimizer in (tf.keras.optimizers.SGD(0.1), tf.keras.optimizers.Adam(0.1)):
    print(optimizer.name)
    watch(optimizer)

# %% [markdown]
# Under SGD only the row with a gradient moves. Keras' Adam remembers a mean of the
# gradients of *each* row, and applies it in every step: row 7 goes on moving without a
# gradient. Row 9 rests only because it never had one. For this Adam works on the whole
# table, which takes its time: compare the milliseconds from the second step on. w2vlib's
# `optimizer="adam"` is a *lazy* one, which looks only at rows that occur.

# %% [markdown]
# ## Samplers that adapt (optional)
#
# An adaptive sampler draws the words more often that the model still gets wrong. One
# published recipe weights each word with $e^{-\text{loss}}$. Try it on three words:

# %%
loss_of_word = np.array([0.2, 1.0, 3.0])  # an easy word, a middling one, a hard one
for name, weights_of in (("exp(-loss)", np.exp(-loss_of_word)),
                         ("exp(+loss)", np.exp(loss_of_word))):
    easy, middling, hard = weights_of / weights_of.sum()
    print(f"{name}: easy {easy:.0%}, middling {middling:.0%}, hard {hard:.0%}")

# %% [markdown]
# The minus does the opposite: the hard word gets 4 % of the draws. With a plus it gets
# most of them. Does an adaptive sampler pay? Compare it with the usual one, with two
# seeds each and a low rate, so that there is room above:

# %% tags=["experiment"]
for sampler in ("unigram", "adaptive"):
    shares = [answered(train(sampler=sampler, learning_rate=0.05, seed=seed))
              for seed in range(2)]
    print(f"{sampler:9}", "  ".join(f"{share:.0%}" for share in shares))

# %% [markdown]
# No clear difference is seen on this text. (The trainer's sampler draws words more often
# that the model takes for contexts, which is what exp(+loss) aims at.)

# %% [markdown]
# ## Half the digits, and two devices (optional)
#
# **Mixed precision** computes matrix products with 16 bits in place of 32, while the
# tables keep 32. `bfloat16` has only 8 binary digits for the number itself. Does that
# hurt?

# %% tags=["experiment"]
for precision in ("float32", "bfloat16"):
    run = train(precision=precision)
    loss = run.history["validation_loss"][-1]
    print(f"{precision:9} {answered(run):.0%} of the analogies, loss {loss:.3f}")

# %% [markdown]
# No difference is seen. On a processor it saves nothing, as few have the circuits for it;
# on a GPU it can. We have measured none, so no figure stands here.
#
# With several devices, each learns from its own part of the text, and their tables are
# brought together every so many steps (`average_every`). TensorFlow can make two devices
# of one processor, but only before it starts. So this runs in a new process:

# %%
program = """
import w2vlib.quiet
import tensorflow as tf
half = tf.config.LogicalDeviceConfiguration()
processor = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(processor, [half, half])

from w2vlib import Trainer
from w2vlib.corpora.miniworld import MiniWorld
trainer = Trainer(MiniWorld(num_sentences=8_000), dim=50, epochs=3, learning_rate=0.1,
                  strategy="mirrored", average_every=10, progress=False).train()
share = trainer.vectors.analogy_accuracy(MiniWorld().questions())
print(f"{trainer.replicas.count} devices: {share:.0%} of the analogies")
"""

# %% tags=["experiment"]
import os
import subprocess
import sys

path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
done = subprocess.run([sys.executable, "-c", program], env=os.environ | path,
                      capture_output=True, text=True)
print(done.stdout or done.stderr[-500:])

# %% [markdown]
# ## Keep your vectors
#
# `save` writes a folder. `vectors.txt` has word2vec's text format: a first line with the
# number of words and their length, then a line for each word.

# %% tags=["experiment"]
import tempfile
from pathlib import Path

from w2vlib.formats import projector

folder = Path(tempfile.mkdtemp())
run = train()
run.save(folder)
print(*sorted(path.name for path in folder.iterdir()))
for line in (folder / "vectors.txt").read_text("utf-8").splitlines()[:3]:
    print(line[:60], "...")

# %% [markdown]
# Other programs read that, too. With gensim (which this course does not install):
#
# ```python
# from gensim.models import KeyedVectors
# vectors = KeyedVectors.load_word2vec_format("vectors.txt")
# vectors.most_similar("king")
# ```
#
# For the *embedding projector*, a web page that shows vectors in three dimensions, write
# two tables and load both at projector.tensorflow.org. They stay in your browser.

# %% tags=["experiment"]
projector.write(folder / "projector", run.vocabulary.words, run.vectors.matrix)
for file in sorted((folder / "projector").iterdir()):
    print(f"{file.name:22} begins with {file.read_text('utf-8').split()[0]}")

# %% [markdown]
# ## Now you choose
#
# You have seen what the settings do. Now somebody comes with a text and asks for yours.
# The learning rate is 0.05 this time: low, for a training as short as this one.

# %% exercise="09.choose_settings"
def choose_settings() -> dict:
    """Settings for the small text: "negatives", "schedule" and "subsample"."""
    ### BEGIN SOLUTION
    return {"negatives": 10, "schedule": "constant", "subsample": 1e-3}
    ### END SOLUTION

# %% [markdown]
# The last exercise looks back at the whole course.

# %% exercise="09.spot_the_error"
spot_the_error = {
    "sampler": None,
    "five": None,
    "scores": None,
    "rule": None,
    "noise": None,
    "analogy": None,
    "adam": None,
    "loss": None,
    "hard": None,
    "window": None,
}
### BEGIN SOLUTION
spot_the_error = {
    "sampler": "independent",
    "five": "sigmoids",
    "scores": "true",
    "rule": "true",
    "noise": "power",
    "analogy": "true",
    "adam": "whole",
    "loss": "questions",
    "hard": "lowers",
    "window": "trade",
}
### END SOLUTION

# %% [markdown]
# ## A real text
#
# The course began with a trained model of a small story. It ends with one of a real text:
# the documentation of four packages, written by thousands of people for other purposes.
# How a word is kept and how negatives are drawn are your pieces again, if you pasted them.
# `show` tells the neighbours of words after every epoch.

# %% tags=["experiment"]
from w2vlib.corpora.docstrings import Docstrings

manuals = Docstrings(["numpy", "scipy", "sklearn", "matplotlib"], progress=False)
real = Trainer(manuals, epochs=3, progress=False, keep_probability=keep_probability,
               noise_distribution=noise_distribution)
_ = real.train(show=["red", "rows"])

# %% tags=["experiment"]
size = len(real.vocabulary)
print(f"{real.vocabulary.total:,} words of text, {size:,} different ones")
for word in ("blue", "columns", "mean", "random"):
    near = ", ".join(other for other, _ in real.vectors.neighbors(word, k=4))
    print(f"{word:8} is near to {near}")

# %% [markdown]
# Nobody told the model what a colour is. It read which words stand together, and moved
# two tables by the gradient of a loss that you wrote in lesson 04.

# %% [markdown]
# ## A text of your own
#
# ```python
# Trainer("my-folder").train()                    # .txt, .gz, .xz, .zst, .zip
# Trainer("docstrings", epochs=3).train()         # all the documentation on your disk
# Trainer("text8").train(show=["military"])       # downloads 31 MB, once
# ```
#
# A path may name a file or a folder of any size; it is read as a stream. `text8` is a
# part of Wikipedia; `wikitext-103` is larger (190 MB). They are downloaded when you first
# ask for them, and never otherwise.

# %% [markdown]
# A GPU is used if TensorFlow sees one; you need not change anything. How much it gains
# depends on it and on `dim`, and we have not measured it. Begin with the defaults. Then
# change one setting at a time, with two seeds each, and test with analogies, similarity
# or your own task.

# %% [markdown]
# ## Summary
#
# - Put together, your pieces learn. A good result does not prove each of them right.
# - Compare schedules with each one's own best rate: then linear, cosine and exponential
#   decay are about equal.
# - The training loss grows with $k$ and says nothing about the vectors. The validation
#   loss compares schedules, dimensions, and $k$ under NCE.
# - No loss compares texts, windows or thresholds of subsampling. Ask for analogies,
#   similarity, or your own task.
# - A wide window trades form for topic. The threshold of subsampling is a relative
#   frequency, so it depends on the text.
# - Keras' Adam moves rows that have no gradient.

# %% [markdown]
# **What could go wrong**
#
# - A NumPy loss has no gradient, and the trainer says so.
# - The loss becomes NaN: look for a wrong sign, then lower the learning rate.
# - One run with one seed proves little. Differences as small as those between seeds prove
#   nothing.
# - Two changes at once: you will not know which one helped.
# - A list of stop words takes away what you want to learn.

# %% [markdown]
# **Where it comes from.** Adam: Kingma and Ba (2015). Cosine annealing and restarts:
# Loshchilov and Hutter (2017). Negative sampling, subsampling, and advice on $k$ and the
# rate: Mikolov, Sutskever, Chen, Corrado and Dean (2013), and their program `word2vec.c`,
# whose learning rate falls in a straight line.
#
# This was the last lesson. The core of `w2vlib` will look familiar now: `subsampling.py`,
# `samplers.py` and `objectives.py` hold what you wrote. The folder `training` makes it
# fast.
