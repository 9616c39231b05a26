"""How far a learner has come, lesson by lesson."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from grader_tests import registry
from grader_tests.desk import kept

TITLES = {
    "00": "How this course works",
    "01": "One-hot and dense embeddings",
    "02": "From text to training pairs",
    "03": "Candidate sampling",
    "04": "The NCE loss: calculate_loss",
    "05": "Sampled softmax and full softmax",
    "06": "Subsampling frequent words",
    "07": "Cosine similarity, neighbours, analogies",
    "08": "Seeing embeddings: PCA and t-SNE",
    "09": "Training for real, and lowering the loss",
}
FULL, EMPTY = "█", "░"


@dataclass(frozen=True)
class Standing:
    """Points and right exercises of a lesson, or of the course; ``open`` are the others' names."""

    title: str
    score: float
    points: int
    right: int
    exercises: int
    open: tuple[str, ...]
    last_on: date | None

    @property
    def complete(self) -> bool:
        """Whether all exercises are right."""
        return not self.open

    def text(self) -> str:
        """As in "7 of 18 points"."""
        return f"{self.score:g} of {self.points} points"

    def bar(self, width: int = 20) -> str:
        """A bar of blocks; it is full only if all is right."""
        full = width if self.complete else min(width - 1, int(width * self.score / self.points))
        return FULL * full + EMPTY * (width - full)

    def html_bar(self) -> str:
        """A bar for a browser, to be followed by the same in words."""
        return (
            f'<progress max="{self.points}" value="{self.score:g}" '
            f'title="{escape(self.title)}: {self.text()}"></progress>'
        )


def lesson_standing(number: str, results: dict[str, kept.Kept] | None = None) -> Standing:
    """How far the learner is in the lesson ``number``, for example "04"."""
    results = kept.read() if results is None else results
    return _standing(f"{number} {TITLES[number]}", registry.exercises(number), results)


def course_standing(results: dict[str, kept.Kept] | None = None) -> Standing:
    """How far the learner is in all lessons together."""
    results = kept.read() if results is None else results
    numbers = registry.lesson_numbers()
    return _standing("All lessons", [e for n in numbers for e in registry.exercises(n)], results)


def progress_line(number: str) -> str:
    """HTML for a card: a bar of the lesson, and the same in words."""
    lesson, course = lesson_standing(number), course_standing()
    return f"{lesson.html_bar()} Lesson {number}: {lesson.text()} · all lessons: {course.text()}"


def _standing(title: str, exercises, results: dict[str, kept.Kept]) -> Standing:
    """Who was right has all points that the exercise is worth today."""
    score, open_, dates = 0.0, [], []
    for exercise in exercises:
        result = results.get(exercise.name, kept.Kept(exercise.name))
        if result.right_on:
            score += exercise.points
            dates.append(datetime.fromisoformat(result.right_on).date())
        else:
            score += min(result.score, exercise.points)
            open_.append(exercise.name)
    return Standing(
        title=title,
        score=score,
        points=sum(exercise.points for exercise in exercises),
        right=len(dates),
        exercises=len(exercises),
        open=tuple(open_),
        last_on=max(dates, default=None),
    )
