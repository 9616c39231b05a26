# %% right: numpy
    return np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% right: as a sum
    ratio = threshold / frequency
    return np.minimum(1.0, np.sqrt(ratio) + ratio)

# %% right: a loop
import math

def keep_probability(frequency, threshold):
    chances = []
    for f in frequency:
        chance = (math.sqrt(f / threshold) + 1) * threshold / f
        chances.append(chance if chance < 1 else 1)
    return chances

# %% right: clip
    z = frequency / threshold
    return np.clip((z ** 0.5 + 1) / z, 0, 1)

# %% right: where the result exceeds 1
    chance = (np.sqrt(frequency / threshold) + 1) * (threshold / frequency)
    return np.where(chance > 1, 1, chance)

# %% right: TensorFlow
    f = tf.cast(frequency, tf.float64)
    return tf.minimum(tf.constant(1, tf.float64), (tf.sqrt(f / threshold) + 1) * threshold / f)

# %% right: a mask
    chance = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    chance[chance > 1] = 1
    return chance

# %% right: cut off where the formula reaches 1
    golden = (1 + 5 ** 0.5) / 2
    f = np.maximum(frequency, golden ** 2 * threshold)
    return np.sqrt(threshold / f) + threshold / f

# %% right: a generator in a tuple
    return tuple(min(1.0, float(((f / threshold) ** 0.5 + 1) * threshold / f)) for f in frequency)

# %% right: the published chance and a little more
    published = 1 - discard_probability(frequency, threshold)
    return np.minimum(1, published + threshold / frequency)

# %% right: float32
    f, t = frequency.astype(np.float32), np.float32(threshold)
    return np.fmin(np.float32(1), (np.sqrt(f / t) + np.float32(1)) * t / f)

# %% right: by scikit-learn's clipping
from sklearn.preprocessing import minmax_scale

def keep_probability(frequency, threshold):
    chance = [(np.sqrt(f / threshold) + 1) * threshold / f for f in frequency]
    return np.minimum(np.ones(len(frequency)), chance)

# %% wrong: discard-for-keep
    keep = np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)
    return 1 - keep

# %% wrong: discard-for-keep (at least 0)
    return np.maximum(0, 1 - (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% wrong: discard-for-keep (not cut off)
    return 1 - (np.sqrt(frequency / threshold) + 1) * threshold / frequency

# %% wrong: published-rule
    return np.minimum(1, np.sqrt(threshold / frequency))

# %% wrong: published-rule (1 minus exercise 1)
    return 1 - discard_probability(frequency, threshold)

# %% wrong: published-discard
    return np.maximum(0, 1 - np.sqrt(threshold / frequency))

# %% wrong: published-discard (by exercise 1)
    return np.array([discard_probability(np.array([f]), threshold)[0] for f in frequency])

# %% wrong: above-one
    return (np.sqrt(frequency / threshold) + 1) * threshold / frequency

# %% wrong: above-one (a loop)
    return [((f / threshold) ** 0.5 + 1) * threshold / f for f in frequency]

# %% wrong: above-one (cut off at 0 instead)
    return np.maximum(0, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% wrong: cut-off-at-threshold
    formula = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    return np.where(frequency <= threshold, 1, formula)

# %% wrong: cut-off-at-threshold (if and else)
    chances = []
    for f in frequency:
        if f < threshold:
            chances.append(1)
        else:
            chances.append((np.sqrt(f / threshold) + 1) * threshold / f)
    return chances

# %% wrong: rare-words-dropped
    chance = np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)
    chance[frequency <= threshold] = 0
    return chance

# %% wrong: rare-words-dropped (what is above 1 becomes 0)
    chance = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    return np.where(chance < 1, chance, 0)

# %% wrong: rare-words-left-out
    keep = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    return keep[keep <= 1]

# %% wrong: rare-words-left-out (in a loop)
    chances = []
    for f in frequency:
        if f > threshold:
            chances.append((np.sqrt(f / threshold) + 1) * threshold / f)
    return chances

# %% wrong: all-kept
    return np.minimum(1, np.sqrt(frequency / threshold) + 1 * threshold / frequency)

# %% wrong: all-kept (no root)
    return np.minimum(1, (frequency / threshold + 1) * threshold / frequency)

# %% wrong: brackets
    return np.sqrt(frequency / threshold) + 1 * threshold / frequency

# %% wrong: brackets (in a loop)
    return [(f / threshold) ** 0.5 + 1 * threshold / f for f in frequency]

# %% wrong: no-root
    return (frequency / threshold + 1) * threshold / frequency

# %% wrong: no-root (in a loop)
    return [(f / threshold + 1) * (threshold / f) for f in frequency]

# %% wrong: one-under-the-root
    return np.minimum(1, np.sqrt(frequency / threshold + 1) * threshold / frequency)

# %% wrong: one-under-the-root (not cut off)
    return np.sqrt(frequency / threshold + 1) * threshold / frequency

# %% wrong: all-kept (root of the frequency only)
    return np.minimum(1, (np.sqrt(frequency) / threshold + 1) * threshold / frequency)

# %% wrong: root-of-frequency-only
    return (np.sqrt(frequency) / threshold + 1) * threshold / frequency

# %% wrong: root-of-frequency-only (a power without brackets)
    return [(f ** 0.5 / threshold + 1) * threshold / f for f in frequency]

# %% wrong: upside-down
    return np.minimum(1, (np.sqrt(threshold / frequency) + 1) * threshold / frequency)

# %% wrong: upside-down (behind the brackets)
    return (np.sqrt(frequency / threshold) + 1) * frequency / threshold

# %% wrong: upside-down (both)
    return np.minimum(1, (np.sqrt(threshold / frequency) + 1) * frequency / threshold)

# %% wrong: maximum-for-minimum
    return np.maximum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% wrong: maximum-for-minimum (clip)
    return np.clip((np.sqrt(frequency / threshold) + 1) * threshold / frequency, 1, None)

# %% wrong: threshold-added
    return np.sqrt(threshold / (frequency + threshold))

# %% wrong: threshold-added (chance to discard)
    return 1 - np.sqrt(threshold / (frequency + threshold))

# %% wrong: half-for-root
    return np.minimum(1, ((frequency / threshold) ** 1/2 + 1) * threshold / frequency)

# %% wrong: half-for-root (as a sum, in a loop)
    ratios = [threshold / f for f in frequency]
    return [min(1, r ** 1/2 + r) for r in ratios]

# %% wrong: divided-again
    f = frequency / np.sum(frequency)
    return np.minimum(1, (np.sqrt(f / threshold) + 1) * threshold / f)

# %% wrong: divided-again (in a loop)
    total = sum(frequency)
    shares = [f / total for f in frequency]
    return [min(1, ((f / threshold) ** 0.5 + 1) * threshold / f) for f in shares]

# %% wrong: sum-to-one
    chance = np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)
    return chance / chance.sum()

# %% wrong: sum-to-one (tf)
    f = tf.constant(frequency, tf.float64)
    chance = tf.minimum(tf.ones_like(f), (tf.sqrt(f / threshold) + 1) * threshold / f)
    return chance / tf.reduce_sum(chance)

# %% wrong: in-percent
    return 100 * np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% wrong: in-percent (at most 100)
    return np.minimum(100, 100 * (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% wrong: not-element-by-element
    return min(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% wrong: not-element-by-element (if)
    chance = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    return 1 if chance > 1 else chance

# %% wrong: above-one (the paper's chance and a little more)
    return 1 - discard_probability(frequency, threshold) + threshold / frequency

# %% wrong: not-element-by-element (np.min)
    return np.min(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% wrong: not-element-by-element (any)
    chance = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    if (chance > 1).any():
        chance = 1
    return chance

# %% wrong: only-the-first-word
    chances = []
    for f in frequency:
        chances.append(min(1, (np.sqrt(f / threshold) + 1) * threshold / f))
        return chances

# %% wrong: no-return
    chance = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    chance = np.minimum(1, chance)

# %% wrong: changes-inputs
    frequency /= threshold
    return np.minimum(1, (np.sqrt(frequency) + 1) / frequency)

# %% wrong: (decides at once)
    chance = np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)
    return np.random.default_rng(0).random(len(frequency)) < chance

# %% wrong: (one number)
    chance = np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)
    return (chance * frequency).sum()

# %% wrong: (a column)
    chance = np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)
    return chance.reshape(-1, 1)

# %% error: math.sqrt of an array
import math

def keep_probability(frequency, threshold):
    return np.minimum(1, (math.sqrt(frequency / threshold) + 1) * threshold / frequency)

# %% error: a bracket too few
    return np.minimum(1, (np.sqrt(frequency / threshold) + 1 * threshold / frequency)

# %% error: one parameter only
def keep_probability(frequency):
    return np.minimum(1, (np.sqrt(frequency / 1e-3) + 1) * 1e-3 / frequency)

# %% not attempted: thinking
    # (root of f/t, plus 1) times t/f
    # YOUR CODE HERE
    raise NotImplementedError()
