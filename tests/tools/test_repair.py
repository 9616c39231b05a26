"""A submission is rebuilt from the release, or refused with one plain line."""

import codecs
import json
from copy import deepcopy

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.build import student_path
from tools.repairing.repair import Unrepairable, repair

LESSON = "04-embedding-loss"
TEXT = student_path(LESSON).read_text("utf-8")
RELEASE = nbformat.reads(TEXT, as_version=4)
NAMES = [c.metadata.nbgrader.grade_id for c in RELEASE.cells if "nbgrader" in c.metadata]
ANSWER = "def nce_loss(*arguments):\n    return 1\n"


def handed_in(**answers: str) -> dict:
    """The release as plain data, with these cells in place of the scaffolds."""
    data = json.loads(TEXT)
    for name, source in answers.items():
        cell(data, name)["source"] = source
    return data


def place(data: dict, name: str) -> int:
    """Where the first cell with this grade_id is."""
    names = [c.get("metadata", {}).get("nbgrader", {}).get("grade_id") for c in data["cells"]]
    return names.index(name)


def cell(data: dict, name: str) -> dict:
    return data["cells"][place(data, name)]


def new_cell(source: str, kind: str = "code", **metadata) -> dict:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": metadata, "source": source, **code}


def plain(notebook) -> dict:
    return json.loads(nbformat.writes(notebook))


def check_whole(notebook) -> None:
    """It is valid, each exercise is there once, and what is locked is the release's."""
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode("utf-8")
    graded = {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}
    assert len(graded) == sum("nbgrader" in c.metadata for c in notebook.cells)
    assert set(graded) == set(NAMES)
    assert len({c.id for c in notebook.cells}) == len(notebook.cells)
    assert notebook.metadata == RELEASE.metadata
    order = list(graded)
    for known in (c for c in RELEASE.cells if "nbgrader" in c.metadata):
        own = graded[known.metadata.nbgrader.grade_id]
        assert own.metadata == known.metadata
        assert own.cell_type == known.cell_type
        if known.metadata.nbgrader.locked:
            name = own.metadata.nbgrader.grade_id
            assert own.source == known.source
            assert order.index(name) > order.index(name.removeprefix("test_"))


def repaired(data, **options) -> tuple[dict[str, str], list[str], list]:
    """(text of each exercise's cell, notes, cells) of a repaired notebook."""
    raw = data if isinstance(data, bytes) else json.dumps(data, **options).encode()
    before = plain(RELEASE)
    notebook, notes = repair(raw, RELEASE)
    assert plain(RELEASE) == before, "the release was changed"
    check_whole(notebook)
    assert len(set(notes)) == len(notes)
    assert all("\n" not in note and note.endswith(".") for note in notes)
    sources = {
        c.metadata.nbgrader.grade_id: c.source for c in notebook.cells if "nbgrader" in c.metadata
    }
    return sources, notes, notebook.cells


# Nothing to repair


def test_an_untouched_release_stays_as_it_is_and_nothing_is_said():
    notebook, notes = repair(TEXT.encode(), RELEASE)
    assert notes == []
    assert notebook == RELEASE


def test_what_every_honest_notebook_has_is_cleaned_in_silence():
    data = handed_in(nce_loss=ANSWER)
    data["metadata"] = {"kernelspec": {"display_name": "my own", "name": "x", "language": "python"}}
    for own in data["cells"]:
        own["metadata"]["tags"] = ["skip-execution"]
        own["metadata"]["scrolled"] = True
        if own["cell_type"] == "code":
            own["execution_count"] = 7
            own["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hello"}]
    sources, notes, cells = repaired(data)
    assert notes == []
    assert sources["nce_loss"] == ANSWER
    assert not any(c.metadata.get("tags") or c.get("outputs") for c in cells)


def test_own_cells_stay_where_they_are():
    data = handed_in()
    data["cells"].insert(place(data, "nce_loss"), new_cell("mine = 1"))
    data["cells"].append(new_cell("my last words", "markdown"))
    _, notes, cells = repaired(data)
    assert notes == []
    at = [c.source for c in cells].index("mine = 1")
    assert cells[at + 1].metadata.nbgrader.grade_id == "nce_loss"
    assert cells[-1].source == "my last words"
    assert "nbgrader" not in cells[at].metadata


def test_ungraded_cells_stay_edited_and_demonstrations_stay_deleted():
    data = handed_in()
    edited, deleted = data["cells"][0], data["cells"][4]
    edited["source"] = "# My title"
    data["cells"].remove(deleted)
    _, notes, cells = repaired(data)
    assert notes == []
    assert cells[0].source == "# My title"
    assert len(cells) == len(RELEASE.cells) - 1


# Cells


def test_the_import_cell_comes_back_above_what_stands_in_its_stead():
    data = handed_in()
    data["cells"][1] = new_cell("import numpy as np")
    _, notes, cells = repaired(data)
    assert notes == ["A cell with imports or definitions was missing and was put back."]
    assert [c.source for c in cells[1:3]] == [RELEASE.cells[1].source, "import numpy as np"]


def test_of_deleted_code_only_imports_and_mere_definitions_come_back():
    data = handed_in()
    data["cells"] = [c for c in data["cells"] if "nbgrader" in c["metadata"]]
    _, notes, cells = repaired(data)
    back = [c.source for c in cells if "nbgrader" not in c.metadata]
    assert back[0] == RELEASE.cells[1].source
    assert any(source.startswith("rng") and "def train_step" in source for source in back)
    assert not any("def evaluate" in source for source in back)  # it trains, too
    assert notes == ["A cell with imports or definitions was missing and was put back."]


def test_an_edited_import_cell_is_not_doubled():
    data = handed_in()
    data["cells"][1]["source"] = ["import numpy as np\n", "import tensorflow as tf"]
    _, notes, cells = repaired(data)
    assert notes == []
    assert cells[1].source == "import numpy as np\nimport tensorflow as tf"
    assert len(cells) == len(RELEASE.cells)


@pytest.mark.parametrize("kind", ["markdown", "raw", "nonsense"])
def test_an_import_cell_that_no_longer_runs_comes_back(kind):
    data = handed_in()
    data["cells"][1]["cell_type"] = kind
    _, notes, cells = repaired(data)
    assert notes == ["A cell with imports or definitions was missing and was put back."]
    assert cells[1] == RELEASE.cells[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_cell_is_put_back_at_its_place(name):
    data = handed_in()
    del data["cells"][place(data, name)]
    _, notes, cells = repaired(data)
    assert notes == [f"The cell {name} was missing and was put back."]
    assert cells == RELEASE.cells


def test_exercise_and_test_missing_together_are_both_put_back():
    data = handed_in()
    for name in ("nce_loss", "test_nce_loss"):
        del data["cells"][place(data, name)]
    _, notes, cells = repaired(data)
    assert notes == [
        "The cell nce_loss was missing and was put back.",
        "The cell test_nce_loss was missing and was put back.",
    ]
    assert cells == RELEASE.cells


def test_only_one_cell_of_the_lesson_is_enough():
    data = handed_in(nce_loss=ANSWER)
    data["cells"] = [cell(data, "nce_loss")]
    sources, notes, _ = repaired(data)
    assert sources["nce_loss"] == ANSWER
    assert len(notes) == len(NAMES)  # one of them about cells with imports


def test_a_changed_test_cell_is_restored():
    sources, notes, _ = repaired(handed_in(test_nce_loss="5.0"))
    assert "check(" in sources["test_nce_loss"]
    assert notes == ["The cell test_nce_loss had been changed and was restored."]


@pytest.mark.parametrize("kind", ["markdown", "raw", "heading", None, 3])
def test_an_exercise_of_another_type_is_a_code_cell_again(kind):
    data = handed_in(nce_loss=ANSWER)
    cell(data, "nce_loss")["cell_type"] = kind
    sources, notes, _ = repaired(data)
    assert sources["nce_loss"] == ANSWER
    assert notes == ["The cell nce_loss had another type and is a code cell again."]


def test_the_first_copy_has_the_name_and_the_second_runs_as_a_plain_cell():
    data = handed_in(nce_loss=ANSWER)
    second = deepcopy(cell(data, "nce_loss")) | {"source": "second = 2"}
    data["cells"].insert(place(data, "nce_loss") + 1, second)
    sources, notes, cells = repaired(data)
    assert sources["nce_loss"] == ANSWER
    assert "was there 2 times" in notes[0]
    assert "second = 2" in [c.source for c in cells if "nbgrader" not in c.metadata]


@pytest.mark.parametrize("offset", [0, 1])
def test_an_untouched_copy_is_left_out_wherever_it_stands(offset):
    data = handed_in(nce_loss=ANSWER)
    copy = deepcopy(cell(handed_in(), "nce_loss"))
    data["cells"].insert(place(data, "nce_loss") + offset, copy)
    sources, notes, cells = repaired(data)
    assert sources["nce_loss"] == ANSWER
    assert len(cells) == len(RELEASE.cells)
    assert len(notes) == 1


def test_a_notebook_pasted_twice_is_one_again():
    data = handed_in()
    data["cells"] *= 2
    _, notes, cells = repaired(data)
    assert len(notes) == len(NAMES)
    assert len(cells) == 2 * len(RELEASE.cells) - len(NAMES)


def test_merged_answers_are_not_replaced_by_the_scaffold():
    data = handed_in(nce_loss=ANSWER + "\ndef negative_sampling_loss(p, n):\n    return 2")
    del data["cells"][place(data, "negative_sampling_loss")]
    sources, notes, _ = repaired(data)
    assert sources["negative_sampling_loss"] == "# The answer stands in the cell nce_loss."
    assert (
        notes
        == [
            "The cell negative_sampling_loss was missing; its answer stands in nce_loss.",
            "The cell test_negative_sampling_loss stood before its exercise and was moved.",
        ][: len(notes)]
    )


def test_an_answer_merged_into_the_next_exercise_is_tested_after_it():
    data = handed_in()
    cell(data, "full_sigmoid_loss")["source"] = (
        ANSWER + "\ndef full_sigmoid_loss(*arguments):\n    return 2"
    )
    del data["cells"][place(data, "nce_loss")]
    sources, notes, _ = repaired(data)
    assert sources["nce_loss"] == "# The answer stands in the cell full_sigmoid_loss."
    assert "The cell test_nce_loss stood before its exercise and was moved." in notes


def test_an_answer_merged_with_its_test_cell_is_an_answer():
    data = handed_in()
    merged = ANSWER + "\n" + "".join(cell(data, "test_nce_loss")["source"])
    cell(data, "test_nce_loss")["source"] = merged
    del data["cells"][place(data, "nce_loss")]
    sources, notes, _ = repaired(data)
    assert sources["nce_loss"] == merged
    assert notes == [
        "The cell nce_loss had lost its name and was recognised.",
        "The cell test_nce_loss was missing and was put back.",
    ]


def test_a_test_cell_above_its_exercise_is_moved_below():
    data = handed_in()
    at = place(data, "nce_loss")
    data["cells"][at], data["cells"][at + 1] = data["cells"][at + 1], data["cells"][at]
    _, notes, cells = repaired(data)
    assert notes == ["The cell test_nce_loss stood before its exercise and was moved."]
    assert cells == RELEASE.cells


def test_ids_are_made_unique():
    data = handed_in()
    for own in data["cells"]:
        own["id"] = "same"
    data["cells"] += [new_cell(f"x = {i}") | {"id": "not/valid"} for i in range(3)]
    repaired(data)  # looks at the ids


# Names


@pytest.mark.parametrize("names", [[], NAMES])
@pytest.mark.parametrize("ids", [True, False])
def test_cells_without_any_metadata_are_recognised(names, ids):
    data = handed_in(
        nce_loss=ANSWER, calculate_loss="x = 1\nclass EmbeddingModel:\n    def oops(:\n"
    )
    for own in data["cells"]:
        own["metadata"] = {}
        if not ids:
            own.pop("id", None)
    sources, notes, cells = repaired(data)
    assert sources["nce_loss"] == ANSWER
    assert sources["calculate_loss"].startswith("x = 1")
    assert notes == ["The cells had lost nbgrader's names and were recognised by what they hold."]
    assert len(cells) == len(RELEASE.cells)


def test_an_answer_in_a_new_cell_is_recognised_when_the_scaffold_is_gone():
    data = handed_in()
    data["cells"][place(data, "nce_loss")] = new_cell(ANSWER)
    sources, notes, cells = repaired(data)
    assert sources["nce_loss"] == ANSWER
    assert notes == ["The cell nce_loss had lost its name and was recognised."]
    assert len(cells) == len(RELEASE.cells)


def test_a_cell_that_only_mentions_a_name_is_not_taken_for_the_answer():
    data = handed_in()
    at = place(data, "nce_loss")
    data["cells"][at : at + 1] = [new_cell("nce_loss == 1\ndef nce_loss_2(): pass")]
    sources, _, _ = repaired(data)
    assert "raise NotImplementedError" in sources["nce_loss"]


def test_names_of_another_lesson_are_dropped():
    data = handed_in()
    data["cells"].append(new_cell("1", nbgrader={"grade_id": "other", "grade": True, "points": 9}))
    _, notes, _ = repaired(data)
    assert notes == ["A cell that belongs to another lesson runs as a plain cell."]


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 1},
        {"schema_version": 2, "stray": [1]},
        {"schema_version": 99},
        {"schema_version": "x", "points": "many", "locked": None},
        {"points": 1000, "grade": True, "solution": True},
    ],
)
def test_any_schema_of_nbgraders_metadata_becomes_the_releases(change):
    data = handed_in(nce_loss=ANSWER)
    for own in data["cells"]:
        if "nbgrader" in own["metadata"]:
            own["metadata"]["nbgrader"] |= change
    sources, notes, _ = repaired(data)
    assert sources["nce_loss"] == ANSWER
    assert notes == []


def test_the_oldest_schema_had_nothing_but_a_name():
    data = handed_in(nce_loss=ANSWER)
    for own in data["cells"]:
        if "nbgrader" in own["metadata"]:
            own["metadata"] = {"nbgrader": {"grade_id": own["metadata"]["nbgrader"]["grade_id"]}}
    assert repaired(data)[0]["nce_loss"] == ANSWER


# The file


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_read(codec):
    assert repaired(TEXT.encode(codec))[1] == []


def test_line_ends_of_windows_are_made_plain():
    data = handed_in(nce_loss=ANSWER.replace("\n", "\r\n"))
    assert (
        repaired(json.dumps(data, indent=1).replace("\n", "\r\n").encode())[0]["nce_loss"] == ANSWER
    )


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": []},
        {"metadata": None},
        {"nbformat": 4, "nbformat_minor": 0},
        {"nbformat": 4, "nbformat_minor": 99},
        {"nbformat": "four"},
        {"stray": {"x": [1, 2]}},
        {"metadata": {"kernelspec": "python", "language_info": 3}},
    ],
)
def test_the_outside_of_the_notebook_does_not_matter(change):
    sources, notes, _ = repaired(handed_in(nce_loss=ANSWER) | change)
    assert sources["nce_loss"] == ANSWER
    assert notes == []


@pytest.mark.parametrize("key", ["metadata", "outputs", "execution_count", "id"])
@pytest.mark.parametrize("value", [..., None, 3, "x", [1], {"a": 1}])
def test_a_cells_fields_may_lack_or_hold_anything(key, value):
    data = handed_in(nce_loss=ANSWER)
    for own in data["cells"]:
        if value is ...:
            own.pop(key, None)
        elif key in own:
            own[key] = value
    assert repaired(data)[0]["nce_loss"] == ANSWER


def test_format_3_is_read():
    new = nbformat.reads(json.dumps(handed_in(nce_loss=ANSWER)), as_version=4)
    old = nbformat.convert(new, 3)
    assert "worksheets" in old
    assert repaired(old)[0]["nce_loss"] == ANSWER


def test_another_language_is_named():
    data = handed_in()
    data["metadata"]["kernelspec"] = {"display_name": "R", "name": "ir", "language": "R"}
    assert repaired(data)[1] == ["The notebook was set to another language; it runs with Python."]


def test_odd_numbers_and_half_characters_do_no_harm():
    data = handed_in(nce_loss="text = '\ud83d\ude00 \ud83d end'")
    text = json.dumps(data).replace('"nbformat": 4', f'"nbformat": {"9" * 6000}, "x": [NaN, 1e999]')
    assert repaired(text.encode())[0]["nce_loss"] == "text = '😀 � end'"


def test_pasted_pictures_are_left_out_because_a_missing_one_stops_nbconvert():
    data = handed_in()
    data["cells"].append(new_cell("![me](attachment:me.png)", "markdown"))
    assert repaired(data)[2][-1].source == "![me](picture:me.png)"


def test_what_is_no_cell_is_left_out():
    data = handed_in()
    data["cells"][2:2] = [None, 3, "cell", []]
    assert repaired(data)[1] == ["Parts of the notebook that were no cells were left out."]


# No notebook


@pytest.mark.parametrize(
    ("submitted", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (codecs.BOM_UTF8, "the file is empty"),
        (b"{not json", "the file is no JSON, so it is no notebook"),
        (TEXT.encode()[:5000], "the file is no JSON, so it is no notebook"),
        (b"<<<<<<< HEAD\n" + TEXT.encode(), "the file is no JSON, so it is no notebook"),
        (b"print('hello')", "the file is no JSON, so it is no notebook"),
        (b"PK\x03\x04\xff\xfe", "the file is no UTF-8 text, so it is no notebook"),
        ("é".encode("latin-1"), "the file is no UTF-8 text, so it is no notebook"),
        (codecs.BOM_UTF16_LE + b"x", "the file is no UTF-8 text, so it is no notebook"),
        (b"<!DOCTYPE html><html>", "the file is a web page, not the notebook itself"),
        (b"[1, 2]", "the file is JSON, but no notebook"),
        (b"3", "the file is JSON, but no notebook"),
        (b"null", "the file is JSON, but no notebook"),
        (b'{"cells": null}', "the file is JSON, but no notebook: it has no list of cells"),
        (b'{"worksheets": [3, {"cells": 3}]}', "no list of cells"),
        (b'{"cells": ' + b"[" * 100_000, "the file is nested too deep to be a notebook"),
        (b'{"cells": [{}]}', "the notebook holds no exercise of this lesson"),
        (b" " * (20 * 1024**2 + 1), "the notebook has more than 20 MiB"),
        (b'{"cells": [' + b"0," * 10_000 + b"0]}", "the notebook has more than 10000 cells"),
    ],
)
def test_what_is_no_notebook_of_this_lesson_is_refused_in_one_line(submitted, reason):
    with pytest.raises(Unrepairable) as refusal:
        repair(submitted, RELEASE)
    assert str(refusal.value).endswith(reason)


# Anything

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "metadata", "nbgrader", "x"]), inner, max_size=3
        )
    ),
    max_leaves=5,
)
SMALL = [0, 1, *range(place(json.loads(TEXT), "nce_loss") - 1, len(RELEASE.cells))]


def places(value, path=()):
    """Every way into nested data."""
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def changed(data, path, draw):
    """The data with something done to what lies at the path."""
    if not path:
        return draw(JSON)
    parent = data
    for key in path[:-1]:
        parent = parent[key]
    key, act = path[-1], draw(st.sampled_from(["replace", "remove", "copy", "swap"]))
    if act == "replace":
        parent[key] = draw(JSON)
    elif act == "remove":
        del parent[key]
    elif isinstance(parent, list):
        other = draw(st.integers(0, len(parent) - 1))
        if act == "copy":
            parent.insert(other, deepcopy(parent[key]))
        else:
            parent[key], parent[other] = parent[other], parent[key]
    return data


@st.composite
def mutations(draw):
    data = handed_in()
    data["cells"] = [data["cells"][i] for i in SMALL]
    for _ in range(draw(st.integers(1, 6))):
        found = list(places(data))
        cell_paths = [path for path in found if len(path) == 2 and path[0] == "cells"]
        path = draw(st.sampled_from(found) | st.sampled_from(cell_paths or found))
        data = changed(data, path, draw)
        if not isinstance(data, dict):
            break
    return data


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutations())
def test_any_changed_notebook_is_repaired_or_refused(data):
    try:
        notebook, notes = repair(json.dumps(data).encode(), RELEASE)
    except Unrepairable as reason:
        assert "\n" not in str(reason)
        return
    check_whole(notebook)
    again, _ = repair(nbformat.writes(notebook).encode(), RELEASE)
    assert again == notebook, "repairing twice changes nothing"
    assert all(isinstance(note, str) for note in notes)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=50) | st.integers(0, len(TEXT)).map(lambda n: TEXT.encode()[:n]))
def test_any_bytes_are_repaired_or_refused(submitted):
    try:
        check_whole(repair(submitted, RELEASE)[0])
    except Unrepairable as reason:
        assert "\n" not in str(reason)
