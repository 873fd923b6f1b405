"""How is a round written as a workbook? A guide, a sheet an area, and what Vink needs to know it again."""

from collections.abc import Mapping
from io import BytesIO
from math import ceil

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from plans.workbook.cell_text import write_text
from plans.workbook.choices import add_lists, add_validations
from plans.workbook.columns import (
    COLUMNS,
    FIRST_ROW,
    GUIDE_SHEET,
    HEADINGS_ROW,
    HIDDEN_SHEET,
    NUMBERS,
    PLACES,
    Column,
    Kind,
)
from plans.workbook.guide import guide_lines
from plans.workbook.lines import (
    Line,
    RoundBook,
    asked_columns,
    cell_texts,
    figure_mark,
    known_mark,
    known_texts,
    text_mark,
)
from plans.workbook.sheet_names import sheet_names
from plans.workbook.token import RowMark, Token

TOKEN_PIECE = 30_000  # characters in a cell, under Excel's limit
HIGHEST_ROW = 200.0  # points
_LINE = 13.5
_LETTERS = 1.1  # of running text, as wide as one figure: the unit of a column's width

_FONT = Font(name="Arial", size=10)
_BOLD = Font(name="Arial", size=10, bold=True)
_TITLE = Font(name="Arial", size=14, bold=True)
_MUTED = Font(name="Arial", size=10, color="506069")
_TINT = PatternFill("solid", fgColor="E3EFF0")
_ENTRY = PatternFill("solid", fgColor="FFF9E8")
_UNUSED = PatternFill("solid", fgColor="EEF2F2")
_HAIR = Side(style="thin", color="C5CFD2")
_FRAME = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_TEXT = Alignment(vertical="top", horizontal="left", wrap_text=True)
_NUMBER = Alignment(vertical="top", horizontal="right")
_OPEN = Protection(locked=False)


def write_workbook(book: RoundBook) -> bytes:
    """The workbook as a file. Everything in it is Danish, whatever the person's language."""
    with translation.override("da"):
        file = Workbook()
        guide = file.worksheets[0]
        guide.title = GUIDE_SHEET
        _fill_guide(guide, book)
        areas: dict[str, list[Line]] = {}
        for line in book.lines:
            areas.setdefault(line.area, []).append(line)
        names = sheet_names(areas, taken=(GUIDE_SHEET, HIDDEN_SHEET))
        marks: dict[str, RowMark] = {}
        for name, (area, lines) in zip(names, areas.items(), strict=True):
            _fill_area(file.create_sheet(name), area, lines, book, marks)
        _fill_hidden(file.create_sheet(HIDDEN_SHEET), book, names, marks)
        file.properties.title = f"Indberetning {book.years}"
        file.properties.creator = file.properties.lastModifiedBy = "Vink"
        file.properties.language = "da-DK"
        file.security = WorkbookProtection(lockStructure=True)
        content = BytesIO()
        file.save(content)
        return content.getvalue()


def _fill_guide(sheet: Worksheet, book: RoundBook) -> None:
    for row, (label, text) in enumerate(guide_lines(book), start=1):
        for column, words in enumerate((label, text), start=1):
            cell = _cell(sheet, row, column)
            cell.font = _BOLD if column == 1 else _FONT
            cell.alignment = _TEXT
            if words:
                write_text(cell, words)
        sheet.row_dimensions[row].height = _LINE * max(1, ceil(len(text) / 84 / _LETTERS))
    sheet["A1"].font = _TITLE
    sheet["A1"].alignment = Alignment(wrap_text=False)
    sheet.row_dimensions[1].height = 24
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 84
    sheet.sheet_view.showGridLines = False
    _protect(sheet)
    _fit_to_paper(sheet, across=False)


def _fill_area(
    sheet: Worksheet, area: str, lines: list[Line], book: RoundBook, marks: dict[str, RowMark]
) -> None:
    """The area's title, the headings, and a row a figure; what is to be filled in is open and tinted."""
    title = _cell(sheet, 1, 1)
    write_text(title, area)
    title.font = _TITLE
    for index, column in enumerate(COLUMNS, start=1):
        cell = _cell(sheet, HEADINGS_ROW, index)
        write_text(cell, column.heading)
        cell.font, cell.fill, cell.border = _BOLD, _TINT, _FRAME
        cell.alignment = Alignment(vertical="bottom", wrap_text=True)
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[1].height = 24
    sheet.row_dimensions[HEADINGS_ROW].height = 2 * _LINE
    for row, line in enumerate(lines, start=FIRST_ROW):
        number = str(len(marks) + 1)
        marks[number] = _fill_row(sheet, row, line, book, number)
    used = {column.key for line in lines for column in asked_columns(line)}
    for column in COLUMNS:
        is_used = column.key in used or column.kind is Kind.KNOWN
        if not is_used or column.key == "key":
            sheet.column_dimensions[get_column_letter(PLACES[column.key])].hidden = True
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"
    sheet.print_area = f"A1:{get_column_letter(PLACES['commentary'])}{FIRST_ROW + len(lines) - 1}"
    add_validations(sheet, lines, book.words)
    _protect(sheet)
    _fit_to_paper(sheet, across=True)


def _fill_row(sheet: Worksheet, row: int, line: Line, book: RoundBook, number: str) -> RowMark:
    texts = cell_texts(line, book.words)
    goal, figure = known_texts(line)
    known = {
        "goal": goal,
        "figure": f"{figure}\n{line.locked}".strip() if line.locked else figure,
        "target": line.target,
        "before": line.before,
        "key": number,
    }
    for index, column in enumerate(COLUMNS, start=1):
        cell = _cell(sheet, row, index)
        cell.font, cell.border, cell.alignment = _FONT, _FRAME, _TEXT
        if column.kind is Kind.KNOWN:
            write_text(cell, known[column.key])
        elif column.is_asked(line.measure, first_of_goal=line.text is not None):
            _fill_entry(cell, column, line, texts)
        else:
            cell.fill = _UNUSED
    sheet.row_dimensions[row].height = _height({**known, **texts})
    return RowMark(
        line.goal,
        line.indicator,
        line.slot,
        line.version,
        known_mark((goal, known["figure"])),
        figure_mark(texts),
        text_mark(texts) if line.text is not None else "",
        line.figure_text,
    )


def _fill_entry(cell: SheetCell, column: Column, line: Line, texts: Mapping[str, str]) -> None:
    """A cell to fill in, with what is stored; a locked one shows it alone."""
    if line.locked:
        cell.font = _MUTED
    else:
        cell.protection, cell.fill = _OPEN, _ENTRY
    is_number = column.kind in NUMBERS
    if is_number:
        cell.alignment = _NUMBER
        cell.number_format = _number_format(column, line)
    if column.key not in texts:
        return
    if is_number:
        number = texts[column.key].replace(",", ".")
        cell.value = float(number) if "." in number else int(number)
    else:
        write_text(cell, texts[column.key])


def _number_format(column: Column, line: Line) -> str:
    """Thousands where the number is whole; else as it is typed, since a format would hide its decimals.

    A Danish Excel shows both with its own separators: 1.362 and 14,5.
    """
    return "#,##0" if column.kind is Kind.COUNT or line.counts_people else "General"


def _fill_hidden(sheet: Worksheet, book: RoundBook, names: list[str], marks: dict[str, RowMark]) -> None:
    """What Vink knows the workbook again by, in pieces, and beside it the lists to choose from."""
    token = Token(book.round, book.downloaded.isoformat(), tuple(names), marks).signed()
    write_text(_cell(sheet, 1, 1), "Vink bruger dette ark til at genkende arbejdsbogen. Ret ikke i det.")
    for number, start in enumerate(range(0, len(token), TOKEN_PIECE), start=2):
        write_text(_cell(sheet, number, 1), token[start : start + TOKEN_PIECE])
    add_lists(sheet, book.words)
    sheet.sheet_state = "hidden"
    _protect(sheet)


def _cell(sheet: Worksheet, row: int, column: int) -> SheetCell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # noqa: S101  # no cells are merged here
    return cell


def _height(texts: Mapping[str, str]) -> float:
    """The height of a row by estimate, in points: LibreOffice does not find it by itself."""
    lines = 1
    for column in COLUMNS:
        room = column.width * _LETTERS
        paragraphs = texts.get(column.key, "").split("\n")
        lines = max(lines, sum(max(1, ceil(len(paragraph) / room)) for paragraph in paragraphs))
    return min(HIGHEST_ROW, _LINE * lines + 3)


def _protect(sheet: Worksheet) -> None:
    """Without a password: it guards against slips. Columns and rows may be made wider and higher."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _fit_to_paper(sheet: Worksheet, *, across: bool) -> None:
    """Print on A4, as wide as the table and as many pages as it takes."""
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
