"""Random losses of a small model by NumPy: what ``EmbeddingModel.calculate_loss`` should give.

Sources: Gutmann and Hyvärinen (2010) for NCE; Jean et al. (2015) for sampled softmax; expected
counts as TensorFlow's candidate samplers report them.
"""

import numpy as np


def log_uniform(range_max: int) -> np.ndarray:
    """P(id) = (log(id + 2) - log(id + 1)) / log(range_max + 1), shape (range_max,)."""
    ids = np.arange(range_max)
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)


def uniform(range_max: int) -> np.ndarray:
    return np.full(range_max, 1 / range_max)


def unique_candidates(rng, probability: np.ndarray, count: int):
    """Draw until ``count`` different ids are there; also each id's expected count.

    With t tries the chance that an id was drawn at all is 1 - (1 - p)^t.
    """
    chosen, tries = [], 0
    bounds = np.cumsum(probability)
    while len(chosen) < count:
        candidate = min(int(np.searchsorted(bounds, rng.random())), len(probability) - 1)
        tries += 1
        if candidate not in chosen:
            chosen.append(candidate)
    if tries == count:
        return np.array(chosen), count * probability
    return np.array(chosen), 1 - (1 - probability) ** tries


def repeated_candidates(rng, probability: np.ndarray, count: int):
    """Draw with replacement; the expected count of an id is count · p."""
    return rng.choice(len(probability), count, p=probability), count * probability


def nce(logits: np.ndarray, _hits):
    """Sigmoid cross-entropy, summed over 1 + K yes/no questions; (B,) and slopes (B, 1 + K)."""
    answers = np.zeros_like(logits)
    answers[:, 0] = 1
    losses = np.logaddexp(0, np.where(answers, -logits, logits))
    return losses.sum(axis=1), 1 / (1 + np.exp(-logits)) - answers


def positive_twice(logits: np.ndarray, hits):
    losses, slopes = nce(logits, hits)
    slopes[:, 0] *= 2
    return losses + np.logaddexp(0, -logits[:, 0]), slopes


def softmax(logits: np.ndarray, hits):
    """Cross-entropy of one choice among 1 + K, accidental hits removed."""
    logits = np.where(hits, -np.inf, logits)
    logits = logits - logits.max(axis=1, keepdims=True)
    total = np.exp(logits).sum(axis=1, keepdims=True)
    slopes = np.exp(logits) / total
    slopes[:, 0] -= 1
    return np.log(total[:, 0]) - logits[:, 0], slopes


def drawn_losses(
    weights, bias, embeddings, context_ids, count, draws,
    noise=log_uniform, sample=unique_candidates, loss=nce, corrected=True, with_bias=True,
    raw_positive_again=False,
):  # fmt: skip
    """Losses (draws, B) and mean gradients of their mean over the batch.

    Args:
        weights: output table (V, D). bias: (V,). embeddings: (B, D). context_ids: (B, 1).
        count: negatives K of a draw, shared by the batch.
    """
    rng = np.random.default_rng(0)
    labels, (batch, classes) = context_ids[:, 0], (len(embeddings), len(weights))
    used_bias = bias if with_bias else np.zeros_like(bias)
    scores = embeddings.astype(np.float64) @ weights.T + used_bias  # (B, V)
    all_losses, slopes_sum = [], np.zeros((batch, classes))
    for _ in range(draws):
        sampled, expected = sample(rng, noise(classes), count)
        ids = np.column_stack([labels, np.tile(sampled, (batch, 1))])  # (B, 1 + K)
        logits = np.take_along_axis(scores, ids, axis=1)
        if corrected:
            logits = logits - np.log(expected[ids])
        hits = ids == labels[:, np.newaxis]
        hits[:, 0] = False
        losses, slopes = loss(logits, hits)
        if raw_positive_again:
            raw = scores[np.arange(batch), labels]
            losses = losses + np.logaddexp(0, -raw)
            slopes[:, 0] += 1 / (1 + np.exp(-raw)) - 1
        all_losses.append(losses)
        np.add.at(slopes_sum, (np.arange(batch)[:, np.newaxis], ids), slopes)
    slopes = slopes_sum / draws / batch  # (B, V): d mean loss / d score
    gradients = {
        "weights": slopes.T @ embeddings,
        "bias": slopes.sum(axis=0) if with_bias else None,
        "embeddings": slopes @ weights,
    }
    return np.array(all_losses), gradients


def mean_loss(*arguments, **changes) -> dict:
    """The answer of the probe ``embedding_model_loss``, mean over the batch."""
    losses, gradients = drawn_losses(*arguments, **changes)
    return {"losses": losses.mean(axis=1), "gradients": gradients}


def summed_loss(*arguments) -> dict:
    losses, gradients = drawn_losses(*arguments)
    gradients = {name: gradient * losses.shape[1] for name, gradient in gradients.items()}
    return {"losses": losses.sum(axis=1), "gradients": gradients}


def unreduced_loss(*arguments) -> dict:
    losses, _ = drawn_losses(*arguments)
    return {"losses": losses, "gradients": summed_loss(*arguments)["gradients"]}


def constant_loss(*arguments) -> dict:
    answer = mean_loss(*arguments)
    return {"losses": answer["losses"], "gradients": dict.fromkeys(answer["gradients"])}
