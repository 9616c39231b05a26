"""Notebooks whose cells or metadata are damaged; the student's work is still in them."""

import json
from copy import deepcopy

import nbformat

from tests.faults.fault import (
    cell,
    graded,
    graded_cells,
    own_cell,
    place,
    right_answers,
    with_answer,
    with_cell,
)


@graded()
def stray_keys_everywhere(notebook):
    for one in [notebook, notebook["metadata"], *notebook["cells"]]:
        one["stray"] = {"key": [1, None]}
    for one in graded_cells(notebook):
        one["metadata"]["nbgrader"]["stray"] = 1
    return notebook


@graded()
def no_metadata_of_the_notebook(notebook):
    del notebook["metadata"]
    return notebook


@graded()
def no_kernel_named(notebook):
    del notebook["metadata"]["kernelspec"]
    return notebook


@graded("set to another language")
def another_language(notebook):
    kernel = {"name": "ir", "display_name": "R", "language": "R"}
    notebook["metadata"] = {"kernelspec": kernel, "language_info": {"name": "R"}}
    return notebook


@graded()
def kernel_that_nobody_has(notebook):
    notebook["metadata"]["kernelspec"] |= {"name": "my-env", "display_name": "my env"}
    return notebook


@graded()
def format_3(notebook):
    old = nbformat.convert(nbformat.reads(json.dumps(notebook), as_version=4), 3)
    return json.loads(nbformat.writes(old))


@graded()
def cells_without_ids(notebook):
    for one in notebook["cells"]:
        one.pop("id")
    return notebook | {"nbformat_minor": 0}


@graded()
def format_of_the_future(notebook):
    return notebook | {"nbformat": 9, "nbformat_minor": 9}


@graded()
def first_schema_of_nbgrader(notebook):
    for one in graded_cells(notebook):
        data = one["metadata"]["nbgrader"]
        kept = {key: data[key] for key in ("grade", "grade_id", "locked", "solution")}
        one["metadata"]["nbgrader"] = kept | {"schema_version": 1}
    return notebook


@graded()
def no_schema_of_nbgrader(notebook):
    for one in graded_cells(notebook):
        one["metadata"]["nbgrader"] = {"grade_id": one["metadata"]["nbgrader"]["grade_id"]}
    return notebook


@graded()
def schema_of_the_future(notebook):
    for one in graded_cells(notebook):
        one["metadata"]["nbgrader"] |= {"schema_version": 99, "rubric": {}}
    return notebook


@graded()
def points_raised_by_hand(notebook):
    for one in graded_cells(notebook):
        one["metadata"]["nbgrader"] |= {"points": 1000, "grade": True}
    return notebook


@graded("had lost nbgrader's names", calculate_loss="right")
def all_names_lost(notebook):
    with_answer(notebook, right_answers()["calculate_loss"], "calculate_loss")
    for one in notebook["cells"]:
        one["metadata"] = {}
    return notebook


@graded()
def metadata_of_wrong_types(notebook):
    for one in notebook["cells"]:
        if "nbgrader" not in one["metadata"]:
            one["metadata"] = []
        one["attachments"] = "none"
    return notebook | {"metadata": []}


@graded()
def outputs_of_wrong_types(notebook):
    for number, one in enumerate(notebook["cells"]):
        one["outputs"] = [None, 3, {}, [{"output_type": 1}], {"output_type": "stream"}][number % 5]
        one["execution_count"] = "many"
    return notebook


@graded("no cells were left out")
def cells_of_wrong_types(notebook):
    notebook["cells"][3:3] = [None, 7, "cell", []]
    return notebook


@graded()
def all_cells_with_one_id(notebook):
    for one in notebook["cells"]:
        one["id"] = "not a valid id"
    return notebook


@graded()
def half_a_character(notebook):
    notebook["cells"][0]["source"] = "\ud83d"
    return with_cell(notebook, "text = '\ud83d'\nprint(text)")


@graded("The cell nce_loss was there 2 times")
def copy_of_an_answer(notebook):
    at = place(notebook, "nce_loss")
    notebook["cells"].insert(at, deepcopy(notebook["cells"][at]))
    return notebook


@graded("The cell nce_loss was there 2 times")
def untouched_copy_of_an_answer(notebook):
    at = place(notebook, "nce_loss")
    scaffold = "def nce_loss(*arguments):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    copy = notebook["cells"][at] | {"source": scaffold}
    notebook["cells"].insert(at + 2, copy)  # below the test cell
    return notebook


@graded("was there 2 times")
def all_cells_twice(notebook):
    notebook["cells"] += deepcopy(notebook["cells"])
    return notebook


@graded("The cell test_nce_loss was missing and was put back.")
def test_cell_deleted(notebook):
    del notebook["cells"][place(notebook, "test_nce_loss")]
    return notebook


@graded("The cell nce_loss was missing and was put back.", nce_loss="not attempted")
def exercise_deleted(notebook):
    del notebook["cells"][place(notebook, "nce_loss")]
    return notebook


@graded("The cell test_nce_loss was missing and was put back.", nce_loss="not attempted")
def exercise_and_test_deleted(notebook):
    for name in ("nce_loss", "test_nce_loss"):
        del notebook["cells"][place(notebook, name)]
    return notebook


@graded("A cell with imports or definitions was missing", calculate_loss="right")
def only_the_answers_kept(notebook):
    with_answer(notebook, right_answers()["calculate_loss"], "calculate_loss")
    return notebook | {"cells": [cell(notebook, name) for name in right_answers()]}


@graded("The cell test_nce_loss had been changed and was restored.")
def test_cell_changed(notebook):
    return with_answer(notebook, "5.0", "test_nce_loss")


@graded()
def tags_that_skip_cells(notebook):
    for one in notebook["cells"]:
        one["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove-cell"]
    return notebook


@graded("The cell nce_loss had another type")
def answer_turned_into_text(notebook):
    one = cell(notebook, "nce_loss")
    one["cell_type"] = "markdown"
    return notebook


@graded("its answer stands in nce_loss")
def merged_exercises(notebook):
    both = [right_answers()[name] for name in ("nce_loss", "negative_sampling_loss")]
    del notebook["cells"][place(notebook, "negative_sampling_loss")]
    return with_answer(notebook, "\n\n".join(both))


@graded("The cell test_nce_loss was missing and was put back.")
def answer_merged_into_its_test(notebook):
    test = cell(notebook, "test_nce_loss")
    test["source"] = f"{right_answers()['nce_loss']}\n\n{test['source']}"
    del notebook["cells"][place(notebook, "nce_loss")]
    return notebook


@graded("The cell nce_loss had lost its name")
def answer_moved_to_a_new_cell(notebook):
    notebook["cells"][place(notebook, "nce_loss")] = own_cell(right_answers()["nce_loss"])
    return notebook


@graded("The cell test_nce_loss stood before its exercise")
def test_above_its_exercise(notebook):
    at = place(notebook, "nce_loss")
    notebook["cells"][at : at + 2] = reversed(notebook["cells"][at : at + 2])
    return notebook


@graded("A cell with imports or definitions was missing")
def imports_deleted(notebook):
    del notebook["cells"][1]
    return notebook


@graded()
def picture_that_is_missing(notebook):
    notebook["cells"].append(own_cell("![my drawing](attachment:drawing.png)", "markdown"))
    return notebook


@graded()
def five_thousand_cells(notebook):
    notebook["cells"] += [own_cell("") for _ in range(4_850)]
    notebook["cells"] += [own_cell(f"x = {number}") for number in range(150)]
    return notebook


@graded()
def cell_of_a_million_characters(notebook):
    return with_cell(notebook, "values = [\n" + "    1234567,\n" * 80_000 + "]")
