"""Students' code, run in this process: cells in a fresh namespace, their answers judged."""

import linecache
from functools import cache
from itertools import count

import tensorflow as tf

from grader_tests import registry, wire
from grader_tests.answering import answer_cases, describe_error
from grader_tests.exercise import Choice
from grader_tests.judging import NOT_ATTEMPTED, NoAnswer, judge
from grader_tests.verdict import Verdict
from tools import lessons

_numbers = count()


@cache
def scaffolds(name: str) -> dict[str, str]:
    """The scaffold cells, solutions and all, of the lesson that has the exercise ``name``."""
    return lessons.scaffolds(lessons.find(name[:2]))


@cache
def first_cell(name: str) -> str:
    """The lesson's first code cell: its imports."""
    cells = lessons.read(lessons.find(name[:2])).cells
    return next(cell.source for cell in cells if cell.cell_type == "code")


def run(source: str, namespace: dict) -> None:
    """Execute a cell; its lines can be shown in error messages, as in a notebook."""
    file = f"<cell {next(_numbers)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), namespace)


def cell(name: str, answer: str) -> str:
    """The whole cell of exercise ``name`` with a student's ``answer`` (see ``with_answer``)."""
    return lessons.with_answer(scaffolds(name)[name], answer)


def namespace_before(name: str) -> dict:
    """What a notebook holds at exercise ``name``: the imports and the learner's earlier answers."""
    namespace = {"__name__": "__main__"}
    run(first_cell(name), namespace)
    for earlier, source in scaffolds(name).items():
        if earlier == name:
            break
        run(source, namespace)
    return namespace


def verdict(exercise, source: str, seed: int) -> Verdict:
    """The judge's verdict on a cell, or on the error with which the cell itself stops."""
    namespace = namespace_before(exercise.name)

    def ask(cases):
        try:
            run(source, namespace)
        except NotImplementedError:
            raise NoAnswer("not attempted", NOT_ATTEMPTED) from None
        except Exception as error:
            told = describe_error(error)
            text = f"{told['type']} in your line `{told['source']}`: {told['text']}"
            raise NoAnswer("error", text) from None
        if exercise.answer_name not in namespace:
            raise NoAnswer("error", f"There is no {exercise.answer_name} in your notebook.")
        tf.random.set_seed(seed)
        return answer_cases(namespace[exercise.answer_name], exercise.probe, cases)

    return judge(exercise, ask, seed)


def verdict_on(exercise, function, seed: int) -> Verdict:
    """The verdict on a Python function whose answers stand in for the probe's."""
    return judge(exercise, lambda cases: answer_cases(function, "call", cases), seed)


def remembered(function):
    """The same function; each call's answer is computed once and then copied."""
    answers = {}

    def recall(*arguments):
        key = wire.encode(arguments)
        if key not in answers:
            answers[key] = function(*arguments)
        return answers[key]

    return recall


def all_exercises() -> list:
    return [item for number in registry.lesson_numbers() for item in registry.exercises(number)]


def functions() -> list:
    return [exercise for exercise in all_exercises() if not isinstance(exercise, Choice)]


def choices() -> list:
    """Graded choices and ungraded predictions."""
    predictions = [p for number in registry.lesson_numbers() for p in registry.predictions(number)]
    return [item for item in [*all_exercises(), *predictions] if isinstance(item, Choice)]
