"""How does one take the trail along? The rows that were asked for, as the page has them: Excel and CSV."""

from collections.abc import Iterable

from django.utils import timezone
from openpyxl import Workbook

from plans.office.csv_text import csv_file, csv_text
from plans.office.sheets import PlainColumn, describe, fill_list, saved
from vink.trail.rows import Row

_COLUMNS = (
    PlainColumn("Hvornår", 22),
    PlainColumn("Hvem", 30),
    PlainColumn("Hændelse", 24),
    PlainColumn("Side, fil eller objekt", 60),
    PlainColumn("Handleplan", 24),
    PlainColumn("Adresse på nettet", 24),
)


def as_excel(rows: Iterable[Row]) -> bytes:
    """The rows as a workbook."""
    book = Workbook()
    now = timezone.localdate()
    describe(book, title="Hændelseslog", subject="Hvem så, hentede og ændrede hvad", on=now)
    sheet = book.worksheets[0]
    sheet.title = "Hændelseslog"
    fill_list(sheet, _COLUMNS, map(_cells, rows), still=1)
    return saved(book)


def as_csv(rows: Iterable[Row]) -> bytes:
    """The rows as text, for whatever takes no workbook."""
    headings = [column.heading for column in _COLUMNS]
    return csv_file(headings, ([csv_text(cell) for cell in _cells(row)] for row in rows))


def _cells(row: Row) -> tuple[str, ...]:
    when = timezone.localtime(row.when).isoformat(sep=" ", timespec="seconds")
    return (when, row.who, row.kind, row.about, row.plan, row.address)
