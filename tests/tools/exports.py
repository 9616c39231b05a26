"""Folders and zips as instructors download them, made small."""

import zipfile
from pathlib import Path

from tools.build import student_path

LESSON, NEXT = "04-embedding-loss", "05-sampled-vs-full-softmax"
DOWNLOADED = (2025, 3, 9, 10, 0, 0)


def notebook(lesson: str = LESSON) -> bytes:
    return student_path(lesson).read_bytes()


def zipped(path: Path, files: dict[str, bytes], time=DOWNLOADED) -> Path:
    """A zip of these files; ``time`` is one for all, or a dict by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, time[name] if isinstance(time, dict) else time)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return path


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
