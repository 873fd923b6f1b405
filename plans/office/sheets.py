"""What do all sheets of an Excel file have in common?

Fonts, fills and page setup; rows, lists and pairs written as typed cells; and `saved`, which gives the same
bytes for the same content.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as day
from datetime import datetime, time
from io import BytesIO
from math import ceil
from typing import Protocol

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from plans.office.figure_cells import Cell, NumberCell
from plans.office.fixed_zip import unzipped, zipped
from plans.office.text import as_property
from plans.workbook.cell_text import write_text

HIGHEST_ROW = 409.0  # points, by Excel's own limit
LINE = 13.5
LETTERS = 1.1  # of running text, as wide as one figure: the unit of a column's width

_PROPERTIES = "docProps/core.xml"

FONT = Font(name="Arial", size=10)
BOLD = Font(name="Arial", size=10, bold=True)
TITLE = Font(name="Arial", size=14, bold=True)
TINT = PatternFill("solid", fgColor="EDF2F3")
RULE = Border(bottom=Side(style="thin", color="1F4650"))
TEXT = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
ONE_LINE = Alignment(vertical="top", horizontal="left")  # a title, which no column cuts
NUMBER = Alignment(vertical="top", horizontal="right")


class Column(Protocol):
    """A column of a list: its heading, its width in characters, and whether it holds numbers."""

    @property
    def heading(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def is_number(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column with these three properties and no others."""

    heading: str
    width: int
    is_number: bool = False


def describe(book: Workbook, *, title: str, subject: str, on: day) -> None:
    """Set the file's title, subject, author and date, in Danish; the date is given, not the clock's."""
    book.properties.title = as_property(title)
    book.properties.subject = as_property(subject)
    book.properties.creator = book.properties.lastModifiedBy = as_property(subject)
    book.properties.language = "da-DK"
    book.properties.created = datetime.combine(on, time())


def saved(book: Workbook) -> bytes:
    """The file's bytes, always the same for the same content."""
    file = BytesIO()
    book.save(file)
    # Saving writes the clock's time into the properties.
    book.properties.modified = book.properties.created
    parts = unzipped(file.getvalue())
    parts[_PROPERTIES] = tostring(book.properties.to_tree())
    return zipped(parts)


def fill_row(sheet: Worksheet, row: int, cells: Iterable[Cell]) -> None:
    """Write a row: numbers as numbers, texts as texts."""
    for column, content in enumerate(cells, start=1):
        cell = sheet.cell(row, column)
        assert isinstance(cell, SheetCell)  # noqa: S101  # no cells are merged here
        cell.font = FONT
        cell.alignment = NUMBER if isinstance(content, NumberCell) else TEXT
        if isinstance(content, NumberCell):
            cell.value = content.value
            cell.number_format = content.number_format
        elif content:
            write_text(cell, content)


def dress_headings(sheet: Worksheet, row: int = 1) -> None:
    """Format a row as headings."""
    for cell in sheet[row]:
        cell.font, cell.fill, cell.border = BOLD, TINT, RULE


def fill_list(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    headings: int = 1,
    still: int = 0,
) -> None:
    """Write rows under headings that stay in sight and are printed on each page, each column with a filter.

    Args:
        headings: the row in which the headings stand
        still: how many columns stay in sight as well
    """
    widths = [column.width for column in columns]
    fill_row(sheet, headings, [column.heading for column in columns])
    dress_headings(sheet, headings)
    last = headings
    for last, cells in enumerate(rows, start=headings + 1):
        fill_row(sheet, last, cells)
        sheet.row_dimensions[last].height = row_height(cells, widths)
    for number, column in enumerate(columns, start=1):
        if column.is_number:
            sheet.cell(headings, number).alignment = NUMBER
    set_widths(sheet, widths)
    sheet.freeze_panes = sheet.cell(headings + 1, still + 1).coordinate
    sheet.auto_filter.ref = f"A{headings}:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = f"{headings}:{headings}"
    fit_to_paper(sheet)


def fill_pairs(
    sheet: Worksheet, heading: Sequence[Cell], pairs: Iterable[Sequence[Cell]], *, widths: tuple[int, int]
) -> None:
    """Write two columns: a bold name, and a text about it."""
    fill_row(sheet, 1, heading)
    dress_headings(sheet)
    for row, cells in enumerate(pairs, start=2):
        fill_row(sheet, row, cells)
        sheet.cell(row, 1).font = BOLD
    set_widths(sheet, widths)
    fit_to_paper(sheet)


def set_widths(sheet: Worksheet, widths: Iterable[int]) -> None:
    """Set the widths of the columns, in characters."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def row_height(cells: Iterable[Cell], widths: Sequence[int]) -> float:
    """The estimated height of a row, in points, because LibreOffice does not fit rows to their text."""
    texts = ((cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str))
    lines = max((ceil(len(text) / width / LETTERS) for text, width in texts), default=1)
    return min(HIGHEST_ROW, LINE * max(lines, 1))


def fit_to_paper(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as the table and as many pages as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
