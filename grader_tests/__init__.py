"""The exercises of the course, what is right and wrong in each, and the engine that judges."""

from grader_tests import unsolved
from grader_tests.checking import CheckFailed, check, guess

__all__ = ["CheckFailed", "check", "guess"]

unsolved.explain_in_notebooks()
