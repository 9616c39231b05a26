"""Outcomes of small classes, made without grading anybody."""

from grader_tests import registry
from grader_tests.exercise import Choice
from grader_tests.verdict import Aspect, Verdict
from tests.answers import bank
from tools import lessons
from tools.collecting.submission import Submission
from tools.reporting import results

LESSON = "04-embedding-loss"
SCRIPT = "<script>alert('live')</script>"
EXERCISES = ("calculate_loss", "nce_loss", "negative_sampling_loss", "full_sigmoid_loss")


def verdict(name: str, state: str = "right", misconception: str = "", failed=None) -> Verdict:
    """A verdict in which the aspects ``failed`` are not passed: all of them, unless it is right."""
    exercise = registry.find(name)
    if isinstance(exercise, Choice):
        worth = dict.fromkeys(exercise.questions, exercise.points_each)
    else:
        worth = exercise.aspects
    if failed is None:
        failed = () if state == "right" else tuple(worth)
    aspects = tuple(Aspect(key, points, key not in failed) for key, points in worth.items())
    message = "Well done." if state == "right" else f"What to do about {misconception or state}."
    return Verdict(exercise.name, exercise.title, state, aspects, message, misconception)


def graded(student: str, lesson: str = LESSON, answers=None, late_penalty=None, **found) -> dict:
    """A graded submission: all right, but for the exercises in ``found``.

    ``found`` maps an exercise to a state, or to the arguments of ``verdict``; ``answers`` maps one
    to its cell.
    """
    verdicts = []
    for exercise in registry.exercises(lesson):
        how = found.get(exercise.name.split(".")[1], "right")
        verdicts.append(verdict(exercise.name, **({"state": how} if isinstance(how, str) else how)))
    data = [v.as_data() for v in verdicts]
    made = results.outcome(Submission(student, lesson, None), "graded", verdicts=data)
    made["answers"] = {f"{lesson[:2]}.{key}": cell for key, cell in (answers or {}).items()}
    return made | ({} if late_penalty is None else {"late_penalty": late_penalty})


def missing(student: str, lesson: str = LESSON) -> dict:
    return results.outcome(Submission(student, lesson, None), "missing", "no notebook")


def ungraded(student: str, lesson: str = LESSON, detail: str = "the file is empty") -> dict:
    return results.outcome(Submission(student, lesson, None), "ungraded", detail)


def wrong(misconception: str = "", failed=None) -> dict:
    """Arguments of ``verdict`` for a wrong answer."""
    return {"state": "wrong", "misconception": misconception, "failed": failed}


def mixed() -> list[dict]:
    """A class in which every part of the report has something to say."""
    source = bank.blocks("04.nce_loss")[1].source
    cell = lessons.with_answer(lessons.scaffolds(LESSON)["04.nce_loss"], source)
    return [
        *(graded(f"right-{n}", late_penalty=1) for n in range(4)),
        *(graded(f"twin-{n}", answers={"nce_loss": cell}) for n in range(2)),
        *(graded(f"unclear-{n}", nce_loss=wrong()) for n in range(4)),
        graded("ann", nce_loss=wrong("softmax"), answers={"nce_loss": f"x = '{SCRIPT}'"}),
        graded("blank", **dict.fromkeys(EXERCISES, "not attempted")),
        ungraded(SCRIPT, detail=SCRIPT),
        missing("dora"),
    ]
