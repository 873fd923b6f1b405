"""What does a plan cost, and do its documents' sums agree with their parts? Exact, in Decimal."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.domain.values import Period
from plans.enums import AmountKind
from plans.models import BudgetLine, BudgetTable

Sum = Decimal | None  # None is a dash: nothing is given, and nothing was added up


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of one row and period, their sum, and the line with the document's own sum."""

    lines: tuple[BudgetLine, ...]
    computed: Sum
    stated: BudgetLine | None = None

    @property
    def differs(self) -> bool:
        """Whether the document's sum is another than that of its parts; a dash is worth nothing."""
        return self.stated is not None and (self.stated.amount or 0) != (self.computed or 0)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: an area or a category, and what its amounts say."""

    area: int | None
    category: str
    kind: AmountKind


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by period, and their sum over all periods; `subject` None for the whole table's."""

    subject: Subject | None
    kind: AmountKind
    label: str  # the area's title or the category
    funding: str  # where the money comes from
    cells: Mapping[Period, Cell]
    total: Cell
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A budget table: its columns, its rows from the top, sums among them, and sums that fit nowhere."""

    table: BudgetTable
    periods: tuple[Period, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[BudgetLine, ...]

    @property
    def whole(self) -> Period:
        """From the first to the last year of the columns."""
        return _spanning(self.periods)

    @property
    def budget_lines(self) -> tuple[BudgetLine, ...]:
        """The lines of what was set aside, without sums."""
        return tuple(line for line in self.details if line.kind == AmountKind.BUDGET)

    @property
    def details(self) -> tuple[BudgetLine, ...]:
        """The lines that are no sums."""
        return tuple(
            line for row in self.rows if not row.is_sum for cell in row.cells.values() for line in cell.lines
        )


def added(amounts: Iterable[Sum]) -> Sum:
    """The sum of what is given; a dash where there are only dashes."""
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal(0)) if given else None


def sheet(table: BudgetTable, lines: Sequence[BudgetLine]) -> Sheet:
    """The table with its sums computed; what the document states as a sum stands beside them, never in them.

    Amounts of different kinds (budget, spent) are never added to one another. Where a table holds nothing but
    stated sums, they are its amounts. The lines' areas must have been fetched.
    """
    details = [line for line in lines if not line.stated_total] or list(lines)
    stated = _StatedSums([line for line in lines if line not in details])
    periods = tuple(sorted({_period(line) for line in details}))
    groups: dict[Subject, dict[str, list[BudgetLine]]] = {}
    for line in details:
        groups.setdefault(_subject(line), {}).setdefault(line.funding, []).append(line)
    rows: list[Row] = []
    for subject, fundings in groups.items():
        own = [_detail_row(periods, stated, subject, found) for found in fundings.values()]
        rows += own
        if len(own) > 1 and len(_of_kind(groups, subject.kind)) > 1:
            rows.append(_group_row(periods, stated, subject, own))
    rows = _spent_beside_budget(rows)
    for kind in dict.fromkeys(subject.kind for subject in groups):
        of_kind = [row for row in rows if row.kind == kind]
        total = _table_row(periods, stated, kind, of_kind, _of_kind(groups, kind))
        rows += [total] if total else []
    return Sheet(table, periods, tuple(rows), tuple(stated.left))


class _StatedSums:
    """The sums that the document states; each is taken by the one place that it is the sum of."""

    def __init__(self, lines: list[BudgetLine]) -> None:
        self.left = lines

    def take(self, period: Period, fits: Callable[[BudgetLine], bool]) -> BudgetLine | None:
        for line in self.left:
            if _period(line) == period and fits(line):
                self.left = [other for other in self.left if other is not line]
                return line
        return None


def _detail_row(
    periods: tuple[Period, ...], stated: _StatedSums, subject: Subject, lines: list[BudgetLine]
) -> Row:
    first = lines[0]
    cells = {period: tuple(line for line in lines if _period(line) == period) for period in periods}

    def fits(line: BudgetLine) -> bool:
        return _subject(line) == subject and line.funding == first.funding

    label = first.category or (first.area.title if first.area else "")
    return _row(
        subject, subject.kind, (label, first.funding), cells, lambda period: stated.take(period, fits)
    )


def _group_row(periods: tuple[Period, ...], stated: _StatedSums, subject: Subject, rows: list[Row]) -> Row:
    def fits(line: BudgetLine) -> bool:
        return _subject(line) == subject and not line.funding

    cells = {period: _lines(rows, period) for period in periods}
    return _row(
        subject,
        subject.kind,
        (rows[0].label, ""),
        cells,
        lambda period: stated.take(period, fits),
        is_sum=True,
    )


def _table_row(
    periods: tuple[Period, ...],
    stated: _StatedSums,
    kind: AmountKind,
    rows: list[Row],
    groups: Mapping[Subject, object],
) -> Row | None:
    """What the whole table comes to in amounts of `kind`; None for one row whose sum nobody states."""

    def fits(line: BudgetLine) -> bool:
        # A sum that names one of several groups is that group's, not the table's.
        return line.kind == kind and not line.funding and (len(groups) == 1 or _subject(line) not in groups)

    details = [row for row in rows if not row.is_sum]
    cells = {period: _lines(details, period) for period in periods}
    total = _row(None, kind, ("", ""), cells, lambda period: stated.take(period, fits), is_sum=True)
    is_stated = any(cell.stated is not None for cell in (*total.cells.values(), total.total))
    return total if len(details) > 1 or is_stated else None


def _row(
    subject: Subject | None,
    kind: AmountKind,
    labels: tuple[str, str],
    lines: Mapping[Period, tuple[BudgetLine, ...]],
    stated: Callable[[Period], BudgetLine | None],
    *,
    is_sum: bool = False,
) -> Row:
    cells = {period: _cell(found, stated(period)) for period, found in lines.items()}
    everything = tuple(line for found in lines.values() for line in found)
    # With one column the sum over all columns is that column.
    total = (
        next(iter(cells.values())) if len(cells) == 1 else _cell(everything, stated(_spanning(tuple(cells))))
    )
    label, funding = labels
    return Row(subject, kind, label, funding, cells, total, is_sum)


def _cell(lines: tuple[BudgetLine, ...], stated: BudgetLine | None) -> Cell:
    return Cell(lines, added(line.amount for line in lines), stated)


def _lines(rows: Iterable[Row], period: Period) -> tuple[BudgetLine, ...]:
    return tuple(line for row in rows for line in row.cells[period].lines)


def come_to(sheets: Iterable[Sheet], period: Period, kind: AmountKind = AmountKind.BUDGET) -> Sum:
    """What the lines of one kind in `sheets`, of years within `period`, add up to."""
    return added(
        line.amount
        for each in sheets
        for line in each.details
        if line.kind == kind and period.first <= line.first_year and line.last_year <= period.last
    )


def _of_kind(
    groups: Mapping[Subject, Mapping[str, list[BudgetLine]]], kind: AmountKind
) -> dict[Subject, Mapping[str, list[BudgetLine]]]:
    return {subject: fundings for subject, fundings in groups.items() if subject.kind is kind}


def _spent_beside_budget(rows: Sequence[Row]) -> list[Row]:
    """The rows in their order, but what was spent right after the budget that it was spent of."""
    placed = [row for row in rows if row.kind is not AmountKind.SPENT]
    for row in (row for row in rows if row.kind is AmountKind.SPENT):
        budget = [index for index, other in enumerate(placed) if _is_budget_of(other, row)]
        index = budget[-1] + 1 if budget else len(placed)
        placed.insert(index, row)
    return placed


def _is_budget_of(budget: Row, spent: Row) -> bool:
    if budget.kind is not AmountKind.BUDGET or budget.subject is None or spent.subject is None:
        return False
    of_budget = (budget.subject.area, budget.subject.category, budget.funding, budget.is_sum)
    return of_budget == (spent.subject.area, spent.subject.category, spent.funding, spent.is_sum)


def _spanning(periods: Sequence[Period]) -> Period:
    return Period(min(each.first for each in periods), max(each.last for each in periods))


def _period(line: BudgetLine) -> Period:
    return Period(line.first_year, line.last_year)


def _subject(line: BudgetLine) -> Subject:
    return Subject(line.area_id, line.category, AmountKind(line.kind))
