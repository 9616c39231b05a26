"""Which misunderstanding how many students have, with the shortest example of each."""

from dataclasses import dataclass

from grader_tests import registry
from grader_tests.exercise import Choice, Exercise
from grader_tests.judging import CHANGED, NO_RETURN
from tools.reporting.anonymous import Names, example
from tools.reporting.attempts import Attempt, grouped
from tools.reporting.released import scaffolds

GENERAL = {  # those that the judge knows of in every exercise
    "no-return": ("Gives nothing back", NO_RETURN),
    "changes-inputs": ("Changes its arguments", CHANGED),
}
UNKNOWN = (
    "Wrong, and no known misunderstanding explains it",
    "Each was told the first difference between the expected answer and theirs.",
)


@dataclass(frozen=True)
class Misunderstanding:
    """``tried`` is how many students tried the exercise; ``id`` is "" for the unknown ones.

    ``name`` and ``message`` may be rich text (see ``verdict.rich``); ``example`` is code.
    """

    lesson: str
    exercise: str
    title: str
    id: str
    name: str
    message: str
    students: tuple[str, ...]
    tried: int
    example: str

    @property
    def count(self) -> int:
        """How many students have it."""
        return len(self.students)


def misunderstandings(attempts: list[Attempt], names: Names) -> list[Misunderstanding]:
    """By lesson and exercise in the course's order, the most frequent of an exercise first."""
    found = []
    for exercise_name, own in sorted(grouped(attempts, lambda a: a.exercise).items()):
        exercise, lesson = registry.find(exercise_name), own[0].lesson
        tried = sum(attempt.tried for attempt in own)
        having = grouped(
            ((key, a) for a in own for key in a.misconceptions or ([""] if a.unexplained else [])),
            lambda pair: pair[0],
        )
        for key, pairs in sorted(having.items(), key=lambda item: (not item[0], -len(item[1]))):
            who = [attempt for _, attempt in pairs]
            name, message = _texts(exercise, key)
            found.append(
                Misunderstanding(
                    lesson=lesson,
                    exercise=exercise_name,
                    title=exercise.title,
                    id=key,
                    name=name,
                    message=message,
                    students=tuple(attempt.student for attempt in who),
                    tried=tried,
                    example="" if isinstance(exercise, Choice) else shortest(who, names),
                )
            )
    order = _course_order({attempt.lesson for attempt in attempts})
    return sorted(found, key=lambda item: order.get(item.exercise, 0))


def shortest(attempts: list[Attempt], names: Names) -> str:
    """The shortest of the students' cells, made anonymous."""
    shown = [
        example(a.code, scaffolds(a.lesson).get(a.exercise, ""), names)
        for a in sorted(attempts, key=lambda a: len(a.code))[:3]
        if a.code
    ]
    return min(filter(None, shown), key=len, default="")


def _texts(exercise: Exercise | Choice, key: str) -> tuple[str, str]:
    """Name and message of a misconception."""
    if not key:
        return UNKNOWN
    if isinstance(exercise, Choice):
        for question_id, question in exercise.questions.items():
            for option_key, option in question.options.items():
                if option_key == question.right:
                    continue
                if question.misconception(option_key, question_id) == key:
                    return f"{question_id}: chose “{option.text}”", option.reason
    else:
        for misconception in exercise.misconceptions:
            if misconception.id == key:
                return misconception.name, misconception.message
    return GENERAL.get(key, (key, ""))


def _course_order(lessons: set[str]) -> dict[str, int]:
    names = [e.name for lesson in sorted(lessons) for e in registry.exercises(lesson)]
    return {name: place for place, name in enumerate(names)}
