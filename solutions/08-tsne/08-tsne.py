# %% [markdown]
# # Seeing embeddings: PCA and t-SNE
#
# **A word vector has 50 numbers, a sheet of paper has two directions. What can you see
# of the one on the other, and what only seems to be there?**
#
# After this lesson you can draw word vectors in the plane in two ways, say what each
# way keeps and what it loses, and tell which conclusions a map allows. It takes about
# 75 minutes.

# %%
import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
from sklearn.manifold import TSNE, trustworthiness
from threadpoolctl import threadpool_limits

from grader_tests import guess
from w2vlib import Trainer
from w2vlib.corpora.docstrings import Docstrings
from w2vlib.labels import label
from w2vlib.plots import PALETTE, new_figure, show, word_maps, word_points
from w2vlib.sliders import sliders

# %% [markdown]
# `n` is the number of vectors, `D` how many numbers each of them has.

# %% [markdown]
# ## Vectors to look at
#
# The little story is so regular that its groups are plain without a map. So let us take
# real text: the English
# documentation of Python and of four of its packages, as it lies on this computer. That
# is more than a million words. (Collecting it takes some seconds, the first time only;
# so does the training below, each time.)

# %% tags=["experiment"]
corpus = Docstrings(["numpy", "scipy", "sklearn", "matplotlib"])
settings = {"dim": 50, "epochs": 3, "min_count": 10, "seed": 1}
trainer = Trainer(corpus, progress=False, validation=False, **settings)
print(f"{trainer.vocabulary.total:,} tokens, {len(trainer.vocabulary):,} words")

# %% tags=["experiment"]
trained = trainer.train().vectors
for word in ("red", "median", "file"):
    print(f"{word:6} → ", ", ".join(near for near, _ in trained.neighbors(word, 5)))

# %% [markdown]
# We choose 60 words of seven kinds. Words are compared by the angle between their
# vectors (lesson 07), so we scale each vector to length 1: then the vectors with the
# highest cosine are also the nearest ones.

# %% tags=["experiment"]
kinds = {
    "colours": "red blue green black white gray",
    "statistics": "mean median variance deviation average quantile covariance "
    "correlation histogram",
    "matrices": "matrix row column diagonal triangular inverse symmetric eigenvalues "
    "transpose",
    "files": "file path directory folder filename disk archive zip extension",
    "plots": "axes figure legend label ticks title marker font plot",
    "chance": "random seed generator uniform gaussian normal distribution sampling "
    "probability",
    "servers": "server client socket request connection browser http tcp port",
}

# %% tags=["experiment"]
for kind, text in kinds.items():
    kinds[kind] = [word for word in text.split() if word in trained]
words = [word for group in kinds.values() for word in group]
kind_of = [kind for kind, group in kinds.items() for word in group]
vectors = trained.unit[[trained.index(word) for word in words]]  # (n, D)
print(vectors.shape)
one_thread = threadpool_limits(1)  # sums as small as ours are quicker on one

# %% [markdown]
# ## The widest view
#
# The shadow of a hand on a wall has lost one of three directions. Turn the hand, and
# the shadow shows more of it or less. We want a shadow with two of 50 directions, and
# we may turn the cloud of words as we like. Which view shows most?

# %% [markdown]
# **PCA** (principal component analysis) takes the widest one. First it looks for the
# direction along which the points differ most: their coordinates along it have the
# largest **variance** (the mean squared distance from the mean). The second direction
# is the widest one at right angles to the first. Try it with points in the plane, which
# are to be shown on a line:

# %% tags=["experiment"]
rng = np.random.default_rng(2)
plane = rng.normal(size=(80, 2)) * [2.0, 0.6] @ [[0.8, 0.6], [-0.6, 0.8]]
plane = plane - plane.mean(axis=0)

def unit(angle):
    return np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])

def along(angle):
    """Coordinates of the points along a direction, given in degrees."""
    return plane @ unit(angle)

# %% tags=["experiment"]
def draw_shadow(angle):
    figure, (left, right) = new_figure(columns=2, width=8, height=3)
    feet = np.outer(along(angle), unit(angle))
    left.plot(*np.stack([plane, feet], axis=1).T, color="grey", lw=0.4)
    left.scatter(*plane.T, s=12, color=PALETTE["blue"])
    left.scatter(*feet.T, s=12, marker="x", color=PALETTE["vermilion"])
    draw_variance(left, right, angle)
    show(figure, f"Points in the plane, a tilted cloud, and their shadows on a line of "
         f"{angle} degrees; beside it the shadows' variance, highest near 35 degrees.")

# %% tags=["experiment"]
def draw_variance(left, right, angle):
    left.axis("equal")
    left.set(xlabel="first number", ylabel="second number", title=f"angle {angle}°")
    angles = np.arange(0, 181, 3)
    right.plot(angles, [along(a).var() for a in angles], color="black")
    right.plot(angle, along(angle).var(), "o", color=PALETTE["vermilion"])
    right.set(xlabel="angle (degrees)", ylabel="variance of the shadows")
    right.set_ylim(0)

draw_shadow(80)
sliders(draw_shadow, angle=(0, 180, 80))

# %% [markdown]
# At 80° the shadows are crowded; near 35° they are spread widest. With 50 directions
# nobody tries all angles. Linear algebra has the answer: the **singular value
# decomposition** writes a table as $U S V^T$, and if the cloud's mean is 0, the rows of
# $V^T$ are the directions that we look for, the widest first.

# %% [markdown]
# So three steps lead to the map:
#
# 1. *Centre* the cloud: subtract the mean vector, one number per column. Else the first
#    direction points from 0 to the cloud, and not along its width.
# 2. `U, S, Vt = np.linalg.svd(centred, full_matrices=False)`
# 3. The **coordinate** of a vector along a direction is their dot product, and the
#    first two rows of `Vt` are the directions.
#
# A direction and its opposite are equally wide. So the sign of a column is free, and a
# PCA map may come out mirrored on another computer.

# %% exercise="08.pca_coordinates"
def pca_coordinates(vectors):
    """Coordinates along the two directions in which the cloud is widest.

    vectors: (n, D), n at least 3, D at least 2.
    Returns (n, 2), the wider column first.
    """
    ### BEGIN SOLUTION
    centred = vectors - vectors.mean(axis=0)
    _, _, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[:2].T
    ### END SOLUTION

# %% tags=["experiment"]
flat = np.asarray(pca_coordinates(vectors))  # yours may be a list or a tensor
figure, axes = new_figure(width=8, height=5)
axes.set(xlabel="first direction", ylabel="second direction")
word_points(axes, flat, kinds)
axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
label(axes, words, flat)
show(
    figure,
    "The 60 words as PCA places them, a colour and a marker for each kind. Most words "
    "of a kind lie in one region, but several kinds lie on top of each other.",
)

# %% [markdown]
# Nobody told the training what a colour is, and yet most words of a kind lie in one
# region of the map. But kinds also lie on top of each other. Do those words have
# something in common, or does it only look so from this side?

# %% [markdown] prediction="08.shadow"

# %% tags=["experiment"]
centred = vectors - vectors.mean(axis=0)
variances = np.linalg.svd(centred, compute_uv=False) ** 2  # one for each direction
shares = variances / variances.sum()
print("shares of the variance:", np.round(shares[:8], 2), "...")
print(f"the first two together: {shares[:2].sum():.0%}")

# %% [markdown]
# About three tenths of the variance can be seen, and seven tenths can't. Look at the
# two words of *different* kinds that lie closest to each other on the map:

# %% tags=["experiment"]
def distances(points):
    """Distances between all points: (n, d) -> (n, n)."""
    return np.linalg.norm(points[:, np.newaxis] - points, axis=2)

# %% tags=["experiment"]
true, seen = distances(vectors), distances(flat)
other = np.not_equal.outer(kind_of, kind_of)  # True for words of different kinds
i, j = np.unravel_index(np.where(other, seen, np.inf).argmin(), seen.shape)
print(f"{words[i]} and {words[j]}: {seen[i, j]:.2f} apart on the map, "
      f"{true[i, j]:.2f} apart in truth")
print(f"the median of all pairs in truth: {np.median(true[other]):.2f}")
print(f"pairs that are nearer in truth than on the map: {(true < seen - 1e-5).sum()}")

# %% [markdown]
# Neighbours on a PCA map may be strangers: they differ in directions that were left
# out. The other way round PCA can be relied on. Leaving out directions never makes a
# distance longer, so words that are far apart on the map are *at least* so far apart in
# truth.

# %% [markdown]
# ## A map that keeps neighbours
#
# **t-SNE** wants something else: words that are neighbours in truth shall be neighbours
# on the map. Distances beyond the neighbourhood may become what they like. It works
# with shares. Each vector $x_i$ shares out its attention among all others, the near
# ones getting most:

# %% [markdown]
# $$p_{j|i} = \frac{e^{-\lVert x_i - x_j \rVert^2 / 2\sigma_i^2}}
# {\sum_{k \ne i} e^{-\lVert x_i - x_k \rVert^2 / 2\sigma_i^2}}
# \qquad\qquad
# q_{ij} = \frac{1 / (1 + \lVert y_i - y_j \rVert^2)}
# {\sum_{k \ne l} 1 / (1 + \lVert y_k - y_l \rVert^2)}$$
#
# Here $\lVert x_i - x_j \rVert$ is the distance of two vectors, and $\sigma_i$ says how
# far vector $i$ looks. The places $y_i$ on the map share out theirs by the second
# formula. Training moves the places until the $q_{ij}$ are as near as possible to the
# $p$ (to the mean of $p_{j|i}$ and $p_{i|j}$, divided by n). The measure is the
# Kullback-Leibler divergence of lesson 05.

# %% [markdown]
# How far should a vector look? We state how many neighbours count. That number is the
# **perplexity**, and each $\sigma_i$ is set so that its shares have this perplexity:
# $e^{-\sum_j p_j \log p_j}$. Four equal shares have a perplexity of 4. If one share has
# almost everything, it is little more than 1:

# %% tags=["experiment"]
def perplexity_of(shares):
    return np.exp(-np.sum(shares * np.log(shares)))

four = [0.25, 0.25, 0.25, 0.25], [0.4, 0.3, 0.2, 0.1], [0.97, 0.01, 0.01, 0.01]
for numbers in four:
    print(numbers, f"perplexity {perplexity_of(np.array(numbers)):.2f}")

# %% [markdown]
# So a word in a crowded region looks less far than one that stands alone: both see
# about equally many neighbours. A vector has only n - 1 others, so the perplexity must
# stay below n.
#
# The places start at random, all close together. Gradient descent moves them until
# nothing improves any more. Where it ends depends on the start, that is, on the seed.
#
# scikit-learn has all of this: `TSNE(perplexity=5).fit_transform(vectors)` returns the
# places, (n, 2). Its `init` says how the places start (`"random"` or `"pca"`, which it
# takes if you say nothing), and `random_state` is the seed.

# %% exercise="08.tsne_coordinates"
def tsne_coordinates(vectors, perplexity=30, seed=0):
    """Places on a t-SNE map that starts at random.

    vectors: (n, D). perplexity: lowered to n - 1 where it is not below n.
    Returns (n, 2).
    """
    ### BEGIN SOLUTION
    perplexity = min(perplexity, len(vectors) - 1)
    model = TSNE(perplexity=perplexity, init="random", random_state=seed)
    return model.fit_transform(vectors)
    ### END SOLUTION

# %% [markdown]
# The same words, by PCA and by t-SNE. Our kinds have six to nine words, so a perplexity
# of 8 fits:

# %% tags=["experiment"]
near = np.asarray(tsne_coordinates(vectors, perplexity=8))
figure, panels = new_figure(columns=2, width=10, height=5.8)
word_maps(panels, {"PCA": flat, "t-SNE, perplexity 8": near}, kinds)
show(
    figure,
    "The same 60 words on two maps. By PCA several kinds lie on top of each other. By "
    "t-SNE most words lie in a clump of their own kind, and words of a clump that "
    "belong together most closely are side by side.",
)

# %% [markdown]
# On the right most words stand with their own kind. Is that map better? Each is good at
# what it was made for. For neighbours there is a measure, the **trustworthiness**: 1 if
# every word's five nearest on the map are its five nearest in truth. An intruder costs
# more, the farther away it is in truth. Places drawn by chance get about 0.5.

# %% tags=["experiment"]
chance = np.random.default_rng(0).normal(size=near.shape)
for name, places in (("PCA", flat), ("t-SNE", near), ("chance", chance)):
    print(f"{name:6} {trustworthiness(vectors, places, n_neighbors=5):.2f}")

# %% [markdown]
# Look closer at a single word. The lines lead to its five nearest words in truth; short
# lines mean that the map has kept them. (In Jupyter, choose other words below the
# figure.)

# %% tags=["experiment"]
def five_nearest(word):
    figure, panels = new_figure(columns=2, width=9, height=3.8)
    here = words.index(word)
    nearest = np.argsort(true[here])[1:6]  # the word itself comes first
    for axes, places, title in zip(panels, (flat, near), ("PCA", "t-SNE"), strict=True):
        for place in places[nearest]:
            axes.plot(*np.stack([places[here], place]).T, color="grey", lw=0.8)
        axes.scatter(*places.T, s=6, color="grey")
        axes.scatter(*places[nearest].T, s=22, marker="s", color=PALETTE["blue"])
        axes.scatter(*places[here], s=60, marker="D", color=PALETTE["vermilion"])
        axes.set(title=title, xticks=[], yticks=[])
    show_near(figure, panels, [here, *nearest])

# %% tags=["experiment"]
def show_near(figure, panels, shown):
    names = [words[i] for i in shown]
    for axes, places in zip(panels, (flat, near), strict=True):
        label(axes, names, places[shown], size=9)
    show(figure, f"The word {names[0]} and its five nearest words in truth, "
         f"{', '.join(names[1:])}, joined by lines on a PCA map and a t-SNE map.")

five_nearest("median")
sliders(five_nearest, word=words)

# %% [markdown]
# ## How many neighbours?
#
# What does the perplexity do? To judge a map one must know the truth, so let us make a
# cloud: three groups of 50 points, in 50 directions. Here it is at perplexity 2, 30 and
# 100.

# %% tags=["experiment"]
rng = np.random.default_rng(0)
centres = 4 * np.linalg.qr(rng.normal(size=(50, 50)))[0][:3]  # at right angles
cloud = np.repeat(centres, 50, axis=0) + rng.normal(size=(150, 50)) * 0.7

def draw(axes, points, perplexity, sizes, title):
    """A t-SNE map; groups of so many points as ``sizes`` says, a marker for each."""
    places = np.asarray(tsne_coordinates(points, perplexity))
    word_points(axes, places, {f"group {i}": range(n) for i, n in enumerate(sizes)})
    axes.axis("equal")
    axes.set_title(title)
    return places

# %% tags=["experiment"]
figure, panels = new_figure(columns=3, width=9, height=3)
for axes, perplexity in zip(panels, (2, 30, 100), strict=True):
    draw(axes, cloud, perplexity, [50, 50, 50], f"perplexity {perplexity}")
show(
    figure,
    "Three maps of one cloud. At perplexity 2 each of three groups has fallen into "
    "small clumps; at 30 and at 100 there are three even groups.",
)

def one_map(perplexity):
    figure, axes = new_figure(width=4.5, height=3.6)
    draw(axes, cloud, perplexity, [50, 50, 50], f"perplexity {perplexity}")
    show(figure, f"The cloud of three groups at perplexity {perplexity}.")

sliders(one_map, perplexity=[2, 3, 5, 10, 20, 30, 50, 75, 100, 149])

# %% [markdown]
# At perplexity 2 a point only cares for one or two others, and each group falls into
# small clumps that mean nothing. At 30 and at 100 there are three even groups, which is
# the truth. So take a perplexity well above 2 and below n, and draw more than one.

# %% [markdown]
# Those clumps were made by the method. What about a cloud without any groups?

# %% [markdown] prediction="08.noise"

# %% tags=["experiment"]
noise = np.random.default_rng(1).normal(size=(150, 50))
figure, panels = new_figure(columns=2, width=7.5, height=3.4)
for axes, perplexity in zip(panels, (2, 30), strict=True):
    draw(axes, noise, perplexity, [150], f"noise, perplexity {perplexity}")
show(
    figure,
    "Two maps of noise. At perplexity 2 the points form many small clumps and chains, "
    "with empty space between them. At 30 they form one even cloud.",
)

# %% [markdown]
# Without the right-hand map one might tell a story about each clump. So **clumps at a
# small perplexity are no finding**: look whether they stay when it grows.

# %% [markdown]
# ## Three seeds
#
# Back to the words. Only the seed changes, and the maps are coloured by kind:

# %% tags=["experiment"]
seeds = [np.asarray(tsne_coordinates(vectors, 8, seed)) for seed in (0, 1, 2)]
figure, panels = new_figure(columns=3, width=9.5, height=3.6)
for seed, (axes, places) in enumerate(zip(panels, seeds, strict=True)):
    word_points(axes, places, kinds)
    axes.set_title(f"seed {seed}", fontsize=10)
names = panels[0].get_legend_handles_labels()
figure.legend(*names, loc="outside lower center", ncols=7, fontsize=8, frameon=False)
show(
    figure,
    "Three t-SNE maps of the 60 words, seeds 0, 1 and 2. The clumps of each kind are "
    "there on all three, but at other places and in another order.",
)

# %% [markdown]
# The clumps are there each time, but turned, mirrored, and in part in another order. So
# left, right, top and bottom mean nothing. Are at least the neighbours the same? For
# each word, compare its five nearest on two maps:

# %% tags=["experiment"]
def neighbours(places):
    return [set(np.argsort(row)[1:6]) for row in distances(places)]

# %% tags=["experiment"]
for a, b in ((0, 1), (0, 2), (1, 2)):
    pairs = zip(neighbours(seeds[a]), neighbours(seeds[b]), strict=True)
    same = np.mean([len(one & other) / 5 for one, other in pairs])
    print(f"seeds {a} and {b}: {same:.0%} of the neighbours are the same")

# %% [markdown]
# Most of them are. A neighbour who comes and goes with the seed means little; one who
# stays is worth a second look. Yet by scikit-learn's own setting one never sees another
# map:

# %% tags=["experiment"]
def default_map(seed):
    return TSNE(perplexity=8, random_state=seed).fit_transform(vectors)

print("scikit-learn's own setting, seeds 0 and 1: largest difference",
      np.abs(default_map(0) - default_map(1)).max())
print("yours: ", np.abs(seeds[0] - seeds[1]).max())

# %% [markdown]
# There `init="pca"` starts from the PCA map instead of a random one, and the seed has
# nothing left to decide. One may want that: the same vectors give the same map, and its
# large outlines come from PCA, where distances have a meaning. But a map that never
# changes is not for that reason right. To see what is stable, vary the start.

# %% [markdown]
# ## What a map does not say
#
# Three more clouds whose truth we know.

# %% [markdown] prediction="08.sizes"

# %% tags=["experiment"]
rng = np.random.default_rng(0)
direction = np.linalg.qr(rng.normal(size=(50, 1)))[0][:, 0]  # of length 1
tight = rng.normal(size=(50, 50))
loose = 10 * rng.normal(size=(50, 50)) + 200 * direction
widths = np.concatenate([tight, loose])
positions = np.repeat([0, 20, 200], 50)[:, np.newaxis] * direction
three = positions + rng.normal(size=(150, 50))
line = np.linspace(0, 100, 100)[:, np.newaxis] * direction

# %% tags=["experiment"]
figure, panels = new_figure(columns=3, width=9, height=3.2)
wide = draw(panels[0], widths, 30, [50, 50], "one is 10 times as wide")
draw(panels[1], three, 30, [50, 50, 50], "gaps of 20, 180 and 200")
draw(panels[2], line, 10, [100], "a straight line")
show(
    figure,
    "Three t-SNE maps. A tight group and one ten times as wide come out equally wide. "
    "Three groups with gaps of 20, 180 and 200 lie at the corners of a triangle of "
    "about equal sides. A straight line of points comes out bent.",
)

# %% tags=["experiment"]
def width(points):
    """Root of the mean squared distance from the middle."""
    return np.sqrt(((points - points.mean(axis=0)) ** 2).sum(axis=1).mean())

def middle_gaps(points):
    return distances(points.reshape(3, 50, -1).mean(axis=1))[[0, 1, 0], [1, 2, 2]]

# %% tags=["experiment"]
print(f"widths in truth {width(tight):.0f} and {width(loose):.0f}; "
      f"on the map {width(wide[:50]):.1f} and {width(wide[50:]):.1f}")
print("gaps in truth:", np.round(middle_gaps(three)))
for seed in (0, 1, 2):
    places = np.asarray(tsne_coordinates(three, 30, seed))
    print(f"on the map, seed {seed}:", np.round(middle_gaps(places)))

# %% [markdown]
# - **Sizes** of groups mean nothing: each $\sigma_i$ fits its own surroundings.
# - **Gaps** between groups mean nothing, once they are larger than the neighbourhood:
#   the shares of far points are 0 either way.
# - **Shapes** may mean nothing: here a straight line is bent. Only that neighbours
#   stayed neighbours can be seen.
#
# Note that the gaps are false in the same way at every seed: what is stable need not be
# true. And a gap *can* agree with the truth. The map does not tell you whether it does;
# the vectors do.

# %% [markdown]
# So use a map to find questions, and the vectors to answer them. Which kinds are alike?
# Take the mean cosine between the words of two kinds; no map is needed:

# %% tags=["experiment"]
means = [vectors[np.array(kind_of) == kind].mean(axis=0) for kind in kinds]
cosines = np.array(means) @ np.array(means).T  # mean cosines, as the lengths are 1
for row, kind in zip(cosines, kinds, strict=True):
    order = [k for k in np.argsort(-row) if list(kinds)[k] != kind]
    most, least = order[0], order[-1]
    print(f"{kind:10} most like {list(kinds)[most]:10} ({row[most]:.2f}), "
          f"least like {list(kinds)[least]:10} ({row[least]:.2f})")

# %% exercise="08.read_the_map"
read_the_map = {
    "neighbours": None,
    "sizes": None,
    "gaps": None,
    "clumps": None,
    "seeds": None,
    "pca": None,
}
### BEGIN SOLUTION
read_the_map = {
    "neighbours": "near",
    "sizes": "nothing",
    "gaps": "nothing",
    "clumps": "again",
    "seeds": "same",
    "pca": "far",
}
### END SOLUTION

# %% [markdown]
# ## Summary
#
# - PCA shows the two widest directions. Far apart on its map means far apart in truth;
#   close together may mean nothing.
# - t-SNE keeps neighbours. Near neighbours on its map are mostly neighbours in truth;
#   sizes, gaps, shapes and directions may mean nothing.
# - A small perplexity finds clumps in noise. Draw several perplexities and seeds: what
#   does not stay means nothing.
# - A map raises questions. Distances and cosines of the vectors answer them.

# %% [markdown]
# **What could go wrong**
#
# - The cloud is not centred: PCA's first direction shows where it lies, not how wide
#   it is.
# - The perplexity is not below the number of vectors: scikit-learn stops.
# - `init` is left out: every seed gives the same map, and it looks like certainty.
# - t-SNE of PCA's two columns: what the plane lost can't come back. (PCA to 50 numbers
#   first is usual for long vectors, and saves time.)

# %% [markdown]
# **Where it comes from.** PCA: Pearson (1901), Hotelling (1933). t-SNE: van der Maaten
# and Hinton (2008). Trustworthiness: Venna and Kaski (2001). The start from PCA: Kobak
# and Berens (2019). How to read a map, with many more clouds to try: Wattenberg, Viégas
# and Johnson (2016), *How to Use t-SNE Effectively*.
#
# Next: *09-train-for-real*, where all your pieces train one model.
