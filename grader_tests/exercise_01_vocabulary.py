"""Lesson 01: from tokens to a vocabulary."""

from collections import Counter

import numpy as np

from grader_tests.comparing import Difference
from grader_tests.exercise import (
    ORDER,
    SHAPE,
    Case,
    Example,
    Exercise,
    Misconception,
)
from grader_tests.wire import Other

TIES, MIN_COUNT = "equal counts", "min_count"


def vocabulary(tokens, min_count=1):
    """The most frequent word first; of equally frequent ones the first by code point."""
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    left = [word for word in counts if counts[word] >= min_count]
    words = []
    while left:
        best = left[0]
        for word in left:
            if counts[word] > counts[best] or (counts[word] == counts[best] and word < best):
                best = word
        words.append(best)
        left.remove(best)
    return words


def kept(tokens, min_count):
    """(word, count) of the words that stay, in the order of the text."""
    return [(word, count) for word, count in Counter(tokens).items() if count >= min_count]


def ordered(key, reverse=False):
    """A vocabulary in another order: ``key`` takes a word and its count."""

    def words(tokens, min_count):
        pairs = sorted(kept(tokens, min_count), key=lambda pair: key(*pair), reverse=reverse)
        return [word for word, _ in pairs]

    return words


first_appearance = ordered(lambda word, count: 0)
alphabetical = ordered(lambda word, count: word)
rising = ordered(lambda word, count: (count, word))
ties_as_in_the_text = ordered(lambda word, count: -count)
ties_backwards = ordered(lambda word, count: (count, word), reverse=True)
ties_without_case = ordered(lambda word, count: (-count, word.lower()))
ORDERS = (vocabulary, first_appearance, alphabetical, rising)
WITH_TIES = (*ORDERS, ties_as_in_the_text, ties_backwards, ties_without_case)


def by_argsort(order):
    """The words of ``np.unique`` in the ``order`` of their counts, equal ones mixed up."""

    def words(tokens, min_count):
        different, counts = np.unique(tokens, return_counts=True)
        different, counts = different[counts >= min_count], counts[counts >= min_count]
        return different[order(counts)].tolist()

    return words


def texts(rng):
    """Twice all counts different; some below min_count; all below it; some equal; many equal.

    Among more than 16 words, most of them equally frequent, argsort is never in order by luck.
    """
    different, more = (shuffled(rng, range(1, size), ORDERS) for size in (6, 7))
    rare = shuffled(rng, range(1, 6), ORDERS)
    equal = shuffled(rng, (1, 1, 2, 2, 2, 4, 4), WITH_TIES)
    many = shuffled(rng, [1] * 12 + [2] * 10 + [3, 5], WITH_TIES)
    return [
        Case((different, 1)),
        Case((more, 1)),
        Case((rare, 3), MIN_COUNT),
        Case((rare, 6), MIN_COUNT),
        Case((equal, 1), TIES),
        Case((many, 1), TIES),
    ]


NAMES = (
    *("bowl", "cat", "dog", "four", "growl", "ice", "pun", "purr", "cook", "cup", "girl", "hiss"),
    *("howl", "joke", "jug", "lion", "milk", "pan", "roar", "soup", "ten", "two", "water", "wolf"),
)


def shuffled(rng, counts, orders) -> list[str]:
    """Tokens with these counts, drawn until no two of the ``orders`` give the same list.

    One word has a capital letter, which comes before all small ones by code point.
    """
    names = NAMES if len(counts) > 8 else NAMES[:8]
    while True:
        words = [*rng.choice(names, len(counts) - 1, replace=False), "Zebra"]
        words = [str(word) for word in rng.permutation(words)]
        tokens = [word for word, count in zip(words, counts, strict=True) for _ in range(count)]
        tokens = [str(token) for token in rng.permutation(tokens)]
        if len({tuple(order(tokens, 1)) for order in orders}) == len(orders):
            return tokens


NOT_WORDS = "Your answer should be a list of words, and hold nothing else."


def filtered_while_looping(words, tokens, min_count):
    """What is left when rare words are removed from the list that the loop runs over."""
    for word in words:
        if tokens.count(word) < min_count:
            words.remove(word)
    return words


def same_words(expected, got) -> Difference | None:
    """The comparison of lists of words."""
    got = got.tolist() if isinstance(got, np.ndarray) and got.ndim == 1 else got
    if isinstance(got, np.ndarray):
        return Difference("type", NOT_WORDS)
    if isinstance(got, Other):  # a set, a Counter
        return Difference(
            "type", f"Your answer is {got.description}. It should be a list of words."
        )
    if got == expected:
        return None
    if not isinstance(got, list) or not all(isinstance(word, str) for word in got):
        return Difference("type", NOT_WORDS)
    if not isinstance(expected, list):  # a wrong idea's dictionary
        return Difference("type", "Only one of the two is a list of words.")
    if len(got) != len(expected):
        return Difference(
            "shape", f"Your answer has {len(got)} words; it should have {len(expected)}."
        )
    place = next(i for i in range(len(got)) if got[i] != expected[i])
    return Difference(
        ORDER if sorted(got) == sorted(expected) else "word",
        f"Expected {expected[place]!r} at [{place}], but your answer is {got[place]!r}.",
    )


def word_counts(tokens, min_count):
    return [[word, Counter(tokens)[word]] for word in vocabulary(tokens, min_count)]


BUILD_VOCABULARY = Exercise(
    name="01.build_vocabulary",
    title="A number for every word",
    task="""Return the different words of `tokens` as a list: the most frequent first, words with
equal counts in the order of `sorted`. A word's place in the list is its id. Leave out words that
occur less than `min_count` times.""",
    signature="build_vocabulary(tokens, min_count=1)",
    minutes=12,
    difficulty=2,
    aspects={SHAPE: 1, "values": 1, MIN_COUNT: 1, TIES: 1},
    inputs=texts,
    spec=vocabulary,
    compare=same_words,
    misconceptions=(
        Misconception(
            "first-appearance",
            "order of first appearance",
            "Your words stand in the order in which the text brings them. Sort them by falling "
            "count: id 0 is the most frequent word.",
            wrong=(first_appearance,),
        ),
        Misconception(
            "alphabetical",
            "alphabetical order",
            "Your words are sorted by their letters alone. Sort by falling count first; letters "
            "decide only between equal counts.",
            wrong=(alphabetical,),
        ),
        Misconception(
            "rising",
            "rising count",
            "Your rarest word comes first. Sort by *falling* count, for example with -count in "
            "the key.",
            wrong=(rising, lambda *a: vocabulary(*a)[::-1], ordered(lambda word, count: count)),
        ),
        Misconception(
            "ties-as-in-the-text",
            "equal counts as in the text",
            "Words with equal counts stand in the order of the text. They should be sorted by "
            "their letters. (Counter.most_common leaves them as they came; a key of "
            "(-count, word) sorts them.)",
            wrong=(ties_as_in_the_text,),
        ),
        Misconception(
            "ties-backwards",
            "equal counts from z to a",
            "Words with equal counts go from z to a. If you wrote reverse=True: it turns both, "
            "counts and letters. Use a key of (-count, word) without it.",
            wrong=(ties_backwards,),
        ),
        Misconception(
            "unstable-argsort",
            "equal counts mixed up by argsort",
            "Words with equal counts are mixed up. If you used np.argsort: it does not keep equal "
            'counts in their order, unless you ask for it, `np.argsort(-counts, kind="stable")`.',
            wrong=(
                by_argsort(lambda counts: np.argsort(-counts)),
                by_argsort(lambda counts: np.argsort(counts)[::-1]),
            ),
        ),
        Misconception(
            "unordered",
            "another order",
            "These are the right words in another order. If you took them from a set: it has no "
            "order, and they come differently in each new Python. Sort with the key "
            "(-count, word), which also decides between equal counts.",
            wrong=(
                ordered(lambda word, count: word[::-1]),
                ordered(lambda word, count: (-count, word[::-1])),
                ordered(lambda word, count: (-len(word), word)),
            ),
            kind=ORDER,
        ),
        Misconception(
            "ties-without-case",
            "capital letters sorted as small ones",
            "Capital letters are sorted as if they were small. `sorted` goes by code point: every "
            "capital comes before every small letter. If you sort by `.lower()`, leave it away.",
            wrong=(ties_without_case,),
        ),
        Misconception(
            "lower-cased",
            "words made lower-case",
            "You changed the words: a capital letter became a small one. Count the tokens as "
            "they are.",
            wrong=(lambda tokens, least: vocabulary([token.lower() for token in tokens], least),),
        ),
        Misconception(
            "greater-than",
            "> in place of >=",
            "Words that occur exactly `min_count` times are missing, but they should stay. Is "
            "there a > in place of >=, or a count that begins at 0 instead of 1?",
            wrong=(lambda tokens, least: vocabulary(tokens, least + 1),),
        ),
        Misconception(
            "min-count-ignored",
            "min_count not used",
            "Words that are too rare are still there. Keep those whose count is at least "
            "`min_count`.",
            wrong=(lambda tokens, _least: vocabulary(tokens, 1),),
        ),
        Misconception(
            "removed-while-looping",
            "the list changed while the loop runs over it",
            "Some rare words are left. If you remove words from the list that your loop runs over, "
            "it skips the next one each time: build a new list of the words that stay.",
            wrong=(
                lambda *a: filtered_while_looping(vocabulary(a[0], 1), *a),
                lambda *a: vocabulary(filtered_while_looping(list(a[0]), *a), 1),
            ),
            raises=(("RuntimeError", "changed size during iteration"),),
        ),
        Misconception(
            "at-most-min-count",
            "the rare words kept",
            "You keep the rare words and drop the frequent ones. Keep a word if its count is "
            "`min_count` *or more*.",
            wrong=(
                lambda tokens, least: [
                    word for word in vocabulary(tokens, 1) if tokens.count(word) <= least
                ],
                lambda tokens, least: [
                    word for word in vocabulary(tokens, 1) if tokens.count(word) < least
                ],
            ),
        ),
        Misconception(
            "return-in-loop",
            "return inside the loop",
            "Only one word came back. If `return` stands inside the loop, it ends the function at "
            "the first word: move it to the left, below the loop.",
            wrong=(
                lambda *a: vocabulary(*a)[:1],
                lambda *a: first_appearance(*a)[:1],
                lambda *a: alphabetical(*a)[:1],
                lambda tokens, _least: tokens[:1],
                lambda tokens, _least: vocabulary(tokens, 1)[:1],
            ),
        ),
        Misconception(
            "number-of-words",
            "min_count taken for a number of words",
            "You return `min_count` words. It is not the number of words: return all that occur "
            "at least `min_count` times.",
            wrong=(
                lambda tokens, least: vocabulary(tokens, 1)[:least],
                lambda tokens, least: ties_as_in_the_text(tokens, 1)[:least],
            ),
        ),
        Misconception(
            "with-counts",
            "words with their counts",
            "Your list holds pairs, not words. Keep the words only, for example by "
            "`[word for word, count in pairs]`.",
            wrong=(
                word_counts,
                lambda *a: [[count, word] for word, count in word_counts(*a)],
                lambda *a: sorted(([c, word] for word, c in word_counts(*a)), reverse=True),
                lambda *a: [[i, word] for i, word in enumerate(vocabulary(*a))],
                lambda *a: [[word, i] for i, word in enumerate(vocabulary(*a))],
                lambda tokens, least: [
                    list(pair) for pair in Counter(tokens).most_common() if pair[1] >= least
                ],
            ),
        ),
        Misconception(
            "dictionary",
            "a dictionary",
            "You return a dictionary. The answer is a list of words; the place in it *is* the id.",
            wrong=(
                lambda *a: {word: i for i, word in enumerate(vocabulary(*a))},
                lambda *a: dict(enumerate(vocabulary(*a))),
                lambda *a: dict(word_counts(*a)),
                lambda *a: dict(kept(*a)),
            ),
        ),
        Misconception(
            "repeated",
            "words repeated",
            "Your list holds a word as often as the text does. Every word has one id: list each "
            "only once.",
            wrong=(
                lambda *a: [word for word, count in word_counts(*a) for _ in range(count)],
                lambda tokens, least: [token for token in tokens if tokens.count(token) >= least],
            ),
        ),
    ),
    hints=(
        "`collections.Counter(tokens)` counts. `.items()` gives its pairs of word and count.",
        "`sorted(pairs, key=...)` sorts by what the key returns. A pair as key sorts by its first "
        "number, and by the second where the first are equal.",
        "The key is `lambda pair: (-pair[1], pair[0])`. Drop the rare words before or after.",
    ),
    example=Example(
        'build_vocabulary(["the", "cat", "saw", "the", "bat"])',
        "['the', 'bat', 'cat', 'saw']",
        "*the* occurs twice; the other three once, so their letters decide",
    ),
    errors=(
        (
            "bad operand type for unary -: 'str'",
            "The minus stands before the word. In a pair from `.items()` the count comes second: "
            "`-pair[1]`.",
        ),
        (
            "unhashable type: 'list'",
            "`tokens` is counted word by word: `Counter(tokens)`, not `Counter([tokens])`.",
        ),
    ),
)
