# %% [markdown]
# # From text to training pairs
#
# **Nobody has written down what the words of a text mean. What, then, can a model learn
# from it?**
#
# After this lesson you can turn any text into pairs that a model learns from, say what
# the size of the window does, and avoid three mistakes: two that lose pairs, and one
# that makes false ones. It takes about 60 minutes.

# %%
import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from grader_tests import guess
from w2vlib import build_vocabulary
from w2vlib.corpora.story import story
from w2vlib.plots import PALETTE, bars, new_figure, show
from w2vlib.sliders import sliders

# %% [markdown]
# ## A question that the text answers itself
#
# Cover a word of a sentence. Its neighbours tell you something about it: what can
# *growl*, and stands between *the* and *can*? Turn this round, and you have a task for
# a machine: **given a word, which words stand near it?** The text itself holds the
# answers, for most words several. Nobody needs to write labels by hand.

# %% [markdown]
# Three names. The word we give is the **target**. A word near it is a **context** word.
# *Near* means: at most `window` positions away, on either side. A model that guesses
# context words from the target is called **skip-gram**. It is one of the two models in
# **word2vec**, the program that Mikolov and others published in 2013. (The other, *CBOW*,
# guesses the target from all context words at once.)
#
# Let us slide a window of 2 over a sentence:

# %%
def draw_windows(sentence, targets, window):
    """One row for each target: itself, its contexts, and the other words."""
    figure, axes = new_figure(height=0.45 * len(targets) + 0.2)
    for row, target in enumerate(targets):
        for place, word in enumerate(sentence):
            near = abs(place - target) <= window
            colour = "vermilion" if place == target else "blue" if near else None
            box = {"fc": PALETTE.get(colour, "white"), "ec": "grey"}
            box["boxstyle"] = "square" if place == target else "round"
            ink = "white" if colour == "blue" else "black"
            look = {"color": ink, "weight": "bold" if near else "normal", "bbox": box}
            axes.text(place, -row, word, ha="center", va="center", **look)
    axes.set(xlim=(-0.5, len(sentence) - 0.5), ylim=(0.5 - len(targets), 0.5))
    axes.axis("off")
    return figure

# %%
sentence = ["the", "dog", "can", "growl", "at", "the", "cat"]
show(
    draw_windows(sentence, range(7), window=2),
    "The dog can growl at the cat, seven times. In each row the target is an orange "
    "square, and the words at most two places away are blue. The first target, the, "
    "has two of them, the second three, the three in the middle four, then three and "
    "two.",
)

def slide(target, window):
    figure = draw_windows(sentence, [target], window)
    show(figure, f"The target {sentence[target]} and its contexts, window {window}.")

sliders(slide, target=(0, 6, 3), window=(1, 6, 2))

# %% [markdown]
# Each word in a square together with one of the words on blue is a **pair**. A pair is
# one question with its answer: *given this target, guess this context*. How many
# questions does the sentence hold?

# %% [markdown] prediction="02.how_many_pairs"

# %% [markdown]
# ## Words become ids
#
# A model knows words by their ids (lesson 01). Let us tell more of the story, 2,000
# sentences, and number its words by falling count.

# %%
sentences = story(2000)
words = build_vocabulary([word for sentence in sentences for word in sentence])
id_of = {word: i for i, word in enumerate(words)}
ids = [np.array([id_of[word] for word in sentence]) for sentence in sentences]
print(f"{sum(map(len, ids)):,} tokens, {len(words)} words: {', '.join(words[:8])}, ...")
print("the dog can growl at the cat:", ids[2])

# %% [markdown]
# Note that *the* occurs twice in this sentence. A pair is made of two different
# **positions**. The two may well hold the same word: in *the dog and the dog* a window
# of 3 pairs *dog* with *dog*. And a pair that occurs twice stands there twice, since a
# model must learn what is frequent.

# %% exercise="02.skip_gram_pairs"
def skip_gram_pairs(ids, window):
    """All pairs (target, context) of a text.

    ids: (T,), the text's word ids. window: 1 or more.
    Returns (n, 2) int64, by the target's position, then the context's.
    """
    ### BEGIN SOLUTION
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j != i:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)
    ### END SOLUTION

# %%
pairs = np.asarray(skip_gram_pairs(ids[2], window=2))  # yours may be a list or a tensor
print(len(pairs), "pairs; those of growl:")
for target, context in pairs[pairs[:, 0] == id_of["growl"]]:
    print(" ", words[target], "→", words[context])

# %% [markdown]
# ## How many pairs does a window give?
#
# In the middle of a long text a target has $2w$ contexts ($w$ being the window). A
# sentence has edges, and each edge costs $1 + 2 + \dots + w$ pairs. So for $n$ words
# and $w < n$ there are $2wn - w(w + 1)$ pairs. For seven words and a window of 2 that
# is $28 - 6 = 22$. And if the window outgrows the sentence?

# %%
windows = np.arange(1, 16)
figure, axes = new_figure(width=6.5)
looks = (("--", "black"), ("o-", "orange"), ("s-", "blue"))
for (style, colour), n in zip(looks, (1000, 20, 7), strict=True):
    counts = [len(skip_gram_pairs(np.arange(n), w)) / n for w in windows]
    axes.plot(windows, counts, style, color=PALETTE[colour], label=f"{n:,} words", ms=4)
axes.set(xlabel="window", ylabel="pairs per token")
axes.legend(title="in a sentence of")
show(
    figure,
    "Pairs per token against the window, 1 to 15. In a text of 1,000 words almost 2 "
    "per step of the window. In a sentence of 20 words the curve bends and reaches "
    "18; with 7 words it stops at 6, from a window of 6 on.",
)

# %% [markdown]
# In a sentence of seven words nobody has more than six neighbours. So a larger window
# costs time only where sentences are long. There it also changes what is learned: near
# words tell more about grammar, far ones more about the topic. Lesson 09 measures it.

# %% [markdown]
# ## Mistake one: only full windows
#
# Some published code takes only targets whose window fits completely into the text. In
# one long text that loses a handful of pairs. But our story is made of short sentences.
# How much is lost here?

# %%
def full_windows_only(ids, window):
    """The pairs of targets that have `window` words on both sides."""
    inner = range(window, len(ids) - window)
    rows = [(ids[i], ids[j]) for i in inner
            for j in range(i - window, i + window + 1) if j != i]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

for window in (1, 2, 3, 5):
    every = np.concatenate([skip_gram_pairs(s, window) for s in ids])
    full = np.concatenate([full_windows_only(s, window) for s in ids])
    never = len(set(every[:, 0]) - set(full[:, 0]))
    print(f"window {window}: {1 - len(full) / len(every):4.0%} of the pairs lost, "
          f"{never:2} of {len(words)} words never a target")

# %% [markdown]
# With a window of 2 almost half of the pairs are gone. With a window of 5 there are
# none left: a sentence would need eleven words. Words that stand at the edges suffer
# most: *bowl* is the last word of every sentence it is in, so it would never be trained
# as a target.

# %% [markdown]
# ## Mistake two: id 0 is lost
#
# Keras has a function for pairs. It is deprecated, but many tutorials use it. Here it
# is, with the four ids 0, 1, 2, 3 in a row and a window of 1; there should be six
# pairs:

# %%
theirs, _ = tf.keras.preprocessing.sequence.skipgrams(
    [0, 1, 2, 3], vocabulary_size=4, window_size=1, negative_samples=0, shuffle=False
)
print("Keras:", theirs)
print("ours: ", np.asarray(skip_gram_pairs(np.arange(4), 1)).tolist())

# %% [markdown]
# It treats id 0 as a filler, not as a word, and skips it. (Such a filler, which makes texts
# equally long, is called *padding*.) Its documentation says so; no error or warning does. The mistake is to give
# it real words numbered from 0, as ours are. Then the most frequent word is lost:

# %%
print(f"id 0 is {words[0]!r}: {np.mean(np.concatenate(ids) == 0):.0%} of all tokens")

# %% [markdown]
# ## Mistake three: pairs that cross a sentence end
#
# The story's first sentences are *the dog can growl* and *the cat can purr*. If we join
# them before making pairs, *growl* gets the contexts *the* and *cat* from a sentence
# that it has nothing to do with. So in our story a window must stop at the end of a
# sentence.

# %% exercise="02.sentence_pairs"
def sentence_pairs(sentences, window):
    """The pairs of every sentence, one sentence after another.

    sentences: a list of arrays of word ids, some perhaps empty. window: 1 or more.
    Returns (n, 2) int64.
    """
    ### BEGIN SOLUTION
    parts = [np.empty((0, 2), dtype=np.int64)]
    for sentence in sentences:
        parts.append(skip_gram_pairs(sentence, window))
    return np.concatenate(parts)
    ### END SOLUTION

# %% [markdown]
# How many pairs would be wrong, if we forgot the sentence ends? The first 200 sentences
# tell it well enough:

# %%
some = ids[:200]
for window in (1, 2, 5):
    right = len(sentence_pairs(some, window))
    joined = len(skip_gram_pairs(np.concatenate(some), window))
    share = (joined - right) / joined
    print(f"window {window}: {joined:,} pairs, {share:.0%} of them wrong")

# %% [markdown]
# (Many real programs do join the sentences of a paragraph: there, the next sentence
# goes on about the same thing. Ours don't.)

# %% [markdown]
# ## What does the model predict?
#
# A target in the middle of a sentence has four context words, if the window is 2. Does
# a skip-gram model make four predictions for it?

# %% [markdown] prediction="02.prediction_vectors"

# %% [markdown]
# Look at the calculation. The model has a vector for each word as a target, and another
# for each word as a context. A pair's **score** is the product of the two, multiplied
# number by number and summed. The **softmax** turns the scores of all context words
# into probabilities: $e^{\text{score}}$, divided by the sum of all of these.
#
# Why two vectors for each word, when lesson 01 had one table? A word rarely stands near
# itself. With one vector in both roles, its score with itself would be a sum of squares:
# never below 0, and higher the longer the vector. So skip-gram keeps two tables. The one
# in lesson 01 held the target vectors.

# %%
rng = np.random.default_rng(0)
target_vectors = rng.normal(size=(len(words), 8))  # (V, D), not trained yet
context_vectors = rng.normal(size=(len(words), 8))  # (V, D)

four = pairs[pairs[:, 0] == id_of["growl"]]  # (4, 2)
scores = target_vectors[four[:, 0]] @ context_vectors.T  # (4, V)
powers = np.exp(scores)
probabilities = powers / powers.sum(axis=1, keepdims=True)  # (4, V)
print("labels:", [words[i] for i in four[:, 1]])
print("different rows of probabilities:", len(np.unique(probabilities, axis=0)))

# %% [markdown]
# Four pairs, four labels, but **one** vector of probabilities: the same four times. It
# must be so, since the only thing that goes into it is the target's id. Where the
# context stands is not known to the model, neither the side nor the distance.

# %% [markdown]
# So what is the best single prediction for *growl*? One that gives each word its share
# of all the contexts that *growl* has in the text: no other vector makes the labels
# more probable, all taken together. That is what skip-gram with the softmax tries to
# reach, for every target at once.

# %%
story_pairs = np.asarray(sentence_pairs(ids, window=2))

def context_shares(target):
    """How often each word is among the target's contexts, (V,)."""
    contexts = story_pairs[story_pairs[:, 0] == id_of[target], 1]
    counts = np.bincount(contexts, minlength=len(words))  # how often each id occurs
    return counts / len(contexts)

# %%
figure, axes = new_figure(columns=3, height=2.6, width=9, sharey=True)
targets = {"growl": "blue", "purr": "sky", "bowl": "orange"}
for each, (target, colour) in zip(axes, targets.items(), strict=True):
    share = context_shares(target)
    top = np.argsort(-share)[:4]
    bars(each, [words[i] for i in top], share[top], colour)
    each.set(title=f"contexts of {target}", ylim=(0, 0.6))
axes[0].set(ylabel="share of the contexts")
show(
    figure,
    "Three bar charts of the most frequent contexts. Of growl: to 0.23, the 0.19, and "
    "0.16, at 0.09. Of purr: to 0.24, the 0.19, and 0.15, at 0.09. Of bowl: the 0.50, "
    "from 0.18, into 0.16, in 0.15.",
)

# %% [markdown]
# This is the company that each word keeps. That of *purr* is nearly the same as that of
# *growl*, so both need nearly the same prediction, and the model gives them similar
# vectors. *bowl* needs another one. This is the whole trick of word embeddings: similar
# contexts, similar vectors.

# %% [markdown]
# ## Near words count more
#
# A word next door usually says more about the target than one five places away.
# word2vec has a simple way to respect that. It does not use the same window for every
# target: each target *draws its own*, any whole number from 1 to `window`, with equal
# chances. A direct neighbour is inside every one of them. A word at the largest
# distance rarely is.

# %% exercise="02.used_share"
def used_share(distance, window):
    """Chance that a context at this distance is used, if each target draws its window.

    distance, window: whole numbers, 1 or more.
    Returns a number from 0 to 1.
    """
    ### BEGIN SOLUTION
    return max(0, window - distance + 1) / window
    ### END SOLUTION

# %% [markdown]
# Does it come out so? Let 2,000 targets draw their windows, and count how many reach
# each distance.

# %%
window, distances = 5, np.arange(1, 8)
drawn = np.random.default_rng(2).integers(1, window + 1, size=2000)  # 1 to 5
counted = [np.mean(drawn >= d) for d in distances]
figure, axes = new_figure(width=5.5)
formula = [used_share(int(d), window) for d in distances]
axes.bar(distances, counted, color=PALETTE["sky"], label="2,000 draws")
axes.plot(distances, formula, "o", color=PALETTE["black"], label="used_share")
axes.set(xlabel="distance (words)", ylabel="share of targets that use it")
axes.legend()
show(
    figure,
    "Share of targets that use a context, against its distance, for a window of 5. "
    "Bars and dots agree: exactly 1 at distance 1, then about 0.8, 0.6, 0.4, 0.2, and "
    "exactly 0 from 6 on.",
)

# %% [markdown]
# So `window = 5` does not mean ten contexts for each target. The sum of the shares over
# both sides is $2\,(1 + 0.8 + 0.6 + 0.4 + 0.2) = 6$, and in general $w + 1$ where fixed
# windows have $2w$. Two programs with "the same" window may use it in these two ways, so
# look before you compare.

# %% [markdown]
# ## Summary
#
# - The text itself holds the labels: a pair is a target with a word that stands near
#   it.
# - A window of $w$ gives up to $2w$ pairs for each token, fewer at the edges.
# - A target has one prediction and several labels; sides and distances are not known to
#   it.
# - With windows of random size, near words are used more often.

# %% [markdown]
# **What could go wrong**
#
# - A range or slice leaves its end out: let it end at `i + window + 1`.
# - `ids[i - window : i]` with a negative start counts from the end of the text.
# - Taking only full windows loses the edges; in short sentences that may be everything.
# - Joined sentences give pairs that reach from one sentence into the next.
# - `if ids[j]` is false for the id 0, and loses a real word.
# - A set of pairs forgets how often they occur.
# - `np.array([])` has no columns: `reshape(-1, 2)` keeps them.

# %% [markdown]
# **Where it comes from.** That a word is known by its company: Harris (1954), Firth
# (1957). Skip-gram, and windows of random size: Mikolov, Chen, Corrado and Dean (2013).
# What these windows do to the result: Levy, Goldberg and Dagan (2015).

# %% [markdown]
# The softmax has to score the whole vocabulary for every single pair, and that is slow. To
# compare the true word with a few words drawn at random is cheaper; but how should they be
# drawn? Next: *03-candidate-sampling*.
