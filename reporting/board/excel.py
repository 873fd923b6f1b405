"""How does one get the board into Excel? The goals as they are shown, their counts, and what was chosen."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.enums import Status
from plans.office.figure_cells import Cell, NumberCell, count_cell
from plans.office.sheets import (
    BOLD,
    NUMBER,
    ONE_LINE,
    TITLE,
    describe,
    dress_headings,
    fill_row,
    fit_to_paper,
    row_height,
    saved,
)
from plans.wording import figures
from plans.wording.statuses import capitalised
from plans.wording.tolerance import limit_words
from reporting.board.file_rows import file_columns, file_rows
from reporting.board.page import Board

_HEADINGS = 5  # the row beneath the title, the filters, what they leave, and an empty one
_GOAL_COLUMN = 4  # stays in sight with what is before it
_KINDS = {"plan": "Plan", "level": "Niveau", "area": "Indsatsområde"}


def as_excel(board: Board) -> bytes:
    """The board as a workbook; the same board gives the same bytes."""
    book = Workbook()
    plan = board.reading.plan
    describe(book, title=f"Tavle: {plan.title}", subject=plan.title, on=board.report.as_of)
    first = book.worksheets[0]
    first.title = "Tavle"
    _fill_goals(first, board)
    _fill_totals(book.create_sheet("Optælling"), board)
    _fill_explanation(book.create_sheet("Om tallene"), board)
    return saved(book)


def chosen_in_words(board: Board) -> str:
    """ "Område: 2. Foregribende indsats · Status: Ikke nået", or that nothing is left out."""
    chips = [f"{chip.name}: {chip.value}" for chip in board.chosen.chips]
    return " · ".join(chips) or "Ingen filtre"


def _fill_goals(sheet: Worksheet, board: Board) -> None:
    columns = file_columns(board)
    widths = [column.width for column in columns]
    _head(sheet, board)
    fill_row(sheet, _HEADINGS, [column.heading for column in columns])
    dress_headings(sheet, _HEADINGS)
    row = _HEADINGS
    for row, cells in enumerate(file_rows(board), start=_HEADINGS + 1):
        fill_row(sheet, row, cells)
        sheet.row_dimensions[row].height = row_height(cells, widths)
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        if column.is_number:
            sheet.cell(_HEADINGS, number).alignment = NUMBER
    sheet.freeze_panes = sheet.cell(_HEADINGS + 1, _GOAL_COLUMN + 1).coordinate
    sheet.auto_filter.ref = f"A{_HEADINGS}:{get_column_letter(len(columns))}{row}"
    sheet.print_title_rows = f"{_HEADINGS}:{_HEADINGS}"
    fit_to_paper(sheet)


def _head(sheet: Worksheet, board: Board) -> None:
    """The title, the filters and how many goals they leave, each on a line that no column cuts."""
    lines = [board.reading.plan.title, chosen_in_words(board), f"{board.how_many}. {board.lead}"]
    for row, line in enumerate(lines, start=1):
        fill_row(sheet, row, [line])
        sheet.cell(row, 1).alignment = ONE_LINE
    sheet.cell(1, 1).font = TITLE


def _fill_totals(sheet: Worksheet, board: Board) -> None:
    """A row for each group and period, so that a pivot table can go on with it."""
    words = board.report.words
    statuses = [capitalised(words.danish_word(status)) for status in Status]
    headings = ["Optalt for", "Gruppe", "Periode", "Mål i alt", *statuses]
    fill_row(sheet, 1, headings)
    dress_headings(sheet)
    row = 2
    for line in board.totals:
        for cell in line.cells:
            told: list[Cell] = [_KINDS[line.kind], line.label, cell.period, count_cell(cell.goals)]
            fill_row(sheet, row, [*told, *(count_cell(cell.counts[status]) for status in Status)])
            row += 1
    _set_widths(sheet, [16, 46, 14, *[16] * (len(headings) - 3)])
    for number in range(4, len(headings) + 1):
        sheet.cell(1, number).alignment = NUMBER
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{row - 1}"
    sheet.print_title_rows = "1:1"
    fit_to_paper(sheet)


def _fill_explanation(sheet: Worksheet, board: Board) -> None:
    tolerance = board.reading.plan.tolerance
    about: list[tuple[str, Cell]] = [
        ("Handleplan", board.reading.plan.title),
        ("Filtre", chosen_in_words(board)),
        ("Viste mål", NumberCell(len(board.goals), "0")),
        ("Mål i planen", NumberCell(board.total, "0")),
        ("Valgt periode", figures.years(board.period)),
        ("Rækkefølge", board.order or "Område"),
        ("Tolerance", capitalised(limit_words(tolerance))),
        *(
            (f"Opgjort, {figures.years(period)}", figures.day(report.as_of))
            for period, report in board.reading.reports.items()
        ),
        (
            "Fælles mål",
            "Et mål i flere områder eller på flere niveauer tæller i hvert af dem, én gang i planen.",
        ),
        ("Små tal", "Tallene er til internt brug: små tal er ikke skjult her, som de kan være i bilaget."),
    ]
    fill_row(sheet, 1, ["Om tallene", None])
    dress_headings(sheet)
    for row, cells in enumerate(about, start=2):
        fill_row(sheet, row, cells)
        sheet.cell(row, 1).font = BOLD
    _set_widths(sheet, [26, 80])
    fit_to_paper(sheet)


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
