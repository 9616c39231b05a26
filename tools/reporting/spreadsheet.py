"""CSV files in which no spreadsheet finds a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What Excel, LibreOffice and Google Sheets take for the begin of a formula, full-width forms too.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]\s*\S|[\t\r\n]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def text(value: object) -> str:
    """A cell's text; what would be read as a formula gets an apostrophe, as one types it there."""
    shown = str(value)
    return f"'{shown}" if FORMULA.match(shown) and not NUMBER.fullmatch(shown) else shown


def as_csv(columns: Sequence[str], rows: Iterable[dict]) -> str:
    """Rows as the text of a CSV file, with its heading."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([text(row[column]) for column in columns] for row in rows)
    return file.getvalue()
