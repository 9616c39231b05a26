# %% right: a dict
read_the_map = {
    "neighbours": "near",
    "sizes": "nothing",
    "gaps": "nothing",
    "clumps": "again",
    "seeds": "same",
    "pca": "far",
}

# %% right: dict()
read_the_map = dict(neighbours="near", sizes="nothing", gaps="nothing", clumps="again",
                    seeds="same", pca="far")

# %% right: one by one
read_the_map = {}
read_the_map["neighbours"] = 'near'
read_the_map["sizes"] = read_the_map["gaps"] = 'nothing'
read_the_map["clumps"] = 'again'
read_the_map["seeds"] = 'same'
read_the_map["pca"] = 'far'

# %% right: from two lists
questions = ["neighbours", "sizes", "gaps", "clumps", "seeds", "pca"]
read_the_map = dict(zip(questions, "near nothing nothing again same far".split()))

# %% right: NumPy strings
read_the_map = dict(zip(("neighbours", "sizes", "gaps", "clumps", "seeds", "pca"),
                        np.array(["near", "nothing", "nothing", "again", "same", "far"])))

# %% wrong: (a word that is none of them)
read_the_map = {
    "neighbours": "near",
    "sizes": "nothing",
    "gaps": "none",
    "clumps": "again",
    "seeds": "same",
    "pca": "far",
}

# %% wrong: (one left out)
read_the_map = {"neighbours": "near", "sizes": "nothing", "gaps": "nothing", "clumps": "again",
                "seeds": "same"}

# %% error: a quotation mark is missing
read_the_map = {
    "neighbours": "near,
    "sizes": "nothing",
}
