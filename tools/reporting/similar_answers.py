"""Groups of answers that are alike beyond what the exercise explains.

An answer is cut into tokens; comments and docstrings are left out, names that the students chose
themselves are all one, as are strings. What is compared are the runs of ``RUN`` tokens that are
*rare*: neither part of the scaffold nor written by more than a few of the class. So a short or
obvious answer, which many find, is alike to nothing. Two answers are alike if each has enough rare
runs and the share of those that both have (Jaccard's index) is high.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from grader_tests import registry
from grader_tests.exercise import Choice
from tools.reporting.attempts import Attempt, grouped
from tools.reporting.code_tokens import tokens
from tools.reporting.released import scaffolds

RUN = 5  # tokens
ALIKE = 0.8  # Jaccard's index from which two answers are alike
ENOUGH = 20  # rare runs that an answer must have
COMMON = 0.2  # share of the class above which a run is common ...
FEW = 5  # ... but what so few have is rare in any class
SHORTEST_COMMENT = 8  # characters


@dataclass(frozen=True)
class Alike:
    """The same students' answers to one exercise.

    ``likeness`` are the least and the greatest index of pairs in the group that are alike; of the
    names and comments that few of the class have, ``names`` and ``comments`` count those that all
    of the group have word for word.
    """

    exercise: str
    title: str
    likeness: tuple[float, float]
    names: int
    comments: int
    states: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Students whose answers are alike, and these answers."""

    students: tuple[str, ...]
    answers: tuple[Alike, ...]


@dataclass(frozen=True)
class _Read:
    """A cell, read for comparing."""

    runs: frozenset
    names: frozenset
    comments: frozenset

    def without(self, common: set[str]) -> "_Read":
        """Only the names and comments that few of the class have."""
        return replace(self, names=self.names - common, comments=self.comments - common)


def similar_answers(attempts: list[Attempt]) -> list[Group]:
    """Groups of students; those who are alike in most exercises first."""
    found: dict[tuple[str, ...], list[Alike]] = {}
    for name, own in sorted(grouped(attempts, lambda attempt: attempt.exercise).items()):
        answered = [attempt for attempt in own if attempt.tried and attempt.code]
        if isinstance(registry.find(name), Choice) or len(answered) < 2:
            continue
        for group, likeness in _groups(answered):
            students = tuple(sorted(attempt.student for attempt, _ in group))
            found.setdefault(students, []).append(_alike(name, group, likeness))
    groups = [Group(students, tuple(answers)) for students, answers in found.items()]
    return sorted(groups, key=lambda g: (-len(g.answers), -len(g.students), g.students))


def _groups(answered: list[Attempt]):
    """(answers that are alike, least and greatest likeness), found over all pairs at once."""
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import CountVectorizer

    scaffold = scaffolds(answered[0].lesson).get(answered[0].exercise, "")
    words = frozenset(text for kind, text in tokens(scaffold) if kind in ("name", "attribute"))
    given = _read(scaffold, words)
    cells = [_read(attempt.code, words, given) for attempt in answered]
    few = max(FEW, int(COMMON * len(cells)))
    try:
        counter = CountVectorizer(analyzer=lambda cell: cell.runs, binary=True, max_df=few)
        table = counter.fit_transform(cells).astype(np.int32)  # (answers, rare runs)
    except ValueError:  # there is no rare run at all
        return
    sizes = np.asarray(table.sum(axis=1)).ravel()
    both = (table @ table.T).toarray()
    likeness = both / np.maximum(sizes[:, None] + sizes[None, :] - both, 1)
    enough = sizes >= ENOUGH
    alike = (likeness >= ALIKE) & enough[:, None] & enough[None, :]
    np.fill_diagonal(alike, False)
    _, label = connected_components(alike, directed=False)
    spread = Counter(said for cell in cells for said in cell.names | cell.comments)
    cells = [
        cell.without({said for said, count in spread.items() if count > few}) for cell in cells
    ]
    for number in np.flatnonzero(np.bincount(label) > 1):
        places = np.flatnonzero(label == number)
        pairs = [likeness[a, b] for a, b in combinations(places, 2) if alike[a, b]]
        yield [(answered[p], cells[p]) for p in places], (float(min(pairs)), float(max(pairs)))


def _alike(name: str, group: list[tuple[Attempt, _Read]], likeness) -> Alike:
    cells = [cell for _, cell in group]
    return Alike(
        exercise=name,
        title=registry.find(name).title,
        likeness=likeness,
        names=len(frozenset.intersection(*(cell.names for cell in cells))),
        comments=len(frozenset.intersection(*(cell.comments for cell in cells))),
        states=tuple(sorted({attempt.state for attempt, _ in group})),
    )


def _read(code: str, words: frozenset, given: _Read | None = None) -> _Read:
    """``words`` are the scaffold's names, which stay themselves; ``given`` is the scaffold."""
    sequence, names, comments = [], set(), set()
    for kind, text in tokens(code):
        if kind == "comment":
            said = " ".join(text.strip("# ").lower().split())
            comments |= {said} if len(said) >= SHORTEST_COMMENT else set()
        elif kind == "name" and text not in words:
            names.add(text)
            sequence.append("name")
        elif kind == "string":
            if sequence[-1:] != ["string"]:  # one token, in however many pieces it was cut
                sequence.append("string")
        elif kind not in ("space", "docstring"):
            sequence.append(text)
    runs = {" ".join(sequence[i : i + RUN]) for i in range(len(sequence) - RUN + 1)}
    if given:
        runs, comments = runs - given.runs, comments - given.comments
    return _Read(frozenset(runs), frozenset(names), frozenset(comments))
