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
from reporting.plan_page.budget import Sheet, sheet
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
    rows = [_share_row(division, share, has_spent=has_spent, units=len(units)) for share in shares]
    if division.total is not None:
        label = _("Områder og årsværk i alt") if division.frame is not None else _("I alt inden for rammen")
        if not any(share.outside_frame for share in shares) and division.frame is None:
            label = _("I alt")
        rows.append(_share_row(division, division.total, has_spent=has_spent, label=label))
    if division.frame is not None:
        rows.append(_share_row(division, division.frame, has_spent=has_spent, label=_("Rammen")))
    columns = _division_columns(division.periods, has_spent=has_spent)
    return MoneyTable(shares[0].unit if len(units) == 1 else "", columns, tuple(rows))


def _division_columns(periods: Sequence[Period], *, has_spent: bool) -> tuple[str, ...]:
    years = [figures.years(period) for period in periods]
    return (
        *years,
        *([_("I alt")] if len(years) > 1 else []),
        *([_("Forbrugt"), _("Rest")] if has_spent else []),
    )


def _share_row(
    division: Division, share: Share, *, has_spent: bool, units: int = 1, label: str = ""
) -> MoneyRow:
    amounts = [*share.budget, *([share.whole] if len(share.budget) > 1 else [])]
    texts = [(_written(amount), _staff(amount), False) for amount in amounts]
    if has_spent:
        tally = share.tally
        texts.append((_written(share.spent), money.share(tally), tally.is_over))
        texts.append((money.amount(tally.remaining), "", tally.is_over))
    columns = _division_columns(division.periods, has_spent=has_spent)
    detail = [
        _("ikke fordelt på indsatsområder") if share.is_undivided else "",
        _("uden for planens ramme") if share.outside_frame else "",
        share.unit if units > 1 else "",
    ]
    return MoneyRow(
        label=label or _name(share),
        detail=" · ".join(part for part in detail if part),
        cells=tuple(
            MoneyCell(column, text, note, is_over)
            for column, (text, note, is_over) in zip(columns, texts, strict=True)
        ),
        is_sum=bool(label),
        is_danish=not label and (share.area is not None or bool(share.label)),
    )


def _written(amount: Amount) -> str:
    return f"{amount.qualifier} {money.amount(amount.value)}".strip()


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
        cells = list(_spent_cells(line, has_carried=has_carried, has_expected=has_expected))
        title = line.sheet.table.title
        detail = [
            figures.years(line.period) if line.period else "",
            "" if line.sheet.table.within_frame else _("uden for planens ramme"),
            line.sheet.table.unit if len(units) > 1 else "",
        ]
        rows.append(
            MoneyRow(
                label=title if line.period else _("%(what)s i alt") % {"what": title},
                detail=" · ".join(part for part in detail if part),
                cells=tuple(MoneyCell(name, *cell) for name, cell in zip(names, cells, strict=True)),
                is_sum=line.period is None,
            )
        )
    return MoneyTable(lines[0].sheet.table.unit if len(units) == 1 else "", tuple(names), tuple(rows))


def _spent_cells(
    line: SpentLine, *, has_carried: bool, has_expected: bool
) -> Iterator[tuple[str, str, bool]]:
    tally = line.tally
    yield money.amount(tally.budget), "", False
    if has_carried:
        yield money.amount(line.carried_over), "", False
    missing = ""
    if line.unreported and tally.spent is not None:
        missing = _("%(done)s af %(total)s poster") % {
            "done": line.asked - line.unreported,
            "total": line.asked,
        }
    share = money.share(tally)
    yield money.amount(tally.spent), " · ".join(part for part in (share, missing) if part), tally.is_over
    yield money.amount(tally.remaining), _("over budgettet") if tally.is_over else "", tally.is_over
    if has_expected:
        yield f"{line.expected_qualifier} {money.amount(line.expected)}".strip(), "", False


def _unreported(lines: Iterable[SpentLine]) -> str:
    """What is said where nothing of the plan's budget has been reported as spent."""
    if any(line.tally.spent is not None for line in lines):
        return ""
    return _("Der er ikke indberettet noget forbrug endnu.")
