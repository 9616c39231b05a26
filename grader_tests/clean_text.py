"""Text from a learner's kernel, made harmless for terminals, pages and files."""

import re

ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """``text`` without what a terminal or a reader could be led astray with."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate can't be written
    return CONTROLS.sub("", ESCAPES.sub("", text.replace("\r\n", "\n")))
