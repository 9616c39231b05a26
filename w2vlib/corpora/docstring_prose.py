"""The prose of a docstring: code, tables, signatures and mark-up are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from w2vlib.corpora.tokenize import in_pieces, split_sentences

_FENCE = re.compile(r"^\s*(```|~~~)")
_PROMPT = re.compile(r"^\s*(>>>|\.\.\.(\s|$)|In \[\d+\]:|\$ )")
_DIRECTIVE = re.compile(r"^\s*(\.\. |:[a-z]+[^:`]*:\s)")
_ROLE = re.compile(r":[a-z:]+:`[^`]*`")  # :class:`Figure`, :math:`x^2`
_QUOTED = re.compile(r"(`+)([^`]*)\1")
_LINK = re.compile(r"https?://\S+|\[([^\]]*)\]\([^)]*\)")
# "x : array_like, optional" (NumPy) is a signature; "x: A tensor of ..." (Google) is prose after x.
_NUMPY_PARAMETER = re.compile(r"^\s*[\w*.,'\" ]+ : ")
_GOOGLE_PARAMETER = re.compile(r"^\s*[-*]?\s*`?[\w*.]+`?(?: \([^)]*\))?:\s+")
_CODE_MARKS = re.compile(r"[=(){}\[\]<>_+*/\\|#@$%^&;~]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SHORTEST_SENTENCE = 3


def prose_sentences(docstring: str) -> Iterator[list[str]]:
    """Sentences of a docstring as lists of lower-case words, at least three words each."""
    for paragraph in _paragraphs(docstring.expandtabs().splitlines()):
        for sentence in split_sentences(paragraph):
            words = prose_words(sentence)
            if len(words) >= _SHORTEST_SENTENCE:
                yield from in_pieces(words)


def prose_words(sentence: str) -> list[str]:
    """Words made of letters; identifiers such as `num_sampled`, `tf.nn` or `x1` are left out."""
    words = []
    for token in sentence.lower().replace("’", "'").split():
        for part in re.split(r"[-/]", token.strip("\"'`.,;:!?()[]{}<>*|")):
            if _WORD.fullmatch(part):
                words.append(part)
    return words


def _paragraphs(lines: list[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in _prose_lines(lines):
        if line:
            paragraph.append(line)
        elif paragraph:
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)


def _prose_lines(lines: list[str]) -> Iterator[str]:
    """Lines of prose without mark-up; an empty line ends a paragraph."""
    fenced = False
    code_indent = -1  # after "::", deeper lines are code
    in_example = False  # after ">>>", lines up to the next empty one are its output
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if _FENCE.match(line):
            fenced = not fenced
            yield ""
        elif not any(map(str.isalpha, line)):  # empty, or the line below a heading
            in_example = in_example and bool(line.strip())
            yield ""
        elif fenced or in_example or (0 <= code_indent < indent):
            continue
        elif _PROMPT.match(line):
            in_example = True
            yield ""
        else:
            code_indent = indent if line.rstrip().endswith("::") else -1
            yield from _one_line(line)


def _one_line(line: str) -> Iterator[str]:
    if _DIRECTIVE.match(line) or _NUMPY_PARAMETER.match(line):
        yield ""
        return
    if parameter := _GOOGLE_PARAMETER.match(line):
        yield ""  # each parameter is a paragraph of its own
        line = line[parameter.end() :]
    line = _LINK.sub(r"\1", _ROLE.sub(" ", line))
    # What is quoted as code stays only where it is a plain word: `Tensor`, not `x = 1`.
    line = _QUOTED.sub(lambda m: m[2] if m[2].isalpha() else " ", line).strip()
    # Code and tables have many marks and few letters.
    yield "" if len(_CODE_MARKS.findall(line)) > 0.08 * len(line) else line
