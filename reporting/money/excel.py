"""How does one get a plan's money into Excel? Every line as typed cells, what was spent, the sums' checks.

Always in Danish, as the documents are. The same plan gives the same bytes: nothing comes from the clock.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils import translation
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.enums import AmountKind
from plans.models import ActionPlan, BudgetLine, BudgetTable, KeyFigure
from plans.office.figure_cells import PLAIN_NUMBER, Cell, NumberCell
from plans.office.sheets import PlainColumn, describe, fill_list, saved
from plans.wording import figures
from reporting.money.page import money_page, money_sheets
from reporting.money.spent import spent_lines
from reporting.plan_page.terms import amount_kind_word, span_words

_MONEY = "#,##0.00##"
_NUMBER = "#,##0.####"
_WHOLE = "#,##0"
_PERCENT = "0.0%"

_LINE_COLUMNS = (
    ("Tabel", 34),
    ("Inden for rammen", 12),
    ("Indsatsområde", 34),
    ("Post", 34),
    ("Finansiering", 24),
    ("Fra år", 8),
    ("Til år", 8),
    ("Art", 16),
    ("Beløb", 12),
    ("Enhed", 10),
    ("Forbehold", 10),
    ("Årsværk", 10),
    ("Oplyst sum", 10),
    ("Note", 44),
    ("Kilde", 34),
)
_SPENT_COLUMNS = (
    ("Tabel", 40),
    ("Periode", 12),
    ("Budget", 12),
    ("Overført", 12),
    ("Forbrugt", 12),
    ("Forbrugt i pct.", 12),
    ("Rest", 12),
    ("Forventet forbrug", 14),
    ("Poster uden forbrug", 14),
    ("Enhed", 12),
)
_FIGURE_COLUMNS = (
    ("Indsatsområde", 34),
    ("Nøgletal", 50),
    ("Tal", 12),
    ("Enhed", 18),
    ("Forbehold", 12),
    ("Periode", 24),
    ("Heraf", 34),
    ("Heraf, tal", 12),
    ("Kilde", 34),
)


def render_money_xlsx(
    plan: ActionPlan, tables: Sequence[BudgetTable], key_figures: Sequence[KeyFigure]
) -> bytes:
    """Set the plan's money and key figures as an Excel workbook."""
    with translation.override("da"):
        book = Workbook()
        describe(book, title=f"Økonomi: {plan.title}", subject=plan.title, on=plan.starts_on)
        first = book.worksheets[0]
        first.title = "Budgetposter"
        _fill(first, _LINE_COLUMNS, _line_rows(tables))
        _fill(book.create_sheet("Forbrug mod budget"), _SPENT_COLUMNS, _spent_rows(tables))
        page = money_page(plan, tables, key_figures)
        checks = [*page.checks, *(f"{part.title}: {check}" for part in page.tables for check in part.checks)]
        _fill(book.create_sheet("Kontrol af summer"), (("Kontrol", 110),), ([check] for check in checks))
        _fill(book.create_sheet("Nøgletal"), _FIGURE_COLUMNS, _figure_rows(key_figures))
        return saved(book)


def _fill(sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> None:
    """A list of which a column holds numbers where any of its cells does."""
    cells = list(rows)
    numbers = [any(isinstance(row[index], NumberCell) for row in cells) for index in range(len(columns))]
    described = [PlainColumn(*column, is_number) for column, is_number in zip(columns, numbers, strict=True)]
    fill_list(sheet, described, cells)


def _line_rows(tables: Iterable[BudgetTable]) -> Iterable[list[Cell]]:
    return (_line_row(table, line) for table in tables for line in table.lines.all())


def _line_row(table: BudgetTable, line: BudgetLine) -> list[Cell]:
    return [
        table.title,
        "ja" if table.within_frame else "nej",
        f"{line.area.number}. {line.area.title}" if line.area else None,
        line.category or None,
        line.funding or None,
        NumberCell(line.first_year, PLAIN_NUMBER),
        NumberCell(line.last_year, PLAIN_NUMBER),
        amount_kind_word(AmountKind(line.kind)),
        _cell(line.amount, _MONEY) or figures.NO_FIGURE,
        table.unit,
        line.qualifier or None,
        _cell(line.full_time_equivalents, _NUMBER),
        "ja" if line.stated_total else None,
        line.footnote or None,
        line.source_ref or table.source_ref or None,
    ]


def _spent_rows(tables: Iterable[BudgetTable]) -> Iterable[list[Cell]]:
    for line in spent_lines(money_sheets(tables)):
        tally = line.tally
        yield [
            line.sheet.table.title,
            figures.years(line.period) if line.period else "I alt",
            _cell(tally.budget, _MONEY),
            _cell(line.carried_over, _MONEY),
            _cell(tally.spent, _MONEY),
            NumberCell(float(tally.share / 100), _PERCENT) if tally.share is not None else None,
            _cell(tally.remaining, _MONEY),
            _cell(line.expected, _MONEY),
            NumberCell(line.unreported, _WHOLE),
            line.sheet.table.unit,
        ]


def _figure_rows(key_figures: Iterable[KeyFigure]) -> Iterable[list[Cell]]:
    for figure in key_figures:
        own: list[Cell] = [
            f"{figure.area.number}. {figure.area.title}" if figure.area else None,
            figure.label,
            _cell(figure.value, _NUMBER),
            figure.unit or None,
            figure.qualifier or None,
            span_words(figure.starts_on, figure.ends_on) or None,
        ]
        yield [*own, None, None, figure.source_ref or None]
        for part in figure.parts.all():
            yield [own[0], own[1], None, own[3], None, own[5], part.label, _cell(part.value, _NUMBER), None]


def _cell(value: Decimal | None, number_format: str) -> NumberCell | None:
    """A number with the decimals that it has; None for a dash."""
    if value is None:
        return None
    exact = Fraction(value)
    cell_value = int(exact) if exact.denominator == 1 else float(exact)
    return NumberCell(
        cell_value, _WHOLE if number_format == _NUMBER and exact.denominator == 1 else number_format
    )
