"""From a lesson's source to notebooks with nbgrader cells. Everything that an exercise shows
(header, task, test cell, hints) comes from its data in ``grader_tests``."""

from copy import deepcopy
from textwrap import wrap
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
    NbGraderPreprocessor,
)

from grader_tests import registry
from grader_tests.exercise import Choice, Exercise, NumberQuestion, Question
from tools import lessons
from tools.building import stamp as stamps
from tools.building.cell_names import grade_id

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
SCHEMA_VERSION = 3
COMMENT = {"width": 88, "initial_indent": "# ", "subsequent_indent": "#   "}
LIBRARY_IMPORT = "import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook"
# What stands in the notebooks in its place.
GUARDED_IMPORT = f"""\
try:
    {LIBRARY_IMPORT}
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        f"{{error.name}} is not installed here: in the course's folder, start JupyterLab with "
        "`python tools/course.py lab` (or as its README.md says) and open this lesson again."
    ) from None""".split("\n")
FULL, EMPTY = "●", "○"


class Placed(NamedTuple):
    """A cell, and for each of its lines the line of the lesson's source that it comes from."""

    cell: nbformat.NotebookNode
    lines: list[int]


def teaching_notebook(lesson: str) -> nbformat.NotebookNode:
    """The lesson with its solutions and nbgrader's metadata, not executed.

    Raises:
        LessonError: the source can't be built; the message begins with its file and line.
    """
    cells = [placed.cell for placed in _placed_cells(lesson)]
    tests = [i for i, cell in enumerate(cells) if cell.metadata.get("nbgrader", {}).get("grade")]
    asked = [text for i in tests for text in (cells[i - 2].source, cells[i].source)]
    metadata = METADATA | {stamps.KEY: stamps.stamp(asked)}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    return _preprocess(notebook, LockCells, ComputeChecksums, CheckCellMetadata)


def source_lines(lesson: str) -> list[list[int]]:
    """For each cell of the lesson's notebooks, for each line: its line in the lesson's source."""
    return [placed.lines for placed in _placed_cells(lesson)]


def _placed_cells(lesson: str) -> list[Placed]:
    number, found, guarded = lesson[:2], [], False
    source = zip(lessons.read(lesson).cells, lessons.places(lesson), strict=True)
    asked: dict[str, int] = {}  # exercise -> line
    for cell, (marker, first) in source:
        name = cell.metadata.get("exercise")
        if name in asked:
            raise lessons.error(lesson, marker, f"exercise {name!r} is here for the second time")
        if name is not None:
            asked[name] = marker
            exercise = _exercise(lesson, name, marker)
            found += _exercise_cells(lesson, exercise, len(asked), cell.source, first)
        elif "prediction" in cell.metadata:
            choice = _exercise(lesson, cell.metadata["prediction"], marker)
            found += [Placed(new, _same(new, marker)) for new in _prediction_cells(choice)]
        elif cell.cell_type == "code" and not guarded:
            found.append(_first_code_cell(lesson, cell.source, first))
            guarded = True
        else:
            new = new_markdown_cell if cell.cell_type == "markdown" else new_code_cell
            found.append(Placed(new(cell.source), _from(first, cell.source)))
    _check_order(lesson, asked)
    for index, placed in enumerate(found):
        placed.cell.id = f"{number}-{index:03d}"
    return found


def _exercise_cells(lesson: str, exercise, number: int, source: str, first: int) -> list[Placed]:
    """Task, scaffold, test and folds; what is not the author's own text points at the scaffold."""
    if problem := lessons.solution_problem(source):
        raise lessons.error(lesson, first + problem[0], problem[1])
    task = "\n\n".join([header(exercise, number), exercise.task, *questions(exercise)])
    test, after = _test_cell(exercise), new_markdown_cell(folds(exercise))
    before = new_markdown_cell(task)
    return [
        Placed(before, _same(before, first)),
        Placed(_scaffold_cell(exercise, source), _from(first, source)),
        Placed(test, _same(test, first)),
        Placed(after, _same(after, first)),
    ]


def _first_code_cell(lesson: str, source: str, first: int) -> Placed:
    """The imports; where the course is not installed they say in one sentence how to get it."""
    lines, numbers = source.split("\n"), _from(first, source)
    if LIBRARY_IMPORT not in lines:
        raise lessons.error(
            lesson, first, f"the first code cell should have the line: {LIBRARY_IMPORT}"
        )
    place = lines.index(LIBRARY_IMPORT)
    lines[place : place + 1] = GUARDED_IMPORT
    numbers[place : place + 1] = [numbers[place]] * len(GUARDED_IMPORT)
    return Placed(new_code_cell("\n".join(lines)), numbers)


def _check_order(lesson: str, asked: dict[str, int]) -> None:
    """The cells must ask for the lesson's exercises, all of them, in their order."""
    try:
        expected = [exercise.name for exercise in registry.exercises(lesson[:2])]
    except KeyError as error:
        raise lessons.error(lesson, 1, error.args[0]) from None
    module = f"grader_tests/lesson_{lesson[:2]}.py"
    for name in expected:
        if name not in asked:
            raise lessons.error(lesson, 1, f"no cell has exercise={name!r}, which {module} lists")
    for (name, line), other in zip(asked.items(), expected, strict=False):
        if name != other:
            text = f"here is {name!r}, where EXERCISES in {module} has {other!r} next"
            raise lessons.error(lesson, line, text)
    for name in list(asked)[len(expected) :]:
        raise lessons.error(lesson, asked[name], f"{name!r} is not in EXERCISES of {module}")


def _from(first: int, source: str) -> list[int]:
    return [first + place for place in range(source.count("\n") + 1)]


def _same(cell: nbformat.NotebookNode, line: int) -> list[int]:
    return [line] * (cell.source.count("\n") + 1)


def student_notebook(teaching: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The same without solutions and outputs, as nbgrader would release it.

    In place of a choice's solution nothing is left: its values are None and say so themselves.
    """
    copy = deepcopy(teaching)
    for cell in copy.cells:
        if "prediction" in cell.metadata:
            cell.source = _prediction_code(registry.find(cell.metadata["prediction"]), None)
    copy = _preprocess(copy, LockCells, ClearSolutions, ClearOutput)
    for cell in copy.cells:
        if cell.metadata.get("choice"):
            cell.source = cell.source.replace(lessons.PLACEHOLDER, "").rstrip()
    return _preprocess(copy, ComputeChecksums, CheckCellMetadata)


def release_notebook(lesson: str) -> nbformat.NotebookNode:
    """The students' notebook as the lesson's source gives it, whatever lies in ``course/``.

    Raises:
        LessonError: the source can't be built; the message begins with its file and line.
    """
    return student_notebook(teaching_notebook(lesson))


class StudentVersion(NbGraderPreprocessor):
    """``student_notebook`` for nbgrader, whose own version keeps the answers of predictions."""

    def preprocess(self, nb: nbformat.NotebookNode, resources: dict) -> tuple:
        """As nbgrader calls it."""
        return student_notebook(nb), resources


def header(exercise: Exercise | Choice, number: int) -> str:
    """An exercise's heading, with difficulty, minutes and points."""
    level = FULL * exercise.difficulty + EMPTY * (3 - exercise.difficulty)
    return (
        f"## Exercise {number}: {exercise.title}\n\n"
        f"*Difficulty {level} · {exercise.minutes} minutes · {exercise.points} points*"
    )


def questions(exercise: Exercise | Choice) -> list[str]:
    """What a choice asks, with the options of each question."""
    if isinstance(exercise, Exercise):
        return []
    return [f"`{key}`: {q.text}{_options(q)}" for key, q in exercise.questions.items()]


def _options(question: Question) -> str:
    """A list of the options, if there are any to choose from."""
    if isinstance(question, NumberQuestion):
        return ""
    lines = (f'\n- `"{key}"`: {option.text}' for key, option in question.options.items())
    return "\n" + "".join(lines)


def folds(exercise: Exercise | Choice) -> str:
    """Hints, expected output and known errors, folded away until they are wanted."""
    parts = [_fold(f"Hint {i}", hint) for i, hint in enumerate(exercise.hints, 1)]
    if isinstance(exercise, Exercise):
        example = exercise.example
        text = f"```python\n{example.call}\n```\ngives `{example.answer}`: {example.why}."
        parts.append(_fold("Expected output", text))
        parts += [_fold(f"I get this error: “{error}”", text) for error, text in exercise.errors]
    return "\n\n".join(parts)


def _fold(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"


def _prediction_cells(choice: Choice) -> list[nbformat.NotebookNode]:
    """The question with its options, and a cell in which to commit to one of them."""
    ((_, question),) = choice.questions.items()
    text = f"**Predict before you run on.** {question.text}{_options(question)}"
    code = new_code_cell(_prediction_code(choice, question.right))
    code.metadata["prediction"] = choice.name
    return [new_markdown_cell(text), code]


def _prediction_code(choice: Choice, answer: str | None) -> str:
    ((_, question),) = choice.questions.items()
    keys = ", ".join(f'"{key}"' for key in question.options)
    value = f'"{answer}"' if answer else "None"
    name = choice.answer_name
    return f'{name} = {value}  # choose one of {keys}\nguess("{choice.name}", {name})'


def _scaffold_cell(exercise, source: str) -> nbformat.NotebookNode:
    cell = new_code_cell(source)
    cell.metadata["nbgrader"] = _nbgrader(grade_id(exercise.name), solution=True)
    if isinstance(exercise, Choice):
        cell.metadata["choice"] = exercise.name
    return cell


def _test_cell(exercise) -> nbformat.NotebookNode:
    lines = ["from grader_tests import check", ""]
    if isinstance(exercise, Exercise):
        example = exercise.example
        lines += wrap(f"By eye: {example.call}", **COMMENT)
        lines += wrap(f"  gives {example.answer}: {example.why}", **COMMENT)
    lines.append(f'check("{exercise.name}", {exercise.answer_name})')
    cell = new_code_cell("\n".join(lines))
    cell.metadata["nbgrader"] = _nbgrader(
        grade_id(exercise.name, test=True), points=exercise.points
    )
    return cell


def _nbgrader(name: str, solution: bool = False, points: int | None = None) -> dict:
    data = {
        "grade": points is not None,
        "grade_id": name,
        "locked": points is not None,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }
    return data if points is None else data | {"points": points}


def _exercise(lesson: str, name: str, line: int):
    try:
        return registry.find(name)
    except KeyError as error:
        raise lessons.error(lesson, line, error.args[0]) from None


def _preprocess(notebook, *preprocessors) -> nbformat.NotebookNode:
    for preprocessor in preprocessors:
        notebook, _ = preprocessor().preprocess(notebook, {})
    return notebook
