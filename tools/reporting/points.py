"""Points of a submission, before and after what being late costs."""

from grader_tests import registry


def max_score(lesson: str) -> float:
    return float(sum(exercise.points for exercise in registry.exercises(lesson)))


def score(outcome: dict) -> float | None:
    """Points of a graded submission, 0 for a missing one, None where none could be given."""
    if outcome["status"] == "ungraded":
        return None
    return float(sum(verdict["score"] for verdict in outcome["verdicts"]))


def late_penalty(outcome: dict) -> float:
    """Points that being late costs: never more than were earned."""
    return min(float(outcome.get("late_penalty") or 0), score(outcome) or 0.0)


def final_score(outcome: dict) -> float | None:
    """Points after the late penalty; None where none could be given."""
    points = score(outcome)
    return None if points is None else points - late_penalty(outcome)
