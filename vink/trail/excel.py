"""How does one get the trail into Excel? The rows that were asked for, as the page has them."""

from collections.abc import Iterable

from django.utils import timezone
from openpyxl import Workbook

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
    cells = (
        (
            timezone.localtime(row.when).isoformat(sep=" ", timespec="seconds"),
            *(row.who, row.kind, row.about, row.plan, row.address),
        )
        for row in rows
    )
    fill_list(sheet, _COLUMNS, cells, still=1)
    return saved(book)
