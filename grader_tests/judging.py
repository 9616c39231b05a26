"""From the learner's answers to a verdict: compare with the spec, then name the misconception."""

import re
import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from grader_tests.answering import answer_cases
from grader_tests.clean_text import clean
from grader_tests.comparing import Difference
from grader_tests.delegation import called
from grader_tests.exercise import ORDER, SHAPE, Case, Choice, Exercise, Misconception
from grader_tests.library_watch import LibraryCalled
from grader_tests.verdict import Aspect, Verdict

REDRAW = 10  # a doubtful random answer is drawn again with this many times the draws
MAIN = Case(()).aspect  # the aspect of the cases that name none
MAX_ERROR = {"type": 80, "text": 2_000, "source": 200}  # characters of it that are kept
FORM = ("error", "none", "type", "shape", "dtype")  # differences that cost the aspect "shape"
NO_RETURN = (
    "Your function gave None. Did you forget `return`, or return what `.sort()` or `print()` gives?"
)
UNREADABLE = (
    "Your notebook's Python gave no readable answer. Restart the kernel, run all cells from the "
    "top, and check again."
)
UNANSWERED = "This one has no answer yet: put one in place of None."
NOT_ATTEMPTED = (
    "Write your code in the cell above, run it, then check. If you have written some, delete the "
    "line `raise NotImplementedError()`."
)
UNSOLVED = (
    "A `raise NotImplementedError()` is still in your code, or in one of your functions that this "
    "one calls. Write what is missing there first."
)
DEFINE_IT = "Run the cell that defines it first, or look for a typing error."
NEXT_STEP = "Try the example in the test cell by hand, or open hint 1."
CHANGED = (
    "Your function changed the arguments that it was given; whoever called it still needs them. "
    "Build a new array or list instead."
)


class Trial(NamedTuple):
    """One case, the learner's result, the right answer, and how the two differ."""

    case: Case
    result: dict
    right: object
    difference: Difference | None


class Match(NamedTuple):
    """A misconception that gives the learner's answers; of several, the smallest fits best.

    ``unexplained`` counts the wrong answers where the misconception is right; ``distance`` is 0
    for exact answers, while random ones may be near to several; ``trial`` is the first explained.
    """

    unexplained: int
    distance: float
    misconception: Misconception
    trial: Trial


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
    for result in results:
        if result["error"] and result["error"]["type"] == LibraryCalled.__name__:
            raise NoAnswer("delegated", called(result["error"]["text"]))
    if all(result["error"] and _not_implemented(result["error"]) for result in results):
        raise NoAnswer("not attempted", NOT_ATTEMPTED)
    trials = []
    for case, result in zip(cases, results, strict=True):
        right = _quietly(exercise.spec, *case.arguments)
        trials.append(Trial(case, result, right, _difference(exercise, right, result)))
    found = [trial.difference for trial in trials if trial.difference]
    if exercise.draws and not draws and found and all(d.doubtful for d in found):
        return _judge_function(exercise, ask, seed, REDRAW * exercise.draws)
    aspects = tuple(
        Aspect(name, points, _passed(exercise, name, trials))
        for name, points in exercise.aspects.items()
    )
    if not found:
        return Verdict(exercise.name, exercise.title, "right", aspects, "Well done.", seed=seed)
    state, message, misconception, shown = _diagnose(exercise, trials)
    return Verdict(
        exercise.name,
        exercise.title,
        state,
        aspects,
        message,
        misconception,
        _details(exercise, shown),
        seed,
        (shown.right, shown.result["answer"], shown.difference.kind),
    )


def _quietly(function: Callable, *arguments):
    """The function's answer, without NumPy's warnings: a wrong idea may well overflow."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*arguments)


def _difference(exercise: Exercise, right, result: dict) -> Difference | None:
    if result["error"]:
        return Difference("error", "")
    if result["answer"] is None:
        return Difference("none", NO_RETURN)
    if difference := exercise.compare(right, result["answer"]):
        return difference
    return Difference("inputs", CHANGED) if result["inputs_changed"] else None


def _passed(exercise: Exercise, aspect: str, trials: list[Trial]) -> bool:
    if aspect == exercise.last and any(trial.difference for trial in trials):
        return False
    if aspect == SHAPE:  # a case with an aspect of its own costs that one only
        main = [trial for trial in trials if trial.case.aspect == MAIN] or trials
        return not any(d and d.kind in FORM for _, _, _, d in main)
    wrong = [(case, d) for case, _, _, d in trials if d]
    if aspect == ORDER:  # there is no order to see in wrong rows
        return not any(d.kind == ORDER or case.aspect == MAIN for case, d in wrong)
    elsewhere = ORDER if ORDER in exercise.aspects else ""  # the kind that costs another aspect
    return not any(case.aspect == aspect and d.kind != elsewhere for case, d in wrong)


def _diagnose(exercise: Exercise, trials: list[Trial]) -> tuple[str, str, str, Trial]:
    """(state, message, id of the misconception or an empty text, the trial that shows it)."""
    if found := _explanation(exercise, trials):
        misconception, trial = found
        return "wrong", misconception.message, misconception.id, trial
    wrong = [trial for trial in trials if trial.difference]
    for trial in trials:
        if trial.result["error"]:
            return "error", _error_message(trial.result["error"]), "", trial
    for trial in wrong:
        if trial.difference.kind == "none":
            return "wrong", NO_RETURN, "no-return", trial
    for trial in wrong:
        if trial.result["inputs_changed"]:
            return "wrong", CHANGED, "changes-inputs", trial
    return "wrong", f"{wrong[0].difference.text} {NEXT_STEP}", "", wrong[0]


def _explanation(exercise: Exercise, trials) -> tuple[Misconception, Trial] | None:
    """The misconception behind the wrong answers, and the first trial that shows it.

    One that explains all of them comes first, then one that does so for the first aspect that
    fails: a second mistake, seen in other cases, may hide it.
    """
    wrong = [trial for trial in trials if trial.difference]
    there = [trial for trial in trials if trial.case.aspect == wrong[0].case.aspect]
    if found := _by_error(exercise, there):
        return found
    whole = _nearest(exercise, trials)
    if whole and not whole.unexplained:
        return whole.misconception, whole.trial
    if named := _by_kind(exercise, wrong) or _failing_only_there(exercise, wrong):
        return named, wrong[0]
    part = _nearest(exercise, there)
    if part and not part.unexplained:
        return part.misconception, part.trial
    if named := _by_kind(exercise, [trial for trial in there if trial.difference]):
        return named, wrong[0]
    if found := _by_error(exercise, trials):
        return found
    best = whole or part
    return (best.misconception, best.trial) if best else None


def _by_error(exercise: Exercise, trials: list[Trial]) -> tuple[Misconception, Trial] | None:
    """The first misconception that is known for an error of the learner's code."""
    for misconception in exercise.misconceptions:
        for trial in trials:
            if trial.result["error"] and _raises(misconception, trial.result["error"]):
                return misconception, trial
    return None


def _nearest(exercise: Exercise, trials: list[Trial]) -> Match | None:
    """The misconception whose answers are the learner's."""
    found = []
    for misconception in exercise.misconceptions:
        for wrong in misconception.wrong:
            match = _match(exercise, misconception, wrong, trials)
            found += [match] if match else []
    return min(found, key=lambda match: match[:2], default=None)


def _match(exercise: Exercise, misconception, wrong: Callable, trials) -> Match | None:
    """None if the learner's answers are not those of ``wrong``, or if it explains none of them."""
    compare, distance, explained, unexplained = exercise.recognise or exercise.compare, 0.0, [], 0
    for trial in trials:
        (theirs,) = _quietly(answer_cases, wrong, "call", [list(trial.case.arguments)])
        if not _same(compare, theirs, trial.result):
            return None
        if trial.difference and trial.difference.kind != "inputs":
            if exercise.draws or _is_wrong(exercise, trial.right, theirs):  # or right by chance
                explained.append(trial)
            else:
                unexplained += 1
        if hasattr(compare, "distance"):
            distance += compare.distance(theirs["answer"], trial.result["answer"])
    return Match(unexplained, distance, misconception, explained[0]) if explained else None


def _is_wrong(exercise: Exercise, right, theirs: dict) -> bool:
    return bool(theirs["error"] or exercise.compare(right, theirs["answer"]))


def _same(compare: Callable, theirs: dict, result: dict) -> bool:
    if theirs["error"] or result["error"]:
        said = [r["error"] and (r["error"]["type"], r["error"]["text"]) for r in (theirs, result)]
        return said[0] == said[1]
    if theirs["inputs_changed"] != result["inputs_changed"]:
        return False
    if theirs["answer"] is None or result["answer"] is None:
        return theirs["answer"] is result["answer"]
    return compare(theirs["answer"], result["answer"]) is None


def _raises(misconception: Misconception, error: dict) -> bool:
    return any(
        error["type"] == kind and re.search(pattern, error["text"])
        for kind, pattern in misconception.raises
    )


def _by_kind(exercise: Exercise, wrong: list[Trial]) -> Misconception | None:
    """The misconception that the comparison has named, if all differences are of its kind."""
    kinds = {trial.difference.kind for trial in wrong}
    return next((m for m in exercise.misconceptions if {m.kind} == kinds), None)


def _failing_only_there(exercise: Exercise, wrong: list[Trial]) -> Misconception | None:
    """The misconception of the one aspect that fails, by wrong values or failing arithmetic."""
    failing = {trial.case.aspect for trial in wrong}
    by_value = all(
        d.kind == "value" or (r["error"] and r["error"]["type"] in ("OverflowError", "ValueError"))
        for _, r, _, d in wrong
    )
    if len(failing) > 1 or not by_value:
        return None
    return next((m for m in exercise.misconceptions if {m.fails_only} == failing), None)


def _error_message(error: dict) -> str:
    if _not_implemented(error):
        return UNSOLVED
    where = f" in your line `{error['source']}`" if error["source"] else ""
    text = error["text"].strip().split("\n")[0][:300]
    if text and error["type"] == "NameError":
        text = f"{text}. {DEFINE_IT}"
    return f"{error['type']}{where}: {text}" if text else f"{error['type']}{where}."


def _not_implemented(error: dict) -> bool:
    """Whether a scaffold's own `raise` stopped it; a library may raise the same."""
    return error["type"] == "NotImplementedError" and error["type"] in error["source"]


def _details(exercise: Exercise, shown: Trial) -> tuple:
    """The call that shows the mistake, short enough to read."""
    case, result, right, difference = shown
    told = () if difference.kind in ("none", "inputs") else (difference.text,)  # by the message
    unseen = isinstance(right, dict) or (
        exercise.probe == "assembled" and difference.kind in ("error", "none", "type")
    )  # the probe's own arguments, or an answer that has nothing to do with them
    if unseen and not result["error"]:
        return tuple(("found", text) for text in told)
    arguments = [] if unseen else case.arguments
    names = exercise.argument_names[: len(arguments)]
    details = [(name, short(value)) for name, value in zip(names, arguments, strict=True)]
    if error := result["error"]:
        place = f"line {error['line']}: {error['source']}" if error["line"] else "unknown"
        return (
            *details,
            ("your line", place),
            ("error", f"{error['type']}: {error['text'][:500]}"),
        )
    details += [("expected", short(right)), ("yours", short(result["answer"]))]
    return (*details, *(("first difference", text) for text in told))


def short(value: object) -> str:
    """A value short enough to read: arrays of up to 100 numbers in full, larger ones cut."""
    if not isinstance(value, np.ndarray):
        return repr(value)[:300]
    if not value.size:
        nothing = "no rows" if value.ndim > 1 and not len(value) else "empty"
        return f"{nothing}, shape {value.shape}"
    tiny = value.dtype.kind == "f" and (np.abs(value[value != 0]) < 1e-4).any()  # not shown as 0
    text = np.array2string(value, precision=4, threshold=100, edgeitems=3, suppress_small=not tiny)
    return text if value.size <= 100 else f"{text}\n{value.dtype}, shape {value.shape}"


def _judge_choice(choice: Choice, result: dict) -> Verdict:
    chosen = result["answer"]
    if len(choice.questions) == 1 and not isinstance(chosen, dict):
        chosen = dict.fromkeys(choice.questions, chosen)
    if not isinstance(chosen, dict) or all(chosen.get(key) is None for key in choice.questions):
        raise NoAnswer("not attempted", "Put your answer in place of None, and run the cell again.")
    aspects, reasons, misconceptions = [], [], []
    for key, question in choice.questions.items():
        answer = chosen.get(key)
        found = question.find(answer)
        aspects.append(Aspect(key, choice.points_each, found == question.right))
        if found is not None:
            reasons.append((key, question.options[found].reason))
            if found != question.right:
                misconceptions.append(question.misconception(found, key))
        elif answer is None:
            reasons.append((key, UNANSWERED))
        else:
            reasons.append((key, f"{short(answer)} {question.unknown()}"))
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
        if error is not None:
            result["error"] = error | {
                name: clean(error[name][:most]) for name, most in MAX_ERROR.items()
            }
    return results


def _is_error(error) -> bool:
    texts = ("type", "text", "source")
    return (
        isinstance(error, dict)
        and set(error) == {*texts, "line"}
        and all(isinstance(error[key], str) for key in texts)
        and isinstance(error["line"], int | None)
    )
