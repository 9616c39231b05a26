"""The class report: one page, complete in itself, for the instructor."""

from collections import Counter
from statistics import median

from markupsafe import Markup

from grader_tests import registry
from grader_tests.verdict import STATES
from tools.reporting import fairness_signs, plots, similar_answers, stuck
from tools.reporting.anonymous import Names
from tools.reporting.attempts import Attempt, attempts, grouped
from tools.reporting.misunderstandings import Misunderstanding, misunderstandings
from tools.reporting.pages import environment
from tools.reporting.points import late_penalty, max_score, score
from tools.reporting.released import readable

FOLD_FROM = 15  # rows of a table from which it is folded
MOST_FREQUENT = 8


def report(outcomes: list[dict]) -> str:
    """The page as HTML; the same outcomes give the same page."""
    tried = attempts(outcomes)
    students = {outcome["student"] for outcome in outcomes}
    names = Names(students, ((attempt.student, attempt.code) for attempt in tried))
    found = misunderstandings(tried, names)
    ranked = sorted(
        (m for m in found if m.id and m.count > 1), key=lambda m: (-m.count, m.exercise, m.id)
    )
    return (
        environment()
        .get_template("report.html")
        .render(
            summary=_summary(outcomes),
            overview=_overview(outcomes),
            lessons=[_lesson(name, own, tried) for name, own in _by_lesson(outcomes).items()],
            ranked=ranked[:MOST_FREQUENT],
            misunderstandings=_folders(found),
            stuck=stuck.stuck(outcomes, tried),
            stuck_rules=stuck.RULES,
            ungraded=[outcome for outcome in outcomes if outcome["status"] == "ungraded"],
            missing=_missing(outcomes),
            signs=fairness_signs.fairness_signs(tried, names),
            sign_rules=fairness_signs.RULES,
            groups=similar_answers.similar_answers(tried),
            rule=similar_answers,
            grades=_grades(outcomes),
            fold_from=FOLD_FROM,
        )
    )


def _by_lesson(outcomes: list[dict]) -> dict[str, list[dict]]:
    return dict(sorted(grouped(outcomes, lambda outcome: outcome["lesson"]).items()))


def _summary(outcomes: list[dict]) -> dict:
    graded = [outcome for outcome in outcomes if outcome["status"] == "graded"]
    shares = [score(o) / (max_score(o["lesson"]) or 1) for o in graded]
    return {
        "students": len({outcome["student"] for outcome in outcomes}),
        "lessons": len({outcome["lesson"] for outcome in outcomes}),
        "statuses": Counter(outcome["status"] for outcome in outcomes),
        "median": median(shares) if shares else None,
        "late": sum(late_penalty(outcome) > 0 for outcome in outcomes),
    }


def _overview(outcomes: list[dict]) -> Markup | None:
    """All lessons in one figure, where there are several."""
    rows = {}
    for lesson, own in _by_lesson(outcomes).items():
        graded = [outcome for outcome in own if outcome["status"] == "graded"]
        if graded:
            most = max_score(lesson)
            rows[lesson] = _banded((score(outcome), most) for outcome in graded)
    return plots.bands(rows, "Points by lesson", "all-lessons") if len(rows) > 1 else None


def _banded(pairs) -> list[int]:
    found = Counter(plots.band(score, most) for score, most in pairs)
    return [found[place] for place in range(len(plots.BANDS))]


def _lesson(lesson: str, outcomes: list[dict], tried: list[Attempt]) -> dict:
    scores = [score(outcome) for outcome in outcomes if outcome["status"] == "graded"]
    by_exercise = grouped((a for a in tried if a.lesson == lesson), lambda a: a.exercise)
    exercises = [e for e in registry.exercises(lesson) if e.name in by_exercise]
    rows = {
        exercise.function_name: _banded((a.score, a.max_score) for a in by_exercise[exercise.name])
        for exercise in exercises
    }
    most, key, title = max_score(lesson), f"lesson-{lesson[:2]}", readable(lesson)
    states = [state for state in STATES if any(a.state == state for a in tried)]
    return {
        "name": lesson,
        "key": key,
        "graded": len(scores),
        "of": len(outcomes),
        "median": median(scores) if scores else None,
        "max_score": most,
        "points": plots.histogram(scores, most, f"{title}: points", f"{key}-points")
        if scores
        else None,
        "exercises": plots.bands(rows, f"{title}: points by exercise", f"{key}-exercises")
        if rows
        else None,
        "states": states,
        "rows": [
            (e, [sum(a.state == state for a in by_exercise[e.name]) for state in states])
            for e in exercises
        ],
    }


def _folders(found: list[Misunderstanding]) -> list[tuple]:
    """(lesson, [(exercise, title, its misunderstandings)])."""
    return [
        (
            lesson,
            [
                (name, items[0].title, items)
                for name, items in grouped(own, lambda item: item.exercise).items()
            ],
        )
        for lesson, own in grouped(found, lambda item: item.lesson).items()
    ]


def _missing(outcomes: list[dict]) -> list[tuple[str, list[str]]]:
    missing = [outcome for outcome in outcomes if outcome["status"] == "missing"]
    return [(lesson, [o["student"] for o in own]) for lesson, own in _by_lesson(missing).items()]


def _grades(outcomes: list[dict]) -> dict:
    """A row a student: points after the penalty, "–" where none could be given."""
    lessons = list(_by_lesson(outcomes))
    cells = {(o["student"], o["lesson"]): o for o in outcomes}

    def shown(student: str, lesson: str) -> str:
        outcome = cells.get((student, lesson))
        if outcome is None or outcome["status"] != "graded":
            return outcome["status"] if outcome else ""
        late = late_penalty(outcome)
        return f"{score(outcome):g}" + (f" (−{late:g} late)" if late else "")

    students = dict.fromkeys(outcome["student"] for outcome in outcomes)
    return {
        "lessons": [(lesson, max_score(lesson)) for lesson in lessons],
        "rows": [(s, [shown(s, lesson) for lesson in lessons]) for s in students],
    }
