"""A small story about a dog, a cat and a kitchen: the running example of the lessons.

Its first sentences are written out, so that a lesson can show them; the others come from a few
patterns. So the text is as long as a lesson needs it, and its vocabulary grows with it.
"""

import random

FIRST = (
    "the dog can growl",
    "the cat can purr",
    "the dog can growl at the cat",
    "the cat sat by the bowl",
    "ice is in the bowl",
    "four dogs drank from the bowl",
    "a pun made the cook laugh",
)
WORDS = {
    "animal": ("dog", "cat", "wolf", "lion", "bear", "puppy"),
    "sound": ("growl", "purr", "bark", "howl", "roar", "hiss"),
    "vessel": ("bowl", "cup", "jug", "pan"),
    "food": ("ice", "milk", "water", "soup", "cream"),
    "number": ("two", "three", "four", "five", "ten"),
    "talk": ("pun", "joke", "riddle", "rhyme"),
    "person": ("cook", "girl", "boy", "guest"),
}
PATTERNS = (
    "the {animal} can {sound}",
    "the {animal} began to {sound} and to {sound}",
    "we heard the {animal} {sound} at the {animal}",
    "there is {food} in the {vessel}",
    "the {person} put {food} and {food} into the {vessel}",
    "the {animal} drank {food} from the {vessel}",
    "the {person} counted {number} and then {number}",
    "{number} and {number} are more than {number}",
    "the {person} told a {talk} and the {person} laughed",
    "a {talk} made the {person} laugh",
)


def story(sentences: int, seed: int = 0) -> list[list[str]]:
    """The first ``sentences`` sentences of the story, as lists of lower-case words.

    A longer story begins with the shorter one of the same seed.
    """
    rng = random.Random(seed)
    told = [sentence.split() for sentence in FIRST[:sentences]]
    while len(told) < sentences:
        told.append(_sentence(rng))
    return told


def _sentence(rng: random.Random) -> list[str]:
    """A pattern with words drawn for its gaps, earlier words of a list more often (like 1/rank)."""
    return [_fill(word, rng) for word in rng.choice(PATTERNS).split()]


def _fill(gap: str, rng: random.Random) -> str:
    if not gap.startswith("{"):
        return gap
    words = WORDS[gap.strip("{}")]
    return rng.choices(words, [1 / rank for rank in range(1, len(words) + 1)])[0]
