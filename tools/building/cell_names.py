"""nbgrader's names (``grade_id``) of an exercise's two cells: the scaffold, and the test."""

from nbformat import NotebookNode

from grader_tests.exercise import own_name

TEST = "test_"


def grade_id(exercise: str, test: bool = False) -> str:
    """The name of the scaffold cell of ``06.keep_probability``, or of its test cell."""
    return (TEST if test else "") + own_name(exercise)


def name_of(cell: NotebookNode) -> str:
    """A notebook cell's name; empty for one that belongs to no exercise."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")
