# %% right: rows scaled first, zero lengths replaced
def cosine_similarity(a, b):
    def unit(rows):
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(length > 0, length, 1)
    return unit(a) @ unit(b).T

# %% right: two loops and the math module
import math

def cosine_similarity(a, b):
    answer = []
    for u in a:
        row = []
        for v in b:
            dot = sum(float(x) * float(y) for x, y in zip(u, v))
            lengths = math.sqrt(sum(float(x) ** 2 for x in u)) * math.sqrt(sum(float(y) ** 2 for y in v))
            row.append(dot / lengths if lengths else 0.0)
        answer.append(row)
    return answer

# %% right: dot products over an outer product of lengths, warnings off
    lengths = np.outer(np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1))
    with np.errstate(all="ignore"):
        return np.nan_to_num((a @ b.T) / lengths)

# %% right: np.divide with where
    lengths = np.sqrt((a ** 2).sum(axis=1))[:, None] * np.sqrt((b ** 2).sum(axis=1))
    return np.divide(a @ b.T, lengths, out=np.zeros(lengths.shape), where=lengths > 0)

# %% right: TensorFlow's l2_normalize
def cosine_similarity(a, b):
    return tf.matmul(tf.math.l2_normalize(a, axis=1), tf.math.l2_normalize(b, axis=1), transpose_b=True)

# %% right: scikit-learn
from sklearn.metrics import pairwise

def cosine_similarity(a, b):
    return pairwise.cosine_similarity(a, b)

# %% right: SciPy's distance turned round
from scipy.spatial.distance import cdist

def cosine_similarity(a, b):
    with np.errstate(all="ignore"):
        return np.nan_to_num(1 - cdist(a, b, "cosine"))

# %% right: a very small number added
    unit_a = a / (np.linalg.norm(a, axis=1, keepdims=True) + 1e-9)
    unit_b = b / (np.linalg.norm(b, axis=1, keepdims=True) + 1e-9)
    return unit_a @ unit_b.T

# %% right: the largest of length and a very small number, einsum
    la = np.maximum(np.sqrt(np.einsum("nd,nd->n", a, a)), 1e-12)
    lb = np.maximum(np.sqrt(np.einsum("md,md->m", b, b)), 1e-12)
    return np.einsum("nd,md->nm", a, b) / la[:, None] / lb[None, :]

# %% right: NaN replaced at the end, a row at a time
def cosine_similarity(a, b):
    answer = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            la, lb = np.linalg.norm(a[i]), np.linalg.norm(b[j])
            if la == 0 or lb == 0:
                continue
            answer[i, j] = a[i].dot(b[j]) / (la * lb)
    return answer.astype("float32")

# %% right: tf.math.divide_no_nan
def cosine_similarity(a, b):
    a, b = tf.cast(a, tf.float64), tf.cast(b, tf.float64)
    lengths = tf.norm(a, axis=1)[:, None] * tf.norm(b, axis=1)
    return tf.math.divide_no_nan(tf.matmul(a, b, transpose_b=True), lengths)

# %% right: Keras' loss turned round
def cosine_similarity(a, b):
    return -tf.keras.losses.cosine_similarity(a[:, None, :], b[None, :, :], axis=-1)

# %% wrong: dot-product
    return a @ b.T

# %% wrong: dot-product (a loop)
def cosine_similarity(a, b):
    return [[np.dot(u, v) for v in b] for u in a]

# %% wrong: dot-product (TensorFlow)
    return tf.matmul(a, b, transpose_b=True)

# %% wrong: one-side-scaled
    length = np.linalg.norm(a, axis=1, keepdims=True)
    return (a / np.where(length > 0, length, 1)) @ b.T

# %% wrong: one-side-scaled (the second one)
    length = np.linalg.norm(b, axis=1)
    return (a @ b.T) / np.where(length > 0, length, 1)

# %% wrong: one-side-scaled (NaN at zero)
    return (a / np.linalg.norm(a, axis=1, keepdims=True)) @ b.T

# %% wrong: distance
    length_a = np.linalg.norm(a, axis=1, keepdims=True)
    length_b = np.linalg.norm(b, axis=1, keepdims=True)
    a, b = a / np.where(length_a > 0, length_a, 1), b / np.where(length_b > 0, length_b, 1)
    return 1 - a @ b.T

# %% wrong: distance (SciPy)
from scipy.spatial.distance import cdist

def cosine_similarity(a, b):
    return cdist(a, b, metric="cosine")

# %% wrong: distance (scikit-learn)
from sklearn.metrics.pairwise import cosine_distances

def cosine_similarity(a, b):
    return cosine_distances(a, b)

# %% wrong: negated
def cosine_similarity(a, b):
    return tf.keras.losses.cosine_similarity(a[:, None, :], b[None, :, :], axis=-1)

# %% wrong: wrong-axis
    return (a / np.linalg.norm(a, axis=0)) @ (b / np.linalg.norm(b, axis=0)).T

# %% wrong: wrong-axis (keepdims)
    unit_a = a / np.linalg.norm(a, axis=0, keepdims=True)
    unit_b = b / np.linalg.norm(b, axis=0, keepdims=True)
    return unit_a @ unit_b.T

# %% wrong: wrong-axis (scikit-learn)
from sklearn.preprocessing import normalize

def cosine_similarity(a, b):
    return normalize(a, axis=0) @ normalize(b, axis=0).T

# %% wrong: one-length-for-all
    return (a / np.linalg.norm(a)) @ (b / np.linalg.norm(b)).T

# %% wrong: one-length-for-all (the formula as it stands)
    return np.dot(a, b.T) / (np.linalg.norm(a) * np.linalg.norm(b))

# %% wrong: one-length-for-all (TensorFlow)
    return tf.matmul(tf.math.l2_normalize(a), tf.math.l2_normalize(b), transpose_b=True)

# %% wrong: keepdims-forgotten
    return (a / np.linalg.norm(a, axis=1)) @ (b / np.linalg.norm(b, axis=1)).T

# %% wrong: keepdims-forgotten (the root of a sum)
    unit_a = a / np.sqrt((a ** 2).sum(axis=1))
    unit_b = b / np.sqrt((b ** 2).sum(axis=1))
    return unit_a @ unit_b.T

# %% wrong: lengths-entry-by-entry
    lengths_a, lengths_b = np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1)
    return a @ b.T / (lengths_a * lengths_b)

# %% wrong: brackets
    lengths_a = np.linalg.norm(a, axis=1, keepdims=True)
    return a @ b.T / lengths_a * np.linalg.norm(b, axis=1)

# %% wrong: brackets (two loops, zero taken care of)
    answer = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            if np.any(a[i]) and np.any(b[j]):
                answer[i, j] = a[i] @ b[j] / np.linalg.norm(a[i]) * np.linalg.norm(b[j])
    return answer

# %% wrong: no-root
    return (a / (a ** 2).sum(axis=1, keepdims=True)) @ (b / (b ** 2).sum(axis=1, keepdims=True)).T

# %% wrong: no-root (zero taken care of)
    la, lb = (a ** 2).sum(axis=1, keepdims=True), (b ** 2).sum(axis=1, keepdims=True)
    return (a / np.where(la > 0, la, 1)) @ (b / np.where(lb > 0, lb, 1)).T

# %% wrong: sum-for-length
    return (a / a.sum(axis=1, keepdims=True)) @ (b / b.sum(axis=1, keepdims=True)).T

# %% wrong: sum-for-length (without signs)
    return (a / np.abs(a).sum(1, keepdims=True)) @ (b / np.abs(b).sum(1, keepdims=True)).T

# %% wrong: sum-for-length (the largest number)
    return (a / np.abs(a).max(1, keepdims=True)) @ (b / np.abs(b).max(1, keepdims=True)).T

# %% wrong: euclidean
from scipy.spatial.distance import cdist

def cosine_similarity(a, b):
    return cdist(a, b)

# %% wrong: euclidean (as a similarity)
    distances = np.linalg.norm(a[:, None] - b[None], axis=2)
    return 1 / (1 + distances)

# %% wrong: angle
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    return np.arccos((a / np.where(la > 0, la, 1)) @ (b / np.where(lb > 0, lb, 1)).T)

# %% wrong: angle (in degrees)
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    return np.rad2deg(np.arccos((a / np.where(la > 0, la, 1)) @ (b / np.where(lb > 0, lb, 1)).T))

# %% wrong: sign-lost
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    return np.abs((a / np.where(la > 0, la, 1)) @ (b / np.where(lb > 0, lb, 1)).T)

# %% wrong: sign-lost (cut off at 0)
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    return np.clip((a / np.where(la > 0, la, 1)) @ (b / np.where(lb > 0, lb, 1)).T, 0, 1)

# %% wrong: centred
def cosine_similarity(a, b):
    return np.corrcoef(a, b)[:len(a), len(a):]

# %% wrong: row-by-row
    dots = (a * b).sum(axis=1)
    return dots / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1))

# %% wrong: row-by-row (zip)
def cosine_similarity(a, b):
    answer = []
    for u, v in zip(a, b):
        lengths = np.linalg.norm(u) * np.linalg.norm(v)
        answer.append(u @ v / lengths if lengths else 0)
    return answer

# %% wrong: row-by-row (one index)
def cosine_similarity(a, b):
    answer = []
    for i in range(len(a)):
        answer.append(a[i] @ b[i] / (np.linalg.norm(a[i]) * np.linalg.norm(b[i])))
    return np.array(answer)

# %% wrong: row-by-row (einsum)
    return np.einsum("nd,nd->n", a, b)

# %% wrong: row-by-row (TensorFlow)
    return tf.reduce_sum(tf.constant(a) * tf.constant(b), axis=1)

# %% wrong: only-the-first-row
    answer = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            answer[i, j] = a[i] @ b[j] / (np.linalg.norm(a[i]) * np.linalg.norm(b[j]))
        return answer

# %% wrong: only-the-first-row (a list of rows)
    answer = []
    for u in a:
        lengths = np.linalg.norm(u) * np.linalg.norm(b, axis=1)
        answer.append(np.divide(b @ u, lengths, where=lengths > 0, out=np.zeros(len(b))))
        return answer

# %% wrong: all-in-one-row
    return [u @ v / (np.linalg.norm(u) * np.linalg.norm(v)) for u in a for v in b]

# %% wrong: with-itself
    length = np.linalg.norm(a, axis=1, keepdims=True)
    unit = a / np.where(length > 0, length, 1)
    return unit @ unit.T

# %% wrong: transposed
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    return (b / np.where(lb > 0, lb, 1)) @ (a / np.where(la > 0, la, 1)).T

# %% wrong: not-transposed
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))

# %% wrong: not-transposed (np.dot)
    unit_a = a / np.linalg.norm(a, axis=1, keepdims=True)
    unit_b = b / np.linalg.norm(b, axis=1, keepdims=True)
    return np.dot(unit_a, unit_b)

# %% wrong: not-transposed (TensorFlow)
    return tf.matmul(a, b)

# %% wrong: nan-at-zero
    unit_a = a / np.linalg.norm(a, axis=1, keepdims=True)
    unit_b = b / np.linalg.norm(b, axis=1, keepdims=True)
    return unit_a @ unit_b.T

# %% wrong: nan-at-zero (a loop)
def cosine_similarity(a, b):
    return [[u @ v / (np.linalg.norm(u) * np.linalg.norm(v)) for v in b] for u in a]

# %% wrong: nan-at-zero (TensorFlow)
def cosine_similarity(a, b):
    a = a / tf.norm(a, axis=1, keepdims=True)
    b = b / tf.norm(b, axis=1, keepdims=True)
    return a @ tf.transpose(b)

# %% wrong: zero-not-zero
    with np.errstate(all="ignore"):
        unit_a = a / np.linalg.norm(a, axis=1, keepdims=True)
        unit_b = b / np.linalg.norm(b, axis=1, keepdims=True)
        return np.nan_to_num(unit_a @ unit_b.T, nan=1.0)

# %% wrong: zero-not-zero (only the NaN of the lengths, in a)
    with np.errstate(all="ignore"):
        unit_a = np.nan_to_num(a / np.linalg.norm(a, axis=1, keepdims=True))
        unit_b = b / np.linalg.norm(b, axis=1, keepdims=True)
    return unit_a @ unit_b.T

# %% wrong: zero-not-zero (ones for a zero row)
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    unit_a = np.where(la > 0, a / np.where(la > 0, la, 1), 1)
    unit_b = np.where(lb > 0, b / np.where(lb > 0, lb, 1), 1)
    return unit_a @ unit_b.T

# %% wrong: lengths-enlarged
    la, lb = np.linalg.norm(a, axis=1, keepdims=True) + 1, np.linalg.norm(b, axis=1, keepdims=True) + 1
    return (a / la) @ (b / lb).T

# %% wrong: lengths-enlarged (at least 1)
    la = np.maximum(1, np.linalg.norm(a, axis=1, keepdims=True))
    lb = np.maximum(1, np.linalg.norm(b, axis=1, keepdims=True))
    return (a / la) @ (b / lb).T

# %% wrong: changes-inputs
    length = np.linalg.norm(a, axis=1, keepdims=True)
    a /= np.where(length > 0, length, 1)
    length = np.linalg.norm(b, axis=1, keepdims=True)
    b /= np.where(length > 0, length, 1)
    return a @ b.T

# %% wrong: no-return
    dots = a @ b.T

# %% wrong: (rounded)
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    return np.round((a / np.where(la > 0, la, 1)) @ (b / np.where(lb > 0, lb, 1)).T, 1)

# %% wrong: (the mean of all)
    la, lb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    return np.mean((a / np.where(la > 0, la, 1)) @ (b / np.where(lb > 0, lb, 1)).T)

# %% error: misspelt
    return (a / np.linalg.norms(a)) @ b.T

# %% error: another name
def cosine(a, b):
    return a @ b.T

# %% error: a condition on a whole array
    length = np.linalg.norm(a, axis=1, keepdims=True)
    if length == 0:
        length = 1
    return (a / length) @ b.T

# %% not attempted: the placeholder
def cosine_similarity(a, b):
    raise NotImplementedError()
