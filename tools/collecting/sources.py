"""The files that were handed in, as a list: from a folder, or from an unpacked zip."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tools.collecting import times
from tools.collecting.submission import printable

DEPTH = 5  # folders below the folder of submissions in which is looked
MAX_FILES = 200_000
NOISE = {"__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Entry:
    """A file that was handed in.

    ``parts`` is its name, folder by folder, as students gave it: text, never a path to open.
    It lies at ``path``, below ``root``. ``problem`` says why it is not used, although its name
    may tell whose it is; where ``refused`` says why, not even its name is looked at.
    """

    parts: tuple[str, ...]
    root: Path
    path: Path
    time: datetime | None = None
    time_from: str = times.FILE
    problem: str = ""
    refused: str = ""

    @property
    def name(self) -> str:
        """The path inside of the source, as it can be shown."""
        return printable("/".join(self.parts))

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.parts[-1].rpartition(".")[0]

    @property
    def is_notebook(self) -> bool:
        """Whether it is called a notebook."""
        return self.parts[-1].lower().endswith(".ipynb")


@dataclass
class Source:
    """A folder or a zip; ``label`` names a zip that is one of several."""

    label: str
    entries: list[Entry] = field(default_factory=list)
    zipped: bool = False

    def shown(self, entry: Entry) -> str:
        """The entry's name in tables; no spreadsheet takes it for a formula."""
        name = f"{printable(self.label)}: {entry.name}" if self.label else entry.name
        return f"./{name}" if name[:1] in "=+-@" else name


def of_folder(folder: Path) -> Source:
    """All files of a folder but hidden ones; links to folders are not followed.

    Raises:
        ValueError: there are too many.
    """
    entries = []
    for place, folders, files in os.walk(folder):
        parts = Path(place).relative_to(folder).parts
        deeper = folders if len(parts) < DEPTH else ()
        folders[:] = sorted(name for name in deeper if not is_noise((name,)))
        entries += [
            of_file(folder, (*parts, name)) for name in sorted(files) if not is_noise((name,))
        ]
        if len(entries) > MAX_FILES:
            raise ValueError(f"{folder} holds more than {MAX_FILES} files.")
    return Source("", entries)


def of_file(folder: Path, parts: tuple[str, ...]) -> Entry:
    """A file of a folder, or a link in place of one."""
    path = folder.joinpath(*parts)
    try:
        time = times.from_file(path.lstat().st_mtime)
    except OSError:
        time = None
    return Entry(parts, folder, path, time, times.FILE)


def is_noise(parts: tuple[str, ...]) -> bool:
    """Whether this is something of a system's, not of a student's."""
    return any(part.startswith(".") or part in NOISE for part in parts)
