"""Points of a submission, before and after what being late costs."""

from grader_tests import registry


def max_score(lesson: str) -> float:
    """Points of all exercises of a lesson."""
    return float(sum(exercise.points for exercise in registry.exercises(lesson)))


def raw_score(outcome: dict) -> float:
    """Points of all exercises, before anything is taken off for being late."""
    return float(sum(verdict["score"] for verdict in outcome["verdicts"]))


def late_penalty(outcome: dict) -> float:
    """Points that being late costs: never more than were earned."""
    return min(float(outcome.get("late_penalty") or 0), raw_score(outcome))


def score(outcome: dict) -> float | None:
    """Points after the late penalty: 0 of a missing submission, None where none could be given."""
    if outcome["status"] == "ungraded":
        return None
    return raw_score(outcome) - late_penalty(outcome)
