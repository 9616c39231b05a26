"""Exercise 09.exponential_decay: a learning rate that loses the same share again and again.

Source of the form: Keras' ExponentialDecay, without its staircase.
"""

import math

from grader_tests.comparing import Close
from grader_tests.exercise import Case, Example, Exercise, Misconception

WHOLE, BETWEEN = "whole periods", "in between"


def steps_and_rates(rng):
    """Steps at whole periods, step 0 first, and between them; one beyond several periods."""
    cases = []
    for _ in range(2):
        period = int(rng.integers(4, 40)) * 5
        rate, initial = (round(float(rng.uniform(*ends)), 3) for ends in ((0.3, 0.8), (0.5, 3.0)))
        periods = 0, 1, int(rng.integers(2, 5))
        cases += [Case((n * period, period, rate, initial), WHOLE) for n in periods]
        for n in (0, 1, int(rng.integers(2, 4))):
            between = n * period + int(rng.integers(period // 4, 3 * period // 4))
            cases.append(Case((between, period, rate, initial), BETWEEN))
    return cases


def exponential(step, decay_steps, rate, initial):
    """One full period multiplies by the rate; half of one by its square root."""
    return initial * rate ** (step / decay_steps)


def other_curve(height):
    """A wrong schedule: `initial` times a height at so many periods."""

    def curve(step, decay_steps, rate, initial):
        return initial * height(step / decay_steps, rate)

    return curve


def every_step(step, decay_steps, rate, initial):
    return initial * rate**step


def fraction_reversed(step, decay_steps, rate, initial):
    return initial * rate ** (decay_steps / step)


def base_and_power_reversed(step, decay_steps, rate, initial):
    return initial * (step / decay_steps) ** rate


def initial_forgotten(step, decay_steps, rate, initial):
    return rate ** (step / decay_steps)


def initial_in_the_base(step, decay_steps, rate, initial):
    return (initial * rate) ** (step / decay_steps)


def power_divided(step, decay_steps, rate, initial):
    return initial * rate**step / decay_steps


def exchanged(step, decay_steps, rate, initial):
    return rate * initial ** (step / decay_steps)


def times_the_period(step, decay_steps, rate, initial):
    return initial * rate ** (step * decay_steps)


EXPONENTIAL_DECAY = Exercise(
    name="09.exponential_decay",
    title="The same share again and again",
    task=r"""Return the learning rate at a step: $i \cdot r^{\,s/d}$ with step $s$, `decay_steps`
$d$, `rate` $r$ and initial rate $i$. It falls smoothly, at every step a little, and goes on for
ever. All arguments are plain numbers, $d$ is at least 1.""",
    signature="exponential_decay(step, decay_steps, rate, initial)",
    minutes=6,
    difficulty=1,
    aspects={WHOLE: 1, BETWEEN: 2},
    inputs=steps_and_rates,
    spec=exponential,
    compare=Close(rtol=1e-4, atol=1e-6),
    misconceptions=(
        Misconception(
            "staircase",
            "a staircase",
            "Your rate stands still and then jumps: the power is a whole number (`//`, `int` or "
            "`round`). Divide with `/`, so that it falls at every step.",
            wrong=(
                other_curve(lambda periods, rate: rate ** math.floor(periods)),
                other_curve(lambda periods, rate: rate ** round(periods)),
                other_curve(lambda periods, rate: rate ** math.ceil(periods)),
            ),
        ),
        Misconception(
            "base-and-power-reversed",
            "base and exponent exchanged",
            "Base and exponent are exchanged, so your rate grows from 0. The rate is the base, "
            "the number of periods the exponent: `rate ** (step / decay_steps)`.",
            wrong=(base_and_power_reversed,),
        ),
        Misconception(
            "every-step",
            "the period left out",
            "You multiply by `rate` at every step, so the learning rate is almost 0 at once. It "
            "should take `decay_steps` steps to lose that share: divide the step by it.",
            wrong=(every_step, times_the_period),
        ),
        Misconception(
            "linear",
            "a straight line",
            "Your rate takes off the same *amount* in each period. Here each period keeps the "
            "same *share* of what is left: use a power.",
            wrong=(
                other_curve(lambda periods, rate: 1 - (1 - rate) * periods),
                other_curve(lambda periods, rate: max(0, 1 - (1 - rate) * periods)),
                other_curve(lambda periods, rate: 1 - rate * periods),
                other_curve(lambda periods, rate: max(0, 1 - rate * periods)),
            ),
        ),
        Misconception(
            "multiplied",
            "a product instead of a power",
            "You multiply `rate` by the number of periods, so the learning rate grows from 0. Two "
            "periods keep rate · rate, not 2 · rate: use `**`.",
            wrong=(other_curve(lambda periods, rate: rate * periods),),
        ),
        Misconception(
            "share-lost",
            "the share that is lost",
            "You take `rate` for the share that is lost. It is the share that *stays* after "
            "`decay_steps` steps: use `rate`, not `1 - rate`.",
            wrong=(other_curve(lambda periods, rate: (1 - rate) ** periods),),
        ),
        Misconception(
            "natural-exponential",
            "e to the power of -rate",
            "This is e^(-rate · periods). Here `rate` itself is the base: after one period "
            "exactly `rate` times the initial value is left.",
            wrong=(
                other_curve(lambda periods, rate: math.exp(-rate * periods)),
                other_curve(lambda periods, rate: math.exp(-periods / rate)),
                other_curve(lambda periods, rate: math.exp(rate * periods)),
                other_curve(lambda periods, rate: math.exp(-periods)),
            ),
        ),
        Misconception(
            "inverse-time",
            "a fraction instead of a power",
            "You divide by something that grows with the step (inverse time decay). Multiply by "
            "`rate ** (step / decay_steps)` instead.",
            wrong=(
                other_curve(lambda periods, rate: 1 / (1 + rate * periods)),
                other_curve(lambda periods, rate: 1 / (1 + periods)),
            ),
        ),
        Misconception(
            "rises",
            "it rises",
            "Your learning rate grows. The exponent is `step / decay_steps` without a minus sign; "
            "the base `rate` is below 1 already.",
            wrong=(other_curve(lambda periods, rate: rate**-periods),),
        ),
        Misconception(
            "brackets",
            "brackets missing",
            "Only the step stands in the exponent, and the power is divided by `decay_steps`: "
            "`**` comes before `/`. Put brackets around the fraction: "
            "`rate ** (step / decay_steps)`.",
            wrong=(power_divided,),
        ),
        Misconception(
            "initial-and-rate-exchanged",
            "initial in the place of rate",
            "`rate` and `initial` are exchanged. The rate is the base of the power, and `initial` "
            "is multiplied by it.",
            wrong=(exchanged,),
        ),
        Misconception(
            "fraction-reversed",
            "the fraction upside down",
            "The fraction is upside down (and step 0 would divide by zero). The number of periods "
            "is `step / decay_steps`.",
            wrong=(fraction_reversed,),
            raises=(("ZeroDivisionError", "division by zero"),),
        ),
        Misconception(
            "initial-forgotten",
            "the initial rate left out",
            "At step 0 your answer is 1, as `initial` is left out (or stands inside the power). "
            "Multiply the power by `initial`.",
            wrong=(initial_forgotten, initial_in_the_base),
        ),
        Misconception(
            "stops",
            "it stops after one period",
            "Your rate stops falling after `decay_steps` steps. That is the time for one factor "
            "`rate`, not the length of the training: it goes on.",
            wrong=(other_curve(lambda periods, rate: rate ** min(periods, 1)),),
        ),
    ),
    hints=(
        "How many periods of `decay_steps` steps have passed at this step? It may be 0.5.",
        "After one period the rate is `initial * rate`, after two `initial * rate * rate`.",
        "`return initial * rate ** (step / decay_steps)`",
    ),
    example=Example(
        call="exponential_decay(20, 10, 0.5, 0.8)",
        answer="0.2",
        why="two periods of 10 steps, and each keeps half: 0.8 · 0.5 · 0.5",
    ),
    errors=(
        (
            "unsupported operand type(s) for ^",
            "In Python a power is written `**`; `^` is something else.",
        ),
    ),
)
