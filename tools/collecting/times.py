"""When something was handed in, as far as anybody knows.

nbgrader's exchange writes ``timestamp.txt`` beside the notebook. A zip's own field holds local
time without a zone, in steps of two seconds; where the zip also has Info-ZIP's "extended
timestamp" (extra field 0x5455) it is exact, in UTC.

Canvas and Moodle stream their zips and give every member the moment of the download
(instructure/canvas-lms lib/content_zipper.rb; moodle files/classes/local/archive_writer/
zip_writer.php), so these times say nothing of the students: ``of_the_zip`` recognises them.
"""

import re
import struct
from datetime import UTC, datetime, timedelta
from zipfile import ZipInfo

from nbgrader.utils import parse_utc

SECRET = "submission_secret.txt"  # of nbgrader's exchange, too
STAMP, FILE, MEMBER = "timestamp.txt", "the file's time", "the zip member's time"
UNKNOWN = "unknown: the zip's times are those of the download"
STAMP_BYTES = 200
OFFSET = re.compile(r"\s+([+-]\d\d:?\d\d)$")  # nbgrader 0.9.6 takes " +0100" for 100 seconds
EXTENDED_TIMESTAMP, HAS_CHANGED = 0x5455, 1
DOWNLOAD = timedelta(minutes=10)  # within which a download is written


def from_stamp(content: bytes) -> datetime | None:
    """The time in nbgrader's ``timestamp.txt``; None if it is none."""
    try:
        text = OFFSET.sub(r"\1", content.decode("utf-8").strip())
        time = parse_utc(text)  # nbgrader's own reading
        return time.replace(tzinfo=UTC)
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        return None


def from_file(seconds: float) -> datetime | None:
    """The time of a file."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, ArithmeticError, OSError):
        return None


def from_member(member: ZipInfo) -> datetime | None:
    """The time of a zip's member; None where it has none, or an impossible one."""
    extra = member.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == EXTENDED_TIMESTAMP and len(field) >= 5 and field[0] & HAS_CHANGED:
            return from_file(*struct.unpack("<i", field[1:5]))
    if member.date_time <= (1980, 1, 1, 0, 0, 0):  # what zips have that know no time
        return None
    try:
        return datetime(*member.date_time).astimezone(UTC)
    except (ValueError, ArithmeticError, OSError):
        return None


def of_the_zip(times: list[datetime]) -> bool:
    """Whether these are the times of a zip's making, and not of the handing in."""
    return bool(times) and max(times) - min(times) <= DOWNLOAD
