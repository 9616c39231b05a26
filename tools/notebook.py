"""From a lesson's source to notebooks with nbgrader cells. Everything that an exercise shows
(header, task, test cell, hints) comes from its data in ``grader_tests``."""

from copy import deepcopy
from textwrap import wrap

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
from tools import lesson as lessons
from tools import stamp as stamps

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
SCHEMA_VERSION = 3
COMMENT = {"width": 88, "initial_indent": "# ", "subsequent_indent": "#   "}
FULL, EMPTY = "●", "○"


def teaching_notebook(lesson: str) -> nbformat.NotebookNode:
    """The lesson with its solutions and nbgrader's metadata, not executed."""
    source = lessons.read(lesson)
    number, cells, seen, asked = lesson[:2], [], [], []
    for cell in source.cells:
        name = cell.metadata.get("exercise")
        if "prediction" in cell.metadata:
            cells += _prediction_cells(_exercise(lesson, cell.metadata["prediction"]))
            continue
        if name is None:
            new = new_markdown_cell if cell.cell_type == "markdown" else new_code_cell
            cells.append(new(cell.source))
            continue
        exercise = _exercise(lesson, name)
        seen.append(name)
        task = "\n\n".join([header(exercise, len(seen)), exercise.task, *questions(exercise)])
        test = _test_cell(exercise)
        asked += [task, test.source]
        cells += [
            new_markdown_cell(task),
            _scaffold_cell(exercise, cell.source),
            test,
            new_markdown_cell(folds(exercise)),
        ]
    expected = [exercise.name for exercise in registry.exercises(number)]
    if seen != expected:
        raise lessons.LessonError(
            f"{lessons.source_path(lesson)}:1: the cells name the exercises {seen}, "
            f"but the lesson has {expected}"
        )
    for index, cell in enumerate(cells):
        cell.id = f"{number}-{index:03d}"
    metadata = METADATA | {stamps.KEY: stamps.stamp(asked)}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    return _preprocess(notebook, LockCells, ComputeChecksums, CheckCellMetadata)


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


class StudentVersion(NbGraderPreprocessor):
    """``student_notebook`` for nbgrader, whose own version keeps the answers of predictions."""

    def preprocess(self, nb, resources):
        return student_notebook(nb), resources


def header(exercise: Exercise | Choice, number: int) -> str:
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


def grade_id(exercise: Exercise | Choice, test: bool = False) -> str:
    """nbgrader's name of the scaffold cell, or of the test cell."""
    name = exercise.name.split(".")[-1]
    return f"test_{name}" if test else name


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
    cell.metadata["nbgrader"] = _nbgrader(grade_id(exercise), solution=True)
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
    cell.metadata["nbgrader"] = _nbgrader(grade_id(exercise, test=True), points=exercise.points)
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


def _exercise(lesson: str, name: str):
    try:
        return registry.find(name)
    except KeyError as error:
        line = lessons.line_of(lesson, f'exercise="{name}"')
        raise lessons.LessonError(
            f"{lessons.source_path(lesson)}:{line}: {error.args[0]}"
        ) from None


def _preprocess(notebook, *preprocessors) -> nbformat.NotebookNode:
    for preprocessor in preprocessors:
        notebook, _ = preprocessor().preprocess(notebook, {})
    return notebook
