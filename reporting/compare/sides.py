"""Which two standings can be compared, and which are where nobody chose? Plans with their periods."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plans import queries
from plans.domain.values import Period
from plans.models import ActionPlan

MOST_PLANS = 100


@dataclass(frozen=True, slots=True)
class Side:
    """A plan in a period."""

    plan: ActionPlan
    period: Period

    @property
    def time(self) -> tuple[int, int, date]:
        """Its place in time."""
        return (self.period.last, self.period.first, self.plan.starts_on)

    def is_before(self, other: "Side") -> bool:
        """Whether this is the earlier of the two: by its last year, its first year, its plan's start."""
        return self.time < other.time


@dataclass(frozen=True, slots=True)
class Sides:
    """What can be compared: plans, the newest first, and each one's reported periods in order.

    `are_all` unless there are more plans than can be chosen from: then these are the newest, the ones that
    were asked for, and those that they follow.
    """

    plans: Sequence[ActionPlan]
    reported: Mapping[int, Sequence[Period]]
    today: date
    are_all: bool = True

    def plan(self, slug: str) -> ActionPlan | None:
        """The plan at this address."""
        return next((plan for plan in self.plans if plan.slug == slug), None)

    def periods(self, plan: ActionPlan) -> list[Period]:
        """The plan's years, the whole of it, and what was reported of it; the years first."""
        years = {Period(year, year) for year in plan.period.years}
        found = {*years, plan.period, *self.reported_of(plan)}
        return sorted(found, key=lambda period: (period.last - period.first, period.first))

    def reported_of(self, plan: ActionPlan) -> list[Period]:
        """What was reported of the plan, or is; the last of it last."""
        # A round for years that the plan does not have is a mistake that must not close the page.
        return [
            each
            for each in self.reported.get(plan.pk, ())
            if each.first in plan.period and each.last in plan.period
        ]

    def usual_plan(self) -> ActionPlan | None:
        """The newest plan of which something was reported, else the newest; None without plans."""
        with_reports = (plan for plan in self.plans if self.reported_of(plan))
        return next(with_reports, None) or next(iter(self.plans), None)

    def usual_period(self, plan: ActionPlan) -> Period:
        """What was reported last of the plan, else its running year or the nearest to it."""
        reported = self.reported_of(plan)
        if reported:
            return reported[-1]
        year = min(max(self.today.year, plan.period.first), plan.period.last)
        return Period(year, year)

    def usual_other(self, side: Side) -> Side:
        """What a standing is compared with where nobody chose.

        What was reported of the plan before it; else the last report of the plan that it follows; else the
        year before; else whatever other period of the plan there is, and without any the standing itself.
        """
        earlier = [Side(side.plan, period) for period in self.reported_of(side.plan)]
        before = [each for each in earlier if each.is_before(side) and each.period.last < side.period.first]
        if before:
            return before[-1]
        predecessor = next((plan for plan in self.plans if plan.pk == side.plan.predecessor_id), None)
        if predecessor is not None:
            return Side(predecessor, self.usual_period(predecessor))
        return self.other_period(side)

    def other_period(self, side: Side) -> Side:
        """The period of the same plan that is nearest before this one, else any other, else the same."""
        others = [Side(side.plan, each) for each in self.periods(side.plan) if each != side.period]
        same_length = [
            each
            for each in others
            if each.period.last - each.period.first == side.period.last - side.period.first
        ]
        before = [each for each in same_length or others if each.is_before(side)]
        return (before or same_length or others or [side])[-1]


def read_sides(today: date, asked: Collection[str] = ()) -> Sides:
    """What can be compared, with the plans `asked` for by their addresses; mostly in two queries."""
    plans = queries.plans_from(None, MOST_PLANS + 1)
    are_all = len(plans) <= MOST_PLANS
    if not are_all:
        plans = queries.with_plans_at(plans[:MOST_PLANS], asked)
    of_these = None if are_all else [plan.pk for plan in plans]
    return Sides(plans, _by_plan(queries.periods_of_rounds(of_these)), today, are_all)


def _by_plan(rounds: Iterable[tuple[int, Period]]) -> dict[int, list[Period]]:
    periods: dict[int, list[Period]] = {}
    for plan, period in rounds:
        periods.setdefault(plan, []).append(period)
    return periods
