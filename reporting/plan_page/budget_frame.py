"""Do the areas and the staff of a plan come to its frame? Exact, in Decimal."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plans.domain.values import Period
from plans.enums import AmountKind
from reporting.plan_page.budget import Sheet, Sum, come_to


@dataclass(frozen=True, slots=True)
class FrameRoles:
    """The table of the plan's frame, and those that divide it: by area, and among the staff."""

    frame: Sheet
    areas: tuple[Sheet, ...]
    staff: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class FrameCheck:
    """What the areas and the staff come to in a period, beside the plan's frame."""

    period: Period
    areas: Decimal
    staff: Sum
    frame: Decimal
    unit: str

    @property
    def parts(self) -> Decimal:
        """Areas and staff together."""
        return self.areas + (self.staff or 0)

    @property
    def differs(self) -> bool:
        """Whether the parts come to another sum than the frame."""
        return self.parts != self.frame


def frame_checks(sheets: Iterable[Sheet]) -> tuple[FrameCheck, ...]:
    """For each period of the plan's frame, what its areas and its staff come to.

    The frame is the one table within it that is neither divided by areas nor all staff (full-time
    equivalents). Nothing where a plan has no such table, or none of areas. Source: plan 2016–17, Økonomi.
    """
    roles = frame_roles(sheets)
    if roles is None:
        return ()
    frame, checks = roles.frame, []
    for period in dict.fromkeys((*frame.periods, frame.whole)):
        by_area, limit = come_to(roles.areas, period), frame_of(frame, period)
        if by_area is not None and limit is not None:
            staff = come_to(roles.staff, period)
            checks.append(FrameCheck(period, by_area, staff, limit, unit=frame.table.unit))
    return tuple(checks)


def frame_roles(sheets: Iterable[Sheet]) -> FrameRoles | None:
    """Which table is the frame, and which ones divide it; None where a plan does not tell it so."""
    within = [each for each in sheets if each.table.within_frame and each.budget_lines]
    areas = [each for each in within if all(line.area_id for line in each.budget_lines)]
    rest = [each for each in within if each not in areas]
    staff = [each for each in rest if all(line.full_time_equivalents for line in each.budget_lines)]
    frames = [each for each in rest if each not in staff]
    if len(frames) != 1 or not areas:
        return None
    return FrameRoles(frames[0], tuple(areas), tuple(staff))


def frame_of(frame: Sheet, period: Period) -> Sum:
    """The frame for `period`: as its document states it, else as its lines add up."""
    for row in reversed(frame.rows):
        cell = row.cells.get(period) or row.total
        if row.subject is None and row.kind is AmountKind.BUDGET and cell.stated is not None:
            stated: Sum = cell.stated.amount
            return stated
    return come_to([frame], period)
