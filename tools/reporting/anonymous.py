"""A student's code as an example for others: without comments, and without names of people."""

import builtins
import keyword
import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from tools.reporting.code_tokens import tokens

MASK = "somebody"
SHORTEST_NAME = 3  # letters of a part of a name that is masked
WRITERS = 3  # students who write a part of a name: it is a word
MAX_LINES = 40
# "ann" also in ann_loss and annLoss: a word ends where a capital begins.
WORD = re.compile(r"[^\W\d_A-Z]+|[A-Z][^\W\d_A-Z]*|[A-Z]+")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
SIGNED = re.compile(r"^__\w+__\s*=.*\n?", re.MULTILINE)  # __author__ = ...


class Names:
    """The students' names, masked in code unless a name is a word of the code's own.

    Args:
        students: as the grader calls them, for example "ann-smith".
        cells: (student, code) of the class. A part of a name that several students write in
            their code is a word, as "long" and "answers" are.
    """

    def __init__(self, students: Collection[str], cells: Iterable[tuple[str, str]] = ()):
        parts = {
            part for student in students for part in (student, *re.split(r"[\W\d_]+", student))
        }
        self.parts = {part.lower() for part in parts if len(part) >= SHORTEST_NAME}
        whole = {name.lower() for name in students}
        writers = defaultdict(set)
        for student, code in cells:
            for part in self.parts.intersection(map(str.lower, WORD.findall(code))):
                writers[part].add(student)
        self.parts -= {part for part, who in writers.items() if len(who) >= WRITERS} - whole
        odd = sorted((part for part in self.parts if not part.isalpha()), key=len, reverse=True)
        # With digits or signs, as in "s123456".
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, odd))})(?!\w)"
        self.odd = re.compile(pattern, re.IGNORECASE) if odd else None

    def mask(self, text: str, keep: set[str]) -> str:
        """``text`` with each name masked; ``keep`` are words in lower case that are no names."""

        def masked(match: re.Match) -> str:
            word = match[0].lower()
            return MASK if word in self.parts and word not in keep else match[0]

        text = self.odd.sub(MASK, text) if self.odd else text
        return WORD.sub(masked, text)


def example(code: str, scaffold: str, names: Names) -> str:
    """``code`` as it may be shown to others, cut to a readable length.

    Args:
        scaffold: the exercise as released; its words are no names.
    """
    keep = {word.lower() for word in (*keyword.kwlist, *dir(builtins))}
    keep |= {word.lower() for word in re.findall(r"[^\W\d_]+", scaffold)}
    parts = []
    for kind, text in tokens(code):
        if kind in ("name", "string"):
            parts.append(names.mask(ADDRESS.sub(MASK, text), keep))
        elif kind not in ("comment", "docstring"):
            parts.append(text)
    lines = [line.rstrip() for line in SIGNED.sub("", "".join(parts)).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > MAX_LINES:
        lines = [*lines[:MAX_LINES], "..."]
    return "\n".join(line[:200] for line in lines)
