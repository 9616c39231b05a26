# %% right: a constant rate
    return {"negatives": 10, "schedule": "constant", "subsample": 1e-3}

# %% right: as word2vec, but with more negatives
    return {"negatives": 20, "schedule": "linear", "subsample": 1e-3}

# %% right: cosine
    return dict(negatives=20, schedule="cosine", subsample=0.001)

# %% right: five negatives and a rate that stays, as NumPy numbers
def choose_settings():
    return {"negatives": np.int64(5), "schedule": "constant", "subsample": np.float64(1e-3)}

# %% right: a milder subsampling
    settings = {}
    settings["negatives"] = 10
    settings["schedule"] = 'linear'
    settings["subsample"] = 10 ** -2
    return settings

# %% right: eight negatives, float32
def choose_settings():
    return {"negatives": 8, "schedule": "constant", "subsample": np.float32(1e-3)}

# %% right: another order, and a whole number as a float
    return {"subsample": 1e-2, "schedule": "constant", "negatives": 10.0}

# %% right: from a function of one's own
def rate(words):
    return 1e-3 if words < 10**6 else 1e-5

def choose_settings():
    return {"negatives": 15, "schedule": "linear", "subsample": rate(64_000)}

# %% wrong: no-dict (a tuple)
    return 10, "constant", 1e-3

# %% wrong: no-dict (a Settings)
    from w2vlib import Settings
    return Settings(negatives=10, schedule="constant", subsample=1e-3)

# %% wrong: other-keys
    return {"num_negatives": 10, "schedule": "constant", "subsampling": 1e-3}

# %% wrong: other-keys (one is missing)
    return {"negatives": 10, "schedule": "constant"}

# %% wrong: other-keys (one too many)
    return {"negatives": 10, "schedule": "constant", "subsample": 1e-3, "epochs": 20}

# %% wrong: negatives-not-whole (a text)
    return {"negatives": "10", "schedule": "constant", "subsample": 1e-3}

# %% wrong: negatives-not-whole (a range)
    return {"negatives": [5, 20], "schedule": "constant", "subsample": 1e-3}

# %% wrong: negatives-out-of-range
    return {"negatives": 64, "schedule": "constant", "subsample": 1e-3}

# %% wrong: negatives-out-of-range (none at all)
    return {"negatives": 0, "schedule": "constant", "subsample": 1e-3}

# %% wrong: unknown-schedule
    return {"negatives": 10, "schedule": "cosine annealing", "subsample": 1e-3}

# %% wrong: unknown-schedule (a function)
    return {"negatives": 10, "schedule": cosine_decay, "subsample": 1e-3}

# %% wrong: other-rate
    return {"negatives": 10, "schedule": "constant", "subsample": 5e-4}

# %% wrong: other-rate (a text)
    return {"negatives": 10, "schedule": "constant", "subsample": "1e-3"}

# %% wrong: subsampled-away (the rate of large texts)
    return {"negatives": 15, "schedule": "cosine", "subsample": 1e-5}

# %% wrong: subsampled-away (a step too far)
    return {"negatives": 10, "schedule": "constant", "subsample": 1e-4}

# %% wrong: rate-gone-too-soon
    return {"negatives": 15, "schedule": "exponential", "subsample": 1e-3}

# %% wrong: too-few-negatives
    return {"negatives": 2, "schedule": "linear", "subsample": 1e-3}

# %% wrong: rate-up-and-down
    return {"negatives": 10, "schedule": "cosine-restarts", "subsample": 1e-3}

# %% wrong: steps-too-small (the settings of word2vec)
    return {"negatives": 5, "schedule": "linear", "subsample": 1e-3}

# %% wrong: rate-never-falls
    return {"negatives": 20, "schedule": "constant", "subsample": 0}

# %% wrong: little-words-left-in
    return {"negatives": 10, "schedule": "cosine", "subsample": 0}

# %% wrong: no-return
    settings = {"negatives": 10, "schedule": "constant", "subsample": 1e-3}

# %% error: a colon is missing
    return {"negatives" 10, "schedule": "constant", "subsample": 1e-3}

# %% error: a name without quotation marks
    return {"negatives": 10, "schedule": constant, "subsample": 1e-3}

# %% error: a parameter
def choose_settings(corpus):
    return {"negatives": 10, "schedule": "constant", "subsample": 1e-3}

# %% not attempted: only a comment
    # what does a small text need?
    # YOUR CODE HERE
    raise NotImplementedError()
