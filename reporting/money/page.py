"""What does the page of a plan's money show? Budget by area, year and source, spending, sums, key figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.domain.values import Period
from plans.models import ActionPlan, BudgetTable, KeyFigure
from plans.wording import figures, money
from reporting.money.chart import MoneyChart, money_chart
from reporting.money.division import Amount, Division, Share, by_area, by_source
from reporting.money.spent import SpentLine, disagreements, spent_lines
from reporting.plan_page.budget import Sheet, Sum, sheet
from reporting.plan_page.budget_pages import BudgetPart, budget_chapter
from reporting.plan_page.key_figures import KeyFigureGroup, key_figure_groups


@dataclass(frozen=True, slots=True)
class MoneyCell:
    """One figure of a table with what stands at it."""

    column: str
    text: str
    note: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class _Unwritten:
    """An amount before its column is known to be written with so many decimals."""

    value: Sum
    qualifier: str = ""
    note: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A row before it is written."""

    label: str
    detail: str
    cells: tuple[_Unwritten, ...]
    is_sum: bool = False
    is_danish: bool = True


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A row; `is_danish` where its name is the plan's own."""

    label: str
    detail: str
    cells: tuple[MoneyCell, ...]
    is_sum: bool = False
    is_danish: bool = True


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table of money, all of it in `unit` unless its rows say otherwise."""

    unit: str
    columns: tuple[str, ...]
    rows: tuple[MoneyRow, ...]


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The whole page; what the plan does not tell is None or empty."""

    chart: MoneyChart | None
    chart_of: str  # "areas" or "sources": the table that has the picture's figures
    areas: MoneyTable | None
    sources: MoneyTable | None
    spent: MoneyTable | None
    unreported: str
    checks: tuple[str, ...]
    differs: bool
    tables: tuple[BudgetPart, ...]
    key_figures: tuple[KeyFigureGroup, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the plan says nothing at all of money and key figures."""
        return not (self.tables or self.key_figures)


def money_page(
    plan: ActionPlan, tables: Sequence[BudgetTable], key_figures: Iterable[KeyFigure]
) -> MoneyPage:
    """The plan's money; the tables' lines, and what a key figure belongs to, must have been fetched."""
    sheets = money_sheets(tables)
    chapter = budget_chapter((table, list(table.lines.all())) for table in tables)
    areas, sources, spent = by_area(sheets), by_source(sheets), spent_lines(sheets)
    disagreeing = disagreements(sheets)
    pictured = sources if len(sources.shares) > len(areas.shares) else areas
    return MoneyPage(
        chart=money_chart([(_name(share), share) for share in pictured.shares]),
        chart_of="sources" if pictured is sources else "areas",
        areas=_division_table(areas) if areas.periods else None,
        sources=_division_table(sources) if sources.periods else None,
        spent=_spent_table(spent) if spent else None,
        unreported=_unreported(spent),
        checks=(*(chapter.frame_checks if chapter else ()), *disagreeing),
        differs=bool(disagreeing) or (chapter is not None and chapter.frame_differs),
        tables=chapter.tables if chapter else (),
        key_figures=key_figure_groups(plan, key_figures),
    )


def money_sheets(tables: Iterable[BudgetTable]) -> list[Sheet]:
    """The plan's budget tables with their sums; their lines must have been fetched."""
    return [sheet(table, list(table.lines.all())) for table in tables]


def _name(share: Share) -> str:
    if share.area is not None:
        return f"{share.area.number}. {share.area.title}"
    return share.label or _("Kilde ikke oplyst")


def _division_table(division: Division) -> MoneyTable:
    shares = division.shares
    units = {share.unit for share in shares}
    has_spent = any(share.spent.value is not None for share in shares)
    rows = [_share_row(share, has_spent=has_spent, units=len(units)) for share in shares]
    if division.total is not None:
        label = _("Områder og årsværk i alt") if division.frame is not None else _("I alt inden for rammen")
        if not any(share.outside_frame for share in shares) and division.frame is None:
            label = _("I alt")
        rows.append(_share_row(division.total, has_spent=has_spent, label=label))
    if division.frame is not None:
        rows.append(_share_row(division.frame, has_spent=has_spent, label=_("Rammen")))
    columns = _division_columns(division.periods, has_spent=has_spent)
    return _table(money.unit(shares[0].unit) if len(units) == 1 else "", columns, rows)


def _table(unit: str, columns: tuple[str, ...], rows: Sequence[_Row]) -> MoneyTable:
    """The rows written out: all amounts of a column with the same number of decimals."""
    decimals = figures.decimals_of_columns([cell.value for cell in row.cells] for row in rows)

    def cell(column: str, amount: _Unwritten, decimals: int) -> MoneyCell:
        text = f"{amount.qualifier} {money.amount(amount.value, decimals=decimals)}".strip()
        return MoneyCell(column, text, amount.note, amount.is_over)

    written = (
        MoneyRow(
            label=row.label,
            detail=row.detail,
            cells=tuple(cell(*each) for each in zip(columns, row.cells, decimals, strict=True)),
            is_sum=row.is_sum,
            is_danish=row.is_danish,
        )
        for row in rows
    )
    return MoneyTable(unit, columns, tuple(written))


def _division_columns(periods: Sequence[Period], *, has_spent: bool) -> tuple[str, ...]:
    years = [figures.years(period) for period in periods]
    return (
        *years,
        *([_("I alt")] if len(years) > 1 else []),
        *([_("Forbrugt"), _("Rest")] if has_spent else []),
    )


def _share_row(share: Share, *, has_spent: bool, units: int = 1, label: str = "") -> _Row:
    amounts = [*share.budget, *([share.whole] if len(share.budget) > 1 else [])]
    cells = [_Unwritten(amount.value, amount.qualifier, _staff(amount)) for amount in amounts]
    if has_spent:
        tally, spent = share.tally, share.spent
        cells.append(_Unwritten(spent.value, spent.qualifier, money.share(tally), tally.is_over))
        cells.append(_Unwritten(tally.remaining, is_over=tally.is_over))
    detail = [
        _("ikke fordelt på indsatsområder") if share.is_undivided else "",
        _("uden for planens ramme") if share.outside_frame else "",
        money.unit(share.unit) if units > 1 else "",
    ]
    return _Row(
        label=label or _name(share),
        detail=" · ".join(part for part in detail if part),
        cells=tuple(cells),
        is_sum=bool(label),
        is_danish=not label and (share.area is not None or bool(share.label)),
    )


def _staff(amount: Amount) -> str:
    return "" if amount.staff is None else _("%(n)s årsværk") % {"n": figures.number(amount.staff)}


def _spent_table(lines: Sequence[SpentLine]) -> MoneyTable:
    has_carried = any(line.carried_over is not None for line in lines)
    has_expected = any(line.expected is not None for line in lines)
    names = [
        _("Budget"),
        *([_("Overført")] if has_carried else []),
        _("Forbrugt"),
        _("Rest"),
        *([_("Forventet forbrug")] if has_expected else []),
    ]
    units = {line.sheet.table.unit for line in lines}
    rows = []
    for line in lines:
        cells = tuple(_spent_cells(line, has_carried=has_carried, has_expected=has_expected))
        title = line.sheet.table.title
        detail = [
            figures.years(line.period) if line.period else "",
            "" if line.sheet.table.within_frame else _("uden for planens ramme"),
            money.unit(line.sheet.table.unit) if len(units) > 1 else "",
        ]
        rows.append(
            _Row(
                label=title if line.period else _("%(what)s i alt") % {"what": title},
                detail=" · ".join(part for part in detail if part),
                cells=cells,
                is_sum=line.period is None,
            )
        )
    return _table(money.unit(lines[0].sheet.table.unit) if len(units) == 1 else "", tuple(names), rows)


def _spent_cells(line: SpentLine, *, has_carried: bool, has_expected: bool) -> Iterator[_Unwritten]:
    tally = line.tally
    yield _Unwritten(tally.budget)
    if has_carried:
        yield _Unwritten(line.carried_over)
    missing = ""
    if line.unreported and tally.spent is not None:
        missing = _("%(done)s af %(total)s poster") % {
            "done": line.asked - line.unreported,
            "total": line.asked,
        }
    share = money.share(tally)
    note = " · ".join(part for part in (share, missing) if part)
    yield _Unwritten(tally.spent, note=note, is_over=tally.is_over)
    yield _Unwritten(
        tally.remaining, note=_("over budgettet") if tally.is_over else "", is_over=tally.is_over
    )
    if has_expected:
        yield _Unwritten(line.expected, line.expected_qualifier)


def _unreported(lines: Iterable[SpentLine]) -> str:
    """What is said where nothing of the plan's budget has been reported as spent."""
    if any(line.tally.spent is not None for line in lines):
        return ""
    return _("Der er ikke indberettet noget forbrug endnu.")
