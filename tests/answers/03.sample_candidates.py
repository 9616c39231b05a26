# %% right: a loop that skips repeats
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), size=num_sampled, p=probabilities)
    ids = []
    while len(ids) < num_sampled:
        i = rng.choice(len(probabilities), p=probabilities)
        if i not in ids:
            ids.append(i)
    return ids

# %% right: choice without replacement
def sample_candidates(probabilities, num_sampled, seed, unique):
    rng = np.random.default_rng(seed)
    return rng.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)

# %% right: RandomState
    rs = np.random.RandomState(seed)
    return rs.choice(np.arange(len(probabilities)), num_sampled, not unique, probabilities)

# %% right: the global seed of NumPy
    np.random.seed(seed)
    return np.random.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)

# %% right: Python's random
import random

def sample_candidates(probabilities, num_sampled, seed, unique):
    chance = random.Random(seed)
    ids = list(range(len(probabilities)))
    if not unique:
        return chance.choices(ids, weights=probabilities, k=num_sampled)
    chosen = []
    while len(chosen) < num_sampled:
        (one,) = chance.choices(ids, probabilities)
        if one not in chosen:
            chosen.append(one)
    return tuple(chosen)

# %% right: Gumbel noise, the largest k
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    with np.errstate(divide="ignore"):
        keys = np.log(probabilities) + rng.gumbel(size=len(probabilities))
    return np.argsort(-keys)[:num_sampled]

# %% right: exponential arrivals
    rng = np.random.default_rng(seed)
    if not unique:
        return np.searchsorted(np.cumsum(probabilities)[:-1], rng.random(num_sampled), side="right")
    possible = np.flatnonzero(probabilities)
    arrival = rng.exponential(1 / probabilities[possible])
    return possible[np.argsort(arrival)][:num_sampled]

# %% right: u to the power 1/p
    rng = np.random.RandomState(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    possible = np.nonzero(probabilities > 0)[0]
    keys = rng.rand(len(possible)) ** (1 / probabilities[possible])
    return possible[np.argpartition(-keys, num_sampled - 1)[:num_sampled]]

# %% right: takes out what was drawn and divides the rest
    rng = np.random.default_rng(seed)
    if not unique:
        return [int(i) for i in rng.choice(len(probabilities), num_sampled, p=probabilities)]
    p = probabilities.copy()
    ids = []
    for _ in range(num_sampled):
        i = rng.choice(len(p), p=p / p.sum())
        ids.append(i)
        p[i] = 0
    return np.array(ids, dtype=np.int32)

# %% right: stateless TensorFlow
def sample_candidates(probabilities, num_sampled, seed, unique):
    if not unique:
        with np.errstate(divide="ignore"):
            logits = np.log(probabilities)[np.newaxis]
        return tf.random.stateless_categorical(logits, num_sampled, [seed, 0])[0]
    noise = tf.random.stateless_uniform([len(probabilities)], [seed, 1], dtype=tf.float64)
    keys = tf.math.log(-tf.math.log(noise)) - tf.math.log(tf.constant(probabilities))
    return tf.math.top_k(-keys, num_sampled).indices

# %% right: TensorFlow's sampler with the global seed
    tf.random.set_seed(seed)
    ids, _, _ = tf.random.fixed_unigram_candidate_sampler(
        [[0]], 1, num_sampled, unique, len(probabilities), unigrams=probabilities.tolist()
    )
    return ids

# %% right: sorted at the end
    rng = np.random.default_rng([seed, 7])
    return np.sort(rng.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities))

# %% right: a set of many draws, in the order in which they came
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    drawn = {}
    while len(drawn) < num_sampled:
        for i in rng.choice(len(probabilities), 50, p=probabilities):
            drawn.setdefault(int(i), True)
    return list(drawn)[:num_sampled]

# %% right: adds a small number before it takes the logarithm
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    keys = np.log(probabilities + 1e-30) + rng.gumbel(size=len(probabilities))
    return np.argsort(keys)[::-1][:num_sampled]

# %% wrong: probabilities-ignored
    rng = np.random.default_rng(seed)
    return rng.choice(len(probabilities), num_sampled, replace=not unique)

# %% wrong: probabilities-ignored (random.sample)
import random

def sample_candidates(probabilities, num_sampled, seed, unique):
    r = random.Random(seed)
    if unique:
        return r.sample(range(len(probabilities)), num_sampled)
    return [r.randrange(len(probabilities)) for _ in range(num_sampled)]

# %% wrong: probabilities-ignored (but for the zeros)
    rng = np.random.default_rng(seed)
    return rng.choice(np.flatnonzero(probabilities), num_sampled, replace=not unique)

# %% wrong: unique-ignored
    rng = np.random.default_rng(seed)
    return rng.choice(len(probabilities), num_sampled, p=probabilities)

# %% wrong: unique-ignored (random.choices)
import random

def sample_candidates(probabilities, num_sampled, seed, unique):
    return random.Random(seed).choices(range(len(probabilities)), probabilities, k=num_sampled)

# %% wrong: always-unique
    rng = np.random.default_rng(seed)
    return rng.choice(len(probabilities), num_sampled, replace=False, p=probabilities)

# %% wrong: always-unique (its own loop)
    rng = np.random.RandomState(seed)
    ids = []
    while len(ids) < num_sampled:
        i = rng.choice(len(probabilities), p=probabilities)
        if i not in ids:
            ids.append(i)
    return ids

# %% wrong: first-ids
    return np.arange(num_sampled)

# %% wrong: first-ids (those above 0)
    return np.nonzero(probabilities > 0)[0][:num_sampled]

# %% wrong: likeliest-ids
    return np.argsort(probabilities)[::-1][:num_sampled]

# %% wrong: likeliest-ids (tf.math.top_k)
    return tf.math.top_k(probabilities, num_sampled).indices

# %% wrong: starts-over
    rng = np.random.default_rng(seed)
    while True:
        ids = rng.choice(len(probabilities), num_sampled, p=probabilities)
        if not unique or len(np.unique(ids)) == num_sampled:
            return ids

# %% wrong: starts-over (random.choices)
import random

def sample_candidates(probabilities, num_sampled, seed, unique):
    r, ids = random.Random(seed), []
    while len(ids) < num_sampled:
        ids = r.choices(range(len(probabilities)), probabilities, k=num_sampled)
        if unique and len(set(ids)) < num_sampled:
            ids = []
    return ids

# %% wrong: repeats-dropped
    rng = np.random.default_rng(seed)
    ids = rng.choice(len(probabilities), num_sampled, p=probabilities)
    return np.unique(ids) if unique else ids

# %% wrong: repeats-dropped (for instead of while)
    rng = np.random.default_rng(seed)
    ids = []
    for _ in range(num_sampled):
        i = rng.choice(len(probabilities), p=probabilities)
        if not unique or i not in ids:
            ids.append(i)
    return ids

# %% wrong: one-redraw
    rng = np.random.default_rng(seed)
    ids = []
    for _ in range(num_sampled):
        i = rng.choice(len(probabilities), p=probabilities)
        if unique and i in ids:
            i = rng.choice(len(probabilities), p=probabilities)
        ids.append(i)
    return ids

# %% wrong: one-redraw (after all have been drawn)
    rng = np.random.RandomState(seed)
    ids = rng.choice(len(probabilities), num_sampled, p=probabilities)
    if unique:
        for j in range(1, num_sampled):
            if ids[j] in ids[:j]:
                ids[j] = rng.choice(len(probabilities), p=probabilities)
    return ids

# %% wrong: generator-in-the-loop
    if unique:
        rng = np.random.default_rng(seed)
        return rng.choice(len(probabilities), num_sampled, replace=False, p=probabilities)
    ids = []
    for _ in range(num_sampled):
        rng = np.random.default_rng(seed)
        ids.append(rng.choice(len(probabilities), p=probabilities))
    return ids

# %% wrong: generator-in-the-loop (with a for in both cases)
    ids = []
    for _ in range(num_sampled):
        np.random.seed(seed)
        i = np.random.choice(len(probabilities), p=probabilities)
        if unique and i in ids:
            continue
        ids.append(i)
    return ids

# %% wrong: generator-in-the-loop (one draw for all places)
    rng = np.random.default_rng(seed)
    if unique:
        return rng.choice(len(probabilities), num_sampled, replace=False, p=probabilities)
    return np.full(num_sampled, rng.choice(len(probabilities), p=probabilities))

# %% wrong: ids-from-one
    rng = np.random.default_rng(seed)
    return 1 + rng.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)

# %% wrong: ids-from-one (chosen from a range)
import random

def sample_candidates(probabilities, num_sampled, seed, unique):
    r = random.Random(seed)
    numbers = range(1, len(probabilities) + 1)
    ids = []
    while len(ids) < num_sampled:
        i = r.choices(numbers, probabilities)[0]
        if not unique or i not in ids:
            ids.append(i)
    return ids

# %% wrong: power-again
    p = probabilities ** 0.75
    p = p / p.sum()
    rng = np.random.default_rng(seed)
    return rng.choice(len(p), num_sampled, replace=not unique, p=p)

# %% wrong: power-again (by the exercise before)
    rng = np.random.default_rng(seed)
    noise = noise_distribution(probabilities)
    if not unique:
        return rng.choice(len(noise), num_sampled, p=noise)
    ids = []
    while len(ids) < num_sampled:
        i = rng.choice(len(noise), p=noise)
        if i not in ids:
            ids.append(i)
    return ids

# %% wrong: lowest-of-many
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    return np.unique(rng.choice(len(probabilities), 2000, p=probabilities))[:num_sampled]

# %% wrong: lowest-of-many (a set of small numbers)
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    return list(set(rng.choice(len(probabilities), 5000, p=probabilities).tolist()))[:num_sampled]

# %% wrong: filled-up
    rng = np.random.default_rng(seed)
    ids = rng.choice(len(probabilities), num_sampled, p=probabilities)
    if not unique:
        return ids
    ids = list(dict.fromkeys(ids.tolist()))
    rest = [i for i in np.flatnonzero(probabilities) if i not in ids]
    return ids + list(rng.permutation(rest)[: num_sampled - len(ids)])

# %% wrong: filled-up (with the lowest ids)
    rng = np.random.default_rng(seed)
    ids = rng.choice(len(probabilities), num_sampled, p=probabilities)
    if not unique:
        return ids
    ids = list(dict.fromkeys(ids.tolist()))
    for i in range(len(probabilities)):
        if len(ids) < num_sampled and i not in ids and probabilities[i] > 0:
            ids.append(i)
    return ids

# %% wrong: seed-fixed
    rng = np.random.default_rng(42)
    return rng.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)

# %% wrong: seed-fixed (the global one)
    np.random.seed(0)
    return np.random.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)

# %% wrong: unseeded
    rng = np.random.default_rng()
    return rng.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)

# %% wrong: unseeded (seed of one TensorFlow operation)
    ids, _, _ = tf.random.fixed_unigram_candidate_sampler(
        [[0]], 1, num_sampled, unique, len(probabilities), unigrams=probabilities.tolist(), seed=seed
    )
    return ids

# %% wrong: no-return
    rng = np.random.default_rng(seed)
    rng.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)

# %% wrong: changes-inputs
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    ids = []
    for _ in range(num_sampled):
        probabilities /= probabilities.sum()
        ids.append(rng.choice(len(probabilities), p=probabilities))
        probabilities[ids[-1]] = 0
    return ids

# %% wrong: (Gumbel noise on the probabilities themselves)
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    keys = np.where(probabilities > 0, probabilities + rng.gumbel(size=len(probabilities)), -99)
    return np.argsort(-keys)[:num_sampled]

# %% wrong: (each id on its own, a number by chance)
    rng = np.random.default_rng(seed)
    return np.flatnonzero(rng.random(len(probabilities)) < num_sampled * probabilities)

# %% wrong: (probabilities times a random number)
    rng = np.random.default_rng(seed)
    if not unique:
        return rng.choice(len(probabilities), num_sampled, p=probabilities)
    return np.argsort(-probabilities * rng.random(len(probabilities)))[:num_sampled]

# %% wrong: (squared probabilities)
    rng = np.random.default_rng(seed)
    p = probabilities ** 2 / (probabilities ** 2).sum()
    return rng.choice(len(p), num_sampled, replace=not unique, p=p)

# %% wrong: (probabilities instead of ids)
    rng = np.random.default_rng(seed)
    return probabilities[rng.choice(len(probabilities), num_sampled, not unique, probabilities)]

# %% wrong: (drawn from the probabilities)
    rng = np.random.default_rng(seed)
    return rng.choice(probabilities, num_sampled, replace=not unique, p=probabilities)

# %% wrong: (a column)
    rng = np.random.default_rng(seed)
    return rng.choice(len(probabilities), (num_sampled, 1), replace=not unique, p=probabilities)

# %% wrong: (a mask)
    rng = np.random.default_rng(seed)
    mask = np.zeros(len(probabilities), bool)
    mask[rng.choice(len(probabilities), num_sampled, not unique, probabilities)] = True
    return mask

# %% wrong: (one too many)
    rng = np.random.default_rng(seed)
    ids = rng.choice(len(probabilities), num_sampled, replace=not unique, p=probabilities)
    return [*ids, ids[0]]

# %% wrong: (a set)
    rng = np.random.default_rng(seed)
    return set(rng.choice(len(probabilities), num_sampled, not unique, probabilities).tolist())

# %% error: an array has no append
    rng = np.random.default_rng(seed)
    ids = np.array([])
    while len(ids) < num_sampled:
        ids.append(rng.choice(len(probabilities), p=probabilities))
    return ids

# %% error: probabilities taken out and not divided again
    rng = np.random.default_rng(seed)
    p = probabilities.copy()
    ids = []
    for _ in range(num_sampled):
        p[np.argmax(p)] = 0
        ids.append(rng.choice(len(p), p=p))
    return ids

# %% not attempted: only a generator
    rng = np.random.default_rng(seed)
    # YOUR CODE HERE
    raise NotImplementedError()
