# %% right: if and elif
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    if loss_name == "full_softmax":
        return vocabulary_size
    elif loss_name == "sampled_softmax":
        return num_sampled + 1
    elif loss_name == "nce":
        return num_sampled + 1
    else:
        raise ValueError(loss_name)

# %% right: a dict
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    few = 1 + num_sampled
    table = {"full_softmax": vocabulary_size, "sampled_softmax": few, "nce": few}
    if loss_name not in table:
        raise ValueError(f"{loss_name} is none of {', '.join(table)}")
    return table[loss_name]

# %% right: match
def rows_with_gradient(loss_name: str, vocabulary_size: int, num_sampled: int) -> int:
    match loss_name:
        case "full_softmax":
            return vocabulary_size
        case "sampled_softmax" | "nce":
            return num_sampled + 1
    raise ValueError("unknown loss")

# %% right: NumPy number
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    names = ["full_softmax", "sampled_softmax", "nce"]
    which = names.index(loss_name)  # raises ValueError for another name
    return np.array([vocabulary_size, 1 + num_sampled, 1 + num_sampled])[which]

# %% right: counted
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    if loss_name == "full_softmax":
        touched = set(range(vocabulary_size))
    elif loss_name in {"sampled_softmax", "nce"}:
        touched = {0} | set(range(1, num_sampled + 1))
    else:
        raise ValueError
    return len(touched)

# %% right: with a check first, and a tensor
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    if loss_name not in ("full_softmax", "sampled_softmax", "nce"):
        raise ValueError(f"loss_name is {loss_name!r}")
    return tf.constant(vocabulary_size if loss_name.startswith("full") else 1 + num_sampled)

# %% right: only the body
    candidates = {"nce": num_sampled, "sampled_softmax": num_sampled,
                  "full_softmax": vocabulary_size - 1}
    try:
        return candidates[loss_name] + 1
    except KeyError:
        raise ValueError(f"no such loss: {loss_name}") from None

# %% wrong: full-softmax-samples
    if loss_name in ("full_softmax", "sampled_softmax", "nce"):
        return 1 + num_sampled
    raise ValueError(loss_name)

# %% wrong: full-softmax-samples (K alone)
    if loss_name == "full_softmax":
        return num_sampled
    if loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled
    raise ValueError(loss_name)

# %% wrong: full-softmax-samples (exchanged)
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    rows = {"full_softmax": 1 + num_sampled, "sampled_softmax": vocabulary_size,
            "nce": vocabulary_size}
    if loss_name not in rows:
        raise ValueError(loss_name)
    return rows[loss_name]

# %% wrong: only-the-label-learns
    if loss_name == "full_softmax":
        return 1
    if loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled
    raise ValueError(loss_name)

# %% wrong: only-the-label-learns (everywhere)
    if loss_name in ("full_softmax", "sampled_softmax", "nce"):
        return 1
    raise ValueError(loss_name)

# %% wrong: label-forgotten
    if loss_name == "full_softmax":
        return vocabulary_size
    if loss_name in ("sampled_softmax", "nce"):
        return num_sampled
    raise ValueError(loss_name)

# %% wrong: label-forgotten (in the full softmax)
    if loss_name == "full_softmax":
        return vocabulary_size - 1
    if loss_name in ("sampled_softmax", "nce"):
        return num_sampled + 1
    raise ValueError(loss_name)

# %% wrong: label-forgotten (everywhere)
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    rows = dict(full_softmax=vocabulary_size - 1, sampled_softmax=num_sampled, nce=num_sampled)
    if loss_name not in rows:
        raise ValueError(loss_name)
    return rows[loss_name]

# %% wrong: sampled-is-full
    if loss_name in ("full_softmax", "sampled_softmax", "nce"):
        return vocabulary_size
    raise ValueError(loss_name)

# %% wrong: sampled-is-full (a softmax is a softmax)
    if loss_name.endswith("_softmax"):
        return vocabulary_size
    if loss_name == "nce":
        return 1 + num_sampled
    raise ValueError(loss_name)

# %% wrong: all-rows-for-every-name
    return vocabulary_size

# %% wrong: all-rows-for-every-name (or a text)
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    if loss_name == 'full_softmax' or 'full':
        return vocabulary_size
    elif loss_name == 'sampled_softmax' or 'nce':
        return num_sampled + 1
    else:
        raise ValueError('unknown loss')

# %% wrong: full-softmax-samples (whatever the name is)
    return 1 + num_sampled

# %% wrong: full-softmax-samples (the name is misspelt)
    if loss_name == "full softmax":
        return vocabulary_size
    return 1 + num_sampled

# %% wrong: unknown-name-accepted (or a text)
    if loss_name == "full_softmax":
        return vocabulary_size
    elif loss_name == "sampled_softmax" or "nce":
        return 1 + num_sampled
    else:
        raise ValueError(loss_name)

# %% wrong: label-forgotten (taken off)
    if loss_name == "full_softmax":
        return vocabulary_size
    if loss_name in ("sampled_softmax", "nce"):
        return num_sampled - 1
    raise ValueError(loss_name)

# %% wrong: label-forgotten (taken off everywhere)
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    rows = {"full_softmax": vocabulary_size, "sampled_softmax": num_sampled, "nce": num_sampled}
    if loss_name in rows:
        return rows[loss_name] - 1  # the label needs no push
    raise ValueError("unknown loss")

# %% wrong: name-refused
    if loss_name == "full softmax":
        return vocabulary_size
    if loss_name in ("sampled softmax", "nce"):
        return 1 + num_sampled
    raise ValueError(loss_name)

# %% wrong: name-refused (capital letters)
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    match loss_name:
        case "full_softmax":
            return vocabulary_size
        case "sampled_softmax" | "NCE":
            return num_sampled + 1
    raise ValueError(loss_name)

# %% wrong: label-counted-twice
    if loss_name == "full_softmax":
        return vocabulary_size + 1
    if loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled
    raise ValueError(loss_name)

# %% wrong: sampled-losses-differ
    if loss_name == "full_softmax":
        return vocabulary_size
    if loss_name == "sampled_softmax":
        return 1 + num_sampled
    if loss_name == "nce":
        return num_sampled
    raise ValueError(loss_name)

# %% wrong: sampled-losses-differ (the label stands in the softmax's sum already)
def rows_with_gradient(loss_name, vocabulary_size, num_sampled):
    rows = dict(full_softmax=vocabulary_size, sampled_softmax=num_sampled, nce=num_sampled + 1)
    if loss_name not in rows:
        raise ValueError(loss_name)
    return rows[loss_name]

# %% wrong: sampled-losses-differ (two for every candidate of NCE)
    if loss_name == "full_softmax":
        return vocabulary_size
    if loss_name == "sampled_softmax":
        return 1 + num_sampled
    if loss_name == "nce":
        return 2 * (1 + num_sampled)
    raise ValueError(loss_name)

# %% wrong: unknown-name-accepted
    if loss_name == "full_softmax":
        return vocabulary_size
    else:
        return 1 + num_sampled

# %% wrong: unknown-name-accepted (None)
    if loss_name == "full_softmax":
        return vocabulary_size
    elif loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled

# %% wrong: unknown-name-accepted (a message is printed)
    if loss_name == "full_softmax":
        return vocabulary_size
    elif loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled
    print("ValueError: unknown loss")
    return -1

# %% wrong: unknown-name-accepted (the exception is returned)
    if loss_name == "full_softmax":
        return vocabulary_size
    elif loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled
    return ValueError("unknown loss")

# %% wrong: other-exception
    return {"full_softmax": vocabulary_size, "sampled_softmax": 1 + num_sampled,
            "nce": 1 + num_sampled}[loss_name]

# %% wrong: other-exception (assert)
    assert loss_name in ("full_softmax", "sampled_softmax", "nce"), loss_name
    return vocabulary_size if loss_name == "full_softmax" else 1 + num_sampled

# %% wrong: other-exception (a plain Exception)
    if loss_name == "full_softmax":
        return vocabulary_size
    if loss_name in ("sampled_softmax", "nce"):
        return 1 + num_sampled
    raise Exception("unknown loss")

# %% wrong: no-return
    if loss_name == "full_softmax":
        rows = vocabulary_size
    elif loss_name in ("sampled_softmax", "nce"):
        rows = 1 + num_sampled
    else:
        raise ValueError(loss_name)

# %% wrong: (bias counted as rows)
    if loss_name == "full_softmax":
        return 2 * vocabulary_size
    if loss_name in ("sampled_softmax", "nce"):
        return 2 * (1 + num_sampled)
    raise ValueError(loss_name)

# %% wrong: (floats)
    if loss_name == "full_softmax":
        return float(vocabulary_size)
    if loss_name in ("sampled_softmax", "nce"):
        return 1.0 + num_sampled
    raise ValueError(loss_name)

# %% wrong: (a list)
    if loss_name == "full_softmax":
        return [vocabulary_size]
    if loss_name in ("sampled_softmax", "nce"):
        return [1 + num_sampled]
    raise ValueError(loss_name)

# %% wrong: name-refused (every one)
    raise ValueError(loss_name)

# %% error: a name that is not there
    if loss_name == "full_softmax":
        return vocab_size
    return 1 + K

# %% error: too few parameters
def rows_with_gradient(loss_name):
    return 1

# %% not attempted: a line above it
    few = 1 + num_sampled
    # YOUR CODE HERE
    raise NotImplementedError()
