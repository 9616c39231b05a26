"""How the tokens that stay of a text are compared, as the probe ``over_seeds`` returns them.

The right answer also holds the text itself, by which the order of the tokens is seen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader_tests.answering import over_seeds
from grader_tests.comparing import Difference, as_array
from grader_tests.comparing_draws import Draws, SameDraws, read
from grader_tests.exercise import ORDER

ENOUGH = 200  # draws; over fewer, a wrong chance would be seen in one judgement and not in another
MASK = "mask"  # the kind of a difference: True and False in place of tokens


def keeping(function: Callable) -> Callable:
    """The spec ``function(ids, chances, seed)``, for many seeds, with the text in its answer."""

    def answer(ids, chances, seeds):
        return over_seeds(function, ids, chances, seeds) | {"text": ids}

    return answer


def in_order(kept: np.ndarray, text: list[int]) -> bool:
    """Can ``kept`` be had from ``text`` by leaving tokens out?"""
    rest = iter(text)
    return all(one in rest for one in kept.tolist())  # `in` takes tokens off up to the one found


@dataclass(frozen=True)
class SameKept(SameDraws):
    """As ``SameDraws``; besides, which words stay together, and in what order the tokens stand.

    Tokens that are decided each on its own differ from whole words that stay or go in how often a
    word is there at all; and these differ from a text in which one random number serves all words
    in how often two words are there together.
    """

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        return _mask(got) or super().__call__(expected, got) or _order(expected, got)

    def _each(self, expected: dict, right: Draws, theirs: Draws) -> Difference | None:
        """What a single draw may show: tokens sure to stay, and ids that can't be there."""
        if not right.varied and not theirs.varied:
            sure, kept = (sorted(draws.each[0].tolist()) for draws in (right, theirs))
            if sure != kept:
                text = f"These tokens should stay: {sure[:20]}; yours are {kept[:20]}, once sorted."
                return Difference("value", text)
        impossible = [one for one in theirs.possible if one not in right.possible]
        if impossible:
            text = f"Your answer has the id {impossible[0]}, which can't be among those that stay."
            return Difference("value", text)
        return None

    def _often(self, right: Draws, theirs: Draws) -> Difference | None:
        if not right.possible or len(right.each) < ENOUGH:
            return None
        return super()._often(right, theirs) or self._together(right, theirs)

    def _together(self, right: Draws, theirs: Draws) -> Difference | None:
        there = [draws.counts(right.possible) > 0 for draws in (right, theirs)]
        first, second = np.triu_indices(len(right.possible), 1)
        if not len(first):
            return None
        mine, yours = (each[:, first] & each[:, second] for each in there)
        excess = self.excess(mine, yours)
        worst = int(excess.argmax())
        if excess[worst] <= 1:
            return None
        ids = [right.possible[pair[worst]] for pair in (first, second)]
        text = f"Over {len(mine)} seeds, tokens of id {ids[0]} and of id {ids[1]} should both stay "
        text += f"in about {mine[:, worst].mean():.0%} of the calls; yours do in "
        text += f"{yours[:, worst].mean():.0%}."
        return Difference("value", text, doubtful=bool(excess[worst] <= 1.5))


def _mask(got) -> Difference | None:
    answer = as_array(got["other"]) if isinstance(got, dict) and "other" in got else None
    if isinstance(answer, np.ndarray) and answer.dtype.kind == "b":
        return Difference(MASK, "You return True and False instead of the tokens that stay.")
    return None


def _order(expected: dict, got: dict) -> Difference | None:
    """None for what can't be compared, too: a wrong idea's answer does not hold the text."""
    text = expected.get("text") if isinstance(expected, dict) else None
    if text is None or all(in_order(kept, text.tolist()) for kept in read(got).each):
        return None
    return Difference(ORDER, "The right words stay, but not in the order of the text.")
