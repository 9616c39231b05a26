"""How the ids that a random function draws are compared, as the probe ``over_seeds`` returns them.

Nothing needs to be said about the right answer but its own draws: whether ids repeat within a
draw, which ids are possible, how often each comes, is read from them and asked of the other's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from grader_tests.answering import over_seeds
from grader_tests.comparing import Difference, as_array
from grader_tests.wire import Other

CONSTANT = "constant"  # the kind of a difference: every seed gives the same ids
UNSEEDED = "unseeded"  # a seed gives other ids when it is used again


def drawing(function: Callable) -> Callable:
    """A spec or a wrong idea, written for one seed, called for many as a learner's is."""

    def answer(*arguments):
        return over_seeds(function, *arguments)

    return answer


@dataclass(frozen=True)
class Draws:
    """``each`` holds the ids of every call, the last ``again`` of them with the first seeds."""

    each: tuple[np.ndarray, ...]
    again: int

    @cached_property
    def first(self) -> tuple[np.ndarray, ...]:
        """One draw for every seed."""
        return self.each[: len(self.each) - self.again]

    @cached_property
    def lengths(self) -> list[int]:
        """How many ids the draws have, each number once."""
        return sorted({len(ids) for ids in self.each})

    @cached_property
    def possible(self) -> list[int]:
        """Every id that was drawn."""
        return np.unique(np.concatenate(self.each)).tolist()

    @cached_property
    def repeating(self) -> bool:
        """Does an id come twice in one draw, ever?"""
        return any(len(np.unique(ids)) < len(ids) for ids in self.each)

    @cached_property
    def varied(self) -> bool:
        """Do seeds differ in what they draw? The order of ids does not count."""
        return len({tuple(sorted(ids.tolist())) for ids in self.first}) > 1

    @cached_property
    def repeatable(self) -> bool:
        """Does every seed that is used again draw the same ids again?"""
        pairs = zip(self.each, self.each[len(self.first) :], strict=False)
        return all(sorted(once.tolist()) == sorted(again.tolist()) for once, again in pairs)

    def counts(self, ids: list[int]) -> np.ndarray:
        """How often each of ``ids`` comes in each draw, (draws, len(ids))."""
        return np.array([(drawn[:, np.newaxis] == ids).sum(axis=0) for drawn in self.first])


def read(answer: object) -> Draws | Difference:
    """The draws that the probe returned, or what is wrong with their form."""
    if not isinstance(answer, dict):
        return Difference("type", "Your answer should be an array of ids.")
    if set(answer) == {"other"}:
        return _other_form(answer["other"])
    ids, lengths, again = (answer.get(key) for key in ("ids", "lengths", "again"))
    for array in (ids, lengths):
        if not isinstance(array, np.ndarray) or array.ndim != 1 or array.dtype != np.int64:
            return Difference("type", "Your answer should be an array of ids.")
    if (lengths < 0).any() or (lengths > len(ids)).any() or lengths.sum() != len(ids):
        return Difference("type", "Your answer should be an array of ids.")
    if type(again) is not int or not 0 <= 2 * again <= len(lengths) or not len(lengths):
        return Difference("type", "Your answer should be an array of ids.")
    return Draws(tuple(np.split(ids, np.cumsum(lengths)[:-1])), again)


def _other_form(answer) -> Difference:
    if isinstance(answer, Other) and answer == Other("an object of type set"):
        return Difference("type", "Your answer is a set. Make a list of it.")
    array = as_array(answer)
    if isinstance(array, Difference):
        return array
    if array.ndim != 1:
        text = f"Your answer has shape {array.shape}; it should be a flat array of ids."
        return Difference("shape", text)
    if array.dtype.kind == "f" and (array > 0).any() and ((array >= 0) & (array < 1)).all():
        text = "These look like probabilities, but ids are wanted. Draw from the ids: give "
        return Difference("dtype", text + "`rng.choice` their number, `len(probabilities)`.")
    if array.dtype.kind not in "iu":
        text = f"Your ids have dtype {array.dtype.name}. Ids are whole numbers: use int64."
        return Difference("dtype", text)
    return Difference("shape", f"Your answer holds {array.size:,} ids, far too many.")


def mean_counts(expected: dict, got: dict) -> tuple[np.ndarray, np.ndarray]:
    """How often ids 0, 1, 2... (100 at most) come in a draw, for a picture of both."""
    both = read(expected), read(got)
    largest = min(100, max(max(draws.possible, default=0) for draws in both))
    expected, got = (draws.counts(list(range(largest + 1))).mean(axis=0) for draws in both)
    return expected, got


@dataclass(frozen=True)
class SameDraws:
    """Two functions draw from the same distribution, as far as their draws can tell.

    Compared are, for each id, the mean number of times in a draw, and the share of draws that
    have it at all. Each may differ by ``z`` standard errors, taken from the expected draws, and
    by z² / 2n more (n draws), since these are few where an id is rare: then two counts are within
    bounds if their square roots differ by z standard errors at most. Beyond that, a difference
    up to half as large again is called doubtful. At z = 5 one such number of a right answer is
    doubtful at most twice in 100,000 times, and without doubt wrong in none of 20 million.

    ``rule(expected, ids)`` may look at every single draw: "", or what is wrong with it.
    """

    z: float = 5.0
    rule: Callable[[dict, np.ndarray], str] | None = None

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        right, theirs = read(expected), read(got)
        for draws in (right, theirs):
            if isinstance(draws, Difference):
                return draws
        if (len(theirs.each), theirs.again) != (len(right.each), right.again):
            return Difference("type", f"There should be {len(right.each)} answers, one a call.")
        return (
            self._each(expected, right, theirs)
            or self._seeds(right, theirs)
            or self._often(right, theirs)
        )

    def distance(self, expected: object, got: object) -> float:
        """How far apart the mean counts of all ids are, summed."""
        right, theirs = read(expected), read(got)
        ids = right.possible  # and no other can be the other's
        return float(np.abs(right.counts(ids).mean(axis=0) - theirs.counts(ids).mean(axis=0)).sum())

    def _each(self, expected: dict, right: Draws, theirs: Draws) -> Difference | None:
        """What a single draw may show: number, possible ids, repeats."""
        if len(right.lengths) == 1 and theirs.lengths != right.lengths:
            wrong = next(n for n in theirs.lengths if n != right.lengths[0])
            text = f"A draw of yours has {wrong} ids; it should have {right.lengths[0]}."
            return Difference("shape", text)
        impossible = [one for one in theirs.possible if one not in right.possible]
        if impossible:
            return Difference("value", f"You drew id {impossible[0]}, which must not come here.")
        if theirs.repeating and not right.repeating:
            return Difference("value", "An id comes twice in one draw; they should all differ.")
        if right.repeating and not theirs.repeating:
            return Difference("value", "No id ever comes twice in a draw, but some should.")
        broken = (self.rule(expected, ids) for ids in theirs.each) if self.rule else ()
        return next((Difference("value", text) for text in broken if text), None)

    def _seeds(self, right: Draws, theirs: Draws) -> Difference | None:
        if right.varied and not theirs.varied:
            return Difference(CONSTANT, "Every seed gives the same ids; seeds should differ.")
        if theirs.varied and not right.varied:
            return Difference("value", "Seeds differ in their ids, but here they should not.")
        if right.repeatable and not theirs.repeatable:
            return Difference(UNSEEDED, "The same seed gave other ids when it was used again.")
        if theirs.repeatable and not right.repeatable:
            return Difference("value", "The same seed gave the same ids again.")
        return None

    def excess(self, mine: np.ndarray, yours: np.ndarray) -> np.ndarray:
        """How far the means over n draws are apart, in what is allowed: ``(n, m)`` -> ``(m,)``.

        The spread is the expected one's, so that none widens its own tolerance.
        """
        n = len(mine)
        allowed = self.z * np.sqrt(2 * mine.var(axis=0) / n) + self.z**2 / (2 * n)
        return np.abs(mine.mean(axis=0) - yours.mean(axis=0)) / allowed

    def _often(self, right: Draws, theirs: Draws) -> Difference | None:
        ids, n = right.possible, len(right.first)
        mine, yours = (np.hstack([c, c > 0]) for c in (right.counts(ids), theirs.counts(ids)))
        excess = self.excess(mine, yours)
        worst = int(excess.argmax())
        if excess[worst] <= 1:
            return None
        share = "in {:.0%} of the draws" if worst >= len(ids) else "{:.2f} times in a draw"
        expected, got = (share.format(counts.mean(axis=0)[worst]) for counts in (mine, yours))
        text = f"Over {n} seeds, id {ids[worst % len(ids)]} should come about {expected}; "
        return Difference("value", f"{text}yours comes {got}.", doubtful=bool(excess[worst] <= 1.5))
