"""How is a list written as CSV for a Danish Excel? With semicolons, and no text as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from plans.workbook.cell_text import allowed

_ASKS_TO_BE_RECKONED = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as they are given, with the mark by which Excel knows UTF-8."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def csv_text(text: str) -> str:
    """A text that is never reckoned, whatever it begins with."""
    kept = allowed(text)
    return f"'{kept}" if kept.lstrip(" ").startswith(_ASKS_TO_BE_RECKONED) else kept
