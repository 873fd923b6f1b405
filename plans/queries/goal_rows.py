"""All rows of some goals of one plan: those that their report is made of, as rows that can be written.

A page's report of a whole plan is made of plain columns (`plan_rows`); whoever saves a figure needs the rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Subquery, Sum, prefetch_related_objects

from plans.domain.values import Figure
from plans.models import (
    ActionPlan,
    EffortArea,
    Exclusion,
    Indicator,
    Measurement,
    MeasurementPart,
    ReportingRound,
    ResultGoal,
    Submission,
)
from plans.models.history_chain import hold_history_of
from plans.queries.plan_rows import areas_of
from plans.queries.rounds import given_on


def goals_with_indicators(
    slug: str, *, indicator: int | None = None, key: str = ""
) -> tuple[list[ResultGoal], list[Indicator]]:
    """The goal that has `indicator`, or this `key`, in the plan at this address; and all its indicators.

    The goal has its plan and heading with it. Nothing where there is none; one query unless a goal has no
    indicator.
    """
    of_goal = {"goal__indicators": indicator} if indicator is not None else {"goal__key": key}
    rows = Indicator.objects.filter(goal__plan__slug=slug, **of_goal)
    indicators = list(rows.select_related("goal__plan", "goal__heading").order_by("order"))
    if indicators:
        return [indicators[0].goal], indicators
    if indicator is not None:
        return [], []
    alone = ResultGoal.objects.filter(plan__slug=slug, key=key).select_related("plan", "heading")
    return list(alone), []


def indicators_of_goals_of(goals: Collection[ResultGoal]) -> list[Indicator]:
    """The indicators of these goals, in the order of a report, each with its goal and the goal's plan."""
    rows = Indicator.objects.filter(goal__in=goals).select_related("goal__plan", "goal__heading")
    return list(rows.order_by("goal_id", "order"))


def locked_rounds(slug: str) -> list[ReportingRound]:
    """The rounds of the plan at this address as they are now, each with the plan; always in the same order.

    They are locked until the transaction ends, and so is the plan's history, before them.
    """
    hold_history_of(slug)
    rounds = ReportingRound.objects.select_for_update(of=("self",)).select_related("plan")
    return list(rounds.filter(plan__slug=slug).order_by("pk"))


def areas_for(
    plan: ActionPlan, user_id: int, on: date
) -> tuple[dict[int, EffortArea], dict[int, list[int]], frozenset[int]]:
    """The plan's areas as `areas_of` has them, and those whose figures the person enters on that day."""
    given_to = given_on(on).filter(area=OuterRef("pk"), user_id=user_id)
    areas, further = areas_of([plan.pk], is_given=Exists(given_to))
    given = frozenset(
        pk
        for pk, area in areas.items()
        if area.is_given  # type: ignore[attr-defined]  # asked for with it
    )
    return areas, further, given


def measurements_of_goals(goals: Collection[int]) -> list[Measurement]:
    """All figures of these goals, the oldest first, with their lists: where there are none, no query asks."""
    left_out = Exclusion.objects.filter(measurement=OuterRef("pk")).order_by().values("measurement")
    rows = Measurement.objects.filter(indicator__goal__in=goals).annotate(
        left_out=Subquery(left_out.annotate(total=Sum("count")).values("total")),
        has_parts=Exists(MeasurementPart.objects.filter(measurement=OuterRef("pk"))),
    )
    found: list[Measurement] = list(rows.order_by("as_of", "pk"))
    fetch_lists(found)
    return found


def fetch_lists(rows: Iterable[Measurement]) -> None:
    """Fetch the exclusions and parts of figures of `measurements_of_goals`; no query where there are none."""
    some: list[Measurement] = []
    none: list[Measurement] = []
    for row in rows:
        has_lists = row.left_out or row.has_parts  # type: ignore[attr-defined]  # asked for with it
        (some if has_lists else none).append(row)
    prefetch_related_objects(some, "exclusions", "parts")
    prefetch_related_objects(
        none,
        Prefetch("exclusions", Exclusion.objects.none()),
        Prefetch("parts", MeasurementPart.objects.none()),
    )


def submissions_of_goals(goals: Collection[int]) -> dict[tuple[int, int], Submission]:
    """What was said of these goals in any round, by round and goal."""
    rows = Submission.objects.filter(goal__in=goals).order_by("pk")
    return {(row.round_id, row.goal_id): row for row in rows}


def figures_in(
    measurements: Iterable[Measurement], since_start: Collection[int], first_year: int, last_year: int
) -> Mapping[int, list[Figure]]:
    """Those figures that a report of these years reads, as the rule reads them, by indicator.

    `since_start` are the indicators that are judged on everything since the plan's start.
    """
    groups = defaultdict(list)
    for row in measurements:
        is_read = row.year is None or row.indicator_id in since_start or row.year >= first_year
        if is_read and (row.year is None or row.year <= last_year):
            groups[row.indicator_id].append(row.figure)
    return dict(groups)
