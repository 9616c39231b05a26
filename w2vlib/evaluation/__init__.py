"""How good vectors are: word pairs with scores, analogies, the loss on held-out text."""

from w2vlib.evaluation.measures import Analogies, Similarity, analogies, similarity

__all__ = ["Analogies", "Similarity", "analogies", "similarity"]
