"""How the learning rate changes while the training goes on."""

from __future__ import annotations

from collections.abc import Callable

LEAST_SHARE = 1e-4  # of the rate, where a schedule ends
ROUNDS = 4  # restarts or cycles in one training

SCHEDULES = ("linear", "exponential", "cosine", "cosine-restarts", "cyclical", "constant")


def schedule(name: str, rate: float) -> Callable[[float], float]:
    """The learning rate as a function of the share (0 to 1) of the training that is done.

    "linear", "exponential" and "cosine" fall to a ten-thousandth of `rate`; "cosine-restarts" does
    so four times (Loshchilov and Hutter 2017); "cyclical" rises from a tenth of `rate` and falls
    back, four times in straight lines (Smith 2017); "constant" stays.
    """
    if name == "constant":
        return lambda done: rate
    if name == "cyclical":
        return lambda done: rate * (0.1 + 0.9 * (1 - abs(2 * (done * ROUNDS % 1) - 1)))

    from keras.optimizers import schedules  # here, so that --help needs no TensorFlow

    # The schedules of Keras count steps; here the whole training is one step.
    made = {
        "linear": lambda: schedules.PolynomialDecay(rate, 1.0, rate * LEAST_SHARE),
        "exponential": lambda: schedules.ExponentialDecay(rate, 1.0, LEAST_SHARE),
        "cosine": lambda: schedules.CosineDecay(rate, 1.0, LEAST_SHARE),
        "cosine-restarts": lambda: schedules.CosineDecayRestarts(
            rate, 1.0 / ROUNDS, t_mul=1.0, alpha=LEAST_SHARE
        ),
    }[name]()
    end = 1.0 - 1e-6  # at 1 the restarts begin a round that is not there
    return lambda done: float(made(min(done, end)))
