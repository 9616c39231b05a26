# %% right: a power
    return initial * rate ** (step / decay_steps)

# %% right: NumPy
def exponential_decay(step, decay_steps, rate, initial):
    return initial * np.power(rate, step / decay_steps)

# %% right: exp and log
    return initial * math.exp(step / decay_steps * math.log(rate))

# %% right: Keras' own schedule
def exponential_decay(step, decay_steps, rate, initial):
    return tf.keras.optimizers.schedules.ExponentialDecay(initial, decay_steps, rate)(step)

# %% right: a tensor
def exponential_decay(step, decay_steps, rate, initial):
    periods = tf.cast(step, tf.float64) / decay_steps
    return tf.cast(initial, tf.float64) * tf.pow(tf.constant(rate, tf.float64), periods)

# %% right: step by step
    left_after_a_step = rate ** (1 / decay_steps)
    result = initial
    for _ in range(step):
        result *= left_after_a_step
    return result

# %% right: whole periods and the rest
def exponential_decay(step: int, decay_steps: int, rate: float, initial: float) -> float:
    whole, rest = divmod(step, decay_steps)
    return initial * rate**whole * rate ** (rest / decay_steps)

# %% right: half-lives
    half_life = decay_steps * math.log(0.5) / math.log(rate)
    return initial * 2 ** (-step / half_life)

# %% right: pow
    return pow(rate, float(step) / float(decay_steps)) * initial

# %% wrong: staircase
    return initial * rate ** (step // decay_steps)

# %% wrong: staircase (int)
    return initial * rate ** int(step / decay_steps)

# %% wrong: staircase (round)
    return initial * rate ** round(step / decay_steps)

# %% wrong: staircase (Keras)
def exponential_decay(step, decay_steps, rate, initial):
    decay = tf.keras.optimizers.schedules.ExponentialDecay(
        initial, decay_steps, rate, staircase=True)
    return decay(step)

# %% wrong: staircase (a loop over whole periods)
    result = initial
    while step >= decay_steps:
        result = result * rate
        step = step - decay_steps
    return result

# %% wrong: base-and-power-reversed
    return initial * (step / decay_steps) ** rate

# %% wrong: every-step
    return initial * rate**step

# %% wrong: every-step (brackets forgotten, and a product)
    return initial * rate ** (step * decay_steps)

# %% wrong: linear
    return initial * (1 - (1 - rate) * step / decay_steps)

# %% wrong: linear (rate is the share that goes)
    return initial * max(0, 1 - rate * step / decay_steps)

# %% wrong: multiplied
    return initial * rate * (step / decay_steps)

# %% wrong: share-lost
    return initial * (1 - rate) ** (step / decay_steps)

# %% wrong: natural-exponential
    return initial * math.exp(-rate * step / decay_steps)

# %% wrong: natural-exponential (without the rate)
    return initial * np.exp(-step / decay_steps)

# %% wrong: inverse-time
    return initial / (1 + rate * step / decay_steps)

# %% wrong: rises
    return initial * rate ** (-step / decay_steps)

# %% wrong: initial-and-rate-exchanged
    return rate * initial ** (step / decay_steps)

# %% wrong: fraction-reversed
    return initial * rate ** (decay_steps / step)

# %% wrong: initial-forgotten
    return rate ** (step / decay_steps)

# %% wrong: initial-forgotten (inside of the power)
    return (initial * rate) ** (step / decay_steps)

# %% wrong: stops
    return initial * rate ** min(step / decay_steps, 1)

# %% wrong: no-return
    learning_rate = initial * rate ** (step / decay_steps)

# %% wrong: brackets
    return initial * rate ** step / decay_steps

# %% wrong: (the initial rate)
    return initial

# %% error: a hat for a power
    return initial * rate ^ (step / decay_steps)

# %% error: a misspelt name
    return initial * rate ** (steps / decay_steps)

# %% error: another order of parameters, and one too few
def exponential_decay(initial, rate, step):
    return initial * rate ** step

# %% error: a bracket is missing
    return initial * rate ** (step / decay_steps

# %% not attempted: only a comment
    # initial times rate to the power of ...
    # YOUR CODE HERE
    raise NotImplementedError()
