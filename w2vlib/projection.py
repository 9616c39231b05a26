"""Word vectors in the plane: PCA, and scikit-learn's t-SNE.

Sources: Pearson (1901) and Hotelling (1933) for PCA; van der Maaten and Hinton (2008) for t-SNE.
"""

from __future__ import annotations

import numpy as np

METHODS = ("pca", "tsne")
_LEAST_WORDS = 3


def usual_perplexity(words: int) -> float:
    """The perplexity of t-SNE for so many words, if none is given: a third of them, at most 8."""
    return min(8.0, (words - 1) / 3)


def check(words: int, dim: int, perplexity: float | None = None) -> None:
    """Says before any work whether so many words of D = `dim` numbers can be laid out.

    Raises:
        ValueError: too few words, for the perplexity or at all; says the largest that works.
    """
    if words < _LEAST_WORDS:
        raise ValueError(f"a map needs {_LEAST_WORDS} words or more; there are {words}")
    if dim < 2:
        raise ValueError("a map needs vectors of 2 numbers or more")
    if perplexity is None:
        return
    if not perplexity >= 1:
        raise ValueError(f"the perplexity is {perplexity:g}; it must be 1 or more")
    if perplexity >= words:
        raise ValueError(
            f"a perplexity of {perplexity:g} needs more than {perplexity:g} words, and there are "
            f"{words}: the largest that works is {words - 1}"
        )


def places(
    directions: np.ndarray, method: str, perplexity: float | None = None, seed: int = 0
) -> tuple[np.ndarray, list[float] | None]:
    """Places in the plane `(n, 2)` for unit vectors `(n, D)`.

    Args:
        method: "pca": the two directions in which the vectors differ most; "tsne": near vectors
            get near places, distances between groups say nothing.
        perplexity: of t-SNE, about how many neighbours count; default: `usual_perplexity(n)`.
        seed: of t-SNE.

    Returns:
        The places and, for PCA, the share of the variance that each of the two axes shows.
    """
    check(*directions.shape, perplexity if method == "tsne" else None)
    if method == "pca":
        return _widest(directions)
    if perplexity is None:
        perplexity = usual_perplexity(len(directions))
    return tsne_coordinates(directions, perplexity, seed, init="pca"), None


def pca_coordinates(vectors: np.ndarray) -> np.ndarray:
    """Coordinates `(n, 2)` of vectors `(n, D)` along the two directions in which they vary most.

    The vectors are centred and not scaled; the wider column comes first. Signs are free; here the
    largest number of each direction is positive, so that they are the same every time.

    Raises:
        ValueError: fewer than 2 vectors, or fewer than 2 numbers in each.
    """
    return _widest(vectors)[0]


def tsne_coordinates(
    vectors: np.ndarray, perplexity: float = 30, seed: int = 0, init: str = "random"
) -> np.ndarray:
    """Places `(n, 2)` of vectors `(n, D)` on a t-SNE map, float32: near vectors get near places.

    Args:
        perplexity: about how many neighbours count; lowered to n - 1 where it is not below n.
        seed: the same one gives the same map.
        init: "random", or "pca": the map starts from PCA's, and no seed changes it.

    Raises:
        ValueError: fewer than 2 vectors, or vectors that are all the same, on which scikit-learn
            would end the process.
    """
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    vectors = np.asarray(vectors)
    if len(vectors) < 2 or (vectors == vectors[0]).all():
        raise ValueError("a t-SNE map needs at least 2 different vectors")
    perplexity = min(perplexity, len(vectors) - 1)
    model = TSNE(perplexity=perplexity, init=init, random_state=seed)
    with threadpool_limits(1):  # so few points are not worth threads, which wait for each other
        return model.fit_transform(vectors)


def _widest(vectors: np.ndarray) -> tuple[np.ndarray, list[float]]:
    """PCA's coordinates, and the share of the variance along each of the two directions."""
    if min(np.shape(vectors)) < 2:
        raise ValueError("PCA in the plane needs 2 vectors or more, of 2 numbers or more")
    centred = vectors - np.mean(vectors, axis=0)  # (n, D)
    left, widths, directions = np.linalg.svd(centred, full_matrices=False)
    largest = np.abs(directions).argmax(axis=1)
    signs = np.sign(np.take_along_axis(directions, largest[:, None], axis=1)[:, 0])
    total = (widths**2).sum()
    shares = widths[:2] ** 2 / (total if total > 0 else 1)
    return (left * widths * signs)[:, :2], shares.tolist()
