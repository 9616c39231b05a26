# %% right: math, stopped with min
    done = min(step / total_steps, 1)
    return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% right: an if for the end
def cosine_decay(step, total_steps, initial, final=0.0):
    if step >= total_steps:
        return final
    cosine = math.cos(math.pi * step / total_steps)  # from 1 to -1
    return (initial + final) / 2 + (initial - final) / 2 * cosine

# %% right: NumPy
def cosine_decay(step, total_steps, initial, final=0.0):
    angle = np.clip(step / total_steps, 0, 1) * np.pi
    return final + 0.5 * (initial - final) * (1 + np.cos(angle))

# %% right: a square of a cosine
    done = min(step, total_steps) / total_steps
    height = math.cos(math.pi / 2 * done) ** 2  # (1 + cos 2x) / 2 = cos² x
    return height * initial + (1 - height) * final

# %% right: a tensor
def cosine_decay(step, total_steps, initial, final=0.0):
    done = tf.minimum(tf.cast(step, tf.float32) / total_steps, 1.0)
    height = 0.5 * (1.0 + tf.cos(np.pi * done))
    return final + height * (initial - final)

# %% right: Keras' own schedule
def cosine_decay(step, total_steps, initial, final=0.0):
    decay = tf.keras.optimizers.schedules.CosineDecay(initial, total_steps, alpha=final / initial)
    return decay(step)

# %% right: np.where
def cosine_decay(step, total_steps, initial, final=0.0):
    curve = final + (initial - final) * (1 + np.cos(np.pi * step / total_steps)) / 2
    return np.where(step < total_steps, curve, final)

# %% right: a sine, and degrees turned into radians
    done = min(1.0, step / total_steps)
    return initial - (initial - final) * (1 + math.sin(math.radians(180 * done - 90))) / 2

# %% right: a complex number
def cosine_decay(step, total_steps, initial, final=0.0):
    turn = np.exp(1j * np.pi * min(step / total_steps, 1))
    return final + (1 + turn.real) / 2 * (initial - final)

# %% right: a helper of one's own
def _share(step, total):
    return step / total if step < total else 1.0

def cosine_decay(step: float, total_steps: int, initial: float, final: float = 0.0) -> float:
    half = (1.0 + np.cos(np.pi * _share(step, total_steps))) * 0.5
    return float(final + half * (initial - final))

# %% wrong: linear
    done = min(step / total_steps, 1)
    return initial + (final - initial) * done

# %% wrong: linear (it goes on)
    return initial - (initial - final) * step / total_steps

# %% wrong: linear (np.interp)
def cosine_decay(step, total_steps, initial, final=0.0):
    return np.interp(step, [0, total_steps], [initial, final])

# %% wrong: degrees
    done = min(step / total_steps, 1)
    return final + (1 + math.cos(180 * done)) / 2 * (initial - final)

# %% wrong: degrees (np.radians of an angle that is one)
def cosine_decay(step, total_steps, initial, final=0.0):
    done = min(step / total_steps, 1)
    return final + (1 + np.cos(np.radians(np.pi * done))) / 2 * (initial - final)

# %% wrong: never-reaches-final
    if step > total_steps:
        return final
    return final + (1 + math.cos(math.pi * step / (total_steps + 1))) / 2 * (initial - final)

# %% wrong: never-reaches-final (stopped with min)
    done = min(step / (total_steps + 1), 1)
    return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: one-step-early
    done = min(step / (total_steps - 1), 1)
    return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: fraction-reversed
    done = min(total_steps / step, 1)
    return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: max-for-min
    done = max(step / total_steps, 1)
    return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: restarts
    done = (step % total_steps) / total_steps
    return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: restarts (initial after the end)
    if step > total_steps:
        return initial
    return final + (1 + math.cos(math.pi * step / total_steps)) / 2 * (initial - final)

# %% wrong: rises-again
    return final + (1 + math.cos(math.pi * step / total_steps)) / 2 * (initial - final)

# %% wrong: rises-again (NumPy)
def cosine_decay(step, total_steps, initial, final=0.0):
    return final + 0.5 * (initial - final) * (1 + np.cos(np.pi * step / total_steps))

# %% wrong: zero-after-the-end
    if step > total_steps:
        return 0
    return final + (1 + math.cos(math.pi * step / total_steps)) / 2 * (initial - final)

# %% wrong: whole-wave
    done = min(step / total_steps, 1)
    return final + (1 + math.cos(2 * math.pi * done)) / 2 * (initial - final)

# %% wrong: whole-wave (and an if for the end)
    if step >= total_steps:
        return final
    return final + (1 + math.cos(2 * math.pi * step / total_steps)) / 2 * (initial - final)

# %% wrong: quarter-wave
    done = min(step / total_steps, 1)
    return final + math.cos(math.pi / 2 * done) * (initial - final)

# %% wrong: quarter-wave (lifted all the same)
    if step >= total_steps:
        return final
    return final + (1 + math.cos(math.pi * step / total_steps / 2)) / 2 * (initial - final)

# %% wrong: no-pi
    done = min(step / total_steps, 1)
    return final + (1 + math.cos(done)) / 2 * (initial - final)

# %% wrong: not-lifted
    done = min(step / total_steps, 1)
    return final + math.cos(math.pi * done) * (initial - final)

# %% wrong: not-lifted (without the final rate)
    return initial * math.cos(math.pi * min(step / total_steps, 1))

# %% wrong: not-halved
    done = min(step / total_steps, 1)
    return final + (1 + math.cos(math.pi * done)) * (initial - final)

# %% wrong: upside-down
    done = min(step / total_steps, 1)
    return final + (1 - math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: upside-down (the two rates exchanged)
    done = min(step / total_steps, 1)
    return initial + (1 + math.cos(math.pi * done)) / 2 * (final - initial)

# %% wrong: final-forgotten
    done = min(step / total_steps, 1)
    return initial * (1 + math.cos(math.pi * done)) / 2

# %% wrong: final-forgotten (but at the end)
    if step >= total_steps:
        return final
    return initial * (1 + math.cos(math.pi * step / total_steps)) / 2

# %% wrong: nothing-added
    done = min(step / total_steps, 1)
    return (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: nothing-added (and an if for the end)
    if step >= total_steps:
        return final
    return (initial - final) * (1 + math.cos(math.pi * step / total_steps)) / 2

# %% wrong: difference-turned
    done = min(step / total_steps, 1)
    return final + (1 + math.cos(math.pi * done)) / 2 * (final - initial)

# %% wrong: brackets
    done = min(step / total_steps, 1)
    return final + 1 + math.cos(math.pi * done) / 2 * (initial - final)

# %% wrong: brackets (only the cosine is halved)
    if step >= total_steps:
        return final
    return final + (1 + math.cos(math.pi * step / total_steps) / 2) * (initial - final)

# %% wrong: brackets (around too much)
    done = min(step / total_steps, 1)
    return (final + (1 + math.cos(math.pi * done)) / 2) * (initial - final)

# %% wrong: final-added
    done = min(step / total_steps, 1)
    return final + initial * (1 + math.cos(math.pi * done)) / 2

# %% wrong: final-as-floor
    done = min(step / total_steps, 1)
    return max(final, initial * (1 + math.cos(math.pi * done)) / 2)

# %% wrong: final-as-share
    done = min(step / total_steps, 1)
    return initial * ((1 - final) * (1 + math.cos(math.pi * done)) / 2 + final)

# %% wrong: final-as-share (Keras)
def cosine_decay(step, total_steps, initial, final=0.0):
    return tf.keras.optimizers.schedules.CosineDecay(initial, total_steps, alpha=final)(step)

# %% wrong: whole-division
    done = min(step // total_steps, 1)
    return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: no-return
    done = min(step / total_steps, 1)
    rate = final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)

# %% wrong: (an exponential)
    return initial * 0.5 ** (step / total_steps)

# %% wrong: does-not-fall
    return initial

# %% wrong: (a list of all rates)
    return [final + (1 + math.cos(math.pi * s / total_steps)) / 2 * (initial - final)
            for s in range(int(total_steps))]

# %% error: a name that math does not have
    done = min(step / total_steps, 1)
    return final + 0.5 * (1 + math.cosine(math.pi * done)) * (initial - final)

# %% error: a bare cos
    return final + (1 + cos(math.pi * step / total_steps)) / 2 * (initial - final)

# %% error: a bracket is missing
    return final + (1 + math.cos(math.pi * step / total_steps) / 2 * (initial - final)

# %% error: too few parameters
def cosine_decay(step, total_steps):
    return (1 + math.cos(math.pi * step / total_steps)) / 2

# %% not attempted: a first line only
    done = step / total_steps
    # YOUR CODE HERE
    raise NotImplementedError()
