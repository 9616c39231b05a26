# %% right: SciPy's spearmanr
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return spearmanr(cosines, scores).statistic

# %% right: rankdata and corrcoef
from scipy.stats import rankdata

def similarity_correlation(pairs, scores, table):
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = (unit[pairs[:, 0]] * unit[pairs[:, 1]]).sum(axis=1)
    return np.corrcoef(rankdata(cosines), rankdata(scores))[0, 1]

# %% right: loops and the formula with standard deviations
def similarity_correlation(pairs, scores, table):
    def rank(values):
        values = [float(v) for v in values]
        order = sorted(values)
        first = {v: order.index(v) + 1 for v in values}
        return [first[v] + (order.count(v) - 1) / 2 for v in values]

    cosines = []
    for i, j in pairs:
        u, v = table[i], table[j]
        cosines.append(u @ v / (np.linalg.norm(u) * np.linalg.norm(v)))
    x, y = rank(cosines), rank(scores)
    mx, my = sum(x) / len(x), sum(y) / len(y)
    top = sum((p - mx) * (q - my) for p, q in zip(x, y))
    bottom = (sum((p - mx) ** 2 for p in x) * sum((q - my) ** 2 for q in y)) ** 0.5
    return top / bottom

# %% right: average ranks by np.unique, z-scores multiplied
def similarity_correlation(pairs, scores, table):
    cosines = [np.asarray(cosine_similarity(table[[i]], table[[j]]))[0, 0] for i, j in pairs]
    z = []
    for numbers in (np.array(cosines, float), scores):
        _, place, count = np.unique(numbers, return_inverse=True, return_counts=True)
        ranks = (np.cumsum(count) - (count - 1) / 2)[place]
        z.append((ranks - ranks.mean()) / ranks.std())
    return np.mean(z[0] * z[1])

# %% right: average ranks by counting, NumPy only
def similarity_correlation(pairs, scores, table):
    def ranks(x):
        x = np.asarray(x, np.float64)
        return (x[:, None] > x).sum(axis=1) + ((x[:, None] == x).sum(axis=1) + 1) / 2
    first, second = table[pairs.T]
    cosines = np.einsum("nd,nd->n", first, second)
    cosines = cosines / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)
    x, y = ranks(cosines), ranks(scores)
    return np.cov(x, y)[0, 1] / (x.std(ddof=1) * y.std(ddof=1))

# %% right: TensorFlow for the cosines, Pearson's r of ranks by SciPy
from scipy import stats

def similarity_correlation(pairs, scores, table):
    unit = tf.math.l2_normalize(table, axis=1)
    cosines = tf.reduce_sum(tf.gather(unit, pairs[:, 0]) * tf.gather(unit, pairs[:, 1]), axis=1)
    return stats.pearsonr(stats.rankdata(cosines), stats.rankdata(scores))[0]

# %% right: the lesson's rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return float(np.corrcoef(np.stack([rankdata(cosines), rankdata(scores)]))[1, 0])

# %% right: the whole table of cosines, indexed by both ids
    from scipy.stats import spearmanr
    every = np.asarray(cosine_similarity(table, table))
    return float(spearmanr(every[pairs[:, 0], pairs[:, 1]], scores)[0])

# %% right: an answer as a tensor
    from scipy.stats import spearmanr
    cosines = [float(np.asarray(cosine_similarity(table[[i]], table[[j]]))[0, 0]) for i, j in pairs]
    rho, p = spearmanr(cosines, scores)
    return tf.constant(rho, tf.float32)

# %% right: distances on one side, and the sign turned back
from scipy.spatial.distance import cosine
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    return -spearmanr([cosine(table[i], table[j]) for i, j in pairs], scores).statistic

# %% wrong: pearson
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(cosines, scores)[0, 1]

# %% wrong: pearson (SciPy)
from scipy.stats import pearsonr

def similarity_correlation(pairs, scores, table):
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return pearsonr(cosines, scores)[0]

# %% wrong: ranks-on-one-side
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(rankdata(cosines), scores)[0, 1]

# %% wrong: ranks-on-one-side (the scores')
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(cosines, rankdata(scores))[0, 1]

# %% wrong: places-for-ranks
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(np.argsort(cosines, kind="stable"), np.argsort(scores, kind="stable"))[0, 1]

# %% wrong: places-for-ranks (both sorted)
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(np.sort(cosines), np.sort(scores))[0, 1]

# %% wrong: ties-ignored
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    x, y = np.argsort(np.argsort(cosines)), np.argsort(np.argsort(scores))
    return np.corrcoef(x, y)[0, 1]

# %% wrong: ties-ignored (with Σd²)
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    d = np.argsort(np.argsort(cosines)) - np.argsort(np.argsort(scores))
    n = len(scores)
    return 1 - 6 * np.sum(d ** 2) / (n * (n ** 2 - 1))

# %% wrong: ties-ignored (rankdata's method)
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(rankdata(cosines, method="min"), rankdata(scores, method="min"))[0, 1]

# %% wrong: ties-ignored (places in a sorted list)
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]]))).tolist()
    scores = scores.tolist()
    x = [sorted(cosines).index(number) for number in cosines]
    y = [sorted(scores).index(number) for number in scores]
    return np.corrcoef(x, y)[0, 1]

# %% wrong: shortcut-with-ties
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    d = rankdata(cosines) - rankdata(scores)
    n = len(scores)
    return 1 - 6 * np.sum(d ** 2) / (n * (n ** 2 - 1))

# %% wrong: sign
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(rankdata(-cosines), rankdata(scores))[0, 1]

# %% wrong: sign (cosine distance)
from scipy.spatial.distance import cosine
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    return spearmanr([cosine(table[i], table[j]) for i, j in pairs], scores).statistic

# %% wrong: sign (Euclidean distance)
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    distances = np.linalg.norm(table[pairs[:, 0]] - table[pairs[:, 1]], axis=1)
    return spearmanr(distances, scores).statistic

# %% wrong: by-dot-product
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    dots = [table[i] @ table[j] for i, j in pairs]
    return spearmanr(dots, scores).statistic

# %% wrong: by-dot-product (divided by one length, multiplied by the other)
    from scipy.stats import rankdata
    cosines = []
    for i, j in pairs:
        u, v = table[i], table[j]
        cosines.append(u @ v / np.linalg.norm(u) * np.linalg.norm(v))
    return np.corrcoef(rankdata(cosines), rankdata(scores))[0, 1]

# %% wrong: rows-for-columns
    from scipy.stats import rankdata
    cosines = np.diag(cosine_similarity(table[pairs[0]], table[pairs[1]]))
    return np.corrcoef(rankdata(cosines), rankdata(scores))[0, 1]

# %% wrong: rows-for-columns (no diagonal, either)
    from scipy.stats import rankdata
    cosines = cosine_similarity(table[pairs[0]], table[pairs[1]])
    return np.corrcoef(rankdata(scores), rankdata(cosines))[0, 1]

# %% wrong: not-in-pairs
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    cosines = np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]]))
    return spearmanr(cosines, scores).statistic

# %% wrong: not-in-pairs (corrcoef stops)
    cosines = np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]]))
    return np.corrcoef(cosines.ravel(), scores)[0, 1]

# %% wrong: not-in-pairs (the first row)
    from scipy.stats import spearmanr
    cosines = np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]]))[0]
    return spearmanr(cosines, scores).statistic

# %% wrong: not-in-pairs (the first two rows)
    cosines = cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])
    return np.corrcoef(cosines, scores)[0, 1]

# %% wrong: whole-table-of-correlations
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.corrcoef(rankdata(cosines), rankdata(scores))

# %% wrong: with-itself
    from scipy.stats import rankdata
    cosines = np.diag(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]]))
    return np.corrcoef(rankdata(cosines), rankdata(scores))[0, 0]

# %% wrong: kendall
from scipy.stats import kendalltau

def similarity_correlation(pairs, scores, table):
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return kendalltau(cosines, scores).statistic

# %% wrong: squared
    from scipy.stats import spearmanr
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return spearmanr(cosines, scores).statistic ** 2

# %% wrong: squared (abs)
    from scipy.stats import spearmanr
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return abs(spearmanr(cosines, scores).statistic)

# %% wrong: covariance
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return np.cov(rankdata(cosines), rankdata(scores))[0, 1]

# %% wrong: covariance (deviations multiplied, not divided)
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    x, y = rankdata(cosines), rankdata(scores)
    return np.mean((x - x.mean()) * (y - y.mean()))

# %% wrong: mixed-deviations
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    x, y = rankdata(cosines), rankdata(scores)
    return np.cov(x, y)[0, 1] / (x.std() * y.std())

# %% wrong: not-centred
    from scipy.stats import rankdata
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    x, y = rankdata(cosines), rankdata(scores)
    return np.asarray(cosine_similarity(x[None], y[None]))[0, 0]

# %% wrong: with-p-value
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return spearmanr(cosines, scores)

# %% wrong: with-p-value (as a tuple)
from scipy.stats import spearmanr

def similarity_correlation(pairs, scores, table):
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    result = spearmanr(cosines, scores)
    return result.statistic, 0.05

# %% wrong: cosines-returned
    return np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))

# %% wrong: no-return
    from scipy.stats import spearmanr
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    rho = spearmanr(cosines, scores).statistic

# %% wrong: changes-inputs
    from scipy.stats import spearmanr
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    return spearmanr((table[pairs[:, 0]] * table[pairs[:, 1]]).sum(axis=1), scores).statistic

# %% wrong: (the mean cosine)
    return np.mean(np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]]))))

# %% error: spearmanr not imported
    cosines = np.diag(np.asarray(cosine_similarity(table[pairs[:, 0]], table[pairs[:, 1]])))
    return spearmanr(cosines, scores).statistic

# %% error: a matrix product of two tables of the same shape
    first, second = table[pairs[:, 0]], table[pairs[:, 1]]
    return first @ second

# %% error: another name
def correlation(pairs, scores, table):
    return 0.0

# %% not attempted: the placeholder
def similarity_correlation(pairs, scores, table):
    raise NotImplementedError

# %% wrong: vector-for-table
    cosines = []
    for i, j in pairs:
        cosines.append(cosine_similarity(table[i], table[j]))
    return np.corrcoef(rankdata(cosines), rankdata(scores))[0, 1]
