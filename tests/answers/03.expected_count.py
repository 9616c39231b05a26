# %% right: if and else
    if tries is None:
        return num_sampled * probability
    return 1 - (1 - probability) ** tries

# %% right: loops
def expected_count(probability, num_sampled, tries=None):
    result = []
    for p in probability:
        if tries is None:
            result.append(num_sampled * p)
        else:
            missed = 1.0
            for _ in range(tries):
                missed *= 1 - p
            result.append(1 - missed)
    return result

# %% right: expm1 and log1p
    if tries is not None:
        return -np.expm1(tries * np.log1p(-probability))
    return probability * num_sampled

# %% right: TensorFlow
    p = tf.cast(probability, tf.float64)
    return num_sampled * p if tries is None else 1 - tf.pow(1 - p, tf.cast(tries, tf.float64))

# %% right: the chance to come first in each try, summed
    if tries is None:
        return np.array([num_sampled * p for p in probability])
    return sum(probability * (1 - probability) ** t for t in range(tries))

# %% right: float32 all the way
    p = np.float32(1) * probability.astype(np.float32)
    if tries is None:
        return p * np.float32(num_sampled)
    return np.float32(1) - (np.float32(1) - p) ** np.float32(tries)

# %% right: tries counted from 0 where there are none
    tries = tries or 0
    return (num_sampled * probability, 1 - np.power(1 - probability, tries))[tries > 0]

# %% wrong: not-times-number
    if tries is None:
        return probability
    return 1 - (1 - probability) ** tries

# %% wrong: not-times-number (in both cases)
    return probability.copy()

# %% wrong: always-unique
    if tries is None:
        tries = num_sampled
    return 1 - (1 - probability) ** tries

# %% wrong: always-unique (tries or num_sampled)
    return 1 - np.power(1 - probability, tries or num_sampled)

# %% wrong: always-replaced
    return num_sampled * probability

# %% wrong: always-replaced (tf)
    return tf.constant(probability) * num_sampled

# %% wrong: tries-times-p
    if tries is None:
        return num_sampled * probability
    return tries * probability

# %% wrong: tries-times-p (at most 1)
    if tries is None:
        return num_sampled * probability
    return np.minimum(tries * probability, 1)

# %% wrong: tries-ignored
    if tries is None:
        return num_sampled * probability
    return 1 - (1 - probability) ** num_sampled

# %% wrong: tries-ignored (in a loop)
    if tries is None:
        return num_sampled * probability
    missed = np.ones(len(probability))
    for _ in range(num_sampled):
        missed *= 1 - probability
    return 1 - missed

# %% wrong: chance-to-be-missed
    if tries is None:
        return num_sampled * probability
    return (1 - probability) ** tries

# %% wrong: times-number-again
    if tries is None:
        return num_sampled * probability
    return num_sampled * (1 - (1 - probability) ** tries)

# %% wrong: brackets
    if tries is None:
        return num_sampled * probability
    return 1 - 1 - probability ** tries

# %% wrong: brackets (in a loop)
def expected_count(probability, num_sampled, tries=None):
    out = []
    for p in probability:
        if tries is None:
            out.append(p * num_sampled)
        else:
            out.append(1 - 1 - p ** tries)
    return out

# %% wrong: rounded
    if tries is None:
        return (num_sampled * probability).astype(int)
    return 1 - (1 - probability) ** tries

# %% wrong: rounded (both, to the nearest)
    if tries is None:
        return np.round(num_sampled * probability)
    return np.round(1 - (1 - probability) ** tries)

# %% wrong: rounded (int in a loop)
    if tries is None:
        return [int(num_sampled * p) for p in probability]
    return [1 - (1 - p) ** tries for p in probability]

# %% wrong: p-to-the-tries
    if tries is None:
        return num_sampled * probability
    return 1 - probability ** tries

# %% wrong: p-to-the-tries (not subtracted)
    if tries is None:
        return num_sampled * probability
    return probability ** tries

# %% wrong: capped
    if tries is None:
        return np.minimum(1, num_sampled * probability)
    return 1 - (1 - probability) ** tries

# %% wrong: capped (np.clip)
    if tries is not None:
        return 1 - (1 - probability) ** tries
    return np.clip(probability * num_sampled, 0, 1)

# %% wrong: like-tensorflow
    if tries is None or tries == num_sampled:
        return num_sampled * probability
    return 1 - (1 - probability) ** tries

# %% wrong: like-tensorflow (expm1, as its source has it)
    if tries in (None, num_sampled):
        return probability * num_sampled
    return -np.expm1(tries * np.log1p(-probability))

# %% wrong: caret
    if tries is None:
        return num_sampled * probability
    return 1 - (1 - probability) ^ tries

# %% wrong: no-return
    if tries is None:
        count = num_sampled * probability
    else:
        count = 1 - (1 - probability) ** tries

# %% wrong: no-return (in one case only)
    if tries is not None:
        return 1 - (1 - probability) ** tries
    num_sampled * probability

# %% wrong: changes-inputs
    if tries is None:
        probability *= num_sampled
        return probability
    return 1 - (1 - probability) ** tries

# %% wrong: cases-swapped
    if tries is not None:
        return num_sampled * probability
    return 1 - (1 - probability) ** num_sampled

# %% wrong: cases-swapped (with tries as a factor)
    if tries:
        return tries * probability
    return 1 - np.power(1 - probability, num_sampled)

# %% wrong: (scaled to sum to num_sampled)
    if tries is None:
        return num_sampled * probability / probability.sum()
    return 1 - (1 - probability) ** tries

# %% wrong: (one number)
    if tries is None:
        return (num_sampled * probability).sum()
    return (1 - (1 - probability) ** tries).sum()

# %% error: a number has no length
    k = len(num_sampled)
    return k * probability if tries is None else 1 - (1 - probability) ** tries

# %% error: misspelt
    if trys is None:
        return num_sampled * probability
    return 1 - (1 - probability) ** tries

# %% not attempted: first half only
    if tries is None:
        raise NotImplementedError()
    # YOUR CODE HERE
    raise NotImplementedError()
