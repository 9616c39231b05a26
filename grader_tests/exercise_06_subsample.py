"""Exercise 06.subsample: every token of a text stays or goes by a draw of its own."""

import numpy as np

from grader_tests.comparing_draws import CONSTANT, UNSEEDED, drawing
from grader_tests.comparing_kept import MASK, SameKept, keeping
from grader_tests.exercise import ORDER, SHAPE, Case, Example, Exercise, Misconception

SURE, SEED = "chances 0 and 1", "seed"


def texts_and_chances(rng, draws):
    """Texts in which words come several times, one in which all differ; then sure cases; seeds.

    No text is as long as the list of chances, so that a chance can't be looked up by position.
    Where there are fewer chances than tokens, they are fewer than half as many: so the text of an
    IndexError tells whether it was the chances or a text that got shorter in the loop.
    """

    def seeds(number, again=0):
        return {"first": int(rng.integers(1, 1_000_000)), "draws": number, "again": again}

    def text(times) -> np.ndarray:
        return rng.permutation(np.repeat(rng.permutation(len(times)), rng.permutation(times)))

    def between(low, high, number) -> np.ndarray:
        return rng.uniform(low, high, number)

    def both_ways() -> np.ndarray:
        return rng.permutation([0.0, 1.0, *between(0.15, 0.35, 2), *between(0.65, 0.85, 2)])

    middling = np.round(1024 * between(0.4, 0.6, 5)) / 1024  # 1 minus them is exact in float32
    sure = rng.permutation([0.0, 1.0, 0.0, 1.0, 1.0])
    different = rng.permutation(14)
    return [
        Case((text([1, 2, 3, 3, 4, 5]), both_ways(), seeds(draws))),
        Case((text([2, 2, 3, 3, 4]), middling.astype(np.float32), seeds(draws))),
        Case((different, between(0.4, 0.6, 16), seeds(2 * draws))),
        Case((text([1, 2, 3, 2, 1]), sure, seeds(20)), SURE),
        Case((text([2, 3, 4]), np.zeros(3), seeds(5)), SURE),
        Case((np.array([], np.int64), both_ways(), seeds(5)), SURE),
        Case((text([3, 4, 5, 6]), between(0.3, 0.7, 4), seeds(60, again=10)), SEED),
    ]


def some_of(ids, chances, seed):
    """Each token gets a random number from 0 to 1, and stays if it is below the word's chance."""
    rng = np.random.default_rng(seed)
    kept = []
    for token in ids.tolist():
        if rng.random() < chances[token]:
            kept.append(token)
    return kept


def masked(stays):
    """``ids[stays(chance of each token, rng)]``"""

    def kept(ids, chances, seed):
        return ids[stays(chances[ids], np.random.default_rng(seed))]

    return kept


def own_numbers(chances, rng):
    return rng.random(len(chances)) < chances


def what_should_go(chances, rng):
    return ~own_numbers(chances, rng)


def one_number_for_all(chances, rng):
    return rng.random() < chances


def normal_numbers(chances, rng):
    return rng.normal(size=len(chances)) < chances


def coin(chances, rng):
    return rng.integers(0, 2, len(chances)) < chances


def coin_thrown_again(chances, rng):
    return rng.integers(0, 2, len(chances)) <= chances


def whole_words(ids, chances, seed):
    return ids[own_numbers(chances, np.random.default_rng(seed))[ids]]


def other_words(ids, chances, seed):
    return ids[what_should_go(chances, np.random.default_rng(seed))[ids]]


def zipped(ids, chances, seed):
    """Token 0 gets the chance of word 0, token 1 that of word 1, until one of both ends."""
    number = min(len(ids), len(chances))
    return ids[:number][own_numbers(chances[:number], np.random.default_rng(seed))]


def shuffled(ids, chances, seed):
    return np.random.default_rng([seed, 1]).permutation(some_of(ids, chances, seed)).astype(int)


def in_sorted_order(ids, chances, seed):
    return sorted(some_of(ids, chances, seed))


def backwards(ids, chances, seed):
    return some_of(ids, chances, seed)[::-1]


def each_kept_word_once(ids, chances, seed):
    return list(dict.fromkeys(some_of(ids, chances, seed)))


def each_word_decided_once(ids, chances, seed):
    return some_of(np.unique(ids), chances, seed)


def positions(ids, chances, seed):
    return np.flatnonzero(own_numbers(chances[ids], np.random.default_rng(seed)))


def filled_with(placeholder):
    def kept(ids, chances, seed):
        return np.where(own_numbers(chances[ids], np.random.default_rng(seed)), ids, placeholder)

    return kept


def removed_while_looping(ids, chances, seed):
    rng, tokens = np.random.default_rng(seed), ids.tolist()
    for token in tokens:
        if rng.random() >= chances[token]:
            tokens.remove(token)
    return tokens


def drawn_from_the_text(size):
    """``size`` tokens are drawn, likely words more often, with replacement."""

    def kept(ids, chances, seed):
        if not chances[ids].sum():
            return ids[:0]
        weights = chances[ids].astype(float) / chances[ids].sum(dtype=float)
        return np.random.default_rng(seed).choice(ids, int(size(chances[ids])), p=weights)

    return kept


def fixed_number(rounded, choose):
    """Of each word's tokens just so many stay as its chance says, rounded."""

    def kept(ids, chances, seed):
        rng, stay = np.random.default_rng(seed), np.zeros(len(ids), bool)
        for word in np.unique(ids):
            places = np.flatnonzero(ids == word)
            stay[choose(rng, places)[: int(rounded(len(places) * chances[word]))]] = True
        return ids[stay]

    return kept


def only_the_first(ids, chances, seed):
    """``return`` stands inside the loop."""
    return some_of(ids, chances, seed)[:1]


def only_the_first_token(ids, chances, seed):
    """``return`` stands inside the loop, whether the token stays or not."""
    return some_of(ids[:1], chances, seed)


def scaled_to_one(ids, chances, seed):
    return some_of(ids, chances / chances.sum() if chances.any() else chances, seed)


def as_floats(ids, chances, seed):
    return np.array(some_of(ids, chances, seed), float)


def own_seed(ids, chances, _seed):
    return some_of(ids, chances, 0)


def no_seed(ids, chances, _seed):
    return some_of(ids, chances, None)


def wrong(*functions):
    return tuple(map(drawing, functions))


SUBSAMPLE = Exercise(
    name="06.subsample",
    title="Let each token take its chance",
    task="""Return the tokens that stay, in the order of the text. Word id `i` is kept with the
chance `chances[i]`, and each token is decided on its own: of a word with the chance 0.5, some
tokens stay and others go. The same seed must give the same tokens, another seed others.""",
    signature="subsample(ids, chances, seed)",
    minutes=12,
    difficulty=2,
    aspects={SHAPE: 1, "values": 2, ORDER: 1, SURE: 1, SEED: 1},
    inputs=texts_and_chances,
    draws=400,
    probe="over_seeds",
    spec=keeping(some_of),
    compare=SameKept(),
    misconceptions=(
        Misconception(
            "keeps-what-should-go",
            "what should go is kept",
            "You keep the tokens that should go. A token stays if its random number is *below* the "
            "chance to keep it.",
            wrong=wrong(masked(what_should_go)),
            source="M7",
        ),
        Misconception(
            "whole-words",
            "whole words stay or go",
            "All tokens of a word stay or go together, because they share one random number. Each "
            "token needs its own: draw `len(ids)` numbers, not one for each word.",
            wrong=wrong(whole_words, other_words),
        ),
        Misconception(
            "one-number-for-all",
            "one random number for the whole text",
            "All tokens are decided by the same random number. Draw one for each token: "
            "`rng.random(len(ids))`; or, in a loop, make `rng` before the loop and draw inside it.",
            wrong=wrong(masked(one_number_for_all)),
        ),
        Misconception(
            "order-lost",
            "order of the text lost",
            "The right number of each word stays, but not in the order of the text. Keep the "
            "tokens where they stand: no sorting, no set, no shuffling.",
            wrong=wrong(shuffled, in_sorted_order, backwards),
            kind=ORDER,
        ),
        Misconception(
            "each-word-once",
            "each word once",
            "Each word comes once at most. Go through the *tokens*: a word that occurs five times "
            "gets five decisions, and several of its tokens may stay.",
            wrong=wrong(each_kept_word_once, each_word_decided_once),
        ),
        Misconception(
            "chance-by-position",
            "chances looked up by position",
            "There is a chance for each *word*, not for each token of the text. Look it up by the "
            "token's id: `chances[ids]` has one number for each token.",
            wrong=wrong(zipped),
            raises=(
                ("IndexError", "out of bounds for axis 0 with size [56]$"),
                ("IndexError", "boolean index did not match"),
                ("ValueError", "operands could not be broadcast"),
                ("ValueError", "zip\\(\\) argument 2 is shorter"),
            ),
        ),
        Misconception(
            "mask",
            "True and False instead of tokens",
            "You return which tokens stay, as True and False. Return the tokens themselves: "
            "`ids[mask]`.",
            wrong=wrong(lambda ids, c, seed: own_numbers(c[ids], np.random.default_rng(seed))),
            kind=MASK,
        ),
        Misconception(
            "positions",
            "positions instead of tokens",
            "You return *where* the tokens stand that stay. Return their ids: `ids[positions]`.",
            wrong=wrong(positions),
        ),
        Misconception(
            "placeholder",
            "something left in the place of dropped tokens",
            "In the place of each dropped token you leave a number, which would be taken for a "
            "word. The dropped tokens must be gone: your answer is shorter than the text.",
            wrong=wrong(filled_with(-1), filled_with(0)),
        ),
        Misconception(
            "no-chance",
            "no chance in it",
            "Nothing is left to chance: words above some limit always stay, the others never. Draw "
            "a random number for each token and compare it with the chance.",
            wrong=wrong(
                lambda ids, chances, seed: ids[chances[ids] > 0.5],
                lambda ids, chances, seed: ids[chances[ids] > 0],
                lambda ids, chances, seed: ids[chances[ids] < 0.5],
                lambda ids, chances, seed: ids[chances[ids] == 1],
            ),
        ),
        Misconception(
            "nothing-dropped",
            "all tokens kept",
            "All tokens stay. Return the ones that you have kept, not `ids` itself.",
            wrong=wrong(lambda ids, chances, seed: ids),
        ),
        Misconception(
            "removed-while-looping",
            "list changed while looping over it",
            "You remove tokens from the list over which the loop runs, so the others move up, and "
            "the loop skips one or runs beyond the end (`remove` also takes the word's *first* "
            "token). Collect what stays in a new list.",
            wrong=wrong(removed_while_looping),
            raises=(
                ("IndexError", r"out of bounds for axis 0 with size ([789]|1\d)$"),
                ("IndexError", "^(list|pop) (assignment )?index out of range"),
            ),
        ),
        Misconception(
            "drawn-from-the-text",
            "tokens drawn instead of decided",
            "You draw tokens from the text, so one may come twice and the order is gone. Go "
            "through the text instead, and decide for each token whether it stays.",
            wrong=wrong(
                drawn_from_the_text(len),
                drawn_from_the_text(np.sum),
                drawn_from_the_text(lambda chances: round(float(chances.sum()))),
            ),
            raises=(
                ("ValueError", "must have same size"),
                ("ValueError", "[Pp]robabilities do not sum to 1"),
                ("ValueError", "probabilities contain NaN"),
            ),
        ),
        Misconception(
            "fixed-number",
            "a fixed number of each word",
            "Of each word the same number of tokens stays every time. The chance is each token's "
            "own, so that number must vary: one random number for each token.",
            wrong=wrong(
                fixed_number(np.round, lambda rng, places: places),
                fixed_number(np.round, lambda rng, places: rng.permutation(places)),
                fixed_number(np.floor, lambda rng, places: places),
                fixed_number(np.floor, lambda rng, places: rng.permutation(places)),
                fixed_number(np.ceil, lambda rng, places: places),
            ),
        ),
        Misconception(
            "only-one-token",
            "one token only",
            "At most one token stays. Does `return` stand inside the loop? Return the whole list "
            "after the loop.",
            wrong=wrong(only_the_first, only_the_first_token),
        ),
        Misconception(
            "scaled-to-one",
            "chances scaled to sum to 1",
            "You divide the chances by their sum, so far too few tokens stay. Each word has a "
            "chance of its own, and they need not sum to 1: use them as they are.",
            wrong=wrong(scaled_to_one),
        ),
        Misconception(
            "normal-numbers",
            "normally distributed numbers",
            "Your random numbers are normally distributed, and can be negative or above 1. Use "
            "`rng.random()`, which gives each number from 0 to 1 with the same chance.",
            wrong=wrong(masked(normal_numbers)),
        ),
        Misconception(
            "coin",
            "whole random numbers",
            "Your random numbers are whole: 0 or 1, as if you threw a coin. Use `rng.random()`, "
            "which gives numbers from 0 to 1 with all their decimals.",
            wrong=wrong(masked(coin), masked(coin_thrown_again)),
        ),
        Misconception(
            "floats",
            "ids as floats",
            "Ids are whole numbers, but your answer holds floats. An array that begins as "
            "`np.array([])` is one of floats: collect the tokens in a list instead.",
            wrong=wrong(as_floats),
            kind="dtype",
        ),
        Misconception(
            "seed-fixed",
            "the seed is not used",
            "Every seed gives the same tokens. Make the random generator from `seed`: "
            "`np.random.default_rng(seed)`.",
            wrong=wrong(own_seed),
            kind=CONSTANT,
        ),
        Misconception(
            "unseeded",
            "other tokens for the same seed",
            "The same seed kept other tokens the second time. Make a new generator from `seed` in "
            "every call: `np.random.default_rng(seed)`.",
            wrong=wrong(no_seed),
            kind=UNSEEDED,
        ),
    ),
    hints=(
        "`rng = np.random.default_rng(seed)` makes a generator, as in lesson 03. `rng.random()` "
        "gives a number from 0 to 1, which is below 0.3 with a chance of 0.3.",
        "With a loop: for each token draw a number, and append the token to a list if the number "
        "is below `chances[token]`.",
        "Without a loop: `chances[ids]` has the chance of each token and `rng.random(len(ids))` a "
        "number for each; `ids[a < b]` keeps the tokens for which a < b.",
    ),
    example=Example(
        call="subsample(np.array([0, 1, 2, 1]), np.array([1.0, 0.0, 1.0]), seed=3)",
        answer="[0, 2]",
        why="words 0 and 2 have the chance 1 and word 1 has the chance 0, so here nothing is left "
        "to luck",
    ),
    errors=(
        (
            "operands could not be broadcast together with shapes",
            "One array has a number for each token, the other one for each word. `chances[ids]` "
            "has one for each token.",
        ),
        (
            "boolean index did not match indexed array along axis 0",
            "The mask has one entry for each word, but the text has more tokens than words. Draw "
            "`len(ids)` numbers and compare them with `chances[ids]`.",
        ),
        (
            "The truth value of an array with more than one element is ambiguous",
            "`if` wants one decision, but you compare whole arrays. Use `ids[mask]`, or a loop "
            "over single tokens.",
        ),
        (
            "only integer scalar arrays can be converted to a scalar index",
            "A list can't be indexed by an array: write `np.array(...)` around the list.",
        ),
    ),
)
