# %% right: power, then sum
    weights = counts ** power
    return weights / np.sum(weights)

# %% right: a loop
def noise_distribution(counts, power=0.75):
    total = 0.0
    for c in counts:
        total += float(c) ** power
    return [float(c) ** power / total for c in counts]

# %% right: through logarithms
    logs = power * np.log(counts)
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()

# %% right: shares first, power then, and divided again
    shares = counts / counts.sum()
    shares = shares ** power
    return shares / shares.sum()

# %% right: TensorFlow
    weights = tf.pow(tf.cast(counts, tf.float64), power)
    return weights / tf.reduce_sum(weights)

# %% right: tf.nn.softmax of logarithms
    return tf.nn.softmax(power * tf.math.log(tf.cast(counts, tf.float32)))

# %% right: float32
    w = np.power(counts.astype(np.float32), np.float32(power))
    return w / w.sum()

# %% right: L1 norm by scikit-learn
from sklearn.preprocessing import normalize

def noise_distribution(counts, power=0.75):
    return normalize([counts ** power], norm="l1")[0]

# %% wrong: power-one
    return counts / counts.sum()

# %% wrong: power-one (in a loop)
    total = sum(counts.tolist())
    return [c / total for c in counts]

# %% wrong: inverse-frequency
    weights = 1 / counts
    return weights / weights.sum()

# %% wrong: inverse-frequency (a negative power)
    weights = counts ** -power
    return weights / weights.sum()

# %% wrong: inverse-frequency (of shares)
    weights = (counts / counts.sum()) ** (-power)
    return weights / weights.sum()

# %% wrong: one-minus-share
    return 1 - counts / counts.sum()

# %% wrong: one-minus-share (scaled to 1)
    weights = 1 - counts / counts.sum()
    return weights / weights.sum()

# %% wrong: not-renormalised
    return (counts / counts.sum()) ** power

# %% wrong: not-renormalised (divided by the power of the sum)
    total = sum(counts)
    return np.power(counts, power) / total ** power

# %% wrong: sum-of-counts
    return counts ** power / counts.sum()

# %% wrong: sum-of-counts (in a loop)
def noise_distribution(counts, power=0.75):
    shares = []
    for c in counts:
        shares.append(c ** power / sum(counts))
    return shares

# %% wrong: not-the-sum
    w = counts ** power
    return w / w.max()

# %% wrong: not-the-sum (the mean)
    w = np.power(counts, power)
    return w / np.mean(w)

# %% wrong: not-the-sum (the number of words)
    return counts ** power / len(counts)

# %% wrong: not-the-sum (squared length 1)
    weights = counts ** power
    return weights / np.linalg.norm(weights)

# %% wrong: sorted
    weights = np.sort(counts ** power)
    return weights / weights.sum()

# %% wrong: sorted (by falling count)
    counts = sorted(counts, reverse=True)
    weights = np.array(counts) ** power
    return weights / weights.sum()

# %% wrong: root
    weights = counts ** (1 / power)
    return weights / weights.sum()

# %% wrong: root (np.power)
    flat = np.power(counts.astype(float), 1.0 / power)
    return flat / np.sum(flat)

# %% wrong: in-place
    counts **= power
    return counts / counts.sum()

# %% wrong: in-place (the division, too)
    shares = counts
    shares /= shares.sum()
    shares **= power
    return shares / shares.sum()

# %% wrong: not-normalised
    return counts ** power

# %% wrong: not-normalised (tf)
    return tf.cast(counts, tf.float64) ** power

# %% wrong: uniform
    return np.ones(len(counts)) / len(counts)

# %% wrong: uniform (power 0)
    weights = counts ** 0.0
    return weights / weights.sum()

# %% wrong: power-fixed
    weights = counts ** 0.75
    return weights / weights.sum()

# %% wrong: power-fixed (two square roots)
    weights = np.sqrt(counts) * np.sqrt(np.sqrt(counts))
    return weights / weights.sum()

# %% wrong: softmax
    e = np.exp(counts - counts.max())
    return e / e.sum()

# %% wrong: softmax (scipy)
import scipy.special

def noise_distribution(counts, power=0.75):
    return scipy.special.softmax(counts.astype(float))

# %% wrong: softmax (tf)
    return tf.nn.softmax(counts.astype(np.float64))

# %% wrong: log-counts
    weights = np.log(counts)
    return weights / weights.sum()

# %% wrong: log-counts (log of count + 1)
    weights = np.log(counts + 1)
    return weights / weights.sum()

# %% wrong: caret
    weights = counts ^ power
    return weights / weights.sum()

# %% wrong: caret (in a loop)
    weights = [int(c) ^ power for c in counts]
    return np.array(weights) / sum(weights)

# %% wrong: no-return
    weights = counts ** power
    weights / weights.sum()

# %% wrong: changes-inputs
    weights = counts ** power
    counts[:] = 0
    return weights / weights.sum()

# %% wrong: (cumulative)
    weights = counts ** power
    return np.cumsum(weights / weights.sum())

# %% wrong: (power of the sum)
    return counts * power / counts.sum()

# %% error: a list has no power
    weights = list(counts) ** power
    return weights / sum(weights)

# %% error: misspelt
    weight = counts ** power
    return weight / weights.sum()

# %% not attempted: thinking
    # counts to the power, then divide
    # YOUR CODE HERE
    raise NotImplementedError()
