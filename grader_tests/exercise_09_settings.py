"""Exercise 09.choose_settings: judged by what a short training with them reaches.

Nothing is compared with settings of the course's own: any that learn the text well are right. The
training runs where the comparison does, in a process of its own, never in the learner's kernel.
"""

import math

from grader_tests import trial_training
from grader_tests.comparing import Difference, as_number
from grader_tests.exercise import Case, Example, Exercise, Misconception
from grader_tests.wire import Other
from w2vlib.training.schedules import SCHEDULES

KEYS = ("negatives", "schedule", "subsample")
MOST_NEGATIVES = 20
SUBSAMPLE = (0, 1e-2, 1e-3, 1e-4, 1e-5)
GOALS = {"a half": 0.5, "four fifths": 0.8, "the goal": 0.93}  # of the planted analogies
ALLOWED = "allowed values"
UP_AND_DOWN = ("cosine-restarts", "cyclical")
REFERENCE = {"negatives": 10, "schedule": "constant", "subsample": 1e-3}


def goals(rng):
    """The same training for all cases, on one of the texts."""
    drawn = int(rng.integers(1, 10**6))
    return [Case((goal, drawn), name) for name, goal in ({ALLOWED: 0.0} | GOALS).items()]


def settings_that_do(goal, drawn):
    return {"settings": REFERENCE, "goal": goal, "text": drawn % trial_training.TEXTS}


def compare(expected, got) -> Difference | None:
    """None if a training with these settings reaches the goal."""
    if not isinstance(got, dict) or "settings" not in got:
        return Difference("type", "Your answer should be a dict.")
    settings = got["settings"]
    if difference := form_difference(settings):
        return difference
    plain = {
        "negatives": int(as_number(settings["negatives"])),
        "schedule": settings["schedule"],
        "subsample": next(
            rate for rate in SUBSAMPLE if same_rate(rate, as_number(settings["subsample"]))
        ),
    }
    if expected["goal"] == 0:
        return None
    share = trial_training.share_answered(**plain, text=expected["text"])
    if share >= expected["goal"]:
        return None
    text = f"Trained with your settings, vectors answer {share:.0%} of the planted analogies; "
    return Difference(guilty(**plain), f"{text}{max(GOALS.values()):.0%} are asked for.")


def form_difference(settings) -> Difference | None:
    """What is wrong with the dict before any training; the kinds are those of misconceptions."""
    if not isinstance(settings, dict):
        what = f"{settings.description}, not" if isinstance(settings, Other) else "not"
        return Difference("no-dict", f"Your answer is {what} a dict.")
    if set(settings) != set(KEYS):
        return Difference("other-keys", f"Your keys are {', '.join(map(repr, settings))[:200]}.")
    negatives, schedule = as_number(settings["negatives"]), settings["schedule"]
    if negatives is None or not negatives.is_integer():
        return Difference("negatives-not-whole", f"negatives is {settings['negatives']!r}.")
    if not 1 <= negatives <= MOST_NEGATIVES:
        return Difference("negatives-out-of-range", f"negatives is {negatives:g}.")
    if not isinstance(schedule, str) or schedule not in SCHEDULES:
        return Difference("unknown-schedule", f"schedule is {str(schedule)[:80]!r}.")
    rate = as_number(settings["subsample"])
    if rate is None or not any(same_rate(allowed, rate) for allowed in SUBSAMPLE):
        return Difference("other-rate", f"subsample is {str(settings['subsample'])[:80]}.")
    return None


def same_rate(allowed: float, rate: float | None) -> bool:
    """Float32 numbers count as well."""
    return rate is not None and math.isclose(allowed, rate, rel_tol=1e-6)


def guilty(negatives: int, schedule: str, subsample: float) -> str:
    """The misconception that does most harm to settings that miss the goal; or "value"."""
    if 0 < subsample < 1e-3:
        return "subsampled-away"
    if schedule == "exponential":
        return "rate-gone-too-soon"
    if negatives < 4:
        return "too-few-negatives"
    if schedule in UP_AND_DOWN:
        return "rate-up-and-down"
    if schedule != "constant" and negatives < 10:
        return "steps-too-small"
    if schedule == "constant" and negatives > 12:
        return "rate-never-falls"
    return "little-words-left-in" if subsample == 0 else "value"


def chosen(**changed):
    settings = REFERENCE | changed
    return lambda _goal, _drawn: {"settings": settings}


def nothing_else(settings):
    return lambda _goal, _drawn: {"settings": settings}


def never_alike(_theirs, _learners) -> Difference:
    """Ideas are told apart by their kind; to compare settings would take a training each."""
    return Difference("", "")


CHOOSE_SETTINGS = Exercise(
    name="09.choose_settings",
    title="Settings for a text",
    task=f"""Somebody has a small text of the world that you know: 8,000 sentences, about 64,000
words, 470 different ones; every third word is one of 16 little words. There is time for three
passes (D = 50, window 5, negative sampling, SGD with a learning rate of 0.05).

Return a dict with three keys: `"negatives"` (a whole number from 1 to {MOST_NEGATIVES}),
`"schedule"` ({", ".join(f'`"{name}"`' for name in SCHEDULES)}) and `"subsample"`
({", ".join(f"`{rate:g}`" for rate in SUBSAMPLE)}; 0 keeps all words). The check trains with them,
which takes about ten seconds. Half of the planted analogies earn a point, four fifths another one,
{max(GOALS.values()):.0%} all.""",
    signature="choose_settings()",
    minutes=15,
    difficulty=2,
    aspects={ALLOWED: 1, **dict(zip(GOALS, (1, 1, 2), strict=True))},
    inputs=goals,
    probe="chosen",
    trains=True,
    uses_library=True,
    parameters=("goal", "drawn"),
    spec=settings_that_do,
    compare=compare,
    recognise=never_alike,
    misconceptions=(
        Misconception(
            "no-dict",
            "no dict",
            "Return a dict with the three settings, "
            '`{"negatives": ..., "schedule": ..., "subsample": ...}`.',
            wrong=(nothing_else([5, "linear", 1e-3]), nothing_else("linear")),
            kind="no-dict",
        ),
        Misconception(
            "other-keys",
            "other keys",
            'The dict must have just these keys: `"negatives"`, `"schedule"` and `"subsample"`.',
            wrong=(
                nothing_else({"k": 5, "schedule": "linear", "subsampling": 1e-3}),
                chosen(dim=50),
                nothing_else({}),
            ),
            kind="other-keys",
        ),
        Misconception(
            "negatives-not-whole",
            "negatives: no whole number",
            "`negatives` must be one whole number: how many are drawn for each pair.",
            wrong=(chosen(negatives=2.5), chosen(negatives="5"), chosen(negatives=[5, 10])),
            kind="negatives-not-whole",
        ),
        Misconception(
            "negatives-out-of-range",
            "negatives: out of range",
            f"`negatives` must be from 1 to {MOST_NEGATIVES}.",
            wrong=(chosen(negatives=0), chosen(negatives=64)),
            kind="negatives-out-of-range",
        ),
        Misconception(
            "unknown-schedule",
            "no such schedule",
            f"`schedule` must be one of {', '.join(SCHEDULES)}, as a text.",
            wrong=(chosen(schedule="Cosine"), chosen(schedule=0.05), chosen(schedule=None)),
            kind="unknown-schedule",
        ),
        Misconception(
            "other-rate",
            "subsample: another rate",
            f"`subsample` must be one of {', '.join(f'{rate:g}' for rate in SUBSAMPLE)}, as a "
            "number.",
            wrong=(chosen(subsample=0.5), chosen(subsample="1e-3"), chosen(subsample=1e-6)),
            kind="other-rate",
        ),
        Misconception(
            "subsampled-away",
            "too much is subsampled",
            "With this `subsample` hardly any text is left. The rate is a relative frequency: with "
            "470 different words almost every word is more frequent than that. Rates like 1e-5 "
            "are for texts of a billion words.",
            wrong=(chosen(subsample=1e-4), chosen(subsample=1e-5, schedule="linear")),
            kind="subsampled-away",
        ),
        Misconception(
            "rate-gone-too-soon",
            "the rate falls too fast",
            "Your schedule falls to a hundredth of its rate half-way, so most of three short "
            "passes teach nothing. Choose one that keeps the rate up for longer.",
            wrong=(chosen(schedule="exponential"), chosen(schedule="exponential", negatives=20)),
            kind="rate-gone-too-soon",
        ),
        Misconception(
            "too-few-negatives",
            "too few negatives",
            "So few negatives teach little in each step, and this text has few steps. Small "
            "texts need more of them.",
            wrong=(chosen(negatives=1), chosen(negatives=2, schedule="linear")),
            kind="too-few-negatives",
        ),
        Misconception(
            "rate-up-and-down",
            "a rate that goes up again",
            "Your rate goes up again several times, and three short passes leave no time to come "
            "to rest after that. Take a schedule that falls once, or one that stays.",
            wrong=(
                chosen(negatives=5, schedule="cosine-restarts"),
                chosen(negatives=5, schedule="cyclical"),
            ),
            kind="rate-up-and-down",
        ),
        Misconception(
            "steps-too-small",
            "not enough is learned in three passes",
            "Three passes over a small text are few steps, so each of them must count. Here the "
            "rate falls before enough is learned: keep it up, or take more negatives.",
            wrong=(chosen(negatives=5, schedule="linear"), chosen(negatives=5, schedule="cosine")),
            kind="steps-too-small",
        ),
        Misconception(
            "rate-never-falls",
            "many negatives and a rate that never falls",
            "With many negatives the steps are large, and with a constant rate they stay so: the "
            "vectors never come to rest. Let the rate fall, or take fewer negatives.",
            wrong=(chosen(negatives=20, subsample=0),),
            kind="rate-never-falls",
        ),
        Misconception(
            "little-words-left-in",
            "the little words are left in",
            "Every third word is a little word that tells nothing, and all of these words are "
            "learned from. Subsample them.",
            wrong=(chosen(negatives=10, schedule="linear", subsample=0),),
            kind="little-words-left-in",
        ),
    ),
    hints=(
        "Look at the figures above: which thresholds of subsampling leave enough of a text with "
        "470 words? What do more negatives do when there are few steps?",
        "You may train yourself: `train(learning_rate=0.05, **choose_settings())` with the `train` "
        "of this notebook, and ask `answered`.",
        "Subsample at 1e-3, take 10 negatives, and do not let the rate fall too fast.",
    ),
    example=Example(
        call="sorted(choose_settings())",
        answer='["negatives", "schedule", "subsample"]',
        why="these are the keys; the check trains with the values, in a Python process of its own",
    ),
    errors=(),
)
