"""Who is stuck, by rules that the report states."""

from dataclasses import dataclass

from tools.reporting.attempts import STOPPED, UNTOUCHED, Attempt, grouped

FEWEST = 2  # exercises of one lesson; lessons with the same misunderstanding; lessons missing
RULES = (
    f"In one lesson, at least {FEWEST} exercises and at least half of all were not attempted, "
    "stopped with an error, did not finish in time, or ended Python.",
    f"The same misunderstanding shows in at least {FEWEST} lessons.",
    f"The last {FEWEST} lessons or more were not handed in, though an earlier one was.",
)


@dataclass(frozen=True)
class Stuck:
    """A student who may need somebody, and why."""

    student: str
    reasons: tuple[str, ...]
    weight: int  # how many exercises and lessons speak for it


def stuck(outcomes: list[dict], attempts: list[Attempt]) -> list[Stuck]:
    """Those who need somebody most come first."""
    own = grouped(attempts, lambda attempt: attempt.student)
    handed = grouped(outcomes, lambda outcome: outcome["student"])
    found = []
    for student, submissions in handed.items():
        mine = own.get(student, [])
        pairs = [*_standstill(mine), *_same_again(mine), *_gone(submissions)]
        if pairs:
            reasons = tuple(reason for _, reason in pairs)
            found.append(Stuck(student, reasons, sum(weight for weight, _ in pairs)))
    return sorted(found, key=lambda item: (-item.weight, item.student))


def _standstill(attempts: list[Attempt]):
    for lesson, own in grouped(attempts, lambda attempt: attempt.lesson).items():
        untouched = sum(attempt.state == UNTOUCHED for attempt in own)
        stopped = sum(attempt.state in STOPPED for attempt in own)
        count = untouched + stopped
        if count >= FEWEST and 2 * count >= len(own):
            parts = [f"{untouched} not attempted"] * bool(untouched)
            parts += [f"{stopped} stopped"] * bool(stopped)
            yield count, f"{lesson}: of {len(own)} exercises {', '.join(parts)}"


def _same_again(attempts: list[Attempt]):
    pairs = {(key, attempt.lesson) for attempt in attempts for key in attempt.misconceptions}
    for key, group in sorted(grouped(sorted(pairs), lambda pair: pair[0]).items()):
        if len(group) >= FEWEST:
            lessons = ", ".join(lesson for _, lesson in group)
            yield len(group), f"the misunderstanding “{key}” in {lessons}"


def _gone(outcomes: list[dict]):
    """Missing lessons at the end of those that the class has come to."""
    inside = sorted(outcomes, key=lambda outcome: outcome["lesson"])
    there = [place for place, o in enumerate(inside) if o["status"] != "missing"]
    lost = inside[there[-1] + 1 :] if there else []
    if len(lost) >= FEWEST:
        yield len(lost), f"nothing handed in since {inside[there[-1]]['lesson']}"
