# %% [markdown]
# # Training for real, and lowering the loss
#
# **You have written every piece. Do they learn, when they are put together?**

# %%
import math

import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from w2vlib import Trainer, keep_probability, noise_distribution
from w2vlib.objectives import negative_sampling_loss

# %% exercise="09.assemble"
def assemble():
    """Train word vectors on miniworld with your own three pieces.

    Returns the trained w2vlib.Trainer.
    """
    ### BEGIN SOLUTION
    trainer = Trainer(
        "miniworld", dim=50, epochs=3, progress=False,
        objective=negative_sampling_loss,
        keep_probability=keep_probability,
        noise_distribution=noise_distribution,
    )
    return trainer.train()
    ### END SOLUTION

# %% exercise="09.cosine_decay"
def cosine_decay(step: float, total_steps: int, initial: float, final: float = 0.0):
    """The learning rate at a step: from initial to final along half a cosine.

    It stays at final from total_steps on.
    """
    ### BEGIN SOLUTION
    done = min(step / total_steps, 1)
    height = (1 + math.cos(math.pi * done)) / 2  # from 1 to 0
    return final + height * (initial - final)
    ### END SOLUTION

# %% exercise="09.exponential_decay"
def exponential_decay(step: float, decay_steps: int, rate: float, initial: float):
    """The learning rate at a step: `rate` times as much after each `decay_steps` steps.

    It falls smoothly and does not stop.
    """
    ### BEGIN SOLUTION
    return initial * rate ** (step / decay_steps)
    ### END SOLUTION

# %% exercise="09.choose_settings"
def choose_settings() -> dict:
    """Settings for the small text: "negatives", "schedule" and "subsample"."""
    ### BEGIN SOLUTION
    return {"negatives": 10, "schedule": "constant", "subsample": 1e-3}
    ### END SOLUTION

# %% exercise="09.spot_the_error"
spot_the_error = {
    "sampler": None,
    "five": None,
    "scores": None,
    "rule": None,
    "noise": None,
    "analogy": None,
    "adam": None,
    "loss": None,
    "hard": None,
    "window": None,
}
### BEGIN SOLUTION
spot_the_error = {
    "sampler": "independent",
    "five": "sigmoids",
    "scores": "true",
    "rule": "true",
    "noise": "power",
    "analogy": "true",
    "adam": "whole",
    "loss": "questions",
    "hard": "lowers",
    "window": "trade",
}
### END SOLUTION
