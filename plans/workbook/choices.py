"""What is offered and what is refused while a cell is filled in? Lists to choose from, and bounds."""

from collections.abc import Sequence
from typing import Literal

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from plans.workbook.cell_text import write_text
from plans.workbook.columns import COLUMNS, FIRST_ROW, HIDDEN_SHEET, LISTS, Column, Kind
from plans.workbook.lines import Line, Words

_LIST_COLUMNS = {Kind.JUDGEMENT: 3, Kind.UNMEASURABLE: 4}  # of the hidden sheet
_BOUNDS: dict[Kind, tuple[Literal["whole", "decimal"], int, str]] = {
    Kind.NUMBER: ("decimal", 99_999_999_999, "Skriv et tal, der ikke er mindre end 0, fx 15 eller 14,5."),
    Kind.COUNT: ("whole", 10**12, "Skriv et helt antal, fx 7."),
    Kind.PERCENTAGE: ("decimal", 100, "Skriv procenten som et tal mellem 0 og 100, fx 47."),
}


def choices_of(kind: Kind, words: Words) -> list[str]:
    """The words of a list, in their order."""
    return list(words.judged.values() if kind is Kind.JUDGEMENT else words.unmeasurable.values())


def add_lists(sheet: Worksheet, words: Words) -> None:
    """Write the lists to the hidden sheet; a list within a cell's own rule could hold no comma."""
    for kind, column in _LIST_COLUMNS.items():
        for row, word in enumerate(choices_of(kind, words), start=1):
            cell = sheet.cell(row, column)
            assert isinstance(cell, SheetCell)  # noqa: S101  # no cells are merged here
            write_text(cell, word)


def add_validations(sheet: Worksheet, lines: Sequence[Line], words: Words) -> None:
    """Give each column its rule, on the cells that are filled in."""
    for number, column in enumerate(COLUMNS, start=1):
        rows = [
            row
            for row, line in enumerate(lines, start=FIRST_ROW)
            if not line.locked and column.is_asked(line.measure, first_of_goal=line.text is not None)
        ]
        rule = _rule(column, words)
        if rule is None or not rows:
            continue
        for row in rows:
            rule.add(f"{get_column_letter(number)}{row}")
        sheet.add_data_validation(rule)


def _rule(column: Column, words: Words) -> DataValidation | None:
    if column.kind in LISTS:
        letter, most = get_column_letter(_LIST_COLUMNS[column.kind]), len(choices_of(column.kind, words))
        rule = DataValidation(
            "list", formula1=f"'{HIDDEN_SHEET}'!${letter}$1:${letter}${most}", allow_blank=True
        )
        message = "Vælg et af svarene på listen, eller lad cellen stå tom."
    elif column.kind in _BOUNDS:
        kind, most, message = _BOUNDS[column.kind]
        rule = DataValidation(kind, operator="between", formula1="0", formula2=str(most), allow_blank=True)
    else:
        return None
    rule.errorTitle, rule.error, rule.showErrorMessage = column.heading, message, True
    return rule
