"""A small set for vectors trained on `docstrings`: the words of programmers' documentation.

The grades are the judgement of the course's authors, no ratings by people in a study. Every word
is frequent in the documentation of the course's packages, whatever their versions.
"""

from __future__ import annotations

from collections.abc import Iterator

# grade -> pairs of words
PAIRS = {
    # nearly the same meaning, or two of the same narrow kind
    2.0: """
        row column    array matrix    mean median    function method    string text
        directory folder    integer float    list tuple    width height    error exception
        module package    gaussian normal    horizontal vertical    read write    weights parameters
        axis dimension    argument parameter    red blue    classifier estimator    load save
    """,
    # of the same topic, but not of the same kind
    1.0: """
        matrix row    random seed    file path    plot legend    layer weights
        gradient loss    class instance    server client    probability distribution    image pixels
        key dictionary    text font    table query    tensor shape    thread process
        training batch    spline polynomial    optimizer loss    module import    color marker
    """,
    # nothing in common
    0.0: """
        red server    matrix directory    median thread    legend database    seed html
        folder gradient    spline client    tuple image    font eigenvalues    batch horizontal
        optimizer string    query pixels    normal import    variance url    save polynomial
        kernel client    exception image    height session    dictionary loss    path probability
    """,
}

# relation -> pairs in that relation; a pair with each of the two next ones makes a question
RELATIONS = {
    "singular:plural": "row rows  column columns  value values  element elements  file files  "
    "object objects  label labels",
    "base:third person": "return returns  create creates  compute computes  use uses  add adds  "
    "contain contains  convert converts",
    "base:participle": "compute computed  create created  define defined  add added  "
    "remove removed  use used  convert converted",
    "opposites": "minimum maximum  lower upper  left right  first last  input output  "
    "before after  positive negative",
}


def pairs() -> Iterator[tuple[str, str, float]]:
    """Word, word, grade: 2 alike, 1 of one topic, 0 unrelated."""
    for grade, words in PAIRS.items():
        for first, second in _in_twos(words):
            yield first, second, grade


def questions() -> Iterator[tuple[str, list[str]]]:
    """Relation and the four words of a question."""
    for relation, words in RELATIONS.items():
        known = _in_twos(words)
        for number, pair in enumerate(known):
            for step in (1, 2):
                yield relation, [*pair, *known[(number + step) % len(known)]]


def _in_twos(words: str) -> list[tuple[str, str]]:
    flat = words.split()
    return list(zip(flat[::2], flat[1::2], strict=True))
