"""Which standings does a plan's board show? Those of every goal in each year and each reported period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans import queries
from plans.domain.values import Period
from plans.enums import PreventionLevel
from plans.models import ActionPlan
from plans.status_report import AreaLine, GoalStatus, StatusReport, status_reports


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who enters the figures of areas of the plan today."""

    id: int
    name: str
    areas: frozenset[int]


@dataclass(frozen=True)
class BoardGoal:
    """A goal with its standing in each period in which something is expected of it.

    `named_by` is its standing in the chosen period, or else in the first that has it; `number` counts from 1.
    """

    named_by: GoalStatus
    number: int
    standings: Mapping[Period, GoalStatus]

    @property
    def areas(self) -> tuple[AreaLine, ...]:
        """The goal's areas, the lead area first."""
        return self.named_by.areas

    @cached_property
    def levels(self) -> tuple[PreventionLevel, ...]:
        """The levels that any of the goal's areas works on."""
        worked_on = {level for area in self.areas for level in area.levels}
        return tuple(level for level in PreventionLevel if level in worked_on)


@dataclass(frozen=True)
class BoardReading:
    """A plan with its status reports, in the order of the board's columns."""

    plan: ActionPlan
    reports: Mapping[Period, StatusReport]
    reported_last: Period | None
    holders: Sequence[Holder]
    today: date

    @property
    def usual_period(self) -> Period:
        """The period that is chosen where nobody chose: the one reported last, else the running year."""
        if self.reported_last is not None:
            return self.reported_last
        year = min(max(self.today.year, self.plan.period.first), self.plan.period.last)
        return Period(year, year)

    @cached_property
    def areas(self) -> list[AreaLine]:
        """The areas that goals of the plan belong to, by number."""
        found = {area.id: area for report in self.reports.values() for g in report.goals for area in g.areas}
        return sorted(found.values(), key=lambda area: area.number)

    @cached_property
    def levels(self) -> list[PreventionLevel]:
        """The levels that these areas work on."""
        worked_on = {level for area in self.areas for level in area.levels}
        return [level for level in PreventionLevel if level in worked_on]

    def goals(self, chosen: Period) -> list[BoardGoal]:
        """Every goal once: by area, and there in the order of the chosen period's report."""
        standings: dict[int, dict[Period, GoalStatus]] = {}
        for period in (chosen, *(each for each in self.reports if each != chosen)):
            for goal in self.reports[period].goals:
                standings.setdefault(goal.id, {})[period] = goal
        named = [(next(iter(each.values())), each) for each in standings.values()]
        by_area = sorted(named, key=lambda pair: pair[0].areas[0].number)  # the order within an area stays
        return [BoardGoal(goal, number, each) for number, (goal, each) in enumerate(by_area, start=1)]


def read_board(slug: str, *, today: date) -> BoardReading | None:
    """The plan at this address with all its reports; None without such a plan."""
    plan = queries.plan_by_slug(slug)
    if plan is None:
        return None
    years = plan.period
    # A round for years that the plan does not have is a mistake that must not close the page.
    reported = [each for each in queries.reported_periods(plan) if each.first in years and each.last in years]
    periods = {*(Period(year, year) for year in years.years), years, *reported}
    columns = sorted(periods, key=lambda period: (period.last - period.first, period.first))
    reports = status_reports([plan], columns, today=today)
    return BoardReading(
        plan=plan,
        reports={period: reports[plan.pk, period] for period in columns},
        reported_last=reported[-1] if reported else None,
        holders=_holders(plan, today),
        today=today,
    )


def _holders(plan: ActionPlan, today: date) -> list[Holder]:
    areas: dict[int, set[int]] = {}
    names: dict[int, str] = {}
    for given in queries.responsibilities_on(today, [plan.pk]):
        if given.user.is_active:
            names[given.user_id] = given.user.display_name
            areas.setdefault(given.user_id, set()).add(given.area_id)
    return [Holder(person, name, frozenset(areas[person])) for person, name in names.items()]
