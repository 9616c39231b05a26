"""What lesson 00 says about the checks, the versions and its own cells, tried out."""

import operator
import re
import tomllib

import nbformat
import numpy as np
import pytest
import student_code
from prose import Prose
from student_code import verdict_on

from grader_tests import CheckFailed, check, registry
from tools import lab, lessons
from tools.build import student_path
from w2vlib import Trainer
from w2vlib.corpora.story import WORDS, story

LESSON = "00-start-here"
PROSE = Prose(LESSON)
said = PROSE.said
EXERCISE = registry.find("00.double")


def functions() -> dict:
    """The small functions that the lesson shows to the check."""
    namespace = {"np": np, "ask": lambda answer: None}
    for cell in lessons.read(LESSON).cells:
        if re.search(r"\nask\(\w+\)$", cell.source):
            student_code.run(cell.source, namespace)
    return namespace


# --- the machine ----------------------------------------------------------------------------


def test_the_versions_are_those_that_the_project_asks_for():
    project = tomllib.loads((lessons.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert said(r"Python 3\.11, 3\.12 or 3\.13, TensorFlow 2\.21, and NumPy 2")
    assert any(d.startswith("tensorflow>=2.21,<2.22") for d in project["dependencies"])
    assert any(re.match(r"numpy>=2\.\d+,<2", d) for d in project["dependencies"])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_glimpse_of_the_goal_finds_words_of_a_kind(seed):
    settings = {"dim": 16, "window": 2, "min_count": 1, "subsample": 0, "seed": seed}
    trainer = Trainer(story(2000), progress=False, validation=False, **settings).train()
    kinds = {"dog": "animal", "growl": "sound", "bowl": "vessel", "four": "number"}
    for word, kind in kinds.items():
        near = [other for other, _ in trainer.vectors.neighbors(word, k=3)]
        assert set(near) <= set(WORDS[kind])


# --- the check ------------------------------------------------------------------------------


def test_the_four_answers_are_those_that_the_lesson_shows():
    assert said("Not attempted, not yet right, stopped by an error, or right.")
    shown = functions()
    assert verdict_on(EXERCISE, shown["untouched"], 1).state == "not attempted"
    added = verdict_on(EXERCISE, shown["add_two"], 1)
    assert (added.state, added.misconception, added.score) == ("wrong", "plus-two", 1)
    assert added.picture
    stopped = verdict_on(EXERCISE, shown["stops"], 1)
    assert stopped.state == "error"
    assert "`return values.double()`" in stopped.message
    assert verdict_on(EXERCISE, EXERCISE.spec, 1).state == "right"


def test_an_answer_that_is_not_right_ends_in_an_error():
    with pytest.raises(CheckFailed):
        check("00.double", lambda values: values)


def test_a_function_that_is_right_for_arrays_only_gets_a_part_of_the_points():
    found = verdict_on(EXERCISE, lambda values: values * 2, 1)
    assert 0 < found.score < found.max_score
    assert [aspect.name for aspect in found.aspects] == ["shape", "a list", "an array"]
    assert found.marks() == ["✘", "–", "✔"]


def test_a_list_times_two_is_repeated_and_an_array_is_doubled():
    assert [1, 2, 3] * 2 == [1, 2, 3, 1, 2, 3]
    assert (np.array([1, 2, 3]) * 2).tolist() == [2, 4, 6]
    with pytest.raises(TypeError):
        operator.mul([1, 2], [3, 4])


def test_the_error_that_the_fold_explains_is_the_one_that_is_raised():
    with pytest.raises(TypeError, match=re.escape(EXERCISE.errors[0][0])):
        operator.pow([1, 2], 2)
    with pytest.raises(NameError, match=EXERCISE.errors[1][0]):
        exec("check('00.double', double)", {"check": check})


# --- the notebook ---------------------------------------------------------------------------


def test_the_students_notebook_looks_as_the_lesson_says():
    cells = nbformat.read(student_path(LESSON), as_version=4).cells
    at = next(i for i, c in enumerate(cells) if c.metadata.get("nbgrader", {}).get("solution"))
    task, scaffold, test, folds = cells[at - 1 : at + 3]
    assert all(word in task.source for word in ("●○○", "minutes", "points"))
    assert "# YOUR CODE HERE\n    raise NotImplementedError()" in scaffold.source
    assert test.metadata.nbgrader.locked
    assert not test.metadata.editable
    folded = re.findall(r"<summary>(.+?)</summary>", folds.source)
    assert folded[0] == "Hint 1"
    assert "Expected output" in folded
    assert any(title.startswith("I get this error") for title in folded)


def test_jupyterlab_has_the_validate_button():
    assert not any("validate" in name for name in (*lab.UNUSED, *lab.UNUSED_PANELS))


def test_the_course_has_ten_lessons_as_the_lesson_says():
    assert said(r"In ten lessons")
    assert [number for number in registry.lesson_numbers() if number > "09"] == []


def test_the_minutes_of_the_map_are_those_of_the_lessons():
    rows = re.findall(r"\|(\d\d)\|[^|]+\|[^|]*\|(\d+)\|", PROSE.text)
    assert [number for number, _ in rows] == [name[:2] for name in lessons.names()]
    for name, (_, minutes) in zip(lessons.names(), rows, strict=True):
        assert Prose(name).said(r"about (\d+) minutes")[1] == minutes
    hours = int(said(r"In all that is about (\d+) hours")[1])
    assert round(sum(int(minutes) for _, minutes in rows) / 60) == hours


def test_the_pieces_that_the_map_calls_yours_are_those_of_lesson_09():
    imports = lessons.source_path("09-train-for-real").read_text("utf-8")
    for number, piece, name in (
        ("03", "noise", "noise_distribution"),
        ("04", "loss", "negative_sampling_loss"),
        ("06", "rule", "keep_probability"),
    ):
        assert said(rf"\|{number}\|[^|]+\|your {piece}\|")
        assert registry.find(f"{number}.{name}")
        assert re.search(rf"={name}\b", imports)


def test_every_exercise_has_hints():
    assert said("in each exercise the last one is nearly the answer")
    for number in registry.lesson_numbers():
        assert all(len(exercise.hints) >= 2 for exercise in registry.exercises(number))


def test_each_lesson_begins_without_the_functions_of_earlier_lessons():
    """What a lesson calls of an earlier one's, it imports or defines."""
    assert said("each lesson imports what it needs of earlier ones from `w2vlib`")
    for name in lessons.names():
        source = lessons.source_path(name).read_text("utf-8")
        names = set(re.findall(r"^(?:def|class) (\w+)", source, re.MULTILINE))
        for line in re.findall(r"^from [\w.]+ import (.+?)(?:  #.*)?$", source, re.MULTILINE):
            names.update(line.split(", "))
        code = "\n".join(c.source for c in lessons.read(name).cells if c.cell_type == "code")
        earlier = (
            exercise
            for number in registry.lesson_numbers()
            if number < name[:2]
            for exercise in registry.exercises(number)
            if hasattr(exercise, "signature")
        )
        for exercise in earlier:
            called = re.search(rf"(?<![\w.]){exercise.answer_name}\(", code)
            assert not called or exercise.answer_name in names


def test_the_minutes_of_the_lesson_leave_time_to_read():
    minutes = int(said(r"takes about (\d+) minutes")[1])
    assert sum(exercise.minutes for exercise in registry.exercises("00")) < minutes
