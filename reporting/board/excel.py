"""How does one get the board into Excel? The goals as they are shown, their counts, and what was chosen."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.enums import Status
from plans.office.figure_cells import Cell, NumberCell, count_cell
from plans.office.sheets import (
    NUMBER,
    ONE_LINE,
    TITLE,
    describe,
    dress_headings,
    fill_list,
    fill_pairs,
    fill_row,
    fit_to_paper,
    saved,
    set_widths,
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
    _head(sheet, board)
    fill_list(sheet, file_columns(board), file_rows(board), headings=_HEADINGS, still=_GOAL_COLUMN)


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
            cells: list[Cell] = [_KINDS[line.kind], line.label, cell.period, count_cell(cell.goals)]
            fill_row(sheet, row, [*cells, *(count_cell(cell.counts[status]) for status in Status)])
            row += 1
    set_widths(sheet, [16, 46, 14, *[16] * (len(headings) - 3)])
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
    fill_pairs(sheet, ["Om tallene", None], about, widths=(26, 80))
