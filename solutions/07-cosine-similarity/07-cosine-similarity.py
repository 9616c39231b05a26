# %% [markdown]
# # Cosine similarity, neighbours, analogies
#
# **Training gives every word a row of numbers. What do these rows know, and how do we
# ask them?**
#
# After this lesson you can find the words that are nearest to a word, answer questions
# such as *man is to woman as king is to …*, say what such an answer proves, and measure
# how well a table agrees with people. It takes about 90 minutes.

# %%
from pathlib import Path

import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf
from scipy.stats import rankdata

from grader_tests import guess
from w2vlib import Trainer
from w2vlib.corpora import Docstrings, MiniWorld
from w2vlib.corpora.story import story
from w2vlib.evaluation.own_sets import OWN_SETS
from w2vlib.plots import PALETTE, hatched, new_figure, show
from w2vlib.sliders import sliders

# %% [markdown]
# You met the cosine in lesson 01; now you write it. A **table** has one row for each word, and a word is named
# by its id, the number of its row. `V` is the number of words and `D` the length of a
# vector; `n` and `m` are numbers of rows.

# %% [markdown]
# ## Three ways to be near
#
# Say that vectors had two numbers only. Then each word is an arrow that begins at
# (0, 0). Which of the three words below is nearest to *milk*?

# %% tags=["experiment"]
milk = np.array([2.0, 1.0])
arrows = {
    "bowl": np.array([5.0, -1.0]),
    "soup": np.array([1.6, 1.9]),
    "cream": np.array([0.8, 0.42]),
}
colours = {"milk": "black", "bowl": "blue", "soup": "vermilion", "cream": "green"}

# %% tags=["experiment"]
figure, axes = new_figure(width=6, height=3.2)
for word, (x, y) in {"milk": milk, **arrows}.items():
    colour = PALETTE[colours[word]]
    arrow = {"arrowstyle": "-|>", "color": colour, "lw": 2, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (x, y), (0, 0), arrowprops=arrow)
    side = {"milk": (6, -4), "cream": (2, -14)}.get(word, (6, 2))
    axes.annotate(word, (x, y), side, textcoords="offset points")
axes.set(xlabel="first number", ylabel="second number", xlim=(0, 5.8), ylim=(-1.2, 2.2))
axes.set_aspect("equal")
show(
    figure,
    "Four arrows from one point. Cream is short and has the direction of milk. Soup is "
    "about as long as milk and turned to the left. Bowl is twice as long and turned to "
    "the right.",
)

# %% [markdown] prediction="07.three_measures"

# %% tags=["experiment"]
print("          dot product   distance   cosine")
for word, arrow in arrows.items():
    dot = milk @ arrow
    distance = np.linalg.norm(milk - arrow)
    cosine = dot / (np.linalg.norm(milk) * np.linalg.norm(arrow))
    print(f"{word:8} {dot:12.2f} {distance:10.2f} {cosine:8.2f}")

# %% [markdown]
# *Bowl* has the largest **dot product**, $u \cdot v = \sum_i u_i v_i$: long arrows get
# large numbers. *Soup* has the smallest **Euclidean distance** $|u - v|$, that of the
# arrows' heads: arrows of another length are far away. *Cream* has the largest
# **cosine**. Here $|u| = \sqrt{u \cdot u}$ is the length:

# %% [markdown]
# $$\cos(u, v) = \frac{u \cdot v}{|u|\,|v|}$$
#
# This is the cosine of the angle between the arrows. It is 1 in the same direction, 0
# at a right angle, and -1 in opposite directions. Both lengths are divided out: an
# arrow that is made twice as long keeps all its cosines.

# %% [markdown]
# A vector of zeros has no direction, and the formula says 0 / 0. Such rows exist, for
# example for padding. We say that a zero vector is similar to nothing: its cosine is 0.
#
# To compare many words at once, put them into tables: each row of `a` with each row of
# `b`.

# %% exercise="07.cosine_similarity"
def cosine_similarity(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The cosine of each row of a with each row of b.

    a (n, D), b (m, D).
    Returns (n, m); 0 where a row is a zero vector.
    """
    ### BEGIN SOLUTION
    def unit(rows):
        length = np.linalg.norm(rows, axis=1, keepdims=True)  # (n, 1)
        return rows / np.where(length > 0, length, 1)

    return unit(a) @ unit(b).T
    ### END SOLUTION

# %% [markdown]
# A row divided by its length has length 1: it is a **unit vector**. For unit vectors
# the dot product *is* the cosine, and the distance follows from it, as $|u - v|^2 = u
# \cdot u - 2\,u \cdot v + v \cdot v = 2 - 2\cos(u, v)$. So once a table is scaled, all
# three measures give the same order. Programs scale a table once and then take dot
# products.

# %% tags=["experiment"]
rng = np.random.default_rng(0)
rows = rng.normal(size=(3, 5))
unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
squares = np.linalg.norm(unit[:, np.newaxis] - unit, axis=2) ** 2
print("cosines of the rows:\n", np.round(cosine_similarity(rows, rows), 3))
print("dot products of the unit vectors:\n", np.round(unit @ unit.T, 3))
print("1 - half of the squared distances:\n", np.round(1 - squares / 2, 3))

# %% [markdown]
# ## Does it matter for words?
#
# We train the story of the dog, the cat and the kitchen, as in lesson 01, and compare
# *water* with four words, and *puppy* with two.

# %% tags=["experiment"]
settings = {"dim": 16, "window": 2, "min_count": 1, "subsample": 0, "seed": 1}
trained = Trainer(story(2000), progress=False, validation=False, **settings).train()
story_table = trained.vectors.matrix  # (V, 16)

def compare(word, others):
    ids = trained.vocabulary.index([word, *others])
    first, rest = story_table[ids[:1]], story_table[ids[1:]]
    cosines = cosine_similarity(first, rest)[0]
    print(f"{word:8} length   dot product   distance   cosine")
    for other, vector, cosine in zip(others, rest, cosines, strict=True):
        distance = np.linalg.norm(vector - first)
        print(f"  {other:6} {np.linalg.norm(vector):6.2f} {first[0] @ vector:13.2f} "
              f"{distance:10.2f} {cosine:8.2f}")

# %% tags=["experiment"]
compare("water", ["bowl", "cup", "milk", "cream"])
compare("puppy", ["dog", "bear"])

# %% [markdown]
# By dot product *bowl* and *cup* are nearer to *water* than *milk* and *cream* are,
# because their vectors are longer. By distance *puppy* is nearer to *bear* than to
# *dog*, because the vectors of *puppy* and *bear* are almost equally long. By cosine
# *milk* and *cream* come first, and so does *dog*.
#
# The length of a trained vector has much to do with how *often* a word was used; its
# direction, with *which* words it was used. So direction is what we compare.

# %% [markdown]
# ## Neighbours
#
# A word's **neighbours** are the words of highest cosine with it. The word itself would
# always win, with a cosine of 1, and tells nothing, so it is left out.

# %% exercise="07.most_similar"
def most_similar(word_id: int, table: np.ndarray, k: int) -> np.ndarray:
    """The k nearest words of a word by cosine, without itself.

    table (V, D). k: at most V - 1. Returns k ids, the nearest first; words with the
    same cosine may come in any order.
    """
    ### BEGIN SOLUTION
    cosines = np.array(cosine_similarity(table[[word_id]], table)[0])  # (V,)
    cosines[word_id] = -np.inf
    return np.argsort(-cosines)[:k]
    ### END SOLUTION

# %% [markdown]
# ## Before and after training
#
# Now to a real text: the documentation of scikit-learn and Matplotlib, which is on your
# disk already. It has about 400,000 words, of which about 4,000 different ones occur 5
# times or more. The trainer begins with random vectors. Keep a copy of them.
#
# (The first time, the text has to be collected from the packages, which takes some
# seconds more.)

# %% tags=["experiment"]
text = Docstrings(["sklearn", "matplotlib"], standard_library=False, progress=False)
settings = {"dim": 50, "epochs": 5, "min_count": 5, "seed": 1}
trainer = Trainer(text, progress=False, validation=False, **settings)
words = trainer.vocabulary
before = trainer.vectors.matrix.copy()  # (V, 50), random
print(f"{len(words):,} words")

# %% [markdown] prediction="07.before_training"

# %% tags=["experiment"]
after = trainer.train().vectors.matrix  # (V, 50)

# %% tags=["experiment"]
def bars_of_neighbours(axes, word, table):
    i = words.index(word)
    near = np.asarray(most_similar(i, table, 6))
    cosines = np.asarray(cosine_similarity(table[[i]], table[near]))[0]
    axes.barh([words.words[j] for j in near], cosines, color=PALETTE["sky"])
    axes.invert_yaxis()

# %% tags=["experiment"]
def neighbours(word):
    figure, panels = new_figure(columns=2, width=8, height=2.6)
    tables = ("before", before), ("after", after)
    for axes, (name, table) in zip(panels, tables, strict=True):
        bars_of_neighbours(axes, word, table)
        axes.set(title=f"{word}, {name} training", xlabel="cosine", xlim=(0, 1))
    show(
        figure,
        f"Two bar charts with the six nearest words of {word}. Before training, "
        "unrelated words with cosines of about 0.4 to 0.5; after it, other words, with "
        "higher cosines.",
    )

neighbours("red")
sliders(neighbours, word=["red", "height", "left", "random", "classifier", "minimum"])

# %% [markdown]
# Before training there are neighbours, too, but they mean nothing. Among 4,000 random
# vectors *some* are near to *red*. So a cosine of 0.5 alone proves nothing: look at
# *which* words they are.
#
# After training *green* and *blue* are there. Nobody has told the program what a colour
# is. Some more words:

# %% tags=["experiment"]
for word in ("height", "left", "classifier", "random", "minimum"):
    for name, table in (("before", before), ("after", after)):
        near = most_similar(words.index(word), table, 5)
        print(f"{word:10} {name:6}", ", ".join(words.words[int(i)] for i in near))

# %% [markdown]
# The nearest word of *left* is *right*, and *maximum* is near to *minimum*. They are
# opposites! But they are *used* alike: where one of them stands, the other could stand,
# too. That is all that a cosine of such vectors says. It does not say *means the same*.

# %% [markdown]
# ## A heat map of some words
#
# With tables, one call compares all words of a list with each other. A **heat map**
# shows each cosine as a colour.

# %% tags=["experiment"]
groups = (
    "red green blue  horizontal vertical  left right  height width  random generator "
    "seed  mean median variance  classifier regressor"
).split()
ids = words.index(groups)
ALT = {
    "before training": "Heat map of 17 words. Only the diagonal is bright.",
    "after training": "Heat map of 17 words. Bright squares along the diagonal, such "
    "as red, green, blue. The colours with horizontal and vertical are rather bright, "
    "too. The words from red to width are somewhat alike; most other pairs are dark.",
}

# %% tags=["experiment"]
def heat_map(vectors):
    table = {"before training": before, "after training": after}[vectors]
    figure, axes = new_figure(width=6.4, height=5)
    cosines = np.asarray(cosine_similarity(table[ids], table[ids]))
    image = axes.imshow(cosines, cmap="cividis", vmin=-0.2, vmax=1)
    axes.set_xticks(range(len(groups)), groups, rotation=90)
    axes.set_yticks(range(len(groups)), groups)
    axes.set(title=vectors)
    figure.colorbar(image, label="cosine")
    show(figure, ALT[vectors])

heat_map("after training")
sliders(heat_map, vectors=["after training", "before training"])

# %% [markdown]
# Words that belong together make bright squares: the mean cosine within the squares is
# about 0.8, that of all other pairs about 0.2. One thing may surprise you: colours are
# rather near to *horizontal* and *vertical* (about 0.65). In these texts both tell how
# a line looks.

# %% [markdown]
# What would the dot product have said? First, how long are the vectors?

# %% tags=["experiment"]
counts, lengths = words.counts, np.linalg.norm(after, axis=1)
for low, high in ((5, 9), (10, 29), (30, 99), (100, 999)):
    chosen = (counts >= low) & (counts <= high)
    print(f"words that occur {low:3} to {high:3} times: {chosen.sum():5}, "
          f"median length {np.median(lengths[chosen]):.1f}")

by_dot = np.argsort(-(after @ after[words.index("blue")]))[:5]
print("blue, by dot product:", ", ".join(words.words[i] for i in by_dot))

# %% [markdown]
# Rare words have short vectors here, about half as long as those of frequent words.
# *Blue* is rare, and by dot product not even *blue* itself is its nearest word. Nor are
# *red* and *green* among the first five: words with long vectors stand there.

# %% [markdown]
# ## Calculating with words
#
# *Man is to woman as king is to …?* If a difference between two words had the same
# direction wherever it occurs, the answer could be calculated: go from *man* to
# *woman*, and take the same way from *king*. With vectors $a$, $b$, $c$ of the three
# words, we look for the word nearest to $b - a + c$.

# %% [markdown]
# To see whether that works we need a text whose truth we know. In the **miniworld**, a
# little invented language, each word stands between words that tell what it is. *King*
# and *queen* share *crown* and *throne*; *king* and *man* share *he* and *beard*. So
# the same difference was planted in every pair of a man and a woman.

# %% tags=["experiment"]
world = MiniWorld()
found = [s for s in world.sentences() if {"king", "queen"} & set(s)]
for sentence in found[:4]:
    print(" ".join(sentence))
for relation in ("male:female", "country:capital", "infinitive:past"):
    print(f"{relation:15}", *world.analogies[relation][13])
print(len(world.questions()), "questions in all")

# %% [markdown]
# Why are the rows scaled first? With unit vectors, the cosine of a word $x$ with
# $b - a + c$ is, up to a factor that is the same for all words,
#
# $$x \cdot (b - a + c) = \cos(x, b) - \cos(x, a) + \cos(x, c)$$
#
# So the answer should be like $b$ and like $c$, but not like $a$, and all three count
# equally. With raw rows the longest would decide. The method is called 3CosAdd, after
# the three cosines that are added.

# %% exercise="07.analogy"
def analogy(a: int, b: int, c: int, table: np.ndarray) -> int:
    """The answer to "a is to b as c is to …".

    a, b, c: ids. table (V, D).
    Returns the id of the word nearest by cosine to b - a + c, rows scaled first;
    a, b and c are no answers. No row is a zero vector.
    """
    ### BEGIN SOLUTION
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])  # but for a common factor
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))
    ### END SOLUTION

# %% [markdown]
# We ask four tables: the miniworld's before training; after 3,000 sentences; after all
# 40,000; and the one of the documentation, with questions of the course's authors, such
# as *row : rows = column : columns*.

# %% tags=["experiment"]
def train_world(sentences):
    settings = {"dim": 32, "epochs": 2, "min_count": 1, "seed": 1}
    text = MiniWorld(num_sentences=sentences)
    trainer = Trainer(text, progress=False, validation=False, **settings)
    start = trainer.vectors.matrix.copy()
    return trainer.vocabulary, start, trainer.train().vectors.matrix

few_words, _, few = train_world(3_000)
world_words, random_world, whole = train_world(40_000)

# %% tags=["experiment"]
def as_ids(questions, vocabulary):
    known = [q for q in questions if all(word in vocabulary for word in q)]
    return np.array([vocabulary.index(q) for q in known])  # (questions, 4)

planted = world.questions()[::5]
own = [question for _, question in OWN_SETS["docstrings"].questions()]
tables = {
    "miniworld,\nnot trained": (random_world, as_ids(planted, world_words)),
    "miniworld,\n3,000 sentences": (few, as_ids(planted, few_words)),
    "miniworld,\n40,000 sentences": (whole, as_ids(planted, world_words)),
    "documentation": (after, as_ids(own, words)),
}

# %% [markdown]
# In the famous example the answer comes out as if by itself: *king* - *man* + *woman* =
# *queen*. But your function does one thing more. It leaves the three inputs out. Does
# that matter?

# %% [markdown] prediction="07.inputs_left_in"

# %% tags=["experiment"]
def nearest_of_all(a, b, c, table):
    """The same search, but with a, b and c among the words."""
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    return np.argmax(unit @ (unit[b] - unit[a] + unit[c]))

shares = {"the right word": [], "c": [], "b": [], "another word": []}
for table, questions in tables.values():
    a, b, c, d = questions.T
    found = np.array([nearest_of_all(*q[:3], table) for q in questions])
    parts = [np.mean(found == word) for word in (d, c, b)]
    for name, share in zip(shares, [*parts, 1 - sum(parts)], strict=True):
        shares[name].append(share)

# %% tags=["experiment"]
figure, axes = new_figure(width=8, height=3.2)
left = np.zeros(len(tables))
looks = hatched("blue", "orange", "green", "purple")
for name, look in zip(shares, looks, strict=True):
    axes.barh(list(tables), shares[name], left=left, label=name, **look)
    left = left + shares[name]
axes.set(xlabel="share of the questions", xlim=(0, 1), ylim=(3.5, -0.5))
axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=4, frameon=False)
show(
    figure,
    "What is nearest to b - a + c if no word is left out, in four bars. Miniworld not "
    "trained: nearly always c or b. 3,000 sentences: mostly c or b, the right word in "
    "about 5 percent. 40,000 sentences: practically always the right word. "
    "Documentation: c in about 80 percent, b in about 10, the right word hardly ever.",
)

# %% [markdown]
# In the documentation the nearest word is nearly always an input, most often $c$
# itself. The difference $b - a$ is small beside $c$, so the arrow still points to $c$.
# Take *rows*, take away *row*, and add *column*: what you find is nearly always an input
# again, most often *column*. Only in the whole miniworld, where large differences were
# planted, does the right word win by itself. On less text even there it does not.

# %% [markdown]
# Now your function, which leaves the inputs out. For comparison, take a rule that does
# not calculate at all: the nearest neighbour of $c$, other than $a$ and $b$.

# %% tags=["experiment"]
def neighbour_of_c(a, b, c, table):
    near = [int(i) for i in most_similar(c, table, 3)]
    return next(i for i in near if i not in (a, b))

def share_right(rule, questions, table):
    ids = [[int(i) for i in question] for question in questions]
    return np.mean([int(rule(a, b, c, table)) == d for a, b, c, d in ids])

print("share of right answers         inputs in   inputs out   neighbour of c")
for name, (table, questions) in tables.items():
    rules = nearest_of_all, analogy, neighbour_of_c
    right = [share_right(rule, questions, table) for rule in rules]
    name = name.replace("\n", " ")
    print(f"{name:30} {right[0]:9.2f} {right[1]:12.2f} {right[2]:16.2f}")

# %% [markdown]
# In the documentation rarely more than a third of your answers are right, and the
# neighbour of $c$, which calculates nothing, does about as well or better. *Columns*
# is near to *column* anyway; there is no need for *row* and *rows*. So this score
# shows that forms of a word are neighbours, and says little about differences. In the
# whole miniworld the neighbour of $c$ is hardly ever right: there the differences do
# the work.

# %% [markdown]
# So if you read an analogy score, ask whether the inputs were left out (almost always,
# yes), and what the neighbour of $c$ would have scored.

# %% [markdown]
# ## Does the table agree with people?
#
# Lists of neighbours are anecdotes: one looks at those that please. Better take many
# pairs of words, a score for each that says how alike they are, and ask whether pairs
# of higher score have higher cosines.

# %% [markdown]
# The scores may go from 0 to 10 and cosines from -1 to 1, so only the *order* can be
# compared. Replace the numbers by their **ranks**, 1 for the lowest. Equal numbers
# share the average of the ranks that they would have; SciPy's `rankdata` does that.
#
# Then take the usual (Pearson's) correlation of the ranks. This is **Spearman's rank
# correlation** $\rho$ ("rho"): 1 if the orders agree, 0 if they have nothing to do with
# each other, -1 if one is the reverse of the other.

# %% tags=["experiment"]
scores = [7.5, 2.0, 9.0, 2.0, 0.5]
cosines = [0.4, 0.1, 0.9, 0.2, -0.1]
print("scores ", scores, "-> ranks", rankdata(scores))
print("cosines", cosines, "-> ranks", rankdata(cosines))
print("correlation of the ranks  ",
      np.round(np.corrcoef(rankdata(scores), rankdata(cosines))[0, 1], 3))
print("correlation of the numbers", np.round(np.corrcoef(scores, cosines)[0, 1], 3))

# %% exercise="07.similarity_correlation"
def similarity_correlation(pairs: np.ndarray, scores: np.ndarray, table: np.ndarray):
    """Spearman's rank correlation between cosines and scores.

    pairs (n, 2) ids, scores (n,), table (V, D).
    Returns one number from -1 to 1.
    """
    ### BEGIN SOLUTION
    first, second = table[pairs[:, 0]], table[pairs[:, 1]]  # (n, D) each
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    cosines = (first * second).sum(axis=1) / np.where(lengths > 0, lengths, 1)  # (n,)
    return np.corrcoef(rankdata(cosines), rankdata(scores))[0, 1]
    ### END SOLUTION

# %% [markdown]
# In the miniworld the scores are planted: 1 for words that are used in just the same
# way (two colours), 0.5 for words that share one of two traits (*king* and *queen*,
# *king* and *father*), 0 for words that share none.

# %% tags=["experiment"]
def known_pairs(scored, vocabulary):
    """Ids (n, 2) and scores (n,) of pairs whose words are both in the vocabulary."""
    found = [(one.lower(), two.lower(), score) for one, two, score in scored]
    found = [f for f in found if f[0] in vocabulary and f[1] in vocabulary]
    ids = [vocabulary.index(f[:2]) for f in found]
    return np.array(ids).reshape(-1, 2), np.array([f[2] for f in found])

pairs, scores = known_pairs(world.similarities, world_words)
print(len(pairs), "pairs")

def cosines_of(pairs, table):
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    return (unit[pairs[:, 0]] * unit[pairs[:, 1]]).sum(axis=1)

# %% tags=["experiment"]
figure, panels = new_figure(columns=2, width=8, height=3, sharey=True)
both = ("before", random_world), ("after", whole)
for axes, (name, table) in zip(panels, both, strict=True):
    rho = float(similarity_correlation(pairs, scores, table))
    apart = scores + np.random.default_rng(0).uniform(-0.12, 0.12, len(scores))
    axes.plot(apart, cosines_of(pairs, table), "o", color=PALETTE["blue"], ms=2.5)
    axes.set(title=f"{name} training: rho = {rho:.2f}", xticks=[0, 0.5, 1])
    axes.set(xlabel="planted score (points spread to be seen)", ylabel="cosine")
show(
    figure,
    "Cosine against planted score, a point for each pair. Before training the points "
    "of the scores 0, 0.5 and 1 lie at the same height, around 0. After training they "
    "rise in three steps, around 0.55, 0.75 and 1.",
)

# %% [markdown]
# Before training $\rho$ is about 0, after it about 0.9. It cannot reach 1, even with
# perfect steps: hundreds of pairs share a score, so they share a rank, while their
# cosines all differ. And see the height of the points: even words that have nothing in
# common have a cosine of about 0.55 here. Compare cosines of one table with each other;
# the number alone says little.

# %% [markdown]
# For the documentation the course has a small set of its own, 60 pairs: 2 for words
# that are alike, 1 for words of one topic, 0 for words with nothing in common. These
# grades are its authors' own judgement, no study with people.

# %% tags=["experiment"]
pairs, scores = known_pairs(OWN_SETS["docstrings"].pairs(), words)
print(f"{len(pairs)} of 60 pairs have two words that are known here")
for name, table in (("before", before), ("after", after)):
    rho = float(similarity_correlation(pairs, scores, table))
    print(f"{name:6} training: rho = {rho:.2f}")

# %% [markdown]
# About 0.7 after training. Before it, a number within about 0.3 of 0: with some 50
# pairs, chance alone goes so far. So don't make much of a small difference between two
# tables on so few pairs.

# %% [markdown]
# ## Scores from people
#
# A well-known set is **WordSim-353**: 353 pairs of everyday words, each with the mean
# of the grades from 0 to 10 that 13 or 16 people gave. **SimLex-999** came later, and
# asked another question. In WordSim-353 *clothes* and *closet* have 8.00, as they
# belong together; in SimLex-999 they have 1.96, as they are different things. *Coast*
# and *shore* have 9.10 and 9.00.

# %% [markdown]
# Vectors like ours, trained with a window of several words, agree better with the first
# question. The sets are not part of this course. If you have a file with two words and
# a score in each line, put its name here. (Of SimLex-999, keep the columns 1, 2 and 4.)

# %% tags=["experiment"]
from w2vlib.evaluation.lines import scored_pairs

file = Path("wordsim353.csv")
if file.exists():
    pairs, scores = known_pairs(scored_pairs(file), words)
    rho = float(similarity_correlation(pairs, scores, after))
    print(f"rho = {rho:.2f} on {len(pairs)} pairs")
else:
    print(f"There is no file {file} here. That does no harm.")

# %% [markdown]
# Always tell how many pairs were used: pairs with an unknown word are left out, so two
# tables may be asked different questions. The documentation of two packages knows few
# words of everyday life; train on a larger text for this. Vectors that were saved in a
# folder are compared on the command line (of the course's environment):
#
# ```sh
# python -m w2vlib evaluate --vectors FOLDER --similarity wordsim353.csv
# ```

# %% [markdown]
# ## Summary
#
# - The cosine compares directions and divides the lengths out. For unit vectors,
#   cosine, dot product and distance give the same order.
# - Neighbours are words that are *used* alike; opposites are among them. Even a random
#   table has neighbours.
# - An analogy is answered by the word nearest to $b - a + c$, without $a$, $b$ and $c$.
#   On real text one of these would nearly always win.
# - Spearman's $\rho$ compares the order of cosines with the order of scores.

# %% [markdown]
# **What could go wrong**
#
# - `np.linalg.norm(table)` is one number for the whole table: give it `axis=1`.
# - A zero vector gives NaN, and `np.argsort(cosines)[::-1]` puts NaN first.
# - After `np.delete`, places are no ids any more.
# - The first place is not always the word itself: another word may have the same row.
# - scikit-learn's and SciPy's cosine *distance* is 1 - cosine, and Keras' loss is
#   -cosine.
# - A rank correlation without the number of pairs says little.

# %% [markdown]
# **Where it comes from.** Analogies as $b - a + c$: Mikolov, Yih and Zweig (2013); as a
# sum of three cosines, with the name 3CosAdd: Levy and Goldberg (2014). The neighbour
# of $c$ as a rule to compare with: Linzen (2016). Rank correlation: Spearman (1904).
# WordSim-353: Finkelstein and others (2002). SimLex-999: Hill, Reichart and Korhonen
# (2015).
#
# Next: *08-tsne*, where all words are seen at once, on a map.
