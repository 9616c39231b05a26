"""From the learner's answers to a verdict: compare with the spec, then name the misconception."""

import re
from collections.abc import Callable

import numpy as np

from grader_tests.answering import answer_cases
from grader_tests.comparing import Difference
from grader_tests.exercise import SHAPE, Case, Choice, Exercise, Misconception
from grader_tests.verdict import Aspect, Verdict

REDRAW = 10  # a doubtful random answer is drawn again with this many times the draws
FORM = ("error", "none", "type", "shape", "dtype")  # differences that cost the aspect "shape"
NO_RETURN = "Your function gave None. Did you forget `return`?"
UNREADABLE = (
    "Your notebook's Python gave no readable answer. Restart the kernel, run all cells from the "
    "top, and check again."
)
NEXT_STEP = "Try the example in the test cell by hand, or open hint 1."
CHANGED = (
    "Your function changed the arguments that it was given; whoever called it still needs them. "
    "Build a new array or list instead."
)


class NoAnswer(Exception):
    """There are no answers to compare. ``state`` is one of the verdict's states."""

    def __init__(self, state: str, message: str):
        super().__init__(message)
        self.state, self.message = state, message


def judge(exercise: Exercise | Choice, ask: Callable[[list], list], seed: int) -> Verdict:
    """The verdict on the answers that ``ask(list of argument lists)`` gives.

    ``ask`` returns one result a case, as ``answering.answer_cases`` does, or raises
    ``NoAnswer``. The same seed draws the same inputs.
    """
    try:
        if isinstance(exercise, Choice):
            return _judge_choice(exercise, _checked(ask([[]]), 1)[0])
        return _judge_function(exercise, ask, seed)
    except NoAnswer as reason:
        return failed(exercise, reason.state, reason.message)


def failed(exercise: Exercise | Choice, state: str, message: str) -> Verdict:
    """A verdict without any point."""
    if isinstance(exercise, Choice):
        worth = dict.fromkeys(exercise.questions, exercise.points_each)
    else:
        worth = exercise.aspects
    aspects = tuple(Aspect(name, points, False) for name, points in worth.items())
    return Verdict(exercise.name, exercise.title, state, aspects, message)


def _judge_function(exercise: Exercise, ask, seed: int, draws: int = 0) -> Verdict:
    cases = exercise.cases(np.random.default_rng(seed), draws)
    results = _checked(ask([list(case.arguments) for case in cases]), len(cases))
    if all(result["error"] and _not_implemented(result) for result in results):
        raise NoAnswer("not attempted", "Write your code in the cell above, run it, then check.")
    expected = [exercise.spec(*case.arguments) for case in cases]
    differences = [
        _difference(exercise, right, result)
        for right, result in zip(expected, results, strict=True)
    ]
    if exercise.draws and not draws and any(d and d.doubtful for d in differences):
        return _judge_function(exercise, ask, seed, REDRAW * exercise.draws)
    aspects = tuple(
        Aspect(name, points, _passed(name, cases, differences))
        for name, points in exercise.aspects.items()
    )
    if not any(differences):
        return Verdict(exercise.name, exercise.title, "right", aspects, "Well done.", seed=seed)
    state, message, misconception = _diagnose(exercise, cases, results, differences)
    shown = (i for i, result in enumerate(results) if result["error"] or state != "error")
    first = next(i for i in shown if differences[i])
    return Verdict(
        exercise.name,
        exercise.title,
        state,
        aspects,
        message,
        misconception,
        _details(exercise, cases[first], results[first], expected[first], differences[first]),
        seed,
        (expected[first], results[first]["answer"], differences[first].kind),
    )


def _difference(exercise: Exercise, right, result: dict) -> Difference | None:
    if result["error"]:
        return Difference("error", "")
    if result["answer"] is None:
        return Difference("none", NO_RETURN)
    if difference := exercise.compare(right, result["answer"]):
        return difference
    return Difference("inputs", CHANGED) if result["inputs_changed"] else None


def _passed(aspect: str, cases: list[Case], differences: list) -> bool:
    if aspect == SHAPE:
        return not any(difference and difference.kind in FORM for difference in differences)
    return not any(d for case, d in zip(cases, differences, strict=True) if case.aspect == aspect)


def _diagnose(exercise: Exercise, cases, results, differences) -> tuple[str, str, str]:
    """(state, message, id of the misconception or an empty text)."""
    found = _nearest(exercise, cases, results)
    found = found or _failing_only_there(exercise, cases, results, differences)
    if not found:  # perhaps a second mistake, seen in other cases, hides the first
        first = next(case.aspect for case, d in zip(cases, differences, strict=True) if d)
        there = [i for i, case in enumerate(cases) if case.aspect == first]
        found = _nearest(exercise, [cases[i] for i in there], [results[i] for i in there])
    if found:
        return "wrong", found.message, found.id
    errors = [result["error"] for result in results if result["error"]]
    if errors:
        return "error", _error_message(errors[0]), ""
    if any(difference and difference.kind == "none" for difference in differences):
        return "wrong", NO_RETURN, "no-return"
    if any(result["inputs_changed"] for result in results):
        return "wrong", CHANGED, "changes-inputs"
    first = next(difference.text for difference in differences if difference)
    return "wrong", f"{first} {NEXT_STEP}", ""


def _nearest(exercise: Exercise, cases, results) -> Misconception | None:
    """The misconception whose answers are the learner's; of several, the nearest."""
    errors = [result["error"] for result in results if result["error"]]
    found = []
    for misconception in exercise.misconceptions:
        if any(_raises(misconception, error) for error in errors):
            return misconception
        for wrong in misconception.wrong:
            distance = _distance(exercise, wrong, cases, results)
            found += [] if distance is None else [(distance, misconception)]
    return min(found, key=lambda item: item[0])[1] if found else None


def _distance(exercise: Exercise, wrong: Callable, cases, results) -> float | None:
    """None if the learner's answers are not those of ``wrong``; else how far they are from them.

    Exact answers are at distance 0; random ones may agree with several ideas.
    """
    compare, distance = exercise.recognise or exercise.compare, 0.0
    for case, result in zip(cases, results, strict=True):
        with np.errstate(all="ignore"):  # a wrong idea may well overflow
            (theirs,) = answer_cases(wrong, "call", [list(case.arguments)])
        if not _same(compare, theirs, result):
            return None
        if hasattr(compare, "distance"):
            distance += compare.distance(theirs["answer"], result["answer"])
    return distance


def _same(compare: Callable, theirs: dict, result: dict) -> bool:
    if theirs["error"] or result["error"]:
        said = [r["error"] and (r["error"]["type"], r["error"]["text"]) for r in (theirs, result)]
        return said[0] == said[1]
    if theirs["inputs_changed"] != result["inputs_changed"] or result["answer"] is None:
        return False
    return compare(theirs["answer"], result["answer"]) is None


def _raises(misconception: Misconception, error: dict) -> bool:
    return any(
        error["type"] == kind and re.search(pattern, error["text"])
        for kind, pattern in misconception.raises
    )


def _failing_only_there(exercise: Exercise, cases, results, differences) -> Misconception | None:
    """The misconception of the one aspect that fails, by wrong values or failing arithmetic."""
    failing = {case.aspect for case, d in zip(cases, differences, strict=True) if d}
    by_value = all(
        d.kind == "value" or (r["error"] and r["error"]["type"] in ("OverflowError", "ValueError"))
        for r, d in zip(results, differences, strict=True)
        if d
    )
    if len(failing) > 1 or not by_value:
        return None
    return next((m for m in exercise.misconceptions if {m.fails_only} == failing), None)


def _error_message(error: dict) -> str:
    where = f" in your line `{error['source']}`" if error["source"] else ""
    text = error["text"].strip().split("\n")[0][:300]
    return f"{error['type']}{where}: {text}" if text else f"{error['type']}{where}."


def _not_implemented(result: dict) -> bool:
    return result["error"]["type"] == "NotImplementedError"


def _details(exercise: Exercise, case: Case, result: dict, right, difference) -> tuple:
    """The first failing call, short enough to read."""
    if difference.kind == "none" or isinstance(right, dict):
        return (("found", difference.text),) if difference.kind != "none" else ()
    names = exercise.argument_names
    details = [(name, short(value)) for name, value in zip(names, case.arguments, strict=True)]
    if error := result["error"]:
        place = f"line {error['line']}: {error['source']}" if error["line"] else "unknown"
        return (
            *details,
            ("your line", place),
            ("error", f"{error['type']}: {error['text'][:500]}"),
        )
    details += [("expected", short(right)), ("yours", short(result["answer"]))]
    return (*details, ("first difference", difference.text))


def short(value) -> str:
    """A value short enough to read: arrays of up to 100 numbers in full, larger ones cut."""
    if not isinstance(value, np.ndarray):
        return repr(value)[:300]
    text = np.array2string(value, precision=4, threshold=100, edgeitems=3, suppress_small=True)
    return text if value.size <= 100 else f"{text}\n{value.dtype}, shape {value.shape}"


def _judge_choice(choice: Choice, result: dict) -> Verdict:
    chosen = result["answer"]
    if len(choice.questions) == 1 and not isinstance(chosen, dict):
        chosen = dict.fromkeys(choice.questions, chosen)
    if not isinstance(chosen, dict) or all(chosen.get(key) is None for key in choice.questions):
        raise NoAnswer("not attempted", "Choose one of the answers and run the cell again.")
    aspects, reasons, misconceptions = [], [], []
    for key, question in choice.questions.items():
        letter = chosen.get(key)
        letter = letter if isinstance(letter, str) else short(letter)
        option = question.options.get(letter)
        aspects.append(Aspect(key, choice.points_each, letter == question.right))
        if option is None:
            known = ", ".join(repr(letter) for letter in question.options)
            reasons.append((key, f"{letter!r} is none of {known}."))
        else:
            reasons.append((key, option.reason))
            if letter != question.right:
                misconceptions.append(option.misconception or f"{key}-{letter}")
    right = all(aspect.passed for aspect in aspects)
    wrong = next((reason for reason, a in zip(reasons, aspects, strict=True) if not a.passed), None)
    return Verdict(
        choice.name,
        choice.title,
        "right" if right else "wrong",
        tuple(aspects),
        reasons[0][1] if right and len(reasons) == 1 else "Well done." if right else wrong[1],
        ";".join(misconceptions),
        tuple(reasons) if len(reasons) > 1 else (),
    )


def _checked(results, count: int) -> list[dict]:
    """Results that came from outside have the form that ``answer_cases`` gives them."""
    if not isinstance(results, list) or len(results) != count:
        raise NoAnswer("error", UNREADABLE)
    for result in results:
        error = result.get("error", 0) if isinstance(result, dict) else 0
        if (
            error == 0
            or set(result) != {"answer", "error", "inputs_changed"}
            or not isinstance(result["inputs_changed"], bool)
            or (error is not None and not _is_error(error))
        ):
            raise NoAnswer("error", UNREADABLE)
    return results


def _is_error(error) -> bool:
    texts = ("type", "text", "source")
    return (
        isinstance(error, dict)
        and set(error) == {*texts, "line"}
        and all(isinstance(error[key], str) for key in texts)
        and isinstance(error["line"], int | None)
    )
