"""How is a plan's money divided, by area and by source? No amount is counted twice.

A plan may tell the same money twice: a frame by source, and what each area gets of it. The areas' amounts and
those of the staff stand by area then, the frame's by source, and the frame itself beside their sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plans.domain.spending import Tally
from plans.domain.values import Period
from plans.enums import AmountKind
from plans.models import BudgetLine, EffortArea
from reporting.plan_page.budget import Sheet, Sum, added
from reporting.plan_page.budget_frame import FrameRoles, frame_of, frame_roles


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money, no more certain than its parts ("ca."), and the full-time equivalents in it."""

    value: Sum
    qualifier: str = ""
    staff: Sum = None


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody or something gets, by period, and what was spent and is expected of it."""

    area: EffortArea | None
    label: str  # what is no area: a table's title, or a source of money; empty for no source
    unit: str
    outside_frame: bool
    budget: tuple[Amount, ...]  # by the periods of the division
    whole: Amount
    spent: Amount
    expected: Amount
    is_undivided: bool = False  # no area's, in a plan without a frame for its areas to share

    @property
    def tally(self) -> Tally:
        """All of its budget, and what was spent of it."""
        return Tally(self.whole.value, self.spent.value)


@dataclass(frozen=True, slots=True)
class Division:
    """The shares under their periods; `frame` is what they should come to, where the plan says so."""

    periods: tuple[Period, ...]
    shares: tuple[Share, ...]
    total: Share | None = None
    frame: Share | None = None


def by_area(sheets: Sequence[Sheet]) -> Division:
    """What each area gets, and the money that is no area's."""
    roles = frame_roles(sheets)
    divided = [each for each in sheets if roles is None or each is not roles.frame]
    periods = _periods(divided)
    shares = [*_areas(divided, periods), *_tables(divided, periods)]
    if roles is None:
        shares = [replace(share, is_undivided=share.area is None) for share in shares]
        return Division(periods, tuple(shares))
    own = [line for each in (*roles.areas, *roles.staff) for line in each.details]
    total = _share(own, periods, unit=roles.frame.table.unit)
    return Division(periods, tuple(shares), total, _frame(roles, periods))


def by_source(sheets: Sequence[Sheet]) -> Division:
    """Where the money comes from; from the frame alone, where its lines tell it. Nothing without sources."""
    roles = frame_roles(sheets)
    chosen = list(sheets)
    if roles is not None and any(line.funding for line in roles.frame.details):
        chosen = [each for each in sheets if each is roles.frame or not each.table.within_frame]
    chosen = [each for each in chosen if any(line.funding for line in each.details)]
    periods = _periods(chosen)
    keys: dict[tuple[bool, str, str], list[BudgetLine]] = {}
    for each in chosen:
        for line in each.details:
            keys.setdefault((not each.table.within_frame, line.funding, each.table.unit), []).append(line)
    shares = [
        _share(lines, periods, label=funding, unit=unit, outside=outside)
        for (outside, funding, unit), lines in sorted(keys.items(), key=lambda each: each[0][0])
    ]
    inside = [share for share in shares if not share.outside_frame]
    lines = [line for each in chosen if each.table.within_frame for line in each.details]
    units = {share.unit for share in inside}
    has_sum = len(inside) > 1 and len(units) == 1
    total = _share(lines, periods, unit=units.pop()) if has_sum else None
    return Division(periods, tuple(shares), total)


def _areas(sheets: Sequence[Sheet], periods: tuple[Period, ...]) -> Iterable[Share]:
    found: dict[tuple[int, bool, str], list[BudgetLine]] = {}
    for each in sheets:
        for line in each.details:
            if line.area is not None:
                key = (line.area.number, not each.table.within_frame, each.table.unit)
                found.setdefault(key, []).append(line)
    for (_number, outside, unit), lines in sorted(found.items(), key=lambda each: each[0][:2]):
        yield _share(lines, periods, area=lines[0].area, unit=unit, outside=outside)


def _tables(sheets: Sequence[Sheet], periods: tuple[Period, ...]) -> Iterable[Share]:
    for each in sheets:
        lines = [line for line in each.details if line.area is None]
        is_divided = len(lines) < len(each.details)
        named: dict[str, list[BudgetLine]] = {}
        for line in lines:
            # Of a table that is partly the areas', the rest goes by its own names.
            named.setdefault(line.category if is_divided else each.table.title, []).append(line)
        for name, own in named.items():
            outside = not each.table.within_frame
            yield _share(own, periods, label=name, unit=each.table.unit, outside=outside)


def _share(
    lines: Sequence[BudgetLine],
    periods: tuple[Period, ...],
    *,
    area: EffortArea | None = None,
    label: str = "",
    unit: str,
    outside: bool = False,
) -> Share:
    budget = _of_kind(lines, AmountKind.BUDGET)
    return Share(
        area=area,
        label=label,
        unit=unit,
        outside_frame=outside,
        budget=tuple(_amount([line for line in budget if _period(line) == period]) for period in periods),
        whole=_amount(budget, names_staff=False),
        spent=_amount(_of_kind(lines, AmountKind.SPENT)),
        expected=_amount(_of_kind(lines, AmountKind.EXPECTED)),
    )


def _frame(roles: FrameRoles, periods: tuple[Period, ...]) -> Share:
    """The frame as its document states it."""
    sheet = roles.frame
    return Share(
        area=None,
        label=sheet.table.title,
        unit=sheet.table.unit,
        outside_frame=False,
        budget=tuple(Amount(frame_of(sheet, period)) for period in periods),
        whole=Amount(frame_of(sheet, sheet.whole)),
        spent=_amount(_of_kind(sheet.details, AmountKind.SPENT)),
        expected=_amount(_of_kind(sheet.details, AmountKind.EXPECTED)),
    )


def _periods(sheets: Iterable[Sheet]) -> tuple[Period, ...]:
    return tuple(
        sorted({_period(line) for each in sheets for line in each.details if line.kind == AmountKind.BUDGET})
    )


def _period(line: BudgetLine) -> Period:
    return Period(line.first_year, line.last_year)


def _of_kind(lines: Iterable[BudgetLine], kind: AmountKind) -> list[BudgetLine]:
    return [line for line in lines if line.kind == kind]


def _amount(lines: Sequence[BudgetLine], *, names_staff: bool = True) -> Amount:
    return Amount(
        value=added(line.amount for line in lines),
        qualifier=next((line.qualifier for line in lines if line.qualifier), ""),
        # full-time equivalents of several years are no sum of anything
        staff=added(line.full_time_equivalents for line in lines) if names_staff else None,
    )
