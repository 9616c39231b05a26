"""What is shown while a class is graded: how many, of which kind, what is in work, time left."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from tqdm import tqdm

from tools.collecting.submission import Submission

PLAIN_EVERY = 30  # seconds between two lines where no terminal is
NAMES_SHOWN, NAME_LENGTH = 3, 24


class Progress:
    """A line on a terminal, lines now and then elsewhere; a context manager.

    Args:
        outcomes: what is settled already.
        waiting: what is to be graded.
        stream: where it is written.
    """

    def __init__(
        self, outcomes: Iterable[dict], waiting: list[Submission], stream: TextIO | None = None
    ):
        self.stream = stream or sys.stderr
        self.times: dict[str, list[float]] = {}  # lesson -> seconds of what was graded
        self.counts: Counter[str] = Counter()
        self.waiting = {submission.name: submission.lesson for submission in waiting}
        self.since: dict[str, float] = {}  # what is in work, since when
        self.most_at_once = 1
        self.lock = threading.Lock()
        self.ended = threading.Event()
        for outcome in outcomes:
            self._count(outcome)
        self.known = self.counts.total()
        self.total = self.known + len(self.waiting)

    def __enter__(self):
        self.bar = tqdm(
            total=self.total,
            initial=self.known,
            desc="grading",
            bar_format="{desc}: {n_fmt} of {total_fmt} |{bar:20}| {elapsed}{postfix}",
            file=self.stream,
            dynamic_ncols=True,
            disable=not self.stream.isatty(),
        )
        self.ticker = threading.Thread(target=self._tick, daemon=True)
        self.ticker.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.ticker.join()
        self._show()
        self.bar.close()

    def begun(self, job: dict) -> None:
        """A submission is in work now."""
        with self.lock:
            self.since[f"{job['student']}/{job['lesson']}"] = time.monotonic()
            self.most_at_once = max(self.most_at_once, len(self.since))

    def done(self, name: str, outcome: dict) -> None:
        """A submission has an outcome that is written down."""
        with self.lock:
            self.since.pop(name, None)
            self.waiting.pop(name, None)
            self._count(outcome)
        self.bar.update()

    def _count(self, outcome: dict) -> None:
        self.counts[outcome["status"]] += 1
        if "seconds" in outcome:
            self.times.setdefault(outcome["lesson"], []).append(outcome["seconds"])

    def seconds_left(self) -> float | None:
        """How long the rest takes, by what its lessons took so far; None if nobody knows yet."""
        if not self.times:
            return None
        means = {lesson: sum(times) / len(times) for lesson, times in self.times.items()}
        fallback = sum(means.values()) / len(means)
        now = time.monotonic()
        rest = []
        for name, lesson in self.waiting.items():
            whole = means.get(lesson, fallback)
            spent = now - self.since.get(name, now)
            # What takes longer than others did will take some time yet; nobody knows how much.
            rest.append(max(whole - spent, whole / 4))
        return max(sum(rest) / self.most_at_once, *rest, 0.0) if rest else 0.0

    def line(self) -> str:
        """Counts by state, what is in work, and the time left."""
        with self.lock:
            counted = [f"{number} {state}" for state, number in sorted(self.counts.items())]
            names = list(self.since)
            left = self.seconds_left()
        shown = [short(name) for name in names[:NAMES_SHOWN]]
        more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
        in_work = [f"in work: {', '.join(shown)}{more}"] if names else []
        time_left = [f"{about(left)} left"] if self.waiting else []
        return "; ".join([*time_left, ", ".join(counted) or "none graded", *in_work])

    def _tick(self) -> None:
        every = PLAIN_EVERY if self.bar.disable else 1
        while not self.ended.wait(every):
            self._show()

    def _show(self) -> None:
        if not self.bar.disable:
            self.bar.set_postfix_str(self.line())
            return
        done = f"grading: {self.counts.total()} of {self.total}"
        print(f"{done}; {self.line()}", file=self.stream, flush=True)


def short(name: str) -> str:
    """``student/04-lesson`` as ``student 04``."""
    student, _, lesson = name.rpartition("/")
    cut = student if len(student) <= NAME_LENGTH else f"{student[: NAME_LENGTH - 1]}…"
    return f"{cut} {lesson[:2]}"


def about(seconds: float | None) -> str:
    """A time as somebody would say it, no more exact than it is known."""
    if seconds is None:
        return "an unknown time"
    if seconds < 90:
        return f"about {max(10, round(seconds, -1)):.0f} s"
    if seconds < 5400:
        return f"about {seconds / 60:.0f} min"
    return f"about {seconds / 3600:.1f} h"
