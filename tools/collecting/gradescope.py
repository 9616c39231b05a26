"""What Gradescope's export says of its submissions.

The zip holds ``assignment_<id>_export/submission_<id>/<files>`` and, beside these folders,
``submission_metadata.yml``: by the folder's name, Ruby symbols as keys: ``:submitters`` (a list,
of several for a group) with ``:name``, ``:sid`` (the school's id, may lack) and ``:email``, then
``:created_at``, ``:score``, ``:history`` and more. As read by public tools that use the export,
for example gradescope_auto_py; Gradescope itself documents only the like-named JSON of its
autograder (gradescope-autograders.readthedocs.io).
"""

import re
import unicodedata
from datetime import UTC, datetime
from typing import NamedTuple

import yaml

from tools.collecting.lms_names import Person

METADATA = "submission_metadata.yml"
EXPORT = re.compile(r"assignment_\w+_export")
MAX_BYTES, MAX_DEPTH = 50 * 1024**2, 100


class Handed(NamedTuple):
    """Who handed in one folder of the export, and when."""

    people: list[Person]
    time: datetime | None


class _Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Plain data only; an object of Ruby's becomes None, it is of no interest."""

    def flatten_mapping(self, node) -> None:
        """Merge keys stay unread: a few of them can grow without an end."""


_Plain.add_multi_constructor("!", lambda *_: None)


def read(content: bytes) -> dict[str, Handed]:
    """Folder of the export -> who handed it in.

    Raises:
        ValueError: this is no such file; the message is one line.
    """
    try:
        _check_depth(content)
        data = yaml.load(content, _Plain)
    except (yaml.YAMLError, ValueError, RecursionError, ArithmeticError, TypeError):
        raise ValueError(f"{METADATA} is no YAML that can be read") from None
    if not isinstance(data, dict):
        raise ValueError(f"{METADATA} holds no submissions")
    return {
        folder: Handed(_people(about), _time(_field(about, "created_at")))
        for folder, about in data.items()
        if isinstance(folder, str) and isinstance(about, dict)
    }


def _check_depth(content: bytes) -> None:
    """Refuse what is nested so deep that the reader in C would end the whole process."""
    depth = 0
    for event in yaml.parse(content, _Plain):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise ValueError("nested too deep")


def _people(about: dict) -> list[Person]:
    submitters = _field(about, "submitters")
    people = []
    for one in submitters if isinstance(submitters, list) else []:
        if isinstance(one, dict):
            name = unicodedata.normalize("NFC", _text(_field(one, "name")))
            number = _text(_field(one, "sid")) or _text(_field(one, "email"))
            people += [Person(name, number)] if name or number else []
    return list(dict.fromkeys(people))


def _field(data: dict, key: str):
    return data.get(f":{key}", data.get(key))


def _text(value) -> str:
    small = isinstance(value, int) and abs(value) < 10**30
    return str(value).strip() if small or isinstance(value, str) else ""


def _time(value) -> datetime | None:
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) else value
        if not isinstance(time, datetime):
            return None
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, ArithmeticError):
        return None
