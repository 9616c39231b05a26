"""nbgrader's `collect`, so that one student's folder in the exchange harms nobody else's.

Everybody may write into the exchange. nbgrader warns where a submission belongs to somebody else
than it says, and takes it all the same; it follows links with the instructor's rights; and at a
folder that it can't copy or date it stops. Here such a folder is left out, with a line that says
why. Where all users of a hub are one system user, owners say nothing:
``c.ExchangeCollect.check_owner = False``.
"""

import pwd
import shutil
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect

NOBODY = ""  # whose submissions are not collected


class Collect(ExchangeCollect):
    """nbgrader's collector, which leaves odd folders out."""

    def _path_to_record(self, path):
        # Before nbgrader chooses the last one in time, as another's may have a later date.
        try:
            record = super()._path_to_record(path)
            owner = pwd.getpwuid(Path(path).lstat().st_uid).pw_name
        except (ExchangeError, ValueError, OverflowError, KeyError, OSError) as error:
            return self._left_out(path, f"its name or owner can't be read: {error}")
        if self.check_owner and owner != record["username"]:
            return self._left_out(path, f"it belongs to {owner}, not to {record['username']}")
        if record["timestamp"] > datetime.now(UTC).replace(tzinfo=None):  # nbgrader names no zone
            return self._left_out(path, "its date is in the future")
        return record

    def _left_out(self, path, reason: str) -> dict:
        self.log.error("Left out %s: %s.", Path(path).name, reason)
        return {"username": NOBODY, "filename": Path(path).name, "timestamp": datetime.min}

    def copy_files(self) -> None:
        """Copy what may be copied."""
        self.src_records = [r for r in self.src_records if r["username"] != NOBODY]
        super().copy_files()

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy a student's folder, or leave it out."""
        try:
            if odd := next((p for p in [Path(src), *Path(src).rglob("*")] if not plain(p)), None):
                raise OSError(f"{odd.name} is a link, or no plain file")
            super().do_copy(src, dest, log)
        except (OSError, RuntimeError) as error:  # of nbgrader's: too big
            shutil.rmtree(dest, ignore_errors=True)
            self._left_out(src, str(error))


def plain(path: Path) -> bool:
    """Whether it is a file or a folder, and no link."""
    return not path.is_symlink() and (path.is_file() or path.is_dir())
