# %% right: a mask
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(ids)) < chances[ids]]

# %% right: a loop
    rng = np.random.default_rng(seed)
    kept = []
    for token in ids:
        if rng.random() < chances[token]:
            kept.append(token)
    return kept

# %% right: Python's random
import random

def subsample(ids, chances, seed):
    r = random.Random(seed)
    return [int(i) for i in ids if r.random() <= chances[i]]

# %% right: random.seed, and continue
import random

def subsample(ids, chances, seed):
    random.seed(seed)
    kept = []
    for i in ids.tolist():
        if random.random() >= chances[i]:
            continue
        kept.append(i)
    return np.array(kept, dtype=np.int32)

# %% right: the global seed of NumPy
    np.random.seed(seed)
    return ids[np.random.rand(len(ids)) < chances[ids]]

# %% right: RandomState and uniform
    rs = np.random.RandomState(seed)
    numbers = rs.uniform(0, 1, size=ids.shape)
    stay = [number < chances[i] for number, i in zip(numbers, ids)]
    return ids[np.array(stay, dtype=bool)]

# %% right: binomial
    rng = np.random.default_rng(seed)
    return ids[rng.binomial(1, chances[ids]) == 1]

# %% right: positions that stay
    rng = np.random.default_rng(seed)
    places = np.flatnonzero(rng.random(len(ids)) < np.take(chances, ids))
    return ids[places]

# %% right: np.delete
    rng = np.random.default_rng(seed)
    gone = np.where(rng.random(len(ids)) >= chances[ids])[0]
    return np.delete(ids, gone)

# %% right: stateless TensorFlow
    numbers = tf.random.stateless_uniform([len(ids)], [seed, 0], dtype=tf.float64)
    chance = tf.gather(tf.constant(chances, tf.float64), ids)
    return tf.boolean_mask(ids, numbers < chance)

# %% right: TensorFlow's generator
    numbers = tf.random.Generator.from_seed(seed).uniform([len(ids)]).numpy()
    return ids[numbers < chances[ids].astype(np.float32)]

# %% right: itertools.compress
from itertools import compress

def subsample(ids, chances, seed):
    rng = np.random.default_rng(seed)
    return list(compress(ids.tolist(), (rng.random(len(ids)) < chances[ids]).tolist()))

# %% right: choice between yes and no
    rng = np.random.default_rng([seed, 1])
    kept = ()
    for i in ids:
        c = float(chances[i])
        if rng.choice([True, False], p=[c, 1 - c]):
            kept += (int(i),)
    return kept

# %% right: choice between yes and no, the chances as they come
    rng = np.random.default_rng(seed)
    return [i for i in ids if rng.choice([True, False], p=[chances[i], 1 - chances[i]])]

# %% right: the chance to go
    rng = np.random.default_rng(seed)
    go = rng.random(len(ids)) < 1 - chances[ids]
    return ids[~go]

# %% right: SciPy's Bernoulli
from scipy.stats import bernoulli

def subsample(ids, chances, seed):
    if not len(ids):
        return ids
    return ids[bernoulli.rvs(chances[ids], random_state=seed).astype(bool)]

# %% right: pops from a copy, from the end
    rng = np.random.default_rng(seed)
    tokens = ids.tolist()
    for place in range(len(tokens) - 1, -1, -1):
        if rng.random() >= chances[tokens[place]]:
            tokens.pop(place)
    return tokens

# %% wrong: keeps-what-should-go
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(ids)) > chances[ids]]

# %% wrong: keeps-what-should-go (a loop)
import random

def subsample(ids, chances, seed):
    random.seed(seed)
    kept = []
    for i in ids:
        if chances[i] < random.random():
            kept.append(i)
    return kept

# %% wrong: whole-words
    rng = np.random.default_rng(seed)
    stay = rng.random(len(chances)) < chances
    return ids[stay[ids]]

# %% wrong: whole-words (a set of words)
    rng = np.random.default_rng(seed)
    words = {i for i in range(len(chances)) if rng.random() < chances[i]}
    return [i for i in ids if i in words]

# %% wrong: whole-words (word by word)
    rng = np.random.default_rng(seed)
    kept = ids
    for word in np.unique(ids):
        if rng.random() > chances[word]:
            kept = kept[kept != word]
    return kept

# %% wrong: one-number-for-all
    rng = np.random.default_rng(seed)
    return ids[rng.random() < chances[ids]]

# %% wrong: one-number-for-all (the generator inside the loop)
    kept = []
    for token in ids:
        rng = np.random.default_rng(seed)
        if rng.random() < chances[token]:
            kept.append(token)
    return kept

# %% wrong: one-number-for-all (seeded inside the loop)
    kept = []
    for token in ids:
        np.random.seed(seed)
        if np.random.rand() < chances[token]:
            kept.append(token)
    return kept

# %% wrong: order-lost
    rng = np.random.default_rng(seed)
    return np.sort(ids[rng.random(len(ids)) < chances[ids]])

# %% wrong: order-lost (shuffled)
    rng = np.random.default_rng(seed)
    kept = ids[rng.random(len(ids)) < chances[ids]]
    rng.shuffle(kept)
    return kept

# %% wrong: order-lost (word by word)
    rng = np.random.default_rng(seed)
    kept = []
    for word in np.unique(ids):
        number = int((ids == word).sum())
        kept += [int(word)] * int((rng.random(number) < chances[word]).sum())
    return kept

# %% wrong: order-lost (insert at the front)
    rng = np.random.default_rng(seed)
    kept = []
    for i in ids:
        if rng.random() < chances[i]:
            kept.insert(0, i)
    return kept

# %% wrong: each-word-once
    rng = np.random.default_rng(seed)
    return np.unique(ids[rng.random(len(ids)) < chances[ids]])

# %% wrong: each-word-once (not in kept)
    rng = np.random.default_rng(seed)
    kept = []
    for i in ids:
        if i not in kept and rng.random() < chances[i]:
            kept.append(i)
    return kept

# %% wrong: each-word-once (one decision for a word)
    rng = np.random.default_rng(seed)
    return [i for i in set(ids.tolist()) if rng.random() < chances[i]]

# %% wrong: chance-by-position
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(ids)) < chances]

# %% wrong: chance-by-position (a loop)
    rng = np.random.default_rng(seed)
    return [ids[i] for i in range(len(ids)) if rng.random() < chances[i]]

# %% wrong: chance-by-position (a mask of words)
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(chances)) < chances]

# %% wrong: chance-by-position (zip)
    rng = np.random.default_rng(seed)
    return [i for i, c in zip(ids, chances, strict=True) if rng.random() < c]

# %% wrong: chance-by-position (zip that ends early)
    rng = np.random.default_rng(seed)
    return [i for i, c in zip(ids, chances) if rng.random() < c]

# %% wrong: mask
    rng = np.random.default_rng(seed)
    return rng.random(len(ids)) < chances[ids]

# %% wrong: mask (a list)
    rng = np.random.default_rng(seed)
    return [bool(rng.random() < chances[i]) for i in ids]

# %% wrong: positions
    rng = np.random.default_rng(seed)
    return np.flatnonzero(rng.random(len(ids)) < chances[ids])

# %% wrong: positions (enumerate)
    rng = np.random.default_rng(seed)
    return [place for place, i in enumerate(ids) if rng.random() < chances[i]]

# %% wrong: placeholder
    rng = np.random.default_rng(seed)
    return np.where(rng.random(len(ids)) < chances[ids], ids, -1)

# %% wrong: placeholder (multiplied by the mask)
    rng = np.random.default_rng(seed)
    return ids * (rng.random(len(ids)) < chances[ids])

# %% wrong: no-chance
    return ids[chances[ids] > 0.5]

# %% wrong: no-chance (round)
    return [i for i in ids if round(float(chances[i])) == 1]

# %% wrong: no-chance (all that is not 0)
    return ids[chances[ids].astype(bool)]

# %% wrong: nothing-dropped
    rng = np.random.default_rng(seed)
    kept = [i for i in ids if rng.random() < chances[i]]
    return ids

# %% wrong: nothing-dropped (a copy)
    kept = list(ids)
    return kept

# %% wrong: removed-while-looping
    rng = np.random.default_rng(seed)
    kept = list(ids)
    for token in kept:
        if rng.random() > chances[token]:
            kept.remove(token)
    return kept

# %% wrong: removed-while-looping (Python's random)
import random

def subsample(ids, chances, seed):
    random.seed(seed)
    tokens = ids.tolist()
    for token in tokens:
        if not random.random() < chances[token]:
            tokens.remove(token)
    return tokens

# %% wrong: removed-while-looping (np.delete at a place)
    rng = np.random.default_rng(seed)
    kept = ids.copy()
    for place in range(len(ids)):
        if rng.random() > chances[kept[place]]:
            kept = np.delete(kept, place)
    return kept

# %% wrong: removed-while-looping (pop at a place)
    rng = np.random.default_rng(seed)
    tokens = ids.tolist()
    for place in range(len(tokens)):
        if rng.random() >= chances[tokens[place]]:
            tokens.pop(place)
    return tokens

# %% wrong: drawn-from-the-text
    rng = np.random.default_rng(seed)
    c = chances[ids].astype(float)
    if c.sum() == 0:
        return np.array([], int)
    return rng.choice(ids, len(ids), p=c / c.sum())

# %% wrong: drawn-from-the-text (random.choices)
import random

def subsample(ids, chances, seed):
    weights = chances[ids].tolist()
    if not any(weights):
        return []
    return random.Random(seed).choices(ids.tolist(), weights, k=int(sum(weights)))

# %% wrong: drawn-from-the-text (chances as probabilities of a draw)
    rng = np.random.default_rng(seed)
    return rng.choice(ids, len(ids), p=chances[ids])

# %% wrong: drawn-from-the-text (one chance a word)
    rng = np.random.default_rng(seed)
    return rng.choice(ids, p=chances)

# %% wrong: fixed-number
    rng = np.random.default_rng(seed)
    stay = np.zeros(len(ids), bool)
    for word in np.unique(ids):
        places = np.flatnonzero(ids == word)
        number = round(len(places) * float(chances[word]))
        stay[rng.choice(places, number, replace=False)] = True
    return ids[stay]

# %% wrong: fixed-number (the first ones)
    left = {word: round(float(chances[word]) * list(ids).count(word)) for word in set(ids)}
    kept = []
    for i in ids:
        if left[i] > 0:
            kept.append(i)
            left[i] -= 1
    return kept

# %% wrong: only-one-token
    rng = np.random.default_rng(seed)
    kept = []
    for i in ids:
        if rng.random() < chances[i]:
            kept.append(i)
            return kept
    return kept

# %% wrong: only-one-token (the first that is below its chance)
    rng = np.random.default_rng(seed)
    mask = rng.random(len(ids)) < chances[ids]
    return ids[[np.argmax(mask)]] if mask.any() else ids[:0]

# %% wrong: only-one-token (return in the loop)
    rng = np.random.default_rng(seed)
    kept = []
    for i in ids:
        if rng.random() < chances[i]:
            kept.append(i)
        return kept

# %% wrong: scaled-to-one
    rng = np.random.default_rng(seed)
    p = chances / chances.sum() if chances.sum() > 0 else chances
    return ids[rng.random(len(ids)) < p[ids]]

# %% wrong: scaled-to-one (in a loop)
import random

def subsample(ids, chances, seed):
    r, total = random.Random(seed), float(chances.sum()) or 1.0
    return [i for i in ids if r.random() < chances[i] / total]

# %% wrong: normal-numbers
    rng = np.random.default_rng(seed)
    return ids[rng.standard_normal(len(ids)) < chances[ids]]

# %% wrong: normal-numbers (np.random.randn)
    np.random.seed(seed)
    kept = []
    for i in ids:
        if np.random.randn() < chances[i]:
            kept.append(i)
    return kept

# %% wrong: coin
    rng = np.random.default_rng(seed)
    return ids[rng.integers(0, 2, len(ids)) < chances[ids]]

# %% wrong: coin (randint of Python, which includes 1)
import random

def subsample(ids, chances, seed):
    r = random.Random(seed)
    return [i for i in ids if r.randint(0, 1) <= chances[i]]

# %% wrong: floats
    rng = np.random.default_rng(seed)
    kept = np.array([])
    for i in ids:
        if rng.random() < chances[i]:
            kept = np.append(kept, i)
    return kept

# %% wrong: floats (zeros to fill)
    rng = np.random.default_rng(seed)
    kept, number = np.zeros(len(ids)), 0
    for i in ids:
        if rng.random() < chances[i]:
            kept[number] = i
            number += 1
    return kept[:number]

# %% wrong: seed-fixed
    rng = np.random.default_rng(0)
    return ids[rng.random(len(ids)) < chances[ids]]

# %% wrong: seed-fixed (the global one)
    np.random.seed(42)
    return [i for i in ids if np.random.rand() < chances[i]]

# %% wrong: unseeded
    rng = np.random.default_rng()
    return ids[rng.random(len(ids)) < chances[ids]]

# %% wrong: unseeded (np.random)
    return ids[np.random.random(len(ids)) < chances[ids]]

# %% wrong: unseeded (seed of one TensorFlow operation)
    numbers = tf.random.uniform([len(ids)], seed=seed).numpy()
    return ids[numbers < chances[ids]]

# %% wrong: no-return
    rng = np.random.default_rng(seed)
    kept = ids[rng.random(len(ids)) < chances[ids]]

# %% wrong: changes-inputs
    rng = np.random.default_rng(seed)
    kept = ids[rng.random(len(ids)) < chances[ids]]
    chances[:] = 0
    return kept

# %% wrong: (the chance squared)
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(ids)) < chances[ids] ** 2]

# %% wrong: (a column)
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(ids)) < chances[ids]].reshape(-1, 1)

# %% wrong: (a set)
    rng = np.random.default_rng(seed)
    return {int(i) for i in ids if rng.random() < chances[i]}

# %% wrong: (chances of the kept tokens)
    rng = np.random.default_rng(seed)
    return [list(p) for p in zip(ids, chances[ids]) if rng.random() < p[1]]

# %% wrong: (exactly half of the text)
    rng = np.random.default_rng(seed)
    places = rng.permutation(len(ids))[: len(ids) // 2]
    return ids[np.sort(places)]

# %% error: if of arrays
    rng = np.random.default_rng(seed)
    kept = []
    for token in ids:
        if rng.random(len(ids)) < chances[ids]:
            kept.append(token)
    return kept

# %% error: chances of a list
    rng = np.random.default_rng(seed)
    c = list(chances)[ids]
    return ids[rng.random(len(ids)) < c]

# %% error: misspelt
    rng = np.random.default_rng(seed)
    return ids[rng.random(len(ids)) < chance[ids]]

# %% not attempted: only a generator
    rng = np.random.default_rng(seed)
    # YOUR CODE HERE
    raise NotImplementedError()
