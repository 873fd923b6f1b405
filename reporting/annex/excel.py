"""How does one get the annex's figures into Excel? A sheet of typed cells, and one that tells what they are.

Always in Danish, as the annex is. The same report gives the same bytes: nothing comes from the clock.
"""

from django.utils import translation
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.office.sheets import (
    BOLD,
    NUMBER,
    describe,
    dress_headings,
    fill_row,
    fit_to_paper,
    row_height,
    saved,
)
from plans.status_report import StatusReport
from plans.wording import figures
from plans.wording.statuses import capitalised
from plans.wording.tolerance import limit_words
from reporting.annex.excel_rows import COLUMNS, figure_rows

_WIDTHS = [column.width for column in COLUMNS]


def render_xlsx(report: StatusReport) -> bytes:
    """Set the report's figures as an Excel workbook."""
    with translation.override("da"):
        book = Workbook()
        title = f"Tal til bilag 1 for {figures.years(report.period)}"
        describe(book, title=title, subject=report.plan.title, on=report.as_of)
        first = book.worksheets[0]
        first.title = "Resultatmål"
        _fill_figures(first, report)
        _fill_explanation(book.create_sheet("Om tallene"), report)
        return saved(book)


def _fill_figures(sheet: Worksheet, report: StatusReport) -> None:
    """The rows under a heading that stays in sight, with a filter on every column."""
    fill_row(sheet, 1, [column.heading for column in COLUMNS])
    dress_headings(sheet)
    row = 1
    for row, cells in enumerate(figure_rows(report), start=2):
        fill_row(sheet, row, cells)
        sheet.row_dimensions[row].height = row_height(cells, _WIDTHS)
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        if column.is_number:
            sheet.cell(1, number).alignment = NUMBER
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{row}"
    sheet.print_title_rows = "1:1"
    fit_to_paper(sheet)


def _fill_explanation(sheet: Worksheet, report: StatusReport) -> None:
    """Which plan, which years, as of when, by which tolerance; and what each column holds."""
    tolerance = report.plan.tolerance
    about: list[tuple[str, str]] = [
        ("Handleplan", report.plan.title),
        ("Periode", figures.years(report.period)),
        ("Opgjort", figures.day(report.as_of)),
        ("Tolerance", capitalised(limit_words(tolerance))),
    ]
    fill_row(sheet, 1, ["Om tallene", None])
    dress_headings(sheet)
    explained = [*about, *((column.heading, column.meaning) for column in COLUMNS)]
    for row, cells in enumerate(explained, start=2):
        fill_row(sheet, row, cells)
        sheet.cell(row, 1).font = BOLD
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 70
    fit_to_paper(sheet)
