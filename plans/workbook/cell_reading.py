"""What stands in a cell that was filled in? As a text, whatever the spreadsheet has made of it."""

from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from plans.workbook.columns import NUMBERS, Column, Kind
from plans.workbook.lines import plainly
from plans.workbook.percent_formats import percent_format
from plans.workbook.rich_cells import seen

# Excel's own: it shows no more of a number, and writes 4.15 as 4.1500000000000004.
_SIGNIFICANT = ".15g"
PERCENT_ENDINGS = ("%", ".", "t")  # "47 %", "47 pct.", "47 procent" and "47 pct"


class WrongCell(Exception):
    """What stands in a cell is of no use; the sentence says what is expected."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def cell_text(cell: Any, column: Column) -> str:
    """The text of a cell of openpyxl; empty for an empty one. Raises WrongCell."""
    value = seen(cell.value)
    if value is None:
        return ""
    found = _useless(value, cell.data_type)
    if found:
        raise WrongCell(f"{found} {expected(column)}")
    if isinstance(value, int | float):
        return _number(value, column, cell.number_format or "")
    return plainly(str(value))


def says_percent(cell: Any) -> bool:
    """Whether a cell that is filled in shows that it is a percentage, by its format or by its words."""
    value = seen(cell.value)
    if isinstance(value, int | float):
        return percent_format(cell.number_format or "", value).says_percent
    return plainly(str(value)).endswith(PERCENT_ENDINGS)


def _useless(value: object, kind: str) -> str:
    """The sentence on a cell that holds neither text nor number; `kind` is openpyxl's letter for its type."""
    if kind == "f":
        return _("Cellen indeholder en formel.")
    if kind == "e":
        return _("Cellen indeholder en fejlværdi.")
    if kind == "b" or isinstance(value, bool):
        return _("Cellen indeholder SAND eller FALSK.")
    if not isinstance(value, int | float | str):
        return _("Cellen indeholder en dato eller et klokkeslæt.")
    return ""


def expected(column: Column) -> str:
    """The sentence that says what to write in a cell of this column."""
    match column.kind:
        case Kind.JUDGEMENT | Kind.UNMEASURABLE:
            return _("Vælg et af svarene på cellens liste.")
        case Kind.TEXT | Kind.KNOWN:
            return _("Skriv almindelig tekst.")
        case _:
            return _("Skriv et almindeligt tal, fx %(example)s.") % {"example": column.example}


def _number(value: float, column: Column, number_format: str) -> str:
    if not isfinite(value):
        raise WrongCell(expected(column))
    exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, _SIGNIFICANT))
    shown_as = percent_format(number_format, value)
    if shown_as.says_percent and column.kind in NUMBERS:
        if column.kind is not Kind.PERCENTAGE:
            raise WrongCell(f"{_('Cellen er formateret som procent.')} {expected(column)}")
        # "47 %" typed in Excel is stored as 0.47.
        exact *= 100**shown_as.hundreds
    # The strict parser of figures says what is wrong with too many digits: nothing is rounded here.
    sign, magnitude = ("-", -exact) if exact < 0 else ("", exact)
    integer, _dot, decimals = format(magnitude, "f").partition(".")
    decimals = decimals.rstrip("0")
    return f"{sign}{integer},{decimals}" if decimals else f"{sign}{integer}"
