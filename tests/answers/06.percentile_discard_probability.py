# %% right: numpy
    frequency = counts / counts.sum()
    threshold = np.percentile(frequency, percentile)
    return 1 - np.sqrt(threshold / (frequency + threshold))

# %% right: counts throughout, as the rule sees only ratios
    t = np.percentile(counts, percentile)
    return 1 - np.sqrt(t / (counts + t))

# %% right: a loop
import math

def percentile_discard_probability(counts, percentile):
    total = sum(int(c) for c in counts)
    frequencies = [int(c) / total for c in counts]
    t = float(np.percentile(frequencies, percentile))
    return [1 - math.sqrt(t / (f + t)) for f in frequencies]

# %% right: quantile
    f = counts / np.sum(counts)
    t = np.quantile(f, percentile / 100)
    return 1 - (t / (f + t)) ** 0.5

# %% right: the line by hand
    f = counts / counts.sum()
    ordered = np.sort(f)
    t = np.interp(percentile / 100 * (len(f) - 1), np.arange(len(f)), ordered)
    return 1 - np.sqrt(t / (f + t))

# %% right: TensorFlow
    f = tf.cast(counts, tf.float64) / tf.cast(tf.reduce_sum(counts), tf.float64)
    t = tf.constant(np.percentile(f.numpy(), percentile), tf.float64)
    return 1 - tf.sqrt(t / (f + t))

# %% right: the percentile of the counts, divided
    total = counts.sum()
    t = np.percentile(counts, percentile) / total
    f = counts / total
    return 1 - np.sqrt(t / (f + t))

# %% right: SciPy's percentile
from scipy.stats import scoreatpercentile

def percentile_discard_probability(counts, percentile):
    f = np.asarray(counts, float) / counts.sum()
    t = scoreatpercentile(f, percentile)
    return 1 - 1 / np.sqrt(1 + f / t)

# %% right: scikit-learn makes the shares
from sklearn.preprocessing import normalize

def percentile_discard_probability(counts, percentile):
    f = normalize([counts.astype(float)], norm="l1")[0]
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% right: float32
    f = (counts / counts.sum()).astype(np.float32)
    t = np.percentile(f, percentile)
    return np.float32(1) - np.sqrt(t / (f + t))

# %% wrong: keep-for-discard
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return np.sqrt(t / (f + t))

# %% wrong: keep-for-discard (in a loop)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return [(t / (x + t)) ** 0.5 for x in f]

# %% wrong: without-threshold-added
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(t / f)

# %% wrong: without-threshold-added (by exercise 1)
    f = counts / counts.sum()
    return discard_probability(f, np.percentile(f, percentile))

# %% wrong: counts-mixed-with-frequencies
    f = counts / counts.sum()
    t = np.percentile(counts, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: counts-mixed-with-frequencies (the other way round)
    t = np.percentile(counts / counts.sum(), percentile)
    return 1 - np.sqrt(t / (counts + t))

# %% wrong: counts-mixed-with-frequencies (without + t, too)
    f = counts / counts.sum()
    t = np.percentile(counts, percentile)
    return 1 - np.sqrt(t / f)

# %% wrong: nothing-dropped-up-to-threshold
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return np.where(f > t, 1 - np.sqrt(t / (f + t)), 0)

# %% wrong: nothing-dropped-up-to-threshold (if)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    chances = []
    for x in f:
        if x < t:
            chances.append(0.0)
        else:
            chances.append(1 - np.sqrt(t / (x + t)))
    return chances

# %% wrong: fraction-for-percentile
    f = counts / counts.sum()
    t = np.percentile(f, percentile / 100)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: fraction-for-percentile (quantile of percent)
    f = counts / counts.sum()
    t = np.quantile(f, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: percentile-as-threshold
    f = counts / counts.sum()
    t = percentile / 100
    return 1 - np.sqrt(t / (f + t))

# %% wrong: percentile-as-threshold (of the largest)
    f = counts / counts.sum()
    t = percentile / 100 * f.max()
    return 1 - np.sqrt(t / (f + t))

# %% wrong: percentile-as-threshold (as it is)
    f = counts / counts.sum()
    return 1 - np.sqrt(percentile / (f + percentile))

# %% wrong: percentile-of-tokens
    f = counts / counts.sum()
    t = np.percentile(np.repeat(f, counts), percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: percentile-of-tokens (a list of all tokens)
    f = counts / counts.sum()
    tokens = []
    for share, count in zip(f, counts):
        tokens += [share] * int(count)
    t = np.percentile(tokens, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: from-the-other-end
    f = counts / counts.sum()
    t = np.percentile(f, 100 - percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: from-the-other-end (falling order, a line by hand)
    f = counts / counts.sum()
    falling = sorted(f, reverse=True)
    t = np.interp(percentile / 100 * (len(f) - 1), range(len(f)), falling)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: not-interpolated
    f = counts / counts.sum()
    t = np.sort(f)[min(int(len(f) * percentile / 100), len(f) - 1)]
    return 1 - np.sqrt(t / (f + t))

# %% wrong: not-interpolated (a method of np.percentile)
    f = counts / counts.sum()
    t = np.percentile(f, percentile, method="nearest")
    return 1 - np.sqrt(t / (f + t))

# %% wrong: not-interpolated (rounded down)
    f = counts / counts.sum()
    t = sorted(f)[int((len(f) - 1) * percentile / 100)]
    return [1 - (t / (x + t)) ** 0.5 for x in f]

# %% wrong: percentile-fixed
    f = counts / counts.sum()
    t = np.percentile(f, 85)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: percentile-fixed (median)
    f = counts / counts.sum()
    t = np.median(f)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: mean-as-threshold
    f = counts / counts.sum()
    t = f.mean()
    return 1 - np.sqrt(t / (f + t))

# %% wrong: mean-as-threshold (1 over the number of words)
    f = counts / counts.sum()
    t = 1 / len(counts)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: no-root
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - t / (f + t)

# %% wrong: no-root (shortened)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return f / (f + t)

# %% wrong: brackets
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(t / f + t)

# %% wrong: brackets (not below 0)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return np.maximum(0, 1 - np.sqrt(t / f + t))

# %% wrong: upside-down
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.sqrt((f + t) / t)

# %% wrong: upside-down (f above)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(f / (f + t))

# %% wrong: program-rule
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.minimum(1, (np.sqrt(f / t) + 1) * t / f)

# %% wrong: program-rule (by exercise 2)
    f = counts / counts.sum()
    return keep_probability(f, np.percentile(f, percentile))

# %% wrong: sorted
    f = np.sort(counts / counts.sum())
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: sorted (by falling count)
    f = np.array(sorted(counts, reverse=True)) / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: threshold-only
    return np.percentile(counts / counts.sum(), percentile)

# %% wrong: threshold-only (computes the chances, returns the other thing)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    chances = 1 - np.sqrt(t / (f + t))
    return t

# %% wrong: half-for-root
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - (t / (f + t)) ** 1/2

# %% wrong: equal-words-once
    f = counts / counts.sum()
    t = np.percentile(np.unique(f), percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: equal-words-once (a set of counts)
    t = np.percentile(list(set(counts.tolist())), percentile)
    return 1 - np.sqrt(t / (counts + t))

# %% wrong: whole-number-division
    f = counts // counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: in-percent
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 100 * (1 - np.sqrt(t / (f + t)))

# %% wrong: in-percent (in a loop)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return [100 - 100 * (t / (x + t)) ** 0.5 for x in f]

# %% wrong: counts-mixed-with-frequencies (divided by the number of words)
    t = np.percentile(counts, percentile)
    f = counts / len(counts)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: percentile-as-threshold (arguments of np.percentile swapped)
    f = counts / counts.sum()
    t = np.percentile(percentile, 100 * f)
    return 1 - np.sqrt(t / (f + t))

# %% wrong: only-the-first-word
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    for x in f:
        return [1 - np.sqrt(t / (x + t))]

# %% wrong: no-return
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    1 - np.sqrt(t / (f + t))

# %% wrong: changes-inputs
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    counts.sort()
    return 1 - np.sqrt(t / (f + t))

# %% wrong: (1 over the number of different counts)
    f = counts / counts.sum()
    t = np.percentile(np.unique(f), percentile) / 2
    return 1 - np.sqrt(t / (f + t))

# %% wrong: (t doubled)
    f = counts / counts.sum()
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(2 * t / (f + t))

# %% error: a list is divided
    counts = counts.tolist()
    f = counts / sum(counts)
    t = np.percentile(f, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% error: in place
    counts /= counts.sum()
    t = np.percentile(counts, percentile)
    return 1 - np.sqrt(t / (counts + t))

# %% error: misspelt
    f = counts / counts.sum()
    t = np.percentil(f, percentile)
    return 1 - np.sqrt(t / (f + t))

# %% not attempted: two steps of three
    frequency = counts / counts.sum()
    threshold = np.percentile(frequency, percentile)
    # YOUR CODE HERE
    raise NotImplementedError()
