"""What of a returned workbook is not read? Sheets and cells of the sender's own, and what merging hides."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl.utils import range_boundaries

from plans.workbook.columns import COLUMNS, ENTRY_COLUMNS, FIRST_ROW, PLACES

if TYPE_CHECKING:
    from zipfile import ZipFile

_MOST_LISTED = 5  # cells of a sheet
_MOST_ROWS, _MOST_COLUMNS = 2_000, 60  # that are looked through
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_ENTRY_PLACES = frozenset(PLACES[column.key] for column in ENTRY_COLUMNS)


def unread_sheet(name: str, sheet: Any) -> str:
    """A sheet that Vink has not written, with the first of its cells that hold anything."""
    cells = _listed(_filled(sheet, first_row=1, first_column=1))
    return f"{name} ({cells})" if cells else name


def unread_cells(name: str, sheet: Any) -> Iterator[str]:
    """What of one of the workbook's own sheets is not read: around its table, and in merged cells."""
    beside = _filled(sheet, first_row=FIRST_ROW, first_column=len(COLUMNS) + 1)
    if cells := _listed(chain(beside, _below(sheet))):
        yield _("%(sheet)s, %(cells)s: står uden for skemaet.") % {"sheet": name, "cells": cells}
    for merged, (first_column, first_row, last_column, last_row) in _merged(sheet):
        entries = _ENTRY_PLACES.intersection(range(first_column, last_column + 1))
        if entries and last_row >= FIRST_ROW:
            first = sheet.cell(first_row, first_column).coordinate
            yield _("%(sheet)s, %(cells)s: flettede celler; kun %(first)s er læst. Ophæv fletningen.") % {
                "sheet": name,
                "cells": merged,
                "first": first,
            }


def _filled(sheet: Any, *, first_row: int, first_column: int) -> Iterator[str]:
    rows = sheet.iter_rows(
        min_row=first_row,
        max_row=first_row + _MOST_ROWS,
        min_col=first_column,
        max_col=first_column + _MOST_COLUMNS,
    )
    for row in rows:
        for cell in row:
            if cell.value is not None and str(cell.value).strip():
                yield cell.coordinate


def _below(sheet: Any) -> Iterator[str]:
    """What stands in rows that are no goal's. A figure there is a problem of its own, told with its cell."""
    rows = sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + _MOST_ROWS, max_col=len(COLUMNS))
    for row in rows:
        filled = [cell for cell in row if cell.value is not None and str(cell.value).strip()]
        places = {cell.column for cell in filled}
        if PLACES["key"] not in places and not places & _ENTRY_PLACES:
            yield from (cell.coordinate for cell in filled)


def _listed(cells: Iterator[str]) -> str:
    coordinates = list(islice(cells, _MOST_LISTED + 1))
    return ", ".join(coordinates[:_MOST_LISTED]) + " …" * (len(coordinates) > _MOST_LISTED)


def _merged(sheet: Any) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """The merged cells of a sheet, which openpyxl leaves out when it reads row by row."""
    archive: ZipFile = sheet.parent._archive  # noqa: SLF001  # the book that is open, which has no other name
    part = archive.read(sheet._worksheet_path)  # noqa: SLF001  # as above
    for found in islice(_MERGED.finditer(part), _MOST_LISTED):
        merged = found[1].decode()
        first_column, first_row, last_column, last_row = (int(each or 0) for each in range_boundaries(merged))
        yield merged, (first_column, first_row, last_column, last_row)
