"""Exercise 09.cosine_decay: a learning rate that falls along half a cosine.

Source: Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017),
equation 5, without its restarts.
"""

import math

from grader_tests.comparing import Close
from grader_tests.exercise import Case, Example, Exercise, Misconception

ALONG, ENDS, AFTER = "along the way", "both ends", "after the end"


def steps_and_rates(rng):
    """A short and a long training, with and without a final rate; the shortest has one step."""
    cases = []
    for final_share in (0.0, 0.2):
        total = int(rng.integers(3, 50)) * 10
        initial = round(float(rng.uniform(1.4, 3.0)), 3)  # initial - final is not 1
        final = round(final_share * initial, 4)
        early, late = int(rng.integers(1, total // 3)), int(rng.integers(total // 2 + 1, total - 1))
        on_the_way = early, late, total - 1
        cases += [Case((step, total, initial, final), ALONG) for step in on_the_way]
        cases += [Case((step, total, initial, final), ENDS) for step in (0, total)]
        beyond = total + int(rng.integers(1, total // 3)), 2 * total, 3 * total
        cases += [Case((step, total, initial, final), AFTER) for step in beyond]
    one_step = (1, initial, final)
    return [*cases, Case((0, *one_step), ENDS), Case((1, *one_step), ENDS)]


def cosine(step, total_steps, initial, final):
    """Half a turn: cos goes from 1 at angle 0 to -1 at angle π; 1 + cos from 2 to 0."""
    if step >= total_steps:
        return final
    angle = math.pi * step / total_steps
    height = (1 + math.cos(angle)) / 2  # from 1 to 0
    return final + height * (initial - final)


def share(step, total_steps):
    return min(step / total_steps, 1.0)


def falling(height, stops=True):
    """A wrong schedule: its height at a share (0 to 1) of the way, between initial and final."""

    def rate(step, total_steps, initial, final):
        done = step / total_steps
        return final + height(min(done, 1.0) if stops else done) * (initial - final)

    return rate


def half_cosine(done):
    return (1 + math.cos(math.pi * done)) / 2


def formula(form):
    """A wrong formula of (height, initial, final), as it is and with ``final`` from the end on."""

    def stopped(step, total_steps, initial, final):
        return form(half_cosine(share(step, total_steps)), initial, final)

    def with_an_if(step, total_steps, initial, final):
        done = step >= total_steps
        return final if done else form(half_cosine(step / total_steps), initial, final)

    return stopped, with_an_if


def larger_of_both(step, total_steps, initial, final):
    return final + half_cosine(max(step / total_steps, 1.0)) * (initial - final)


def never_there(step, total_steps, initial, final):
    return cosine(step, total_steps + 1, initial, final)


def one_step_early(step, total_steps, initial, final):
    done = min(step / (total_steps - 1), 1.0)
    return final + half_cosine(done) * (initial - final)


def fraction_reversed(step, total_steps, initial, final):
    return final + half_cosine(total_steps / step) * (initial - final)


def fraction_reversed_and_stopped(step, total_steps, initial, final):
    return final + half_cosine(min(total_steps / step, 1)) * (initial - final)


def final_forgotten(step, total_steps, initial, final):
    return initial * half_cosine(share(step, total_steps))


def final_at_the_end_only(step, total_steps, initial, final):
    return final if step >= total_steps else initial * half_cosine(step / total_steps)


def final_added(step, total_steps, initial, final):
    return final + initial * half_cosine(share(step, total_steps))


def final_as_floor(step, total_steps, initial, final):
    return max(final, initial * half_cosine(share(step, total_steps)))


def final_as_share(step, total_steps, initial, final):
    """As Keras' CosineDecay takes its alpha."""
    return initial * ((1 - final) * half_cosine(share(step, total_steps)) + final)


def zero_after_the_end(step, total_steps, initial, final):
    return 0.0 if step > total_steps else cosine(step, total_steps, initial, final)


def initial_after_the_end(step, total_steps, initial, final):
    return initial if step > total_steps else cosine(step, total_steps, initial, final)


def not_halved(step, total_steps, initial, final):
    return final + 2 * half_cosine(share(step, total_steps)) * (initial - final)


def only_times_cosine(step, total_steps, initial, final):
    return initial * math.cos(math.pi * share(step, total_steps))


COSINE_DECAY = Exercise(
    name="09.cosine_decay",
    title="Half a cosine",
    task=r"""Return the learning rate at a step, $f + \frac{1 + \cos(\pi\,s/S)}{2}\,(i - f)$ with
step $s$, total steps $S$, initial rate $i$ and final rate $f$. From step $S$ on it stays at $f$.
All arguments are plain numbers, $S$ is at least 1.""",
    signature="cosine_decay(step, total_steps, initial, final=0.0)",
    minutes=10,
    difficulty=1,
    aspects={ALONG: 2, ENDS: 1, AFTER: 1},
    inputs=steps_and_rates,
    spec=cosine,
    compare=Close(rtol=1e-4, atol=1e-6),
    misconceptions=(
        Misconception(
            "linear",
            "a straight line",
            "Your rate falls in a straight line. Half a cosine stays high at first, falls fastest "
            "in the middle, and comes to rest at the end: use `math.cos`.",
            wrong=(
                falling(lambda done: 1 - done),
                falling(lambda done: 1 - done, stops=False),
                falling(lambda done: max(0, 1 - done)),
            ),
        ),
        Misconception(
            "degrees",
            "degrees for radians",
            "Your angle is in degrees, or was converted once too often. `math.cos` and `np.cos` "
            "take radians: half a turn is `math.pi`, not 180.",
            wrong=(
                falling(lambda done: (1 + math.cos(180 * done)) / 2),
                falling(lambda done: (1 + math.cos(180 * done)) / 2, stops=False),
                falling(lambda done: (1 + math.cos(math.radians(math.pi * done))) / 2),
                falling(lambda done: (1 + math.cos(math.radians(math.pi * done))) / 2, False),
                falling(lambda done: math.cos(180 * done)),
            ),
        ),
        Misconception(
            "never-reaches-final",
            "the final rate is never reached",
            "At `step == total_steps` your rate has not reached `final` yet. The share of the way "
            "is `step / total_steps`, without a + 1.",
            wrong=(never_there,),
        ),
        Misconception(
            "one-step-early",
            "the final rate comes a step early",
            "Your rate reaches `final` one step too early. The share of the way is "
            "`step / total_steps`, without a - 1 (which would divide by 0 for a single step).",
            wrong=(one_step_early,),
        ),
        Misconception(
            "fraction-reversed",
            "the fraction upside down",
            "The fraction is upside down, so step 0 divides by zero. The share of the way is "
            "`step / total_steps`.",
            wrong=(fraction_reversed, fraction_reversed_and_stopped),
        ),
        Misconception(
            "max-for-min",
            "max instead of min",
            "You take the larger one of 1 and the share of the way, so it is 1 from the first step "
            "on. To stop it at 1, take the smaller one: `min(step / total_steps, 1)`.",
            wrong=(larger_of_both,),
        ),
        Misconception(
            "restarts",
            "it starts again",
            "At the end your rate jumps back to `initial`: that is cosine annealing *with "
            "restarts*. Here it stays at `final` from step total_steps on.",
            wrong=(
                lambda step, total, initial, final: cosine(step % total, total, initial, final),
                initial_after_the_end,
            ),
        ),
        Misconception(
            "rises-again",
            "it rises after the end",
            "After `total_steps` your rate rises again, as the cosine goes on. Stop it there, for "
            "example with `min(step, total_steps)`.",
            wrong=(falling(half_cosine, stops=False),),
        ),
        Misconception(
            "zero-after-the-end",
            "0 after the end",
            "After `total_steps` your rate is 0 (or below). It should stay at `final`.",
            wrong=(zero_after_the_end,),
        ),
        Misconception(
            "whole-wave",
            "a whole wave",
            "Your rate falls and comes back: that is a whole turn, 2π. From `initial` to `final` "
            "it is half a turn: `math.pi * step / total_steps`.",
            wrong=(
                falling(lambda done: (1 + math.cos(2 * math.pi * done)) / 2),
                falling(lambda done: (1 + math.cos(2 * math.pi * done)) / 2, stops=False),
                falling(lambda done: (1 + math.cos(2 * math.pi * done)) / 2 if done < 1 else 0),
            ),
        ),
        Misconception(
            "quarter-wave",
            "a quarter of a wave",
            "Your rate is steepest at the end: that is a quarter of a turn. Go half a turn, from "
            "cos 0 = 1 to cos π = -1, and lift it: (1 + cos) / 2 goes from 1 to 0.",
            wrong=(
                falling(lambda done: math.cos(math.pi / 2 * done)),
                falling(lambda done: math.cos(math.pi / 2 * done), stops=False),
                falling(lambda done: (1 + math.cos(math.pi / 2 * done)) / 2),
                falling(lambda done: (1 + math.cos(math.pi / 2 * done)) / 2, stops=False),
                falling(lambda done: (1 + math.cos(math.pi / 2 * done)) / 2 if done < 1 else 0),
            ),
        ),
        Misconception(
            "no-pi",
            "π is missing",
            "There is no π in your angle, so the cosine gets from 1 to cos 1 = 0.54 only. The "
            "angle is `math.pi * step / total_steps`.",
            wrong=(
                falling(lambda done: (1 + math.cos(done)) / 2),
                falling(lambda done: (1 + math.cos(done)) / 2, stops=False),
                falling(lambda done: (1 + math.cos(done)) / 2 if done < 1 else 0),
                falling(lambda done: math.cos(done)),
            ),
        ),
        Misconception(
            "not-lifted",
            "the cosine goes below 0",
            "You multiply by the cosine itself, which goes from 1 to -1, so the rate ends below "
            "`final`. Lift and halve it: (1 + cos) / 2 goes from 1 to 0.",
            wrong=(
                falling(lambda done: math.cos(math.pi * done)),
                falling(lambda done: math.cos(math.pi * done), stops=False),
                falling(lambda done: math.cos(math.pi * done) if done < 1 else 0),
                only_times_cosine,
            ),
        ),
        Misconception(
            "not-halved",
            "1 + cos is not halved",
            "Your rate starts too high: 1 + cos begins at 2. Halve it, so that step 0 gives "
            "`initial`.",
            wrong=(
                not_halved,
                falling(lambda done: 1 + math.cos(math.pi * done), stops=False),
                falling(lambda done: 1 + math.cos(math.pi * done) if done < 1 else 0),
            ),
        ),
        Misconception(
            "upside-down",
            "it rises",
            "Your rate rises from `final` to `initial`. The share (1 + cos) / 2 goes from 1 to 0, "
            "so it belongs to `initial`; 1 - cos goes the other way.",
            wrong=(
                falling(lambda done: (1 - math.cos(math.pi * done)) / 2),
                falling(lambda done: (1 - math.cos(math.pi * done)) / 2, stops=False),
                falling(lambda done: (1 - math.cos(math.pi * done)) / 2 if done < 1 else 0),
            ),
        ),
        Misconception(
            "final-forgotten",
            "the final rate left out",
            "Your curve falls to 0 and does not know of `final`. Go from `initial` to `final`: "
            "final + (1 + cos) / 2 * (initial - final).",
            wrong=(final_forgotten, final_at_the_end_only),
        ),
        Misconception(
            "nothing-added",
            "final not added",
            "Your rate begins at initial - final and falls to 0. That is the part which falls "
            "away; `final` stays, so add it: `final + ...`.",
            wrong=formula(lambda height, initial, final: height * (initial - final)),
        ),
        Misconception(
            "difference-turned",
            "final - initial",
            "Your rate begins below `final` and rises. The difference is the wrong way round: it "
            "is initial - final that falls away.",
            wrong=formula(lambda height, initial, final: final + height * (final - initial)),
        ),
        Misconception(
            "brackets",
            "brackets missing",
            "Python multiplies and divides before it adds. Put brackets around the sum, and halve "
            "all of it: `final + (1 + cos) / 2 * (initial - final)`.",
            wrong=(
                *formula(lambda height, i, f: f + 1 + (height - 0.5) * (i - f)),
                *formula(lambda height, i, f: f + (height + 0.5) * (i - f)),
                *formula(lambda height, i, f: (f + height) * (i - f)),
            ),
        ),
        Misconception(
            "final-added",
            "the final rate added on top",
            "Step 0 gives initial + final, as the whole of `initial` is added to `final`. What "
            "falls away is only the difference, initial - final.",
            wrong=(final_added,),
        ),
        Misconception(
            "final-as-floor",
            "the final rate as a floor",
            "Your curve falls towards 0 and is cut off at `final`, so it lies too low on the way "
            "and gets there too early. Let it go from `initial` to `final` itself.",
            wrong=(final_as_floor,),
        ),
        Misconception(
            "final-as-share",
            "the final rate as a share",
            "You take `final` for a share of `initial`, as Keras' `alpha` is one. Here it is a "
            "rate itself: with Keras, pass `alpha=final / initial`.",
            wrong=(final_as_share,),
        ),
        Misconception(
            "does-not-fall",
            "always the initial rate",
            "Your rate stays at `initial`. It should fall: multiply `initial - final` by "
            "(1 + cos) / 2, which goes from 1 to 0.",
            wrong=(lambda _step, _total, initial, _final: initial,),
        ),
        Misconception(
            "whole-division",
            "division without a remainder",
            "Your rate does not move until the end: `//` throws the fraction away. Divide with "
            "`/`.",
            wrong=(falling(lambda done: half_cosine(math.floor(done))),),
        ),
    ),
    hints=(
        "Which share of the way is done at this step? It is 0 at the start, 1 at `total_steps`, "
        "and must not go beyond 1.",
        "With `done = min(step / total_steps, 1)`, the height `(1 + math.cos(math.pi * done)) / 2` "
        "goes from 1 to 0.",
        "`return final + (1 + math.cos(math.pi * done)) / 2 * (initial - final)`",
    ),
    example=Example(
        call="cosine_decay(50, 100, 0.2, 0.1)",
        answer="0.15",
        why="half of the way is done: cos(π / 2) = 0, so the rate is half-way from 0.2 to 0.1",
    ),
    errors=(
        (
            "name 'math' is not defined",
            "The module is imported in the first cell of the notebook: run it again. `np.cos` "
            "and `np.pi` do as well.",
        ),
        (
            "object is not callable",
            "A multiplication sign is missing: `2(x)` is a call, write `2 * (x)`.",
        ),
    ),
)
