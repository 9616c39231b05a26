"""What tests of a lesson's exercises ask of many rounds: the drawn cases, and the solution."""

from collections.abc import Iterator

import numpy as np
import student_code

from grader_tests import registry

SEEDS = range(1, 21)


def cases(name: str, aspect: str = "") -> Iterator[tuple]:
    """The arguments of all cases of an exercise, or of those of one aspect, in every round."""
    for seed in SEEDS:
        for case in registry.find(name).cases(np.random.default_rng(seed)):
            if aspect in ("", case.aspect):
                yield case.arguments


def solution(name: str):
    """What the lesson's own solution defines."""
    namespace = student_code.namespace_before(name)
    student_code.run(student_code.scaffolds(name)[name], namespace)
    return namespace[registry.find(name).answer_name]
