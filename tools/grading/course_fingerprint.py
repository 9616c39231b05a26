"""Which version of the course this is, down to the last changed line that decides a grade."""

import hashlib
import sys

from tools.lessons import ROOT

FOLDERS = ("grader_tests", "solutions", "tools", "w2vlib")
PASSING = ("__pycache__", ".")  # how the names begin of what programs leave behind


def fingerprint() -> str:
    """Twelve digits that differ where lessons, graders or the versions of packages differ."""
    files = [ROOT / "requirements.lock"]
    for folder in FOLDERS:
        files += sorted(path for path in (ROOT / folder).rglob("*") if path.is_file())
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for path in files:
        name = path.relative_to(ROOT)
        if not any(part.startswith(PASSING) for part in name.parts):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{name.as_posix()} {content}\n".encode())
    return digest.hexdigest()[:12]
