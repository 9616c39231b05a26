"""What goes wrong alike in the rules of lesson 06. ``f`` are frequencies, ``t`` is a threshold."""

from collections.abc import Callable

import numpy as np

from grader_tests.exercise import Misconception

TRUTH_OF_AN_ARRAY = "truth value of an (empty )?array"


def published_keep(f, t):
    """The chance to keep a word under the rule of the 2013 paper, not yet cut off at 1."""
    return np.sqrt(t / f)


def program_keep(f, t):
    """The chance to keep a word under word2vec.c's rule, not yet cut off at 1."""
    return (np.sqrt(f / t) + 1) * t / f


def with_t_added(f, t):
    """The chance to keep a word under the rule of the tutorials."""
    return np.sqrt(t / (f + t))


def cut_off(rule: Callable) -> Callable:
    """The same rule, its answers no more than 1."""
    return lambda f, t: np.minimum(1, rule(f, t))


def dropped(rule: Callable) -> Callable:
    """The chance to drop a word by a rule for keeping it."""
    return lambda f, t: 1 - rule(f, t)


def divided_again(rule: Callable) -> Misconception:
    return Misconception(
        "divided-again",
        "frequencies divided by their sum",
        "You divide the frequencies by their sum. They are relative already: shares of a text "
        "that has other words, too. Use them as they are.",
        wrong=(lambda f, t: rule(f / f.sum(), t),),
    )


def sum_to_one(rule: Callable) -> Misconception:
    return Misconception(
        "sum-to-one",
        "scaled to sum to 1",
        "You scale the chances to sum to 1. Each word has a chance of its own, and they need not "
        "sum to anything: leave the division out.",
        wrong=(lambda f, t: rule(f, t) / rule(f, t).sum(),),
    )


def in_percent(rule: Callable) -> Misconception:
    return Misconception(
        "in-percent",
        "percent instead of probabilities",
        "These are percent. A probability lies between 0 and 1: don't multiply by 100.",
        wrong=(lambda f, t: 100 * rule(f, t),),
    )


def half_for_root(*answers: Callable) -> Misconception:
    """``x ** 1/2`` is half of x."""
    return Misconception(
        "half-for-root",
        "half of a fraction in place of its root",
        "You halve the fraction in place of taking its root. For Python, `x ** 1/2` is "
        "`(x ** 1) / 2`: write `x ** 0.5`, or `np.sqrt(x)`.",
        wrong=answers,
    )


def not_element_by_element(name: str, rule: Callable, bound: int) -> Misconception:
    """``if any(...)``, or ``max`` and ``np.max`` where ``np.maximum`` is meant."""

    def all_at_once(f, t):
        outside = rule(f, t) < 0 if name == "max" else rule(f, t) > 1
        return bound if outside.any() else rule(f, t)

    return Misconception(
        "not-element-by-element",
        "not cut off element by element",
        f"Each word must be cut off on its own. `if`, `{name}` and `np.{name}` look at all of them "
        f"at once (or fail); `np.{name}imum({bound}, ...)` compares element by element.",
        wrong=(all_at_once,),
        raises=(
            ("ValueError", TRUTH_OF_AN_ARRAY),
            ("TypeError", "only integer scalar arrays can be converted to a scalar index"),
        ),
    )


def return_inside_the_loop(rule: Callable) -> Misconception:
    """``rule`` takes frequencies and a threshold, or counts and a percentile."""
    return Misconception(
        "only-the-first-word",
        "return inside the loop",
        "Your answer has one number, that of the first word. Does `return` stand inside the loop? "
        "Return the whole list after the loop.",
        wrong=(lambda f, t: rule(f, t)[:1] if len(f) else None,),
    )
