"""How does one get the annex's figures into Excel? A sheet of typed cells, and one that tells what they are.

Always in Danish, as the annex is. The same report gives the same bytes: nothing comes from the clock.
"""

from django.utils import translation
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.office.sheets import describe, fill_list, fill_pairs, saved
from plans.status_report import StatusReport
from plans.wording import figures
from plans.wording.statuses import capitalised
from plans.wording.tolerance import limit_words
from reporting.annex.excel_rows import COLUMNS, figure_rows


def render_xlsx(report: StatusReport) -> bytes:
    """Set the report's figures as an Excel workbook."""
    with translation.override("da"):
        book = Workbook()
        title = f"Tal til bilag 1 for {figures.years(report.period)}"
        describe(book, title=title, subject=report.plan.title, on=report.as_of)
        first = book.worksheets[0]
        first.title = "Resultatmål"
        fill_list(first, COLUMNS, figure_rows(report))
        _fill_explanation(book.create_sheet("Om tallene"), report)
        return saved(book)


def _fill_explanation(sheet: Worksheet, report: StatusReport) -> None:
    """Which plan, which years, as of when, by which tolerance; and what each column holds."""
    tolerance = report.plan.tolerance
    about: list[tuple[str, str]] = [
        ("Handleplan", report.plan.title),
        ("Periode", figures.years(report.period)),
        ("Opgjort", figures.day(report.as_of)),
        ("Tolerance", capitalised(limit_words(tolerance))),
    ]
    explained = [*about, *((column.heading, column.meaning) for column in COLUMNS)]
    fill_pairs(sheet, ["Om tallene", None], explained, widths=(22, 70))
