# %% right: two logarithms
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)

# %% right: one logarithm of the ratio
def log_uniform_probability(ids, range_max):
    return np.log((ids + 2) / (ids + 1)) / np.log(range_max + 1)

# %% right: log1p and base
    return np.log1p(1 / (ids + 1.0)) / np.log1p(range_max)

# %% right: a loop with math
import math

def log_uniform_probability(ids, range_max):
    shares = []
    for i in ids:
        shares.append((math.log(i + 2) - math.log(i + 1)) / math.log(range_max + 1))
    return shares

# %% right: TensorFlow in float64
    x = tf.cast(ids, tf.float64)
    return (tf.math.log(x + 2) - tf.math.log(x + 1)) / np.log(range_max + 1)

# %% right: a table of all ids, then looked up
def log_uniform_probability(ids, range_max):
    marks = np.log(np.arange(1, range_max + 2))
    table = np.diff(marks) / marks[-1]
    return table[ids]

# %% right: logarithms to base 2
    return (np.log2(ids + 2) - np.log2(ids + 1)) / np.log2(range_max + 1)

# %% right: float32 that loses nothing
    x = np.asarray(ids, dtype=np.float32)
    return np.log1p(1 / (x + 1)) / np.float32(np.log(range_max + 1))

# %% wrong: normaliser
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max)

# %% wrong: normaliser (math in a loop)
import math

def log_uniform_probability(ids, range_max):
    return [math.log((i + 2) / (i + 1)) / math.log(range_max) for i in ids]

# %% wrong: one-outside
    return (np.log(ids + 2) - np.log(ids + 1)) / (np.log(range_max) + 1)

# %% wrong: one-outside (math in a loop)
import math

def log_uniform_probability(ids, range_max):
    length = math.log(range_max) + 1
    return [(math.log(i + 2) - math.log(i + 1)) / length for i in ids]

# %% wrong: number-of-ids
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(len(ids) + 1)

# %% wrong: number-of-ids (without the 1)
    gaps = np.log(ids + 2) - np.log(ids + 1)
    return gaps / np.log(ids.size)

# %% wrong: quotient
    return np.log(ids + 2) / np.log(ids + 1) / np.log(range_max + 1)

# %% wrong: quotient (not divided by the length of the ruler)
    upper, lower = np.log(ids + 2), np.log(ids + 1)
    return upper / lower

# %% wrong: quotient (math.log of 1)
import math

def log_uniform_probability(ids, range_max):
    result = []
    for i in ids:
        result.append(math.log(i + 2) / math.log(i + 1) / math.log(range_max + 1))
    return np.array(result)

# %% wrong: not-normalised
    return np.log(ids + 2) - np.log(ids + 1)

# %% wrong: not-normalised (tf)
    x = tf.constant(ids, tf.float64)
    return tf.math.log((x + 2) / (x + 1))

# %% wrong: one-over-rank
    return 1 / (ids + 1)

# %% wrong: one-over-rank (scaled by all of them)
    weights = 1 / np.arange(1, range_max + 1)
    return (weights / weights.sum())[ids]

# %% wrong: off-by-one
    return (np.log(ids + 1) - np.log(ids)) / np.log(range_max + 1)

# %% wrong: off-by-one (and the wrong length)
    return (np.log(ids + 1) - np.log(ids)) / np.log(range_max)

# %% wrong: off-by-one (math.log of 0)
import math

def log_uniform_probability(ids, range_max):
    return [(math.log(i + 1) - math.log(i)) / math.log(range_max + 1) for i in ids]

# %% wrong: off-by-one (one too far)
    return (np.log(ids + 3) - np.log(ids + 2)) / np.log(range_max + 1)

# %% wrong: sign
    return (np.log(ids + 1) - np.log(ids + 2)) / np.log(range_max + 1)

# %% wrong: sign (as a ratio)
    return np.log((ids + 1) / (ids + 2)) / np.log(range_max + 1)

# %% wrong: own-ids-only
    steps = np.log(ids + 2) - np.log(ids + 1)
    return steps / steps.sum()

# %% wrong: own-ids-only (after the right division)
    p = (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)
    return p / p.sum()

# %% wrong: float32
    x = ids.astype(np.float32)
    return (np.log(x + np.float32(2)) - np.log(x + np.float32(1))) / np.log(range_max + 1)

# %% wrong: float32 (tf's default)
    x = tf.cast(ids, tf.float32)
    return (tf.math.log(x + 2) - tf.math.log(x + 1)) / tf.math.log(float(range_max + 1))

# %% wrong: brackets
    return np.log(ids + 2) - np.log(ids + 1) / np.log(range_max + 1)

# %% wrong: brackets (math in a loop)
import math

def log_uniform_probability(ids, range_max):
    return [math.log(i + 2) - math.log(i + 1) / math.log(range_max + 1) for i in ids]

# %% wrong: changes-inputs
    ids += 1
    return (np.log(ids + 1) - np.log(ids)) / np.log(range_max + 1)

# %% wrong: no-return
    p = (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)

# %% wrong: (a column)
    p = (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)
    return p[:, np.newaxis]

# %% wrong: (rounded)
    return np.round((np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1), 3)

# %% wrong: all-ids
    marks = np.log(np.arange(1, range_max + 2))
    return np.diff(marks) / marks[-1]

# %% wrong: all-ids (the argument replaced)
    ids = np.arange(range_max)
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(range_max + 1)

# %% error: math.log of an array
import math

def log_uniform_probability(ids, range_max):
    return math.log(ids + 2) - math.log(ids + 1)

# %% error: misspelt
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(rangemax + 1)

# %% not attempted: nothing yet
    steps = np.log(ids + 2)
    raise NotImplementedError()
