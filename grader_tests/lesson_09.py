"""Lesson 09: the learner's pieces put together, and what lowers the loss or betters the vectors."""

from grader_tests.exercise_09_assemble import ASSEMBLE
from grader_tests.exercise_09_claims import SPOT_THE_ERROR
from grader_tests.exercise_09_cosine import COSINE_DECAY
from grader_tests.exercise_09_exponential import EXPONENTIAL_DECAY
from grader_tests.exercise_09_settings import CHOOSE_SETTINGS

EXERCISES = (ASSEMBLE, COSINE_DECAY, EXPONENTIAL_DECAY, CHOOSE_SETTINGS, SPOT_THE_ERROR)
