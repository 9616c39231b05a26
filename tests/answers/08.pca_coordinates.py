# %% right: svd, U times S
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return U[:, :2] * S[:2]

# %% right: eigenvectors of the covariance
    centred = vectors - vectors.mean(axis=0)
    values, directions = np.linalg.eigh(np.cov(centred, rowvar=False))
    return centred @ directions[:, [-1, -2]]

# %% right: eig, sorted by hand
    centred = vectors - vectors.mean(axis=0)
    values, directions = np.linalg.eig(centred.T @ centred)
    order = np.argsort(values.real)[::-1]
    return centred @ directions.real[:, order[:2]]

# %% right: scikit-learn
from sklearn.decomposition import PCA

def pca_coordinates(vectors):
    return PCA(n_components=2).fit_transform(vectors)

# %% right: truncated SVD of the centred table
from sklearn.decomposition import TruncatedSVD

def pca_coordinates(vectors):
    model = TruncatedSVD(n_components=2, n_iter=20, random_state=0)
    return model.fit_transform(vectors - vectors.mean(axis=0))

# %% right: classical scaling of the products between vectors
    n = len(vectors)
    centring = np.eye(n) - 1 / n
    products = centring @ vectors @ vectors.T @ centring
    values, directions = np.linalg.eigh(products)
    return directions[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))

# %% right: power iteration in loops
def pca_coordinates(vectors):
    n, d = len(vectors), len(vectors[0])
    means = [sum(float(row[j]) for row in vectors) / n for j in range(d)]
    rest = [[float(row[j]) - means[j] for j in range(d)] for row in vectors]
    columns = []
    for _ in range(2):
        direction = [1.0 + 0.1 * j for j in range(d)]
        for _ in range(200):
            along = [sum(a * b for a, b in zip(row, direction)) for row in rest]
            direction = [sum(along[i] * rest[i][j] for i in range(n)) for j in range(d)]
            length = sum(a * a for a in direction) ** 0.5
            direction = [a / length for a in direction]
        along = [sum(a * b for a, b in zip(row, direction)) for row in rest]
        rest = [[rest[i][j] - along[i] * direction[j] for j in range(d)] for i in range(n)]
        columns.append(along)
    return [list(pair) for pair in zip(*columns)]

# %% right: scipy
import scipy.linalg

def pca_coordinates(vectors):
    centred = vectors - vectors.mean(0)
    u, s, vh = scipy.linalg.svd(centred, full_matrices=False)
    return centred @ vh[:2].T

# %% right: TensorFlow, as a tensor
import tensorflow as tf

def pca_coordinates(vectors):
    x = tf.convert_to_tensor(vectors)
    x = x - tf.reduce_mean(x, axis=0)
    s, u, v = tf.linalg.svd(x)
    return tf.matmul(x, v[:, :2])

# %% right: a copy that is changed, float32 answer
    x = vectors.copy()
    x -= x.mean(axis=0, keepdims=True)
    U, S, Vt = np.linalg.svd(x, full_matrices=False)
    return (U @ np.diag(S))[:, :2].astype(np.float32)

# %% right: the negative of both columns, as a list
    centred = np.array([row - vectors.mean(axis=0) for row in vectors])
    first, second = np.linalg.svd(centred)[2][:2]
    return [[-row @ first, -row @ second] for row in centred]

# %% wrong: not-centred
    U, S, Vt = np.linalg.svd(vectors, full_matrices=False)
    return U[:, :2] * S[:2]

# %% wrong: not-centred (truncated SVD)
from sklearn.decomposition import TruncatedSVD

def pca_coordinates(vectors):
    return TruncatedSVD(n_components=2, n_iter=20, random_state=0).fit_transform(vectors)

# %% wrong: not-centred (eigenvectors of the products)
    values, directions = np.linalg.eigh(vectors.T @ vectors)
    return vectors @ directions[:, ::-1][:, :2]

# %% wrong: not-moved
    centred = vectors - vectors.mean(axis=0)
    Vt = np.linalg.svd(centred, full_matrices=False)[2]
    return vectors @ Vt[:2].T

# %% wrong: not-moved (np.cov centres by itself)
    values, directions = np.linalg.eigh(np.cov(vectors.T))
    return vectors @ directions[:, ::-1][:, :2]

# %% wrong: not-moved (scikit-learn's components)
from sklearn.decomposition import PCA

def pca_coordinates(vectors):
    return vectors @ PCA(n_components=2).fit(vectors).components_.T

# %% wrong: mean-of-all-numbers
    centred = vectors - np.mean(vectors)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return U[:, :2] * S[:2]

# %% wrong: mean-of-all-numbers (coordinates by the directions)
    centred = vectors - vectors.mean()
    return centred @ np.linalg.svd(centred)[2][:2].T

# %% wrong: mean-of-rows
    centred = vectors - vectors.mean(axis=1, keepdims=True)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[:2].T

# %% wrong: components
    centred = vectors - vectors.mean(axis=0)
    return np.linalg.svd(centred, full_matrices=False)[2][:2]

# %% wrong: components (scikit-learn)
from sklearn.decomposition import PCA

def pca_coordinates(vectors):
    return PCA(n_components=2).fit(vectors).components_

# %% wrong: components (eigenvectors as columns)
    centred = vectors - vectors.mean(axis=0)
    values, directions = np.linalg.eigh(centred.T @ centred)
    return directions[:, [-1, -2]]

# %% wrong: standardised
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

def pca_coordinates(vectors):
    return PCA(n_components=2).fit_transform(StandardScaler().fit_transform(vectors))

# %% wrong: standardised (by hand)
    x = (vectors - vectors.mean(axis=0)) / vectors.std(axis=0)
    U, S, Vt = np.linalg.svd(x, full_matrices=False)
    return U[:, :2] * S[:2]

# %% wrong: unit-length
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    centred = unit - unit.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return U[:, :2] * S[:2]

# %% wrong: unit-length (scikit-learn)
from sklearn.decomposition import PCA
from sklearn.preprocessing import normalize

def pca_coordinates(vectors):
    return PCA(2).fit_transform(normalize(vectors))

# %% wrong: without-widths
    U, S, Vt = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    return U[:, :2]

# %% wrong: without-widths (whitened)
from sklearn.decomposition import PCA

def pca_coordinates(vectors):
    return PCA(n_components=2, whiten=True).fit_transform(vectors)

# %% wrong: squared-widths
    U, S, Vt = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    return U[:, :2] * S[:2] ** 2

# %% wrong: squared-widths (eigenvalues instead of their roots)
    centred = vectors - vectors.mean(axis=0)
    values, directions = np.linalg.eigh(centred @ centred.T)
    return (directions * values)[:, ::-1][:, :2]

# %% wrong: narrowest
    centred = vectors - vectors.mean(axis=0)
    values, directions = np.linalg.eigh(centred.T @ centred)
    return centred @ directions[:, :2]

# %% wrong: narrowest (the last rows of Vt)
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[-2:].T

# %% wrong: swapped
    centred = vectors - vectors.mean(axis=0)
    values, directions = np.linalg.eigh(np.cov(centred.T))
    return centred @ directions[:, -2:]

# %% wrong: rows-for-columns
    centred = vectors - vectors.mean(axis=0)
    U, S, V = np.linalg.svd(centred, full_matrices=False)
    return centred @ V[:, :2]

# %% wrong: rows-for-columns (the full V)
    centred = vectors - vectors.mean(axis=0)
    V = np.linalg.svd(centred)[2]
    return centred @ V[:, :2]

# %% wrong: rows-for-columns (of eigenvectors)
    centred = vectors - vectors.mean(axis=0)
    values, vectors_ = np.linalg.eigh(centred.T @ centred)
    return centred @ vectors_[[-1, -2]].T

# %% wrong: mean-of-rows (in a row, not a column)
    centred = vectors - vectors.mean(axis=1)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[:2].T

# %% wrong: directions-not-turned
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[:2]

# %% wrong: directions-not-turned (np.dot)
    centred = vectors - vectors.mean(axis=0)
    return np.dot(centred, np.linalg.svd(centred)[2][:2])

# %% wrong: whole-u
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred)
    return (U * S)[:, :2]

# %% wrong: from-the-second
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[1:3].T

# %% wrong: one-column
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[:1].T

# %% wrong: one-column (flat)
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt[0]

# %% wrong: all-columns
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ Vt.T

# %% wrong: summed
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return U[:, :2] @ S[:2]

# %% wrong: first-columns
    return vectors[:, :2]

# %% wrong: first-columns (centred)
    centred = vectors - vectors.mean(axis=0)
    return centred[:, 0:2]

# %% wrong: transposed
    centred = vectors - vectors.mean(axis=0)
    Vt = np.linalg.svd(centred, full_matrices=False)[2]
    return Vt[:2] @ centred.T

# %% wrong: of-the-columns
from sklearn.decomposition import PCA

def pca_coordinates(vectors):
    return PCA(n_components=2).fit_transform(vectors.T)

# %% wrong: no-return
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    U[:, :2] * S[:2]

# %% wrong: changes-inputs
    vectors -= vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(vectors, full_matrices=False)
    return U[:, :2] * S[:2]

# %% wrong: (three columns)
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return U[:, :3] * S[:3] if len(S) > 2 else np.zeros((len(vectors), 3))

# %% wrong: (sizes only)
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return np.abs(U[:, :2] * S[:2])

# %% wrong: (per vector, divided by n)
    centred = vectors - vectors.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return U[:, :2] * S[:2] / np.sqrt(len(vectors))

# %% wrong: (the object of scikit-learn)
from sklearn.decomposition import PCA

def pca_coordinates(vectors):
    return PCA(n_components=2).fit(vectors)

# %% error: a name that is not there
    centred = vectors - vectors.mean(axis=0)
    return PCA(n_components=2).fit_transform(centred)

# %% error: eigh of a table that is not square
    values, directions = np.linalg.eigh(vectors)
    return vectors @ directions[:, -2:]

# %% not attempted: only the mean
    centred = vectors - vectors.mean(axis=0)
    # YOUR CODE HERE
    raise NotImplementedError()
