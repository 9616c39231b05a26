"""The exercise 03.sample_candidates: drawing ids from a noise distribution.

Drawing one after another and skipping repeats is called successive sampling. NumPy's
``choice(replace=False)`` and the largest K of log p + Gumbel noise have the same distribution
(Efraimidis and Spirakis, 2006).
"""

import numpy as np

from grader_tests.comparing_draws import CONSTANT, UNSEEDED, SameDraws, drawing
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception

REPLACED, UNIQUE, SEED = "with replacement", "unique", "seed"


def noise_and_numbers(rng, draws):
    """With replacement and unique; then one seed twice. Ids are in no order, one is impossible.

    One id of ``uneven`` is so heavy that a power of 0.75 is seen in how often it comes.
    """

    def seeds(number, again=0):
        return {"first": int(rng.integers(1, 1_000_000)), "draws": number, "again": again}

    steep, one_heavy, gentle = mixed(rng, 0.6, 7), mixed(rng, 1.0, 7, heavy=0.7), mixed(rng, 0.8, 4)
    even, uneven = mixed(rng, 0.9, 9), mixed(rng, 0.7, 7, heavy=0.7)
    return [
        Case((uneven, 7, seeds(draws // 2), False), REPLACED),
        Case((even, 1, seeds(draws // 2), False), REPLACED),
        Case((steep, 5, seeds(draws), True), UNIQUE),
        Case((one_heavy, 4, seeds(3 * draws // 2), True), UNIQUE),
        Case((uneven, 2, seeds(3 * draws // 2), True), UNIQUE),
        Case((gentle, 4, seeds(20), True), UNIQUE),  # as many as there are
        Case((even, 5, seeds(60, again=10), False), SEED),
        Case((even, 5, seeds(60, again=10), True), SEED),
    ]


def mixed(rng, ratio: float, possible: int, heavy: float = 0.0):
    """``possible`` probabilities, each about ``ratio`` of the last, and a 0, in random order."""
    weights = ratio ** np.arange(possible) * rng.uniform(0.95, 1.05, possible)
    if heavy:  # the first alone has this much
        weights[0] = heavy / (1 - heavy) * weights[1:].sum()
    return rng.permutation(np.append(weights / weights.sum(), 0.0))


def draw(probabilities, num_sampled, seed, unique):
    """Draw ids one after another; with ``unique`` skip those that are there already."""
    rng = np.random.default_rng(seed)
    bounds = np.cumsum(probabilities)  # id i owns the numbers from bounds[i - 1] to bounds[i]
    ids = []
    while len(ids) < num_sampled:
        point, candidate = rng.random() * bounds[-1], 0
        while point >= bounds[candidate]:
            candidate += 1
        if not (unique and candidate in ids):
            ids.append(candidate)
    return np.array(ids)


def always_repeating(probabilities, num_sampled, seed, _unique):
    return draw(probabilities, num_sampled, seed, False)


def never_repeating(probabilities, num_sampled, seed, _unique):
    return draw(probabilities, num_sampled, seed, True)


def uniform(probabilities, num_sampled, seed, unique):
    return draw(np.full(len(probabilities), 1 / len(probabilities)), num_sampled, seed, unique)


def uniform_among_possible(probabilities, num_sampled, seed, unique):
    possible = (probabilities > 0).astype(float)
    return draw(possible / possible.sum(), num_sampled, seed, unique)


def first_ids(_probabilities, num_sampled, _seed, _unique):
    return np.arange(num_sampled)


def first_possible_ids(probabilities, num_sampled, _seed, _unique):
    return np.flatnonzero(probabilities)[:num_sampled]


def likeliest(probabilities, num_sampled, _seed, _unique):
    return np.argsort(-probabilities)[:num_sampled]


def starts_over(probabilities, num_sampled, seed, unique):
    """A draw with a repeat is thrown away as a whole."""
    rng = np.random.default_rng(seed)
    while True:
        ids = rng.choice(len(probabilities), num_sampled, p=probabilities)
        if not unique or len(set(ids.tolist())) == num_sampled:
            return ids


def repeats_dropped(probabilities, num_sampled, seed, unique):
    ids = draw(probabilities, num_sampled, seed, False)
    return np.unique(ids) if unique else ids


def first_of_many(probabilities, num_sampled, seed, unique):
    """Draws far too many and keeps the lowest ids, as ``np.unique`` sorts them."""
    if not unique:
        return draw(probabilities, num_sampled, seed, False)
    rng = np.random.default_rng(seed)
    return np.unique(rng.choice(len(probabilities), 1000, p=probabilities))[:num_sampled]


def filled_up(fill):
    """Repeats are dropped, and the gap is filled without regard to the probabilities."""

    def sample(probabilities, num_sampled, seed, unique):
        ids = list(dict.fromkeys(draw(probabilities, num_sampled, seed, False).tolist()))
        if not unique:
            return draw(probabilities, num_sampled, seed, False)
        others = [i for i in np.flatnonzero(probabilities) if i not in ids]
        return np.array(ids + fill(np.random.default_rng(seed), others)[: num_sampled - len(ids)])

    return sample


def lowest(_rng, others):
    return others


def any_of_them(rng, others):
    return rng.permutation(others).tolist()


def own_seed(probabilities, num_sampled, _seed, unique):
    return draw(probabilities, num_sampled, 0, unique)


def no_seed(probabilities, num_sampled, _seed, unique):
    return draw(probabilities, num_sampled, None, unique)


def one_redraw(probabilities, num_sampled, seed, unique):
    """A repeat is drawn again once, whatever comes then."""
    if not unique:
        return draw(probabilities, num_sampled, seed, False)
    stream, ids = draw(probabilities, 2 * num_sampled, seed, False).tolist(), []
    while len(ids) < num_sampled:
        candidate = stream.pop()
        ids.append(stream.pop() if candidate in ids else candidate)
    return np.array(ids)


def generator_in_the_loop(probabilities, num_sampled, seed, unique):
    """Every draw is the first one of a new generator."""
    if unique:
        return draw(probabilities, num_sampled, seed, True)
    return np.repeat(draw(probabilities, 1, seed, False), num_sampled)


def generator_in_both_loops(probabilities, num_sampled, seed, unique):
    ids = generator_in_the_loop(probabilities, num_sampled, seed, False)
    return ids[:1] if unique else ids


def from_one(probabilities, num_sampled, seed, unique):
    return 1 + draw(probabilities, num_sampled, seed, unique)


def power_again(probabilities, num_sampled, seed, unique):
    flatter = probabilities**0.75
    return draw(flatter / flatter.sum(), num_sampled, seed, unique)


def wrong(*functions):
    return tuple(map(drawing, functions))


SAMPLE_CANDIDATES = Exercise(
    name="03.sample_candidates",
    title="Draw the candidates",
    task="""Draw `num_sampled` ids, each id with its probability. With `unique=False` an id may
come again. With `unique=True` skip an id that you have already, and draw on until `num_sampled`
*different* ids are there. You may assume that at least `num_sampled` ids have a probability above
0. The order of the ids does not matter. The same seed must give the same ids, another seed
others.""",
    signature="sample_candidates(probabilities, num_sampled, seed, unique)",
    minutes=15,
    difficulty=2,
    aspects={SHAPE: 1, REPLACED: 2, UNIQUE: 2, SEED: 1},
    inputs=noise_and_numbers,
    draws=1000,
    probe="over_seeds",
    spec=drawing(draw),
    compare=SameDraws(),
    misconceptions=(
        Misconception(
            "probabilities-ignored",
            "all ids equally often",
            "All ids come equally often. Use `probabilities`: an id with twice the probability "
            "should come twice as often, and one with probability 0 never.",
            wrong=wrong(uniform, uniform_among_possible),
        ),
        Misconception(
            "unique-ignored",
            "repeats although unique",
            "With unique=True an id still comes twice in one draw. Skip an id that you have "
            "already and draw another one.",
            wrong=wrong(always_repeating),
            source="M17",
        ),
        Misconception(
            "always-unique",
            "no repeats although allowed",
            "Your ids never repeat, even with unique=False. There each draw is on its own: a "
            "frequent id should come several times.",
            wrong=wrong(never_repeating),
            source="M17",
        ),
        Misconception(
            "first-ids",
            "only the first ids",
            "You return the first ids. Every id must have its chance: draw them at random.",
            wrong=wrong(first_ids, first_possible_ids),
        ),
        Misconception(
            "likeliest-ids",
            "the likeliest ids instead of a draw",
            "You always return the likeliest ids. That is no draw: an id with a small probability "
            "should come now and then.",
            wrong=wrong(likeliest),
        ),
        Misconception(
            "starts-over",
            "starts over after a repeat",
            "After a repeat you throw the whole draw away. That punishes frequent ids, which "
            "repeat most: skip only the repeat, and keep the ids that you have.",
            wrong=wrong(starts_over),
        ),
        Misconception(
            "repeats-dropped",
            "repeats dropped, none drawn in their place",
            "You drop the repeats, and then ids are missing. Draw on until num_sampled different "
            "ids are there.",
            wrong=wrong(repeats_dropped),
        ),
        Misconception(
            "one-redraw",
            "a repeat is drawn again only once",
            "With unique=True you draw again once after a repeat, but what comes then may be a "
            "repeat, too. Use `while` in place of `if`: draw on until the id is new.",
            wrong=wrong(one_redraw),
        ),
        Misconception(
            "generator-in-the-loop",
            "the first draw again and again",
            "All ids of a draw are the same one. A generator that is made anew from the same seed "
            "begins anew: make `rng` once, before the loop, and draw from it for each place.",
            wrong=wrong(generator_in_the_loop, generator_in_both_loops),
        ),
        Misconception(
            "ids-from-one",
            "ids counted from 1",
            "Your ids are one too large: they should run from 0 to V - 1. `rng.choice` begins at "
            "0 already, so do not add 1.",
            wrong=wrong(from_one),
        ),
        Misconception(
            "power-again",
            "the power taken once more",
            "You raise the probabilities to the power 0.75. They are the noise distribution "
            "already: draw with them as they are.",
            wrong=wrong(power_again),
        ),
        Misconception(
            "lowest-of-many",
            "cut from a sorted list",
            "With unique=True low ids come too often. np.unique sorts, and a set forgets the "
            "order of the draws, so do not cut them: keep the ids as they were drawn.",
            wrong=wrong(first_of_many),
        ),
        Misconception(
            "filled-up",
            "filled up without probabilities",
            "You fill the places of repeats without looking at the probabilities. Draw the "
            "missing ids from the same distribution, again skipping repeats.",
            wrong=wrong(filled_up(lowest), filled_up(any_of_them)),
        ),
        Misconception(
            "seed-fixed",
            "the seed is not used",
            "Every seed gives the same ids. Make the random generator from `seed`, for example "
            "with `np.random.default_rng(seed)`.",
            wrong=wrong(own_seed),
            kind=CONSTANT,
        ),
        Misconception(
            "unseeded",
            "another draw for the same seed",
            "The same seed gave other ids the second time. Make a new generator from `seed` in "
            "every call, for example with `np.random.default_rng(seed)`.",
            wrong=wrong(no_seed),
            kind=UNSEEDED,
        ),
    ),
    hints=(
        "`rng = np.random.default_rng(seed)` makes a generator; `rng.choice(n, size, p=...)` draws "
        "from 0 … n - 1 with these probabilities, repeats allowed.",
        "For unique ids: a loop that draws one id at a time, and appends it if it is not in the "
        "list yet.",
        "`while len(ids) < num_sampled:` draw `candidate = rng.choice(len(probabilities), "
        "p=probabilities)`; `if candidate not in ids: ids.append(candidate)`.",
    ),
    example=Example(
        call="sample_candidates(np.array([0.0, 0.0, 1.0]), 4, seed=5, unique=False)",
        answer="[2, 2, 2, 2]",
        why="only id 2 has a probability above 0",
    ),
    errors=(
        (
            "probabilities do not sum to 1",
            "`p` must be the probabilities as they were given; if you take some out, divide the "
            "rest by its sum.",
        ),
        (
            "Cannot take a larger sample than population when replace is False",
            "`replace=False` draws without repeats; use it only where `unique` is true.",
        ),
        (
            "It was stopped after ... seconds. Look for a loop that never ends.",
            "Is `rng` made inside the loop? Then every round draws the same id, and a loop that "
            "waits for a new one never ends: make `rng` before the loop. (In your notebook such a "
            "cell shows `[*]`; press ■ to stop it.)",
        ),
        (
            "'numpy.ndarray' object has no attribute 'append'",
            "Arrays have a fixed size. Collect the ids in a list, and return the list.",
        ),
    ),
)
