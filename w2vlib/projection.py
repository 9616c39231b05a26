"""Word vectors in the plane: PCA and t-SNE, both of scikit-learn.

Sources: Pearson (1901) for PCA; van der Maaten and Hinton (2008) for t-SNE.
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
        from sklearn.decomposition import PCA

        model = PCA(n_components=2, svd_solver="full")
        return model.fit_transform(directions), model.explained_variance_ratio_.tolist()
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    if perplexity is None:
        perplexity = usual_perplexity(len(directions))
    model = TSNE(perplexity=perplexity, init="pca", random_state=seed)
    with threadpool_limits(1):  # so few points are not worth threads, which wait for each other
        return model.fit_transform(directions), None
