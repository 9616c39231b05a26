# %% right: max in one line
def used_share(distance, window):
    return max(0, window - distance + 1) / window

# %% right: counts the windows in a loop
def used_share(distance, window):
    hits = 0
    for w in range(1, window + 1):
        if w >= distance:
            hits += 1
    return hits / window

# %% right: a mean over all windows
    return np.mean(np.arange(1, window + 1) >= distance)

# %% right: with an if
    if distance > window:
        return 0
    return 1 - (distance - 1) / window

# %% right: NumPy clip, float32
    return np.float32(np.clip((window - distance + 1) / window, 0, None))

# %% right: fractions
from fractions import Fraction

def used_share(distance, window):
    share = Fraction(window - distance + 1, window)
    return float(share) if share > 0 else 0.0

# %% right: a tensor
    reach = tf.range(1, window + 1) >= distance
    return tf.reduce_mean(tf.cast(reach, tf.float32))

# %% right: length of a range
def used_share(d, w):
    return len(range(d, w + 1)) / len(range(1, w + 1))

# %% wrong: always-one
    return 1

# %% wrong: always-one (inside the window)
    return 1.0 if distance <= window else 0.0

# %% wrong: always-one (of a comparison)
    return float(np.abs(distance) <= window)

# %% wrong: distance-over-window
    return distance / window

# %% wrong: distance-over-window (stops at the window)
    return distance / window if distance <= window else 0

# %% wrong: one-window-too-few
    return max(0, window - distance) / window

# %% wrong: one-window-too-few (negative beyond it)
    return 1 - distance / window

# %% wrong: one-window-too-few (a loop with the wrong comparison)
    hits = sum(1 for w in range(1, window + 1) if w > distance)
    return hits / window

# %% wrong: one-over-distance
    return 1 / distance

# %% wrong: one-over-distance (0 beyond)
    if distance > window:
        return 0
    return 1 / distance

# %% wrong: one-over-window
    return 1 / window

# %% wrong: one-over-window (0 beyond)
    return 1 / window if distance <= window else 0.0

# %% wrong: whole-division
    return max(0, window - distance + 1) // window

# %% wrong: whole-division (no max)
    return (window - distance + 1) // window

# %% wrong: window-zero
    return max(0, window - distance + 1) / (window + 1)

# %% wrong: window-zero (np.arange from 0)
    return np.mean(np.arange(window + 1) >= distance)

# %% wrong: negative
    return (window - distance + 1) / window

# %% wrong: negative (written as a difference)
    return 1 - (distance - 1) / window

# %% wrong: last-distance-dropped
    if distance >= window:
        return 0
    return (window - distance + 1) / window

# %% wrong: no-return
    share = max(0, window - distance + 1) / window

# %% wrong: (a column of all shares)
    return np.maximum(0, window - np.arange(1, distance + 1) + 1) / window

# %% wrong: percent
    return 100 * max(0, window - distance + 1) / window

# %% wrong: percent (rounded)
    reach = sum(w >= distance for w in range(1, window + 1))
    return round(reach / window * 100)

# %% wrong: count
    return max(0, window - distance + 1)

# %% wrong: count (a list of windows)
    return len([w for w in range(1, window + 1) if w >= distance])

# %% wrong: count (negative beyond the window)
    return window - distance + 1

# %% wrong: both-sides
    return 2 * max(0, window - distance + 1) / window

# %% wrong: both-sides (left and right added)
    left = right = np.mean(np.arange(1, window + 1) >= distance)
    return left + right

# %% wrong: grows-again
    return abs(window - distance + 1) / window

# %% wrong: grows-again (abs of the difference)
    return (abs(window - distance) + 1) / window

# %% wrong: nothing-beyond
    if distance <= window:
        return (window - distance + 1) / window

# %% wrong: nothing-beyond (a direct neighbour on its own)
    if distance == 1:
        return 1
    elif distance < window + 1:
        return 1 - (distance - 1) / window

# %% wrong: (text)
    return f"{max(0, window - distance + 1)}/{window}"

# %% error: a name that is not there
    return max(0, windows - distance + 1) / window

# %% error: divides by zero
    return distance / (window - window)

# %% not attempted: a comment only
    # count the windows that reach the distance
    # YOUR CODE HERE
    raise NotImplementedError()
