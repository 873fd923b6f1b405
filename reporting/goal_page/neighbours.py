"""Which goals stand before and after one in its plan? The way from one goal's page to the next."""

from collections.abc import Collection
from dataclasses import dataclass

from plans import queries
from plans.domain.values import Period
from plans.models import ResultGoal
from plans.web.plan_pages import goal_url, kept_period


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another goal of the plan."""

    wording: str
    url: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The goals before and after one in the plan's order; `number` of `count` is its own place."""

    before: Neighbour | None
    after: Neighbour | None
    number: int
    count: int


def neighbours_of(goal: ResultGoal, period: Period, reported: Collection[Period]) -> Neighbours:
    """The goals around this one; one query. Their pages show the same period."""
    goals = queries.goals_in_plan_order(goal.plan)
    query = kept_period(goal.plan, period, reported)
    number = next(number for number, each in enumerate(goals) if each.pk == goal.pk)

    def neighbour(each: ResultGoal) -> Neighbour:
        return Neighbour(each.wording, goal_url(goal.plan, each.key, query))

    return Neighbours(
        before=neighbour(goals[number - 1]) if number else None,
        after=neighbour(goals[number + 1]) if number + 1 < len(goals) else None,
        number=number + 1,
        count=len(goals),
    )
