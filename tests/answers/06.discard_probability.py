# %% right: numpy
    return np.maximum(0, 1 - np.sqrt(threshold / frequency))

# %% right: a loop that appends
import math

def discard_probability(frequency, threshold):
    chances = []
    for f in frequency:
        chance = 1 - math.sqrt(threshold / f)
        if chance < 0:
            chance = 0
        chances.append(chance)
    return chances

# %% right: where frequent
    return np.where(frequency > threshold, 1 - np.sqrt(threshold / frequency), 0)

# %% right: clip
    return np.clip(1 - (threshold / frequency) ** 0.5, 0, 1)

# %% right: one root by the other
    return (1 - np.sqrt(threshold) / np.sqrt(frequency)).clip(min=0)

# %% right: TensorFlow
    f = tf.constant(frequency)
    return tf.nn.relu(1 - tf.sqrt(tf.cast(threshold, f.dtype) / f))

# %% right: a list with max
    return [max(0.0, 1.0 - (threshold / float(f)) ** 0.5) for f in frequency]

# %% right: np.vectorize
    def one(f):
        return max(0.0, 1 - np.sqrt(threshold / f))
    if len(frequency) == 0:
        return frequency
    return np.vectorize(one)(frequency)

# %% right: into zeros, where frequent
    chances = np.zeros(len(frequency))
    often = frequency > threshold
    chances[often] = 1 - np.sqrt(threshold / frequency[often])
    return chances

# %% right: 1 minus the chance to keep
    keep = np.minimum(1, np.sqrt(threshold / frequency))
    return 1 - keep

# %% right: cut off under the root
    ratio = np.minimum(threshold / frequency.astype(np.float32), 1)
    return 1 - np.sqrt(ratio)

# %% right: np.fromiter over pairs of numbers
    roots = np.fromiter(((threshold / f) ** 0.5 for f in frequency), float, len(frequency))
    return (1 - roots) * (roots < 1)

# %% wrong: keep-for-discard
    return np.sqrt(threshold / frequency)

# %% wrong: keep-for-discard (at most 1)
    return np.minimum(1.0, (threshold / frequency) ** 0.5)

# %% wrong: negative
    return 1 - np.sqrt(threshold / frequency)

# %% wrong: negative (in a loop)
    return [1 - (threshold / f) ** 0.5 for f in frequency]

# %% wrong: negative (cut off at 1 instead)
    return np.minimum(1, 1 - np.sqrt(threshold / frequency))

# %% wrong: upside-down
    return np.maximum(0, 1 - np.sqrt(frequency / threshold))

# %% wrong: upside-down (not cut off)
    return 1 - np.sqrt(frequency / threshold)

# %% wrong: no-root
    return np.maximum(0, 1 - threshold / frequency)

# %% wrong: no-root (a loop)
    chances = []
    for f in frequency:
        chances.append(1 - threshold / f)
    return chances

# %% wrong: root-of-threshold-only
    return 1 - np.sqrt(threshold) / frequency

# %% wrong: root-of-threshold-only (cut off)
    return np.maximum(0, 1 - threshold ** 0.5 / frequency)

# %% wrong: root-of-frequency-only
    return np.maximum(0, 1 - threshold / np.sqrt(frequency))

# %% wrong: root-of-frequency-only (a power without brackets)
    return 1 - threshold / frequency ** 0.5

# %% wrong: root-of-everything
    return np.sqrt(1 - threshold / frequency)

# %% wrong: root-of-everything (0 where that fails)
    return np.sqrt(np.maximum(0, 1 - threshold / frequency))

# %% wrong: distance-from-one
    return abs(1 - np.sqrt(threshold / frequency))

# %% wrong: distance-from-one (in TensorFlow)
    return tf.abs(1 - tf.sqrt(tf.constant(threshold, tf.float64) / frequency.astype(np.float64)))

# %% wrong: minimum-for-maximum
    return np.minimum(0, 1 - np.sqrt(threshold / frequency))

# %% wrong: minimum-for-maximum (clip)
    return np.clip(1 - np.sqrt(threshold / frequency), None, 0)

# %% wrong: rare-words-dropped
    return np.where(frequency > threshold, 1 - np.sqrt(threshold / frequency), 1)

# %% wrong: rare-words-dropped (if and else)
    chances = []
    for f in frequency:
        if f < threshold:
            chances.append(1.0)
        else:
            chances.append(1 - np.sqrt(threshold / f))
    return chances

# %% wrong: rare-words-left-out
    often = frequency[frequency > threshold]
    return 1 - np.sqrt(threshold / often)

# %% wrong: rare-words-left-out (in a loop)
    chances = []
    for f in frequency:
        if f >= threshold:
            chances.append(1 - (threshold / f) ** 0.5)
    return np.array(chances)

# %% wrong: yes-or-no
    return frequency > threshold

# %% wrong: yes-or-no (as numbers)
    return np.where(frequency > threshold, 1.0, 0.0)

# %% wrong: program-rule
    keep = (np.sqrt(frequency / threshold) + 1) * threshold / frequency
    return np.minimum(1, keep)

# %% wrong: program-rule (turned round)
    keep = np.sqrt(threshold / frequency) + threshold / frequency
    return 1 - np.minimum(1, keep)

# %% wrong: threshold-added
    return 1 - np.sqrt(threshold / (frequency + threshold))

# %% wrong: threshold-added (chance to keep)
    return np.sqrt(threshold / (frequency + threshold))

# %% wrong: half-for-root
    return np.maximum(0, 1 - (threshold / frequency) ** 1/2)

# %% wrong: half-for-root (in a loop, not cut off)
    return [1 - (threshold / f) ** 1 / 2 for f in frequency]

# %% wrong: divided-again
    f = frequency / frequency.sum()
    return np.maximum(0, 1 - np.sqrt(threshold / f))

# %% wrong: divided-again (in a loop)
def discard_probability(frequency, threshold):
    total = sum(frequency)
    return [max(0, 1 - (threshold * total / f) ** 0.5) for f in frequency]

# %% wrong: sum-to-one
    chances = np.maximum(0, 1 - np.sqrt(threshold / frequency))
    return chances / chances.sum()

# %% wrong: sum-to-one (np.sum)
    p = np.clip(1 - np.sqrt(threshold / frequency), 0, 1)
    p = p / np.sum(p)
    return p

# %% wrong: in-percent
    return 100 * np.maximum(0, 1 - np.sqrt(threshold / frequency))

# %% wrong: in-percent (a list)
    return [max(0, 100 - 100 * (threshold / f) ** 0.5) for f in frequency]

# %% wrong: not-element-by-element
    return max(0, 1 - np.sqrt(threshold / frequency))

# %% wrong: not-element-by-element (if)
    chance = 1 - np.sqrt(threshold / frequency)
    if chance < 0:
        chance = 0
    return chance

# %% wrong: no-return
    chances = np.maximum(0, 1 - np.sqrt(threshold / frequency))

# %% wrong: no-return (print)
    print(np.maximum(0, 1 - np.sqrt(threshold / frequency)))

# %% wrong: changes-inputs
    frequency[frequency < threshold] = threshold
    return 1 - np.sqrt(threshold / frequency)

# %% wrong: not-element-by-element (np.max)
    return np.max(0, 1 - np.sqrt(threshold / frequency))

# %% wrong: not-element-by-element (any)
    chance = 1 - np.sqrt(threshold / frequency)
    if any(chance < 0):
        return 0
    return chance

# %% wrong: only-the-first-word
    for f in frequency:
        return np.array([max(0.0, 1 - (threshold / f) ** 0.5)])

# %% wrong: only-the-first-word (after append)
    chances = []
    for f in frequency:
        if f > threshold:
            chances.append(1 - np.sqrt(threshold / f))
        else:
            chances.append(0)
        return chances

# %% wrong: (log instead of root)
    return np.maximum(0, np.log(frequency / threshold))

# %% wrong: (the mean chance)
    return np.mean(np.maximum(0, 1 - np.sqrt(threshold / frequency)))

# %% wrong: (rounded)
    return np.round(np.maximum(0, 1 - np.sqrt(threshold / frequency)), 1)

# %% error: math.sqrt of an array
import math

def discard_probability(frequency, threshold):
    return np.maximum(0, 1 - math.sqrt(threshold / frequency))

# %% error: misspelt
    return np.maximum(0, 1 - np.sqrt(treshold / frequency))

# %% error: another name
def discard(frequency, threshold):
    return np.maximum(0, 1 - np.sqrt(threshold / frequency))

# %% not attempted: thinking
    # root of t / f
    # YOUR CODE HERE
    raise NotImplementedError()
