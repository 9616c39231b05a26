# %% [markdown]
# # Subsampling frequent words
#
# **In English manuals one word in twelve is *the*. What can a model still learn from it
# the ten thousandth time?**
#
# After this lesson you can thin out the frequent words of a text by three rules, say
# which rule a program uses, and show what thinning does to the windows of lesson 02. It
# takes about 75 minutes.

# %%
import random

import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from grader_tests import guess
from w2vlib import Vocabulary, sentence_pairs  # lessons 01 and 02
from w2vlib.corpora.docstrings import Docstrings
from w2vlib.corpora.story import story
from w2vlib.plots import PALETTE, new_figure, show
from w2vlib.sliders import sliders

# %% [markdown]
# The last lessons were about the loss. Now we go back to the text, before the pairs of
# lesson 02 are made. `V` is the number of different words, `T` the number of tokens. `frequency` always holds *relative* frequencies: a word's count, divided by
# the number of tokens. Like the threshold, they are always above 0.

# %% [markdown]
# ## Words that say little
#
# Take our story, and make its pairs with a window of 2, as in lesson 02. Which words
# are the most frequent contexts of *growl*, *bowl*, *laughed* and *milk*? (`Vocabulary`
# numbers the words as you did in lesson 01; `index` gives ids, and `word` gives words.)

# %%
told = story(2000)
small = Vocabulary.from_sentences(told)
pairs = sentence_pairs([small.index(sentence) for sentence in told], window=2)
for word in ("growl", "bowl", "laughed", "milk"):
    contexts = pairs[pairs[:, 0] == small.index(word), 1]
    often = np.argsort(-np.bincount(contexts), kind="stable")[:3]
    print(f"{word:8} is near", ", ".join(small.word(often)))
the = small.index("the")
print(f"pairs with the: {np.mean((pairs == the).any(axis=1)):.0%}")

# %% [markdown]
# *The* is among the first three contexts of all four words, so it hardly tells one from
# another. Yet it takes part in a third of all pairs. A model spends its time on them,
# and learns little. Other contexts, such as *cook* for *laughed*, say more.

# %% [markdown]
# ## A real text
#
# The story was invented. For real frequencies, read the documentation of NumPy and
# scikit-learn that is on your disk already. The first time this takes a few seconds.
# (`Docstrings()` without arguments reads the documentation of all the packages.)

# %%
corpus = Docstrings(["numpy", "sklearn"], standard_library=False, progress=False)
sentences = list(corpus.sentences())
vocabulary = Vocabulary.from_sentences(sentences)  # id 0 is the most frequent word
words, counts = vocabulary.words, vocabulary.counts
frequency = counts / counts.sum()  # (V,)
print(f"{counts.sum():,} tokens, {len(words):,} different words")
for word, share in zip(words[:8], frequency, strict=False):
    print(f"{word:4} {share:.3f}")

# %% [markdown] prediction="06.how_much"

# %%
for number in (1, 10, 100, 1000):
    share = frequency[:number].sum()
    print(f"the {number:4} most frequent words: {share:.0%} of the text")
once = np.mean(counts == 1)
print(f"words that occur once: {once:.0%} of the vocabulary")

# %% [markdown]
# A few words make up most of a text. Most words are rare, and a rare word needs each of
# its few occurrences. So drop some tokens of frequent words before training, and none,
# or hardly any, of rare ones. That is **subsampling**. How many to drop is the matter
# of a rule.

# %% [markdown]
# ## The rule in the paper
#
# Mikolov and others published this rule in 2013. Let $f$ be a word's relative
# frequency, and $t$ a **threshold** that is chosen once for the text. Each token of the
# word is *discarded* (dropped) with the chance
#
# $$P(\text{discard}) = 1 - \sqrt{t/f}$$
#
# So it is kept with $\sqrt{t/f}$. If a word is 100 times as frequent as $t$, one token
# in 10 stays; if it is 10,000 times as frequent, one in 100.

# %% [markdown]
# Where does that lead? Of a word with the frequency $f$ there remains $f \cdot
# \sqrt{t/f} = \sqrt{f \cdot t}$. A word that was four times as frequent as another one
# is still twice as frequent: the order of the words stays, the distances shrink. What
# if $f$ is smaller than $t$? Then $t/f$ and its root are above 1, and the formula is
# negative. A chance can't be negative: such a word is never dropped.

# %% exercise="06.discard_probability"
def discard_probability(frequency, threshold):
    """Chance to discard each word, by the rule of the 2013 paper.

    frequency: (n,) relative frequencies. threshold: a relative frequency.
    Returns (n,), never below 0.
    """
    ### BEGIN SOLUTION
    return np.maximum(0, 1 - np.sqrt(threshold / frequency))
    ### END SOLUTION

# %% [markdown] prediction="06.above_threshold"

# %%
threshold = 1e-4
times = np.array([0.25, 0.9, 1, 1.1, 2, 4, 100, 1000])  # in thresholds
discard = np.asarray(discard_probability(times * threshold, threshold))
for number, formula, chance in zip(times, 1 - np.sqrt(1 / times), discard, strict=True):
    print(f"f = {number:7.2f} t   1 - √(t/f) = {formula:5.2f}   dropped {chance:4.0%}")

# %% [markdown]
# You may meet the claim that without something added to $f$ this rule removes all words
# above $t$. Look at the column on the right: nothing is removed just above
# $t$. The chance begins at 0 there and grows slowly. What needs care is the other side.
# Below $t$ the root exceeds 1, so the formula is negative, and the word simply stays.

# %% [markdown]
# ## The rule in the program
#
# The same authors released a program, word2vec.c. It has another rule, and it computes
# the opposite: the chance to *keep* a token,
#
# $$P(\text{keep}) = \big(\sqrt{f/t} + 1\big) \cdot \frac{t}{f}$$
#
# Multiply it out: that is $\sqrt{t/f} + t/f$. So the program keeps $t/f$ more than the
# paper says. (It calls the threshold `sample`.)

# %% exercise="06.keep_probability"
def keep_probability(frequency, threshold):
    """Chance to keep each word, by the rule of word2vec.c.

    frequency: (n,) relative frequencies. threshold: a relative frequency.
    Returns (n,), never above 1.
    """
    ### BEGIN SOLUTION
    ratio = frequency / threshold
    return np.minimum(1, (np.sqrt(ratio) + 1) / ratio)
    ### END SOLUTION

# %%
keep = np.asarray(keep_probability(times * threshold, threshold))
for number, one, other in zip(times, 1 - discard, keep, strict=True):
    print(f"f = {number:7.2f} t   kept: paper {one:6.1%}, program {other:6.1%}")

# %% [markdown]
# Far above $t$ the two rules almost agree. Near it they don't: at $f = 2t$ the program
# drops nothing. It begins at $f = 2.62\,t$. (Let $x$ stand for $\sqrt{t/f}$. The chance
# is 1 where $x + x^2 = 1$. There $x$ is 0.618, and $f = t / x^2$.)

# %% [markdown]
# ## To keep or to discard?
#
# Names don't always help. fastText, another well-known program, computes $\sqrt{t/f} +
# t/f$ and stores it as `pdiscard`: it is the chance to *keep*. What happens to somebody
# who confuses the two?

# %% [markdown] prediction="06.mixed_up"

# %%
def describe(name, chances):
    """What is left of the text if each word is kept with its chance."""
    left = frequency * np.asarray(chances)  # (V,)
    share = left[0] / left.sum()  # id 0 is the
    print(f"{name:8}: {left.sum():.0%} of the tokens stay, {share:.1%} of them the;")
    print(f"{'':9} {np.count_nonzero(left):,} of {len(words):,} words can stay")

discard = np.asarray(discard_probability(frequency, threshold))  # (V,)
describe("right", 1 - discard)
describe("mixed up", discard)

# %% [markdown]
# Mixed up, the rule throws away seven words of eight, all the rare ones, and *the* is
# even more frequent than before. Nothing fails, no message comes. So try a rule on one
# frequent word before you use it: a large number for *the* is a chance to discard, a
# small one a chance to keep.

# %% [markdown]
# ## A threshold from the text
#
# Which threshold is good? The paper names values around $10^{-5}$, for texts of a
# billion words and more; word2vec.c takes $10^{-3}$ unless told otherwise. A rule found
# in tutorials asks the text itself. Its threshold is a **percentile** of the
# frequencies: at the 85th, 85 % of the *words* are rarer. (Each word counts once there,
# however often it occurs.)

# %%
for percentile in (85, 95, 99):
    t = np.percentile(frequency, percentile)
    rarer = np.mean(frequency < t)
    print(f"percentile {percentile}: t = {t:.1e}, {t * counts.sum():5.0f} occurrences; "
          f"{rarer:.0%} of the words are rarer")

# %% [markdown]
# The rule itself is
#
# $$P(\text{discard}) = 1 - \sqrt{\frac{t}{f + t}}$$
#
# The sum below the line is larger than $t$, so the root is always below 1: nothing
# needs to be cut off.

# %% exercise="06.percentile_discard_probability"
def percentile_discard_probability(counts, percentile):
    """Chance to discard each word; the threshold is a percentile of the frequencies.

    counts: (V,) whole numbers, above 0. percentile: a number from 0 to 100.
    Returns (V,).
    """
    ### BEGIN SOLUTION
    frequency = counts / counts.sum()
    threshold = np.percentile(frequency, percentile)
    return 1 - np.sqrt(threshold / (frequency + threshold))
    ### END SOLUTION

# %% [markdown] prediction="06.at_the_percentile"

# %%
by_percentile = np.asarray(percentile_discard_probability(counts, 85))  # (V,)
t = np.percentile(frequency, 85)
nearest = np.argmin(np.abs(frequency - t))
print(f"{words[nearest]!r}: f = {frequency[nearest] / t:.2f} t, "
      f"dropped {by_percentile[nearest]:.1%}")
print(f"smallest chance, of words that occur once: {by_percentile.min():.1%}")

# %% [markdown]
# At $f = t$ the root is $\sqrt{1/2} = 0.71$, so 29 % are dropped, and not just a little
# more than nothing, as is also claimed. And the chance never becomes 0: this rule drops some
# tokens of *every* word, even of those that occur once.

# %% [markdown]
# ## Side by side
#
# In this text the 85th percentile is near the threshold $10^{-4}$ that we have used. So
# the rules can be compared: with *the*, with *cluster*, a middling word, and with
# *sigmoid*, a rare one.

# %%
rules = {
    "paper": 1 - np.asarray(discard_probability(frequency, threshold)),
    "word2vec.c": np.asarray(keep_probability(frequency, threshold)),
    "percentile": 1 - by_percentile,
}  # chances to keep, (V,) each
three = vocabulary.index(["the", "cluster", "sigmoid"])
print("               ", *(f"{words[i]:>14}" for i in three))
print("frequency      ", *(f"{frequency[i]:14.6f}" for i in three))
print("occurrences    ", *(f"{counts[i]:14,}" for i in three))
for name, chances in rules.items():
    left = [f"{chances[i]:6.1%} {counts[i] * chances[i]:7,.0f}" for i in three]
    print(f"{name:15}", *left)

# %% [markdown]
# (For each word: the chance to keep, and how many tokens are expected to stay.) All
# three rules treat *the* much alike. They differ about *cluster*, of which word2vec.c
# keeps far more than the others. And they differ about *sigmoid*: only the percentile
# rule drops some of it.

# %%
def draw_rules(threshold):
    figure, axes = new_figure(width=6.5, height=3.4, subplot_kw={"ylim": (0, 1.02)})
    f = np.geomspace(3e-6, 0.2, 200)
    paper = 1 - np.asarray(discard_probability(f, threshold))
    program = np.asarray(keep_probability(f, threshold))
    added = np.sqrt(threshold / (f + threshold))  # the tutorials' rule
    axes.plot(f, program, color=PALETTE["blue"], label="word2vec.c")
    axes.plot(f, paper, "--", color=PALETTE["vermilion"], label="paper")
    axes.plot(f, added, ":", color=PALETTE["black"], label="with + t", lw=2)
    for i in three:
        axes.axvline(frequency[i], color="grey", ls="-.", lw=0.8, zorder=0)
        axes.text(frequency[i], 1.03, words[i], ha="center")
    axes.set(xscale="log", xlabel="relative frequency f", ylabel="chance to keep")
    axes.legend(title=f"t = {threshold:g}", loc="upper right", bbox_to_anchor=(1, 0.9))
    return figure

# %%
show(
    draw_rules(1e-4),
    "Chance to keep against relative frequency, from 0.000003 to 0.2, threshold "
    "0.0001. The line of word2vec.c is level at 1 up to 0.00026, that of the paper up "
    "to 0.0001; then both fall. The line with + t falls from 0.99 all the way and "
    "lies lowest. At the frequency of sigmoid it is at 0.75, the others at 1; at "
    "cluster they lie at 0.62, 0.43 and 0.40; at the all three are near 0.03.",
)

def slide(threshold):
    show(draw_rules(threshold), f"Chance to keep against frequency, t = {threshold:g}.")

sliders(slide, threshold=[1e-4, 1e-5, 1e-3])

# %% [markdown]
# ## What remains of the text
#
# Of a word with frequency $f$ and chance $p$ to be kept, $f \cdot p$ remains. Summed
# over all words, that is the share of the text that remains. It depends on the
# threshold:

# %%
def remains(chances):
    return frequency @ np.asarray(chances)

def tutorial_rule(f, t):
    return np.sqrt(t / (f + t))

thresholds = np.geomspace(1e-6, 1e-2, 40)
shares = {
    "word2vec.c": [remains(keep_probability(frequency, t)) for t in thresholds],
    "paper": [1 - remains(discard_probability(frequency, t)) for t in thresholds],
    "with + t": [remains(tutorial_rule(frequency, t)) for t in thresholds],
}

# %%
figure, axes = new_figure(width=6.5, height=3.4)
styles = ("-", "blue"), ("--", "vermilion"), (":", "black")
for (name, share), (style, colour) in zip(shares.items(), styles, strict=True):
    axes.plot(thresholds, share, style, color=PALETTE[colour], label=name, lw=2)
t = np.percentile(frequency, 85)
axes.plot(t, remains(1 - by_percentile), "o", color="black", label="85th percentile")
axes.set(xscale="log", xlabel="threshold t", ylabel="share that remains", ylim=(0, 1))
axes.legend()
show(
    figure,
    "Share of the text that remains against the threshold, from 0.000001 to 0.01. All "
    "three lines rise. That of word2vec.c goes from 0.06 to 0.94 and is the highest, "
    "the paper's is a little lower. The line with + t begins beside the paper's and "
    "ends lowest, at 0.80. The 85th percentile lies on it, at 0.29.",
)

# %%
for t in (1e-5, 1e-4, 1e-3):
    program = remains(keep_probability(frequency, t))
    paper = 1 - remains(discard_probability(frequency, t))
    print(f"t = {t:g}: word2vec.c {program:.0%}, paper {paper:.0%} remain")
print(f"85th percentile: {remains(1 - by_percentile):.0%} remain")

# %% [markdown]
# A threshold means little without its rule and its text. $10^{-5}$ leaves a seventh of
# this text by the paper's rule: it stands for four or five occurrences here, so nearly
# half of the words are thinned out. In a text of a billion words it stands for 10,000
# occurrences.

# %% [markdown]
# ## Token by token
#
# Chances are not decisions yet. To decide, each token gets a random number of its own.
# A generator, `rng = np.random.default_rng(seed)`, gives them: `rng.random()` is a
# number from 0 to 1, and all are equally likely, so it is below 0.3 with the chance
# 0.3. Two tokens of one word may have different luck: one goes, the other stays.

# %% exercise="06.subsample"
def subsample(ids, chances, seed):
    """The tokens that stay, in the order of the text.

    ids: (T,) the text's word ids. chances: (V,) chance to keep each word id.
    seed: a whole number; the same seed keeps the same tokens.
    Returns (n,) ids.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(ids)) < chances[ids]]
    ### END SOLUTION

# %%
chances = np.asarray(keep_probability(frequency, threshold))  # (V,)
sentence = "the distance from the sample point to the nearest cluster centroid".split()
print("whole: ", " ".join(sentence))
for seed in (1, 2, 3):
    left = subsample(vocabulary.index(sentence), chances, seed)
    print(f"seed {seed}:", " ".join(vocabulary.word(np.asarray(left, int))))

# %% [markdown]
# Now with every fourth sentence of the real text:

# %%
some = sentences[::4]
tokens = np.concatenate([vocabulary.index(sentence) for sentence in some])  # (T,)
left = np.asarray(subsample(tokens, chances, seed=1))
print(f"{len(tokens):,} tokens, {len(left) / len(tokens):.1%} stay")
for word in ("the", "cluster", "sigmoid"):
    i = vocabulary.index(word)
    before, after = np.count_nonzero(tokens == i), np.count_nonzero(left == i)
    print(f"{word:8} {before:6,} → {after:5,}   expected {before * chances[i]:7.1f}")

# %% [markdown]
# Each number lies near what is expected. Training usually goes through a text several
# times. Then each time gets another seed: other tokens stay, so a token that was
# dropped once may stay the next time.

# %% [markdown]
# ## Windows reach further
#
# What comes first, subsampling or the windows? In word2vec.c subsampling does: dropped
# tokens are gone *before* a window is laid over the text. The neighbours of a token
# move up.

# %% [markdown] prediction="06.reach"

# %% [markdown]
# To measure it, we must know where each token stood in the original text. A trick
# helps: pass the *places* 0, 1, 2, … as ids, each with the chance of its word.
# `subsample` does not notice, and returns the places that stay. `sentence_pairs` does
# not notice either, and returns pairs of places. Their difference is the distance in
# the original text.

# %%
places = np.arange(len(tokens))  # each token is a word of its own
ends = np.cumsum([len(sentence) for sentence in some])  # where sentences end
kept = np.asarray(subsample(places, chances[tokens], seed=1))

def place_pairs(places, window=2):
    """Pairs (place of the target, place of the context), each within a sentence."""
    by_sentence = np.split(places, np.searchsorted(places, ends[:-1]))
    return sentence_pairs(by_sentence, window)

without = place_pairs(places)
first = place_pairs(kept)  # subsampling first, windows second

# %% [markdown]
# And the other order? One could lay the windows over the whole text, and then drop
# every pair in which one of the two tokens is lost.

# %% [markdown] prediction="06.windows_first"

# %%
stays = np.isin(places, kept)  # (T,)
after = without[stays[without].all(axis=1)]  # windows first, then pairs are dropped
ways = {
    "no subsampling": without, "subsampling first": first, "windows first": after,
}
for name, rows in ways.items():
    distance = np.abs(rows[:, 1] - rows[:, 0])
    the = np.mean((tokens[rows] == 0).any(axis=1))  # id 0
    print(f"{name:18} {len(rows):7,} pairs, {the:4.1%} with the; distance: "
          f"mean {distance.mean():.2f}, largest {distance.max():2}")

# %%
figure, panels = new_figure(columns=3, width=9, height=2.8, sharey=True)
colours = "black", "blue", "vermilion"
for axes, (name, rows), colour in zip(panels, ways.items(), colours, strict=True):
    distance = np.abs(rows[:, 1] - rows[:, 0])
    share = np.bincount(distance, minlength=13)[1:13] / len(rows)
    axes.bar(range(1, 13), share, color=PALETTE[colour])
    axes.set(title=name, xlabel="distance in the text (words)", xticks=range(1, 13, 2))
panels[0].set(ylabel="share of the pairs")
show(
    figure,
    "Three bar charts of the distance between target and context in the original text, "
    "window 2. No subsampling: bars at 1 and 2 only, both near 0.5. Subsampling first: "
    "0.26 at 1, 0.25 at 2, then falling, and almost 0 at 11. Windows first: bars at 1 "
    "and 2 only, both near 0.5.",
)

# %% [markdown]
# Without subsampling a window of 2 ends at distance 2. With subsampling first, about
# half of the pairs stood further apart than that. With windows first no pair did:
# frequent words are rarer, too, but the window has kept its size, and only half as many
# pairs are left.

# %% [markdown]
# How far does the window reach on one side, on average? Look at the second neighbour to
# the right, where the sentence has one:

# %%
def mean_reach(places, window):
    """Mean distance in the text of the last word in the window, to the right."""
    sentence = np.searchsorted(ends, places, side="right")  # its number
    together = sentence[window:] == sentence[:-window]
    return (places[window:] - places[:-window])[together].mean()

for window in (1, 2, 3):
    print(f"window {window} reaches {mean_reach(places, window):.1f} words, "
          f"after subsampling {mean_reach(kept, window):.1f}")
print(f"1 / share that stays: {len(tokens) / len(kept):.1f}")

# %% [markdown]
# If two of five tokens stay, a window reaches about 5/2 times as far. In fact a little
# less: it ends with the sentence, so a neighbour that would be far away is often not
# there. What fills the window now are words that say more than *the*.

# %% [markdown]
# ## Windows first, in a well-known function
#
# The function of Keras that lesson 02 showed takes chances to keep, too, as its
# `sampling_table`. (`make_sampling_table` makes them by the paper's rule, and guesses
# the frequencies from the ids.) Give it our chances, and the places of the first 5,000
# tokens; it skips id 0, so count from 1.

# %%
random.seed(0)  # Keras draws from Python's own generator
table = np.append(1.0, chances[tokens[:5000]])  # (5001,), of the places 0 to 5000
couples, _ = tf.keras.preprocessing.sequence.skipgrams(
    range(1, 5001), vocabulary_size=5001, window_size=2, negative_samples=0,
    sampling_table=table, shuffle=False,
)
couples = np.array(couples) - 1  # (n, 2) places
print("largest distance:", np.abs(couples[:, 1] - couples[:, 0]).max())
for column, role in enumerate(("targets", "contexts")):
    print(f"the is {np.mean(tokens[couples[:, column]] == 0):.1%} of the {role}")

# %% [markdown]
# Keras drops *targets* only, and lays each window over the whole text. So the window
# reaches no further, and *the* is as frequent among the contexts as ever. That is a way
# of its own to thin out a text. It is not the one of word2vec.c.

# %% [markdown]
# ## Summary
#
# - A hundred words make up half of a text. Subsampling drops some of their tokens.
# - Paper (Mikolov and others, 2013): discard with $1 - \sqrt{t/f}$, cut off at 0.
# - word2vec.c, fastText: keep with $\sqrt{t/f} + t/f$, cut off at 1. It drops nothing
#   up to $f = 2.62\,t$.
# - With $+\,t$: discard with $1 - \sqrt{t/(f + t)}$; 29 % at $f = t$, and never 0.
# - Each token is decided on its own, before windows are laid. So windows reach further.

# %% [markdown]
# The library has all of this already, in `w2vlib/subsampling.py`, under the same names.
# `w2vlib.Trainer` takes `subsample_rule="word2vec"` (what it does if you say nothing,
# with `subsample=1e-3`), `"published"` or `"percentile"`. In lesson 09 you hand it your
# own `keep_probability`.
#
# Do vectors get better by subsampling? Lesson 09 measures it: short vectors, which have
# no room for everything, gain much; long ones hardly. The text gets shorter in any case,
# so training takes less time.

# %% [markdown]
# **What could go wrong**
#
# - A chance to discard is taken for one to keep: the rare words vanish.
# - Counts in place of relative frequencies: every count is above $10^{-3}$, so all
#   words are thinned out.
# - `max(0, array)` stops with an error; `np.maximum` compares element by element.
# - One random number for a whole word: all its tokens stay or go together.
# - `chances` has one entry for a word; `chances[ids]` has one for a token.
# - Windows first: fewer pairs, but no wider window.

# %% [markdown]
# **Where it comes from.** Subsampling and the paper's rule: Mikolov, Sutskever, Chen,
# Corrado and Dean (2013), equation 5. The other rule is in the source of the program
# word2vec.c (2013). Levy, Goldberg and Dagan (2015) call subsampling before windows
# "dirty", and after windows "clean"; in their experiments both did about equally well.
#
# Next: *07-cosine-similarity*. When are two vectors alike?
