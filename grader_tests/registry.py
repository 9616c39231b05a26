"""Which exercises there are: one module ``lesson_NN`` per lesson, found by its number."""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path

from grader_tests.exercise import Choice, Exercise


@cache
def lesson_numbers() -> tuple[str, ...]:
    """The two-digit numbers of all lessons that have exercises, in order."""
    modules = Path(__file__).parent.glob("lesson_[0-9][0-9].py")
    return tuple(sorted(path.stem[-2:] for path in modules))


def exercises(lesson: str) -> tuple[Exercise | Choice, ...]:
    """The graded exercises of a lesson, in its order; ``lesson`` is "04" or "04-embedding-loss"."""
    return _module(lesson).EXERCISES


def taught(lesson: str) -> set[str]:
    """Names of the library's functions that would be answers in this lesson."""
    return {
        name
        for exercise in exercises(lesson)
        for name in (exercise.function_name, *exercise.library)
    }


def predictions(lesson: str) -> tuple[Choice, ...]:
    """The ungraded predictions of a lesson."""
    return getattr(_module(lesson), "PREDICTIONS", ())


def find(name: str) -> Exercise | Choice:
    """The exercise or prediction called ``name``, for example "04.nce_loss".

    Raises:
        KeyError: there is none; the message names near spellings.
    """
    own = _all_of(name[:2]) if name[:2] in lesson_numbers() else {}  # others need not be loaded
    if name in own:
        return own[name]
    everything = {key: item for number in lesson_numbers() for key, item in _all_of(number).items()}
    near = get_close_matches(name, everything, n=3, cutoff=0.4) or sorted(everything)
    raise KeyError(f"there is no exercise {name!r}; did you mean {', '.join(near)}?")


def _all_of(lesson: str) -> dict[str, Exercise | Choice]:
    return {item.name: item for item in (*exercises(lesson), *predictions(lesson))}


def _module(lesson: str):
    number = lesson[:2]
    if number not in lesson_numbers():
        raise KeyError(
            f"no exercises for lesson {lesson!r}; there are {', '.join(lesson_numbers())}"
        )
    return import_module(f"grader_tests.lesson_{number}")
