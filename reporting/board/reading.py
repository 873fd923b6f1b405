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
from plans.web.plan_pages import usual_period


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
    """A plan with its status reports, in the order of the board's columns.

    `period` is the chosen one; `reports` has those of the `periods` that are to be shown.
    """

    plan: ActionPlan
    period: Period
    periods: Sequence[Period]
    reported: frozenset[Period]
    reports: Mapping[Period, StatusReport]
    holders: Sequence[Holder]
    in_full: bool  # the chosen period alone, a goal with all that is told of it

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


def read_board(
    slug: str, period: Period | None, *, today: date, in_full: bool = False
) -> BoardReading | None:
    """The plan at this address with its reports; None without such a plan, or outside its years.

    Without a `period` the usual one is chosen; `in_full` leaves out the reports of the others.
    """
    plan = queries.plan_by_slug(slug)
    if plan is None:
        return None
    years, rounds = plan.period, queries.reported_periods(plan)
    # A round for years that the plan does not have is a mistake that must not close the page.
    reported = frozenset(each for each in rounds if each.first in years and each.last in years)
    chosen = period or usual_period(plan, reported, today)
    if chosen.first not in years or chosen.last not in years:
        return None
    periods = {*(Period(year, year) for year in years.years), years, *reported, chosen}
    columns = sorted(periods, key=lambda each: (each.last - each.first, each.first))
    wanted = [chosen] if in_full else columns
    reports = status_reports([plan], wanted, today=today)
    return BoardReading(
        plan=plan,
        period=chosen,
        periods=columns,
        reported=reported,
        reports={each: reports[plan.pk, each] for each in wanted},
        holders=_holders(plan, today),
        in_full=in_full,
    )


def _holders(plan: ActionPlan, today: date) -> list[Holder]:
    areas: dict[int, set[int]] = {}
    names: dict[int, str] = {}
    for given in queries.responsibilities_on(today, [plan.pk]):
        if given.user.is_active:
            names[given.user_id] = given.user.display_name
            areas.setdefault(given.user_id, set()).add(given.area_id)
    return [Holder(person, name, frozenset(areas[person])) for person, name in names.items()]
