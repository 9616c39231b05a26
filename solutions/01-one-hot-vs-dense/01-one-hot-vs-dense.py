# %% [markdown]
# # One-hot and dense embeddings
#
# **A neural network calculates with numbers. How do we hand it a word?**
#
# After this lesson you can give every word of a text an id, make a vector of it in two
# ways, and say what each way costs and what it can express. It takes about 60 minutes.

# %%
import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from grader_tests import guess
from w2vlib import Trainer, cosine_similarity
from w2vlib.corpora.story import story
from w2vlib.plots import PALETTE, new_figure, show

# %% [markdown]
# In all lessons, the arguments of your functions are NumPy arrays, Python numbers and
# strings, and lists of words, unless an exercise says otherwise. Your answer may be an
# array, a list, or a TensorFlow tensor. Only where an exercise names a dtype, such as
# `float32`, it must be just that.

# %% [markdown]
# ## A text is a list of words
#
# This small story goes with us through the lessons. Here are its first sentences, already
# in lower case and split at the spaces. Each word in its place is called a **token**.

# %%
sentences = story(7)
for sentence in sentences:
    print(" ".join(sentence))
tokens = [word for sentence in sentences for word in sentence]
print(f"\n{len(tokens)} tokens, {len(set(tokens))} different words")

# %% [markdown]
# The different words are the text's **vocabulary**. Number them, beginning with 0, and each
# word has an **id**. Any order would do to tell words apart. But two things come later:
# rare words will be left out, and some programs draw words by their id, small ids most
# often (lesson 03). So the usual order is: the most frequent word first. Between equal
# counts the letters decide, so that every run gives the same ids.

# %% exercise="01.build_vocabulary"
def build_vocabulary(tokens, min_count=1):
    """The words of a text; a word's id is its place in the list.

    tokens: a list of words. min_count: rarer words are left out.
    Returns a list of words by falling count, equal counts in the order of `sorted`.
    """
    ### BEGIN SOLUTION
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    words = [word for word in counts if counts[word] >= min_count]
    return sorted(words, key=lambda word: (-counts[word], word))
    ### END SOLUTION

# %% [markdown]
# Here are the vocabulary of our seven sentences, and the first of them as ids:

# %%
vocabulary = list(build_vocabulary(tokens))
word_id = {word: i for i, word in enumerate(vocabulary)}
print(vocabulary)
print([word_id[word] for word in sentences[0]], "=", " ".join(sentences[0]))

# %% [markdown]
# ## Ids are names, not numbers
#
# May a network calculate with the ids themselves? Then it would believe that *dog* plus
# *dog* is some other word, and that words with near ids are alike. The ids are only names.
# We need vectors.

# %%
print("ids:", {word: word_id[word] for word in ("the", "cat", "dog", "four")})
print("dog + dog =", vocabulary[word_id["dog"] + word_id["dog"]], "?")

# %% [markdown]
# The simplest vector has one place for every word of the vocabulary: a 1 in the word's own
# place, and 0 in all others. It is called **one-hot**. In comments and docstrings, `V` is
# the size of the vocabulary and `n` the number of ids.

# %% exercise="01.one_hot"
def one_hot(ids, vocabulary_size):
    """One-hot vectors, one per row.

    ids: (n,) whole numbers from 0 to V - 1. vocabulary_size: V.
    Returns (n, V) float32; without ids (0, V).
    """
    ### BEGIN SOLUTION
    vectors = np.zeros((len(ids), vocabulary_size), np.float32)
    vectors[np.arange(len(ids)), ids] = 1
    return vectors
    ### END SOLUTION

# %% [markdown]
# ## One vector per word, not per sentence
#
# You may meet the claim that a sentence is one-hot encoded by a single vector, with a 1 for
# each word that is present. Take *python consistently ranks as one of the most popular
# programming languages*. It has 11 words, all different, so the vector would have length
# 11. What would it look like?

# %%
sentence = (
    "python consistently ranks as one of the most popular programming languages".split()
)
words = list(build_vocabulary(sentence))
ids = np.array([words.index(word) for word in sentence])
rows = np.asarray(one_hot(ids, len(words)))  # yours may be a tensor
print(len(words), "words; one-hot:", rows.shape)
print("all rows added:     ", rows.sum(axis=0))
print("the first word alone:", rows[0])

# %% [markdown]
# Eleven ones: such a vector says which words are there, but not in which order. No row is
# left that stands for one word. That is a **bag of words**, the sum of the one-hot vectors.
# One-hot means *one* 1, in a vector for *one* word. So our sentence has eleven vectors, the
# rows of an (11, 11) array.

# %% [markdown]
# ## What a one-hot vector can't say
#
# Which words are alike? Two vectors that are alike should lie near each other. Their
# **distance** is that of two points in a plane, with more numbers: subtract one vector from
# the other, square the differences, add them up, and take the square root.
#
# We know what the words mean; do their one-hot vectors?

# %% [markdown] prediction="01.nearer"

# %%
vectors = np.asarray(one_hot(np.arange(len(vocabulary)), len(vocabulary)))  # (V, V)
differences = vectors[:, np.newaxis] - vectors  # every row minus every row: (V, V, V)
distances = np.sqrt((differences**2).sum(axis=2))  # (V, V)
print("dog to cat: ", distances[word_id["dog"], word_id["cat"]])
print("dog to four:", distances[word_id["dog"], word_id["four"]])
print("all distances there are:", np.unique(distances), " √2 =", np.sqrt(np.float32(2)))

# %% [markdown]
# Any two different words have the distance $\sqrt{2}$: they differ in two places, by 1 each,
# and $\sqrt{1^2 + 1^2} = \sqrt{2}$. (The 0 is a word's distance to itself.) Their dot
# product $u \cdot v = \sum_i u_i v_i$ is 0, so
# the vectors stand at right angles to each other: they are **orthogonal**. One-hot vectors
# can tell words apart, and nothing else.

# %% [markdown]
# ## A table of dense vectors
#
# Give each word a shorter vector instead, with `D` numbers of any size: a **dense** vector,
# or **embedding**. All of them together are the rows of a table $E$ with the shape (V, D).
# The numbers are learned, and words that are used alike get vectors that are alike.
#
# Then the one-hot vector has a task after all: multiplied with the table, it picks a row.

# %%
table = np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])  # (3 words, 2 dimensions)
print(np.asarray(one_hot(np.array([2, 0]), 3)) @ table)

# %% [markdown]
# With $v_i = 1$ at the word's id and 0 elsewhere, $\sum_i v_i\, E_{ij}$ keeps just one row
# of $E$. But the product multiplies *every* number of the table, nearly all of them by 0.
# A **lookup** copies the row. A network takes some words at a time, a **batch**: here
# n = 256. How much work is saved?

# %%
n, V, D = 256, 50_000, 100
print(f"product: {n * V * D:>13,} multiplications")
print(f"lookup:  {n * D:>13,} numbers copied")
print(f"ratio:   {V:>13,}")

# %% [markdown]
# The lookup is safer, too. While a network learns, a number may overflow, and a NaN gets
# into some row of the table. Does it matter for the other words?

# %% [markdown] prediction="01.zero_times_nan"

# %%
damaged = table.copy()
damaged[1] = np.nan  # the row of word 1
print("0 * NaN =", 0 * np.nan)
print("word 0 by product:", np.asarray(one_hot(np.array([0]), 3))[0] @ damaged)
print("word 0 by lookup: ", damaged[0])

# %% [markdown]
# We asked for word 0, but the product has brought us the NaN of word 1. Every word is lost
# at once, and it is hard to find out where it began. The lookup never touches other rows.

# %% exercise="01.embedding_lookup"
def embedding_lookup(table, ids):
    """The vectors of some words.

    table: (V, D). ids: (n,) whole numbers from 0 to V - 1.
    Returns (n, D), the same as one_hot(ids, V) @ table; without ids (0, D).
    """
    ### BEGIN SOLUTION
    return table[ids]
    ### END SOLUTION

# %% [markdown]
# TensorFlow has this under the names `tf.gather` and `tf.nn.embedding_lookup`, and as the
# layer `tf.keras.layers.Embedding`, which also holds the table. All three look up; none
# builds a one-hot vector.

# %%
layer = tf.keras.layers.Embedding(3, 2)
ids = np.array([2, 0, 2])
vectors_of_layer = layer(ids).numpy()  # (3, 2)
table_of_layer = layer.get_weights()[0]  # (3, 2)
print(np.array_equal(vectors_of_layer, embedding_lookup(table_of_layer, ids)))
print(np.array_equal(vectors_of_layer, np.asarray(one_hot(ids, 3)) @ table_of_layer))

# %% [markdown]
# ## Which words are alike?
#
# Let us train such a table. The program reads 2000 sentences of the story; how it learns is
# the matter of the next lessons. It takes a few seconds. Then we look up 18 words, in six
# groups of three.

# %%
# The same settings as in lesson 00: 16 numbers a word, and no word is left out.
settings = {"dim": 16, "window": 2, "min_count": 1, "subsample": 0, "seed": 1}
trainer = Trainer(story(2000), progress=False, validation=False, **settings).train()
words = (
    "dog cat wolf growl purr bark bowl cup jug ice milk water "
    "two three four pun joke riddle"
).split()
ids = trainer.vocabulary.index(words)  # (18,)
dense = np.asarray(embedding_lookup(trainer.vectors.matrix, ids))  # (18, 16)
print(dense.shape, "in a table of", trainer.vectors.matrix.shape)

# %% [markdown]
# To compare all with all, take the dot product of every row with every row: this square of
# numbers is the **Gram matrix**. We scale each vector to length 1 first; then its numbers
# are **cosines** of the angles between the vectors, 1 in the same direction and 0 at right
# angles. `cosine_similarity` does both (you write it in lesson 07). What does the square
# look like for one-hot vectors, and what for the trained ones?

# %%
sparse = np.asarray(one_hot(ids, len(trainer.vocabulary)))  # (18, V)
gram = {  # the Gram matrix of each, (18, 18)
    "one-hot": cosine_similarity(sparse, sparse),
    "dense": cosine_similarity(dense, dense),
}

# %%
figure, (left, right) = new_figure(columns=2, width=8.5, height=4.4, sharey=True)
for axes, name, vectors in ((left, "one-hot", sparse), (right, "dense", dense)):
    image = axes.imshow(gram[name], cmap="cividis", vmin=0, vmax=1)
    axes.set(title=f"{name}, {vectors.shape[1]} numbers per word")
    axes.set_xticks(range(18), words, rotation=90)
    axes.set_yticks(range(18), words)
figure.colorbar(image, ax=[left, right], label="cosine", shrink=0.8)
show(
    figure,
    "Two Gram matrices of 18 words. One-hot: only the diagonal is bright, all else is "
    "dark. Dense: six bright squares of three words each, such as dog, cat, wolf, "
    "lie along the diagonal. Beside it, one pair of squares is lighter than the "
    "rest: bowl, cup, jug with ice, milk, water (0.8).",
)

# %% [markdown]
# On the left every word is like itself and like nothing else. On the right the groups light
# up: animals, sounds, vessels, food, numbers, and things one tells. The program has seen
# nothing but the text. The groups are in it, as words of a group stand in the same places
# of its sentences. (Real text is less tidy than this story.)

# %% [markdown]
# Two of the groups are alike, too: vessels and food (about 0.8). All other pairs of groups
# have about 0.3 to 0.7, even those that seem to have nothing to do with each other. So look
# at the order, not at the number.
#
# Here is one word's row as numbers. Change the word, and run the cell again:

# %%
word = "growl"
cosines = gram["dense"][words.index(word)]
for place in np.argsort(-cosines)[1:7]:
    print(f"{word} {words[place]:6} {cosines[place]:.2f}")

# %% [markdown]
# ## What does it cost?
#
# The dense vectors are shorter, too. By how much? The answer depends on the size of the
# vocabulary, and 62 words are far from real: a large text has 50,000 and more.

# %% exercise="01.predict_memory"
n, V, D = 256, 50_000, 100
predict_memory = {
    "one_hot_batch": None,  # (n, V)
    "dense_batch": None,  # (n, D)
    "one_hot_table": None,  # (V, V)
    "dense_table": None,  # (V, D)
}
### BEGIN SOLUTION
predict_memory = {
    "one_hot_batch": n * V * 4,
    "dense_batch": n * D * 4,
    "one_hot_table": V * V * 4,
    "dense_table": V * D * 4,
}
### END SOLUTION

# %% [markdown]
# How does the memory grow with the vocabulary? On axes where every step is a factor of ten,
# a straight line shows a power. Ten times the words: one line rises by one step, another
# by two, and one not at all. Which is which? (Run both cells.)

# %%
V = np.logspace(3, 6, 50)
sizes = "100 kB,1 MB,10 MB,100 MB,1 GB,10 GB,100 GB,1 TB,10 TB".split(",")
curves = (  # name, memory, colour, line, place of the name, what ten times the words do
    ("one-hot table, $4 V^2$", 4 * V * V, "vermilion", "-", "center", "× 100"),
    ("one-hot batch, $4 n V$", 4 * n * V, "orange", "--", "bottom", "× 10"),
    ("dense table, $4 V D$", 4 * V * D, "blue", "-.", "top", "× 10"),
    ("dense batch, $4 n D$", 4 * n * D + 0 * V, "sky", ":", "center", "× 1"),
)

# %%
figure, axes = new_figure(width=8, height=4)
for name, memory, colour, line, place, growth in curves:
    axes.loglog(V, memory, line, color=PALETTE[colour])
    label = f"{name}\nV × 10 → memory {growth}"
    axes.text(1.1e6, memory[-1], label, va=place, fontsize=9)
axes.set_yticks(10.0 ** np.arange(5, 14), sizes)
axes.minorticks_off()
axes.set(xlabel="words in the vocabulary, V", ylabel="memory", ylim=(3e4, 2e13))
axes.grid(axis="y", alpha=0.3)
show(
    figure,
    "Memory against vocabulary size from 1000 to 1,000,000 words. The one-hot table "
    "rises steeply, from 4 MB to 4 TB; the one-hot batch from 1 MB to 1 GB; the dense "
    "table from 0.4 MB to 400 MB. The dense batch stays at 0.1 MB.",
)

# %% [markdown]
# A million words need 4 TB as one-hot vectors and 400 MB as dense ones. In practice nobody
# stores those zeros: the id says it all. So keep *ids* in your data, *dense vectors* in the
# table, and think of one-hot vectors as the formula behind the lookup.

# %% [markdown]
# ## Summary
#
# - A vocabulary is a list of words by falling count; a word's id is its place.
# - One-hot vectors have V numbers, are all $\sqrt{2}$ apart, and say nothing about meaning.
# - A dense vector has D numbers, whatever V is. Trained ones lie near each other where
#   words are used alike.
# - A lookup is the product with a one-hot vector, without the zeros.

# %% [markdown]
# **What could go wrong**
#
# - Equally frequent words get other ids in another run: sort ties, too, or saved vectors
#   no longer fit their words.
# - An id equal to V is one too much: NumPy stops; `tf.one_hot` silently gives a row of zeros.
# - A negative id counts from the end in NumPy: `table[-1]` is the last word.
# - NumPy's zeros are float64 unless you say float32: twice the memory.
# - A NaN in one row, and a product: everything is NaN.

# %% [markdown]
# **Where it comes from.** Dense vectors learned by a network: Rumelhart, Hinton and Williams
# (1986); for the words of a large vocabulary: Bengio, Ducharme, Vincent and Jauvin (2003).
# The word2vec of this course is by Mikolov, Chen, Corrado and Dean (2013), who say *1-of-V coding* for one-hot.
#
# Next: *02-skip-gram-pairs*, what the program learns from.
