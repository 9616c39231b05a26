# %% right: one line
    return TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random",
                random_state=seed).fit_transform(vectors)

# %% right: with an if
    n = vectors.shape[0]
    if perplexity >= n:
        perplexity = n - 1
    tsne = TSNE(n_components=2, perplexity=perplexity, init="random", random_state=seed)
    return tsne.fit_transform(vectors)

# %% right: fit, then embedding_
    perplexity = min(perplexity, len(vectors) - 1)
    tsne = TSNE(2, perplexity=perplexity, init="random", random_state=seed)
    tsne.fit(vectors)
    return tsne.embedding_

# %% right: the exact method
    model = TSNE(perplexity=min(perplexity, len(vectors) - 1), method="exact", init="random",
                 random_state=seed, max_iter=500)
    return model.fit_transform(vectors.astype(np.float64))

# %% right: NumPy's global seed
    np.random.seed(seed)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random")
    return tsne.fit_transform(vectors)

# %% right: a random state of its own, and a list
    rng = np.random.RandomState(seed)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=rng)
    return tsne.fit_transform(vectors).tolist()

# %% right: its own random start
    start = np.random.default_rng(seed).normal(0, 1e-4, (len(vectors), 2)).astype(np.float32)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init=start, random_state=seed)
    return tsne.fit_transform(vectors)

# %% right: another learning rate, as a tensor
import tensorflow as tf

def tsne_coordinates(vectors, perplexity=30, seed=0):
    if perplexity > len(vectors) - 1:
        perplexity = len(vectors) - 1
    tsne = TSNE(perplexity=perplexity, init="random", random_state=seed, learning_rate=100)
    return tf.convert_to_tensor(tsne.fit_transform(vectors))

# %% right: PCA to fewer numbers first, all of the directions that there are
from sklearn.decomposition import PCA

def tsne_coordinates(vectors, perplexity=30, seed=0):
    fewer = PCA(min(30, *vectors.shape)).fit_transform(vectors)
    perplexity = np.clip(perplexity, 1, len(vectors) - 1)
    return TSNE(perplexity=float(perplexity), init="random", random_state=seed).fit_transform(fewer)

# %% right: the mean taken out, on a scale of 0 to 1
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    places = tsne.fit_transform(vectors - vectors.mean(axis=0))
    return (places - places.min()) / (places.max() - places.min())

# %% right: t-SNE by hand
def conditional(distances, perplexity):
    low, high = 0.0, np.inf
    beta = 1 / distances.mean()
    for _ in range(60):
        p = np.exp(-(distances - distances.min()) * beta)
        p /= p.sum()
        entropy = -(p[p > 0] * np.log(p[p > 0])).sum()
        if entropy > np.log(perplexity):
            low = beta
            beta = beta * 2 if high == np.inf else (beta + high) / 2
        else:
            high = beta
            beta = (beta + low) / 2
    return p

def tsne_coordinates(vectors, perplexity=30, seed=0):
    x, n = np.asarray(vectors, float), len(vectors)
    perplexity = min(perplexity, n - 1)
    d = ((x[:, None] - x) ** 2).sum(axis=2)
    P = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        P[i, others] = conditional(d[i, others], perplexity)
    P = (P + P.T) / (2 * n)
    y = np.random.default_rng(seed).normal(0, 1e-2, (n, 2))
    step = np.zeros_like(y)
    for turn in range(600):
        far = y[:, None] - y
        w = 1 / (1 + (far ** 2).sum(axis=2))
        np.fill_diagonal(w, 0)
        more = 4 if turn < 150 else 1
        force = (more * P - w / w.sum()) * w
        gradient = 4 * (force[:, :, None] * far).sum(axis=1)
        step = (0.5 if turn < 150 else 0.8) * step - n / 4 * gradient
        y = y + step
    return y

# %% wrong: pca
from sklearn.decomposition import PCA

def tsne_coordinates(vectors, perplexity=30, seed=0):
    return PCA(n_components=2, random_state=seed).fit_transform(vectors)

# %% wrong: pca (the exercise before)
    return pca_coordinates(vectors)

# %% wrong: pca (two random directions)
    rng = np.random.default_rng(seed)
    return vectors @ rng.normal(size=(vectors.shape[1], 2))

# %% wrong: pca-start
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), random_state=seed)
    return tsne.fit_transform(vectors)

# %% wrong: pca-start (said so, and no seed)
    tsne = TSNE(n_components=2, perplexity=min(perplexity, len(vectors) - 1), init="pca")
    return tsne.fit_transform(vectors)

# %% wrong: seed-ignored
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=0)
    return tsne.fit_transform(vectors)

# %% wrong: seed-ignored (another number)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=1234)
    return tsne.fit_transform(vectors)

# %% wrong: seed-ignored (started from two columns)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), random_state=seed,
                init=np.array(vectors[:, :2], dtype=np.float32) * 1e-4)
    return tsne.fit_transform(vectors)

# %% wrong: unseeded
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random")
    return tsne.fit_transform(vectors)

# %% wrong: unseeded (a seed that nothing uses)
    rng = np.random.default_rng(seed)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=None)
    return tsne.fit_transform(vectors)

# %% wrong: of-the-plane
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(pca_coordinates(vectors))

# %% wrong: of-the-plane (scikit-learn)
from sklearn.decomposition import PCA

def tsne_coordinates(vectors, perplexity=30, seed=0):
    plane = PCA(n_components=2).fit_transform(vectors)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(plane)

# %% wrong: transposed
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(vectors).T

# %% wrong: transposed (x and y by themselves)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    places = tsne.fit_transform(vectors)
    x, y = places[:, 0], places[:, 1]
    return x, y

# %% wrong: of-the-columns
    vectors = vectors.T
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(vectors)

# %% wrong: of-the-columns (n counted before)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(vectors.T)

# %% wrong: perplexity-ignored
    return TSNE(init="random", random_state=seed).fit_transform(vectors)

# %% wrong: perplexity-ignored (lowered, but not used)
    tsne = TSNE(perplexity=min(30, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(vectors)

# %% wrong: perplexity-ignored (always n - 1)
    tsne = TSNE(perplexity=len(vectors) - 1, init="random", random_state=seed)
    return tsne.fit_transform(vectors)

# %% wrong: perplexity-without-name
    perplexity = min(perplexity, len(vectors) - 1)
    return TSNE(perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: max-for-min
    perplexity = max(perplexity, len(vectors) - 1)
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: not-lowered
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: not-lowered (only above n)
    if perplexity > len(vectors):
        perplexity = len(vectors) - 1
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: not-lowered (to n)
    perplexity = min(perplexity, len(vectors))
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: lowered-too-far
    if perplexity >= len(vectors):
        perplexity = 5
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: lowered-too-far (a third)
    n = len(vectors)
    perplexity = min(perplexity, (n - 1) / 3)
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: lowered-too-far (a half)
    n = len(vectors)
    if perplexity >= n:
        perplexity = n // 2
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: lowered-too-far (the other axis)
    perplexity = min(perplexity, vectors.shape[1] - 1)
    return TSNE(perplexity=perplexity, init="random", random_state=seed).fit_transform(vectors)

# %% wrong: object
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit(vectors)

# %% wrong: no-return
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    tsne.fit_transform(vectors)

# %% wrong: changes-inputs
    vectors -= vectors.mean(axis=0)
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(vectors)

# %% wrong: (three columns)
    tsne = TSNE(3, perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.fit_transform(vectors)

# %% wrong: (places by chance)
    return np.random.default_rng([seed, int(perplexity)]).normal(size=(len(vectors), 2))

# %% wrong: (the rows in another order)
    perplexity = min(perplexity, len(vectors) - 1)
    tsne = TSNE(perplexity=perplexity, init="random", random_state=seed)
    return tsne.fit_transform(vectors[::-1])

# %% wrong: (stopped before it began)
    perplexity = min(perplexity, len(vectors) - 1)
    tsne = TSNE(perplexity=perplexity, init="random", random_state=seed, learning_rate=1e-9)
    return tsne.fit_transform(vectors)

# %% wrong: (distances instead of places)
    from sklearn.metrics import pairwise_distances
    return pairwise_distances(vectors)

# %% error: another name for the seed
    perplexity = min(perplexity, len(vectors) - 1)
    return TSNE(perplexity=perplexity, init="random", seed=seed).fit_transform(vectors)

# %% error: no transform without fit
    tsne = TSNE(perplexity=min(perplexity, len(vectors) - 1), init="random", random_state=seed)
    return tsne.transform(vectors)

# %% not attempted: only the perplexity
    perplexity = min(perplexity, len(vectors) - 1)
    # YOUR CODE HERE
    raise NotImplementedError()
