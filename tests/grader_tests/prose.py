"""What a lesson says, for tests that compute it again."""

import re
from functools import cached_property

import student_code

from tools import lessons


class Prose:
    """A lesson's text, and the names that its cells define."""

    def __init__(self, lesson: str):
        self.lesson = lesson
        self._names: dict[tuple[str, ...], dict] = {}

    @cached_property
    def text(self) -> str:
        """The lesson's source, comment signs and line breaks taken out of its prose and texts."""
        source = lessons.source_path(self.lesson).read_text("utf-8")
        source = re.sub(r'"\n\s+f?"', "", source)  # texts that go on in the next line
        return re.sub(r"\s+", " ", re.sub(r"\n# ?", " ", source))

    def said(self, pattern: str) -> re.Match:
        """The passage that is tested; fails when the lesson no longer says it."""
        found = re.search(pattern, self.text)
        assert found, f"the lesson no longer says {pattern!r}"
        return found

    def names_after(self, *marks: str) -> dict:
        """What the lesson's imports, exercises, and the cells that hold ``marks`` define."""
        if marks not in self._names:
            namespace = {"__name__": "__main__"}
            for cell in lessons.read(self.lesson).cells:
                wanted = "exercise" in cell.metadata or any(mark in cell.source for mark in marks)
                if cell.cell_type == "code" and (wanted or "import numpy" in cell.source):
                    student_code.run(cell.source, namespace)
            self._names[marks] = namespace
        return self._names[marks]
