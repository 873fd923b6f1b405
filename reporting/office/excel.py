"""How does one get the annex's figures into Excel? A sheet of typed cells, and one that tells what they are.

Always in Danish, as the annex is. The same report gives the same bytes: nothing comes from the clock.
"""

from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from math import ceil

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from plans.enums import Basis
from plans.status_report import StatusReport
from plans.wording import figures
from plans.workbook.cell_text import write_text
from reporting.office.excel_rows import COLUMNS, Cell, NumberCell, figure_rows
from reporting.office.fixed_zip import unzipped, zipped
from reporting.office.text import as_property

HIGHEST_ROW = 409.0  # points, by Excel's own limit
LINE = 13.5
LETTERS = 1.1  # of running text, as wide as one figure: the unit of a column's width

_PROPERTIES = "docProps/core.xml"

_FONT = Font(name="Arial", size=10)
_BOLD = Font(name="Arial", size=10, bold=True)
_TINT = PatternFill("solid", fgColor="EDF2F3")
_RULE = Border(bottom=Side(style="thin", color="1F4650"))
_TEXT = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
_NUMBER = Alignment(vertical="top", horizontal="right")


def render_xlsx(report: StatusReport) -> bytes:
    """Set the report's figures as an Excel workbook."""
    with translation.override("da"):
        book = Workbook()
        _describe(book, report)
        first = book.worksheets[0]
        first.title = "Resultatmål"
        _fill_figures(first, report)
        _fill_explanation(book.create_sheet("Om tallene"), report)
        file = BytesIO()
        book.save(file)
    # Saving writes the clock's time into the properties.
    book.properties.modified = book.properties.created
    parts = unzipped(file.getvalue())
    parts[_PROPERTIES] = tostring(book.properties.to_tree())
    return zipped(parts)


def _describe(book: Workbook, report: StatusReport) -> None:
    book.properties.title = as_property(f"Tal til bilag 1 for {figures.years(report.period)}")
    book.properties.subject = as_property(report.plan.title)
    book.properties.creator = book.properties.lastModifiedBy = as_property(report.plan.title)
    book.properties.language = "da-DK"
    book.properties.created = datetime.combine(report.as_of, time())


def _fill_figures(sheet: Worksheet, report: StatusReport) -> None:
    """The rows under a heading that stays in sight, with a filter on every column."""
    _fill_row(sheet, 1, [column.heading for column in COLUMNS])
    _dress_headings(sheet)
    row = 1
    for row, cells in enumerate(figure_rows(report), start=2):
        _fill_row(sheet, row, cells)
        sheet.row_dimensions[row].height = _height(cells)
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        if column.is_number:
            sheet.cell(1, number).alignment = _NUMBER
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{row}"
    sheet.print_title_rows = "1:1"
    _fit_to_paper(sheet)


def _fill_explanation(sheet: Worksheet, report: StatusReport) -> None:
    """Which plan, which years, as of when, by which tolerance; and what each column holds."""
    tolerance = report.plan.tolerance
    limit = figures.tolerance(tolerance.percent, Basis(tolerance.basis))
    about: list[tuple[str, Cell]] = [
        ("Handleplan", report.plan.title),
        ("Periode", figures.years(report.period)),
        ("Opgjort", figures.day(report.as_of)),
        ("Tolerance", f"{'Højst' if tolerance.inclusive else 'Mindre end'} {limit}"),
    ]
    _fill_row(sheet, 1, ["Om tallene", None])
    _dress_headings(sheet)
    explained = [*about, *((column.heading, column.meaning) for column in COLUMNS)]
    for row, cells in enumerate(explained, start=2):
        _fill_row(sheet, row, cells)
        sheet.cell(row, 1).font = _BOLD
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 70
    _fit_to_paper(sheet)


def _height(cells: Iterable[Cell]) -> float:
    """The height of a row by estimate, in points: LibreOffice does not find it by itself."""
    texts = (
        (cell, column.width) for cell, column in zip(cells, COLUMNS, strict=True) if isinstance(cell, str)
    )
    return min(HIGHEST_ROW, LINE * max(ceil(len(text) / width / LETTERS) for text, width in texts))


def _fit_to_paper(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as the table and as many pages as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_row(sheet: Worksheet, row: int, cells: Iterable[Cell]) -> None:
    for column, content in enumerate(cells, start=1):
        cell = sheet.cell(row, column)
        assert isinstance(cell, SheetCell)  # noqa: S101  # no cells are merged here
        cell.font = _FONT
        cell.alignment = _NUMBER if isinstance(content, NumberCell) else _TEXT
        if isinstance(content, NumberCell):
            cell.value = content.value
            cell.number_format = content.number_format
        elif content:
            write_text(cell, content)


def _dress_headings(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font, cell.fill, cell.border = _BOLD, _TINT, _RULE
