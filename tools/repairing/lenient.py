"""Read a notebook that may be damaged: bytes in, plain cells out.

Only what a cell says is kept: its kind, text, id, and nbgrader's name for it; and of the whole
notebook, its language and the course's stamp. All else (outputs, tags, pasted pictures, numbers,
keys that nobody knows) is dropped unread, so it can do no harm later. Any version of the format is
read whose notebooks hold a list of cells.
"""

import codecs
import json
from dataclasses import dataclass

from tools.building.stamp import KEY

KINDS = ("code", "markdown", "raw")
OLD_KINDS = {"heading": "markdown", "html": "markdown"}  # of format 3
MAX_BYTES = 20 * 1024 * 1024
MAX_CELLS = 10_000
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class Unrepairable(ValueError):
    """This is no notebook; the message is a plain reason of one line."""


@dataclass
class Cell:
    """What a submitted cell says."""

    kind: str
    source: str
    id: str = ""
    name: str = ""  # nbgrader's grade_id


@dataclass
class Reading:
    """What could be read of a notebook."""

    cells: list[Cell]
    language: str  # of the kernel that the notebook names, "" for none
    notes: list[str]  # what was wrong
    stamp: dict  # of the version of the course that it comes from; unchecked


def read(submitted: bytes) -> Reading:
    """The cells of a notebook.

    Raises:
        Unrepairable: the bytes are no notebook.
    """
    if len(submitted) > MAX_BYTES:
        raise Unrepairable(f"the notebook has more than {MAX_BYTES // 1024**2} MiB")
    data = _parse(_decode(submitted))
    found = _cell_list(data)
    if len(found) > MAX_CELLS:
        raise Unrepairable(f"the notebook has more than {MAX_CELLS} cells")
    cells = [_cell(item) for item in found if isinstance(item, dict)]
    kernel = _dict(_dict(data, "metadata"), "kernelspec")
    notes = []
    if len(cells) < len(found):
        notes.append("Parts of the notebook that were no cells were left out.")
    stamp = _dict(_dict(data, "metadata"), KEY)
    return Reading(cells, _text(kernel.get("language")), notes, stamp)


def _decode(submitted: bytes) -> str:
    encoding = next((e for mark, e in BYTE_ORDER_MARKS.items() if submitted.startswith(mark)), "")
    try:
        text = submitted.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        raise Unrepairable("the file is no UTF-8 text, so it is no notebook") from None
    if not text.strip():
        raise Unrepairable("the file is empty")
    if text.lstrip().lower().startswith(("<!doctype", "<html")):
        raise Unrepairable("the file is a web page, not the notebook itself")
    return text


def _parse(text: str) -> dict:
    try:
        # Numbers are of no interest, and Python refuses to read very long ones.
        data = json.loads(
            text,
            strict=False,  # a raw tab within a text does no harm
            parse_int=_nothing,
            parse_float=_nothing,
            parse_constant=_nothing,
        )
    except RecursionError:
        raise Unrepairable("the file is nested too deep to be a notebook") from None
    except ValueError:
        raise Unrepairable("the file is no JSON, so it is no notebook") from None
    if not isinstance(data, dict):
        raise Unrepairable("the file is JSON, but no notebook")
    return data


def _nothing(_number: str) -> None:
    return None


def _cell_list(data: dict) -> list:
    """The cells where format 4 has them, or in the worksheets of format 3."""
    if isinstance(data.get("cells"), list):
        return data["cells"]
    sheets = data.get("worksheets")
    lists = [_dict(sheet).get("cells") for sheet in sheets] if isinstance(sheets, list) else []
    found = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    if not found:
        raise Unrepairable("the file is JSON, but no notebook: it has no list of cells")
    return found


def _cell(data: dict) -> Cell:
    kind = _text(data.get("cell_type"))
    kind = OLD_KINDS.get(kind, kind)
    source = data.get("source", data.get("input"))  # format 3 calls code "input"
    if isinstance(source, list):
        source = "".join(_text(line) for line in source)
    return Cell(
        kind if kind in KINDS else "raw",  # what nobody knows is kept, but does not run
        _storable(_text(source)),
        _storable(_text(data.get("id"))),
        _storable(_text(_dict(_dict(data, "metadata"), "nbgrader").get("grade_id"))),
    )


def _storable(text: str) -> str:
    """The text with plain line ends, and without halves of characters, which no file can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _dict(value, key: str | None = None) -> dict:
    """``value``, or what it holds for ``key``, where that is a dict; else an empty one."""
    if key is not None:
        value = _dict(value).get(key)
    return value if isinstance(value, dict) else {}
