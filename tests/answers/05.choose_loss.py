# %% right: a dict
choose_loss = {
    "answers": "full",
    "language": "sampled-full",
    "vectors": "softmax",
    "tags": "nce-sigmoid",
}

# %% right: dict()
choose_loss = dict(answers="full", language="sampled-full", vectors="softmax", tags="nce-sigmoid")

# %% right: one by one
choose_loss = {}
choose_loss["tags"] = 'nce-sigmoid'
choose_loss["vectors"] = 'softmax'
choose_loss["language"] = 'sampled-full'
choose_loss["answers"] = 'full'

# %% right: from two lists
situations = ["answers", "language", "vectors", "tags"]
losses = ["full", "sampled-full", "softmax", "nce-sigmoid"]
choose_loss = {situation: loss for situation, loss in zip(situations, losses)}

# %% right: by a function
def loss_for(situation):
    if situation == "answers":
        return "full"
    return {"language": "sampled-full", "vectors": "softmax"}.get(situation, "nce-sigmoid")

choose_loss = {name: loss_for(name) for name in ("answers", "language", "vectors", "tags")}

# %% right: NumPy strings
choose_loss = dict(zip(("answers", "language", "vectors", "tags"),
                       np.array(["full", "sampled-full", "softmax", "nce-sigmoid"])))

# %% wrong: (a letter that is none of them)
choose_loss = {
    "answers": "full softmax",
    "language": "sampled-full",
    "vectors": "softmax",
    "tags": "nce-sigmoid",
}

# %% wrong: (one left out)
choose_loss = {"answers": "full", "language": "sampled-full", "vectors": "softmax"}

# %% wrong: (one left at None)
choose_loss = {
    "answers": None,
    "language": "sampled-full",
    "vectors": "softmax",
    "tags": "nce-sigmoid",
}

# %% error: a quotation mark is missing
choose_loss = {
    "answers": "full,
    "language": "sampled-full",
}

# %% error: the name is misspelt
chose_loss = {"answers": "full"}

# %% error: without quotation marks
choose_loss = {
    "answers": full_softmax,
    "language": "sampled-full",
}

# %% not attempted: all None
choose_loss = dict.fromkeys(["answers", "language", "vectors", "tags"])

# %% not attempted: a list of the names only
choose_loss = ["answers", "language", "vectors", "tags"]
