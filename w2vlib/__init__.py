"""Word embeddings that can be read: corpora, pairs, samplers, losses and a trainer.

``from w2vlib import Trainer, Vocabulary, nce_loss`` works; each name is loaded when it is first
asked for, so that only those who train wait for TensorFlow.
"""

from importlib import import_module

# Public name -> the module that defines it.
_HOME = {
    "open_corpus": "corpora",
    "Vocabulary": "vocabulary",
    "UnknownWordError": "vocabulary",
    "build_vocabulary": "vocabulary",
    "skip_gram_pairs": "pairs",
    "sentence_pairs": "pairs",
    "used_share": "pairs",
    "discard_probability": "subsampling",
    "keep_probability": "subsampling",
    "percentile_discard_probability": "subsampling",
    "subsample": "subsampling",
    "log_uniform_probability": "samplers",
    "noise_distribution": "samplers",
    "sample_candidates": "samplers",
    "expected_count": "samplers",
    "accidental_hits": "samplers",
    "nce_loss": "objectives",
    "negative_sampling_loss": "objectives",
    "full_sigmoid_loss": "objectives",
    "full_softmax_loss": "objectives",
    "sampled_softmax_loss": "objectives",
    "validation_loss": "validation",
    "cosine_similarity": "similarity",
    "most_similar": "similarity",
    "analogy": "similarity",
    "similarity_correlation": "similarity",
    "WordVectors": "vectors",
    "pca_coordinates": "projection",
    "tsne_coordinates": "projection",
    "Settings": "settings",
    "Trainer": "trainer",
    "DivergedError": "training.loop",
    "Stopped": "training.stop_signals",
}
__all__ = sorted(_HOME)


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"module 'w2vlib' has no attribute {name!r}")
    value = getattr(import_module(f"w2vlib.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_HOME))
