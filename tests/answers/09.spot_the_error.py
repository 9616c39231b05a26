# %% right: a dict
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

# %% right: dict()
spot_the_error = dict(
    sampler="independent", five="sigmoids", scores="true", rule="true", noise="power",
    analogy="true", adam="whole", loss="questions", hard="lowers", window="trade",
)

# %% right: all true first, then the others
spot_the_error = dict.fromkeys(["scores", "rule", "analogy"], "true")
spot_the_error.update(sampler='independent', five='sigmoids', noise='power')
spot_the_error.update(adam='whole', loss='questions', hard='lowers', window='trade')

# %% right: one by one
spot_the_error = {}
spot_the_error["sampler"] = "independent"
spot_the_error["five"] = "sigmoids"
spot_the_error["scores"] = "true"
spot_the_error["rule"] = "true"
spot_the_error["noise"] = "power"
spot_the_error["analogy"] = "true"
spot_the_error["adam"] = "whole"
spot_the_error["loss"] = "questions"
spot_the_error["hard"] = "lowers"
spot_the_error["window"] = "trade"

# %% right: from two lists, as NumPy strings
claims = "sampler five scores rule noise analogy adam loss hard window".split()
chosen = np.array("independent sigmoids true true power true whole questions lowers trade".split())
spot_the_error = dict(zip(claims, chosen))

# %% wrong: (True for "true")
spot_the_error = {
    "sampler": "independent", "five": "sigmoids", "scores": True, "rule": "true",
    "noise": "power", "analogy": "true", "adam": "whole", "loss": "questions",
    "hard": "lowers", "window": "trade",
}

# %% wrong: (one left at None)
spot_the_error = {
    "sampler": "independent", "five": "sigmoids", "scores": "true", "rule": "true",
    "noise": "power", "analogy": "true", "adam": None, "loss": "questions",
    "hard": "lowers", "window": "trade",
}

# %% wrong: (only the false ones)
spot_the_error = {
    "sampler": "independent", "five": "sigmoids", "noise": "power", "adam": "whole",
    "loss": "questions", "hard": "lowers", "window": "trade",
}

# %% error: without quotation marks
spot_the_error = {"sampler": independent}

# %% error: a quotation mark is missing
spot_the_error = {"sampler": "independent, "five": "sigmoids"}

# %% not attempted: all None
spot_the_error = dict.fromkeys(["sampler", "five", "scores", "rule", "noise"])

# %% not attempted: a list of names
spot_the_error = ["sampler", "five"]
